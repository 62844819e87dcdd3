"""The foot of the empty page: what the look at the services found, and the way to a drill. It takes no room from results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_WORDS: Final = 360  # device-independent pixels that the words have at least, if they are to be in the middle beside the button


class Foot(QWidget):
    """``drillAsked``: the button. Nothing here ever takes the focus by itself."""

    drillAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("emptyFoot")
        self.line = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self.line.setObjectName("flightLine")
        self.line.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.drill = QPushButton(self.tr("Drill …"), self)
        self.drill.setObjectName("drillButton")
        self.drill.setAccessibleName(self.tr("Drill"))
        self.drill.setToolTip(keys.tooltip(Key.DRILL))
        self.drill.setAutoDefault(False)
        self.drill.clicked.connect(self.drillAsked)
        self.drill.hide()
        lines = QVBoxLayout()
        lines.addStretch(1)
        lines.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["large"])
        self._other_side = QSpacerItem(0, 0, QSizePolicy.Policy.Fixed)  # as wide as the button: the words are in the middle
        row.addItem(self._other_side)
        row.addLayout(lines, 1)
        row.addWidget(self.drill, 0, Qt.AlignmentFlag.AlignBottom)

    def say(self, text: str, tone: Tone) -> None:
        """Show it; what is out of order is told to a screen reader too, without haste."""
        changed = text.partition("(")[0] != self.line.text().partition("(")[0]
        self.line.say(text, tone)
        self.line.setAccessibleName(text)
        if text and changed and tone is Tone.WARNING:
            announce(self.line, text, urgent=False)

    def offer_drill(self, offered: bool) -> None:
        """Whether there is a way to a drill here."""
        self.drill.setVisible(offered)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = 0 if self.drill.isHidden() else self.drill.sizeHint().width() + theme.SPACE["large"]
        other = beside if self.width() - 2 * beside >= _WORDS else 0
        if self._other_side.sizeHint().width() != other:
            self._other_side.changeSize(other, 0, QSizePolicy.Policy.Fixed)
            self.updateGeometry()
            layout = self.layout()
            if layout is not None:
                layout.invalidate()
        middle = other == beside  # as what stands above; where there is no room for that, the words begin at the left
        self.line.setAlignment(Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft)
        self.line.setMaximumWidth(max(1, self.width() - beside - other))
