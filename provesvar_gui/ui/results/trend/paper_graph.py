"""The graph on paper: the plate of the screen in black on white, as lines, with what its marks mean below it.

It is painted on the thread that makes the paper: nothing here is a pixmap, a widget or a palette.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from provesvar_gui.results import text
from provesvar_gui.results.export import Block, Row
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import Veiled
from provesvar_gui.ui.results.trend import chart, trend_words
from provesvar_gui.ui.results.trend.marks import Inks
from provesvar_gui.ui.results.trend.marks import paint as paint_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.results.trend import Curve, Dot
    from provesvar_gui.ui.results.trend.chart import Plate

translate = QCoreApplication.translate
_TOGETHER: Final = 3  # panels over one axis; more are more drawings
_WANTED: Final = {1: 300.0, 2: 440.0, 3: 520.0}  # heights by panels
_LEAST: Final = {1: 200.0, 2: 320.0, 3: 430.0}
_SIGN: Final = 24.0  # room for a mark beside its words
_GAP: Final = 18.0
_ROOM: Final = 13.0  # for an arrow above or below a mark of the key
_ABOVE: Final = 8.0  # the key
_BAND: Final = "band"
_BREAK: Final = "break"

Sign = str | tuple["Dot", str]  # a band, a break, or a mark with the laboratory's sign


def inks() -> Inks:
    """Black and grey on white."""
    black, grey = QColor("#000000"), QColor("#454545")
    return Inks(
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PaperGraph(Veiled):
    """A drawing for paper (results/export.py)."""

    plate: Plate

    @property
    def wanted(self) -> float:
        """Its height where there is room."""
        return _WANTED[len(self.plate.panels)]

    @property
    def least(self) -> float:
        """The height below which it cannot be read."""
        return _LEAST[len(self.plate.panels)]

    def paint(self, painter: QPainter, width: float, height: float, font: QFont) -> None:
        """Graph and key. Units are those of the screen: 96 to the inch."""
        written = QFont(font)
        written.setPixelSize(round(font.pointSizeF() * 96 / 72))
        written.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, small = inks(), chart.scaled(written, 0.9)
        key = _lines(self._key(), QFontMetricsF(small), width)
        line = QFontMetricsF(small).height() + _ROOM
        size = QSize(int(width), int(height - len(key) * line - _ABOVE))
        boxes = chart.boxes(self.plate.panels, size, written)
        axis = boxes[-1].plot.bottom() + 2
        self.plate.paint(painter, boxes, axis=axis, width=width, inks=colours, font=written)
        for place, items in enumerate(key):
            self._say(painter, items, size.height() + _ABOVE + place * line, line, colours, small)

    def _key(self) -> Iterator[tuple[Sign, str]]:
        """What occurs, each with its words: a mark with the laboratory's sign on it, a band, a break."""
        every = [(dot, panel.glyphs.get(dot.row, "")) for panel in self.plate.panels for dot in panel.shown]
        if not every:
            return
        plain = replace(every[0][0], limit=0, pending=False, corrected=False, apart=False, opened=False, doubted=False)
        yield (plain, ""), translate("Trend", "Result")
        for below, words in (
            (-1, translate("Trend", "Below the number that stands beside it")),
            (1, translate("Trend", "Above the number that stands beside it")),
        ):
            if any(dot.limit == below for dot, _ in every):
                yield (replace(plain, limit=below), ""), words
        if any(dot.limit is None for dot, _ in every):
            yield (replace(plain, limit=None), ""), translate("Trend", "A limit, not a number")
        for glyph in dict.fromkeys(glyph for _, glyph in every if glyph):
            yield (plain, glyph), translate("Trend", "Marked by the laboratory: {mark}").replace("{mark}", glyph)
        if any(dot.pending for dot, _ in every):
            yield (replace(plain, pending=True), ""), translate("Trend", "Not final")
        if any(dot.corrected for dot, _ in every):
            yield (replace(plain, corrected=True), ""), translate("Trend", "Corrected")
        if any(dot.apart for dot, _ in every):
            yield (replace(plain, apart=True), ""), translate("Trend", "On another kind of number or an invalid one")
        if any(dot.doubted for dot, _ in every):
            yield (replace(plain, doubted=True), ""), translate("Trend", "Perhaps cancelled")
        if any(dot.opened for dot, _ in every):
            yield (replace(plain, opened=True), ""), translate("Trend", "Opened: restricted by the patient")
        if any(panel.bands for panel in self.plate.panels):
            yield _BAND, translate("Trend", "The laboratory's reference range")
        if any(why in chart.TELLING for panel in self.plate.panels for _, why in panel.cuts):
            yield _BREAK, translate("Trend", "The line is broken; the table says why")

    def _say(
        self,
        painter: QPainter,
        items: list[tuple[Sign, str, float]],
        top: float,
        height: float,
        colours: Inks,
        font: QFont,
    ) -> None:
        for sign, words, left in items:
            at = QPointF(left + _SIGN / 2 - 2, top + height / 2)
            box = QRectF(left + 2, top + height / 2 - 6, _SIGN - 8, 12)
            if sign == _BAND:
                painter.fillRect(box, colours.band)
                painter.setPen(QPen(colours.band_edge, 1.0))
                painter.drawLine(box.topLeft(), box.topRight())
                painter.drawLine(box.bottomLeft(), box.bottomRight())
            elif sign == _BREAK:
                painter.setPen(QPen(colours.quiet, 1.0, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(at.x(), box.top()), QPointF(at.x(), box.bottom()))
            elif not isinstance(sign, str):
                dot, glyph = sign
                painter.setFont(font)
                paint_mark(painter, at, dot, glyph, colours)
            painter.setFont(font)
            painter.setPen(colours.text)
            room = QRectF(left + _SIGN, top, 10_000, height)
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _lines(items: Iterator[tuple[Sign, str]], metrics: QFontMetricsF, width: float) -> list[list[tuple[Sign, str, float]]]:
    """The items with where each begins, on as many lines as they need."""
    made: list[list[tuple[Sign, str, float]]] = []
    x = width
    for sign, words in items:
        wide = _SIGN + metrics.horizontalAdvance(words) + _GAP
        if x + wide - _GAP > width or not made:
            made.append([])
            x = 0.0
        made[-1].append((sign, words, x))
        x += wide
    return made


def blocks(plate: Plate | None, curves: tuple[Curve, ...]) -> list[Block]:
    """The drawings, each with what its panels are; what nothing is drawn of is said too."""
    made = []
    every = plate.panels if plate is not None else ()
    for first in range(0, len(every), _TOGETHER):
        panels = every[first : first + _TOGETHER]
        told = tuple(Row(span=legend(panel.curve)) for panel in panels)
        if plate is not None:
            made.append(Block(rows=told, drawing=PaperGraph(plate=replace(plate, panels=panels))))
    drawn = {id(panel.curve) for panel in every}
    left = [curve for curve in curves if id(curve) not in drawn]
    if left:
        nothing = translate("Trend", "{name}: nothing is drawn in this period.")
        said = (
            " ".join((nothing.replace("{name}", text.visible(each.series.name)), *trend_words.not_drawn(each))) for each in left
        )
        made.append(Block(rows=tuple(Row(span=each, quiet=True) for each in said)))
    return made


def legend(curve: Curve) -> str:
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
