"""What is told of a look-up that runs, and when."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer

from provesvar_gui.desk.progress import LookupProgress, LookupStep
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.ui.desk.tasks import LookupController
from tests.gui.fakes import FakeBridge, FakeTask
from tests.gui.results import made

pytestmark = pytest.mark.usefixtures("qapp")
LOOKUP = Lookup(number=7, patient=PatientId("13896900263"), basis=AccessBasis.AKUTT, role_code="LE")


class Watched:
    def __init__(self) -> None:
        self.bridge = FakeBridge()
        self.controller = LookupController(self.bridge)
        self.told: list[LookupStep] = []
        self.controller.progressed.connect(lambda progress: self.told.append(progress.step))
        self.controller.send(LOOKUP)

    @property
    def task(self) -> FakeTask:
        return self.bridge.last("lookup")

    @property
    def later(self) -> QTimer:
        timer = self.controller.findChild(QTimer)
        assert timer is not None
        return timer

    def report(self, step: LookupStep, *, partial: bool = False) -> None:
        result = made.result(made.report()) if partial else None
        self.task.progressed.emit(LookupProgress(lookup_number=7, step=step, partial=result))


def test_that_it_is_read_is_told_only_where_it_takes_a_while() -> None:
    watched = Watched()
    watched.report(LookupStep.SENDING)
    watched.report(LookupStep.READING)
    assert watched.told == [LookupStep.SENDING]
    watched.later.timeout.emit()
    assert watched.told == [LookupStep.SENDING, LookupStep.READING]


def test_results_come_instead_of_words_about_them() -> None:
    watched = Watched()
    watched.report(LookupStep.READING)
    watched.report(LookupStep.PAGING, partial=True)
    assert watched.told == [LookupStep.PAGING]
    assert not watched.later.isActive()


def test_nothing_is_told_after_the_end() -> None:
    watched = Watched()
    watched.report(LookupStep.READING)
    watched.task.succeed(made.result(made.report()))
    assert not watched.later.isActive()
    watched.later.timeout.emit()
    assert watched.told == []
