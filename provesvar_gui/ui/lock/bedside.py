"""Says, above the results, for how long the bedside key still keeps the window open."""

from __future__ import annotations

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel


class BedsideBar(TonePanel):
    """``bedsideBar``. ``renewAsked``, ``lockAsked``: its buttons, which have keys of their own."""

    renewAsked = Signal()  # noqa: N815 - a Qt signal
    lockAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.ACTION, bar=True, parent=parent)
        self.setObjectName("bedsideBar")
        self._text = ToneLabel(tone=Tone.ACTION, parent=self)
        self._text.setObjectName("bedsideText")
        theme.resize(self._text, bold=True, digits=True)
        renew, lock = self.tr("Renew ({key})"), self.tr("Lock now ({key})")
        self.renew = self._button("bedsideRenewButton", renew.format(key=keys.shown(Key.BEDSIDE)), Key.BEDSIDE)
        self.renew.clicked.connect(self.renewAsked)
        self.lock = self._button("bedsideLockButton", lock.format(key=keys.shown(Key.LOCK)), Key.LOCK)
        self.lock.clicked.connect(self.lockAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._text, 1)
        row.addWidget(self.renew)
        row.addWidget(self.lock)
        self.hide()

    def count(self, seconds: float) -> None:
        """Show how long still: in minutes, the last one in seconds."""
        left = max(seconds, 0.0)
        if left > 60:
            text = self.tr("Kept open at the bedside for %n minute(s)", "", math.ceil(left / 60))
        else:
            text = self.tr("Kept open at the bedside for %n second(s)", "", math.ceil(left))
        if self._text.text() != text:
            self._text.setText(text)
            self.setAccessibleName(text)
        if self.isHidden():
            self.show()

    def begin(self, seconds: float) -> None:
        """The key was pressed, or pressed again."""
        self.count(seconds)
        announce(self, self._text.text(), urgent=False)

    def end(self) -> None:
        """Ordinary time again."""
        self.hide()

    def _button(self, name: str, text: str, key: Key) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(keys.tooltip(key))
        button.setAutoDefault(False)
        return button
