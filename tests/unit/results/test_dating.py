"""What may be said about the order of two results: only what is certain."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from provesvar_gui.results import dating
from provesvar_gui.results.dating import Span
from provesvar_gui.results.model import Moment

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
