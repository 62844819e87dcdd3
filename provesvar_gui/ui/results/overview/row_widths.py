"""How wide the columns of the list are: by what stands in them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, TypeAlias

from PySide6.QtGui import QFontMetricsF

from provesvar_gui.ui.results.lines import Column
from provesvar_gui.ui.results.reports.delegate import MARGIN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.ui.results.reports.delegate import Piece

LOOKED_AT: Final = 12  # rows; of those further down only the dates, which are never broken
BESIDE: Final = " · "  # between a date and a laboratory that have room beside each other
COLUMNS: Final = (Column.NAME, Column.VALUE, Column.MARK, Column.DATE, Column.STATUS)
_SEEN: Final = 6  # rows that are in sight at first: a line less counts twice
_LONGEST: Final = 24  # letters of average width: a longer word is broken
_LINES: Final = 6  # more are not counted
_SLACK: Final = 2 * MARGIN + 4  # pixels
_LEAST: Final = 300  # for everything but the date

Steps: TypeAlias = tuple[float, ...]


class Wants:
    """What the rows seen so far need. Keeps widths, no words."""

    def __init__(self) -> None:
        self.rows: list[tuple[Steps, ...]] = []  # of each cell: the widths for the most lines to one
        self.seen = 0  # how often the widths may have had to be others
        self.words = dict.fromkeys(COLUMNS, 0.0)  # the longest of each column

    def beside(self, date: int) -> bool:
        """Whether what is below a date has room beside it, in so many pixels."""
        at = COLUMNS.index(Column.DATE)
        return all(not row[at] or row[at][-1] < date + 1 for row in self.rows)

    def see(self, pieces: Sequence[Piece]) -> bool:
        """A row with a text for each of ``COLUMNS``; whether the widths may have to be others."""
        looks = len(self.rows) < LOOKED_AT
        date = _cell(pieces[COLUMNS.index(Column.DATE)])[0]
        wider = looks or date > self.words[Column.DATE]
        self.words[Column.DATE] = max(self.words[Column.DATE], date)
        if looks:
            cells = [_cell(piece) for piece in pieces]
            for column, (word, _) in zip(COLUMNS, cells, strict=True):
                self.words[column] = max(self.words[column], word)
            self.rows.append(tuple(steps for _, steps in cells))
        self.seen += wider
        return wider


def _cell(piece: Piece) -> tuple[float, Steps]:
    """Its longest word, and the widths for the most lines to one: about, since half a word is left over at a break.

    What stands below each other is on one line only with ``BESIDE`` between.
    """
    if not piece.words:
        return 0.0, ()
    metrics = QFontMetricsF(piece.font)
    words = piece.words.replace("\n", " ").split(" ")
    word = max(metrics.horizontalAdvance(each) for each in sorted(words, key=len)[-3:]) * 1.02
    *above, last = piece.words.split("\n")
    whole = metrics.horizontalAdvance(last) * 1.05
    steps = [max(word, (whole + word * breaks / 2) / (breaks + 1)) + _SLACK for breaks in range(_LINES)]
    if above:
        steps = [metrics.horizontalAdvance(piece.words.replace("\n", BESIDE)) * 1.02 + _SLACK, *steps]
    return word + _SLACK, tuple(reversed(steps))


def shared(wants: Wants, room: int, letter: float) -> dict[Column, int]:
    """A width for each column, together ``room``. ``letter``: average width.

    The dates and the longest words first. Then always what saves most lines for its width. Of what is left equal parts to those
    that are not on one line, and the rest to the value.
    """
    longest = _LONGEST * letter
    widths = {each: word if each is Column.DATE else min(word, longest) for each, word in wants.words.items()}
    others = sum(widths.values()) - widths[Column.DATE]
    left = max(room - widths[Column.DATE], _LEAST)
    if others > left:
        return {each: int(width if each is Column.DATE else width * left / others) for each, width in widths.items()}
    left -= others
    while (better := _better(wants.rows, widths, left)) is not None:
        left -= sum(better.values()) - sum(widths.values())
        widths = better
    widths = _grown(
        widths, {each: max((row[at][-1] for row in wants.rows if row[at]), default=0.0) for at, each in enumerate(COLUMNS)}, left
    )
    widths[Column.VALUE] += max(room - sum(widths.values()), 0.0)
    return {column: int(width) for column, width in widths.items()}


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
