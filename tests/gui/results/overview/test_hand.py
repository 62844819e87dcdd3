"""Cards that come while someone is on the cards: none moves under the hand, none waits long, the focus stays where it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.ui import keys
from provesvar_gui.ui.results.overview.strip_view import HOLD_MS
from provesvar_gui.ui.results.view import ResultsView
from tests.gui.results import made
from tests.gui.results.overview.kit import card, coded, potassium, show
from tests.gui.results.sandbox_patients import digested, patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.model import Report
    from provesvar_gui.ui.results.overview.pane import OverviewPane

ORDER = [kind.key for kind in bundled().cards]
SODIUM = made.report("n", coded("P-Natrium", "NPU03429", "140"))
CRP = made.report("c", coded("P-CRP", "NPU19748", "8", "mg/L"))
POTASSIUM = potassium(("6.8", "2024-08-13T10:00:00Z"))


def part(*reports: Report, complete: bool = False) -> Digest:
    result = made.result(*reports)
    coverage = replace(result.coverage, complete=complete, total=9)
    return digested(replace(result, coverage=coverage), complete=complete)


def there(pane: OverviewPane) -> list[str]:
    return [each.face.key for each in pane.strip.cards]


def test_cards_stand_in_the_order_of_the_data_file_however_they_come(pane: OverviewPane) -> None:
    whole = patient()
    before: list[str] = []
    for count in range(1, len(whole.reports) + 1, 6):
        show(pane, digested(replace(whole, reports=whole.reports[-count:]), complete=False))
        now = there(pane)
        assert now == sorted(now, key=ORDER.index)
        assert [key for key in now if key in before] == before  # none has changed its place relative to another
        before = now


def test_while_the_pointer_moves_on_a_card_no_card_comes_in_before_it(pane: OverviewPane) -> None:
    show(pane, part(SODIUM))
    stood = card(pane, "sodium").geometry()
    QTest.mouseMove(pane.strip.cards[0], QPoint(20, 20))
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Shift)
    show(pane, part(SODIUM, POTASSIUM))
    assert there(pane) == ["sodium"]
    assert pane.strip.cards[0].geometry().topLeft() == stood.topLeft()
    assert pane.state.text().endswith("1 new card(s) in a moment")


def test_what_waits_comes_when_the_hand_rests(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, part(SODIUM))
    pane.take_focus()
    qtbot.waitUntil(pane.strip.cards[0].hasFocus)
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Right)
    show(pane, part(SODIUM, POTASSIUM))
    assert there(pane) == ["sodium"]
    assert pane.strip.hand.isActive()
    assert 1000 <= HOLD_MS <= 5000
    pane.strip.hand.timeout.emit()  # the time is over
    assert there(pane) == ["potassium", "sodium"]
    assert card(pane, "sodium").hasFocus()
    assert "in a moment" not in pane.state.text()


def test_what_waits_comes_when_the_focus_leaves(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, part(SODIUM))
    pane.take_focus()
    qtbot.waitUntil(pane.strip.cards[0].hasFocus)
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Right)
    show(pane, part(SODIUM, POTASSIUM))
    assert pane.strip.waiting == 1
    pane.list.setFocus()
    qtbot.waitUntil(lambda: there(pane) == ["potassium", "sodium"])
    assert pane.strip.waiting == 0


def test_a_focus_that_the_program_set_holds_nothing_back(pane: OverviewPane) -> None:
    show(pane, part(SODIUM))
    pane.take_focus()
    show(pane, part(SODIUM, POTASSIUM))
    assert there(pane) == ["potassium", "sodium"]
    assert card(pane, "sodium").hasFocus()


def test_a_waiting_card_is_opened_by_its_letter_and_a_click_opens_what_it_hits(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, part(SODIUM))
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Shift)
    show(pane, part(SODIUM, POTASSIUM))
    assert there(pane) == ["sodium"]
    with qtbot.waitSignal(pane.trend_asked) as asked:
        QTest.mouseClick(pane.strip.cards[0], Qt.MouseButton.LeftButton)
    assert asked.args[0][0].points[0].observation.code.text == "P-Natrium"
    with qtbot.waitSignal(pane.trend_asked) as asked:
        QTest.keyClicks(pane.strip.cards[0], "k")
    assert asked.args[0][0].points[0].observation.code.text == "P-Kalium"
    assert pane.chosen()[1] >= -1


def test_values_of_the_cards_that_stand_are_new_at_once(pane: OverviewPane) -> None:
    show(pane, part(SODIUM))
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Shift)
    show(pane, part(made.report("n", coded("P-Natrium", "NPU03429", "118")), POTASSIUM))
    assert "118" in pane.strip.cards[0].accessibleName()
    show(pane, part(POTASSIUM))  # a card is gone: nothing is held
    assert there(pane) == ["potassium"]


def test_clearing_forgets_what_waits(pane: OverviewPane) -> None:
    show(pane, part(SODIUM))
    QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Shift)
    show(pane, part(SODIUM, POTASSIUM, CRP))
    assert pane.strip.waiting == 2
    pane.clear()
    assert pane.strip.waiting == 0
    assert there(pane) == []
    assert not pane.strip.hand.isActive()
    assert pane.state.text() == ""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(steps=st.lists(st.tuples(st.sampled_from(["hand", "rest", "more"]), st.integers(0, 2)), max_size=12))
def test_in_any_order_of_events_every_card_comes_in_its_place(pane: OverviewPane, steps: list[tuple[str, int]]) -> None:
    pane.clear()
    known: list[Report] = []
    for what, which in steps:
        if what == "hand" and pane.strip.cards:
            QTest.keyClick(pane.strip.cards[0], Qt.Key.Key_Shift)
        elif what == "rest":
            pane.strip.hand.timeout.emit()
        elif what == "more":
            report = (SODIUM, POTASSIUM, CRP)[which]
            known += [report] if report not in known else []
            show(pane, part(*known))
        assert there(pane) == sorted(there(pane), key=ORDER.index)
    pane.strip.hand.timeout.emit()
    wanted = {SODIUM.id: "sodium", POTASSIUM.id: "potassium", CRP.id: "crp"}
    assert set(there(pane)) == {wanted[each.id] for each in known}


def test_the_focus_goes_to_the_first_card_as_soon_as_there_is_one(pane: OverviewPane, qtbot: QtBot) -> None:
    pane.take_focus()
    qtbot.waitUntil(pane.list.hasFocus)
    show(pane, digested(patient()))
    assert card(pane, "potassium").hasFocus()
    pane.clear()
    pane.take_focus()
    show(pane, digested(made.result(made.report("x", made.finding("Annet", "noe")))))
    pane.list.selectRow(0)  # the person reads
    show(pane, digested(patient()))
    assert pane.list.hasFocus()


def test_the_blood_culture_has_a_letter_that_opens_it(pane: OverviewPane, qtbot: QtBot) -> None:
    show(pane, digested(patient()))
    (letter,) = [letter for letter, key in keys.TRENDS.items() if key == "blood_culture"]
    assert card(pane, "blood_culture").face.rows[0].right is not None
    assert card(pane, "blood_culture").face.rows[0].right.words == letter  # type: ignore[union-attr]  # just seen
    pane.take_focus()
    with qtbot.waitSignal(pane.report_asked):
        QTest.keyClicks(pane.strip.cards[0], letter.lower())


def test_how_much_came_is_told_in_one_place(qtbot: QtBot) -> None:
    view = ResultsView(language="nb")
    qtbot.addWidget(view)
    view.resize(840, 640)
    view.show()
    reports = [potassium(("4.0", "2024-08-13T10:00:00Z")), SODIUM, CRP]
    whole = made.result(*reports)
    for count in (1, 2, 3):
        coverage = replace(whole.coverage, fetched=count, total=9, complete=False)
        view.show_result(replace(whole, reports=tuple(reports[:count]), coverage=coverage), partial=True)
        qtbot.waitUntil(lambda: view.panes.overview.digest is not None)
        assert f"{count} of 9" in view.header.coverage.text()
        assert view.panes.overview.state.text().startswith("Incomplete")
        assert not any(each.isdigit() for each in view.panes.overview.state.text())
