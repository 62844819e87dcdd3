"""The headers of the cumulative table, fixed while it scrolls: names, units, references, courses, times, and the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import mini_curve
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.table import signs
from provesvar_gui.ui.results.table.model import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QTextLayout

    from provesvar_gui.ui.results.table.model import FlowsheetModel
    from provesvar_gui.ui.results.table.sheet import LineHead

translate = QCoreApplication.translate

LEFT: Final = 16  # pixels before a name
MARGIN: Final = 8  # before what else is frozen
PADDING: Final = 5  # above and below the words of a row
INDENT: Final = 14  # for each level of a tree
DEEPEST: Final = 8  # levels that still move to the right
ROW, HEADING, TIMES = 28, 26, 43  # heights
CURVE: Final = 120
CURVED: Final = 1200  # a table of that width has room for the courses
_EDGE: Final = 4  # how near the mouse is to the edge of a column that it moves
_LEAST: Final = 60


def titles_of_columns(course: str) -> tuple[str, str, str, str]:
    """``course``: what time the curves show."""
    return (
        translate("Flowsheet", "Analysis"),
        translate("Flowsheet", "Unit"),
        translate("Flowsheet", "Reference"),
        course,
    )


class NameHeader(QHeaderView):
    """The frozen columns, one line for each row; names are never cut off, they wrap."""

    def __init__(self, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._model = model
        self.setObjectName("flowsheetNames")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.widths = [0, 0, 0, 0]  # name, unit, reference, course
        self.dragged: dict[int, int] = {}  # those that the person has given a width
        self.current = -1
        self._layouts: dict[int, QTextLayout] = {}

    def fit(self, room: int) -> None:
        """Share the width for a table of that width; every line is one row of text high, until ``heights`` says more."""
        self._layouts.clear()
        rows = [head for row in range(self._model.rowCount()) if not (head := self._model.head(row)).heading]
        small = QFontMetricsF(theme.font(theme.Type.SMALL))
        titles = [small.horizontalAdvance(title) for title in titles_of_columns(self._model.sheet.course)]
        longest = max((head.name_width + inset(head) for head in rows), default=0.0) + MARGIN
        unit = max((head.unit_width for head in rows), default=0.0)
        reference = max((head.reference_width for head in rows), default=0.0)
        curve = theme.px(CURVE) if room >= theme.px(CURVED) and any(head.curve is not None for head in rows) else 0
        name = max(min(longest, room * 0.15), titles[0] + LEFT + MARGIN, 140.0)
        others = (round(max(unit, titles[1]) + 2 * MARGIN), round(max(reference, titles[2]) + 2 * MARGIN))
        least = (_LEAST, *others, 0)  # a name wraps; a unit and a reference are never cut
        self.widths = [
            max(self.dragged.get(place, width), least[place]) for place, width in enumerate((round(name), *others, curve))
        ]
        self.setFixedWidth(sum(self.widths))
        self.setDefaultSectionSize(theme.px(ROW))

    def heights(self) -> Generator[None, None, None]:
        """Give the lines that need more their height; gives way while it works."""
        for row in range(self._model.rowCount()):
            head = self._model.head(row)
            needed = float(theme.px(HEADING if head.heading else ROW))
            if head.name_width > self._room(head):
                needed = max(needed, self._layout(row, head).boundingRect().height() + 2 * PADDING)
            if self.sectionSize(row) != round(needed):
                self.resizeSection(row, round(needed))
            yield

    def sizeHint(self) -> QSize:
        return QSize(sum(self.widths), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Also below the last row."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        end = self.length() - self.offset()
        painter.fillRect(0, end, self.width(), max(self.height() - end, 0), QColor(theme.current().surface))
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One line: heading, or name, unit, reference and course."""
        if logicalIndex >= self._model.rowCount():
            return
        colours = theme.current()
        head = self._model.head(logicalIndex)
        chosen = logicalIndex == self.current and not head.heading
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_ground if chosen else colours.surface))
        self._paint_name(painter, rect, logicalIndex, head)
        if not head.heading:
            self._paint_columns(painter, rect, logicalIndex, head)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(colours.edge))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, row: int, head: LineHead) -> None:
        """On one line with what was examined in lighter type; a long one in several."""
        colours = theme.current()
        box = QRectF(rect).adjusted(inset(head), 0, 0, -1)
        painter.setPen(QColor(colours.ink2 if head.heading else colours.ink))
        if head.name_width > self._room(head):
            layout = self._layout(row, head)
            layout.draw(painter, QPointF(box.left(), box.center().y() - layout.boundingRect().height() / 2))
            return
        if head.heading:
            painter.setFont(theme.font(theme.Type.SMALL, bold=True))
            painter.drawText(box.adjusted(0, 0, 0, -PADDING + 1), Qt.AlignmentFlag.AlignBottom, head.name)
            return
        quiet = head.name[: head.prefix]
        painter.setFont(theme.font(theme.Type.TABLE))
        painter.setPen(QColor(colours.ink2))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, quiet)
        box.adjust(painter.fontMetrics().horizontalAdvance(quiet), 0, 0, 0)
        painter.setFont(theme.font(theme.Type.TABLE, bold=True))
        painter.setPen(QColor(colours.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, head.name.removeprefix(quiet))

    def _paint_columns(self, painter: QPainter, rect: QRect, row: int, head: LineHead) -> None:
        """The tick of a row that is picked, its unit, its reference and its course."""
        colours = theme.current()
        small = theme.font(theme.Type.SMALL)
        if self._model.is_marked(row):
            signs.paint_mark(painter, icons.Mark.CHECK, rect.left() + 2, rect.center().y(), "accent_text")
        painter.setFont(small)
        painter.setPen(QColor(colours.ink2))
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(rect.left() + self.widths[0] + MARGIN, rect.top(), self.widths[1] - MARGIN, rect.height())
        painter.drawText(box, middle, "10⁹/L" if head.unit == "10^9/L" else head.unit)
        box = QRectF(box.left() + self.widths[1], box.top(), self.widths[2] - MARGIN, box.height())
        painter.setFont(theme.font(theme.Type.SMALL, digits=True))
        painter.drawText(box, middle | Qt.TextFlag.TextSingleLine, head.figures)
        if head.others:
            end = box.left() + painter.fontMetrics().horizontalAdvance(head.figures)
            signs.paint_mark(painter, icons.Mark.NOT_EQUAL, end + 3, box.center().y(), "ink2")
        if self.widths[3] and head.curve is not None:
            box = QRectF(box.left() + self.widths[2] - MARGIN, box.top(), self.widths[3], box.height())
            mini_curve.paint(painter, box.adjusted(4, 1, -4, -1), head.curve)

    def _layout(self, row: int, head: LineHead) -> QTextLayout:
        found = self._layouts.get(row)
        if found is None:
            type_ = theme.Type.SMALL if head.heading else theme.Type.TABLE
            found = self._layouts[row] = lay_out(head.name, theme.font(type_, bold=True), self._room(head))
        return found

    def _room(self, head: LineHead) -> int:
        """Pixels for a name: the columns behind it that its line leaves empty are its own."""
        return sum(self.widths[: 1 + _empty_after_name(head)]) - inset(head) - MARGIN


def _empty_after_name(head: LineHead) -> int:
    """How many of the columns behind its name a line leaves free for it."""
    return next((count for count, used in enumerate((head.unit, head.reference, head.curve is not None)) if used), 3)


def inset(head: LineHead) -> int:
    """How far a name begins from the left."""
    return LEFT + INDENT * min(head.level, DEEPEST)


class TimeHeader(QHeaderView):
    """The sampling times: the day once above its times, a line between two days.

    ``asked(column)``: a click. ``widened(column, pixels)``: the person has moved its edge.
    """

    asked = Signal(int)
    widened = Signal(int, int)

    def __init__(self, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setObjectName("flowsheetTimes")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self._pressed = -1  # the column that is being clicked
        self._dragging = False
        self.sectionResized.connect(self._resized)

    def _resized(self, column: int, _before: int, width: int) -> None:
        if self._dragging:
            self.widened.emit(column, width)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """At an edge it is dragged, else it is a click."""
        at_edge = self.cursor().shape() is Qt.CursorShape.SplitHCursor
        left = event.button() is Qt.MouseButton.LeftButton
        self._dragging = at_edge and left
        self._pressed = self.logicalIndexAt(event.position().toPoint()) if left and not at_edge else -1
        if self._dragging:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed, self._dragging = self._pressed, -1, False
        if pressed >= 0 and self.logicalIndexAt(event.position().toPoint()) == pressed:
            self.asked.emit(pressed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(TIMES))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Date above, clock below, against the edge where the values end."""
        if logicalIndex >= self._model.columnCount():
            return
        colours = theme.current()
        top = self._model.top(logicalIndex)
        room = self.viewport().width()
        cut = rect.width() <= room and (rect.left() < 0 or rect.right() >= room)
        before = self._model.top(logicalIndex - 1).day if logicalIndex else ""
        first = before != top.day
        leads = first or self.sectionViewportPosition(logicalIndex - 1) < 0  # of those of its day that are in sight
        painter.save()
        painter.fillRect(rect, QColor(colours.sunken))
        small, strong = theme.font(theme.Type.SMALL, digits=True), theme.font(theme.Type.SMALL, bold=True, digits=True)
        line = QFontMetricsF(small).height()
        lower = QRectF(rect.left() + 2, rect.bottom() - PADDING - line, rect.width() - 6, line)
        upper = lower.translated(0, -line)
        painter.setFont(small)
        if cut:  # half a date would be another date
            seen = lower.intersected(QRectF(self.viewport().rect()))
            mark = icons.Mark.RIGHT if rect.left() >= 0 else icons.Mark.LEFT
            signs.paint_mark(painter, mark, seen.left(), seen.center().y(), "ink2")
        else:
            clock = self._right(painter, lower, top.clock, top.widths.signs)
            if top.waits:
                clock -= theme.px(signs.SLOT) + 2
                signs.paint_mark(painter, icons.Mark.HOURGLASS, clock, lower.center().y(), "ink2")
            clock -= theme.px(signs.TAG) + signs.GAP
            if top.tag and clock >= rect.left():
                signs.paint_tag(painter, top.tag, clock, lower.center().y())
            painter.setFont(strong if leads else small)
            if leads or top.waits:
                self._right(painter, upper, top.short if leads else translate("Flowsheet", "waiting"), top.widths.signs)
        if self._model.passed.columns[logicalIndex] == self._model.order:
            signs.paint_mark(painter, icons.Mark.OPEN, rect.left() + 4, upper.center().y(), "accent_text")
        painter.setPen(QColor(colours.edge))
        if logicalIndex and first:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()

    def _right(self, painter: QPainter, box: QRectF, words: str, signs_width: float) -> float:
        """Against the edge of the values where there is room, else of the column; where it begins."""
        wide = painter.fontMetrics().horizontalAdvance(words)
        end = box.right() - (signs_width if wide + signs_width <= box.width() else 0)
        signs.paint_text(painter, words, end - wide, box.center().y(), "ink")
        return end - wide


class Corner(QWidget):
    """Names of the frozen columns, above them; their edges can be dragged, and the first sorts.

    ``asked``: a click on the names. ``changed``: a width is another.
    """

    asked = Signal()
    changed = Signal()

    def __init__(self, names: NameHeader, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetCorner")
        self.setMouseTracking(True)
        self._names, self._model = names, model
        self._dragged = -1

    def _edge_at(self, x: float) -> int:
        """The column whose right edge is there, or -1."""
        end = 0
        for place, width in enumerate(self._names.widths):
            end += width
            if width and abs(x - end) <= _EDGE:
                return place
        return -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = self._edge_at(event.position().x())
        if self._dragged < 0 and event.position().x() < self._names.widths[0]:
            self.asked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._dragged >= 0 and event.buttons():
            before = sum(self._names.widths[: self._dragged])
            self._names.dragged[self._dragged] = round(x) - before
            self.changed.emit()
        else:
            edge = self._edge_at(x) >= 0
            self.setCursor(Qt.CursorShape.SplitHCursor if edge else Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the bottom of the corner, over their columns."""
        del event
        painter = QPainter(self)
        colours = theme.current()
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.setFont(theme.font(theme.Type.SMALL))
        painter.setPen(QColor(colours.ink2))
        left = 0
        for place, (title, width) in enumerate(zip(titles_of_columns(self._model.sheet.course), self._names.widths, strict=True)):
            if width:
                box = QRectF(left + (MARGIN if place else LEFT), 0, width - MARGIN, self.height() - PADDING)
                painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)
                if place == 0 and self._model.order == BY_NAME:
                    end = box.left() + painter.fontMetrics().horizontalAdvance(title)
                    middle = box.bottom() - painter.fontMetrics().height() / 2
                    signs.paint_mark(painter, icons.Mark.OPEN, end + 2, middle, "accent_text")
            left += width
        painter.setPen(QColor(colours.edge))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()
