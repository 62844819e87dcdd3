"""Where F1 leads: from a message without an error, from the bar of a hand-over, from the dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.ui.admin.page import PLACES
from provesvar_gui.ui.admin.setup import SetupDialog
from provesvar_gui.ui.drill import DrillQuestion
from provesvar_gui.ui.help import guide as chapters
from provesvar_gui.ui.help.guide import GuideWindow
from provesvar_gui.ui.keys import Key as Table
from provesvar_gui.ui.messages import MessageText
from tests.gui.fakes import OLA, Bench, FakeMaintenance, make_bench
from tests.gui.hands import Key, answered, press
from tests.gui.lock.kit import reading
from tests.gui.test_handover import bar_visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def chapter(bench: Bench) -> str:
    (guide,) = (each for each in bench.window.findChildren(GuideWindow) if each.isVisible())
    assert guide.page.chapter is not None
    return guide.page.chapter.name


def test_a_message_without_an_error_is_not_the_one_before_it(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    bench.window.tell(AppError(ErrorCode.TLS_REJECTED))
    bench.window.area.banner.say(MessageText(what="Something else.", do=""))
    press(Key.Key_F1)
    assert chapter(bench) == "start"


def test_over_a_patient_that_is_handed_over(qtbot: QtBot) -> None:
    bench = make_bench(qtbot)
    answered(bench)
    bench.window.hand_over(OLA)
    assert bar_visible(bench)
    press(Key.Key_F1)
    assert chapter(bench) == "other-programs"


def by_key(key: Table) -> Callable[[Bench], None]:
    return lambda bench: bench.window.press(key)


OPENED: dict[str, Callable[[Bench], None]] = {
    "downtimeCard": by_key(Table.CALL),
    "selfCheckDialog": by_key(Table.SELF_CHECK),
    "settingsDialog": by_key(Table.SETTINGS),
    "helpDialog": by_key(Table.KEYS),
    "journalDialog": by_key(Table.JOURNAL),
    "drillQuestion": lambda bench: DrillQuestion(bench.window).show(),
    "setupDialog": lambda bench: SetupDialog(bench.bridge, FakeMaintenance, bench.window).show(),
}


def test_each_dialog_with_the_key_is_tried_here() -> None:
    assert set(OPENED) == set(PLACES)


@pytest.mark.parametrize("name", OPENED)
def test_from_a_dialog_it_leads_to_what_the_dialog_is_about(qtbot: QtBot, name: str) -> None:
    bench = reading(qtbot)
    OPENED[name](bench)
    (dialog,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible())
    assert dialog.objectName() == name
    handle = dialog.windowHandle()
    assert handle is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(handle, Key.Key_F1)
    assert chapter(bench) == PLACES[name].partition("#")[0]


def test_what_differs_between_systems_and_between_windows_is_told() -> None:
    text = (chapters.folder() / "other-programs.html").read_text("utf-8")
    key, tray = text.split('id="anywhere"')[1].split('id="tray"')
    assert "markert" in key
    assert "På Windows henter den det som sist ble kopiert" in key, "there is no selection to be read there"
    assert "låst hvis noen er logget inn" in tray, "an empty window comes back as it was"
