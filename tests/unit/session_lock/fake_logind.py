"""Buses of their own, and a logind that does what a test says. It answers as org.freedesktop.login1(5) has it."""

from __future__ import annotations

import os
import queue
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jeepney import (  # type: ignore[import-untyped]  # it carries no types
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]  # as above
from jeepney.io.blocking import Proxy, open_dbus_connection  # type: ignore[import-untyped]  # as above

from provesvar_gui.platform.session_lock import Fact

LOGIN = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
SESSION = f"{MANAGER}/session/_33"
OTHER = f"{MANAGER}/session/_34"
USER = f"{MANAGER}/user/_self"
WITHIN = 20.0
BUS = """<busconfig><type>session</type><listen>unix:path={path}</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


@contextmanager
def bus(folder: Path) -> Iterator[str]:
    config = folder / "bus.conf"
    config.write_text(BUS.format(path=folder / "bus"))
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        try:
            assert daemon.stdout is not None
            yield daemon.stdout.readline().strip().split(",")[0]
        finally:
            daemon.terminate()


class Facts:
    def __init__(self) -> None:
        self._told: queue.Queue[Fact] = queue.Queue()
        self.tell = self._told.put

    def next(self) -> Fact:
        return self._told.get(timeout=WITHIN)

    def none(self) -> bool:
        return self._told.empty()


@dataclass
class FakeLogind:
    """``locked``, ``active``, ``uid``: of our session."""

    address: str
    locked: bool = False
    active: bool = True
    uid: int = field(default_factory=os.getuid)

    def __post_init__(self) -> None:
        self.held: queue.Queue[int] = queue.Queue()  # our ends of the inhibitors that were given
        self.asked: queue.Queue[str] = queue.Queue()  # calls that nobody waits for
        self.taken = threading.Event()
        self._bus: Any = None

    @contextmanager
    def running(self) -> Iterator[FakeLogind]:
        with open_dbus_connection(self.address, enable_fds=True) as self._bus:
            assert Proxy(message_bus, self._bus).RequestName(LOGIN)[0] == 1
            thread = threading.Thread(target=self._serve, name="fake-logind")
            thread.start()
            try:
                yield self
            finally:
                self._bus.sock.shutdown(socket.SHUT_RDWR)
                thread.join(WITHIN)
                while not self.held.empty():
                    os.close(self.held.get())

    def signal(self, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> None:
        send(self._bus, path, interface, member, signature, body)

    def changed(self, path: str = SESSION, without: tuple[str, ...] = (), **properties: bool) -> None:
        body = (f"{LOGIN}.Session", {name: ("b", value) for name, value in properties.items()}, list(without))
        self.signal(path, "org.freedesktop.DBus.Properties", "PropertiesChanged", "sa{sv}as", body)

    def sleep(self, begins: bool) -> None:
        self.signal(MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", "b", (begins,))

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                message = self._bus.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)

    def _answer(self, call: Any) -> None:
        fields = call.header.fields
        member, path = fields[HeaderFields.member], fields[HeaderFields.path]
        signature, body = "o", ("",)
        match member:
            case "GetSession" if call.body == ("auto",):
                body = (SESSION,)
            case "Get":
                signature, body = "v", (self._get(path, call.body[1]),)
            case "Inhibit":
                assert call.body[0::3] == ("sleep", "delay")
                ours, theirs = os.pipe()
                self._bus.send(new_method_return(call, "h", (theirs,)))
                os.close(theirs)
                self.held.put(ours)
                return
            case "Lock":
                self.asked.put(path)
                return
        if not body[0]:
            self._bus.send(new_error(call, f"{LOGIN}.NoSuchSession"))
        else:
            self._bus.send(new_method_return(call, signature, body))

    def _get(self, path: str, name: str) -> Any:
        return {
            "LockedHint": ("b", self.locked),
            "Active": ("b", self.active),
            "User": ("(uo)", (self.uid if path == SESSION else 4711, USER)),
        }[name]

    def next_inhibitor(self) -> int:
        return self.held.get(timeout=WITHIN)


def send(bus: Any, path: str, interface: str, member: str, signature: str = "", body: tuple[Any, ...] = (), to: str = "") -> None:
    message = new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
    if to:
        message.header.fields[HeaderFields.destination] = to
    bus.send(message)


def released(inhibitor: int) -> bool:
    try:
        return os.read(inhibitor, 1) == b""
    finally:
        os.close(inhibitor)


def others(address: str, stack: ExitStack) -> Any:
    return stack.enter_context(open_dbus_connection(address))


def everybody(stranger: Any) -> list[str]:
    """Every connection of that bus but its own."""
    names = Proxy(message_bus, stranger).ListNames()[0]
    return [name for name in names if name.startswith(":") and name != stranger.unique_name]


def heard(stranger: Any) -> None:
    """What it has sent is on its way: the bus keeps the order in which it gets things."""
    Proxy(message_bus, stranger).GetId()
