"""Checks of what only the composition root knows: that every part of the program can be loaded, and the access journal."""

from __future__ import annotations

import platform
import ssl
import sys
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from provesvar_gui import __version__
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.daemon import on_daemon_thread
from provesvar_gui.paths import resource
from provesvar_gui.self_check.item import Check, Finding, Grade, Item, State
from provesvar_gui.wiring.journaling import place_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.records.places import Places
    from provesvar_gui.records.settings import Settings
    from provesvar_gui.self_check.safe import Mailable

_PARTS = ("provesvar_gui.wiring.backend", "provesvar_gui.ui.main_window", "provesvar_gui.ui.desk_controller")
_RESOURCES = (("codes", "9060.json"), ("codes", "acute_analytes.json"), ("i18n", "provesvar_nb.qm"), ("pages", "login-done.html"))


def program_check(safe: Mailable) -> Check:
    """Versions, and that nothing is missing."""
    return Check(item=Item.PROGRAM, look=partial(_program, safe))


def journal_check(settings: Settings, places: Places, vault: KeyVault, safe: Mailable, vault_asks: Callable[[], bool]) -> Check:
    """Whether the journal can be written and read. Whether it is whole is another question, which takes longer."""
    return Check(item=Item.JOURNAL, look=partial(_journal, settings, places, vault, safe, vault_asks))


async def _program(safe: Mailable) -> Finding:
    given = {"version": __version__}
    loads: list[tuple[str, Callable[[], object]]] = [(part, partial(import_module, part)) for part in _PARTS]
    loads += [("/".join(names), partial(resource, *names)) for names in _RESOURCES]
    for part, load in loads:
        try:
            await on_daemon_thread(load)
        except Exception as error:  # noqa: BLE001 - a library of the system that is missing, a file that is
            given |= {"part": part, "kind": type(error).__name__}
            return Finding(item=Item.PROGRAM, grade=Grade.RED, state=State.PROGRAM_BROKEN, given=given)
    qt = import_module("PySide6").__version__
    given |= {
        "python": platform.python_version(),
        "qt": str(qt),
        "tls": ssl.OPENSSL_VERSION,
        "system": safe.text(f"{platform.system()} {platform.release()}".strip() or sys.platform),
    }
    return Finding(item=Item.PROGRAM, grade=Grade.GREEN, state=State.PROGRAM_WHOLE, given=given)


async def _journal(
    settings: Settings, places: Places, vault: KeyVault, safe: Mailable, vault_asks: Callable[[], bool]
) -> Finding:
    item, folder = Item.JOURNAL, safe.path(str(places.journal))
    if not settings.journal.enabled:
        return Finding(item=item, grade=Grade.AMBER, state=State.JOURNAL_OFF)
    if settings.journal.key == "vault" and await on_daemon_thread(vault_asks):
        return Finding(item=item, grade=Grade.UNKNOWN, state=State.WAITS_FOR_VAULT)
    try:
        await on_daemon_thread(place_of(settings, places, vault).readable)
    except AppError as error:
        state = State.JOURNAL_NEWER if error.code is ErrorCode.JOURNAL_NEWER else State.JOURNAL_BROKEN
        return Finding(item=item, grade=Grade.RED, state=state, given={"folder": folder})
    given = {"months": str(settings.journal.months), "folder": folder}
    return Finding(item=item, grade=Grade.GREEN, state=State.JOURNAL_KEPT, given=given)
