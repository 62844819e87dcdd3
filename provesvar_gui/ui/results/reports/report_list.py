"""The table of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from provesvar_gui.domain import text
from provesvar_gui.ui.results import tones, words
from provesvar_gui.ui.results.reports.delegate import Piece, lay_out
from provesvar_gui.ui.results.reports.list_model import TONE_ROLE, VOID_ROLE, ListColumn, ReportListModel
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.results import Report
    from provesvar_gui.ui.results.lines import Style

translate = QCoreApplication.translate
_MARGIN: Final = 5  # at the sides of a cell, as far in as the names of the columns
_PADDING: Final = 4  # above and below
_SAME_DIGIT: Final = str.maketrans("123456789", "000000000")  # digits are equally wide


def _pieces(words_: str, column: int, font: QFont, *, void: bool) -> list[Piece]:
    """The lines of a cell with their fonts: the first is what is looked for, the second where it comes from."""
    first, _, second = words_.partition("\n")
    strong = QFont(font)
    strong.setStrikeOut(void and column in (ListColumn.SAMPLED, ListColumn.REPORT))
    if column in (ListColumn.REPORT, ListColumn.FLAGS):
        strong.setWeight(QFont.Weight.DemiBold)
    return [Piece(first, strong), Piece(second, font)] if second else [Piece(first, strong)]


class _ReportDelegate(QStyledItemDelegate):
    """Strikes cancelled reports through, except the word that says so; tints marks and statuses; cuts nothing off."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """One cell. The focus belongs to the row, not to a cell."""
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        item.state &= ~QStyle.StateFlag.State_HasFocus
        words_, item.text = str(index.data() or ""), ""
        selected = bool(item.state & QStyle.StateFlag.State_Selected)
        pair = tones.pair(Tone(tone), item.palette) if (tone := index.data(TONE_ROLE)) and not selected else None
        if pair is not None:
            item.backgroundBrush = QBrush(pair[1])
        item.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, item, painter, item.widget)
        active = QPalette.ColorGroup.Active if item.state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
        plain = item.palette.color(active, QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        colours = (pair[0] if pair else plain, plain if selected else tones.quiet(item.palette))
        painter.save()
        painter.setClipRect(item.rect)
        room, top = item.rect.width() - 2 * _MARGIN, float(item.rect.top() + _PADDING)
        pieces = _pieces(words_, index.column(), item.font, void=bool(index.data(VOID_ROLE)))
        for piece, colour in zip(pieces, colours, strict=False):
            layout = lay_out(piece, room)
            painter.setPen(colour)
            layout.draw(painter, QPointF(item.rect.left() + _MARGIN, top))
            top += layout.boundingRect().height()
        painter.restore()


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
        issued = translate("ReportList", "issued {moment}").format(moment=f"28. april{text.NBSP}2024 10:32")
        title = str(self._model.headerData(ListColumn.SAMPLED, Qt.Orientation.Horizontal))
        moment = round(max(map(metrics.horizontalAdvance, (issued, title)))) + 2 * _MARGIN + 8
        self.verticalHeader().setDefaultSectionSize(round(metrics.height()) + 8)
        statuses = (str(words.status(code)) for code in ("preliminary", "cancelled"))
        status = round(max(map(metrics.horizontalAdvance, statuses))) + 2 * _MARGIN + 8
        rest = max(self.viewport().width() - moment - status, 240)
        flags = min(round(rest * 0.4), round(metrics.averageCharWidth() * 44))
        widths = {ListColumn.SAMPLED: moment, ListColumn.REPORT: rest - flags, ListColumn.FLAGS: flags, ListColumn.STATUS: status}
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Nothing is cut off: a row gets as many lines as its cells need."""
        rows, font = self.verticalHeader(), self.font()
        rooms = [self.columnWidth(column) - 2 * _MARGIN for column in ListColumn]
        single = rows.defaultSectionSize()
        heights: dict[tuple[int, str], int] = {}  # most cells repeat from report to report, or differ in their digits only
        for row in range(self._model.rowCount()):
            height = single
            for column, words_ in enumerate(self._model.cells(row)):
                key = (column, words_.translate(_SAME_DIGIT) if column == ListColumn.SAMPLED else words_)
                needed = heights.get(key)
                if needed is None:
                    pieces = _pieces(words_, column, font, void=False)
                    laid = sum(lay_out(piece, rooms[column]).boundingRect().height() for piece in pieces)
                    needed = heights[key] = round(laid + 0.5) + 2 * _PADDING
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
