"""What is told at the cover where a proof came to nothing, and what whoever comes back is told once the window is open again."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.errors import ErrorCode
from provesvar_gui.ui import keys, messages
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Service, Words
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.errors import AppError
    from provesvar_gui.ui.status_banner import StatusBanner

translate = QCoreApplication.translate
_NO_CLIENT: Final = frozenset({ErrorCode.CLIENT_NOT_CONFIGURED, ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED})


class Why(Enum):
    """Why the window was locked, or the patient cleared. ``HAND``: the clear key, at the cover. ``AWAY``: it went to the tray."""

    IDLE = auto()
    KEY = auto()
    SYSTEM = auto()
    HAND = auto()
    AWAY = auto()


class Aftermath:
    """``banner``: where it is said. ``page_is_dead``: whether the browser may still show a login that was given up.

    ``logged_out``: the session was ended as well, and nobody has logged in since.
    """

    def __init__(self, banner: StatusBanner, page_is_dead: Callable[[], bool]) -> None:
        self._banner, self._page_is_dead = banner, page_is_dead
        self._cleared: Why | None = None
        self._knocked = self.logged_out = False
        self._failed: list[str] = []

    def cleared(self, why: Why) -> None:
        """The patient is gone."""
        self._cleared = why

    def knock(self) -> None:
        """Another program handed a patient over. Which one is not kept."""
        self._knocked = True

    def failed(self, said: str) -> None:
        """Something that was begun before came to nothing. ``said``: nothing of a patient."""
        self._failed.append(said)

    def forget(self) -> None:
        """Whoever comes is somebody else."""
        self.forget_knock()
        self._cleared, self.logged_out = None, False
        self._failed.clear()

    def forget_knock(self) -> None:
        """Nobody has come back for whom that could have been."""
        self._knocked = False

    def say(self) -> None:
        """Say it, if there is anything to say."""
        said = [_words(self._cleared)] if self._cleared is not None else []
        if self.logged_out:
            said.append(
                translate("Lock", "The login was ended: nobody had used the window for a while. The next look-up logs in again.")
            )
        if self._knocked:
            said.append(
                translate("Lock", "Another program handed a patient over while the window was locked. Hand it over once more.")
            )
        if said and self._page_is_dead():
            said.append(
                translate("Lock", "The page in the browser belongs to a login that is over: close it, and press Enter to log in.")
            )
        failed = list(self._failed)
        self.forget()
        if said:
            self._banner.say(Words(what=said[0], do="\n".join(said[1:])), tone=Tone.ACTION)
        for each in failed:
            self._banner.add(each)


def said_at_cover(error: AppError | None) -> Words:
    """Why a proof came to nothing; of what is done in the window otherwise, that it cannot be done now."""
    if error is None:
        return Words(what="", do="")
    words = messages.of_error(error, Service.LOGIN)
    if error.code not in _NO_CLIENT:
        return words
    return Words(what=words.what, do=translate("LockController", "That is put right outside of this window. Then press Enter."))


def _words(why: Why) -> str:
    match why:
        case Why.IDLE:
            return translate("LockController", "The patient was cleared: nobody had used the window for a while.")
        case Why.KEY:
            return translate("Lock", "The patient was cleared: nobody was logged in to unlock the window.")
        case Why.SYSTEM:
            return translate(
                "Lock",
                "The patient was cleared as the computer was locked or went to sleep: nobody was logged in to unlock the window.",
            )
        case Why.AWAY:
            return translate("Lock", "The patient was cleared when the window was closed; the program stayed in the tray.")
        case Why.HAND:
            return translate("Lock", "The patient was cleared at the locked window ({key}).").replace(
                "{key}", keys.shown(Key.CLEAR)
            )
