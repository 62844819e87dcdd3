"""One D-Bus connection that is listened to on a thread of its own: a bus that is silent, slow or gone holds nobody up.

jeepney is loaded there too; it comes with the vault (keyring). Sources: D-Bus specification 0.43, org.freedesktop.login1(5).
"""

from __future__ import annotations

import logging
import socket
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger(__name__)
ANSWER_WITHIN = 5.0  # seconds


class Connection:
    """A connection that has said hello. For the thread that opened it, but for ``send`` and ``shut``."""

    def __init__(self, jeepney: Any) -> None:
        self._bus = jeepney
        self._waiting: deque[Any] = deque()  # signals that came while an answer was awaited

    def call(
        self, name: str, path: str, interface: str, member: str, signature: str = "", body: tuple[object, ...] = ()
    ) -> tuple[Any, ...]:
        """Call and wait for the answer. Raises LookupError for an error as answer, TimeoutError, OSError."""
        message = _message(name, path, interface, member, signature, body)
        serial = next(self._bus.outgoing_serial)
        self._bus.send(message, serial=serial)
        while True:
            answer = self._bus.receive(timeout=ANSWER_WITHIN)
            if answer.header.fields.get(HeaderFields.reply_serial) != serial:
                self._waiting.append(answer)
            elif answer.header.message_type is MessageType.method_return:
                return tuple(answer.body)
            else:
                raise LookupError(member)

    def send(self, name: str, path: str, interface: str, member: str) -> None:
        """Call without waiting. Raises OSError."""
        self._bus.send(_message(name, path, interface, member, "", ()))

    def match(self, rule: str) -> None:
        """Ask the bus for these signals."""
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", "s", (rule,))

    def next_signal(self) -> Signal:
        """The next one; waits for as long as it takes. Raises OSError when the connection ends."""
        while True:
            message = self._waiting.popleft() if self._waiting else self._bus.receive()
            if message.header.message_type is MessageType.signal:
                fields = message.header.fields
                return Signal(
                    sender=fields.get(HeaderFields.sender, ""),
                    path=fields.get(HeaderFields.path, ""),
                    name=f"{fields.get(HeaderFields.interface, '')}.{fields.get(HeaderFields.member, '')}",
                    body=tuple(message.body),
                )

    def shut(self) -> None:
        """From any thread: whoever waits here gets an OSError."""
        with suppress(OSError):
            self._bus.sock.shutdown(socket.SHUT_RDWR)


class Signal:
    """``sender``: the unique name, which the bus vouches for."""

    def __init__(self, *, sender: str, path: str, name: str, body: tuple[Any, ...]) -> None:
        self.sender, self.path, self.name, self.body = sender, path, name, body


class Listener:
    """``address``: of the bus. ``listen``: runs on the thread until it raises. ``lost``: it has ended, without ``stop``."""

    def __init__(self, address: str, listen: Callable[[Connection], None], lost: Callable[[], None]) -> None:
        self._address, self._listen, self._lost = address, listen, lost
        self._guard = threading.Lock()
        self._connection: Connection | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True, name="seat")

    @property
    def connection(self) -> Connection | None:
        """While there is one."""
        return self._connection

    def start(self) -> None:
        """Returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Returns at once."""
        with self._guard:
            self._stopped = True
            if self._connection is not None:
                self._connection.shut()

    def join(self, seconds: float) -> bool:
        """Whether it has ended: for tests."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with open_dbus_connection(self._address, enable_fds=True) as bus:
                connection = Connection(bus)
                with self._guard:
                    self._connection = None if self._stopped else connection
                try:
                    if not self._stopped:
                        self._listen(connection)
                finally:
                    with self._guard:
                        self._connection = None
        except Exception as error:  # noqa: BLE001 - whatever a bus does, the window goes on by its own clock
            if not self._stopped:
                _log.info("the system tells nothing of its lock: %s", type(error).__name__)
        if not self._stopped:
            self._lost()


def _message(name: str, path: str, interface: str, member: str, signature: str, body: tuple[object, ...]) -> Any:
    return new_method_call(DBusAddress(path, bus_name=name, interface=interface), member, signature or None, body)
