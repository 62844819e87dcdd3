"""Observation (NilarObservation): one result, as the laboratory wrote it, with what it refers to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from provesvar_gui.domain.results import CodeableConcept, Observation, Party, Specimen
from provesvar_gui.pps.parse.identity import Verdict
from provesvar_gui.pps.parse.parties import read_parties
from provesvar_gui.pps.parse.specimen import read_specimen

if TYPE_CHECKING:
    from provesvar_gui.pps.parse.draft import Draft
    from provesvar_gui.pps.parse.references import Holder, Reading


class Result:
    """An Observation as read, with what ties it to others; the ties are followed when all of the page is read."""

    __slots__ = ("components", "members", "observation", "order", "reports", "subject", "verdict")

    def __init__(self, observation: Observation, draft: Draft) -> None:
        self.observation = observation
        self.components = draft.components
        self.members = draft.members
        self.reports = draft.reports
        self.order = draft.order  # address of the ServiceRequest
        self.subject = draft.subject  # raw
        self.verdict = Verdict.UNNAMED  # judged by identity.py

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells two versions apart, whatever else has come meanwhile (as ``Draft.stamp``)."""
        one = self.observation
        return one.status, one.issued, one.value, one.code, one.notes, one.interpretations, one.reference_ranges


def read_observation(reading: Reading, holder: Holder, draft: Draft) -> Result:
    """One result."""
    types, found, key = reading.types, draft.extensions, holder.id or holder.key
    specimen = reading.ready.get(draft.specimen)
    if not isinstance(specimen, Specimen):
        raw = {"reference": draft.specimen} if draft.specimen else draft.specimen_raw
        specimen = read_specimen_reference(reading, raw, holder.container) if raw is not None else None
    performer = reading.ready.get(draft.performer)
    if isinstance(performer, Party):
        performers: tuple[Party, ...] = (performer,)
    else:
        raw = [{"reference": draft.performer}] if draft.performer else draft.performer_raw
        performers = read_parties(reading, raw, holder.container, "performer")
    observation = Observation(
        id=key,
        code=draft.code,
        status=draft.status,
        category=draft.category,
        effective=draft.effective,
        effective_period=draft.effective_period,
        issued=draft.issued,
        value=draft.value,
        data_absent_reason=draft.data_absent_reason,
        interpretations=draft.interpretations,
        reference_ranges=draft.reference_ranges,
        notes=draft.notes,
        method=draft.method,
        specification=draft.specification,
        specimen=specimen,
        performers=performers,
        accredited=found.accredited,
        history=found.history is True,
        dates=found.dates,
        structured=found.structured,
        related=found.related,
        identifiers=draft.identifiers,
        extras=(*draft.extras, *types.extras) if types.extras else draft.extras,
    )
    types.misfits += draft.misfits
    result = Result(observation, draft)
    if draft.components and not holder.id:
        result.components = tuple([replace(part, id=f"{key}{part.id}") for part in draft.components])
    return result


def read_specimen_reference(reading: Reading, raw: object, container: str) -> Specimen | None:
    """The Specimen a Reference leads to; a logical reference becomes a Specimen that has just that."""
    types = reading.types
    reference = types.one(raw, "specimen")
    if reference is None:
        return None
    address = types.text(reference.get("reference"), "specimen")
    ready = reading.ready.get(address)
    if ready is not None and len(reference) == 1 and isinstance(ready, Specimen):
        return ready
    holder = reading.resolve(address, container, "Specimen") if address else None
    specimen = reading.parsed(holder, read_specimen) if holder is not None and holder.kind == "Specimen" else None
    if isinstance(specimen, Specimen):
        reading.remember(address, holder)
        return specimen
    display, identifiers = (
        types.text(reference.get("display"), "specimen"),
        types.identifiers(reference.get("identifier"), "specimen"),
    )
    if not display and not identifiers:
        return None
    return Specimen(id="", kind=CodeableConcept(text=display) if display else None, identifiers=identifiers)
