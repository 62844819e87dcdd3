"""A global shortcut in X11, and the text of the primary selection at that moment.

The few functions of libxcb that it needs, by ctypes: no new dependency, since Qt's X11 plug-in loads that library. Not Xlib:
there an error that nobody waits for, or a display that goes, ends the process. And not Qt's own connection: what is asked for on
this one, and what comes on it, is nobody else's; Qt's clipboard would wait for whoever owns the selection.

Nothing is waited for: ``read`` is called when ``descriptor`` is readable, and what is selected comes with a later call. Sources:
xproto.h of libxcb 1.17, ICCCM 2.4 (selections), EWMH 1.5 (``_NET_ACTIVE_WINDOW``), the X11 protocol.
"""

from __future__ import annotations

import ctypes
import struct
from contextlib import suppress
from ctypes import c_char_p, c_int, c_int16, c_uint8, c_uint16, c_uint32, c_void_p
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.platform.global_key import GlobalKey

LIMIT: Final = 256  # bytes of what is selected, of which no more are looked at
_MODIFIERS: Final = {"Shift": 1, "Ctrl": 4, "Alt": 8, "Meta": 64}  # Mod1 and Mod4, as every desktop has them
_LOCKS: Final = (0, 2, 16, 18)  # Caps Lock, Num Lock (Mod2), both: the key is the same one
_ANY_MODIFIER: Final = 0x8000
_KEY_PRESS, _KEY_RELEASE, _SELECTION_NOTIFY, _CLIENT_MESSAGE, _MAPPING_NOTIFY = 2, 3, 31, 33, 34
_SENT: Final = 0x80  # by another program, not by the keyboard
_PRIMARY, _STRING = 1, 31
_TO_MANAGERS: Final = 0x80000 | 0x100000  # SubstructureNotify, SubstructureRedirect
_INPUT_ONLY: Final = 2
_HEAD: Final = 32  # bytes of an event, and of a reply before what follows it


class KeyUnavailable(StrEnum):
    """Why there is no such key. Codes, for the log."""

    TAKEN = "taken-by-another-program"
    NO_SUCH_KEY = "not-on-this-keyboard"
    NO_DISPLAY = "no-display"
    WAYLAND = "not-on-wayland"
    NOT_HERE = "not-on-this-system"
    OURS = "a-key-of-this-window"


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("data", c_void_p), ("rem", c_int), ("index", c_int))


def _library() -> Any:
    """Raises OSError where there is none."""
    xcb = ctypes.CDLL("libxcb.so.1")
    for name, result, *arguments in (
        ("connect", c_void_p, c_char_p, c_void_p),
        ("connection_has_error", c_int, c_void_p),
        ("get_file_descriptor", c_int, c_void_p),
        ("get_setup", c_void_p, c_void_p),
        ("setup_roots_iterator", _Screens, c_void_p),
        ("generate_id", c_uint32, c_void_p),
        ("flush", c_int, c_void_p),
        ("disconnect", None, c_void_p),
        ("poll_for_event", c_void_p, c_void_p),
        ("request_check", c_void_p, c_void_p, _Cookie),
        ("intern_atom", _Cookie, c_void_p, c_uint8, c_uint16, c_char_p),
        ("get_keyboard_mapping", _Cookie, c_void_p, c_uint8, c_uint8),
        ("get_property", _Cookie, c_void_p, c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32),
        (
            "create_window_checked", _Cookie, c_void_p, c_uint8, c_uint32, c_uint32, c_int16, c_int16, c_uint16, c_uint16,
            c_uint16, c_uint16, c_uint32, c_uint32, c_void_p,
        ),
        ("grab_key_checked", _Cookie, c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8),
        ("ungrab_key", _Cookie, c_void_p, c_uint8, c_uint32, c_uint16),
        ("convert_selection", _Cookie, c_void_p, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32),
        ("send_event", _Cookie, c_void_p, c_uint8, c_uint32, c_uint32, c_char_p),
        ("intern_atom_reply", c_void_p, c_void_p, _Cookie, c_void_p),
        ("get_keyboard_mapping_reply", c_void_p, c_void_p, _Cookie, c_void_p),
        ("get_property_reply", c_void_p, c_void_p, _Cookie, c_void_p),
    ):  # fmt: skip
        function = getattr(xcb, f"xcb_{name}")
        function.restype, function.argtypes = result, arguments
    return xcb


class X11Key:
    """A connection to the display, which ends with its window and its keys. All raise OSError where there is none, or it goes."""

    def __init__(self, key: GlobalKey, display: bytes | None = None) -> None:
        self._key = key
        self._xcb = _library()
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (c_void_p,)
        self._connection: Any = c_void_p(self._xcb.xcb_connect(display, None))
        self._time = self._released = 0  # the display's, of the last press and the last release
        self._asked: tuple[int, int] | None = None  # for which target, and when
        try:
            self._check()
            setup = self._xcb.xcb_get_setup(self._connection)
            self._first_code, self._last_code = struct.unpack("34xBB", ctypes.string_at(setup, 36))
            (self._root,) = struct.unpack("=I", ctypes.string_at(self._xcb.xcb_setup_roots_iterator(setup).data, 4))
            self._window = int(self._xcb.xcb_generate_id(self._connection))  # never shown
            place = (0, 0, 1, 1, 0, _INPUT_ONLY, 0, 0, None)
            self._done(self._xcb.xcb_create_window_checked(self._connection, 0, self._window, self._root, *place))
            self._utf8, self._into = self._atom(b"UTF8_STRING"), self._atom(b"PROVESVAR_SELECTED")
        except OSError:
            self.close()
            raise

    @property
    def descriptor(self) -> int:
        """Readable when something has come."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def take(self) -> KeyUnavailable | None:
        """Have the key, by the layout in use, whatever Caps Lock and Num Lock are; or why not."""
        self._ungrab()
        codes = self._key_codes()
        if not codes:
            return KeyUnavailable.NO_SUCH_KEY
        wanted = sum(_MODIFIERS[name] for name in self._key.modifiers)
        asynchronous = 1
        for code in codes:
            for lock in _LOCKS:
                asked = (self._connection, 0, self._root, wanted | lock, code, asynchronous, asynchronous)
                if not self._done(self._xcb.xcb_grab_key_checked(*asked)):
                    self._ungrab()
                    return KeyUnavailable.TAKEN
        return None

    def read(
        self, pressed: Callable[[], None], selected: Callable[[str | None], None], lost: Callable[[KeyUnavailable], None]
    ) -> None:
        """Tell what has come since. ``selected``: None where nothing is, or nothing that can be a number. ``lost``: the key."""
        mapped = False
        for event in self._events():
            kind = event[0]
            if kind == _KEY_RELEASE:
                (self._released,) = struct.unpack("4xI", event[:8])
            elif kind == _KEY_PRESS:
                (self._time,) = struct.unpack("4xI", event[:8])
                if self._time != self._released:  # else it is held down: X lets go and presses at the same time
                    self._ask(self._utf8, self._time)
                    pressed()
            elif kind & ~_SENT == _SELECTION_NOTIFY:
                self._notified(event, selected)
            mapped |= kind == _MAPPING_NOTIFY
        if mapped and (unavailable := self.take()):  # another layout: the letter may be on another key
            lost(unavailable)

    def give_up(self) -> None:
        """Whoever owns the selection does not answer: what comes now is not taken."""
        self._asked = None

    def put_in_front(self, window: int) -> None:
        """Ask the window manager, which sees by the time that somebody has pressed a key for it."""
        by_application = 1
        active = self._atom(b"_NET_ACTIVE_WINDOW")
        message = struct.pack("=BBHII5I", _CLIENT_MESSAGE, 32, 0, window, active, by_application, self._time, 0, 0, 0)
        self._xcb.xcb_send_event(self._connection, 0, self._root, _TO_MANAGERS, message)
        self._xcb.xcb_flush(self._connection)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self._xcb.xcb_disconnect(connection)

    def _ask(self, target: int, time: int) -> None:
        """Have whoever owns the selection write it to a property of ours; a SelectionNotify says when."""
        self._asked = (target, time)
        self._xcb.xcb_convert_selection(self._connection, self._window, _PRIMARY, target, self._into, time)
        self._xcb.xcb_flush(self._connection)

    def _notified(self, event: bytes, selected: Callable[[str | None], None]) -> None:
        time, requestor, selection, target, into = struct.unpack("4x5I", event[:24])
        if (target, time) != self._asked or requestor != self._window or selection != _PRIMARY:
            return
        if into == 0 and target == self._utf8:
            self._ask(_STRING, time)  # an old program
            return
        self._asked = None
        selected(self._text(target) if into == self._into else None)

    def _text(self, target: int) -> str | None:
        asked = (self._connection, 1, self._window, self._into, 0, 0, (LIMIT + 3) // 4)
        reply = self._reply("get_property", self._xcb.xcb_get_property(*asked))  # which deletes it
        bits, kind, after, count = struct.unpack("=xB2x4xIII", reply[:20])
        size = count * bits // 8
        if kind != target or after or size > LIMIT:  # in parts (INCR), or too long: no number
            return None
        with suppress(UnicodeDecodeError):
            return reply[_HEAD : _HEAD + size].decode("latin-1" if target == _STRING else "utf-8")
        return None

    def _events(self) -> list[bytes]:
        """What has come; errors of others' making (their window has gone) are left out."""
        found = []
        while self._connection is not None and (event := self._xcb.xcb_poll_for_event(self._connection)):
            content = ctypes.string_at(event, _HEAD)
            self._free(event)
            if content[0]:
                found.append(content)
        self._check()
        return found

    def _atom(self, name: bytes) -> int:
        reply = self._reply("intern_atom", self._xcb.xcb_intern_atom(self._connection, 0, len(name), name))
        (number,) = struct.unpack("8xI", reply[:12])
        return int(number)

    def _key_codes(self) -> list[int]:
        """The keys that write this without Shift, by the layout in use."""
        count = self._last_code - self._first_code + 1
        asked = self._xcb.xcb_get_keyboard_mapping(self._connection, self._first_code, count)
        reply = self._reply("get_keyboard_mapping", asked)
        per_key = reply[1]
        if not per_key:
            return []
        rows = struct.iter_unpack(f"={per_key}I", reply[_HEAD : _HEAD + 4 * per_key * count])
        return [self._first_code + number for number, row in enumerate(rows) if row[0] == self._key.x11_keysym]

    def _ungrab(self) -> None:
        any_key = 0
        self._xcb.xcb_ungrab_key(self._connection, any_key, self._root, _ANY_MODIFIER)
        self._xcb.xcb_flush(self._connection)

    def _reply(self, what: str, cookie: _Cookie) -> bytes:
        reply = getattr(self._xcb, f"xcb_{what}_reply")(self._connection, cookie, None)
        if not reply:
            raise OSError("no reply")
        (more,) = struct.unpack("=4xI", ctypes.string_at(reply, 8))
        content = ctypes.string_at(reply, _HEAD + 4 * more)
        self._free(reply)
        return content

    def _done(self, cookie: _Cookie) -> bool:
        error = self._xcb.xcb_request_check(self._connection, cookie)
        if error:
            self._free(error)
        self._check()
        return not error

    def _check(self) -> None:
        if self._connection is None or self._xcb.xcb_connection_has_error(self._connection):
            raise OSError("the display has gone")
