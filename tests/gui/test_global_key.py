"""The number taken by the global key, on the screen. Windows is replaced."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.ui import keys
from provesvar_gui.ui.global_shortcut import GlobalShortcut
from provesvar_gui.ui.help.keys import HelpDialog, KeyCaps
from provesvar_gui.ui.session_lock import WindowsMessage, windows_library
from tests.gui.fakes import KARI, OLA, Bench, make_bench
from tests.gui.hands import find, in_field, label
from tests.gui.test_handover import bar_visible, nothing_sent, words_on_screen

GROUPED = "018969 00052"


class FakeUser32:
    def __init__(self) -> None:
        self.had, self.calls = True, list[tuple[str, tuple[Any, ...]]]()

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: Any) -> bool:
            self.calls.append((name, arguments))
            return self.had

        return call


class Stand:
    def __init__(self, qtbot: QtBot) -> None:
        self.bench, self.user32, self.copied = make_bench(qtbot), FakeUser32(), ""
        self.shortcut = GlobalShortcut(self.bench.window, lambda _name: self.user32, lambda: self.copied)

    def pressed(self, copied: str, number: int = 1) -> None:
        self.copied = copied
        message = WindowsMessage(message=0x0312, wParam=number)
        assert self.shortcut.ear is not None
        self.shortcut.ear.nativeEvent(b"windows_generic_MSG", ctypes.addressof(message))


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    stand = Stand(qtbot)
    yield stand
    stand.shortcut.stop()


def test_an_empty_desk_is_filled_in_front_and_nothing_is_sent(stand: Stand) -> None:
    stand.shortcut.use("Ctrl+Shift+F9")
    ((name, (_window, number, modifiers, code)),) = stand.user32.calls
    assert (name, number, modifiers, code) == ("RegisterHotKey", 1, 0x4000 | 0x2 | 0x4, 0x78)
    stand.pressed(OLA, number=2)
    assert in_field(stand.bench) == ""
    stand.pressed(f"Nordmann, Kari ({GROUPED})")
    assert in_field(stand.bench) == OLA
    assert nothing_sent(stand.bench)
    assert "The number came from another program." in words_on_screen(stand.bench)
    assert "Nordmann" not in words_on_screen(stand.bench)
    stand.shortcut.use("")
    assert [name for name, _ in stand.user32.calls] == ["RegisterHotKey", "SetForegroundWindow", "UnregisterHotKey"]


@pytest.mark.hazard("S11")
@pytest.mark.parametrize("text", ["", "Nordmann, Kari", "91 23 45 67", f"{KARI} {OLA}", "x" * 999, "1" * 22])
def test_what_is_no_number_is_told_and_not_shown(stand: Stand, text: str) -> None:
    stand.shortcut.use("Ctrl+Alt+P")
    stand.pressed(text)
    assert in_field(stand.bench) == ""
    assert bar_visible(stand.bench)
    assert label(stand.bench, "handOverTitle") == "From another program: no patient number"
    assert not find(stand.bench, "takePatientButton").isVisible()
    assert all(part not in words_on_screen(stand.bench) for part in ("Nordmann", "91", KARI[:6], "xxx", "111"))


def test_the_key_is_in_the_table_of_keys_while_it_works(stand: Stand) -> None:
    def shown(key: str) -> bool:
        dialog = HelpDialog(stand.bench.window)
        found = any(key in one.accessibleName() for one in dialog.findChildren(KeyCaps))
        dialog.close()
        return found

    stand.shortcut.use("Ctrl+Alt+P")
    assert shown("Ctrl+Alt+P")
    stand.shortcut.use("Meta+F9")
    assert not shown("Ctrl+Alt+P")
    stand.user32.had = False
    stand.shortcut.use("Ctrl+Alt+Q")
    assert label(stand.bench, "statusWhat") == "Ctrl+Alt+Q does not work in other programs: another program has that key."
    assert keys.sequences(keys.Key.FROM_ANYWHERE) == []


@pytest.mark.parametrize(
    "key", ["Alt+S", "Ctrl+O", "Ctrl+Shift+F1", "Ctrl+V", "Alt+F4", *(f"Alt+{letter}" for letter in ascii_uppercase)]
)
def test_a_key_of_the_window_itself_is_not_taken_from_it(stand: Stand, key: str) -> None:
    stand.shortcut.use(key)
    assert stand.user32.calls == []
    assert label(stand.bench, "statusWhat") == f"{key} does not work in other programs: it is a key of this window."


def test_elsewhere_the_desktops_own_keys_do_it(bench: Bench) -> None:
    GlobalShortcut(bench.window, windows_library).use("Ctrl+Alt+P")
    assert label(bench, "statusWhat").endswith("this desktop does not allow it.")
