"""The check of the program itself: its versions, and that every part of it can be loaded."""

from __future__ import annotations

import platform
import ssl
import sys
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from provesvar_gui import __version__
from provesvar_gui.paths import resource
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check.findings import CheckResult, Item, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.self_check.mailable import Mailable

#: Modules with which all the others are loaded, and what nobody hears of where it is missing: ``keyring`` passes over the latter.
_BEHIND: Final = (
    "provesvar_gui.cli.run",
    "provesvar_gui.kodeverk.acute",
    "provesvar_gui.sandbox.__main__",
    "provesvar_gui.wiring.backend",
)
_WINDOW: Final = (
    "provesvar_gui.app",
    "provesvar_gui.wiring.running",
    "provesvar_gui.wiring.assembly",
    "provesvar_gui.ui.desk.controller",
    "provesvar_gui.ui.lock.controller",
    "provesvar_gui.ui.results.view",
    "provesvar_gui.ui.admin.journal",
    "provesvar_gui.ui.startup",
    "provesvar_gui.ui.window_pages",
)
_VAULTS: Final = {
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.pywintypes", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS",),
    "linux": ("provesvar_gui.helseid.keys.vault",),
}
_WINDOWS_WINDOW: Final = (
    "provesvar_gui.ui.session_lock",
    "provesvar_gui.ui.handover",
    "provesvar_gui.ui.global_shortcut",
)
_RESOURCES = (("codes", "9060.json"), ("codes", "acute_analytes.json"), ("i18n", "provesvar_nb.qm"), ("pages", "login-done.html"))


def base_parts(platform: str) -> tuple[str, ...]:
    """What loads nothing of Qt."""
    return (*_BEHIND, *_VAULTS.get(platform, _VAULTS["linux"]))


def window_parts(platform: str) -> tuple[str, ...]:
    return (*_WINDOW, *(_WINDOWS_WINDOW if platform == "win32" else ()))


async def check_program(safe: Mailable, *, window: bool) -> CheckResult:
    """Versions, and that nothing is missing. ``window``: there is one in this process."""
    given = {"version": __version__}
    missing = await on_daemon_thread(partial(_missing, window=window))
    if missing is not None:
        given |= dict(zip(("part", "kind"), missing, strict=True))
        return CheckResult(item=Item.PROGRAM, state=State.PROGRAM_BROKEN, given=given)
    qt = import_module("PySide6").__version__
    given |= {
        "python": platform.python_version(),
        "qt": str(qt),
        "tls": ssl.OPENSSL_VERSION,
        "system": safe.text(f"{platform.system()} {platform.release()}".strip() or sys.platform),
    }
    return CheckResult(item=Item.PROGRAM, state=State.PROGRAM_WHOLE, given=given)


def _missing(*, window: bool) -> tuple[str, str] | None:
    """The first part that cannot be loaded, and why; None where all can."""
    loads: list[tuple[str, Callable[[str], object]]] = [(part, import_module) for part in base_parts(sys.platform)]
    loads += [(part, _found if window else import_module) for part in window_parts(sys.platform)]
    for part, load in loads:
        try:
            load(part)
        except Exception as error:  # noqa: BLE001 - a library of the system that is missing, a file that is
            return part, type(error).__name__
    for names in _RESOURCES:
        try:
            resource(*names)
        except Exception as error:  # noqa: BLE001 - as above
            return "/".join(names), type(error).__name__
    return None


def _found(part: str) -> None:
    """Beside a window nothing is loaded that makes types of Qt: the window's own thread has done it."""
    if part not in sys.modules and find_spec(part) is None:
        raise ModuleNotFoundError(part)
