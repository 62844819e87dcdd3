"""The quiet line about a newer version: when it is looked for, what it says, and that it is in nobody's way."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.notice.document import Notice
from provesvar_gui.options import Options
from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.ui.shift.notice import AGAIN_MS, NoticeCheck, words_of
from provesvar_gui.ui.theme import Tone
from provesvar_gui.wiring.assembly import BackendFactory
from provesvar_gui.wiring.configuration import Configuration
from tests.gui.shift.kit import Watch, answer, look_up, make_watch
from tests.unit.records.kit import make_places

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

NEW = Notice(version="1.2.0", dated=datetime.date(2026, 11, 30))


@pytest.fixture
def watch(qtbot: QtBot) -> Watch:
    watch = make_watch(qtbot, asks=False)
    watch.check.ready.connect(NoticeCheck(watch.bench.window, watch.foot).look)
    return watch


def ready(watch: Watch) -> None:
    watch.check.begin()
    watch.bench.bridge.last("get_ready").succeed(None)


def looks(watch: Watch) -> int:
    return len(watch.bench.bridge.named("newer_version"))


def test_after_it_is_ready_one_line_and_nothing_else(watch: Watch) -> None:
    window, line = watch.bench.window, watch.foot.newer
    focus = QApplication.focusWidget()
    watch.check.begin()
    assert looks(watch) == 0
    watch.bench.bridge.last("get_ready").succeed(None)
    assert looks(watch) == 1
    assert line.isHidden()
    watch.bench.bridge.last("newer_version").succeed(NEW)
    assert line.isVisible()
    assert line.text() == line.accessibleName() == "Version 1.2.0 is available. Tell your IT department."
    assert line.tone is Tone.SUBDUED
    assert QApplication.focusWidget() is focus
    assert window.area.banner.isHidden()
    assert [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()] == []


def test_nothing_known_nothing_said(watch: Watch) -> None:
    ready(watch)
    watch.bench.bridge.last("newer_version").succeed(None)
    assert watch.foot.newer.isHidden()
    assert watch.foot.newer.text() == ""


def test_a_failure_is_nobodys_business(watch: Watch) -> None:
    ready(watch)
    watch.bench.bridge.last("newer_version").fail(AppError(ErrorCode.CLIENT_NOT_CONFIGURED))
    assert watch.foot.newer.isHidden()
    assert watch.bench.window.area.banner.isHidden()


def test_also_where_getting_ready_failed(watch: Watch) -> None:
    watch.check.begin()
    watch.bench.bridge.last("get_ready").fail(AppError(ErrorCode.NO_NETWORK))
    assert looks(watch) == 1


def test_a_look_up_goes_first(watch: Watch) -> None:
    lookup = look_up(watch.bench)
    ready(watch)
    assert looks(watch) == 0
    answer(watch.bench, lookup)
    assert looks(watch) == 1


def test_a_program_that_is_never_closed_looks_again_and_the_line_goes(watch: Watch) -> None:
    check = watch.bench.window.findChild(NoticeCheck)
    assert check is not None
    ready(watch)
    watch.bench.bridge.last("newer_version").succeed(NEW)
    assert check._again.interval() == AGAIN_MS
    check._again.timeout.emit()
    assert looks(watch) == 2
    watch.bench.bridge.last("newer_version").succeed(None)
    assert watch.foot.newer.isHidden()


@pytest.mark.parametrize(("text", "word"), [("available", "available"), ("important", "fault"), ("security", "security")])
def test_what_is_said(text: str, word: str) -> None:
    said = words_of(Notice(version="1.2.0", dated=NEW.dated, text=text, link="https://intranett.example/provesvar"))
    assert word in said
    assert said.endswith("IT finds it here: intranett.example/provesvar")


def test_nobody_is_asked_unless_a_policy_names_both_address_and_key(tmp_path: Path) -> None:
    places, options = make_places(tmp_path), Options()
    factory = BackendFactory(options, places, Configuration(options, places), None, lambda _url: (None,))
    both = {"notice.url": "https://intranett.example/n.json", "notice.public_key": "A" * 43 + "="}
    assert factory._notice(fixed_settings(both)) is not None
    for name in both:
        assert factory._notice(fixed_settings({name: both[name]})) is None
    assert factory._notice(fixed_settings({})) is None
