"""Norwegian wall time, whatever zone the moment came in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import text

NEW_YORK = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 25, 7, 0, tzinfo=NEW_YORK), "25. nov 2026 13:00"),
        (datetime(2026, 11, 25, 12, 0, tzinfo=UTC), "25. nov 2026 13:00"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "2. juli 2026 01:30"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25. okt 2026 02:30 UTC+02:00"),  # the hour that comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "25. okt 2026 02:30 UTC+01:00"),
    ],
)
def test_a_time_is_told_as_in_norway_without_a_zone(when: datetime, said: str) -> None:
    assert text.whole(when, "nb").replace("\u00a0", " ") == said
    assert said.partition(" UTC")[0].endswith(text.clock(when))


def test_a_day_ends_at_the_norwegian_midnight() -> None:
    late = datetime(2026, 11, 25, 22, 59, tzinfo=UTC)
    assert text.same_day(late, datetime(2026, 11, 25, 0, 0, tzinfo=UTC))
    assert not text.same_day(late, late + timedelta(minutes=1))
    assert not text.same_day(late, late.astimezone(NEW_YORK) + timedelta(minutes=1))


@given(
    st.integers(10**5, 4 * 10**9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
def test_the_zone_in_which_it_came_makes_no_difference(when: datetime, zone: timezone) -> None:
    assert text.whole(when, "nb") == text.whole(when.astimezone(zone), "nb")
    assert text.as_moment(when).when == when
