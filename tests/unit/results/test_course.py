"""Heights against the reference, the time that is shown, and the marks of its axis on round moments of Norway's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import pairwise

import pytest

from provesvar_gui.results import course, dating
from provesvar_gui.results.course import LOWER, UPPER, TimeRange
from provesvar_gui.results.dating import Span
from provesvar_gui.results.model import Moment
from tests.unit.results.test_trend import START, curve, result

POTASSIUM = "3.5 - 4.6"
HOUR = timedelta(hours=1)


def heights(*values: tuple[str, str], own: bool = False) -> list[float]:
    """Of values with their reference ranges, one an hour."""
    dots = curve(*(result(value, hour, ranges=(range_,)) for hour, (value, range_) in enumerate(values))).dots
    of = course.scale(dots, own=own)
    return [of.height(dot.number, dot.limits) for dot in dots]


def test_limits_lie_at_one_height_whatever_the_range() -> None:
    assert heights(("3.5", POTASSIUM), ("4.6", POTASSIUM)) == pytest.approx([LOWER, UPPER])
    assert heights(("145", "145 - 390"), ("390", "145 - 390"), ("9000", "145 - 390")) == pytest.approx([LOWER, UPPER, 0.0])
    assert heights(("60", ">60"), ("5", "<5")) == pytest.approx([LOWER, UPPER])


def test_above_below_and_within_keep_their_side() -> None:
    high, within, low = heights(("4.7", POTASSIUM), ("4.0", POTASSIUM), ("3.4", POTASSIUM))
    assert high < UPPER < within < LOWER < low
    assert heights(("0", "<5"), ("4.9", "<5"), ("321", "<5")) == pytest.approx([1.0, UPPER + 0.6 * 0.02, 0.0])
    assert heights(("88", "145 - 390")) == pytest.approx([LOWER + 57 / 145 * 0.4])  # the way to zero is shorter than the range
    above, below = heights(("90", ">60"), ("20", ">60"))
    assert above < LOWER < below


@pytest.mark.hazard("H5.3")
def test_each_point_is_judged_by_its_own_range() -> None:
    first, second = heights(("4.8", "3.5 - 4.6"), ("4.8", "3.5 - 5.0"))
    assert first < UPPER < second
    assert heights(("4.8", "voksne"), ("4.0", POTASSIUM))[0] < UPPER  # unreadable: by the newest


def test_without_a_range_there_is_no_band_and_the_numbers_make_the_scale() -> None:
    assert heights(("4.0", ""), ("8.0", ""), ("6.0", "")) == pytest.approx([1.0, 0.0, 0.5])
    assert heights(("4.0", "")) == [0.5]
    assert course.scale(curve(result("4.0", 0)).dots).band is None
    assert heights(("4.0", POTASSIUM), ("8.0", POTASSIUM), own=True) == pytest.approx([1.0, 0.0])


@pytest.mark.parametrize(
    ("rows", "period"),
    [
        (([-30, -20, -10], [-10]), TimeRange.HOURS),
        (([-20, -12, -10], [-9000, -8000, -7000]), TimeRange.DAY),
        (([-9000, -10], [-100]), TimeRange.YEARS),
        (([-10],), TimeRange.DAY),
        (([-100000, -90000, -80000],), TimeRange.ALL),
        (([-24, -24, -24, -30],), TimeRange.HOURS),
        (([5, 6, 7], [-100, -90, -80]), TimeRange.WEEK),
        (([],), TimeRange.ALL),
    ],
)
def test_the_time_shown_is_the_shortest_with_three_samplings(rows: tuple[list[int], ...], period: TimeRange) -> None:
    assert course.readable([sorted(START + hour * HOUR for hour in row) for row in rows], START) is period


def test_a_mini_curve_has_the_last_point_before_it_in_the_gutter() -> None:
    found = curve(
        result("4.0", 0, ranges=(POTASSIUM,)),
        result("5.0", 20, ranges=(POTASSIUM,)),
        result("6.0", 30, ranges=(POTASSIUM,)),
        result("6.1", 40, ranges=(POTASSIUM,), lab="Fjell"),
        result("", 50, status="registered"),
    )
    mini = course.mini(found, START + 25 * HOUR, START + 65 * HOUR)
    assert mini.before is not None
    assert mini.before.dot.number == Decimal("5.0")
    assert [(str(each.dot.number), each.joined) for each in mini.dots] == [("6.0", True), ("6.1", False)]
    assert [each.x for each in mini.dots] == [0.125, 0.375]
    assert mini.awaited == (0.625,)
    assert mini.band == (UPPER, LOWER)


def test_midnight_is_norways() -> None:
    days = course.ticks(datetime(2026, 10, 22, tzinfo=UTC), datetime(2026, 10, 28, tzinfo=UTC), 8)
    assert [tick.at.hour for tick in days] == [22, 22, 22, 23, 23, 23]  # summer time ends on the 25th


def test_steps_follow_the_span() -> None:
    spans = {0.02: (5, 0), 1: (6 * course.HOUR, 0), 7: (course.DAY, 0), 30: (7 * course.DAY, 0), 365: (0, 2), 1826: (0, 12)}
    for days, step in spans.items():
        assert {(tick.minutes, tick.months) for tick in course.ticks(START - timedelta(days=days), START, 7)} == {step}


def test_times_that_are_no_times_have_no_marks() -> None:
    assert course.ticks(datetime(1, 1, 1, tzinfo=UTC), START, 7) == ()
    assert course.ticks(START, datetime(9999, 12, 31, tzinfo=UTC), 7) == ()
    assert course.ticks(START, START - timedelta(days=1), 7) == ()


# The order of two results: only what is certain.

NORWAY = timezone(timedelta(hours=1))


def span(literal: str) -> Span:
    whole = literal + "-01-01"[len(literal) - 4 :] if len(literal) < 10 else literal
    when = datetime.fromisoformat(whole)
    found = dating.span_of(Moment(literal=literal, when=when if when.tzinfo else when.replace(tzinfo=NORWAY)))
    assert found is not None
    return found


def test_only_what_is_certain_comes_before() -> None:
    for one, other in pairwise(
        ("2025", "2026-01-01", "2026-01-02T00:00:00+01:00", "2026-01-02T00:00:01+01:00", "2026-02", "2027")
    ):
        assert span(one).before(span(other))
        assert not span(other).before(span(one))
    for one, other in (("2026", "2026-05"), ("2026-11-25", "2026-11-25T02:00:00+01:00"), ("2026", "2026-12-31T23:00:00+01:00")):
        assert not span(one).before(span(other))
        assert not span(other).before(span(one))
    assert not span("2026-11-25").before(span("2026-11-25"))


@pytest.mark.parametrize(
    ("literal", "ahead"),
    [
        ("2026-11-25T12:05:00Z", False),
        ("2026-11-25T12:06:00Z", True),
        ("2026-11-25", False),
        ("2026-11-26", True),
        ("2026-11", False),
        ("2026-12", True),
        ("2026", False),
        ("2027", True),
    ],
)
def test_ahead_is_what_begins_after_the_fetch(literal: str, ahead: bool) -> None:
    assert span(literal).ahead(datetime(2026, 11, 25, 12, tzinfo=UTC)) is ahead
    assert not span(literal).ahead(None)


def test_a_date_is_that_of_norway_in_summer_and_winter() -> None:
    assert dating.local_date(datetime(2026, 3, 29, 22, 30, tzinfo=UTC)) == date(2026, 3, 30)
    assert dating.local_date(datetime(2026, 11, 24, 22, 30, tzinfo=UTC)) == date(2026, 11, 24)
    assert dating.local_date(datetime(2026, 11, 24, 23, 30, tzinfo=UTC)) == date(2026, 11, 25)
    assert dating.local_date(datetime.max.replace(tzinfo=UTC)) == date.max
