"""The steps from a caret in the patient field to all results, and a stopwatch that says how long each of them took.

Durations and counts of keys only: nothing of who was looked up, by whom, or when.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Step(StrEnum):
    """What has just been reached, in the order in which it usually is. A step's time is that since the one before it."""

    CARET = "caret"  # the start of the program until the field takes input
    NUMBER = "number"  # the caret, or the first key after a pause, until a whole number stands there
    BASIS = "basis"
    ROLE = "role"
    ENTER = "enter"
    BROWSER = "browser"  # until the browser is asked to open the login page
    BACK = "back"  # until the person has logged in there, and the program has the answer
    TOKEN = "token"  # noqa: S105 - a step, not a secret: until there is a session
    FIRST_RESULT = "first-result"
    ALL_RESULTS = "all-results"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run through the steps. ``seconds``: of each step that was taken. ``whole``: from its begin to its end."""

    seconds: Mapping[Step, float]
    whole: float
    keys: int = 0


class Stopwatch:
    """``now``: seconds of a clock that never jumps. A run begins with ``begin``, ends with ALL_RESULTS or with ``drop``."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._began: float | None = None
        self._last = 0.0
        self._taken: dict[Step, float] = {}
        self._keys = 0

    @property
    def running(self) -> bool:
        """Whether something is being timed."""
        return self._began is not None

    @property
    def keys(self) -> int:
        """Pressed in this run so far."""
        return self._keys

    def has(self, step: Step) -> bool:
        """Whether this run has reached it already."""
        return step in self._taken

    def begin(self, since: float | None = None) -> None:
        """A new run, from now or from a moment before; one that was under way is dropped. The key that began it counts."""
        self._began = self._last = self._now() if since is None else since
        self._taken = {}

    def key(self) -> None:
        """A key went down."""
        self._keys += 1

    def reached(self, step: Step) -> Run | None:
        """A step is done. Whoever takes one back and does it again has taken longer: the later one counts.

        The run, where this was the last step of it.
        """
        if self._began is None:
            return None
        now = self._now()
        self._taken[step] = self._taken.pop(step, 0.0) + max(0.0, now - self._last)
        self._last = now
        if step is not Step.ALL_RESULTS:
            return None
        run = Run(seconds=dict(self._taken), whole=max(0.0, now - self._began), keys=self._keys)
        self.drop()
        return run

    def drop(self) -> None:
        """Nothing came of it."""
        self._began = None
        self._taken, self._keys = {}, 0


class Best:
    """The last run, and the fastest of its kind since ``reset``, in memory only.

    A look-up within a session has no login in it: it says nothing against one that has.
    """

    def __init__(self) -> None:
        self.last: Run | None = None
        self.runs = 0
        self._fastest: dict[bool, Run] = {}

    @property
    def best(self) -> Run | None:
        """The fastest of the last one's kind."""
        return None if self.last is None else self._fastest[_with_login(self.last)]

    def add(self, run: Run) -> None:
        """One more."""
        self.last, self.runs = run, self.runs + 1
        kind = _with_login(run)
        if kind not in self._fastest or run.whole < self._fastest[kind].whole:
            self._fastest[kind] = run

    def reset(self) -> None:
        """Begin anew."""
        self.last, self.runs = None, 0
        self._fastest.clear()


def _with_login(run: Run) -> bool:
    return Step.BROWSER in run.seconds
