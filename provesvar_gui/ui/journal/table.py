"""The table of a clinician's own lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from provesvar_gui.ui import row_table
from provesvar_gui.ui.journal.model import Column, JournalModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.records.journal.own import OwnLine
    from provesvar_gui.ui.journal.words import Names

_SAMPLE: Final = 60  # rows that say how wide a column is; the heights of others are found when they come into sight
_LONG: Final[tuple[Column, ...]] = (Column.BASIS, Column.OUTCOME, Column.REASON)
_GIVES_WAY: Final = (*_LONG, Column.WHAT, Column.PATIENT)  # their words may take more lines
_PADDING: Final = 6
#: Which columns give way, and to which part of their words' width: room for one, two, three lines wherever the words break.
_TRIES: Final = ((_LONG, 1.0), (_LONG, 0.58), (_LONG, 0.42), (_GIVES_WAY, 0.42))
_MARGINS: Final = 8  # of a cell, in it
_HIGH: Final = 10_000
_BESIDE: Final = 11  # pixels of a column beside its words


class JournalTable(QTableView):
    """``journalTable``. ``moved``: another line is chosen, or none; ``copy_asked``: the chosen line's references.

    All columns are seen at once: where there is too little room, those with long words take two lines. The references, which are
    long and mean nothing to the eye, stand below the table with the chosen line.
    """

    moved = Signal()
    copy_asked = Signal()

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journalTable")
        self.setAccessibleName(self.tr("My lines in the access journal"))
        self.lines = JournalModel(names, self)
        self.setModel(self.lines)
        row_table.settle(self, several=False, wraps=True)
        self.horizontalHeader().setStretchLastSection(False)
        self.setColumnHidden(Column.REFERENCES, True)
        self._natural: dict[Column, int] = {}
        self._least: dict[Column, int] = {}
        self._fitted: set[int] = set()  # rows that have their height
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_at_seen)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.moved.emit())
        self._look()

    @property
    def row(self) -> int:
        """The chosen line, or -1."""
        return self.currentIndex().row()

    def show_lines(self, lines: tuple[OwnLine, ...]) -> None:
        """Other lines; who read one goes on at it, everybody else begins at the newest, so that the arrow keys have a place."""
        chosen = self.lines.line(self.row).number if self.row >= 0 else 0
        self.lines.show_lines(lines)
        self.setColumnHidden(Column.REASON, not any(line.entry.reason for line in lines))
        self._measure()
        self._fit()
        if lines:
            row = next((row for row, line in enumerate(lines) if line.number == chosen), 0)
            self.setCurrentIndex(self.lines.index(row, 0))
        self.moved.emit()

    def _measure(self) -> None:
        """How wide each column would like to be, by its first rows, and how narrow no word of it lets it become."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        width = QFontMetricsF(bold).horizontalAdvance
        sample = [self.lines.cells(row) for row in range(min(self.lines.rowCount(), _SAMPLE))]
        for column in Column:
            heading = str(self.lines.headerData(column, Qt.Orientation.Horizontal))
            natural = max(map(width, {heading, *(cells[column] for cells in sample)}))
            words = {word for cells in sample for word in cells[column].split()} if column in _GIVES_WAY else set()
            self._natural[column] = round(natural) + _BESIDE
            self._least[column] = round(max(map(width, {heading, *words}))) + _BESIDE if words else self._natural[column]

    def _fit(self) -> None:
        """Share the room: what is left over goes to the outcome, what is missing comes from those that can take more lines."""
        shown = [column for column in self._natural if not self.isColumnHidden(column)]
        room = self.viewport().width()
        for giving, share in _TRIES:
            least = {each: max(self._least[each], round(self._natural[each] * share)) for each in shown if each in giving}
            widths = {each: least.get(each, self._natural[each]) for each in shown}
            if sum(widths.values()) <= room:
                break
        spare = max(0, room - sum(widths.values()))
        wanted = {each: self._natural[each] - widths[each] for each in widths}
        wanting = sum(wanted.values())
        for column, width in widths.items():
            more = min(spare, wanting) * wanted[column] // max(1, wanting)
            self.setColumnWidth(column, width + more + (max(0, spare - wanting) if column is Column.OUTCOME else 0))
        self._look()

    def _look(self) -> None:
        """One line, and more for the rows that need them: the first ones, those with an opening, those that are in sight."""
        one = QFontMetrics(self.font()).lineSpacing() + _PADDING
        self.verticalHeader().setDefaultSectionSize(one)
        count = self.lines.rowCount()
        first = {row for row in range(count) if row < _SAMPLE or self.lines.line(row).entry.reason}
        for row in self._fitted - first:
            if row < count:
                self.setRowHeight(row, one)  # for the width of before
        self._fitted = set()
        self._look_at(first)
        self._look_at_seen()

    def _look_at_seen(self) -> None:
        """What has come into sight; a line that is chosen stays there."""
        top, bottom = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        seen = range(max(top, 0), (bottom if bottom >= 0 else self.lines.rowCount() - 1) + 1)
        here = self.currentIndex()
        if self._look_at(row for row in seen if row not in self._fitted):
            self._soon.start()  # rows that are higher push others out of sight, or a jump to the end is not at the end now
            if here.isValid() and here.row() in seen:
                self.updateGeometries()  # else it scrolls by the heights of before
                self.scrollTo(here)

    def _look_at(self, rows: Iterable[int]) -> bool:
        """As high as their cells need; whether any has another height now."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        plain, strong = QFontMetrics(self.font()), QFontMetrics(bold)
        others = False
        for row in rows:
            needed = self.verticalHeader().defaultSectionSize()
            for column in _GIVES_WAY:
                room = QRect(0, 0, self.columnWidth(column) - _MARGINS, _HIGH)
                metrics = strong if column is Column.PATIENT else plain
                found = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.lines.cells(row)[column])
                needed = max(needed, found.height() + _PADDING)
            self._fitted.add(row)
            if self.rowHeight(row) != needed:
                self.setRowHeight(row, needed)
                others = True
        return others

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Other rows come into sight."""
        super().scrollContentsBy(dx, dy)
        if dy and self.lines.rowCount() > _SAMPLE:
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the type."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "lines"):
            self._measure()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy copies the references; Enter is nobody's here."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole line is spoken; Left and Right scroll."""
        bar = self.horizontalScrollBar()
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            bar.setValue(bar.value() + (60 if action is QAbstractItemView.CursorAction.MoveRight else -60))
            return self.currentIndex()
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved
