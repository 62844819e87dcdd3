"""Windows: the key, and the number that was copied. Tried under Wine; NOT on Windows.

Windows tells no program what is selected in another one. To have it copied would mean to press Ctrl+C in that program, to
overwrite what lies on the clipboard, and to leave the number in the clipboard's history and on the person's other machines. So
the key takes what the clinician has copied: Ctrl+C, then the key. Nothing is written to the clipboard.

Sources: learn.microsoft.com RegisterHotKey, WM_HOTKEY, SetForegroundWindow.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Protocol

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.patient.numbers import find_number
from provesvar_gui.platform import global_key
from provesvar_gui.platform.handover.selected_x11 import LIMIT, NotHad, Pressed, Selected, X11Key
from provesvar_gui.ui import keys
from provesvar_gui.ui.handover import Source
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Words
from provesvar_gui.ui.session_lock import Message
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from provesvar_gui.platform.global_key import GlobalKey
    from provesvar_gui.ui.results_area import ResultsArea


_WM_HOTKEY: Final = 0x0312
_NO_REPEAT: Final = 0x4000  # not again while the key is held down
_MODIFIERS: Final = {"Alt": 0x1, "Ctrl": 0x2, "Shift": 0x4, "Meta": 0x8}
_NUMBER: Final = 1  # of the key among ours


def modifiers_of(key: GlobalKey) -> int:
    """As RegisterHotKey takes them."""
    return _NO_REPEAT | sum(_MODIFIERS[name] for name in key.modifiers)


def is_hot_key(kind: bytes, address: int) -> bool:
    """Whether the message at this address is our key. ``kind``: Qt's name for what lies there."""
    if kind != b"windows_generic_MSG":
        return False
    message = Message.from_address(address)
    return bool(message.message == _WM_HOTKEY and message.wParam == _NUMBER)


class _Ear(QWidget):
    """Never shown."""

    def __init__(self, tell: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("globalKeyEar")
        self._tell = tell

    def nativeEvent(self, event_type: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if is_hot_key(bytes(event_type.data() if isinstance(event_type, QByteArray) else event_type), int(message)):
            self._tell()
        return False, 0


class WindowsSelected:
    """Injected: ``library`` loads one of Windows' own; ``copied``: what lies on the clipboard."""

    def __init__(
        self,
        key: GlobalKey,
        library: Callable[[str], Any] | None = None,
        copied: Callable[[], str] = lambda: QGuiApplication.clipboard().text(),
    ) -> None:
        self._key, self._copied = key, copied
        self._library = library or (lambda name: getattr(ctypes, "windll")[name])  # noqa: B009 - not there for who checks types
        self._ear: _Ear | None = None

    def take(self, tell: Callable[[str | None], None], lost: Callable[[NotHad], None]) -> NotHad | None:
        del lost
        ear = self._ear = _Ear(lambda: tell(self._number()))
        try:
            had = self._library("user32").RegisterHotKey(
                ctypes.c_void_p(int(ear.winId())), _NUMBER, modifiers_of(self._key), self._key.windows_key
            )
        except (OSError, AttributeError):
            return NotHad.NOT_HERE
        return None if had else NotHad.TAKEN

    def front(self, window: int) -> None:
        """Whoever has got WM_HOTKEY may come to the front."""
        with suppress(OSError, AttributeError):
            self._library("user32").SetForegroundWindow(ctypes.c_void_p(window))

    def stop(self) -> None:
        ear, self._ear = self._ear, None
        if ear is None:
            return
        with suppress(OSError, AttributeError):
            self._library("user32").UnregisterHotKey(ctypes.c_void_p(int(ear.winId())), _NUMBER)
        ear.close()
        ear.deleteLater()

    def _number(self) -> str | None:
        text = self._copied()
        return text if 0 < len(text) <= LIMIT else None


# One key in every program: the number that is selected there comes into the window, as if the EPJ had handed it over.
#
# Off unless ``ui.global_shortcut`` names a key. Nothing is ever looked up by it.


_LOG = logging.getLogger(__name__)
_MS = 1000  # for whoever owns what is selected
_LATER_MS = 5000  # until it is looked again whether the banner is free
_AGAIN_MS = 30_000  # until a key that another program had is tried again: that program may have ended
translate = QCoreApplication.translate


class Window(Protocol):
    area: ResultsArea

    @property
    def closed(self) -> bool:
        """Whether it has been closed."""

    def come_forward(self, token: str = "") -> None:
        """Be in front of the other windows."""

    def hand_over(self, text: str | None, source: Source = Source.EHR) -> bool | None: ...

    def winId(self) -> int:
        """The display's number of it."""


class TellsSelected(Protocol):
    """The key on one kind of desktop. ``began``: the key was pressed; ``came``: what is selected, None where nothing is.

    ``lost``: the key, later on.
    """

    def take(self, tell: Callable[[str | None], None], lost: Callable[[NotHad], None]) -> NotHad | None:
        """Have the key from now on; or why not."""

    def front(self, window: int) -> None:
        """What the desktop needs, beyond Qt, to let the window come to the front."""

    def stop(self) -> None: ...


class X11Selected(QObject):
    """Nobody waits for whoever owns what is selected: its answer comes by itself, or its time is over."""

    def __init__(self, key: GlobalKey, parent: QObject | None = None, *, limit_ms: int = _MS) -> None:
        super().__init__(parent)
        self._key = key
        self._x11: X11Key | None = None
        self._time = 0
        self._limit = QTimer(self, singleShot=True, interval=limit_ms)
        self._limit.timeout.connect(self._silent)

    def take(self, tell: Callable[[str | None], None], lost: Callable[[NotHad], None]) -> NotHad | None:
        self._tell, self._lost = tell, lost
        try:
            self._x11 = X11Key(self._key)
            not_had = self._x11.take()
            if not_had is not None:
                self.stop()
                return not_had
            self._ear = QSocketNotifier(self._x11.descriptor, QSocketNotifier.Type.Read, self)
        except OSError:
            self.stop()
            return NotHad.NO_DISPLAY
        self._ear.activated.connect(self._hear)
        QTimer.singleShot(0, self, self._hear)  # what came while we waited for the answers makes no noise any more
        return None

    def front(self, window: int) -> None:
        """Window managers keep back who comes without a key having been pressed for it."""
        if self._x11 is not None:
            try:
                self._x11.put_in_front(window, self._time)
            except OSError:
                return

    def stop(self) -> None:
        self._limit.stop()
        x11, self._x11 = self._x11, None
        if x11 is not None:
            if (ear := self.findChild(QSocketNotifier)) is not None:
                ear.setEnabled(False)
                ear.deleteLater()
            x11.close()

    def _hear(self) -> None:
        if self._x11 is None:
            return
        try:
            came = self._x11.read()
        except OSError:  # the display has gone, and Qt ends the program
            self.stop()
            return
        for one in came:
            if isinstance(one, Pressed):
                self._time = one.time
                self._limit.start()
            elif isinstance(one, Selected):
                self._limit.stop()
                self._tell(one.text)
            else:
                self._lost(one)

    def _silent(self) -> None:
        if self._x11 is not None:
            self._x11.give_up()
            self._tell(None)


class NoSelected:
    """Where there is no such key. See ``TellsSelected``."""

    def __init__(self, why: NotHad) -> None:
        self._why = why

    def take(self, tell: Callable[[str | None], None], lost: Callable[[NotHad], None]) -> NotHad | None:
        del tell, lost
        return self._why

    def front(self, window: int) -> None:
        del window

    def stop(self) -> None: ...


def system_selected(key: GlobalKey, environment: Mapping[str, str], platform: str = sys.platform) -> TellsSelected:
    """Of this desktop. Wayland lets no program hear a key or see a selection that is not its own."""
    if platform == "win32":
        return WindowsSelected(key)
    if environment.get("WAYLAND_DISPLAY") or environment.get("XDG_SESSION_TYPE") == "wayland":
        return NoSelected(NotHad.WAYLAND)
    if QApplication.platformName() != "xcb":
        return NoSelected(NotHad.NOT_HERE)
    return X11Selected(key)


class GlobalShortcut(QObject):
    """``make``: the key, on this desktop. ``use`` when the settings are in force, and again when they have changed."""

    def __init__(
        self,
        window: Window,
        make: Callable[[GlobalKey], TellsSelected],
        parent: QObject,
        *,
        later_ms: int = _LATER_MS,
        again_ms: int = _AGAIN_MS,
    ) -> None:
        super().__init__(parent)
        self._window, self._make = window, make
        self._in_use = ""
        self._desktop: TellsSelected | None = None
        self._unsaid: NotHad | None = None
        self._said = ""
        self._later = QTimer(self, singleShot=True, interval=later_ms)
        self._later.timeout.connect(self._say)
        self._again = QTimer(self, singleShot=True, interval=again_ms)
        self._again.timeout.connect(self._try_again)

    def use(self, text: str) -> None:
        """This key; "": none. Where it is not to be had, the window says so."""
        if text == self._in_use:
            return
        self.stop()
        self._in_use = text
        key = global_key.read(text) if text else None
        if key is None:
            return
        not_had = NotHad.OURS if keys.is_own(str(key)) else self._take(key)  # else it would be lost to the window itself
        if not_had is not None:
            self._lost(not_had)

    def _take(self, key: GlobalKey) -> NotHad | None:
        desktop = self._desktop = self._make(key)
        not_had = desktop.take(self._came, self._lost)
        if not_had is None:
            keys.use_global(self._in_use)
            self._unsaid = None
            banner = self._window.area.banner
            if self._said and banner.accessibleName() == self._said:
                banner.clear()  # it does work
        return not_had

    def _try_again(self) -> None:
        key = global_key.read(self._in_use)
        if key is None or self._window.closed:
            return
        if self._desktop is not None:
            self._desktop.stop()
        if self._take(key) is not None:
            self._again.start()

    def stop(self) -> None:
        self._again.stop()
        keys.use_global("")
        self._in_use, self._unsaid = "", None
        desktop, self._desktop = self._desktop, None
        if desktop is not None:
            desktop.stop()

    def _came(self, text: str | None) -> None:
        if self._window.closed or self._desktop is None:
            return
        self._window.come_forward()
        self._desktop.front(int(self._window.winId()))
        self._window.hand_over(find_number(text or "") or None, Source.SELECTED)

    def _lost(self, why: NotHad) -> None:
        keys.use_global("")
        _LOG.warning("no global shortcut: %s", why.value)
        self._unsaid = why
        if why is NotHad.TAKEN:
            self._again.start()
        self._say()

    def _say(self) -> None:
        if self._unsaid is None:
            return
        if not self._window.area.banner.isHidden():
            self._later.start()  # something is said there that matters more
            return
        words = _words(self._unsaid, keys.shown_sequence(self._in_use))
        self._window.area.banner.say(words, tone=Tone.WARNING)
        self._unsaid, self._said = None, words.what


def _words(why: NotHad, key: str) -> Words:
    match why:
        case NotHad.TAKEN:
            what = translate("GlobalShortcut", "{key} does not work in other programs: another program has that key.")
        case NotHad.OURS:
            what = translate("GlobalShortcut", "{key} does not work in other programs: it is a key of this window.")
        case NotHad.NO_SUCH_KEY:
            what = translate("GlobalShortcut", "{key} does not work in other programs: this keyboard has no such key.")
        case _:
            what = translate("GlobalShortcut", "{key} does not work in other programs: this desktop does not allow it.")
    do = translate("GlobalShortcut", "Copy or type the number, or hand it over from the EHR. The key is a setting ({keys}).")
    return Words(what=what.replace("{key}", key), do=do.replace("{keys}", keys.shown(Key.SETTINGS)))
