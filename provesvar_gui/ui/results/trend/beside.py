"""Beside a panel: the newest value, heavier, and the one before it (results/README.md §3); nothing is cut off within a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.results import text
from provesvar_gui.results.model import Quantity
from provesvar_gui.ui.results.common.delegate import Piece, lay_out
from provesvar_gui.ui.results.trend import trend_words
from provesvar_gui.ui.results.trend.painter import scaled, size_of, sized

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QPainter

    from provesvar_gui.results.trend import Row
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.marks import Inks
    from provesvar_gui.ui.results.trend.panels import Panel

translate = QCoreApplication.translate

_HEAVY: Final = 1.45  # the newest number, against the text around it
_SMALL: Final = 0.85
_LONGEST: Final = 90  # characters of a result in words; the table has all of it
_GAP: Final = 5.0


def newest(painter: QPainter, box: QRectF, panel: Panel, inks: Inks, font: QFont, style: Style) -> None:
    """Newest and previous value with their times; what is not ready, and other values of the same time."""
    curve = panel.curve
    small = scaled(font, _SMALL)
    least = size_of(font) * _SMALL
    width = box.width()
    if curve.newest is None:
        return
    words, ink = _value(curve.newest, inks, style)
    newest_, previous = translate("Trend", "Newest"), translate("Trend", "Previous")
    title = f"{newest_} · {trend_words.when(curve.newest.point.placed, style)}"
    told = [(title, small, inks.quiet), (words, _fitting(words, scaled(font, _HEAVY, bold=True), width, least), ink)]
    for said in trend_words.beside(curve, style):
        fits = QFontMetricsF(small).horizontalAdvance(said) <= width
        told.append((said if fits else said.replace(": ", ":\n", 1), small, inks.pending))
    top = (_written(painter, box, told) or _written(painter, box, told[1:2])) + _GAP
    if curve.previous is None:
        return
    rest = QRectF(box.left(), top, width, box.bottom() - top)
    words, ink = _value(curve.previous, inks, style)
    title = f"{previous} · {trend_words.when(curve.previous.point.placed, style)}"
    if not _written(painter, rest, [(title, small, inks.quiet), (words, _fitting(words, scaled(font, 1.0), width, least), ink)]):
        short = f"{previous} · {words}"
        _written(painter, rest.adjusted(0, 1 - _GAP, 0, 0), [(short, _fitting(short, small, width, least), ink)])


def _value(row: Row, inks: Inks, style: Style) -> tuple[str, QColor]:
    of = row.point.placed
    words = trend_words.value(of, style)
    if not isinstance(of.observation.value, Quantity):
        words = " ".join(words[: 2 * _LONGEST].split())
        words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    mark = trend_words.deviation(of)
    if mark is not None:
        words = f"{mark.glyph}{text.NBSP}{words}"
    if of.pending:
        words = f"{trend_words.status(of).glyph}{text.NBSP}{words}"
    return words, inks.outside if mark is not None else inks.pending if of.pending else inks.text


def _fitting(words: str, font: QFont, width: float, least: float) -> QFont:
    """The font, smaller where the words would not stand on one line otherwise."""
    while QFontMetricsF(font).horizontalAdvance(words) > width and size_of(font) > least:
        font = sized(font, min(size_of(font) * 0.93, size_of(font) - 0.6))
    return font


def _written(painter: QPainter, box: QRectF, told: list[tuple[str, QFont, QColor]]) -> float:
    """Write the lines, broken where they must be. The top of what follows; 0, and nothing written, where there is no room."""
    laid = [(lay_out(Piece(words, font), box.width()), ink) for words, font, ink in told]
    heights = [layout.boundingRect().height() for layout, _ in laid]
    if sum(heights) > box.height() + 2:
        return 0.0
    top = box.top()
    for (layout, ink), height in zip(laid, heights, strict=True):
        painter.setPen(ink)
        layout.draw(painter, QPointF(box.left(), top))
        top += height
    return top
