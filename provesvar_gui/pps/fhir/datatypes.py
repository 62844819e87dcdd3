"""FHIR's data types, read tolerantly (hl7.org/fhir/R4/datatypes.html).

Every method takes whatever JSON stands there. What has the wrong type is counted in ``misfits`` and kept as text in ``extras``;
what is not known is kept in ``extras``. An answer repeats its codes, units and moments hundreds of times: equal parts of the
usual shape become one object, as long as one look-up lasts.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from html import unescape
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from provesvar_gui.results.model import Annotation, CodeableConcept, Coding, Identifier, Labelled, Moment, Quantity, Range
from provesvar_gui.results.text import called, norwegian_offset
from provesvar_gui.results.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.results.model import Value

    Raw = Mapping[str, object]


_LONGEST: Final = 200_000  # characters
_BLOCKS: Final = "blockquote|body|caption|div|dl|dd|dt|h[1-6]|html|li|ol|p|pre|table|tr|ul"
_INLINE: Final = "a|abbr|b|br|code|del|em|font|hr|i|img|ins|s|small|span|strike|strong|sub|sup|tbody|td|th|thead|u"
_TAG: Final = re.compile(rf"<(/?)(?:\w+:)?({_BLOCKS}|{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MARKUP: Final = re.compile(rf"</(?:\w+:)?(?:{_BLOCKS}|{_INLINE})\s*>|<(?:br|hr)\s*/?>|<(?:p|div)\s*/>", re.IGNORECASE)
_ALT: Final = re.compile(r'\balt="([^"]+)"')
_BLOCK: Final = re.compile(_BLOCKS)
_BETWEEN_TAGS: Final = re.compile(r">(\s+)<")
_BREAK: Final = "\v"  # a line ends, unless it has ended already
_BREAKS: Final = re.compile(r"\v[ \t\v]*(?:\| )?")
_LINES: Final = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
# What a reader without mark-up needs to see: 10<sup>5</sup> is not 105, and what was struck out is not valid.
_STRUCK: Final = ("[strøket: ", "]")
_SIGNS: Final = {
    **dict.fromkeys(("br", "hr"), ("\n", "")),
    **dict.fromkeys(("td", "th"), (" | ", "")),
    **dict.fromkeys(("del", "s", "strike"), _STRUCK),
    "li": (f"{_BREAK}• ", _BREAK),
    "sup": ("^", ""),
    "sub": ("_", ""),
}


def plain_text(text: str) -> str:
    """``text`` without mark-up, or ``text`` itself where it holds none that is closed as mark-up closes."""
    if "<" not in text or len(text) > _LONGEST or not _MARKUP.search(text):
        return text
    text = _BETWEEN_TAGS.sub(lambda found: "> <" if "\n" in found[1] else found[0], text)  # indentation; else a space
    text = _BREAKS.sub("\n", _TAG.sub(_sign, text))
    return visible(unescape(_LINES.sub("\n\n", text).strip("\n")))  # mark-up has escapes of its own


def _sign(found: re.Match[str]) -> str:
    name = found[2].lower()
    if name == "img" and (alt := _ALT.search(found[0])):
        return f"[{alt[1]}]"
    before, after = _SIGNS.get(name, (_BREAK, _BREAK) if _BLOCK.fullmatch(name) else ("", ""))
    return after if found[1] else before


Link = tuple[
    str, str, tuple[Identifier, ...], str
]  # a Reference: address; display, identifiers and type where it is a logical one

EMPTY: Final = CodeableConcept()
NOWHERE: Final[Link] = ("", "", (), "")
_STATUSES: Final = frozenset(
    {"registered", "partial", "preliminary", "final", "amended", "corrected", "appended", "cancelled", "entered-in-error"}
)
META: Final = frozenset({"versionId", "lastUpdated", "profile", "source"})
_UCUM: Final = "http://unitsofmeasure.org"
_CODING: Final = frozenset({"system", "code", "display", "version", "userSelected"})
_CONCEPT: Final = frozenset({"coding", "text"})
_QUANTITY: Final = frozenset({"value", "comparator", "unit", "code", "system"})
_IDENTIFIER: Final = frozenset({"system", "value", "use", "type"})
_ANNOTATION: Final = frozenset({"text", "time", "authorString"})
_REFERENCE: Final = frozenset({"reference", "display", "identifier", "type"})
_CODING_PARTS = itemgetter("system", "code", "display")
_VOLVEN = re.compile(
    r"(?:https?://(?:www\.)?(?:ehelse|helsedir(?:ektoratet)?)\.no/fhir/CodeSystem/no-kodeverk-|"
    r"(?:urn:oid:)?2\.16\.578\.1\.12\.4\.1\.1\.)(\d{4})(?:-[\w-]+)?/?",
    re.IGNORECASE,
)
_IN_WORDS: Final = re.compile(r"(?:^|\.)\w*CodeableConcept\.text$")  # the laboratory's words say what they are
_DEEPEST: Final = 12  # names that stand before one value; deeper ones leave the outermost away
_LONGEST_WORD: Final = 1000  # characters
_YEARS: Final = range(1800, 2200)  # of a time; others stand for no time, or for none yet


class Datatypes:
    """Reads data types and collects unreadable parts, until ``take`` returns them with the resource."""

    __slots__ = ("_concepts", "_moments", "extras", "misfits")

    def __init__(self) -> None:
        self.extras: list[Labelled] = []
        self.misfits = 0
        self._concepts: dict[tuple[object, ...], CodeableConcept] = {}
        self._moments: dict[str, Moment] = {}

    def take(self) -> tuple[tuple[Labelled, ...], int]:
        """The unreadable parts since the last call, and the number of parts of the wrong type."""
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
        self.misfits += 1
        self.keep(label, raw)

    def unknown(self, raw: Raw, known: frozenset[str], path: str = "") -> None:
        """Keep every member that is not in ``known``. ``_x`` members carry extensions of a primitive (R4 json.html)."""
        if known.issuperset(raw):
            return
        for name in [name for name in raw if name not in known and name != "id"]:  # the id of an element is a technical anchor
            label = f"{path}.{name}" if path else name
            if name == "extension":
                for extension in self.many(raw[name], label):
                    self.extension(extension, path)
            else:
                self.keep(label.lstrip("_"), raw[name])

    def extension(self, raw: dict[str, object], path: str = "") -> None:
        """Keep an extension that its resource does not know."""
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
        if meta is not None:
            self.unknown(meta, known, "meta")

    def text(self, raw: object, label: str) -> str:
        """A string or a number; "" if missing."""
        if type(raw) is str:
            return raw
        if raw is None:
            return ""
        self.misfit(label, raw)
        return ""

    def prose(self, raw: object, label: str) -> str:
        return plain_text(self.text(raw, label))

    def many(self, raw: object, label: str) -> list[dict[str, object]]:
        """A list of objects; a single object counts as a list of one."""
        if raw is None:
            return []
        if type(raw) is dict:
            return [raw]
        found = []
        for item in raw if type(raw) is list else [raw]:
            if type(item) is dict:
                found.append(item)
            elif item is not None:
                self.misfit(label, item)
        return found

    def one(self, raw: object, label: str) -> dict[str, object] | None:
        """One object; of several, the first: the others are kept as extras."""
        if type(raw) is dict:
            return raw
        items = self.many(raw, label)
        for item in items[1:]:
            self.misfit(label, item)
        return items[0] if items else None

    def links(self, raw: object, label: str) -> tuple[Link, ...]:
        """References, resolved later; a logical one (display or identifier) is kept as it is."""
        return tuple([link for item in self.many(raw, label) if (link := self._link(item, label)) is not NOWHERE])

    def _link(self, raw: dict[str, object], label: str) -> Link:
        reference = raw.get("reference")
        if len(raw) == 1 and type(reference) is str:
            return reference, "", (), ""
        self.unknown(raw, _REFERENCE, label)
        address, display = self.text(reference, label), self.text(raw.get("display"), label)
        identifiers = self.identifiers(raw.get("identifier"), label)
        return (address, display, identifiers, str(raw.get("type"))) if address or display or identifiers else NOWHERE

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

    def moment(self, raw: object, label: str) -> Moment | None:
        if type(raw) is str and raw in self._moments:
            return self._moments[raw]
        literal = self.text(raw, label)
        if not literal:
            return None
        made = self._moments[literal] = Moment(literal=literal, when=read_moment(literal))
        return made

    def status(self, raw: object) -> str:
        """A code of status. Case and spaces do not count in a code of FHIR's own: «Cancelled» is cancelled."""
        sent = self.text(raw, "status")
        code = sent.strip().lower()
        return code if code in _STATUSES else sent

    def coding(self, raw: dict[str, object], label: str) -> Coding:
        system, code, display = (self.text(raw.get(name), label) for name in ("system", "code", "display"))
        self.unknown(raw, _CODING, label)
        return Coding(system=normal_system(system), code=code, display=display)

    def concept(self, raw: object, label: str) -> CodeableConcept | None:
        if type(raw) is not dict:
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
        self.unknown(raw, _CONCEPT, label)
        usual = bool(key) and misfits == self.misfits and len(raw) == (2 if type(text) is str else 1)
        if usual and all(len(each) == 3 for each in raw["coding"]):
            self._concepts[key] = concept
        return concept

    def concepts(self, raw: object, label: str) -> tuple[CodeableConcept, ...]:
        if raw is None:
            return ()
        return tuple([one for item in self.many(raw, label) if (one := self.concept(item, label)) is not None])

    def first_concept(self, raw: object, label: str) -> CodeableConcept | None:
        """The first CodeableConcept of a list; the profiles allow one. Others are kept as extras."""
        concepts = self.concepts(raw, label)
        self.extras += [Labelled(label=label, value=concept) for concept in concepts[1:]]
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
        self.unknown(holder, _QUANTITY, label)
        value, comparator, unit, code = (self.text(get(name), label) for name in ("value", "comparator", "unit", "code"))
        return Quantity(value=value, comparator=comparator, unit=unit, code=code)

    def interval(self, raw: object, label: str) -> Range | None:
        holder = self.one(raw, label)
        if holder is None:
            return None
        self.unknown(holder, frozenset({"low", "high"}), label)
        low, high = (self.quantity(holder.get(end), f"{label}.{end}") for end in ("low", "high"))
        return Range(low=low, high=high)

    def identifier(self, raw: dict[str, object], label: str) -> Identifier:
        """An Identifier; ``kind`` is the text of its type."""
        kind = raw.get("type")
        self.unknown(raw, _IDENTIFIER, label)
        return Identifier(
            system=self.text(raw.get("system"), label),
            value=self.text(raw.get("value"), label),
            kind="" if kind is None else called(self.concept(kind, label) or EMPTY),
        )

    def identifiers(self, raw: object, label: str) -> tuple[Identifier, ...]:
        return tuple([self.identifier(item, label) for item in self.many(raw, label)])

    def notes(self, raw: object, label: str) -> tuple[Annotation, ...]:
        if raw is None:
            return ()
        found = []
        for item in self.many(raw, label):
            self.unknown(item, _ANNOTATION, label)
            text, author = self.prose(item.get("text"), label), self.text(item.get("authorString"), label)
            found.append(Annotation(text=text, author=author, time=self.moment(item.get("time"), label)))
        return tuple(found)

    def reference_ranges(self, raw: object) -> tuple[str, ...]:
        """Each reference range in the laboratory's words (NILAR: text alone), followed by other parts of it."""
        if raw is None:
            return ()
        found = []
        for item in self.many(raw, "referenceRange"):
            text = self.prose(item.get("text"), "referenceRange")
            rest = "" if len(item) == 1 and text else readable({name: value for name, value in item.items() if name != "text"})
            found.append(f"{text} ({rest})" if text and rest else text or rest)
        return tuple(filter(None, found))

    def value_and_unknown(self, raw: dict[str, object], known: frozenset[str]) -> Value | None:
        """The value of a resource; of several (FHIR allows one) the first; the others and unknown members are kept."""
        found: Value | None = None
        for name in [name for name in raw if name not in known]:
            if not name.startswith("value"):
                self.unknown({name: raw[name]}, known)
                continue
            value = self.value(name[5:], raw[name], name)
            if value is None or value == "":
                continue
            if found is None:
                found = value
            else:
                self.misfits += 1
                self.extras.append(Labelled(label=name, value=value))
        return found

    def value(self, kind: str, raw: object, label: str) -> Value | None:
        """A value[x] of the named kind («Quantity»). Types that NILAR does not have become readable text."""
        match kind:
            case "Quantity" | "Range" if raw is not None and type(raw) not in (dict, list):
                self.misfits += 1  # a bare value where an object belongs
            case "Quantity":
                return self.quantity(raw, label)
            case "CodeableConcept":
                return self.concept(raw, label)
            case "Range":
                return self.interval(raw, label)
            case "DateTime":
                return self.moment(raw, label)
            case "Annotation":
                return "\n".join(note.text for note in self.notes(raw, label))
            case "Boolean" if isinstance(raw, bool):
                return raw
        return plain_text(raw) if type(raw) is str else readable(raw)

    def extension_value(self, raw: dict[str, object], label: str) -> Value | None:
        return next((self.value(name[5:], value, label) for name, value in raw.items() if name.startswith("value")), None)


@lru_cache(maxsize=256)
def normal_system(system: str) -> str:
    """The four digits of a Volven list in any of its three spellings (pps/README.md §6), else the URI as received."""
    found = _VOLVEN.fullmatch(system)
    return found.group(1) if found else system


@lru_cache(maxsize=256)
def _last_part(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2] or "extension"


def extension_name(raw: Raw) -> str:
    url = raw.get("url")
    return _last_part(url) if type(url) is str and len(url) < 200 else "extension"


def read_moment(literal: str) -> datetime | None:
    """The time of a FHIR dateTime, date or instant; None where it cannot be read, or nobody means it (0001, 9999)."""
    literal = literal.strip()
    try:
        when = datetime.fromisoformat(literal + "-01-01"[len(literal) - 4 :] if len(literal) in (4, 7) else literal)
    except ValueError:
        return None
    if when.year not in _YEARS:
        return None
    return when if when.tzinfo else _in_norway(when)


def _in_norway(clock: datetime) -> datetime:
    """A day, or a time without a zone, in Norwegian time. For sorting only; the literal is shown."""
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
            path = _IN_WORDS.sub("", ".".join(names))
            lines.append(f"{path}: {_leaf(value)}" if path else _leaf(value))
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
