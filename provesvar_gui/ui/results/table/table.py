"""The widget of the cumulative table: paints the visible cells alone; arrow keys move cell by cell.

Numbers are lined up at the decimal sign, marks and statuses stand behind them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QFontMetricsF, QKeySequence, QPainter, QPalette, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QTableView

from provesvar_gui.ui.results.common import tints
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.table.headers import MARGIN, Corner, NameHeader, TimeHeader, bold_of, row_ground
from provesvar_gui.ui.results.table.model import FlowsheetModel
from provesvar_gui.ui.slices import Slices

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.model import Report
    from provesvar_gui.results.series import Series
    from provesvar_gui.ui.results.table.cells import TableCell
    from provesvar_gui.ui.results.table.sheet import Widths

Action = QAbstractItemView.CursorAction
_SIDEWAYS: Final = {Action.MoveLeft: -1, Action.MoveRight: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LOWEST: Final = 4  # rows, a heading among them
GAP: Final = 4  # before a mark, a status, a count
_CORNER: Final = 5  # side of the triangle that tells of a comment


class FlowsheetTable(QTableView):
    """The widget of the cumulative table.

    ``trend_asked(tuple of Series)``, ``report_asked(Report)``, ``copy_asked(str)``, ``menu_asked(QPoint)``.

    ``nothing_to_copy``: copying was asked for where no result stands.
    """

    trend_asked = Signal(object)
    report_asked = Signal(object)
    copy_asked = Signal(str)
    nothing_to_copy = Signal()
    menu_asked = Signal(object)
    moved = Signal()
    marked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetTable")
        font = self.font()
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)
        self.lines = FlowsheetModel(self)
        self.names, self.times = NameHeader(self.lines, self), TimeHeader(self.lines, self)
        self.setVerticalHeader(self.names)
        self.setHorizontalHeader(self.times)
        self.setModel(self.lines)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)  # no time is seen in half at the left
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self._copying = Slices(self)
        self._fitting = Slices(self)
        for slices in (self._copying, self._fitting):
            self.lines.modelAboutToBeReset.connect(slices.cancel)
        self.corner = Corner(self.names, self)
        self.lines.modelReset.connect(self._reset)
        self.names.sectionPressed.connect(self._name_pressed)
        self.doubleClicked.connect(lambda _index: self.ask_trend())

    def _reset(self) -> None:
        """Widths and heights for the lines and columns that are there now."""
        for column in range(self.lines.columnCount()):
            self.times.resizeSection(column, self._width(column))
        self._fit()

    def _width(self, column: int) -> int:
        top = self.lines.top(column)
        return round(max(top.widths.value + _behind(top.widths), top.width)) + 2 * MARGIN + 2

    def _fit(self) -> None:
        self.names.fit(self.width())
        self._fitting.run(self.names.heights(), lambda _nothing: None)
        self.updateGeometries()

    def sizeHint(self) -> QSize:
        """Times and three rows: where the window is low, the table gives way and what is around it is seen whole."""
        row = self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), self.times.sizeHint().height() + _LOWEST * row + bar)

    def updateGeometries(self) -> None:
        """The corner covers Qt's own."""
        super().updateGeometries()
        if hasattr(self, "corner"):
            frame = self.frameWidth()
            self.corner.setGeometry(frame, frame, self.names.width(), self.times.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width; what is newest stays where it is seen."""
        bar = self.horizontalScrollBar()
        from_end = bar.maximum() - bar.value()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
            bar.setValue(bar.maximum() - from_end)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Sideways everything is painted anew: which columns are whole on the screen has changed."""
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.times.viewport().update()

    def show_newest(self) -> None:
        """Scroll to the newest column, and put the person on its first result, or on the first row where that is further down.

        What is dated after the fetch is not newest; it stands at the right of it.
        """
        last, first = self.lines.newest_column(), self.lines.past_headings(0, 1)
        if last < 0 or first < 0:
            return
        self.verticalScrollBar().setValue(0)
        lowest = self.rowAt(self.viewport().height() - 1)
        rows = range(first, lowest if lowest >= 0 else self.lines.rowCount())
        row = next((at for at in rows if self.lines.cell(at, last) is not None), first)
        self.setCurrentIndex(self.lines.index(row, last))
        self.clearSelection()
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        if last < self.lines.columnCount() - 1:
            self.scrollTo(self.lines.index(row, last))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything that is on the screen, by hand: a cell costs a few microseconds."""
        painter = QPainter(self.viewport())
        _paint_cells(self, painter, event.rect())
        painter.end()

    def currentChanged(self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex) -> None:
        """Row and column of the cell stand out."""
        super().currentChanged(current, previous)
        self.names.current, self.times.current = current.row(), current.column()
        self.names.viewport().update()
        self.times.viewport().update()
        self.viewport().update()
        self.moved.emit()

    def moveCursor(self, cursorAction: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """TableCell by cell, past headings. Control and an arrow: to the next result of the row."""
        current = self.currentIndex()
        if current.isValid() and cursorAction in _SIDEWAYS and modifiers & Qt.KeyboardModifier.ControlModifier:
            return current.siblingAtColumn(self.lines.next_filled(current.row(), current.column(), _SIDEWAYS[cursorAction]))
        if cursorAction == Action.MoveHome and modifiers & Qt.KeyboardModifier.ControlModifier:
            return self._past_headings(self.lines.index(0, 0), 1, current)
        if cursorAction == Action.MoveEnd and modifiers & Qt.KeyboardModifier.ControlModifier:
            last = self.lines.index(self.lines.rowCount() - 1, self.lines.columnCount() - 1)
            return self._past_headings(last, -1, current)
        moved = super().moveCursor(cursorAction, modifiers)
        upwards = moved.row() < current.row()
        return self._past_headings(moved, -1 if upwards else 1, current)

    def _past_headings(self, at: QModelIndex, step: int, current: QModelIndex) -> QModelIndex:
        row = self.lines.past_headings(at.row(), step)
        if row >= 0:
            return at.siblingAtRow(row)
        if step < 0 and current.isValid():
            self.verticalScrollBar().setValue(0)  # the heading above the first row
        return current

    def keyboardSearch(self, search: str) -> None:
        """Letters and digits are for others: bases and scanned numbers."""
        del search

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Trend, report, picked rows, copying."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTER and plain == Qt.KeyboardModifier.NoModifier:
            self.ask_trend()
        elif event.key() in _ENTER and plain == Qt.KeyboardModifier.ControlModifier:
            self.ask_report()
        elif event.key() == Qt.Key.Key_Space and plain == Qt.KeyboardModifier.NoModifier:
            self.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the cells changes nothing."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By mouse or by key, for the cell that the person is on."""
        place: QPoint = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(place)

    def _name_pressed(self, row: int) -> None:
        if not self.lines.head(row).heading:
            column = max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.lines.index(row, column))

    def toggle(self, row: int) -> None:
        """Pick a row, or no longer."""
        line = self.lines.series_row(row) if row >= 0 else None
        if line is None:
            return
        self.lines.marked ^= {line.series.key}
        self.names.viewport().update()
        self.lines.headerDataChanged.emit(Qt.Orientation.Vertical, row, row)
        self.marked.emit()

    def picked(self) -> list[int]:
        """The rows that are picked, from top to bottom."""
        return list(filter(self.lines.is_marked, range(self.lines.rowCount())))

    def ask_trend(self) -> None:
        """Of the picked rows, else of the row that the person is on."""
        rows = self.picked() or [self.currentIndex().row()]
        lines = [line for at in rows if at >= 0 and (line := self.lines.series_row(at)) is not None]
        series: tuple[Series, ...] = tuple(
            line.series for line in lines if not all(point.placed.superseded for point in line.series.points)
        )
        if series:
            self.trend_asked.emit(series)

    def reports(self) -> list[Report]:
        """The reports of the cell that the person is on, each once; of a row where the cell is empty, none."""
        current = self.currentIndex()
        found = self.lines.cell(current.row(), current.column()) if current.isValid() else None
        if found is None:
            return []
        each = {id(report): report for point in found.points if (report := point.placed.report) is not None}
        return list(each.values())

    def ask_report(self) -> None:
        """The report of the cell that the person is on."""
        reports = self.reports()
        if reports:
            self.report_asked.emit(reports[0])

    def copy(self) -> None:
        """Picked rows whole, else the selected cells, else the cell that the person is on; nothing where no result stands."""
        rows, columns = set(self.picked()), set[int]()
        places = self.lines.passed.columns
        if rows:
            used = {place for row in rows for place in self.lines.head(row).cells}
            columns = {column for column, place in enumerate(places) if place in used}
        else:
            for part in self.selectionModel().selection().toList():
                rows.update(range(part.top(), part.bottom() + 1))
                columns.update(range(part.left(), part.right() + 1))
            current = self.currentIndex()
            if not rows and current.isValid():
                rows, columns = {current.row()}, {current.column()}
        wanted = {places[column] for column in columns}
        if rows and all(wanted.isdisjoint(self.lines.head(row).cells) for row in rows):
            self.nothing_to_copy.emit()
        elif rows:
            self._copying.run(self.lines.copied(sorted(rows), sorted(columns)), self.copy_asked.emit)


class _Pens:
    """Fonts and colours of one paint."""

    def __init__(self, table: FlowsheetTable) -> None:
        palette = table.palette()
        group = QPalette.ColorGroup.Active if table.hasFocus() else QPalette.ColorGroup.Inactive
        self.plain = table.font()
        self.bold = bold_of(self.plain)
        self.struck = QFont(self.plain)
        self.struck.setStrikeOut(True)
        self.metrics = {id(font): QFontMetricsF(font) for font in (self.plain, self.bold, self.struck)}
        self.text = palette.color(QPalette.ColorRole.Text)
        self.quiet = tints.quiet(palette)
        self.chosen = palette.color(group, QPalette.ColorRole.Highlight)
        self.on_chosen = palette.color(group, QPalette.ColorRole.HighlightedText)
        self.pairs = {tint: tints.pair(tint, palette) for tint in MarkTint}

    def width(self, font: QFont, words: str) -> float:
        """Pixels."""
        return self.metrics[id(font)].horizontalAdvance(words)


def _paint_cells(table: FlowsheetTable, painter: QPainter, region: QRect) -> None:
    model = table.lines
    palette = table.palette()
    painter.fillRect(region, palette.color(QPalette.ColorRole.Base))
    rows, columns = model.rowCount(), model.columnCount()
    if not rows or not columns:
        return
    pens = _Pens(table)
    scheme = tints.scheme(palette)
    first, last = table.rowAt(region.top()), table.rowAt(region.bottom())
    left, right = table.columnAt(region.left()), table.columnAt(region.right())
    last, right = (last if last >= 0 else rows - 1), (right if right >= 0 else columns - 1)
    shown = [
        (column, table.columnViewportPosition(column), table.columnWidth(column)) for column in range(max(left, 0), right + 1)
    ]
    end = shown[-1][1] + shown[-1][2]
    room = table.viewport().width()
    whole = _whole(table, room)
    current = table.currentIndex()
    chosen = table.selectionModel()
    places = model.passed.columns
    painter.setFont(pens.plain)
    for row in range(max(first, 0), last + 1):
        top, height = table.rowViewportPosition(row), table.rowHeight(row)
        head = model.head(row)
        ground = row_ground(palette, model, row, chosen=row == current.row())
        painter.fillRect(region.left(), top, min(end, region.right() + 1) - region.left(), height, ground)
        if head.heading:
            if head.level == 0:
                painter.setPen(QColor(scheme.line))
                painter.drawLine(region.left(), top + height - 1, min(end, region.right() + 1) - 1, top + height - 1)
            continue
        cells = head.cells
        some = chosen.rowIntersectsSelection(row)
        if cells and whole and not any(places[column] in cells for column in whole):
            _paint_elsewhere(
                painter, pens, min(cells) < places[whole[0]], max(cells) > places[whole[-1]], QRect(0, top, room, height)
            )
        for column, x, width in shown:
            cell = cells.get(places[column])
            selected = some and chosen.isSelected(model.index(row, column))
            if selected:
                painter.fillRect(x, top, width, height, pens.chosen)
            if cell is not None and column in whole:
                _paint(painter, pens, cell, model.top(column).widths, QRect(x, top, width, height), selected=selected)
    painter.setPen(QColor(scheme.line))
    top, bottom = region.top(), min(region.bottom(), table.rowViewportPosition(rows - 1) + table.rowHeight(rows - 1))
    for column, x, _ in shown:
        if column and model.top(column - 1).day != model.top(column).day:
            painter.drawLine(x, top, x, bottom)
    if current.isValid() and table.hasFocus():
        painter.setPen(pens.text)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(table.visualRect(current).adjusted(0, 0, -1, -1))


def _paint_elsewhere(painter: QPainter, pens: _Pens, before: bool, after: bool, box: QRect) -> None:
    """On which side the results of a row lie that has none on the screen."""
    painter.setPen(pens.quiet)
    inner = box.adjusted(MARGIN, 0, -MARGIN, 0)
    for there, words, side in ((before, "‹", Qt.AlignmentFlag.AlignLeft), (after, "›", Qt.AlignmentFlag.AlignRight)):
        if there:
            painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, words)


def _whole(table: FlowsheetTable, room: int) -> list[int]:
    """The columns that are wholly in sight."""
    first, last = table.columnAt(0), table.columnAt(room - 1)
    every = range(max(first, 0), (last if last >= 0 else table.lines.columnCount() - 1) + 1)
    return [at for at in every if not is_cut(table.columnViewportPosition(at), table.columnWidth(at), room)]


def is_cut(left: int, width: int, room: int) -> bool:
    """Whether a column is only partly on the screen: nothing of it is painted, since 1,12 must not look like 12."""
    return width <= room and (left < 0 or left + width > room)


def _behind(widths: Widths) -> float:
    """Room for what stands behind the values of a column."""
    return sum(GAP + each for each in (widths.glyph, widths.badge, widths.more) if each)


def _paint(painter: QPainter, pens: _Pens, cell: TableCell, widths: Widths, box: QRect, *, selected: bool) -> None:
    pair = None if selected else pens.pairs[cell.tint]
    if pair is not None:
        painter.fillRect(box.adjusted(1, 1, 0, 0), pair[1])
    strong = cell.tint is MarkTint.OUTSIDE
    font = pens.struck if cell.void else pens.bold if strong else pens.plain
    metrics = pens.metrics[id(font)]
    base = box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2
    colour = pens.on_chosen if selected else pair[0] if pair is not None else pens.quiet if cell.quiet else pens.text
    edge = box.right() + 1 - MARGIN - _behind(widths)  # where numbers and words end
    painter.setFont(font)
    painter.setPen(colour)
    if cell.number:
        point = edge - widths.fraction
        painter.drawText(QPointF(point - pens.width(font, cell.whole), base), cell.whole)
        if cell.fraction:
            painter.drawText(QPointF(point, base), cell.fraction)
    else:
        painter.drawText(QPointF(edge - pens.width(font, cell.whole), base), cell.whole)
    if font is not pens.plain:
        painter.setFont(pens.plain)
    if widths.glyph:
        if cell.glyph:
            painter.drawText(QPointF(edge + GAP, base), cell.glyph)
        edge += GAP + widths.glyph
    if widths.badge:
        if cell.badge:
            tint = pens.pairs[cell.badge_tint]
            painter.setPen(pens.on_chosen if selected else tint[0] if tint else pens.quiet)
            painter.drawText(QPointF(edge + GAP, base), cell.badge)
        edge += GAP + widths.badge
    if cell.more:
        painter.setPen(pens.on_chosen if selected else pens.quiet)
        painter.drawText(QPointF(edge + GAP, base), cell.more)
    if cell.remark:
        corner = box.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pens.on_chosen if selected else pens.quiet)
        x, y = corner.x() + 0.5, corner.y() + 1.0
        painter.drawPolygon(QPolygonF([QPointF(x - _CORNER, y), QPointF(x, y), QPointF(x, y + _CORNER)]))
