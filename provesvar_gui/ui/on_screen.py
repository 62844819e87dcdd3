"""No window of its own is larger than the free part of the screen, with what the desktop puts around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: About what the desktop puts around a window. Nobody knows before it is there.
FRAME: Final = QSize(16, 48)


def fit(page: QWidget, wanted: QSize) -> None:
    """Make a page that is not yet shown as large as that where the screen of its window has room, else as large as may be.

    Once it is there its real frame is known: should that be larger, the page gives way, and what is off the screen comes in.
    """
    parent = page.parentWidget()
    screen = (page if parent is None else parent.window()).screen()
    page.resize(wanted.boundedTo(screen.availableSize() - FRAME))
    _Framed(page)


def within(frame: QRect, free: QRect) -> QRect:
    """The frame, moved and made smaller only as far as it must be to lie within the free area."""
    size = frame.size().boundedTo(free.size())
    left = min(max(frame.left(), free.left()), free.left() + free.width() - size.width())
    top = min(max(frame.top(), free.top()), free.top() + free.height() - size.height())
    return QRect(left, top, size.width(), size.height())


class _Framed(QObject):
    """Looks once, when the page is first active: it has its frame then."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The first time."""
        if watched is self._page and event.type() == QEvent.Type.WindowActivate:
            self._page.removeEventFilter(self)
            self._look()
        return False

    def _look(self) -> None:
        page = self._page
        if page.isMaximized() or page.isFullScreen():
            return
        frame = page.frameGeometry()
        inside = within(frame, page.screen().availableGeometry())
        if inside.size() != frame.size():
            page.resize(page.size() - (frame.size() - inside.size()))
        if inside.topLeft() != frame.topLeft():
            page.move(inside.topLeft())
