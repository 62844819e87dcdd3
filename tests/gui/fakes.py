"""Stand-ins for what the window is given: a bridge that records, a memory, a view, and answers."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from provesvar_gui.desk.lock import ClockMoment
from provesvar_gui.errors import AppError
from provesvar_gui.helseid.model import Clinician, Organisation
from provesvar_gui.patient.access import Lookup
from provesvar_gui.patient.roles import HprRole, RoleList, sort_by_name
from provesvar_gui.results.model import Coverage, LookupResult
from provesvar_gui.ui.bridge import Bridge, Task
from provesvar_gui.ui.main_window import MainWindow, WindowServices
from provesvar_gui.ui.message_line import MessageLine
from provesvar_gui.ui.ports import Backend, Maintenance, Remembered
from provesvar_gui.ui.window_settings import WindowSettings
from tests.window_settings import window_settings

KARI = "13896900263"  # synthetic: month + 80
OLA = "01896900052"
TODAY = datetime.date(2026, 11, 25)
ORGANISATIONS = (Organisation(orgnr="974706490", name="Legevakten"), Organisation(orgnr="974589095", name="Ambulansen"))
ROLES = RoleList(
    roles=sort_by_name(
        [
            HprRole("LE", "Lege"),
            HprRole("SP", "Sykepleier"),
            HprRole("AA", "Ambulansearbeider"),
            HprRole("VE", "Veterinær"),
        ]
    ),
    dated="2026-08-01",
)
DOCTOR = Clinician(
    subject="k1", name="GRØNN VITS", hpr_number="565501872", security_level="4", organisation=None, fresh=True
)  # a published test clinician
NURSE = replace(DOCTOR, subject="k2", name="BLÅ SPØK", hpr_number="222200063")


class FakeTask(Task):
    def __init__(self, parent: QObject, calls: list[tuple[str, dict[str, Any]]]) -> None:
        super().__init__(0, parent)
        self.calls = calls  # what the coroutine asked of the backend
        self.cancel_asked = False

    @property
    def name(self) -> str:
        return self.calls[-1][0] if self.calls else ""

    @property
    def given(self) -> dict[str, Any]:
        return self.calls[-1][1]

    def cancel(self) -> None:
        self.cancel_asked = True

    def succeed(self, value: object) -> None:
        self.succeeded.emit(value)
        self.finished.emit()

    def fail(self, error: object) -> None:
        self.failed.emit(error)
        self.finished.emit()


class Recorder:
    """Has every method of a protocol, and records what is asked of it: the name, and what was given but for callbacks."""

    def __init__(self, protocol: type) -> None:
        self.protocol = protocol
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __getattr__(self, name: str) -> Any:
        async def asked(*positional: Any, **named: Any) -> tuple[str, dict[str, Any]]:
            bound = inspect.signature(getattr(self.protocol, name)).bind(self, *positional, **named)
            bound.apply_defaults()
            given = {key: value for key, value in bound.arguments.items() if key not in ("self", "report", "vault_asks")}
            self.calls.append((name, given))
            return self.calls[-1]

        return asked


class FakeMaintenance(Recorder):
    def __init__(self) -> None:
        super().__init__(Maintenance)


def _run(running: Coroutine[Any, Any, object]) -> Any:
    try:
        running.send(None)
    except StopIteration as ended:
        return ended.value
    raise AssertionError("the recorder never waits")


class FakeBridge(Bridge):
    """Runs each call to its end at once against a recorder, so that the test sees what was asked; ends nothing."""

    call: Any = None  # the last one

    def __init__(self) -> None:
        QObject.__init__(self)
        self.tasks: list[FakeTask] = []

    def start(self, call: Callable[[Any, Callable[[object], None]], Coroutine[Any, Any, object]], *, parent: QObject) -> FakeTask:
        self.call, backend = call, Recorder(Backend)
        _run(call(backend, lambda _value: None))
        self.tasks.append(FakeTask(parent, backend.calls))
        return self.tasks[-1]

    def start_alone(
        self, call: Callable[[Callable[[object], None]], Coroutine[Any, Any, object]], *, parent: QObject
    ) -> FakeTask:
        """``call`` is of a ``FakeMaintenance``."""
        self.tasks.append(FakeTask(parent, [_run(call(lambda _value: None))]))
        return self.tasks[-1]

    def named(self, name: str) -> list[FakeTask]:
        return [task for task in self.tasks if task.name == name]

    def last(self, name: str) -> FakeTask:
        return self.named(name)[-1]


class FakeMemory:
    def __init__(self) -> None:
        self.roles: dict[str, str] = {}
        self.organisations: dict[str, str] = {}

    def recall(self, hpr_number: str) -> Remembered:
        return Remembered(role=self.roles.get(hpr_number, ""), orgnr=self.organisations.get(hpr_number, ""))

    def remember(self, hpr_number: str, role: str, orgnr: str) -> None:
        self.roles[hpr_number] = role
        if orgnr:
            self.organisations[hpr_number] = orgnr


class FakeView(QWidget):
    refresh_asked = Signal()
    opening_asked = Signal()
    call_asked = Signal()

    def __init__(self, parent: QWidget, settings: WindowSettings, row: QWidget) -> None:
        super().__init__(parent)
        self.settings = settings
        self.setObjectName("resultsView")
        self.list = QListWidget(self)
        self.list.setObjectName("reportList")
        self.text = QLabel(self)
        self.column = column = QVBoxLayout(self)
        self.footer = QWidget(self)
        self.message_slot = QVBoxLayout()
        column.addLayout(self.message_slot)
        column.addWidget(self.list)
        column.addWidget(self.text)
        self.shown: list[tuple[LookupResult, bool]] = []
        self.result_hidden = False
        self.offered = False
        self.clinician = ""

    def set_clinician(self, name: str) -> None:
        self.clinician = name

    def offer_opening(self, offered: bool) -> None:
        self.offered = offered

    def show_result(self, result: LookupResult, *, partial: bool) -> None:
        self.shown.append((result, partial))
        self.text.setText("results")

    def take_settings(self, settings: WindowSettings) -> None:
        self.settings = settings

    def has_results(self) -> bool:
        return True

    def clear(self) -> None:
        self.text.clear()

    def hide_result(self) -> None:
        self.result_hidden = True

    def cover(self) -> None:
        self.result_hidden = True
        self.text.clear()

    def restore_result(self) -> None:
        self.result_hidden = False

    def ended(self) -> None:
        self.text.setText("incomplete results")

    def take_focus(self) -> None:
        self.list.setFocus()

    def is_settled(self) -> bool:
        return True


_SAME = 0.0005  # seconds: sums of such times are not exact


class HandTimer:
    """``timer``: one that runs out once. ``time``: one value, the seconds of the clock by which the program looks.

    Nothing waits: the real timer is only asked whether it runs, and for how long it was started.
    """

    def __init__(self, timer: QTimer, time: list[float]) -> None:
        assert timer.isSingleShot()
        self._timer, self._time = timer, time
        self._began = time[0]
        start = timer.start

        def noted(*given: Any) -> None:
            start(*given)
            self._began = time[0]

        timer.start = noted  # type: ignore[method-assign]  # this one timer, not its class

    def go_on(self, seconds: float) -> None:
        """Time passes. What the program rounds up to whole milliseconds comes that much later."""
        end = self._time[0] + seconds
        while self._timer.isActive():
            due = self._began + self._timer.interval() / 1000
            if due > end + _SAME + 0.001:
                break
            self._time[0] = max(due, self._time[0])
            self._timer.stop()
            self._timer.timeout.emit()
        self._time[0] = max(end, self._time[0])


@dataclass
class Bench:
    window: MainWindow
    bridge: FakeBridge
    memory: FakeMemory
    clock: list[float]
    time: list[float]

    @cached_property
    def lock_timer(self) -> HandTimer:
        """The clock of the lock; before it is asked for, no time has passed."""
        return HandTimer(self.window.lock.timer, self.time)

    @property
    def view(self) -> FakeView:
        view: object = self.window.area.prepare()
        assert isinstance(view, FakeView)
        return view


def make_bench(
    qtbot: QtBot,
    *,
    organisations: tuple[Organisation, ...] = (),
    sandbox: bool = False,
    confirm_guard_ms: int = 0,
    make_view: Callable[[QWidget, WindowSettings, MessageLine], Any] = FakeView,
    trouble: AppError | None = None,
    bridge: FakeBridge | None = None,
    load: bool = True,
    **more: Any,
) -> Bench:
    """``clock``: one value, the time of the next key in seconds; ``time``: that of the lock. ``more``: of ``WindowSettings``.

    ``load``: with all that the window loads after its first paint.
    """
    bridge, memory, clock, time = bridge or FakeBridge(), FakeMemory(), [0.0], [0.0]

    def key_time(_event: QKeyEvent) -> float:
        return clock[0]

    window = MainWindow(
        window_settings(trouble=trouble, organisations=organisations, sandbox=sandbox, confirm_guard_ms=confirm_guard_ms, **more),
        lambda: WindowServices(bridge, memory, FakeMaintenance),
        ROLES,
        lambda: TODAY,
        make_view=make_view,
        key_time=key_time,
        moment=lambda: ClockMoment(steady=time[0], wall=time[0]),
    )
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.firstPaint):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: window.isActiveWindow())
    if load:
        window.load()
    return Bench(window=window, bridge=bridge, memory=memory, clock=clock, time=time)


def result_of(lookup: Lookup) -> LookupResult:
    return LookupResult(lookup=lookup, coverage=Coverage(complete=True))
