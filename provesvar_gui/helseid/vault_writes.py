"""The writes of one vault, one after the other: a call that was given up hangs on in its thread, and must not undo later ones.

What hangs cannot be stopped, only what comes after it: a write that nobody wants any more ends with the call that it is in. Where
that call changes something, the next one begins when it has ended; a question (the system may be asking for a password) changes
nothing, and is not waited for. A removal is always wanted: one that nobody waits for and that hangs in a question loses its turn,
and queues again when it has its answer, unless what it was to remove has been written anew by then.
"""

from __future__ import annotations

import threading
from collections import Counter, deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.helseid.vault_entries import Store

T = TypeVar("T")

_PATIENCE = 1.0  # seconds with a question that nobody waits for, until somebody else's turn


class GivenUpError(Exception):
    """Nobody waits for this write any more, or it is a removal that a later write of the same name has overtaken."""


class Writes:
    """Those of one vault, in the order in which they were asked for. ``changes``: how many, by name."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.queue: deque[Write] = deque()
        self.changes: Counter[str] = Counter()

    def begin(self, name: str, *, always: bool = False) -> Write:
        """One more, after those that there are. ``always``: it is wanted even where nobody waits for it: a removal."""
        write = Write(self, name, always=always)
        with self.changed:
            self.queue.append(write)
        return write

    @property
    def quiet(self) -> bool:
        """Whether there is none, but for questions that nobody waits for."""
        with self.changed:
            return not self.queue

    def when_quiet(self, call: Callable[[], None]) -> None:
        """Call back once there is none: now, or on a thread of its own."""
        if self.quiet:
            call()
        else:
            threading.Thread(target=self._wait, args=(call,), name="provesvar-vault-quiet", daemon=True).start()

    def wait_for(self, there: Callable[[], bool]) -> None:
        """Until then; who stands first and only asks, for nobody, is passed. With ``changed`` held."""
        while not self.changed.wait_for(there, _PATIENCE):
            if self.queue:
                self.queue[0].lose_turn()

    def _wait(self, call: Callable[[], None]) -> None:
        with self.changed:
            self.wait_for(lambda: not self.queue)
        call()


class Write:
    """One of them. ``run`` and ``end`` are called on the thread that does it."""

    def __init__(self, writes: Writes, name: str, *, always: bool) -> None:
        self._writes = writes
        self._name = name
        self.always = always
        self._waiting = False
        self._changing = False
        self._let_go = False
        self._seen: int | None = None  # of the name's changes, when it lost its turn

    def run(self, store: Store, work: Callable[[Store], T]) -> T:
        """Wait for its turn, and do it. Raises GivenUpError, and what ``work`` raises."""
        self.take_turn()
        return work(_WhileWanted(store, self))

    def take_turn(self) -> None:
        """Wait for it; once more where it was lost. Raises GivenUpError."""
        writes = self._writes
        with writes.changed:
            self.check()
            if self not in writes.queue:
                writes.queue.append(self)
            self._waiting = True
            writes.wait_for(lambda: (self._let_go and not self.always) or writes.queue[0] is self)
            self._waiting = False
            self.check()
            self._seen = None

    def let_go(self) -> None:
        """Nobody waits for it any more: the end of it, but for a removal. Nothing happens where it has ended."""
        with self._writes.changed:
            self._let_go = True
            if self.always:
                self.lose_turn()
            elif not self._changing:
                self.end()

    def lose_turn(self) -> None:
        """Somebody else's turn, where this one is a removal that nobody waits for, and is not changing anything just now."""
        with self._writes.changed:
            if self.always and self._let_go and not self._waiting and not self._changing and self in self._writes.queue:
                self._seen = self._writes.changes[self._name]
                self.end()

    def check(self) -> None:
        """Raises GivenUpError."""
        if self._let_go and not self.always:
            raise GivenUpError
        if self._seen is not None and self._seen != self._writes.changes[self._name]:
            raise GivenUpError

    def change(self, call: Callable[[], None], *, own: bool) -> None:
        """What changes something in the vault. ``own``: it undoes what this one wrote, and is done even where it was given up."""
        with self._writes.changed:
            if not own:
                self.take_turn()
            self._changing = True
            self._writes.changes[self._name] += 1
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
        if not self._own(service):
            self._write.check()
        answer = self._store.get_password(service, username)
        if self._write.always:
            self._write.take_turn()
        return answer

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """See ``Store``."""
        self._written.add(service)
        self._write.change(lambda: self._store.set_password(service, username, password), own=False)

    def delete_password(self, service: str, username: str, /) -> None:
        """See ``Store``."""
        self._write.change(lambda: self._store.delete_password(service, username), own=self._own(service))

    def _own(self, service: str) -> bool:
        return service in self._written and not self._write.always
