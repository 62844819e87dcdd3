"""The lines as a table: words are made when a cell is first asked for."""

from __future__ import annotations

from dataclasses import astuple
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from provesvar_gui.ui.journal import words

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from provesvar_gui.records.journal.own import OwnLine
    from provesvar_gui.ui.journal.words import Names

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate


class Column(IntEnum):
    """In the order of ``words.Said``."""

    TIME = 0
    WHAT = 1
    PATIENT = 2
    BASIS = 3
    ROLE = 4
    OUTCOME = 5
    DURATION = 6
    REPORTS = 7
    REASON = 8
    REFERENCES = 9


class JournalModel(QAbstractTableModel):
    """Newest first, as they are given."""

    def __init__(self, names: Names, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._lines: tuple[OwnLine, ...] = ()
        self._marked = False
        self._cells: dict[int, tuple[str, ...]] = {}

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines, with those of the patient on the screen marked."""
        self.beginResetModel()
        self._lines, self._marked, self._cells = lines, True, {}
        self.endResetModel()

    def unmark(self) -> None:
        """The patient on the screen is another one, or none: at once, before the next paint."""
        if self._marked and any(line.here for line in self._lines):
            self._marked, self._cells = False, {}
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(Column) - 1))
        self._marked = False

    def line(self, row: int) -> OwnLine:
        """What stands in that row."""
        return self._lines[row]

    def cells(self, row: int) -> tuple[str, ...]:
        """Its words, by column."""
        if row not in self._cells:
            self._cells[row] = astuple(words.said(self._lines[row], self._names, mark=self._marked))
        return self._cells[row]

    def in_full(self, row: int) -> str:
        """Everything that the line says, one thing in each line of text, the references last."""
        entry, cells = self._lines[row].entry, self.cells(row)
        told = [
            f"{title(column)}: {cells[column]}"
            for column in Column
            if cells[column] and column not in (Column.TIME, Column.REFERENCES)
        ]
        number = translate("Journal", "Line {number}, {time}").format(
            number=self._lines[row].number, time=words.to_the_second(entry)
        )
        head = " · ".join([number, *told])
        if not entry.correlation_ids:
            return head
        return "\n".join([head, f"{title(Column.REFERENCES)}:", *entry.correlation_ids])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        """One row per line."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        """The columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return title(Column(section)) if 0 <= section < len(Column) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; a screen reader hears the whole line on the first cell."""
        if not index.isValid():
            return None
        cells, column = self.cells(index.row()), Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[column]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, cells[: Column.REFERENCES])) if column is Column.TIME else cells[column]
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (Column.DURATION, Column.REPORTS):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column is Column.PATIENT and self._marked and self._lines[index.row()].here:
            bold = QFont()
            bold.setWeight(QFont.Weight.DemiBold)
            return bold
        return None


def title(column: Column) -> str:
    """The name of a column."""
    return {
        Column.TIME: translate("Journal", "Time"),
        Column.WHAT: translate("Journal", "What"),
        Column.PATIENT: translate("Journal", "Patient"),
        Column.BASIS: translate("Journal", "Basis"),
        Column.ROLE: translate("Journal", "Role"),
        Column.OUTCOME: translate("Journal", "Outcome"),
        Column.DURATION: translate("Journal", "Took"),
        Column.REPORTS: translate("Journal", "Reports"),
        Column.REASON: translate("Journal", "Why opened"),
        Column.REFERENCES: translate("Journal", "References"),
    }[column]
