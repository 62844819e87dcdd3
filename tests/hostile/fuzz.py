"""Valid inputs, changed at random.

``python -m tests.hostile.fuzz --seconds 600 --seed 42`` tries them for as long as one likes, ``test_fuzz.py`` for 20 seconds.
Each input is made of the seed and its number alone, so ``--seed 42 --round 1234`` makes that one again. What must hold is said by
each of ``targets.py``; an input that takes more than ``PROCESSOR_SECONDS`` is a fault, too.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator

from tests.hostile.targets import TARGETS

PROCESSOR_SECONDS = 10.0
TURN = [name for name, target in TARGETS.items() for _ in range(target.often)]


class Fuzz:
    """Rounds of one seed. ``judged``: how many inputs were taken (True) and refused (False), by target."""

    def __init__(self, seed: int | None = None) -> None:
        self.seed = random.SystemRandom().randrange(10**9) if seed is None else seed
        self.judged: Counter[tuple[str, bool]] = Counter()

    def faults(self, numbers: Iterable[int], *, seconds: float = float("inf"), only: str = "") -> Iterator[tuple[str, str]]:
        """Play these rounds: the place and the story of each fault. The target of a round depends on its number alone."""
        until = time.monotonic() + seconds
        for number in numbers:
            if time.monotonic() >= until:
                return
            name = TURN[number % len(TURN)]
            if only and name != only:
                continue
            raw, began = TARGETS[name].make(random.Random(f"{self.seed}/{number}")), time.process_time()
            try:
                self.judged[name, TARGETS[name].judge(raw)] += 1
                assert time.process_time() - began < PROCESSOR_SECONDS, "too slow"
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                last = traceback.extract_tb(error.__traceback__)[-1]
                trace = "".join(traceback.format_exception(error)[-6:])
                again = f"python -m tests.hostile.fuzz --seed {self.seed} --round {number}"
                yield f"{name} {last.filename}:{last.lineno}", f"{trace}{name}; again: {again}\ninput: {raw[:2000]!r}\n"

    def __str__(self) -> str:
        parts = (f"{name} {self.judged[name, True]}+{self.judged[name, False]}" for name in TARGETS)
        return f"seed {self.seed}, taken+refused: {', '.join(parts)}"


def main() -> int:
    """0 where nothing was found. Each fault is told once."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile.fuzz", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--round", type=int, help="this one alone")
    parser.add_argument("--only", choices=list(TARGETS), default="")
    given = parser.parse_args()
    fuzz, seen = Fuzz(given.seed), set()
    numbers = itertools.count() if given.round is None else [given.round]
    for place, story in fuzz.faults(numbers, seconds=given.seconds, only=given.only):
        if place not in seen:
            sys.stdout.write(f"{story}\n")
            sys.stdout.flush()
        seen.add(place)
    sys.stdout.write(f"{fuzz}\n{len(seen)} faults\n")
    return int(bool(seen))


if __name__ == "__main__":
    sys.exit(main())
