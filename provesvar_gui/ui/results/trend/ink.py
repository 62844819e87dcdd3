"""Colours, fonts and lines of short texts, for a drawing on the screen or on paper."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.theme import Colours

_HALO: Final = 4.0  # pixels of ground around a text that stands on lines


@dataclass(frozen=True, slots=True)
class TextRun:
    """A short text in one font. ``glyph``: its mark, painted before it. ``gap``: spaces after it, where another one follows."""

    text: str
    font: QFont
    colour: str
    glyph: str = ""
    gap: int = 2

    @property
    def _mark(self) -> icons.Mark | None:
        return icons.SIGNS.get(self.glyph)

    @property
    def width(self) -> float:
        metrics = QFontMetricsF(self.font)
        return metrics.horizontalAdvance(self._typed) + (metrics.capHeight() * 1.5 if self._mark is not None else 0.0)

    @property
    def _typed(self) -> str:
        return self.text if self._mark is not None or not self.glyph else f"{self.glyph} {self.text}"

    def paint(self, painter: QPainter, left: float, baseline: float, halo: str = "") -> None:
        """``halo``: the ground that is laid around it."""
        metrics = QFontMetricsF(self.font)
        if self._mark is not None:
            size = metrics.capHeight() * 1.3
            box = QRectF(left - size * 0.1, baseline - metrics.capHeight() / 2 - size / 2, size, size)
            if halo:
                painter.fillRect(box, QColor(halo))
            icons.paint_mark(painter, self._mark, box, self.colour)
            left += metrics.capHeight() * 1.5
        painter.setFont(self.font)
        if halo:
            around = QPainterPath()
            around.addText(QPointF(left, baseline), self.font, self._typed)
            painter.strokePath(around, QPen(QColor(halo), _HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setPen(QColor(self.colour))
        painter.drawText(QPointF(left, baseline), self._typed)


Group = tuple[TextRun, ...]  # what is never parted


@dataclass(frozen=True, slots=True)
class LineInk:
    """``shrink``: on paper, the pixels of a pixel on the screen; 0 on the screen, where text has the size of the user."""

    colours: Colours
    shrink: float = 0.0

    def font(self, kind: Type, *, bold: bool = False, digits: bool = False) -> QFont:
        if self.shrink:
            return theme.paper_font(kind, self.shrink, bold=bold, digits=digits)
        return theme.font(kind, bold=bold, digits=digits)

    def px(self, pixels: float) -> float:
        return pixels * self.shrink if self.shrink else theme.px(pixels)

    def piece(
        self,
        text: str,
        kind: Type = Type.SMALL,
        colour: str = "ink2",
        *,
        bold: bool = False,
        digits: bool = False,
        glyph: str = "",
    ) -> TextRun:
        """``colour``: its name in the scheme."""
        return TextRun(text, self.font(kind, bold=bold, digits=digits), getattr(self.colours, colour), glyph)

    def words(
        self, text: str, kind: Type = Type.SMALL, colour: str = "ink2", *, bold: bool = False, glyph: str = ""
    ) -> list[Group]:
        """A text that is broken between its words where it must be."""
        words = [word for word in text.split(" ") if word]
        last = len(words) - 1
        found: list[Group] = []
        for at, word in enumerate(words):
            piece = self.piece(word, kind, colour, bold=bold, glyph="" if at else glyph)
            found.append((replace(piece, gap=2 if at == last else 1),))
        return found


def _space(group: Group) -> float:
    return QFontMetricsF(group[-1].font).horizontalAdvance(" ") * group[-1].gap


def lines_of(groups: Sequence[Group], width: float) -> list[list[Group]]:
    """Groups in lines of that width; none of them is parted, and an empty one begins a line."""
    lines: list[list[Group]] = [[]]
    left = 0.0
    for group in groups:
        if not group:
            lines.append([])
            left = 0.0
            continue
        wide = sum(piece.width for piece in group)
        if lines[-1] and left + wide > width:
            lines.append([])
            left = 0.0
        lines[-1].append(group)
        left += wide + _space(group)
    return [line for line in lines if line]


def paint_lines(painter: QPainter, box: QRectF, groups: Sequence[Group]) -> None:
    """As many lines as there is room for, in the middle of the height."""
    lines = lines_of(groups, box.width())
    heights = [max(QFontMetricsF(piece.font).height() for group in line for piece in group) for line in lines]
    while len(lines) > 1 and sum(heights) > box.height() + 1:
        del lines[-1], heights[-1]
    top = box.center().y() - sum(heights) / 2
    for line, height in zip(lines, heights, strict=True):
        metrics = max((QFontMetricsF(piece.font) for group in line for piece in group), key=lambda each: each.height())
        left = box.left()
        for group in line:
            for piece in group:
                piece.paint(painter, left, top + metrics.ascent())
                left += piece.width
            left += _space(group)
        top += height
