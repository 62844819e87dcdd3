"""A bus that takes the connection and says nothing costs the screen reader, not the window."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]  # it carries no types
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # as above

from tests.e2e.desk import wait_until
from tests.e2e.program import descendants, program
from tests.e2e.surroundings import settings
from tests.e2e.vaults import REFUSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from tests.e2e.desk import Desk


@contextmanager
def session_bus(_bench: Desk, home: Path) -> Iterator[dict[str, str]]:
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(home / "silent"))
        silent.listen()
        yield {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={home / 'silent'}"}


@contextmanager
def accessibility_bus(bench: Desk, _home: Path) -> Iterator[dict[str, str]]:
    address_of_accessibility(bench)  # it has been started
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in descendants(os.getpid())}
    (daemon,) = (pid for pid, command in commands.items() if "dbus-daemon" in command and "accessibility" in command)
    os.kill(daemon, signal.SIGSTOP)
    try:
        yield {}
    finally:
        os.kill(daemon, signal.SIGCONT)


@contextmanager
def registry(bench: Desk, _home: Path) -> Iterator[dict[str, str]]:
    command = [sys.executable, "-c", REFUSING, address_of_accessibility(bench), "org.a11y.atspi.Registry", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert service.stdout.readline() == "owned\n"
        try:
            yield {}
        finally:
            service.kill()


def address_of_accessibility(bench: Desk) -> str:
    with open_dbus_connection(bench.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        return str(bus.send_and_get_reply(new_method_call(place, "GetAddress")).body[0])


@pytest.mark.parametrize("silent", [session_bus, accessibility_bus, registry])
def test_the_window_comes_and_takes_keys(
    bench: Desk, home: Path, silent: Callable[[Desk, Path], AbstractContextManager[dict[str, str]]]
) -> None:
    config = settings(home, 'key = "vault"')
    with silent(bench, home) as told, program(bench, home, "--config", str(config), environment=told) as run:
        # A silent bus held Qt for 50 s.
        wait_until(lambda: any("Prøvesvar" in title for title in bench.window_titles()), "the window", seconds=25)
        bench.come_to("Prøvesvar")
        run.close(bench)
    (log,) = home.rglob("provesvar.log")
    assert "no screen reader is told of the window" in log.read_text()
