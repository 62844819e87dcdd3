"""The drill's own window: frame, exit button, and its end together with the window that began it.

The frame lies around every window of it, and each dialog has a bar of text: no picture of one can be mistaken.
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QProcess, QRect, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QRegion, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.admin.page import add_help_key
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.contents import close_others
from provesvar_gui.ui.lock.cover import Cover
from provesvar_gui.ui.marks import drill_mark, drill_text
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, named_button, paint_now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings


WIDTH: Final = 6  # device-independent pixels
_RISES: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest})


class DrillFrame(QWidget):
    """Lies on top of a window, along its edges, and takes no click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drillFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(drill_text())
        window.installEventFilter(self)
        self._fit()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever comes to lie over the window, the frame lies over that."""
        if watched is self.parent() and event.type() in _RISES:
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
        """Stripes, which are seen without colours too."""
        del event
        colours = theme.current()
        painter = QPainter(self)
        edges = QRegion(self.rect()) - QRegion(_inner(self.rect()))
        painter.setClipRegion(edges)
        painter.fillRect(self.rect(), QColor(colours.flag))
        painter.fillRect(self.rect(), QBrush(QColor(colours.flag_ground), Qt.BrushStyle.BDiagPattern))


class DrillSession(QObject):
    """The end of a drill, in the window of the drill.

    ``while_stdin``: the window closes when standard input ends, which is when whoever began the drill wants it back.
    """

    _ended = Signal()

    def __init__(self, window: MainWindow, *, while_stdin: bool = False, handle: int = 0) -> None:
        super().__init__(window)
        DrillFrame(window)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._frame_dialogs)
        middle = window.centralWidget()
        layout = middle.layout() if middle is not None else None
        if layout is not None:
            layout.setContentsMargins(WIDTH, WIDTH, WIDTH, WIDTH)
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
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout) and layout.direction() is QBoxLayout.Direction.TopToBottom:
        layout.insertWidget(0, drill_mark(dialog))


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)


ENDS_MS: Final = 4000  # in which the other window may close by itself


class DrillQuestion(QDialog):
    """The question before a drill, ``drillQuestion``.

    ``begun``: yes. Not modal: a number that is scanned still reaches the window.

    Enter cancels: it may be a scanner's. The key that asked says yes.
    """

    begun = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drillQuestion")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Drill"))
        title = Label(self.tr("Begin a drill?"), kind=Type.VALUE, parent=self)
        what = Label(
            self.tr(
                "The patient here is cleared, what was copied is taken back, and you are logged out. The drill has a window of "
                "its own, with a striped frame and synthetic people; nothing is looked up anywhere. You log in again afterwards."
            ),
            wraps=True,
            parent=self,
        )
        what.setMinimumWidth(420)
        begin = self.tr("Begin the drill ({key})").format(key=keys.shown(Key.DRILL))
        self.begin = named_button(self, "drillBeginButton", begin, self.tr("Begin the drill"))
        self.cancel = named_button(self, "drillCancelButton", self.tr("Cancel (Esc)"), self.tr("Cancel"))
        self.cancel.setDefault(True)
        self.begin.clicked.connect(self._yes)
        self.cancel.clicked.connect(self.close)
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, self, self._yes).setAutoRepeat(False)
        add_help_key(self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.SPACE["large"]] * 4)
        column.setSpacing(theme.SPACE["medium"])
        column.addWidget(title)
        column.addWidget(what)
        column.addLayout(buttons)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _yes(self) -> None:
        self.close()
        self.begun.emit()


class DrillCover(Cover):
    """The cover of the ordinary window while a drill runs, ``drillAway``.

    It looks unlike the window, and holds no data of anybody.

    ``endAsked``: somebody wants the window back.
    """

    endAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: QWidget, settings: WindowSettings) -> None:
        super().__init__(window)
        self.setObjectName("drillAway")
        self.handed_over = False
        title = Label(self.tr("A drill is running in a window of its own"), kind=Type.HEADING, wraps=True, parent=self)
        what = Label(
            self.tr("Here nobody is logged in and no patient is open. This window comes back empty when the drill ends."),
            wraps=True,
            parent=self,
        )
        self._note = Label("", "flag", name="drillAwaySaid", wraps=True, parent=self)
        self._note.hide()
        self.end = named_button(self, "drillEndButton", self.tr("&End the drill"), self.tr("End the drill"))
        theme.set_kind(self.end, "primary")
        theme.set_font(self.end, Type.READING, bold=True)
        self.end.setMinimumHeight(38)
        self.end.clicked.connect(self.endAsked)
        for widget in (title, what, self._note, self.end):
            self.column.addWidget(widget)
        self.show_mark(settings)
        self.setAccessibleName(title.text())
        self.fit()
        self.show()
        self.raise_()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, title.text(), urgent=False)

    def note_hand_over(self) -> None:
        """Another program hands a patient over: nothing is taken, and that it came is all that is remembered."""
        self.handed_over = True
        text = self.tr("Another program wanted to hand a patient over. Nothing was taken: end the drill, and hand over again.")
        self._note.setText(text)
        self._note.show()
        announce(self, text, urgent=True)


class DrillController(QObject):
    """The controller of a drill, in the ordinary window.

    ``command``: what starts the other process; it ends with its standard input. ``may``: whether there may be a drill.
    """

    def __init__(self, window: MainWindow, command: Sequence[str], *, may: bool) -> None:
        super().__init__(window)
        self._window, self._command, self._may = window, list(command), may
        self._process: QProcess | None = None
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, window, self.ask).setAutoRepeat(False)

    @property
    def _asked(self) -> DrillQuestion | None:
        return next((each for each in self._window.findChildren(DrillQuestion) if each.isVisible()), None)

    @property
    def running(self) -> bool:
        return self._process is not None

    def take_settings(self, settings: WindowSettings) -> None:
        self._may = settings.may_drill
        if not self._may and self._asked is not None:
            self._asked.close()

    def ask(self) -> None:
        window = self._window
        if window.locked or self.running:
            return
        if not self._may:
            self._say(self.tr("Your organisation has switched drills off."))
            return
        if self._cannot_begin():
            return
        if self._asked is not None:
            self._asked.activateWindow()
            return
        question = DrillQuestion(window)
        question.begun.connect(self.begin)
        question.show()

    def begin(self) -> None:
        """Nothing of anybody stays in this window; then the other one."""
        window = self._window
        if window.locked or self.running or not self._may or self._cannot_begin():
            return
        window.controller.log_out()
        for clipboard in window.findChildren(PatientClipboard):
            clipboard.take_back()
        window.forget_lines()
        close_others(window)
        page = window.drill_cover = DrillCover(window, window.settings)
        page.endAsked.connect(self.end)
        if self._middle is not None:
            self._middle.hide()
        paint_now(window)
        process = self._process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        process.start(self._command[0], self._command[1:])

    def end(self) -> None:
        process = self._process
        if process is not None:
            process.closeWriteChannel()
            QTimer.singleShot(ENDS_MS, process, process.kill)

    def stop(self) -> None:
        """This window closes: the drill goes with it."""
        process, self._process = self._process, None
        if process is not None:
            process.finished.disconnect(self._finished)
            process.errorOccurred.disconnect(self._failed)
            process.closeWriteChannel()
            if not process.waitForFinished(ENDS_MS // 4):
                process.kill()
                process.waitForFinished(ENDS_MS // 4)

    def _cannot_begin(self) -> bool:
        """Says so: nobody is cleared and logged out for that."""
        if not QStandardPaths.findExecutable(self._command[0]):
            self._say(self.tr("The drill cannot be started: the program was removed or moved. Nothing was cleared here."))
            return True
        return False

    def _say(self, what: str) -> None:
        """Above the results: a hint in the form is not seen where that is folded away. Once, however often the key is pressed."""
        banner = self._window.area.banner
        if banner.isHidden() or what not in f"{banner.accessibleName()}\n{banner.accessibleDescription()}":
            banner.add(MessageText(what=what, do=""))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._back(well=False)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._back(well=code == 0 and status is QProcess.ExitStatus.NormalExit)

    def _back(self, *, well: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        window, page = self._window, self._window.drill_cover
        if page is None:
            return
        window.drill_cover = None
        if self._middle is not None:
            self._middle.show()
        page.hide()
        page.deleteLater()
        window.controller.clear()  # the number field is ready, and empty
        if page.handed_over:
            what = self.tr("Another program wanted to hand a patient over. Nothing was taken.")
            self._warn(what, self.tr("Hand the patient over again."))
        elif not well:
            self._warn(self.tr("The drill could not be started, or broke off."), self.tr("This window is ready again."))
        if window.isHidden():
            return  # it was closed, and stays in the tray
        window.come_forward()
        window.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn(self, what: str, do: str) -> None:
        self._window.area.banner.say(MessageText(what=what, do=do), tint="flag")

    @property
    def _middle(self) -> QWidget | None:
        return self._window.centralWidget()
