"""The drill's own window, with a frame around it and every dialog, so that no screen is mistaken; and the drill's end."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QRegion, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.controller import close_others
from provesvar_gui.ui.lock.cover import Cover
from provesvar_gui.ui.marks import drill_text
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.sheet import Sheet
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, named_button, paint_now, the_application

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.main_window import MainWindow


WIDTH: Final = 4  # device-independent pixels
_FRAME_EVENTS: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest})


class DrillFrame(QWidget):
    """A frame along the edges of a window, which takes no click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drillFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(drill_text())
        window.installEventFilter(self)
        self._fit()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Raise the frame above whatever is raised in the window."""
        if watched is self.parent() and event.type() in _FRAME_EVENTS:
            self._fit()
        return False

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        rect = parent.rect()
        if self.geometry() != rect:
            self.setGeometry(rect)
            self.setMask(QRegion(rect) - QRegion(_inner(rect)))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours = theme.current()
        painter = QPainter(self)
        edges = QRegion(self.rect()) - QRegion(_inner(self.rect()))
        painter.setClipRegion(edges)
        painter.fillRect(self.rect(), QColor(colours.flag))
        painter.fillRect(self.rect(), QBrush(QColor(colours.flag_ground), Qt.BrushStyle.BDiagPattern))


class DrillSession(QObject):
    """In the window of the drill. ``while_stdin``: the window closes with standard input, which the ordinary window closes."""

    _ended = Signal()

    def __init__(self, window: MainWindow, *, while_stdin: bool = False, handle: int = 0) -> None:
        super().__init__(window)
        DrillFrame(window)
        the_application().focusWindowChanged.connect(self._frame_dialogs)
        middle = window.centralWidget()
        layout = middle.layout() if middle is not None else None
        if layout is not None:
            layout.setContentsMargins(WIDTH, 0, WIDTH, WIDTH)  # the mark is the upper edge
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, window, window.close).setAutoRepeat(False)
        if while_stdin:
            self._ended.connect(window.close, Qt.ConnectionType.QueuedConnection)
            threading.Thread(target=self._wait, args=(handle,), name="provesvar-drill", daemon=True).start()

    def _frame_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and not widget.findChildren(DrillFrame):
                _mark(widget)

    def _wait(self, handle: int) -> None:
        with suppress(OSError):
            while os.read(handle, 256):
                pass
        with suppress(RuntimeError):  # the window is gone
            self._ended.emit()


def _mark(dialog: QDialog) -> None:
    DrillFrame(dialog)
    words = drill_text().partition(" –")[0]
    if not dialog.windowTitle().startswith(words):
        dialog.setWindowTitle(f"{words} – {dialog.windowTitle()}")


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)


ENDS_MS: Final = 4000  # in which the other window may close by itself


class DrillQuestion(Sheet):
    """The question before a drill, ``drillQuestion``. Enter cancels, since it may be a scanner's; the key that asked says yes."""

    begun = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "drill", QCoreApplication.translate("DrillQuestion", "Begin a drill?"), "drillQuestion")
        what = self.tr(
            "The patient here is cleared, what was copied is taken back, and you are logged out. The drill has a window of "
            "its own, with a striped frame and synthetic people; nothing is looked up anywhere. You log in again afterwards."
        )
        words = Label(what, wraps=True, parent=self)
        self.begin = self.button("Begin", self.tr("Begin the drill ({key})").format(key=keys.shown(Key.DRILL)), self.accept)
        theme.set_kind(self.begin, "primary")
        self.lay_out((words,), grows=words, buttons=(self.begin,), height=240)
        self.close_button.setText(self.tr("Cancel"))

    def accept(self) -> None:
        self.close()
        self.begun.emit()


class DrillCover(Cover):
    """Covers the ordinary window while a drill runs, ``drillAway``, without any data. ``endAsked``: its button."""

    endAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("drillAway")
        title = Label(self.tr("A drill is running in a window of its own"), kind=Type.HEADING, wraps=True, parent=self)
        what = Label(
            self.tr("Here nobody is logged in and no patient is open. This window comes back empty when the drill ends."),
            wraps=True,
            parent=self,
        )
        self.end = named_button(self, "drillEndButton", self.tr("&End the drill"), self.tr("End the drill"))
        theme.set_kind(self.end, "primary")
        self.end.clicked.connect(self.endAsked)
        for widget in (title, what, self.end):
            self.column.addWidget(widget)
        self.setAccessibleName(title.text())
        self.come_up()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, title.text(), urgent=False)


class DrillController(QObject):
    """The controller of a drill, in the ordinary window. ``command``: starts the other process, which ends with its input."""

    def __init__(self, window: MainWindow, command: Sequence[str]) -> None:
        super().__init__(window)
        self._window, self._command = window, list(command)
        self._process: QProcess | None = None
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, window, self.ask).setAutoRepeat(False)

    @property
    def running(self) -> bool:
        return self._process is not None

    def ask(self) -> None:
        window = self._window
        if window.locked:  # as it is while one runs
            return
        if not window.settings.may_drill:
            window.controller.hint(self.tr("Your organisation has switched drills off."))
            return
        if isinstance(window.sheet, DrillQuestion):
            window.sheet.accept()
            return
        asked = DrillQuestion(window)
        asked.begun.connect(self.begin)
        asked.open_page()

    def begin(self) -> None:
        """Wipe everything in this window, then start the other one."""
        window = self._window
        if window.locked or not window.settings.may_drill:
            return
        window.controller.log_out()
        for clipboard in window.findChildren(PatientClipboard):
            clipboard.take_back()
        window.close_sheets()
        window.scanner.drop()
        close_others(window)
        page = window.drill_cover = DrillCover(window)
        page.endAsked.connect(self.end)
        window.window_frame.hide()
        paint_now(window)
        process = self._process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(lambda code, _status: self._back(well=code == 0))
        process.errorOccurred.connect(self._failed)
        process.start(self._command[0], self._command[1:])

    def end(self) -> None:
        process = self._process
        if process is not None:
            process.closeWriteChannel()
            QTimer.singleShot(ENDS_MS, process, process.kill)

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.closeWriteChannel()
            if not process.waitForFinished(ENDS_MS // 4):
                process.kill()
                process.waitForFinished(ENDS_MS // 4)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._back(well=False)

    def _back(self, *, well: bool) -> None:
        process, self._process = self._process, None
        window, page = self._window, self._window.drill_cover
        if process is None or page is None:
            return
        process.deleteLater()
        window.drill_cover = None
        window.window_frame.show()
        page.hide()
        page.deleteLater()
        window.controller.clear()  # the number field is ready, and empty
        if not well:
            broke = self.tr("The drill could not be started, or broke off.")
            words = MessageText(what=broke, do=self.tr("This window is ready again."))
            window.area.banner.say(words, tint="flag")
        if window.isHidden():
            return  # it was closed, and stays in the tray
        window.come_forward()
        window.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)
