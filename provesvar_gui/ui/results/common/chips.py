"""Chips: a mark of the laboratory, or a status, as a glyph and a word in a small frame. They are painted, not text.

Amber is for what is outside the reference or asks to be noticed; a dashed frame for what is not final. The word always stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QFont, QTextLayout

    from provesvar_gui.ui.results.common.labels import Mark

GAP: Final = 4
_LETTER_GAP: Final = 8
_GLYPH, _ROUND, _SQUARE = 14, 11, 4


class Drawn(NamedTuple):
    """What is painted with its upper left corner at a point. ``layout``: of a text, whose first ``begin`` letters say nothing."""

    width: float
    height: float
    draw: Callable[[QPainter, float, float], object]
    layout: QTextLayout | None = None
    begin: int = 0


def paint_glyph(painter: QPainter, glyph: str, rect: QRectF, colour: str) -> None:
    """A glyph in its box; one that is never drawn (``*``, ``?``, letters) as text."""
    mark = icons.SIGNS.get(glyph)
    if glyph.isupper():  # of susceptibility
        paint_letter(painter, rect.center() - QPointF(letter_width(glyph) - _LETTER_GAP, letter_side()) / 2, glyph)
    elif mark is not None:
        icons.paint_mark(painter, mark, rect, colour)
    else:
        painter.setPen(QColor(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, glyph)


def _look(mark: Mark) -> tuple[QFont, QFontMetricsF, float]:
    """Its font, and the width of its glyph with the gap."""
    outside, opened = mark.tint is MarkTint.OUTSIDE, mark.tint is MarkTint.OPENED
    font = theme.font(Type.TABLE if outside and not mark.flat else Type.SMALL, bold=outside)
    metrics = QFontMetricsF(font)
    drawn = theme.px(_GLYPH) if opened or mark.glyph in icons.SIGNS else metrics.horizontalAdvance(mark.glyph)
    drawn = letter_width(mark.glyph) - _LETTER_GAP if mark.glyph.isupper() else drawn
    return font, metrics, drawn + GAP if opened or mark.glyph else 0.0


def height(mark: Mark) -> float:
    least = 22.0 if mark.tint in (MarkTint.OUTSIDE, MarkTint.OPENED) else 20.0
    return _look(mark)[1].height() + 1 if mark.flat else max(_look(mark)[1].height() + 4, least)


def width(mark: Mark) -> float:
    _font, metrics, glyph = _look(mark)
    return metrics.horizontalAdvance(mark.words) + (glyph or 2.0) + (2 if mark.flat else 14)


def paint(painter: QPainter, at: QPointF, mark: Mark) -> float:
    colours, outside, opened = theme.current(), mark.tint is MarkTint.OUTSIDE, mark.tint is MarkTint.OPENED
    rect = QRectF(at.x(), at.y(), width(mark), height(mark))
    font, _metrics, glyph = _look(mark)
    text = colours.flag if outside else colours.accent_text if opened else colours.ink2
    filled = colours.flag_ground if outside else colours.accent_ground if opened else ""
    pen = QPen(QColor(colours.bar_line if opened else text if filled else colours.edge), 1)
    tinted = outside and colours.flag_ground != colours.surface  # in high contrast each has an edge
    if mark.flat or tinted or mark.tint is MarkTint.NONE:
        pen.setStyle(Qt.PenStyle.NoPen)
    elif mark.tint is MarkTint.PENDING:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(QColor(filled) if filled and not mark.flat else Qt.BrushStyle.NoBrush)
    round_ = outside and icons.SIGNS.get(mark.glyph) in (icons.Glyph.UP, icons.Glyph.DOWN, icons.Glyph.BOTH)
    radius = _ROUND if round_ else _SQUARE
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setFont(font)
    left, side = 0 if mark.flat else 6, theme.px(_GLYPH)
    box = QRectF(rect.left() + left, rect.center().y() - side / 2, glyph - GAP, side)
    if opened:
        icons.paint_icon(painter, Icon.UNLOCKED, box, text)
    elif mark.glyph:
        paint_glyph(painter, mark.glyph, box, text)
    painter.setPen(QColor(text))
    words = rect.adjusted(left + glyph, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, mark.words)
    painter.restore()
    return rect.width()


def _rows(marks: Iterable[Mark], room: float) -> list[list[Mark]]:
    rows: list[list[Mark]] = []
    left = 0.0
    for mark in marks:
        needed = width(mark) + GAP
        if not rows or left + needed - GAP > room:
            rows.append([])
            left = 0.0
        rows[-1].append(mark)
        left += needed
    return rows


def flow(marks: Iterable[Mark], room: float) -> Drawn:
    """Beside each other, and below where there is no room."""
    rows = _rows(marks, room)
    heights = [max(map(height, row)) for row in rows]

    def draw(painter: QPainter, left: float, top: float) -> None:
        for row, high in zip(rows, heights, strict=True):
            at = left
            for mark in row:
                at += paint(painter, QPointF(at, top + (high - height(mark)) / 2), mark) + GAP
            top += high + GAP

    return Drawn(room, sum(heights) + GAP * max(len(rows) - 1, 0), draw)


def letter_side() -> int:
    return theme.px(20)


def letter_width(letter: str) -> float:
    return max(QFontMetricsF(theme.font(Type.TABLE, bold=True)).horizontalAdvance(letter) + 6, letter_side()) + _LETTER_GAP


def paint_letter(painter: QPainter, at: QPointF, letter: str) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = theme.current()
    rect = QRectF(at.x() + 0.5, at.y() + 0.5, letter_width(letter) - _LETTER_GAP - 1, letter_side() - 1)
    colour, pen = colours.ink, QPen(Qt.PenStyle.NoPen)
    brush: QColor | Qt.BrushStyle = Qt.BrushStyle.NoBrush
    if letter == "R":
        colour, brush, pen = colours.surface, QColor(colours.flag), QPen(QColor(colours.flag), 1)
    elif letter == "S":
        colour, pen = colours.ok, QPen(QColor(colours.ok), 1)
    elif letter == "I":
        colour, pen = colours.accent_text, QPen(QColor(colours.accent_text), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(theme.font(Type.TABLE, bold=True))
    painter.setPen(QColor(colour))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)
    painter.restore()


def paint_key(painter: QPainter, left: float, top: float, *, side: int, letter: str) -> None:
    colours, box = theme.current(), QRectF(left, round(top), side, side)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.edge), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS["chip"], theme.RADIUS["chip"])
    painter.setFont(theme.font(Type.SMALL, bold=True))
    painter.setPen(QColor(colours.ink2))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
