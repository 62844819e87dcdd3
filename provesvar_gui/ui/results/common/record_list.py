"""A list of reports or samples beside one of them: what each is, what was found, and its marks. Groups begin with a head.

A row is one item for the keys and for the screen reader; the head of its group is painted above the first row of it, so that no
key ever stands on a head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from provesvar_gui.results import text
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import chips
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledTable, StyledText, has_keys, lay_out
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QMouseEvent, QTextLayout

    from provesvar_gui.ui.icons import Icon
    from provesvar_gui.ui.results.common.labels import Mark

_EDGE: Final = 3  # pixels of the mark at the left of what the laboratory marked
_AROUND, _GAP, _SIDE, _HEAD = 8, 4, 12, 5
_ICON: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Record:
    """A row. ``when``: in the column of times, its first line strong. ``lines``: what was found. ``source``: quiet.

    ``fold``: what is folded under it, or what opens it. ``head``: of the group that begins with this row, and ``count`` of its
    rows. ``older``: an older version, folded under the row of a newer one.
    """

    title: str
    spoken: str
    when: tuple[str, ...] = ()
    icon: Icon | None = None
    lines: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    source: str = ""
    fold: str = ""
    head: str = ""
    count: int = 0
    struck: bool = False
    older: bool = False

    @property
    def marked(self) -> bool:
        return any(each.tint is MarkTint.OUTSIDE for each in self.marks)

    @property
    def plain(self) -> str:
        """All that stands in the row, from top to bottom."""
        marks = " · ".join(map(str, self.marks))
        return "\n".join(filter(None, (" ".join(self.when), self.title, *self.lines, marks, self.source, self.fold)))


class RecordModel(StyledModel):
    """A row for each record; made when it is looked at."""

    columns = 1

    def record(self, row: int) -> Record:
        raise NotImplementedError

    def titles(self) -> Sequence[str]:
        return ("",)

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        return (StyledText(text=self.record(row).plain),)

    def spoken(self, row: int) -> str:
        return self.record(row).spoken


class SourceModel(RecordModel):
    """A record for each source object, kept until the sources change."""

    def __init__(self, make: Callable[[Any, Any], Record]) -> None:
        """``make``: the record of a source; given the source before it too, None for the first."""
        super().__init__()
        self._make = make
        self.sources: Sequence[Any] = ()
        self._records: dict[int, Record] = {}

    def set_sources(self, sources: Sequence[Any]) -> None:
        self.beginResetModel()
        self.sources, self._records = sources, {}
        self.endResetModel()

    def record(self, row: int) -> Record:
        if row not in self._records:
            self._records[row] = self._make(self.sources[row], self.sources[row - 1] if row else None)
        return self._records[row]

    def count(self) -> int:
        return len(self.sources)


@dataclass(slots=True)
class _Part:
    """A text in its place in a row."""

    place: QPointF
    layout: QTextLayout
    colour: str


@dataclass(slots=True)
class _Placed:
    """The texts of a row, where its marks stand, and how high it is."""

    parts: list[_Part]
    marks: float
    height: float


class RecordTable(StyledTable):
    """The list. ``folded(row)``: the line that opens or closes the row was clicked. ``menu_asked``: a context menu, and where."""

    folded = Signal(int)
    chosen_row = Signal(int)
    menu_asked = Signal(int, object)

    def __init__(self, name: str, model: RecordModel) -> None:
        super().__init__(name, model)
        self.records = model
        self.setItemDelegate(_Delegate(self))
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.ring.setMaximumSize(0, 0)  # the row has a frame of its own
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def widths(self, room: int) -> dict[int, int]:
        return {0: room}

    def row_height(self, row: int, widths: list[int]) -> float:
        record = self.records.record(row)
        return self.head_height(record) + self._placed(record, widths[0]).height

    def head_height(self, record: Record) -> float:
        return QFontMetricsF(theme.font(Type.SMALL)).height() + 2 * _HEAD if record.head else 0.0

    def _times(self) -> float:
        """Pixels of the column of times."""
        return QFontMetricsF(theme.font(Type.TABLE, bold=True, digits=True)).horizontalAdvance("28. sep") + _SIDE

    def _left(self, record: Record) -> float:
        """Where the words begin."""
        return _SIDE + self._times() + theme.px(_ICON) + 8 + _SIDE * record.older

    def _placed(self, record: Record, width: int) -> _Placed:
        """A row below its head."""
        colours, left = theme.current(), self._left(record)
        room, small = width - left - _SIDE, theme.font(Type.SMALL)
        parts: list[_Part] = []
        top = float(_AROUND)

        def put(words: str, font: QFont, colour: str) -> None:
            nonlocal top
            layout = lay_out(words, font, room)
            parts.append(_Part(QPointF(left, top), layout, colour))
            top += layout.boundingRect().height()

        title = small if record.older else theme.font(Type.BODY, bold=True)
        title.setStrikeOut(record.struck)
        put(record.title, title, colours.ink2 if record.older else colours.ink)
        for each in record.lines:
            put(each, theme.font(Type.SMALL), colours.ink)
        marks = top + _GAP
        if record.marks:
            top = marks + chips.flow_height(record.marks, room)
        for each, colour in ((record.source, colours.ink2), (record.fold, colours.accent_text)):
            if each:
                put(each, theme.font(Type.SMALL), colour)
        times, down = theme.font(Type.TABLE, bold=True, digits=True), float(_AROUND)
        for each in record.when:
            layout = lay_out(each, times, self._times())
            parts.append(_Part(QPointF(_SIDE, down), layout, colours.ink))
            down += layout.boundingRect().height()
            times = theme.font(Type.SMALL, digits=True)
        return _Placed(parts, marks, max(top, down) + _AROUND)

    def paint_row(self, painter: QPainter, item: QStyleOptionViewItem, row: int) -> None:
        record, colours = self.records.record(row), theme.current()
        rect, head = QRect(item.rect), round(self.head_height(record))
        if head:
            self._paint_head(painter, QRect(rect.left(), rect.top(), rect.width(), head), record)
            rect.setTop(rect.top() + head)
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.accent_ground if chosen else colours.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        if chosen and has_keys(self):
            painter.setPen(QPen(QColor(colours.accent_text), 2))
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        edge = colours.accent_text if chosen else colours.flag_mark if record.marked else ""
        if edge:
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), QColor(edge))
        placed = self._placed(record, rect.width())
        for part in placed.parts:
            painter.setPen(QColor(part.colour))
            part.layout.draw(painter, QPointF(rect.topLeft()) + part.place)
        if record.icon is not None and not record.older:
            side = theme.px(_ICON)
            place = QRectF(rect.left() + _SIDE + self._times(), rect.top() + _AROUND, side, side)
            icons.paint_icon(painter, record.icon, place, "ink2")
        at = QPointF(rect.left() + self._left(record), rect.top() + placed.marks)
        chips.paint_flow(painter, at, record.marks, rect.width() - self._left(record) - _SIDE)

    def _paint_head(self, painter: QPainter, rect: QRect, record: Record) -> None:
        colours = theme.current()
        painter.fillRect(rect, QColor(colours.sunken))
        painter.setFont(theme.font(Type.SMALL, bold=True))
        painter.setPen(QColor(colours.ink2))
        inside = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, record.head)
        if record.count:
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(record.count))

    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if not selected.isEmpty():
            self.chosen_row.emit(selected.indexes()[0].row())

    def folds_at(self, index: QModelIndex, y: float) -> bool:
        """Whether a height of the viewport is in the line that opens or closes the row."""
        record = self.records.record(index.row())
        line = QFontMetricsF(theme.font(Type.SMALL)).height() + _AROUND + 2
        return bool(record.fold) and y >= self.visualRect(index).bottom() - line

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self.folds_at(index, event.position().y()):
            self.folded.emit(index.row())

    def _menu(self, place: Any) -> None:
        index = self.indexAt(place)
        if index.isValid():
            self.choose(index.row())
            self.menu_asked.emit(index.row(), self.viewport().mapToGlobal(place))


class _Delegate(QStyledItemDelegate):
    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setClipRect(option.rect)
        self._table.paint_row(painter, option, index.row())
        painter.restore()


def one_line(said: str) -> str:
    """Words of the laboratory that hold a line break of their own stay in one line."""
    return " ".join(text.visible(said).split("\n"))
