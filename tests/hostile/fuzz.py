"""Inputs that nobody has thought of: valid ones, bent at random.

``python -m tests.hostile.fuzz --seconds 600 --seed 42`` tries them for as long as one likes, ``test_fuzz.py`` for 20 seconds.
Each input is made of the seed and its number alone, so ``--seed 42 --round 1234`` makes that one again. What must hold is said by
each of ``targets.py``; an input that takes more than ``PROCESSOR_SECONDS`` is a fault, too.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.hostile.targets import TARGETS, Target

PROCESSOR_SECONDS = 10.0


class HangError(BaseException):
    """The input took too much of the processor's time. No ``Exception``: nothing that is tested may catch it."""


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """By the processor's time, so that a busy machine is no finding."""
    if not hasattr(signal, "SIGVTALRM"):
        yield
        return

    def hang(_number: int, _frame: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGVTALRM, hang)
    signal.setitimer(signal.ITIMER_VIRTUAL, PROCESSOR_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@dataclass
class Failure:
    seed: int
    number: int
    target: str
    error: BaseException
    raw: bytes

    def __str__(self) -> str:
        trace = "".join(traceback.format_exception(self.error)[-6:])
        return (
            f"{trace}{self.target}: {type(self.error).__name__}; again: python -m tests.hostile.fuzz --seed {self.seed} "
            f"--round {self.number}\ninput, {len(self.raw)} bytes: {self.raw[:2000]!r}\n"
        )

    @property
    def place(self) -> tuple[str, str]:
        last = traceback.extract_tb(self.error.__traceback__)[-1]
        return self.target, f"{type(self.error).__name__} {last.filename}:{last.lineno}"


@dataclass
class Run:
    """Rounds of one seed. ``taken``, ``refused``: how many inputs were, by target."""

    seed: int
    targets: Mapping[str, Target]
    taken: Counter[str]
    refused: Counter[str]

    def failures(self, numbers: Iterator[int], *, until: float = float("inf"), only: str = "") -> Iterator[Failure]:
        """Play these rounds. The target of a round depends on its number alone."""
        names = [name for name, target in self.targets.items() for _ in range(target.often)]
        for number in numbers:
            if time.monotonic() >= until:
                return
            name = names[number % len(names)]
            if only and name != only:
                continue
            target = self.targets[name]
            raw = target.make(random.Random(f"{self.seed}/{number}"))
            try:
                with bounded():
                    (self.taken if target.judge(raw) else self.refused)[name] += 1
            except (Exception, HangError) as error:  # noqa: BLE001 - whatever it is, it is the finding
                yield Failure(self.seed, number, name, error, raw)

    def __str__(self) -> str:
        parts = (
            f"{name} {self.taken[name]}+{self.refused[name]}" for name in self.targets if self.taken[name] + self.refused[name]
        )
        return f"seed {self.seed}, taken+refused: {', '.join(parts)}"


def new_run(seed: int, targets: Mapping[str, Target] = TARGETS) -> Run:
    return Run(seed, targets, Counter(), Counter())


def main(arguments: list[str] | None = None) -> int:
    """0 where nothing was found. Each fault is told once."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--round", type=int, default=None, help="this one alone")
    parser.add_argument("--only", choices=list(TARGETS), default="")
    given = parser.parse_args(arguments)
    run = new_run(random.SystemRandom().randrange(10**9) if given.seed is None else given.seed)
    sys.stdout.write(f"seed {run.seed}\n")
    sys.stdout.flush()
    seen: set[tuple[str, str]] = set()
    rounds = itertools.count() if given.round is None else iter([given.round])
    for failure in run.failures(rounds, until=time.monotonic() + given.seconds, only=given.only):
        if failure.place not in seen:
            sys.stdout.write(f"{failure}\n")
            sys.stdout.flush()
        seen.add(failure.place)
    sys.stdout.write(f"{run}\n{len(seen)} faults\n")
    return int(bool(seen))


if __name__ == "__main__":
    sys.exit(main())
