"""The marks of macOS, before a stand-in of its Objective-C runtime: nothing of it was tried on a Mac."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from provesvar_gui.ui.clipboard import PatientClipboard
from provesvar_gui.ui.macos import ObjectiveC, exclude_window, mark_pasteboard


class StandIn(ObjectiveC):
    """Objects are numbers, each of a name that tells how it came about."""

    def __init__(self, *, board: bool = True) -> None:
        self.names = ["nil"]
        self.told: list[tuple[str, ...]] = []
        self._board = board

    def _new(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1

    def find(self, name: str) -> int:
        return self._new(name)

    def send(self, receiver: int, selector: str, *arguments: int | bytes) -> int:
        given = [each.decode() if isinstance(each, bytes) else self.names[each] for each in arguments]
        to = self.names[receiver]
        if selector == "generalPasteboard":
            return self._new("board") if self._board else 0
        if to in ("board", "window"):
            self.told.append((selector, *given))
            return 1
        if selector == "window":
            return self._new("window")
        return self._new({"NSData": "nothing"}.get(to) or given[0])


@pytest.mark.hazard("S99")
def test_both_marks_are_added_and_carry_nothing() -> None:
    runtime = StandIn()
    mark_pasteboard(lambda: runtime)
    assert runtime.told == [
        ("addTypes:owner:", "org.nspasteboard.ConcealedType", "nil"),
        ("setData:forType:", "nothing", "org.nspasteboard.ConcealedType"),
        ("addTypes:owner:", "org.nspasteboard.TransientType", "nil"),
        ("setData:forType:", "nothing", "org.nspasteboard.TransientType"),
    ]


def test_a_window_is_kept_out_of_pictures() -> None:
    runtime = StandIn()
    assert exclude_window(runtime.find("view"), lambda: runtime)
    assert runtime.told == [("setSharingType:", "nil")]


@pytest.mark.usefixtures("qapp")
def test_what_is_copied_is_marked_after_it_lies_there() -> None:
    seen: list[str] = []
    clipboard = PatientClipboard(sandbox=False, seconds=60, mark=lambda: seen.append(QGuiApplication.clipboard().text()))
    clipboard.put("Kalium 4,0 mmol/L")
    clipboard.put("")
    assert seen == ["Kalium 4,0 mmol/L"]
    clipboard.take_back()
    assert len(seen) == 1
