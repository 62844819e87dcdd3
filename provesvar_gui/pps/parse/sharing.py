"""Equal parts of an answer become one object: an answer repeats its codes, units, moments and addresses hundreds of times.

The keys are what a part consists of where it has the usual shape and nothing else; any other shape is read the long way. Held
for one look-up and let go of with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provesvar_gui.domain.results import CodeableConcept, Coding, Identifier, Moment, Quantity


class Sharing:
    """What has been read so far, by its parts. Only what was read from strings without any leftovers is put in."""

    __slots__ = (
        "by_identity", "codings", "identifiers_by_text", "moments", "quantities", "ranges", "subjects", "systems", "texts",
        "usual_concepts",
    )  # fmt: skip

    def __init__(self) -> None:
        self.systems: dict[str, str] = {}
        self.codings: dict[tuple[str, str, str], Coding] = {}
        self.by_identity: dict[tuple[object, ...], CodeableConcept] = {}  # by text and identities of codings
        self.usual_concepts: dict[tuple[object, ...], CodeableConcept] = {}  # by texts
        self.moments: dict[str, Moment] = {}
        self.quantities: dict[tuple[object, ...], Quantity] = {}
        self.identifiers_by_text: dict[tuple[object, ...], tuple[Identifier, ...]] = {}
        self.ranges: dict[str, tuple[str, ...]] = {}
        self.subjects: dict[tuple[object, ...], object] = {}
        self.texts: dict[str, str] = {}

    def same(self, text: str) -> str:
        """The first text that was equal to this one."""
        return self.texts.setdefault(text, text)

    def lone_address(self, raw: object) -> str:
        """The address in a Reference that has nothing else; "" for any other."""
        if type(raw) is dict and len(raw) == 1:
            address = raw.get("reference")
            if type(address) is str:
                return self.texts.setdefault(address, address)
        return ""

    def shared_subject(self, raw: object) -> object:
        """A Reference to a person by one identifier and a name, as it came: the first that was equal to this one."""
        if type(raw) is dict and len(raw) == 2:
            identifier, display = raw.get("identifier"), raw.get("display")
            if type(identifier) is dict and len(identifier) == 2 and type(display) is str:
                system, value = identifier.get("system"), identifier.get("value")
                if type(system) is str and type(value) is str:
                    return self.subjects.setdefault((system, value, display), raw)
        return raw


def concept_key(raw: dict[str, object]) -> tuple[object, ...] | None:
    """The parts of a CodeableConcept of one or two whole Codings, with a text or without; None for any other shape.

    Keys of different shapes have different lengths.
    """
    codings = raw.get("coding")
    size = len(raw)
    if type(codings) is not list or not 0 < len(codings) < 3 or (size != 1 and (size != 2 or "text" not in raw)):
        return None
    first = codings[0]
    try:
        if len(codings) == 1:
            if len(first) != 3:
                return None
            if size == 1:
                return first["system"], first["code"], first["display"]
            return first["system"], first["code"], first["display"], raw["text"]
        second = codings[1]
        if len(first) != 3 or len(second) != 3:
            return None
        parts = first["system"], first["code"], first["display"], second["system"], second["code"], second["display"]
    except (KeyError, TypeError):
        return None
    return parts if size == 1 else (*parts, raw["text"])


def all_strings(parts: tuple[object, ...]) -> bool:
    """Whether all of them are strings, and not numbers as they stood in the answer."""
    return all(type(part) is str for part in parts)
