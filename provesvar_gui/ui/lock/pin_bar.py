"""After the login: asks for a PIN for the lock, above the results and in nobody's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from provesvar_gui.domain.pin import LONGEST, SHORTEST, Unfit, unfit
from provesvar_gui.ui import theme
from provesvar_gui.ui.lock.pin_edit import PinEdit
from provesvar_gui.ui.scanner import key_time
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


class PinBar(TonePanel):
    """``pinBar``. Takes no focus by itself: who is in a hurry reads results. ``chosen(digits)``: typed twice the same.

    ``laterAsked``: not now; the lock is lifted with HelseID then. ``public``: numbers that no PIN may be part of.
    """

    chosen = Signal(str)
    laterAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(
        self, public: Callable[[], Iterable[str]], parent: QWidget, *, key_time: Callable[[QKeyEvent], float] = key_time
    ) -> None:
        super().__init__(Tone.ACTION, bar=True, parent=parent)
        self.setObjectName("pinBar")
        self._public = public
        self._first = ""
        self._text = ToneLabel(tone=Tone.ACTION, parent=self)
        self._text.setObjectName("pinBarText")
        self.edit = PinEdit(self, key_time=key_time)
        self.edit.setObjectName("newPinField")
        self.edit.setMinimumHeight(28)
        self.edit.setFixedWidth(140)
        self.edit.entered.connect(self._entered)
        self.use = self._button("newPinButton", self.tr("Set the PIN"))
        self.use.clicked.connect(self._entered)
        self.later = self._button("newPinLaterButton", self.tr("Not now"))
        self.later.setToolTip(self.tr("HelseID unlocks the window then"))
        self.later.clicked.connect(self.laterAsked)
        row = QHBoxLayout(self)  # one row: results are what somebody came for
        row.setContentsMargins(theme.SPACE["large"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._text, 1)
        row.addWidget(self.edit)
        row.addWidget(self.use)
        row.addWidget(self.later)
        self.hide()

    def ask(self) -> None:
        """Begin."""
        self.forget()
        self.show()
        announce(self, self._text.text(), urgent=False)

    def forget(self) -> None:
        """Nothing was typed."""
        self._first = ""
        self.edit.forget()
        self._say(self._question())

    def _question(self) -> str:
        return self.tr("Choose a PIN for the lock: at least %n digit(s)", "", SHORTEST)

    def _entered(self) -> None:
        scanned, digits, first = self.edit.hasty, self.edit.take(), self._first
        self._first = ""
        if scanned:
            self._say(self.tr("That came from a scanner. Choose a PIN, and type it."), spoken=True)
            return
        reason = None if first else unfit(digits, self._public())
        if reason is not None:
            self._refuse(reason)
        elif not first:
            self._first = digits
            self._say(self.tr("The same PIN once more"), spoken=True)
        elif digits != first:
            self._say(self.tr("The two were not the same. Choose once more."), spoken=True)
        else:
            self.hide()
            self.chosen.emit(digits)
            return
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, reason: Unfit) -> None:
        match reason:
            case Unfit.SHORT:
                text = self._question()
            case Unfit.LONG:
                text = self.tr("A PIN has %n digit(s) at most.", "", LONGEST)
            case Unfit.SIMPLE:
                text = self.tr("Too easy to guess. No rows, and no digits over and over.")
            case Unfit.PUBLIC:
                text = self.tr("That is part of your HPR number, which anybody can see. Choose something else.")
        self._say(text, spoken=True)

    def _say(self, text: str, *, spoken: bool = False) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self.edit.setAccessibleName(text)
        if spoken:
            announce(self, text, urgent=True)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setMinimumHeight(28)
        button.setAutoDefault(False)
        return button
