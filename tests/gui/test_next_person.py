"""Another person at the same desk: what was fetched for the one before is gone before their name is on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from tests.gui.fakes import DOCTOR, NURSE, Bench, FakeView, make_bench
from tests.gui.hands import Key, answered, click, find, label, press, showing


class Watching(FakeView):
    """A view that notes who was said to be logged in when it was cleared."""

    names: tuple[str, ...] = ()

    def clear(self) -> None:
        super().clear()
        found = self.window().findChild(type(self.text), "whoLabel")
        self.names = (*self.names, found.text() if found is not None and found.isVisible() else "")


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    bench = answered(make_bench(qtbot, make_view=Watching))
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    assert showing(bench)
    return bench


def names(bench: Bench) -> tuple[str, ...]:
    assert isinstance(bench.view, Watching)
    return bench.view.names


@pytest.mark.hazard("H8.2", "H9.6", "S1")
@pytest.mark.parametrize("fresh", [True, False])
def test_results_go_before_the_next_persons_name(bench: Bench, fresh: bool) -> None:
    click(bench, "loginButton")
    assert showing(bench)
    bench.bridge.last("login").succeed(replace(NURSE, fresh=fresh))
    assert not showing(bench)
    assert label(bench, "patientStripNumber") == ""
    assert label(bench, "whoLabel") == NURSE.name
    assert len(names(bench)) == 1
    assert NURSE.name not in names(bench)


def test_results_stay_for_the_same_person(bench: Bench) -> None:
    click(bench, "loginButton")
    bench.bridge.last("login").succeed(DOCTOR)
    assert showing(bench)
    assert names(bench) == ()


@pytest.mark.hazard("S1")
def test_not_me_takes_everything_off_the_screen(bench: Bench) -> None:
    click(bench, "loginButton")
    bench.bridge.last("login").succeed(replace(DOCTOR, fresh=False))
    bench.window.controller.show_error(AppError(ErrorCode.REQUEST_REFUSED, service_text="om pasienten"))
    click(bench, "denyPersonButton")
    assert not showing(bench)
    assert not bench.window.area.banner.isVisible()
    assert [name for name, _ in bench.bridge.last("login").calls] == ["logout", "login"], "nor in the browser"


def test_a_session_that_turns_out_to_be_somebody_elses(qtbot: QtBot) -> None:
    bench = answered(make_bench(qtbot, make_view=Watching))
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=NURSE))
    assert not showing(bench)
    assert label(bench, "patientStripNumber") == ""
    assert label(bench, "whoLabel") == NURSE.name
    assert NURSE.name not in names(bench)
    assert find(bench, "confirmPersonButton").isVisible()
    press(Key.Key_F2)
    press(Key.Key_Return)
    assert len(bench.bridge.named("lookup")) == 1
