from __future__ import annotations

from datetime import UTC, datetime
from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.platform.clock import ServerClock, SystemClock, WallClock, retry_after
from tests.kit.clock import FakeClock


def date(seconds: float) -> str:
    return formatdate(int(seconds), usegmt=True)


@given(st.floats(-500_000, 500_000), st.lists(st.tuples(st.floats(0, 20), st.floats(0, 1)), min_size=1, max_size=5))
def test_the_corrected_time_is_never_further_off_than_the_bounds_allow(offset: float, answers: list[tuple[float, float]]) -> None:
    clock, told = FakeClock(), list[float]()
    server = ServerClock(clock, on_measured=told.append)
    for trip, share in answers:
        sent = clock.now()
        clock.seconds += trip * share
        header = date(clock.now() + offset)
        clock.seconds += trip * (1 - share)
        server.observe(header, sent, clock.now())
        clock.seconds += 1
    shortest = min(trip for trip, _ in answers)
    believed = server.offset_seconds
    if believed:
        assert abs(believed - offset) <= (shortest + 1) / 2 + 0.001
        assert believed * offset > 0
    else:
        assert abs(offset) <= 3 + shortest + 1.001
    assert told[-1] == believed
    assert server.now() == clock.now() + believed


@pytest.mark.parametrize("offset", [-3.0, -1.0, 0.0, 2.0])
def test_small_offsets_are_left_alone(offset: float) -> None:
    clock = FakeClock()
    server = ServerClock(clock)
    server.observe(date(clock.now() + offset), clock.now(), clock.now() + 0.1)
    assert server.offset_seconds == 0.0


@pytest.mark.parametrize(
    "header", ["", "now", "Wed, 99 Oct 2015 07:28:00 GMT", "41818012345", "Wed, 21 Oct 9999999 07:28:00 GMT"]
)
def test_nonsense_is_ignored(header: str) -> None:
    server = ServerClock(SystemClock())
    server.observe(header, 1.0, 2.0)
    assert server.offset_seconds == 0.0


def test_only_the_primary_origin_counts() -> None:
    clock, told = FakeClock(), list[float]()
    server = ServerClock(clock, primary="https://sts/with/a/path", on_measured=told.append)
    server.observe(date(clock.now() + 100), clock.now(), clock.now(), "https://other")
    assert (server.offset_seconds, told) == (0.0, [])
    server.observe(date(clock.now() - 60), clock.now(), clock.now(), "https://sts")
    server.observe(date(clock.now() + 100), clock.now(), clock.now(), "https://other")
    assert told == [pytest.approx(-60, abs=1)]
    assert server.now() == pytest.approx(clock.now() - 60, abs=1)


def test_a_corrected_workstation_clock_is_noticed_and_told_anew() -> None:
    clock, told = FakeClock(), list[float]()
    server = ServerClock(clock, on_measured=told.append)
    server.observe(date(clock.now() + 100), clock.now(), clock.now())
    server.observe(date(clock.now() + 100), clock.now(), clock.now())
    assert told == [pytest.approx(100, abs=1)] * 2
    clock.jump += 100
    assert server.now() == clock.now()
    server.observe(date(clock.now()), clock.now(), clock.now())
    assert server.offset_seconds == 0.0
    clock.jump += 100
    server.observe(date(clock.now() - 100), clock.now(), clock.now())
    assert told[2:] == [0.0, pytest.approx(-100, abs=1)]


DAY = 86400


@pytest.mark.hazard("H2.10")
@pytest.mark.parametrize("seconds", [-DAY, -60, 60, 3 * 3600, DAY])
def test_what_people_read_is_corrected_from_a_minute_on(seconds: int) -> None:
    clock = FakeClock()
    wall = WallClock(clock)
    assert wall.reading() == (datetime.fromtimestamp(clock.now(), UTC), 0), "no server has answered"
    assert wall.correct(seconds)
    assert wall.reading() == (datetime.fromtimestamp(clock.now() + seconds, UTC), seconds)
    clock.seconds += 8 * 3600
    assert wall.offset == seconds
    assert wall.now() == datetime.fromtimestamp(clock.now() + seconds, UTC)


@pytest.mark.parametrize("seconds", [0.0, 2.9, 42.0, -59.4, 1e11, -1e11])
def test_less_than_that_and_nonsense_change_nothing(seconds: float) -> None:
    wall = WallClock(FakeClock())
    assert not wall.correct(seconds)
    assert wall.offset == 0


def test_nothing_flickers_where_the_measure_does() -> None:
    wall = WallClock(FakeClock())
    assert [wall.correct(each) for each in (59.0, 60.2, 59.1, 61.4, 45.0, 60.3)] == [False, True, *[False] * 4]
    assert wall.offset == 60
    assert wall.correct(29.0)
    assert wall.offset == 0
    assert wall.correct(-DAY)
    assert wall.correct(DAY)


def test_a_clock_that_somebody_sets_is_taken_at_its_word_until_a_server_answers() -> None:
    clock = FakeClock()
    wall = WallClock(clock)
    wall.correct(DAY)
    clock.jump += DAY
    assert wall.offset == 0
    assert not wall.correct(0.2)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("-1", None),
        ("²", None),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("9" * 30, None),
        (date(1_800_000_030), 30.0),
        (date(1_700_000_000), 0.0),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, 1_800_000_000.0) == seconds
