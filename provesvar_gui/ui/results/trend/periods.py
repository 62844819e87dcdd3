"""The choice of the time that the lanes show: one button for each period, joined to a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from provesvar_gui.results.course import Period
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key, shown
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton

translate = QCoreApplication.translate


class _Segment(QPushButton):
    """A part of the bar; the chosen one is filled."""

    def __init__(self, period: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self._last = period is Period.ALL
        self.setObjectName(f"trendPeriod-{period.value}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        theme.set_font(self, Type.TABLE, bold=True)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + theme.px(22), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        colours, painter = theme.current(), QPainter(self)
        chosen = self.isChecked()
        painter.fillRect(self.rect(), QColor(colours.accent if chosen else colours.surface))
        painter.setPen(QColor(colours.on_accent if chosen else colours.ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setPen(QPen(QColor(colours.edge), 1.0))
        right = 1 if self._last else 0  # one line between two
        painter.drawRect(QRectF(0.5, 0.5, self.width() - right, self.height() - 1))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.on_accent if chosen else colours.accent_text), 2.0))
            painter.drawRect(self.rect().adjusted(3, 3, -3, -3))
        painter.end()


class PeriodBar(QWidget):
    """The buttons of the periods, ``trendPeriods``. ``chosen(Period)``. ``by_hand``: the person has chosen it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPeriods")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons = {each: _Segment(each, self) for each in Period}
        for button in self._buttons.values():
            self._group.addButton(button)
            row.addWidget(button)
        self.reset()
        self._group.buttonClicked.connect(self._clicked)

    @property
    def now(self) -> Period:
        return next((each for each, button in self._buttons.items() if button.isChecked()), Period.ALL)

    def step(self, by: int) -> None:
        """A shorter (1) or a longer (-1) period."""
        order = list(Period)
        self.take(order[min(max(order.index(self.now) - by, 0), len(order) - 1)])

    def propose(self, period: Period) -> None:
        """A period to begin with, until the person chooses one."""
        if not self.by_hand:
            self._buttons[period].setChecked(True)

    def take(self, period: Period) -> None:
        """The period that the person has chosen."""
        self._buttons[period].setChecked(True)
        self.by_hand = True
        self.chosen.emit(period)

    def reset(self) -> None:
        """Nobody has chosen one."""
        self._buttons[Period.ALL].setChecked(True)
        self.by_hand = False

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        names = {
            Period.DAY: (translate("Trend", "24 h"), translate("Trend", "Show the last 24 hours")),
            Period.HOURS: (translate("Trend", "40 h"), translate("Trend", "Show the last 40 hours")),
            Period.WEEK: (translate("Trend", "7 d"), translate("Trend", "Show the last 7 days")),
            Period.MONTH: (translate("Trend", "30 d"), translate("Trend", "Show the last 30 days")),
            Period.YEAR: (translate("Trend", "1 year"), translate("Trend", "Show the last year")),
            Period.YEARS: (translate("Trend", "5 years"), translate("Trend", "Show the last 5 years")),
            Period.ALL: (translate("Trend", "All"), translate("Trend", "Show all times")),
        }
        self.setAccessibleName(translate("Trend", "Period of the graph"))
        for each, button in self._buttons.items():
            name, purpose = names[each]
            button.setText(name)
            button.setAccessibleName(purpose)
            button.setToolTip(f"{purpose} ({shown(Key.TREND_PERIOD)})")
            button.updateGeometry()

    def _clicked(self, button: QAbstractButton) -> None:
        self.take(next(each for each, made in self._buttons.items() if made is button))
