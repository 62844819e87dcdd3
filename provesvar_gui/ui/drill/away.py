"""Lies over the real window while a drill runs: plainly another thing, and nothing of anybody behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.covering import WORDS_WIDTH, Covering
from provesvar_gui.ui.marks import mark_of
from provesvar_gui.ui.primary_button import PrimaryButton
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from provesvar_gui.ui.window_settings import WindowSettings


class AwayPage(Covering):
    """``drillAway``. ``endAsked``: somebody wants the window back."""

    endAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: QWidget, settings: WindowSettings) -> None:
        super().__init__(window)
        self.setObjectName("drillAway")
        self.knocked = False
        title = ToneLabel(self.tr("A drill is running in a window of its own"), parent=self)
        theme.resize(title, 1.5, bold=True)
        what = ToneLabel(
            self.tr("Here nobody is logged in and no patient is open. This window comes back empty when the drill ends."),
            parent=self,
        )
        self._said = ToneLabel(tone=Tone.WARNING, parent=self)
        self._said.setObjectName("drillAwaySaid")
        self._said.hide()
        self.end = PrimaryButton(self.tr("&End the drill"), self, factor=1.1)
        self.end.setObjectName("drillEndButton")
        self.end.setAccessibleName(self.tr("End the drill"))
        self.end.setMinimumHeight(38)
        self.end.clicked.connect(self.endAsked)
        inside = QWidget(self)
        inside.setMaximumWidth(WORDS_WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["medium"])
        for widget in (title, what, self._said, self.end):
            column.addWidget(widget)
        middle = QHBoxLayout()
        middle.setContentsMargins(*[theme.SPACE["wide"]] * 4)
        middle.addStretch(1)
        middle.addWidget(inside, 100)
        middle.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        mark = mark_of(settings, self)  # as on top of the window, while it cannot be seen there
        if mark is not None:
            outer.addWidget(mark)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        self.setAccessibleName(title.text())
        self.fit()
        self.show()
        self.raise_()
        self.end.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, title.text(), urgent=False)

    def knock(self) -> None:
        """Another program hands a patient over: nothing is taken, and that it came is all that is remembered."""
        self.knocked = True
        self._said.setText(self.knock_words())
        self._said.show()
        announce(self, self._said.text(), urgent=True)

    def knock_words(self) -> str:
        """What is said of it."""
        return self.tr("Another program wanted to hand a patient over. Nothing was taken: end the drill, and hand over again.")
