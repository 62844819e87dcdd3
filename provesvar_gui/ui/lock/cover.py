"""The widgets of the lock: the cover over the window, the warning before it, and the bar of the bedside key."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import mark_of
from provesvar_gui.ui.message_line import Urgency
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import ElidedLabel, TintPanel
from provesvar_gui.ui.today import clock_text, now
from provesvar_gui.ui.widgets import (
    TALL,
    PrimaryButton,
    column_of,
    lay_in_row,
    named_button,
    named_label,
    named_tall_button,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.ui.message_line import MessageLine
    from provesvar_gui.ui.window_settings import WindowSettings

_TEXT_WIDTH: Final = 560  # device-independent pixels
_ENTERS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_AGAIN: Final = 10  # seconds before the end of the warning, at which it is announced once more
_APART: Final = timedelta(seconds=5)


class Cover(QWidget):
    """Lies over the whole window, always as large as that, and lets no key through: of the lock, or while a drill runs.

    ``column``: for its texts, in the middle. Whoever makes it calls ``fit`` when it is complete.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        inside = QWidget(self)
        inside.setMaximumWidth(_TEXT_WIDTH)
        self.column = column_of(inside, theme.SPACE["medium"])
        middle = QHBoxLayout()
        middle.setContentsMargins(*[theme.SPACE["wide"]] * 4)
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        self._outer = column_of(self, 0)
        self._outer.addStretch(1)
        self._outer.addLayout(middle)
        self._outer.addStretch(1)
        self._mark: QWidget | None = None
        window.installEventFilter(self)

    def show_mark(self, settings: WindowSettings) -> None:
        """As on top of the window, while it cannot be seen there."""
        discard(self._mark)
        self._mark = mark_of(settings, self)
        if self._mark is not None:
            self._outer.insertWidget(0, self._mark)

    def fit(self) -> None:
        self.setGeometry(self._window.rect())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; no key gets to what is covered."""
        focused = self.window().focusWidget()
        if event.key() in _ENTERS and not event.isAutoRepeat() and isinstance(focused, QPushButton):
            focused.click()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._window:
            self.fit()
        return False


class LockCover(Cover):
    """The cover of a locked window, ``lockCover``.

    Whose window it is, and the two ways on. Nothing of a patient.

    ``unlockAsked``, ``leaveAsked`` («not me»). ``callAsked``: offered beside what came of a try.
    """

    unlockAsked = Signal()  # noqa: N815 - a Qt signal
    leaveAsked = Signal()  # noqa: N815 - a Qt signal
    callAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: QWidget, settings: WindowSettings) -> None:
        super().__init__(window)
        self.setObjectName("lockCover")
        self.settings = settings
        self._page: QWidget | None = None
        self._title = named_label(self, "lockTitle", self.tr("The window is locked"))
        theme.resize(self._title, 1.5, bold=True)
        self._who = named_label(self, "lockWho")
        theme.resize(self._who, 1.15, bold=True)
        self._what = named_label(
            self,
            "lockWhat",
            self.tr("Unlock it to go on where you were. After a longer while everything that was open is deleted."),
        )
        self._said = named_label(self, "lockSaid", tint=Tint.WARNING)
        self.unlock = PrimaryButton("", self, factor=1.1)
        self._name_button(QCoreApplication.translate("Lock", "&Unlock"))
        self.unlock.setObjectName("unlockButton")
        self.unlock.setMinimumHeight(TALL)
        self.unlock.clicked.connect(self.unlockAsked)
        self.leave = named_tall_button(self, "lockLeaveButton", self.tr("&Not me"))
        self.leave.setToolTip(self.tr("Log out; everything that was open is deleted"))
        self.leave.clicked.connect(self.leaveAsked)
        self.call = named_button(self, "lockCallButton", self.tr("Whom to &call …"), self.tr("Whom to call"))
        self.call.clicked.connect(self.callAsked)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE["small"])
        buttons.addWidget(self.unlock, 1)
        buttons.addWidget(self.leave)
        for widget in (self._title, self._who, self._what, self._said):
            self.column.addWidget(widget)
        self.column.addLayout(buttons)
        self.column.addWidget(self.call, 0, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(self.unlock, self.leave)
        QWidget.setTabOrder(self.leave, self.call)
        self.hide()

    def cover(self, owner: Clinician | None) -> None:
        """Lie over the window, in this turn of the event loop."""
        self.fit()
        self.show()
        self.raise_()
        self._drop_page()
        self.show_mark(self.settings)
        self._who.setText(
            self.tr("{name}, HPR {number}").format(name=owner.name, number=owner.hpr_number) if owner is not None else ""
        )
        self._who.setVisible(owner is not None)
        self._name_button(self.tr("Unlock"))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(f"{self._who.text()} {self._what.text()}".strip())
        self._said.clear()
        self._said.hide()
        self.call.hide()
        announce(self, self._title.text(), urgent=True)

    def offer(self, text: str, page: QWidget) -> None:
        """The way on. ``text``: of the button. ``page``: what the proof needs."""
        self._name_button(text)
        self._page = page
        self.column.insertWidget(self.column.count() - 2, page)
        if not page.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):  # else it has hidden itself
            page.show()  # Qt would wait for the next turn

    def uncover(self) -> None:
        """Nothing of whose window it was stays in any text."""
        self.hide()
        self._who.clear()
        self._said.clear()
        self.setAccessibleDescription("")
        self._drop_page()

    def say(self, what: str, do: str = "") -> None:
        self._said.setText(f"{what}\n{do}".strip())
        self._said.setVisible(bool(what))
        self.call.setVisible(bool(what))
        if what:
            announce(self, f"{what} {do}".strip(), urgent=True)
        self.take_focus()

    def take_focus(self) -> None:
        """Where something is to be typed, there; else on the button."""
        page = self._page
        typed = page is not None and page.focusProxy() is not None and page.isVisibleTo(self)
        target = page if typed and page is not None else self.unlock
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self, text: str) -> None:
        self.unlock.setText(text)
        self.unlock.setAccessibleName(text.replace("&", ""))

    def _drop_page(self) -> None:
        discard(self._page)
        discard(self._mark)
        self._page = self._mark = None


class LockWarning(TintPanel):
    """The warning before the lock, ``lockWarning``.

    It appears 20 seconds before the lock, in the row for messages; over another of our windows, at its foot, where that is in
    front. It takes no focus.
    ``stayAsked``: the button.
    """

    stayAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: QWidget, row: MessageLine) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=window)
        self.setObjectName("lockWarning")
        self._window, self._row = window, row
        self._said = 0
        self._title = named_label(self, "lockWarningTitle", tint=Tint.WARNING)
        theme.resize(self._title, 1.1, bold=True, digits=True)
        self._title.setWordWrap(False)
        self._how = ElidedLabel(letters=4, parent=self)
        self._how.setObjectName("lockWarningHow")
        self._how.setText(self.tr("Press a key or move the mouse to go on."))
        self.stay = named_button(self, "stayButton", self.tr("Keep open"), self.tr("Keep the window open"))
        self.stay.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a key stays anyway
        self.stay.clicked.connect(self.stayAsked)
        words = QHBoxLayout()
        words.addWidget(self._title)
        words.addWidget(self._how)
        words.addStretch(1)
        lay_in_row(self, words, self.stay, spacing="medium")
        self.hide()

    def warn(self, seconds: float) -> None:
        left = max(round(seconds), 0)
        self._title.setText(self.tr("The window is locked in %n second(s): nobody has used it", "", left))
        if self.isHidden():
            self._come_up()
            self._said = left
            announce(self, f"{self._title.text()}. {self._how.text()}", urgent=True)
        elif left <= _AGAIN < self._said:
            self._said = left
            announce(self, self._title.text(), urgent=True)

    def end(self) -> None:
        """Somebody is there, or it is locked. It goes back to its window: the other may be closed, and would take it along."""
        self.hide()
        self._row.add(self, Urgency.IDLE)

    def _come_up(self) -> None:
        front = QApplication.activeWindow()
        parent = front if front is not None and front.isVisible() else self._window
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._how.text())
        if parent is self._window:
            self._row.add(self, Urgency.IDLE)
            self.show()
            return
        self.setParent(parent)
        width = min(parent.width() - 2 * theme.SPACE["small"], 720)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        below = max(parent.height() - height - theme.SPACE["wide"], 0)
        self.setGeometry((parent.width() - width) // 2, below, width, height)
        self.show()
        self.raise_()


class BedsideBar(TintPanel):
    """The bar of the bedside key, ``bedsideBar``.

    It shows for how long the bedside key still keeps the window open.

    ``renewAsked``, ``lockAsked``: its buttons, which have keys of their own. ``clock``: a time with a zone.
    """

    renewAsked = Signal()  # noqa: N815 - a Qt signal
    lockAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], datetime] = now) -> None:
        super().__init__(Tint.ACTION, bar=True, parent=parent)
        self._now = clock
        self._until: datetime | None = None
        self.setObjectName("bedsideBar")
        self._text = named_label(self, "bedsideText", tint=Tint.ACTION)
        theme.resize(self._text, bold=True, digits=True)
        renew = self.tr("Renew ({key})").format(key=keys.shown(Key.BEDSIDE))
        self.renew = named_button(self, "bedsideRenewButton", renew)
        self.renew.setToolTip(keys.tooltip(Key.BEDSIDE))
        self.renew.clicked.connect(self.renewAsked)
        self.lock = named_button(self, "bedsideLockButton", self.tr("Lock now ({key})").format(key=keys.shown(Key.LOCK)))
        self.lock.setToolTip(keys.tooltip(Key.LOCK))
        self.lock.clicked.connect(self.lockAsked)
        lay_in_row(self, self._text, self.renew, self.lock)
        self.hide()

    def begin(self, seconds: float) -> None:
        self.count(seconds)
        announce(self, self._text.text(), urgent=False)

    def count(self, seconds: float) -> None:
        """Show how long still: in minutes, the last one in seconds."""
        left = max(seconds, 0.0)
        if left > 60:
            text = self.tr("Kept open at the bedside until {time}, %n minute(s) more", "", math.ceil(left / 60))
        else:
            text = self.tr("Kept open at the bedside until {time}, %n second(s) more", "", math.ceil(left))
        text = text.replace("{time}", clock_text(self._end(left)))
        if self._text.text() != text:
            self._text.setText(text)
            self.setAccessibleName(text)
        if self.isHidden():
            self.show()

    def end(self) -> None:
        self._until = None
        self.hide()

    def _end(self, left: float) -> datetime:
        """The same time as long as nothing else was asked for: two clocks never agree on the second."""
        end = self._now() + timedelta(seconds=left)
        if self._until is None or abs(end - self._until) > _APART:
            self._until = end
        return self._until


def discard(widget: QWidget | None) -> None:
    """It is gone at once, not only in the next turn of the event loop."""
    if widget is not None:
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
