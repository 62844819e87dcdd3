"""What comes by the key for all programs, on the screen. The desktop is a stand-in."""

from __future__ import annotations

import ctypes
import logging
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from provesvar_gui.platform.global_key import GlobalKey, read
from provesvar_gui.ui import keys
from provesvar_gui.ui.global_shortcut import DesktopKey, GlobalShortcut, KeyUnavailable, WindowsDesktopKey, desktop_key
from provesvar_gui.ui.help.keys import HelpDialog, KeyCaps
from provesvar_gui.ui.session_lock import WindowsMessage
from tests.gui.fakes import KARI, OLA, Bench, make_bench
from tests.gui.hands import answered, find, label, press, showing
from tests.gui.test_handover import bar_visible, in_field, nothing_sent, words_on_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

GROUPED = "018969 00052"


class FakeDesktop(DesktopKey):
    def __init__(self) -> None:
        super().__init__()
        self.refuses: KeyUnavailable | None = None
        self.fronts = self.stops = 0
        self.tell: Callable[[str | None], None] = lambda _text: None

    def take(self, tell: Callable[[str | None], None]) -> KeyUnavailable | None:
        self.tell = tell
        return self.refuses

    def front(self, window: int) -> None:
        assert window
        self.fronts += 1

    def stop(self) -> None:
        self.stops += 1


class Stand:
    def __init__(self, bench: Bench) -> None:
        self.bench, self.desktop = bench, FakeDesktop()
        self.wanted: list[GlobalKey] = []
        self.shortcut = GlobalShortcut(bench.window, self._make)

    def _make(self, key: GlobalKey) -> FakeDesktop:
        self.wanted.append(key)
        return self.desktop


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    stand = Stand(make_bench(qtbot))
    yield stand
    stand.shortcut.stop()


def test_an_empty_desk_is_filled_in_front_and_nothing_is_sent(stand: Stand) -> None:
    stand.shortcut.use("Ctrl+Alt+P")
    stand.desktop.tell(f"Nordmann, Kari ({GROUPED})")
    assert in_field(stand.bench) == OLA
    assert nothing_sent(stand.bench)
    assert stand.desktop.fronts == 1
    assert "The number came from another program." in words_on_screen(stand.bench)
    assert "Nordmann" not in words_on_screen(stand.bench)


def test_over_results_it_asks(stand: Stand) -> None:
    answered(stand.bench)
    stand.shortcut.use("Ctrl+Alt+P")
    stand.desktop.tell(OLA)
    assert showing(stand.bench)
    assert in_field(stand.bench) == KARI
    assert label(stand.bench, "handOverTitle") == f"Change to patient {GROUPED}, from another program?"
    press(Qt.Key.Key_F12)
    assert in_field(stand.bench) == OLA
    assert len(stand.bench.bridge.named("lookup")) == 1
    assert "The number came from another program." in words_on_screen(stand.bench)


@pytest.mark.hazard("S11")
@pytest.mark.parametrize("text", [None, "", "Nordmann, Kari", "91 23 45 67", f"{KARI} {OLA}", "x" * 999, "1" * 22])
def test_what_is_no_number_is_told_and_not_shown(stand: Stand, text: str | None) -> None:
    stand.shortcut.use("Ctrl+Alt+P")
    stand.desktop.tell(text)
    assert in_field(stand.bench) == ""
    assert bar_visible(stand.bench)
    assert label(stand.bench, "handOverTitle") == "Nothing is selected in the other program that is a patient number"
    assert not find(stand.bench, "takePatientButton").isVisible()
    assert all(part not in words_on_screen(stand.bench) for part in ("Nordmann", "91", KARI[:6], "xxx", "111"))


@pytest.mark.hazard("S11")
def test_a_locked_window_takes_nothing(stand: Stand) -> None:
    answered(stand.bench)
    stand.shortcut.use("Ctrl+Alt+P")
    press(Qt.Key.Key_F10)
    assert stand.bench.window.locked
    stand.desktop.tell(OLA)
    assert in_field(stand.bench) == "", "hidden"
    assert GROUPED not in words_on_screen(stand.bench)


def test_the_key_is_in_the_table_of_keys_while_it_works(stand: Stand) -> None:
    def shown() -> bool:
        dialog = HelpDialog(stand.bench.window)
        found = any("Ctrl+Alt+P" in one.accessibleName() for one in dialog.findChildren(KeyCaps))
        dialog.close()
        return found

    assert not shown()
    stand.shortcut.use("Ctrl+Alt+P")
    assert shown()
    stand.shortcut.use("Meta+F9")
    assert not shown()
    assert [str(key) for key in stand.wanted] == ["Ctrl+Alt+P", "Meta+F9"]
    assert stand.desktop.stops == 1
    stand.shortcut.use("")
    assert keys.sequences(keys.Key.FROM_ANYWHERE) == []


@pytest.mark.parametrize("why", list(KeyUnavailable))
def test_where_it_is_not_to_be_had_the_window_says_so(
    stand: Stand, why: KeyUnavailable, caplog: pytest.LogCaptureFixture
) -> None:
    stand.desktop.refuses = why
    with caplog.at_level(logging.WARNING):
        stand.shortcut.use("Ctrl+Alt+P")
    assert label(stand.bench, "statusWhat").startswith("Ctrl+Alt+P does not work in other programs: ")
    assert why.value in caplog.text
    assert keys.sequences(keys.Key.FROM_ANYWHERE) == []


@pytest.mark.parametrize(
    "key", ["Alt+S", "Ctrl+O", "Ctrl+Shift+F1", "Ctrl+V", "Alt+F4", *(f"Alt+{letter}" for letter in ascii_uppercase)]
)
def test_a_key_of_the_window_itself_is_not_taken_from_it(stand: Stand, key: str) -> None:
    stand.shortcut.use(key)
    assert stand.wanted == []
    assert label(stand.bench, "statusWhat") == f"{key} does not work in other programs: it is a key of this window."
    assert keys.sequences(keys.Key.FROM_ANYWHERE) == []


def test_elsewhere_the_desktops_own_keys_do_it() -> None:
    key = read("Ctrl+Alt+P")
    assert key is not None
    assert desktop_key(key, "linux").take(lambda _text: None) is KeyUnavailable.NOT_HERE


class FakeUser32:
    def __init__(self, *, had: bool = True) -> None:
        self.had, self.calls = had, list[tuple[str, tuple[Any, ...]]]()

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> bool:
            self.calls.append((name, arguments))
            return self.had

        return call


def test_windows_by_its_documentation(qtbot: QtBot) -> None:
    key = read("Ctrl+Shift+F9")
    assert key is not None
    user32, came = FakeUser32(), list[str | None]()
    windows = WindowsDesktopKey(key, lambda _name: user32, lambda: KARI)
    assert windows.take(came.append) is None
    (name, (_window, number, modifiers, code)), *_ = user32.calls
    assert (name, number, modifiers, code) == ("RegisterHotKey", 1, 0x4000 | 0x2 | 0x4, 0x78)
    window = windows._window
    assert window is not None
    for message in (WindowsMessage(message=0x0312, wParam=2), WindowsMessage(message=0x0312, wParam=1)):
        window.nativeEvent(b"windows_generic_MSG", ctypes.addressof(message))
    assert came == [KARI]
    windows.front(7)
    windows.stop()
    assert [name for name, _ in user32.calls] == ["RegisterHotKey", "SetForegroundWindow", "UnregisterHotKey"]
    refused = WindowsDesktopKey(key, lambda _name: FakeUser32(had=False))
    assert refused.take(came.append) is KeyUnavailable.TAKEN
    refused.stop()
