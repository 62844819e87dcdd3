"""The whole window with text of 200 %: what is said, marked and pressed is whole, or scrolled (WCAG 2.2, 1.4.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Outcome, OutcomeKind
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.record_view import Chips
from provesvar_gui.ui.widgets import Label
from tests.gui.hands import in_language
from tests.gui.results.sandbox_patients import patient
from tests.pictures.scene import Scene, settle
from tests.window_settings import window_settings

pytestmark = [
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
    pytest.mark.qt_log_ignore("does not support raise"),
]
SIZES = [(1366, 768), (911, 512)]  # a clinic laptop, and what it leaves at 150 %
RESTRICTED = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Sperret.", openable=True)
#: What may give way, since it stands whole elsewhere: in the tooltip, and in «About the look-up», «Whole text» or the menu.
GIVES_WAY = {"whoLabel", "patientStripTold", "patientState", "overviewAbout", "coverageLabel", "limitsLabel"}
GIVES_WAY |= {"noticeTitle", "noticeBody", "cardReason"}
#: How far the look-up came, and the keys after that.
STATES = [("form", ""), ("filled", ""), ("partly", ""), ("restricted", ""), ("nothing", ""), ("failed", "")]
STATES += [("restricted", "Ctrl+O A"), ("results", "F10"), ("results", "Ctrl+4 Alt+R")]
STATES += [("results", f"Ctrl+{key}") for key in ("1", "2", "3", "4", "5", "F", "Shift+F", ",", "J", "F1")]


def cut_off(of: QWidget) -> Iterator[str]:
    for each in (each for each in of.findChildren(QWidget) if each.isVisible()):
        name = each.objectName() or type(each).__name__
        match each:
            case QLineEdit():
                right = min((child.x() for child in each.findChildren(QLabel) if child.isVisible()), default=each.width())
                if each.fontMetrics().horizontalAdvance(each.text()) > right:
                    yield f"{name}: something stands over {each.text()!r}"
            case QTabBar() if not each.rect().contains(each.tabRect(each.currentIndex())):
                yield f"{name}: the tab that is shown is cut"
            case QScrollArea() if each.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
                if (inside := each.widget()) is not None and inside.width() > each.viewport().width():
                    yield f"{name}: nobody comes to what stands at the right"
            case QToolButton() if each.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
                pass
            case QLabel() | QAbstractButton() if each.text() and not isinstance(each, Chips):
                whole, metrics = each.text().replace("&", ""), each.fontMetrics()
                text = each.shown_text() if isinstance(each, Label) else whole
                if text != whole and name not in GIVES_WAY:
                    yield f"{name}: {text!r} of {whole!r}"
                wide, high = max(map(metrics.horizontalAdvance, text.split("\n"))), metrics.height()
                if isinstance(each, QLabel) and each.wordWrap():
                    wide, high = 0, each.heightForWidth(each.width())
                if wide > each.width() or high > each.height() + 1:
                    yield f"{name}: {text!r} needs {wide} x {high} of {each.width()} x {each.height()}"


def come_to(scene: Scene, state: str) -> None:
    if state == "filled":
        scene.fill()
    elif state != "form":
        scene.ask(AccessBasis.AKUTT)
    match state:
        case "results" | "partly":
            scene._answer(replace(patient(), outcomes=(RESTRICTED,) if state == "partly" else ()))
        case "restricted" | "nothing":
            scene.answer(0, *((RESTRICTED,) if state == "restricted" else ()))
        case "failed":
            scene.bridge.last("lookup").fail(AppError(ErrorCode.LOGIN_TIMEOUT))
    settle()


@pytest.mark.hazard("H1.15", "H4.2")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES, ids=" ".join)
def test_with_text_of_200_percent_nothing_is_cut(
    qtbot: QtBot, dressed: QApplication, state: tuple[str, str], size: tuple[int, int]
) -> None:
    with in_language(dressed, "nb"):
        scene = Scene(window_settings(sandbox=True, ui__language="nb", confirm_guard_ms=0), *size)
        qtbot.addWidget(scene.window)
        for _ in range(9):
            QTest.keyClick(scene.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        come_to(scene, state[0])
        for keys in state[1].split():
            QTest.keySequence(dressed.focusWidget() or scene.window, QKeySequence(keys))
            settle()
        assert (theme.text_size(), scene.window.size().toTuple()) == (2.0, size)
        shown = [each for each in dressed.topLevelWidgets() if each.isVisible()]
        assert [told for window in shown for told in cut_off(window)] == []
