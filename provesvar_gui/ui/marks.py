"""The mark of the environment at the top of the window: sandbox, test, drill, or not in operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.patient.numbers import Profile
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.widgets import Label, fill, named_button

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.window_settings import WindowSettings

_HEIGHT = 24  # device-independent pixels, unless a button stands in it
translate = QCoreApplication.translate


class ProfileStrip(QWidget):
    """A line over every view, with words, colour and pattern."""

    def __init__(self, name: str, text: str, colour: str, ground: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._colour, self._ground = colour, ground
        label = Label(text, ground, kind=theme.Type.TABLE, bold=True, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(text)
        self._row = fill(QHBoxLayout(self), (label, 1), margins=(theme.SPACE["small"], 0, theme.SPACE["small"], 0))

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), theme.px(_HEIGHT)))

    def offer_end(self, window: QWidget) -> None:
        text = translate("Marks", "End the drill ({key})").format(key=keys.shown(keys.Key.DRILL))
        end = named_button(self, "drillLeaveButton", text, translate("Marks", "End the drill"))
        theme.set_font(end, theme.Type.TABLE)
        end.clicked.connect(window.close)
        self._row.addWidget(end)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        hatch = QColor(getattr(theme.current(), self._ground))
        hatch.setAlpha(28)
        painter.setPen(Qt.PenStyle.NoPen)
        for brush in (QColor(getattr(theme.current(), self._colour)), QBrush(hatch, Qt.BrushStyle.BDiagPattern)):
            painter.setBrush(brush)
            painter.drawRect(self.rect())  # for ``fillRect`` PySide would load gradients and their 180 names: 2 ms


def drill_text() -> str:
    return translate("Marks", "DRILL – synthetic people only. Nothing here is real.")


def mark_text(settings: WindowSettings) -> str:
    """The text on every printed page; "" in production."""
    if settings.drill:
        return drill_text()
    if settings.sandbox:
        return translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")
    if settings.profile is Profile.TEST:
        return translate("Marks", "TEST – synthetic people only. Not for treating patients.")
    return ""


def mark_of(settings: WindowSettings, parent: QWidget, before: ProfileStrip | None) -> ProfileStrip | None:
    """``before``: the mark whose place it takes."""
    if before is not None:
        before.hide()
        before.deleteLater()
    if settings.drill:
        return ProfileStrip("drillMark", drill_text(), "flag", "flag_ground", parent)
    text = mark_text(settings)
    if text:
        return ProfileStrip("sandboxMark" if settings.sandbox else "profileMark", text, "sand", "on_sand", parent)
    if settings.trouble is not None:  # nobody knows for which environment this is set up
        trouble = translate("Marks", "NOT IN OPERATION – no look-up is possible until the settings are right.")
        return ProfileStrip("troubleMark", trouble, "danger", "danger_ground", parent)
    return None


def title_of(settings: WindowSettings) -> str:
    if settings.drill:
        return translate("Marks", "DRILL – Prøvesvar")
    if settings.sandbox:
        return translate("MainWindow", "Prøvesvar – sandbox")
    return translate("Marks", "Prøvesvar – TEST") if settings.profile is Profile.TEST else translate("MainWindow", "Prøvesvar")
