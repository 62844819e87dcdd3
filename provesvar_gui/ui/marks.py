"""The mark of the environment at the top of the window: sandbox, test, drill, or not in operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from provesvar_gui.patient.numbers import Profile
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel
from provesvar_gui.ui.widgets import plain_button

if TYPE_CHECKING:
    from provesvar_gui.ui.window_settings import WindowSettings

_HEIGHT = 24  # device-independent pixels, unless a button stands in it


class Mark(TintPanel):
    """One line over every view, in words, colour and pattern."""

    def __init__(self, name: str, text: str, tint: Tint, parent: QWidget | None = None) -> None:
        super().__init__(tint, border=False, solid=True, parent=parent)
        self.setObjectName(name)
        label = TintLabel(text, tint=tint, wrap=False, on_solid=True, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.set_font(label, theme.Type.TABLE, bold=True)
        self.setMinimumHeight(theme.px(_HEIGHT))
        self.setAccessibleName(text)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.SPACE["small"], 0, theme.SPACE["small"], 0)
        self._row.addWidget(label, 1)


class SandboxMark(Mark):
    """Unmistakable on every view: none of these people exists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sandboxMark", _sandbox_text(), Tint.HELP, parent)


def mark_text(settings: WindowSettings) -> str:
    """What stands on every page that is printed; "" in production."""
    if settings.drill:
        return drill_text()
    if settings.sandbox:
        return _sandbox_text()
    return _test_text() if settings.profile is Profile.TEST else ""


def _sandbox_text() -> str:
    return QCoreApplication.translate("SandboxMark", "SANDBOX – synthetic people only. Nothing here is real.")


def _test_text() -> str:
    return QCoreApplication.translate("Marks", "TEST – synthetic people only. Not for treating patients.")


def drill_text() -> str:
    return QCoreApplication.translate("Marks", "DRILL – synthetic people only. Nothing here is real.")


class DrillMark(Mark):
    """A drill: in the sandbox, and in a colour that nothing else has on top of a window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("drillMark", drill_text(), Tint.WARNING, parent)

    def offer_end(self, window: QWidget) -> None:
        """The way out of a drill, where it is looked for. It ends with its window."""
        text = QCoreApplication.translate("Marks", "End the drill ({key})").format(key=keys.shown(keys.Key.DRILL))
        self.end = plain_button(text, self)
        self.end.setObjectName("drillLeaveButton")
        self.end.setAccessibleName(QCoreApplication.translate("Marks", "End the drill"))
        self.end.setAutoDefault(False)
        self.end.clicked.connect(window.close)
        self._row.addWidget(self.end)


class ProfileMark(Mark):
    """The profile ``test``: national test services, synthetic people."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("profileMark", _test_text(), Tint.HELP, parent)


class TroubleMark(Mark):
    """No look-up is possible, and nobody knows for which environment this is set up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        text = QCoreApplication.translate("Marks", "NOT IN OPERATION – no look-up is possible until the settings are right.")
        super().__init__("troubleMark", text, Tint.ERROR, parent)


def mark_of(settings: WindowSettings, parent: QWidget) -> Mark | None:
    """What must be said over every view; None in production."""
    if settings.drill:
        return DrillMark(parent)
    if settings.sandbox:
        return SandboxMark(parent)
    if settings.trouble is not None:
        return TroubleMark(parent)
    return ProfileMark(parent) if settings.profile is Profile.TEST else None


def title_of(settings: WindowSettings) -> str:
    """Of the window, and so of its place in the task bar; production is the one without an addition."""
    if settings.drill:
        return QCoreApplication.translate("Marks", "DRILL – Prøvesvar")
    if settings.sandbox:
        return QCoreApplication.translate("MainWindow", "Prøvesvar – sandbox")
    if settings.trouble is None and settings.profile is Profile.TEST:
        return QCoreApplication.translate("Marks", "Prøvesvar – TEST")
    return QCoreApplication.translate("MainWindow", "Prøvesvar")
