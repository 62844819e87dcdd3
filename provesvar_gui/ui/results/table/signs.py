"""Signs and words of the cumulative table, painted on one line: marks as shapes, counts and letters as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPen

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import chips

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter

GAP: Final = 4  # pixels
SLOT: Final = 14  # a mark with the air around it
MARK: Final = 12
TAG: Final = 24  # the two letters of a laboratory in their frame


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign in "+-/ \u00a0"


def width(glyph: str, measure: Callable[[str], float]) -> float:
    """Pixels of a glyph, which may be several marks and letters («+1» and an arrow)."""
    letters = "".join(filter(_is_letter, glyph))
    return (len(glyph) - len(letters)) * theme.px(SLOT) + (measure(letters) + 2 if letters else 0)


def paint(painter: QPainter, glyph: str, left: float, middle: float, colour: str) -> float:
    """Paint it in the painter's font; where it ends. ``middle``: half its height."""
    for each in glyph:
        if _is_letter(each):
            left = paint_text(painter, each, left, middle, colour)
        else:
            mark, slot = theme.px(MARK), theme.px(SLOT)
            box = QRectF(left + (slot - mark) / 2, middle - mark / 2, mark, mark)
            chips.paint_glyph(painter, each, box, getattr(theme.current(), colour))
            left += slot
    return left


def paint_mark(painter: QPainter, mark: icons.Mark, left: float, middle: float, colour: str) -> None:
    size = theme.px(MARK)
    icons.paint_mark(painter, mark, QRectF(left, middle - size / 2, size, size), colour)


def paint_text(painter: QPainter, words: str, left: float, middle: float, colour: str) -> float:
    """Paint words in the painter's font on one line; where they end."""
    metrics = painter.fontMetrics()
    painter.setPen(QColor(getattr(theme.current(), colour)))
    painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), words)
    return left + metrics.horizontalAdvance(words)


def paint_tag(painter: QPainter, letters: str, left: float, middle: float) -> None:
    """Two letters of a laboratory in a thin frame."""
    colours = theme.current()
    high = theme.px(16)
    box = QRectF(left + 0.5, round(middle - high / 2) + 0.5, theme.px(TAG) - 1, high - 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(colours.edge), 1.0))
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(colours.ink2))
    painter.setFont(theme.font(theme.Type.SMALL, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
