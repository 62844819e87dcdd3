"""Draws the pictures of one scheme at one scale; see ``__main__``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.qt_setup import keep_alive
from tests.pictures.palette import in_few_colours
from tests.pictures.scene import Scene, settle
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from provesvar_gui.ui.main_window import MainWindow


VIEWS = (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND)
SCREEN = (1366, 768)  # of a clinic laptop; at 150 % it holds two thirds of it


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
    settings = window_settings(sandbox=True, ui__language="nb")
    scene = Scene(settings, *(round(each / float(scale)) for each in SCREEN))
    window = scene.window
    name = f"{scheme}-{round(float(scale) * 100)}"
    save(window, folder / f"{name}-form.png")
    view = scene.look_up()
    for key in VIEWS:
        view.panes.turn_to(view.panes.place_of(key))
        if key == Key.TREND:  # the one key by which potassium's trend is opened from the overview
            view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
            QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K)
        settle()
        save(window, folder / f"{name}-{key.name.lower()}.png")
    sys.stdout.flush()
    os._exit(0)  # the pictures are all that was wanted


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
