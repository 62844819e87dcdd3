"""The self-check loads every part of the program that this system has, and no other system's; what is missing is named."""

from __future__ import annotations

import asyncio
import sys

import pytest

from provesvar_gui.self_check.item import Finding, Grade, State
from provesvar_gui.self_check.safe import mailable
from provesvar_gui.wiring import late, parts, upkeep_checks
from tests.unit.repository.test_loaded_late import OWN, ROOT, loaded_with

#: What the command ``--self-check`` is itself, and what is there for the tests or for who checks types alone.
RUNS_ITSELF = {
    "provesvar_gui.__main__", "provesvar_gui.command_line", "provesvar_gui.options", "provesvar_gui.errands.output",
    "provesvar_gui.errands.self_check", "provesvar_gui.ui.qt_imports", "provesvar_gui.wiring.late", "provesvar_gui.wiring.parts",
}  # fmt: skip
NEVER_RUNS = {
    "provesvar_gui.net.runtime", "provesvar_gui.pps.authorization", "provesvar_gui.sandbox.robot", "provesvar_gui.ui.background",
    "provesvar_gui.ui.bool_refs", "provesvar_gui.ui.ports",
}  # fmt: skip
WINDOWS = {"provesvar_gui.ui.windows_seat", "provesvar_gui.ui.handover.pipe", "provesvar_gui.ui.handover.selected_windows"}
UNIX = {"provesvar_gui.helseid.secret_service"}


@pytest.mark.parametrize(("platform", "elsewhere"), [("linux", WINDOWS), ("win32", UNIX), ("darwin", WINDOWS | UNIX)])
def test_it_loads_all_that_the_system_has(platform: str, elsewhere: set[str]) -> None:
    loaded = loaded_with({*parts.behind(platform), *parts.window(platform)})
    missing = set(OWN) - loaded - RUNS_ITSELF - NEVER_RUNS
    assert missing == elsewhere, "to be listed in provesvar_gui/wiring/parts.py"


def test_each_system_has_its_own_vault_and_none_of_anothers() -> None:
    systems = {platform: {*parts.behind(platform), *parts.window(platform)} for platform in ("linux", "win32", "darwin")}
    assert "keyring.backends.Windows" in systems["win32"]
    assert "win32ctypes.pywin32.win32cred" in systems["win32"], "keyring says nothing where it is missing"
    assert "keyring.backends.macOS" in systems["darwin"]
    assert not {"grp", "pwd"} & systems["win32"]
    assert {"grp", "pwd"} <= systems["linux"]
    for platform in ("linux", "darwin"):
        assert not {name for name in systems[platform] if name.startswith(("win32", "keyring.backends.Windows"))}
    assert late.behind(sys.platform) == late.BEHIND


def test_what_is_loaded_off_the_windows_thread_makes_no_types_of_qt() -> None:
    for platform in ("linux", "win32"):
        assert not {name for name in loaded_with(set(parts.behind(platform))) if name.startswith(("PySide6", "shiboken6"))}


async def look(*, window: bool) -> Finding:
    return await upkeep_checks.program_check(mailable({}, lambda: ROOT), window=window).look()


def without(monkeypatch: pytest.MonkeyPatch, missing: str = "") -> list[str]:
    """Loads nothing; ``missing`` is not there. What is loaded, in its order."""
    loaded: list[str] = []

    def find(name: str) -> object:
        if name == missing:
            raise ModuleNotFoundError(name)
        return sys

    def load(name: str) -> object:
        loaded.append(name)
        return find(name)

    monkeypatch.setattr(upkeep_checks, "import_module", load)
    monkeypatch.setattr(upkeep_checks, "find_spec", find)
    monkeypatch.setattr(sys, "__version__", "6", raising=False)  # Qt's
    for name in parts.window(sys.platform):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return loaded


@pytest.mark.parametrize("window", [False, True])
@pytest.mark.parametrize(
    "missing",
    [
        "provesvar_gui.ui.guide.window", "provesvar_gui.ui.drill.controller", "provesvar_gui.ui.admin.journal",
        "provesvar_gui.wiring.backend", late.behind(sys.platform)[1],
    ],
)  # fmt: skip
def test_a_part_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, missing: str, window: bool) -> None:
    without(monkeypatch, missing)
    found = asyncio.run(look(window=window))
    assert (found.grade, found.state) == (Grade.RED, State.PROGRAM_BROKEN)
    assert (found.given["part"], found.given["kind"]) == (missing, "ModuleNotFoundError")


def test_beside_a_window_none_of_its_parts_is_loaded_by_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = without(monkeypatch)
    assert asyncio.run(look(window=True)).state is State.PROGRAM_WHOLE
    assert set(loaded) - {"PySide6"} == set(parts.behind(sys.platform))


def test_in_a_window_whose_program_was_replaced_nothing_of_another_version_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade asks nobody who is working: the program is whole, and wants to be started again."""
    loaded = without(monkeypatch, parts.behind(sys.platform)[0])
    monkeypatch.setattr(upkeep_checks, "of_program", lambda: lambda: True)
    found = asyncio.run(look(window=True))
    assert (found.grade, found.state) == (Grade.AMBER, State.PROGRAM_REPLACED)
    assert not loaded
