"""Whether a session may rest in the vault from one run to the next, by the settings; and that none does where it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.helseid.kept_session import SessionKeeper

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.records.settings import Settings


def keeps_session(settings: Settings) -> bool:
    """Whether a session may rest in the vault. Where only a new login at HelseID proves who is back, a kept one is of no use."""
    return settings.helseid.keep_session and settings.lock.proof == "system"


def session_keeper(settings: Settings, vault: KeyVault, folder: Path, *, resume: bool) -> SessionKeeper:
    """Who keeps the session; where none may be kept, who takes away what an earlier run has left. Of another client none counts.

    For nobody in this run looks after that: it would survive a logout, and come back after somebody else's login. It is so from
    ``SessionKeeper.take_effect`` on, once no other keeper of this run holds anything. What a program that runs beside this one
    keeps is that one's to end. ``resume``: whether one of an earlier run may be gone on with: before anybody has logged in.
    ``folder``: of the user's state. On the runtime thread: the files are seen to beside it.
    """
    return SessionKeeper(vault, settings.helseid.client_id, folder, resume=resume, keeps=keeps_session(settings))
