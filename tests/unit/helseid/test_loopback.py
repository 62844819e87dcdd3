"""The loopback listener against browsers, strangers and noise."""

from __future__ import annotations

import asyncio
import base64
import errno
import hashlib
import os
import re
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import loopback
from provesvar_gui.helseid.authorization import browser_commands, child_environment, is_web_address, open_browser, start_detached
from provesvar_gui.helseid.loopback import Loopback, listen
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep
from provesvar_gui.platform.peer import is_another_user, of_our_session, of_our_user, read_tables, user_of, way_of
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import Kit, ask, judge, make_kit, refusing, send

ANY_PORT = ("http://localhost:0/callback",)


def request(port: int, line: str = "GET /callback?state=right&code=c HTTP/1.1", host: str = "", extra: str = "") -> bytes:
    return f"{line}\r\nHost: {host or f'localhost:{port}'}\r\n{extra}\r\n".encode()


@pytest.mark.hazard("S4", "S6")
@pytest.mark.requirement("R22", "R32")
@pytest.mark.parametrize(
    ("before", "query", "status", "words"),
    [
        ("", "state=right&code=secret-code", 200, "kontrollerer innloggingen"),
        ("", "state=wrong&code=secret-code", 400, "hører ikke til innloggingen"),
        ("state=right&code=first", "state=right&code=secret-code", 410, "allerede besvart"),
        ("", "state=right&code=secret-code&code=secret-code", 400, "Ugyldig forespørsel"),
        ("", "state=right&code=secret-code&x=" + "x" * 20_000, 400, "Ugyldig forespørsel"),
    ],
    ids=["taken", "of another login", "a second one", "malformed", "too large"],
)
def test_the_page_is_static_and_locked_down(before: str, query: str, status: int, words: str) -> None:
    async def scenario() -> bytes:
        async with Loopback[str](ANY_PORT, judge) as listener:
            if before:
                await ask(f"{listener.redirect_uri}?{before}")
            return await ask(f"{listener.redirect_uri}?{query}")

    head, _, body = run(scenario()).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in head.decode().split("\r\n")[1:])}
    assert b"secret-code" not in head + body
    assert int(headers["content-length"]) == len(body)
    assert headers["connection"] == "close"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    scripts = re.findall(rb"<script>(.*?)</script>", body, re.DOTALL)
    assert scripts == [b'history.replaceState(null, "", location.pathname);']
    assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(scripts[0]).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    assert words in body.decode()
    assert "$" not in body.decode()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
async def test_localhost_is_answered_in_both_families(address: str) -> None:
    async with Loopback[str](ANY_PORT, judge) as listener:
        port = urlsplit(listener.redirect_uri).port or 0
        try:
            got = await send(port, request(port), family=address)
        except OSError:
            pytest.skip("this machine has no IPv6")
        assert got.startswith(b"HTTP/1.1 200 ")


@pytest.mark.hazard("S3")
async def test_taken_ports_are_passed_over_and_named_when_there_is_none() -> None:
    with socket.socket() as first, socket.socket(socket.AF_INET6) as second, socket.socket() as free:
        first.bind(("127.0.0.1", 0))
        first.listen()
        try:
            second.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            second.bind(("::1", 0))
            second.listen()
        except OSError:
            pytest.skip("this machine has no IPv6")
        free.bind(("127.0.0.1", 0))
        taken, taken_in_6, port = (sock.getsockname()[1] for sock in (first, second, free))
        free.close()
        uris = [f"http://localhost:{number}/callback" for number in (taken, taken_in_6, port)]
        async with Loopback[str](uris, judge) as listener:
            assert listener.redirect_uri == uris[2]
        with app_error(ErrorCode.PORTS_BUSY) as caught:
            async with Loopback[str](uris[:2], judge):
                pass
        assert caught.value.params["ports"] == f"{taken}, {taken_in_6}"
        async with Loopback[str](uris[2:], judge):
            pass  # and again at once, although connections may linger


@pytest.mark.parametrize(
    ("why", "code", "ports", "named"),
    [
        ("EACCES EACCES", ErrorCode.PORTS_FORBIDDEN, "11731, 16273", "EACCES"),
        ("EADDRINUSE EADDRINUSE", ErrorCode.PORTS_BUSY, "11731, 16273", "EADDRINUSE"),
        ("EACCES EADDRINUSE", ErrorCode.PORTS_BUSY, "16273", "EADDRINUSE"),  # of which the person can do something
        ("EACCES EADDRNOTAVAIL", ErrorCode.PORTS_FORBIDDEN, "11731", "EACCES"),
        ("EADDRNOTAVAIL EBADF", ErrorCode.PORTS_UNUSABLE, "11731, 16273", "EADDRNOTAVAIL"),
    ],
)
def test_a_port_that_is_refused_is_told_apart_from_one_that_is_in_use(why: str, code: ErrorCode, ports: str, named: str) -> None:
    numbers = dict(zip((11731, 16273), (getattr(errno, name) for name in why.split()), strict=True))
    with pytest.raises(AppError) as caught:
        listen([f"http://localhost:{port}/callback" for port in numbers], open_socket=refusing(numbers))
    assert (caught.value.code, caught.value.params) == (code, {"ports": ports, "reason": named})
    assert all(f"{port} {name}" in caught.value.detail for port, name in zip(numbers, why.split(), strict=True))


async def test_only_what_could_be_the_answer_has_the_table_of_connections_read() -> None:
    """A thousand silent connections once held the program up for a quarter of a minute."""
    reads: list[int] = []

    def counted() -> list[str] | None:
        reads.append(1)
        return read_tables()

    async with Loopback[str](ANY_PORT, judge, head_seconds=3600, is_ours=partial(of_our_user, read=counted)) as listener:
        port = urlsplit(listener.redirect_uri).port or 0
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(200)]
        other, post = (request(port, f"{line} HTTP/1.1") for line in ("GET /other", "POST /callback"))
        for bad in (b"noise\r\n\r\n", other, post, request(port, host="evil.example")):
            assert not (await send(port, bad)).startswith(b"HTTP/1.1 200 ")
        assert not reads
        assert len(listener._tasks) <= 8
        assert (await send(port, request(port))).startswith(b"HTTP/1.1 200 ")
        assert await listener.answer() == "c"
        assert 1 <= len(reads) <= 2
    for _, writer in silent:
        writer.close()


# -- more logins than ports, with real sockets: a login waits for its turn, and a port is given back the moment a login is over


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def free_ports(count: int) -> tuple[str, ...]:
    """Addresses whose ports are free in both families."""
    taken = [listen(["http://localhost:0/callback"]) for _ in range(count)]
    for _, sockets in taken:
        close(sockets)
    return tuple(address for address, _ in taken)


class People:
    """Each at a login of their own. ``moved``: somebody's login has come a step further."""

    def __init__(self, addresses: tuple[str, ...]) -> None:
        self.addresses, self.moved = addresses, asyncio.Event()
        self.all: list[Person] = []

    def comes(self, seconds: float = 300) -> Person:
        self.all.append(Person(make_kit(redirect_uris=self.addresses, login_seconds=seconds), self.moved))
        return self.all[-1]

    async def until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self.moved.clear()
            await self.moved.wait()

    async def aclose(self) -> None:
        for person in self.all:
            await person.kit.aclose()


class Person:
    """``does``: what they do in the browser, which waits for it."""

    def __init__(self, kit: Kit, moved: asyncio.Event) -> None:
        self.kit, self._moved = kit, moved
        self.does: asyncio.Future[dict[str, str | None]] = asyncio.get_running_loop().create_future()
        kit.browser.play = self._play
        self.login: asyncio.Task[Clinician] = asyncio.ensure_future(kit.session.login(organisation=None, report=self._report))

    def _report(self, progress: LoginProgress) -> None:
        self.kit.steps.append(progress)
        self._moved.set()

    async def _play(self, url: str) -> None:
        await ask(self.kit.helseid.authorize(url, **await self.does))

    @property
    def in_browser(self) -> bool:
        return LoginStep.BROWSER in self.kit.passed()

    @property
    def waits(self) -> bool:
        return self.kit.passed()[-1:] == [LoginStep.PORTS]


@pytest.mark.hazard("H9.11")
@pytest.mark.parametrize("end", ["logs in", "gives up", "fails"])
async def test_the_next_one_who_waits_goes_on_however_a_login_ends(end: str) -> None:
    people = People(free_ports(1))
    three = [people.comes() for _ in range(3)]
    await people.until(lambda: all(person.in_browser or person.waits for person in three))
    (first,) = (person for person in three if person.in_browser)
    second, third = (person for person in three if person.waits)
    assert not third.kit.helseid.sent("/connect/par")  # nothing was begun at HelseID that would grow old meanwhile
    second.login.cancel()  # who gives up takes no port and hinders nobody
    if end == "gives up":
        first.login.cancel()  # Escape
    else:
        first.does.set_result({} if end == "logs in" else {"code": None, "error": "access_denied"})
    await asyncio.gather(first.login, second.login, return_exceptions=True)
    await people.until(lambda: third.in_browser)
    third.does.set_result({})
    assert (await third.login).hpr_number
    assert third.kit.passed().count(LoginStep.PORTS) == 1
    close(listen(people.addresses)[1])
    await people.aclose()


@pytest.mark.parametrize("seconds", [0.6, 0.1])
async def test_who_waits_in_vain_is_told_why(seconds: float) -> None:
    people = People(free_ports(1))
    _, held = listen(people.addresses)
    with app_error(ErrorCode.PORTS_BUSY) as caught:
        await people.comes(seconds).login
    assert caught.value.params["ports"] in people.addresses[0]
    close(held)
    await people.aclose()


# -- another user of the same machine is not answered, whatever address they have read in the list of processes


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


def test_each_system_has_its_own_way() -> None:
    assert way_of("linux") is of_our_user
    windows = way_of("win32")
    assert isinstance(windows, partial)
    assert windows.func is of_our_session


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


class Spawned:
    def __init__(self, *works: str) -> None:
        self.works = works
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str], environment: Mapping[str, str]) -> bool:
        self.commands.append(list(command))
        return command[0] in self.works


URL = "https://helseid.example/connect/authorize?client_id=a&request_uri=urn%3Ab"


def test_browser_is_read_as_a_list() -> None:
    assert browser_commands("", URL) == []
    assert browser_commands("a:b --new '%s':'c d'::\"", URL) == [["a", URL], ["b", "--new", URL], ["c d", URL]]
    spawned = Spawned("b")
    asked: list[str] = []

    async def platform_open(url: str) -> bool:
        asked.append(url)
        return True

    for browser, platform, commands, by_platform in (
        ("a:b:c", "linux", [["a", URL], ["b", URL]], 0),
        ("a", "linux", [["a", URL]], 1),
        ("", "linux", [], 1),
        ("b", "win32", [], 1),
    ):
        spawned.commands.clear()
        asked.clear()
        environment = {"BROWSER": browser}
        assert run(open_browser(URL, environment=environment, platform_open=platform_open, platform=platform, spawn=spawned))
        assert spawned.commands == commands
        assert len(asked) == by_platform
    assert not run(open_browser(URL, environment={}, platform_open=None, platform="linux", spawn=spawned))


@pytest.mark.parametrize(
    "url",
    [
        "file://host/etc/passwd",
        "javascript:alert(1)",
        "https://a/\n",
        "https://æ",
        "https://a/ b",
        "https://",
        "--help",
        "https://[",
    ],
)
def test_what_is_no_web_address_is_not_opened(url: str) -> None:
    spawned = Spawned("b")
    assert not is_web_address(url)
    assert not run(open_browser(url, environment={"BROWSER": "b"}, platform_open=None, platform="linux", spawn=spawned))
    assert not spawned.commands


def test_the_program_is_started_without_a_shell_and_without_waiting(tmp_path: Path) -> None:
    assert child_environment({"A": "b", "LD_LIBRARY_PATH": "x", "LD_LIBRARY_PATH_ORIG": "y"}) == {
        "A": "b",
        "LD_LIBRARY_PATH": "y",
    }
    assert not start_detached([str(tmp_path / "none"), URL], {})
    assert not start_detached(["a\x00b", URL], {})
    if sys.platform == "win32":
        return
    before = set(threading.enumerate())
    assert start_detached([sys.executable, "-c", "import sys; sys.stdin.read(); print('not seen')", "$(touch x)"], {})
    for thread in set(threading.enumerate()) - before:
        assert thread.daemon
        thread.join(20)
        assert not thread.is_alive()
