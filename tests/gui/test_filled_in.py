"""Enter without a role or an organisation logs in and fills them in; and how many keys and clicks a look-up takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys
from tests.gui.fakes import DOCTOR, KARI, ORGANISATIONS, Bench, make_bench
from tests.gui.hands import Key, answer, find, label, press, sent, showing, status


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
    return form.patient.line.text().replace(" ", ""), form.basis.basis, form.role.code, form.organisation.code


@pytest.mark.hazard("H6.7")
def test_what_is_remembered_is_filled_in_seen_and_wants_one_more_enter(bench: Bench) -> None:
    asked(bench)
    assert status(bench).startswith("Starting the login")
    assert "filled in when you are logged in" in status(bench)
    bench.bridge.last("login").succeed(DOCTOR)
    assert in_form(bench) == (KARI, AccessBasis.UNNTAK, "LE", ORGANISATIONS[1].orgnr)
    assert bench.bridge.named("lookup") == bench.bridge.named("set_organisation") == []
    assert "Filled in for you" in status(bench)
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
    assert "then press Enter" in status(bench)


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
    assert "then press Enter" in status(bench)
    assert bench.bridge.named("lookup") == []


@pytest.mark.parametrize("mouse", [False, True])
@pytest.mark.parametrize("basis", keys.BASIS_LETTERS)
def test_so_many_keys_and_clicks_take_the_first_look_up_of_the_day_and_the_next(
    bench: Bench, basis: AccessBasis, mouse: bool
) -> None:
    """The login apart. Each press counts, a chord as one; by mouse only what comes after the number."""
    acute, counted = basis is AccessBasis.AKUTT, 0

    def act(name: str, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        nonlocal counted
        counted += 1
        if mouse:
            QTest.mouseClick(find(bench, name), Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        else:
            press(key, modifier)

    for first in (True, False):
        counted = 0 if mouse else len(KARI)
        if not first:
            act("newPatientButton", Key.Key_F8)
        assert bench.window.form.patient.line.hasFocus()
        QTest.keyClicks(bench.window.form.patient.line, KARI)
        for _ in range(1 + acute):  # AKUTT takes one act more
            act(f"basis{basis.name.title()}", Qt.Key(ord(keys.BASIS_LETTERS[basis])), Qt.KeyboardModifier.AltModifier)
        act("lookupButton", Key.Key_Return)
        if first:
            bench.bridge.last("login").succeed(DOCTOR)
            act("lookupButton", Key.Key_Return)
            bench.bridge.last("set_organisation").succeed(replace(DOCTOR, organisation=ORGANISATIONS[1]))
        answer(bench, sent(bench))
        assert (sent(bench).basis, showing(bench), len(bench.bridge.named("lookup"))) == (basis, True, 2 - first)
        assert counted <= (4 if mouse else 14 + acute)
