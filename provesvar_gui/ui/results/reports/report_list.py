"""The table of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from provesvar_gui.domain import text
from provesvar_gui.ui.results import tones, words
from provesvar_gui.ui.results.reports.list_model import TONE_ROLE, VOID_ROLE, ListColumn, ReportListModel
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.results import Report
    from provesvar_gui.ui.results.lines import Style

_CELL_MARGIN: Final = 5  # what Qt leaves on both sides of a text in a cell, and a little

_WRAPPED: Final = (ListColumn.FLAGS, ListColumn.REPORT, ListColumn.STATUS)


class _ReportDelegate(QStyledItemDelegate):
    """Strikes cancelled reports through, except the word that says so; tints marks and statuses."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Font and colours of one cell."""
        super().initStyleOption(option, index)
        column = index.column()
        font = QFont(option.font)
        if index.data(VOID_ROLE) and column in (ListColumn.SAMPLED, ListColumn.REPORT):
            font.setStrikeOut(True)
        if column == ListColumn.REPORT or (column == ListColumn.FLAGS and index.data()):
            font.setWeight(QFont.Weight.DemiBold)
        option.font = font
        if column not in _WRAPPED:
            option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
        pair = tones.pair(Tone(tone), option.palette) if (tone := index.data(TONE_ROLE)) else None
        if pair is not None and not option.state & QStyle.StateFlag.State_Selected:
            option.palette.setColor(QPalette.ColorRole.Text, pair[0])
            option.backgroundBrush = QBrush(pair[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The focus belongs to the row, not to a cell."""
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)


class ReportList(QTableView):
    """One table of reports; ``chosen`` says which one the person is on."""

    chosen = Signal(object)

    def __init__(self, name: str, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = ReportListModel(style, self)
        self.setModel(self._model)
        self.setItemDelegate(_ReportDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self._quiet = False

    @property
    def reports(self) -> ReportListModel:
        """The model."""
        return self._model

    def set_reports(self, reports: Iterable[Report], style: Style) -> None:
        """Show these; nothing is chosen."""
        self._quiet = True
        self._model.set_reports(reports, style)
        self._quiet = False
        self._share_width()

    def choose(self, row: int) -> None:
        """Put the person on a row."""
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        self.selectRow(row)
        self.scrollTo(index)

    def mark_choice(self, row: int) -> None:
        """Put the person on a row whose report is already on the screen."""
        self._quiet = True
        self.choose(row)
        self._quiet = False

    def forget_choice(self) -> None:
        """Choose nothing, without saying so."""
        self._quiet = True
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self._quiet or selected.isEmpty():
            return
        self.chosen.emit(self._model.report(selected.indexes()[0].row()))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole row is spoken."""
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            return self.currentIndex()
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved

    def _share_width(self) -> None:
        metrics = QFontMetricsF(self.font())
        moment = round(metrics.horizontalAdvance(f"28. april{text.NBSP}2024 10:32")) + 16
        self.verticalHeader().setDefaultSectionSize(round(metrics.height()) + 8)
        shares = {
            ListColumn.FLAGS: 0.30,
            ListColumn.REPORT: 0.20,
            ListColumn.STATUS: 0.14,
            ListColumn.DISCIPLINE: 0.14,
            ListColumn.LABORATORY: 0.22,
        }
        rest = max(self.viewport().width() - 2 * moment, 480)
        self.setColumnWidth(ListColumn.SAMPLED, moment)
        self.setColumnWidth(ListColumn.ISSUED, moment)
        widths = {column: round(rest * share) for column, share in shares.items()}
        least = round(metrics.horizontalAdvance(str(words.status("cancelled")))) + 2 * _CELL_MARGIN + 8
        lacking = max(least - widths[ListColumn.STATUS], 0)
        widths[ListColumn.STATUS] += lacking
        widths[ListColumn.LABORATORY] -= lacking
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Marks, types and statuses are never cut off: a row gets as many lines as they need."""
        bold = self.font()
        bold.setWeight(QFont.Weight.DemiBold)
        metrics, rows = QFontMetricsF(bold), self.verticalHeader()
        rooms = [(column, self.columnWidth(column) - 2 * _CELL_MARGIN) for column in _WRAPPED]
        single = rows.defaultSectionSize()
        heights: dict[tuple[int, str], int] = {}  # types and statuses repeat from report to report
        for row in range(self._model.rowCount()):
            height = single
            cells = self._model.cells(row)
            for column, room in rooms:
                key = (column, cells[column])
                needed = heights.get(key)
                if needed is None:
                    box = metrics.boundingRect(QRectF(0, 0, room, 10_000), Qt.TextFlag.TextWordWrap, cells[column])
                    needed = heights[key] = round(box.height()) + 8
                height = max(height, needed)
            if rows.sectionSize(row) != height:
                rows.resizeSection(row, height)

    def wanted_height(self) -> int:
        """Pixels for every row and the names of the columns."""
        return self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_width()
