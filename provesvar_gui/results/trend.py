"""The curve of a series: which results are drawn, which of them a line joins, and why it is broken (results/README.md §3).

A line joins two results only where nothing says that they mean different things: of one laboratory, with the same method,
material and reference range; code and unit are the same already, since a series holds one of each. A laboratory that nobody
names is another one, except within one report. No line goes to, from or across a result that is a limit ("<5"), has no number,
or was cancelled; none goes between two of which it is not certain which came first, such as a day and a clock within it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.results import dating, latest_results, reference_limits, series
from provesvar_gui.results.laboratories import told_name
from provesvar_gui.results.model import Quantity, Redacted
from provesvar_gui.results.placed import Doubt
from provesvar_gui.results.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.results.latest_results import LatestResults
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.reference_limits import Limits
    from provesvar_gui.results.series import Series, SeriesKey


class OmissionReason(StrEnum):
    VOID = "void"
    REPEAT = "repeat"  # a copy of a result that is drawn
    UNDATED = "undated"  # not even the day is known
    NO_NUMBER = "no-number"


class BreakReason(StrEnum):
    METHOD = "method"
    MATERIAL = "material"
    LABORATORY = "laboratory"
    REFERENCE = "reference"
    LIMIT = "limit"
    SAME_TIME = "same-time"
    ORDER = "order"  # it is not known which came first
    VOID = "void"
    NO_NUMBER = "no-number"


_NO_VERSIONS: Final = Versions()
_CANCELLING: Final = frozenset({Doubt.CANCELLED_VERSION, Doubt.WITHDRAWN_ORIGINAL})
_BARRIERS: Final = {OmissionReason.VOID: BreakReason.VOID, OmissionReason.NO_NUMBER: BreakReason.NO_NUMBER}
_SIGNS: Final = {"": 0, "<": -1, "<=": -1, "≤": -1, ">": 1, ">=": 1, "≥": 1}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row(Redacted):
    """One result of the series. ``omission``: why it is not drawn, None where it is. ``earlier``: the version that it replaced.

    ``beside_cancelled``: another result of the same time was cancelled, and it is not known whether it is this one.
    """

    placed: Placed
    omission: OmissionReason | None = None
    earlier: Observation | None = None
    beside_cancelled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dot(Row):
    """A result that is drawn. ``number``: the laboratory's own.

    ``limit``: -1 below the number, 1 above it, 0 the number itself, None a comparator of another kind. ``limits``: its reference
    range, where that can be read. ``other``: why it may not be compared with the newest dot. ``broken``: why no line joins it
    with the dot before.
    """

    when: datetime
    number: Decimal
    limit: int | None = 0
    limits: Limits | None = None
    other: BreakReason | None = None
    broken: BreakReason | None = None

    @property
    def pending(self) -> bool:
        return self.placed.pending

    @property
    def doubted(self) -> bool:
        """Whether it may have been cancelled."""
        return self.beside_cancelled or not _CANCELLING.isdisjoint(self.placed.doubts)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Curve(Redacted):
    """The curve of a series.

    ``rows``: every result of the series, oldest first, undated ones before all others. ``latest``: its current results.
    """

    series: Series
    rows: tuple[Row, ...]
    latest: LatestResults

    @property
    def dots(self) -> tuple[Dot, ...]:
        return tuple(row for row in self.rows if isinstance(row, Dot))


Conditions = tuple[object, ...]  # method, material, laboratory and reference range of a result
_TOO_LARGE: Final = 100  # digits before or behind the point, on an axis
_LONGEST_NUMBER: Final = 12  # characters; longer ones are not subtracted
_CONDITION_REASONS: Final = (BreakReason.METHOD, BreakReason.MATERIAL, BreakReason.LABORATORY, BreakReason.REFERENCE)


def break_reason(one: Placed, other: Placed, unit: str) -> BreakReason | None:
    """The reason why two results of a series in ``unit`` must not be compared; None where they may."""
    one_limits, other_limits = (reference_limits.read(each.observation.reference_ranges, unit) for each in (one, other))
    return _differing_condition(_conditions(one, one_limits), _conditions(other, other_limits))


def compared(latest: LatestResults, versions: Versions) -> LatestResults:
    """With the change from the previous to the newest, or the reason why they must not be compared."""
    newest, previous = latest.newest, latest.previous
    if newest is None or previous is None:
        return latest
    reason = break_reason(newest, previous, latest.series.key.unit)
    of_one_report = _are_of_one_report(newest, previous, versions)  # a correction is not a change in the patient
    doubted = newest.doubts or previous.doubts
    is_certain = not (latest.previous_rivals or latest.rivals or of_one_report or doubted)
    return replace(latest, break_reason=reason, difference=_subtract(newest, previous) if reason is None and is_certain else None)


def _subtract(newest: Placed, previous: Placed) -> Decimal | None:
    one, other = newest.observation.value, previous.observation.value
    if not (isinstance(one, Quantity) and isinstance(other, Quantity)) or one.comparator or other.comparator:
        return None
    plain = all(len(each.value) <= _LONGEST_NUMBER and "e" not in each.value.casefold() for each in (one, other))
    if not (plain and latest_results.is_number(newest) and latest_results.is_number(previous)):
        return None
    return newest.number - previous.number if newest.number is not None and previous.number is not None else None


def _are_of_one_report(newest: Placed, previous: Placed, versions: Versions) -> bool:
    one, other = newest.report, previous.report
    group = versions.group_of(one) if one is not None and other is not one else None
    return group is not None and any(each is other for each in group.reports)


def _conditions(placed: Placed, limits: Limits | None) -> Conditions:
    observation, report = placed.observation, placed.report
    laboratory = series.laboratory(observation, report) or id(report if report is not None else observation)
    return told_name(observation.method).casefold(), told_name(observation.material).casefold(), laboratory, limits


def _differing_condition(one: Conditions, other: Conditions) -> BreakReason | None:
    """The first condition that differs; of the material only where both results name one."""
    for reason, mine, theirs in zip(_CONDITION_REASONS, one, other, strict=True):
        if mine != theirs and (reason is not BreakReason.MATERIAL or (mine and theirs)):
            return reason
    return None


def curve(of: Series, *, versions: Versions = _NO_VERSIONS, end: datetime | None = None) -> Generator[None, None, Curve]:
    """A generator that yields between steps. ``versions``: for the values that were replaced. ``end``: the time of the fetch."""
    read_limits = cache(reference_limits.read)  # most results have the same range
    repeated = any(each.observation.history for each in of.points)
    originals = {_content(each) for each in of.points if repeated and not each.observation.history and not each.void}
    cancelled_times = {each.when for each in of.points if each.void}
    rows: list[Row] = []
    conditions: list[Conditions] = []  # of the dots
    barriers: list[tuple[datetime, BreakReason]] = []  # no line crosses one
    for point in of.points:
        value, omission = point.observation.value, _omission(point, originals)
        fields: dict[str, Any] = {
            "placed": point,
            "earlier": versions.earlier_value(point),
            "beside_cancelled": point.when is not None and not point.void and point.when in cancelled_times,
        }
        if omission is None and point.when is not None and point.number is not None and isinstance(value, Quantity):
            limit, limits = _SIGNS.get(value.comparator.strip()), read_limits(point.observation.reference_ranges, of.key.unit)
            rows.append(Dot(**fields, when=point.when, number=point.number, limit=limit, limits=limits))
            conditions.append(_conditions(point, limits))
        else:
            rows.append(Row(**fields, omission=omission))
            if omission in _BARRIERS and point.when is not None:
                barriers.append((point.when, _BARRIERS[omission]))
        yield
    drawn = [row for row in rows if isinstance(row, Dot)]
    rivals = {one.when for one, other in pairwise(drawn) if one.when == other.when and one.number != other.number}
    joined: list[Row] = []
    before: tuple[Dot, Conditions] | None = None
    next_conditions = iter(conditions)
    for row in rows:
        if isinstance(row, Dot):
            own, broken = next(next_conditions), None
            if before is not None:
                place = bisect_left(barriers, before[0].when, key=itemgetter(0))
                crossed = next((reason for when, reason in barriers[place : place + 1] if when <= row.when), None)
                broken = _differing_condition(before[1], own) or _break_between(before[0], row, rivals) or crossed
            before = (row, own)
            row = replace(row, other=_differing_condition(own, conditions[-1]), broken=broken)
        joined.append(row)
        yield
    known = tuple(row.placed for row in rows if row.omission is not OmissionReason.REPEAT and row.placed.when is not None)
    latest = yield from latest_results.find(replace(of, points=known), end=end)
    return Curve(series=of, rows=tuple(joined), latest=compared(latest, versions))


def _omission(point: Placed, originals: set[tuple[object, ...]]) -> OmissionReason | None:
    if point.void:
        return OmissionReason.VOID
    if point.number is None or not point.number.is_finite() or abs(point.number.adjusted()) >= _TOO_LARGE:
        return OmissionReason.NO_NUMBER
    span = dating.span_of(point.sampled)
    if span is None or span.vague:
        return OmissionReason.UNDATED
    return OmissionReason.REPEAT if point.observation.history and _content(point) in originals else None


def _content(point: Placed) -> tuple[object, ...]:
    value = point.observation.value
    return point.when, point.number, value.comparator if isinstance(value, Quantity) else ""


def _break_between(one: Dot, other: Dot, rivals: set[datetime]) -> BreakReason | None:
    if one.limit != 0 or other.limit != 0:
        return BreakReason.LIMIT
    if one.when in rivals or other.when in rivals:
        return BreakReason.SAME_TIME
    first, second = dating.span_of(one.placed.sampled), dating.span_of(other.placed.sampled)
    return BreakReason.ORDER if first and second and first != second and not first.before(second) else None


class Previous:
    """Finds the previous number of a result in its series. The index is made at the first question."""

    def __init__(self, found: Iterable[Series] = ()) -> None:
        self._series = tuple(found)
        self._places: dict[int, tuple[Series, Placed]] | None = None  # by the identity of the result
        self._numbers: dict[SeriesKey, list[Placed]] = {}  # with a time, oldest first

    def of(self, observation: Observation) -> tuple[Placed, ...]:
        """The newest standing number sampled before and comparable; several where they are of one time."""
        if self._places is None:
            self._places = {id(point.finding.observation): (each, point) for each in self._series for point in each.points}
        found = self._places.get(id(observation))
        if found is None or found[1].when is None:
            return ()
        (whole, mine), time = found, attrgetter("when")
        if whole.key not in self._numbers:
            self._numbers[whole.key] = [each for each in whole.points if each.when is not None and each.number is not None]
        numbers = self._numbers[whole.key]  # none of what is void
        end = bisect_left(numbers, mine.when, key=time)
        last = numbers[bisect_left(numbers, numbers[end - 1].when, key=time) : end] if end else []
        return tuple(last) if all(_is_comparable(mine, each, whole.key.unit) for each in last) else ()


def _is_comparable(result: Placed, previous: Placed, unit: str) -> bool:
    """Only of the same laboratory; an awaited result has no unit and no reference range yet."""
    laboratory, previous_laboratory = (series.laboratory(each.observation, each.report) for each in (result, previous))
    if not laboratory or laboratory != previous_laboratory:
        return False
    if result.observation.value is None:
        return True
    same_range = result.observation.reference_ranges == previous.observation.reference_ranges
    return same_range and break_reason(result, previous, unit) is None
