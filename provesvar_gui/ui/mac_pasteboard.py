"""macOS: marks what lies on the pasteboard for clipboard histories, as nspasteboard.org has it. Not verified on a real machine.

Qt puts a format of a name of our own there as ``com.trolltech.anymime.NAME`` (QMacMimeAny), where no history looks, and its way
around that, QUtiMimeConverter, is not part of Qt for Python. So the two marks are added to what Qt has put there, through the
Objective-C runtime (objc/message.h; NSPasteboard ``addTypes:owner:`` and ``setData:forType:``). They carry no data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

#: Confidential; and there for a moment only.
MARKS: Final = ("org.nspasteboard.ConcealedType", "org.nspasteboard.TransientType")
_LIBRARY: Final = "/usr/lib/libobjc.A.dylib"


class Messages(Protocol):
    """What is asked of the Objective-C runtime. Objects are addresses; 0 is nil."""

    def find(self, name: str) -> int: ...

    def send(self, receiver: int, selector: str, *arguments: int | bytes) -> int:
        """The answer to a message, an object, a number or a truth value; ``arguments``: objects, or a C string."""
        ...


class Runtime:
    """The runtime of this process. Raises OSError where there is none."""

    def __init__(self) -> None:
        import ctypes  # 1 ms, for which the first paint does not wait

        self._ctypes: Any = ctypes
        self._library: Any = ctypes.CDLL(_LIBRARY)
        for name in ("objc_getClass", "sel_registerName"):
            function = getattr(self._library, name)
            function.restype, function.argtypes = ctypes.c_void_p, [ctypes.c_char_p]

    def find(self, name: str) -> int:
        return int(self._library.objc_getClass(name.encode()) or 0)

    def send(self, receiver: int, selector: str, *arguments: int | bytes) -> int:
        """The function is given the message's own prototype, which Apple's processors need."""
        pointer, text = self._ctypes.c_void_p, self._ctypes.c_char_p
        kinds = [text if isinstance(each, bytes) else pointer for each in arguments]
        call = self._ctypes.CFUNCTYPE(pointer, pointer, pointer, *kinds)(("objc_msgSend", self._library))
        return int(call(receiver, self._library.sel_registerName(selector.encode()), *arguments) or 0)


def mark(make: Callable[[], Messages] = Runtime) -> None:
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
