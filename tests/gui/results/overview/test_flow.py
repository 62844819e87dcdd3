"""Where cards stand: in their order, beside and under each other, none over another and none cut at the end of a page."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.ui.results.overview.strip_flow import GAP, best, fitting, flow

if TYPE_CHECKING:
    from provesvar_gui.ui.results.overview.strip_flow import Flow

heights = st.lists(st.integers(20, 400), max_size=30)


def bottoms(found: Flow) -> list[int]:
    return [top + height for top, height in zip(found.tops, found.heights, strict=True)]


@given(heights, st.integers(1, 8), st.integers(0, 900))
def test_no_card_stands_over_another_and_none_is_cut_where_a_page_ends(cards: list[int], count: int, room: int) -> None:
    found = flow(cards, count, room)
    ends = bottoms(found)
    for one, other in combinations(range(len(cards)), 2):
        if found.columns[one] == found.columns[other]:
            assert found.tops[other] >= ends[one] + GAP, "in the order of the cards"
    assert list(found.pages) == sorted(set(found.pages))
    for begin in found.pages[1:]:
        assert all(end + GAP <= begin or top >= begin for top, end in zip(found.tops, ends, strict=True))
    assert found.first == max(
        (end for top, end in zip(found.tops, ends, strict=True) if top < [*found.pages, 1 << 20][1]), default=0
    )
    pages = [max(page for page in found.pages if page <= top) for top in found.tops]
    for place, (page, end) in enumerate(zip(pages, ends, strict=True)):
        assert end <= page + room or pages[max(place - count, 0)] != page or place < count, "only a first row is higher"
    whole = fitting(cards, count, room)
    assert all(end <= room for end in ends[:whole])
    assert whole == len(cards) or ends[whole] > room


@given(heights, st.integers(1, 8), st.integers(0, 900))
def test_a_card_may_grow_into_what_is_spare_below_it(cards: list[int], count: int, room: int) -> None:
    found = flow(cards, count, room)
    grown = [end + spare for end, spare in zip(bottoms(found), found.spare(), strict=True)]
    assert all(spare >= 0 for spare in found.spare())
    for one, other in combinations(range(len(cards)), 2):
        if found.columns[one] == found.columns[other]:
            assert found.tops[other] >= grown[one] + GAP
    assert all(end <= found.height() for end in grown)


def wide(place: int, count: int, low: bool) -> int:
    """Cards whose texts need less height the fewer they are beside each other."""
    del place
    return count * (20 if low else 40)


def test_high_cards_where_all_have_room_low_or_wider_ones_where_that_shows_more() -> None:
    assert (best(wide, 8, 4, 400).count, best(wide, 8, 4, 400).low) == (4, False)
    low = best(wide, 8, 4, 170)
    assert (low.count, low.low, low.first) == (4, True, 2 * 80 + GAP)
    assert best(wide, 30, 4, 250).count == 2
    assert fitting([20 * 2] * 30, 2, 250) > fitting([20 * 4] * 30, 4, 250)


def test_a_tall_card_goes_where_it_has_room_and_the_next_ones_still_stand_in_their_columns() -> None:
    found = flow([110, 40, 40, 200, 40, 50], 3, 310)
    assert found.pages == (0,)
    assert found.columns == (0, 1, 2, 1, 1, 2)
    assert fitting([110, 40, 40, 200, 40, 50], 3, 310) == 6


def test_never_less_than_a_whole_row_for_the_sake_of_one_wide_card() -> None:
    assert best(wide, 30, 4, 30).count == 4
    assert best(wide, 30, 4, 30).low


def test_without_cards_there_is_nothing() -> None:
    assert best(wide, 0, 4, 300).height() == 0
