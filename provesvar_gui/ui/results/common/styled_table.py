"""Tables of styled text: a cell is some lines of plain text, each with its own weight, tint and strike. Nothing is cut off.

A number never leaves its unit. A chosen row has the full colour where the keys go, a quiet tint with a bar at its left elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QKeySequence, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from provesvar_gui.platform.time_slices import HEIGHTS_AT_ONCE
from provesvar_gui.results import text
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import chips
from provesvar_gui.ui.results.common.chips import Drawn
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.text_runs import TextRun, drawn_text, unparted
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.ui.results.common.labels import Mark

Index = QModelIndex | QPersistentModelIndex
MARGIN: Final = 5  # at the sides of a cell, as far in as the names of the columns
PADDING: Final = 3  # above and below
_BAR, _RING, _BOX = 4, 2, 12  # pixels: bar at the left of a chosen row, frame of what has the keys, air within a box
_STEP: Final = 60  # pixels that Left and Right scroll


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StyledText:
    """One paragraph of a cell. ``label``: so many of its first characters are bold and never struck through.

    ``measure``: the most characters of a row of running text, 0 where it is as wide as the cell.
    ``marks``: painted as chips in place of the text. ``unit``: so many of its last characters are small and quiet.
    ``leading``: how much higher rows are than the font asks. ``boxed``: in a box, amber where the laboratory marked it.
    ``letter``: of a susceptibility, painted before the text. ``action``: it can be clicked. ``sought``: from where to where it
    has what is looked for.
    """

    text: str
    label: int = 0
    bold: bool = False
    quiet: bool = False
    struck: bool = False
    digits: bool = False
    monospace: bool = False
    tint: MarkTint = MarkTint.NONE
    size: float = 1.0
    measure: int = 0
    indent: int = 0  # pixels
    above: int = 0  # pixels
    unit: int = 0
    leading: float = 1.0
    boxed: bool = False
    action: bool = False
    letter: str = ""
    marks: tuple[Mark, ...] = ()
    sought: tuple[tuple[int, int], ...] = ()

    def font(self, base: QFont) -> QFont:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont) if self.monospace else QFont(base)
        font.setPointSizeF(base.pointSizeF() * self.size)
        font.setWeight(QFont.Weight.DemiBold if self.bold else base.weight())
        font.setStrikeOut(self.struck)
        if self.digits:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    @property
    def colour(self) -> str:
        colours = theme.current()
        if self.action:
            return colours.accent_text
        if self.tint is MarkTint.OUTSIDE and not self.boxed:
            return colours.flag
        return colours.ink2 if self.quiet or self.tint in (MarkTint.VOID, MarkTint.PENDING) else colours.ink

    def _runs(self, base: QFont) -> Sequence[TextRun]:
        end, colours = len(self.text) - self.unit, theme.current()
        label = replace(self, bold=True, struck=False)  # what is void is the text, not what it is called
        edges = sorted({0, self.label, end, len(self.text), *chain(*self.sought)})
        made = []
        for first, last in pairwise(edges):
            font, colour = label.font(base) if first < self.label else self.font(base), self.colour
            if first >= end:
                font, colour = theme.font(Type.SMALL), colours.ink2
            ground = colours.accent_ground if any(begin <= first < until for begin, until in self.sought) else ""
            said = self.text[first:last] if self.label or self.unit else unparted(self.text[first:last])
            made.append(TextRun(said, font, colour, ground=ground))
        return made

    def height(self, base: QFont, width: float) -> float:
        metrics = QFontMetricsF(self.font(base))
        plain = not (self.marks or self.letter or self.boxed or self.label or "\n" in self.text)
        if plain and metrics.horizontalAdvance(self.text) * 1.05 <= self._room(base, width):
            return metrics.height() + self.above
        return self.drawn(base, width).height

    def lines_within(self, base: QFont, width: float, height: float) -> float:
        """How much of that height of a row its whole lines take."""
        layout, down = drawn_text(self._room(base, width), *self._runs(base), leading=self.leading).layout, PADDING + self.above
        down += _BOX * self.boxed
        rows = (layout.lineAt(row) for row in range(layout.lineCount())) if layout is not None else ()
        return max((end for row in rows if (end := down + row.y() + row.height()) <= height), default=0.0)

    def drawn(self, base: QFont, width: float) -> Drawn:
        """With what is above it and at its left."""
        room, in_from, down = self._room(base, width), MARGIN + self.indent, self.above
        if self.marks:
            flow = chips.flow(self.marks, room)
            return Drawn(room, flow.height + down, lambda painter, x, y: flow.draw(painter, x + in_from, y + down))
        words = drawn_text(room, *self._runs(base), leading=self.leading)
        high = words.height + 2 * _BOX * self.boxed
        high = max(high, chips.letter_side() + 2.0) if self.letter else high

        def draw(painter: QPainter, left: float, top: float) -> None:
            at = QPointF(left + in_from, top + down)
            if self.boxed:
                self._paint_box(painter, QRectF(at.x(), at.y(), room + 2 * _BOX, high))
                at += QPointF(_BOX, _BOX)
            if self.letter:
                chips.paint_letter(painter, at, self.letter)
                lower = (chips.letter_side() - QFontMetricsF(self.font(base)).height()) / 2
                at += QPointF(chips.letter_width(self.letter), max(lower, 0.0))
            words.draw(painter, at.x(), at.y())

        return Drawn(words.width, high + down, draw)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        colours, outside = theme.current(), self.tint is MarkTint.OUTSIDE
        edge, ground = QColor(colours.flag_mark if outside else colours.edge), colours.flag_ground if outside else colours.sunken
        painter.fillRect(box, QColor(ground))
        painter.fillRect(QRectF(box.topLeft(), QSizeF(_BAR, box.height())), edge)
        if ground == colours.surface:  # in high contrast, which has no tints
            painter.setPen(edge)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _room(self, base: QFont, width: float) -> float:
        room = width - 2 * MARGIN - self.indent - (chips.letter_width(self.letter) if self.letter else 0)
        if self.measure:
            font = self.font(base)
            font.setWeight(QFont.Weight.Normal)  # a box is as wide as what it stands above
            room = min(room, self.measure * QFontMetricsF(font).averageCharWidth())
        return room - 2 * _BOX * self.boxed


def widest(words: Iterable[str], font: QFont) -> int:
    return round(max(map(QFontMetricsF(font).horizontalAdvance, words), default=0.0)) + 2 * MARGIN + 8


def unbroken(words: str, metrics: QFontMetricsF) -> int:
    """Pixels of a column for the longest part that stays in one piece, such as a number with its unit; 0 where nothing has to."""
    if text.NBSP not in words:
        return 0
    parts = (part for line in words.split("\n") for part in line.split(" "))
    return round(metrics.horizontalAdvance(max(parts, key=len))) + 2 * MARGIN + 4


def shared(room: int, shares: Mapping[int, float], least: Mapping[int, int]) -> dict[int, int]:
    """The width of each column by its share; one that needs more has that, and the others give way."""
    widths: dict[int, int] = {}
    left = dict(shares)
    while left:
        each = max(room - sum(widths.values()), 0) / sum(left.values())
        short = [column for column, share in left.items() if least.get(column, 0) > each * share]
        if not short:
            return widths | {column: int(each * share) for column, share in left.items()}
        for column in short:
            widths[column] = least[column]
            del left[column]
    return widths


def has_keys(widget: QWidget | None) -> bool:
    """Whether the keys go to that table, in the window that is in front."""
    return widget is not None and widget.hasFocus() and widget.isActiveWindow()


def paint_ground(painter: QPainter, item: QStyleOptionViewItem, *, first: bool, last: bool, ground: str = "") -> None:
    """The ground of a chosen cell, within a frame where the keys go. ``first``, ``last``: of the row. ``ground``: its own."""
    chosen = bool(item.state & QStyle.StateFlag.State_Selected)
    colours, rect = theme.current(), item.rect
    if ground or chosen:
        painter.fillRect(rect, QColor(ground or colours.accent_ground))
    if not chosen:
        return
    edge = QColor(colours.accent_text)
    if has_keys(item.widget):
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), _RING), edge)
        painter.fillRect(QRect(rect.left(), rect.bottom() + 1 - _RING, rect.width(), _RING), edge)
        if last:
            painter.fillRect(QRect(rect.right() + 1 - _RING, rect.top(), _RING, rect.height()), edge)
    if first:
        painter.fillRect(QRect(rect.left(), rect.top(), _BAR, rect.height()), edge)


class _Titles(QHeaderView):
    def __init__(self, table: StyledTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = theme.current()
        painter.save()
        painter.fillRect(rect, QColor(colours.surface))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.edge))
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(QColor(colours.ink2))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        left = MARGIN + self._table.title_indent(logicalIndex)
        painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


Spot = tuple[float, float, Drawn]  # how far from the left and from the top of a cell


class StyledModel(QAbstractTableModel):
    """What a ``StyledTable`` shows; what a screen reader says of a row stands on its first cell."""

    columns = 0

    def count(self) -> int:
        raise NotImplementedError

    def titles(self) -> Sequence[str]:
        return ("",) * self.columns

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        """Its paragraphs, where they stand below each other."""
        del row, column
        return ()

    def spoken(self, row: int) -> str:
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else self.count()

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else self.columns

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.titles()[section] if shown and 0 <= section < self.columnCount() else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.spoken(index.row())
        return "\n".join(each.text for each in self.styled(index.row(), index.column()))


class _StyledDelegate(QStyledItemDelegate):
    """Paints the paragraphs of a cell below each other. The focus belongs to the row, not to a cell."""

    def __init__(self, table: StyledTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        painter.save()
        painter.setClipRect(item.rect)
        ground = self._table.ground(index)
        whole = self._table.columnSpan(index.row(), 0) > 1
        header = self._table.horizontalHeader()
        last = whole or item.rect.right() + 1 >= header.length() - header.offset()
        rows = self._table.selectionBehavior() is QTableView.SelectionBehavior.SelectRows
        paint_ground(painter, item, first=rows and index.column() == 0, last=last, ground=ground)
        room = min(item.rect.width(), self._table.viewport().width()) if whole else item.rect.width()
        if item.state & QStyle.StateFlag.State_Selected or not self._table.is_below(index.row()):
            for left, top, each in self._table.spots(index, room):
                each.draw(painter, item.rect.left() + left, item.rect.top() + top)
            self._table.paint_over(painter, item, index)
        painter.restore()


def _is_letter(event: QKeyEvent) -> bool:
    plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
    return plain and bool(event.text().strip()) and event.text().isprintable()


class StyledTable(QTableView):
    """The base class of tables with styled text.

    Rows get their heights in slices, those at the top at once; what is seen stays in its place meanwhile.

    ``entered(row)``: Enter or a double click. ``copy_pressed``: never Qt's own copy, which goes past the guard of the clipboard.
    ``measured``: every row has its height. ``letters_go_on``: to what is around it; else they look for a row. ``menu_asked``: a
    context menu of a row, and where, once it ``offer_menu``.
    """

    letters_go_on = ends_whole = False
    entered = Signal(int)
    copy_pressed = Signal()
    measured = Signal()
    menu_asked = Signal(int, object)

    def __init__(self, name: str, model: StyledModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.styled = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_StyledDelegate(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # one that comes and goes would move the columns
        self.verticalScrollBar().rangeChanged.connect(lambda low, high: self.verticalScrollBar().setEnabled(high > low))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalHeader(_Titles(self))
        self._fits = False  # columns are being given their widths
        rows, columns = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        columns.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.sectionResized.connect(lambda: None if self._fits else self.measure())
        self.at_once = 1  # rows out of sight that get their heights whatever the clock says
        self._to_measure = 0  # the first row that may not have its height
        self._again = False  # the row that is being measured may have to be once more
        self._known: dict[tuple[tuple[StyledText, ...], int], float] = {}  # heights: most cells say what others say
        self._heights = Slices(self)
        self.doubleClicked.connect(lambda index: self.entered.emit(index.row()))
        model.modelReset.connect(self._reset)
        model.rowsInserted.connect(self._inserted)
        model.rowsRemoved.connect(lambda: self.measure())

    def widths(self, room: int) -> Mapping[int, int]:
        raise NotImplementedError

    def title_indent(self, column: int) -> int:
        del column
        return 0

    def ground(self, index: Index) -> str:
        del index
        return ""

    def is_below(self, row: int) -> bool:
        """Whether so little of it is in view that nothing of it is shown, unless it is chosen."""
        del row
        return False

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        """What else stands in a cell: no words."""

    def spots(self, index: Index, width: int) -> Iterable[Spot]:
        """What stands in a cell: its paragraphs below each other."""
        told, font = self.styled.styled(index.row(), index.column()), self.font()
        tops = accumulate((each.height(font, width) for each in told), initial=float(PADDING))
        return ((0.0, top, each.drawn(font, width)) for each, top in zip(told, tops, strict=False))

    def fit(self) -> None:
        self._fits = True
        for column, width in self.widths(self.viewport().width()).items():
            self.setColumnWidth(column, width)
        self._fits = False
        one = round(QFontMetricsF(self.font()).height()) + 2 * PADDING
        if self.verticalHeader().defaultSectionSize() != one:
            self.verticalHeader().setDefaultSectionSize(one)
        self._known = {}
        self.measure()

    def measure(self, row: int = 0) -> None:
        self._to_measure, self._again = min(row, self._to_measure), True
        if not self._heights.running:
            self._heights.run(self._measure(), lambda _: self.measured.emit(), first_seconds=HEIGHTS_AT_ONCE, least=self.at_once)

    def fold(self) -> int:
        """Where what is seen ends; a table that ``ends_whole`` has no row there that is cut."""
        high = self.viewport().height()
        row = self.rowAt(high - 1) if self.ends_whole else -1
        top = self.rowViewportPosition(row)
        return top if row >= 0 and top > 0 and top + self.rowHeight(row) > high else high

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QPainter(self.viewport()).fillRect(self.viewport().rect().adjusted(0, self.fold(), 0, 0), self.palette().base())

    def is_settled(self) -> bool:
        return not self._heights.running

    def finish(self) -> None:
        self._heights.finish()

    def choose(self, row: int) -> None:
        """Whatever key is held, as it is when the table is asked for with Shift."""
        index, flags = self.styled.index(row, 0), QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def offer_menu(self) -> None:
        def ask(place: QPoint) -> None:
            index = self.indexAt(place)
            if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsSelectable:
                self.choose(index.row())
                self.menu_asked.emit(index.row(), self.viewport().mapToGlobal(place))

        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(ask)

    def stay(self, change: Callable[[], object], place: Callable[[], int]) -> None:
        """Let the rows begin anew; the person's row, in its new ``place`` (-1: it has none), stays where it is seen."""
        top, chosen = self.rowViewportPosition(self.currentIndex().row()), self.selectionModel().hasSelection()
        change()
        row = place()
        if row < 0:
            return
        self.setCurrentIndex(self.styled.index(row, 0))
        if chosen:
            self.selectRow(row)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(row) - top)

    def chosen_rows(self) -> list[int]:
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def _reset(self) -> None:
        self.fit()

    def _inserted(self, _parent: QModelIndex, first: int, _last: int) -> None:
        self.measure(first)

    def _measure(self) -> Generator[None, None, None]:
        while (row := self._to_measure) < self.styled.rowCount():
            self._again = False
            widths = [self.columnWidth(column) for column in range(self.styled.columnCount())]
            if self.columnSpan(row, 0) > 1:
                widths = [min(sum(widths), self.viewport().width())]  # prose is read without scrolling, however wide the table is
            self._set_height(row, round(self.row_height(row, widths) + 0.5))
            if not self._again:
                self._to_measure = row + 1
            if not 0 <= self.rowViewportPosition(row) < self.viewport().height():  # what is seen is done at once
                yield
        self._to_measure, self._known = self.styled.rowCount(), {}

    def row_height(self, row: int, widths: list[int]) -> float:
        height = 0.0
        for column, width in enumerate(widths):
            if width:
                key = (tuple(self.styled.styled(row, column)), width)
                if key not in self._known:
                    self._known[key] = sum(each.height(self.font(), width) for each in key[0])
                height = max(height, self._known[key])
        return height + 2 * PADDING

    def _set_height(self, row: int, height: int) -> None:
        """The row of the person, else the first that is seen, stays where it is while others get their heights."""
        if self.rowHeight(row) == height:
            return
        current, seen = self.currentIndex().row(), range(self.viewport().height())
        held = current if current >= 0 and self.rowViewportPosition(current) in seen else max(self.rowAt(0), 0)
        place = self.rowViewportPosition(held)
        whole = place >= 0 and place + self.rowHeight(held) <= len(seen)
        self.verticalHeader().resizeSection(row, height)
        if row < held:
            self.updateGeometries()
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.rowViewportPosition(held) - place)
        elif row == held and whole and held == current:  # it has become higher itself
            self.scrollTo(self.currentIndex())

    def scrollTo(self, index: Index, hint: QTableView.ScrollHint = QTableView.ScrollHint.EnsureVisible) -> None:
        """The table begins with a whole row."""
        self.updateGeometries()  # else it scrolls by the heights of before
        super().scrollTo(index, hint)
        first = self.rowAt(0)
        cut = self.rowViewportPosition(first)
        if first >= 0 > cut and first != index.row():
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.rowHeight(first) + cut)

    def moveCursor(self, action: QTableView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The focus stays on the first cell, where the whole row is spoken; Left and Right scroll, Home and End go to the end."""
        actions = QTableView.CursorAction
        if action in (actions.MoveLeft, actions.MoveRight):
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + (_STEP if action is actions.MoveRight else -_STEP))
            return self.currentIndex()
        if action in (actions.MoveHome, actions.MoveEnd):
            return self.styled.index(0 if action is actions.MoveHome else self.styled.rowCount() - 1, 0)
        moved = super().moveCursor(action, modifiers)
        return moved.siblingAtColumn(0) if moved.isValid() else moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.entered.emit(self.currentIndex().row())
        elif self.letters_go_on and _is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().hasSelection() and self.styled.rowCount():
            self.choose(max(self.currentIndex().row(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "_heights"):
            self.fit()
