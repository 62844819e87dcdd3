"""A drill is a process of its own, in places of its own, and only where the policy lets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.command_line import parse
from provesvar_gui.options import Options
from provesvar_gui.platform.places import system_places
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.sandbox_process import drill_refused
from tests.unit.settings.kit import make_places
from tests.unit.settings.kit import policy as lay


def test_it_is_the_sandbox_with_places_of_its_own() -> None:
    options = parse(["--drill"])
    assert (options.sandbox, options.drill) == (True, True)
    real, sandbox, drilled = system_places(), system_places(sandbox=True), system_places(sandbox=True, drill=True)
    assert drilled.policy is None
    for name in real._fields:
        if name not in ("policy", "registry"):
            places = [getattr(each, name) for each in (real, sandbox, drilled)]
            assert len(set(places)) == 3, name
            assert not any(one != other and one.is_relative_to(other) for one in places for other in places)


def test_its_journal_needs_no_vault_and_its_window_offers_no_drill() -> None:
    options = Options(sandbox=True, drill=True)
    configuration = Configuration(options, system_places(sandbox=True, drill=True))
    settings = configuration.read()
    assert settings.journal.key == "file"
    window = configuration.of_window(settings)
    assert (window.drill, window.sandbox, window.may_drill, window.may_set_up) == (True, True, False, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--drill", "--patient-from-stdin"],
        ["--drill", "--config", "a.toml"],
        ["--drill", "--import-client", "a.json"],
        ["--drill", "--remove-client"],
        ["--drill", "--rotate-key"],
        ["--while-stdin"],
    ],
)
def test_a_drill_refuses_options_of_the_real_program(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(arguments)
    assert "drill" in capsys.readouterr().err


@pytest.mark.hazard("S12")
@pytest.mark.parametrize(
    ("policy", "may"),
    [
        (None, True),
        ("", True),
        ("[ui]\ndrill = true\n", True),
        ("[ui]\ndrill = false\n", False),
        ('[ui]\ndrill = "off"\n', False),
        ("[ui\n", False),
    ],
)
def test_the_policy_has_the_last_word(tmp_path: Path, policy: str | None, may: bool, capsys: pytest.CaptureFixture[str]) -> None:
    places = make_places(tmp_path)
    if policy is not None:
        lay(places, policy)
    assert drill_refused(places) is not may
    assert ("switched drills off" in capsys.readouterr().err) is not may
