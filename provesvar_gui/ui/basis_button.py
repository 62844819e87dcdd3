"""The button of one access basis."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QRadioButton

from provesvar_gui.ui import theme
from provesvar_gui.ui.basis_words import words
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.access import AccessBasis

INDENT: Final = 21  # under the title, past the round mark
_MARK = 14  # Fusion's PM_ExclusiveIndicatorWidth, for so many dots per inch:
_INCH = 72 if sys.platform == "darwin" else 96


class BasisButton(QRadioButton):
    """Return and Enter belong to the form, whatever the platform's theme does with buttons. ``focusMoved``: here, or away."""

    focusMoved = Signal()  # noqa: N815 - a Qt signal

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell."""
        super().focusInEvent(event)
        self.focusMoved.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell."""
        super().focusOutEvent(event)
        self.focusMoved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the form have Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half of a double click is not a second act."""
        event.accept()

    def mark(self) -> QRectF:
        """Where Fusion draws the mark. To ask it would load all that styles know, 3 ms of the time to the first paint."""
        side = int(_MARK * self.fontMetrics().fontDpi() / _INCH)
        return QRectF(0, (self.height() - side) // 2, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and a round mark whose edge can be seen in both schemes."""
        super().paintEvent(event)
        round_mark = self.mark().adjusted(1, 1, -1, -1)
        scheme, enabled = theme.current(), self.isEnabled()
        edge = scheme.shades[Tone.ACTION].text if self.isChecked() or self.hasFocus() else scheme.border
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge if enabled else scheme.line), 1.5))
        painter.setBrush(QColor(scheme.base if enabled else scheme.page))
        painter.drawEllipse(round_mark)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(edge))
            painter.drawEllipse(round_mark.adjusted(3.5, 3.5, -3.5, -3.5))


def basis_button(basis: AccessBasis, parent: QWidget) -> BasisButton:
    """A button with the words of a basis."""
    heading, line, warning = words(basis)
    button = BasisButton(heading, parent)
    button.setObjectName(f"basis{basis.value.title().replace('_', '')}")
    button.setAccessibleName(heading)
    button.setAccessibleDescription(" ".join(filter(None, (line, warning))))
    return button
