"""Graph above, table below: the graph has most of the height until the person decides otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QSplitter

from provesvar_gui.results.text import NBSP

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_DASH: Final = re.compile(f"(?<={NBSP})[-–](?={NBSP})")  # of a range: no line may break after it
_JOINER: Final = "\u2060"
_TABLE: Final = 0.4  # of the height


class Caption(QLabel):
    """``trendCaption``: what the person is on, in whole sentences; at least two lines, so that nothing jumps."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trendCaption")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # the table below is what is copied
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContentsMargins(5, 0, 5, 0)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)

    def say(self, words: str) -> None:
        self.setText(_DASH.sub(f"\\g<0>{_JOINER}", words))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as the words need at this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()  # heightForWidth would never be less than the height that was set before
        room = QRect(0, 0, self.width() - 10, 10_000)
        needed = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.text()).height()
        self.setFixedHeight(max(needed, 2 * metrics.lineSpacing()) + 4)


class Halves(QSplitter):
    """``least``: pixels of the lower half, where there is room."""

    def __init__(self, least: int) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._least = least
        self._by_hand = False
        self.splitterMoved.connect(self._moved)

    def _moved(self) -> None:
        self._by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._by_hand:
            below = max(round(self.height() * _TABLE), self._least)
            self.setSizes([max(self.height() - below, 0), below])
