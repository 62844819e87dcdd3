"""Old names of the widgets of ``ui/widgets.py``, until nobody uses them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from provesvar_gui.ui import theme
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.widgets import Label, Panel, say_in_tooltip, set_wrong

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ("ElidedLabel", "TintLabel", "TintPanel", "draw_frame", "is_wrong", "say_in_tooltip", "set_wrong")


class TintLabel(Label):
    def __init__(self, text: str = "", *, tint: str = Tint.PLAIN, wrap: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(text, tint, wraps=wrap, parent=parent)


class ElidedLabel(Label):
    def __init__(self, *, tint: str = Tint.PLAIN, letters: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(colour=tint, letters=letters, parent=parent)

    def keep(self, beginning: str) -> None:
        self.say(self.text(), keep=beginning)


class TintPanel(Panel):
    def __init__(self, tint: str = Tint.PLAIN, *, bar: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("surface", "line", parent, bar=bar)
        self.set_tint = self.show_colour
        self.show_colour(tint)


def is_wrong(widget: QWidget) -> bool:
    """Whether ``set_wrong`` said so."""
    return bool(widget.property("wrong"))


def draw_frame(widget: QWidget) -> None:
    """The edge of an input, of one that has the focus, and of one whose content cannot be used.

    Fusion's own cannot be seen on a dark ground (WCAG 1.4.11, 2.4.7).
    """
    scheme = theme.current()
    focused, wrong = widget.hasFocus(), is_wrong(widget)
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if focused or wrong else 1.0
    marked = scheme.danger if wrong else scheme.accent_text
    painter.setPen(QPen(QColor(marked if focused or wrong else scheme.edge), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = width / 2
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(inset, inset, -inset, -inset), 3, 3)
    painter.end()
