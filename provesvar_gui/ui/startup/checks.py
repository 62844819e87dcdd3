"""What a window gets after its first paint, besides its own work: the look at the services and the way to a drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QShortcut

from provesvar_gui.ui import keys, today
from provesvar_gui.ui.drill import DrillController, InsideDrill
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.lock.controller import system_moment
from provesvar_gui.ui.startup.connectivity import FlightCheck
from provesvar_gui.ui.startup.foot import Foot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.window_settings import WindowSettings


class Shift(QObject):
    """``drill_command``: what starts a drill.

    ``drill_elsewhere``: whether one runs already that this window has not begun.
    """

    def __init__(
        self,
        window: MainWindow,
        settings: WindowSettings,
        *,
        drill_command: Sequence[str],
        drill_elsewhere: Callable[[], bool] = lambda: False,
        while_stdin: bool = False,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.foot = Foot(window)
        window.area.add_at_foot(self.foot)
        self.flight = FlightCheck(window, self.foot, moment=system_moment, now=today.now, asks=settings.trouble is None)
        self.drill: DrillController | None = None
        if settings.drill:
            self.inside = InsideDrill(window, while_stdin=while_stdin)
        elif not settings.sandbox:
            self.drill = DrillController(window, drill_command, may=settings.may_drill, elsewhere=drill_elsewhere)
            self.foot.drillAsked.connect(self.drill.ask)
            self.foot.offer_drill(settings.may_drill)
        if self.drill is None and not settings.drill:
            for sequence in keys.sequences(Key.DRILL):
                QShortcut(sequence, window, self._no_drill).setAutoRepeat(False)
        window.pages.checked.connect(self.flight.take_findings)
        window.controller.setup.settled.connect(self._take_settings)

    def begin(self) -> None:
        """Ask the services for the first time."""
        self.flight.begin()

    def end(self) -> None:
        if self.drill is not None:
            self.drill.stop()

    def _no_drill(self) -> None:
        if not self._window.locked:
            self._window.controller.hint(self.tr("Everybody here is synthetic already: there is no drill to begin."))

    def _take_settings(self, settings: WindowSettings) -> None:
        self.flight.take_settings(settings)
        if self.drill is not None:
            self.drill.take_settings(settings)
            self.foot.offer_drill(settings.may_drill)
