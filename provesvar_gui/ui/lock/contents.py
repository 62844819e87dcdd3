"""The contents of the window and the clipboard, hidden by the lock and restored to the same position."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget
from shiboken6 import isValid

from provesvar_gui.ui.widgets import paint_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.lock.cover import LockCover
    from provesvar_gui.ui.main_window import MainWindow

_EVERY: Final = 20  # ms


def take_each(*steps: Callable[[], object]) -> None:
    """One step after the other. What one of them raises is logged as any crash is (by class and place), and stops no other.

    A lock that stops half way leaves the patient on the screen, and nothing could lock it again.
    """
    for step in steps:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - whatever it is
            sys.excepthook(type(error), error, error.__traceback__)


class WindowContents(QObject):
    """All that ``window`` shows. Every step is taken, whatever becomes of the others."""

    def __init__(self, window: MainWindow, cover: LockCover) -> None:
        super().__init__(window)
        self._window, self._cover = window, cover
        self._focused: QWidget | None = None
        self._places: list[tuple[QAbstractScrollArea, int, int]] = []  # how far each list and text is scrolled
        self._settling = QTimer(self, interval=_EVERY)
        self._settling.timeout.connect(self._restore_places)

    def cover(self, begin_proof: Callable[[], None], left: float) -> None:
        """Everything in one turn: the next paint shows the cover alone. It lies on top first; what it covers goes then.

        ``left``: seconds until what is covered is deleted.
        """
        window, controller = self._window, self._window.controller
        owner = controller.owner
        take_each(
            self._remember,
            lambda: self._cover.cover(owner, left),
            window.forget_lines,
            controller.setup.cancel,
            window.form.clear_notes,
            self._cover_desk,
            controller.quiet,
            window.area.banner.clear,
            window.form.patient.cover,
            lambda: close_others(window),
            begin_proof,
            lambda: self._show_middle(False),
            self._cover.take_focus,
            lambda: paint_now(window),
        )

    def uncover(self) -> None:
        """Back to the same patient and place; or to a clean window, where nothing is left."""
        window, controller = self._window, self._window.controller
        take_each(
            window.form.patient.uncover,
            lambda: self._show_middle(True),
            lambda: controller.do(controller.desk.uncover()),
            self._cover.uncover,
            self._settling.start,
        )

    def bring_focus_back(self) -> None:
        focused, self._focused = self._focused, None
        if focused is not None and isValid(focused) and focused.isVisible() and focused.isEnabled():
            focused.setFocus()
        elif self._window.area.results_visible:
            self._window.area.take_focus()
        else:
            self._window.focus_somewhere()

    def stop_places(self) -> None:
        """Somebody scrolls by hand."""
        self._settling.stop()

    def _cover_desk(self) -> None:
        """As ``DeskController.do``, but an action that fails ends none of the others."""
        controller = self._window.controller
        take_each(*(partial(controller.carry_out, each) for each in controller.desk.cover()), controller.refresh)

    def _show_middle(self, shown: bool) -> None:
        middle = self._window.centralWidget()
        if middle is not None:
            middle.setVisible(shown)

    def _remember(self) -> None:
        self._focused = self._window.focusWidget()
        self._settling.stop()
        areas = [each for each in self._window.area.findChildren(QAbstractScrollArea) if each.isVisible()]
        self._places = [(each, each.verticalScrollBar().value(), each.horizontalScrollBar().value()) for each in areas]

    def _restore_places(self) -> None:
        """As soon as everything that was shown again stands there."""
        if not self._window.area.is_settled():
            return
        self._settling.stop()
        for area, down, across in self._places:
            if isValid(area):
                area.verticalScrollBar().setValue(down)
                area.horizontalScrollBar().setValue(across)


def close_others(window: QWidget) -> None:
    """Every dialog, menu, list and tooltip goes, whoever opened it; what does not want to close is hidden."""
    QToolTip.hideText()
    close_popups()
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            _close(other)


def close_popups() -> None:
    """Every menu and list that lies over the windows goes."""
    for popup in iter(QApplication.activePopupWidget, None):
        _close(popup)
        if popup.isVisible():
            break


def _close(widget: QWidget) -> None:
    widget.close()
    if widget.isVisible():
        widget.hide()


class SelectionGuard(QObject):
    """Shares no selection with other programs, of whatever field or text: Qt shares each, past any copying.

    It goes before any other program's request for it gets its turn. What is selected stays selected.
    """

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._clipboard.selectionChanged.connect(self.clear)

    def clear(self) -> None:
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
