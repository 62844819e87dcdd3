"""What a drill's window has besides: a frame, a way out, and an end with the window that began it.

The frame lies around every window of it, and each dialog has a bar of text: no picture of one can be mistaken.
"""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QRegion, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import DrillMark, drill_words
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.main_window import MainWindow

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


class InsideDrill(QObject):
    """``while_stdin``: the window closes when standard input ends, which is when whoever began the drill wants it back."""

    _ended = Signal()

    def __init__(self, window: MainWindow, *, while_stdin: bool = False, handle: int = 0) -> None:
        super().__init__(window)
        self._window = window
        DrillFrame(window)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._frame_dialogs)
        middle = window.centralWidget()
        layout = middle.layout() if middle is not None else None
        if layout is not None:
            layout.setContentsMargins(WIDTH, WIDTH, WIDTH, WIDTH)
        for sequence in keys.sequences(Key.DRILL):
            QShortcut(sequence, window, self.end).setAutoRepeat(False)
        if while_stdin:
            self._ended.connect(window.close, Qt.ConnectionType.QueuedConnection)
            threading.Thread(target=self._wait, args=(handle,), name="provesvar-drill", daemon=True).start()

    def end(self) -> None:
        """The key that began it; nothing here is worth a question. The button in the mark does the same."""
        self._window.close()

    def _frame_dialogs(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible() and not widget.findChildren(DrillFrame):
                _mark(widget)

    def _wait(self, handle: int) -> None:
        try:
            while os.read(handle, 256):
                pass
        except OSError:
            pass
        try:
            self._ended.emit()
        except RuntimeError:
            return  # the window is gone


def _mark(dialog: QDialog) -> None:
    """One dialog: frame, bar, title."""
    DrillFrame(dialog)
    words = drill_words().partition(" –")[0]
    if not dialog.windowTitle().startswith(words):
        dialog.setWindowTitle(f"{words} – {dialog.windowTitle()}")
    layout = dialog.layout()
    if isinstance(layout, QBoxLayout) and layout.direction() is QBoxLayout.Direction.TopToBottom:
        layout.insertWidget(0, DrillMark(dialog))


def _inner(rect: QRect) -> QRect:
    return rect.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH)
