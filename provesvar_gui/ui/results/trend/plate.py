"""Some series over one axis of time, painted back to front: for the graph on the screen and for the one on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from provesvar_gui.results import ticks
from provesvar_gui.results.model import Veiled
from provesvar_gui.results.trend import Left
from provesvar_gui.ui.results.trend import beside, geometry, panels, trend_words
from provesvar_gui.ui.results.trend import painter as paint
from provesvar_gui.ui.results.trend.marks import ring
from provesvar_gui.ui.results.trend.scale import Across

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPainter

    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.geometry import Boxes
    from provesvar_gui.ui.results.trend.marks import Inks, Putter
    from provesvar_gui.ui.results.trend.panels import Panel
    from provesvar_gui.ui.results.trend.scale import Window

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Plate(Veiled):
    """What is drawn: panels below each other, and the time that all of them show."""

    panels: tuple[Panel, ...]
    window: Window
    style: Style

    def paint(
        self,
        painter: QPainter,
        boxes: Sequence[Boxes],
        *,
        axis: float,
        width: float,
        inks: Inks,
        font: QFont,
        marks: Putter,
        current: tuple[int, Dot] | None = None,
    ) -> None:
        """Everything. ``axis``: the top of the words of time. ``current``: panel and result that the ring is put on."""
        first, last = boxes[0].plot, boxes[-1].plot
        whole = QRectF(first.left(), first.top(), first.width(), last.bottom() - first.top())
        across = Across(self.window, whole.left(), whole.right())
        found = ticks.of_time(self.window.first, self.window.last, int(whole.width() / 84))
        painter.setPen(QPen(inks.grid, 1.0))
        for tick in found:
            x = round(across.x(tick.at)) + 0.5
            painter.drawLine(QPointF(x, whole.top()), QPointF(x, axis + 3))
        for place, (panel, box) in enumerate(zip(self.panels, boxes, strict=True)):
            self._panel(painter, panel, box, inks, font, marks, current[1] if current and current[0] == place else None)
        self._time(painter, QRectF(0, axis, width, geometry.axis_height(font)), found, across, inks, font)

    def _panel(
        self, painter: QPainter, panel: Panel, box: Boxes, inks: Inks, font: QFont, marks: Putter, current: Dot | None
    ) -> None:
        plot, side = box.plot, box.side
        across, up = geometry.scales(panel, plot, self.window, font)
        paint.heading(painter, box.head, panel, inks, font, self.left_out(panel))
        paint.grid(painter, plot, paint.value_marks(panel, plot.height(), font), up, inks, font, self.style)
        painter.setClipRect(plot.adjusted(0, -4, 0, 4))
        paint.breaks(painter, plot, panel, across, inks, font)
        paint.bands(painter, plot, panel, across, up, inks, font, self.style)
        paint.lines(painter, panel, across, up, inks)
        painter.setClipRect(plot.adjusted(-8, -4, 8, 4))
        paint.dots(painter, panel, across, up, marks, inks, font, self.style)
        if current is not None:
            at, glyph = QPointF(across.x(current.when), up.y(current.number)), panel.glyphs.get(current.row, "")
            ring(painter, at, inks.text, glyph)
            marks.put(painter, at, current, glyph)  # over the ring, whatever stands beside it there
        painter.setClipping(False)
        if not panel.shown:
            painter.setPen(inks.quiet)
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, translate("Trend", "No results to draw in this period"))
        if side.width() > 0:
            beside.newest(painter, side, panel, inks, font, self.style)

    def left_out(self, panel: Panel) -> str:
        """What of a panel is not drawn, and how much lies outside of the period."""
        count = sum(row.left is not None and row.left is not Left.REPEAT for row in panel.curve.rows)
        told = trend_words.outside(panel.older, panel.later, self.style)
        if count:
            told.append(translate("Trend", "%n not drawn, see the table", "", count))
        return " · ".join(told)

    def _time(
        self, painter: QPainter, box: QRectF, found: tuple[ticks.Tick, ...], across: Across, inks: Inks, font: QFont
    ) -> None:
        """The one axis for all panels; on the screen it stays in sight while they are scrolled."""
        small = paint.scaled(font, 0.9)
        metrics = QFontMetricsF(small)
        painter.fillRect(box.adjusted(0, 0, 0, 4), inks.ground)  # to the edge, whatever was rounded
        painter.setPen(QPen(inks.grid, 1.0))
        painter.drawLine(QPointF(across.left, round(box.top()) + 0.5), QPointF(across.right, round(box.top()) + 0.5))
        painter.setFont(small)
        painter.setPen(inks.quiet)
        for tick, (own, below) in zip(found, panels.tick_words(found, self.style), strict=True):
            x = across.x(tick.at)
            for words, top in ((own, 2.0), (below, 2.0 + metrics.height())):
                width = metrics.horizontalAdvance(words) + 2
                left = min(max(x - width / 2, 2.0), box.width() - width)
                painter.drawText(QRectF(left, box.top() + top, width, metrics.height()), Qt.AlignmentFlag.AlignCenter, words)
