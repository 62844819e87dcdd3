"""How much time is shown: one button for each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from provesvar_gui.ui.results.trend.scale import Range

translate = QCoreApplication.translate

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton


class _Choice(QPushButton):
    """A button whose choice is seen in both schemes: on the ground of a chosen row, in heavier type."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's own; where it is chosen, the ground of what is chosen."""
        if not self.isChecked():
            super().paintEvent(event)
            return
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.highlight())
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        font = self.font()
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.highlightedText().color())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.highlightedText().color(), 1.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 2, 2)


class RangeBar(QWidget):
    """``trendRanges``. ``chosen(Range)``."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendRanges")
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._buttons: dict[Range, QPushButton] = {}
        for each in Range:
            button = _Choice(self)
            button.setObjectName(f"trendRange-{each.value}")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self._buttons[each] = button
            self._group.addButton(button)
            row.addWidget(button)
        self._by_hand = False
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
        self._buttons[order[min(max(order.index(self.now) + by, 0), len(order) - 1)]].setChecked(True)

    @property
    def by_hand(self) -> bool:
        """Whether the person has chosen the period."""
        return self._by_hand

    def propose(self, period: Range) -> None:
        """A period to begin with, until the person chooses one."""
        if not self._by_hand:
            self._buttons[period].setChecked(True)
            self._by_hand = False

    def take(self, period: Range) -> None:
        """A period that the person has chosen before."""
        self._buttons[period].setChecked(True)
        self._by_hand = True

    def reset(self) -> None:
        """Everything, and nobody has chosen it."""
        self._buttons[Range.ALL].setChecked(True)
        self._by_hand = False

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
            button.setText(names[each][0])
            button.setAccessibleName(names[each][1])
            button.setToolTip(translate("Trend", "{purpose} (+ and − in the graph)").replace("{purpose}", names[each][1]))
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(names[each][0]) + 22)

    def _clicked(self, _button: QAbstractButton) -> None:
        self._by_hand = True  # also where it is the one that was proposed

    def _toggled(self, button: QAbstractButton, checked: bool) -> None:
        if checked:
            self._by_hand = True
            self.chosen.emit(next(each for each, made in self._buttons.items() if made is button))
