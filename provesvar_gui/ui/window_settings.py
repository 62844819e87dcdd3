"""The settings of the window, with a few facts that are not settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from provesvar_gui.patient.numbers import Profile
from provesvar_gui.settings.contacts import Contacts

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.settings.settings import Settings


class WindowSettings(NamedTuple):
    """``values``: in force; in ``trouble``, which says why no look-up is possible, those of the policy and strict ones.

    ``sandbox``, ``drill``: what this window is. ``confirm_guard_ms``: how long a
    confirmation that has just appeared takes no key. ``contacts``: whom to call, also in trouble; may take a moment.
    """

    values: Settings
    trouble: AppError | None = None
    sandbox: bool = False
    drill: bool = False
    confirm_guard_ms: int = 600
    contacts: Callable[[], Contacts] = Contacts

    @property
    def profile(self) -> Profile | None:
        if self.trouble is not None:
            return None
        return Profile.PROD if self.values.is_prod else Profile.TEST

    @property
    def may_set_up(self) -> bool:
        ours = self.values.helseid.key == "vault" or not self.values.locked("helseid.key")
        return ours and not self.sandbox

    @property
    def may_drill(self) -> bool:
        return self.values.ui.drill and not self.sandbox

    @property
    def privacy_contact(self) -> str:
        return self.values.contact.privacy.line if self.values.contact.privacy else ""
