"""The export of a trend: its table, on paper below the graph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPicture
from PySide6.QtWidgets import QApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.series import sampled
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.trend import chart, trend_text
from provesvar_gui.ui.results.trend.marks import ChartColours
from provesvar_gui.ui.results.trend.table import Column

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.trend.chart import Drawing, Panel
    from provesvar_gui.ui.results.trend.table import TrendModel

translate = QCoreApplication.translate
_TOGETHER: Final = 3  # panels over one axis; more are more pictures
_WIDTH: Final = 1017.0  # of a page that lies
_HEIGHT: Final = {1: 300.0, 2: 440.0, 3: 520.0}  # by panels
_POINTS: Final = 8.0
_VALUE_AND_MARK: Final = frozenset({int(Column.VALUE), int(Column.MARK)})
_EXAMINATION_AND_VALUE: Final = frozenset({int(Column.NAME), int(Column.VALUE)})


def trend_document(
    results: TrendModel,
    *,
    fetched_at: datetime | None,
    paper: bool,
    plate: Drawing | None = None,
    curves: tuple[Curve, ...] = (),
) -> Generator[None, None, ExportDocument | None]:
    """Every result, drawn or not, newest first; None where there is none. Gives way while it works.

    ``fetched_at``: a time after it says so, since nothing of then can be the newest. ``plate``: what is drawn of the ``curves``;
    it stands above the table on paper.
    """
    rows = []
    for at in range(results.rowCount()):
        cells = results.cells(at)
        placed = results.entry(at).of.point.placed
        told = list(cells.words)
        if ages.ahead(sampled(placed), fetched_at):
            ahead = translate("Overview", "dated after the fetch")
            told[Column.TIME] = f"{told[Column.TIME]} ({ahead})"
        strong = _VALUE_AND_MARK if cells.mark is MarkTint.OUTSIDE else frozenset()
        struck = _EXAMINATION_AND_VALUE if placed.void else frozenset()
        rows.append(ExportRow(cells=tuple(told), void=placed.void, struck=struck, strong=strong))
        yield
    if not rows:
        return None
    header = tuple(str(results.headerData(column, Qt.Orientation.Horizontal)) for column in Column)
    block = ExportTable(header=header, rows=tuple(rows), tabs=not paper)
    drawn = (yield from _graphs(plate, curves)) if paper else ()
    return ExportDocument(title=translate("Trend", "Trend"), blocks=(*drawn, block), wide=paper)


def _graphs(plate: Drawing | None, curves: tuple[Curve, ...]) -> Generator[None, None, list[ExportTable]]:
    """The graphs, each with what its panels are and what its marks mean; what nothing is drawn of is said too."""
    made = []
    every = plate.panels if plate is not None else ()
    for first in range(0, len(every), _TOGETHER):
        panels = every[first : first + _TOGETHER]
        told = (*(_legend(panel.curve) for panel in panels), "   ".join(_key(panels)))
        if plate is not None:
            picture = _drawn(replace(plate, panels=panels))
            made.append(ExportTable(rows=tuple(ExportRow(span=each) for each in told if each), picture=picture))
        yield
    drawn = {id(panel.curve) for panel in every}
    left = [curve for curve in curves if id(curve) not in drawn]
    if left:
        nothing = translate("Trend", "{name}: nothing is drawn in this period.")
        said = (
            " ".join((nothing.replace("{name}", text.visible(each.series.name)), *trend_text.not_drawn(each))) for each in left
        )
        made.append(ExportTable(rows=tuple(ExportRow(span=each) for each in said)))
    return made


def _drawn(plate: Drawing) -> Picture:
    """The plate of the screen in black and grey on white, as lines."""
    height = _HEIGHT[len(plate.panels)]
    font = QFont(QApplication.font())
    font.setPixelSize(round(_POINTS * 96 / 72))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    recorded, inks = QPicture(), _inks()
    painter = QPainter(recorded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    boxes = chart.boxes(plate.panels, QSize(int(_WIDTH), int(height)), font)
    plate.paint(painter, boxes, axis=boxes[-1].plot.bottom() + 2, width=_WIDTH, inks=inks, font=font)
    painter.end()
    return Picture(recorded=recorded, width=_WIDTH, height=height)


def _key(panels: Sequence[Panel]) -> Iterator[str]:
    """What occurs, each with its words."""
    every = [(dot, panel.glyphs.get(dot.row, "")) for panel in panels for dot in panel.shown]
    dots = [dot for dot, _ in every]
    if not dots:
        return
    limits = {dot.limit for dot in dots}
    glyphs = dict.fromkeys(glyph for _, glyph in every if glyph)
    cuts = {why for panel in panels for _, why in panel.cuts}
    signs = (
        (True, "●", translate("Trend", "Result")),
        (-1 in limits, "○↓", translate("Trend", "Below the number that stands beside it")),
        (1 in limits, "○↑", translate("Trend", "Above the number that stands beside it")),
        (None in limits, "○", translate("Trend", "A limit, not a number")),
        *((True, glyph, translate("Trend", "Marked by the laboratory: {mark}").replace("{mark}", glyph)) for glyph in glyphs),
        (any(dot.pending for dot in dots), "◐", translate("Trend", "Not final")),
        (any(dot.corrected for dot in dots), "△", translate("Trend", "Corrected")),
        (any(dot.apart for dot in dots), "◇", translate("Trend", "On another kind of number or an invalid one")),
        (any(dot.doubted for dot in dots), "○✕", translate("Trend", "Perhaps cancelled")),
        (any(dot.opened for dot in dots), "□", translate("Trend", "Opened: restricted by the patient")),
        (any(panel.bands for panel in panels), "▒", translate("Trend", "The laboratory's reference range")),
        (not cuts.isdisjoint(chart.TELLING), "┊", translate("Trend", "The line is broken; the table says why")),
    )
    yield from (f"{sign}{text.NBSP}{said}" for occurs, sign, said in signs if occurs)


def _inks() -> ChartColours:
    """Black and grey on white."""
    black, grey = QColor("#000000"), QColor("#454545")
    return ChartColours(
        ground=QColor("#ffffff"),
        text=black,
        quiet=grey,
        grid=QColor("#dcdcdc"),
        line=black,
        outside=black,
        pending=grey,
        changed=black,
        band=QColor(0, 0, 0, 22),
        band_edge=QColor("#9a9a9a"),
    )


def _legend(curve: Curve) -> str:
    """What a panel is of: its name, unit, codes and laboratories."""
    series = curve.series
    placed = [row.point.placed for row in curve.rows]
    codes: dict[str, dict[str, None]] = {}
    for each in placed:
        for coding in each.observation.code.codings:
            if coding.code:
                codes.setdefault(coding.code, {}).update({coding.system: None} if coding.system else {})
    laboratories = dict.fromkeys(filter(None, map(laboratory_name, placed)))
    none = translate("Trend", "not given")
    whole = translate("Trend", "{name}. Unit: {unit}. Code: {code}. Laboratory: {laboratory}.")
    told = (
        ("{name}", series.name),
        ("{unit}", series.unit),
        ("{code}", ", ".join(f"{code} ({', '.join(lists)})" if lists else code for code, lists in codes.items())),
        ("{laboratory}", ", ".join(laboratories)),
    )
    for place, said in told:
        whole = whole.replace(place, text.visible(said).strip() or none)
    apart = translate("Trend", "Registered on another kind of number or an invalid one.")
    return f"{whole} {apart}" if series.key.apart else whole
