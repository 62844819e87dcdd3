"""The whole window with text of 200 %: what is said, marked and pressed is whole, or scrolled (WCAG 2.2, 1.4.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QLabel, QLineEdit, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import Outcome, OutcomeKind
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key as Act
from provesvar_gui.ui.results.common.record_view import Chips
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.widgets import Label
from tests.gui.hands import Key, in_language
from tests.gui.results.sandbox_patients import patient
from tests.pictures.scene import Scene, settle
from tests.window_settings import window_settings

pytestmark = [
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
    pytest.mark.qt_log_ignore("does not support raise"),
]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SIZES = [(1366, 768), (911, 512)]  # a clinic laptop, and what it leaves at 150 %
RESTRICTED = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Sperret.", openable=True)
#: What may give way, since it stands whole elsewhere: in the tooltip, and in «About the look-up», «Whole text» or the menu.
GIVES_WAY = {"whoLabel", "patientStripTold", "patientState", "overviewAbout", "coverageLabel", "limitsLabel", "noticeTitle"}
GIVES_WAY |= {"noticeBody"}


def cut_off(of: QWidget) -> Iterator[str]:
    """What is shown of the texts of labels and buttons is not all of it, or is out of reach."""
    for each in of.findChildren(QWidget):
        if not each.isVisible() or each.width() <= 0:
            continue
        name = each.objectName() or type(each).__name__
        if isinstance(each, QLineEdit) and each.text():
            right = min((child.x() for child in each.findChildren(QLabel) if child.isVisible()), default=each.width())
            if each.fontMetrics().horizontalAdvance(each.text()) > right:
                yield f"{name}: something stands over {each.text()!r}"
        if isinstance(each, QTabBar) and not each.rect().contains(each.tabRect(each.currentIndex())):
            yield f"{name}: the tab that is shown is cut"
        if not isinstance(each, (QLabel, QAbstractButton)) or isinstance(each, Chips) or not each.text():
            continue
        if isinstance(each, QToolButton) and each.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            continue
        text = each.shown_text() if isinstance(each, Label) else each.text().replace("&", "")
        if text != each.text().replace("&", "") and name not in GIVES_WAY:
            yield f"{name}: {text!r} of {each.text()!r}"
        metrics = each.fontMetrics()
        wide, high = max(map(metrics.horizontalAdvance, text.split("\n"))), metrics.height()
        if isinstance(each, QLabel) and each.wordWrap():
            wide, high = 0, each.heightForWidth(each.width())
        if wide > each.width() or high > each.height() + 1:
            yield f"{name}: {text!r} needs {wide} x {high} of {each.width()} x {each.height()}"
        yield from out_of_reach(each, name)


def out_of_reach(widget: QWidget, name: str) -> Iterator[str]:
    """Its middle is cut by something that cannot be scrolled."""
    middle, at = QPoint(widget.width() // 2, widget.height() // 2), widget
    while (parent := at.parentWidget()) is not None and not at.isWindow():
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            across = area.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if not across and at.width() > parent.width():
                yield f"{name}: wider than {area.objectName()}, which is not scrolled sideways"
            return
        middle, at = at.mapTo(parent, middle), parent
        if not at.rect().contains(middle):
            yield f"{name} is outside of {at.objectName() or type(at).__name__}"
            return


def answered(scene: Scene, *outcomes: Outcome) -> ResultsView:
    scene.ask(AccessBasis.AKUTT)
    scene._answer(replace(patient(), outcomes=outcomes))
    view = scene.window.area.prepare()
    assert isinstance(view, ResultsView)
    settle()
    return view


def view(scene: Scene, act: Act, *outcomes: Outcome) -> None:
    panes = answered(scene, *outcomes).panes
    panes.turn_to(panes.place_of(act))
    settle()


def matrix(scene: Scene) -> None:
    view(scene, Act.MICROBIOLOGY)
    scene.press(Key.Key_R, ALT)


def restricted(scene: Scene) -> None:
    scene.ask()
    scene.answer(0, RESTRICTED)


def opening(scene: Scene) -> None:
    restricted(scene)
    for key, modifier in ((Key.Key_O, CONTROL), (Key.Key_A, Qt.KeyboardModifier.NoModifier)):
        scene.press(key, modifier)


def nothing(scene: Scene) -> None:
    scene.ask()
    scene.answer(0)


def failed(scene: Scene) -> None:
    scene.ask()
    scene.bridge.last("lookup").fail(AppError(ErrorCode.LOGIN_TIMEOUT))
    settle()


def page(key: Key, modifier: Qt.KeyboardModifier = CONTROL) -> Callable[[Scene], None]:
    def opened(scene: Scene) -> None:
        answered(scene)
        scene.press(key, modifier)

    return opened


STATES: dict[str, Callable[[Scene], object]] = {
    "form": lambda scene: None,
    "filled": Scene.fill,
    "overview": answered,
    "partly restricted": lambda scene: answered(scene, RESTRICTED),
    "table": lambda scene: view(scene, Act.TABLE),
    "reports": lambda scene: view(scene, Act.REPORTS),
    "microbiology": lambda scene: view(scene, Act.MICROBIOLOGY),
    "resistance": matrix,
    "trend": lambda scene: view(scene, Act.TREND),
    "restricted": restricted,
    "opening": opening,
    "nothing": nothing,
    "failed": failed,
    "search": page(Key.Key_F),
    "settings": page(Key.Key_Comma),
    "journal": page(Key.Key_J),
    "keys": page(Key.Key_F1),
    "lock": page(Key.Key_F10, Qt.KeyboardModifier.NoModifier),
}


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """With the program's own fonts and styles."""
    font, palette = qapp.font(), qapp.palette()
    theme._set_fonts(qapp, theme._family())
    theme.colour(qapp, theme.LIGHT)
    yield qapp
    theme.set_text_size(qapp, 1.0)
    qapp.setFont(font)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)


@pytest.mark.hazard("H1.1", "H4.2")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_with_text_of_200_percent_nothing_is_cut(qtbot: QtBot, dressed: QApplication, state: str, size: tuple[int, int]) -> None:
    with in_language(dressed, "nb"):
        scene = Scene(window_settings(sandbox=True, ui__language="nb", confirm_guard_ms=0), *size)
        qtbot.addWidget(scene.window)
        for _ in range(9):
            QTest.keyClick(scene.window, Key.Key_Plus, CONTROL)
        STATES[state](scene)
        settle()
        assert (theme.text_size(), scene.window.size().toTuple()) == (2.0, size)
        shown = [each for each in dressed.topLevelWidgets() if each.isVisible()]
        assert [told for window in shown for told in cut_off(window)] == []
