"""Results and strips made by hand, for the tests of the strip."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.results import emergency, series
from provesvar_gui.results.emergency import AcuteStrip, StripLine
from provesvar_gui.results.model import (
    CodeableConcept,
    Coding,
    Finding,
    Identifier,
    LookupResult,
    Moment,
    Observation,
    Party,
    Quantity,
    Report,
    Value,
)
from provesvar_gui.results.placed import everything
from tests.gui.results.made import lookup, quantity, run

TABLE = bundled()
LOOKUP = lookup()
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
LAB = Party(organisation="Fürst", organisation_ids=(Identifier(value="99900001"),))
P_K, S_K, LACTATE = "NPU03230", "NOR25614", "NPU18325"


def code(*codings: str | tuple[str, str], text: str = "") -> CodeableConcept:
    pairs = [("7280", each) if isinstance(each, str) else each for each in codings]
    return CodeableConcept(text=text, codings=tuple(Coding(system=system, code=value) for system, value in pairs))


def moment(hours: float) -> Moment:
    when = NOON + timedelta(hours=hours)
    return Moment(literal=when.isoformat(), when=when)


mmol = quantity


def observation(what: CodeableConcept, value: Value | None, hours: float | None = 0, **more: Any) -> Observation:
    fields: dict[str, Any] = {"id": "o", "status": "final", "performers": (LAB,)} | more
    return Observation(code=what, value=value, effective=None if hours is None else moment(hours), **fields)


def strip_of(*observations: Observation, apart: tuple[Observation, ...] = (), complete: bool = True, **more: Any) -> AcuteStrip:
    def report(found: tuple[Observation, ...]) -> Report:
        return Report(id="r", code=CodeableConcept(), status="final", findings=tuple(Finding(observation=each) for each in found))

    result = LookupResult(lookup=LOOKUP, reports=(report(observations),), other_identifier=(report(apart),) if apart else ())
    table = replace(TABLE, **more)
    return run(emergency.place(run(series.build(everything(result))), table, complete=complete))


def lines(strip: AcuteStrip) -> list[StripLine]:
    return [line for card in strip.cards for line in card.lines]


def only(strip: AcuteStrip) -> StripLine:
    (line,) = lines(strip)
    return line


def shown(line: StripLine) -> str:
    assert line.newest is not None
    value = line.newest.observation.value
    assert isinstance(value, Quantity)
    return value.value
