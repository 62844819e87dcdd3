"""What the lock asks of the window that it locks, and what it is set to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from provesvar_gui.domain.lock import LockRules, Moment, Stake
from provesvar_gui.net.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.domain.desk import Desk
    from provesvar_gui.ui.background import BridgeLike
    from provesvar_gui.ui.desk_controller import DeskController
    from provesvar_gui.ui.form import Form
    from provesvar_gui.ui.form_fold import FormFold
    from provesvar_gui.ui.keys import Key
    from provesvar_gui.ui.results_area import ResultsArea
    from provesvar_gui.ui.window_settings import WindowSettings


class Window(Protocol):
    """The main window."""

    form: Form
    fold: FormFold
    area: ResultsArea

    @property
    def controller(self) -> DeskController:
        """What the form does."""

    @property
    def bridge(self) -> BridgeLike:
        """The way to the background work."""

    @property
    def key_time(self) -> Callable[[QKeyEvent], float]:
        """When a key went down, in seconds of one clock."""

    def press(self, key: Key) -> None:
        """What one of its keys does now."""

    def forget_lines(self) -> None:
        """Nothing of the view of own look-ups, nor of a scan that is under way."""

    def focus_somewhere(self) -> None:
        """What had the focus is gone."""


def system_moment() -> Moment:
    """Now, by the system's clocks."""
    clock = SystemClock()
    return Moment(steady=clock.monotonic(), wall=clock.now())


def stake_of(desk: Desk) -> Stake:
    """What there is to protect."""
    if desk.session is not None or (desk.owner and not desk.empty):
        return Stake.SOMEBODYS
    return Stake.NOTHING if desk.empty else Stake.NOBODYS


def rules_of(settings: WindowSettings) -> LockRules:
    """What the organisation has decided."""
    return LockRules(idle=settings.lock_idle_seconds, wipe=settings.lock_wipe_seconds, bedside=settings.lock_bedside)
