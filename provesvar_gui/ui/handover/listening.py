"""The window listens for other programs of the same user: for a second start, and for the EPJ."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from provesvar_gui.handover.place import Reason
from provesvar_gui.handover.protocol import Act, Code
from provesvar_gui.handover.server import Server
from provesvar_gui.handover.stdin import StdinReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.handover.instance import Instance
    from provesvar_gui.handover.protocol import Message

_LOG = logging.getLogger(__name__)
_SECONDS = 2.0  # a window that does not get to it by then never will: the other program is told so


class Window(Protocol):
    """What is asked of the window."""

    @property
    def closed(self) -> bool:
        """Whether it has been closed: nothing more is taken."""

    def come_forward(self, token: str = "") -> None:
        """Be in front of the other windows."""

    def hand_over(self, text: str | None) -> bool | None:
        """A patient comes from another program; None: something unreadable. Whether it holds a number at all.

        None: nothing is taken now, since the window is locked.
        """

    def handed_elsewhere(self) -> None:
        """A patient came for this window, and went to another one of this program, which has not answered."""


class _Stops(Protocol):
    def start(self) -> None: ...

    def stop(self) -> None: ...


class Delivery:
    """One request on its way from a thread to the window. ``waited_for``: whether who asked still waits for an answer."""

    def __init__(self, message: Message, waited_for: Callable[[], bool] = lambda: True) -> None:
        self.message = message
        self._waited_for = waited_for
        self._lock = threading.Lock()
        self._begun = self._given_up = False
        self._done = threading.Event()
        self._refusal: Code | None = Code.BUSY

    def run(self, do: Callable[[Message], Code | None]) -> None:
        """On the window's thread: do it, unless nobody waits for it any more."""
        with self._lock:
            if self._given_up:
                return
            self._begun = self._waited_for()
        try:
            if self._begun:
                self._refusal = Code.FAILED  # unless it comes to its end
                self._refusal = do(self.message)
        finally:
            self._done.set()

    def wait(self, seconds: float) -> Code | None:
        """On the other thread: what came of it. BUSY: nothing, nor will it. What has begun within ``seconds`` is waited for."""
        if not self._done.wait(seconds):
            with self._lock:
                self._given_up = not self._begun
            if self._begun:
                self._done.wait()
        return self._refusal


class Listening(QObject):
    """``start`` after the first paint, ``stop`` at the end. Both return at once."""

    _came = Signal(object)
    _read = Signal(object)

    def __init__(
        self,
        window: Window,
        instance: Instance,
        parent: QObject | None = None,
        *,
        seconds: float = _SECONDS,
    ) -> None:
        super().__init__(parent)
        self._window, self._instance, self._seconds = window, instance, seconds
        self._server: _Stops | None = None
        self._came.connect(lambda delivery: delivery.run(self.take), Qt.ConnectionType.QueuedConnection)
        self._read.connect(self._take_stdin, Qt.ConnectionType.QueuedConnection)

    def start(self, *, from_stdin: bool, handle: int = 0) -> None:
        """Listen, and read standard input where a patient comes by it."""
        if self._instance.address:
            self._server = self._made_server()
            try:
                self._server.start()
            except OSError:
                self._instance.reason, self._server = Reason.SOCKET_UNUSABLE, None
                self._instance.release()
        if self._instance.reason is not None:
            _LOG.warning("no hand-over and no single instance: %s", self._instance.reason.value)
        if self._instance.elsewhere:
            self._window.handed_elsewhere()
        elif self._instance.stdin_read:
            self._read.emit(self._instance.number)
        elif from_stdin:
            StdinReader(self._tell_read, handle=handle).start()

    def stop(self) -> None:
        """Whoever starts the program now is the first."""
        if self._server is not None:
            self._server.stop()
        self._instance.release()

    def deliver(self, message: Message, waited_for: Callable[[], bool] = lambda: True) -> Code | None:
        """On any thread but the window's: have it done there, and say why not. ``waited_for``: as in ``handover/server.py``."""
        delivery = Delivery(message, waited_for)
        try:
            self._came.emit(delivery)
        except RuntimeError:  # the window is gone
            return Code.BUSY
        return delivery.wait(self._seconds)

    def take(self, message: Message) -> Code | None:
        """On the window's thread: do it, and say why not."""
        if self._window.closed:
            return Code.BUSY
        self._window.come_forward(message.token)
        if message.act is not Act.PATIENT:
            return None
        holds = self._window.hand_over(message.number)
        if holds is None:
            return Code.LOCKED
        return None if holds else Code.NUMBER

    def _tell_read(self, number: str | None) -> None:
        try:
            self._read.emit(number)
        except RuntimeError:
            return  # the window is gone

    def _take_stdin(self, number: str | None) -> None:
        if not self._window.closed:
            self._window.hand_over(number)

    def _made_server(self) -> _Stops:
        if sys.platform == "win32":
            from provesvar_gui.ui.handover.pipe import PipeServer

            return PipeServer(self._instance.address, self.take, self)
        return Server(self._instance.address, self.deliver)
