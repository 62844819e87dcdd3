"""The list below the strip: the table of a report, whose lines open reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.ui.results import words
from provesvar_gui.ui.results.lines import Column, Kind
from provesvar_gui.ui.results.overview.row_lines import OverviewLine
from provesvar_gui.ui.results.reports.delegate import MARGIN, PADDING, LineDelegate
from provesvar_gui.ui.results.reports.detail_view import ReportDetail
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from provesvar_gui.ui.results.lines import Line
    from provesvar_gui.ui.results.reports.delegate import Piece

_SHARES: Final = {Column.NAME: 0.20, Column.VALUE: 0.36, Column.MARK: 0.22, Column.REFERENCE: 0.22}
_LONG_WORD: Final = "universitetssykehus"
_WITHIN: Final = re.compile(r"(?<=\w)/(?=\w)|(?<!\w)\w{1,3}-(?=\w)")  # «g/dL», «P-Kalium»: a row does not end there
_JOINER: Final = "\u2060"  # painted only
LEAST: Final = 3  # rows that are always in sight, with their heading


class _RowDelegate(LineDelegate):
    """A mark of a whole report tints the mark alone, not what is told of the report beside it."""

    def piece(self, line: Line, column: int, font: QFont) -> Piece:
        """See ``LineDelegate``."""
        piece = super().piece(line, column, font)
        if column == Column.VALUE and line.kind is Kind.FINDING:
            piece = replace(piece, words=_WITHIN.sub(lambda found: f"{found[0]}{_JOINER}", piece.words))
        if column == Column.VALUE and isinstance(line, OverviewLine) and line.plain_value and not line.void:
            piece.font.setWeight(font.weight())
        return piece

    def _ground(self, painter: QPainter, item: QStyleOptionViewItem, line: Line, column: int) -> QColor | None:
        if column == Column.VALUE and isinstance(line, OverviewLine) and line.plain_value and not line.void:
            line = replace(line, mark_tone=Tone.NONE)
        return super()._ground(painter, item, line, column)


class RowList(ReportDetail):
    """``overviewList``. ``opened(Report)``: Enter or a double click. Letters go on to the pane.

    ``measured``: every line has its height. ``moved``: other lines are in sight.
    """

    opened = Signal(object)
    measured = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewList")
        self._rows: list[int] = []  # that are results or reports, neither headings nor «none»
        self._first_section = 0  # the row behind it; 0 while it is not there
        self._delegate = _RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().hide()
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.verticalScrollBar().rangeChanged.connect(self.moved)

    def _reset(self) -> None:
        super()._reset()
        self._rows, self._first_section = [], 0
        self.setColumnHidden(Column.DATE, False)

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        for row in range(first, last + 1):
            kind = self._model.line(row).kind
            if kind is Kind.FINDING:
                self._rows.append(row)
            elif kind is Kind.SECTION and row and not self._first_section:
                self._first_section = row
        super()._inserted(parent, first, last)

    def _measure(self) -> None:
        super()._measure()
        if self._measured >= self._model.rowCount():
            self.measured.emit()

    def first_section_height(self) -> int:
        """Pixels of what the laboratory marked, with the heading."""
        return self._height_of(self._first_section or self._model.rowCount())

    def least_height(self, rows: int = LEAST) -> int:
        """Pixels of the heading and the first rows."""
        return self._height_of(min(1 + rows, self._model.rowCount()))

    def _height_of(self, rows: int) -> int:
        if not rows:
            return 0
        last = self.verticalHeader().sectionPosition(rows - 1) + self.verticalHeader().sectionSize(rows - 1)
        return last + 2 * self.frameWidth()

    def below(self) -> tuple[int, int]:
        """How many rows are not in sight, further down; and how many of them are among what the laboratory marked."""
        header, bottom = self.verticalHeader(), self.viewport().height()
        row = header.logicalIndexAt(bottom - 1)
        if row < 0:
            return 0, 0
        if header.sectionViewportPosition(row) + header.sectionSize(row) - PADDING <= bottom:
            row += 1
        at = bisect_left(self._rows, row)
        marked = bisect_left(self._rows, self._first_section) if self._first_section else len(self._rows)
        return len(self._rows) - at, max(marked - at, 0)

    def _share_width(self) -> None:
        metrics = QFontMetricsF(self.font())
        date = round(metrics.horizontalAdvance("28. april 10:32 ")) + 2 * MARGIN
        statuses = (str(words.status(code)) for code in ("registered", "preliminary", "cancelled"))
        status = round(max(map(metrics.horizontalAdvance, statuses))) + 2 * MARGIN + 8
        rest = max(self.viewport().width() - date - status, 300)
        header = self.horizontalHeader()
        header.blockSignals(True)
        widths = {column: int(rest * share) for column, share in _SHARES.items()}
        lacking = round(metrics.horizontalAdvance(_LONG_WORD)) + 2 * MARGIN + 4 - widths[Column.REFERENCE]
        if lacking > 0:  # the longest word of a usual name stays whole
            widths[Column.REFERENCE] += lacking
            widths[Column.VALUE] -= lacking
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(Column.DATE, date)
        self.setColumnWidth(Column.STATUS, status)
        header.blockSignals(False)
        self._measure_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines are in sight."""
        super().resizeEvent(event)
        self.moved.emit()

    def _open(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if isinstance(line, OverviewLine) and line.report is not None:
            self.opened.emit(line.report)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; a letter is a trend's, not a search in the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self._open(self.currentIndex())
            return
        if event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
