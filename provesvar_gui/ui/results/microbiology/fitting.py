"""How much room a matrix needs: measured before it is shown, each text once, since most cells say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QFontMetricsF

from provesvar_gui.domain import text
from provesvar_gui.ui.results.microbiology.matrix import Matrix
from provesvar_gui.ui.results.reports.delegate import Piece, lay_out

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.ui.results.microbiology.culture_words import Answer
    from provesvar_gui.ui.results.microbiology.matrix import Cell, Head

MARGIN: Final = 6
PADDING: Final = 3
NARROWEST: Final = 9  # average characters of a column
WIDEST: Final = 30
HEAD_WIDEST: Final = 24
NARROW: Final = 600  # pixels of the view below which heads take more lines
NAMES_WIDEST: Final = 34


def answer_pieces(answer: Answer, font: QFont) -> list[Piece]:
    """An answer as it is written: the letter in bold; what is void struck through, with its status below."""
    if not answer.void:
        return [Piece(answer.shown, font, len(answer.letter))]
    struck = QFont(font)
    struck.setStrikeOut(True)
    return [Piece(words, written) for words, written in ((answer.result, struck), (answer.status, font)) if words]


def _cell_pieces(cell: Cell, font: QFont) -> list[Piece]:
    return [piece for answer in cell.answers for piece in answer_pieces(answer, font)]


def head_pieces(head: Head, font: QFont) -> list[Piece]:
    """The lines above a column."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    strong.setStrikeOut(head.void)
    return [Piece(head.name, strong), *(Piece(each, font) for each in head.more)]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Fitted:
    """A matrix with the pixels of its columns and rows, of the names beside it and the heads above it."""

    matrix: Matrix = field(default_factory=Matrix)
    widths: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()
    names: int = 0
    heads: int = 0


class _Ruler:
    """Measures a text once in each font and width."""

    def __init__(self, font: QFont) -> None:
        self._plain = QFontMetricsF(font)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._bold = QFontMetricsF(bold)
        self._wide: dict[tuple[str, bool], float] = {}
        self._high: dict[tuple[str, bool, int], float] = {}
        self.character = self._plain.averageCharWidth()

    def wide(self, pieces: list[Piece]) -> float:
        """Pixels of the longest of them on one line."""
        return max(map(self._one, pieces), default=0.0)

    def _one(self, piece: Piece) -> float:
        strong = bool(piece.label) or piece.font.weight() > QFont.Weight.Normal
        key = (piece.words, strong)
        if key not in self._wide:
            self._wide[key] = (self._bold if strong else self._plain).horizontalAdvance(piece.words)
        return self._wide[key]

    def high(self, pieces: list[Piece], width: int) -> float:
        """Pixels that they need below each other."""
        return sum(self._tall(each, width) for each in pieces)

    def _tall(self, piece: Piece, width: int) -> float:
        if self._one(piece) * 1.05 < width:
            return self._plain.height()
        key = (piece.words, bool(piece.label), width)
        if key not in self._high:
            self._high[key] = lay_out(piece, width).boundingRect().height()
        return self._high[key]


def fit(matrix: Matrix, font: QFont, room: int) -> Generator[None, None, Fitted]:
    """Measure it; gives way while it works. ``room``: the width of the view, of which names take half at most."""
    ruler, extra = _Ruler(font), 2 * MARGIN + 4
    character = ruler.character
    named = [Piece(each, font) for each in matrix.names]
    names = round(min(ruler.wide(named), NAMES_WIDEST * character, max(room * 0.48, NARROWEST * character))) + extra
    tall = [ruler.high([each], names - 2 * MARGIN) for each in named]
    widths, heads = [], 0.0
    head = (HEAD_WIDEST if room >= NARROW else HEAD_WIDEST * 0.6) * character
    for place, column in enumerate(matrix.columns):
        above = head_pieces(column.head, font)
        cells = [(row, _cell_pieces(each[place], font)) for row, each in enumerate(matrix.cells) if each[place].answers]
        whole = ruler.wide(above[:1]) if text.NBSP in above[0].words else 0.0  # a date stays whole
        widest = max((ruler.wide(pieces) for _, pieces in cells), default=0.0)
        wanted = max(widest, min(ruler.wide(above), max(head, whole)), NARROWEST * character)
        widths.append(round(min(wanted, WIDEST * character)) + extra)
        inside = widths[-1] - 2 * MARGIN
        heads = max(heads, ruler.high(above, inside))
        for row, pieces in cells:
            tall[row] = max(tall[row], ruler.high(pieces, inside))
        yield
    return Fitted(
        matrix=matrix,
        widths=tuple(widths),
        heights=tuple(round(each + 0.5) + 2 * PADDING for each in tall),
        names=names,
        heads=round(heads + 0.5) + 2 * PADDING,
    )
