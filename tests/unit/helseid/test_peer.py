"""Another user of the same machine is not answered, whatever address they have read in the list of processes."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from provesvar_gui.helseid import loopback
from provesvar_gui.helseid.loopback import Loopback, is_another_user, read_tables, user_of

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
            assert is_another_user(taken, read=read) is another


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
def test_only_the_same_user_is_answered(user: int) -> None:
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
