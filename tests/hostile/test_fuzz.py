"""Twenty seconds of what nobody has thought of; and that the search finds what is there, and finds it again."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator

import pytest

from tests.hostile.fuzz import new_run
from tests.hostile.targets import TARGETS, Target

SECONDS = 20  # of the whole build's time, no limit for the program


@pytest.mark.hazard("H3.6", "S8", "S13", "S109")
@pytest.mark.requirement("R32", "R36", "R42")
@pytest.mark.timeout(300)
def test_twenty_seconds_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    run = new_run(random.SystemRandom().randrange(10**9))
    failure = next(run.failures(itertools.count(), until=time.monotonic() + SECONDS), None)
    with capsys.disabled():
        print(f"\n{run}")  # noqa: T201 - the seed is for whoever reads the build's output
    assert failure is None, str(failure)


def test_of_each_kind_some_are_taken_and_some_refused() -> None:
    run = new_run(1)
    failure = next(run.failures(iter(range(600))), None)
    assert failure is None, str(failure)
    assert set(run.taken) == set(run.refused) == set(TARGETS), str(run)


def test_a_fault_is_found_and_found_again() -> None:
    def judge(raw: bytes) -> bool:
        if b"x" in raw:
            raise ZeroDivisionError
        return True

    targets = {"a": Target(lambda chance: chance.randbytes(300), judge), "b": Target(lambda _: b"", lambda _: True)}

    def first(numbers: Iterator[int]) -> str:
        failure = next(new_run(7, targets).failures(numbers))
        assert isinstance(failure.error, ZeroDivisionError)
        return str(failure)

    found = first(itertools.count())
    number = int(found.split("--round ")[1].split()[0])
    assert first(iter([number])) == found
