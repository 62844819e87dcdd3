"""The user guide: opened where it helps; and what it names is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from packaging import guide_keys
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.settings.settings import SETTINGS
from provesvar_gui.ui import keys
from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.drill import DrillQuestion
from provesvar_gui.ui.help import guide as chapters
from provesvar_gui.ui.help.guide import VIEWS, GuideWindow
from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.messages import ERRORS, MessageText
from provesvar_gui.ui.sheet import CHAPTERS, Sheet
from tests.gui.fakes import OLA, Bench, FakeMaintenance, make_bench
from tests.gui.hands import Key, answered, in_language, press, sheets
from tests.gui.lock.kit import is_locked, reading, reading_for_real, told_of_kari
from tests.gui.opening_kit import real, restricted
from tests.pictures.guide import NAMES

GENERAL_KEYS = {"Tab", "Shift+Tab", "Enter", "Esc", "←", "→", "↑", "↓", "Mellomrom", "S", "A", "N", *"123456", "Piltaster"}
ARROWS = {"Venstre": "←", "Høyre": "→", "Opp": "↑", "Ned": "↓"}
SOURCES = {name: chapters.chapter(name) for name in chapters.ORDER}
PICTURES = {name: re.findall(r'<img src="pictures/([\w.-]+)"', source) for name, source in SOURCES.items()}


def guide_of(bench: Bench) -> GuideWindow:
    (guide,) = (each for each in bench.window.findChildren(GuideWindow) if each.isVisible())
    return guide


def place(guide: GuideWindow) -> str:
    return guide.page.chapter


def assert_fits(sheet: Sheet) -> None:
    """Its edge and its buttons are in sight. The least window is 911 x 512."""
    around, least = sheet.parentWidget(), sheet.minimumSizeHint()
    assert around is not None
    assert around.rect().adjusted(4, 4, -4, -4).contains(sheet.geometry())
    assert (least.width() <= 895, least.height() <= 390) == (True, True)


def logging_in(qtbot: QtBot) -> Bench:
    bench = make_bench(qtbot)
    press(Key.Key_F9)
    return bench


def failed(qtbot: QtBot) -> Bench:
    bench = make_bench(qtbot)
    bench.window.controller.show_error(AppError(ErrorCode.TLS_REJECTED))
    return bench


def told_something_else(qtbot: QtBot) -> Bench:
    """A message without an error is not the one before it."""
    bench = failed(qtbot)
    bench.window.area.banner.say(MessageText(what="Something else.", do=""))
    return bench


def handed_over(qtbot: QtBot) -> Bench:
    bench = answered(make_bench(qtbot))
    bench.window.hand_over(OLA)
    return bench


@pytest.mark.parametrize(
    ("scene", "wanted"),
    [
        (make_bench, "start"),
        (logging_in, "start"),
        (failed, "failure"),
        (told_something_else, "start"),
        (handed_over, "other-programs"),
        (lambda qtbot: restricted(real(qtbot)), "restricted"),
    ],
)
def test_it_opens_at_what_helps_and_its_key_closes_it(qtbot: QtBot, scene: Callable[[QtBot], Bench], wanted: str) -> None:
    bench = scene(qtbot)
    press(Key.Key_F1)
    guide = guide_of(bench)
    assert place(guide) == wanted
    assert_fits(guide)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is guide.page)
    press(Key.Key_F1)
    assert not guide.isVisible()


def test_at_each_view_it_opens_at_that(qtbot: QtBot) -> None:
    bench = reading_for_real(qtbot)
    for key, wanted in VIEWS.items():
        bench.window.area.prepare().panes.turn_to(bench.window.area.prepare().panes.place_of(key))
        bench.window.open_page(Table.HELP)
        assert place(guide_of(bench)) == wanted.partition("#")[0]


OPENED: dict[str, Callable[[Bench], object]] = {
    "downtimeCard": lambda bench: bench.window.press(Table.CALL),
    "selfCheckDialog": lambda bench: bench.window.press(Table.SELF_CHECK),
    "settingsDialog": lambda bench: bench.window.press(Table.SETTINGS),
    "helpDialog": lambda bench: bench.window.press(Table.KEYS),
    "journalDialog": lambda bench: bench.window.press(Table.JOURNAL),
    "drillQuestion": lambda bench: DrillQuestion(bench.window).open_page(),
    "setupDialog": lambda bench: SetupDialog(bench.bridge, FakeMaintenance, bench.window).open_page(),
}


@pytest.mark.parametrize("name", OPENED)
def test_from_a_sheet_it_leads_to_what_the_sheet_is_about(qtbot: QtBot, name: str) -> None:
    assert {*OPENED, "aboutLookup"} == set(CHAPTERS)
    bench = reading(qtbot)
    OPENED[name](bench)
    (sheet,) = sheets(bench.window)
    assert sheet.objectName() == name
    assert_fits(sheet)
    press(Key.Key_F1)
    assert place(guide_of(bench)) == CHAPTERS[name].partition("#")[0]
    assert sheets(bench.window) == [guide_of(bench)]
    press(Key.Key_Escape)
    assert sheets(bench.window) == [sheet], "the way back is one sheet at a time"


@pytest.mark.hazard("S27")
def test_locked_it_says_how_to_unlock_and_nothing_of_a_patient(qtbot: QtBot) -> None:
    bench = reading(qtbot)
    press(Key.Key_F1)
    before = guide_of(bench)
    bench.window.lock.lock()
    assert is_locked(bench)
    assert not before.isVisible()
    bench.window.activateWindow()
    qtbot.waitUntil(bench.window.isActiveWindow)
    press(Key.Key_F1)
    assert place(guide_of(bench)) == "lock"
    assert is_locked(bench)
    assert told_of_kari() == []


@pytest.mark.hazard("S27")
def test_nothing_but_the_guides_own_is_loaded(bench: Bench, tmp_path: Path) -> None:
    bench.window.open_page(Table.HELP)
    guide = guide_of(bench)
    secret = tmp_path / "secret.png"
    QImage(4, 4, QImage.Format.Format_RGB32).save(str(secret))
    image = QTextDocument.ResourceType.ImageResource.value
    for name in (
        secret.as_uri(), str(secret), "https://example.org/x.png", "pictures/../form.png", "pictures//etc/passwd", "form.png",
    ):  # fmt: skip
        assert guide.page.loadResource(image, QUrl(name)) is None
    assert guide.page.loadResource(image, QUrl("pictures/form.png")) is not None
    before = place(guide)
    for address in ("https://example.org/", "file:///etc/passwd", "nowhere", "mailto:a@b.c"):
        guide.page.anchorClicked.emit(QUrl(address))
        assert place(guide) == before
    assert guide.page.openExternalLinks() is False


@pytest.mark.parametrize("name", SOURCES)
def test_what_a_chapter_names_is_there(name: str) -> None:
    source, pictures = SOURCES[name], PICTURES[name]
    assert chapters.title(name) != name
    for picture in pictures:
        assert picture in NAMES
        for _, ending in chapters.ENDINGS:
            assert (chapters.folder() / "pictures" / picture.replace(".png", ending)).is_file()
    described = re.findall(r'<img [^>]*alt="Eksempel, syntetisk pasient: [^"]{20,}">', source)
    assert source.count("<img ") == len(pictures) == len(described)
    for target in re.findall(r'href="([^"]*)"', source):
        assert_place(target)
    for setting in re.findall(r"<code>([^<]+)</code>", source):
        assert setting in SETTINGS, setting


def assert_place(target: str) -> None:
    name, _, anchor = target.partition("#")
    assert name in chapters.ORDER, target
    assert not anchor or re.search(f'<h[23] id="{anchor}">', SOURCES[name]), target


def test_every_place_that_the_program_opens_is_there() -> None:
    for target in (
        *(place for _, _, place in ERRORS.values()),
        *VIEWS.values(),
        *CHAPTERS.values(),
        "other-programs#handover",
        "lock#unlock",
        "restricted#open",
        "restricted#opened",
        "start#login",
        "start#who",
    ):
        assert_place(target)
    assert set(ERRORS) == set(ErrorCode)


def test_every_picture_is_used_and_there_are_no_others() -> None:
    used = {picture for pictures in PICTURES.values() for picture in pictures}
    assert used == set(NAMES)
    lying = {each.name for each in (chapters.folder() / "pictures").iterdir()}
    assert lying == {each.replace(".png", ending) for each in used for _, ending in chapters.ENDINGS}
    assert sum(each.stat().st_size for each in (chapters.folder() / "pictures").iterdir()) < 2_500_000
    assert {each.stem for each in chapters.folder().glob("*.html")} == set(chapters.ORDER)


@pytest.fixture
def bokmaal(qapp: QApplication) -> Iterator[None]:
    with in_language(qapp):
        yield


@pytest.mark.usefixtures("bokmaal")
def test_the_keys_are_those_of_the_table() -> None:
    assert guide_keys.TARGET.read_text("utf-8") == guide_keys.page(), "python -m packaging.guide_keys"


@pytest.mark.usefixtures("bokmaal")
def test_each_key_that_is_named_does_what_it_is_named_for() -> None:
    for name, source in SOURCES.items():
        if name == "keys":
            continue
        for key, text in re.findall(r"<kbd(?: data-key=\"([\w-]+)\")?>([^<]+)</kbd>", source):
            if not key:
                assert text in GENERAL_KEYS, text
                continue
            shown = re.sub("|".join(ARROWS), lambda found: ARROWS[found[0]], keys.shown(Table[key.upper().replace("-", "_")]))
            assert text in {*re.split(r" / | ", shown), shown}, (key, text, shown)
