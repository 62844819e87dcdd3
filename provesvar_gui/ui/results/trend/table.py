"""The table behind the graph, as a view: the accessible form of the trend."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from provesvar_gui.results import text
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.results.trend.table_model import MEASURED, Column, Index, TrendModel
from provesvar_gui.ui.widgets import set_up_row_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.table_model import Listing

_SAMPLE: Final = 40  # rows that say how wide a column is
_PADDING, _MARGINS = 6, 10  # pixels of a cell, above and below together, and at the sides together
_WRAPPING: Final = tuple(column for column in Column if column is not Column.TIME)
_BOLD: Final = (Column.VALUE, Column.MARK)
_WIDEST, _WORD = 34, 18  # characters: of a cell at most, and of a word that widens its column; a number is never broken
_LINES, _READ = 6, 1000  # lines and characters of an answer in words; the whole is in its report
_PLAIN: Final = re.compile(r"[ \n]")


class TrendTable(QTableView):
    """``trendTable``. ``moved(curve, row)``: the person went to a result; ``opened``: wants to read it in its report."""

    moved = Signal(int, int)
    opened = Signal(int, int)
    copy_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendTable")
        self.results = TrendModel(style, self)
        self._fitted: set[int] = set()  # rows that are as high as they need
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit_seen)
        self.setModel(self.results)
        set_up_row_table(self, several=True, wraps=True)
        self.activated.connect(self._activated)
        self._look()

    def show_listing(self, listing: Listing) -> None:
        self.results.show_listing(listing)
        self.setColumnHidden(Column.NAME, len(listing.curves) < 2)
        self._fit()
        self.scrollToTop()

    def clear(self) -> None:
        self.results.clear()

    def go_to(self, curve: int, row: int) -> None:
        """Show where a result stands, without saying that the person moved."""
        place = self.results.row_of(curve, row)
        if place < 0:
            return
        index = self.results.index(place, Column.TIME)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().blockSignals(True)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.selectionModel().blockSignals(False)
        self.scrollTo(index)
        self.viewport().update()

    def copied(self, row: int) -> str:
        """A result as plain text: what was examined first, since the column of names may be hidden; columns by tabs."""
        words = self.results.cells(row).words
        order = (Column.NAME, *(column for column in Column if column is not Column.NAME))
        return text.breakable("\t".join(words[column] for column in order))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say where the person is."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            entry = self.results.entry(current.row())
            self.moved.emit(entry.curve, entry.row)

    def _activated(self, index: QModelIndex) -> None:
        entry = self.results.entry(index.row())
        self.opened.emit(entry.curve, entry.row)

    def _fit(self) -> None:
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        sample = [self.results.cells(row).words for row in range(min(self.results.rowCount(), _SAMPLE))]
        for column in Column:
            title = str(self.results.headerData(column, Qt.Orientation.Horizontal))
            words = (title, *{words[column] for words in sample})
            self.setColumnWidth(column, round(max(map(metrics.horizontalAdvance, words))) + 14)
        each = metrics.averageCharWidth()
        for column in _WRAPPING:
            self.setColumnWidth(column, min(self.columnWidth(column), round(each * _WIDEST)))
        shown = [column for column in Column if not self.isColumnHidden(column)]
        lacking = sum(map(self.columnWidth, shown)) - self.viewport().width()
        least = {column: self._least(column, sample, metrics) for column in _WRAPPING}
        spare = {column: max(self.columnWidth(column) - least[column], 0) for column in _WRAPPING if column in shown}
        whole = sum(spare.values())
        if lacking > 0 and whole:  # these are broken into lines before anything is beyond the edge
            for column, room in spare.items():
                self.setColumnWidth(column, self.columnWidth(column) - min(room, round(lacking * room / whole + 0.5)))
        self._fitted.clear()
        self._fit_rows(range(min(self.results.rowCount(), MEASURED)))
        if self.results.rowCount() > MEASURED:
            self._soon.start()

    def _least(self, column: Column, sample: list[tuple[str, ...]], bold: QFontMetricsF) -> int:
        """The width of its longest word, so that none is broken; a no-break space holds a number and its unit together."""
        of = bold if column in _BOLD else QFontMetricsF(self.font())
        title = str(self.results.headerData(column, Qt.Orientation.Horizontal))
        longest = max((of.horizontalAdvance(each) for words in sample for each in _PLAIN.split(words[column])), default=0.0)
        most = of.averageCharWidth() * (_WIDEST if column is Column.VALUE else _WORD)
        return round(max(min(longest, most), of.horizontalAdvance(title))) + 14

    def _fit_seen(self) -> None:
        """Of a very long series, what has come into sight; the person stays in sight."""
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        seen = range(max(first, 0), (last if last >= 0 else self.results.rowCount() - 1) + 1)
        new = [row for row in seen if row >= MEASURED and row not in self._fitted]
        if not new:
            return
        here = self.currentIndex()
        stays = here.isValid() and here.row() in seen
        self._fit_rows(new)
        if stays:
            self.updateGeometries()  # else it scrolls by the heights of before
            self.scrollTo(here)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dy and self.results.rowCount() > MEASURED:
            self._soon.start()

    def _fit_rows(self, rows: Iterable[int]) -> None:
        """Rows are as high as their cells need."""
        bold = self.font()
        bold.setWeight(bold.Weight.DemiBold)
        metrics = QFontMetricsF(bold)
        plain = self.verticalHeader().defaultSectionSize()
        line = plain - _PADDING
        shown = [column for column in _WRAPPING if not self.isColumnHidden(column)]
        light = QFontMetricsF(self.font())
        known: dict[tuple[int, str], int] = {}
        for row in rows:
            self._fitted.add(row)
            words = self.results.cells(row).words
            lines = 1
            for column in shown:
                room = self.columnWidth(column) - _MARGINS
                key = (room, words[column])
                if key not in known:
                    of = metrics if column in _BOLD else light
                    seen = words[column][:_READ] if column is Column.VALUE else words[column]
                    box = of.boundingRect(QRectF(0, 0, room, 1000), Qt.TextFlag.TextWordWrap, seen)
                    known[key] = max(round(box.height() / of.lineSpacing()), 1)
                    if column is Column.VALUE:
                        known[key] = min(known[key], _LINES)
                lines = max(lines, known[key])
            height = plain + (lines - 1) * line
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _look(self) -> None:
        self.results.take_look(self.palette(), self.font())
        self.verticalHeader().setDefaultSectionSize(round(QFontMetricsF(self.font()).height()) + _PADDING)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "results"):
            self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy as plain text; Return opens the report; Backspace leaves."""
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
            if rows:
                self.copy_asked.emit("\n".join(map(self.copied, rows)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._activated(self.currentIndex())
        elif pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole result is spoken; Left and Right scroll.

        Home and End go to the newest and the oldest: within a row there is nowhere to go.
        """
        bar = self.horizontalScrollBar()
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            bar.setValue(bar.value() + (60 if action is QAbstractItemView.CursorAction.MoveRight else -60))
            return self.currentIndex()
        if action in (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved
