"""What the extensions of an Observation say (NilarObservation)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import CodeableConcept, Labelled
from provesvar_gui.pps.parse.datatypes import concept_name, extension_name

if TYPE_CHECKING:
    from provesvar_gui.pps.parse.datatypes import Datatypes

_DATES: Final = frozenset(
    {
        "nilar-investigation-date", "nilar-status-change-date", "nilar-counter-sign-date", "nilar-medical-validation-date",
        "nilar-description-date",
    }
)  # fmt: skip


class Extensions:
    """``reports`` and ``related``: addresses and ids; ``specification``: as it came."""

    __slots__ = ("accredited", "dates", "history", "related", "reports", "specification", "structured")

    def __init__(self) -> None:
        self.accredited: bool | None = None
        self.history: bool | None = None
        self.specification: object = None
        self.dates: tuple[Labelled, ...] = ()
        self.structured: tuple[Labelled, ...] = ()
        self.related: tuple[str, ...] = ()
        self.reports: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Extensions) and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)


def lone_report(types: Datatypes, raw: object) -> str:
    """The address of the report where nothing else is said, as in most of them; "" otherwise."""
    only = raw[0] if type(raw) is list and len(raw) == 1 else None
    if type(only) is not dict or len(only) != 2 or extension_name(only) != "nilar-diagnostic-report-ref":
        return ""
    return types.lone_address(only.get("valueReference"))


def read_extensions(types: Datatypes, raw: object) -> Extensions:
    """The extensions of one Observation. What is not known is kept as an extra."""
    found = Extensions()
    dates: list[Labelled] = []
    structured: list[Labelled] = []
    related: list[str] = []
    reports: list[str] = []
    for extension in types.many(raw, "extension"):
        name = extension_name(extension)
        if name in _DATES:
            moment = types.moment(extension.get("valueDateTime"), name)
            if moment is not None:
                dates.append(Labelled(label=name, value=moment))
                continue
        elif name == "nilar-diagnostic-report-ref":
            address = types.address(extension.get("valueReference"), name)
            if address:
                reports.append(address)
                continue
        elif name == "nilar-related-observation":
            address = types.address(extension.get("valueReference"), name)
            if address:
                related.append(address.rpartition("/")[2])
                continue
        elif name == "nilar-structured-info":
            structured.extend(_structured(types, extension))
            continue
        elif _read_single(found, name, extension):
            continue
        types.extension(extension)
    found.dates, found.structured = tuple(dates), tuple(structured)
    found.related, found.reports = tuple(related), tuple(reports)
    return found


def _read_single(found: Extensions, name: str, extension: dict[str, object]) -> bool:
    """Extensions that may stand once. False: not one of them, or a second one."""
    flag = extension.get("valueBoolean")
    if name == "nilar-accredited" and found.accredited is None and isinstance(flag, bool):
        found.accredited = flag
    elif name == "nilar-history" and found.history is None and isinstance(flag, bool):
        found.history = flag
    elif name == "nilar-specification" and found.specification is None and "valueCodeableConcept" in extension:
        found.specification = extension["valueCodeableConcept"]
    else:
        return False
    return True


def _structured(types: Datatypes, raw: dict[str, object]) -> list[Labelled]:
    """Lines of a pathology template (IG 1.6): what is asked, with each of the answers. A question without an answer stays."""
    label, values = "", []
    for part in types.many(raw.get("extension"), "structured-info"):
        value = types.extension_value(part, "structured-info")
        if extension_name(part) == "nilar-structured-info-type" and isinstance(value, CodeableConcept) and not label:
            label = _question(value)
        elif value is not None:
            values.append(value)
        else:
            types.keep("structured-info", part)
    alone = types.extension_value(raw, "structured-info")
    if alone is not None:
        values.append(alone)
    return [Labelled(label=label, value=value) for value in values or [""]]


def _question(concept: CodeableConcept) -> str:
    """A name with the codes it stands for: several questions of a template have the same name."""
    name = concept_name(concept)
    codes = ", ".join(coding.code for coding in concept.codings if coding.code and coding.code != name)
    return f"{name} ({codes})" if codes else name
