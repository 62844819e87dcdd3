"""A line joins only what means the same; what is cancelled is never drawn; each dot is the laboratory's own number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from provesvar_gui.results import course, dating, series, trend
from provesvar_gui.results.course import LOWER, UPPER, TimeRange
from provesvar_gui.results.dating import Span
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Finding,
    Identifier,
    Moment,
    Observation,
    Party,
    Quantity,
    Report,
    Specimen,
)
from provesvar_gui.results.placed import Placed, VoidAbove
from provesvar_gui.results.trend import BreakReason, Curve, Dot, OmissionReason
from provesvar_gui.results.versions import VersionEffect, Versions
from tests.gui.results.made import moment, run

START = datetime(2024, 8, 14, 8, 0, tzinfo=UTC)


def at(hours: int | None, *, literal: str = "") -> Moment | None:
    if hours is None:
        return None
    when = START + timedelta(hours=hours)
    return Moment(literal=literal or when.isoformat(), when=when)


def laboratory(name: str) -> Party:
    return Party(organisation=name, organisation_ids=(Identifier(system="x", value=f"id-{name}"),))


def result(
    value: str = "4.0",
    hours: int | None = 0,
    *,
    code: str = "NPU03230",
    unit: str = "mmol/L",
    comparator: str = "",
    lab: str = "Fjord",
    method: str = "",
    material: str = "",
    status: str = "final",
    ranges: tuple[str, ...] = (),
    history: bool = False,
    void: bool = False,
    apart: bool = False,
    literal: str = "",
) -> Placed:
    observation = Observation(
        id="o",
        code=CodeableConcept(codings=(Coding(system="7280", code=code, display=f"Navn {code}"),)),
        status=status,
        effective=at(hours, literal=literal),
        value=Quantity(value=value, unit=unit, comparator=comparator) if value else None,
        method=CodeableConcept(text=method) if method else None,
        specimen=Specimen(id="s", kind=CodeableConcept(text=material)) if material else None,
        performers=(laboratory(lab),) if lab else (),
        reference_ranges=ranges,
        history=history,
    )
    report = Report(id="r", code=CodeableConcept(text="Medisinsk biokjemi"), status="final")
    above = VoidAbove.PARENT if void else None
    return Placed(finding=Finding(observation=observation), report=report, above=above, apart=apart)


def curves(*results: Placed, versions: Versions | None = None, end: datetime | None = None) -> list[Curve]:
    return [run(trend.curve(each, versions=versions or Versions(), end=end)) for each in run(series.build(results))]


def curve(*results: Placed, **more: Any) -> Curve:
    (only,) = curves(*results, **more)
    return only


def segments(of: Curve) -> list[list[Dot]]:
    found: list[list[Dot]] = []
    for dot in of.dots:
        if not found or dot.broken is not None:
            found.append([])
        found[-1].append(dot)
    return found


def numbers(of: Curve) -> list[list[str]]:
    return [[str(dot.number) for dot in segment] for segment in segments(of)]


def whys(of: Curve) -> list[BreakReason]:
    return [dot.broken for dot in of.dots if dot.broken is not None]


@pytest.mark.hazard("H5.3")
@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"method": "A"}, {"method": "B"}, BreakReason.METHOD),
        ({"method": "A"}, {}, BreakReason.METHOD),
        ({"method": "A", "lab": "Fjord"}, {"method": "A", "lab": "Fjell"}, BreakReason.LABORATORY),
        ({"method": "a"}, {"method": "A"}, None),
        ({"lab": "Fjord"}, {"lab": "Fjell"}, BreakReason.LABORATORY),
        ({"lab": "Fjord", "ranges": ("3.5 - 4.4",)}, {"lab": "Fjell", "ranges": ("3,5 - 4,4 mmol/l",)}, BreakReason.LABORATORY),
        ({"ranges": ("3.5 - 4.4",)}, {"ranges": ("3,5 - 4,4 mmol/l",)}, None),
        ({"lab": "Fjord", "ranges": ("3.5 - 4.4",)}, {"lab": "Fjell", "ranges": ("3.6 - 5.0",)}, BreakReason.LABORATORY),
        ({"lab": "Fjord", "ranges": ("voksne",)}, {"lab": "Fjell", "ranges": ("voksne",)}, BreakReason.LABORATORY),
        ({"ranges": ("3.5 - 4.4",)}, {"ranges": ("3.6 - 5.0",)}, BreakReason.REFERENCE),
        ({"ranges": ("3.5 - 4.4",)}, {}, BreakReason.REFERENCE),
        ({"material": "Serum"}, {"material": "Plasma"}, BreakReason.MATERIAL),
        ({"material": "Serum"}, {"material": "serum"}, None),
        ({"material": "Serum"}, {}, None),
        ({"material": "Serum"}, {"material": "Ikke angitt"}, None),
        ({"method": "ukjent"}, {}, None),
        ({"unit": "mmol/L"}, {"unit": "mmol/l"}, None),
        ({"comparator": "<"}, {}, BreakReason.LIMIT),
        ({}, {"comparator": ">"}, BreakReason.LIMIT),
        ({}, {"comparator": "~"}, BreakReason.LIMIT),
        ({"status": "preliminary"}, {}, None),
    ],
)
def test_where_the_line_is_broken(one: dict[str, Any], other: dict[str, Any], why: BreakReason | None) -> None:
    found = curve(result("4.0", 0, **one), result("4.2", 5, **other))
    assert whys(found) == ([why] if why else [])
    assert len(found.dots) == 2


@pytest.mark.parametrize(
    ("between", "why"),
    [
        ({"status": "cancelled"}, BreakReason.VOID),
        ({"void": True}, BreakReason.VOID),
        ({"value": ""}, BreakReason.NO_NUMBER),
        ({"value": "ikke tall"}, BreakReason.NO_NUMBER),
        ({"value": "1E999999"}, BreakReason.NO_NUMBER),
    ],
)
def test_no_line_crosses_what_cannot_be_drawn(between: dict[str, Any], why: BreakReason) -> None:
    found = curve(result("4.0", 0), result(**({"value": "9.9"} | between), hours=3), result("4.2", 5))
    assert numbers(found) == [["4.0"], ["4.2"]]
    assert whys(found) == [why]
    assert len(found.rows) == 3


def test_what_may_not_be_compared_with_the_newest_is_another() -> None:
    found = curve(result("4.0", 0, lab="Fjell"), result("4.1", 1, ranges=("3.6 - 5.0",)), result("4.2", 2), result("4.3", 3))
    assert [dot.other for dot in found.dots] == [BreakReason.LABORATORY, BreakReason.REFERENCE, None, None]


def test_undated_results_break_nothing() -> None:
    undated = [result("8.8", None), result("7.7", 2, literal="2024"), result("7.6", 2, literal="2024-08")]
    found = curve(result("4.0", 0), *undated, result("4.2", 5))
    assert numbers(found) == [["4.0", "4.2"]]
    assert {row.omission for row in found.rows} == {None, OmissionReason.UNDATED}


def test_two_values_at_once_are_joined_with_nothing() -> None:
    found = curve(result("4.0", 0), result("4.1", 3), result("4.3", 3), result("4.2", 5))
    assert list(map(len, numbers(found))) == [1, 1, 1, 1]
    assert set(whys(found)) == {BreakReason.SAME_TIME}
    assert list(map(len, numbers(curve(result("4.0", 0), result("4.1", 3), result("4.1", 3), result("4.2", 5))))) == [4]


def test_a_repeat_is_drawn_once() -> None:
    found = curve(result("4.0", 0), result("4.0", 0, history=True), result("3.9", -5, history=True))
    assert numbers(found) == [["3.9", "4.0"]]
    assert [row.omission for row in found.rows].count(OmissionReason.REPEAT) == 1


def newest(of: Curve) -> tuple[str | None, list[str], str | None]:
    """The newest, its rivals and the one before."""
    told = [str(point.number) if point is not None else None for point in (of.latest.newest, of.latest.previous)]
    return told[0], [str(point.number) for point in of.latest.rivals], told[1]


def test_newest_previous_rivals_and_what_is_awaited() -> None:
    found = curve(
        result("3.9", 0),
        result("4.0", 3),
        result("4.1", 3),
        result("9.9", 4, status="cancelled"),
        result("", 5, status="registered"),
        result("8.8", None),
    )
    assert newest(found) == ("4.0", ["4.1"], "3.9")
    assert len(found.latest.awaited) == 1


@pytest.mark.parametrize(
    ("one", "other", "report"),
    [
        ({}, {"status": "preliminary"}, "final"),
        ({}, {}, "preliminary"),
        ({"interpretations": (CodeableConcept(text="H"),)}, {"issued": at(5)}, "final"),
        ({"issued": at(2)}, {"issued": at(1)}, "final"),
    ],
    ids=["final", "of a final report", "marked", "issued later"],
)
def test_of_one_time_one_is_newest_whatever_came_first(one: dict[str, Any], other: dict[str, Any], report: str) -> None:
    first, second = result("6.9", 0), result("4.1", 0)
    of = Report(id="s", code=CodeableConcept(), status=report)
    pair = [
        replace(first, finding=Finding(observation=replace(first.observation, **one))),
        replace(second, finding=Finding(observation=replace(second.observation, **other)), report=of),
    ]
    assert newest(curve(*pair)) == newest(curve(*reversed(pair))) == ("6.9", ["4.1"], None)


def test_a_day_is_not_joined_with_a_clock_within_it() -> None:
    day = "2024-08-14"
    found = curve(result("5.0", -30), result("4.1", -8, literal=day), result("6.9", 2), result("6.0", 30))
    assert numbers(found) == [["5.0", "4.1"], ["6.9", "6.0"]]
    assert whys(found) == [BreakReason.ORDER]
    assert newest(curve(result("5.0", -30), result("4.1", -8, literal=day), result("6.9", 2))) == ("6.9", ["4.1"], "5.0")
    assert numbers(curve(result("5.0", -30), result("4.1", -8, literal=day), result("6.9", 40))) == [["5.0", "4.1", "6.9"]]


@pytest.mark.hazard("H2.7")
def test_nothing_dated_after_the_fetch_is_newest() -> None:
    found = curve(result("6.9", 2), result("4.1", 9000), end=START + timedelta(hours=3))
    assert newest(found) == ("6.9", [], None)
    assert [str(point.number) for point in found.latest.future] == ["4.1"]


def test_two_laboratories_that_nobody_names_are_two() -> None:
    one, other = result("4.1", 0, lab="", ranges=("3,5-5,0",)), result("5.6", 2, lab="", ranges=("3.5 - 5.0",))
    assert whys(curve(one, other)) == [BreakReason.LABORATORY]
    assert one.report is not None
    same = replace(other, report=one.report)
    assert whys(curve(one, same)) == []


def test_a_corrected_value_has_the_old_one() -> None:
    new, old = result("4.0", 0, status="corrected"), result("40", 0)
    plain = result("5.0", 1)
    assert new.report is not None
    assert old.report is not None
    versions = Versions(effects={(id(new.report), id(new.observation)): VersionEffect(earlier=old.observation)})
    found = curve(new, plain, versions=versions)
    assert [row.earlier for row in found.rows] == [old.observation, None]


POTASSIUM = "3.5 - 4.6"
HOUR = timedelta(hours=1)


def heights(*values: tuple[str, str], own: bool = False) -> list[float]:
    """Of values with their reference ranges, one an hour."""
    dots = curve(*(result(value, hour, ranges=(range_,)) for hour, (value, range_) in enumerate(values))).dots
    of = course.scale(dots, own=own)
    return [of.height(dot.number, dot.limits) for dot in dots]


@pytest.mark.parametrize(
    ("values", "range_", "lie_at"),
    [
        ("3.5 4.6", POTASSIUM, [LOWER, UPPER]),
        ("145 390 9000", "145 - 390", [LOWER, UPPER, 0.0]),
        ("0 4.9 321", "<5", [1.0, UPPER + 0.6 * 0.02, 0.0]),
        ("88", "145 - 390", [LOWER + 57 / 145 * 0.4]),  # the way to zero is shorter than the range
        ("4.0 8.0 6.0", "", [1.0, 0.0, 0.5]),
        ("4.0", "", [0.5]),
    ],
)
def test_where_values_lie_by_their_range_and_without_one(values: str, range_: str, lie_at: list[float]) -> None:
    assert heights(*((value, range_) for value in values.split())) == pytest.approx(lie_at)


def test_above_below_and_within_keep_their_side() -> None:
    high, within, low = heights(("4.7", POTASSIUM), ("4.0", POTASSIUM), ("3.4", POTASSIUM))
    assert high < UPPER < within < LOWER < low
    above, below = heights(("90", ">60"), ("20", ">60"))
    assert above < LOWER < below


@pytest.mark.hazard("H5.3")
def test_each_point_is_judged_by_its_own_range() -> None:
    first, second = heights(("4.8", "3.5 - 4.6"), ("4.8", "3.5 - 5.0"))
    assert first < UPPER < second
    assert heights(("60", ">60"), ("5", "<5")) == pytest.approx([LOWER, UPPER])
    assert heights(("4.8", "voksne"), ("4.0", POTASSIUM))[0] < UPPER  # unreadable: by the newest


def test_without_a_range_there_is_no_band_and_the_numbers_make_the_scale() -> None:
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


def span(literal: str) -> Span:
    found = dating.span_of(moment(literal))
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
