"""The contents of the window and the clipboard, hidden by the lock and restored to the same position."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QToolTip, QWidget
from shiboken6 import isValid

from provesvar_gui.ui.widgets import paint_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.ui.lock.cover import LockCover
    from provesvar_gui.ui.main_window import MainWindow

_EVERY: Final = 20  # ms
_TRIES: Final = 100  # an answer that takes longer to stand there again is read from its beginning


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
        self._places: ScrollPlaces | None = None

    def cover(self, begin_proof: Callable[[], None], left: float) -> None:
        """Everything in one turn: the next paint shows the cover alone. It lies on top first; what it covers goes then.

        ``left``: seconds until what is covered is deleted.
        """
        window, controller = self._window, self._window.controller
        desk, owner = controller.desk, controller.owner
        digits = desk.form.patient.digits if desk.form.patient is not None else ""
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
            lambda: take_number_back(digits),
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
            self._begin_places,
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
        if self._places is not None:
            self._places.timer.stop()

    def _cover_desk(self) -> None:
        """As ``DeskController.do``, but an action that fails ends none of the others."""
        controller = self._window.controller
        take_each(*(partial(controller.carry_out, each) for each in controller.desk.cover()), controller.refresh)

    def _show_middle(self, shown: bool) -> None:
        middle = self._window.centralWidget()
        if middle is not None:
            middle.setVisible(shown)

    def _remember(self) -> None:
        area = self._window.area
        self._focused, self._places = self._window.focusWidget(), None
        self._places = ScrollPlaces(area, area.is_settled, self)

    def _begin_places(self) -> None:
        if self._places is not None and self._window.area.results_visible:
            self._places.timer.start()


class ScrollPlaces(QObject):
    """How far lists and texts were scrolled: rows and pixels, and no text. The panes know the rest themselves.

    ``settled``: whether everything that was shown again stands there.
    """

    def __init__(self, root: QWidget, settled: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._settled, self._left = settled, _TRIES
        self._places = [
            (each, each.verticalScrollBar().value(), each.horizontalScrollBar().value(), _current(each))
            for each in root.findChildren(QAbstractScrollArea)
            if each.isVisible()
        ]
        self.timer = QTimer(self, interval=_EVERY)
        self.timer.timeout.connect(self._restore)

    def _restore(self) -> None:
        self._left -= 1
        settled = self._settled()
        if settled or self._left <= 0:
            self.timer.stop()
        for area, down, across, (row, column) in self._places if settled else ():
            if isValid(area):
                if isinstance(area, QAbstractItemView) and row >= 0 and not area.currentIndex().isValid():
                    area.setCurrentIndex(area.model().index(row, column))
                area.verticalScrollBar().setValue(down)
                area.horizontalScrollBar().setValue(across)


def _current(area: QAbstractScrollArea) -> tuple[int, int]:
    index = area.currentIndex() if isinstance(area, QAbstractItemView) else None
    return (index.row(), index.column()) if index is not None else (-1, -1)


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


def take_number_back(digits: str, clipboard: QClipboard | None = None) -> None:
    """The patient's number, where it was copied out of the field by hand: from the clipboard and from what is selected."""
    clipboard = clipboard or QGuiApplication.clipboard()
    _unshare_selection(clipboard)
    if digits and clipboard.ownsClipboard() and digits in "".join(clipboard.text().split()):
        clipboard.clear()


class SelectionGuard(QObject):
    """Shares no selection with other programs, of whatever field or text: Qt shares each, past any copying.

    It goes before any other program's request for it gets its turn. What is selected stays selected.
    """

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._clipboard.selectionChanged.connect(self.clear)

    def clear(self) -> None:
        _unshare_selection(self._clipboard)


def _unshare_selection(clipboard: QClipboard) -> None:
    """No other program gets what is selected here by its middle button (X11, Wayland)."""
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
