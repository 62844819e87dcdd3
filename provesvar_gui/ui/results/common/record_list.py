"""A list of reports or samples beside one of them: what each is, what was found, and its marks. Groups begin with a head.

A row is one item for the keys and for the screen reader; the head of its group is painted above the first row of it, so that no
key ever stands on a head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QStyleOptionViewItem

from provesvar_gui.results import text
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import PADDING, Index, StyledModel, StyledTable, StyledText, has_keys, lay_out
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QMouseEvent

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


class RecordModel(StyledModel):
    columns = 1

    def record(self, row: int) -> Record:
        raise NotImplementedError

    def titles(self) -> Sequence[str]:
        return ("",)

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        """What stands right of the time, from top to bottom."""
        record = self.record(row)
        small, indent = Type.SMALL.pixels / Type.BODY.pixels, record_indent(record)
        above = round(head_height(record)) + _AROUND - PADDING
        told = [
            StyledText(
                text=record.title,
                bold=not record.older,
                quiet=record.older,
                struck=record.struck,
                size=small if record.older else 1.0,
                indent=indent,
                above=above,
            ),
            *(StyledText(text=each, size=small, indent=indent) for each in record.lines),
        ]
        if record.marks:
            words = " · ".join(map(str, record.marks))
            told.append(StyledText(text=words, marks=record.marks, indent=indent, above=_GAP))
        told += [StyledText(text=each, size=small, indent=indent, quiet=True) for each in (record.source,) if each]
        told += [StyledText(text=each, size=small, indent=indent, action=True) for each in (record.fold,) if each]
        return told

    def spoken(self, row: int) -> str:
        return self.record(row).spoken


class SourceModel(RecordModel):
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


def head_height(record: Record) -> float:
    return QFontMetricsF(theme.font(Type.SMALL)).height() + 2 * _HEAD if record.head else 0.0


def times_width() -> float:
    return QFontMetricsF(theme.font(Type.TABLE, bold=True, digits=True)).horizontalAdvance("28. sep") + 2 * _SIDE


def record_indent(record: Record) -> int:
    return round(times_width()) + theme.px(_ICON) + 3 + _SIDE * record.older


class RecordTable(StyledTable):
    """The list. ``folded(row)``: the line that opens or closes the row was clicked."""

    folded = Signal(int)
    chosen_row = Signal(int)

    def __init__(self, name: str, model: RecordModel) -> None:
        super().__init__(name, model)
        self.records = model
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offer_menu()
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def widths(self, room: int) -> dict[int, int]:
        return {0: room}

    def row_height(self, row: int, widths: list[int]) -> float:
        record = self.records.record(row)
        line = QFontMetricsF(theme.font(Type.TABLE)).height()
        return max(super().row_height(row, widths), head_height(record) + line * len(record.when) + _AROUND) + _AROUND - PADDING

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        """The head of its group, the time, the icon, and the edge of what the laboratory marked."""
        record, colours = self.records.record(index.row()), theme.current()
        rect, head = QRect(item.rect), round(head_height(record))
        if head:
            self._paint_head(painter, QRect(rect.left(), rect.top(), rect.width(), head), record)
            rect.setTop(rect.top() + head)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        if head and chosen and has_keys(self):  # the head lies over the upper edge of the frame
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), QColor(colours.accent_text))
        if record.marked and not chosen:
            painter.fillRect(QRect(rect.left(), rect.top(), _EDGE, rect.height()), QColor(colours.flag_mark))
        down, times = float(rect.top() + _AROUND), theme.font(Type.TABLE, bold=True, digits=True)
        painter.setPen(QColor(colours.ink))
        for each in record.when:
            layout = lay_out(each, times, times_width() - _SIDE)
            layout.draw(painter, QPointF(rect.left() + _SIDE, down))
            down += layout.boundingRect().height()
            times = theme.font(Type.SMALL, digits=True)
        if record.icon is not None and not record.older:
            side = theme.px(_ICON)
            icons.paint_icon(painter, record.icon, QRectF(rect.left() + times_width(), rect.top() + _AROUND, side, side), "ink2")

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


def one_line(said: str) -> str:
    """Words of the laboratory that hold a line break of their own stay in one line."""
    return " ".join(text.visible(said).split("\n"))
