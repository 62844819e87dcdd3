"""A global shortcut: its notation in the settings, and its code in Windows. Pure.

Ctrl, Alt or Meta, and a letter or F1-F12: no digits, since AltGr (Ctrl+Alt on Windows) writes signs with them.
"""

from __future__ import annotations

from typing import NamedTuple

_MODIFIERS = ("Meta", "Ctrl", "Alt", "Shift")  # Qt's own order, in which a key is shown
_REQUIRED_MODIFIERS = frozenset({"Meta", "Ctrl", "Alt"})
_FUNCTION = {f"F{number}": number for number in range(1, 13)}


class GlobalKey(NamedTuple):
    """A global shortcut. ``modifiers``: of Meta, Ctrl, Alt, Shift. ``key``: a capital letter, or F1 to F12."""

    modifiers: frozenset[str]
    key: str

    def __str__(self) -> str:
        return "+".join((*(name for name in _MODIFIERS if name in self.modifiers), self.key))

    @property
    def windows_key(self) -> int:
        """Microsoft's virtual-key codes: capital letters as in ASCII, VK_F1 0x70 and on."""
        return ord(self.key) if self.key not in _FUNCTION else 0x6F + _FUNCTION[self.key]


def read(text: str) -> GlobalKey | None:
    """Such as ``Ctrl+Alt+P``, in any order and any case; None where it is no such key."""
    *modifiers, key = [part.strip().capitalize() for part in text.split("+")]
    named = frozenset(modifiers)
    letter = len(key) == 1 and "A" <= key <= "Z"
    if not (letter or key in _FUNCTION) or len(named) != len(modifiers):
        return None
    if not named <= frozenset(_MODIFIERS) or not named & _REQUIRED_MODIFIERS:
        return None
    return GlobalKey(modifiers=named, key=key)
