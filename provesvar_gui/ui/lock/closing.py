"""What the EHR closes (``Desk.close_asked``): covered at once, wiped after ten seconds unless the clinician keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer

from provesvar_gui.desk.actions import HandOverAnswer
from provesvar_gui.desk.handover import Closing
from provesvar_gui.desk.lock import Ownership
from provesvar_gui.platform.handover.protocol import Rejection
from provesvar_gui.ui.handover import NumberSource
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.cover import Cover
from provesvar_gui.ui.message_line import MessageLine, Urgency
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import ActButton, Guard, Label

if TYPE_CHECKING:
    from provesvar_gui.desk.actions import Actions
    from provesvar_gui.patient.numbers import PatientId
    from provesvar_gui.ui.main_window import MainWindow

translate = QCoreApplication.translate
SECONDS: Final = 10
_WIPED: Final = {
    Closing.PATIENT: QT_TRANSLATE_NOOP("Lock", "The patient was cleared: closed from the EHR."),
    Closing.SESSION: QT_TRANSLATE_NOOP("Lock", "Cleared and logged out: the EHR has ended."),
}


class ClosedCover(Cover):
    """Covers the window, ``closedCover``: nothing of the patient. A patient who is handed over meanwhile is offered on it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("closedCover")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label(name="closedTitle", kind=Type.TITLE, wraps=True, parent=self)
        self._left = Label(name="closedLeft", kind=Type.READING, wraps=True, parent=self)
        self.keep = ActButton("keepClosedButton", self.tr("Keep"), Key.KEEP_PATIENT, self, kind="primary", height=44)
        self.wipe = ActButton("wipeClosedButton", self.tr("Delete now"), Key.CLEAR, self)
        for widget in (self._title, self._left, self.keep, self.wipe):
            self.column.addWidget(widget)
        self.messages = MessageLine(self)
        self.messages.setObjectName("closedMessageRow")
        self.help.setObjectName("closedHelpButton")
        self._outer.insertWidget(2, self.messages)  # where it is in the window
        self.hide()

    def tell(self, closing: Closing, seconds: int) -> None:
        title, left = self.tr("Closed from the EHR"), self.tr("Everything here is deleted in %n second(s).", "", seconds)
        if closing is Closing.SESSION:
            title = self.tr("The EHR has ended")
            left = self.tr("Everything here is deleted in %n second(s), and you are logged out.", "", seconds)
        if title != self._title.text():
            self._title.setText(title)
            self.setAccessibleName(title)
            announce(self, f"{title}. {left} {self.keep.toolTip()}", urgent=True)
        self._left.setText(left)

    def uncover(self) -> None:
        self.hide()
        self._title.clear()

    def take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class ClosingController(QObject):
    """``cover``: up while something is closed and the window is not locked. ``timer``: one turn is a second.

    ``_came``: a click or a key that was meant for what stood there deletes nothing.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._controller, self._lock = window, window.controller, window.lock
        self._desk = self._controller.desk
        self._seconds, self._came = SECONDS, Guard(window.settings.confirm_guard_ms)
        self.cover = ClosedCover(window)
        self.cover.keep.clicked.connect(lambda: self.press(Key.KEEP_PATIENT))
        self.cover.wipe.clicked.connect(lambda: self.press(Key.CLEAR))
        self.timer = QTimer(self, interval=1000)
        self.timer.timeout.connect(self._count)
        self._controller.refreshed.connect(self._refreshed)

    def close_asked(self, number: str, sender: str, *, session: bool) -> HandOverAnswer | Rejection:
        patient = self._window.form.patient.judge(number).patient if number else None
        return Rejection.NUMBER if patient is None and not session else self._close(patient, sender, session=session)

    def lock_asked(self) -> HandOverAnswer:
        """Lock; what nobody could unlock is closed instead, so that the clinician can keep it."""
        if self._lock.locked:
            return HandOverAnswer.TAKEN
        if self._lock.held:
            return HandOverAnswer.HELD
        if self._lock.ownership is not Ownership.OWNED:
            return self._close(None)
        self._lock.lock()
        return HandOverAnswer.TAKEN

    def scanned(self, digits: str) -> None:
        """A number that is scanned at the cover is offered on it, as one that is handed over."""
        self._controller.handover.arrive(digits, NumberSource.SCANNED)

    def press(self, key: Key) -> None:
        if key is Key.KEEP_PATIENT:
            self._controller.do(self._desk.offer_declined())
        elif key is Key.TAKE_PATIENT:
            self._controller.handover.take()
        elif key is Key.CLEAR and not self._came.too_soon:
            self._controller.do(self._desk.closing_due())

    def _close(self, patient: PatientId | None, sender: str = "", *, session: bool = False) -> HandOverAnswer:
        locked, before = self._lock.locked, self._desk.closing
        answer, actions = self._desk.close_asked(patient, sender=sender, session=session, held=self._lock.held)
        if locked and actions:
            self._lock.tell_cleared(_WIPED[Closing.SESSION if session else Closing.PATIENT])
        if self._desk.closing is not None and before is None:
            self._cover(actions)
        else:
            self._controller.do(actions)
        return answer

    def _cover(self, actions: Actions) -> None:
        self._seconds = SECONDS
        self._came.begin()
        self.timer.start()
        self._lock.used()  # it neither locks nor warns meanwhile: behind the lock nobody could keep this
        bar = self._controller.handover.bar
        self._lock.hide_contents(
            self.cover.come_up, actions, lambda: self.cover.messages.add(bar, Urgency.HAND_OVER), self.cover.take_focus
        )

    def _count(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self._refreshed()
        elif self._desk.closing is not None:
            self._lock.tell_cleared(_WIPED[self._desk.closing])
            self._controller.do(self._desk.closing_due())

    def _refreshed(self) -> None:
        """Keep the cover in step with the desk. While the window is locked the lock's own cover is up instead."""
        closing, covers = self._desk.closing, not self.cover.isHidden()
        if closing is None:
            self.timer.stop()
        if covers and closing is not None and not self._lock.locked:
            self.cover.tell(closing, self._seconds)
        elif covers:
            self.cover.uncover()
            self._window.window_frame.messages.add(self._controller.handover.bar, Urgency.HAND_OVER)
            if not self._lock.locked:
                self._lock.show_contents()
            elif closing is not None:  # it does not come back
                self._lock.tell_cleared(_WIPED[closing])
