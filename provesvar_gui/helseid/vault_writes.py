"""The writes of one vault, one after the other: a call that was given up hangs on in its thread, and must not undo later ones.

What hangs cannot be stopped, only what comes after it: a write that nobody wants any more ends with the call that it is in. Where
that call changes something, the next one begins when it has ended; a question (the system may be asking for a password) changes
nothing, and is not waited for. A removal is always wanted.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.vault_entries import Store

T = TypeVar("T")


class GivenUpError(Exception):
    """Nobody waits for this write any more."""


class Writes:
    """Those of one vault, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.queue: deque[Write] = deque()

    def begin(self) -> Write:
        """One more, after those that there are."""
        write = Write(self)
        with self.changed:
            self.queue.append(write)
        return write

    @property
    def quiet(self) -> bool:
        """Whether there is none."""
        with self.changed:
            return not self.queue

    def when_quiet(self, call: Callable[[], None]) -> None:
        """Call back once there is none: now, or on a thread of its own."""
        if self.quiet:
            call()
        else:
            threading.Thread(target=self._wait, args=(call,), name="provesvar-vault-quiet", daemon=True).start()

    def _wait(self, call: Callable[[], None]) -> None:
        with self.changed:
            self.changed.wait_for(lambda: not self.queue)
        call()


class Write:
    """One of them. ``run`` and ``end`` are called on the thread that does it."""

    def __init__(self, writes: Writes) -> None:
        self._writes = writes
        self._changing = False
        self._given_up = False

    def run(self, store: Store, work: Callable[[Store], T]) -> T:
        """Wait for its turn, and do it. Raises GivenUpError, and what ``work`` raises."""
        writes = self._writes
        with writes.changed:
            writes.changed.wait_for(lambda: self._given_up or writes.queue[0] is self)
        self.check()
        return work(_WhileWanted(store, self))

    def give_up(self) -> None:
        """Nothing more of it is wanted. Nothing happens where it has ended."""
        with self._writes.changed:
            self._given_up = True
            waited_for = self._changing
        if not waited_for:
            self.end()

    def check(self) -> None:
        """Raises GivenUpError."""
        if self._given_up:
            raise GivenUpError

    def change(self, call: Callable[[], None], *, own: bool) -> None:
        """What changes something in the vault. ``own``: it undoes what this one wrote, and is done even where it was given up."""
        with self._writes.changed:
            if not own:
                self.check()
            self._changing = True
        try:
            call()
        finally:
            with self._writes.changed:
                self._changing = False
        if not own:
            self.check()

    def end(self) -> None:
        """The next one's turn."""
        with self._writes.changed:
            if self in self._writes.queue:
                self._writes.queue.remove(self)
            self._writes.changed.notify_all()


class _WhileWanted:
    """A store for one write: each call is refused once it has been given up, but for the undoing of what it wrote itself."""

    def __init__(self, store: Store, write: Write) -> None:
        self._store, self._write = store, write
        self._written: set[str] = set()

    def get_password(self, service: str, username: str, /) -> str | None:
        """See ``Store``."""
        if service not in self._written:
            self._write.check()
        return self._store.get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """See ``Store``."""
        self._written.add(service)
        self._write.change(lambda: self._store.set_password(service, username, password), own=False)

    def delete_password(self, service: str, username: str, /) -> None:
        """See ``Store``."""
        self._write.change(lambda: self._store.delete_password(service, username), own=service in self._written)
