"""FHIR's data types, read tolerantly (hl7.org/fhir/R4/datatypes.html).

Every method takes whatever JSON stands there. What has the wrong type is counted in ``misfits`` and kept as text in ``extras``;
what is not known is kept in ``extras``.

An answer repeats its codes, units, moments and addresses hundreds of times: equal parts of the usual shapes become one object, as
long as one look-up lasts. The keys are all that a part consists of; only what was read from strings without leftovers is shared.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from provesvar_gui.pps.fhir.markup import plain_text
from provesvar_gui.pps.fhir.reader import Literal
from provesvar_gui.results.model import (
    Annotation,
    CodeableConcept,
    Coding,
    Identifier,
    Labelled,
    Moment,
    Period,
    Quantity,
    Range,
    Ratio,
    ReferenceRange,
)
from provesvar_gui.results.text import norwegian_offset
from provesvar_gui.results.value_text import value_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.results.model import Value

    Raw = Mapping[str, object]

_UCUM = "http://unitsofmeasure.org"
EMPTY: Final = CodeableConcept()
_STATUSES: Final = {
    code: code
    for code in (
        "registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled", "entered-in-error",
        "unknown",
    )
}  # fmt: skip
META: Final = frozenset({"versionId", "lastUpdated", "profile", "source"})

_CODING = frozenset({"system", "code", "display", "version", "userSelected"})
_CONCEPT = frozenset({"coding", "text"})
_QUANTITY = frozenset({"value", "comparator", "unit", "code", "system"})
_IDENTIFIER = frozenset({"system", "value", "use", "type"})
_ANNOTATION = frozenset({"text", "time", "authorString", "authorReference"})
_RANGE = frozenset({"text", "low", "high", "type", "appliesTo", "age"})
_OBJECTS: Final = frozenset({"valueQuantity", "valueRange", "valueRatio", "valuePeriod", "valueSampledData"})
_CODING_PARTS = itemgetter("system", "code", "display")
_VOLVEN = re.compile(
    r"(?:https?://(?:www\.)?(?:ehelse|helsedir(?:ektoratet)?)\.no/fhir/CodeSystem/no-kodeverk-|"
    r"(?:urn:oid:)?2\.16\.578\.1\.12\.4\.1\.1\.)(\d{4})(?:-[\w-]+)?/?",
    re.IGNORECASE,
)
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_DEEPEST = 12  # names that stand before one value; deeper ones leave the outermost away
_LONGEST_WORD = 1000  # characters


class Datatypes:
    """Reads data types and remembers what did not fit, until ``take`` hands that over with the resource it belongs to."""

    __slots__ = (
        "_concepts", "_identifiers", "_moments", "_quantities", "_ranges", "_references", "_subjects", "extras", "misfits",
    )  # fmt: skip

    def __init__(self) -> None:
        self.extras: list[Labelled] = []
        self.misfits = 0
        self._concepts: dict[tuple[object, ...], CodeableConcept] = {}
        self._moments: dict[str, Moment] = {}
        self._quantities: dict[tuple[object, ...], Quantity] = {}
        self._identifiers: dict[tuple[object, ...], tuple[Identifier, ...]] = {}
        self._ranges: dict[str, tuple[str, ...]] = {}
        self._subjects: dict[tuple[object, ...], object] = {}
        self._references: dict[str, object] = {}

    # -- what does not fit --------------------------------------------------------------------------------------------------

    def take(self) -> tuple[tuple[Labelled, ...], int]:
        """What was left over since the last call, and how many parts had the wrong type."""
        left = tuple(self.extras), self.misfits
        if self.extras:
            self.extras = []
        self.misfits = 0
        return left

    def keep(self, label: str, raw: object) -> None:
        text = readable(raw)
        if text:
            self.extras.append(Labelled(label=label, value=text))

    def misfit(self, label: str, raw: object) -> None:
        """Keep something that has the wrong type, and count it."""
        self.misfits += 1
        self.keep(label, raw)

    def set_aside(self) -> tuple[list[Labelled], int]:
        """Begin with another resource in the middle of one; ``resume`` goes back to the first."""
        aside = self.extras, self.misfits
        self.extras = []
        self.misfits = 0
        return aside

    def resume(self, aside: tuple[list[Labelled], int]) -> None:
        """Go on with the resource that was set aside."""
        self.extras, self.misfits = aside

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

    def extension(self, raw: dict[str, object], path: str = "") -> None:
        """Keep an extension that is not known to the resource it stands on."""
        label = extension_name(raw)
        label = f"{path}.{label}" if path else label
        value = self.extension_value(raw, label)
        if value is not None and value != "":
            self.extras.append(Labelled(label=label, value=value))
        for inner in self.many(raw.get("extension"), label):
            self.extension(inner, label)

    def meta(self, raw: object, known: frozenset[str] = META) -> None:
        """``meta`` is technical, but a security label is not."""
        meta = self.one(raw, "meta")
        if meta is not None and not known.issuperset(meta):
            self.unknown(meta, known, "meta")

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

    def prose(self, raw: object, label: str) -> str:
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
        objects = [item for item in raw if type(item) is dict]
        if len(objects) != len(raw):
            for item in raw:
                if type(item) is not dict and item is not None:
                    self.misfit(label, item)
        return objects

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

    # -- references ---------------------------------------------------------------------------------------------------------

    def reference(self, raw: object) -> object:
        """A Reference, or a list of them, as it came; of those that have nothing but one address the first that was equal."""
        alone = raw[0] if type(raw) is list and len(raw) == 1 else raw
        address = alone.get("reference") if type(alone) is dict and len(alone) == 1 else None
        return self._references.setdefault(address, alone) if type(address) is str else raw

    def address(self, raw: object, label: str) -> str:
        """The address in a Reference; "" for a logical one (display or identifier only)."""
        holder = self.one(raw, label)
        return self.text(holder.get("reference"), label) if holder else ""

    def addresses(self, raw: object, label: str) -> tuple[str, ...]:
        """The addresses in a list of References, each once, in order. A reference without an address is kept as an extra."""
        if raw is None:
            return ()
        found: dict[str, None] = {}
        for item in self.many(raw, label):
            address = item.get("reference")
            if type(address) is str and address:
                found[address] = None
            else:
                self.keep(label, item)
        return tuple(found)

    def subject(self, raw: object) -> object:
        """A Reference to a person by one identifier and a name, as it came: the first that was equal to this one."""
        if type(raw) is dict and len(raw) == 2:
            identifier, display = raw.get("identifier"), raw.get("display")
            if type(identifier) is dict and len(identifier) == 2 and type(display) is str:
                system, value = identifier.get("system"), identifier.get("value")
                if type(system) is str and type(value) is str:
                    return self._subjects.setdefault((system, value, display), raw)
        return raw

    # -- types --------------------------------------------------------------------------------------------------------------

    def moment(self, raw: object, label: str) -> Moment | None:
        literal = self.text(raw, label)
        if not literal:
            return None
        known = self._moments.get(literal)
        if known is None:
            known = self._moments[literal] = Moment(literal=literal, when=read_moment(literal))
        return known

    def effective(self, raw: Raw) -> tuple[Moment | None, Period | None]:
        """When something was sampled: a moment (effectiveDateTime, effectiveInstant), or a span of time (effectivePeriod)."""
        when = self.moment(raw.get("effectiveDateTime"), "effectiveDateTime")
        if "effectiveInstant" in raw:
            instant = self.moment(raw["effectiveInstant"], "effectiveInstant")
            if when is None:
                when = instant
            elif instant is not None:
                self.extras.append(Labelled(label="effectiveInstant", value=instant))
        period = self.period(raw["effectivePeriod"], "effectivePeriod") if "effectivePeriod" in raw else None
        if when is not None and period is not None:
            self.extras.append(Labelled(label="effectivePeriod", value=period))
            period = None
        return when, period

    def status(self, raw: object) -> str:
        """A code of status. Case and spaces do not count in a code of FHIR's own: «Cancelled» is cancelled."""
        sent = self.text(raw, "status")
        return _STATUSES.get(sent.strip().lower(), sent)

    def coding(self, raw: dict[str, object], label: str) -> Coding:
        system, code, display = (self.text(raw.get(name), label) for name in ("system", "code", "display"))
        if not _CODING.issuperset(raw):
            self.unknown(raw, _CODING, label)
        return Coding(system=normal_system(system), code=code, display=display)

    def concept(self, raw: object, label: str) -> CodeableConcept | None:
        """A CodeableConcept; a bare string counts as its text."""
        if raw is None:
            return None
        if type(raw) is not dict:
            if type(raw) is str:
                return CodeableConcept(text=plain_text(raw))
            single = self.one(raw, label)
            return self.concept(single, label) if single is not None else None
        text = raw.get("text")
        key: tuple[object, ...] = ()
        try:
            whole = raw["coding"]
            key = (text, len(raw), *map(_CODING_PARTS, whole), *map(len, whole))
            return self._concepts[key]
        except (KeyError, TypeError):  # a new one, one of another shape, or something that is no text
            pass
        misfits = self.misfits
        codings = tuple([self.coding(coding, label) for coding in self.many(raw.get("coding"), label)])
        concept = CodeableConcept(codings=codings, text=self.prose(text, label))
        if not _CONCEPT.issuperset(raw):
            self.unknown(raw, _CONCEPT, label)
        usual = bool(key) and misfits == self.misfits and len(raw) == (2 if type(text) is str else 1)
        if usual and all(len(each) == 3 for each in raw["coding"]):
            self._concepts[key] = concept
        return concept

    def concepts(self, raw: object, label: str) -> tuple[CodeableConcept, ...]:
        if raw is None:
            return ()
        if type(raw) is str:
            return (CodeableConcept(text=plain_text(raw)),)
        return tuple([one for item in self.many(raw, label) if (one := self.concept(item, label)) is not None])

    def first_concept(self, raw: object, label: str) -> CodeableConcept | None:
        """The first CodeableConcept of a list; the profiles allow one. Others are kept as extras."""
        if type(raw) is list and len(raw) == 1:
            return self.concept(raw[0], label)
        concepts = self.concepts(raw, label)
        for concept in concepts[1:]:
            self.extras.append(Labelled(label=label, value=concept))
        return concepts[0] if concepts else None

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
        key = get("value"), get("comparator"), get("unit"), get("code")
        try:
            known = self._quantities.get(key)
        except TypeError:  # an object in the place of a text
            known = None
        if known is None:
            misfits = self.misfits
            value, comparator, unit, code = (self.text(part, label) for part in key)
            known = Quantity(value=value, comparator=comparator, unit=unit, code=code)
            if misfits == self.misfits:
                self._quantities[key] = known
        return known

    def interval(self, raw: object, label: str) -> Range | None:
        holder = self.one(raw, label)
        if holder is None:
            return None
        self.unknown(holder, frozenset({"low", "high"}), label)
        return Range(
            low=self.quantity(holder.get("low"), f"{label}.low"), high=self.quantity(holder.get("high"), f"{label}.high")
        )

    def ratio(self, raw: object, label: str) -> Ratio | None:
        holder = self.one(raw, label)
        if not holder:
            return None
        self.unknown(holder, frozenset({"numerator", "denominator"}), label)
        above, below = (self.quantity(holder.get(part), f"{label}.{part}") for part in ("numerator", "denominator"))
        return Ratio(numerator=above, denominator=below) if above or below else None

    def period(self, raw: object, label: str) -> Period | None:
        holder = self.one(raw, label)
        if not holder:
            return None
        self.unknown(holder, frozenset({"start", "end"}), label)
        start, end = self.moment(holder.get("start"), label), self.moment(holder.get("end"), label)
        return Period(start=start, end=end) if start or end else None

    def identifier(self, raw: dict[str, object], label: str) -> Identifier:
        """An Identifier; ``kind`` is what its type is called."""
        kind = raw.get("type")
        if not _IDENTIFIER.issuperset(raw):
            self.unknown(raw, _IDENTIFIER, label)
        return Identifier(
            system=self.text(raw.get("system"), label),
            value=self.text(raw.get("value"), label),
            kind="" if kind is None else concept_name(self.concept(kind, label) or EMPTY),
        )

    def identifiers(self, raw: object, label: str) -> tuple[Identifier, ...]:
        if raw is None:
            return ()
        if type(raw) is list and len(raw) == 1 and type(raw[0]) is dict and len(raw[0]) == 2:
            key = raw[0].get("system"), raw[0].get("value")
            if type(key[0]) is str and type(key[1]) is str:
                known = self._identifiers.get(key)
                if known is None:
                    known = self._identifiers[key] = (self.identifier(raw[0], label),)
                return known
        return tuple([self.identifier(item, label) for item in self.many(raw, label)])

    def annotation(self, raw: dict[str, object], label: str) -> Annotation:
        author = self.text(raw.get("authorString"), label)
        reference = self.one(raw.get("authorReference"), label)
        if reference and not author:
            author = self.text(reference.get("display") or reference.get("reference"), label)
        if not _ANNOTATION.issuperset(raw):
            self.unknown(raw, _ANNOTATION, label)
        return Annotation(text=self.prose(raw.get("text"), label), author=author, time=self.moment(raw.get("time"), label))

    def notes(self, raw: object, label: str) -> tuple[Annotation, ...]:
        """A list of Annotations; a bare string counts as one."""
        if raw is None:
            return ()
        if type(raw) is str:
            return (Annotation(text=plain_text(raw)),)
        return tuple([self.annotation(item, label) for item in self.many(raw, label)])

    def reference_ranges(self, raw: object) -> tuple[str | ReferenceRange, ...]:
        """Of each reference range the laboratory's text, else its limits. Nothing is computed or completed."""
        if raw is None:
            return ()
        if type(raw) is str:
            return (raw,)
        if type(raw) is list and len(raw) == 1 and type(raw[0]) is dict and len(raw[0]) == 1:
            text = raw[0].get("text")
            if type(text) is str and text:
                known = self._ranges.get(text)
                if known is None:
                    words = self.prose(text, "referenceRange")
                    known = self._ranges[text] = (words,) if words else ()
                return known
        return tuple([one for item in self.many(raw, "referenceRange") if (one := self._reference_range(item))])

    def _reference_range(self, raw: dict[str, object]) -> str | ReferenceRange | None:
        text = self.prose(raw.get("text"), "referenceRange")
        self.unknown(raw, _RANGE, "referenceRange")
        low = self.quantity(raw.get("low"), "referenceRange.low")
        high = self.quantity(raw.get("high"), "referenceRange.high")
        about = [concept_name(one) for name in ("type", "appliesTo") for one in self.concepts(raw.get(name), "referenceRange")]
        age = self.interval(raw.get("age"), "referenceRange.age")
        if age:
            about.append(value_text(age, "nb").whole)
        told = ", ".join(part for part in about if part)
        if not text:
            return ReferenceRange(low=low, high=high, about=told) if low or high or told else None
        for name, limit in (("low", low), ("high", high)):
            if limit is not None:
                self.extras.append(Labelled(label=f"referenceRange.{name}", value=limit))
        return f"{text} ({told})" if told else text

    # -- value[x] -----------------------------------------------------------------------------------------------------------

    def value_and_unknown(self, raw: dict[str, object], known: frozenset[str]) -> Value | None:
        """The value of a resource; of several (FHIR allows one) the first, the others are kept, and so is what is not known."""
        found: Value | None = None
        for name in [name for name in raw if name not in known]:
            if not name.startswith("value"):
                self.unknown({name: raw[name]}, known)
                continue
            value = self._typed(name, raw[name])
            if value is None or value == "":
                continue
            if found is None:
                found = value
            else:
                self.misfits += 1
                self.extras.append(Labelled(label=name, value=value))
        return found

    def _typed(self, name: str, raw: object) -> Value | None:
        if name in _OBJECTS and not (type(raw) is dict or type(raw) is list or raw is None):
            self.misfits += 1  # a bare value where an object belongs
            return readable(raw)
        return self.value(name[5:], raw, name)

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
                return self.ratio(raw, label)
            case "Period":
                return self.period(raw, label)
            case "Boolean" if isinstance(raw, bool):
                return raw
            case "Annotation":
                return "\n".join(note.text for note in self.notes(raw, label))
            case _ if type(raw) is str:
                return plain_text(raw)
        return readable(raw)

    def extension_value(self, raw: dict[str, object], label: str) -> Value | bool | None:
        """The value of an extension; None where it has none."""
        for name, value in raw.items():
            if name.startswith("value"):
                return value if isinstance(value, bool) else self.value(name[5:], value, label)
        return None


@lru_cache(maxsize=256)
def normal_system(system: str) -> str:
    """The four digits of a Volven list in any of its three spellings (pps/README.md §6), else the URI as received."""
    found = _VOLVEN.fullmatch(system)
    return found.group(1) if found else system


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


def read_moment(literal: str) -> datetime | None:
    """When a FHIR dateTime, date or instant is; None where it cannot be read."""
    literal = literal.strip()
    try:
        partial = _PARTIAL_DATE.fullmatch(literal)
        if partial:
            year, month, day = partial.groups()
            when = _in_norway(datetime(int(year), int(month or 1), int(day or 1)))  # noqa: DTZ001 - the zone comes right after
        else:
            when = datetime.fromisoformat(literal)
            when = when if when.tzinfo else _in_norway(when)
        when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when


def _in_norway(clock: datetime) -> datetime:
    """A day without a time, and a time without a zone, are Norwegian. Used for sorting only; the literal is what is shown."""
    winter = clock.replace(tzinfo=timezone(timedelta(hours=1)))
    return clock.replace(tzinfo=timezone(norwegian_offset(winter)))


def readable(raw: object) -> str:
    """Any JSON as plain text: one line for each value, with the names that lead to it. Works without recursion.

    A single value stands alone: ``"x"`` gives «x», ``{"a": {"b": 1}}`` gives «a.b: 1».
    """
    lines: list[str] = []
    waiting: list[tuple[tuple[str, ...], object]] = [((), raw)]
    while waiting:
        names, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(((*names, str(name))[-_DEEPEST:], inner) for name, inner in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((names, inner) for inner in reversed(value))
        else:
            lines.append(f"{'.'.join(names)}: {_leaf(value)}" if names else _leaf(value))
    return "\n".join(lines)


def _leaf(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # A block without a single space is data, not words: an attachment in base64.
    if len(text) > _LONGEST_WORD and not any(map(str.isspace, text)):
        return f"{text[:60]}… ({len(text)})"
    return text
