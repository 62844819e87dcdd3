"""The table of a trend: every result of the chosen series, drawn or not; the accessible form of the lanes.

On paper it stands below the graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPicture
from PySide6.QtWidgets import QAbstractItemView

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture
from provesvar_gui.results.model import NEVER
from provesvar_gui.results.series import sampled
from provesvar_gui.results.trend import OmissionReason
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.results.common import ages, status_text
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import SHORT, short
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledTable, StyledText, shared, widest
from provesvar_gui.ui.results.common.text_runs import Medium
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.results.trend.graph import AXIS, LaneColumns, LanePainter, paint_axis, paint_grid
from provesvar_gui.ui.results.trend.trend_text import Column

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.results.trend import Curve, Row
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.graph import Drawing, Lane

translate = QCoreApplication.translate
_SAMPLE: Final = 40  # rows that say how wide a column is
_ANSWER: Final = 120  # characters of an answer in words; the whole is in its report
_TOGETHER: Final = 6  # lanes over one axis; more are more pictures
_WIDTH: Final = 1017.0  # of a page that lies
_LANE: Final = 66.0
_SHRINK: Final = 0.85  # of the screen's sizes
_INSTEAD: Final = frozenset({OmissionReason.VOID, OmissionReason.REPEAT})


class TrendModel(StyledModel):
    """Every result of some curves, newest first, those without a time at the end. A cell is made when it is first asked for."""

    columns = len(Column)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._rows: list[tuple[Curve, Row]] = []
        self._words: dict[int, tuple[str, ...]] = {}

    def show_curves(self, curves: tuple[Curve, ...], style: Style) -> None:
        self.beginResetModel()
        self._style, self._words = style, {}
        self._rows = [(curve, row) for curve in reversed(curves) for row in reversed(curve.rows)]
        self._rows.sort(key=lambda each: each[1].point.when or NEVER, reverse=True)
        self.endResetModel()

    def row(self, at: int) -> Row:
        return self._rows[at][1]

    def place_of(self, row: object) -> int:
        return next((at for at, (_, each) in enumerate(self._rows) if each is row), -1)

    def count(self) -> int:
        return len(self._rows)

    def titles(self) -> Sequence[str]:
        return trend_text.titles()

    def words(self, at: int) -> tuple[str, ...]:
        if at not in self._words:
            self._words[at] = trend_text.words(*self._rows[at], self._style)
        return self._words[at]

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        words, of = self.words(row)[column], self.row(row)
        if not words:
            return ()
        placed, value, tint = of.point.placed, column == Column.VALUE, MarkTint.NONE
        if column == Column.MARK and trend_text.deviation(placed) is not None:
            tint = MarkTint.OUTSIDE
        elif column == Column.STATUS:
            tint = MarkTint.CHANGED if trend_text.doubt(of) else status_text.with_report(placed).tint
        told = tint is MarkTint.OUTSIDE or (value and placed.observation.value is not None)
        return (
            StyledText(
                text=short(words, _ANSWER if value else SHORT),
                bold=told and not placed.void,
                digits=value,
                struck=placed.void and value,
                quiet=of.left in _INSTEAD or column == Column.NOTE,
                tint=tint,
            ),
        )

    def spoken(self, row: int) -> str:
        return trend_text.sentence(*self._rows[row], self._style)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The whole of a cell, however much of it is painted."""
        if index.isValid() and role == Qt.ItemDataRole.DisplayRole:
            return self.words(index.row())[index.column()]
        return super().data(index, role)


class TrendTable(StyledTable):
    """The table of a trend, ``trendTable``. ``opened(Row)``: the person wants to read it in its report."""

    opened = Signal(object)
    copy_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, style: Style) -> None:
        self.results = TrendModel(style)
        super().__init__("trendTable", self.results)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.entered.connect(lambda at: self.opened.emit(self.results.row(at)))
        self.copy_pressed.connect(lambda: self.copy(self.chosen_rows()))

    def copy(self, rows: Sequence[int]) -> None:
        """As plain text, columns by tabs."""
        if rows:
            self.copy_asked.emit("\n".join(text.breakable("\t".join(self.results.words(row))) for row in rows))

    def widths(self, room: int) -> dict[int, int]:
        """As wide as their first rows want; where there is too little room, long words take more lines, and no number does."""
        font = StyledText(text="", bold=True).font(self.font())
        sample = [self.results.words(row) for row in range(min(self.results.rowCount(), _SAMPLE))]
        titles = enumerate(self.results.titles())
        wanted = {at: float(widest((title, *(short(words[at], 40) for words in sample)), font)) for at, title in titles}
        least: dict[int, int] = {column: round(wanted[column]) for column in (Column.TIME, Column.VALUE)}
        wanted[Column.NOTE] += max(room - sum(wanted.values()), 0)
        return shared(room, wanted, least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


_VALUE_AND_MARK: Final = frozenset[int]({Column.VALUE, Column.MARK})
_EXAMINATION_AND_VALUE: Final = frozenset[int]({Column.NAME, Column.VALUE})


def document(
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
        key = "   ".join(f"{sign}{text.NBSP}{said}" for sign, said in trend_text.legend(lanes))
        made.append(ExportTable(rows=(ExportRow(span=key),), picture=_drawn(drawing, lanes)))
        yield
    return made


def _drawn(drawing: Drawing, lanes: Sequence[Lane]) -> Picture:
    """The lanes of the screen on white, as lines."""
    medium = Medium(theme.PAPER, _SHRINK)
    columns = LaneColumns(drawing, _WIDTH, medium)
    recorded = QPicture()
    painter = QPainter(recorded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    heights = [max(_LANE, LanePainter(painter, each, columns, QRectF()).needed()) for each in lanes]
    paint_grid(painter, columns, 1.0, sum(heights))
    top = 1.0
    for each, height in zip(lanes, heights, strict=True):
        LanePainter(painter, each, columns, QRectF(0, top, _WIDTH, height - 1)).paint()
        painter.setPen(QPen(QColor(medium.colours.line), 1.0))
        painter.drawLine(QPointF(1, top + height - 0.5), QPointF(_WIDTH - 1, top + height - 0.5))
        top += height
    paint_axis(painter, columns, top)
    painter.end()
    return Picture(recorded=recorded, width=_WIDTH, height=top + medium.px(AXIS))
