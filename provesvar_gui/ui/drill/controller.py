"""Begins a drill from the window: wipes and logs out, steps aside while the other process runs, and comes back empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QShortcut
from shiboken6 import isValid

from provesvar_gui.ui import at_once, keys
from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.drill.ask import DrillQuestion
from provesvar_gui.ui.drill.away import AwayPage
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.surroundings import close_others, take_number_back
from provesvar_gui.ui.messages import Words
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings

ENDS_MS: Final = 4000  # in which the other window may close by itself


class DrillController(QObject):
    """``command``: what starts the other process; it ends with its standard input. ``may``: whether there may be a drill.

    ``elsewhere``: whether one runs already that is not this window's. A second one would only bring that to the front.
    """

    def __init__(
        self, window: MainWindow, command: Sequence[str], *, may: bool, elsewhere: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(window)
        self._window, self._command, self._may, self._elsewhere = window, list(command), may, elsewhere
        self._question: DrillQuestion | None = None
        self._process: QProcess | None = None
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, window, self.ask).setAutoRepeat(False)

    @property
    def running(self) -> bool:
        """Whether a drill runs."""
        return self._process is not None

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again: a drill that runs goes on."""
        self._may = settings.may_drill
        question = self._question
        if not self._may and question is not None and isValid(question):
            question.close()

    def ask(self) -> None:
        """The key or the button: one question."""
        window = self._window
        if window.locked or self.running:
            return
        if not self._may:
            self._say(self.tr("Your organisation has switched drills off."))
            return
        if self._cannot_begin():
            return
        question = self._question
        if question is not None and isValid(question) and question.isVisible():
            question.activateWindow()
            return
        question = self._question = DrillQuestion(window)
        question.begun.connect(self.begin)
        question.show()

    def begin(self) -> None:
        """Nothing of anybody stays in this window; then the other one."""
        window = self._window
        if window.locked or self.running or not self._may or self._cannot_begin():
            return
        patient = window.controller.desk.patient
        window.controller.log_out()
        take_number_back(patient.digits if patient is not None else "")
        for clipboard in window.findChildren(PatientClipboard):
            clipboard.take_back()
        window.forget_lines()
        close_others(window)
        page = window.away = AwayPage(window, window.settings)
        page.endAsked.connect(self.end)
        if self._middle is not None:
            self._middle.hide()
        at_once.paint(window)
        process = self._process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        process.start(self._command[0], self._command[1:])

    def end(self) -> None:
        """The button: its window closes by itself, or is closed."""
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
        if self._elsewhere():
            self._say(self.tr("A drill is running already, in a window of its own. End it there first."))
            return True
        if not QStandardPaths.findExecutable(self._command[0]):
            self._say(self.tr("The drill cannot be started: the program was removed or moved. Nothing was cleared here."))
            return True
        return False

    def _say(self, what: str) -> None:
        """Above the results: a hint in the form is not seen where that is folded away. Once, however often the key is pressed."""
        banner = self._window.area.banner
        if banner.isHidden() or what not in f"{banner.accessibleName()}\n{banner.accessibleDescription()}":
            banner.add(what)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._back(well=False)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._back(well=code == 0 and status is QProcess.ExitStatus.NormalExit)

    def _back(self, *, well: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        window, page = self._window, self._window.away
        if page is None:
            return
        window.away = None
        if self._middle is not None:
            self._middle.show()
        page.hide()
        page.deleteLater()
        window.controller.clear()  # the number field is ready, and empty
        if page.knocked:
            what = self.tr("Another program wanted to hand a patient over. Nothing was taken.")
            words = Words(what=what, do=self.tr("Hand the patient over again."))
            window.area.banner.say(words, tone=Tone.WARNING)
        elif not well:
            words = Words(
                what=self.tr("The drill could not be started, or broke off."), do=self.tr("This window is ready again.")
            )
            window.area.banner.say(words, tone=Tone.WARNING)
        if window.isHidden():
            return  # it was closed, and stays in the tray
        window.come_forward()
        window.form.patient.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _middle(self) -> QWidget | None:
        return self._window.centralWidget()
