"""A button that stays pressed, so that it is seen in every scheme: a tick before its words, and a line below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QPushButton

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import tones

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

TICK: Final = "✓ "
_LINE: Final = 3  # pixels


class Toggle(QPushButton):
    """``say``: what it is called; the tick is not spoken, since the button tells itself that it is pressed."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(True)
        self._words = ""
        self.toggled.connect(lambda _on: self._write())

    def say(self, words: str) -> None:
        """Call it so; "" for nothing."""
        self._words = words
        self.setAccessibleName(words)
        self._write()

    def _write(self) -> None:
        self.setText(f"{TICK}{self._words}" if self._words and self.isChecked() else self._words)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            colour = QColor(tones.scheme(self.palette()).shades[theme.Tone.ACTION].text)
            painter.fillRect(self.rect().adjusted(2, self.height() - _LINE - 1, -2, -1), colour)
            painter.end()
