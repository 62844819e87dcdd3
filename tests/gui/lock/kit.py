"""A window with an injected clock, and what hands do at it: every key goes the windowing system's way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from provesvar_gui.domain.identifiers import group
from tests.gui.fakes import DOCTOR, KARI, Bench, make_bench
from tests.gui.hands import answered

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow
    from pytestqt.qtbot import QtBot

    from provesvar_gui.helseid.model import Clinician

Key = Qt.Key
NURSE = replace(DOCTOR, subject="k2", name="BLÅ VITS", hpr_number="565501873")


def reading(qtbot: QtBot, **more: Any) -> Bench:
    """A doctor reads Kari's results."""
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
    """Time has passed, and the clock looks."""
    bench.time[0] += seconds
    bench.window.lock.check()


def locked(qtbot: QtBot, **more: Any) -> Bench:
    bench = reading(qtbot, **more)
    press(bench, Key.Key_F10)
    assert bench.window.locked
    return bench


def unlock(bench: Bench, clinician: Clinician = DOCTOR) -> None:
    """The button, by its key, and the login."""
    press(bench, Key.Key_Return)
    bench.bridge.last("login").succeed(clinician)


def visible(bench: Bench, name: str) -> QWidget | None:
    found = bench.window.findChild(QWidget, name)
    return found if found is not None and found.isVisible() else None


def seen(window: QWidget, number: str = KARI) -> list[str]:
    """Where a patient's number stands in any text of any widget of the program, seen or hidden."""
    found = []
    for top in QApplication.topLevelWidgets():
        for widget in [top, *top.findChildren(QWidget)]:
            texts = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
            if isinstance(widget, QLabel | QLineEdit | QPushButton):
                texts.append(widget.text())
            if any(form in text for text in texts for form in (number, group(number))):
                found.append(widget.objectName() or type(widget).__name__)
    del window
    return found
