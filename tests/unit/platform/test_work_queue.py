from __future__ import annotations

import gc
import threading
import weakref
from functools import partial
from typing import TYPE_CHECKING

import pytest

from provesvar_gui.platform.runtime import WorkQueue

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG, SHORT = 20.0, 0.05


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_in_the_order_in_which_it_was_asked_for() -> None:
    turn, done = WorkQueue("x"), list[int]()
    for number in range(50):
        turn.later(partial(done.append, number))
    assert turn.ask(lambda: 7, LONG) == 7
    assert done == list(range(50))


def test_what_hangs_is_waited_for_once(hang: threading.Event) -> None:
    turn, begun = WorkQueue("x"), list[int]()
    assert turn.ask(hang.wait, SHORT) is None
    turn.later(lambda: begun.append(1))
    assert turn.ask(lambda: begun.append(2), LONG * 10) is None  # the time limit of the test is the judge
    hang.set()
    while turn.ask(lambda: 3, LONG) is None:
        pass
    assert begun == [1]


def test_more_than_there_is_room_for_is_left_out_and_holds_up_nobody(hang: threading.Event) -> None:
    turn = WorkQueue("x")
    for _ in range(1000):
        turn.later(hang.wait)


def test_what_is_raised_comes_to_who_asked_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda given: told.append(given.exc_type.__name__))

    def fail() -> None:
        raise ValueError

    turn = WorkQueue("x")
    with pytest.raises(ValueError):  # noqa: PT011 - it has no words
        turn.ask(fail, LONG)
    turn.later(fail)
    assert turn.ask(lambda: 1, LONG) == 1
    assert told == ["ValueError"]


def test_nothing_of_it_stays() -> None:
    class Passed:
        """Something of a caller's."""

    turn, passed = WorkQueue("x"), Passed()
    gone = weakref.ref(passed)
    turn.later(partial(repr, passed))
    turn.ask(lambda: None, LONG)
    del passed
    gc.collect()
    assert gone() is None


def test_whoever_asks_when_there_is_no_room_is_heard_later(hang: threading.Event) -> None:
    turn = WorkQueue("x")
    for _ in range(1000):
        turn.later(hang.wait)
    assert turn.ask(lambda: 1, LONG * 10) is None
    hang.set()
    while turn.ask(lambda: 1, LONG) is None:
        pass
