"""Requests of other programs on their way to the window: from the socket's thread, from standard input, through a pipe."""

from __future__ import annotations

import errno
import os
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Signal
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.actions import HandOverAnswer
from provesvar_gui.platform.handover.place import Instance, Reason
from provesvar_gui.platform.handover.protocol import LIMIT, Act, HandOverRequest, Rejection, answer, send, written
from provesvar_gui.ui.handover import HandOverListener, unanswered_text
from tests.gui.fakes import KARI, make_bench
from tests.gui.hands import label

if TYPE_CHECKING:
    from provesvar_gui.ui.main_window import MainWindow

PATIENT = HandOverRequest(act=Act.PATIENT, number=KARI)
RAISE = HandOverRequest(act=Act.RAISE)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")


class FakeWindow(QObject):
    offerSettled = Signal(object)  # noqa: N815 - a Qt signal

    def __init__(self) -> None:
        super().__init__()
        self.closed = self.elsewhere = self.offers = False
        self.closing = self
        self.raised: list[str] = []
        self.came: list[str | None] = []
        self.threads: set[threading.Thread] = set()

    def come_forward(self, token: str = "") -> None:
        self.threads.add(threading.current_thread())
        self.raised.append(token)

    def hand_over(self, text: str | None, *, sender: str = "", hpr: str = "") -> bool:
        self.came.append(text)
        return bool(text)

    def lock_asked(self, *_given: object, **_more: object) -> HandOverAnswer:
        self.came.append("closed, or locked")
        return HandOverAnswer.TAKEN

    close_asked = lock_asked

    def handed_elsewhere(self, _text: object) -> None:
        self.elsewhere = True


def listens(window: FakeWindow, instance: Instance, *, from_stdin: bool = False, **how: Any) -> HandOverListener:
    listener = HandOverListener(cast("MainWindow", window), instance, **how)
    listener.start(from_stdin=from_stdin)
    return listener


@pytest.fixture
def address() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        yield f"{folder}/s"


def sent(qtbot: QtBot, address: str, message: HandOverRequest) -> Rejection | bool | None:
    """Another program says it, while the window's loop goes on."""
    said: list[Rejection | bool | None] = []
    thread = threading.Thread(target=lambda: said.append(send(address, message, 30)))
    thread.start()
    qtbot.waitUntil(lambda: bool(said))
    thread.join()
    return said[0]


@linux
def test_what_is_asked_is_done_on_the_windows_thread(qtbot: QtBot, address: str) -> None:
    window = FakeWindow()
    listening = listens(window, Instance(address))
    assert sent(qtbot, address, PATIENT) is True
    assert sent(qtbot, address, RAISE) is True
    assert sent(qtbot, address, HandOverRequest(act=Act.PATIENT, number=" ")) is True  # it is the window that judges
    assert (window.came, window.raised) == ([KARI, " "], ["", "", ""])
    assert window.threads == {threading.main_thread()}
    window.closed = True
    assert sent(qtbot, address, PATIENT) is Rejection.BUSY
    listening.stop()
    assert send(address, RAISE, 30) is False
    assert len(window.came) == 2


@pytest.mark.hazard("S10")
@linux
def test_who_gave_up_while_the_window_stood_still_is_not_obeyed(qtbot: QtBot, address: str) -> None:
    """It has become a window of its own meanwhile: the same patient must not come into both."""
    window = FakeWindow()
    listening = listens(window, Instance(address))
    for message in (PATIENT, RAISE):
        assert send(address, message, 0.2) is None  # the window's loop stands still meanwhile
    assert sent(qtbot, address, HandOverRequest(act=Act.PATIENT, number="1")) is True  # behind them
    assert window.came == ["1"]
    assert window.raised == [""]
    listening.stop()


def test_a_number_that_another_window_may_take_yet_is_not_taken_here_and_that_is_said(qtbot: QtBot) -> None:
    window, instance = FakeWindow(), Instance(reason=Reason.NO_ANSWER)
    instance.stdin_read = instance.elsewhere = True
    listens(window, instance, from_stdin=True)
    assert window.elsewhere
    assert window.came == []
    bench = make_bench(qtbot)
    bench.window.handed_elsewhere(unanswered_text())
    assert label(bench, "statusWhat") == "Prøvesvar is running already in another window, which did not answer."


def talk(qtbot: QtBot, address: str, *parts: bytes, end: bool = True) -> bytes:
    """Another program says these bytes, and that it is all; what is answered until the window hangs up."""
    said: list[bytes] = []

    def connect() -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(address)
            came = b""
            with suppress(ConnectionError):  # let go before that
                for part in parts:
                    connection.sendall(part)
                if end:
                    connection.shutdown(socket.SHUT_WR)
                while more := connection.recv(4096):
                    came += more
            said.append(came)

    thread = threading.Thread(target=connect)
    thread.start()
    qtbot.waitUntil(lambda: bool(said))
    thread.join()
    return said[0]


@pytest.mark.hazard("S103")
@linux
def test_what_is_refused_is_not_taken_and_not_quoted_and_a_silent_peer_is_let_go(qtbot: QtBot, address: str) -> None:
    window, line = FakeWindow(), written(PATIENT)
    listening = listens(window, Instance(address), limit_ms=200)
    assert os.lstat(address).st_mode & 0o777 == 0o600
    assert talk(qtbot, address, line[:9], line[9:]) == answer("taken")  # shut for writing, as socat and a shell do
    assert talk(qtbot, address, KARI.encode() + b"\n") == answer(Rejection.MALFORMED)
    assert talk(qtbot, address, b" " * (LIMIT + 1), end=False) == answer(Rejection.TOO_LARGE)
    assert talk(qtbot, address, b"{", end=False) == answer(Rejection.TIMEOUT)
    assert talk(qtbot, address) == b""
    assert window.came == [KARI]
    listening.stop()
    assert not os.path.lexists(address)


@pytest.mark.hazard("S103")
@linux
def test_another_users_program_is_not_heard(qtbot: QtBot, address: str) -> None:
    window = FakeWindow()
    listening = listens(window, Instance(address), user_of=lambda _connection: os.geteuid() + 1)
    assert talk(qtbot, address, end=False) == b""
    assert sent(qtbot, address, PATIENT) is False
    for act in (b"end", b"lock"):
        assert talk(qtbot, address, b'{"v": 2, "act": "%s"}\n' % act) == b""
    assert window.came == []
    listening.stop()


@linux
def test_what_a_killed_program_left_is_replaced_and_something_else_is_not(qtbot: QtBot, address: str) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(address)
    window = FakeWindow()
    listening = listens(window, Instance(address))
    assert sent(qtbot, address, PATIENT) is True
    listening.stop()
    Path(address).touch()
    instance = Instance(address)
    listens(window, instance)
    assert instance.reason is Reason.SOCKET_UNUSABLE


@pytest.mark.hazard("S115")
@linux
def test_a_flood_of_half_lines_and_one_that_talks_while_it_waits_hold_nobody_up(qtbot: QtBot, address: str) -> None:
    window = FakeWindow()
    window.offers = True
    listening = listens(window, Instance(address), limit_ms=200)
    ask = b'{"v": 2, "act": "patient", "number": "1", "wait": true}\n'
    before = len(os.listdir("/proc/self/fd"))
    with ExitStack() as stack:
        waiting = stack.enter_context(socket.socket(socket.AF_UNIX))
        waiting.connect(address)
        waiting.sendall(ask)
        qtbot.waitUntil(lambda: window.came == ["1"])
        waiting.setblocking(False)
        lines = 0
        with suppress(BlockingIOError):  # the window takes no more of it than one
            while lines < 2000:
                lines += waiting.send(b"x" * LIMIT) // LIMIT
                QCoreApplication.processEvents()
        assert lines < 2000
        halves = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(60)]
        for half in halves:
            half.setblocking(False)
            while half.connect_ex(address) == errno.EAGAIN:
                QCoreApplication.processEvents()
            half.send(ask[:20])
        assert sent(qtbot, address, RAISE) is True
        assert len(os.listdir("/proc/self/fd")) - before < 2 * len(halves), "they wait their turn"
    listening.stop()
