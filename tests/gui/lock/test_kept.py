"""A session that an earlier run has kept shows nothing, and sends nothing, until the lock's proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from provesvar_gui.seat.facts import Fact
from tests.gui.fakes import DOCTOR, KARI, Bench, make_bench
from tests.gui.hands import type_form
from tests.gui.lock.kit import NURSE, Key, is_locked, press, told_of_kari, unlock, visible
from tests.gui.seat.kit import Machine, at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KEPT = replace(DOCTOR, fresh=False, kept=True)


def started(qtbot: QtBot, **more: Any) -> tuple[Bench, Machine]:
    """The program has just been started, a look-up is armed, and the login goes on with what was kept."""
    bench = make_bench(qtbot, **more)
    machine = at(bench)
    type_form(bench)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(KEPT)
    QApplication.processEvents()
    return bench, machine


@pytest.mark.parametrize("proof", ["system", "helseid", "pin"])
def test_it_is_locked_at_once_and_nothing_is_asked(qtbot: QtBot, proof: str) -> None:
    bench, _ = started(qtbot, lock_proof=proof)
    assert is_locked(bench)
    assert told_of_kari() == []
    label = visible(bench, "lockSaid")
    assert isinstance(label, QLabel)
    assert "was kept" in label.text()
    for key in (Key.Key_Return, Key.Key_M, Key.Key_Escape):  # «It is me» is behind the cover
        press(bench, key)
    assert is_locked(bench)
    assert not bench.bridge.named("lookup")


def test_the_systems_own_unlock_proves_it_and_then_one_key_says_who(qtbot: QtBot) -> None:
    bench, machine = started(qtbot, lock_proof="system")
    machine.says(Fact.UNLOCKED)  # of a lock that nobody saw
    assert is_locked(bench)
    machine.says(Fact.LOCKED, Fact.UNLOCKED)
    assert not is_locked(bench)
    assert bench.window.form.patient.line.text().replace(" ", "") == KARI
    assert visible(bench, "personQuestion") is not None  # whose account it is, the system does not know
    assert not bench.bridge.named("lookup")
    bench.window.form.question.yes.click()
    press(bench, Key.Key_Return)
    assert len(bench.bridge.named("lookup")) == 1
    assert len(bench.bridge.named("login")) == 1


def test_a_new_login_of_the_same_person_proves_it(qtbot: QtBot) -> None:
    bench, _ = started(qtbot, lock_proof="system")
    unlock(bench)
    assert bench.bridge.last("login").given["force"] is True
    assert not is_locked(bench)
    assert visible(bench, "personQuestion") is None
    assert bench.window.form.patient.line.text()


def test_somebody_else_finds_a_clean_window(qtbot: QtBot) -> None:
    bench, _ = started(qtbot, lock_proof="system")
    unlock(bench, NURSE)
    assert not is_locked(bench)
    assert bench.window.controller.desk.owner == NURSE.subject
    assert bench.window.form.patient.line.text() == ""


def test_what_was_kept_is_no_proof_of_itself(qtbot: QtBot) -> None:
    """Whatever answers at the cover with a kept session is ended."""
    bench, _ = started(qtbot, lock_proof="system")
    unlock(bench, KEPT)
    assert is_locked(bench)
    assert bench.bridge.named("logout")


def test_leaving_ends_it(qtbot: QtBot) -> None:
    bench, _ = started(qtbot, lock_proof="system")
    bench.window.lock.cover.leave.click()
    assert bench.bridge.named("logout")
    assert not is_locked(bench)
    assert bench.window.controller.desk.session is None
    assert bench.window.controller.desk.empty
