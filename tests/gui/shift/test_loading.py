"""What may be asked for later is loaded while nobody asks for anything, each on its own thread."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.runtime import Runtime
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.shift.loading import IdleLoading
from tests.gui.fakes import Bench, make_bench, result_of
from tests.gui.shift.kit import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

HERE, BEHIND = ("late_page", "late_words"), ("late_vault",)


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bridge]:
    for name in (*HERE, *BEHIND):
        (tmp_path / f"{name}.py").write_text("import threading\nthread = threading.current_thread()\n")
    monkeypatch.syspath_prepend(tmp_path)

    async def no_backend(_tell: Any) -> Any:
        raise AppError(ErrorCode.SETTINGS_INVALID)

    made = Bridge(Runtime(), no_backend)
    yield made
    made.close()
    for name in (*HERE, *BEHIND):
        sys.modules.pop(name, None)


def loading_on(bench: Bench, bridge: Bridge) -> IdleLoading:
    bench.window.__dict__["bridge"] = bridge
    return IdleLoading(bench.window, (*HERE, "of_another_system"), ("of_another_system", *BEHIND))


def test_each_on_its_own_thread_and_what_is_not_there_is_passed_over(qtbot: QtBot, bridge: Bridge) -> None:
    loading = loading_on(make_bench(qtbot), bridge)
    with qtbot.waitSignal(loading.loaded):
        loading.begin()
        loading.begin()
        assert not {*HERE, *BEHIND} & set(sys.modules), "nothing at once"
    threads = {name: sys.modules[name].thread for name in (*HERE, *BEHIND)}
    assert threads["late_page"] is threads["late_words"] is threading.main_thread()
    assert threads["late_vault"] is not threading.main_thread()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('raise ImportError("libfoo.so.1: no such file")', "ImportError"),
        ('raise OSError("libfoo.so.1: no such file")', "OSError"),
        ("half of a file that is being replac = (", "SyntaxError"),
        ('raise ValueError("anything else")', "ValueError"),
    ],
)
def test_one_that_cannot_be_loaded_stops_no_other(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str, kind: str
) -> None:
    (tmp_path / "late_broken.py").write_text(f"{content}\n")
    bench = make_bench(qtbot)
    bench.window.__dict__["bridge"] = bridge
    loading = IdleLoading(bench.window, ("late_broken", *HERE), ("late_broken", *BEHIND))
    with qtbot.waitSignal(loading.loaded):
        loading.begin()
    assert {*HERE, *BEHIND} <= set(sys.modules)
    assert [record.getMessage() for record in caplog.records] == [f"not loaded ahead: late_broken ({kind})"] * 2


def test_one_module_a_turn(qtbot: QtBot, bridge: Bridge) -> None:
    loading = loading_on(make_bench(qtbot), bridge)
    seen: list[int] = []
    turn = loading.findChild(QTimer)
    assert turn is not None
    turn.timeout.connect(lambda: seen.append(len(set(HERE) & set(sys.modules))))
    with qtbot.waitSignal(loading.loaded):
        loading.begin()
    assert seen == [1, 2, 2, 2]


def test_not_while_a_look_up_runs(qtbot: QtBot, bridge: Bridge) -> None:
    bench = make_bench(qtbot)
    loading = loading_on(bench, bridge)
    asked = look_up(bench)
    loading.begin()
    turn = loading.findChild(QTimer)
    assert turn is not None
    for _ in range(5):
        with qtbot.waitSignal(turn.timeout):
            pass
    assert not set(HERE) & set(sys.modules)
    bench.bridge.last("lookup").succeed(result_of(asked))
    with qtbot.waitSignal(loading.loaded):
        pass
    assert set(HERE) <= set(sys.modules)


def test_a_window_that_is_closed_loads_nothing_more(qtbot: QtBot, bridge: Bridge) -> None:
    bench = make_bench(qtbot)
    loading = loading_on(bench, bridge)
    bench.window.close()
    loading.begin()
    turn = loading.findChild(QTimer)
    assert turn is not None
    assert not turn.isActive()
    assert not loading._begun
