"""The cumulative table: a row for each series, a column for each sampling time, nothing left out.

Time runs across, oldest first, so that the newest column is the last one: it stands at the far right and is what is seen first
(results/README.md §3), and a row rises or falls the same way as its mini curve and its trend. What has no time stands
in a column of its own before the oldest, where nobody can take it for the newest.

A column is one sampling time to the minute, as its heading says it; a day without a clock is a column of its own. Results of one
series and one time stand in one cell, none hidden behind the other: corrections, repeats, two samples of the same minute. What a
newer version of a report has taken the place of stands there too, behind what stands, but never in the series of a row.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating, text
from provesvar_gui.results import series as series_of
from provesvar_gui.results.model import NEVER, CodeableConcept, Redacted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from provesvar_gui.results.model import Moment
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series, SeriesKey

_AREAS: Final = "8202"
_ORDER: Final = ("CLIN", "FARM", "IMTR", "MBIO", "MGEN", "LAB", "HIST", "CYTO", "PAT", "MPAT")  # then what else there is
_LONGEST_NAME: Final = 60  # characters
ColumnKey = tuple[datetime, timedelta] | None  # the minute, and how long before its end it lies; None: no time


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Heading(Redacted):
    """The common part of the lines below: their discipline (level 0), the kind of report, or (in a tree) the parent's result.

    ``apart``: registered on another kind of identifier.
    """

    level: int
    concept: CodeableConcept | None = None
    tree: int | None = None
    apart: bool = False


@dataclass(slots=True, kw_only=True, repr=False, eq=False)
class TableRow(Redacted):
    """One series. ``cells``: by the place of the column, standing results first, then others of that time.

    ``tree``: lines with the same number are one tree, shown together or not at all (invariant 7). ``branches``: by what their
    parent's result was, the rows under it.
    """

    series: Series
    cells: dict[int, tuple[Placed, ...]]
    level: int = 0
    tree: int = 0
    branches: dict[tuple[tuple[str, ...], ...], list[TableRow]] = field(default_factory=dict)

    @property
    def newest(self) -> Placed:
        return self.series.points[-1]

    @property
    def holds(self) -> bool:
        return bool(self.branches)


Line = Heading | TableRow
Columns = tuple["Moment | None", ...]  # each as one of its results says it, None for the one of what has no time


def depth(line: Line) -> int:
    """Disciplines and kinds of report stand above every tree."""
    return line.level - 2 if isinstance(line, Heading) and line.tree is None else line.level


def column_key(point: Placed) -> ColumnKey:
    span = dating.span_of(point.sampled)
    return (span.earliest.replace(second=0, microsecond=0), span.earliest - span.latest) if span is not None else None


def build(observations: Iterable[Placed], standing: Iterable[Series]) -> Generator[None, None, tuple[Columns, tuple[Line, ...]]]:
    """Make the table; gives way while it works. ``observations``: all there are; ``standing``: the series of those that stand.

    The columns are the one without a time, if any, then oldest first; the lines go from top to bottom.
    """
    everything = list(observations)
    order = {id(each): place for place, each in enumerate(everything)}
    yield
    columns: dict[ColumnKey, Moment | None] = {}
    keyed: list[tuple[Series, list[tuple[ColumnKey, Placed]]]] = []
    for series, earlier in (yield from _with_earlier(everything, standing)):
        keys = []
        for point in series.points + earlier:
            key = column_key(point)
            keys.append((key, point))
            known = columns.get(key)
            if known is None or known.when is None or not known.when.utcoffset():  # a Norwegian clock makes the better heading
                columns[key] = point.sampled if key is not None else None
            yield
        keyed.append((series, keys))
    ordered = sorted(columns, key=lambda key: (NEVER, timedelta.min) if key is None else key)
    places = {key: place for place, key in enumerate(ordered)}
    yield
    rows = []
    for series, keys in keyed:
        cells: dict[int, list[Placed]] = {}
        for key, point in keys:
            cells.setdefault(places[key], []).append(point)
        rows.append(TableRow(series=series, cells={place: _in_display_order(each) for place, each in cells.items()}))
        yield
    lines = yield from _arrange(rows, order)
    return tuple(columns[key] for key in ordered), tuple(lines)


def _with_earlier(
    observations: list[Placed], standing: Iterable[Series]
) -> Generator[None, None, list[tuple[Series, tuple[Placed, ...]]]]:
    """Each series with its replaced results; replaced results of no series are a series of their own."""
    rows: dict[SeriesKey, tuple[Series, tuple[Placed, ...]]] = {each.key: (each, ()) for each in standing}
    if any(each.superseded for each in observations):
        own = {id(point): each.key for each, _ in rows.values() for point in each.points}
        for each in (yield from series_of.build(observations)):
            replaced = tuple(point for point in each.points if point.superseded)
            if replaced:
                key = next((own[id(point)] for point in each.points if id(point) in own), each.key)
                row, earlier = rows.get(key, (replace(each, points=replaced), ()))
                rows[key] = (row, earlier + replaced if key in rows else ())
    return list(rows.values())


def _in_display_order(points: list[Placed]) -> tuple[Placed, ...]:
    """The points of a cell in order: standing before cancelled, replaced and repeated ones, then the last issued first."""
    if len(points) < 2:
        return tuple(points)

    def key(point: Placed) -> tuple[bool, bool, bool, float]:
        placed = point
        issued = placed.observation.issued or (placed.report.issued if placed.report is not None else None)
        late = -issued.when.timestamp() if issued is not None and issued.when is not None else float("inf")
        return placed.void, placed.superseded, placed.observation.history, late

    return tuple(sorted(points, key=key))


def _arrange(rows: list[TableRow], order: dict[int, int]) -> Generator[None, None, list[Line]]:
    """The rows by discipline and kind of report, newest first, then as the laboratory has them; members under their parents."""

    def rank(row: TableRow) -> tuple[float, int]:
        when = row.series.points[-1].when
        return -(when - NEVER).total_seconds() if when is not None else float("inf"), order.get(id(row.newest), 0)

    rows.sort(key=rank)
    yield
    parents = {id(row.newest.parents[-1]) for row in rows if row.newest.parents}
    owners: dict[tuple[int, tuple[tuple[str, ...], ...], bool], TableRow] = {}
    for row in rows:
        for point in (point for points in row.cells.values() for point in points):
            if id(point.observation) in parents:
                owners.setdefault((id(point.observation), row.series.key.under, row.series.key.apart), row)
        yield
    roots: dict[tuple[bool, int, str], dict[str, list[TableRow]]] = {}
    for row in rows:
        key = row.series.key
        owner = owners.get((id(row.newest.parents[-1]), key.under[:-1], key.apart)) if key.under else None
        if owner is not None:
            owner.branches.setdefault(key.under, []).append(row)
        else:
            area, kind = _area(row.newest)
            rank_of_area = _ORDER.index(area) if area in _ORDER else len(_ORDER)
            roots.setdefault((key.apart, rank_of_area, area), {}).setdefault(kind, []).append(row)
        yield
    lines: list[Line] = []
    trees = 0
    for (apart, _, _), kinds in sorted(roots.items(), key=lambda item: item[0][:2]):
        first = next(iter(kinds.values()))[0].newest
        lines.append(Heading(level=0, concept=_area_concept(first), apart=apart))
        for kind, some in kinds.items():
            if kind:
                report = some[0].newest.report
                lines.append(Heading(level=1, concept=report.code if report is not None else None, apart=apart))
            for row in some:
                lines += _tree(row, trees)
                trees += 1
                yield
    return lines


def _tree(root: TableRow, number: int) -> Iterator[Line]:
    """A row and everything under it, parents first."""
    stack: list[tuple[Line, int]] = [(root, 0)]
    while stack:
        item, level = stack.pop()
        if isinstance(item, Heading):
            yield item
            continue
        item.tree, item.level = number, level
        yield item
        below: list[tuple[Line, int]] = []
        for some in item.branches.values():
            value = some[0].newest.parents[-1].value
            if named := isinstance(value, CodeableConcept) and _is_a_name(value):
                heading = Heading(level=level + 1, concept=value, tree=number, apart=item.series.key.apart)
                below.append((heading, level + 1))
            below += ((row, level + 1 + named) for row in some)
        stack += reversed(below)


def _is_a_name(value: CodeableConcept) -> bool:
    """Whether it names an organism or a group; a narrative names no row."""
    texts = text.result_texts(value)
    return bool(texts) and len(texts[0]) <= _LONGEST_NAME and "\n" not in texts[0]


def _area_concept(placed: Placed) -> CodeableConcept | None:
    """The discipline: of the result, else of its report."""
    own, report = placed.observation.category, placed.report
    coded = (each for each in (own, report.code if report is not None else None) if each is not None and each.code_in(_AREAS))
    return next(coded, own or (report.category if report is not None else None))


def _area(placed: Placed) -> tuple[str, str]:
    """The discipline, and the kind of report where that differs; both for comparing."""
    area = _comparable(_area_concept(placed))
    kind = _comparable(placed.report.code) if placed.report is not None else ""
    return area, "" if kind == area else kind


def _comparable(concept: CodeableConcept | None) -> str:
    if concept is None:
        return ""
    return concept.code_in(_AREAS) or text.name(concept).casefold()
