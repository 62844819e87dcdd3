"""The steps of a look-up, timed by an injected clock from what the window does."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.progress import LookupProgress, LookupStep
from provesvar_gui.domain.steps import Run, Step
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import LoginProgress, LoginStep
from provesvar_gui.net.runtime import Runtime
from provesvar_gui.records.counts import CountsFile
from provesvar_gui.ui import keys
from provesvar_gui.ui.bridge import Bridge
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.stopwatch.counts_controller import CountsController
from provesvar_gui.ui.stopwatch.counts_page import CountsDialog
from provesvar_gui.ui.stopwatch.keeper import CountKeeper
from provesvar_gui.ui.stopwatch.panel import StopwatchPanel
from provesvar_gui.ui.stopwatch.timing import Timing
from tests.gui.fakes import DOCTOR, KARI, OLA, Bench, make_bench, result_of
from tests.gui.lock.kit import unlock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@dataclass
class Timed:
    bench: Bench
    now: list[float]
    timing: Timing
    runs: list[Run] = field(default_factory=list)

    def after(self, seconds: float) -> None:
        self.now[0] += seconds

    def keys(self, text: str) -> None:
        handle = self.bench.window.windowHandle()
        assert handle is not None
        for letter in text:
            QTest.keyClick(handle, Qt.Key(ord(letter.upper())))

    def look_up(self, number: str = KARI, *, login: bool = True) -> None:
        """Each step takes as many seconds as its place among them."""
        window, bridge = self.bench.window, self.bench.bridge
        form = window.form
        form.patient.line.setText(number[:1])
        self.after(1)
        form.patient.line.setText(number)
        self.after(2)
        form.basis.choose(AccessBasis.AKUTT)
        form.basis.choose(AccessBasis.AKUTT)
        if login:
            self.after(3)
            form.role.set_code("LE")
            form.role.chosen.emit("LE")
        self.after(4)
        window.controller._form.entered.emit()
        if login:
            task = bridge.last("login")
            self.after(5)
            task.progressed.emit(LoginProgress(step=LoginStep.BROWSER, browser_url="http://127.0.0.1/x"))
            self.after(6)
            task.progressed.emit(LoginProgress(step=LoginStep.TOKEN))
            self.after(7)
            task.succeed(DOCTOR)
        lookup = window.controller.desk.running
        assert lookup is not None
        task = bridge.last("lookup")
        self.after(8)
        partial = LookupProgress(lookup_number=lookup.number, step=LookupStep.PAGING, partial=result_of(lookup))
        task.progressed.emit(partial)
        task.progressed.emit(partial)
        self.after(9)
        task.succeed(result_of(lookup))


@pytest.fixture
def timed(qtbot: QtBot) -> Timed:
    bench, now = make_bench(qtbot), [100.0]
    timing = Timing(bench.window, lambda: now[0], caret=0.4, keys=True)
    made = Timed(bench, now, timing)
    timing.finished.connect(made.runs.append)
    return made


def test_every_step_is_timed_since_the_one_before(timed: Timed) -> None:
    timed.look_up()
    assert timed.runs == [
        Run(
            seconds={
                Step.CARET: 0.4, Step.NUMBER: 1.0, Step.BASIS: 2.0, Step.ROLE: 3.0, Step.ENTER: 4.0, Step.BROWSER: 5.0,
                Step.BACK: 6.0, Step.TOKEN: 7.0, Step.FIRST_RESULT: 8.0, Step.ALL_RESULTS: 9.0,
            },
            whole=45.0,
        )
    ]  # fmt: skip


def test_the_next_one_within_the_session_has_no_login_and_no_start(timed: Timed) -> None:
    timed.look_up()
    timed.bench.window.controller.clear()
    timed.after(1000)
    timed.look_up(OLA, login=False)
    assert [step.value for step in timed.runs[1].seconds] == ["number", "basis", "enter", "first-result", "all-results"]
    assert timed.runs[1].whole == 24.0


def test_an_enter_that_lacked_something_is_no_step(timed: Timed) -> None:
    form = timed.bench.window.form
    form.patient.line.setText(KARI)
    form.entered.emit()
    assert not timed.timing.watch.has(Step.ENTER)


@pytest.mark.parametrize("ends", ["cleared", "failed", "locked"])
def test_a_run_that_comes_to_nothing_is_dropped(timed: Timed, ends: str) -> None:
    window, bridge = timed.bench.window, timed.bench.bridge
    window.form.patient.line.setText(KARI)
    window.form.basis.choose(AccessBasis.UNNTAK)
    window.form.role.set_code("LE")
    window.form.role.chosen.emit("LE")
    window.form.entered.emit()
    if ends == "cleared":
        window.controller.clear()
    elif ends == "failed":
        bridge.last("login").fail(AppError(ErrorCode.LOGIN_TIMEOUT))
    else:
        bridge.last("login").succeed(DOCTOR)
        window.lock.lock()
        window.controller.clear()
    assert not timed.timing.watch.running
    assert timed.runs == []


@pytest.mark.parametrize("there", [OLA, OLA[:5]])
def test_a_number_that_comes_back_from_behind_the_lock_was_not_typed_in_no_time(timed: Timed, there: str) -> None:
    window = timed.bench.window
    timed.look_up()
    window.controller.clear()
    window.form.patient.line.setText(there)
    window.form.basis.choose(AccessBasis.UNNTAK)
    window.lock.lock()
    timed.after(3600)
    unlock(timed.bench)
    assert window.form.patient.check.normalised == there
    window.form.patient.line.setText(OLA)
    assert not timed.timing.watch.running
    window.controller.clear()
    timed.look_up(OLA, login=False)
    assert [run.seconds[Step.NUMBER] for run in timed.runs] == [1.0, 1.0]


def test_a_number_that_is_typed_after_the_lock_is_timed(timed: Timed) -> None:
    window = timed.bench.window
    timed.look_up()
    window.controller.clear()
    window.form.patient.line.setText(OLA)
    window.lock.lock()
    window.controller.clear()
    if window.locked:
        unlock(timed.bench)
    window.form.patient.line.setText(OLA[:1])
    assert timed.timing.watch.running


def test_keys_are_counted_not_read(timed: Timed) -> None:
    timed.keys("123")
    assert timed.timing.watch.keys == 3
    QTest.keyClick(timed.bench.window.windowHandle(), Qt.Key.Key_Shift)
    assert timed.timing.watch.keys == 3
    assert vars(timed.timing.watch) == {
        "_now": timed.timing.watch._now, "_began": 100.0, "_last": 100.0, "_taken": {}, "_keys": 3,
    }  # fmt: skip


def test_a_key_that_is_a_shortcut_is_one_key(timed: Timed) -> None:
    window = timed.bench.window
    handle = window.windowHandle()
    assert handle is not None
    letters = [keys.sequences(key)[0] for key in (Key.SAMTYKKE, Key.UNNTAK, Key.AKUTT)]
    for letter in letters:
        QTest.keyPress(handle, Qt.Key.Key_Alt)
        QTest.keySequence(handle, letter)
    assert window.form.basis.basis is not None
    assert timed.timing.watch.keys == len(letters)
    QTest.keyClick(handle, Qt.Key.Key_F7)
    QTest.keyClick(handle, Qt.Key.Key_F7)
    timed.keys("12")
    assert timed.timing.watch.keys == len(letters) + 4


def test_a_shortcut_that_is_held_down_is_one_key(timed: Timed) -> None:
    window = timed.bench.window
    for repeats in (False, True, True):
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.Shortcut):
            event = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier, "a", repeats)
            QApplication.sendEvent(window, event)
    assert timed.timing.watch.keys == 1


def test_in_a_dialog_a_key_is_one_key_however_far_it_is_passed_on(qtbot: QtBot, timed: Timed) -> None:
    dialog = CountsDialog(timed.bench.window, counts=True)
    dialog.show()
    handle = dialog.windowHandle()
    assert handle is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(handle, Qt.Key.Key_Down)
    QTest.keyClick(handle, Qt.Key.Key_F12)
    assert timed.timing.watch.keys == 2
    dialog.close()


def test_reading_results_is_no_part_of_a_run(timed: Timed) -> None:
    timed.look_up()
    timed.keys("jjjj")
    timed.bench.window.controller.clear()
    timed.keys("1")
    assert timed.timing.watch.keys == 1


def test_the_panel_shows_last_and_best_and_forgets(qtbot: QtBot, timed: Timed) -> None:
    panel = StopwatchPanel(timed.timing, timed.bench.window)
    timed.look_up()
    timed.bench.window.controller.clear()
    timed.after(5)
    timed.look_up(OLA, login=False)
    texts = [label.text() for label in panel.findChildren(QLabel)]
    assert panel.said.text() == "2 run(s)"
    assert (texts.count("24.0 s"), texts.count("45.0 s")) == (2, 0), "a look-up within the session is another thing"
    panel.reset.click()
    assert panel.results.last is None
    assert "24.0 s" not in [label.text() for label in panel.findChildren(QLabel)]


def test_it_is_one_line_and_every_step_comes_when_it_is_asked_for(timed: Timed) -> None:
    window = timed.bench.window
    panel = StopwatchPanel(timed.timing, window.area)
    window.area.add_above(panel)
    panel.show()
    assert panel.whole.text() == ""
    low = panel.sizeHint().height()
    timed.look_up()
    assert panel.whole.text() == "Last 45.0 s and 0 keys · best 45.0 s"
    assert not any(label.isVisible() for label in panel.findChildren(QLabel) if label.text() == "Keys pressed")
    assert low <= 2 * panel.reset.sizeHint().height()
    panel.steps.click()
    assert any(label.isVisible() for label in panel.findChildren(QLabel) if label.text() == "Keys pressed")
    panel.reset.click()
    assert panel.whole.text() == ""
    panel.steps.click()
    assert panel.sizeHint().height() == low


async def _no_backend(_tell: object) -> object:
    raise AssertionError("nobody asks for one")


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    made = Bridge(Runtime(), _no_backend)  # type: ignore[arg-type]  # never built
    yield made
    made.close()


def test_a_run_is_counted_where_the_settings_let_it(qtbot: QtBot, timed: Timed, bridge: Bridge, tmp_path: Path) -> None:
    path = tmp_path / "state" / "counts.json"
    keeper = CountKeeper(timed.timing, bridge, path, lambda: date(2026, 11, 25), counts=False, parent=timed.timing)
    timed.look_up()
    assert bridge._tasks == {}
    keeper.counts = True
    timed.bench.window.controller.clear()
    timed.look_up(OLA, login=False)
    qtbot.waitUntil(path.exists)
    qtbot.waitUntil(lambda: not bridge._tasks)
    text = path.read_text()
    assert sum(CountsFile(path).read().total()["whole"]) == 1
    for told in (KARI, OLA, DOCTOR.name, DOCTOR.hpr_number, DOCTOR.subject, "LE", "AKUTT", "25"):
        assert told not in text.replace("0.25", ""), "nothing of anybody, and no day"


def test_the_page_shows_exports_and_deletes(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    for seconds in (0.4, 0.4, 12.0):
        assert CountsFile(path).add(Run(seconds={Step.NUMBER: seconds}, whole=seconds), date(2026, 11, 25))
    bench = make_bench(qtbot)
    CountsController(bridge, path, bench.window, counts=True).open()
    dialog = bench.window.findChild(CountsDialog)
    assert isinstance(dialog, CountsDialog)
    qtbot.waitUntil(dialog.export.isEnabled)
    row = dialog.list.topLevelItem(1)
    assert row is not None
    assert [row.text(column) for column in range(4)] == ["Number typed", "3", "≤ 0.5 s", "≤ 15 s"]
    assert [dialog.month.itemText(index) for index in range(dialog.month.count())] == ["All months", "2026-11"]
    dialog.export.click()
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    chooser.close()
    for name, begins in (("a.csv", '\ufeff"month"'), ("a.json", '{\n "format": 1')):
        dialog.export_asked.emit(str(tmp_path / name))
        qtbot.waitUntil(lambda: dialog.said.text() == "Saved.")
        assert (tmp_path / name).read_text("utf-8").startswith(begins)
        dialog.said.clear()
    dialog.export_asked.emit(str(tmp_path / "nowhere" / "a.csv"))
    qtbot.waitUntil(lambda: "could not" in dialog.said.text())
    kept = path.read_bytes()
    path.unlink()
    (path / "in the way").mkdir(parents=True)
    dialog.reset.click()
    qtbot.waitUntil(lambda: "could not be deleted" in dialog.said.text())
    assert dialog.export.isEnabled(), "what is there still is shown still"
    (path / "in the way").rmdir()
    path.rmdir()
    path.write_bytes(kept)
    dialog.reset.click()
    qtbot.waitUntil(lambda: not path.exists())
    qtbot.waitUntil(lambda: not dialog.export.isEnabled())
    dialog.close()


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are POSIX")
def test_an_export_on_a_full_disk_leaves_the_older_one(tmp_path: Path) -> None:
    path, to = tmp_path / "counts.json", tmp_path / "durations.csv"
    assert CountsFile(path).add(Run(seconds={Step.NUMBER: 1.0}, whole=5.0), date(2026, 11, 25))
    to.write_text("an older export")
    code = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from provesvar_gui.ui.stopwatch.counts_controller import _export\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "sys.exit(7 if _export(Path(sys.argv[1]), sys.argv[2]) else 3)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path), str(to)], check=False, timeout=60)
    assert ended.returncode == 3
    assert to.read_text() == "an older export"


def test_counts_that_cannot_be_read_are_not_none(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    path = tmp_path / "counts.json"
    path.mkdir()
    bench = make_bench(qtbot)
    CountsController(bridge, path, bench.window, counts=True).open()
    dialog = bench.window.findChild(CountsDialog)
    assert isinstance(dialog, CountsDialog)
    qtbot.waitUntil(lambda: dialog.said.text() == "The counts cannot be read now.")
    assert not dialog.reset.isEnabled()
    dialog.close()
