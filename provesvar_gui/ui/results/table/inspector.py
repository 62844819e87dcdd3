"""The inspector below the cumulative table: the selected cell in words, and its two actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import chips
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.table import signs
from provesvar_gui.ui.tinted_widgets import say_in_tooltip

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.results.common.labels import Mark

translate = QCoreApplication.translate
_HEIGHT: Final = 48
_GAP: Final = 12


class _CellText(QWidget):
    """Name, value, mark and facts on one line; facts in two where they are long, and whole in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.said: tuple[str, str, Mark | None, str] = ("", "", None, "")

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        name, value, mark, facts = self.said
        colours = theme.current()
        painter = QPainter(self)
        painter.setPen(QColor(colours.ink))
        x = self._line(painter, 0.0, name, theme.Type.BODY)
        x = self._line(painter, x, value, theme.Type.VALUE)
        if mark is not None:
            x += chips.paint(painter, QPointF(x, (self.height() - chips.height(mark)) / 2), mark) + _GAP
        layout = lay_out(facts[:1000], theme.font(theme.Type.TABLE), max(self.width() - x, 60.0))
        shown = min(layout.lineCount(), 2)
        if layout.lineCount() > 2:
            end = layout.lineAt(1).textStart() + layout.lineAt(1).textLength()
            layout = lay_out(f"{facts[: end - 2]}…", theme.font(theme.Type.TABLE), max(self.width() - x, 60.0))
        painter.setPen(QColor(colours.ink2))
        high = layout.lineAt(0).height() if shown else 0.0
        for at in range(min(shown, layout.lineCount())):
            layout.lineAt(at).draw(painter, QPointF(x, (self.height() - shown * high) / 2))
        painter.end()

    def _line(self, painter: QPainter, x: float, words: str, type_: theme.Type) -> float:
        painter.setFont(theme.font(type_, bold=True, digits=type_ is theme.Type.VALUE))
        return signs.paint_text(painter, words, x, self.height() / 2, "ink") + (_GAP if words else 0)


class Inspector(QWidget):
    """The inspector, ``flowsheetInspector``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetInspector")
        self._text = _CellText(self)
        self.trend, self.report = (QPushButton(self) for _ in range(2))
        self.trend.setObjectName("inspectorTrend")
        self.report.setObjectName("inspectorReport")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], 0, theme.SPACE["large"], 0)
        row.setSpacing(theme.SPACE["medium"])
        row.addWidget(self._text, 1)
        row.addWidget(self.trend)
        row.addWidget(self.report)
        self.fit()

    def fit(self) -> None:
        """For the size of the text."""
        self.setFixedHeight(theme.px(_HEIGHT))

    @property
    def said(self) -> str:
        """Everything that is told of the cell."""
        return self._text.accessibleName()

    def say(self, name: str, *, value: str = "", mark: Mark | None = None, facts: str = "", whole: str = "") -> None:
        """``whole``: all of it as sentences, for the tooltip and a screen reader."""
        self._text.said = name, value, mark, facts
        self._text.setAccessibleName(whole or " ".join(filter(None, (name, facts))))
        say_in_tooltip(self._text, whole)
        self._text.setAccessibleDescription("")  # the name says it
        self._text.update()

    def offer(self, *, trend: bool, report: bool, picked: int) -> None:
        """``picked``: how many rows the trend will show, where they have been picked."""
        self.trend.setEnabled(trend)
        self.trend.setText(" ".join(filter(None, (translate("Flowsheet", "Trend"), f"({picked})" if picked else ""))))
        self.report.setEnabled(report)

    def retranslate(self) -> None:
        for button, icon, words, tooltip in (
            (self.trend, Icon.GRAPH, translate("Flowsheet", "Trend"), translate("Flowsheet", "The row over time (Enter)")),
            (self.report, Icon.REPORT, translate("Flowsheet", "Report"), keys.tooltip(keys.Key.TABLE_REPORT)),
        ):
            button.setText(words)
            icons.set_icon(button, icon)
            button.setAccessibleName(words)
            button.setToolTip(tooltip)
