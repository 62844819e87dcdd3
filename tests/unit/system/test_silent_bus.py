from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.system import silent_bus
from provesvar_gui.system.silent_bus import ACCESSIBILITY, NOWHERE, SESSION, Asked, message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt uses no D-Bus")
SHORT, LONG = 0.2, 10.0


@contextmanager
def silent(path: Path, waiting: int = 8) -> Iterator[str]:
    """Takes connections and says nothing."""
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(path))
        line.listen(waiting)
        yield f"unix:path={path}"


@contextmanager
def real_bus(path: Path) -> Iterator[str]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1", f"--address=unix:path={path}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


def asked(environment: dict[str, str], limit: float) -> Asked:
    made = Asked(environment, limit=limit)
    made.keep_from_qt(environment)
    return made


def ends(made: Asked) -> bool:
    """Whether its thread does."""
    assert made._thread is not None
    made._thread.join(LONG)
    return not made._thread.is_alive()


@pytest.mark.parametrize("variable", [SESSION, ACCESSIBILITY])
@pytest.mark.parametrize("first", ["unix:path=/nowhere/at/all", "autolaunch:", "unixexec:path=/x", "unix:path=%zz", ""])
def test_each_address_of_a_list_is_tried_until_one_takes_the_connection(tmp_path: Path, variable: str, first: str) -> None:
    with silent(tmp_path / "bus") as address:
        environment = {variable: f"{first};{address};unix:path=/nowhere"}
        assert asked(environment, SHORT).silent == variable


def test_one_that_takes_it_is_the_only_one(tmp_path: Path) -> None:
    with real_bus(tmp_path / "bus") as address, silent(tmp_path / "silent") as other:
        assert asked({SESSION: f"unix:path=/nowhere;{address};{other}"}, LONG).silent == ""


@pytest.mark.parametrize("full", [False, True])
def test_whoever_asks_a_bus_that_says_nothing_does_not_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    monkeypatch.setattr(silent_bus, "_LATER", SHORT)
    with silent(tmp_path / "bus", 0) as address, socket.socket(socket.AF_UNIX) as other:
        if full:
            other.connect(address.partition("=")[2])
        made = asked({SESSION: address}, SHORT)
        assert made.silent == SESSION
        assert ends(made)
        assert made.silent == SESSION


@pytest.mark.parametrize("said", [b"x", b"l\x04\x00\x01" + bytes(12)], ids=["no line", "signals"])
def test_of_one_that_never_ends_what_it_says_no_more_is_read_than_a_bus_would_say(tmp_path: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "bus"))
        line.listen()
        made = Asked({SESSION: f"unix:path={tmp_path / 'bus'}"}, limit=LONG)
        with line.accept()[0] as bus:
            sent = bus.send(b"OK 1\r\n" if len(said) > 1 else said)
            with suppress(ConnectionError):
                while sent < 1 << 26:
                    sent += bus.send(said * 4096)
        assert ends(made)
        assert sent < 1 << 23


def test_one_that_says_a_little_at_a_time_is_not_listened_to_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_LATER", "_MOMENT"):  # this one is longer than it takes to say a little, on any machine
        monkeypatch.setattr(silent_bus, name, SHORT)
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(tmp_path / "bus"))
        line.listen()
        made = Asked({SESSION: f"unix:path={tmp_path / 'bus'}"}, limit=SHORT)
        thread, began = made._thread, time.monotonic()
        assert thread is not None
        with line.accept()[0] as bus, suppress(ConnectionError):
            while thread.is_alive() and time.monotonic() < began + LONG:
                bus.send(b"x")
                time.sleep(SHORT / 40)
        assert not thread.is_alive()
        made.keep_from_qt({})
        assert made.silent == SESSION


@pytest.mark.parametrize("variable", [SESSION, ACCESSIBILITY])
def test_qt_is_kept_from_a_bus_that_says_nothing_until_it_has_a_window(tmp_path: Path, variable: str) -> None:
    with silent(tmp_path / "bus") as address:
        before = {variable: address}
        environment = dict(before)
        made = asked(environment, SHORT)
        assert made.silent == variable
        assert environment == {variable: NOWHERE}
        made.give_back(environment)
        assert environment == before


def test_where_the_session_bus_is_usually(tmp_path: Path) -> None:
    with silent(tmp_path / "bus"):
        environment = {"XDG_RUNTIME_DIR": str(tmp_path)}
        made = asked(environment, SHORT)
        assert environment[SESSION] == NOWHERE
        made.give_back(environment)
        assert environment == {"XDG_RUNTIME_DIR": str(tmp_path)}


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {SESSION: "unix:path=/nowhere/at/all"},
        {SESSION: "unix:path=%zz"},
        {SESSION: "tcp:host=localhost,port=1"},
        {SESSION: "autolaunch:"},
        {ACCESSIBILITY: "nonsense"},
        {"XDG_RUNTIME_DIR": "relative"},
    ],
)
def test_where_there_is_none_nobody_waits(environment: dict[str, str]) -> None:
    given, began = dict(environment), time.monotonic()
    assert asked(environment, LONG).silent == ""
    assert environment == given
    assert time.monotonic() - began < LONG / 2


@pytest.mark.parametrize("always", ["", "1"])
def test_a_bus_that_answers_is_left_as_it_is(tmp_path: Path, always: str) -> None:
    with real_bus(tmp_path / "bus") as address:
        environment = {SESSION: address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": always}
        given = dict(environment)
        assert asked(environment, LONG).silent == ""
        assert environment == given


def test_an_accessibility_bus_without_a_registry_is_one_that_answers(tmp_path: Path) -> None:
    with real_bus(tmp_path / "bus") as address:
        assert asked({ACCESSIBILITY: address}, LONG).silent == ""


def test_a_registry_that_has_its_name_and_says_nothing(tmp_path: Path) -> None:
    jeepney = pytest.importorskip("jeepney", reason="only where the vault speaks D-Bus")
    blocking = pytest.importorskip("jeepney.io.blocking")
    with real_bus(tmp_path / "bus") as address, blocking.open_dbus_connection(address) as registry:
        bus = jeepney.DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        name = ("org.a11y.atspi.Registry", 0)
        registry.send_and_get_reply(jeepney.new_method_call(bus, "RequestName", "su", name))
        assert asked({ACCESSIBILITY: address}, SHORT).silent == ACCESSIBILITY


def test_who_hangs_up_or_talks_nonsense_is_not_waited_for(tmp_path: Path) -> None:
    for number, said in enumerate((b"", b"OK 1\r\n", b"OK 1\r\n" + b"l\x02\x00\x01" + b"\xff" * 12)):
        path = tmp_path / str(number)
        with socket.socket(socket.AF_UNIX) as line:
            line.bind(str(path))
            line.listen()
            made = Asked({SESSION: f"unix:path={path}"}, limit=LONG)
            with line.accept()[0] as bus:
                bus.sendall(said)
                bus.shutdown(socket.SHUT_WR)
                made.keep_from_qt({})
        assert made.silent == ""


def test_a_call_is_written_as_the_specification_has_it() -> None:
    jeepney = pytest.importorskip("jeepney", reason="only where the vault speaks D-Bus")
    parser = pytest.importorskip("jeepney.low_level").Parser()
    for texts in ((), ("one",), ("æ", "", "three")):
        parser.add_data(message(7, "org.example", "/org/example", "org.example.Face", "Member", *texts))
        read = parser.get_next_message()
        fields = jeepney.HeaderFields
        assert read.body == texts
        assert read.header.serial == 7
        assert read.header.flags is jeepney.MessageFlag.no_auto_start
        assert read.header.message_type is jeepney.MessageType.method_call
        assert {
            name: read.header.fields.get(name) for name in (fields.path, fields.destination, fields.interface, fields.member)
        } == {
            fields.path: "/org/example",
            fields.destination: "org.example",
            fields.interface: "org.example.Face",
            fields.member: "Member",
        }


def test_it_loads_little_before_the_first_paint() -> None:
    code = (
        "import sys; from provesvar_gui.system.silent_bus import Asked; Asked({}).keep_from_qt({});"
        "print({'socket', 'jeepney', 'asyncio'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], env=dict(os.environ), capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
