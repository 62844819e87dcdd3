"""Calls of macOS through the Objective-C runtime (objc/message.h). Tested with stand-ins, never on a real machine.

Qt puts a format of a name of our own on the pasteboard as ``com.trolltech.anymime.NAME`` (QMacMimeAny), where no clipboard
history looks, and its way around that, QUtiMimeConverter, is not part of Qt for Python. So two marks are added to what Qt has put
there, as nspasteboard.org has it (NSPasteboard ``addTypes:owner:`` and ``setData:forType:``). They carry no data.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Confidential; and there for a moment only.
MARKS: Final = ("org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType")
_LIBRARY: Final = "/usr/lib/libobjc.A.dylib"
_NOT_SHARED: Final = 0  # NSWindowSharingNone


class ObjectiveC:
    """The runtime of this process. Objects are addresses; 0 is nil. Raises OSError where there is none."""

    def __init__(self) -> None:
        self._library: Any = ctypes.CDLL(_LIBRARY)
        for name in ("objc_getClass", "sel_registerName"):
            function = getattr(self._library, name)
            function.restype, function.argtypes = ctypes.c_void_p, [ctypes.c_char_p]

    def find(self, name: str) -> int:
        return int(self._library.objc_getClass(name.encode()) or 0)

    def send(self, receiver: int, selector: str, *arguments: int | bytes) -> int:
        """The answer to a message, an object, a number or a truth value; ``arguments``: objects, numbers, or a C string.

        The function is given the message's own prototype, which Apple's processors need.
        """
        pointer = ctypes.c_void_p
        kinds = [ctypes.c_char_p if isinstance(each, bytes) else pointer for each in arguments]
        call = ctypes.CFUNCTYPE(pointer, pointer, pointer, *kinds)(("objc_msgSend", self._library))
        return int(call(receiver, self._library.sel_registerName(selector.encode()), *arguments) or 0)


def mark_pasteboard(make: Callable[[], ObjectiveC] = ObjectiveC) -> None:
    """Mark what lies on the general pasteboard now. Raises nothing."""
    try:
        runtime = make()
    except (OSError, AttributeError):
        return
    board = runtime.send(runtime.find("NSPasteboard"), "generalPasteboard")
    data = runtime.send(runtime.find("NSData"), "data")
    if not board or not data:
        return
    for name in MARKS:
        kind = runtime.send(runtime.find("NSString"), "stringWithUTF8String:", name.encode())
        runtime.send(board, "addTypes:owner:", runtime.send(runtime.find("NSArray"), "arrayWithObject:", kind), 0)
        runtime.send(board, "setData:forType:", data, kind)


def exclude_window(view: int, make: Callable[[], ObjectiveC] = ObjectiveC) -> bool:
    """Keep the window of this NSView out of pictures of the screen (NSWindow ``sharingType``); whether that went."""
    try:
        runtime = make()
    except (OSError, AttributeError):
        return False
    window = runtime.send(view, "window")
    if window:
        runtime.send(window, "setSharingType:", _NOT_SHARED)
    return bool(window)
