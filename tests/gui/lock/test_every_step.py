"""What goes wrong on the way to the cover leaves no patient in sight, and a window that can be locked and opened."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QWidget

from provesvar_gui.helseid.model import SessionEnd, SessionEvent
from provesvar_gui.ui.lock.contents import take_each
from tests.gui.fakes import DOCTOR, Bench
from tests.gui.lock.kit import Key, after, is_locked, press, reading_for_real, told_of_kari, unlock, visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot


class BrokenError(Exception):
    """What a step raises."""


@pytest.fixture
def crashes() -> Iterator[list[str]]:
    """What the program would tell its log: it looks at classes and places alone (``platform.logs``)."""
    told: list[str] = []
    before = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del error, trace
        told.append(kind.__name__)

    sys.excepthook = hook
    yield told
    sys.excepthook = before


def break_step(bench: Bench, step: str) -> None:
    """Have one of the parts raise where the lock calls it."""

    def broken(*_given: object, **_named: object) -> None:
        raise BrokenError

    window = bench.window
    part: QObject
    part, name = {
        "lines": (window, "forget_lines"),
        "setup": (window.controller.setup, "cancel"),
        "notes": (window.form, "clear_notes"),
        "desk": (window.controller, "carry_out"),
        "said": (window.controller, "quiet"),
        "banner": (window.area.banner, "clear"),
        "number": (window.form.patient, "cover"),
        "proof": (window.lock.proof, "begin"),
        "page": (window.lock.proof, "page"),
        "cover": (window.lock.cover, "cover"),
        "focus": (window.lock.cover, "take_focus"),
    }[step]
    setattr(part, name, broken)


ON_THE_WAY = ["lines", "setup", "notes", "desk", "said", "banner", "number", "proof", "page", "cover", "focus"]


@pytest.mark.parametrize("step", ON_THE_WAY)
@pytest.mark.parametrize("by", ["key", "clock"])
def test_nothing_of_the_patient_can_be_seen_whatever_step_fails(qtbot: QtBot, crashes: list[str], step: str, by: str) -> None:
    bench = reading_for_real(qtbot)
    break_step(bench, step)
    if by == "key":
        press(bench, Key.Key_F10)
    else:
        after(bench, 120)
    assert is_locked(bench)
    assert set(crashes) == {"BrokenError"}
    assert [each for each in bench.window.findChildren(QWidget) if each.parent() is bench.window and each.isVisible()] == (
        [] if step == "cover" else [bench.window.lock.cover]
    )
    if step not in ("desk", "number"):
        assert told_of_kari() == []


@pytest.mark.parametrize("step", ["lines", "setup", "notes", "said"])
def test_and_it_opens_again_for_who_was_there(qtbot: QtBot, crashes: list[str], step: str) -> None:
    bench = reading_for_real(qtbot)
    break_step(bench, step)
    press(bench, Key.Key_F10)
    assert crashes
    unlock(bench)
    assert not is_locked(bench)
    assert visible(bench, "lockCover") is None
    assert bench.window.area.results_visible
    assert bench.window.form.patient.line.text() == "138969 00263"
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    assert visible(bench, "lockCover") is not None


def test_not_me_works_where_the_proof_does_not(qtbot: QtBot, crashes: list[str]) -> None:
    bench = reading_for_real(qtbot)
    break_step(bench, "proof")
    press(bench, Key.Key_F10)
    assert crashes
    bench.window.lock.cover.leave.click()
    assert not is_locked(bench)
    assert bench.window.controller.desk.empty
    assert bench.bridge.named("logout")


def test_a_change_of_hands_that_fails_half_way_leaves_a_window_that_locks(qtbot: QtBot, crashes: list[str]) -> None:
    bench = reading_for_real(qtbot)
    press(bench, Key.Key_F10)
    session = bench.window.controller

    def broken(_clinician: object) -> None:
        raise BrokenError

    whole = session.proved
    setattr(session, "proved", broken)  # noqa: B010 - as if it went wrong
    press(bench, Key.Key_Return)
    with pytest.raises(BrokenError):
        bench.window.lock._proved(DOCTOR.subject, DOCTOR)
    assert is_locked(bench)
    bench.bridge.sessionChanged.emit(SessionEvent(clinician=None, ended=SessionEnd.EXPIRED))
    press(bench, Key.Key_Escape)  # the login that would let somebody in
    press(bench, Key.Key_F8)
    assert not is_locked(bench), "it still sees that nothing is left to lock"
    setattr(session, "proved", whole)  # noqa: B010 - as above
    bench.window.form.patient.line.setFocus()
    press(bench, Key.Key_F9)
    bench.bridge.last("login").succeed(DOCTOR)
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    del crashes


def test_every_step_is_taken_and_nothing_that_was_raised_is_quoted(crashes: list[str]) -> None:
    taken: list[int] = []

    def broken() -> None:
        raise BrokenError("13896900263")

    take_each(lambda: taken.append(1), broken, lambda: taken.append(2), broken, lambda: taken.append(3))
    assert taken == [1, 2, 3]
    assert crashes == ["BrokenError", "BrokenError"]
