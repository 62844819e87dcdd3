"""A line joins only what means the same; what is cancelled is never drawn; each dot is the laboratory's own number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from provesvar_gui.results import series, trend
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Identifier,
    Moment,
    Observation,
    Party,
    Quantity,
    Report,
    Specimen,
)
from provesvar_gui.results.placed import Placed
from provesvar_gui.results.trend import BreakReason, Curve, Dot, OmissionReason
from provesvar_gui.results.versions import Earlier, ResultFate, Versions
from tests.gui.results.made import run

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
    gone = void or status in ("cancelled", "entered-in-error")
    return Placed(observation=observation, report=report, void=gone, apart=apart)


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
        ({"value": "NaN"}, BreakReason.NO_NUMBER),
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
    same = curve(result("4.0", 0), result("4.1", 3), result("4.1", 3), result("4.2", 5))
    assert list(map(len, numbers(same))) == [4]


def test_a_repeat_is_drawn_once() -> None:
    found = curve(result("4.0", 0), result("4.0", 0, history=True), result("3.9", -5, history=True))
    assert numbers(found) == [["3.9", "4.0"]]
    assert [row.omission for row in found.rows].count(OmissionReason.REPEAT) == 1


def newest(of: Curve) -> tuple[str | None, list[str], str | None]:
    """The newest, its rivals and the one before."""
    told = [str(point.number) if point is not None else None for point in (of.latest.newest, *of.latest.previous, None)[:2]]
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
        replace(first, observation=replace(first.observation, **one)),
        replace(second, observation=replace(second.observation, **other), report=of),
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
    end = START + timedelta(hours=3)
    found = curve(result("6.9", 2), result("4.1", 9000), end=end)
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
    earlier = Earlier(report=old.report, observation=old.observation)
    versions = Versions(fates={(id(new.report), id(new.observation)): ResultFate(earlier=earlier)})
    found = curve(new, plain, versions=versions)
    assert [row.earlier.observation if row.earlier else None for row in found.rows] == [old.observation, None]
