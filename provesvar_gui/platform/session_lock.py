"""The system's own lock, the switch of users and sleep, as events for the lock of the window."""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections import deque
from contextlib import suppress
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Fact(StrEnum):
    """One thing that the system has told."""

    LOCK_ASKED = "lock-asked"  # somebody asks for the lock: whether it comes is not known
    LOCKED = "locked"  # the screen of this session has been locked: it takes a password, a card or the like to get in
    FOUND_LOCKED = "found-locked"  # it was when we began to listen
    UNLOCKED = "unlocked"
    BLANK = "blank"  # a screen saver, of which nobody knows whether it asks for anything
    NOT_BLANK = "not-blank"
    BEHIND = "behind"  # another user's session is in front, or a remote desktop was left
    IN_FRONT = "in-front"
    SLEEPING = "sleeping"  # about to
    AWAKE = "awake"
    LOST = "lost"  # the system tells nothing more; what is known is worth nothing


class SessionSource:
    """Where the facts come from. This one is of a system that tells nothing: the window's own clock locks it."""

    def start(self, tell: Callable[[Fact], None]) -> None:
        """Begin to listen; returns at once and raises nothing. ``tell`` may be called on any thread."""

    def covered(self) -> None:
        """Nothing of a patient is on the screen: the machine may sleep."""

    def lock_screen(self) -> None:
        """Ask for the system's own lock. Whether it comes is told as any other fact."""

    def stop(self) -> None:
        """``tell`` is not called any more."""


class SessionState:
    """``UNLOCKED`` is told only of a lock of this session that was seen from its beginning: somebody gave what it asks for."""

    def __init__(self) -> None:
        self._screen_locked = self._seen = self._blank = self._behind = False

    @property
    def locked(self) -> bool:
        """Whether the screen of this session shows anything else than this session, as far as is known."""
        return self._screen_locked or self._blank or self._behind

    def take(self, fact: Fact) -> Fact | None:
        """One more. Returns LOCKED, UNLOCKED, SLEEPING or AWAKE, where the window is to know."""
        match fact:
            case Fact.SLEEPING | Fact.AWAKE:
                return fact
            case Fact.LOCK_ASKED:
                return Fact.LOCKED
            case Fact.LOCKED | Fact.FOUND_LOCKED:
                self._seen = self._seen or (fact is Fact.LOCKED and not self._screen_locked)
                self._screen_locked = True
                return Fact.LOCKED
            case Fact.UNLOCKED:
                proved = self._screen_locked and self._seen and not self._behind
                self._screen_locked = self._seen = False
                return Fact.UNLOCKED if proved else None
            case Fact.BLANK | Fact.NOT_BLANK:
                self._blank = fact is Fact.BLANK
                return Fact.LOCKED if self._blank else None
            case Fact.BEHIND | Fact.IN_FRONT:
                self._behind = fact is Fact.BEHIND
                return Fact.LOCKED if self._behind else None
            case Fact.LOST:
                self._screen_locked = self._seen = self._blank = self._behind = False
                return None


# Linux: logind on the system bus, screen savers on the session bus. Sources: org.freedesktop.login1(5), systemd-inhibit(1).
#
# Any program of any user may send a signal to any connection of the system bus: only logind's own are believed. Of the lock
# itself only ``LockedHint`` is, which the desktop's locker sets: logind's ``Unlock`` is a request, and a screen saver that goes
# says nothing of a password.


_log = logging.getLogger(__name__)
_ANSWER_WITHIN: Final = 5.0  # seconds
_BUS: Final = "org.freedesktop.DBus"
_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = "/org/freedesktop/login1"
_OWNER_CHANGED: Final = f"{_BUS}.NameOwnerChanged"
#: Screen savers that say when they begin and end (``ActiveChanged``). KDE and light-locker have one of the first two names.
SAVERS: Final = tuple(f"org.{desktop}.ScreenSaver" for desktop in ("freedesktop", "gnome", "cinnamon", "mate", "xfce"))


class Signal(NamedTuple):
    """A D-Bus signal. ``sender``: the unique name, which the bus vouches for."""

    sender: str
    path: str
    name: str
    body: tuple[Any, ...]


class Bus:
    """A bus that is listened to on a thread of its own: one that is silent, slow or gone holds nobody up.

    ``listen`` runs there until it raises. ``lost``: it has ended, without ``stop``.
    """

    def __init__(self, address: str, listen: Callable[[Bus], None], lost: Callable[[], None]) -> None:
        self._address, self._listen, self._lost = address, listen, lost
        self._guard = threading.Lock()
        self._jeepney: Any = None  # the module: it carries no types
        self._connection: Any = None
        self._signals: deque[Any] = deque()  # those that come while an answer is awaited wait here
        self._stopped = False
        self.thread = threading.Thread(target=self._run, daemon=True, name="provesvar-session-lock")

    def start(self) -> None:
        self.thread.start()

    def stop(self) -> None:
        """Returns at once; whoever waits on the thread gets an OSError."""
        with self._guard:
            self._stopped = True
            if self._connection is not None:
                with suppress(OSError):
                    self._connection.sock.shutdown(socket.SHUT_RDWR)

    def send(self, path: str, interface: str, member: str) -> None:
        """Call logind without waiting, where the bus is there. From any thread."""
        with suppress(OSError):  # the thread finds that out, too
            connection = self._connection
            if connection is not None:
                connection.send(self._message(_LOGIN, path, interface, member))

    def call(
        self, name: str, path: str, interface: str, member: str, signature: str = "", body: tuple[object, ...] = ()
    ) -> tuple[Any, ...]:
        """Call and wait for the answer. Raises LookupError for an error as answer, TimeoutError, OSError."""
        message = self._message(name, path, interface, member, signature, body)
        answer = self._connection.send_and_get_reply(message, timeout=_ANSWER_WITHIN)
        if answer.header.message_type is not self._jeepney.MessageType.method_return:
            raise LookupError(member)
        return tuple(answer.body)

    def get(self, path: str, interface: str, name: str) -> Any:
        """A property of logind's. Raises as ``call``."""
        return self.call(_LOGIN, path, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, name))[0][1]

    def match(self, rule: str) -> None:
        """Ask the bus for these signals."""
        self.call(_BUS, "/org/freedesktop/DBus", _BUS, "AddMatch", "s", (rule,))

    def next_signal(self) -> Signal:
        """The next one; waits for as long as it takes. Raises OSError when the connection ends."""
        message = self._connection.recv_until_filtered(self._signals)
        names = self._jeepney.HeaderFields
        sender, path, interface, member = (
            message.header.fields.get(field, "") for field in (names.sender, names.path, names.interface, names.member)
        )
        return Signal(sender, path, f"{interface}.{member}", tuple(message.body))

    def _message(
        self, name: str, path: str, interface: str, member: str, signature: str = "", body: tuple[object, ...] = ()
    ) -> Any:
        address = self._jeepney.DBusAddress(path, bus_name=name, interface=interface)
        return self._jeepney.new_method_call(address, member, signature or None, body)

    def _run(self) -> None:
        try:
            import jeepney  # type: ignore[import-untyped]  # not on Windows and macOS
            from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # as above

            self._jeepney = jeepney
            with open_dbus_connection(self._address, enable_fds=True) as connection:
                connection.filter(jeepney.MatchRule(type="signal"), queue=self._signals)
                with self._guard:
                    if self._stopped:
                        return
                    self._connection = connection
                try:
                    self._listen(self)
                finally:
                    with self._guard:
                        self._connection = None
        except Exception as error:  # noqa: BLE001 - whatever a bus does, the window goes on by its own clock
            if not self._stopped:
                _log.info("the system tells nothing of its lock: %s", type(error).__name__)
        if not self._stopped:
            self._lost()


class LinuxSession(SessionSource):
    """The session events of Linux, over D-Bus. ``system``, ``session``: addresses of the buses; "" where there is none."""

    def __init__(self, *, system: str, session: str, session_id: str, uid: int, pid: int) -> None:
        self._session_id, self._uid, self._pid = session_id, uid, pid
        self._tell: Callable[[Fact], None] | None = None
        self._guard = threading.RLock()  # who is told something may answer at once
        self._inhibitor: int | None = None  # a file descriptor: while it is open, the machine waits before it sleeps
        self._owner = self._path = ""  # logind's unique name; our session there, "" where it is not known
        self._login = Bus(system, self._listen_to_login, partial(self._say, Fact.LOST))
        savers = Bus(session, self._listen_to_savers, partial(self._say, Fact.NOT_BLANK))
        self.buses = [bus for bus, address in ((self._login, system), (savers, session)) if address]

    def start(self, tell: Callable[[Fact], None]) -> None:
        self._tell = tell
        for bus in self.buses:
            bus.start()

    def covered(self) -> None:
        self._hold(None)

    def lock_screen(self) -> None:
        if self._path:
            self._login.send(self._path, f"{_LOGIN}.Session", "Lock")

    def stop(self) -> None:
        with self._guard:
            self._tell = None
        for bus in self.buses:
            bus.stop()
        self._hold(None)

    def _say(self, fact: Fact) -> None:
        with self._guard:
            if self._tell is not None:
                self._tell(fact)

    # --- logind, on its thread -------------------------------------------------------------------------------------------------

    def _listen_to_login(self, bus: Bus) -> None:
        bus.match(f"type='signal',sender='{_BUS}',member='NameOwnerChanged',arg0='{_LOGIN}'")
        bus.match(f"type='signal',sender='{_LOGIN}',path_namespace='{_MANAGER}'")
        try:
            self._begin(bus)
            while True:
                self._take(bus, bus.next_signal())
        finally:
            self._path = ""
            self._hold(None)

    def _begin(self, bus: Bus) -> None:
        """The login manager is there, or there again."""
        try:
            self._owner = str(bus.call(_BUS, "/org/freedesktop/DBus", _BUS, "GetNameOwner", "s", (_LOGIN,))[0])
        except LookupError:
            return  # it may come yet
        self._path = self._find_session(bus)
        if self._path:
            if self._property(bus, "LockedHint") is True:
                self._say(Fact.FOUND_LOCKED)
            if self._property(bus, "Active") is False:
                self._say(Fact.BEHIND)
        self._inhibit(bus)

    def _find_session(self, bus: Bus) -> str:
        """Ours, by the process, by the environment (a program that the user's own systemd started), or the one on the screen."""
        ask = partial(bus.call, _LOGIN, _MANAGER, f"{_LOGIN}.Manager")
        for member, signature, given in (("GetSessionByPID", "u", self._pid), ("GetSession", "s", self._session_id)):
            try:
                path = str(ask(member, signature, (given,))[0]) if given else ""
            except LookupError:
                continue
            if path and self._is_ours(bus, path):
                return path
        try:
            _, path = bus.get(str(ask("GetUser", "u", (self._uid,))[0]), f"{_LOGIN}.User", "Display")
        except (LookupError, ValueError, TypeError):
            return ""
        return str(path) if str(path) != "/" and self._is_ours(bus, str(path)) else ""

    def _is_ours(self, bus: Bus, path: str) -> bool:
        """Whether it is a session of this user: another one's lock would prove nothing."""
        try:
            uid, _ = bus.get(path, f"{_LOGIN}.Session", "User")
        except (LookupError, ValueError, TypeError):
            return False
        return bool(uid == self._uid)

    def _property(self, bus: Bus, name: str) -> object:
        try:
            found: object = bus.get(self._path, f"{_LOGIN}.Session", name)
        except LookupError:
            return None
        return found

    def _take(self, bus: Bus, signal: Signal) -> None:
        if signal.sender == _BUS and signal.name == _OWNER_CHANGED and signal.body[0] == _LOGIN:
            self._owner = self._path = ""
            self._hold(None)
            self._say(Fact.LOST)
            if signal.body[2]:
                self._begin(bus)
        elif not self._owner or signal.sender != self._owner:
            return
        elif signal.name == f"{_LOGIN}.Manager.PrepareForSleep":
            if signal.body[0]:
                self._say(Fact.SLEEPING)
            else:
                self._inhibit(bus)
                self._say(Fact.AWAKE)
        elif signal.path != self._path:
            return
        elif signal.name == f"{_LOGIN}.Session.Lock":
            self._say(Fact.LOCK_ASKED)
        elif signal.name == "org.freedesktop.DBus.Properties.PropertiesChanged":
            self._changed(bus, signal.body[1], signal.body[2])

    def _changed(self, bus: Bus, changed: Mapping[str, Any], without_value: list[str]) -> None:
        """``Active`` first: a session that comes to the front unlocked."""
        for name, facts in (("Active", (Fact.BEHIND, Fact.IN_FRONT)), ("LockedHint", (Fact.UNLOCKED, Fact.LOCKED))):
            value = changed[name][1] if name in changed else self._property(bus, name) if name in without_value else None
            if isinstance(value, bool):
                self._say(facts[value])

    def _inhibit(self, bus: Bus) -> None:
        """The machine is to wait for us, for as long as it waits for anybody (5 s where nobody has said otherwise)."""
        asked = ("sleep", "Prøvesvar", "Covers the window", "delay")
        try:
            (handed,) = bus.call(_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "Inhibit", "ssss", asked)
        except LookupError:
            return
        descriptor = handed.to_raw_fd()
        os.set_inheritable(descriptor, False)  # else a browser that we start would hold the machine up each time
        self._hold(descriptor)

    def _hold(self, descriptor: int | None) -> None:
        with self._guard:
            before, self._inhibitor = self._inhibitor, descriptor
        if before is not None:
            os.close(before)

    # --- screen savers, on theirs ----------------------------------------------------------------------------------------------

    def _listen_to_savers(self, bus: Bus) -> None:
        for interface in SAVERS:
            bus.match(f"type='signal',interface='{interface}',member='ActiveChanged'")
        if any(self._is_blank(bus, interface) for interface in SAVERS):
            self._say(Fact.BLANK)
        wanted = {f"{interface}.ActiveChanged" for interface in SAVERS}
        while True:
            signal = bus.next_signal()
            if signal.name in wanted and signal.body and isinstance(signal.body[0], bool):
                self._say(Fact.BLANK if signal.body[0] else Fact.NOT_BLANK)

    def _is_blank(self, bus: Bus, name: str) -> bool:
        """Of one that runs: none is started."""
        try:
            if not bus.call(_BUS, "/org/freedesktop/DBus", _BUS, "NameHasOwner", "s", (name,))[0]:
                return False
            return bus.call(name, f"/{name.replace('.', '/')}", name, "GetActive")[0] is True
        except (LookupError, TimeoutError):
            return False


def of_this_process(environment: Mapping[str, str]) -> LinuxSession:
    """Of this process's user, on the buses that the environment names."""
    return LinuxSession(
        system=environment.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/var/run/dbus/system_bus_socket"),
        session=environment.get("DBUS_SESSION_BUS_ADDRESS", ""),
        session_id=environment.get("XDG_SESSION_ID", ""),
        uid=os.getuid(),
        pid=os.getpid(),
    )
