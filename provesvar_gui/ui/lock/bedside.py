"""Says, above the results, for how long the bedside key still keeps the window open."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.today import clock_said, now
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_APART: Final = timedelta(seconds=5)


class BedsideBar(TonePanel):
    """``bedsideBar``. ``renewAsked``, ``lockAsked``: its buttons, which have keys of their own. ``clock``: a time with a zone."""

    renewAsked = Signal()  # noqa: N815 - a Qt signal
    lockAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QWidget | None = None, *, clock: Callable[[], datetime] = now) -> None:
        super().__init__(Tone.ACTION, bar=True, parent=parent)
        self._now = clock
        self._until: datetime | None = None
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
            text = self.tr("Kept open at the bedside until {time}, %n minute(s) more", "", math.ceil(left / 60))
        else:
            text = self.tr("Kept open at the bedside until {time}, %n second(s) more", "", math.ceil(left))
        text = text.replace("{time}", clock_said(self._end(left)))
        if self._text.text() != text:
            self._text.setText(text)
            self.setAccessibleName(text)
        if self.isHidden():
            self.show()

    def _end(self, left: float) -> datetime:
        """The same time as long as nothing else was asked for: two clocks never agree on the second."""
        end = self._now() + timedelta(seconds=left)
        if self._until is None or abs(end - self._until) > _APART:
            self._until = end
        return self._until

    def begin(self, seconds: float) -> None:
        """The key was pressed, or pressed again."""
        self.count(seconds)
        announce(self, self._text.text(), urgent=False)

    def end(self) -> None:
        """Ordinary time again."""
        self._until = None
        self.hide()

    def _button(self, name: str, text: str, key: Key) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(keys.tooltip(key))
        button.setAutoDefault(False)
        return button
