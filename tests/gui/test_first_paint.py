"""Slow work waits for the first paint, and for nothing else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QExposeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from provesvar_gui.ui.help.keys import HelpDialog
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.main_window import FirstPaint, MainWindow, WindowServices
from tests.gui.fakes import KARI, ROLES, TODAY, FakeBridge, FakeMemory, FakeView
from tests.window_settings import window_settings


class Order(QObject):
    """In which order things happen. At the paint something is put in front of all that waits."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.said.append("paint")
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return super().eventFilter(watched, event)

    def customEvent(self, event: QEvent) -> None:
        self.said.append("next event")

    def told(self) -> None:
        self.said.append("told")


def test_it_is_told_once_after_the_paint_and_before_anything_else(qtbot: QtBot) -> None:
    order, window, line = Order(), QMainWindow(), QLineEdit()
    window.setCentralWidget(line)
    line.installEventFilter(order)
    qtbot.addWidget(window)
    window.show()
    FirstPaint(window).painted.connect(order.told)
    handle = window.windowHandle()
    assert handle is not None
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))  # Qt sends one before there is anything to paint on
    assert order.said == []
    qtbot.waitUntil(lambda: "next event" in order.said)
    assert order.said[:3] == ["paint", "told", "next event"]
    QCoreApplication.sendEvent(handle, QExposeEvent(QRect(QPoint(), handle.size())))
    qtbot.waitUntil(lambda: order.said.count("paint") > 1)
    assert order.said.count("told") == 1


def test_a_window_that_nobody_sees_is_not_waited_for(qtbot: QtBot) -> None:
    order = Order()
    window = QMainWindow()
    qtbot.addWidget(window)
    FirstPaint(window).painted.connect(order.told)
    qtbot.waitUntil(lambda: order.said == ["told"])


def window_of(qtbot: QtBot) -> MainWindow:
    settings = window_settings()
    window = MainWindow(settings, lambda: WindowServices(FakeBridge(), FakeMemory()), ROLES, lambda: TODAY, make_view=FakeView)
    qtbot.addWidget(window)
    return window


def test_a_key_before_everything_is_loaded_finds_its_page(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    window.firstPaint.connect(lambda: window.press(Key.KEYS))
    with qtbot.waitSignal(window.loaded):
        window.show()
    assert [each.isVisible() for each in window.findChildren(HelpDialog)] == [True]


def test_what_is_typed_before_everything_is_loaded_counts(qtbot: QtBot) -> None:
    window = window_of(qtbot)
    window.firstPaint.connect(lambda: QTest.keyClicks(window.form.patient.line, KARI))
    with qtbot.waitSignal(window.loaded):
        window.show()
    patient = window.controller.desk.form.patient
    assert patient is not None
    assert patient.digits == KARI
