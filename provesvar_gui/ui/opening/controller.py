"""The controller of an opening: its panel, its bar, its clock, and the results that only the opening brought."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from provesvar_gui.desk import actions as act
from provesvar_gui.desk.opening import Marker, OpeningPolicy, is_whole, outcome_of
from provesvar_gui.ui.opening.panel import OpenedBar, OpeningPanel
from provesvar_gui.ui.widgets import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.model import LookupResult
    from provesvar_gui.ui.desk.controller import DeskController
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings


class OpeningController(QObject):
    """The controller of an opening.

    ``bar.ended``: by its button. ``clock``: of what is opened. ``tell_ended(why)``: of an opening, for the journal.

    ``ordinary``: the last answer to an ordinary look-up, which comes back when what was opened is closed; None where nothing is
    held. ``now``: seconds of the system's clock. ``guard``: of the panel.
    """

    def __init__(
        self,
        area: ResultsArea,
        settings: WindowSettings,
        controller: DeskController,
        *,
        tell_ended: Callable[[str], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(controller)
        self._controller, self._tell_ended, self.now = controller, tell_ended, now
        self._until = 0.0  # by the clock on the wall, which goes on while the machine sleeps
        self._area = area
        self.settings = settings
        self.guard = Guard(settings.confirm_guard_ms)
        self.panel = OpeningPanel(language=settings.values.ui.language, guard=self.guard, parent=area)
        desk, do = controller.desk, controller.do
        self.panel.confirmed.connect(lambda basis, reason: do(desk.opening_confirmed(basis, reason)))
        self.panel.cancelled.connect(lambda: do(desk.opening_cancelled()))
        self.bar = OpenedBar(self._left, area)
        self.bar.over.connect(self._over)
        area.add_above(self.bar)
        self._marker: Marker | None = None  # of the opening that is on the screen
        self.ordinary: LookupResult | None = None
        self.clock = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)

    @property
    def policy(self) -> OpeningPolicy:
        return OpeningPolicy(reason=self.settings.values.opening.reason, direct=self.settings.values.pps.direct_elevated)

    @property
    def panel_visible(self) -> bool:
        return not self.panel.isHidden()

    def take_result(self, result: LookupResult) -> LookupResult:
        """Keep an ordinary answer; in the answer of an opening mark the results that only the opening brought."""
        if not result.basis.elevated:
            self.ordinary = result
            return result
        if self._marker is None:
            before = self.ordinary
            about_same = before is not None and before.lookup.patient == result.lookup.patient
            self._marker = Marker(before if before is not None and about_same and is_whole(before) else None)
        marked, compared = self._marker.mark(result), self._marker.tells
        self.bar.show_opened(marked, outcome_of(marked, compared=compared), compared=compared)
        return marked

    def carry_out(self, action: act.ShowOpening | act.OpeningEnded | act.Command, number: str) -> None:
        """Perform one action. ``number``: the patient's, grouped."""
        match action:
            case act.ShowOpening(kind=kind, basis=basis):
                self.panel.ask(
                    number=number,
                    kind=kind,
                    basis=basis,
                    quotation=self._quotation(),
                    seconds=self.settings.values.opening.seconds,
                    reason=self.settings.values.opening.reason,
                )
            case act.Command.HIDE_OPENING:
                self.panel.close_panel()
            case act.Command.OPENING_STARTED:
                self.clock.start(round(self.settings.values.opening.seconds * 1000))
                self._until = self.now() + self.settings.values.opening.seconds
            case act.OpeningEnded(why=why):
                self.clock.stop()
                self._marker = None
                self.bar.clear()
                self._area.forget_opened()
                self._tell_ended(why.value)

    def begin_again(self) -> None:
        """Something from outside interrupted: the two steps begin again."""
        if self.panel_visible:
            self.panel.begin_again()

    def forget(self) -> None:
        self.ordinary = None

    def _left(self) -> float:
        """Seconds until the opening ends, by the clock that is ahead: one may stop or be set."""
        return min(self.clock.remainingTime() / 1000, self._until - self.now())

    def _over(self) -> None:
        if self.clock.isActive():
            self.clock.start(0)

    def _quotation(self) -> str:
        outcomes = self.ordinary.outcomes if self.ordinary is not None else ()
        return "\n".join(dict.fromkeys(outcome.text.strip() for outcome in outcomes if outcome.openable and outcome.text.strip()))
