"""The state machine of the lock: idle time, its warning, the bedside key, and the time after which the patient is wiped. Pure.

Events in (methods, each with the time at which it came), acts out. The caller carries the acts out in order. Nothing here knows
what is covered; what proves that the same clinician is back: ``ui/lock/proofs.py``.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


WARNING: Final = 20.0  # seconds: WCAG 2.2.1 asks for at least so many, and one simple key (results/README.md §3)
BEDSIDE: Final = 900.0  # seconds that the bedside key gives
LOGIN: Final = 300.0  # seconds that a number which nobody owns waits for a login: as long as one may take (``helseid.model``)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockMoment:
    """Seconds by two clocks: ``steady`` never jumps and counts sleep where possible; ``wall`` is the time of day."""

    steady: float
    wall: float

    def since(self, before: ClockMoment) -> float:
        """Seconds since then by the clock that shows more: one may stop in sleep, the other be set back."""
        return max(self.steady - before.steady, self.wall - before.wall, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LockRules:
    """The settings of these names in ``[lock]``: seconds after the last use; the first is never the longer one."""

    idle_seconds: float = 120.0
    wipe_seconds: float = 600.0
    bedside: bool = True


class Ownership(IntEnum):
    EMPTY = 0
    UNOWNED = 1  # a number was typed, and nobody is or was logged in: who could prove that it is theirs?
    OWNED = 2


class LockAct(StrEnum):
    WARN = "warn"
    UNWARN = "unwarn"
    COVER = "cover"
    UNCOVER = "uncover"
    WIPE = "wipe"  # the patient: form, results, everything
    HOLD = "hold"  # say until when the bedside key keeps the window open
    LET_GO = "let-go"


Acts = tuple[LockAct, ...]


class Phase(StrEnum):
    OPEN = "open"
    WARNED = "warned"
    LOCKED = "locked"


class WindowLock:
    """Begins unlocked, without data. Only use while unlocked counts: keys at the cover delay no wiping."""

    def __init__(self, rules: LockRules, now: ClockMoment) -> None:
        self.rules = rules
        self.ownership = Ownership.EMPTY
        self.phase = Phase.OPEN
        self._seen, self._time = now, 0.0  # the last event, and the seconds that had passed then since the beginning
        self._last = 0.0  # when it was last used, of those seconds
        self._held: float | None = None  # when the bedside key was pressed
        self._login: float | None = None  # when the login that is under way went on last
        self._wiped = False  # since the window was locked

    @property
    def locked(self) -> bool:
        return self.phase is Phase.LOCKED

    def held_for(self, now: ClockMoment) -> float | None:
        return None if self._held is None else BEDSIDE - (self._passed(now) - self._held)

    def left(self, now: ClockMoment) -> float:
        return (self.rules.wipe_seconds if self.locked else self.rules.idle_seconds) - self._idle(now)

    def due_in(self, now: ClockMoment) -> float | None:
        """Seconds until the next ``tick`` is due; None: no time limit is running."""
        if self.locked:
            return None if self._wiped else self.left(now)
        if self.ownership is Ownership.EMPTY:
            return None
        return self.left(now) - (WARNING if self.phase is Phase.OPEN else 0.0)

    def protect(self, ownership: Ownership, now: ClockMoment) -> Acts:
        """Set whose data the window holds. A new number or login is a use."""
        acts = self.tick(now)
        before, self.ownership = self.ownership, ownership
        return (*acts, *self._use()) if ownership > before else acts

    def tick(self, now: ClockMoment) -> Acts:
        """Apply the time limits. Also called before every other event, and when the machine wakes."""
        self._seen, self._time = now, self._passed(now)
        idle = self._idle(now)
        acts: list[LockAct] = []
        if not self.locked and self.ownership is Ownership.EMPTY:
            return self._end_warning()
        if self.phase is Phase.OPEN and self.rules.idle_seconds - WARNING <= idle < self.rules.idle_seconds:
            self.phase = Phase.WARNED
            acts.append(LockAct.WARN)
        elif not self.locked and idle >= self.rules.idle_seconds:
            acts += self._lock()
        if self.locked and not self._wiped and self.left(now) <= 0:
            self._wiped = True
            acts.append(LockAct.WIPE)
        return tuple(acts)

    def used(self, now: ClockMoment) -> Acts:
        """A key, the mouse or a touch. Limits that have passed apply first: waking the machine does not unlock."""
        return (*self.tick(now), *self._use())

    def lock(self, now: ClockMoment) -> Acts:
        acts = self.tick(now)
        if self.locked or self.ownership is Ownership.EMPTY:
            return acts
        return (*acts, *self._lock())

    def unlock(self, now: ClockMoment) -> Acts:
        """The person was verified, or no data is left to protect."""
        acts = self.tick(now)
        if not self.locked:
            return acts
        self.phase, self._last = Phase.OPEN, self._time
        return (*acts, LockAct.UNCOVER)

    def hold(self, now: ClockMoment) -> Acts:
        """The bedside key: stay unlocked for ``BEDSIDE`` seconds from now, used or not; pressed again: from now on."""
        acts = self.used(now)
        if self.locked or not self.rules.bedside or self.ownership is not Ownership.OWNED:
            return acts
        self._held = self._time
        return (*acts, LockAct.HOLD)

    def let_go(self, now: ClockMoment) -> Acts:
        return (*self.tick(now), *self._let_go(), *self.tick(now))

    def login(self, now: ClockMoment, *, runs: bool) -> Acts:
        """A login is running (``runs``) or has ended: meanwhile the person is at the machine, in the browser.

        A number that nobody owns waits until it ends, ``LOGIN`` seconds at most: to clear it would destroy what the login
        is made for. What is somebody's is locked in its time; that login may lift the cover.
        """
        acts = self.tick(now)
        self._login = self._time if runs else None
        return (*acts, *self._use())

    def take_rules(self, rules: LockRules, now: ClockMoment) -> Acts:
        """New rules of the policy. If they forbid the bedside key, a running bedside time ends."""
        acts = self.tick(now)
        self.rules = rules
        return (*acts, *(() if rules.bedside else self._let_go()), *self.tick(now))

    def _passed(self, now: ClockMoment) -> float:
        return self._time + now.since(self._seen)

    def _idle(self, now: ClockMoment) -> float:
        """Seconds since the last use. The bedside key counts as a use ``idle`` seconds before its end."""
        used, passed = self._last, self._passed(now)
        if self._held is not None:
            used = max(used, self._held + BEDSIDE - self.rules.idle_seconds)
        if self._login is not None and self.ownership is Ownership.UNOWNED:
            used = max(used, min(passed, self._login + LOGIN))
        return passed - used

    def _use(self) -> Acts:
        if self.locked:
            return ()
        self._last = self._time
        return self._end_warning()

    def _end_warning(self) -> Acts:
        if self.phase is not Phase.WARNED:
            return ()
        self.phase = Phase.OPEN
        return (LockAct.UNWARN, *self._let_go())  # where it was the bedside key's time that ran out, ordinary time begins

    def _let_go(self) -> Acts:
        if self._held is None:
            return ()
        self._held = None
        return (LockAct.LET_GO,)

    def _lock(self) -> Acts:
        if self._held is not None:
            self._last = min(max(self._last, self._held + BEDSIDE - self.rules.idle_seconds), self._time)
        unwarn = (LockAct.UNWARN,) if self.phase is Phase.WARNED else ()
        acts = (*unwarn, *self._let_go())
        if self.ownership is Ownership.UNOWNED:  # no cover: nobody could lift it
            self.phase, self._last = Phase.OPEN, self._time
            return (*acts, LockAct.WIPE)
        self.phase, self._wiped = Phase.LOCKED, False
        return (*acts, LockAct.COVER)


SHORTEST: Final = 6
LONGEST: Final = 10  # a patient's number has eleven: one that is scanned into the field is no PIN, and no try
TRIES: Final = 3
_COST: Final = 2**15  # RFC 7914: N. With r 8, p 1: 32 MiB and about a tenth of a second for each try
_MEMORY: Final = 64 * 2**20


def is_good_pin(digits: str, public: Iterable[str] = ()) -> bool:
    """Whether the digits are acceptable as a new PIN. ``public``: numbers that are visible on the screen."""
    seen = any(digits in number or digits[::-1] in number for number in public)
    return has_pin_length(digits) and not _is_simple(digits) and not seen


def has_pin_length(digits: str) -> bool:
    """Whether the length is that of a PIN; another length is a typing error and does not count as a try."""
    return SHORTEST <= len(digits) <= LONGEST


def _is_simple(digits: str) -> bool:
    length = len(digits)
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    repeated = any(digits == (digits[:part] * length)[:length] for part in (1, 2, 3))
    doubled = len(set(digits)) <= 2
    return len(steps) == 1 or repeated or doubled


class PinKeeper:
    """Keeps one person's PIN in memory, hashed and with limited tries. ``key``: of the person; ``left``: tries."""

    def __init__(self, random_bytes: Callable[[int], bytes] = secrets.token_bytes, *, cost: int = _COST) -> None:
        self._random, self._cost = random_bytes, cost
        self.forget()

    def keep(self, key: str, digits: str) -> None:
        self.key, self.left = key, TRIES
        self._salt = self._random(16)
        self._digest = self._hash(digits)

    def fits(self, digits: str) -> bool:
        """Whether the PIN is right; counts as a try. After the last try the PIN is deleted."""
        if not self.key:
            return False
        if hmac.compare_digest(self._hash(digits), self._digest):
            self.give_tries_back()
            return True
        self.left -= 1
        if not self.left:
            self.forget()
        return False

    def give_tries_back(self) -> None:
        self.left = TRIES

    def forget(self) -> None:
        self.key, self.left = "", TRIES
        self._salt = self._digest = b""

    def _hash(self, digits: str) -> bytes:
        return hashlib.scrypt(digits.encode(), salt=self._salt, n=self._cost, r=8, p=1, maxmem=_MEMORY, dklen=32)
