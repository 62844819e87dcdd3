"""The few functions of libxcb that the global key needs, by ctypes: no new dependency, since Qt's X11 plug-in loads that library.

Not Xlib: there an error that nobody waits for, or a display that goes, ends the process. Here both are answers. And not Qt's own
connection: what is asked for on this one, and what comes on it, is nobody else's. Sources: xproto.h of libxcb 1.17.
"""

from __future__ import annotations

import ctypes
import struct
from contextlib import suppress
from ctypes import byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.platform.global_key import GlobalKey


LOCK_MASK: Final = 2  # Caps Lock
_NUM_LOCK: Final = 0xFF7F
_INPUT_ONLY: Final = 2
_EVENT: Final = 32  # bytes
_ANY: Final = 0


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("data", c_void_p), ("rem", c_int), ("index", c_int))


def _library() -> Any:
    """Raises OSError where there is none."""
    xcb = ctypes.CDLL("libxcb.so.1")
    for name, result, *arguments in (
        ("xcb_connect", c_void_p, c_char_p, c_void_p),
        ("xcb_connection_has_error", c_int, c_void_p),
        ("xcb_get_file_descriptor", c_int, c_void_p),
        ("xcb_get_setup", c_void_p, c_void_p),
        ("xcb_setup_roots_iterator", _Screens, c_void_p),
        ("xcb_screen_next", None, c_void_p),
        ("xcb_generate_id", c_uint32, c_void_p),
        ("xcb_flush", c_int, c_void_p),
        ("xcb_disconnect", None, c_void_p),
        ("xcb_poll_for_event", c_void_p, c_void_p),
        ("xcb_request_check", c_void_p, c_void_p, _Cookie),
        ("xcb_intern_atom", _Cookie, c_void_p, c_uint8, c_uint16, c_char_p),
        ("xcb_get_keyboard_mapping", _Cookie, c_void_p, c_uint8, c_uint8),
        ("xcb_get_modifier_mapping", _Cookie, c_void_p),
        (
            "xcb_get_property", _Cookie, c_void_p, c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32,
        ),
        (
            "xcb_create_window_checked", _Cookie, c_void_p, c_uint8, c_uint32, c_uint32, ctypes.c_int16, ctypes.c_int16, c_uint16,
            c_uint16, c_uint16, c_uint16, c_uint32, c_uint32, c_void_p,
        ),
        ("xcb_grab_key_checked", _Cookie, c_void_p, c_uint8, c_uint32, c_uint16, c_uint8, c_uint8, c_uint8),
        ("xcb_ungrab_key", _Cookie, c_void_p, c_uint8, c_uint32, c_uint16),
        ("xcb_convert_selection", _Cookie, c_void_p, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32),
        ("xcb_send_event", _Cookie, c_void_p, c_uint8, c_uint32, c_uint32, c_char_p),
        *((f"xcb_{what}_reply", c_void_p, c_void_p, _Cookie, c_void_p) for what in _REPLIES),
    ):  # fmt: skip
        function = getattr(xcb, str(name))
        function.restype, function.argtypes = result, arguments
    return xcb


_REPLIES: Final = ("intern_atom", "get_keyboard_mapping", "get_modifier_mapping", "get_property")
_CURRENT_TIME: Final = 0


class Xcb:
    """A connection to the display. Raises OSError where there is no library, no display, or it has gone."""

    def __init__(self, display: bytes | None = None) -> None:
        self._xcb = _library()
        self._free = ctypes.CDLL(None).free
        self._free.argtypes = (c_void_p,)
        number = c_int()
        self._connection: Any = c_void_p(self._xcb.xcb_connect(display, byref(number)))
        try:
            self._check()
            setup = self._xcb.xcb_get_setup(self._connection)
            self._first, self._last = struct.unpack("34xBB", ctypes.string_at(setup, 36))  # key codes
            screens = self._xcb.xcb_setup_roots_iterator(setup)
            for _ in range(number.value):
                self._xcb.xcb_screen_next(byref(screens))
            (self.root,) = struct.unpack("=I", ctypes.string_at(screens.data, 4))
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """End it: with it go its window and its keys."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._xcb.xcb_disconnect(connection)

    @property
    def descriptor(self) -> int:
        """Readable when something has come."""
        return int(self._xcb.xcb_get_file_descriptor(self._connection))

    def events(self) -> list[bytes]:
        """What has come since, 32 bytes each; errors of others' making (their window has gone) are left out."""
        found = []
        while self._connection is not None and (event := self._xcb.xcb_poll_for_event(self._connection)):
            content = ctypes.string_at(event, _EVENT)
            self._free(event)
            if content[0]:
                found.append(content)
        self._check()
        return found

    def atom(self, name: bytes) -> int:
        reply = self._reply("intern_atom", self._xcb.xcb_intern_atom(self._connection, 0, len(name), name), lambda _head: 0)
        (number,) = struct.unpack("8xI", reply[:12])
        return int(number)

    def window(self) -> int:
        """A window that is never shown."""
        number = int(self._xcb.xcb_generate_id(self._connection))
        cookie = self._xcb.xcb_create_window_checked(
            self._connection, 0, number, self.root, 0, 0, 1, 1, 0, _INPUT_ONLY, 0, 0, None
        )
        if not self._done(cookie):
            raise OSError("no window")
        return number

    def key_codes(self, keysym: int) -> list[int]:
        """The keys that write this without Shift, by the layout in use."""
        count = self._last - self._first + 1
        cookie = self._xcb.xcb_get_keyboard_mapping(self._connection, self._first, count)
        reply = self._reply("get_keyboard_mapping", cookie, lambda head: 4 * struct.unpack("=I", head[4:8])[0])
        per_key = reply[1]
        if not per_key:
            return []
        rows = struct.iter_unpack(f"={per_key}I", reply[32 : 32 + 4 * per_key * count])
        return [self._first + number for number, row in enumerate(rows) if keysym in row[:1]]

    def num_lock(self) -> int:
        """The modifier that Num Lock is; 0: none."""
        reply = self._reply(
            "get_modifier_mapping", self._xcb.xcb_get_modifier_mapping(self._connection), lambda head: 8 * head[1]
        )
        per_modifier, codes = reply[1], set(self.key_codes(_NUM_LOCK))
        masks = (
            1 << number
            for number in range(8)
            if codes & set(reply[32 + number * per_modifier : 32 + (number + 1) * per_modifier])
        )
        return next(masks, 0)

    def grab(self, code: int, modifiers: int) -> bool:
        """Have this key of every program's; False: another one has it."""
        asynchronous = 1
        return self._done(
            self._xcb.xcb_grab_key_checked(self._connection, 0, self.root, modifiers, code, asynchronous, asynchronous)
        )

    def ungrab_all(self) -> None:
        any_modifier = 0x8000
        self._xcb.xcb_ungrab_key(self._connection, _ANY, self.root, any_modifier)
        self._xcb.xcb_flush(self._connection)

    def ask_selection(self, window: int, selection: int, target: int, into: int, time: int) -> None:
        """Have whoever owns the selection write it to a property of ours; a SelectionNotify says when."""
        self._xcb.xcb_convert_selection(self._connection, window, selection, target, into, time)
        self._xcb.xcb_flush(self._connection)

    def take_property(self, window: int, name: int, longest: int) -> tuple[int, bytes, bool]:
        """Its type, its first ``longest`` bytes, and whether that is all. It is deleted."""
        cookie = self._xcb.xcb_get_property(self._connection, 1, window, name, _ANY, 0, (longest + 3) // 4)

        def size(head: bytes) -> int:
            return int(4 * struct.unpack("=I", head[4:8])[0])

        reply = self._reply("get_property", cookie, size)
        form, kind, after, count = struct.unpack("=xB2x4xIII", reply[:20])
        return kind, reply[32 : 32 + count * form // 8], not after and count * form // 8 <= longest

    def send(self, to: int, mask: int, event: bytes) -> None:
        self._xcb.xcb_send_event(self._connection, 0, to, mask, event)
        self._xcb.xcb_flush(self._connection)

    def _reply(self, what: str, cookie: _Cookie, more: Any) -> bytes:
        """Head and what follows it, whose size in bytes ``more`` reads from the head."""
        reply = getattr(self._xcb, f"xcb_{what}_reply")(self._connection, cookie, None)
        if not reply:
            raise OSError("no reply")
        head = ctypes.string_at(reply, _EVENT)
        content = ctypes.string_at(reply, _EVENT + more(head))
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


def client_message(window: int, kind: int, values: Sequence[int]) -> bytes:
    """A ClientMessage with numbers, as window managers understand it."""
    padded = [*values, 0, 0, 0, 0, 0][:5]
    return struct.pack("=BBHII5I", 33, 32, 0, window, kind, *padded)


# X11: a key that works in every program, and what is selected there at that moment (the primary selection). No Qt, no
# clipboard.
#
# Nothing is waited for: ``read`` is called when ``descriptor`` is readable, and what is selected comes with a later call. At
# most
# ``LIMIT`` bytes of it are looked at. Sources: ICCCM 2.4 (selections), EWMH 1.5 (``_NET_ACTIVE_WINDOW``), the X11 protocol.


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
