"""FHIR's data types, read tolerantly (hl7.org/fhir/R4/datatypes.html).

Every method takes whatever JSON stands there. What has the wrong type is counted in ``misfits`` and kept as text in ``extras``;
what is not known is kept in ``extras``. Equal codings, concepts and moments are the same object: an answer repeats them hundreds
of times.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import Annotation, CodeableConcept, Coding, Identifier, Labelled, Moment, Quantity, Range
from provesvar_gui.pps.json_reader import Literal
from provesvar_gui.pps.parse.leftovers import readable
from provesvar_gui.pps.parse.markup import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.domain.results import Value

    Raw = Mapping[str, object]

_VOLVEN = re.compile(
    r"(?:https?://(?:www\.)?(?:ehelse|helsedir(?:ektoratet)?)\.no/fhir/CodeSystem/no-kodeverk-|"
    r"(?:urn:oid:)?2\.16\.578\.1\.12\.4\.1\.1\.)(\d{4})(?:-[\w-]+)?/?",
    re.IGNORECASE,
)
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_UCUM = "http://unitsofmeasure.org"
# A day without a time, and a time without a zone, are Norwegian. Used for sorting only; the literal is what is shown.
_NORWAY = timezone(timedelta(hours=1))
EMPTY: Final = CodeableConcept()

_CODING = frozenset({"system", "code", "display", "version", "userSelected"})
_CONCEPT = frozenset({"coding", "text"})
_QUANTITY = frozenset({"value", "comparator", "unit", "code", "system"})
_IDENTIFIER = frozenset({"system", "value", "use", "type"})
_ANNOTATION = frozenset({"text", "time", "authorString", "authorReference"})


def normal_system(system: str) -> str:
    """The four digits of a Volven list in any of its three spellings (pps.md §4.4), else the URI as received."""
    found = _VOLVEN.fullmatch(system)
    return found.group(1) if found else system


def read_moment(literal: str) -> datetime | None:
    """When a FHIR dateTime, date or instant is; None where it cannot be read."""
    try:
        partial = _PARTIAL_DATE.fullmatch(literal)
        if partial:
            year, month, day = partial.groups()
            when = datetime(int(year), int(month or 1), int(day or 1), tzinfo=_NORWAY)
        else:
            when = datetime.fromisoformat(literal)
            when = when if when.tzinfo else when.replace(tzinfo=_NORWAY)
        when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when


class Datatypes:
    """Reads data types and remembers what did not fit, until ``take`` hands that over with the resource it belongs to."""

    __slots__ = ("_codings", "_concepts", "_moments", "_systems", "extras", "misfits")

    def __init__(self) -> None:
        self._systems: dict[str, str] = {}
        self._codings: dict[tuple[str, str, str], Coding] = {}
        self._concepts: dict[tuple[object, ...], CodeableConcept] = {}
        self._moments: dict[str, Moment] = {}
        self.extras: list[Labelled] = []
        self.misfits = 0

    def take(self) -> tuple[tuple[Labelled, ...], int]:
        """What was left over since the last call, and how many parts had the wrong type."""
        left = tuple(self.extras), self.misfits
        self.extras = []
        self.misfits = 0
        return left

    def keep(self, label: str, raw: object) -> None:
        """Keep something unknown."""
        text = readable(raw)
        if text:
            self.extras.append(Labelled(label=label, value=text))

    def misfit(self, label: str, raw: object) -> None:
        """Keep something that has the wrong type, and count it."""
        self.misfits += 1
        self.keep(label, raw)

    def unknown(self, raw: Raw, known: frozenset[str], path: str = "") -> None:
        """Keep every member that is not in ``known``. ``_x`` members carry extensions of a primitive (R4 json.html)."""
        for name in [name for name in raw if name not in known]:
            label = f"{path}.{name}" if path else name
            value = raw[name]
            if name == "extension":
                for extension in self.many(value, label):
                    self.extension(extension, path)
            elif name != "id":  # an id of an element is a technical anchor
                self.keep(label.lstrip("_"), value)

    def set_aside(self) -> tuple[list[Labelled], int]:
        """Begin with another resource in the middle of one; ``resume`` goes back to the first."""
        aside = self.extras, self.misfits
        self.extras = []
        self.misfits = 0
        return aside

    def resume(self, aside: tuple[list[Labelled], int]) -> None:
        """Go on with the resource that was set aside."""
        self.extras, self.misfits = aside

    # -- shapes -------------------------------------------------------------------------------------------------------------

    def text(self, raw: object, label: str) -> str:
        """A string, or a number's literal; "" if missing."""
        if type(raw) is str:
            return raw
        if raw is None:
            return ""
        if isinstance(raw, Literal):
            return str(raw)
        self.misfit(label, raw)
        return ""

    def words(self, raw: object, label: str) -> str:
        """A text for people: mark-up reduced."""
        text = self.text(raw, label)
        return plain_text(text) if "<" in text else text

    def many(self, raw: object, label: str) -> list[dict[str, object]]:
        """A list of objects; a single object counts as a list of one."""
        if raw is None:
            return []
        if type(raw) is dict:
            return [raw]
        if type(raw) is not list:
            self.misfit(label, raw)
            return []
        if len(raw) == 1 and type(raw[0]) is dict:
            return raw
        for item in raw:
            if type(item) is not dict:
                break
        else:
            return raw
        for item in raw:
            if type(item) is not dict and item is not None:
                self.misfit(label, item)
        return [item for item in raw if type(item) is dict]

    def one(self, raw: object, label: str) -> dict[str, object] | None:
        """One object; of several, the first: the others are kept as extras."""
        if type(raw) is dict:
            return raw
        if raw is None:
            return None
        items = self.many(raw, label)
        for item in items[1:]:
            self.misfit(label, item)
        return items[0] if items else None

    def flag(self, raw: object, label: str) -> bool | None:
        """A boolean."""
        if raw is None or isinstance(raw, bool):
            return raw
        self.misfit(label, raw)
        return None

    # -- types --------------------------------------------------------------------------------------------------------------

    def moment(self, raw: object, label: str) -> Moment | None:
        """A dateTime, date or instant."""
        literal = raw if type(raw) is str else self.text(raw, label)
        if not literal:
            return None
        known = self._moments.get(literal)
        if known is None:
            known = self._moments[literal] = Moment(literal=literal, when=read_moment(literal))
        return known

    def coding(self, raw: dict[str, object], label: str) -> Coding:
        """A Coding, its system normalised."""
        system, code, display = raw.get("system"), raw.get("code"), raw.get("display")
        key = (
            system if type(system) is str else self.text(system, label),
            code if type(code) is str else self.text(code, label),
            display if type(display) is str else self.text(display, label),
        )
        if not _CODING.issuperset(raw):
            self.unknown(raw, _CODING, label)
        known = self._codings.get(key)
        if known is None:
            normal = self._systems.get(key[0])
            if normal is None:
                normal = self._systems[key[0]] = normal_system(key[0])
            known = self._codings[key] = Coding(system=normal, code=key[1], display=key[2])
        return known

    def concept(self, raw: object, label: str) -> CodeableConcept | None:
        """A CodeableConcept; a bare string counts as its text."""
        if type(raw) is not dict:
            if raw is None:
                return None
            if type(raw) is str:
                return CodeableConcept(text=plain_text(raw))
            single = self.one(raw, label)
            return self.concept(single, label) if single is not None else None
        codings = raw.get("coding")
        if codings is None:
            found: tuple[Coding, ...] = ()
        else:
            found = tuple([self.coding(coding, label) for coding in self.many(codings, label)])
        text = raw.get("text")
        if type(text) is not str or "<" in text:
            text = self.words(text, label)
        if not _CONCEPT.issuperset(raw):
            self.unknown(raw, _CONCEPT, label)
        key = (
            (text, id(found[0])) if len(found) == 1 else (text, *map(id, found))
        )  # codings are interned for as long as this object lives, so their ids are theirs
        known = self._concepts.get(key)
        if known is None:
            known = self._concepts[key] = CodeableConcept(codings=found, text=text)
        return known

    def concepts(self, raw: object, label: str) -> tuple[CodeableConcept, ...]:
        """A list of CodeableConcepts."""
        if raw is None:
            return ()
        if type(raw) is str:
            return (CodeableConcept(text=plain_text(raw)),)
        return tuple([one for item in self.many(raw, label) if (one := self.concept(item, label)) is not None])

    def quantity(self, raw: object, label: str) -> Quantity | None:
        """A Quantity. The comparator is kept as sent: KITH has more of them than FHIR (8239)."""
        holder = self.one(raw, label)
        if holder is None:
            return None
        get = holder.get
        system = get("system")
        if system is not None and system != _UCUM:
            self.keep(f"{label}.system", system)
        if not _QUANTITY.issuperset(holder):
            self.unknown(holder, _QUANTITY, label)
        return Quantity(
            value=self.text(get("value"), label),
            comparator=self.text(get("comparator"), label),
            unit=self.text(get("unit"), label),
            code=self.text(get("code"), label),
        )

    def interval(self, raw: object, label: str) -> Range | None:
        """A Range."""
        holder = self.one(raw, label)
        if holder is None:
            return None
        self.unknown(holder, frozenset({"low", "high"}), label)
        return Range(
            low=self.quantity(holder.get("low"), f"{label}.low"), high=self.quantity(holder.get("high"), f"{label}.high")
        )

    def identifier(self, raw: dict[str, object], label: str) -> Identifier:
        """An Identifier; ``kind`` is what its type is called."""
        kind = raw.get("type")
        system, value = raw.get("system"), raw.get("value")
        if not _IDENTIFIER.issuperset(raw):
            self.unknown(raw, _IDENTIFIER, label)
        return Identifier(
            system=system if type(system) is str else self.text(system, label),
            value=value if type(value) is str else self.text(value, label),
            kind="" if kind is None else concept_name(self.concept(kind, label) or EMPTY),
        )

    def identifiers(self, raw: object, label: str) -> tuple[Identifier, ...]:
        """A list of Identifiers."""
        if raw is None:
            return ()
        return tuple([self.identifier(item, label) for item in self.many(raw, label)])

    def annotation(self, raw: dict[str, object], label: str) -> Annotation:
        """An Annotation."""
        if len(raw) == 1 and type(raw.get("text")) is str:
            return Annotation(text=self.words(raw["text"], label))
        author = self.text(raw.get("authorString"), label)
        reference = self.one(raw.get("authorReference"), label)
        if reference and not author:
            author = self.text(reference.get("display") or reference.get("reference"), label)
        if not _ANNOTATION.issuperset(raw):
            self.unknown(raw, _ANNOTATION, label)
        return Annotation(text=self.words(raw.get("text"), label), author=author, time=self.moment(raw.get("time"), label))

    def notes(self, raw: object, label: str) -> tuple[Annotation, ...]:
        """A list of Annotations; a bare string counts as one."""
        if raw is None:
            return ()
        if type(raw) is str:
            return (Annotation(text=plain_text(raw)),)
        return tuple([self.annotation(item, label) for item in self.many(raw, label)])

    # -- value[x] and extensions --------------------------------------------------------------------------------------------

    def value(self, kind: str, raw: object, label: str) -> Value | None:
        """A value[x] of the named kind («Quantity»)."""
        match kind:
            case "Quantity" | "Age" | "Count" | "Distance" | "Duration" | "Money" | "SimpleQuantity":
                return self.quantity(raw, label)
            case "CodeableConcept":
                return self.concept(raw, label)
            case "Coding":
                single = self.one(raw, label)
                return CodeableConcept(codings=(self.coding(single, label),)) if single is not None else None
            case "Range":
                return self.interval(raw, label)
            case "DateTime" | "Date" | "Instant":
                return self.moment(raw, label)
            case "Ratio":
                return self._ratio(raw, label)
            case "Period":
                return self._period(raw, label)
            case "Annotation":
                return "\n".join(note.text for note in self.notes(raw, label))
            case _ if type(raw) is str:
                return plain_text(raw)
        return readable(raw)

    def _ratio(self, raw: object, label: str) -> str:
        holder = self.one(raw, label) or {}
        parts = [self.quantity(holder.get(part), f"{label}.{part}") for part in ("numerator", "denominator")]
        self.unknown(holder, frozenset({"numerator", "denominator"}), label)
        return " / ".join(quantity_text(part) for part in parts if part)

    def _period(self, raw: object, label: str) -> str:
        holder = self.one(raw, label) or {}
        self.unknown(holder, frozenset({"start", "end"}), label)
        return f"{self.text(holder.get('start'), label)} – {self.text(holder.get('end'), label)}".strip()

    def extension_value(self, raw: dict[str, object], label: str) -> Value | bool | None:
        """The value of an extension; None where it has none."""
        for name, value in raw.items():
            if name.startswith("value"):
                return value if isinstance(value, bool) else self.value(name[5:], value, label)
        return None

    def extension(self, raw: dict[str, object], path: str = "") -> None:
        """Keep an extension that is not known to the resource it stands on."""
        label = extension_name(raw)
        label = f"{path}.{label}" if path else label
        value = self.extension_value(raw, label)
        if value is not None and value != "":
            self.extras.append(Labelled(label=label, value=value))
        nested = raw.get("extension")
        for inner in self.many(nested, label):
            self.extension(inner, label)


@lru_cache(maxsize=256)
def _last_part(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2] or "extension"


def extension_name(raw: Raw) -> str:
    """The last part of an extension's URL: ``nilar-accredited``."""
    url = raw.get("url")
    return _last_part(url) if type(url) is str and len(url) < 200 else "extension"


def concept_name(concept: CodeableConcept) -> str:
    """What a concept is called: its text, else the first display, else the first code."""
    return (
        concept.text
        or next((coding.display for coding in concept.codings if coding.display), "")
        or next((coding.code for coding in concept.codings if coding.code), "")
    )


def quantity_text(quantity: Quantity) -> str:
    """«< 5 mmol/L», as sent."""
    return " ".join(part for part in (quantity.comparator, quantity.value, quantity.unit or quantity.code) if part)
