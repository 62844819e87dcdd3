"""Which rows and which sampling times of the cumulative table are shown, and how much that leaves out.

Rows are chosen by what is found, whole trees at a time. A period chooses sampling times too: those before it are left out, and
counted, unless something that was found stands there (a result that was sent within the period, sampled before it). What has no
date cannot be judged and stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.domain import search_facets
from provesvar_gui.domain.flowsheet import Row
from provesvar_gui.domain.results import Veiled

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from provesvar_gui.domain.search import Shown
    from provesvar_gui.domain.series import Point
    from provesvar_gui.ui.results.flowsheet.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sieve(Veiled):
    """``found``: whether a result is asked for. ``since``: no sampling time before this, None for all of them."""

    found: Callable[[Point], bool]
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Passed(Veiled):
    """``lines`` and ``columns``: the places in the sheet of what is shown.

    ``outside``: sampling times before the period that are not shown, ``left_out``: the results that stand there. ``early``:
    sampling times before the period that are shown all the same.
    """

    lines: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    outside: int = 0
    left_out: int = 0
    early: int = 0


def sieve(shown: Shown) -> Sieve:
    """What the search and the filters let through."""
    holds = shown.holds
    return Sieve(found=lambda point: holds(point.placed.report, point.observation), since=shown.query.since)


def choose(sheet: Sheet, asked: Sieve | None, *, apart: bool) -> Passed:
    """What is shown. ``asked``: None for everything; ``apart``: also rows registered on another kind of identifier."""
    rows = [(place, line) for place, line in enumerate(sheet.source.lines) if isinstance(line, Row)]
    allowed = [(place, row) for place, row in rows if apart or not row.series.key.apart]
    trees = {row.tree for _, row in allowed}
    if asked is not None:
        found = asked.found
        trees = {row.tree for _, row in allowed if any(found(point) for points in row.cells.values() for point in points)}
    lines = _lines(sheet, trees)
    if asked is None and len(allowed) == len(rows):
        return Passed(lines=lines, columns=tuple(range(len(sheet.tops))))
    used = {column for place in lines for column in sheet.cells[place]}
    if asked is None or asked.since is None:
        return Passed(lines=lines, columns=tuple(sorted(used)))
    return _within(sheet, asked, asked.since, [row for _, row in allowed], lines, used)


def _lines(sheet: Sheet, trees: set[int]) -> tuple[int, ...]:
    """Those trees, under their headings."""
    lines: list[int] = []
    open_headings: list[int] = []  # of disciplines and kinds of report, told when something comes under them
    for place, line in enumerate(sheet.source.lines):
        if isinstance(line, Row) or line.tree is not None:
            if line.tree in trees:
                lines += open_headings
                open_headings = []
                lines.append(place)
        else:
            open_headings = [each for each in open_headings if sheet.heads[each].level < line.level]
            open_headings.append(place)
    return tuple(lines)


def _within(sheet: Sheet, asked: Sieve, since: datetime, allowed: list[Row], lines: tuple[int, ...], used: set[int]) -> Passed:
    """Of the columns that are ``used`` those of the period."""
    before: set[int] = set()
    for column, each in enumerate(sheet.source.columns):
        last = search_facets.latest(each.moment)
        if last is not None and last < since:
            before.add(column)
    early: set[int] = set()
    for place in lines:
        line = sheet.source.lines[place]
        if isinstance(line, Row):
            for column, points in line.cells.items():
                if column in before and column not in early and any(map(asked.found, points)):
                    early.add(column)
    gone = before - early
    results = [(column, len(points)) for row in allowed for column, points in row.cells.items() if column in gone]
    return Passed(
        lines=lines,
        columns=tuple(sorted(used - gone)),
        outside=len({column for column, _ in results}),
        left_out=sum(count for _, count in results),
        early=len(early),
    )
