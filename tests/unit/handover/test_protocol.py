"""The lines of the hand-over: read, refused, and never quoted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.handover.protocol import LIMIT, Act, Code, Message, answer, read, read_answer, written

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


@pytest.mark.parametrize(
    ("came", "code"),
    [
        (b"", Code.MALFORMED),
        (b"13896900263\n", Code.MALFORMED),
        (b"[]\n", Code.MALFORMED),
        (b"\xff\xfe{}\n", Code.MALFORMED),
        (b"[" * 4000, Code.MALFORMED),
        (b"{" + b" " * LIMIT + b"}", Code.TOO_LARGE),
        (line(act="raise"), Code.MALFORMED),
        (line(v=True, act="raise"), Code.MALFORMED),
        (line(v="1", act="raise"), Code.MALFORMED),
        (line(v=2, act="raise"), Code.VERSION),
        (line(v=2, something="new"), Code.VERSION),
        (line(v=1), Code.MALFORMED),
        (line(v=1, act="look-up"), Code.UNKNOWN_ACT),
        (line(v=1, act="look-up", number=NUMBER), Code.UNKNOWN_ACT),
        (line(v=1, act="patient"), Code.MALFORMED),
        (line(v=1, act="patient", number=""), Code.MALFORMED),
        (line(v=1, act="patient", number=13896900263), Code.MALFORMED),
        (line(v=1, act="patient", number="1" * 65), Code.MALFORMED),
        (line(v=1, act="raise", number=NUMBER), Code.MALFORMED),
        (line(v=1, act="raise", basis="AKUTT"), Code.MALFORMED),
        (line(v=1, act="raise", token="t" * 257), Code.MALFORMED),
        (line(v=1, act="raise", token="a\0b"), Code.MALFORMED),
        (b'{"v":1,"act":"patient","number":"13896900263","number":"01896900052"}\n', Code.MALFORMED),
    ],
)
def test_what_is_refused(came: bytes, code: Code) -> None:
    assert read(came) is code


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_whatever_comes_is_a_code_or_a_message(came: bytes) -> None:
    assert isinstance(read(came), Code | Message)
    assert isinstance(read_answer(came), Code | bool)


@given(st.recursive(st.none() | st.integers() | st.text(max_size=5), lambda inner: st.dictionaries(st.text(max_size=5), inner)))
def test_any_json(value: object) -> None:
    assert isinstance(read(json.dumps(value).encode()), Code)


def test_answers() -> None:
    assert answer(None) == b'{"v": 1, "ok": true}\n'
    assert read_answer(answer(None)) is True
    assert all(read_answer(answer(code)) is code for code in Code)
    assert read_answer(b"") is False
    assert read_answer(line(v=2, ok=True)) is False
    assert read_answer(line(v=1, ok=False, code="something-new")) is False
    assert read_answer(line(v=1, ok=1)) is False


def test_a_byte_order_mark_does_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + line(v=1, act="raise")) == Message(act=Act.RAISE)
