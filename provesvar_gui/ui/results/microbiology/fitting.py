"""How much room a matrix needs: measured before it is shown, each text once, since most cells say the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QFontMetricsF

from provesvar_gui.results import text
from provesvar_gui.ui.results.common import lines
from provesvar_gui.ui.results.common.delegate import Piece, lay_out
from provesvar_gui.ui.results.microbiology import matrix as matrix_of
from provesvar_gui.ui.results.microbiology.matrix import Matrix

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.ui.results.common.culture_words import Answer
    from provesvar_gui.ui.results.microbiology.matrix import Cell, Head

MARGIN: Final = 6
PADDING: Final = 3
NARROWEST: Final = 9  # average characters of a column
WIDEST: Final = 30
HEAD_WIDEST: Final = 24
HEAD_WHOLE: Final = 64  # where there is room
_STATES: Final = ("△", "◐", "○", "✕", "–", "☎", "!")  # what a status or a doubt begins with
NARROW: Final = 600  # pixels of the view below which heads take more lines
NAMES_WIDEST: Final = 34


def answer_pieces(answer: Answer, font: QFont, *, alone: bool) -> list[Piece]:
    """An answer as it is written: the letter in bold; what is void struck through, with its status below.

    ``alone``: there is no other in its cell; else what is void says that it is another one than what stands.
    """
    if not answer.void:
        return [Piece(answer.shown, font, len(answer.letter))]
    struck = QFont(font)
    struck.setStrikeOut(True)
    status = answer.status if alone else matrix_of.another(answer.status)
    return [Piece(words, written) for words, written in ((answer.result, struck), (status, font)) if words]


def _cell_pieces(cell: Cell, font: QFont) -> list[Piece]:
    alone = len(cell.answers) == 1
    return [piece for answer in cell.answers for piece in answer_pieces(answer, font, alone=alone)]


def head_pieces(head: Head, font: QFont) -> list[Piece]:
    """The two lines above a column: what it is, and what else tells it from others, its state first. The second may be elided."""
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    strong.setStrikeOut(head.void)
    more = sorted(head.more, key=lambda words: not words.startswith(_STATES))
    return [Piece(head.name, strong), *([Piece(lines.SEPARATOR.join(more), font)] if more else [])]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Fitted:
    """A matrix with the pixels of its columns and rows, of the names beside it and the heads above it.

    ``above``: how wide each column would have to be for its head; ``wanted``: how wide it may become for it.
    """

    matrix: Matrix = field(default_factory=Matrix)
    widths: tuple[int, ...] = ()
    heights: tuple[int, ...] = ()
    names: int = 0
    heads: int = 0
    above: tuple[int, ...] = ()
    wanted: tuple[int, ...] = ()


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
        self.line = self._plain.height()

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
    widths: list[int] = []
    wanted_heads: list[float] = []
    above_all: list[list[Piece]] = []
    inner: list[list[tuple[int, list[Piece]]]] = []
    head = (HEAD_WIDEST if room >= NARROW else HEAD_WIDEST * 0.6) * character
    for place, column in enumerate(matrix.columns):
        above = head_pieces(column.head, font)
        cells = [(row, _cell_pieces(each[place], font)) for row, each in enumerate(matrix.cells) if each[place].answers]
        whole = ruler.wide(above[:1]) if text.NBSP in above[0].words else 0.0  # a date stays whole
        widest = max((ruler.wide(pieces) for _, pieces in cells), default=0.0)
        wanted = max(widest, min(ruler.wide(above[:1]), max(head, whole)), NARROWEST * character)
        widths.append(round(min(wanted, WIDEST * character)) + extra)
        wanted_heads.append(ruler.wide(above) * 1.05 + extra)
        above_all.append(above)
        inner.append(cells)
        yield
    heads = 0.0
    for width, above, cells in zip(widths, above_all, inner, strict=True):
        inside = width - 2 * MARGIN
        heads = max(heads, ruler.high(above[:1], inside) + (ruler.line if above[1:] else 0.0))
        for row, pieces in cells:
            tall[row] = max(tall[row], ruler.high(pieces, inside))
        yield
    return Fitted(
        matrix=matrix,
        widths=tuple(widths),
        heights=tuple(round(each + 0.5) + 2 * PADDING for each in tall),
        names=names,
        heads=round(heads + 0.5) + 2 * PADDING,
        above=tuple(map(round, wanted_heads)),
        wanted=tuple(round(min(each, HEAD_WHOLE * character)) for each in wanted_heads),
    )


def widened(fitted: Fitted, room: int) -> tuple[int, ...]:
    """The widths, and what is left of the room shared by the columns whose heads want more, from the left."""
    left = room - sum(fitted.widths)
    found = []
    for width, want in zip(fitted.widths, fitted.wanted, strict=True):
        more = min(max(want - width, 0), max(left, 0))
        left -= more
        found.append(width + more)
    return tuple(found)
