"""Enter without a role or an organisation logs in and fills them in; and how many keys and clicks a look-up takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys
from tests.gui.fakes import DOCTOR, KARI, ORGANISATIONS, Bench, make_bench, result_of
from tests.gui.hands import Key, find, label, press, sent, showing, told

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = make_bench(qtbot, organisations=ORGANISATIONS)
    made.memory.roles[DOCTOR.hpr_number] = "LE"
    made.memory.organisations[DOCTOR.hpr_number] = ORGANISATIONS[1].orgnr
    return made


def asked(bench: Bench, basis: AccessBasis = AccessBasis.UNNTAK) -> Bench:
    bench.window.form.patient.line.setText(KARI)
    bench.window.form.basis.choose(basis)
    press(Key.Key_Return)
    return bench


def in_form(bench: Bench) -> tuple[str, AccessBasis | None, str, str]:
    form = bench.window.form
    digits = form.patient.line.text().replace(" ", "")
    return digits, form.basis.basis, form.role.code, form.organisation.code


@pytest.mark.hazard("H6.7")
def test_what_is_remembered_is_filled_in_seen_and_wants_one_more_enter(bench: Bench) -> None:
    asked(bench)
    assert told(bench).startswith("Starting the login")
    assert "filled in when you are logged in" in told(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    assert in_form(bench) == (KARI, AccessBasis.UNNTAK, "LE", ORGANISATIONS[1].orgnr)
    assert bench.bridge.named("lookup") == bench.bridge.named("set_organisation") == []
    assert "Filled in for you" in told(bench)
    assert label(bench, "organisationMessage") == label(bench, "roleMessage") == "Filled in: used last"
    press(Key.Key_Return)
    bench.bridge.last("set_organisation").succeed(replace(DOCTOR, organisation=ORGANISATIONS[1]))
    assert (sent(bench).patient.digits, sent(bench).basis, sent(bench).role_code) == (KARI, AccessBasis.UNNTAK, "LE")


@pytest.mark.hazard("H6.7")
def test_an_enter_that_was_on_its_way_sends_nothing(qtbot: QtBot) -> None:
    bench = make_bench(qtbot, confirm_guard_ms=3_600_000)
    bench.memory.roles[DOCTOR.hpr_number] = "LE"
    asked(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    press(Key.Key_Return)
    assert bench.bridge.named("lookup") == []
    assert "then press Enter" in told(bench)


def test_what_was_typed_meanwhile_stays(bench: Bench) -> None:
    asked(bench)
    bench.window.form.organisation.take(ORGANISATIONS[0].orgnr)
    press(Key.Key_F4)
    press(Key.Key_S)
    bench.bridge.last("login").succeed(DOCTOR)
    assert bench.window.form.role.line.text() == "s"
    assert in_form(bench)[3] == ORGANISATIONS[0].orgnr


@pytest.mark.hazard("H6.7")
def test_who_it_is_is_asked_before_anything_goes(bench: Bench) -> None:
    asked(bench)
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    assert find(bench, "personQuestion").isVisible()
    assert not find(bench, "lookupButton").isVisible()
    bench.window.form.question.yes.click()
    assert "then press Enter" in told(bench)
    assert bench.bridge.named("lookup") == []


# --- how many


@dataclass
class Hands:
    """Counts: a chord is one."""

    bench: Bench
    keys: int = 0
    clicks: int = 0

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.keys += 1
        self.bench.clock[0] += 0.4  # a hand, not a scanner
        handle = QGuiApplication.focusWindow()
        assert handle is not None
        QTest.keyClick(handle, key, modifier)

    def type(self, digits: str) -> None:
        for digit in digits:
            self.key(Qt.Key(ord(digit)))

    def click(self, name: str) -> None:
        self.clicks += 1
        target = find(self.bench, name)
        assert target.isVisible()
        assert target.isEnabled()
        QTest.mouseClick(target, Qt.MouseButton.LeftButton)

    def choose(self, basis: AccessBasis) -> None:
        for _ in range(2 if basis is AccessBasis.AKUTT else 1):
            self.key(Qt.Key(ord(keys.BASIS_LETTERS[basis])), ALT)


def answer(bench: Bench) -> None:
    """Whatever the services are asked, they answer: no key of the clinician's."""
    organisation = ORGANISATIONS[1]
    for name, value in (("login", DOCTOR), ("set_organisation", replace(DOCTOR, organisation=organisation))):
        for task in bench.bridge.named(name):
            if not task.property("ended"):
                task.setProperty("ended", True)
                task.succeed(value)
    for task in bench.bridge.named("lookup"):
        if not task.property("ended"):
            task.setProperty("ended", True)
            task.succeed(result_of(task.given["lookup"]))


@pytest.mark.parametrize("basis", keys.BASIS_LETTERS)
def test_keys_of_the_first_look_up_of_the_day(bench: Bench, basis: AccessBasis) -> None:
    hands = Hands(bench)
    hands.type(KARI)
    hands.choose(basis)
    hands.key(Key.Key_Return)
    answer(bench)
    hands.key(Key.Key_Return)
    answer(bench)
    assert showing(bench)
    assert sent(bench).basis is basis
    assert hands.keys <= 14 + (basis is AccessBasis.AKUTT)


# --- what is waited for is told once
