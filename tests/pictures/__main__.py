"""Pictures of every view with the sandbox's emergency patient, to be looked at: light and dark, at 100 % and 150 %, in bokmål.

    python -m tests.pictures FOLDER

The last ones that were looked at lie in ``reference``.

They are drawn by the real window without a display. What they show is judged by people; the tests judge the rest.
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.qt_setup import keep_constants_alive
from tests.pictures.scene import Scene, in_few_colours, settle
from tests.window_settings import window_settings

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}
VIEWS = (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND)
SCREEN = (1366, 768)  # of a clinic laptop; at 150 % it holds two thirds of it


def main(folder: Path) -> None:
    """One process for each scheme and scale: Qt reads the scale once."""
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, scale in product(SCHEMES, ("1", "1.5")):
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        subprocess.run([sys.executable, "-m", "tests.pictures", str(folder), scheme, scale], check=True, env=surroundings)


def draw(folder: Path, scheme: str, scale: str) -> None:
    keep_constants_alive()
    application = QApplication(theme.arguments())
    i18n.install(application, "nb")
    theme.install(application)
    theme.colour(application, SCHEMES[scheme])
    settings = window_settings(sandbox=True, ui__language="nb")
    scene = Scene(settings, *(round(each / float(scale)) for each in SCREEN))

    def save(name: str) -> None:
        path = folder / f"{scheme}-{round(float(scale) * 100)}-{name}.png"
        in_few_colours(scene.window.grab().toImage()).save(str(path), None, 0)

    save("form")
    view = scene.look_up()
    for key in VIEWS:
        view.panes.turn_to(view.panes.place_of(key))
        if key == Key.TREND:  # the one key by which potassium's trend is opened from the overview
            view.panes.turn_to(view.panes.place_of(Key.OVERVIEW))
            QTest.keyClick(QApplication.focusWidget() or scene.window, Qt.Key.Key_K)
        settle()
        save(key.name.lower())
    sys.stdout.flush()
    os._exit(0)  # the pictures are all that was wanted


if __name__ == "__main__":
    if sys.argv[2:]:
        draw(Path(sys.argv[1]), *sys.argv[2:])
    main(Path(sys.argv[1]))
