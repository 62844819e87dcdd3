"""The matrix on the screen: names and heads stay while the rest is scrolled; nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import selection, tones
from provesvar_gui.ui.results.common.delegate import Piece, lay_out
from provesvar_gui.ui.results.microbiology.fitting import MARGIN, PADDING, Fitted, answer_pieces, fit, head_pieces, widened
from provesvar_gui.ui.results.microbiology.matrix import MatrixModel, make
from provesvar_gui.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.microbiology.matrix import Column

Index = QModelIndex | QPersistentModelIndex
_FIRST_SECONDS: Final = (
    0.008  # at once: enough for any sample, and shorter than other views' since lists are filled in the same turn
)


class _Heads(QHeaderView):
    """Heads of columns in several lines, or the names of rows."""

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._matrix = model
        self.extent = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def pieces(self, section: int) -> list[Piece]:
        if self.orientation() == Qt.Orientation.Vertical:
            return [Piece(self._matrix.matrix.names[section], self.font())]
        return head_pieces(self._matrix.matrix.columns[section].head, self.font())

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return (
            QSize(self.extent, hint.height())
            if self.orientation() == Qt.Orientation.Vertical
            else QSize(hint.width(), self.extent)
        )

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Words on the ground of a head, with a thin line to the cells."""
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))
        shades = tones.scheme(self.palette())
        painter.setPen(QColor(shades.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        top = float(rect.top() + PADDING)
        inside = rect.width() - 2 * MARGIN
        for place, piece in enumerate(self.pieces(logicalIndex)):
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText) if place == 0 else tones.quiet(self.palette()))
            if place:  # the rest of a head on one line; whole where it is said and below the matrix
                words = QFontMetricsF(piece.font).elidedText(piece.words, Qt.TextElideMode.ElideRight, inside)
                piece = Piece(words, piece.font)
            layout = lay_out(piece, inside)
            layout.draw(painter, QPointF(rect.left() + MARGIN, top))
            top += layout.boundingRect().height()
        painter.restore()


class _Cells(QStyledItemDelegate):
    """Paints answers; the tint only repeats the letter."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, answers below each other, and a frame where the focus is."""
        model = index.model()
        if not isinstance(model, MatrixModel):
            super().paint(painter, option, index)
            return
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        item.text = ""
        item.widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, item, painter, item.widget)
        selected = bool(item.state & QStyle.StateFlag.State_Selected)
        active = QPalette.ColorGroup.Active if item.state & QStyle.StateFlag.State_Active else QPalette.ColorGroup.Inactive
        plain = item.palette.color(active, QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text)
        scheme = tones.scheme(item.palette)
        painter.save()
        painter.setClipRect(item.rect)
        top = float(item.rect.top() + PADDING)
        answers = model.matrix.cells[index.row()][index.column()].answers
        for answer in answers:
            pieces = answer_pieces(answer, item.font, alone=len(answers) == 1)
            layouts = [lay_out(piece, item.rect.width() - 2 * MARGIN) for piece in pieces]
            tall = sum(each.boundingRect().height() for each in layouts)
            tint = theme.Tone.SUBDUED if answer.void else answer.tint
            painter.setPen(plain)
            if tint is not None and not selected:
                shade = scheme.shades[tint]
                ground = QRect(item.rect.left(), round(top), item.rect.width(), round(tall))
                painter.fillRect(ground if len(answers) > 1 else item.rect, QColor(shade.ground))
                painter.setPen(QColor(shade.text))
            for layout in layouts:
                layout.draw(painter, QPointF(item.rect.left() + MARGIN, top))
                top += layout.boundingRect().height()
        painter.restore()


class MatrixView(QTableView):
    """``entered(object)``: Enter was pressed on a column; its sample. ``fitted``: the matrix is there, with its sizes.

    ``moved``: another part of it is in sight, or the person is on another column.
    """

    entered = Signal(object)
    moved = Signal()
    copy_pressed = Signal()
    fitted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._model = MatrixModel()
        self._model.setParent(self)
        self._slices = Slices(self)
        self.setModel(self._model)
        self.setItemDelegate(_Cells(self))
        self._heads = _Heads(Qt.Orientation.Horizontal, self._model, self)
        self._names = _Heads(Qt.Orientation.Vertical, self._model, self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.doubleClicked.connect(self._enter)
        self._plain_corner()
        self.ring = selection.FocusRing(self)
        self._fitted = Fitted()
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

    @property
    def cells(self) -> MatrixModel:
        return self._model

    def _plain_corner(self) -> None:
        """Fusion paints a button above the names, with nothing to press."""
        corner = self.findChild(QAbstractButton)
        if corner is not None:
            ground = QWidget(corner)
            ground.setAutoFillBackground(True)
            room = QVBoxLayout(corner)
            room.setContentsMargins(0, 0, 0, 0)
            room.addWidget(ground)

    def show_columns(self, columns: Iterator[Column], style: Style, noted: frozenset[int]) -> None:
        """Show these isolates; nothing where they are many, until everything about them is made."""
        self._slices.run(self._prepare(columns, style, noted), self._show, first_seconds=_FIRST_SECONDS)
        if self._slices.running and self._model.matrix.names:
            self._show(Fitted())

    def clear(self) -> None:
        self._slices.cancel()
        self._show(Fitted())

    def finish(self) -> None:
        """Make what is still missing, now."""
        self._slices.finish()

    def is_settled(self) -> bool:
        return not self._slices.running

    def _prepare(self, columns: Iterator[Column], style: Style, noted: frozenset[int]) -> Generator[None, None, Fitted]:
        made = []
        for each in columns:
            made.append(each)
            yield
        matrix = yield from make(tuple(made), style, noted)
        return (yield from fit(matrix, self.font(), self.width()))

    def _show(self, fitted: Fitted) -> None:
        self._model.show_matrix(fitted.matrix)
        self._names.extent, self._heads.extent = fitted.names, fitted.heads
        self._fitted = fitted
        self._size(self._names, fitted.heights)
        self._share_width()
        self.updateGeometries()
        self.updateGeometry()
        if fitted.matrix.names:
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()
        self.fitted.emit()

    def out_of_sight(self) -> tuple[int, int]:
        """How many antibiotics are not whole in sight, above and below."""
        top, bottom = 0, self.viewport().height()
        edges = [(self.rowViewportPosition(row), self.rowHeight(row)) for row in range(self._model.rowCount())]
        return sum(at < top for at, _ in edges), sum(at >= top and at + height > bottom for at, height in edges)

    def head_in_full(self) -> str:
        """The head of the column that the person is on, where it is not whole on the screen; else ""."""
        at = self.currentIndex().column()
        elided = 0 <= at < len(self._fitted.above) and self.columnWidth(at) < self._fitted.above[at]
        return self._model.matrix.columns[at].head.spoken if elided else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another column may have more to say."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.updateGeometries()
        self.moved.emit()

    def _size(self, header: _Heads, sizes: tuple[int, ...]) -> None:
        header.blockSignals(True)
        for section, size in enumerate(sizes):
            header.resizeSection(section, size)
        header.blockSignals(False)
        header.updateGeometry()

    def _share_width(self) -> None:
        """Heads have what the cells leave of the width; a bar at the side takes some of it."""
        bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        self._size(self._heads, widened(self._fitted, self.width() - self._fitted.names - bar))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted_height())

    def minimumSizeHint(self) -> QSize:
        """The rest can be scrolled."""
        return QSize(super().minimumSizeHint().width(), min(self.wanted_height(), 60))

    def wanted_height(self) -> int:
        """Pixels for every row, the heads, and a bar where the columns need one."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._heads.length() + self._names.extent > self.width() else 0
        return self._heads.extent + self._names.length() + 2 * self.frameWidth() + bar

    def _enter(self, index: Index) -> None:
        if index.isValid():
            self.entered.emit(self._model.matrix.columns[index.column()].culture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the report, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Someone who comes by the keyboard sees which cell they are on."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and not self.selectedIndexes():
            self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.Select)
