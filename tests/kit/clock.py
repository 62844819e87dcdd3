"""A clock that goes on when the test says so."""

from __future__ import annotations

from dataclasses import dataclass

START = 1_795_600_000.0


@dataclass
class FakeClock:
    """``seconds`` have passed. ``jump``: by which the wall clock alone was set; ``tick``: passes with each look at the other."""

    offset_seconds = 0.0  # that a server has shown

    tick: float = 0.0
    seconds: float = 0.0
    jump: float = 0.0

    def now(self) -> float:
        return START + self.seconds + self.jump

    def monotonic(self) -> float:
        self.seconds += self.tick
        return 1000.0 + self.seconds
