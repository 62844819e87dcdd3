"""Whether a session may rest in the vault from one run to the next, by the settings; and that none does where it may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.helseid.kept_session import SessionKeeper
    from provesvar_gui.helseid.vault import KeyVault
    from provesvar_gui.records.settings import Settings


def keeps_session(settings: Settings) -> bool:
    """Whether a session may rest in the vault. Where only a new login at HelseID proves who is back, a kept one is of no use."""
    return settings.helseid.keep_session and settings.lock.proof == "system"


def session_keeper(settings: Settings, vault: KeyVault, folder: Path, *, resume: bool) -> SessionKeeper | None:
    """Who keeps the session; None where none may be kept. What an earlier run has kept counts no more then, nor another client's.

    For nobody in this run looks after that: it would survive a logout, and come back after somebody else's login.
    ``resume``: whether one of an earlier run may be gone on with: before anybody has logged in. ``folder``: of the user's state.
    """
    from provesvar_gui.helseid.kept_session import SessionKeeper

    keeper = SessionKeeper(vault, settings.helseid.client_id, folder, resume=resume)
    keeper.void_others()
    if keeps_session(settings):
        return keeper
    keeper.void()
    return None
