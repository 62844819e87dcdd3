"""The texts of a card, each measured and laid out on one line once: that is the same at any width of the card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from provesvar_gui.ui.results.common.delegate import Piece, lay_out

if TYPE_CHECKING:
    from provesvar_gui.ui.results.overview.card_face import Slot

_SMALL: Final = 0.92  # of the font of the window


@dataclass(frozen=True, slots=True)
class Measured:
    """A text with its font. ``size``: of its letters on one line; ``layout``: that line."""

    slot: Slot
    font: QFont
    width: float
    ascent: float
    layout: QTextLayout
    size: QSizeF

    def wrapped(self, width: float) -> tuple[QTextLayout, QSizeF]:
        return _laid(self.slot.words, self.font, width, wraps=True)


class Pieces:
    """What was measured. ``font``: the window's. Holds what the card holds: forget both together."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._known: dict[tuple[Slot, float], Measured] = {}

    def of(self, slot: Slot, large: float, scale: float = 1.0) -> Measured:
        """``large``: how much larger a large one is. ``scale``: as a part of its usual size."""
        factor = scale * (large if slot.large else _SMALL if slot.small else 1.0)
        known = self._known.get((slot, factor))
        return known or self._known.setdefault((slot, factor), self._measure(slot, factor))

    def _measure(self, slot: Slot, factor: float) -> Measured:
        written = QFont(self._font)
        written.setPointSizeF(self._font.pointSizeF() * factor)
        written.setWeight(QFont.Weight.DemiBold if slot.bold else QFont.Weight.Normal)
        if slot.digits:
            written.setFeature(QFont.Tag("tnum"), 1)
        metrics = QFontMetricsF(written)
        width = metrics.horizontalAdvance(slot.words) + 1
        layout, size = _laid(slot.words, written, width + 2, wraps=False)
        return Measured(slot, written, width, metrics.ascent(), layout, size)


def _laid(words: str, font: QFont, width: float, *, wraps: bool) -> tuple[QTextLayout, QSizeF]:
    layout = lay_out(Piece(words, font, wraps=wraps), width)
    widest = max((layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())), default=0.0)
    return layout, QSizeF(widest, layout.boundingRect().height())
