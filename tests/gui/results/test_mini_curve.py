"""The small curve is broken where the trend is; what is a limit is open; what is void or dated ahead is not there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results import course, trend
from provesvar_gui.results.model import Identifier, Party
from tests.gui.results import made
from tests.gui.results.overview.kit import coded
from tests.gui.results.sandbox_patients import digested, run

if TYPE_CHECKING:
    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.results.model import Finding
    from provesvar_gui.results.series import Series

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
NORD = (Party(organisation="Nord", organisation_ids=(Identifier(value="1"),)),)
SOUTH = (Party(organisation="Sør", organisation_ids=(Identifier(value="2"),)),)


def crp(value: str, hour: int, comparator: str = "", **more: object) -> Finding:
    found = coded("CRP", "NPU19748", value, "mg/L", id=f"{value} {hour} {more.get('status')}", **{"performers": NORD} | more)
    time = made.moment(f"2026-11-25T{hour:02}:00:00+01:00")
    observation = replace(found.observation, value=made.quantity(value, "mg/L", comparator), effective=time)
    return replace(found, observation=observation)


def series_of(*findings: Finding) -> Series:
    (found,) = digested(replace(made.result(made.report("r", *findings)), fetched_at=NOW)).series
    return found


def drawn(series: Series) -> MiniCurve:
    return course.mini(run(trend.curve(series)), NOW - timedelta(days=1), NOW)


@pytest.mark.parametrize(
    ("between", "expected", "opened"),
    [
        (crp("85", 6), [False, True, True], [False] * 3),
        (crp("5", 6, "<"), [False, False, False], [False, True, False]),
        (crp("85", 6, method=made.concept("POC")), [False, False, False], [False] * 3),
        (crp("85", 6, performers=SOUTH), [False, False, False], [False] * 3),
        (crp("85", 6, status="cancelled"), [False, False], [False] * 2),
        (crp("40", 7), [False, False, False], [False] * 3),
    ],
)
def test_it_is_broken_where_the_trend_is(between: Finding, expected: list[bool], opened: list[bool]) -> None:
    series = series_of(crp("80", 5), between, crp("90", 7))
    dots = drawn(series).dots
    assert [dot.joined for dot in dots] == expected
    assert [dot.dot.limit != 0 for dot in dots] == opened
    assert [dot.broken is None for dot in run(trend.curve(series)).dots[1:]] == expected[1:]


def test_what_is_dated_after_the_fetch_is_not_drawn() -> None:
    series = series_of(crp("80", 5), crp("85", 6), crp("20", 23))
    assert len(drawn(series).dots) == 2
