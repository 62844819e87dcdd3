"""Which rows and which sampling times of the cumulative table are shown, and how much that leaves out.

Rows are chosen by what is found, whole trees at a time. A period chooses sampling times too: those before it are left out, and
counted, unless something that was found stands there (a result that was sent within the period, sampled before it). What has no
date cannot be judged and stays. A row of which nothing is left is not shown either: without its time, the name of what grew once
would read as if it grew now.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from provesvar_gui.results import search
from provesvar_gui.results.model import Veiled
from provesvar_gui.results.table import Heading, Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from provesvar_gui.results.search import Shown
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import Line
    from provesvar_gui.ui.results.table.sheet import Sheet


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sieve(Veiled):
    """``found``: whether a result is asked for. ``since``: no sampling time before this, None for all of them."""

    found: Callable[[Point], bool]
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Passed(Veiled):
    """``lines`` and ``columns``: the places in the sheet of what is shown.

    ``outside``: sampling times before the period that are not shown, ``left_out``: the results that stand there. ``early``:
    sampling times before the period that are shown all the same. ``rows``: how many rows with results there are to show;
    ``rows_outside``: how many of those that were found have nothing but what is outside; ``apart``: rows on another kind of
    identifier that are not among them.
    """

    lines: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    outside: int = 0
    left_out: int = 0
    early: int = 0
    rows: int = 0
    rows_outside: int = 0
    apart: int = 0


def sieve(shown: Shown) -> Sieve:
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
    passed = Passed(lines=lines, columns=tuple(range(len(sheet.tops))), rows=len(allowed), apart=len(rows) - len(allowed))
    if asked is None and len(allowed) == len(rows):
        return passed
    used = {column for place in lines for column in sheet.cells[place]}
    passed = replace(passed, columns=tuple(sorted(used)))
    if asked is None or asked.since is None:
        return passed
    return _within(sheet, asked, asked.since, [row for _, row in allowed], passed)


def _lines(sheet: Sheet, trees: set[int]) -> tuple[int, ...]:
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


def _within(sheet: Sheet, asked: Sieve, since: datetime, allowed: list[Row], passed: Passed) -> Passed:
    """Of the columns that pass those of the period, and the lines that have something in them."""
    before: set[int] = set()
    for column, each in enumerate(sheet.source.columns):
        last = search.latest(each.moment)
        if last is not None and last < since:
            before.add(column)
    early: set[int] = set()
    for place in passed.lines:
        line = sheet.source.lines[place]
        if isinstance(line, Row):
            for column, points in line.cells.items():
                if column in before and column not in early and any(map(asked.found, points)):
                    early.add(column)
    gone = before - early
    results = [(column, len(points)) for row in allowed for column, points in row.cells.items() if column in gone]
    columns = tuple(each for each in passed.columns if each not in gone)
    lines, emptied = _filled(sheet, passed.lines, frozenset(columns))
    return replace(
        passed,
        lines=lines,
        columns=columns,
        outside=len({column for column, _ in results}),
        left_out=sum(count for _, count in results),
        early=len(early),
        rows_outside=emptied,
    )


def _filled(sheet: Sheet, lines: tuple[int, ...], columns: frozenset[int]) -> tuple[tuple[int, ...], int]:
    """The rows with something in those columns under their headings, and how many others there are.

    What a row hangs under stays with it, also where nothing of its own stands there.
    """
    kept: list[int] = []
    above: list[int] = []  # what the line at hand stands under, outermost first
    for place in lines:
        line = sheet.source.lines[place]
        while above and _depth(sheet.source.lines[above[-1]]) >= _depth(line):
            above.pop()
        above.append(place)
        if isinstance(line, Row) and not columns.isdisjoint(sheet.cells[place]):
            kept += [each for each in above if not kept or each > kept[-1]]
    emptied = set(lines) - set(kept)
    return tuple(kept), sum(isinstance(sheet.source.lines[each], Row) for each in emptied)


def _depth(line: Line) -> int:
    """Disciplines and kinds of report stand above every tree."""
    return line.level - 2 if isinstance(line, Heading) and line.tree is None else line.level
