"""Marks of an axis lie on round moments of Norway's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import course

NOW = datetime(2026, 11, 25, 14, tzinfo=UTC)

moments = st.datetimes(min_value=datetime(1850, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@given(moments, st.timedeltas(min_value=timedelta(), max_value=timedelta(days=40000)), st.integers(1, 12))
def test_marks_are_inside_in_order_and_not_too_many(first: datetime, span: timedelta, most: int) -> None:
    last = min(first + span, datetime(2199, 1, 1, tzinfo=UTC))
    found = course.ticks(first, last, most)
    assert all(first <= tick.at <= last for tick in found)
    assert [tick.at for tick in found] == sorted({tick.at for tick in found})
    assert len(found) <= most * 1.1 + 2
    for tick in found:
        assert tick.local.minute == 0 or tick.minutes < course.HOUR
        assert tick.local.hour == 0 or 0 < tick.minutes < course.DAY


def test_midnight_is_norways() -> None:
    days = course.ticks(datetime(2026, 10, 22, tzinfo=UTC), datetime(2026, 10, 28, tzinfo=UTC), 8)
    assert [tick.at.hour for tick in days] == [22, 22, 22, 23, 23, 23]  # summer time ends on the 25th


def test_steps_follow_the_span() -> None:
    spans = {0.02: (5, 0), 1: (6 * course.HOUR, 0), 7: (course.DAY, 0), 30: (7 * course.DAY, 0), 365: (0, 2), 1826: (0, 12)}
    for days, step in spans.items():
        assert {(tick.minutes, tick.months) for tick in course.ticks(NOW - timedelta(days=days), NOW, 7)} == {step}


def test_times_that_are_no_times_have_no_marks() -> None:
    assert course.ticks(datetime(1, 1, 1, tzinfo=UTC), NOW, 7) == ()
    assert course.ticks(NOW, datetime(9999, 12, 31, tzinfo=UTC), 7) == ()
    assert course.ticks(NOW, NOW - timedelta(days=1), 7) == ()
