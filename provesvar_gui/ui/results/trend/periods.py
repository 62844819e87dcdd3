"""The choice of the time that the lanes show: one button for each period, joined to a bar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from provesvar_gui.results.course import TimeRange
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key, shown
from provesvar_gui.ui.theme import Type

translate = QCoreApplication.translate
_ALL: Final = tuple(TimeRange)


class PeriodBar(QWidget):
    """The buttons of the periods, ``trendPeriods``. ``chosen``: another one. ``by_hand``: the person has chosen it."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPeriods")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, each in enumerate(_ALL):
            button = QPushButton(self)
            button.setObjectName(f"trendPeriod-{each.value}")
            button.setCheckable(True)
            theme.set_kind(button, "segment last" if each is TimeRange.ALL else "segment")
            theme.set_font(button, Type.TABLE)
            self._group.addButton(button, place)
            row.addWidget(button)
        self.reset()
        self._group.idClicked.connect(lambda place: self.take(_ALL[place]))

    @property
    def now(self) -> TimeRange:
        return _ALL[self._group.checkedId()]

    def step(self, by: int) -> None:
        """A shorter (1) or a longer (-1) period."""
        self.take(_ALL[min(max(self._group.checkedId() - by, 0), len(_ALL) - 1)])

    def propose(self, period: TimeRange) -> None:
        """A period to begin with, until the person chooses one."""
        if not self.by_hand:
            self._group.button(_ALL.index(period)).setChecked(True)

    def take(self, period: TimeRange) -> None:
        self._group.button(_ALL.index(period)).setChecked(True)
        self.by_hand = True
        self.chosen.emit()

    def reset(self) -> None:
        self.by_hand = False
        self.propose(TimeRange.ALL)

    def retranslate(self) -> None:
        names = (
            (translate("Trend", "24 h"), translate("Trend", "Show the last 24 hours")),
            (translate("Trend", "40 h"), translate("Trend", "Show the last 40 hours")),
            (translate("Trend", "7 d"), translate("Trend", "Show the last 7 days")),
            (translate("Trend", "30 d"), translate("Trend", "Show the last 30 days")),
            (translate("Trend", "1 year"), translate("Trend", "Show the last year")),
            (translate("Trend", "5 years"), translate("Trend", "Show the last 5 years")),
            (translate("Trend", "All"), translate("Trend", "Show all times")),
        )
        self.setAccessibleName(translate("Trend", "Period of the graph"))
        for place, (name, purpose) in enumerate(names):
            button = self._group.button(place)
            button.setText(name)
            button.setAccessibleName(purpose)
            button.setToolTip(f"{purpose} ({shown(Key.TREND_PERIOD)})")
