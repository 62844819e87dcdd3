"""Draws the pictures of one scheme at one scale; see ``__main__``."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.qt_setup import keep_alive
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.results_area import default_view
from tests.gui.fakes import DOCTOR, ROLES, TODAY, FakeBridge
from tests.gui.results.sandbox_patients import patient
from tests.pictures.palette import in_few_colours
from tests.window_settings import NoRoleMemory, window_settings

if TYPE_CHECKING:
    from provesvar_gui.patient.access import Lookup

VIEWS = (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND)
LOGICAL = (1280, 820)  # at 150 % the same screen holds two thirds of it


def settle() -> None:
    """Let everything come to rest."""
    for _ in range(60):
        QApplication.processEvents()
        QTest.qWait(5)


def _window(bridge: FakeBridge, scale: float) -> MainWindow:
    settings = window_settings(
        sandbox=True,
        ui__language="nb",
    )
    window = MainWindow(settings, lambda: WindowServices(bridge, NoRoleMemory()), ROLES, lambda: TODAY, make_view=default_view)
    width, height = LOGICAL
    window.resize(round(width * 1.25 / scale), round(height * 1.2 / scale))
    window.show()
    settle()
    return window


def _look_up(window: MainWindow, bridge: FakeBridge) -> None:
    form = window.form
    form.patient.line.setText("13896900263")
    form.basis.choose(AccessBasis.AKUTT)
    form.basis.choose(AccessBasis.AKUTT)
    form.role.set_code("LE")
    form.role.chosen.emit("LE")
    window.controller.enter()
    bridge.last("login").succeed(DOCTOR)
    lookup: Lookup | None = window.controller.desk.running
    assert lookup is not None
    bridge.last("lookup").succeed(replace(patient(), lookup=lookup))
    settle()


def save(window: MainWindow, path: Path) -> None:
    """In few colours."""
    in_few_colours(window.grab().toImage()).save(str(path), None, 0)


def main(folder: Path, scheme: str, scale: str) -> None:
    """Draw them."""
    keep_alive()
    application = QApplication(theme.arguments())
    i18n.install(application, "nb")
    theme.install(application)
    theme.colour(application, theme.DARK if scheme == "dark" else theme.LIGHT)
    bridge = FakeBridge()
    window = _window(bridge, float(scale))
    name = f"{scheme}-{round(float(scale) * 100)}"
    save(window, folder / f"{name}-form.png")
    _look_up(window, bridge)
    view = window.area.prepare()
    assert isinstance(view, ResultsView)
    for key in VIEWS:
        view.panes.turn_to(view.panes.place_of(key))
        if key == Key.TREND:  # the one key by which potassium's trend is opened from the overview
            view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K)
        settle()
        save(window, folder / f"{name}-{key}.png")
    sys.stdout.flush()
    os._exit(0)  # the pictures are all that was wanted


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
