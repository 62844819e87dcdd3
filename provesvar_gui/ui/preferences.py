"""The user's preferences: text size, colours, first view, language. Used at once, and saved in the user's own file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWheelEvent, QWindow
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.widgets import WindowWatcher, the_application

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.settings.settings import UiSettings
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.ports import Maintenance

SIZES: Final = (100, 110, 125, 150, 175, 200)  # per cent
_SETTLES_MS: Final = 1000  # who turns the wheel goes through several sizes


class Preferences(QObject):
    """The preferences of one window. ``changed``: after each change."""

    changed = Signal()

    def __init__(self, window: MainWindow, maintenance: Callable[[], Maintenance] | None) -> None:
        super().__init__(window)
        self._window, self._maintenance = window, maintenance
        self._unsaved: dict[str, object] = {}
        self._save = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._save.timeout.connect(self.save)
        window.wheel.zoomed.connect(self.resize_text)

    @property
    def now(self) -> UiSettings:
        return self._window.settings.values.ui

    def locked(self, name: str) -> bool:
        return self._window.settings.values.locked(f"ui.{name}")

    def prefer(self, name: str, value: object) -> None:
        if self.locked(name) or getattr(self.now, name) == value:
            return
        settings, changed = self._window.settings, {name: cast("Any", value)}
        values = settings.values._replace(ui=self.now._replace(**changed))
        self._window.use_settings(settings._replace(values=values))
        theme.set_text_size(the_application(), self.now.text_size / 100)
        theme.set_scheme(the_application(), self.now.scheme)
        self._window.bar.fit()  # the window may be as wide as before
        self._window.pages.sheets.fit()
        self._unsaved[f"ui.{name}"] = value
        self._save.start()
        self.changed.emit()

    def resize_text(self, steps: int) -> None:
        at = min(range(len(SIZES)), key=lambda place: abs(SIZES[place] - self.now.text_size))
        self.prefer("text_size", SIZES[min(max(at + steps, 0), len(SIZES) - 1)])
        self._window.controller.hint(self.tr("Text {size} %").format(size=self.now.text_size))

    def save(self) -> None:
        maintenance, changes = self._maintenance, dict(self._unsaved)
        self._unsaved.clear()
        if maintenance is not None and changes:
            task = self._window.bridge.start_alone(lambda _report: maintenance().prefer(changes), parent=self)
            lost = self.tr("Your choice could not be saved: it holds until the program ends.")
            task.failed.connect(lambda _error: self._window.controller.hint(lost))


class WheelGuard(WindowWatcher):
    """Keeps the wheel, and focus by the wheel, from closed lists, spin boxes, dates and sliders: their surroundings scroll.

    With Ctrl it makes everything larger or smaller: ``zoomed``, 1 or -1.
    """

    zoomed = Signal(int)

    def __init__(self, main: QWidget) -> None:
        super().__init__(main)
        self.watch(main.windowHandle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ThemeChange:
            theme.follow(the_application())
        if not isinstance(event, QWheelEvent) or not isinstance(watched, QWindow) or QApplication.activePopupWidget() is not None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.zoomed.emit(1 if turned > 0 else -1)
            return True
        top = QWidget.find(watched.winId())
        around = _around_control(top.childAt(event.position().toPoint())) if top is not None else None
        if around is None:
            return False
        while around is not None:  # Qt hands none on that did not come from the windowing system
            moved = event.clone()
            if (QApplication.sendEvent(around, moved) and moved.isAccepted()) or around.isWindow():
                break
            around = around.parentWidget()
        return True


def _around_control(at: QWidget | None) -> QWidget | None:
    while at is not None and not at.isWindow():
        if isinstance(at, QComboBox | QAbstractSpinBox | QAbstractSlider) and not isinstance(at, QScrollBar):
            return at.parentWidget()
        at = at.parentWidget()
    return None
