from __future__ import annotations

import os

import pytest

from provesvar_gui.platform.handover.protocol import Act, HandOverRequest, read, read_in_background, read_number, written

NUMBER = "13896900263"


@pytest.mark.parametrize(
    "message",
    [
        HandOverRequest(act=Act.PATIENT, number=NUMBER),
        HandOverRequest(act=Act.RAISE),
        HandOverRequest(act=Act.RAISE, token="t_TIME1"),
    ],
    ids=["patient", "raise", "token"],
)
def test_a_request_is_read_as_it_was_written(message: HandOverRequest) -> None:
    assert read(written(message)) == message
    assert NUMBER not in repr(message)


def piped(content: bytes, *, close: bool = True) -> tuple[int, int]:
    read, write = os.pipe()
    os.write(write, content)
    if close:
        os.close(write)
    return read, write


def test_the_first_line() -> None:
    read, _ = piped(b"\xef\xbb\xbf138969 00263\r\n01896900052\n")
    assert read_number(read) == "138969 00263"
    os.close(read)


def test_nothing_that_comes_is_waited_for() -> None:
    read, write = piped(b"", close=False)
    told: list[str | None] = []
    thread = read_in_background(told.append, read)
    assert thread.daemon
    assert told == []
    os.close(write)
    thread.join(10)
    assert told == [None]
    os.close(read)


def test_no_standard_input_at_all() -> None:
    read, _ = piped(b"")
    os.close(read)
    assert read_number(read) is None
