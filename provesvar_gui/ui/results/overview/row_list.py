"""The list below the strip: the table of a report, whose lines open reports."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.ui.results.common import lines
from provesvar_gui.ui.results.common.delegate import PADDING, SECTION, LineDelegate
from provesvar_gui.ui.results.common.detail_view import ReportDetail
from provesvar_gui.ui.results.common.lines import Column, Kind
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.overview.row_lines import OverviewLine
from provesvar_gui.ui.results.overview.row_widths import BESIDE, COLUMNS, Wants, shared

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from provesvar_gui.ui.results.common.delegate import Piece
    from provesvar_gui.ui.results.common.lines import Line

_WITHIN: Final = re.compile(r"(?<=\w)/(?=\w)|(?<!\w)\w{1,3}-(?=\w)")  # «g/dL», «P-Kalium»: a row does not end there
_JOINER: Final = "\u2060"  # painted only
LEAST: Final = 3  # rows that are always in sight, with their heading


class _RowDelegate(LineDelegate):
    """A mark of a whole report tints the mark alone, not what is told of the report beside it.

    A laboratory that is not the usual one, which few rows have, stands below the date, or beside it.
    """

    beside = False

    def below(self, line: Line, column: int, font: QFont) -> Piece:
        """The piece with the laboratory below the date, wherever that stands now."""
        piece = self._own_piece(line, column, font)
        if column == Column.DATE and line.kind is Kind.FINDING and line.cells[Column.REFERENCE]:
            piece = replace(piece, words=f"{piece.words}\n{lines.short(line.cells[Column.REFERENCE])}")
        return piece

    def piece(self, line: Line, column: int, font: QFont) -> Piece:
        piece = self.below(line, column, font)
        return replace(piece, words=piece.words.replace("\n", BESIDE)) if self.beside and column == Column.DATE else piece

    def _own_piece(self, line: Line, column: int, font: QFont) -> Piece:
        piece = super().piece(line, column, font)
        if column == Column.VALUE and line.kind is Kind.FINDING:
            piece = replace(piece, words=_WITHIN.sub(lambda found: f"{found[0]}{_JOINER}", piece.words))
        if column == Column.VALUE and isinstance(line, OverviewLine) and line.plain_value and not line.void:
            piece.font.setWeight(font.weight())
        return piece

    def _ground(self, painter: QPainter, item: QStyleOptionViewItem, line: Line, column: int) -> QColor | None:
        if column == Column.VALUE and isinstance(line, OverviewLine) and line.plain_value and not line.void:
            line = replace(line, mark_tone=MarkTone.NONE)
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
        self._wants = Wants()
        self._shared: tuple[int, int, float] | None = None  # for what the widths are
        self._widths: dict[Column, int] = {}
        self._delegate = self._rows_delegate = _RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().hide()
        self.doubleClicked.connect(self._open)
        self.verticalScrollBar().valueChanged.connect(self.moved)
        self.verticalScrollBar().rangeChanged.connect(self.moved)

    def _reset(self) -> None:
        super()._reset()
        self._rows, self._first_section = [], 0
        self._wants, self._shared = Wants(), None
        self.setColumnHidden(Column.DATE, False)

    def _inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        wider = False
        for row in range(first, last + 1):
            line = self._model.line(row)
            kind = line.kind
            if kind is Kind.FINDING:
                self._rows.append(row)
                wider |= self._wants.see([self._rows_delegate.below(line, column, self.font()) for column in COLUMNS])
            elif kind is Kind.SECTION and row and not self._first_section:
                self._first_section = row
        super()._inserted(parent, first, last)
        if wider and first:
            self._share_width()

    def _measure(self) -> None:
        super()._measure()
        if self._measured >= self._model.rowCount():
            self.measured.emit()

    def _hide_values(self, hidden: bool) -> None:
        super()._hide_values(hidden)
        self.setColumnHidden(Column.REFERENCE, True)

    def first_section_height(self) -> int:
        """Pixels of what the laboratory marked, with the heading."""
        return self._height_of(self._first_section or self._model.rowCount())

    def least_height(self, rows: int = LEAST) -> int:
        """Pixels of the heading and the first rows; while nothing is there, of as many rows of one line."""
        if not self._model.rowCount():
            return self.height_of_lines(1 + rows)
        return self._height_of(min(1 + rows, self._model.rowCount()))

    def height_of_lines(self, count: int) -> int:
        """Pixels of the heading and so many rows of one line."""
        return round(count * (QFontMetricsF(self.font()).height() + 2 * PADDING)) + SECTION + 2 * self.frameWidth()

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
        """By what stands in the columns: see ``row_widths``."""
        asked = (self._wants.seen, self.viewport().width(), letter := QFontMetricsF(self.font()).averageCharWidth())
        if asked != self._shared:
            self._shared, self._widths = asked, shared(self._wants, self.viewport().width(), letter)
            self._rows_delegate.beside = self._wants.beside(self._widths[Column.DATE])
        header = self.horizontalHeader()
        header.blockSignals(True)
        for column, width in self._widths.items():
            self.setColumnWidth(column, width)
        header.blockSignals(False)
        self._measure_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
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
