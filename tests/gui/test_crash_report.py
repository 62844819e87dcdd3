"""An unexpected exception while a key is handled is reported."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from provesvar_gui.wiring.running import CrashReport
from tests.gui.fakes import Bench
from tests.gui.hands import answered, label

PLACES = ("zlib.error", "main_window.py:209 in open_page")


@pytest.mark.hazard("S17")
def test_it_is_told_over_results(bench: Bench, qtbot: QtBot) -> None:
    answered(bench)
    CrashReport(bench.window).came(*PLACES)
    qtbot.waitUntil(bench.window.area.banner.isVisible)
    assert label(bench, "statusWhat").startswith("Something went wrong in the program itself")


def test_what_fails_again_and_again_is_told_once(bench: Bench) -> None:
    told: list[object] = []
    bench.window.controller.errorShown.connect(told.append)
    report = CrashReport(bench.window)
    for _ in range(20):
        report.came(*PLACES)
    QCoreApplication.sendPostedEvents()
    assert len(told) == 1


def test_nothing_is_told_to_a_window_that_is_closed(bench: Bench) -> None:
    report = CrashReport(bench.window)
    bench.window.close()
    report.came(*PLACES)
    QCoreApplication.sendPostedEvents()
    assert not bench.window.area.banner.isVisible()
