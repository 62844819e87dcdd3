"""Twenty seconds of random changes to valid input."""

from __future__ import annotations

import itertools

import pytest

from tests.hostile.fuzz import Fuzz
from tests.hostile.targets import TARGETS

SECONDS = 20  # of the whole build's time, no limit for the program


@pytest.mark.hazard("H3.6", "S8", "S13", "S109")
@pytest.mark.requirement("R32", "R36", "R42")
@pytest.mark.timeout(300)
def test_twenty_seconds_of_fuzzing(capsys: pytest.CaptureFixture[str]) -> None:
    fuzz = Fuzz()
    with capsys.disabled():
        print(f"\nfuzzing with seed {fuzz.seed}")  # noqa: T201 - for whoever reads the build's output, also where it hangs
        fault = next(fuzz.faults(itertools.count(), seconds=SECONDS), None)
        print(fuzz)  # noqa: T201 - as above
    assert fault is None, fault


def test_of_each_kind_some_are_taken_and_some_refused() -> None:
    fuzz = Fuzz(1)
    assert not list(fuzz.faults(range(600)))
    assert set(fuzz.judged) == {(name, taken) for name in TARGETS for taken in (True, False)}, str(fuzz)
