"""What else of the program may be on the screen, or of the patient on the clipboard, when the window is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget


def close_others(window: QWidget) -> None:
    """Every dialog, menu, list and tooltip goes, whoever opened it; what does not want to close is hidden."""
    QToolTip.hideText()
    close_popups()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            _gone(other)


def close_popups() -> None:
    """Every menu and list that lies over the windows goes."""
    for popup in iter(QApplication.activePopupWidget, None):
        if not _gone(popup):
            break


class ClipboardLike(Protocol):
    """What is asked of the system's clipboard."""

    def ownsClipboard(self) -> bool:
        """Whether what lies there is this program's."""

    def ownsSelection(self) -> bool:
        """The same of what is selected."""

    def supportsSelection(self) -> bool:
        """Whether the desktop shares what is selected."""

    def text(self) -> str:
        """What lies there."""

    def clear(self, mode: QClipboard.Mode = ..., /) -> None:
        """Nothing any more."""


class SharingClipboard(ClipboardLike, Protocol):
    """That tells of what is selected."""

    selectionChanged: SignalInstance  # noqa: N815 - a Qt signal


def take_number_back(digits: str, clipboard: ClipboardLike | None = None) -> None:
    """The patient's number, where it was copied out of the field by hand: from the clipboard and from what is selected."""
    clipboard = clipboard or QGuiApplication.clipboard()
    unshare_selection(clipboard)
    if digits and clipboard.ownsClipboard() and digits in "".join(clipboard.text().split()):
        clipboard.clear()


def unshare_selection(clipboard: ClipboardLike | None = None) -> None:
    """What is selected in this program, wherever: no other program gets it by its middle button (X11, Wayland)."""
    clipboard = clipboard or QGuiApplication.clipboard()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)


class SelectionGuard(QObject):
    """From now on, for every field and text of the program: Qt shares each selection, by mouse and by key, past any copying.

    It goes before any other program's request for it gets its turn. What is selected stays selected.
    """

    def __init__(self, parent: QObject, clipboard: SharingClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._clipboard.selectionChanged.connect(self.clear)

    def clear(self) -> None:
        """Nothing is shared any more."""
        unshare_selection(self._clipboard)


def _gone(widget: QWidget) -> bool:
    widget.close()
    if widget.isVisible():
        widget.hide()
    return not widget.isVisible()
