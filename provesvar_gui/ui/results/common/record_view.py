"""A list of reports or samples beside one of them, with the head of that one.

A row is one item for the keys and for the screen reader; the head of its group is painted above the first row of it, so that no
key ever stands on a head.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.results import text
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.patient_bar import is_cramped
from provesvar_gui.ui.results.common import chips, flags, lines
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.styled_table import PADDING, Index, StyledModel, StyledTable, StyledText, has_keys
from provesvar_gui.ui.results.common.text_runs import FurtherDown, TextRun, drawn_text
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.ui.icons import Icon
    from provesvar_gui.ui.keys import Key
    from provesvar_gui.ui.results.common.detail_view import ReportDetail
    from provesvar_gui.ui.results.common.lines import Line

_LIST, _FOOT, _LIST_FOOT, _NAMED = 416, 22, 37, 40  # pixels; characters of the name of what is below the fold
_SHARE: Final = 3  # of a narrow window the list has a third


def on_surface(widget: QWidget) -> None:
    """The ground of cards and lists, not that of the page."""
    widget.setBackgroundRole(QPalette.ColorRole.Base)
    widget.setAutoFillBackground(True)


class ListAndDetail(QSplitter):
    """A list beside one of its rows; what lies below the fold of either is named at its foot."""

    def __init__(self, name: str, left: RecordTable, head: QWidget, lines: ReportDetail) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName(name)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.left, self.right = QWidget(), QWidget()
        self.list_below, self.below = self._foot(left, self.left, _LIST_FOOT), self._foot(lines, self.right, _FOOT)
        inset = fill(QVBoxLayout(), lines, margins=(theme.SPACE["large"], 0, 0, 0))
        list_foot = fill(QHBoxLayout(), self.list_below, margins=(_SIDE, 0, _SIDE, 0))
        foot = fill(QHBoxLayout(), self.below, margins=(theme.SPACE["wide"], 0, theme.SPACE["large"], 0))
        fill(QVBoxLayout(self.left), (left, 1), list_foot, spacing=0)
        fill(QVBoxLayout(self.right), head, (inset, 1), foot, spacing=0)
        on_surface(left)  # beside its scroll bar
        for side in (self.left, self.right):
            on_surface(side)
            self.addWidget(side)
        self.right.raise_()  # a screen reader reads it after the list
        self.setStretchFactor(1, 1)

    def _foot(self, of: RecordTable | ReportDetail, side: QWidget, pixels: int) -> FurtherDown:
        made, bar = FurtherDown(f"{of.objectName()}Below", side, pixels), of.verticalScrollBar()
        for changed in (bar.valueChanged, bar.rangeChanged, of.measured):
            changed.connect(lambda: made.name(of.further_down()))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = event.size().width()
        first = min(_LIST, room // _SHARE)
        self.setSizes([first, room - first])


translate = QCoreApplication.translate


class Chips(QLabel):
    """Marks beside each other. Their long words are its text, for the tooltip and paper; the short ones are painted."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._marks: tuple[Mark, ...] = ()

    def show_marks(self, marks: Iterable[Mark]) -> None:
        every = tuple(marks)
        self._marks = tuple(map(flags.short, every))
        self.setText(lines.SEPARATOR.join(map(str, every)))
        self.setToolTip(self.text() if self._marks != every else "")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = sum(chips.width(each) + chips.GAP for each in self._marks)
        return QSize(round(wide), round(self.heightForWidth(round(wide)) if self._marks else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(max((chips.width(each) for each in self._marks), default=0)), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(chips.flow(self._marks, width).height) + 1

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        flow = chips.flow(self._marks, self.width())
        flow.draw(painter, 0, max((self.height() - flow.height) / 2, 0))


class RecordHead(QFrame):
    def __init__(self, name: str, title: str, status: str, facts: str, parent: QWidget | None = None) -> None:
        """The object names of itself and of its labels."""
        super().__init__(parent)
        self.setObjectName(name)
        self.title = Label(name=title, wraps=True, parent=self)
        theme.set_font(self.title, Type.HEADING, bold=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.status = Chips(status, self)
        self.facts = Label(name=facts, colour="ink2", kind=Type.TABLE, wraps=True, parent=self)
        self.tools = QHBoxLayout()
        self._top = fill(QHBoxLayout(), self.title, (self.status, 1), self.tools, spacing=theme.SPACE["medium"])
        self.phoned = Chips(name.replace("Head", "Phoned"), self)  # in the laboratory's words, above the results
        self.rung = Label(name=name.replace("Head", "Rung"), wraps=True, parent=self)
        row = fill(QHBoxLayout(), self.phoned, (self.rung, 1))
        row.setAlignment(self.phoned, Qt.AlignmentFlag.AlignTop)
        around = (theme.SPACE["wide"], theme.SPACE["small"], theme.SPACE["large"], theme.SPACE["small"])
        self.column = fill(QVBoxLayout(self), self._top, self.facts, row, spacing=theme.SPACE["tight"], margins=around)
        self.show_rung((), ())

    def show_rung(self, said: Sequence[Line], marks: Iterable[Mark]) -> tuple[Mark, ...]:
        """What was rung, with its mark; the other marks."""
        every = dict.fromkeys(marks)
        phoned = [each for each in every if said and said[0].label.startswith(str(each))]
        self.phoned.show_marks(replace(each, flat=True) for each in phoned)
        self.rung.setText("\n".join(each.body for each in said).replace("kl. ", f"kl.{text.NBSP}"))
        self.phoned.setVisible(bool(phoned))
        self.rung.setVisible(bool(said))  # of a cancelled report without its mark
        return tuple(each for each in every if each not in phoned)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_marks()

    def _place_marks(self) -> None:
        """Beside the title where there is room for all of them on one line, else below it."""
        title = QFontMetricsF(self.title.font()).horizontalAdvance(self.title.text())
        others = self.status.sizeHint().width() + self.tools.sizeHint().width() + 2 * theme.SPACE["wide"] + theme.SPACE["large"]
        beside = title + others <= self.width()
        self._top.setStretch(0, int(not beside))
        if beside:
            self._top.insertWidget(1, self.status, 1)
        else:
            self.column.insertWidget(1, self.status)
        if is_cramped(self.window()):  # no line of it is cut: the pane is scrolled
            self.setMinimumHeight(self.column.totalHeightForWidth(self.width()))

    def show_head(self, title: str, marks: Sequence[Mark], facts: Iterable[tuple[str, str]], *, struck: bool) -> None:
        self.title.setText(lines.short(title))
        font = QFont(self.title.font())
        font.setStrikeOut(struck)
        self.title.setFont(font)
        self.status.show_marks(marks)
        self._place_marks()
        said = (f"{label} {lines.short(body)}".strip() for label, body in facts if body)
        self.facts.setText(lines.SEPARATOR.join(said))

    def clear(self) -> None:
        self.title.setText("")
        self.status.show_marks(())
        self.facts.setText("")
        self.show_rung((), ())


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

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        record = self.record(row)
        small, indent = Type.SMALL.pixels / Type.BODY.pixels, round(times_width()) + theme.px(_ICON) + 1 + _SIDE * record.older
        line, above = partial(StyledText, indent=indent), round(head_height(record)) + _AROUND - PADDING
        size, older = small if record.older else 1.0, record.older
        told = [line(text=record.title, bold=not older, quiet=older, struck=record.struck, size=size, above=above)]
        told += [line(text=each, size=small) for each in record.lines]
        if record.marks:
            words = " · ".join(map(str, record.marks))
            flat = tuple(replace(each, flat=each.tint is MarkTint.OUTSIDE) for each in record.marks)
            told.append(line(text=words, marks=flat, above=_GAP))
        last = line(text=record.source, size=small, quiet=True), line(text=record.fold, size=small, action=True)
        return [*told, *(each for each in last if each.text)]

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
    return QFontMetricsF(theme.font(Type.TABLE, bold=True, digits=True)).horizontalAdvance("28. sep") + _SIDE + _AROUND


class RecordTable(StyledTable):
    """The list. ``folded(row)``: the line that opens or closes the row was clicked."""

    ends_whole = True
    folded = Signal(int)
    chosen_row = Signal(int)

    def __init__(self, name: str, model: RecordModel) -> None:
        super().__init__(name, model)
        self.records = model
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offer_menu()
        self.selectionModel().selectionChanged.connect(
            lambda selected, _deselected: None if selected.isEmpty() else self.chosen_row.emit(selected.indexes()[0].row())
        )

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
        down, font = float(rect.top() + _AROUND), theme.font(Type.TABLE, bold=True, digits=True)
        for each in record.when:
            time = drawn_text(times_width() - _AROUND, TextRun(each, font, colours.ink))
            time.draw(painter, rect.left() + _SIDE, down)
            down, font = down + time.height, theme.font(Type.SMALL, digits=True)
        if record.icon is not None and not record.older:
            side = theme.px(_ICON)
            icons.paint_icon(painter, record.icon, QRectF(rect.left() + times_width(), rect.top() + _AROUND, side, side), "ink2")

    def further_down(self) -> Iterator[Mark]:
        """The rows that are not seen: mark and title, without where on the body it was sampled."""
        first = self.rowAt(self.fold()) if self.is_settled() else -1
        for record in map(self.records.record, range(first, self.records.rowCount()) if first >= 0 else ()):
            of, colon, found = record.title.partition(":")
            mark = min(record.marks, key=lambda each: each.tint is not MarkTint.OUTSIDE, default=Mark(glyph="", words=""))
            yield replace(mark, words=lines.short(f"{of.partition(',')[0]}:{found}" if colon else of, _NAMED))

    def _paint_head(self, painter: QPainter, rect: QRect, record: Record) -> None:
        colours = theme.current()
        painter.fillRect(rect, QColor(colours.sunken))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        painter.setFont(theme.font(Type.SMALL, bold=True))
        painter.setPen(QColor(colours.ink2))
        inside = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, record.head)
        if record.count:
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(record.count))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """In the line that opens or closes a row."""
        super().mouseReleaseEvent(event)
        index, line = self.indexAt(event.position().toPoint()), QFontMetricsF(theme.font(Type.SMALL)).height() + _AROUND + 2
        within = index.isValid() and event.position().y() >= self.visualRect(index).bottom() - line
        if event.button() == Qt.MouseButton.LeftButton and within and self.records.record(index.row()).fold:
            self.folded.emit(index.row())


def open_menu(of: QWidget, name: str, actions: Iterable[tuple[str, Callable[[], object], Key | None]], at: QPoint) -> None:
    menu = QMenu(of)
    menu.setObjectName(name)
    for words, act, key in actions:
        action = menu.addAction(words, act)
        if key is not None:
            action.setShortcut(keys.sequences(key)[0])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(at)


def clock_on(said: str, day: str) -> str:
    """Of a moment in words its clock alone, where another in the same line tells the day."""
    *mine, clock = said.split(text.NBSP)
    return clock if mine and mine == day.split(text.NBSP)[: len(mine)] else said


def one_line(said: str) -> str:
    """Words of the laboratory that hold a line break of their own stay in one line."""
    return " ".join(said.split("\n"))
