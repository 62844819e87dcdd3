"""What the machine has found, as short as it can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from tests.gui.fakes import KARI, OLA, make_bench
from tests.gui.hands import find, label, logged_in
from tests.gui.machine.answers import Kind
from tests.gui.machine.test_machine import WindowMachine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_what_the_service_said_of_one_patient_does_not_stand_beside_the_number_of_another(qtbot: QtBot) -> None:
    bench = logged_in(make_bench(qtbot))
    refused = AppError(ErrorCode.ACCESS_REFUSED, service_text="Kari er ikke her.", correlation_id="c-1")
    bench.bridge.last("lookup").fail(refused)
    banner = find(bench, "statusBanner")
    assert "Kari er ikke her." in label(bench, "statusServiceText")
    assert "Kari er ikke her." in banner.accessibleDescription()
    bench.window.form.patient.line.set_number(OLA[:1])
    assert label(bench, "statusServiceText") == ""
    assert "Kari" not in banner.accessibleDescription()
    assert label(bench, "statusReference")  # that it failed, and where to find it, still stands


def test_nothing_is_opened_for_another_organisation_than_the_one_on_the_screen(qapp: QApplication) -> None:
    del qapp
    machine = WindowMachine()
    machine.ask_and_be_answered(number=KARI, person="a", kind=Kind.PARTLY)
    machine.holds()
    machine.choose_organisation(last=True)
    machine.holds()
    machine.key_of_opening()
    assert not machine.seat.panel_up  # what was reported, was reported to the other one
    machine.holds()
    machine.seat.leave()
