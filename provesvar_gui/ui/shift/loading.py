"""Loads what somebody may ask for later while nobody asks for anything: a module a turn, milliseconds each."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from provesvar_gui.system import pacing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.ui.main_window import MainWindow

_PAUSE_MS: Final = 15
_LOG = logging.getLogger(__name__)


class IdleLoading(QObject):
    """``here``: modules for the window's thread; ``behind``: for the runtime thread. What a system does not have is passed over.

    ``loaded``: everything is in.
    """

    loaded = Signal()

    def __init__(self, window: MainWindow, here: Iterable[str], behind: Iterable[str]) -> None:
        super().__init__(window)
        self._window, self._here, self._behind = window, iter(here), tuple(behind)
        self._begun = False
        self._turn = QTimer(self, interval=_PAUSE_MS)
        self._turn.timeout.connect(self._next)

    def begin(self) -> None:
        """Once."""
        if self._begun or self._window.closed:
            return
        self._begun = True
        names = self._behind

        async def load(_report: object) -> None:
            import asyncio

            for name in names:
                _load(name)
                await asyncio.sleep(_PAUSE_MS / 1000)

        self._window.bridge.start_alone(load, parent=self).finished.connect(self._turn.start)

    def _next(self) -> None:
        desk = self._window.controller.desk
        if self._window.closed:
            self._turn.stop()
        elif desk.running is None and not desk.login_running and self._window.area.is_settled():
            name = next(self._here, None)
            if name is not None:
                _load(name)
                return
            self._turn.stop()
            if desk.empty:
                pacing.loaded()
            self.loaded.emit()


def _load(name: str) -> None:
    try:
        import_module(name)
    except ModuleNotFoundError:
        return  # another system's
    except Exception as error:  # noqa: BLE001 - a library that it needs, a file that is half replaced: whoever asks for it is told
        _LOG.warning("not loaded ahead: %s (%s)", name, type(error).__name__)
