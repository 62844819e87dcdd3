"""A table whose cells are a few lines of text each, with their own weight, tint and strike: lists of samples and of organisms."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from provesvar_gui.results.visible import visible
from provesvar_gui.ui.results.common import selection, tones
from provesvar_gui.ui.results.common.delegate import Piece, lay_out
from provesvar_gui.ui.results.common.words import MarkTone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

Index = QModelIndex | QPersistentModelIndex
MARGIN: Final = 5
PADDING: Final = 4
MEASURE_SECONDS: Final = 0.004  # at a time, for each of two lists


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Bit:
    """One line of a cell, in one piece; what cannot be seen has been made visible."""

    words: str
    strong: bool = False
    quiet: bool = False
    void: bool = False
    tone: MarkTone = MarkTone.NONE

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", " ".join(visible(self.words).split("\n")))

    def piece(self, font: QFont) -> Piece:
        """The line and how it is written."""
        written = QFont(font)
        written.setStrikeOut(self.void)
        if self.strong and not self.void:
            written.setWeight(QFont.Weight.DemiBold)
        return Piece(self.words, written)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class BitRow:
    """One row: its cells, and the sentence that a screen reader says of it."""

    cells: tuple[tuple[Bit, ...], ...]
    spoken: str


class BitsModel(QAbstractTableModel):
    """Rows are made when they are looked at, and kept until the sources change."""

    def __init__(
        self, titles: Callable[[], tuple[str, ...]], make: Callable[[Any], BitRow], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._titles = titles
        self._make = make
        self._sources: Sequence[Any] = ()
        self._rows: dict[int, BitRow] = {}

    def set_sources(self, sources: Sequence[Any]) -> None:
        self.beginResetModel()
        self._sources = sources
        self._rows = {}
        self.endResetModel()

    def source(self, row: int) -> Any:
        return self._sources[row]

    def made(self, row: int) -> BitRow:
        found = self._rows.get(row)
        if found is None:
            found = self._rows[row] = self._make(self._sources[row])
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._sources)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        titles = self._titles()
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return titles[section] if shown and 0 <= section < len(titles) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; what a screen reader says of the row stands on its first cell."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.made(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return row.spoken
        return "\n".join(bit.words for bit in row.cells[index.column()])


class _BitsDelegate(QStyledItemDelegate):
    """Paints the lines of a cell below each other; nothing is cut off."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell. The focus belongs to the row, not to a cell."""
        model = index.model()
        if not isinstance(model, BitsModel):
            super().paint(painter, option, index)
            return
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        item.state &= ~QStyle.StateFlag.State_HasFocus
        item.text = ""
        painter.save()
        chosen = selection.paint_ground(painter, item, first=index.column() == 0)
        selected = chosen and selection.has_keys(item.widget)
        plain = selection.text_colour(item)
        painter.setClipRect(item.rect)
        room, top = item.rect.width() - 2 * MARGIN, float(item.rect.top() + PADDING)
        for bit in model.made(index.row()).cells[index.column()]:
            layout = lay_out(bit.piece(item.font), room)
            pair = None if chosen else tones.pair(bit.tone, item.palette)
            high = layout.boundingRect().height()
            if pair is not None:
                painter.fillRect(QRect(item.rect.left() + 1, round(top) - 1, item.rect.width() - 2, round(high) + 2), pair[1])
            painter.setPen(pair[0] if pair else tones.quiet(item.palette) if bit.quiet and not selected else plain)
            layout.draw(painter, QPointF(item.rect.left() + MARGIN, top))
            top += high
        painter.restore()


class BitsTable(QTableView):
    """``chosen(object)``: the source of the row that the person is on. ``entered``: Enter was pressed on it.

    ``widened``: it has another width.
    """

    chosen = Signal(object)
    entered = Signal(object)
    copy_pressed = Signal()
    widened = Signal()

    def __init__(
        self, name: str, model: BitsModel, widths: Callable[[BitsTable], list[int]], parent: QWidget | None = None
    ) -> None:
        """``widths``: the room of each column; the last but one entry that is 0 takes the rest."""
        super().__init__(parent)
        self.setObjectName(name)
        self._model, self._widths = model, widths
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_BitsDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.doubleClicked.connect(lambda index: self.entered.emit(self._model.source(index.row())))
        self._measured = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._measure)
        self.ring = selection.FocusRing(self)

    @property
    def bits(self) -> BitsModel:
        return self._model

    def set_sources(self, sources: Sequence[Any]) -> None:
        """Show these; nothing is chosen."""
        self._model.set_sources(sources)
        self._share_width()

    def choose(self, row: int) -> None:
        """Put the person on a row."""
        index = self._model.index(row, 0)
        self.setCurrentIndex(index)
        self.selectRow(row)
        self.scrollTo(index)

    def is_settled(self) -> bool:
        """Whether every row has its height."""
        return not self._timer.isActive()

    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if not selected.isEmpty():
            self.chosen.emit(self._model.source(selected.indexes()[0].row()))

    def _share_width(self) -> None:
        widths = self._widths(self)
        rest = max(self.viewport().width() - sum(widths), 120)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width or rest)
        self.verticalHeader().setDefaultSectionSize(2 * round(QFontMetricsF(self.font()).height()) + 2 * PADDING)
        self._measured = 0
        self._measure()
        if self._measured < self._model.rowCount():
            self._timer.start()

    def _measure(self) -> None:
        """Give rows their heights, for a few milliseconds at a time."""
        end = time.perf_counter() + MEASURE_SECONDS
        rows, font, count = self.verticalHeader(), self.font(), self._model.rowCount()
        rooms = [self.columnWidth(column) - 2 * MARGIN for column in range(self._model.columnCount())]
        while self._measured < count and time.perf_counter() < end:
            height = 0.0
            for room, bits in zip(rooms, self._model.made(self._measured).cells, strict=True):
                height = max(height, sum(lay_out(bit.piece(font), room).boundingRect().height() for bit in bits))
            rows.resizeSection(self._measured, round(height + 0.5) + 2 * PADDING)
            self._measured += 1
        if self._measured >= count:
            self._timer.stop()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole row is spoken."""
        if action in (QAbstractItemView.CursorAction.MoveLeft, QAbstractItemView.CursorAction.MoveRight):
            return self.currentIndex()
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Ctrl+C copies what the row is about."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered.emit(self._model.source(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Someone who comes by the keyboard sees which row they are on."""
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self._model.rowCount():
            self.choose(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        if event.size().width() != event.oldSize().width():
            self.widened.emit()
