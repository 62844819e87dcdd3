"""Lies over the whole window while it is locked: whose it is, and the two ways on. Nothing of a patient."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.covering import WORDS_WIDTH, Covering
from provesvar_gui.ui.marks import mark_of
from provesvar_gui.ui.primary_button import PrimaryButton
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from provesvar_gui.helseid.model import Clinician
    from provesvar_gui.ui.window_settings import WindowSettings


class LockCover(Covering):
    """``lockCover``. ``unlockAsked``, ``leaveAsked`` («not me»). ``callAsked``: offered beside what came of a try."""

    unlockAsked = Signal()  # noqa: N815 - a Qt signal
    leaveAsked = Signal()  # noqa: N815 - a Qt signal
    callAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: QWidget, settings: WindowSettings) -> None:
        super().__init__(window)
        self.setObjectName("lockCover")
        self._page: QWidget | None = None
        self._title = ToneLabel(self.tr("The window is locked"), parent=self)
        self._title.setObjectName("lockTitle")
        theme.resize(self._title, 1.5, bold=True)
        self._who = ToneLabel(parent=self)
        self._who.setObjectName("lockWho")
        theme.resize(self._who, 1.15, bold=True)
        self._what = ToneLabel(
            self.tr("Unlock it to go on where you were. After a longer while everything that was open is deleted."), parent=self
        )
        self._what.setObjectName("lockWhat")
        self._said = ToneLabel(tone=Tone.WARNING, parent=self)
        self._said.setObjectName("lockSaid")
        self.unlock = PrimaryButton("", self, factor=1.1)
        self.unlock.setObjectName("unlockButton")
        self.unlock.setAccessibleName(self.tr("Unlock"))
        self.unlock.setMinimumHeight(38)
        self.unlock.clicked.connect(self.unlockAsked)
        self.leave = QPushButton(self.tr("&Not me"), self)
        self.leave.setObjectName("lockLeaveButton")
        self.leave.setAccessibleName(self.tr("Not me"))
        self.leave.setToolTip(self.tr("Log out; everything that was open is deleted"))
        self.leave.setMinimumHeight(38)
        self.leave.clicked.connect(self.leaveAsked)
        self.call = QPushButton(self.tr("Whom to &call …"), self)
        self.call.setObjectName("lockCallButton")
        self.call.setAccessibleName(self.tr("Whom to call"))
        self.call.clicked.connect(self.callAsked)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE["small"])
        buttons.addWidget(self.unlock, 1)
        buttons.addWidget(self.leave)
        self._inside = inside = QWidget(self)
        inside.setMaximumWidth(WORDS_WIDTH)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE["medium"])
        for widget in (self._title, self._who, self._what, self._said):
            self._column.addWidget(widget)
        self._column.addLayout(buttons)
        self._column.addWidget(self.call, 0, Qt.AlignmentFlag.AlignLeft)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        middle.setContentsMargins(*[theme.SPACE["wide"]] * 4)
        self._settings = settings
        self._mark: QWidget | None = None  # as on top of the window, while it cannot be seen there
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        QWidget.setTabOrder(self.unlock, self.leave)
        QWidget.setTabOrder(self.leave, self.call)
        self.hide()

    def rise(self, owner: Clinician | None) -> None:
        """Lie over the window, in this turn of the event loop."""
        self.fit()
        self.show()
        self.raise_()
        self._drop_page()
        self._mark = mark_of(self._settings, self)
        if self._mark is not None:
            self._outer.insertWidget(0, self._mark)
        self._who.setText(
            self.tr("{name}, HPR {number}").format(name=owner.name, number=owner.hpr_number) if owner is not None else ""
        )
        self._who.setVisible(owner is not None)
        self._label_with(self.tr("Unlock"))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(f"{self._who.text()} {self._what.text()}".strip())
        self._said.clear()
        self._said.hide()
        self.call.hide()
        announce(self, self._title.text(), urgent=True)

    def offer(self, label: str, page: QWidget | None) -> None:
        """The way on. ``label``: of the button. ``page``: what the proof needs."""
        self._label_with(label)
        self._page = page
        if page is not None:
            self._column.insertWidget(self._column.count() - 2, page)
            if not page.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):  # else it has hidden itself
                page.show()  # Qt would wait for the next turn

    def _label_with(self, label: str) -> None:
        self.unlock.setText(label)
        self.unlock.setAccessibleName(label.replace("&", ""))

    def uncover(self) -> None:
        """Nothing of whose window it was stays in any text."""
        self.hide()
        self._who.clear()
        self._said.clear()
        self.setAccessibleDescription("")
        self._drop_page()

    def take_settings(self, settings: WindowSettings) -> None:
        """Settings that were read again."""
        self._settings = settings

    def say(self, what: str, do: str = "") -> None:
        """What came of the last try."""
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

    def _drop_page(self) -> None:
        gone, self._page, self._mark = (self._page, self._mark), None, None
        for widget in gone:
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
