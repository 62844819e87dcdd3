"""Another user of the same machine is not answered, whatever address they have read in the list of processes."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from provesvar_gui.helseid import loopback
from provesvar_gui.helseid.loopback import Loopback
from provesvar_gui.platform.peer import is_another_user, of_our_session, of_our_user, read_tables, user_of, way_of

NOBODY = 65534
TABLE = (
    "  0: 0100007F:1F90 0100007F:C350 01 0:0 00:0 0  1000        0 1 1 0000000000000000 20 4 30 10 -1",
    "  1: 0100007F:C350 0100007F:1F90 01 0:0 00:0 0  1001        0 1 1 0000000000000000 20 4 30 10 -1",
    "  2: 0100007F:C351 0100007F:1F90 06 0:0 00:0 0     0        0 1 1 0000000000000000 20 4 30 10 -1",
    "  3: 0000000000000000FFFF00000100007F:C352 0000000000000000FFFF00000100007F:1F90 01 0:0 00:0 0  1002 0 1 1 0 20 4 30 10 -1",
)


@pytest.mark.parametrize(("port", "user"), [("C350", 1001), ("C351", None), ("C352", 1002), ("C353", None)])
def test_the_table_of_the_kernel_tells_whose_socket_it_is(port: str, user: int | None) -> None:
    assert user_of(f"0100007F:{port}", "0100007F:1F90", TABLE) == user


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
@pytest.mark.parametrize(
    ("answers", "another"),
    [
        ([None], False),  # else nobody could log in where a profile or a container shuts the tables off
        ([[], []], True),
        ([[], None], False),
        (["the table"], False),
        ([[], "the table"], False),  # missed once, while the table was made
        ([[], [], "the table"], True),
    ],
)
def test_without_a_table_nobody_is_refused_and_a_table_without_the_socket_refuses(answers: list[Any], another: bool) -> None:
    left = list(answers)

    def read() -> list[str] | None:
        answer = left.pop(0)
        return read_tables() if answer == "the table" else answer

    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as _mine:
        taken, _ = listener.accept()
        with taken:
            assert is_another_user(taken, partial(of_our_user, read=read)) is another


# What Wine 10 told a program (process 32, session 1) that was connected to itself: its client's row, and its listener's.
WINE = {
    2: "02000000050000007f000001de0200007f0000018a07000020000000050000007f0000018a0700007f000001de02000020000000",
    23: "02000000000000000000000000000000000000010010000093ca00000000000000000000000000000000000100100000ab6100000500000020000000"
    "0000000000000000000000000000000100100000ab610000000000000000000000000000000000010010000093ca00000500000020000000",
}
V4, V6 = (("127.0.0.1", 56834), ("127.0.0.1", 35335)), (("::1", 37834, 0, 0), ("::1", 43873, 0, 0))


class Windows:
    """Stands in for its libraries. ``sessions``: of the processes that may be asked. ``fails``: the error of the table's call."""

    def __init__(self, sessions: Mapping[int, int], *, process: int = 32, fails: int = 0) -> None:
        self.sessions, self.fails = {os.getpid(): 1, **sessions}, fails
        its, other = struct.pack("<I", 32), struct.pack("<I", process)
        self.tables = {family: bytes.fromhex(table).replace(its, other) for family, table in WINE.items()}
        self.told = 40  # the size it names first: connections come meanwhile

    def __call__(self, name: str) -> Any:
        return {
            "iphlpapi": SimpleNamespace(GetExtendedTcpTable=self.table),
            "kernel32": SimpleNamespace(ProcessIdToSessionId=self.session),
        }[name]

    def table(self, buffer: Any, size: Any, order: int, family: int, kind: int, reserved: int) -> int:
        assert (order, kind, reserved) == (0, 4, 0)
        table = self.tables[family]
        if len(buffer) < len(table):
            size._obj.value, self.told = self.told, len(table)
            return 122
        buffer[: len(table)] = table
        return self.fails

    def session(self, process: int, number: Any) -> int:
        number._obj.value = self.sessions.get(process, 77)
        return process in self.sessions


@pytest.mark.hazard("S3")
@pytest.mark.parametrize("ends", [V4, V6], ids=["IPv4", "IPv6"])
@pytest.mark.parametrize(
    ("windows", "ours"),
    [
        (Windows({32: 1}), True),
        (Windows({32: 2}), False),  # another user of a terminal server
        (Windows({32: 0}), False),  # a service
        (Windows({}), False),  # it may not be asked
        (Windows({0: 1}, process=0), None),  # nobody's any more
        (Windows({32: 2}, fails=5), True),  # the system tells nothing at all: else nobody could log in
    ],
)
def test_windows_tells_the_session_of_the_process_at_the_other_end(windows: Windows, ours: bool | None, ends: Any) -> None:
    assert of_our_session(*ends, library=windows) is ours
    taken = SimpleNamespace(getpeername=lambda: ends[0], getsockname=lambda: ends[1])
    assert is_another_user(taken, partial(of_our_session, library=windows)) is not ours  # type: ignore[arg-type]  # two calls of a socket
    unknown = (ends[0][0], 1, *ends[0][2:])
    assert of_our_session(unknown, ends[1], library=windows) is (True if windows.fails else None)


def test_each_system_has_its_own_way_or_none() -> None:
    assert way_of("linux") is of_our_user
    assert way_of("darwin") is None
    windows = way_of("win32")
    assert isinstance(windows, partial)
    assert windows.func is of_our_session
    with socket.socket() as nobody:
        assert not is_another_user(nobody, None)


_FETCH = """
import encodings.idna, os, socket, sys
os.setuid(int(sys.argv[1]))
with socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=5) as connection:
    connection.settimeout(5)
    try:
        connection.sendall(b"GET /secret?code=a&state=b HTTP/1.1\\r\\nHost: 127.0.0.1:" + sys.argv[2].encode() + b"\\r\\n\\r\\n")
        print(len(connection.recv(4096)))
    except ConnectionError:
        print(0)
"""


@pytest.mark.hazard("S3")
@pytest.mark.skipif(not sys.platform.startswith("linux") or os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("user", [0, NOBODY])
def test_only_the_same_user_is_answered(user: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "provesvar_gui")
    judged: list[dict[str, str]] = []

    def judge(parameters: Mapping[str, str]) -> tuple[bool | None, bytes]:
        judged.append(dict(parameters))
        return True, loopback.NOT_FOUND

    async def one_visit() -> str:
        async with Loopback[bool](["http://127.0.0.1:0/secret"], judge) as listener:
            port = listener.redirect_uri.rsplit(":", 1)[1].split("/")[0]
            process = await asyncio.create_subprocess_exec(sys.executable, "-c", _FETCH, str(user), port, stdout=subprocess.PIPE)
            out, _ = await process.communicate()
            return out.decode().strip()

    got = asyncio.run(one_visit())
    assert (got != "0", bool(judged)) == ((True, True) if user == 0 else (False, False))
    assert ("of another user" in caplog.text) is (user != 0)
