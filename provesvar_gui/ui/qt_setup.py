"""The set-up of Qt, and of Python under PySide6, at the start of the program."""

from __future__ import annotations

import builtins
import logging
import re
import sys
from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6 import QtGui
from PySide6.QtCore import QCoreApplication, QSettings, QSize, Qt, QtMsgType, qInstallMessageHandler

from provesvar_gui.paths import resource

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext

_ENOUGH: Final = 1 << 40  # references, more than a process can give back
_OWN_DIALOGS: Final = sys.platform not in ("win32", "darwin")
_ICON_SIZES: Final = (16, 24, 32, 48, 64, 128)  # pixels; a window manager gets every one of them at once
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_QUOTED: Final = re.compile(r"\"[^\"]*\"?|'[^']*'?|(?<![\w/])(?:file:|~|[A-Za-z]:)?[/\\][^,;:()]*", re.DOTALL)


def restore_import() -> None:
    """Restore Python's import after PySide has replaced it.

    PySide6 puts another in its place, for ``from __feature__ import …``, which nothing here uses. That one reads the source of
    every module that is imported from then on (6.10.3 and 6.12; 6.10.0 and older do not), ours and all libraries', to see whether
    it names PySide6, and ``linecache`` keeps the lines: 5 ms of the time to the first paint; once everything is loaded, 100 ms
    of the processor and 7 MB. Where PySide6 works in another way, nothing is changed.
    """
    before = getattr(builtins, "__orig_import__", None)
    if before is not None and getattr(builtins.__import__, "__name__", "") == "__feature_import__":
        builtins.__import__ = before


def keep_constants_alive() -> None:
    """Python 3.11 only: keep ``True``, ``False`` and ``None`` alive under PySide6 6.12.0. May be called repeatedly.

    Every ``signal.emit()`` from Python gives back one reference to ``True`` that it never took (measured: -1 per call, with any
    signature), and every ``None`` that a model's ``data`` or ``headerData`` in Python answers to Qt gives back one to ``None``.
    From Python 3.12 on these objects are immortal and nothing comes of it; on 3.11 the interpreter aborts after some hundreds of
    emits or some thousands of cells ("bool_dealloc", "none_dealloc"). More references than a process can ever give back are the
    cure. Before the hundredth ``emit`` and the first model: after the first paint is soon enough.
    """
    if sys.version_info >= (3, 12) or sys.maxsize < _ENOUGH:
        return
    import ctypes  # 4 ms, for which the first paint does not wait

    for lasting in (True, False, None):
        count = ctypes.c_ssize_t.from_address(id(lasting))
        held = sys.getrefcount(lasting)
        if held < _ENOUGH // 2 and 0 < held - count.value <= 3:  # really the counter: variable and call hold some references
            count.value += _ENOUGH


def use_own_dialogs() -> None:
    """On Linux use Qt's own file dialogs: GTK's put a chosen file, whose name may be a patient's, on the list of recent files.

    Windows and macOS show the system's own dialogs. Before the application object.
    """
    if _OWN_DIALOGS:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def disable_recent_folders() -> None:
    """Put Qt's settings, where its dialogs would save recent folders, at a place that cannot be written. Before any dialog."""
    if _OWN_DIALOGS:
        for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
            QSettings.setPath(form, QSettings.Scope.UserScope, "/dev/null/provesvar")


def log_messages() -> None:
    """Send Qt's messages to our log without quoted names of files and texts of widgets, instead of standard error."""
    qInstallMessageHandler(_log_message)


#: Hashes of the last messages: of rows that have gone a screen reader brings thousands, which push our own lines out of the log.
_logged: deque[int] = deque(maxlen=100)


def _log_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    # PySide's stubs promise a category; Qt leaves it out where a library logs without one.
    category, unquoted = context.category or "default", _QUOTED.sub("[quoted]", message)
    if (key := hash((kind, category, unquoted))) not in _logged:
        _logged.append(key)
        logging.getLogger(f"qt.{category}").log(_LEVELS.get(kind, logging.WARNING), "%s", unquoted)


def set_window_icon(*, practice: bool) -> None:
    icon = QtGui.QIcon()
    for size in _ICON_SIZES:
        icon.addFile(str(resource("icons", f"provesvar{'-practice' if practice else ''}-{size}.png")), QSize(size, size))
    QtGui.QGuiApplication.setWindowIcon(icon)
