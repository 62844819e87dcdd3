"""The periods of a trend: the choices, the time that each shows, and a button for each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from provesvar_gui.ui.results.common.choice_button import ChoiceButton

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from PySide6.QtWidgets import QAbstractButton

    from provesvar_gui.results.trend import Curve

translate = QCoreApplication.translate
_ALONE: Final = timedelta(hours=12)  # on either side of the only moment
_TOGETHER: Final = 3
_CLOSE: Final = timedelta(days=3)
_EPISODE: Final = 4  # results that make up the newest episode
_READABLE: Final = 0.1  # of the width: what the newest episode must have at least


class Range(StrEnum):
    """How much time is shown, counted back from when the results were fetched."""

    ALL = "all"
    YEARS = "5y"
    YEAR = "1y"
    MONTH = "30d"
    WEEK = "7d"
    DAY = "24h"


_LENGTHS: Final = {
    Range.YEARS: timedelta(days=5 * 365.25),
    Range.YEAR: timedelta(days=365.25),
    Range.MONTH: timedelta(days=30),
    Range.WEEK: timedelta(days=7),
    Range.DAY: timedelta(hours=24),
}


@dataclass(frozen=True, slots=True)
class Window:
    """The time that is shown, both ends included."""

    first: datetime
    last: datetime

    def holds(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last


def window(curves: Iterable[Curve], chosen: Range, end: datetime | None) -> Window | None:
    """What is shown; None where nothing can be drawn at all. ``end``: when the results were fetched."""
    ends = [dot.when for curve in curves if curve.dots for dot in (curve.dots[0], curve.dots[-1])]
    if not ends:
        return None
    if chosen is not Range.ALL:
        last = end or max(ends)
        return Window(_moved(last, -_LENGTHS[chosen]), last)
    first, last = min(ends), max(ends)
    return Window(first, last) if first < last else Window(_moved(first, -_ALONE), _moved(last, _ALONE))


def readable(curves: Sequence[Curve], end: datetime | None) -> Range:
    """The period to begin with: everything, unless the newest results would stand on top of each other in it.

    Then the shortest period that holds the newest episode of every series. What is outside is told.
    """
    newest = [_episode([dot.when for dot in curve.dots if end is None or dot.when <= end]) for curve in curves]
    newest = [each for each in newest if each]
    whole = window(curves, Range.ALL, end)
    if not newest or whole is None:
        return Range.ALL
    least = (whole.last - whole.first) * _READABLE
    if all(len(each) < 2 or each[-1] - each[0] >= least for each in newest):
        return Range.ALL
    last, first = end or whole.last, min(each[0] for each in newest)
    return next((each for each in reversed(_LENGTHS) if first >= _moved(last, -_LENGTHS[each])), Range.ALL)


def _episode(times: list[datetime]) -> list[datetime]:
    """The newest times that belong together: three or more without three days between two of them, else the newest four."""
    begin = len(times) - 1
    while begin > 0 and times[begin] - times[begin - 1] <= _CLOSE:
        begin -= 1
    return times[max(begin, len(times) - _EPISODE) :] if len(times) - begin >= _TOGETHER else times[-_EPISODE:]


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return moment


class RangeBar(QWidget):
    """The buttons of the periods, ``trendRanges``. ``chosen(Range)``. ``by_hand``: the person has chosen the period."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendRanges")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = {each: ChoiceButton(f"trendRange-{each.value}", self) for each in Range}
        for button in self._buttons.values():
            self._group.addButton(button)
            row.addWidget(button)
        self.by_hand = False
        self._buttons[Range.ALL].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)
        self._group.buttonToggled.connect(self._toggled)
        self.retranslate()

    @property
    def now(self) -> Range:
        return next((each for each, button in self._buttons.items() if button.isChecked()), Range.ALL)

    def step(self, by: int) -> None:
        """A shorter (1) or a longer (-1) period."""
        order = list(Range)
        self.take(order[min(max(order.index(self.now) + by, 0), len(order) - 1)])

    def propose(self, period: Range) -> None:
        """A period to begin with, until the person chooses one."""
        if not self.by_hand:
            self.take(period)
            self.by_hand = False

    def take(self, period: Range) -> None:
        """The period that the person has chosen."""
        self._buttons[period].setChecked(True)
        self.by_hand = True

    def reset(self) -> None:
        """Everything, and nobody has chosen it."""
        self.take(Range.ALL)
        self.by_hand = False

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        names = {
            Range.ALL: (translate("Trend", "All"), translate("Trend", "Show all times")),
            Range.YEARS: (translate("Trend", "5 years"), translate("Trend", "Show the last 5 years")),
            Range.YEAR: (translate("Trend", "1 year"), translate("Trend", "Show the last year")),
            Range.MONTH: (translate("Trend", "30 d"), translate("Trend", "Show the last 30 days")),
            Range.WEEK: (translate("Trend", "7 d"), translate("Trend", "Show the last 7 days")),
            Range.DAY: (translate("Trend", "24 h"), translate("Trend", "Show the last 24 hours")),
        }
        self.setAccessibleName(translate("Trend", "Period of the graph"))
        for each, button in self._buttons.items():
            name, purpose = names[each]
            button.set_text(name, spoken=purpose)
            button.setToolTip(translate("Trend", "{purpose} (+ and − in the graph)").replace("{purpose}", purpose))
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(name) + 22)

    def _clicked(self, _button: QAbstractButton) -> None:
        self.by_hand = True  # also where it is the one that was proposed

    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self.by_hand = True
            self.chosen.emit(next(each for each, made in self._buttons.items() if made is button))
