"""The lines of the card for the telephone in the largest type in which all of them fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetrics

from provesvar_gui.results.model import Veiled
from provesvar_gui.ui.results.export.wrapping import lines_of
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.results.export.wrapping import Lines

translate = QCoreApplication.translate
_SMALLEST: Final = 16  # pixels
_LEAST_SCALE: Final = 0.3
_LONGEST: Final = 1500  # characters of one line of the card
_SHORTEST: Final = 40
_OF_SHARE: Final = 0.74  # how much of its share of the height a letter takes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardLine(Veiled):
    """``share``: of the height. ``cut``: not all of the text is here, and it says where the rest is."""

    words: str
    share: float
    tone: Tone = Tone.PLAIN
    bold: bool = False
    struck: bool = False
    cut: bool = False

    def shortened(self, length: int) -> CardLine:
        """At most so many characters."""
        return self if len(self.words) <= length else replace(self, words=self.words[:length].rstrip(), cut=True)

    @property
    def shown(self) -> str:
        if not self.cut:
            return self.words
        return translate("Taking", "{text} … The rest stands in the report.").replace("{text}", self.words)


def gap(height: int) -> float:
    """Pixels between two lines."""
    return height * 0.012


def tall(lines: Lines) -> float:
    """Pixels of a text that has been laid out."""
    return sum(height for _layout, _line, height in lines)


def fit(lines: Sequence[CardLine], width: int, height: int, card: QWidget) -> list[tuple[Lines, Tone]]:
    """Laid out, the largest that fits; where even the smallest type is too large, the longest text is shortened and says so."""
    told = [line.shortened(_LONGEST) for line in lines]
    scale = 1.0
    while True:
        laid = [(_lay_out(line, width, line.share * scale, card), line.tone) for line in told]
        longest = max(range(len(told)), key=lambda at: len(told[at].words), default=-1)
        fits = sum(tall(each) + gap(height) for each, _tone in laid) <= height
        if fits or longest < 0 or (scale <= _LEAST_SCALE and len(told[longest].words) <= _SHORTEST):
            return laid
        if scale > _LEAST_SCALE:
            scale *= 0.85
        else:
            told[longest] = told[longest].shortened(len(told[longest].words) * 3 // 4)


def _lay_out(line: CardLine, width: int, share: float, card: QWidget) -> Lines:
    """In type of that share of the height; somewhat smaller where the text stands on one line then."""
    font = QFont(card.font())
    font.setWeight(QFont.Weight.DemiBold if line.bold else QFont.Weight.Normal)
    font.setStrikeOut(line.struck)
    font.setFeature(QFont.Tag("tnum"), 1)
    largest = max(int(card.height() * share * _OF_SHARE), _SMALLEST)
    for size in range(largest, max(largest * 3 // 5, _SMALLEST) - 1, -2):
        font.setPixelSize(size)
        if QFontMetrics(font).horizontalAdvance(line.shown) <= width:
            return lines_of(line.shown, font, width, card)
    return lines_of(line.shown, font, width, card)
