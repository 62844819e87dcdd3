"""FHIR's data types, read tolerantly (hl7.org/fhir/R4/datatypes.html).

Every method takes whatever JSON stands there. What has the wrong type is counted in ``misfits`` and kept as text in ``extras``;
what is not known is kept in ``extras``. Equal parts of the usual shapes are the same object (sharing.py).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.domain.results import (
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
)
from provesvar_gui.pps.parse.leftovers import readable
from provesvar_gui.pps.parse.markup import plain_text
from provesvar_gui.pps.parse.shapes import Shapes
from provesvar_gui.pps.parse.sharing import all_strings, concept_key
from provesvar_gui.pps.parse.spelling import normal_system, read_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.domain.results import Value

    Raw = Mapping[str, object]

_UCUM = "http://unitsofmeasure.org"
EMPTY: Final = CodeableConcept()
STATUSES: Final = frozenset(
    ("registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled", "entered-in-error")
) | {"unknown"}

_CODING = frozenset({"system", "code", "display", "version", "userSelected"})
_CONCEPT = frozenset({"coding", "text"})
_QUANTITY = frozenset({"value", "comparator", "unit", "code", "system"})
_IDENTIFIER = frozenset({"system", "value", "use", "type"})
_ANNOTATION = frozenset({"text", "time", "authorString", "authorReference"})


class Datatypes(Shapes):
    """Reads data types."""

    __slots__ = ()

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

    # -- types --------------------------------------------------------------------------------------------------------------

    def moment(self, raw: object, label: str) -> Moment | None:
        """A dateTime, date or instant."""
        literal = raw if type(raw) is str else self.text(raw, label)
        if not literal:
            return None
        known = self.moments.get(literal)
        if known is None:
            known = self.moments[literal] = Moment(literal=literal, when=read_moment(literal))
        return known

    def effective(self, raw: Raw) -> tuple[Moment | None, Period | None]:
        """When something was sampled: a moment (effectiveDateTime, effectiveInstant), or a span of time (effectivePeriod)."""
        when = self.moment(raw.get("effectiveDateTime"), "effectiveDateTime")
        if "effectivePeriod" not in raw and "effectiveInstant" not in raw:
            return when, None
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
        sent = self.text(raw, "status") if type(raw) is not str else self.same(raw)
        if sent in STATUSES:
            return sent
        known = sent.strip().lower()
        return known if known in STATUSES else sent

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
        known = self.codings.get(key)
        if known is None:
            normal = self.systems.get(key[0])
            if normal is None:
                normal = self.systems[key[0]] = normal_system(key[0])
            known = self.codings[key] = Coding(system=normal, code=key[1], display=key[2])
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
        usual = concept_key(raw)
        if usual is not None:
            try:
                return self.usual_concepts[usual]
            except (KeyError, TypeError):  # a new one, or something that is no text and cannot be a key
                pass
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
        known = self.by_identity.get(key)
        if known is None:
            known = self.by_identity[key] = CodeableConcept(codings=found, text=text)
        if usual is not None and all_strings(usual):
            self.usual_concepts[usual] = known
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
        if system == _UCUM and len(holder) == 4:
            return self._usual_quantity(holder, label)
        if system is not None and system != _UCUM:
            self.keep(f"{label}.system", system)
        if not _QUANTITY.issuperset(holder):
            self.unknown(holder, _QUANTITY, label)
        return self._quantity(holder, label)

    def _usual_quantity(self, holder: dict[str, object], label: str) -> Quantity:
        """The same object for the same value and unit."""
        try:
            key = holder["value"], holder["unit"], holder["code"]
            known = self.quantities.get(key)
        except (KeyError, TypeError):
            self.unknown(holder, _QUANTITY, label)
            return self._quantity(holder, label)
        if known is None:
            known = self._quantity(holder, label)
            if all(isinstance(part, str) for part in key):
                self.quantities[key] = known
        return known

    def _quantity(self, holder: dict[str, object], label: str) -> Quantity:
        get = holder.get
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
        if type(raw) is list and len(raw) == 1 and type(raw[0]) is dict and len(raw[0]) == 2:
            key = raw[0].get("system"), raw[0].get("value")
            if type(key[0]) is str and type(key[1]) is str:
                known = self.identifiers_by_text.get(key)
                if known is None:
                    known = self.identifiers_by_text[key] = (self.identifier(raw[0], label),)
                return known
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

    def ratio(self, raw: object, label: str) -> Ratio | None:
        """A Ratio."""
        holder = self.one(raw, label)
        if not holder:
            return None
        self.unknown(holder, frozenset({"numerator", "denominator"}), label)
        above, below = (self.quantity(holder.get(part), f"{label}.{part}") for part in ("numerator", "denominator"))
        return Ratio(numerator=above, denominator=below) if above or below else None

    def period(self, raw: object, label: str) -> Period | None:
        """A Period."""
        holder = self.one(raw, label)
        if not holder:
            return None
        self.unknown(holder, frozenset({"start", "end"}), label)
        start, end = self.moment(holder.get("start"), label), self.moment(holder.get("end"), label)
        return Period(start=start, end=end) if start or end else None

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
