"""The matrix on the screen: names and heads stay while the rest is scrolled; nothing is cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPalette
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
from provesvar_gui.ui.results import tones
from provesvar_gui.ui.results.microbiology.fitting import MARGIN, PADDING, Fitted, answer_pieces, fit, head_pieces
from provesvar_gui.ui.results.microbiology.matrix import MatrixModel, make
from provesvar_gui.ui.results.reports import selection
from provesvar_gui.ui.results.reports.delegate import Piece, lay_out
from provesvar_gui.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent

    from provesvar_gui.ui.results.lines import Style
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
        """What stands there."""
        if self.orientation() == Qt.Orientation.Vertical:
            return [Piece(self._matrix.matrix.names[section], self.font())]
        return head_pieces(self._matrix.matrix.columns[section].head, self.font())

    def sizeHint(self) -> QSize:
        """As measured."""
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
        for place, piece in enumerate(self.pieces(logicalIndex)):
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText) if place == 0 else tones.quiet(self.palette()))
            layout = lay_out(piece, rect.width() - 2 * MARGIN)
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
            layouts = [lay_out(piece, item.rect.width() - 2 * MARGIN) for piece in answer_pieces(answer, item.font)]
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
    """``entered(object)``: Enter was pressed on a column; its sample. ``fitted``: the matrix is there, with its sizes."""

    entered = Signal(object)
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

    @property
    def cells(self) -> MatrixModel:
        """The model."""
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
        """Hold nothing."""
        self._slices.cancel()
        self._show(Fitted())

    def finish(self) -> None:
        """Make what is still missing, now."""
        self._slices.finish()

    def is_settled(self) -> bool:
        """Whether everything is there."""
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
        for header, sizes in ((self._heads, fitted.widths), (self._names, fitted.heights)):
            header.blockSignals(True)
            for section, size in enumerate(sizes):
                header.resizeSection(section, size)
            header.blockSignals(False)
            header.updateGeometry()
        self.updateGeometries()
        self.updateGeometry()
        if fitted.matrix.names:
            self.setCurrentIndex(self._model.index(0, 0))
            self.clearSelection()
        self.fitted.emit()

    def sizeHint(self) -> QSize:
        """As high as everything in it."""
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
