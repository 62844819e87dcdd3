"""The downtime card: who can be called, by key, by messages, locked, on paper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.results.export import plain
from provesvar_gui.results.model import Coverage, Outcome, OutcomeKind
from provesvar_gui.settings.contacts import Contact, Contacts
from provesvar_gui.ui.help import downtime as downtime
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.status_banner import PhoneNumbers
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import Key, click, find, logged_in, page_of, part, press, showing, type_form
from tests.gui.lock.kit import is_locked, reading
from tests.gui.opening_kit import GENERAL, SPECIFIC, UNKNOWN, answer, real

CALL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
LABORATORIES = tuple(Contact(name=f"Laboratorium {n}", phone=f"2200000{n}", hours="hele døgnet") for n in range(10))
CONTACTS = Contacts(
    privacy=Contact(name="Personvernombudet", phone="40000001"), support=Contact(name="IT-vakten"), laboratories=LABORATORIES
)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, contacts=lambda: CONTACTS)


def by_its_key(qtbot: QtBot, bench: Bench) -> DowntimeCard:
    press(Key.Key_F1, CALL)
    return page_of(qtbot, bench, DowntimeCard)


def texts(card: DowntimeCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]


def test_by_its_key_with_large_grouped_numbers_that_can_be_reached(qtbot: QtBot, bench: Bench) -> None:
    card = by_its_key(qtbot, bench)
    assert {"Laboratorium 0", "22 00 00 00", "hele døgnet", "Personvernombudet", "400 00 001", "IT-vakten"} <= set(texts(card))
    first = next(label for label in card.findChildren(QLabel) if label.text() == "22 00 00 00")
    assert first.accessibleName() == "Laboratorium 0, telephone 2 2 0 0 0 0 0 0"
    assert first.font().pointSizeF() >= 1.8 * card.font().pointSizeF()
    first.setFocus()
    press(Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLabel)
    assert focused.text() == "22 00 00 01"
    assert by_its_key(qtbot, bench) is card
    press(Key.Key_Escape)
    assert not bench.window.findChildren(DowntimeCard) or not card.isVisible()


def test_where_nobody_is_entered_it_says_what_to_do_now(qtbot: QtBot) -> None:
    """To a clinician, in their own words; the administrator's are in the self-check."""
    bench = make_bench(qtbot)
    card = by_its_key(qtbot, bench)
    said = texts(card)
    assert "There is nobody here to call." in said
    assert any("switchboard" in each for each in said)
    assert not [each for each in said if "[" in each or "policy" in each]
    press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert card.findChildren(QDialog) == []


def test_what_could_not_be_read_is_told_on_the_card_and_on_paper(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, contacts=lambda: CONTACTS._replace(missing=1))
    assert downtime.unread(1) in texts(by_its_key(qtbot, bench))
    assert downtime.unread(1) in plain(downtime.page(CONTACTS._replace(missing=1)))
    assert downtime.unread(1) not in plain(downtime.page(CONTACTS))


@pytest.mark.hazard("S14")
def test_a_line_of_free_text_is_shown_as_it_is_and_can_be_copied_by_keys(qtbot: QtBot) -> None:
    """No number of it is picked out and made large: it may be a fax, or of another day."""
    line = "Lab 22 00 00 01, faks 22 00 00 02 (hverdager 8–15)"
    contacts = Contacts(privacy=Contact(name=line), support=Contact(name="IT-vakten", phone="22000003", hours="hverdager 8–15"))
    bench = make_bench(qtbot, contacts=lambda: contacts)
    card = by_its_key(qtbot, bench)
    (whole,) = (label for label in card.findChildren(QLabel) if "22 00 00 01" in label.text())
    assert whole.text() == line
    assert whole.font().pointSizeF() < 1.3 * card.font().pointSizeF()
    whole.setFocus()
    for key in (Key.Key_A, Key.Key_C):
        press(key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == line
    numbers = [label for label in card.findChildren(QLabel) if label.objectName() == "downtimeNumber"]
    assert [(label.text(), label.accessibleName()) for label in numbers] == [
        ("22 00 00 03", "IT-vakten, telephone 2 2 0 0 0 0 0 3")
    ]
    rows = [row for block in downtime.page(contacts).blocks for row in block.rows]
    assert [row.span for row in rows if row.large] == ["22 00 00 03"]
    assert line in [row.span for row in rows]


@pytest.mark.hazard("H9.1")
@pytest.mark.parametrize("code", [ErrorCode.NO_NETWORK, ErrorCode.TIMEOUT, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY])
def test_a_message_of_a_service_that_is_away_offers_it(qtbot: QtBot, bench: Bench, code: ErrorCode) -> None:
    bench.window.controller.show_error(AppError(code))
    click(bench, "bannerCallButton")
    assert page_of(qtbot, bench, DowntimeCard).isVisible()
    bench.window.controller.show_error(AppError(ErrorCode.LOGIN_DENIED))
    assert not any(one.isVisible() for one in bench.window.findChildren(QPushButton, "bannerCallButton"))


@pytest.mark.hazard("S27")
def test_locked_it_is_shown_but_not_printed(qtbot: QtBot) -> None:
    bench = reading(qtbot, contacts=lambda: CONTACTS)
    press(Key.Key_F10)
    assert is_locked(bench)
    card = by_its_key(qtbot, bench)
    assert is_locked(bench)
    assert "22 00 00 00" in texts(card)
    press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert card.findChildren(QDialog) == []
    assert "It is not printed while the window is locked." in texts(card)


@pytest.mark.hazard("S27")
def test_the_cover_offers_it_beside_a_try_that_failed(qtbot: QtBot) -> None:
    bench = reading(qtbot, contacts=lambda: CONTACTS)
    press(Key.Key_F10)
    cover = bench.window.lock.cover
    assert not cover.call.isVisible()
    cover.say("HelseID did not answer.")
    click(bench, "lockCallButton")
    assert page_of(qtbot, bench, DowntimeCard).isVisible()
    assert is_locked(bench)


@pytest.mark.hazard("S14")
def test_even_the_fullest_card_is_one_page_without_a_patient(bench: Bench) -> None:
    type_form(bench)
    page, around = downtime.page(CONTACTS), downtime.page_texts(bench.window.settings, "")
    whole = plain(page) + around.patient + around.source + around.printed + around.mark
    assert KARI not in re.sub(r"\s", "", whole)
    assert "22 00 00 09" in plain(page)
    assert paper.pdf(page, around, "card").count(b"/Type /Page\n") == 1


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


@pytest.mark.parametrize("case", ["blocked", "restricted", "restricted, for good", "opted out", "unknown", "nothing found"])
def test_the_officer_stands_last_and_only_where_the_patient_has_blocked(qtbot: QtBot, case: str) -> None:
    laboratories, privacy = (Contact(name="Lab", phone="22000001"),), Contact(name="Ombud", phone="22000002")
    bench = logged_in(real(qtbot, contact__laboratories=laboratories, contact__privacy=privacy))
    bench.bridge.last("lookup").succeed(answer(bench, 0, *CASES[case][1]))
    bench.window.area.offer_opening(False)  # the service has opened nothing
    (numbers,) = (each for each in bench.window.findChildren(PhoneNumbers) if each.isVisible())
    assert numbers.accessibleName() == "Lab 22 00 00 01" + ", Ombud 22 00 00 02" * (case == "blocked")


def call(bench: Bench) -> QPushButton:
    """The one on the screen: of the reason that takes it, or on the line above what came."""
    named = [each for name in ("outcomeCall", "noticeCall") for each in bench.window.findChildren(QPushButton, name)]
    (one,) = (each for each in named if each.isVisible())
    return one


@pytest.mark.parametrize(
    ("code", "last"), [(ErrorCode.NO_NETWORK, "IT"), (ErrorCode.KEY_MISSING, "IT"), (ErrorCode.SERVER_ERROR, "Lab 2")]
)
def test_the_support_desk_is_the_last_number_where_the_service_is_not_at_fault(qtbot: QtBot, code: ErrorCode, last: str) -> None:
    laboratories = tuple(Contact(name=f"Lab {n}", phone=f"2200000{n}") for n in range(4))
    bench = logged_in(real(qtbot, contact__laboratories=laboratories, contact__support=Contact(name="IT", phone="22000009")))
    bench.bridge.last("lookup").fail(AppError(code))
    names = [each.rpartition(" 22")[0] for each in find(bench, "statusNumbers").accessibleName().split(", ")]
    assert names == ["Lab 0", "Lab 1", last]


def test_a_failure_has_the_numbers_of_the_laboratories(qtbot: QtBot) -> None:
    laboratories = tuple(Contact(name=f"Lab {n}", phone=f"2200000{n}", hours="hele døgnet") for n in range(4))
    bench = logged_in(real(qtbot, contact__laboratories=laboratories))
    bench.bridge.last("lookup").fail(AppError(ErrorCode.TIMEOUT, correlation_id="c"))
    numbers = find(bench, "statusNumbers")
    assert numbers.isVisible()
    assert "Lab 0 hele døgnet 22 00 00 00" in numbers.accessibleName()
    assert "Lab 3" not in numbers.accessibleName()  # all of them are a key away
    assert part(bench.window, QLabel, "statusLine").text().endswith("If it is urgent, call:".replace(" ", "\u00a0"))
    scroll, button, head = (
        part(bench.window, QScrollArea, "formScroll"),
        find(bench, "lookupButton"),
        bench.window.form.patient._head,
    )
    for height in range(512, 472, -4):  # 1366 by 768 at 150 %
        bench.window.resize(911, height)
        QApplication.processEvents()
        assert button.mapTo(scroll, button.rect().bottomLeft()).y() < scroll.height() or height < 512
        assert head.label.visibleRegion().boundingRect().height() in (0, head.label.height()), f"{height}: all of it, or nothing"
    press(Key.Key_Escape)
    assert not numbers.isVisible()
    assert numbers.accessibleName() == ""
