"""The pictures of the user guide: the real windows, with the sandbox's people.

    python -m tests.pictures.guide [FOLDER]

Without a folder they go where the guide has them. Each is cut to what it is about, half as large again as on the screen, and
framed as an example: a page of the guide may lie beside a real window, or beside real results on paper.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.results.model import Outcome, OutcomeKind
from provesvar_gui.settings.contacts import Contact, Contacts
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.help.guide import ENDINGS
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.qt_setup import keep_constants_alive
from provesvar_gui.ui.widgets import Panel
from tests.pictures.scene import Scene, in_few_colours, settle
from tests.window_settings import window_settings

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "guide" / "nb" / "pictures"
SCALE = "1.5"  # ``ui.help.guide.PIXELS``
SIZE = (911, 640)
OVERVIEW = QRect(12, 107, 568, 164)  # of the results of a wide window: four rows, from the name to the course
CONTACTS = Contacts(
    privacy=Contact(name="Personvernombudet", phone="00000001", hours="hverdager 8–15"),
    support=Contact(name="IT-vakten", phone="00000002", hours="hele døgnet"),
    laboratories=(
        Contact(name="Medisinsk biokjemi", phone="00000003", hours="hele døgnet"),
        Contact(name="Mikrobiologi", phone="00000004", hours="hverdager 8–20"),
        Contact(name="Radiologi", phone="00000005", hours="hele døgnet"),
    ),
)
CONTROL = Qt.KeyboardModifier.ControlModifier
GENERAL = Outcome(kind=OutcomeKind.RESTRICTED, code="General", text="Pasienten har sperret prøvesvar for alle.", openable=True)
PATIENT = "EKSEMPEL – syntetisk pasient"
_STRIP, _FRAME, _AIR = 26, 3, 10  # device-independent pixels: above it, around it, before the words


class GuideScene(Scene):
    def __init__(self, width: int = SIZE[0], height: int = SIZE[1]) -> None:
        settings = window_settings(
            ui__language="nb", confirm_guard_ms=0, contacts=lambda: CONTACTS, contact__privacy=CONTACTS.privacy
        )
        super().__init__(settings, width, height)

    def sheet(self, name: str) -> QImage:
        """The part of the window where the sheet of that page stands."""
        page = self.window.findChild(QWidget, name)
        sheet = page.findChild(Panel) if page is not None else None
        assert sheet is not None, name
        whole = QRect(sheet.mapTo(self.window, QPoint(0, 0)), sheet.size())
        return self.grab(whole.adjusted(-8, -8, 8, 8).intersected(self.window.rect()))

    def grab(self, part: QRect) -> QImage:
        return self.window.grab(part).toImage()


def form() -> QImage:
    scene = GuideScene()
    scene.fill()
    return scene.sheet("form")


def overview() -> QImage:
    scene = GuideScene(1366, 700)
    scene.look_up()
    settle()
    area = scene.window.area
    return scene.grab(OVERVIEW.translated(area.mapTo(scene.window, QPoint(0, 0))))


def trend() -> QImage:
    scene = GuideScene(height=520)
    shown = scene.look_up()
    shown.panes.turn_to(shown.panes.place_of(Key.OVERVIEW))
    QTest.keyClick(QApplication.focusWidget() or scene.window, Qt.Key.Key_K)
    settle()
    area = scene.window.area
    return scene.grab(QRect(area.mapTo(scene.window, QPoint(0, 0)), area.size()))


def opening() -> QImage:
    scene = GuideScene()
    scene.ask()
    scene.answer(0, GENERAL)
    scene.press(Qt.Key.Key_O, CONTROL)
    scene.press(Qt.Key.Key_A)
    scene.press(Qt.Key.Key_2)
    return scene.sheet("openingPanel")


SCENES: dict[str, Callable[[], QImage]] = {"form": form, "overview": overview, "trend": trend, "opening": opening}
NAMES = tuple(f"{name}.png" for name in SCENES)


def framed(picture: QImage, scheme: theme.Colours) -> QImage:
    """Marked as an example in itself: a strip above it and a frame around it, in the sandbox's colour."""
    ratio = picture.devicePixelRatio()
    size = picture.deviceIndependentSize().toSize()
    whole = QImage(
        round((size.width() + 2 * _FRAME) * ratio), round((size.height() + _STRIP + _FRAME) * ratio), QImage.Format.Format_RGB32
    )
    whole.setDevicePixelRatio(ratio)
    whole.fill(QColor(scheme.sand))
    painter = QPainter(whole)
    painter.drawImage(_FRAME, _STRIP, picture)
    font = QFont(QGuiApplication.font())
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(scheme.on_sand))
    strip = QRect(_AIR, 0, size.width() + 2 * _FRAME - 2 * _AIR, _STRIP)
    painter.drawText(strip, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, PATIENT)
    painter.end()
    return whole


def draw(folder: Path) -> None:
    """In this process, whose scale is set. Each in every scheme; a dark one has that in its name."""
    keep_constants_alive()
    application = QApplication([])
    i18n.install(application, "nb")
    theme.install(application)
    for scheme, ending in ENDINGS:
        theme.colour(application, scheme)
        for name, scene in SCENES.items():
            in_few_colours(framed(scene(), scheme)).save(str(folder / f"{name}{ending}"), None, 0)
            for window in application.topLevelWidgets():
                window.hide()
    sys.stdout.flush()
    os._exit(0)  # the pictures are all that was wanted


def main(folder: Path) -> None:
    """In a process of its own: Qt reads the scale once."""
    folder.mkdir(parents=True, exist_ok=True)
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": SCALE}
    subprocess.run([sys.executable, "-m", "tests.pictures.guide", "--draw", str(folder)], check=True, env=surroundings)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--draw"]:
        draw(Path(sys.argv[2]))
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER)
