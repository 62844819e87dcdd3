"""How a chosen row looks: full colour where the keys go, a quiet tint with a bar at its left edge elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import tones

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

BAR: Final = 4  # pixels of the bar of a chosen row without focus
RING: Final = 2  # pixels of the frame around the table that has the focus


def has_keys(widget: QWidget | None) -> bool:
    """Whether the keys go to that table, in the window that is in front."""
    return widget is not None and widget.hasFocus() and widget.isActiveWindow()


def text_colour(item: QStyleOptionViewItem) -> QColor:
    """Of ordinary words in that cell, by whether it is chosen and has the focus."""
    chosen = bool(item.state & QStyle.StateFlag.State_Selected)
    full = chosen and has_keys(item.widget)
    return item.palette.color(QPalette.ColorRole.HighlightedText if full else QPalette.ColorRole.Text)


def accent(item: QStyleOptionViewItem) -> QColor:
    """Of a sign that points at a row, by whether the row is chosen and has the focus."""
    if bool(item.state & QStyle.StateFlag.State_Selected) and has_keys(item.widget):
        return item.palette.color(QPalette.ColorRole.HighlightedText)
    return QColor(tones.scheme(item.palette).shades[theme.Tone.ACTION].text)


def paint_ground(painter: QPainter, item: QStyleOptionViewItem, *, first: bool) -> bool:
    """The ground of a chosen cell. False where it is not chosen. ``first``: the leftmost cell, which carries the bar."""
    if not item.state & QStyle.StateFlag.State_Selected:
        return False
    scheme = tones.scheme(item.palette)
    if has_keys(item.widget):
        painter.fillRect(item.rect, item.palette.color(QPalette.ColorRole.Highlight))
        return True
    painter.fillRect(item.rect, QColor(scheme.shades[theme.Tone.ACTION].ground))
    if first:
        bar = QRect(item.rect)
        bar.setWidth(BAR)
        painter.fillRect(bar, QColor(scheme.action_ground))
    return True


class FocusRing(QWidget):
    """A frame over the edge of a table while the keys go to it. It takes no mouse, and says nothing."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setObjectName("focusRing")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        around.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        elif event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and isinstance(watched, QWidget):
            self.setVisible(event.type() == QEvent.Type.FocusIn)
            self.raise_()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), RING)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(RING // 2, RING // 2, -RING // 2, -RING // 2))
