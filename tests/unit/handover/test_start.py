from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from provesvar_gui.platform.handover.place import Instance, Place, Reason, begin, claim, find
from provesvar_gui.platform.handover.protocol import Act, HandOverRequest, Rejection
from tests.kit.first_program import FirstProgram

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the socket is Linux'")


@pytest.fixture
def environment() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        yield {"XDG_RUNTIME_DIR": folder, "DISPLAY": ":7", "XDG_ACTIVATION_TOKEN": "t1"}


def start(environment: dict[str, str], *, seconds: float = 10.0) -> Instance | int:
    return begin(sandbox=False, config=None, from_stdin=False, environment=environment, seconds=seconds, patience=seconds)


@contextmanager
def running(environment: dict[str, str], came: list[HandOverRequest], refusal: Rejection | None = None) -> Iterator[Instance]:
    def take(message: HandOverRequest) -> Rejection | None:
        came.append(message)
        return refusal

    first = start(environment)
    assert isinstance(first, Instance)
    assert first.reason is None
    server = FirstProgram(first.address, take)
    try:
        yield first
    finally:
        server.stop()
        first.release()


def test_a_second_start_raises_the_first(environment: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    came: list[HandOverRequest] = []
    with running(environment, came):
        assert start(environment) == 0
    assert came == [HandOverRequest(act=Act.RAISE, token="t1")]
    assert capsys.readouterr().out == "Prøvesvar is running already: its window was brought to the front.\n"
    again = start(environment)
    assert isinstance(again, Instance)
    assert again.address
    again.release()


@pytest.mark.parametrize(("refusal", "said"), [(Rejection.VERSION, "version"), (Rejection.LOCKED, "locked")])
def test_a_refusal_is_told_and_nobody_goes_on_alone(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], refusal: Rejection, said: str
) -> None:
    came: list[HandOverRequest] = []
    with running(environment, came, refusal):
        assert start(environment) == 1
    assert len(came) == 1, "asked once"
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(("refusal", "seconds"), [(Rejection.BUSY, 0.1), (Rejection.FAILED, 10.0)])
def test_one_that_does_not_answer_or_fails_leaves_a_window_of_its_own(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str], refusal: Rejection, seconds: float
) -> None:
    with running(environment, [], refusal):
        alone = start(environment, seconds=seconds)
    assert isinstance(alone, Instance)
    assert (alone.address, alone.reason) == ("", Reason.NO_ANSWER)
    assert capsys.readouterr().out == ""


def test_one_that_is_just_starting_is_waited_for(environment: dict[str, str]) -> None:
    place = find("program", environment)
    assert isinstance(place, Place)
    first = claim(place)
    assert first is not None
    came: list[HandOverRequest] = []
    status: list[Instance | int] = []
    second = threading.Thread(target=lambda: status.append(start(environment, seconds=30)))
    second.start()
    server = FirstProgram(place.address, came.append)
    second.join(30)
    assert status == [0]
    server.stop()
    first.release()


SECOND = """
import os, sys
from provesvar_gui.platform.handover.place import begin
sys.exit(begin(sandbox=False, config=None, from_stdin=True, environment=os.environ))
"""


@pytest.mark.parametrize(
    ("given", "status", "said"), [(b"13896900263\n", 0, ""), (b"", 1, "No number"), (b"1" * 200 + b"\n", 1, "No number")]
)
def test_a_patient_by_standard_input(environment: dict[str, str], given: bytes, status: int, said: str) -> None:
    came: list[HandOverRequest] = []
    with running(environment, came):
        run = subprocess.run(
            [sys.executable, "-c", SECOND],
            env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
            input=given,
            capture_output=True,
            check=False,
        )
    assert run.returncode == status
    assert run.stderr == b""
    assert said.encode() in run.stdout
    assert b"138969" not in run.stdout
    assert [message.number for message in came] == ["13896900263" if status == 0 else ""]


UNANSWERED = """
import os, sys
from provesvar_gui.platform.handover.place import begin
got = begin(sandbox=False, config=None, from_stdin=True, environment=os.environ, seconds=0.3, patience=float(sys.argv[1]))
print(got.reason.value, got.stdin_read, got.number, got.elsewhere)
"""


@pytest.mark.hazard("S10")
@pytest.mark.parametrize(
    ("refusal", "patience", "said"),
    [(None, 0.0, "no-answer True None True"), (Rejection.BUSY, 30.0, "no-answer True 13896900263 False")],
    ids=["has begun", "will not do it"],
)
def test_what_was_sent_and_not_refused_is_not_shown_in_a_second_window(
    environment: dict[str, str], refusal: Rejection | None, patience: float, said: str
) -> None:
    """A window that stands still in the middle of it shows the patient when it goes on."""
    asked, go_on = threading.Event(), threading.Event()

    def take(message: HandOverRequest) -> Rejection | None:
        assert message.number == "13896900263"
        asked.set()
        if refusal is None:
            go_on.wait(30)
        return refusal

    first = start(environment)
    assert isinstance(first, Instance)
    server = FirstProgram(first.address, take)
    run = subprocess.run(
        [sys.executable, "-c", UNANSWERED, str(patience)],
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment},
        input=b"13896900263\n",
        capture_output=True,
        check=True,
    )
    go_on.set()
    server.stop()
    first.release()
    assert asked.is_set()
    assert run.stdout.decode().strip() == said


def test_a_first_start_loads_nothing_that_is_not_needed() -> None:
    code = "import sys; from provesvar_gui.platform.handover.place import begin; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"socket", "json", "threading", "ssl", "asyncio"} & set(run.stdout.split())
