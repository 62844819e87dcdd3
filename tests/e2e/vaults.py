"""Vaults on a bad day, each in a process of its own behind the desk's session bus: refusing, absent, locked, broken."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.e2e.desk import Desk

# Takes a name on the bus and answers every call with one error; without one, not at all.
REFUSING = """
import sys
from jeepney import DBusAddress, MessageType, new_error, new_method_call
from jeepney.io.blocking import open_dbus_connection
connection = open_dbus_connection(sys.argv[1])
bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
connection.send_and_get_reply(new_method_call(bus, "RequestName", "su", (sys.argv[2], 0)))
print("owned", flush=True)
while True:
    message = connection.receive()
    if sys.argv[3] and message.header.message_type is MessageType.method_call:
        connection.send(new_error(message, sys.argv[3], "s", ("the vault's own words",)))
"""
BROKEN = "org.freedesktop.DBus.Error.Failed"
ABSENT = "org.freedesktop.DBus.Error.ServiceUnknown"  # what the bus itself says where nobody has the name


@contextmanager
def refusing(desk: Desk, error: str, name: str = "org.freedesktop.secrets") -> Iterator[None]:
    """A service of this name that answers everything with this error ("": nothing)."""
    command = [sys.executable, "-c", REFUSING, desk.env["DBUS_SESSION_BUS_ADDRESS"], name, error]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == "owned\n"
        try:
            yield
        finally:
            service.kill()


@contextmanager
def locked_vault(desk: Desk, asking: str) -> Iterator[None]:
    """A real gnome-keyring that nobody has unlocked. ``asking``: what becomes of its question, see ``refusing``."""
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
    with (
        refusing(desk, asking, "org.gnome.keyring.SystemPrompter"),
        subprocess.Popen(command, env=desk.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon,
    ):
        assert daemon.stdout is not None
        daemon.stdout.readline()  # its address: it is there
        try:
            yield
        finally:
            daemon.terminate()
