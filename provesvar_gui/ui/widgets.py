"""Factories of labels, buttons, rows and tables, each with its object name and accessible name."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTableView, QWidget

TALL: Final = 38  # pixels of a button or a field on the cover
#: About what the desktop puts around a window. Nobody knows before it is there.
FRAME: Final = QSize(16, 48)


class Guard:
    """A guard against a key press that was meant for something else.

    The moment in which an act counts for nothing: whoever pressed a key just then meant something else.

    ``ms``: how long it lasts after ``begin``. ``clock``: seconds that only go forward.
    """

    def __init__(self, ms: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.ms, self.clock = ms, clock
        self._since: float | None = None

    def begin(self) -> None:
        """Something has come on the screen, or another window into use."""
        self._since = self.clock()

    @property
    def too_soon(self) -> bool:
        return self._since is not None and (self.clock() - self._since) * 1000 < self.ms


def named_label(parent: QWidget, name: str, text: str = "", *, tint: Tint = Tint.PLAIN) -> TintLabel:
    made = TintLabel(text, tint=tint, parent=parent)
    made.setObjectName(name)
    return made


def named_button(parent: QWidget, name: str, text: str, spoken: str = "") -> QPushButton:
    """``spoken``: for a screen reader, where it is not the text without its key."""
    made = plain_button(text, parent)
    made.setObjectName(name)
    made.setAccessibleName(spoken or text.partition(" (")[0].replace("&", "").removesuffix(" …"))
    made.setAutoDefault(False)
    return made


def named_tall_button(parent: QWidget, name: str, text: str, spoken: str = "") -> QPushButton:
    made = named_button(parent, name, text, spoken)
    made.setMinimumHeight(TALL)
    return made


def column_of(widget: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


def lay_in_row(bar: QWidget, first: QWidget | QLayout, *others: QWidget, spacing: str = "small") -> None:
    """In one row, of which the first takes what is left: results are what somebody came for."""
    row = QHBoxLayout(bar)
    row.setContentsMargins(theme.SPACE["large"], theme.SPACE["hair"], theme.SPACE["medium"], theme.SPACE["hair"])
    row.setSpacing(theme.SPACE[spacing])
    if isinstance(first, QLayout):
        row.addLayout(first, 1)
    else:
        row.addWidget(first, 1)
    for each in others:
        row.addWidget(each)


def lines(*labels: QWidget) -> QVBoxLayout:
    """One below the other, without room between them."""
    column = QVBoxLayout()
    column.setSpacing(0)
    for each in labels:
        column.addWidget(each)
    return column


def plain_button(text: str, parent: QWidget) -> QPushButton:
    """A button with a text. Given both at once PySide would try the constructor that takes an icon, and load icons: 1 ms."""
    button = QPushButton(parent)
    button.setText(text)
    return button


class PrimaryButton(QPushButton):
    """The one button that matters: in the action colour."""

    def __init__(self, text: str, parent: QWidget, *, factor: float = 1.0) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setProperty("kind", "primary")
        theme.resize(self, factor, bold=True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def fit_on_screen(page: QWidget, wanted: QSize) -> None:
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


def paint_now(widget: QWidget) -> None:
    """Lay out and paint what has changed in the widget's window, before any timer or message gets its turn.

    Qt sends the request for a frame after everything that waits, and 5 ms later still.
    """
    window = widget.window()
    if window.isVisible():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        QCoreApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


def set_up_row_table(table: QTableView, *, several: bool, wraps: bool) -> None:
    """A table of which one row is one thing; once, when it has its model.

    ``several``: rows may be chosen together. ``wraps``: long words take more lines.
    """
    mode = QAbstractItemView.SelectionMode
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(wraps)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setTextElideMode(Qt.TextElideMode.ElideRight)
    rows, columns = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    columns.setHighlightSections(False)
    columns.setStretchLastSection(True)
    columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
