"""The hand-over in the window: its listener, the field that it fills, and the bar that asks first."""

from __future__ import annotations

import logging
import os
import select
import socket
import stat
import sys
from contextlib import suppress
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from provesvar_gui.desk.actions import HandOverAnswer
from provesvar_gui.desk.handover import Closing
from provesvar_gui.patient.numbers import digits_only, group
from provesvar_gui.platform.handover import protocol
from provesvar_gui.platform.handover.place import Reason
from provesvar_gui.platform.handover.protocol import Act, Rejection, peer_user, read_in_background
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.patient_field import describe_number
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import MessageText
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import ActButton, Guard, KeyButton, Label, Panel, lay_in_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QShowEvent

    from provesvar_gui.patient.numbers import NumberCheck
    from provesvar_gui.platform.handover.place import Instance
    from provesvar_gui.platform.handover.protocol import HandOverRequest
    from provesvar_gui.ui.desk.controller import DeskController
    from provesvar_gui.ui.form.form import Form
    from provesvar_gui.ui.main_window import MainWindow

    Take = Callable[[HandOverRequest], HandOverAnswer | Rejection]


class NumberSource(Enum):
    """``EHR``: by standard input or the socket. ``SELECTED``: by the global key, from any program. ``SCANNED``: at a cover."""

    EHR = auto()
    SELECTED = auto()
    SCANNED = auto()


def unanswered_text() -> MessageText:
    translate = QCoreApplication.translate
    return MessageText(
        what=translate("HandOver", "Prøvesvar is running already in another window, which did not answer."),
        do=translate("HandOver", "The patient who was handed over may still come up there. To work here, type the number."),
    )


class HandOverBar(Panel):
    """Asks before another patient replaces the current one, or that one is closed, ``handOverBar``.

    ``guard_ms``: delay before keys count.
    """

    accepted = Signal()
    kept = Signal()

    def __init__(self, *, guard_ms: int, parent: QWidget | None = None) -> None:
        super().__init__("accent_ground", "accent_text", parent, bar=True)
        self.setObjectName("handOverBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._guard = Guard(guard_ms)
        self._title = Label(name="handOverTitle", kind=theme.Type.READING, bold=True, digits=True, parent=self)
        self._reason = Label(name="handOverTold", letters=4, parent=self)
        self._meaning = Label("", "ink2", name="handOverWhat", letters=4, parent=self)
        self.take = ActButton("takePatientButton", self.tr("Change patient"), Key.TAKE_PATIENT, self)
        self.keep = KeyButton("keepPatientButton", self.tr("Keep"), Key.KEEP_PATIENT, self)
        self.take.clicked.connect(self.ask_to_take)
        self.keep.clicked.connect(self.kept)
        words = QHBoxLayout()
        for label in (self._title, self._reason, self._meaning):
            words.addWidget(label)
        words.addStretch(1)
        lay_in_row(self, words, self.keep, self.take)
        self.hide()

    def offer(self, check: NumberCheck, source: NumberSource) -> None:
        """Ask about this number; if it cannot be used, show why."""
        usable, number = check.patient is not None, group(check.normalised)
        whence = self.tr("Scanned") if source is NumberSource.SCANNED else self.tr("From another program")
        whence = self.tr("From the EHR") if source is NumberSource.EHR else whence
        title, what = self.tr("{source}: no patient number"), self.tr("Nothing was changed here.")
        if usable:
            title = self.tr("{source}: change to patient {number}?")
            what = self.tr("Not chosen yet. If you change, what is shown here disappears with the basis; nothing is looked up.")
        elif number:
            title = self.tr("{source}: {number} cannot be used")
        reason = describe_number(check, asked=True).reason if number else ""
        title = title.replace("{number}", number).replace("{source}", whence)
        short = self.tr("What is shown here disappears.") if usable else ""
        self._ask(title, what, reason, act=self.tr("Change patient") if usable else "", short=short)

    def ask_to_close(self, closes: Closing) -> None:
        what = self.tr("Kept open at the bedside: nothing is deleted before you answer.")
        if closes is Closing.SESSION:
            self._ask(self.tr("From the EHR: log out and delete?"), what, act=self.tr("Log out and delete"))
        else:
            self._ask(self.tr("From the EHR: close this patient?"), what, act=self.tr("Close and delete"))

    def _ask(self, title: str, meaning: str, reason: str = "", *, act: str, short: str = "") -> None:
        """``act``: what the key would do; "": there is nothing to do, as with a number that cannot be used.

        ``short``: the meaning where there is little room.
        """
        self.show_colour("accent_text" if act else "flag")
        self._title.setText(title)
        self._meaning.say(meaning, short=short)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.take.setVisible(bool(act))
        for button, text in ((self.take, act), (self.keep, self.tr("Keep") if act else self.tr("Close the message"))):
            button.setText(text)
            button.setAccessibleName(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(filter(None, (reason, meaning))))
        self._guard.begin()
        if not self.isVisible():
            self.hide()  # behind another message: it comes anew
        self.show()
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}", urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._guard.begin()  # it may have stood behind a more urgent message: nobody has read it before now

    def ask_to_take(self) -> bool:
        if not self.isVisible() or self._guard.too_soon:
            return False
        self.accepted.emit()
        return True

    @property
    def has_focus(self) -> bool:
        return self.take.hasFocus() or self.keep.hasFocus()

    def clear(self) -> None:
        self.hide()
        for label in (self._title, self._reason):
            label.clear()
        self.setAccessibleName("")
        self.setAccessibleDescription("")


# Hears other programs of the same user, on the window's thread: one line each, and a second for it. Linux: a socket, whose
# peer's user the system tells. Windows (not seen): a pipe, open to its own user alone.


_MS = 1000
_PEERS = 24


def of_this_user(peer: QLocalSocket, user_of: Callable[[socket.socket], int] = peer_user) -> bool:
    if sys.platform == "win32":
        return True
    with suppress(OSError), socket.socket(fileno=os.dup(int(peer.socketDescriptor()))) as connection:
        return user_of(connection) == os.geteuid()
    return False


def _waits(peer: QLocalSocket) -> bool:
    """Whether the peer still waits for the answer (unix(7), poll(2)), also one that has only closed its sending side.

    One that has hung up may be doing by itself what it asked for.
    """
    if sys.platform == "win32":
        return True
    poll = select.poll()
    poll.register(int(peer.socketDescriptor()), 0)  # POLLHUP, which is always told of: closed in both directions
    return not poll.poll(0)


class _Peer(QObject):
    """One connection, which is one request. ``settled``: tells what became of an offer, to a peer that waits for it."""

    def __init__(self, peer: QLocalSocket, take: Take, settled: SignalInstance, limit_ms: int) -> None:
        super().__init__(peer)
        self._peer, self._take, self._settled, self._line = peer, take, settled, b""
        self._version, self._done = 1, False
        peer.setReadBufferSize(protocol.LIMIT + 1)
        peer.readyRead.connect(self._hear)
        peer.disconnected.connect(peer.deleteLater)
        QTimer.singleShot(limit_ms, self, lambda: None if self._done else self._answer(Rejection.TIMEOUT))
        self._hear()

    def _hear(self) -> None:
        self._line += self._peer.read(protocol.LIMIT + 1 - len(self._line)).data()
        whole = b"\n" in self._line
        if self._done or not (whole or len(self._line) > protocol.LIMIT):
            return
        line = self._line.partition(b"\n")[0] if whole else self._line
        request, self._version = protocol.read(line), protocol.version_of(line)
        self._line = b""
        answer: HandOverAnswer | Rejection = Rejection.FAILED  # unless it comes to its end
        waits = False
        try:
            if isinstance(request, Rejection):
                answer = request
            else:
                answer = self._take(request) if _waits(self._peer) else Rejection.BUSY
                waits = request.wait and answer is HandOverAnswer.OFFERED
        finally:
            self._answer(answer, waits=waits)

    def _answer(self, answer: HandOverAnswer | Rejection, *, waits: bool = False) -> None:
        self._done = True
        self._peer.write(protocol.answer(answer, self._version))
        self._peer.flush()
        if waits:
            self._settled.connect(self._answer, Qt.ConnectionType.SingleShotConnection)
        else:
            self._peer.disconnectFromServer()  # when that is written


_LOG = logging.getLogger(__name__)


class HandOverListener(QObject):
    """The listener for hand-overs. ``start`` after the first paint, ``stop`` at the end. Both return at once."""

    _read = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        instance: Instance,
        parent: QObject | None = None,
        *,
        limit_ms: int = _MS,
        user_of: Callable[[socket.socket], int] = peer_user,
    ) -> None:
        super().__init__(parent)
        self._window, self._instance, self._limit_ms, self._user_of = window, instance, limit_ms, user_of
        self._heard = 0  # connections
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._greet)
        self._read.connect(self._take_stdin, Qt.ConnectionType.QueuedConnection)

    def start(self, *, from_stdin: bool, handle: int = 0) -> None:
        if self._instance.address:
            try:
                self._listen(self._instance.address)
            except OSError:
                self._instance.reason = Reason.SOCKET_UNUSABLE
                self._instance.release()
        if self._instance.reason is not None:
            _LOG.warning("no hand-over and no single instance: %s", self._instance.reason.value)
        if self._instance.elsewhere:
            self._window.handed_elsewhere(unanswered_text())
        elif self._instance.stdin_read:
            self._read.emit(self._instance.number)
        elif from_stdin:
            read_in_background(self._tell_read, handle)

    def stop(self) -> None:
        self._server.close()
        self._instance.release()

    def _listen(self, address: str) -> None:
        """Only with the lock of this place. Replaces the socket of a killed program. Raises OSError."""
        if sys.platform == "win32":
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        else:
            with suppress(FileNotFoundError):
                found = os.lstat(address)
                if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.geteuid():
                    raise FileExistsError
                os.unlink(address)
        if not self._server.listen(address):
            raise OSError("it cannot be made")
        if sys.platform != "win32":
            os.chmod(address, stat.S_ISVTX | 0o600)  # as the lock file; its folder is this user's alone

    def _greet(self) -> None:
        """Hear so many at a time; the others wait until one of these is done."""
        while self._heard < _PEERS and (peer := self._server.nextPendingConnection()) is not None:
            if of_this_user(peer, self._user_of):
                self._heard += 1
                peer.disconnected.connect(self._done)
                _Peer(peer, self.take, self._window.offerSettled, self._limit_ms)
            else:
                peer.abort()
                peer.deleteLater()

    def _done(self) -> None:
        self._heard -= 1
        self._greet()

    def take(self, message: HandOverRequest) -> HandOverAnswer | Rejection:
        window = self._window
        if window.closed:
            return Rejection.BUSY
        if message.act in (Act.CLOSE, Act.END):
            return window.closing.close_asked(message.number, message.sender, session=message.act is Act.END)
        if message.act is Act.LOCK:
            return window.closing.lock_asked()
        window.come_forward(message.token)
        if message.act is Act.RAISE:
            return HandOverAnswer.TAKEN
        holds = window.hand_over(message.number, sender=message.sender, hpr=message.hpr)
        if not holds:
            return Rejection.LOCKED if holds is None else Rejection.NUMBER
        return HandOverAnswer.OFFERED if window.offers else HandOverAnswer.TAKEN

    def _tell_read(self, number: str | None) -> None:
        with suppress(RuntimeError):  # the window is gone
            self._read.emit(number)

    def _take_stdin(self, number: str | None) -> None:
        if not self._window.closed:
            self._window.hand_over(number)


_DIGITS = frozenset("0123456789")
_PLAIN = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class HandOver(QObject):
    """The controller, with its bar. ``settled``: what became of an offer (``HandOverAnswer``)."""

    settled = Signal(object)

    def __init__(self, controller: DeskController, form: Form, *, guard_ms: int) -> None:
        super().__init__(controller)
        self._desk, self._form, self._do, self._hint = controller.desk, form, controller.do, controller.hint
        self.bar = HandOverBar(guard_ms=guard_ms)
        self.bar.accepted.connect(self._accepted)
        self.bar.kept.connect(self.keep)
        self._filled = Guard(guard_ms)
        self._source = NumberSource.EHR
        self._caret_went_on = False
        form.patient.changed.connect(self._number_changed)
        form.basis.installEventFilter(self)  # what no basis takes comes to it

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A digit or a paste at the basis, after a hand-over moved the focus there, goes to the patient field."""
        if self._caret_went_on and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            digit = event.text() in _DIGITS and not event.modifiers() & ~_PLAIN
            if digit or event.matches(QKeySequence.StandardKey.Paste):  # it takes the place of what came
                line = self._form.patient.line
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                line.selectAll()
                QCoreApplication.sendEvent(line, event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.too_soon:
                self._caret_went_on = False  # they go on with the number that came
        return super().eventFilter(watched, event)

    @property
    def too_soon(self) -> bool:
        """Whether a number arrived a moment ago, so that an Enter was meant for the one before."""
        return self._filled.too_soon

    @property
    def asks(self) -> bool:
        return not self.bar.isHidden()

    @property
    def unseen(self) -> bool:
        """Whether an offer is hidden by a more urgent message."""
        return self.asks and not self.bar.isVisible()

    def arrive(self, text: str | None, source: NumberSource | None = None, *, sender: str = "", hpr: str = "") -> bool:
        """Another program hands ``text`` over; None: unreadable. Returns whether it holds a number."""
        self._source = source or NumberSource.EHR
        check = self._form.patient.judge(text or "")
        number = check.normalised if digits_only(check.normalised) else ""
        self._do(self._desk.handed_over(number, check.patient if number else None, sender=sender, hpr=hpr))
        self._say_if_other_person()
        return bool(number)

    def take(self) -> None:
        offer = self._desk.offer
        if (offer.patient is not None or offer.closes is not None) and not self.bar.ask_to_take():
            self._hint(self.tr("Read the number first, then press {key} again.").replace("{key}", keys.shown(Key.TAKE_PATIENT)))

    def keep(self) -> None:
        self._do(self._desk.offer_declined())

    def escape(self) -> bool:
        if self.bar.has_focus:
            self.keep()
            return True
        return False

    def offer(self) -> None:
        offer = self._desk.offer
        if offer.closes is not None:
            self.bar.ask_to_close(offer.closes)
        else:
            self.bar.offer(self._form.patient.judge(offer.text), self._source)

    def end(self, answer: HandOverAnswer) -> None:
        if not self._desk.offer.stands:  # else a newer question stands there by now
            self.bar.clear()
        self.settled.emit(answer)

    def fill(self) -> None:
        patient = self._form.patient
        at_number = patient.window().focusWidget() is patient.line  # who is somewhere else is left there
        patient.set_scanned(self._desk.form.text)
        self._filled.begin()
        if at_number and patient.check.patient is not None:
            self._form.basis.setFocus(Qt.FocusReason.OtherFocusReason)
            self._caret_went_on = True
        self._say_where_from()

    def _number_changed(self, _check: object) -> None:
        self._caret_went_on = False

    def _accepted(self) -> None:
        closes = self._desk.offer.closes is not None
        self._do(self._desk.offer_accepted())
        (self._form.patient if closes else self._form.basis).setFocus(Qt.FocusReason.OtherFocusReason)
        if not closes:
            self._say_where_from()

    def _say_if_other_person(self) -> None:
        """Over results; in the form the question itself is seen."""
        question = self._desk.question
        if question is not None and question.ehr_hpr and self._desk.results.visible:
            self._hint(self.tr("Another HPR number is logged in in the EHR than here. You are asked before anything is sent."))

    def _say_where_from(self) -> None:
        if self._source is NumberSource.EHR:
            self._hint(self.tr("The number came from the EHR. Nothing is looked up before you press Enter."))
        elif self._source is NumberSource.SELECTED:
            self._hint(self.tr("The number came from another program. Nothing is looked up before you press Enter."))
