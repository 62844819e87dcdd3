"""How wide the columns of the list are: by what stands in them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtGui import QFontMetricsF

from provesvar_gui.ui.results.common.delegate import MARGIN
from provesvar_gui.ui.results.common.lines import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.results.common.delegate import Piece

LOOKED_AT: Final = 12  # rows, of which every line that they would save counts
BESIDE: Final = " · "  # between a date and a laboratory that have room beside each other
COLUMNS: Final = (Column.NAME, Column.VALUE, Column.MARK, Column.DATE, Column.STATUS)
_SEEN: Final = 6  # rows that are in sight at first: a line less counts twice
_LONGEST: Final = 24  # letters of average width: a longer word is broken, a number with its unit is not
_NUMBER: Final = re.compile(r"[<>≤≥=~±+\-−]*\s?[.,]?\d[\d.,\u2060\u202f]*(?:\u00a0.*)?", re.DOTALL)
_LONGEST_NUMBER: Final = 36  # letters, with its unit: what is longer is no measurement
_SQUEEZED: Final = 1 / 8  # of the room: what a number leaves each of the others at least
_LINES: Final = 6  # more are not counted
_SLACK: Final = 2 * MARGIN + 4  # pixels
_BOLDER: Final = 1.15  # a wide letter in the boldest of the fonts
_LEAST: Final = 300  # for everything but the date

Steps: TypeAlias = tuple[float, ...]


class Wants:
    """What the rows seen so far need. Keeps widths, no words.

    Of rows further down it is told how wide their words and numbers are, and whether any has a longer text than all before:
    what is measured is only what may be wider.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[Steps, ...]] = []  # of each cell: the widths for the most lines to one
        self.seen = 0  # how often the widths may have had to be others
        self.words = dict.fromkeys(COLUMNS, 0.0)  # the longest of each column
        self.number = 0.0  # the longest, with its unit
        self.goals = dict.fromkeys(COLUMNS, 0.0)  # all on one line
        self._letters = dict.fromkeys(COLUMNS, 0)  # of the longest text
        self._widest = 0.0  # letter
        self._told: dict[Column, set[int]] = {each: set() for each in (Column.NAME, Column.MARK, Column.STATUS)}

    def beside(self, date: int) -> bool:
        """Whether what is below a date has room beside it, in so many pixels."""
        at = COLUMNS.index(Column.DATE)
        return all(not row[at] or row[at][-1] < date + 1 for row in self.rows)

    def see(self, pieces: Sequence[Piece]) -> bool:
        """A row with a text for each of ``COLUMNS``; whether the widths may have to be others."""
        looks = len(self.rows) < LOOKED_AT
        if looks:
            self.rows.append(tuple(map(_steps, pieces)))
            self._widest = max(self._widest, QFontMetricsF(pieces[0].font).horizontalAdvance("W") * _BOLDER)
        wider = looks
        for column, piece in zip(COLUMNS, pieces, strict=True):
            if piece.words and not self._known(column, piece):
                wider |= self._see_words(column, piece)
                wider |= (looks or column is not Column.DATE) and self._see_whole(column, piece)
        self.seen += wider
        return wider

    def _known(self, column: Column, piece: Piece) -> bool:
        """Whether the very same was seen: names, marks and states are few."""
        if column not in self._told:
            return False
        told, key = self._told[column], hash((piece.words, piece.font.weight()))
        known = key in told
        told.add(key)
        return known

    def _see_words(self, column: Column, piece: Piece) -> bool:
        metrics, wider = None, False
        for word in piece.words.replace("\n", " ").split(" "):
            most = len(word) * self._widest + _SLACK
            if most <= self.words[column] and (column is not Column.VALUE or most <= self.number):
                continue
            number = column is Column.VALUE and _NUMBER.fullmatch(word) is not None  # no rule of dashes, date, or long code
            least = self.number if number else self.words[column]
            if most <= least:
                continue
            metrics = metrics or QFontMetricsF(piece.font)
            width = metrics.horizontalAdvance(word) * 1.02 + _SLACK
            if width > least:
                wider = True
                if number:
                    self.number = width
                else:
                    self.words[column] = width
        return wider

    def _see_whole(self, column: Column, piece: Piece) -> bool:
        if len(piece.words) <= self._letters[column]:
            return False
        self._letters[column] = len(piece.words)
        steps = _steps(piece)
        wider = steps[-1] > self.goals[column]
        self.goals[column] = max(self.goals[column], steps[-1])
        return wider


def _steps(piece: Piece) -> Steps:
    """The widths for the most lines to one: about, since half a word is left over at a break.

    What stands below each other is on one line only with ``BESIDE`` between.
    """
    if not piece.words:
        return ()
    metrics = QFontMetricsF(piece.font)
    words = piece.words.replace("\n", " ").split(" ")
    word = max(metrics.horizontalAdvance(each) for each in sorted(words, key=len)[-3:]) * 1.02
    *above, last = piece.words.split("\n")
    whole = metrics.horizontalAdvance(last) * 1.05
    steps = [max(word, (whole + word * breaks / 2) / (breaks + 1)) + _SLACK for breaks in range(_LINES)]
    if above:
        steps = [metrics.horizontalAdvance(piece.words.replace("\n", BESIDE)) * 1.02 + _SLACK, *steps]
    return tuple(reversed(steps))


def shared(wants: Wants, room: int, letter: float) -> dict[Column, int]:
    """A width for each column, together ``room``. ``letter``: average width.

    The dates, the numbers and the longest words first. Then always what saves most lines for its width. Of what is left equal
    parts to those that are not on one line, and the rest to the value.
    """
    longest, number = _LONGEST * letter, min(wants.number, _LONGEST_NUMBER * letter)
    widths = {each: word if each is Column.DATE else min(word, longest) for each, word in wants.words.items()}
    widths[Column.VALUE] = max(widths[Column.VALUE], number)
    others = sum(widths.values()) - widths[Column.DATE]
    left = max(room - widths[Column.DATE], _LEAST)
    if others > left:
        return {each: int(width) for each, width in _squeezed(widths, number, left).items()}
    left -= others
    while (better := _better(wants.rows, widths, left)) is not None:
        left -= sum(better.values()) - sum(widths.values())
        widths = better
    widths = _grown(widths, wants.goals, left)
    widths[Column.VALUE] += max(room - sum(widths.values()), 0.0)
    return {column: int(width) for column, width in widths.items()}


def _squeezed(widths: dict[Column, float], number: float, left: float) -> dict[Column, float]:
    """In less room than the words need: the longest of them are broken, and no number before them."""
    value = widths[Column.VALUE]
    words = {each: width for each, width in widths.items() if each not in (Column.DATE, Column.VALUE)}
    kept = max(min(number, left * (1 - 3 * _SQUEEZED)), value * left / (value + sum(words.values())))
    rest = left - kept
    for count, column in zip(range(len(words), 0, -1), sorted(words, key=lambda each: words[each]), strict=True):
        words[column] = min(words[column], rest / count)
        rest -= words[column]
    return widths | words | {Column.VALUE: kept}


def _grown(widths: dict[Column, float], goals: dict[Column, float], left: float) -> dict[Column, float]:
    """With equal parts of what is left for those that have not reached their goal."""
    grown = dict(widths)
    while left > 1 and (short := [each for each in grown if goals[each] > grown[each] + 0.5]):
        part = min(left / len(short), min(goals[each] - grown[each] for each in short))
        for each in short:
            grown[each] += part
        left -= part * len(short)
    return grown


def _better(rows: list[tuple[Steps, ...]], widths: dict[Column, float], left: float) -> dict[Column, float] | None:
    """The widths by which some row has a line less, for the fewest pixels for each line saved; the first rows count most."""
    tall = [_tallest(row, widths) for row in rows]
    best, price = None, float("inf")
    for row, lines in zip(rows, tall, strict=True):
        if lines < 2:
            continue
        goal = dict(widths)
        for column, steps in zip(COLUMNS, row, strict=True):
            if len(steps) >= lines:
                goal[column] = max(goal[column], steps[1 - lines])
        cost = sum(goal.values()) - sum(widths.values())
        if cost > left:
            continue
        changes = [before - _tallest(each, goal) for each, before in zip(rows, tall, strict=True)]
        saved = sum(change * (2 if place < _SEEN else 1) for place, change in enumerate(changes))
        if saved and cost / saved < price:
            best, price = goal, cost / saved
    return best


def _tallest(row: tuple[Steps, ...], widths: dict[Column, float]) -> int:
    """How many lines a row has."""
    return max(
        [
            len(steps) + 1 - (bisect_right(steps, widths[column]) or 1)
            for column, steps in zip(COLUMNS, row, strict=True)
            if steps
        ],
        default=1,
    )
