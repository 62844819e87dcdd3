"""What the lock of the window asks of the ways to prove who is back, and of the signals of the system's own lock. Typing only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.errors import AppError
    from provesvar_gui.helseid.model import Clinician


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """Somebody proved who they are. ``key``: the login service's pseudonym (``sub``); the lock compares it, not the proof.

    ``clinician``: of the new session, where the proof was a login; None where the session that was there goes on.
    """

    key: str = field(repr=False)
    clinician: Clinician | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotProven:
    """It came to nothing: the cover stays, and so does what is behind it. ``error``: None where the person cancelled it.

    ``final``: no further try; the session ends and what is behind the cover is wiped (the last PIN was wrong).
    """

    error: AppError | None = None
    final: bool = False


class Proof(Protocol):
    """One way to prove that the clinician who comes back is the one who left (setting ``lock.proof``).

    Between ``begin`` and ``end`` it calls ``done`` as often as there is something to tell, always on the GUI thread.
    """

    def begin(self, key: str, done: Callable[[Proven | NotProven], None], *, by_system: bool) -> None:
        """The window has just been locked. ``key``: whose it is. ``by_system``: with the system's own lock, or its sleep.

        What proves by itself, as the system's unlock does, may call ``done`` from now on.
        """
        ...

    def ask(self) -> None:
        """«Unlock» was pressed: begin what takes an act (a login). Pressed again while it runs: no second one."""
        ...

    def cancel(self) -> None:
        """Stop what ``ask`` began; ``done`` is told nothing more of it. It may be asked again."""
        ...

    def end(self) -> None:
        """The lock is over, or what was behind it is gone: forget ``key`` and ``done``."""
        ...

    def label(self) -> str:
        """What stands on the button, translated: "Unlock with HelseID"."""
        ...

    def page(self, parent: QWidget) -> QWidget | None:
        """What is put on the cover above the button and gets the focus (the field of a PIN); None where the button is all.

        It belongs to the cover, and is asked for at each lock.
        """
        ...


class SystemLock(Protocol):
    """The system's own lock, change of user, and sleep; signals without arguments, on the GUI thread.

    ``locked`` / ``unlocked``: the screen of this session, or another user in front. ``sleeping``: the machine is about to sleep;
    it waits, for as long as it may, until ``covered`` is called. ``woke``: it is awake again.
    """

    locked: SignalInstance
    unlocked: SignalInstance
    sleeping: SignalInstance
    woke: SignalInstance

    def start(self) -> None:
        """Begin to listen: after the first paint. Where the system tells nothing it stays silent and raises nothing."""
        ...

    def is_locked(self) -> bool:
        """Whether the system's screen is locked as far as is known; False where nothing is known."""
        ...

    def covered(self) -> None:
        """Nothing of a patient is on the screen any more: the machine may sleep."""
        ...

    def lock_screen(self) -> None:
        """Ask for the system's own lock; whether it comes is told by ``locked``."""
        ...

    def stop(self) -> None:
        """The window closes."""
        ...
