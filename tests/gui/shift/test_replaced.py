"""The program is upgraded under the window: said between two patients, before anything fails for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtGui import QGuiApplication

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.runtime import Runtime
from provesvar_gui.system.replaced import watch
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.shift.foot import Foot
from provesvar_gui.ui.shift.replaced import ReplacedCheck
from provesvar_gui.ui.theme import Tone
from tests.gui.fakes import Bench, make_bench
from tests.gui.hands import Key, press
from tests.gui.lock.kit import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    async def no_backend(_tell: Any) -> Any:
        raise AppError(ErrorCode.SETTINGS_INVALID)

    made = Bridge(Runtime(), no_backend)
    yield made
    made.close()


def check_on(bench: Bench, bridge: Bridge, replaced: Callable[[], bool]) -> tuple[ReplacedCheck, Foot]:
    foot = Foot(bench.window)
    bench.window.area.add_at_foot(foot)
    return ReplacedCheck(bench.window, foot, bridge, replaced), foot


def test_it_is_said_once_the_files_are_others_and_stays(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    file = tmp_path / "program"
    file.write_text("1")
    check, foot = check_on(make_bench(qtbot), bridge, watch(file))
    with qtbot.waitSignal(check.looked):
        check.look()
    assert foot.newer.isHidden()
    file.unlink()
    file.write_text("1.1")
    check.look()
    qtbot.waitUntil(foot.newer.isVisible)
    assert "was upgraded" in foot.newer.text()
    assert foot.newer.accessibleName() == foot.newer.text()
    assert foot.newer.tone is Tone.WARNING


def test_it_is_looked_for_when_the_desk_is_emptied_and_never_on_the_windows_thread(qtbot: QtBot, bridge: Bridge) -> None:
    threads: list[threading.Thread] = []

    def replaced() -> bool:
        threads.append(threading.current_thread())
        return True

    bench = reading(qtbot)
    _check, foot = check_on(bench, bridge, replaced)
    bench.window.controller.refreshed.emit()
    assert not threads
    press(Key.Key_F8)
    qtbot.waitUntil(foot.newer.isVisible)
    assert threads != [threading.main_thread()]
    assert len(threads) == 1


def test_it_is_looked_for_after_a_failure_and_when_somebody_comes(qtbot: QtBot, bridge: Bridge) -> None:
    bench = make_bench(qtbot)
    asked: list[bool] = []
    check, foot = check_on(bench, bridge, lambda: bool(asked))
    with qtbot.waitSignal(check.looked):
        QGuiApplication.instance().focusWindowChanged.emit(bench.window.windowHandle())  # type: ignore[union-attr]  # Qt's, as a test has it
    assert foot.newer.isHidden()
    asked.append(True)
    bench.window.tell(AppError(ErrorCode.SERVER_ERROR))
    qtbot.waitUntil(foot.newer.isVisible)
