"""The Qt model of the cumulative table: the visible rows and columns of a prepared sheet.

Rows are chosen by what is found, whole trees at a time. A period chooses sampling times too: those before it are left out, and
counted, unless something that was found stands there (a result that was sent within the period, sampled before it). What has no
date cannot be judged and stays. A row of which nothing is left is not shown either: without its time, the name of what grew once
would read as if it grew now.
"""

from __future__ import annotations

import html
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from provesvar_gui.results import search, text
from provesvar_gui.results.table import TableRow, depth
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.cells import TableSheet

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import Point, SeriesKey
    from provesvar_gui.ui.results.table.cells import ColumnHead, LineHead, TableCell

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
BY_LABORATORY, BY_NAME = -1, -2  # orders of the rows; else the place of a sampling time in the sheet


class FilteredTable(NamedTuple):
    """The places in the sheet of the rows and columns that a filter leaves, and how much it does not.

    ``left_out``: results before the period. ``rows``: all that could be shown; ``apart``: those on another kind of identifier.
    """

    lines: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    left_out: int = 0
    rows: int = 0
    apart: int = 0


def choose(sheet: TableSheet, asked: SearchMatches | None, *, apart: bool, sort: int = BY_LABORATORY) -> FilteredTable:
    """What is shown. ``asked``: None for everything; ``apart``: also rows registered on another kind of identifier."""

    def found(point: Point) -> bool:
        return asked is None or asked.holds(point.placed.report, point.observation)

    rows = {place: head.line for place, head in enumerate(sheet.heads) if isinstance(head.line, TableRow)}
    allowed = {place: row for place, row in rows.items() if apart or not row.series.key.apart}
    trees = {row.tree for row in allowed.values() if any(found(point) for points in row.cells.values() for point in points)}
    shown = [place for place, row in allowed.items() if row.tree in trees]
    columns = set(range(len(sheet.tops)))
    if asked is not None or len(allowed) < len(rows):
        columns = {column for place in shown for column in sheet.heads[place].cells}
    gone = _before(sheet, asked.query.since) if asked is not None else set()
    for place in shown if gone else ():  # what was sampled before the period and sent within it stays
        gone -= {column for column, points in rows[place].cells.items() if any(map(found, points))}
    left = columns - gone
    with_something = [place for place in shown if not left.isdisjoint(sheet.heads[place].cells)]
    return FilteredTable(
        lines=_sorted(sheet, _with_headings(sheet, with_something), sort),
        columns=tuple(sorted(left)),
        left_out=sum(len(points) for row in allowed.values() for column, points in row.cells.items() if column in gone),
        rows=len(allowed),
        apart=len(rows) - len(allowed),
    )


def _before(sheet: TableSheet, since: datetime | None) -> set[int]:
    """The columns of which every moment that may be meant lies before that."""
    last = ((column, search.latest(top.moment)) for column, top in enumerate(sheet.tops))
    return {column for column, when in last if since is not None and when is not None and when < since}


def _with_headings(sheet: TableSheet, rows: list[int]) -> list[int]:
    """Some rows with what each hangs under, headings and rows, also where nothing of that is shown itself."""
    wanted = set(rows)
    kept: list[int] = []
    above: list[int] = []  # what the line at hand stands under, outermost first
    for place, head in enumerate(sheet.heads):
        while above and depth(sheet.heads[above[-1]].line) >= depth(head.line):
            above.pop()
        above.append(place)
        if place in wanted:
            kept += [each for each in above if not kept or each > kept[-1]]
    return kept


def _sorted(sheet: TableSheet, lines: list[int], sort: int) -> tuple[int, ...]:
    """The trees below each heading in that order; each stays whole, and headings stay where they are."""

    def rank(tree: list[int]) -> tuple[int, str]:
        """By a sampling time: what the laboratory marked, then what has a result, then the rest as it was."""
        if sort == BY_NAME:
            return 0, sheet.heads[tree[0]].painted.casefold()
        there = [cell for place in tree if (cell := sheet.heads[place].cells.get(sort)) is not None]
        return 2 - bool(there) - any(cell.tint is MarkTint.OUTSIDE for cell in there), ""

    if sort == BY_LABORATORY:
        return tuple(lines)
    made: list[int] = []
    for heading, together in groupby(lines, key=lambda place: sheet.heads[place].line.tree is None):
        trees = [list(some) for _, some in groupby(together, key=lambda place: sheet.heads[place].line.tree)]
        if not heading:
            trees.sort(key=rank)
        made += chain.from_iterable(trees)
    return tuple(made)


class FlowsheetModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = TableSheet()
        self.passed = FilteredTable()  # what is shown, and how much is not because of the period
        self.order = BY_LABORATORY
        self.filter: SearchMatches | None = None
        self._apart = False

    def set_sheet(self, sheet: TableSheet) -> None:
        """Show another one; the filter stays."""
        if self.order >= 0 and sheet.tops != self.sheet.tops:
            self.order = BY_LABORATORY  # its place is another time now
        self._choose(sheet)

    def clear(self) -> None:
        self.filter, self._apart, self.order = None, False, BY_LABORATORY
        self.set_sheet(TableSheet())

    def set_filter(self, shown: SearchMatches | None) -> None:
        """Show only those rows, with all of their trees, and only the columns in which they have something; None: everything."""
        self.filter = shown
        self._choose(self.sheet)

    def show_apart(self, shown: bool) -> None:
        self._apart = shown
        self._choose(self.sheet)

    def sort_by(self, sort: int) -> None:
        """Rows in that order; asked for once more, in the laboratory's."""
        self.order = BY_LABORATORY if sort == self.order else sort
        self._choose(self.sheet)

    def _choose(self, sheet: TableSheet) -> None:
        self.beginResetModel()
        self.sheet = sheet
        self.passed = choose(sheet, self.filter, apart=self._apart, sort=self.order)
        self.endResetModel()

    def head(self, row: int) -> LineHead:
        return self.sheet.heads[self.passed.lines[row]]

    def top(self, column: int) -> ColumnHead:
        return self.sheet.tops[self.passed.columns[column]]

    def cell(self, row: int, column: int) -> TableCell | None:
        return self.head(row).cells.get(self.passed.columns[column])

    def series_row(self, row: int) -> TableRow | None:
        line = self.head(row).line
        return line if isinstance(line, TableRow) else None

    def newest_of(self, row: int) -> int:
        """The column of the newest value of a row, else of what it waits for; what is dated after the fetch only where all is."""
        of = self.head(row).cells
        filled = [(column, of[place]) for column, place in enumerate(self.passed.columns) if place in of]
        known = [(column, cell) for column, cell in filled if not self.top(column).ahead] or filled
        values = [column for column, cell in known if not cell.quiet] or [column for column, _ in known]
        return values[-1] if values else -1

    def row_of(self, key: SeriesKey) -> int:
        return next((at for at in range(self.rowCount()) if (row := self.series_row(at)) and row.series.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self.passed.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self.passed.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.head(index.row()).heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        found, head = self.cell(index.row(), index.column()), self.head(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return found.shown if found is not None else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltip(cells.read(head, found, self.sheet.style)) if found is not None else None
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return None
        if head.heading:
            return head.spoken
        if found is not None:
            return cells.spoken(head, found, self.sheet.style)
        nothing = translate("Flowsheet", "{name}, {time}: no result")
        time = self.top(index.column()).headline
        return nothing.replace("{time}", time).replace("{name}", head.name)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown, spoken, tip = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole
        across = orientation == Qt.Orientation.Horizontal
        if role not in (shown, spoken, tip) or not 0 <= section < (self.columnCount() if across else self.rowCount()):
            return None
        if role == shown:
            return self.top(section).headline if across else self.head(section).name
        said = self.spoken_time(section) if across else self.head(section).spoken
        return said if role == spoken else _tooltip(said)

    def spoken_time(self, column: int) -> str:
        top = self.top(column)
        said = [top.headline, self.sheet.tags.get(top.tag, "") if top.tag else ""]
        if top.ahead:
            said.append(translate("Overview", "dated after the fetch"))
        if top.waits:
            said.append(translate("Flowsheet", "waiting for results"))
        return ", ".join(filter(None, said))

    def copied(self, rows: list[int], columns: list[int]) -> Generator[None, None, str]:
        """Rows as text that pastes into a table: names, units and references first, then the times; gives way while it works."""
        said = [_copied_line([*cells.titles(), *(self.top(column).headline for column in columns)])]
        for at in rows:
            head = self.head(at)
            if head.heading:
                continue
            line = [head.name, head.unit, head.reference]
            for column in columns:
                found = self.cell(at, column)
                line.append(cells.copied(head, found, self.sheet.style) if found is not None else "")
                yield
            said.append(_copied_line(line))
            yield
        return "\n".join(said)


def _copied_line(parts: list[str]) -> str:
    return text.breakable("\t".join(" ".join(part.split("\n")).replace("\t", " ") if part else "" for part in parts))


def _tooltip(words: str) -> str:
    """Never taken for mark-up, whoever wrote it."""
    return f"<qt>{html.escape(words)}</qt>"
