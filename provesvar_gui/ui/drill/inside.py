"""What a drill's window has besides: frame, a way out, and an end with the window that began it."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShortcut

from provesvar_gui.ui import keys
from provesvar_gui.ui.drill.frame import WIDTH, Framing
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from provesvar_gui.ui.main_window import MainWindow


class InsideDrill(QObject):
    """``while_stdin``: the window closes when standard input ends, which is when whoever began the drill wants it back."""

    _ended = Signal()

    def __init__(self, window: MainWindow, *, while_stdin: bool = False, handle: int = 0) -> None:
        super().__init__(window)
        self._window = window
        self.framing = Framing(window)
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
