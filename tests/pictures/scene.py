"""A real window without a display, and what a person does at it before it is drawn."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Coverage, LookupResult, Outcome
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.results_area import default_view
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.window_settings import WindowSettings
from tests.gui.fakes import DOCTOR, ROLES, TODAY, FakeBridge
from tests.gui.results.sandbox_patients import patient
from tests.window_settings import NoRoleMemory

SOON_MS = 300
_EVENTS_MS = 1000  # at most: there may be no end of them
IDS = ("6f9619ff-8b86-4d11-b42d-00c04fc90001", "6f9619ff-8b86-4d11-b42d-00c04fc90002")  # of the requests of a look-up


def settle() -> None:
    """Let everything come to rest: no work in slices is left, and no timer that is about to end."""
    all_events()
    while any(map(_at_work, QApplication.topLevelWidgets())):
        all_events()
    all_events()


def all_events() -> None:
    """Those that others lead to, too: a call without a time handles but one kind."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _EVENTS_MS)


def _at_work(window: QWidget) -> bool:
    due = any(each.isActive() and each.interval() < SOON_MS for each in window.findChildren(QTimer))
    return due or any(each.running for each in window.findChildren(Slices))


def in_few_colours(picture: QImage) -> QImage:
    """With its 256 most frequent colours: a fifth of the size, and hardly anything to be seen of it."""
    whole = picture.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(whole.constBits()).cast("I"))
    table = [colour for colour, _ in counted.most_common(256)]
    return whole.convertToFormat(QImage.Format.Format_Indexed8, table)


class Scene:
    def __init__(self, settings: WindowSettings, width: int, height: int) -> None:
        self.bridge = FakeBridge()
        services = WindowServices(self.bridge, NoRoleMemory())
        self.window = MainWindow(settings, lambda: services, ROLES, lambda: TODAY, make_view=default_view)
        self.window.resize(width, height)
        loaded = QEventLoop()
        self.window.loaded.connect(loaded.quit)
        self.window.show()
        loaded.exec()
        settle()

    def fill(self, basis: AccessBasis = AccessBasis.AKUTT) -> None:
        form = self.window.form
        form.patient.line.setText("13896900263")
        form.basis.choose(basis)
        form.basis.choose(basis)
        form.role.set_code("LE")
        form.role.chosen.emit("LE")
        settle()

    def ask(self, basis: AccessBasis = AccessBasis.UNNTAK) -> None:
        self.fill(basis)
        self.window.controller.enter()
        self.bridge.last("login").succeed(DOCTOR)

    def answer(self, reports: int, *outcomes: Outcome) -> None:
        """The service says this, and some of the emergency patient's results."""
        whole = patient()
        part = replace(whole, reports=whole.reports[:reports], other_identifier=(), loose_findings=(), other_loose_findings=())
        self._answer(replace(part, outcomes=outcomes, coverage=Coverage(fetched=reports, complete=True)))

    def look_up(self) -> ResultsView:
        self.ask(AccessBasis.AKUTT)
        self._answer(patient())
        view = self.window.area.prepare()
        assert isinstance(view, ResultsView)
        return view

    def _answer(self, result: LookupResult) -> None:
        lookup = self.window.controller.desk.running
        assert lookup is not None
        self.bridge.last("lookup").succeed(replace(result, lookup=lookup, correlation_ids=IDS))
        settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        settle()
