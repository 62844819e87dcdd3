"""Listens on a named pipe (Windows), on the window's thread. Tried under Wine; not on Windows.

The pipe is open to its own user alone (``UserAccessOption``). One line each, and a second for it, as in ``handover/server.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from provesvar_gui.handover import protocol
from provesvar_gui.handover.protocol import Code

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.handover.protocol import Message

_MS = 1000


class PipeServer(QObject):
    """``take``: does what a request asks, and says why not."""

    def __init__(
        self, address: str, take: Callable[[Message], Code | None], parent: QObject | None = None, *, limit_ms: int = _MS
    ) -> None:
        super().__init__(parent)
        self._address, self._take, self._limit_ms = address, take, limit_ms
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def start(self) -> None:
        """Listen. Raises OSError."""
        if not self._server.listen(self._address):
            raise OSError("the pipe cannot be made")

    def stop(self) -> None:
        """Nobody is heard any more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            _Peer(socket, self._take, self._limit_ms)


class _Peer(QObject):
    """One connection; goes with it."""

    def __init__(self, socket: QLocalSocket, take: Callable[[Message], Code | None], limit_ms: int) -> None:
        super().__init__(socket)
        self._socket, self._take, self._line, self._done = socket, take, b"", False
        socket.readyRead.connect(self._hear)
        socket.disconnected.connect(socket.deleteLater)
        QTimer.singleShot(limit_ms, self, lambda: self._answer(Code.TIMEOUT))
        self._hear()

    def _hear(self) -> None:
        self._line += self._socket.read(protocol.LIMIT + 1 - len(self._line)).data()
        whole = b"\n" in self._line
        if self._done or not (whole or len(self._line) > protocol.LIMIT):
            return
        request = protocol.read(self._line.partition(b"\n")[0] if whole else self._line)
        self._line = b""
        self._answer(request if isinstance(request, Code) else self._take(request))

    def _answer(self, refusal: Code | None) -> None:
        if not self._done:
            self._done = True
            self._socket.write(protocol.answer(refusal))
            self._socket.disconnectFromServer()  # when that is written
