"""The clipboard for results: a copy from the sandbox is marked, and every copy is removed after a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from provesvar_gui.ui.widgets import the_application

if TYPE_CHECKING:
    from PySide6.QtGui import QClipboard

#: What clipboard managers look for before they keep a copy: KDE's Klipper, and the history and cloud of Windows
#: (learn.microsoft.com, "Cloud clipboard and clipboard history formats").
_HISTORY_FORMATS: Final = (
    ("x-kde-passwordManagerHint", b"secret"),
    ('application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"', b"\x00\x00\x00\x00"),
    ('application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"', b"\x00\x00\x00\x00"),
    ('application/x-qt-windows-mime;value="CanUploadToCloudClipboard"', b"\x00\x00\x00\x00"),
)


class PatientClipboard(QObject):
    """The only way of results to the clipboard; they are removed at the end of the program.

    ``changed(bool)``: whether something of ours lies there now.
    """

    SECONDS: ClassVar[float] = 60  # that a copy stays
    changed = Signal(bool)

    def __init__(self, *, mark: str = "", parent: QObject | None = None, clipboard: QClipboard | None = None) -> None:
        """``mark``: the first line of each copy."""
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._mark = mark
        self._put = ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.take_back)
        self._clipboard.dataChanged.connect(self._somebody_copied)
        the_application().aboutToQuit.connect(self.take_back)  # nothing outlives the program, and nothing of ours lies there then

    @property
    def holds_ours(self) -> bool:
        return bool(self._put) and self._clipboard.text() == self._put

    def put(self, text: str) -> None:
        if not text:
            return
        if self._mark:
            text = f"{self._mark}\n{text}"
        data = QMimeData()
        data.setText(text)
        for kind, hint in _HISTORY_FORMATS:
            data.setData(kind, hint)
        self._put = text
        self._clipboard.setMimeData(data)
        self._timer.start(round(self.SECONDS * 1000))
        self.changed.emit(True)

    def take_back(self) -> None:
        self._timer.stop()
        held, self._put = self.holds_ours, ""
        if held:
            self._clipboard.clear()
        self.changed.emit(False)

    def _somebody_copied(self) -> None:
        if self._put and not self.holds_ours:
            self._timer.stop()
            self._put = ""
            self.changed.emit(False)
