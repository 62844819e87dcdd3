"""Situations for the tests of opening restricted results."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.results.model import Coverage, LookupResult, Outcome, OutcomeKind
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import Key, find, logged_in, press, sent, view_of
from tests.gui.results.sandbox_patients import patient

CONTROL = Qt.KeyboardModifier.ControlModifier
GENERAL = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Sperret for alle.", openable=True)
UNKNOWN = Outcome(kind=OutcomeKind.UNKNOWN, code="Delegated", text="Kode 17.", openable=True)
SPECIFIC = Outcome(kind=OutcomeKind.BLOCKED, code="Specific", text="Sperret for deg.")
FAST = 0.012


def real(qtbot: QtBot, **more: Any) -> Bench:
    return make_bench(qtbot, make_view=default_view, **more)


def answer(bench: Bench, reports: int, *outcomes: Outcome, complete: bool = True) -> LookupResult:
    whole = patient()
    return replace(
        whole,
        lookup=sent(bench),
        reports=whole.reports[:reports],
        other_identifier=(),
        loose_findings=(),
        other_loose_findings=(),
        outcomes=outcomes,
        coverage=Coverage(fetched=reports, complete=complete),
    )


def restricted(bench: Bench, *outcomes: Outcome, reports: int = 0, complete: bool = True) -> Bench:
    """The ordinary answer: something is restricted."""
    logged_in(bench)
    bench.bridge.last("lookup").succeed(answer(bench, reports, *(outcomes or (GENERAL,)), complete=complete))
    return bench


def panel_up(bench: Bench) -> bool:
    found = bench.window.findChild(QWidget, "openingPanel")
    return found is not None and found.isVisible()


def lookups(bench: Bench) -> int:
    return len(bench.bridge.named("lookup"))


def choose() -> None:
    """Both of the panel, and not yet the act."""
    press(Key.Key_A)
    press(Key.Key_1)


def confirm(bench: Bench, letter: Qt.Key = Key.Key_A) -> None:
    press(Key.Key_O, CONTROL)
    press(letter)
    press(Key.Key_2)  # goes with both grounds
    press(Key.Key_O, CONTROL)
    assert not panel_up(bench)


def opened(bench: Bench, reports: int = 3) -> Bench:
    restricted(bench)
    confirm(bench)
    bench.bridge.last("lookup").succeed(answer(bench, reports))
    assert find(bench, "openedBar").isVisible()
    return bench


def shown_count(bench: Bench) -> int:
    view = view_of(bench)
    return 0 if view._result is None else len(view._result.reports)
