"""Opening restricted results with the keyboard: panel, keys, scanner, clock, refusals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.results import Coverage, Outcome, OutcomeKind
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, Bench, make_bench
from tests.gui.hands import Key, click, find, label, press, sent, type_form
from tests.gui.results.sandbox_patients import patient

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.domain.results import LookupResult

CONTROL = Qt.KeyboardModifier.ControlModifier
GENERAL = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Sperret for alle.", openable=True)
UNKNOWN = Outcome(kind=OutcomeKind.UNKNOWN, code="Delegated", text="Kode 17.", openable=True)


def restricted(bench: Bench, outcome: Outcome = GENERAL, *, reports: int = 0) -> Bench:
    """The ordinary answer: something is restricted."""
    type_form(bench)
    press(Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.bridge.last("lookup").succeed(answer(bench, reports, outcome))
    return bench


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


def real(qtbot: QtBot, **options: object) -> Bench:
    return make_bench(qtbot, make_view=default_view, **options)  # type: ignore[arg-type]  # passed on as they are


def panel_up(bench: Bench) -> bool:
    found = bench.window.findChild(QWidget, "openingPanel")
    return found is not None and found.isVisible()


def lookups(bench: Bench) -> int:
    return len(bench.bridge.named("lookup"))


def opened(bench: Bench, reports: int = 3) -> Bench:
    restricted(bench)
    press(Key.Key_O, CONTROL)
    press(Key.Key_A)
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    bench.bridge.last("lookup").succeed(answer(bench, reports))
    return bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return real(qtbot)


def test_four_keys_from_the_message_to_the_results(bench: Bench) -> None:
    restricted(bench)
    assert find(bench, "outcomeScreen").isVisible()
    press(Key.Key_O, CONTROL)
    assert panel_up(bench)
    assert lookups(bench) == 1
    press(Key.Key_A)
    press(Key.Key_1)
    press(Key.Key_O, CONTROL)
    assert lookups(bench) == 2
    lookup = sent(bench)
    assert (lookup.basis, lookup.reason) == (AccessBasis.FORHOYET_AKUTT, "no-consent-possible")
    assert not panel_up(bench)
    bench.bridge.last("lookup").succeed(answer(bench, 3))
    assert find(bench, "openedBar").isVisible()
    assert "3" in label(bench, "openedWhat")
    assert bench.window.form.basis.basis is AccessBasis.AKUTT
    focused = QApplication.focusWidget()
    assert focused is not None
    assert bench.window.area.isAncestorOf(focused)


def test_ended_by_hand_the_ordinary_answer_comes_back(bench: Bench) -> None:
    opened(bench)
    click(bench, "endOpeningButton")
    assert not find(bench, "openedBar").isVisible()
    assert find(bench, "outcomeScreen").isVisible()
    assert lookups(bench) == 2
    assert find(bench, "offerOpening").isVisible()
