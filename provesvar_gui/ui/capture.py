"""Protection of the windows against screen capture, where a policy demands it and the platform supports it.

Windows: written after its documentation (SetWindowDisplayAffinity), NOT verified there; the calls are tested with stand-ins.
X11 and Wayland know no such thing.
"""

from __future__ import annotations

import ctypes
import logging
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

from provesvar_gui.ui.session_lock import windows_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QCoreApplication

    Exclude = Callable[[int], bool]
    Load = Callable[[str], Any]

_log = logging.getLogger(__name__)
_EXCLUDED: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE: as if it were not there; since Windows 10 2004
_BLACK: Final = 0x1  # WDA_MONITOR: a black rectangle


class CaptureGuard(QObject):
    """Protects every window and dialog each time it is shown. ``exclude``: by the handle of the system."""

    def __init__(self, application: QCoreApplication, exclude: Exclude) -> None:
        super().__init__(application)
        self._exclude = exclude
        self._complained = False
        application.installEventFilter(self)
        for window in QGuiApplication.allWindows():
            if window.isVisible():
                self.take(window)

    def take(self, window: QWindow) -> None:
        if not self._exclude(int(window.winId())) and not self._complained:
            self._complained = True
            _log.warning("a window cannot be kept out of pictures of the screen")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWindow):
            self.take(watched)
        return False


def keep_out(application: QCoreApplication, exclude: Exclude | None) -> bool:
    if exclude is None:
        _log.warning("this platform cannot keep windows out of pictures of the screen")
        return False
    if application.findChild(CaptureGuard) is None:
        CaptureGuard(application, exclude)
    return True


def exclude_on(platform: str, load: Load = windows_library) -> Exclude | None:
    """The function for this platform (``sys.platform``); None: not possible. ``load``: a library of Windows, by name."""
    if platform != "win32":
        return None

    def exclude(handle: int) -> bool:
        try:
            user32 = load("user32")
            return any(user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), how) for how in (_EXCLUDED, _BLACK))
        except (OSError, AttributeError):
            return False

    return exclude
