"""Stepwise work on the window's thread: several have their turns, and no turn of the event loop has two slices."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from provesvar_gui.ui.slices import Slices


def steps(name: str, told: list[str], count: int) -> Generator[None, None, str]:
    for _ in range(count):
        told.append(name)
        yield
    return name


def test_slices_take_turns_with_the_event_loop(qtbot: QtBot) -> None:
    """One slice between two turns of the loop, whoever's it is."""
    told: list[str] = []
    done: list[str] = []
    parent = QObject()
    beat = QTimer(parent, interval=0)
    beat.timeout.connect(lambda: told.append("turn"))
    beat.start()
    for name in "ab":
        Slices(parent).run(steps(name, told, 400_000), done.append, first_seconds=0.0)
    qtbot.waitUntil(lambda: len(done) == 2)
    told.append("turn")
    pieces = " ".join(told).split("turn")
    assert not [piece for piece in pieces if "a" in piece and "b" in piece]
    assert sum("a" in piece for piece in pieces) > 1
    first = next(place for place, piece in enumerate(pieces) if "b" in piece)
    last = max(place for place, piece in enumerate(pieces) if "a" in piece)
    assert first < last  # nobody waits for the other's end


def test_what_was_cancelled_or_has_gone_is_not_done(qtbot: QtBot) -> None:
    done: list[str] = []
    cancelled, gone, left = Slices(), Slices(), Slices()
    for name, each in (("cancelled", cancelled), ("gone", gone), ("left", left)):
        each.run(steps(name, [], 10), done.append, first_seconds=0.0)
    cancelled.cancel()
    delete(gone)
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["left"]
