"""The table of emergency analytes: a row for each examination, in the order of the data file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from provesvar_gui.results import dating, text
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import ages, sparkline, tints
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledTable, StyledText, shared, unbroken, widest
from provesvar_gui.ui.results.overview.line_text import members_text
from provesvar_gui.ui.results.overview.strip_text import NOT_FOR_TRANSFUSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from provesvar_gui.results.emergency import Card, StripLine
    from provesvar_gui.results.series import Series, SeriesKey
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.sparkline import Dot
    from provesvar_gui.ui.results.overview.line_text import LineText

translate = QCoreApplication.translate
_LISTED: Final = 40  # characters; a longer mark says more
_CURVE: Final = 72  # pixels
_ROOMY: Final = 900  # pixels from which there is room for curves
# The shortest of these that holds enough points is drawn: over five years, last night would be one dot.
_WINDOWS: Final = (timedelta(days=2), timedelta(days=30), timedelta(days=365))
_ENOUGH: Final = 3  # points
_MOST: Final = 60  # points; the newest ones
_LOOKED_AT: Final = 4 * _MOST  # results, also those that are not drawn: a series may hold thousands


class AnalyteColumn(IntEnum):
    LETTER = 0
    NAME = 1
    VALUE = 2
    MARK = 3
    CURVE = 4
    CHANGE = 5
    WHEN = 6
    STATE = 7


_SHARES: Final[dict[int, float]] = {
    AnalyteColumn.NAME: 0.16,
    AnalyteColumn.VALUE: 0.10,
    AnalyteColumn.MARK: 0.11,
    AnalyteColumn.CHANGE: 0.21,
    AnalyteColumn.WHEN: 0.14,
    AnalyteColumn.STATE: 0.28,
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnalyteRow(Redacted):
    """A row of the emergency analytes.

    ``key``, ``name``: of the kind of analyte; ``series``: which of its examinations. ``first``: it begins another kind.
    """

    key: str
    name: str
    series: SeriesKey
    first: bool
    cells: tuple[tuple[StyledText, ...], ...]
    spoken: str
    spark: tuple[Dot, ...] = ()


def card_rows(
    card: Card, texts: Sequence[LineText], curve: tuple[Dot, ...], *, style: Style, letter: str, now: datetime | None, usual: str
) -> Iterator[AnalyteRow]:
    """A row for each examination of a kind. ``letter``: the key of its trend. ``usual``: the laboratory that needs no naming.

    ``curve``: of the first.
    """
    title = card.name(style.language)
    for place, (line, told) in enumerate(zip(card.lines, texts, strict=True)):
        first = place == 0
        order = translate("Overview", "Positive findings first, then the newest") if first and card.found_first else ""
        warning = translate("Overview", "! Not for transfusion") if line.analyte in NOT_FOR_TRANSFUSION else ""
        key = translate("Overview", "key {letter}").format(letter=letter) if letter and first else ""
        yield AnalyteRow(
            key=card.kind.key,
            name=title,
            series=line.series.key,
            first=first,
            cells=_cells(line, told, title if first else "", letter if first else "", (order, warning), now, usual),
            spoken=". ".join(filter(None, (title, told.sentence(now), order, warning, key))),
            spark=curve if first else (),
        )


def _cells(
    line: StripLine, told: LineText, title: str, letter: str, more: tuple[str, str], now: datetime | None, usual: str
) -> tuple[tuple[StyledText, ...], ...]:
    same = told.name.casefold() == title.casefold()
    name = [StyledText(text=title, bold=True)] if title else []
    name += [StyledText(text=told.name, quiet=bool(title))] if not same else []
    value = [StyledText(text=told.value, bold=True, digits=True)]
    if below := members_text(line):
        value.append(StyledText(text=below))
    age = ages.age(told.moment, now)
    ahead = MarkTint.PENDING if ages.ahead(told.moment, now) else MarkTint.NONE
    when = [StyledText(text=age, bold=True, tint=ahead)] if age else []
    when.append(StyledText(text=told.short_when if age else told.when, quiet=True))
    if told.laboratory and told.laboratory != usual:
        when.append(StyledText(text=told.laboratory, quiet=True))
    states = [StyledText(text=told.remark_short, tint=MarkTint.PENDING)] if told.remark_short else []  # it may say: not usable
    states += (StyledText(text=str(mark), tint=mark.tint) for mark in told.notes)
    order, warning = more
    states += [StyledText(text=order, quiet=True)] if order else []
    states += [StyledText(text=warning, tint=MarkTint.OUTSIDE)] if warning else []
    return (
        (StyledText(text=letter, quiet=True),) if letter else (),
        tuple(name),
        tuple(value),
        tuple(StyledText(text=_short(mark), tint=mark.tint, bold=True) for mark in told.marks),
        (),
        (StyledText(text=told.change, digits=True),) if told.change else (),
        tuple(when),
        tuple(states),
    )


def _short(mark: Mark) -> str:
    """A mark in its shortest words where it says no more than list 8244 does; anything else in the laboratory's own words."""
    known = {
        "↑": (("over øvre ", "above the upper "), translate("Overview", "above ref.")),
        "↓": (("under nedre ", "below the lower "), translate("Overview", "below ref.")),
        "↕": (("utenfor ref", "utanfor ref", "outside the ref"), translate("Overview", "outside ref.")),
    }.get(mark.glyph)
    if known is None or not mark.words.casefold().startswith(known[0]) or len(mark.words) > _LISTED:
        return str(mark)
    return f"{mark.glyph}\u00a0{known[1]}"


def curve_of(series: Series, end: datetime | None = None) -> tuple[Dot, ...]:
    """Of the newest points; empty where fewer than two can be drawn. ``end``: the time of the fetch."""
    recent = series.points[-_LOOKED_AT:]
    spans = [dating.span(point.placed) for point in recent]
    known = [(point, span) for point, span in zip(recent, spans, strict=True) if span is not None and not span.ahead(end)]
    timed = [span.earliest for point, span in known if not span.vague and point.number is not None]
    if not timed:
        return ()
    begin = timed[-_MOST:][0]
    for window in _WINDOWS:
        since = timed[-1] - window
        if sum(when >= since for when in timed) >= _ENOUGH:
            begin = max(since, begin)
            break
    return sparkline.shape(series, [point for point, span in known if span.earliest >= begin], end=end)


class AnalyteModel(StyledModel):
    """Until every page is in, rows that come later are added below; they are put in order once."""

    columns = len(AnalyteColumn)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[AnalyteRow, ...] = ()

    def show_rows(self, rows: Sequence[AnalyteRow], *, complete: bool) -> None:
        before = list(map(self.identity, range(len(self.rows))))
        if not complete:
            places = {identity: place for place, identity in enumerate(before)}
            rows = sorted(rows, key=lambda each: places.get((each.key, each.series), len(before)))
        if [(each.key, each.series) for each in rows] == before:
            self.rows = tuple(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(AnalyteColumn) - 1))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def identity(self, row: int) -> tuple[str, SeriesKey]:
        return self.rows[row].key, self.rows[row].series

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        return self.rows[row].cells[column]

    def spoken(self, row: int) -> str:
        return self.rows[row].spoken

    def count(self) -> int:
        return len(self.rows)

    def titles(self) -> Sequence[str]:
        names = {
            AnalyteColumn.NAME: translate("ReportDetail", "Examination"),
            AnalyteColumn.VALUE: translate("ReportDetail", "Result"),
            AnalyteColumn.MARK: translate("ReportDetail", "Marked"),
            AnalyteColumn.CHANGE: translate("Export", "Change"),
            AnalyteColumn.WHEN: translate("Sampling", "Sampled"),
            AnalyteColumn.STATE: translate("ReportDetail", "Status"),
        }
        return tuple(names.get(column, "") for column in AnalyteColumn)


class AnalyteTable(StyledTable):
    """The table of emergency analytes, ``acuteStrip``. ``left_below``: from the last row. Letters go on to the pane."""

    letters_go_on = True
    left_below = Signal()

    def __init__(self) -> None:
        self.analytes = AnalyteModel()
        super().__init__("acuteStrip", self.analytes)

    def show_rows(self, rows: Sequence[AnalyteRow], *, complete: bool) -> None:
        """The person stays on their row, and the row where it is."""
        here, chosen = self.currentIndex().row(), self.selectionModel().hasSelection()
        identity = self.analytes.identity(here) if here >= 0 else None
        top = self.rowViewportPosition(here)
        self.analytes.show_rows(rows, complete=complete)
        self.measure()
        if identity is None or not rows:
            return
        found = (row for row in range(len(rows)) if self.analytes.identity(row) == identity)
        row = next(found, min(here, len(rows) - 1))
        if row != self.currentIndex().row():
            self.setCurrentIndex(self.analytes.index(row, 0))
        if chosen:
            self.selectRow(row)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.rowViewportPosition(row) - top)

    def current_key(self) -> str:
        """Of the kind that the person is on, or ""."""
        row = self.currentIndex().row()
        return self.analytes.rows[row].key if row >= 0 else ""

    def widths(self, room: int) -> dict[int, int]:
        """A number keeps its unit, and a date is not broken; where there is little room the curve is the first to go."""
        bold = StyledText(text="", bold=True).font(self.font())
        metrics, below = QFontMetricsF(bold), translate("Overview", "below ref.")
        values = (each.cells[AnalyteColumn.VALUE][0].text for each in self.analytes.rows)
        least: dict[int, int] = dict.fromkeys(_SHARES, 60) | {
            AnalyteColumn.VALUE: max((unbroken(each, metrics) for each in values), default=60),
            AnalyteColumn.MARK: widest((f"↓{text.NBSP}{below}",), bold),
            AnalyteColumn.WHEN: widest((f"28. april{text.NBSP}10:32",), self.font()),
        }
        self.setColumnHidden(AnalyteColumn.CURVE, room < _ROOMY)
        fixed = {AnalyteColumn.LETTER: widest(("M",), self.font()) - 4} | (
            {AnalyteColumn.CURVE: _CURVE} if room >= _ROOMY else {}
        )
        return shared(room - sum(fixed.values()), _SHARES, least) | fixed

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        """The curve; a line above another kind."""
        row = self.analytes.rows[index.row()]
        if row.first and index.row():
            painter.setPen(QColor(tints.scheme(item.palette).line))
            painter.drawLine(item.rect.topLeft(), item.rect.topRight())
        if index.column() == AnalyteColumn.CURVE and row.spark:
            chosen = bool(item.state & item.state.State_Selected)
            colour = item.palette.highlightedText().color() if chosen else tints.of_theme(theme.Tint.ACTION, item.palette)
            box = QRectF(item.rect).adjusted(2, 0, -2, 0)
            sparkline.paint(painter, box, row.spark, colour, item.palette.base().color())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.currentIndex().row() == len(self.analytes.rows) - 1:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)
