"""The headers of the cumulative table, fixed while it scrolls: names, units, references, courses, times, and the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import mini_curve, text_runs
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.model import BY_NAME
from provesvar_gui.ui.theme import Type

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
_MARK: Final = 12


def is_cut(left: int, width: int, room: int) -> bool:
    """Whether a column is only partly on the screen: nothing of it is painted, since 1,12 must not look like 12."""
    return width <= room and (left < 0 or left + width > room)


def paint_mark(painter: QPainter, mark: icons.Mark, left: float, middle: float, colour: str) -> None:
    side = theme.px(_MARK)
    icons.paint_mark(painter, mark, QRectF(left, middle - side / 2, side, side), colour)


def titles(model: FlowsheetModel) -> tuple[str, str, str, str]:
    named = (translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"), translate("Flowsheet", "Reference"))
    return (*named, model.sheet.course)


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
        self.current = -1
        self._layouts: dict[int, QTextLayout] = {}

    def fit(self, room: int) -> None:
        """Share the width for a table of that width; every line is one row of text high, until ``heights`` says more."""
        self._layouts.clear()
        heads = [head for row in range(self._model.rowCount()) if not (head := self._model.head(row)).heading]
        small = QFontMetricsF(theme.font(Type.SMALL))
        title, unit, reference, _ = (small.horizontalAdvance(each) for each in titles(self._model))
        longest = max((head.width + inset(head) for head in heads), default=0.0) + MARGIN
        self.widths = [
            round(max(min(longest, room * 0.15), title + LEFT + MARGIN, 140.0)),
            round(max(self._model.sheet.unit, unit) + 2 * MARGIN),
            round(max(self._model.sheet.reference, reference) + 2 * MARGIN),
            theme.px(CURVE) if room >= theme.px(CURVED) and any(head.curve is not None for head in heads) else 0,
        ]
        self.setFixedWidth(sum(self.widths))
        self.setDefaultSectionSize(theme.px(ROW))

    def heights(self) -> Generator[None, None, None]:
        """Give the lines that need more their height; gives way while it works."""
        for row in range(self._model.rowCount()):
            head = self._model.head(row)
            needed = float(theme.px(HEADING if head.heading else ROW))
            if head.width > self._room(head):
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
        if logicalIndex >= self._model.rowCount():
            return
        colours = theme.current()
        head = self._model.head(logicalIndex)
        chosen = logicalIndex == self.current and not head.heading
        painter.save()
        painter.fillRect(rect, QColor(colours.accent_ground if chosen else colours.surface))
        self._paint_name(painter, rect, logicalIndex, head)
        if self._model.is_marked(logicalIndex):
            paint_mark(painter, icons.Mark.CHECK, rect.left() + 2, rect.center().y(), "accent_text")
        if not head.heading:
            self._paint_columns(painter, rect, head)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(colours.edge))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, row: int, head: LineHead) -> None:
        colours = theme.current()
        box = QRectF(rect).adjusted(inset(head), 0, 0, -1)
        if head.width > self._room(head):
            layout = self._layout(row, head)
            painter.setPen(QColor(colours.ink2 if head.heading else colours.ink))
            layout.draw(painter, QPointF(box.left(), box.center().y() - layout.boundingRect().height() / 2))
            return
        quiet, strong = head.name[: head.prefix], head.name[head.prefix :]
        painter.setFont(theme.font(Type.TABLE))
        metrics = QFontMetricsF(painter.font())
        left = text_runs.paint_words(painter, quiet, box.left(), text_runs.baseline(metrics, box.center().y()), colours.ink2)
        painter.setFont(theme.font(Type.SMALL if head.heading else Type.TABLE, bold=True))
        middle = box.bottom() - metrics.height() / 2 - PADDING if head.heading else box.center().y()
        line = text_runs.baseline(QFontMetricsF(painter.font()), middle)
        text_runs.paint_words(painter, strong, left, line, colours.ink2 if head.heading else colours.ink)

    def _paint_columns(self, painter: QPainter, rect: QRect, head: LineHead) -> None:
        left = rect.left() + self.widths[0]
        painter.setFont(theme.font(Type.SMALL, digits=True))
        line = text_runs.baseline(QFontMetricsF(painter.font()), QRectF(rect).center().y())
        figures = f"{head.figures} {cells.OTHER_REFERENCE}" if head.others else head.figures
        for words, width in (("10⁹/L" if head.unit == "10^9/L" else head.unit, self.widths[1]), (figures, self.widths[2])):
            text_runs.paint_words(painter, words, left + MARGIN, line, theme.current().ink2)
            left += width
        if self.widths[3] and head.curve is not None:
            mini_curve.paint(painter, QRectF(left + 4, rect.top() + 1, self.widths[3] - 8, rect.height() - 2), head.curve)

    def _layout(self, row: int, head: LineHead) -> QTextLayout:
        if row not in self._layouts:
            font = theme.font(Type.SMALL if head.heading else Type.TABLE, bold=True)
            self._layouts[row] = lay_out(head.name, font, self._room(head))
        return self._layouts[row]

    def _room(self, head: LineHead) -> int:
        """Pixels for a name: the columns behind it that its line leaves empty are its own."""
        used = (head.unit, head.reference, head.curve)
        empty = next((count for count, each in enumerate(used) if each), len(used))
        return sum(self.widths[: 1 + empty]) - inset(head) - MARGIN


def inset(head: LineHead) -> int:
    return LEFT + INDENT * min(head.level, DEEPEST)


class TimeHeader(QHeaderView):
    """The sampling times: the day once above its times, a line between two days. Edges can be dragged."""

    def __init__(self, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setObjectName("flowsheetTimes")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(TIMES))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        if logicalIndex >= self._model.columnCount():
            return
        colours = theme.current()
        top = self._model.top(logicalIndex)
        first = not logicalIndex or self._model.top(logicalIndex - 1).day != top.day
        leads = first or self.sectionViewportPosition(logicalIndex - 1) < 0  # of those of its day that are in sight
        painter.save()
        painter.fillRect(rect, QColor(colours.sunken))
        medium = text_runs.screen()
        high = QFontMetricsF(theme.font(Type.SMALL)).height()
        lower = rect.bottom() - PADDING - high / 2
        if is_cut(rect.left(), rect.width(), self.viewport().width()):  # half a date would be another date
            mark = icons.Mark.RIGHT if rect.left() >= 0 else icons.Mark.LEFT
            paint_mark(painter, mark, max(rect.left() + 2, 0), lower, "ink2")
        else:
            day = top.short if leads else translate("Flowsheet", "waiting") if top.waits else ""
            clock = [medium.run(cells.WAITING)] * top.waits + [medium.run(top.clock, colour="ink", digits=True)]
            tag = [medium.tag(top.tag)] if top.tag else []
            room = rect.width() - 6
            clock = tag + clock if sum(run.width + 4 for run in tag + clock) <= room else clock
            for runs, middle in (([medium.run(day, colour="ink", bold=leads, digits=True)], lower - high), (clock, lower)):
                wide = sum(run.width + 4 for run in runs) - 4
                left = rect.right() - 4 - wide - (top.signs if wide + top.signs <= room else 0)
                for run in runs:
                    run.paint(painter, left, text_runs.baseline(QFontMetricsF(run.font), middle))
                    left += run.width + 4
        if self._model.passed.columns[logicalIndex] == self._model.order:
            paint_mark(painter, icons.Mark.OPEN, rect.left() + 4, lower - high, "accent_text")
        painter.setPen(QColor(colours.edge))
        if logicalIndex and first:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class Corner(QWidget):
    """Names of the frozen columns, above them. ``asked``: a click on the first."""

    asked = Signal()

    def __init__(self, names: NameHeader, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetCorner")
        self._names, self._model = names, model

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() < self._names.widths[0]:
            self.asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the bottom of the corner, over their columns."""
        del event
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.sunken))
        painter.setFont(theme.font(Type.SMALL))
        metrics = QFontMetricsF(painter.font())
        middle = self.height() - PADDING - metrics.height() / 2
        left = 0
        for title, width in zip(titles(self._model), self._names.widths, strict=True):
            begin = left + (MARGIN if left else LEFT)
            end = text_runs.paint_words(painter, title if width else "", begin, text_runs.baseline(metrics, middle), colours.ink2)
            if not left and self._model.order == BY_NAME:
                paint_mark(painter, icons.Mark.OPEN, end + 2, middle, "accent_text")
            left += width
        painter.setPen(QColor(colours.edge))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()
