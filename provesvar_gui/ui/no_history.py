"""No list of files and folders that were used: a folder, or a file, may be called after a patient.

Linux: Qt's own dialogs everywhere (GTK's would put a chosen file on the desktop's list of recent ones), and Qt's settings, in
which they would keep the folders, are at a place where nothing can be written. Windows and macOS show the system's own dialogs,
whose memory is the system's.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt

_NOWHERE = "/dev/null/provesvar"


_OURS = sys.platform not in ("win32", "darwin")


def at_start() -> None:
    """Before the application object: whose dialogs."""
    if _OURS:
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def before_dialogs() -> None:
    """After the first paint: no memory."""
    if not _OURS:
        return
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, _NOWHERE)
