"""One line by standard input."""

from __future__ import annotations

import os

from provesvar_gui.platform.handover.client import read_behind, read_number


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


def test_it_need_not_end_to_be_read() -> None:
    read, write = piped(b"13896900263\n", close=False)
    assert read_number(read) == "13896900263"
    os.close(read)
    os.close(write)


def test_nothing_that_comes_is_waited_for() -> None:
    read, write = piped(b"", close=False)
    told: list[str | None] = []
    thread = read_behind(told.append, read)
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
