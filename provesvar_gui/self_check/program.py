"""The check of the program itself: its versions, and that every part of it can be loaded."""

from __future__ import annotations

import platform
import ssl
import sys
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final

import provesvar_gui
from provesvar_gui.paths import resource
from provesvar_gui.platform.runtime import on_daemon_thread
from provesvar_gui.self_check.findings import GREEN, RED, CheckResult, Item, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.self_check.mailable import Mailable

#: What nobody hears of where it is missing: ``keyring`` passes over it.
_VAULTS: Final = {
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.pywintypes", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS",),
}
_RESOURCES = (("codes", "9060.json"), ("codes", "acute_analytes.json"), ("i18n", "provesvar_nb.qm"), ("pages", "login-done.html"))


def parts() -> Iterator[str]:
    """Every module of the program, and this system's vault. None is loaded by being named, but for packages."""
    yield "provesvar_gui.app"  # whatever else is found or not
    yield from (module.name for module in walk_packages(provesvar_gui.__path__, "provesvar_gui."))
    yield from _VAULTS.get(sys.platform, ())


async def check_program(safe: Mailable, *, window: bool) -> CheckResult:
    """Versions, and that nothing is missing. ``window``: there is one in this process."""
    version = provesvar_gui.__version__
    missing = await on_daemon_thread(partial(_missing, window=window))
    if missing is not None:
        text = "Prøvesvar {version}: a part cannot be loaded, {part} ({kind})."
        do = "Install the program again, with the system's packages that it needs."
        return found(Item.PROGRAM, RED, text, do, version=version, part=missing[0], kind=missing[1])
    return found(
        Item.PROGRAM,
        GREEN,
        "Prøvesvar {version}. Python {python}, Qt {qt}, {tls}, {system}.",
        version=version,
        python=platform.python_version(),
        qt=str(import_module("PySide6").__version__),
        tls=ssl.OPENSSL_VERSION,
        system=safe.text(f"{platform.system()} {platform.release()}".strip() or sys.platform),
    )


def _missing(*, window: bool) -> tuple[str, str] | None:
    """The first part that cannot be loaded, and why; None where all can."""
    part = ""
    try:
        for part in parts():
            if not window:
                import_module(part)
            elif (
                part not in sys.modules and find_spec(part) is None
            ):  # nothing is loaded: the window's own thread makes Qt's types
                return part, ModuleNotFoundError.__name__
        for names in _RESOURCES:
            part = "/".join(names)
            resource(*names)
    except Exception as error:  # noqa: BLE001 - a library of the system that is missing, a file that is
        return part, type(error).__name__
    return None
