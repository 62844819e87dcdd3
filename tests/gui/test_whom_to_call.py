"""Where there are no results, one button leads to the telephone numbers: an emergency is at night."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.results.model import Coverage, Outcome, OutcomeKind
from provesvar_gui.settings.rules import Contact
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.status_banner import PhoneNumbers
from tests.gui.fakes import Bench
from tests.gui.hands import Key, find, logged_in, part, press, showing
from tests.gui.opening_kit import GENERAL, SPECIFIC, UNKNOWN, answer, real

OPTED_OUT = Outcome(kind=OutcomeKind.OPTED_OUT, code="Reservation", text="Reservert.")
CLOSED = replace(GENERAL, openable=False)
CASES: dict[str, tuple[int, tuple[Outcome, ...], int]] = {  # reports, outcomes, withheld
    "blocked": (0, (SPECIFIC,), 0),
    "restricted": (0, (GENERAL,), 0),
    "restricted, for good": (0, (CLOSED,), 0),
    "opted out": (0, (OPTED_OUT,), 0),
    "unknown": (0, (UNKNOWN,), 0),
    "nothing found": (0, (), 0),
    "all withheld": (0, (), 2),
    "blocked in part": (3, (SPECIFIC,), 0),
    "restricted in part": (3, (GENERAL,), 0),
    "withheld in part": (3, (), 1),
}


@pytest.mark.hazard("H9.9")
@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("how", ["mouse", "keys"])
def test_one_button_leads_there(qtbot: QtBot, case: str, how: str) -> None:
    reports, outcomes, withheld = CASES[case]
    bench = logged_in(real(qtbot))
    came = answer(bench, reports, *outcomes)
    bench.bridge.last("lookup").succeed(replace(came, coverage=Coverage(fetched=reports, complete=True, withheld=withheld)))
    assert showing(bench)
    button = call(bench)
    assert button.text().strip("\u00a0") == "Whom to call …"
    assert button.accessibleName() == "Whom to call"
    assert "Ctrl+Shift+F1" in button.toolTip()
    if how == "mouse":
        button.click()
    else:
        button.setFocus()
        press(Key.Key_Return)
    (card,) = bench.window.findChildren(DowntimeCard)
    assert card.isVisible()
    assert not find(bench, "resultsView").isVisible()
    press(Key.Key_Escape)
    assert find(bench, "resultsView").isVisible()


@pytest.mark.parametrize(("case", "officer"), [("blocked", True), ("restricted, for good", False), ("nothing found", False)])
def test_the_officer_stands_last_and_only_where_the_patient_has_blocked(qtbot: QtBot, case: str, officer: bool) -> None:
    laboratories, privacy = (Contact(name="Lab", phone="22000001"),), Contact(name="Ombud", phone="22000002")
    bench = logged_in(real(qtbot, contact__laboratories=laboratories, contact__privacy=privacy))
    bench.bridge.last("lookup").succeed(answer(bench, 0, *CASES[case][1]))
    (numbers,) = (each for each in bench.window.findChildren(PhoneNumbers) if each.isVisible())
    assert numbers.accessibleName() == "Lab 22 00 00 01" + ", Ombud 22 00 00 02" * officer


def call(bench: Bench) -> QPushButton:
    """The one on the screen: of the reason that takes it, or on the line above what came."""
    named = [each for name in ("outcomeCall", "noticeCall") for each in bench.window.findChildren(QPushButton, name)]
    (one,) = (each for each in named if each.isVisible())
    return one


def test_a_failure_has_the_numbers_of_the_laboratories(qtbot: QtBot) -> None:
    laboratories = tuple(Contact(name=f"Lab {n}", phone=f"2200000{n}", hours="hele døgnet") for n in range(4))
    bench = logged_in(real(qtbot, contact__laboratories=laboratories))
    bench.bridge.last("lookup").fail(AppError(ErrorCode.TIMEOUT, correlation_id="c"))
    numbers = find(bench, "statusNumbers")
    assert numbers.isVisible()
    assert "Lab 0 hele døgnet 22 00 00 00" in numbers.accessibleName()
    assert "Lab 3" not in numbers.accessibleName()  # all of them are a key away
    assert part(bench.window, QLabel, "statusLine").text().endswith("If it is urgent, call:")
    bench.window.resize(911, 512)  # 1366 by 768 at 150 %
    QApplication.processEvents()
    scroll, button, sheet = part(bench.window, QScrollArea, "formScroll"), find(bench, "lookupButton"), find(bench, "formSheet")
    assert button.mapTo(scroll, button.rect().bottomLeft()).y() < scroll.height()
    button.setMinimumHeight(200)
    QApplication.processEvents()
    assert scroll.verticalScrollBar().isVisible()
    above = find(bench, "statusBanner")
    assert above.mapTo(bench.window, QPoint()).x() == sheet.mapTo(bench.window, QPoint()).x()
    press(Key.Key_Escape)
    assert not numbers.isVisible()
    assert numbers.accessibleName() == ""
