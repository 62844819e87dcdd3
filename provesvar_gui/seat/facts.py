"""What a system tells, and what follows from it. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Fact(StrEnum):
    """One thing that the system has told."""

    LOCK_ASKED = "lock-asked"  # somebody asks for the lock: whether it comes is not known
    LOCKED = "locked"  # the screen of this session has been locked: it takes a password, a card or the like to get in
    FOUND_LOCKED = "found-locked"  # it was when we began to listen
    UNLOCKED = "unlocked"
    BLANK = "blank"  # a screen saver, of which nobody knows whether it asks for anything
    NOT_BLANK = "not-blank"
    BEHIND = "behind"  # another user's session is in front, or a remote desktop was left
    IN_FRONT = "in-front"
    SLEEPING = "sleeping"  # about to
    AWAKE = "awake"
    LOST = "lost"  # the system tells nothing more; what is known is worth nothing


class Told(StrEnum):
    """What the window is told."""

    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SLEEPING = "sleeping"
    WOKE = "woke"


class Source(Protocol):
    """Where the facts come from."""

    def start(self, tell: Callable[[Fact], None]) -> None:
        """Begin to listen; returns at once and raises nothing. ``tell`` may be called on any thread."""
        ...

    def covered(self) -> None:
        """Nothing of a patient is on the screen: the machine may sleep."""
        ...

    def lock_screen(self) -> None:
        """Ask for the system's own lock. Whether it comes is told as any other fact."""
        ...

    def stop(self) -> None:
        """``tell`` is not called any more."""
        ...


class NoSource:
    """A system that tells nothing, as far as this program knows: the window's own clock locks it."""

    def start(self, tell: Callable[[Fact], None]) -> None:
        """Nothing comes."""

    def covered(self) -> None:
        """Nobody waits."""

    def lock_screen(self) -> None:
        """Nobody can be asked."""

    def stop(self) -> None:
        """Nothing to end."""


class SessionState:
    """``UNLOCKED`` is told only of a lock that was seen from its beginning, of this session, in front.

    So it means that somebody gave what the system asks for since. A screen saver that goes, a session that comes to the front
    and a lock that was there before the program say nothing of who is there.
    """

    def __init__(self) -> None:
        self._screen_locked = self._seen = self._blank = self._behind = False

    @property
    def locked(self) -> bool:
        """Whether the screen of this session shows anything else than this session, as far as is known."""
        return self._screen_locked or self._blank or self._behind

    def take(self, fact: Fact) -> tuple[Told, ...]:
        """One more. Returns what to tell, in order."""
        match fact:
            case Fact.LOCK_ASKED:
                return (Told.LOCKED,)
            case Fact.LOCKED | Fact.FOUND_LOCKED:
                self._seen = self._seen or (fact is Fact.LOCKED and not self._screen_locked)
                self._screen_locked = True
                return (Told.LOCKED,)
            case Fact.UNLOCKED:
                proved = self._screen_locked and self._seen and not self._behind
                self._screen_locked = self._seen = False
                return (Told.UNLOCKED,) if proved else ()
            case Fact.BLANK:
                self._blank = True
                return (Told.LOCKED,)
            case Fact.BEHIND:
                self._behind = True
                return (Told.LOCKED,)
            case Fact.SLEEPING:
                return (Told.SLEEPING,)
            case Fact.AWAKE:
                return (Told.WOKE,)
            case Fact.NOT_BLANK:
                self._blank = False
            case Fact.IN_FRONT:
                self._behind = False
            case Fact.LOST:
                self._screen_locked = self._seen = self._blank = self._behind = False
        return ()
