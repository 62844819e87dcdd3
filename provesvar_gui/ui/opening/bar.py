"""Stands above the results for as long as restricted ones are open: on what ground, how long still, and the way to end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.opening import words
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.domain.results import LookupResult


class OpenedBar(TonePanel):
    """``openedBar``. ``ended``: the clinician has done with it. ``left``: seconds until it closes. ``over``: none is left."""

    ended = Signal()
    over = Signal()

    def __init__(self, left: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(Tone.WARNING, bar=True, parent=parent)
        self.setObjectName("openedBar")
        self._left = left
        self._title = ToneLabel(tone=Tone.WARNING, parent=self)
        self._title.setObjectName("openedTitle")
        theme.resize(self._title, bold=True)
        self._what = ToneLabel(parent=self)
        self._what.setObjectName("openedWhat")
        self._clock = ToneLabel(tone=Tone.WARNING, wrap=False, parent=self)
        self._clock.setObjectName("openedClock")
        theme.resize(self._clock, bold=True, digits=True)
        self.end = QPushButton(self.tr("End the opening ({key})").replace("{key}", keys.shown(Key.END_OPENING)), self)
        self.end.setObjectName("endOpeningButton")
        self.end.setAccessibleName(self.tr("End the opening"))
        self.end.setAutoDefault(False)
        self.end.clicked.connect(self.ended)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._what)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
        row.setSpacing(theme.SPACE["medium"])
        row.addLayout(text, 1)
        row.addWidget(self._clock)
        row.addWidget(self.end)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count)
        self.hide()

    def show_opened(self, result: LookupResult, *, told: bool) -> None:
        """Say so. ``told``: it is known what came only by the opening."""
        self._title.setText(words.opened_with(result.basis, words.came(result, told=told)))
        self._what.setText(words.what_came(result, told=told))
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._what.text())
        self._count()
        self._tick.start()
        self.show()

    def clear(self) -> None:
        """It is closed."""
        self._tick.stop()
        self._what.clear()
        self.hide()

    def _count(self) -> None:
        left = self._left()
        self._clock.setText(words.closes_in(left))
        if left <= 0:
            self.over.emit()
