"""The pictures of the user guide: the real windows, with the sandbox's people.

    python -m tests.pictures.guide [FOLDER]

Without a folder they go where the guide has them. Each is cut to what it is about, half as large again as on the screen, and
framed as an example: a page of the guide may lie beside a real window, or beside real results on paper.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.results.model import Outcome, OutcomeKind
from provesvar_gui.settings.contacts import Contact, Contacts
from provesvar_gui.ui import i18n, theme
from provesvar_gui.ui.help.downtime import DowntimeCard
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import Service
from provesvar_gui.ui.qt_setup import keep_alive
from tests.pictures.frame import framed
from tests.pictures.palette import in_few_colours
from tests.pictures.scene import Scene, settle
from tests.window_settings import window_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QImage

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "guide" / "nb" / "pictures"
SCALE = "1.5"  # ``ui.help.guide.PIXELS``
SIZE = (1080, 760)
VIEW_SIZE = (1020, 800)  # a view in it is about as wide as the guide's page
LEFT = (0, 0, 900, 690)  # of a view, in pixels of the picture: as wide as the page of the guide shows it unscaled
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
EXAMPLES = {"failure": "EKSEMPEL – oppdiktet melding", "call": "EKSEMPEL – oppdiktede numre"}
VIEWS = {
    "overview": Key.OVERVIEW,
    "table": Key.TABLE,
    "reports": Key.REPORTS,
    "microbiology": Key.MICROBIOLOGY,
    "trend": Key.TREND,
}


class GuideScene(Scene):
    """A window of the guide's size."""

    def __init__(self) -> None:
        settings = window_settings(
            ui__language="nb", confirm_guard_ms=0, contacts=lambda: CONTACTS, contact__privacy=CONTACTS.privacy
        )
        super().__init__(settings, *SIZE)

    def part(self, *widgets: QWidget, margin: int = 8) -> QImage:
        """The part of the window where these stand."""
        whole = QRect()
        for widget in widgets:
            whole = whole.united(QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size()))
        return grabbed(self.window, whole.adjusted(-margin, -margin, margin, margin).intersected(self.window.rect()))

    def right(self) -> QImage:
        """Everything beside the form, without what lies above."""
        area = self.window.area
        at = area.mapTo(self.window, QPoint(0, 0))
        top = self.window.panel.mapTo(self.window, QPoint(0, 0)).y()
        return grabbed(self.window, QRect(at.x(), top, area.width(), self.window.height() - top))

    def named(self, name: str) -> QWidget:
        """A widget of it."""
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found


def grabbed(widget: QWidget, part: QRect | None = None) -> QImage:
    """As it is on the screen now."""
    return widget.grab(part or widget.rect()).toImage()


def form() -> QImage:
    scene = GuideScene()
    scene.window.resize(SIZE[0], 740)
    scene.fill()
    return scene.part(scene.window.form, margin=0)


def login() -> QImage:
    scene = GuideScene()
    scene.window.resize(SIZE[0], 400)
    scene.fill()
    scene.window.controller.enter()
    waiting = LoginProgress(step=LoginStep.BROWSER, browser_url="https://helseid.example/a", browser_started=True)
    scene.bridge.last("login").progressed.emit(waiting)
    settle()
    return scene.right()


def view(name: str) -> QImage:
    scene = GuideScene()
    scene.window.resize(*VIEW_SIZE)
    shown = scene.look_up()
    shown.panes.turn_to(shown.panes.place_of(VIEWS[name]))
    if name == "trend":
        shown.panes.turn_to(shown.panes.place_of(Key.OVERVIEW))
        QTest.keyClick(QApplication.focusWidget() or scene.window, Qt.Key.Key_K)
    settle()
    settle()
    whole = scene.part(scene.window.area, margin=0)
    return whole.copy(*LEFT) if name in ("overview", "table") else whole


def restricted() -> QImage:
    scene = GuideScene()
    scene.window.resize(SIZE[0], 540)
    scene.ask()
    scene.answer(0, GENERAL)
    return scene.part(scene.window.area, margin=0)


def opening() -> QImage:
    scene = GuideScene()
    scene.ask()
    scene.answer(0, GENERAL)
    scene.press(Qt.Key.Key_O, CONTROL)
    scene.press(Qt.Key.Key_A)
    scene.press(Qt.Key.Key_2)
    return scene.part(scene.named("openingPanel"))


def opened() -> QImage:
    scene = GuideScene()
    scene.ask()
    scene.answer(0, GENERAL)
    scene.press(Qt.Key.Key_O, CONTROL)
    scene.press(Qt.Key.Key_A)
    scene.press(Qt.Key.Key_2)
    scene.press(Qt.Key.Key_O, CONTROL)
    scene.answer(3)
    return scene.part(scene.named("openedBar"))


def aloud() -> QImage:
    scene = GuideScene()
    scene.window.resize(SIZE[0], 620)
    scene.look_up()
    scene.press(Qt.Key.Key_T, CONTROL)
    settle()
    return scene.part(scene.named("readAloudCard"), margin=0)


def locked() -> QImage:
    scene = GuideScene()
    scene.window.resize(820, 380)
    scene.look_up()
    scene.window.lock.lock()
    settle()
    return grabbed(scene.window)


def failure() -> QImage:
    scene = GuideScene()
    scene.fill()
    why = AppError(ErrorCode.TIMEOUT, correlation_id="5c27a100-0f64-4799-9b1e-aa25e6f3f6aa")
    scene.window.controller.tell(why, Service.RESULTS)
    settle()
    return scene.part(scene.window.area.banner)


def call() -> QImage:
    scene = GuideScene()
    card = DowntimeCard(scene.window, CONTACTS, scene.window.settings)
    card.resize(700, 470)
    card.show()
    card.findChild(QWidget, "downtimeCloseButton").setFocus()  # type: ignore[union-attr]  # it has one
    settle()
    return grabbed(card)


def scenes() -> Iterator[tuple[str, Callable[[], QImage]]]:
    """Every picture of the guide, by its name."""
    yield from {"form": form, "login": login}.items()
    for name in VIEWS:
        yield name, lambda name=name: view(name)  # type: ignore[misc]  # the name of now
    yield from {
        "restricted": restricted, "opening": opening, "opened": opened, "aloud": aloud, "locked": locked, "failure": failure,
        "call": call,
    }.items()  # fmt: skip


NAMES = tuple(f"{name}.png" for name, _scene in scenes())


def draw(folder: Path) -> None:
    """In this process, whose scale is set. Each in both schemes; a dark one has that in its name."""
    keep_alive()
    application = QApplication([])
    i18n.install(application, "nb")
    theme.install(application)
    for ending, scheme in (("", theme.LIGHT), ("-dark", theme.DARK)):
        theme.colour(application, scheme)
        for name, scene in scenes():
            in_few_colours(framed(scene(), EXAMPLES.get(name, PATIENT), scheme)).save(
                str(folder / f"{name}{ending}.png"), None, 0
            )
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
