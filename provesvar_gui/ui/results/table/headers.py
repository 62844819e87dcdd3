"""The headers of the cumulative table, fixed while it scrolls: names, units, references, sparklines, times, and the corner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import sparkline, tints
from provesvar_gui.ui.results.common.styled_table import lay_out

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QPaintEvent, QTextLayout

    from provesvar_gui.ui.results.table.model import FlowsheetModel
    from provesvar_gui.ui.results.table.sheet import LineHead

translate = QCoreApplication.translate

MARGIN: Final = 6  # at the sides of a cell
PADDING: Final = 3  # above and below
INDENT: Final = 14  # for each level of a tree
DEEPEST: Final = 8  # levels that still move to the right
SPARK: Final = 76  # width of a sparkline
NARROW_SPARK: Final = 60
WIDE: Final = 1000  # a table of that width has room for longer names
TICK: Final = "✓"


def bold_of(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def row_ground(palette: QPalette, model: FlowsheetModel, row: int, *, chosen: bool = False) -> QColor:
    """Light bands, and a line that the person is on stands out a little."""
    scheme = tints.scheme(palette)
    if model.head(row).heading:
        return QColor(scheme.page)
    if chosen:
        return QColor(scheme.shades[theme.Tint.ACTION].ground)
    return palette.color(QPalette.ColorRole.AlternateBase if row % 2 else QPalette.ColorRole.Base)


def titles_of_columns() -> tuple[str, str, str, str]:
    return (
        translate("Flowsheet", "Analysis"),
        translate("Flowsheet", "Unit"),
        translate("Flowsheet", "Reference"),
        translate("Flowsheet", "Course"),
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
        self.widths = (0, 0, 0, 0)  # name, unit, reference, sparkline
        self.current = -1
        self._bold = QFontMetricsF(bold_of(self.font()))
        self._layouts: dict[int, QTextLayout] = {}

    def fit(self, room: int) -> None:
        """Share the width for a table of that width; every line is one row of text high, until ``heights`` says more."""
        self._layouts.clear()
        heads = [self._model.head(row) for row in range(self._model.rowCount())]
        titles = [self._bold.horizontalAdvance(title) for title in titles_of_columns()]
        unit = max((head.unit_width for head in heads), default=0.0)
        reference = max((head.reference_width for head in heads), default=0.0)
        spark = (SPARK if room > WIDE else NARROW_SPARK) if room > 8 * SPARK and any(head.dots for head in heads) else 0
        longest = max((head.name_width + inset(head) for head in heads if not head.heading), default=0.0)
        wanted = max(longest + 2 * MARGIN + 2, titles[0] + 3 * MARGIN)
        name = min(wanted, max(room * (0.25 if room > WIDE else 0.19), 140.0), 340.0)
        others = (round(max(unit, titles[1]) + 2 * MARGIN), round(max(reference, titles[2]) + 2 * MARGIN))
        self.widths = (round(name), *others, spark)
        self.setFixedWidth(sum(self.widths))
        self.setDefaultSectionSize(self._single())

    def _single(self) -> int:
        return round(QFontMetricsF(self.font()).height()) + 2 * PADDING

    def heights(self) -> Generator[None, None, None]:
        """Give the lines that need more their height; gives way while it works."""
        single, line_height = self._single(), QFontMetricsF(self.font()).height()
        for row in range(self._model.rowCount()):
            head = self._model.head(row)
            needed = float(single)
            if len(head.unit_lines) > 1:
                needed = max(needed, len(head.unit_lines) * line_height + 2 * PADDING)
            if head.name_width > self._room(head):
                needed = max(needed, self._layout(row, head).boundingRect().height() + 2 * PADDING)
            height = round(needed) + (8 if head.heading and head.level == 0 else 0)
            if self.sectionSize(row) != height:
                self.resizeSection(row, height)
            yield

    def sizeHint(self) -> QSize:
        return QSize(sum(self.widths), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One line: heading, or name, unit, reference and sparkline."""
        if logicalIndex >= self._model.rowCount():
            return
        head = self._model.head(logicalIndex)
        palette = self.palette()
        ground = row_ground(palette, self._model, logicalIndex, chosen=logicalIndex == self.current)
        painter.save()
        painter.fillRect(rect, ground)
        layout = self._layout(logicalIndex, head)
        top = rect.bottom() + 1 - PADDING - layout.boundingRect().height() if head.heading else float(rect.top() + PADDING)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        layout.draw(painter, QPointF(rect.left() + MARGIN + inset(head), top))
        if not head.heading:
            self._paint_columns(painter, rect, logicalIndex, top, ground)
        elif head.level == 0:
            painter.setPen(tints.scheme(palette).line)
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(tints.scheme(palette).border)
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_columns(self, painter: QPainter, rect: QRect, row: int, top: float, ground: QColor) -> None:
        """The tick of a row that is picked, its unit, its reference and its sparkline."""
        head, palette = self._model.head(row), self.palette()
        if self._model.is_marked(row):
            painter.setPen(palette.color(QPalette.ColorRole.Link))
            painter.drawText(QRectF(rect.left() + 1, top, MARGIN + INDENT, rect.height()), 0, TICK)
        painter.setFont(self.font())
        painter.setPen(tints.quiet(palette))
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(rect.left() + self.widths[0], rect.top(), self.widths[1], rect.height())
        painter.drawText(box.adjusted(MARGIN, 0, 0, 0), middle, "\n".join(head.unit_lines))
        box.translate(self.widths[1], 0)
        box.setWidth(self.widths[2])
        painter.drawText(box.adjusted(MARGIN, 0, 0, 0), middle | Qt.TextFlag.TextSingleLine, head.reference)
        if self.widths[3] and head.dots:
            box.translate(self.widths[2], 0)
            box.setWidth(self.widths[3])
            colour = QColor(tints.scheme(palette).shades[theme.Tint.ACTION].text)
            sparkline.paint(painter, box.adjusted(2, 1, -4, -1), head.dots, colour, ground)

    def _layout(self, row: int, head: LineHead) -> QTextLayout:
        found = self._layouts.get(row)
        if found is None:
            font = bold_of(self.font()) if head.heading or head.holds else self.font()
            found = self._layouts[row] = lay_out(head.name, font, self._room(head))
        return found

    def _room(self, head: LineHead) -> int:
        """Pixels for a name: the columns behind it that its line leaves empty are its own."""
        return sum(self.widths[: 1 + _empty_after_name(head)]) - inset(head) - 2 * MARGIN


def _empty_after_name(head: LineHead) -> int:
    """How many of the columns behind its name a line leaves free for it."""
    return next((count for count, used in enumerate((head.unit, head.reference, head.dots)) if used), 3)


def inset(head: LineHead) -> int:
    """How far a name begins from the left; the first step is room for the tick."""
    if head.heading and head.line.tree is None:
        return INDENT * head.level
    return INDENT * (1 + min(head.level, DEEPEST))


class TimeHeader(QHeaderView):
    """The sampling times in two lines, a line between two days."""

    def __init__(self, model: FlowsheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setObjectName("flowsheetTimes")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.current = -1

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(2 * QFontMetricsF(self.font()).height()) + 2 * PADDING + 2)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Date above, clock below, both against the right edge as the values are."""
        if logicalIndex >= self._model.columnCount():
            return
        top = self._model.top(logicalIndex)
        cut = rect.width() <= self.viewport().width() and (rect.left() < 0 or rect.right() >= self.viewport().width())
        palette = self.palette()
        scheme = tints.scheme(palette)
        ground = scheme.shades[theme.Tint.ACTION].ground if logicalIndex == self.current else scheme.page
        painter.save()
        painter.fillRect(rect, QColor(ground))
        box = QRectF(rect).adjusted(MARGIN, PADDING, -MARGIN, -PADDING)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if cut:  # half a date would be another date
            painter.setPen(tints.quiet(palette))
            seen = box.intersected(QRectF(self.viewport().rect()))
            painter.drawText(seen, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "›" if rect.left() >= 0 else "‹")
        else:
            painter.setFont(self.font())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, top.date)
            painter.setPen(tints.quiet(palette))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, top.clock)
        painter.setPen(scheme.line)
        if logicalIndex and self._model.top(logicalIndex - 1).day != top.day:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setPen(scheme.border)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class Corner(QWidget):
    """Names of the frozen columns, above them."""

    def __init__(self, names: NameHeader, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetCorner")
        self._names = names

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the bottom of the corner, over their columns."""
        del event
        painter = QPainter(self)
        palette = self.palette()
        scheme = tints.scheme(palette)
        painter.fillRect(self.rect(), QColor(scheme.page))
        painter.setFont(bold_of(self.font()))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        left = 0
        for place, (title, width) in enumerate(zip(titles_of_columns(), self._names.widths, strict=True)):
            if width:
                start = left + MARGIN + (INDENT if place == 0 else 0)
                box = QRectF(start, PADDING, width, self.height() - 2 * PADDING)
                painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, title)
            left += width
        painter.setPen(scheme.border)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()
