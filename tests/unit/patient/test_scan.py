"""Scanner or hand, from the times of the keys alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.patient.scan import ScanStream

NUMBERS = st.text("0123456789", min_size=11, max_size=11)
FAST = st.floats(0.001, 0.035)
HICCUP = st.floats(0.0351, 0.200)


@st.composite
def scans(draw: st.DrawFn) -> list[float]:
    """The gaps of one scan: ten, with one or two hiccups."""
    gaps = draw(st.lists(FAST, min_size=10, max_size=10))
    for at in draw(st.lists(st.integers(0, 9), min_size=0, max_size=2)):
        gaps[at] = draw(HICCUP)
    return gaps


def feed(stream: ScanStream, digits: str, gaps: list[float], start: float) -> float:
    at = start
    for digit, gap in zip(digits, [0.0, *gaps], strict=True):
        at += gap
        stream.digit(digit, at)
    return at


@given(number=NUMBERS, gaps=scans(), late=st.floats(0.001, 0.2))
def test_a_scan_with_hiccups_is_one_number_and_its_enter_is_its_own(number: str, gaps: list[float], late: float) -> None:
    stream = ScanStream()
    at = feed(stream, number, gaps, 100.0)
    assert stream.number == number
    assert stream.suffix(at + late)


@pytest.mark.hazard("H1.4")
@given(first=NUMBERS, second=NUMBERS, gaps=scans(), again=scans(), pause=st.floats(0.0351, 2.0))
def test_a_second_scan_joins_no_first(first: str, second: str, gaps: list[float], again: list[float], pause: float) -> None:
    stream = ScanStream()
    at = feed(stream, first, gaps, 100.0)
    feed(stream, second, again, at + pause)
    assert stream.number == second


@given(typed=st.text("0123456789", max_size=10), number=NUMBERS, gaps=st.lists(FAST, min_size=10, max_size=10), data=st.data())
def test_a_whole_burst_takes_nothing_that_was_typed_before(
    typed: str, number: str, gaps: list[float], data: st.DataObject
) -> None:
    stream, at = ScanStream(), 5.0
    for digit in typed:
        at += data.draw(st.floats(0.08, 1))
        stream.digit(digit, at)
    feed(stream, number, gaps, at + data.draw(st.floats(0.036, 1)))
    assert stream.number == number


@given(digits=st.text("0123456789", min_size=1, max_size=30), data=st.data())
def test_a_hand_is_no_scanner(digits: str, data: st.DataObject) -> None:
    gaps = data.draw(st.lists(st.floats(0.08, 1), min_size=len(digits) - 1, max_size=len(digits) - 1))
    stream, at = ScanStream(), 1.0
    for digit, gap in zip(digits, [0.0, *gaps], strict=True):
        at += gap
        stream.digit(digit, at)
        assert stream.number == ""
    assert stream.suffix(at + 0.01) is (len(digits) >= 11 and sum(gaps[-10:]) <= 1.1)
    assert stream.number == ""


@given(
    number=NUMBERS,
    gaps=st.lists(st.integers(40, 100), min_size=10, max_size=10),
    late=st.integers(1, 300),
    again=st.none() | st.integers(1, 110),
)
def test_the_enter_of_a_slow_scanner_is_its_own(number: str, gaps: list[int], late: int, again: int | None) -> None:
    stream = ScanStream()
    at = feed(stream, number, [gap / 1000 for gap in gaps], 100.0)
    assert stream.number == ""  # shown where it was sent, as a hand's
    told = [stream.slow]
    assert stream.suffix(at + late / 1000)
    told.append(stream.slow)
    stream.reset()
    told.append(stream.slow)
    assert told == [False, True, False]
    if again is not None:
        assert stream.suffix(at + (late + again) / 1000)
    else:
        assert not stream.suffix(at + (late + 150) / 1000)


@pytest.mark.parametrize(("digits", "gap", "late"), [(11, 0.111, 0.05), (11, 0.1, 0.301), (10, 0.1, 0.05)])
def test_what_is_slower_shorter_or_later_is_a_hands(digits: int, gap: float, late: float) -> None:
    stream = ScanStream()
    at = feed(stream, "1" * digits, [gap] * (digits - 1), 1.0)
    assert not stream.suffix(at + late)


def test_a_second_enter_of_the_scanner_is_its_own_too_and_a_hands_is_not() -> None:
    stream = ScanStream()
    at = feed(stream, "13896900263", [0.01] * 10, 1.0)
    assert stream.suffix(at + 0.01)
    stream.reset()
    assert stream.suffix(at + 0.02)
    assert stream.number == ""
    assert not stream.suffix(at + 0.12)


@pytest.mark.parametrize(("late", "its_own"), [(0.25, True), (0.251, False)])
def test_the_enter_after_a_label_that_is_no_patient_number_is_its_own_too(late: float, its_own: bool) -> None:
    stream = ScanStream()
    at = feed(stream, "12345678", [0.01] * 7, 1.0)
    assert stream.suffix(at + late) is its_own
