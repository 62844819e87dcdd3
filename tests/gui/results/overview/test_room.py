"""The list has the room it needs first, and nothing that is further down is hidden in silence."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.results.model import Party
from provesvar_gui.ui.results.common.delegate import MARGIN, LineDelegate, lay_out
from provesvar_gui.ui.results.common.lines import SEPARATOR, Column
from provesvar_gui.ui.results.overview import card_face
from provesvar_gui.ui.results.overview.card_layout import layout_of
from provesvar_gui.ui.results.overview.halves import LISTED
from provesvar_gui.ui.results.overview.row_list import LEAST
from provesvar_gui.ui.theme import Tone
from tests.gui.results import made
from tests.gui.results.overview.kit import STYLE, coded, painted, show
from tests.gui.results.sandbox_patients import digested, patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.model import Report
    from provesvar_gui.ui.results.overview.pane import OverviewPane

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


@pytest.mark.parametrize(
    ("width", "height", "least"),
    [(1480, 814, 15), (926, 494, 6), (973, 426, 5), (840, 427, 4), (840, 419, 4), (959, 356, 5)],  # what screens leave for it
)
def test_the_cards_win_over_the_list(pane: OverviewPane, width: int, height: int, least: int) -> None:
    """Full HD, 1366 x 768, 1024 x 700, full HD at 150 %, 1280 x 720, a third at 150 %: the first four are whole everywhere."""
    show(pane, digested(patient()))
    settle(pane, width, height)
    seen = pane.area.viewport().height()
    whole = [card.face.key for card in pane.strip.cards if card.geometry().bottom() < seen]
    assert {"potassium", "haemoglobin", "crp", "inr"} <= set(whole)
    assert len(whole) >= least
    if height > 480:
        assert len(whole) > pane.strip.columns, "more than one row"
        assert pane.list.height() >= pane.list.height_of_lines(1 + LISTED)


def test_the_columns_of_the_list_are_as_wide_as_what_is_in_them(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    settle(pane, 1480, 814)
    list_, metrics = pane.list, QFontMetricsF(pane.list.font())
    dates = [list_.lines.line(row).cells[Column.DATE] for row in range(list_.lines.rowCount()) if list_.lines.line(row).cells]
    assert any(" " not in date and "2024" in date for date in dates)
    assert max(map(metrics.horizontalAdvance, dates)) + 2 * MARGIN <= list_.columnWidth(Column.DATE), "no time is broken"
    assert list_.isColumnHidden(Column.REFERENCE)
    where = next(row for row in range(list_.lines.rowCount()) if "Østvik" in "".join(list_.lines.line(row).cells))
    delegate = list_.itemDelegate()
    assert isinstance(delegate, LineDelegate)
    painted_date = delegate.piece(list_.lines.line(where), Column.DATE, list_.font()).words
    assert painted_date.split("\n")[1].startswith("Østvik"), "another laboratory stands below the date"
    used = sum(list_.columnWidth(column) for column in Column if not list_.isColumnHidden(column))
    assert abs(used - list_.viewport().width()) < len(Column)
    lines = [int(list_.verticalHeader().sectionSize(row) / metrics.height()) for row in range(1, 20)]
    assert max(lines) <= 3
    assert lines.count(3) <= 2, "hardly one of the first has three lines"


def test_where_all_have_room_a_row_has_one_line(pane: OverviewPane) -> None:
    """A laboratory is beside the date then, not below it."""
    when = made.moment("2024-09-14T09:40:00+02:00")
    houses = (made.report(str(n), coded(f"P-{n}", f"NPU9{n}", "1", id=str(n), effective=when, interpretations=(made.ABOVE,)),
                          performers=(Party(organisation=f"Østvik sykehus {n}"),)) for n in range(4))  # fmt: skip
    show(pane, digested(made.result(*houses)))
    for width, lines in ((1480, 1), (620, 2)):
        settle(pane, width, 700)
        heights = [pane.list.verticalHeader().sectionSize(row) for row in range(1, 5)]
        assert {int(each / QFontMetricsF(pane.list.font()).height()) for each in heights} == {lines}


@pytest.mark.parametrize("width", [560, 840, 1480])
def test_no_time_is_broken_at_any_width(pane: OverviewPane, width: int) -> None:
    when = made.moment("2024-09-14T09:40:00+02:00")
    report = made.report("r", coded("P-X", "NPU9", "1", effective=when, interpretations=(made.ABOVE,)))
    long = made.report("l", coded("P-" + "lang " * 30, "NPU8", "2", effective=when, interpretations=(made.ABOVE,)))
    show(pane, digested(made.result(report, long)))
    settle(pane, width, 640)
    delegate = pane.list.itemDelegate()
    assert isinstance(delegate, LineDelegate)
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        if line.cells and line.cells[Column.DATE]:
            piece = delegate.piece(line, Column.DATE, pane.list.font())
            room = delegate.room(line, Column.DATE, pane.list.columnWidth(Column.DATE), piece)
            assert lay_out(piece, room).lineCount() == 1 + piece.words.count("\n")


def test_a_second_series_takes_two_lines_where_the_card_has_the_width(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    crp = next(card for card in pane.strip.cards if card.face.key == "crp")
    laid = layout_of(crp.face, 320, crp.font(), low=True)
    below = {round(drawn.place.y() + drawn.size.height()) for drawn in laid.drawn if drawn.place.y() > laid.rules[0]}
    assert max(below) - laid.rules[0] < 2.4 * QFontMetricsF(crp.font()).height()


def test_a_narrow_card_has_its_curve_beside_the_rest(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    for card in pane.strip.cards:
        for width in (190, 223, 290):
            laid = layout_of(card.face, width, card.font(), low=True)
            assert not any(each.box().intersects(laid.spark) for each in laid.drawn)
            assert laid.spark.isEmpty() or (laid.spark.right() <= width and laid.spark.bottom() <= laid.height)
            assert laid.spark.isEmpty() or not any(laid.spark.bottom() >= rule for rule in laid.rules)
    first = pane.strip.cards[0]
    assert not layout_of(first.face, 223, first.font(), low=True).spark.isEmpty()


@pytest.mark.parametrize("low", [True, False])
def test_a_curve_stands_in_the_part_of_its_own_examination(pane: OverviewPane, low: bool) -> None:
    """It has no name: beside pCO2, or right below bilirubin, the one of pH and of ALAT would pass for theirs."""
    show(pane, digested(patient()))
    several = [each for each in pane.strip.cards if sum(row.begins for row in each.face.rows)]
    assert {"blood_gas", "crp", "hba1c", "liver"} <= {each.face.key for each in several}
    seen = set()
    for card in several:
        card.show_low(low)
        for width in (*range(160, 420, 12), 640):
            for more in (0, 60):
                card.resize(width, card.wanted_height(width) + more)
                laid = card.layout_shown()
                if laid.spark.isEmpty():
                    continue
                seen.add(card.face.key)
                assert laid.others is not None
                assert laid.spark.bottom() <= laid.others
                assert not any(each.box().intersects(laid.spark) for each in laid.drawn)
                assert laid.spark.right() <= width
    assert {"crp", "hba1c", "liver"} <= seen, "where it has room there it is not left out"


def test_a_card_that_grows_for_its_curve_says_every_word_once(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    card = next(each for each in pane.strip.cards if each.face.key == "crp")
    card.show_low(True)
    before = layout_of(card.face, 200, card.font(), low=True)
    assert before.spark.isEmpty()
    card.resize(200, card.height_with_curve(200, low=True))
    after = card.layout_shown()
    assert not after.spark.isEmpty()
    assert [each.slot for each in after.drawn] == [each.slot for each in before.drawn]
    tops = sorted(each.place.y() for each in after.drawn)
    assert tops[-1] > after.rules[0] > after.spark.bottom() > after.spark.top() > tops[0]
    assert max(each.box().bottom() for each in after.drawn) <= card.height()


def test_the_curve_of_an_examination_that_has_no_place_on_its_card_is_not_there(pane: OverviewPane) -> None:
    """Eight others come before it, since they are marked."""
    show(pane, digested(patient()))
    assert pane.digest is not None
    cards = [(card, *texts) for card, texts in zip(pane.digest.strip.cards, pane._texts, strict=True) if texts[1]]
    plain = next(each for each in cards if not each[1][0].marks and not each[1][0].notes)
    marked = next(each for each in cards if each[1][0].marks)
    for eight, there in ((marked, False), (plain, True)):
        card = replace(plain[0], lines=(plain[0].lines[0], *[eight[0].lines[0]] * 8))
        face = card_face.face(card, (plain[1][0], *[eight[1][0]] * 8), plain[2], style=STYLE, letter="", now=None, usual="")
        assert bool(face.spark) is there


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
