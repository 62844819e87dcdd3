"""A number that was typed into the guide's search, and not into the patient field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from provesvar_gui.ui.help.guide import GuideWindow
from provesvar_gui.ui.keys import Key as Table
from tests.gui.fakes import KARI, Bench, make_bench
from tests.gui.hands import Key
from tests.gui.lock.kit import told_of_kari
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot)


@pytest.fixture
def guide(bench: Bench) -> GuideWindow:
    """Somebody is about to search in it."""
    bench.window.open_page(Table.HELP)
    (guide,) = bench.window.findChildren(GuideWindow)
    guide.to_search()
    return guide


def type_slowly(bench: Bench, guide: GuideWindow, text: str) -> None:
    for character in text:
        bench.time[0] += 0.3
        QTest.keyClicks(guide.search, character)


def said(guide: GuideWindow) -> str:
    label = guide.findChild(QLabel, "guideFound")
    assert label is not None
    return label.text()


@pytest.mark.hazard("S21")
@pytest.mark.parametrize("text", [KARI, "138969 00263", "kalium 138969 00263"])
def test_a_number_is_taken_out_at_once_and_no_key_brings_it_back(bench: Bench, guide: GuideWindow, text: str) -> None:
    type_slowly(bench, guide, text)
    assert guide.search.text() == ""
    assert "number was removed" in said(guide)
    QTest.keyClick(guide.search, Key.Key_Z, CONTROL)
    assert guide.search.text() == ""
    assert told_of_kari() == []
    assert not bench.window.form.patient.line.text(), "nobody has said whose it was to be"
    type_slowly(bench, guide, "kalium")
    assert guide.search.text() == "kalium"
    assert "removed" not in said(guide)


def test_one_that_is_put_in_too(bench: Bench, guide: GuideWindow) -> None:
    QGuiApplication.clipboard().setText(f"Fnr: {KARI}")
    QTest.keyClick(guide.search, Key.Key_V, CONTROL)
    QGuiApplication.clipboard().clear()
    assert guide.search.text() == ""
    assert told_of_kari() == []


@pytest.mark.parametrize(
    "text",
    [
        f"{KARI} 24837810031",
        "138969,00263",
        "138969+00263",
        "138969*00263",
        "(138969)00263",
        "١٣٨٩٦٩٠٠٢٦٣",
        "fnr13896900263",
        "1 3 8 9 6 9 0 0 2 6 3",
        "13.09.1969 00263",
        f"{KARI}x",
    ],
)
def test_however_it_is_written(bench: Bench, guide: GuideWindow, text: str) -> None:
    del bench
    guide.search.setText(text)
    assert guide.search.text() == ""
    assert "number was removed" in said(guide)


@pytest.mark.parametrize("text", ["F8", "10-12 2024", "0–100 %, 1200 ms", "HPR 9144889 og 12 timer", "1389690026", "x" * 40])
def test_what_is_no_number_is_looked_for(bench: Bench, guide: GuideWindow, text: str) -> None:
    del bench
    guide.search.setText(text)
    assert guide.search.text() == text


@pytest.mark.hazard("S21")
def test_what_may_become_one_does_not_stay_either(bench: Bench, guide: GuideWindow) -> None:
    type_slowly(bench, guide, KARI[:10])
    assert guide.search.text() == KARI[:10]
    assert guide.forgetting.isActive()
    assert guide.forgetting.interval() == 120_000
    guide.forgetting.timeout.emit()
    assert guide.search.text() == ""
    QTest.keyClick(guide.search, Key.Key_Z, CONTROL)
    assert guide.search.text() == ""
    assert not guide.forgetting.isActive(), "there is nothing to forget"


def test_as_long_as_the_window_may_be_unused(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    bench.window.settings = window_settings(lock__idle_seconds=45)
    bench.window.open_page(Table.HELP)
    (guide,) = bench.window.findChildren(GuideWindow)
    assert guide.forgetting.interval() == 45_000


@pytest.mark.hazard("S21")
def test_the_clear_key_clears_it_too(bench: Bench, guide: GuideWindow) -> None:
    type_slowly(bench, guide, KARI[:10])
    handle = guide.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Key.Key_F8)
    assert guide.search.text() == ""
