"""A program that runs already, as far as the hand-over to it goes: its socket, on a thread, one line after the other."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from provesvar_gui.platform.handover import protocol
from provesvar_gui.platform.handover.protocol import HandOverRequest, Rejection, take_line


class FirstProgram:
    """``take``: does what a request asks, and says why not."""

    def __init__(self, address: str, take: Callable[[HandOverRequest], Rejection | None]) -> None:
        self._address, self._take = address, take
        with suppress(FileNotFoundError):  # what a killed one has left
            os.unlink(address)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(address)
        self._listening.listen()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        os.unlink(self._address)
        self._listening.shutdown(socket.SHUT_RDWR)
        self._thread.join(20)
        self._listening.close()
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                with connection, suppress(OSError):
                    request = protocol.read(take_line(connection, time.monotonic() + 20))
                    refusal = request if isinstance(request, Rejection) else self._take(request)
                    connection.sendall(protocol.answer(refusal or "taken"))
