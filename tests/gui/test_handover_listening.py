"""Requests of other programs on their way to the window: from the socket's thread, from standard input, through a pipe."""

from __future__ import annotations

import sys
import tempfile
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from provesvar_gui.platform.handover.client import send
from provesvar_gui.platform.handover.place import Instance, Reason
from provesvar_gui.platform.handover.protocol import LIMIT, Act, HandOverRequest, Rejection, answer, written
from provesvar_gui.ui.handover import HandOverListener, PipeServer
from tests.gui.fakes import KARI, make_bench
from tests.gui.hands import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PATIENT = HandOverRequest(act=Act.PATIENT, number=KARI)
RAISE = HandOverRequest(act=Act.RAISE)
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")


class FakeWindow:
    def __init__(self) -> None:
        self.closed = self.elsewhere = False
        self.raised: list[str] = []
        self.came: list[str | None] = []
        self.threads: set[threading.Thread] = set()

    def come_forward(self, token: str = "") -> None:
        self.threads.add(threading.current_thread())
        self.raised.append(token)

    def hand_over(self, text: str | None) -> bool:
        self.came.append(text)
        return bool(text)

    def handed_elsewhere(self) -> None:
        self.elsewhere = True


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
    listening = HandOverListener(window, Instance(address))
    listening.start(from_stdin=False)
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


@linux
def test_the_real_window(qtbot: QtBot, address: str) -> None:
    bench = make_bench(qtbot)
    listening = HandOverListener(bench.window, Instance(address), bench.window)
    listening.start(from_stdin=False)
    bench.window.showMinimized()
    assert sent(qtbot, address, PATIENT) is True
    assert not bench.window.isMinimized()
    assert bench.window.form.patient.check.normalised == KARI
    assert sent(qtbot, address, HandOverRequest(act=Act.PATIENT, number="Kari")) is Rejection.NUMBER
    listening.stop()


@pytest.mark.hazard("S10")
@linux
def test_who_gave_up_while_the_window_stood_still_is_not_obeyed(qtbot: QtBot, address: str) -> None:
    """It has become a window of its own meanwhile: the same patient must not come into both."""
    window = FakeWindow()
    listening = HandOverListener(window, Instance(address), seconds=30)
    listening.start(from_stdin=False)
    for message in (PATIENT, RAISE):
        assert send(address, message, 0.2) is None  # the window's loop stands still meanwhile
    assert sent(qtbot, address, HandOverRequest(act=Act.PATIENT, number="1")) is True  # behind them
    assert window.came == ["1"]
    assert window.raised == [""]
    listening.stop()


def delivered(qtbot: QtBot, listener: HandOverListener) -> Rejection | None:
    said: list[Rejection | None] = []
    thread = threading.Thread(target=lambda: said.append(listener.deliver(PATIENT)), name="asking")
    thread.start()
    qtbot.waitUntil(lambda: bool(said))
    thread.join()
    return said[0]


def test_one_that_has_begun_is_waited_for_however_long_it_takes(qtbot: QtBot, address: str) -> None:
    waits: list[bool] = []

    class Slow(FakeWindow):
        def hand_over(self, text: str | None) -> bool:
            (asking,) = (each for each in threading.enumerate() if each.name == "asking")
            asking.join(0.2)  # longer than the listener's time: busy would say that nothing was done
            waits.append(asking.is_alive())
            return super().hand_over(text)

    listener = HandOverListener(Slow(), Instance(address), seconds=0.02)
    said: Rejection | None = Rejection.BUSY
    while said is Rejection.BUSY:  # where this machine did not get to it
        said = delivered(qtbot, listener)
    assert (said, waits) == (None, [True])


def test_a_number_that_another_window_may_take_yet_is_not_taken_here_and_that_is_said(qtbot: QtBot) -> None:
    window, instance = FakeWindow(), Instance(reason=Reason.NO_ANSWER)
    instance.stdin_read = instance.elsewhere = True
    HandOverListener(window, instance).start(from_stdin=True)
    assert window.elsewhere
    assert window.came == []
    bench = make_bench(qtbot)
    bench.window.handed_elsewhere()
    assert label(bench, "statusWhat") == "Prøvesvar is running already in another window, which did not answer."


def through_pipe(qtbot: QtBot, address: str, *parts: bytes) -> bytes:
    socket = QLocalSocket()
    socket.connectToServer(address)
    for part in parts:
        socket.write(part)
        socket.flush()
    qtbot.waitUntil(lambda: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    return bytes(socket.readAll().data())


def test_the_pipe(qtbot: QtBot, address: str) -> None:
    """It is for Windows; Qt has the same class here."""
    came: list[HandOverRequest] = []
    server = PipeServer(address, lambda message: came.append(message), limit_ms=200)
    server.start()
    line = written(PATIENT)
    assert through_pipe(qtbot, address, line) == answer(None)
    assert through_pipe(qtbot, address, line[:9], line[9:]) == answer(None)
    assert through_pipe(qtbot, address, b"13896900263\n") == answer(Rejection.MALFORMED)
    assert through_pipe(qtbot, address, b" " * (LIMIT + 1)) == answer(Rejection.TOO_LARGE)
    assert through_pipe(qtbot, address, b"{") == answer(Rejection.TIMEOUT)
    assert came == [PATIENT, PATIENT]
    server.stop()
    second = PipeServer(f"{address}/no/such/folder", lambda message: came.append(message))
    with pytest.raises(OSError, match="pipe"):
        second.start()
