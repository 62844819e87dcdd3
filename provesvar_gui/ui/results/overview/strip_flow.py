"""Where the cards of the strip stand: under each other in columns, a page after the other, each page as high as what is seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

GAP: Final = 6  # pixels between cards
_FEWER: Final = 3  # columns that may be given up, where wider cards are so much lower that more of them are seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """``columns`` and ``tops`` have a number for each card: which column it is in, and its upper edge.

    ``pages``: where each page begins. ``first``: the height of the first page.
    """

    count: int
    low: bool
    heights: tuple[int, ...]
    columns: tuple[int, ...]
    tops: tuple[int, ...]
    pages: tuple[int, ...]
    first: int

    def height(self) -> int:
        """Pixels of everything."""
        return max((top + height for top, height in zip(self.tops, self.heights, strict=True)), default=0)

    def spare(self) -> list[int]:
        """For each card: pixels that nothing stands on, from its lower edge to the card below or to the end of its page."""
        ends = [*(page - GAP for page in self.pages[1:]), self.height()]
        below: dict[int, int] = {}  # of each column: where the card begins that was met last
        found = []
        page = len(ends) - 1
        for place in reversed(range(len(self.tops))):
            column, top = self.columns[place], self.tops[place]
            if top < self.pages[page]:
                page, below = page - 1, {}
            found.append(below.get(column, ends[page] + GAP) - GAP - top - self.heights[place])
            below[column] = top
        return found[::-1]


def flow(heights: Sequence[int], count: int, room: int, *, low: bool = False) -> Flow:
    """From left to right in ``count`` columns, in ``room`` pixels of height.

    A card that has no room in its column goes into the emptiest one; where it has none there either it begins a page of its own,
    so that none is cut. The first row of a page stands on it whatever its height is.
    """
    columns: list[int] = []
    tops: list[int] = []
    pages = [0]
    first_of_page = 0
    free = [0] * count  # where the next card of each column begins
    for place, height in enumerate(heights):
        at = (place - first_of_page) % count
        if place - first_of_page >= count and free[at] + height > pages[-1] + room:
            at = _emptiest(free)
            if free[at] + height > pages[-1] + room:
                pages.append(max(free))
                first_of_page, at = place, 0
                free = [pages[-1]] * count
        columns.append(at)
        tops.append(free[at])
        free[at] += height + GAP
    bottoms = [top + height for top, height in zip(tops, heights, strict=True)]
    first = max((bottom for bottom, top in zip(bottoms, tops, strict=True) if len(pages) == 1 or top < pages[1]), default=0)
    return Flow(
        count=count,
        low=low,
        heights=tuple(heights),
        columns=tuple(columns),
        tops=tuple(tops),
        pages=tuple(pages),
        first=first,
    )


def _emptiest(free: list[int]) -> int:
    """The column that ends first."""
    return min(range(len(free)), key=free.__getitem__)


def fitting(heights: Iterable[int], count: int, room: int) -> int:
    """How many cards, from the first, are whole on the first page. Asks for no more heights than it takes."""
    free = [0] * count
    whole = 0
    for place, height in enumerate(heights):
        at = place % count
        if place >= count and free[at] + height > room:
            at = _emptiest(free)
        if free[at] + height > room:
            break
        whole += 1
        free[at] += height + GAP
    return whole


def best(height: Callable[[int, int, bool], int], cards: int, most: int, room: int) -> Flow:
    """The flow by which most of so many cards are seen whole, in ``most`` columns or fewer.

    ``height``: of a card, by its place, the number of columns, and whether it is low. High cards where that hides none; low ones,
    with the same words, and fewer and wider ones, where that shows more.
    """

    def each(count: int, low: bool) -> Iterator[int]:
        return (height(place, count, low) for place in range(cards))

    columns, low = most, False
    if fitting(each(most, False), most, room) < cards:
        seen = fitting(each(most, True), most, room)
        for count in range(most - 1, max(most - 1 - _FEWER, 0), -1):
            whole = fitting(each(count, True), count, room)
            if whole >= max(seen + 1, most):  # never less than a whole row of them
                columns, seen = count, whole
        low = fitting(each(columns, False), columns, room) < max(seen, min(columns, cards))
    return flow(tuple(each(columns, low)), columns, room, low=low)
