"""The system's own lock, the switch of users and sleep, as events for the lock of the window."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from collections import deque
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if sys.platform == "linux":
    import jeepney  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Fact(StrEnum):
    LOCK_ASKED = "lock-asked"  # somebody asks for the lock: whether it comes is not known
    LOCKED = "locked"  # the screen of this session has been locked: it takes a password, a card or the like to get in
    FOUND_LOCKED = "found-locked"  # it was when we began to listen
    UNLOCKED = "unlocked"
    BEHIND = "behind"  # another user's session is in front, or a remote desktop was left
    IN_FRONT = "in-front"
    SLEEPING = "sleeping"  # about to
    AWAKE = "awake"
    LOST = "lost"  # the system tells nothing more; what is known is worth nothing


class SessionSource:
    """The source of facts about the system's session. This one reports nothing: only the window's own clock locks."""

    def start(self, tell: Callable[[Fact], None]) -> None:
        """Begin to listen; returns at once and raises nothing. ``tell`` may be called on any thread, until ``stop``."""

    def covered(self) -> None:
        """Nothing of a patient is on the screen: the machine may sleep."""

    def stop(self) -> None: ...


class SessionState:
    """``UNLOCKED`` is reported only for a lock of this session seen from its beginning: its proof was given."""

    def __init__(self) -> None:
        self._screen_locked = self._seen = self._behind = False

    @property
    def locked(self) -> bool:
        """Whether the screen of this session shows anything else than this session, as far as is known."""
        return self._screen_locked or self._behind

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
            case Fact.BEHIND | Fact.IN_FRONT:
                self._behind = fact is Fact.BEHIND
                return Fact.LOCKED if self._behind else None
            case Fact.LOST:
                self._screen_locked = self._seen = self._behind = False
                return None


# Linux: logind on the system bus. Sources: org.freedesktop.login1(5), systemd-inhibit(1).
#
# Any program of any user may send a signal to any connection of the system bus: only logind's own are believed. Of the lock
# itself only ``LockedHint`` is, which the desktop's locker sets: logind's ``Unlock`` is a request.


_log = logging.getLogger(__name__)
_ANSWER_WITHIN: Final = 5.0  # seconds
_BUS: Final = "org.freedesktop.DBus"
_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = "/org/freedesktop/login1"


class LinuxSession(SessionSource):
    """``address``: of the system bus, on a thread of its own, so that a silent, slow or missing bus delays nothing."""

    def __init__(self, address: str, uid: int) -> None:
        self._address, self._uid = address, uid
        self._tell: Callable[[Fact], None] | None = None
        self._guard = threading.RLock()  # who is told something may answer at once
        self._bus: Any = None  # jeepney carries no types
        self._signals: deque[Any] = deque()  # those that come while an answer is awaited wait here
        self._inhibitor: int | None = None  # a file descriptor: while it is open, the machine waits before it sleeps
        self._owner = self._path = ""  # logind's unique name; our session there, "" where it is not known
        self.thread = threading.Thread(target=self._run, daemon=True, name="provesvar-session-lock")

    def start(self, tell: Callable[[Fact], None]) -> None:
        self._tell = tell
        self.thread.start()

    def covered(self) -> None:
        self._hold(None)

    def stop(self) -> None:
        with self._guard:
            self._tell = None
            if self._bus is not None:
                with suppress(OSError):
                    self._bus.sock.shutdown(socket.SHUT_RDWR)  # whoever waits on the thread gets an OSError
        self._hold(None)

    def _say(self, fact: Fact) -> None:
        with self._guard:
            if self._tell is not None:
                self._tell(fact)

    # --- on the thread ---------------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            with open_dbus_connection(self._address, enable_fds=True) as bus:
                bus.filter(jeepney.MatchRule(type="signal"), queue=self._signals)
                with self._guard:
                    self._bus = bus
                if self._tell is not None:
                    self._listen(jeepney.HeaderFields)
        except Exception as error:  # noqa: BLE001 - whatever a bus does, the window goes on by its own clock
            if self._tell is not None:
                _log.info("the system tells nothing of its lock: %s", type(error).__name__)
        with self._guard:
            self._bus, self._path = None, ""
        self._hold(None)
        self._say(Fact.LOST)

    def _listen(self, names: Any) -> None:
        for rule in (
            f"sender='{_BUS}',member='NameOwnerChanged',arg0='{_LOGIN}'",
            f"sender='{_LOGIN}',path_namespace='{_MANAGER}'",
        ):
            self._call(_BUS, "/org/freedesktop/DBus", _BUS, "AddMatch", "s", f"type='signal',{rule}")
        self._begin()
        while True:
            message = self._bus.recv_until_filtered(self._signals)
            fields = message.header.fields
            sender, path = fields.get(names.sender, ""), fields.get(names.path, "")
            self._take(sender, path, f"{fields.get(names.interface, '')}.{fields.get(names.member, '')}", message.body)

    def _call(self, name: str, path: str, interface: str, member: str, signature: str = "", *body: object) -> Any:
        """Call, and the first thing of the answer; None where that is an error. Raises TimeoutError, OSError."""
        message = jeepney.new_method_call(jeepney.DBusAddress(path, name, interface), member, signature or None, body)
        reply = self._bus.send_and_get_reply(message, timeout=_ANSWER_WITHIN)
        return reply.body[0] if reply.header.message_type.name == "method_return" and reply.body else None

    def _property(self, name: str) -> Any:
        found = self._call(_LOGIN, self._path, "org.freedesktop.DBus.Properties", "Get", "ss", f"{_LOGIN}.Session", name)
        return None if found is None else found[1]

    def _begin(self) -> None:
        """The login manager is there, or there again, or may come yet."""
        self._owner = self._call(_BUS, "/org/freedesktop/DBus", _BUS, "GetNameOwner", "s", _LOGIN) or ""
        if not self._owner:
            return
        # The session of this process, or, where the user's own systemd started it, the one on the screen.
        self._path = self._call(_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "GetSession", "s", "auto") or ""
        if self._path and (self._property("User") or (None,))[0] != self._uid:
            self._path = ""  # another user's lock would prove nothing
        if self._path:
            if self._property("LockedHint") is True:
                self._say(Fact.FOUND_LOCKED)
            if self._property("Active") is False:
                self._say(Fact.BEHIND)
        self._inhibit()

    def _take(self, sender: str, path: str, name: str, body: Any) -> None:
        if sender == _BUS and name == f"{_BUS}.NameOwnerChanged" and body[0] == _LOGIN:
            self._owner = self._path = ""
            self._hold(None)
            self._say(Fact.LOST)
            if body[2]:
                self._begin()
        elif not self._owner or sender != self._owner:
            return
        elif name == f"{_LOGIN}.Manager.PrepareForSleep":
            if not body[0]:
                self._inhibit()
            self._say(Fact.SLEEPING if body[0] else Fact.AWAKE)
        elif path == self._path and name == f"{_LOGIN}.Session.Lock":
            self._say(Fact.LOCK_ASKED)
        elif path == self._path and name == "org.freedesktop.DBus.Properties.PropertiesChanged":
            self._changed(body[1], body[2])

    def _changed(self, changed: Mapping[str, Any], without_value: list[str]) -> None:
        """``Active`` first: a session that comes to the front unlocked."""
        for name, facts in (("Active", (Fact.BEHIND, Fact.IN_FRONT)), ("LockedHint", (Fact.UNLOCKED, Fact.LOCKED))):
            value = changed[name][1] if name in changed else self._property(name) if name in without_value else None
            if isinstance(value, bool):
                self._say(facts[value])

    def _inhibit(self) -> None:
        """Delay the machine's sleep until we are done, within the system's limit (5 s by default)."""
        asked = ("sleep", "Prøvesvar", "Covers the window", "delay")
        handed = self._call(_LOGIN, _MANAGER, f"{_LOGIN}.Manager", "Inhibit", "ssss", *asked)
        if handed is not None:
            descriptor = handed.to_raw_fd()
            os.set_inheritable(descriptor, False)  # else a browser that we start would hold the machine up each time
            self._hold(descriptor)

    def _hold(self, descriptor: int | None) -> None:
        with self._guard:
            before, self._inhibitor = self._inhibitor, descriptor
        if before is not None:
            os.close(before)


def of_this_process(environment: Mapping[str, str]) -> LinuxSession:
    return LinuxSession(environment.get("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/var/run/dbus/system_bus_socket"), os.getuid())
