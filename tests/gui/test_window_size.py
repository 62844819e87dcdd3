"""The window is as large as the person makes it: nothing in it makes it grow, and a small one is scrolled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.results.model import LookupResult, Outcome, OutcomeKind
from provesvar_gui.results.search import Facet
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.record_view import Chips
from provesvar_gui.ui.results.find import bar as filters
from provesvar_gui.ui.results_area import default_view
from provesvar_gui.ui.widgets import Label
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import answered_with, click, cut, find, in_language, view_of
from tests.gui.results.sandbox_patients import patient
from tests.pictures.scene import IDS, Scene, settle
from tests.window_settings import window_settings

pytestmark = [
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),  # the offscreen platform says so of any window
    pytest.mark.qt_log_ignore("does not support raise"),
]
LEAST, SMALL = QSize(1000, 600), QSize(1024, 640)
FORMATS = Path(__file__).parents[1] / "formats"


def results_in(qtbot: QtBot, size: QSize, result: LookupResult) -> Bench:
    """On the screen of a window of this size, the year after: with the year the time of the fetch is longest."""
    made_bench = make_bench(qtbot, make_view=default_view, sandbox=True)
    made_bench.window.resize(size)
    made_bench.window.bar.clock = lambda: datetime(2027, 1, 1, tzinfo=UTC)
    view = view_of(answered_with(made_bench, result))
    qtbot.waitUntil(lambda: view.find_bar.isVisible())
    view._slices.finish()
    QApplication.processEvents()
    return made_bench


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return results_in(qtbot, SMALL, patient())


def test_on_a_small_screen_it_begins_maximised(qtbot: QtBot) -> None:
    window = make_bench(qtbot).window
    assert window.screen().availableSize().width() < 1280, "of the offscreen platform"
    assert window.fills_screen


def assert_size(bench: Bench, what: str) -> None:
    QApplication.processEvents()
    window = bench.window
    least = window.minimumSizeHint()
    assert (least.width() <= LEAST.width(), least.height() <= LEAST.height()) == (True, True), f"{what}: {least}"
    assert window.size() == SMALL, f"{what}: {window.size()}"
    assert cut(window) == [], what


def test_nothing_makes_the_window_grow(bench: Bench) -> None:
    view = view_of(bench)
    bench.window.resize(SMALL)
    for place in range(view.panes.tabs.count()):
        view.panes.turn_to(place)
        assert_size(bench, view.panes.tabs.tabText(place))
    series = view.panes.trend.picker.series(0)
    assert series is not None
    view.panes.show_trend((series,))
    for place in range(1, min(view.panes.trend.picker.offered.rowCount(), 6)):
        another = view.panes.trend.picker.series(place)
        assert another is not None
        view.panes.trend.picker.picked.emit(another)
    view.panes.trend._slices.finish()
    assert_size(bench, "six trends")
    view.footer.open.click()
    assert_size(bench, "references")
    view.panes.turn_to(2)
    view.panes.reports.list.choose(0)
    QTest.keyClick(view.panes.reports.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert_size(bench, "copied")
    view.find_bar._choose(Facet.PERIOD, list(filters.PERIODS)[1], "en svært lang periode", True)
    for place in range(6):
        view.find_bar._choose(Facet.LABORATORY, f"lab {place}", f"Et laboratorium med et langt navn {place}", True)
    view.find_bar.finish()
    for place in range(view.panes.tabs.count()):
        view.panes.turn_to(place)
        assert_size(bench, f"filtered {view.panes.tabs.tabText(place)}")


@pytest.mark.hazard("H9.10")
@pytest.mark.parametrize("kind", [OutcomeKind.INFORMATION, OutcomeKind.BLOCKED])
@pytest.mark.parametrize("count", [1, 3, 50])
def test_nor_do_the_messages_of_the_service(qtbot: QtBot, kind: OutcomeKind, count: int) -> None:
    said = tuple(Outcome(kind=kind, code="x", text=f"Laboratorium {each} svarte ikke i tide.") for each in range(count))
    bench = results_in(qtbot, SMALL, replace(patient(), outcomes=said))
    assert_size(bench, "messages")
    assert find(bench, "resultNotice").isVisible()
    click(bench, "noticeAll")
    page = view_of(bench).footer.about
    assert page is not None
    assert page.isVisible()
    assert page.facts.text().count("svarte ikke") == count
    assert_size(bench, "all of them")


@pytest.mark.parametrize("kept", sorted(FORMATS.glob("*/state/window")), ids=lambda path: path.parts[-3])
def test_size_and_place_that_a_version_kept_are_taken(qtbot: QtBot, kept: Path) -> None:
    """``saveGeometry`` of a window of 1100 by 700: Qt's form. A screen without a display is narrower: only its height stays."""
    window = make_bench(qtbot).window
    assert not window.restoreGeometry(kept.read_bytes()[1:])
    assert window.restoreGeometry(kept.read_bytes())
    assert window.height() == 700


# -- the whole window with text of 200 %, or as it comes: what is said, marked and pressed is whole, or scrolled (WCAG 2.2, 1.4.4)


SIZES = [(1366, 768), (911, 512), (3840, 2160)]  # a clinic laptop, what it leaves at 150 %, and the largest
RESTRICTED = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Sperret.", openable=True)
#: What may give way, since it stands whole elsewhere: in the tooltip, and in «About the look-up», «Whole text» or the menu.
GIVES_WAY = {"whoLabel", "patientStripTold", "patientState", "overviewAbout", "coverageLabel", "limitsLabel"}
GIVES_WAY |= {"noticeTitle", "noticeBody", "cardReason", "helpBelow"}
#: How far the look-up came, and the keys after that.
STATES = [("form", ""), ("filled", ""), ("partly", ""), ("restricted", ""), ("nothing", ""), ("failed", "")]
STATES += [
    ("as it comes", "Ctrl+Shift+C"),
    ("restricted", "Ctrl+O A"),
    ("results", "F10"),
    ("results", "F10 Return"),
    ("filled", "Return"),
]
STATES += [("results", f"Ctrl+{key}") for key in ("1", "2", "3", "4", "4 Alt+R", "5", "F", "Shift+F", ",", "J", "F1")]


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
        case "results" | "partly" | "as it comes":
            scene._answer(replace(patient(), outcomes=(RESTRICTED,) if state == "partly" else ()))
        case "restricted" | "nothing":
            scene.answer(0, *((RESTRICTED,) if state == "restricted" else ()))
        case "failed":
            scene.bridge.last("lookup").fail(AppError(ErrorCode.LOGIN_TIMEOUT, correlation_id=IDS[0]))
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
        for _ in range(0 if state[0] == "as it comes" else 9):
            QTest.keyClick(scene.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        come_to(scene, state[0])
        for keys in state[1].split():
            QTest.keySequence(dressed.focusWidget() or scene.window, QKeySequence(keys))
            settle()
        if state[1].endswith("Return"):  # it waits for a login
            scene.bridge.last("login").progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url="http://127.0.0.1:1/x"))
            settle()
        assert (theme.text_size(), scene.window.size().toTuple()) == (1.0 if state[0] == "as it comes" else 2.0, size)
        shown = [each for each in dressed.topLevelWidgets() if each.isVisible()]
        assert [told for window in shown for told in cut_off(window)] == []
