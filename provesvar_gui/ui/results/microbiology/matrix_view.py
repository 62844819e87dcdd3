"""The view of the matrix: names and heads stay while the rest scrolls; nothing is cut off."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import tints
from provesvar_gui.ui.results.common.styled_table import MARGIN, PADDING, Index, StyledTable, StyledText
from provesvar_gui.ui.results.microbiology.matrix import Matrix, MatrixModel, make
from provesvar_gui.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QFocusEvent, QResizeEvent

    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.microbiology.matrix import Column

_FIRST_SECONDS: Final = 0.008  # at once: enough for any sample, and short since lists are filled in the same turn
_NARROWEST, _WIDEST = 9, 30  # average characters of a column
_HEAD, _HEAD_IN_NARROW, _HEAD_WHOLE = 24, 14, 64  # of its head at least, and where there is room
_NARROW: Final = 600  # pixels of the view below which heads take more lines
_NAMES: Final = 34  # average characters of the names of antibiotics, at most


class _Heads(QHeaderView):
    """Heads of columns in two lines, or the names of rows."""

    def __init__(self, orientation: Qt.Orientation, model: MatrixModel, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._cells = model
        self.extent = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        upright = self.orientation() == Qt.Orientation.Vertical
        return QSize(self.extent, hint.height()) if upright else QSize(hint.width(), self.extent)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Words on the ground of a head, with a thin line to the cells."""
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, self.palette().color(QPalette.ColorRole.Window))
        painter.setPen(QColor(tints.scheme(self.palette()).line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        top = float(rect.top() + PADDING)
        for each in self._cells.head(self.orientation(), logicalIndex):
            painter.setPen(tints.quiet(self.palette()) if each.quiet else self.palette().color(QPalette.ColorRole.WindowText))
            if each.quiet:  # the rest of a head on one line; whole where it is said and below the matrix
                metrics = QFontMetricsF(self.font())
                words = metrics.elidedText(each.text, Qt.TextElideMode.ElideRight, rect.width() - 2 * MARGIN)
                each = StyledText(text=words)
            layout = each.layout(self.font(), rect.width())
            layout.draw(painter, QPointF(rect.left() + MARGIN, top))
            top += layout.boundingRect().height()
        painter.restore()


class MatrixView(StyledTable):
    """The view of the matrix.

    ``opened(object)``: Enter was pressed on a column; its sample. ``moved``: another part, or another column, is in sight.
    """

    opened = Signal(object)
    moved = Signal()

    def __init__(self, name: str) -> None:
        self.cells = MatrixModel()
        self._above: list[int] = []  # how wide each column would have to be for its head
        super().__init__(name, self.cells)
        self._slices = Slices(self)
        self._heads = _Heads(Qt.Orientation.Horizontal, self.cells, self)
        self._names = _Heads(Qt.Orientation.Vertical, self.cells, self)
        self.setHorizontalHeader(self._heads)
        self.setVerticalHeader(self._names)
        self.cells.modelReset.disconnect(self._reset)
        self.cells.modelReset.connect(self._reset)  # after these heads, which have as many sections as there are columns by then
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setShowGrid(True)
        self._plain_corner()
        self.entered.connect(lambda _row: self.opened.emit(self.cells.matrix.columns[self.currentIndex().column()].culture))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())

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
        if self._slices.running and self.cells.matrix.names:
            self._show(Matrix())

    def clear(self) -> None:
        self._slices.cancel()
        self._show(Matrix())

    def finish(self) -> None:
        """Make what is still missing, now."""
        self._slices.finish()
        super().finish()

    def is_settled(self) -> bool:
        return not self._slices.running and super().is_settled()

    @staticmethod
    def _prepare(columns: Iterator[Column], style: Style, noted: frozenset[int]) -> Generator[None, None, Matrix]:
        made = []
        for each in columns:
            made.append(each)
            yield
        return (yield from make(tuple(made), style, noted))

    def _show(self, matrix: Matrix) -> None:
        self.cells.show_matrix(matrix)
        if matrix.names:
            self.setCurrentIndex(self.cells.index(0, 0))
            self.clearSelection()

    def widths(self, room: int) -> dict[int, int]:
        """As wide as the cells want; heads have what those leave of the room, from the left."""
        matrix, orientation = self.cells.matrix, Qt.Orientation.Horizontal
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        plain, wide = QFontMetricsF(self.font()), cache(QFontMetricsF(bold).horizontalAdvance)
        character = plain.averageCharWidth()
        extra = 2 * MARGIN + 6
        most = max(self.width() * 0.48, _NARROWEST * character)
        self._names.extent = round(min(max(map(wide, matrix.names), default=0.0), _NAMES * character, most)) + extra
        head = (_HEAD if self.width() >= _NARROW else _HEAD_IN_NARROW) * character
        widths, self._above = [], []
        for column in range(len(matrix.columns)):
            name, *more = (each.text for each in self.cells.head(orientation, column))
            cells = [wide(each.text) for row in range(len(matrix.names)) for each in self.cells.styled(row, column)]
            least = wide(name) if text.NBSP in name else 0.0  # a date stays whole
            wanted = max(*cells, min(wide(name), max(head, least)), _NARROWEST * character)
            widths.append(round(min(wanted, _WIDEST * character)) + extra)
            self._above.append(round(max([wide(name), *map(plain.horizontalAdvance, more)]) * 1.05) + extra)
        bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        left = max(self.width() - self._names.extent - bar - sum(widths), 0)
        for column, above in enumerate(self._above):
            more_room = min(max(min(above, round(_HEAD_WHOLE * character)) - widths[column], 0), left)
            widths[column] += more_room
            left -= more_room
        heads = [self.cells.head(orientation, column) for column in range(len(widths))]
        highest = max((each[0].height(self.font(), width) for each, width in zip(heads, widths, strict=True)), default=0.0)
        self._heads.extent = round(highest + plain.height() * any(each[1:] for each in heads)) + 2 * PADDING
        return dict(enumerate(widths))

    def fit(self) -> None:
        super().fit()
        self._heads.updateGeometry()
        self._names.updateGeometry()
        self.updateGeometries()
        self.updateGeometry()

    def least_height(self, row: int) -> float:
        """Of its name."""
        return self.cells.head(Qt.Orientation.Vertical, row)[0].height(self.font(), self._names.extent)

    def out_of_sight(self) -> tuple[int, int]:
        """How many antibiotics are not whole in sight, above and below."""
        top, bottom = 0, self.viewport().height()
        edges = [(self.rowViewportPosition(row), self.rowHeight(row)) for row in range(self.cells.rowCount())]
        return sum(at < top for at, _ in edges), sum(at >= top and at + height > bottom for at, height in edges)

    def head_in_full(self) -> str:
        """The head of the column that the person is on, where it is not whole on the screen; else ""."""
        at = self.currentIndex().column()
        elided = 0 <= at < len(self._above) and self.columnWidth(at) < self._above[at]
        return self.cells.matrix.columns[at].head.spoken if elided else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another column may have more to say."""
        super().currentChanged(current, previous)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.moved.emit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.matrix_height())

    def minimumSizeHint(self) -> QSize:
        """The rest can be scrolled."""
        return QSize(super().minimumSizeHint().width(), min(self.matrix_height(), 60))

    def matrix_height(self) -> int:
        """Pixels for every row, the heads, and a bar where the columns need one."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._heads.length() + self._names.extent > self.width() else 0
        return self._heads.extent + self._names.length() + 2 * self.frameWidth() + bar

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """From cell to cell."""
        return QTableView.moveCursor(self, action, modifiers)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Someone who comes by the keyboard sees which cell they are on."""
        QTableView.focusInEvent(self, event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason) and not self.selectedIndexes():
            self.selectionModel().select(self.currentIndex(), self.selectionModel().SelectionFlag.Select)
