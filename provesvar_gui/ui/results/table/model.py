"""The cumulative table as a model: lines and columns that are shown, of a sheet that is ready."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from provesvar_gui.results import text
from provesvar_gui.results.table import Row
from provesvar_gui.ui.results.table import cell_words
from provesvar_gui.ui.results.table.sheet import Sheet
from provesvar_gui.ui.results.table.sieve import Passed, choose

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.results.series import SeriesKey
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.cells import Cell
    from provesvar_gui.ui.results.table.sheet import Head, Top, Widths
    from provesvar_gui.ui.results.table.sieve import Sieve

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
_NOTHING: Final = Sheet()


class FlowsheetModel(QAbstractTableModel):
    """``counted(shown, all)``: how many rows with results are shown, of how many."""

    counted = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet = _NOTHING
        self._passed = Passed()
        self._sieve: Sieve | None = None
        self._apart = False
        self.marked: set[SeriesKey] = set()

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    def set_sheet(self, sheet: Sheet) -> None:
        """Show another one; the filter stays."""
        self.beginResetModel()
        self._sheet = sheet
        here = {row.series.key for row in sheet.source.rows}
        self.marked &= here
        self._choose()
        self.endResetModel()
        self._tell()

    def set_style(self, style: Style) -> None:
        """What is said of a cell from now on; what is painted stays."""
        self._sheet = replace(self._sheet, style=style)

    def clear(self) -> None:
        """Hold nothing, and forget the filter."""
        self._sieve, self._apart = None, False
        self.marked.clear()
        self.set_sheet(_NOTHING)

    def set_sieve(self, sieve: Sieve | None) -> None:
        """Show only those rows, with all of their trees, and only the columns in which they have something; None: everything."""
        self.beginResetModel()
        self._sieve = sieve
        self._choose()
        self.endResetModel()
        self._tell()

    def show_apart(self, shown: bool) -> None:
        """Whether rows registered on another kind of identifier are shown too."""
        if shown == self._apart:
            return
        self.beginResetModel()
        self._apart = shown
        self._choose()
        self.endResetModel()
        self._tell()

    @property
    def filtered(self) -> bool:
        return self._sieve is not None

    @property
    def passed(self) -> Passed:
        """What is shown, and how much is not because of the period."""
        return self._passed

    def _choose(self) -> None:
        self._passed = choose(self._sheet, self._sieve, apart=self._apart)

    def _tell(self) -> None:
        shown = sum(not self._sheet.heads[place].heading for place in self._passed.lines)
        self.counted.emit(shown, len(self._sheet.source.rows))

    def head(self, row: int) -> Head:
        """The frozen part of a line."""
        return self._sheet.heads[self._passed.lines[row]]

    def top(self, column: int) -> Top:
        """The frozen part of a column."""
        return self._sheet.tops[self._passed.columns[column]]

    def widths(self, column: int) -> Widths:
        """How wide the parts of a column are."""
        return self._sheet.widths[self._passed.columns[column]]

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands there, None where nothing does."""
        return self._sheet.cells[self._passed.lines[row]].get(self._passed.columns[column])

    def cells(self, row: int) -> dict[int, Cell]:
        """What stands in a line, by the place of the column in the whole sheet."""
        return self._sheet.cells[self._passed.lines[row]]

    def whole_columns(self) -> tuple[int, ...]:
        """The place in the whole sheet of every column that is shown."""
        return self._passed.columns

    def whole_lines(self) -> tuple[int, ...]:
        """The place in the whole sheet of every line that is shown."""
        return self._passed.lines

    def series_row(self, row: int) -> Row | None:
        """The row of results, None for a heading."""
        line = self._sheet.source.lines[self._passed.lines[row]]
        return line if isinstance(line, Row) else None

    def newest_column(self) -> int:
        """The last column that is not dated after the fetch; the last one where all are, -1 where there is none."""
        columns = range(self.columnCount() - 1, -1, -1)
        return next((at for at in columns if not self.top(at).ahead), self.columnCount() - 1)

    def row_of(self, key: SeriesKey) -> int:
        """Where a series is shown, or -1."""
        return next((at for at in range(len(self._passed.lines)) if (row := self.series_row(at)) and row.series.key == key), -1)

    def next_filled(self, row: int, column: int, step: int) -> int:
        """The next column in that direction where the row has something, else the last one there is."""
        while 0 <= column + step < len(self._passed.columns):
            column += step
            if self.cell(row, column) is not None:
                break
        return column

    def past_headings(self, row: int, step: int) -> int:
        """That row, or the next one in that direction that holds results; -1 where there is none."""
        while 0 <= row < len(self._passed.lines) and self.head(row).heading:
            row += step
        return row if 0 <= row < len(self._passed.lines) else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._passed.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._passed.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over."""
        if not index.isValid() or self.head(index.row()).heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, and the sentence a screen reader says."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        found = self.cell(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return found.shown if found is not None else ""
        row = self.series_row(index.row())
        if row is None:
            return self.head(index.row()).spoken
        if found is not None:
            return cell_words.spoken(row, found, self._sheet.style)
        nothing = translate("Flowsheet", "{name}, {time}: no result")
        time = headline(self.top(index.column()))
        return nothing.replace("{time}", time).replace("{name}", self.head(index.row()).name)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        spoken = role == Qt.ItemDataRole.AccessibleTextRole
        if orientation == Qt.Orientation.Horizontal:
            if not 0 <= section < len(self._passed.columns):
                return None
            top = self.top(section)
            return spoken_headline(top) if spoken else "\n".join(part for part in (top.date, top.clock) if part)
        if not 0 <= section < len(self._passed.lines):
            return None
        head = self.head(section)
        row = self.series_row(section)
        if spoken and row is not None and row.series.key in self.marked:
            return ", ".join((head.spoken, translate("Flowsheet", "picked")))
        return head.spoken if spoken else head.name

    def copied(self, rows: list[int], columns: list[int]) -> Generator[None, None, str]:
        """Rows as text that pastes into a table: names, units and references first, then the times; gives way while it works."""
        titles = [translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"), translate("Flowsheet", "Reference")]
        said = [[*titles, *(headline(self.top(column)) for column in columns)]]
        for at in rows:
            head = self.head(at)
            if head.heading:
                continue
            line = [head.name, head.unit, head.reference]
            for column in columns:
                line.append(self._copied_cell(at, column))
                yield
            said.append(line)
            yield
        return text.breakable("\n".join("\t".join(map(_one_line, line)) for line in said))

    def _copied_cell(self, at: int, column: int) -> str:
        found, row = self.cell(at, column), self.series_row(at)
        if found is None or row is None:
            return ""
        return cell_words.copied(row, found, self._sheet.style)


def headline(top: Top) -> str:
    """The time of a column on one line."""
    return " ".join(part for part in (top.date, top.clock) if part)


def spoken_headline(top: Top) -> str:
    """The same with what makes it doubtful."""
    return ", ".join(
        part for part in (headline(top), translate("Overview", "dated after the fetch") if top.ahead else "") if part
    )


def _one_line(words: str) -> str:
    return " ".join(words.replace("\t", " ").split("\n"))
