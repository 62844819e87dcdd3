"""Says, 20 seconds before, that the window is about to be locked. One key, or the mouse, and it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout

from provesvar_gui.ui import theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_AGAIN = 10  # seconds before the end, at which it is said once more


class LockWarning(TonePanel):
    """``lockWarning``. Lies low over whichever of our windows is in front, so that whose results these are stays in sight.

    It takes no focus. ``stayAsked``: the button.
    """

    stayAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, window: QWidget) -> None:
        super().__init__(Tone.WARNING, bar=True, parent=window)
        self.setObjectName("lockWarning")
        self._window = window
        self._said = 0
        self._title = ToneLabel(tone=Tone.WARNING, parent=self)
        self._title.setObjectName("lockWarningTitle")
        theme.resize(self._title, 1.1, bold=True, digits=True)
        self._how = ToneLabel(
            self.tr("Any key or a movement of the mouse keeps it open; the key does nothing else."), parent=self
        )
        self._how.setObjectName("lockWarningHow")
        self.stay = QPushButton(self.tr("Keep open"), self)
        self.stay.setObjectName("stayButton")
        self.stay.setAccessibleName(self.tr("Keep the window open"))
        self.stay.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a key stays anyway
        self.stay.setMinimumHeight(34)
        self.stay.clicked.connect(self.stayAsked)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._how)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        row.setSpacing(theme.SPACE["medium"])
        row.addLayout(text, 1)
        row.addWidget(self.stay)
        self.hide()

    def warn(self, seconds: float) -> None:
        """Begin, or count on."""
        left = max(round(seconds), 0)
        self._title.setText(self.tr("The window is locked in %n second(s): nobody has used it", "", left))
        if self.isHidden():
            front = QApplication.activeWindow()
            parent = front if front is not None and front.isVisible() else self._window
            self._move_to(parent)
            self._place(parent)
            self.setAccessibleName(self._title.text())
            self.setAccessibleDescription(self._how.text())
            self.show()
            self.raise_()
            self._said = left
            announce(self, f"{self._title.text()}. {self._how.text()}", urgent=True)
        elif left <= _AGAIN < self._said:
            self._said = left
            announce(self, self._title.text(), urgent=True)

    def unwarn(self) -> None:
        """Somebody is there, or it is locked. It goes back to its window: the other may be closed, and would take it along."""
        self.hide()
        self._move_to(self._window)

    def _move_to(self, window: QWidget) -> None:
        if self.parentWidget() is not window:
            self.setParent(window)

    def _place(self, parent: QWidget) -> None:
        width = min(parent.width() - 2 * theme.SPACE["small"], 720)
        self.setFixedWidth(width)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        below = max(parent.height() - height - theme.SPACE["wide"], 0)
        self.setGeometry((parent.width() - width) // 2, below, width, height)
