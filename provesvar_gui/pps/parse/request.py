"""ServiceRequest: the order behind a report (NilarServiceRequest)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain.results import ServiceRequest
from provesvar_gui.pps.parse.datatypes import extension_name
from provesvar_gui.pps.parse.parties import TECHNICAL, read_party
from provesvar_gui.pps.parse.specimen import read_comment

if TYPE_CHECKING:
    from provesvar_gui.pps.parse.references import Holder, Reading

_REQUEST = TECHNICAL | {
    "identifier", "authoredOn", "requester", "reasonCode", "note", "extension", "status", "intent", "subject", "specimen",
}  # fmt: skip


def read_request(reading: Reading, holder: Holder, raw: dict[str, object]) -> ServiceRequest:
    """One order. ``status`` and ``intent`` are fillers that FHIR demands («unknown», «order»); anything else is kept."""
    types = reading.types
    notes = list(types.notes(raw.get("note"), "note"))
    for extension in types.many(raw.get("extension"), "extension"):
        if extension_name(extension) == "nilar-comment":
            notes.extend(read_comment(types, extension))
        else:
            types.extension(extension)
    for name, filler in (("status", "unknown"), ("intent", "order")):
        if raw.get(name) not in (None, filler):
            types.keep(name, raw[name])
    types.unknown(raw, _REQUEST)
    return ServiceRequest(
        id=holder.id,
        identifiers=types.identifiers(raw.get("identifier"), "identifier"),
        authored=types.moment(raw.get("authoredOn"), "authoredOn"),
        requester=read_party(reading, raw.get("requester"), holder.container, "requester"),
        reasons=types.concepts(raw.get("reasonCode"), "reasonCode"),
        notes=tuple(notes),
        extras=tuple(types.extras),
    )
