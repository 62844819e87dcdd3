"""On the cover: the field of the PIN, and HelseID for whoever does not know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.domain.pin import SHORTEST
from provesvar_gui.ui import theme
from provesvar_gui.ui.lock.pin_edit import PinEdit
from provesvar_gui.ui.scanner import key_time
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

translate = QCoreApplication.translate


class PinPage(QWidget):
    """``unlockPin``. ``entered(digits)``; ``helseIdAsked``. ``login``: makes the part that shows where a login stands.

    What a scanner sent is no try.
    """

    entered = Signal(str)
    helseIdAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self, parent: QWidget, login: Callable[[QWidget], QWidget | None], *, key_time: Callable[[QKeyEvent], float] = key_time
    ) -> None:
        super().__init__(parent)
        self.setObjectName("unlockPin")
        self.edit = PinEdit(self, key_time=key_time)
        self.edit.setObjectName("pinField")
        self.edit.setMinimumHeight(38)
        theme.resize(self.edit, 1.3, digits=True)
        self.edit.entered.connect(self.submit)
        label = self._label = QLabel(translate("Lock", "&PIN"), self)
        label.setBuddy(self.edit)
        theme.resize(label, bold=True)
        self.edit.setAccessibleName(translate("Lock", "PIN"))
        self.helseid = QPushButton(translate("Lock", "Forgotten: &HelseID instead"), self)
        self.helseid.setObjectName("pinHelseIdButton")
        self.helseid.setAccessibleName(translate("Lock", "Unlock with HelseID instead"))
        self.helseid.setMinimumHeight(38)
        self.helseid.setAutoDefault(False)
        self.helseid.clicked.connect(self.helseIdAsked)
        self._said = ToneLabel(tone=Tone.WARNING, parent=self)
        self._said.setObjectName("pinSaid")
        self._said.hide()
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(label)
        row.addWidget(self.edit, 1)
        row.addWidget(self.helseid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(self._said)
        column.addLayout(row)
        progress = login(self)
        if progress is not None:
            column.addWidget(progress)
        self.setFocusProxy(self.edit)

    def submit(self) -> None:
        """As Enter in the field does."""
        scanned, digits = self.edit.hasty, self.edit.take()
        if scanned:
            self.say(by_scanner())
        elif digits:
            self.entered.emit(digits)
        else:
            self.say(translate("Lock", "Type your PIN."))

    def say(self, text: str) -> None:
        """What came of the last try; the field is ready for the next."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        if text:
            announce(self, text, urgent=True)
        if self.edit.isVisible():
            self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def only_helseid(self) -> None:
        """There is no PIN any more: the session in which it was set has ended."""
        self.edit.forget()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt's own way to have none
        for widget in (self._label, self.edit, self.helseid):
            widget.hide()
        self.say(translate("Lock", "The login has ended, and the PIN with it. Unlock with HelseID."))


def wrong(left: int) -> str:
    """After a try that failed. ``left``: tries."""
    return translate("Lock", "That is not the PIN. %n try(s) left; then you are logged out.", "", left)


def by_scanner() -> str:
    """What came was no PIN that somebody types."""
    return translate("Lock", "That came from a scanner, and was no try. Type your PIN.")


def no_pin() -> str:
    """What was typed cannot be anybody's."""
    return translate("Lock", "A PIN has at least %n digit(s). That was no try.", "", SHORTEST)
