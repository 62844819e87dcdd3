from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.settings.rules import read_global_key


@pytest.mark.parametrize(
    ("text", "shown", "windows"),
    [
        ("Ctrl+Alt+P", "Ctrl+Alt+P", 0x50),
        ("alt + ctrl + p", "Ctrl+Alt+P", 0x50),
        ("Meta+F9", "Meta+F9", 0x78),
        ("CTRL+F1", "Ctrl+F1", 0x70),
    ],
)
def test_read(text: str, shown: str, windows: int) -> None:
    key = read_global_key(text)
    assert key is not None
    assert (str(key), key.windows_key) == (shown, windows)


@pytest.mark.parametrize("text", ["", "P", "Shift+P", "Ctrl", "+P", "Ctrl+1", "Ctrl+Æ", "Ctrl+F13", "Ctrl+Ctrl+P"])
def test_no_key_that_others_type_with(text: str) -> None:
    assert read_global_key(text) is None


@given(st.text(max_size=30))
def test_any_text_is_a_valid_key_or_none(text: str) -> None:
    key = read_global_key(text)
    if key is not None:
        assert read_global_key(str(key)) == key
        assert key.modifiers & {"Ctrl", "Alt", "Meta"}
