"""Says at the foot of the empty page that the program was upgraded while it runs, before something fails for it.

An unattended upgrade asks nobody. What is loaded late may no longer fit what is loaded (``system/replaced.py``): the window goes
on as long as it can, and says when there is time to start it again: between two patients. It looks after each failure, too: that
one's own words may be about something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

    from provesvar_gui.ui.background import BridgeLike, TaskLike
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.shift.foot import Foot

AGAIN_MS: Final = 10 * 60_000


class ReplacedCheck(QObject):
    """``replaced``: whether the files are others than at the start; may block.

    Looks now and then, at an emptied desk, when somebody comes to the window, and after a failure.
    """

    looked = Signal()

    def __init__(self, window: MainWindow, foot: Foot, bridge: BridgeLike, replaced: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window, self._foot, self._bridge, self._replaced = window, foot, bridge, replaced
        self._task: TaskLike | None = None
        self._empty = True
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()
        window.controller.refreshed.connect(self._refreshed)
        window.controller.told.connect(self._failed)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._focused)

    def look(self) -> None:
        """Once more, where it is not known yet."""
        if self._task is not None or not self._again.isActive() or self._window.closed:
            return
        replaced = self._replaced

        async def ask(_report: object) -> bool:
            from provesvar_gui.net.daemon import on_daemon_thread

            return await on_daemon_thread(replaced, name="provesvar-replaced")

        task = self._task = self._bridge.start_alone(ask, parent=self)
        task.succeeded.connect(self._found)
        task.finished.connect(self._ended)

    def _failed(self, _error: object) -> None:
        self.look()

    def _focused(self, window: QWindow | None) -> None:
        if window is not None:
            self.look()

    def _refreshed(self) -> None:
        before, self._empty = self._empty, self._window.controller.desk.empty
        if self._empty and not before:
            self.look()

    def _ended(self) -> None:
        self._task = None
        self.looked.emit()

    def _found(self, replaced: object) -> None:
        if replaced is True:
            self._again.stop()
            self._foot.say_replaced(
                self.tr(
                    "The program was upgraded or removed while it was running."
                    " Close this window and start it again when it suits you."
                )
            )
