"""The socket: who is heard, how long, and what is left behind."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from provesvar_gui.platform.handover.client import send
from provesvar_gui.platform.handover.place import Place, claim, find
from provesvar_gui.platform.handover.protocol import LIMIT, Act, HandOverRequest, Rejection, answer, written
from provesvar_gui.platform.handover.server import Server

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")
KARI = HandOverRequest(act=Act.PATIENT, number="13896900263")
LONG = 30.0  # s: no test waits for it


class Desk:
    """Takes what is delivered."""

    def __init__(self) -> None:
        self.came: list[HandOverRequest] = []
        self.refusal: Rejection | None = None
        self.meanwhile: Callable[[], object] = lambda: None

    def __call__(self, message: HandOverRequest, waited_for: Callable[[], bool]) -> Rejection | None:
        self.meanwhile()
        if waited_for():
            self.came.append(message)
        return self.refusal


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def address(tmp_path: Path) -> str:
    return str(tmp_path / "s")


@pytest.fixture
def server(desk: Desk, address: str) -> Iterator[Server]:
    server = Server(address, desk, seconds=LONG)
    server.start()
    yield server
    server.stop()
    assert server.join(5)


def talk(address: str, *parts: bytes, end: bool = True) -> bytes:
    """Say these bytes, and that it is all; what is answered until the other side hangs up."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(address)
        for part in parts:
            connection.sendall(part)
        if end:
            connection.shutdown(socket.SHUT_WR)
        said = b""
        while came := connection.recv(4096):
            said += came
        return said


def test_a_patient_is_handed_over(server: Server, desk: Desk, address: str) -> None:
    assert send(address, KARI, LONG) is True
    assert desk.came == [KARI]
    assert os.lstat(address).st_mode & 0o777 == 0o600
    server.stop()
    assert not os.path.lexists(address)
    assert send(address, KARI, LONG) is False


@pytest.mark.hazard("S103")
@pytest.mark.usefixtures("server")
def test_what_is_refused_is_not_delivered_and_not_quoted(desk: Desk, address: str) -> None:
    assert talk(address, b"13896900263\n") == answer(Rejection.MALFORMED)
    assert talk(address) == answer(Rejection.MALFORMED)
    assert talk(address, b" " * (LIMIT + 1), end=False) == answer(Rejection.TOO_LARGE)
    assert desk.came == []


def test_a_silent_peer_is_let_go(desk: Desk, address: str) -> None:
    server = Server(address, desk, seconds=0.05)
    server.start()
    try:
        assert talk(address, b'{"v":1', end=False) == answer(Rejection.TIMEOUT)
        assert talk(address, written(KARI)) == answer(None)
    finally:
        server.stop()
    assert server.join(5)


@pytest.mark.hazard("S10")
@pytest.mark.usefixtures("server")
def test_who_has_given_up_is_known_and_who_only_says_no_more_waits(desk: Desk, address: str) -> None:
    come, go = threading.Event(), threading.Event()

    def slow() -> None:
        come.set()
        go.wait(LONG)

    desk.meanwhile = slow
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        connection.sendall(written(KARI))
        assert come.wait(LONG)
    go.set()
    assert talk(address, written(KARI)) == answer(None)  # behind it; shut for writing
    assert desk.came == [KARI], "the second one alone"


@pytest.mark.hazard("S103")
def test_another_users_program_is_not_heard(desk: Desk, address: str) -> None:
    server = Server(address, desk, seconds=LONG, peer=lambda _connection: os.geteuid() + 1)
    server.start()
    try:
        assert talk(address, end=False) == b""
        assert send(address, KARI, LONG) is False
        assert desk.came == []
    finally:
        server.stop()
    assert server.join(5)


@pytest.mark.hazard("S103")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.skipif(shutil.which("perl", path="/usr/bin") is None, reason="takes a program that everybody may run")
def test_another_user_gets_to_neither_the_socket_nor_the_lock(desk: Desk) -> None:
    """As the program lays them: the connection is refused by the system, and nothing can be put in their place."""
    with tempfile.TemporaryDirectory(prefix="pv") as runtime:
        place = find("program", {"XDG_RUNTIME_DIR": runtime, "DISPLAY": ":0"})
        assert isinstance(place, Place)
        os.chmod(runtime, 0o755)  # should that be open to all, the program's own folder is not
        claimed = claim(place)
        assert claimed is not None
        server = Server(place.address, desk, seconds=LONG)
        server.start()
        code = (
            "socket(S, AF_UNIX, SOCK_STREAM, 0); print connect(S, sockaddr_un($ARGV[0])) ? 'in' : int($!), ' ';"
            "print opendir(D, $ARGV[2]) ? 'seen' : int($!), ' ';"
            "print unlink($_) ? 'gone' : int($!), ' ' for @ARGV[0, 1]; print open(F, '>>', $ARGV[1]) ? 'open' : int($!)"
        )
        try:
            run = subprocess.run(
                ["/usr/bin/perl", "-MSocket", "-e", code, place.address, place.lock, f"{runtime}/provesvar"],
                user=65534, group=65534, extra_groups=[], capture_output=True, text=True, check=False, cwd="/",
            )  # fmt: skip
            assert run.stdout.split() == [str(errno.EACCES)] * 5, run.stderr
            assert send(place.address, KARI, LONG) is True
        finally:
            server.stop()
            claimed.release()
        assert server.join(5)
    assert desk.came == [KARI]


def test_one_that_cannot_be_delivered_is_told_and_the_next_is_heard(
    server: Server, desk: Desk, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda given: told.append(given.exc_type.__name__))
    desk.meanwhile = lambda: [][0]
    assert send(address, KARI, LONG / 10) is Rejection.FAILED
    desk.meanwhile = lambda: None
    assert send(address, KARI, LONG / 10) is True
    assert desk.came == [KARI]
    assert told == ["IndexError"]
    assert server.join(0) is False


def test_a_socket_left_by_a_killed_program_is_replaced(desk: Desk, address: str) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address)
    assert send(address, KARI, LONG) is False
    server = Server(address, desk)
    server.start()
    try:
        assert send(address, KARI, LONG) is True
    finally:
        server.stop()
    assert server.join(5)


def test_the_socket_of_a_newer_program_is_left_alone(server: Server, desk: Desk, address: str) -> None:
    """The session's folder was emptied, and a second program started: the first one ends."""
    os.unlink(address)
    newer = Server(address, desk)
    newer.start()
    server.stop()
    try:
        assert send(address, KARI, LONG) is True
    finally:
        newer.stop()
    assert newer.join(5)
    assert not os.path.lexists(address)


def test_a_program_that_is_no_answer(tmp_path: Path, address: str) -> None:
    """Something of ours listens there and says nothing, or something else."""
    del tmp_path
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(address)
        other.listen()
        assert send(address, KARI, 0.05) is None, "it may take it yet"

        def babble() -> None:
            for _ in range(2):
                connection, _ = other.accept()
                with connection, suppress(OSError):
                    connection.sendall(b"x" * (2 * LIMIT))

        thread = threading.Thread(target=babble)
        thread.start()
        assert send(address, KARI, LONG) is False
        thread.join()
