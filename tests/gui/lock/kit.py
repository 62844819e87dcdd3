"""A window with an injected clock, and what hands do at it: every key goes the windowing system's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid.model import Clinician
from provesvar_gui.patient.numbers import group
from provesvar_gui.results.digest import subject_names
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, KARI, Bench, make_bench
from tests.gui.hands import answered, sent, type_form, view_of
from tests.gui.results.sandbox_patients import patient

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NAMES = subject_names(patient().reports)


def reading(qtbot: QtBot, **more: Any) -> Bench:
    bench = answered(make_bench(qtbot, **more))
    QApplication.processEvents()
    bench.window.area.take_focus()
    bench.window.lock.used()
    return bench


def handle(bench: Bench) -> QWindow:
    window = bench.window.windowHandle()
    assert window is not None
    return window


def press(bench: Bench, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(handle(bench), key, modifier)


def move(bench: Bench, x: int) -> None:
    QTest.mouseMove(handle(bench), QPoint(x, 300))


def after(bench: Bench, seconds: float) -> None:
    """Time passes, and the window looks whenever its clock, if it runs, makes it."""
    bench.lock_timer.go_on(seconds)


def locked(qtbot: QtBot, **more: Any) -> Bench:
    bench = reading(qtbot, **more)
    press(bench, Key.Key_F10)
    assert is_locked(bench)
    return bench


def unlock(bench: Bench, clinician: Clinician = DOCTOR) -> None:
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(clinician)


def is_locked(bench: Bench) -> bool:
    return bench.window.locked


def visible(bench: Bench, name: str) -> QWidget | None:
    found = bench.window.findChild(QWidget, name)
    return found if found is not None and found.isVisible() else None


def said(bench: Bench, name: str) -> str:
    """What stands on a label, where that can be seen."""
    label = visible(bench, name)
    return label.text() if isinstance(label, QLabel) else ""


def assert_behind_the_cover(bench: Bench) -> None:
    """The cover has the focus, and there is no other window."""
    focused = QApplication.focusWidget()
    assert focused is not None
    assert bench.window.lock.cover.isAncestorOf(focused), focused.objectName()
    assert not [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not bench.window]


def reading_for_real(qtbot: QtBot, **more: Any) -> Bench:
    """The same with the views of the program, and a patient of the sandbox; all is on the screen."""
    bench = make_bench(qtbot, make_view=default_view, **more)
    type_form(bench)
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(DOCTOR)
    bench.bridge.last("lookup").succeed(replace(patient(), lookup=sent(bench)))
    settle(bench)
    bench.window.area.take_focus()
    bench.window.lock.used()
    return bench


def settle(bench: Bench) -> None:
    view = view_of(bench)
    view._slices.finish()
    while not view.is_settled():
        QApplication.processEvents()
    QApplication.processEvents()


def texts() -> str:
    """Every text of every widget and model of the program, shown or hidden, and what a screen reader can read."""
    found: list[str] = [QGuiApplication.clipboard().text()]
    for top in QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget)]:
            found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
            for name in ("text", "title", "placeholderText"):
                value = widget.property(name)
                found.append(value if isinstance(value, str) else "")
            if isinstance(widget, QAbstractItemView) and widget.model() is not None:
                found += _cells(widget.model())
        interface = QAccessible.queryAccessibleInterface(top)
        if interface is not None:
            found += _spoken(interface, 0)
    return "\n".join(filter(None, found))


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    root = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else min(model.columnCount(root), 40)
    for row in range(min(model.rowCount(root), 300)):
        for column in range(columns):
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                value = model.index(row, column, root).data(role)
                if isinstance(value, str):
                    yield value


def _spoken(interface: QAccessibleInterface, depth: int) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield interface.text(kind)
    for at in range(min(interface.childCount(), 200) if depth < 12 else 0):
        child = interface.child(at)
        if child is not None:
            yield from _spoken(child, depth + 1)


def told_of_kari(text: str | None = None) -> list[str]:
    text = texts() if text is None else text
    return [each for each in (KARI, group(KARI), *NAMES, "Kalium", "Hemoglobin") if each in text]
