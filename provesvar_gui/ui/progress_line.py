"""Which step is running, and the way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.primary_button import plain_button
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel


class ProgressLine(QWidget):
    """Says nothing and takes no click while nothing runs; one line stays, so that hardly anything jumps.

    Its owner places ``cancel``.
    """

    cancelAsked = Signal()  # noqa: N815 - a Qt signal
    focusLeft = Signal()  # noqa: N815 - a Qt signal. The button had the focus, and can no longer be pressed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._text.setObjectName("progressText")
        self.cancel = plain_button(self.tr("Canc&el"), self)
        self.cancel.setObjectName("cancelButton")
        self.cancel.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.cancel.setAccessibleName(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Cancel what is running (Esc)"))
        self.cancel.clicked.connect(self.cancelAsked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["small"])
        row.addWidget(self._text, 1)
        self._slow = False
        self.say("", running=False)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text()

    def say(self, text: str, *, running: bool, meanwhile: str = "", spoken: str = "") -> None:
        """``running``: whether there is something to cancel.

        ``meanwhile``: changes all the time; below the rest, and read aloud as ``spoken``.
        """
        name = "\n".join(filter(None, (text, spoken)))
        if self._text.accessibleName() != name:
            self._text.setAccessibleName(name)  # first: only of a label without a name its new text is told to a screen reader
        self._text.say("\n".join(filter(None, (text, meanwhile))), Tone.PLAIN if running else Tone.SUBDUED)
        self._keep_height(running=running, slow=bool(meanwhile))
        if not running and self.cancel.isEnabled() and self.window().focusWidget() is self.cancel:
            self.focusLeft.emit()
        self.cancel.setEnabled(running)

    def _keep_height(self, *, running: bool, slow: bool) -> None:
        """What was slow once keeps the room for saying so to its end: the buttons do not jump with each page that comes."""
        self._slow = running and (self._slow or slow)
        least = self._text.fontMetrics().height()
        if self._slow and self.isVisible():
            least = max(self.minimumHeight(), self._text.heightForWidth(self._text.width()))
        self.setMinimumHeight(least)
