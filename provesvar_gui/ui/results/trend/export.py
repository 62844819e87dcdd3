"""The export of a trend: its table, on paper below the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPicture

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture
from provesvar_gui.results.series import sampled
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.common.text_runs import Medium
from provesvar_gui.ui.results.trend import lane as lane_
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.results.trend.lane import LaneColumns, LanePainter
from provesvar_gui.ui.results.trend.table import Column

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime

    from provesvar_gui.ui.results.trend.graph import Drawing
    from provesvar_gui.ui.results.trend.lane import Lane
    from provesvar_gui.ui.results.trend.table import TrendModel

translate = QCoreApplication.translate
_TOGETHER: Final = 6  # lanes over one axis; more are more pictures
_WIDTH: Final = 1017.0  # of a page that lies
_LANE: Final = 66.0
_SHRINK: Final = 0.85  # of the screen's sizes
_VALUE_AND_MARK: Final = frozenset[int]({Column.VALUE, Column.MARK})
_EXAMINATION_AND_VALUE: Final = frozenset[int]({Column.NAME, Column.VALUE})


def trend_document(
    results: TrendModel, *, fetched_at: datetime | None, paper: bool, drawing: Drawing | None = None
) -> Generator[None, None, ExportDocument | None]:
    """Every result, drawn or not, newest first; None where there is none. Gives way while it works.

    ``fetched_at``: a time after it says so, since nothing of then can be the newest. ``drawing``: the lanes, above the table.
    """
    rows = []
    for at in range(results.rowCount()):
        placed = results.row(at).point.placed
        time, *others = results.words(at)
        if ages.ahead(sampled(placed), fetched_at):
            ahead = translate("Overview", "dated after the fetch")
            time = f"{time} ({ahead})"
        strong = _VALUE_AND_MARK if trend_text.deviation(placed) is not None else frozenset()
        struck = _EXAMINATION_AND_VALUE if placed.void else frozenset()
        rows.append(ExportRow(cells=(time, *others), void=placed.void, struck=struck, strong=strong))
        yield
    if not rows:
        return None
    block = ExportTable(header=tuple(results.titles()), rows=tuple(rows), tabs=not paper)
    drawn = (yield from _graphs(drawing)) if drawing is not None else ()
    return ExportDocument(title=translate("Trend", "Trend"), blocks=(*drawn, block), wide=paper)


def _graphs(drawing: Drawing) -> Generator[None, None, list[ExportTable]]:
    """The lanes, a page of them at a time, with what their marks mean."""
    made = []
    for first in range(0, len(drawing.lanes), _TOGETHER):
        lanes = drawing.lanes[first : first + _TOGETHER]
        key = "   ".join(f"{sign}{text.NBSP}{said}" for sign, said in trend_text.legend(lanes, screen=False))
        made.append(ExportTable(rows=(ExportRow(span=key),), picture=_drawn(drawing, lanes)))
        yield
    return made


def _drawn(drawing: Drawing, lanes: Sequence[Lane]) -> Picture:
    """The lanes of the screen on white, as lines."""
    medium = Medium(theme.PAPER, _SHRINK)
    columns = LaneColumns(drawing.window, _WIDTH, medium, gutter=drawing.gutter)
    recorded = QPicture()
    painter = QPainter(recorded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def of(lane: Lane, box: QRectF) -> LanePainter:
        return LanePainter(painter, lane, columns, box, medium, drawing.style, drawing.end)

    heights = [max(_LANE, of(each, QRectF()).needed()) for each in lanes]
    lane_.paint_grid(painter, columns, 1.0, sum(heights), medium, None)
    top = 1.0
    for each, height in zip(lanes, heights, strict=True):
        of(each, QRectF(0, top, _WIDTH, height - 1)).paint()
        painter.setPen(QPen(QColor(medium.colours.line), 1.0))
        painter.drawLine(QPointF(1, top + height - 0.5), QPointF(_WIDTH - 1, top + height - 0.5))
        top += height
    lane_.paint_axis(painter, columns, top, medium, drawing.style, None)
    painter.end()
    return Picture(recorded=recorded, width=_WIDTH, height=top + medium.px(lane_.HEIGHT))
