"""Every control has a name for tests and one for a screen reader, and the keyboard reaches it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import keys
from provesvar_gui.ui.help.keys import KeyCaps
from provesvar_gui.ui.marks import ProfileStrip
from tests.gui.fakes import ORGANISATIONS, Bench, make_bench
from tests.gui.hands import part


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    return make_bench(qtbot, organisations=ORGANISATIONS, sandbox=True)


def controls(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    inner = (QAbstractItemView, QScrollBar)
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, kinds)]
    return [widget for widget in found if not isinstance(widget.parent(), inner)]


def test_every_control_has_its_names(bench: Bench) -> None:
    names = []
    for control in controls(bench.window):
        assert control.objectName(), control
        assert control.accessibleName() or isinstance(control, QLineEdit), control.objectName()
        names.append(control.objectName())
    assert len(set(names)) == len(names)


def test_tab_reaches_every_control_and_comes_round(bench: Bench) -> None:
    window = bench.window
    radios = {control for control in controls(window) if isinstance(control, QRadioButton)}  # one stop, then arrows
    wanted = {
        control.focusProxy() or control
        for control in controls(window)
        if control.isVisible() and control.isEnabled() and control not in radios
    }
    reached: list[QWidget] = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        if reached and focused is reached[0]:
            break
        reached.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {widget.objectName() for widget in wanted} <= {widget.objectName() for widget in reached}
    order = [widget.objectName() for widget in reached if widget.objectName()]
    form = ["patientField", "basisSamtykke", "rolePicker", "organisationPicker", "lookupButton"]
    assert order[: len(form)] == form


@pytest.mark.hazard("H6.1")
@pytest.mark.requirement("R34")
def test_nothing_is_preselected_and_the_elevated_are_one_line(bench: Bench) -> None:
    form = bench.window.form
    assert form.basis.basis is None
    assert form.organisation.code == ""
    for basis in (AccessBasis.FORHOYET_SAMTYKKE, AccessBasis.FORHOYET_AKUTT):
        form.basis.choose(basis)
        assert form.basis.basis is None
    line = part(bench.window, QLabel, "basisLine")
    assert line.text().startswith("Restricted results are opened in two steps of their own")


@pytest.mark.hazard("H1.10")
@pytest.mark.requirement("R45")
def test_the_sandbox_is_marked(bench: Bench, qtbot: QtBot) -> None:
    assert part(bench.window, ProfileStrip, "sandboxMark").isVisible()
    assert "sandbox" in bench.window.windowTitle().lower()
    assert make_bench(qtbot).window.findChild(ProfileStrip, "sandboxMark") is None


def test_help_lists_every_key(bench: Bench) -> None:
    QTest.keyClick(bench.window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    dialog = part(bench.window, QWidget, "helpDialog")
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    with_keys = [key for key in keys.Key if keys.sequences(key) and key is not keys.Key.DRILL]  # listed where a drill can begin
    shown = [caps.accessibleName() for caps in dialog.findChildren(KeyCaps)]
    assert {keys.shown(key) for key in with_keys} <= set(shown)
    assert {keys.purpose(key).rstrip(".") for key in with_keys} <= set(texts)
    assert shown.count("Enter") == 1
    assert dialog.width() <= bench.window.screen().availableSize().width()
