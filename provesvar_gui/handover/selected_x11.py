"""X11: a key that works in every program, and what is selected there at that moment (the primary selection). No Qt, no clipboard.

Nothing is waited for: ``read`` is called when ``descriptor`` is readable, and what is selected comes with a later call. At most
``LIMIT`` bytes of it are looked at. Sources: ICCCM 2.4 (selections), EWMH 1.5 (``_NET_ACTIVE_WINDOW``), the X11 protocol.
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from provesvar_gui.handover.xcb import LOCK_MASK, Xcb, client_message

if TYPE_CHECKING:
    from provesvar_gui.system.global_key import GlobalKey

LIMIT: Final = 256  # bytes
_MODIFIERS: Final = {"Shift": 1, "Ctrl": 4, "Alt": 8, "Meta": 64}  # Mod1 and Mod4, as every desktop has them
_KEY_PRESS, _KEY_RELEASE, _SELECTION_NOTIFY, _MAPPING_NOTIFY = 2, 3, 31, 34
_SENT: Final = 0x80  # by another program, not by the keyboard
_PRIMARY, _STRING = 1, 31
_TO_MANAGERS: Final = 0x80000 | 0x100000  # SubstructureNotify, SubstructureRedirect


class NotHad(StrEnum):
    """Why there is no such key. Codes, for the log."""

    TAKEN = "taken-by-another-program"
    NO_SUCH_KEY = "not-on-this-keyboard"
    NO_DISPLAY = "no-display"
    WAYLAND = "not-on-wayland"
    NOT_HERE = "not-on-this-system"
    OURS = "a-key-of-this-window"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """The key. ``time``: the display's, of the key press."""

    time: int


@dataclass(frozen=True, slots=True)
class Selected:
    """What is selected; ``text`` is None where nothing is, or nothing that can be a number."""

    text: str | None

    def __repr__(self) -> str:
        """Without it."""
        return "Selected(…)"


class X11Key:
    """Raises OSError where there is no display, or it goes meanwhile."""

    def __init__(self, key: GlobalKey, display: bytes | None = None) -> None:
        self._key = key
        self._xcb = Xcb(display)
        try:
            self._window = self._xcb.window()
            self._utf8, self._into = self._xcb.atom(b"UTF8_STRING"), self._xcb.atom(b"PROVESVAR_SELECTED")
        except OSError:
            self._xcb.close()
            raise
        self._released: int | None = None
        self._asked: tuple[int, int] | None = None  # for which target, and when

    @property
    def descriptor(self) -> int:
        """Readable when something has come."""
        return self._xcb.descriptor

    def take(self) -> NotHad | None:
        """Have the key, by the layout in use, whatever Caps Lock and Num Lock are; or why not."""
        self._xcb.ungrab_all()
        codes = self._xcb.key_codes(self._key.x11_keysym)
        if not codes:
            return NotHad.NO_SUCH_KEY
        wanted = sum(_MODIFIERS[name] for name in self._key.modifiers)
        locks = {0, LOCK_MASK, number := self._xcb.num_lock(), LOCK_MASK | number}
        if all(self._xcb.grab(code, wanted | lock) for code in codes for lock in locks):
            return None
        self._xcb.ungrab_all()
        return NotHad.TAKEN

    def read(self) -> list[Pressed | Selected | NotHad]:
        """What has come since."""
        found: list[Pressed | Selected | NotHad] = []
        mapped = False
        for event in self._xcb.events():
            kind = event[0]
            if kind == _KEY_RELEASE:
                (self._released,) = struct.unpack("4xI", event[:8])
            elif kind == _KEY_PRESS:
                found += self._pressed(event)
            elif kind & ~_SENT == _SELECTION_NOTIFY:
                found += self._notified(event)
            mapped |= kind == _MAPPING_NOTIFY
        if mapped and (not_had := self.take()):  # another layout: the letter may be on another key
            found.append(not_had)
        return found

    def give_up(self) -> None:
        """Whoever owns the selection does not answer: what comes now is not taken."""
        self._asked = None

    def put_in_front(self, window: int, time: int) -> None:
        """Ask the window manager, which sees by the time that somebody has pressed a key for it."""
        by_application = 1
        message = client_message(window, self._xcb.atom(b"_NET_ACTIVE_WINDOW"), (by_application, time, 0))
        self._xcb.send(self._xcb.root, _TO_MANAGERS, message)

    def close(self) -> None:
        """Give the key back."""
        with suppress(OSError):
            self._xcb.close()

    def _pressed(self, event: bytes) -> list[Pressed | Selected | NotHad]:
        (time,) = struct.unpack("4xI", event[:8])
        if time == self._released:
            return []  # held down: X lets go and presses at the same time
        self._ask(self._utf8, time)
        return [Pressed(time=time)]

    def _ask(self, target: int, time: int) -> None:
        self._asked = (target, time)
        self._xcb.ask_selection(self._window, _PRIMARY, target, self._into, time)

    def _notified(self, event: bytes) -> list[Pressed | Selected | NotHad]:
        time, requestor, selection, target, into = struct.unpack("4x5I", event[:24])
        if (target, time) != self._asked or requestor != self._window or selection != _PRIMARY:
            return []
        if into == 0 and target == self._utf8:
            self._ask(_STRING, time)  # an old program
            return []
        self._asked = None
        return [Selected(self._text(target) if into == self._into else None)]

    def _text(self, target: int) -> str | None:
        kind, content, whole = self._xcb.take_property(self._window, self._into, LIMIT)
        if kind != target or not whole:  # in parts (INCR), or too long: no number
            return None
        try:
            return content.decode("latin-1" if target == _STRING else "utf-8")
        except UnicodeDecodeError:
            return None
