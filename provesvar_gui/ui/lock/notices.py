"""What stands on the open window about its lock: the warning, and how long the bedside key still keeps it open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from provesvar_gui.ui.lock.bedside import BedsideBar
from provesvar_gui.ui.lock.warning import LockWarning

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.results_area import ResultsArea


class Notices(QObject):
    """Each is made when it is first needed. ``stayAsked``, ``renewAsked``, ``lockAsked``: their buttons."""

    stayAsked = Signal()  # noqa: N815 - a Qt signal
    renewAsked = Signal()  # noqa: N815 - a Qt signal
    lockAsked = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, widget: QWidget, area: ResultsArea) -> None:
        super().__init__(widget)
        self._widget, self._area = widget, area
        self._warning: LockWarning | None = None
        self._bar: BedsideBar | None = None

    def warn(self, seconds: float) -> None:
        """It is locked in ``seconds``."""
        if self._warning is None or not isValid(self._warning):
            self._warning = LockWarning(self._widget)
            self._warning.stayAsked.connect(self.stayAsked)
        self._warning.warn(seconds)

    def unwarn(self) -> None:
        """Somebody is there, or it is locked."""
        if self._warning is not None and isValid(self._warning):
            self._warning.unwarn()

    def hold(self, seconds: float) -> None:
        """The bedside key keeps it open."""
        if self._bar is None:
            self._bar = BedsideBar(self._area)
            self._bar.renewAsked.connect(self.renewAsked)
            self._bar.lockAsked.connect(self.lockAsked)
            self._area.add_above(self._bar)
        self._bar.begin(seconds)

    def count(self, seconds: float) -> None:
        """So long still."""
        if self._bar is not None:
            self._bar.count(seconds)

    def let_go(self) -> None:
        """Ordinary time again."""
        if self._bar is not None:
            self._bar.end()
