"""A window with what it gets after its first paint, on a bench where everything around it is faked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provesvar_gui.desk.lock import ClockMoment
from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.self_check.network_checks import Connectivity, ServiceStatus
from provesvar_gui.ui.startup import ConnectivityCheck, StatusFooter
from tests.gui.fakes import DOCTOR, KARI, Bench, make_bench, result_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from provesvar_gui.patient.access import Lookup

NOON = datetime(2026, 11, 25, 6, 2, tzinfo=UTC)  # 07:02 in Norway
GOOD = Connectivity(login=ServiceStatus.ANSWERS, service=ServiceStatus.ANSWERS, code_list=ServiceStatus.ANSWERS)


@dataclass
class Watch:
    """The look at the services on a bench. ``at``: the time of both clocks, in seconds."""

    bench: Bench
    foot: StatusFooter
    check: ConnectivityCheck
    at: list[float] = field(default_factory=lambda: [0.0])

    @property
    def looks(self) -> int:
        return len(self.bench.bridge.named("check_connectivity"))

    @property
    def said(self) -> str:
        return self.foot.line.text()

    @property
    def colour(self) -> str:
        return self.foot.line.colour


def make_watch(qtbot: QtBot, *, asks: bool = True, **more: Any) -> Watch:
    bench = make_bench(qtbot, **more)
    at = [0.0]
    foot = StatusFooter(bench.window)
    bench.window.window_frame.add_at_foot(foot)
    now = lambda: ClockMoment(steady=at[0], wall=at[0])  # noqa: E731 - one line
    check = ConnectivityCheck(bench.window, foot, moment=now, now=lambda: NOON, asks=asks)
    return Watch(bench=bench, foot=foot, check=check, at=at)


def fill(bench: Bench, number: str = KARI) -> None:
    """Everything a look-up is made of."""
    form = bench.window.form
    form.patient.line.setText(number)
    form.basis.choose(AccessBasis.AKUTT)
    form.basis.choose(AccessBasis.AKUTT)
    form.role.set_code("LE")
    form.role.chosen.emit("LE")


def look_up(bench: Bench) -> Lookup:
    """Up to a look-up that is on its way."""
    fill(bench)
    bench.window.controller.enter()
    if bench.window.controller.desk.session is None:
        bench.bridge.last("login").succeed(DOCTOR)
    lookup: Lookup | None = bench.window.controller.desk.running
    assert lookup is not None
    return lookup


def answer(bench: Bench, lookup: Lookup) -> None:
    """Its results are on the screen."""
    bench.bridge.last("lookup").succeed(result_of(lookup))


NOWHERE = Path("nowhere")
