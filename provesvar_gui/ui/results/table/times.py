"""What stays on top while the table scrolls: the sampling times, and in the corner the names of the frozen columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import tones
from provesvar_gui.ui.results.table.grounds import MARGIN, PADDING, bold_of, titles_of_columns
from provesvar_gui.ui.results.table.model import FlowsheetModel
from provesvar_gui.ui.results.table.names import INDENT, Names

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SPLIT: Final = 2


class Times(QHeaderView):
    """The sampling times in two lines, a line between two days."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName("flowsheetTimes")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.current = -1

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(_SPLIT * QFontMetricsF(self.font()).height()) + 2 * PADDING + 2)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Date above, clock below, both against the right edge as the values are."""
        model = self.model()
        if not isinstance(model, FlowsheetModel) or logicalIndex >= model.columnCount():
            return
        top = model.top(logicalIndex)
        cut = rect.width() <= self.viewport().width() and (rect.left() < 0 or rect.right() >= self.viewport().width())
        palette = self.palette()
        scheme = tones.scheme(palette)
        ground = scheme.shades[theme.Tone.ACTION].ground if logicalIndex == self.current else scheme.page
        painter.save()
        painter.fillRect(rect, QColor(ground))
        box = QRectF(rect).adjusted(MARGIN, PADDING, -MARGIN, -PADDING)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        if cut:  # half a date would be another date
            painter.setPen(tones.quiet(palette))
            seen = box.intersected(QRectF(self.viewport().rect()))
            painter.drawText(seen, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, "›" if rect.left() >= 0 else "‹")
        else:
            painter.setFont(self.font())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, top.date)
            painter.setPen(tones.quiet(palette))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, top.clock)
        painter.setPen(scheme.line)
        if logicalIndex and model.top(logicalIndex - 1).day != top.day:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setPen(scheme.border)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class Corner(QWidget):
    """Names of the frozen columns, above them."""

    def __init__(self, names: Names, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetCorner")
        self._names = names

    def paintEvent(self, event: QPaintEvent) -> None:
        """At the bottom of the corner, over their columns."""
        del event
        painter = QPainter(self)
        palette = self.palette()
        scheme = tones.scheme(palette)
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
