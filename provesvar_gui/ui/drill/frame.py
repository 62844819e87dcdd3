"""The frame around every window of a drill, and the bar of text in each of its dialogs: no picture of one can be mistaken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QRegion
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.marks import DrillMark, drill_words
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

WIDTH: Final = 6  # device-independent pixels
_RISES: Final = frozenset({QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ChildAdded, QEvent.Type.LayoutRequest})


class DrillFrame(QWidget):
    """Lies on top of a window, along its edges, and takes no click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("drillFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(drill_words())
        window.installEventFilter(self)
        self._fit()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever comes to lie over the window, the frame lies over that."""
        if watched is self.parent() and event.type() in _RISES:
            self._fit()
        return False

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        rect = parent.rect()
        if self.geometry() != rect:
            self.setGeometry(rect)
            self.setMask(QRegion(rect) - QRegion(_inner(rect)))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stripes, which are seen without colours too."""
        del event
        shade = theme.current().shades[Tone.WARNING]
        painter = QPainter(self)
        edges = QRegion(self.rect()) - QRegion(_inner(self.rect()))
        painter.setClipRegion(edges)
        painter.fillRect(self.rect(), QColor(shade.text))
        painter.fillRect(self.rect(), QBrush(QColor(shade.ground), Qt.BrushStyle.BDiagPattern))


class Framing(QObject):
    """Frames the window now, and every dialog of it as it comes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._framed: set[QWidget] = set()
        self.frame = DrillFrame(window)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._look)

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and widget not in self._framed:
                self._framed.add(widget)
                widget.destroyed.connect(lambda _gone=None, gone=widget: self._framed.discard(gone))
                mark(widget)


def mark(dialog: QDialog) -> None:
    """One dialog: frame, bar, title."""
    DrillFrame(dialog)
    dialog.setWindowTitle(_titled(dialog.windowTitle()))
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout) and layout.direction() is QBoxLayout.Direction.TopToBottom:
        layout.insertWidget(0, DrillMark(dialog))


def _titled(title: str) -> str:
    words = drill_words().partition(" –")[0]
    return title if title.startswith(words) else f"{words} – {title}"


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
