"""The list has the room it needs first, and nothing that is further down is hidden in silence."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.ui.results.lines import SEPARATOR
from provesvar_gui.ui.results.overview.card_layout import layout_of
from provesvar_gui.ui.results.overview.row_list import LEAST
from provesvar_gui.ui.theme import Tone
from tests.gui.results import made
from tests.gui.results.overview.kit import coded, painted, show
from tests.gui.results.sandbox_patients import digested, patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.domain.results import Report
    from provesvar_gui.ui.results.overview.pane import OverviewPane

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")
WIDTHS_AND_HEIGHTS = [(840, 560), (840, 400), (1000, 380), (988, 360), (1400, 900)]


def settle(pane: OverviewPane, width: int, height: int) -> None:
    pane.resize(width, height)
    pane.finish()
    while not pane.list.is_settled():
        pane.list._measure()
    QApplication.processEvents()  # Qt gives the scroll bar its range there


def whole_rows(pane: OverviewPane) -> int:
    """How many rows below the heading are whole in sight."""
    header, bottom = pane.list.verticalHeader(), pane.list.viewport().height()
    return sum(
        header.sectionViewportPosition(row) >= 0 and header.sectionViewportPosition(row) + header.sectionSize(row) <= bottom
        for row in range(1, pane.list.lines.rowCount())
    )


@pytest.mark.parametrize(("width", "height"), WIDTHS_AND_HEIGHTS)
def test_a_row_of_whole_cards_is_always_in_sight_and_what_is_marked(pane: OverviewPane, width: int, height: int) -> None:
    show(pane, digested(patient()))
    settle(pane, width, height)
    seen = pane.area.viewport().height()
    assert whole_rows(pane) >= (LEAST if height >= 500 else 1)
    bottoms = [card.geometry().bottom() + 1 for card in pane.strip.cards]
    assert max(bottoms[: pane.strip.columns]) <= seen
    cut = [bottom for card, bottom in zip(pane.strip.cards, bottoms, strict=True) if card.geometry().top() < seen < bottom]
    assert not cut, "no card that is in sight is cut"
    named = pane.halves.more_cards.text()
    for card, bottom in zip(pane.strip.cards, bottoms, strict=True):
        assert (card.face.title in named.split(": ", 1)[-1].split(SEPARATOR)) is (bottom > seen)


@pytest.mark.parametrize(("width", "height"), [(840, 300), (1400, 900)])
def test_a_low_card_says_every_word_of_a_high_one(pane: OverviewPane, width: int, height: int) -> None:
    show(pane, digested(patient()))
    settle(pane, width, height)
    for card in pane.strip.cards:
        each = card.width()
        texts = [
            [drawn.layout.text() for drawn in layout_of(card.face, each, card.font(), low=low).drawn] for low in (False, True)
        ]
        assert sorted(texts[0]) == sorted(texts[1])
        assert card.wanted_height(each, low=True) <= card.wanted_height(each, low=False)


def test_the_age_stands_right_below_value_and_marks(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    rows = painted(pane, "potassium")
    assert "5,2 mmol/L" in rows[1]
    assert "h ago" in rows[3]
    assert "from 5,7" in rows[4]


def test_by_key_no_card_comes_into_sight_cut(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 500)
    pane.strip.take_focus()
    tops = {card.geometry().top() for card in pane.strip.cards}
    for _ in range(6):
        focused = pane.strip.cards[pane.strip.current()]
        QTest.keyClick(focused, Qt.Key.Key_Down)
        at = pane.strip.current()
        if at < 0:
            break
        bar, seen = pane.area.verticalScrollBar().value(), pane.area.viewport().height()
        assert pane.strip.cards[at].geometry().top() >= bar
        card = pane.strip.cards[at]
        assert card.geometry().bottom() < bar + seen or card.height() > seen
        assert bar in tops or bar == pane.area.verticalScrollBar().maximum()


def several_cards() -> Report:
    """One unmarked result on each card."""
    table = bundled()
    found = []
    for kind in table.cards:
        codes = (of for each in table.analytes if each.key in kind.analytes for of in each.codes if of.unit)
        found += [coded(of.name, of.code, "1", of.unit or "", id=of.code) for of in islice(codes, 1)]
    return made.report("cards", *found)


def test_what_is_marked_gets_its_room_before_the_cards(pane: OverviewPane) -> None:
    marked = [coded(f"P-{n}", f"NPU9{n}", str(n), id=str(n), interpretations=(made.ABOVE,)) for n in range(4)]
    show(pane, digested(made.result(made.report("r", *marked), several_cards())))
    settle(pane, 840, 580)
    assert len(pane.strip.cards) > 2 * pane.strip.columns
    assert pane.list.below()[1] == 0
    assert whole_rows(pane) >= 4
    show(pane, digested(made.result(several_cards())))  # nothing is marked: the cards have it
    settle(pane, 840, 580)
    assert pane.area.viewport().height() > pane.list.height()


def test_rows_further_down_are_counted_with_the_key_and_the_marked_ones_by_themselves(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 500)
    rows, marked = pane.list.below()
    seen = whole_rows(pane)
    assert rows > marked > 0
    assert pane.halves.more.text() == f"▾ {marked} more marked by the laboratory, Arrow down"
    assert pane.halves.more.accessibleName() == pane.halves.more.text()
    assert pane.halves.more.tone is Tone.WARNING
    pane.list.setFocus()
    for _ in range(seen + 4):
        QTest.keyClick(pane.list, Qt.Key.Key_Down)
    fewer = pane.list.below()[1]
    assert fewer < marked
    assert pane.halves.more.text().startswith(f"▾ {fewer} more marked")
    QTest.keyClick(pane.list, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.list.below() == (0, 0))
    assert pane.halves.more.text() == ""


def test_behind_what_is_marked_the_rest_is_counted(pane: OverviewPane) -> None:
    reports = [made.report(f"r{n}", coded(f"P-{n}", f"NPU9{n}", "1", id=str(n))) for n in range(30)]
    show(pane, digested(made.result(*reports)))
    settle(pane, 840, 500)
    rows, marked = pane.list.below()
    assert rows > 0
    assert marked == 0
    assert pane.halves.more.text() == f"▾ {rows} more, Arrow down"
    assert pane.halves.more.tone is Tone.SUBDUED


def test_cards_further_down_are_named(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 500)
    said = pane.halves.more_cards.text()
    assert said.startswith("▾ ")
    assert "Laktat" in said
    assert "Kalium" not in said
    bar = pane.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert pane.halves.more_cards.text() == ""
    pane.clear()
    assert pane.halves.more.text() == pane.halves.more_cards.text() == ""


def test_a_height_chosen_by_hand_stays(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 700)
    pane.halves.moveSplitter(200, 1)
    chosen = pane.halves.sizes()
    show(pane, digested(patient()))
    settle(pane, 840, 700)
    assert pane.halves.sizes() == chosen


def test_three_rows_stay_in_sight_whatever_the_person_chooses(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 840, 700)
    pane.halves.moveSplitter(690, 1)
    assert whole_rows(pane) >= LEAST


def test_nothing_of_what_was_further_down_stays(pane: OverviewPane) -> None:
    """Not for a reader of the screen either."""
    show(pane, digested(patient()))
    settle(pane, 840, 400)
    labels = (pane.halves.more, pane.halves.more_cards)
    assert pane.halves.more.accessibleName()
    pane.clear()
    assert [(label.text(), label.accessibleName()) for label in labels] == [("", ""), ("", "")]


def test_a_window_that_is_too_low_for_everything_cuts_no_card_either(pane: OverviewPane) -> None:
    """Then all of it scrolls, as the tab does."""
    show(pane, digested(patient()))
    for _ in range(2):  # what the rows need depends on the width
        layout = pane.layout()
        assert layout is not None
        settle(pane, 560, max(pane.minimumSizeHint().height(), layout.minimumHeightForWidth(560)))
    first = pane.strip.cards[: pane.strip.columns]
    assert max(card.geometry().bottom() for card in first) < pane.area.viewport().height()
    assert "Kalium" not in pane.halves.more_cards.text()
    assert whole_rows(pane) >= 1


def test_a_window_that_was_high_does_not_keep_what_only_a_high_one_needs(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 988, 900)
    high = pane.minimumSizeHint().height()
    settle(pane, 988, 320)
    settle(pane, 988, 900)
    assert pane.minimumSizeHint().height() == high < 420
