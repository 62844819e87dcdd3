"""The lines of the hand-over: read, refused, and never quoted."""

from __future__ import annotations

import json

import pytest

from provesvar_gui.platform.handover.protocol import Act, Code, Message, answer, read, read_answer, written

NUMBER = "13896900263"


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


@pytest.mark.parametrize(
    "message",
    [Message(act=Act.PATIENT, number=NUMBER), Message(act=Act.RAISE), Message(act=Act.RAISE, token="t_TIME1")],
    ids=["patient", "raise", "token"],
)
def test_there_and_back(message: Message) -> None:
    assert read(written(message)) == message
    assert NUMBER not in repr(message)


def test_answers() -> None:
    assert answer(None) == b'{"v": 1, "ok": true}\n'
    assert read_answer(answer(None)) is True
    assert all(read_answer(answer(code)) is code for code in Code)
    assert read_answer(b"") is False
    assert read_answer(line(v=2, ok=True)) is False
    assert read_answer(line(v=1, ok=False, code="something-new")) is False
    assert read_answer(line(v=1, ok=1)) is False
