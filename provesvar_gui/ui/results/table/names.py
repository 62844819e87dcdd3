"""What stays at the left while the table scrolls: names, units, references and sparklines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import sparkline, tones
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.table.grounds import MARGIN, PADDING, bold_of, row_ground, titles_of_columns
from provesvar_gui.ui.results.table.model import FlowsheetModel

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QTextLayout

    from provesvar_gui.ui.results.table.sheet import Head

INDENT: Final = 14  # for each level of a tree
DEEPEST: Final = 8  # levels that still move to the right
SPARK: Final = 76  # width of a sparkline
NARROW_SPARK: Final = 60
WIDE: Final = 1000  # a table of that width has room for longer names
TICK: Final = "✓"


class Names(QHeaderView):
    """The frozen columns, one line for each row; names are never cut off, they wrap."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setObjectName("flowsheetNames")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.widths = (0, 0, 0, 0)  # name, unit, reference, sparkline
        self.current = -1
        self._bold = QFontMetricsF(bold_of(self.font()))
        self._layouts: dict[int, QTextLayout] = {}

    def forget(self) -> None:
        """The lines are others, or have another width."""
        self._layouts.clear()

    def fit(self, room: int) -> None:
        """Share the width for a table of that width; every line is one row of text high, until ``heights`` says more."""
        self.forget()
        model = self._lines()
        heads = [model.head(row) for row in range(model.rowCount())] if model is not None else []
        titles = [self._bold.horizontalAdvance(title) for title in titles_of_columns()]
        unit = max((head.unit_width for head in heads), default=0.0)
        reference = max((head.reference_width for head in heads), default=0.0)
        spark = (SPARK if room > WIDE else NARROW_SPARK) if room > 8 * SPARK and any(head.dots for head in heads) else 0
        longest = max((head.name_width + inset(head) for head in heads if not head.heading), default=0.0)
        name = min(
            max(longest + 2 * MARGIN + 2, titles[0] + 3 * MARGIN),
            max(room * (0.25 if room > WIDE else 0.19), 140.0),
            340.0,
        )
        columns = (name, max(unit, titles[1]) + 2 * MARGIN, max(reference, titles[2]) + 2 * MARGIN)
        self.widths = (round(columns[0]), round(columns[1]), round(columns[2]), spark)
        self.setFixedWidth(sum(self.widths))
        self.setDefaultSectionSize(self._single())

    def _single(self) -> int:
        return round(QFontMetricsF(self.font()).height()) + 2 * PADDING

    def heights(self) -> Generator[None, None, None]:
        """Give the lines that need more their height; gives way while it works."""
        model = self._lines()
        single, line_height = self._single(), QFontMetricsF(self.font()).height()
        for row in range(model.rowCount() if model is not None else 0):
            head = model.head(row) if model is not None else None
            if head is None:
                return
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
        model = self._lines()
        if model is None or logicalIndex >= model.rowCount():
            return
        head = model.head(logicalIndex)
        palette = self.palette()
        chosen = logicalIndex == self.current
        ground = row_ground(palette, model, logicalIndex, chosen=chosen)
        painter.save()
        painter.fillRect(rect, ground)
        layout = self._layout(logicalIndex, head)
        top = rect.bottom() + 1 - PADDING - layout.boundingRect().height() if head.heading else float(rect.top() + PADDING)
        plain = palette.color(QPalette.ColorRole.Text)
        painter.setPen(plain)
        layout.draw(painter, QPointF(rect.left() + MARGIN + inset(head), top))
        if head.heading:
            if head.level == 0:
                painter.setPen(tones.scheme(palette).line)
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            self._edge(painter, rect)
            painter.restore()
            return
        row = model.series_row(logicalIndex)
        if row is not None and row.series.key in model.marked:
            painter.setPen(palette.color(QPalette.ColorRole.Link))
            painter.drawText(QRectF(rect.left() + 1, top, MARGIN + INDENT, rect.height()), 0, TICK)
        painter.setFont(self.font())
        painter.setPen(tones.quiet(palette))
        left = rect.left() + self.widths[0]
        middle = Qt.AlignmentFlag.AlignVCenter
        box = QRectF(left, rect.top(), self.widths[1], rect.height())
        painter.drawText(box.adjusted(MARGIN, 0, 0, 0), middle, "\n".join(head.unit_lines))
        box.translate(self.widths[1], 0)
        box.setWidth(self.widths[2])
        painter.drawText(box.adjusted(MARGIN, 0, 0, 0), middle | Qt.TextFlag.TextSingleLine, head.reference)
        if self.widths[3] and head.dots:
            box.translate(self.widths[2], 0)
            box.setWidth(self.widths[3])
            sparkline.paint(
                painter,
                box.adjusted(2, 1, -4, -1),
                head.dots,
                QColor(tones.scheme(palette).shades[theme.Tone.ACTION].text),
                ground,
            )
        self._edge(painter, rect)
        painter.restore()

    def _edge(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(tones.scheme(self.palette()).border)
        painter.drawLine(rect.topRight(), rect.bottomRight())

    def _lines(self) -> FlowsheetModel | None:
        model = self.model()
        return model if isinstance(model, FlowsheetModel) else None

    def _layout(self, row: int, head: Head) -> QTextLayout:
        found = self._layouts.get(row)
        if found is None:
            font = bold_of(self.font()) if head.heading or self._is_parent(row) else self.font()
            found = self._layouts[row] = lay_out(head.name, font, self._room(head))
        return found

    def _room(self, head: Head) -> int:
        """Pixels for a name: the columns behind it that its line leaves empty are its own."""
        return sum(self.widths[: 1 + _empty_after_name(head)]) - inset(head) - 2 * MARGIN

    def _is_parent(self, row: int) -> bool:
        model = self._lines()
        line = model.series_row(row) if model is not None else None
        return line is not None and line.holds


def _empty_after_name(head: Head) -> int:
    """How many of the columns behind its name a line leaves free for it."""
    return next((count for count, used in enumerate((head.unit, head.reference, head.dots)) if used), 3)


def inset(head: Head) -> int:
    """How far a name begins from the left; the first step is room for the tick."""
    if head.heading and getattr(head.line, "tree", None) is None:
        return INDENT * head.level
    return INDENT * (1 + min(head.level, DEEPEST))
