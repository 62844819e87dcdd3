"""A look-up on a bench, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.patient.access import AccessBasis
from tests.gui.fakes import DOCTOR, KARI, Bench, result_of

if TYPE_CHECKING:
    from provesvar_gui.patient.access import Lookup


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
