"""Somebody's session on a terminal server: the program as ``provesvar-gui`` starts it, and in it look-ups of one patient by keys.

Arguments: a settings file, a patient. Each line of the input is obeyed: ``look`` looks up once more, ``rest`` waits 30 s. Then,
and after the first look-up with its login, a line of JSON says how things stand. Any other line closes the window.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.__main__ import main
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.main_window import MainWindow
from tests.benchmarks.side_by_side import megabytes

SETTINGS, PATIENT = sys.argv[1:]
REST_MS, LOOK_MS = 30_000, 20


class Person(QObject):
    def __init__(self) -> None:
        super().__init__()
        (self.window,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        self.asked = 0.0
        self.seen = 0  # the number of the look-up whose results have been seen
        self.looking = QTimer(self, interval=LOOK_MS)
        self.looking.timeout.connect(self.look)
        self.input = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self.input.activated.connect(self.told)
        self.window.loaded.connect(self.ask)

    def told(self) -> None:
        match sys.stdin.readline().strip():
            case "look":
                self.window.controller.clear()
                self.ask()
            case "rest":
                self.asked = time.monotonic()
                QTimer.singleShot(REST_MS, self.tell)
            case _:
                self.input.setEnabled(False)
                self.window.close()

    def ask(self) -> None:
        form = self.window.form
        QTest.keyClicks(form.patient.line, PATIENT)
        for _ in range(2):  # AKUTT takes one act more
            form.basis.choose(AccessBasis.AKUTT)
        form.role.set_code("LE")
        form.role.chosen.emit("LE")
        form.patient.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked = time.monotonic()
        QTest.keyClick(form.patient.line, Qt.Key.Key_Return)
        self.looking.start()

    def look(self) -> None:
        """Whether every result is there and painted."""
        view = self.window.area.prepare()
        digest = view.panes.overview.digest
        if digest is None or not digest.result.coverage.complete or not view.is_settled():
            return
        if digest.result.lookup.number == self.seen or not self.window.area.results_visible:
            return
        self.seen = digest.result.lookup.number
        self.looking.stop()
        self.tell()

    def tell(self) -> None:
        controller, digest = self.window.controller, self.window.area.prepare().panes.overview.digest
        said = {
            "clinician": controller.status.clinician.hpr_number if controller.status.clinician else "",
            "patient": self.window.form.patient.line.text().replace(" ", ""),
            "reports": 0 if digest is None else len(digest.result.reports),
            "seconds": time.monotonic() - self.asked,
            "processor": time.process_time(),
            "resident": megabytes(),
            "own": megabytes("Pss"),
        }
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


people: list[Person] = []
sys.exit(main(["--config", SETTINGS], first_paint=lambda: people.append(Person())))
