"""Whether the D-Bus buses on which Qt tells screen readers of the window answer at all.

Qt connects to them with the first widget, on the window's thread and without a limit: for a session bus or an accessibility bus
that takes the connection and says nothing it waits for ever, and there is no window. For a registry of screen readers that has
its name and says nothing it waits twice for 25 s (measured, Qt 6). So they are asked beforehand, on a thread beside the loading
of Qt. From who is silent Qt is kept away: there is no screen reader in that run, but a window. Only Qt: the vault and the lock
of the computer's screen ask the same bus with limits of their own.

Where there is no bus at all Qt gives up at once, and for good: it asks for the session bus once. Loaded before the first paint,
and so without ``socket`` (3 ms) and jeepney. Sources: D-Bus specification 0.43; Qt's calls, as seen on a bus.
"""

from __future__ import annotations

import _socket
import os
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping, Sequence
    from typing import Literal

SESSION, ACCESSIBILITY = "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"  # Qt asks the first, unless the second is set
NOWHERE: Final = "unix:path=/nonexistent/provesvar"
LIMIT: Final = 2.0  # seconds since the question; a bus answers in a few milliseconds
_ALWAYS: Final = "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"
_LATER: Final = 3.0  # seconds more, for an answer that comes while Qt is loaded yet; then nobody listens
_LONGEST: Final = 1 << 20  # bytes of all that one bus says
_MOMENT: Final = 0.01  # seconds
_READS: Final = 32  # of one bus, after its time; all that a bus says comes in a few
_RETURN, _ERROR = 2, 3  # kinds of messages

_Call = tuple[str, ...]  # see ``message``
_HELLO: Final = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")
_STATUS: Final = ("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Get", "org.a11y.Status")
_ENABLED, _READER = (*_STATUS, "IsEnabled"), (*_STATUS, "ScreenReaderEnabled")
_ADDRESS: Final = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
#: Qt's own first call. A registry that nobody has started yet is no matter: Qt has it started.
_EVENTS: Final = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "GetRegisteredEvents")


class Asked:
    """The question is under way as soon as this is made. ``limit``: seconds."""

    def __init__(self, environment: Mapping[str, str], *, limit: float = LIMIT) -> None:
        self._until = time.monotonic() + limit
        self._variable = ""  # of the bus that is being waited for, or was in vain
        self._before: dict[str, str | None] = {}
        self.silent = ""
        """The variable of who has not answered, once that is known."""
        self._thread: threading.Thread | None = None
        addresses = environment.get(SESSION) or _usual(environment), environment.get(ACCESSIBILITY, "")
        if sys.platform.startswith("linux") and any(addresses):
            always = bool(environment.get(_ALWAYS))
            self._thread = threading.Thread(target=self._ask, args=(*addresses, always), name="provesvar-silent-bus", daemon=True)
            self._thread.start()

    def keep_from_qt(self, environment: MutableMapping[str, str]) -> None:
        """Wait for the answers; name nowhere in the place of who has given none. Before there is a ``QApplication``."""
        if self._thread is not None:
            self._thread.join(max(0.0, self._until - time.monotonic()))
            self.silent = self._variable
        if self.silent:
            self._before = {name: environment.get(name) for name in (SESSION, ACCESSIBILITY)}
            environment[self.silent] = NOWHERE
            if self.silent == SESSION:
                environment.pop(ACCESSIBILITY, None)  # else Qt would ask for the session bus later, and wait then

    def give_back(self, environment: MutableMapping[str, str]) -> None:
        """Qt has a window, and does not look again: everybody else, and what this program starts, may try."""
        for name, value in self._before.items():
            if value is None:
                environment.pop(name, None)
            else:
                environment[name] = value

    def _ask(self, session: str, accessibility: str, always: bool) -> None:
        try:
            self._go_through(session, accessibility, always)
        except Exception as error:  # noqa: BLE001 - refused, gone, or nonsense: Qt does not wait for such a one either
            if isinstance(error, TimeoutError):
                return
        self._variable = ""

    def _go_through(self, session: str, accessibility: str, always: bool) -> None:
        last = self._until + _LATER
        if not accessibility:
            self._variable = SESSION
            with closing(_Bus(session, (_ADDRESS,) if always else (_ENABLED, _READER), last)) as bus:
                self._variable = ACCESSIBILITY
                if not always and not any([_is_true(bus.answer()), _is_true(bus.answer())]):
                    return  # Qt connects to none
                accessibility = (bus.answer() if always else bus.call(_ADDRESS))[4:-1].decode()
        if accessibility:
            self._variable = ACCESSIBILITY
            with closing(_Bus(accessibility, (_EVENTS,), last)) as bus:
                bus.answer()


class _Bus:
    """A connection that has been answered. Raises OSError, EOFError, ValueError; TimeoutError where nothing came by ``last``.

    ``calls``: sent with the greeting, as systemd's own library does: each time this thread waits costs the other one, too.
    """

    def __init__(self, addresses: str, calls: Sequence[_Call], last: float) -> None:
        self._serial, self._came, self._left, self._last, self._late = 0, b"", _LONGEST, last, 0
        self._line = _connected(addresses, last)
        try:
            user = str(os.getuid()).encode().hex().encode()
            self._line.sendall(b"\0AUTH EXTERNAL " + user + b"\r\nBEGIN\r\n" + b"".join(map(self._next, (_HELLO, *calls))))
            while b"\r\n" not in self._came:  # OK; after another answer the bus hangs up
                self._more()
            self._came = self._came.partition(b"\r\n")[2]
            self.answer()
        except BaseException:
            self._line.close()
            raise

    def close(self) -> None:
        """Go."""
        self._line.close()

    def call(self, call: _Call) -> bytes:
        """Call and wait."""
        self._line.sendall(self._next(call))
        return self.answer()

    def answer(self) -> bytes:
        """To the next call, without its header: nothing for an error."""
        while True:
            head = self._exactly(16)
            order: Literal["little", "big"] = "little" if head[:1] == b"l" else "big"
            body, fields = (int.from_bytes(head[at : at + 4], order) for at in (4, 12))
            self._exactly(fields + -fields % 8)
            said = self._exactly(body)
            if head[1] in (_RETURN, _ERROR):  # else a signal; the bus, and who is asked, keep the order
                return said if head[1] == _RETURN else b""

    def _next(self, call: _Call) -> bytes:
        self._serial += 1
        return message(self._serial, *call)

    def _exactly(self, count: int) -> bytes:
        while len(self._came) < count:
            self._more()
        said, self._came = self._came[:count], self._came[count:]
        return said

    def _more(self) -> None:
        left = self._last - time.monotonic()
        self._late += left < 0
        if self._late > _READS:  # one that says a little at a time would be listened to for hours
            raise TimeoutError
        self._line.settimeout(max(_MOMENT, left))  # what is there is read, however late it is
        said = self._line.recv(4096)
        self._left -= len(said)
        if not said or self._left < 0:
            raise EOFError
        self._came += said


def _connected(addresses: str, last: float) -> _socket.socket:
    """To the first of the list that takes a connection, as libdbus does; of other kinds than sockets none is tried."""
    for address in addresses.split(";"):
        line = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM | _socket.SOCK_CLOEXEC)
        try:
            line.settimeout(max(_MOMENT, last - time.monotonic()))
            _connect(line, _socket_of(address), last)
        except (OSError, ValueError) as error:
            line.close()
            if isinstance(error, TimeoutError):
                raise
        else:
            return line
    raise EOFError


def _connect(line: _socket.socket, where: bytes, last: float) -> None:
    while True:
        try:
            return line.connect(where)
        except BlockingIOError:  # others wait to be taken; libdbus waits with them, as long as it takes
            if time.monotonic() > last:
                raise TimeoutError from None
            time.sleep(_MOMENT)


def _is_true(said: bytes) -> bool:
    """A variant."""
    return said[:3] == b"\x01b\0" and any(said[4:8])


def message(serial: int, name: str, path: str, interface: str, member: str, *texts: str) -> bytes:
    """A method call with texts as its arguments, which starts no service (NO_AUTO_START)."""
    fields, body = b"", b""
    for code, kind, text in ((1, b"o", path), (2, b"s", interface), (3, b"s", member), (6, b"s", name)):
        fields += bytes(-len(fields) % 8) + bytes((code, 1)) + kind + b"\0" + _text(text)
    if texts:
        fields += bytes(-len(fields) % 8) + b"\x08\x01g\0" + bytes((len(texts),)) + b"s" * len(texts) + b"\0"
    for text in texts:
        body += bytes(-len(body) % 4) + _text(text)
    head = b"l\x01\x02\x01" + b"".join(number.to_bytes(4, "little") for number in (len(body), serial, len(fields)))
    return head + fields + bytes(-len(fields) % 8) + body


def _text(text: str) -> bytes:
    written = text.encode()
    return len(written).to_bytes(4, "little") + written + b"\0"


def _usual(environment: Mapping[str, str]) -> str:
    """Where the session bus is when no variable says so."""
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    return f"unix:path={runtime}/bus" if os.path.isabs(runtime) else ""


def _socket_of(address: str) -> bytes:
    """As the system wants it. Raises ValueError for one of another kind."""
    kind, _, rest = address.partition(":")
    given = dict(pair.split("=", 1) for pair in rest.split(",") if "=" in pair)
    path, abstract = (_unescaped(given.get(name, "")) for name in ("path", "abstract"))
    if kind != "unix" or not path + abstract:
        raise ValueError(kind)
    return path or b"\0" + abstract


def _unescaped(text: str) -> bytes:
    first, *others = text.encode().split(b"%")
    return first + b"".join(bytes((int(each[:2], 16),)) + each[2:] for each in others)
