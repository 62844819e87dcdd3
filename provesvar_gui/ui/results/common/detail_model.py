"""The lines of one report as a table model that fills itself in short slices."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from provesvar_gui.ui.results.common import sampling
from provesvar_gui.ui.results.common.lines import Column, Kind, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Index = QModelIndex | QPersistentModelIndex
FIRST_SLICE: Final = 120  # lines: more than a screen
SLICE: Final = 40  # lines between two looks at the clock
SLICE_SECONDS: Final = 0.008
_PORTION: Final = 20
_LONG: Final = 1000  # characters of a line

translate = QCoreApplication.translate


class DetailModel(QAbstractTableModel):
    """``filled`` comes when every line of the report is there."""

    filled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._source: Iterator[Line] | None = None
        self._date_label = ""
        self._points: Callable[[Line], bool] | None = None
        self._pointed: dict[int, bool] = {}  # by row, as far as anybody asked
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next_slice)

    def show_lines(self, source: Iterator[Line]) -> None:
        """Forget the old lines and begin with these."""
        self.beginResetModel()
        self._lines = []
        self._source = None
        self._date_label = ""
        self._pointed = {}
        self.endResetModel()
        self._source = source
        self._take(FIRST_SLICE)
        if self._source is not None:
            self._timer.start()

    def set_pointer(self, points: Callable[[Line], bool] | None) -> None:
        """Which lines are pointed out; None: none."""
        self._points, self._pointed = points, {}
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, len(Column) - 1))

    def is_pointed(self, row: int) -> bool:
        """Whether a line is pointed out."""
        if self._points is None:
            return False
        known = self._pointed.get(row)
        if known is None:
            known = self._pointed[row] = self._points(self._lines[row])
        return known

    def clear(self) -> None:
        self._timer.stop()
        self.set_pointer(None)
        self.show_lines(iter(()))

    def finish(self) -> None:
        """Make every line that is still missing, now."""
        while self._source is not None:
            self._take(1000)

    def is_filled(self) -> bool:
        """Whether every line is there."""
        return self._source is None

    def line(self, row: int) -> Line:
        return self._lines[row]

    def _next_slice(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        batch: list[Line] = []
        while self._source is not None and time.perf_counter() < end:
            ended = not self._pull(batch, SLICE)
            if ended:
                break
        self._append(batch)

    def _take(self, count: int) -> None:
        batch: list[Line] = []
        end = time.perf_counter() + SLICE_SECONDS
        while len(batch) < count and self._pull(batch, _PORTION):
            if len(batch) >= SLICE and max(len(line.body) for line in batch) > _LONG and time.perf_counter() > end:
                break  # the lines are long: these are more than a screen
        self._append(batch)

    def _pull(self, batch: list[Line], count: int) -> bool:
        source = self._source
        if source is None:
            return False
        for _ in range(count):
            try:
                batch.append(next(source))
            except StopIteration:
                self._source = None
                return False
        return True

    def _append(self, batch: list[Line]) -> None:
        if batch:
            first = len(self._lines)
            self.beginInsertRows(QModelIndex(), first, first + len(batch) - 1)
            self._lines += batch
            self._name_dates(batch)
            self.endInsertRows()
        if self._source is None:
            self._timer.stop()
            self.filled.emit()

    def _name_dates(self, batch: list[Line]) -> None:
        """The column of dates is called what they are; the general name where they are of more than one kind."""
        found = {line.date_label for line in batch if line.kind is Kind.FINDING} | {self._date_label} - {""}
        label = found.pop() if len(found) == 1 else sampling.date_label(sampling.Sampling.EITHER) if found else ""
        if label != self._date_label:
            self._date_label = label
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.DATE, Column.DATE)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            translate("ReportDetail", "Examination"),
            translate("ReportDetail", "Result"),
            translate("ReportDetail", "Marked"),
            translate("ReportDetail", "Reference"),
            self._date_label or sampling.date_label(sampling.Sampling.EITHER),
            translate("ReportDetail", "Status"),
        )
        return names[section] if 0 <= section < len(names) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; what a screen reader says of the whole line stands on its first cell."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            if line.kind is Kind.FINDING:
                return line.cells[column]
            return line.shown if column == 0 else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if column == 0:
                hit = translate("ReportDetail", "Hit: {line}") if self.is_pointed(index.row()) else "{line}"
                return hit.replace("{line}", line.spoken)
            return line.cells[column] if line.kind is Kind.FINDING else None
        return None
