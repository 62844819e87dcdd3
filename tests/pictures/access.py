"""Draws the bases with their warnings, and every screen an access outcome has, in one language and scheme.

python -m tests.pictures.access FOLDER LANGUAGE SCHEME
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Coverage, Outcome, OutcomeKind
from provesvar_gui.settings.contacts import Contact
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, ROLES, TODAY, FakeBridge
from tests.gui.results.sandbox_patients import patient
from tests.pictures.draw import save, settle
from tests.window_settings import NoRoleMemory, window_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.results.model import LookupResult

CONTROL = Qt.KeyboardModifier.ControlModifier
GENERAL = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Pasienten har sperret prøvesvar for alle.", openable=True)
SPECIFIC = Outcome(kind=OutcomeKind.BLOCKED, code="Specific", text="Pasienten har sperret prøvesvar for deg.")
RESERVATION = Outcome(kind=OutcomeKind.OPTED_OUT, code="Reservation", text="Pasienten har reservert seg.")
UNKNOWN = Outcome(kind=OutcomeKind.UNKNOWN, code="Delegated", text="Tilgang er delegert. Kode 17.", openable=True)
NOTHING = Outcome(kind=OutcomeKind.NOTHING_FOUND, code="not-found", text="")
SHOWN = {
    "general": (0, (GENERAL,)),
    "general-some": (3, (GENERAL,)),
    "specific": (0, (SPECIFIC,)),
    "specific-some": (3, (SPECIFIC,)),
    "reservation": (0, (RESERVATION,)),
    "unknown": (0, (UNKNOWN,)),
    "two-at-once": (3, (GENERAL, SPECIFIC)),
    "nothing-found": (0, (NOTHING,)),
}
FAILED = {
    "error-network": AppError(ErrorCode.NO_NETWORK),
    "error-refused": AppError(ErrorCode.ACCESS_REFUSED),
    "error-asked-wrong": AppError(ErrorCode.REQUEST_REFUSED),
}


class Desk:
    """The window with its form filled in."""

    def __init__(self, language: str) -> None:
        self.bridge = FakeBridge()
        settings = window_settings(
            sandbox=True,
            ui__language=language,
            contact__privacy=Contact(name="Personvernombudet", phone="55000000"),
            confirm_guard_ms=0,
        )
        services = WindowServices(self.bridge, NoRoleMemory())
        self.window = MainWindow(settings, lambda: services, ROLES, lambda: TODAY, make_view=default_view)
        self.window.resize(1280, 820)
        self.window.show()
        settle()

    def ask(self, basis: AccessBasis = AccessBasis.UNNTAK) -> None:
        """As far as the question to the service."""
        form = self.window.form
        form.patient.line.setText("13896900263")
        form.basis.choose(basis)
        form.basis.choose(basis)
        form.role.set_code("LE")
        form.role.chosen.emit("LE")
        self.window.controller.enter()
        self.bridge.last("login").succeed(DOCTOR)

    def answer(self, reports: int, *outcomes: Outcome) -> None:
        """The service says this."""
        whole = patient()
        lookup: Lookup | None = self.window.controller.desk.running
        assert lookup is not None
        made: LookupResult = replace(
            whole,
            lookup=lookup,
            reports=whole.reports[:reports],
            other_identifier=(),
            loose_findings=(),
            other_loose_findings=(),
            outcomes=outcomes,
            coverage=Coverage(fetched=reports, complete=True),
        )
        self.bridge.last("lookup").succeed(made)
        settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """As a person would."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        settle()


def main(folder: Path, language: str, scheme: str) -> None:
    """Draw them."""
    keep_alive()
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(theme.arguments())
    i18n.install(application, language)
    theme.install(application)
    theme.colour(application, theme.DARK if scheme == "dark" else theme.LIGHT)

    def picture(name: str, of: Callable[..., None], *given: object) -> None:
        desk = Desk(language)
        of(desk, *given)
        settle()
        save(desk.window, folder / f"{language}-{scheme}-{name}.png")
        desk.window.hide()

    for basis in (AccessBasis.UNNTAK, AccessBasis.SAMTYKKE, AccessBasis.AKUTT):
        picture(f"basis-{basis.name.lower()}", _choose, basis)
    for name, (reports, outcomes) in SHOWN.items():
        picture(f"outcome-{name}", _answered, reports, *outcomes)
    for name, error in FAILED.items():
        picture(name, _failed, error)
    for name, letter in {"akutt": Qt.Key.Key_A, "samtykke": Qt.Key.Key_S}.items():
        picture(f"panel-{name}", _panel, letter)
        picture(f"opened-{name}", _opened, letter)
    picture("opening-refused", _refused)
    sys.stdout.flush()
    os._exit(0)  # the pictures are all that was wanted


def _choose(desk: Desk, basis: AccessBasis) -> None:
    desk.window.form.patient.line.setText("13896900263")
    desk.window.form.role.set_code("LE")
    desk.window.form.basis.choose(basis)
    desk.window.form.basis.choose(basis)


def _answered(desk: Desk, reports: int, *outcomes: Outcome) -> None:
    desk.ask()
    desk.answer(reports, *outcomes)


def _failed(desk: Desk, why: AppError) -> None:
    desk.ask()
    desk.bridge.last("lookup").fail(why)


def _panel(desk: Desk, letter: Qt.Key) -> None:
    _answered(desk, 0, GENERAL)
    desk.press(Qt.Key.Key_O, CONTROL)
    desk.press(letter)
    desk.press(Qt.Key.Key_2)


def _opened(desk: Desk, letter: Qt.Key) -> None:
    _panel(desk, letter)
    desk.press(Qt.Key.Key_O, CONTROL)
    desk.answer(3)


def _refused(desk: Desk) -> None:
    _answered(desk, 3, GENERAL)
    desk.press(Qt.Key.Key_O, CONTROL)
    desk.press(Qt.Key.Key_A)
    desk.press(Qt.Key.Key_2)
    desk.press(Qt.Key.Key_O, CONTROL)
    desk.bridge.last("lookup").fail(AppError(ErrorCode.NOTHING_MORE_TO_OPEN))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
