"""The choice of the time that the lanes show: one button for each period, joined to a bar."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from provesvar_gui.results.course import TimeRange
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key, shown
from provesvar_gui.ui.theme import Type

translate = QCoreApplication.translate


class PeriodBar(QWidget):
    """The buttons of the periods, ``trendPeriods``. ``chosen(TimeRange)``. ``by_hand``: the person has chosen it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPeriods")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = {each: QPushButton(self) for each in TimeRange}
        for each, button in self._buttons.items():
            button.setObjectName(f"trendPeriod-{each.value}")
            button.setCheckable(True)
            theme.set_kind(button, "segment last" if each is TimeRange.ALL else "segment")
            theme.set_font(button, Type.TABLE)
            button.clicked.connect(partial(self.take, each))
            self._group.addButton(button)
            row.addWidget(button)
        self.reset()

    @property
    def now(self) -> TimeRange:
        return next(each for each, button in self._buttons.items() if button.isChecked())

    def step(self, by: int) -> None:
        """A shorter (1) or a longer (-1) period."""
        order = list(TimeRange)
        self.take(order[min(max(order.index(self.now) - by, 0), len(order) - 1)])

    def propose(self, period: TimeRange) -> None:
        """A period to begin with, until the person chooses one."""
        if not self.by_hand:
            self._buttons[period].setChecked(True)

    def take(self, period: TimeRange, _checked: bool = True) -> None:
        """The period that the person has chosen."""
        self._buttons[period].setChecked(True)
        self.by_hand = True
        self.chosen.emit(period)

    def reset(self) -> None:
        """Nobody has chosen one."""
        self._buttons[TimeRange.ALL].setChecked(True)
        self.by_hand = False

    def retranslate(self) -> None:
        """Names in the language of the screen."""
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
        for button, (name, purpose) in zip(self._buttons.values(), names, strict=True):
            button.setText(name)
            button.setAccessibleName(purpose)
            button.setToolTip(f"{purpose} ({shown(Key.TREND_PERIOD)})")
