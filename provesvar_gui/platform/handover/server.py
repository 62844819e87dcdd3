"""Listens on the socket of the first program (Linux), on a thread of its own: one peer after the other, one line each.

Not Qt's local socket, which takes a peer that has said everything (``socat``, a shell) for one that has gone.
"""

from __future__ import annotations

import os
import select
import socket
import stat
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from provesvar_gui.platform.handover import protocol
from provesvar_gui.platform.handover.client import peer_user, take_line
from provesvar_gui.platform.handover.protocol import Rejection

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.platform.handover.protocol import HandOverRequest

SECONDS = 1.0  # for a peer's whole line, and for taking our answer
_WAITING = 8


class Server:
    """The hand-over server on a socket (Linux). ``deliver(request, waited_for)``: does it on this thread, and says why not.

    ``waited_for``: whether the peer still waits: one that has hung up may be doing by itself what it asked for.
    """

    def __init__(
        self,
        address: str,
        deliver: Callable[[HandOverRequest, Callable[[], bool]], Rejection | None],
        *,
        seconds: float = SECONDS,
        peer: Callable[[socket.socket], int] = peer_user,
    ) -> None:
        self._address, self._deliver, self._seconds, self._peer = address, deliver, seconds, peer
        self._socket: socket.socket | None = None
        self._file: tuple[int, int] | None = None  # device and inode
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen; only for who holds the lock of this place. What a killed program left there is replaced. Raises OSError."""
        with suppress(FileNotFoundError):
            found = os.lstat(self._address)
            if not stat.S_ISSOCK(found.st_mode) or found.st_uid != os.geteuid():
                raise FileExistsError
            os.unlink(self._address)
        listening = socket.socket(socket.AF_UNIX)
        try:
            os.fchmod(listening.fileno(), 0o600)  # the file is made with it
            listening.bind(self._address)
            os.chmod(self._address, stat.S_ISVTX | 0o600)  # as the lock file
            self._file = _file(self._address)
            listening.listen(_WAITING)
        except OSError:
            listening.close()
            raise
        self._socket = listening
        self._thread = threading.Thread(target=self._serve, args=(listening,), name="provesvar-handover", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Nobody is heard any more; the file is gone. Returns at once, whatever a peer does.

        Where the session's folder was emptied meanwhile, another program may listen by now: its socket is left alone.
        """
        listening, self._socket = self._socket, None
        if listening is None:
            return
        with suppress(OSError):
            if _file(self._address) == self._file:
                os.unlink(self._address)
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)  # wakes the thread, which closes it

    def join(self, seconds: float) -> bool:
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _serve(self, listening: socket.socket) -> None:
        with listening:
            while self._socket is listening:
                try:
                    connection, _ = listening.accept()
                except OSError:  # stopped meanwhile, or out of descriptors: do not spin
                    if self._socket is listening:
                        threading.Event().wait(0.1)
                    continue
                with connection, suppress(OSError):
                    if self._peer(connection) == os.geteuid():
                        self._hear(connection)

    def _hear(self, connection: socket.socket) -> None:
        try:
            request = protocol.read(take_line(connection, time.monotonic() + self._seconds))
        except TimeoutError:
            request = Rejection.TIMEOUT
        refusal = request if isinstance(request, Rejection) else self._delivered(request, connection)
        connection.settimeout(self._seconds)
        connection.sendall(protocol.answer(refusal))

    def _delivered(self, request: HandOverRequest, connection: socket.socket) -> Rejection | None:
        try:
            return self._deliver(request, lambda: _waits(connection))
        except Exception:  # noqa: BLE001 - told as of any thread; the next peer is heard all the same
            threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
            return Rejection.FAILED


def _file(address: str) -> tuple[int, int]:
    found = os.lstat(address)
    return found.st_dev, found.st_ino


def _waits(connection: socket.socket) -> bool:
    """Whether the peer's end is open (unix(7), poll(2)). One that has only said that it says no more, as a shell does, waits."""
    poll = select.poll()
    poll.register(connection, 0)  # POLLHUP, which is always told of: closed in both directions
    return not poll.poll(0)
