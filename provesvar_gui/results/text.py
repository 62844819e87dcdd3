"""Formatting of values: the laboratory's own digits, never rounded, joined, converted or tidied.

Only the decimal separator and the names of months follow the language. A comparator, a number and its unit are held together by
no-break spaces. Free text is never touched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from provesvar_gui.results.model import CodeableConcept, Moment, Quantity, Range, Redacted
from provesvar_gui.results.visible import visible as visible  # the one place to look for what happens to texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.results.model import Coding, Value


Language = Literal["nb", "nn", "en"]

NBSP: Final = "\u00a0"

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_NO_UNIT = re.compile(r"[\d\s.,+–-]*")  # no letter, no sign of its own: it would read as more digits of the number
_LIMIT = re.compile(  # comparator, number, the other end, unit
    r"(?:[<>≤≥]=?[ ]*)?\d[\d.,]*(?:[ ]*[-–][ ]*\d[\d.,]*)?(?:[ ][^\s();]+)?", re.ASCII
)
_LONGEST_LIMIT: Final = 40  # characters; more is prose
_FROM: Final[dict[Language, str]] = {"nb": "fra", "nn": "frå", "en": "from"}
_UP_TO: Final[dict[Language, str]] = {"nb": "til", "nn": "til", "en": "up to"}
_NO_ZONE: Final[dict[Language, str]] = {"nb": "uten tidssone", "nn": "utan tidssone", "en": "no time zone"}
_MONTHS: Final[dict[Language, tuple[str, ...]]] = {
    "nb": ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"),
    "nn": ("jan", "feb", "mars", "april", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_TABLE_GAP = re.compile(r"\S(?: {3,}|\t+)\S")


def number(literal: str, language: Language) -> str:
    """A JSON number literal with the separator of the language; every digit, sign and exponent stays. Other text is untouched."""
    if language == "en" or not _NUMBER.fullmatch(literal):
        return literal
    return literal.replace(".", ",")


def unit(of: Quantity) -> str:
    """The unit that may stand beside the number: the laboratory's, else the UCUM code. "0" and "1" (UCUM: none) never do."""
    return next((each for each in (of.unit, of.code) if not _NO_UNIT.fullmatch(each)), "")


def interval(value: Range, language: Language) -> str:
    """An uncertainty interval: both ends with their units; an open one in words, since a lone dash reads as minus."""
    low, high = (value_text(each, language).amount for each in (value.low, value.high))
    if low and high:
        return f"{low}{NBSP}–{NBSP}{high}"
    if low:
        return low if low[0] in "<>" else f"{_FROM[language]}{NBSP}{low}"
    return high if not high or high[0] in "<>" else f"{_UP_TO[language].replace(' ', NBSP)}{NBSP}{high}"


def reference(value: str) -> str:
    """A reference range: the laboratory's text as it is, in which no limit parts from its unit."""
    if len(value) > _LONGEST_LIMIT or "\n" in value:
        return value
    return _LIMIT.sub(lambda found: found[0].replace(" ", NBSP), value)


_FIGURES: Final = r"(\d+(?:\.\d{1,2}|\.\d{4,})?)"  # not 4.000: four, or four thousand?
_PLAIN_RANGE = re.compile(rf"{_FIGURES} ?[-–] ?{_FIGURES}", re.ASCII)
_PLAIN_LIMIT = re.compile(rf"([<>]) ?{_FIGURES}", re.ASCII)


def reference_figures(value: str, language: Language) -> str:
    """«3,5–4,6»: retyped only where it is two plain numbers, or one with < or >; anything else as the laboratory wrote it."""
    stripped = value.strip()
    if found := _PLAIN_RANGE.fullmatch(stripped):
        return f"{number(found[1], language)}–{number(found[2], language)}"
    if found := _PLAIN_LIMIT.fullmatch(stripped):
        return f"{found[1]}{number(found[2], language)}"
    return reference(value)


def moment(value: Moment, language: Language) -> str:
    """A FHIR dateTime at its own precision, with the clock as the laboratory wrote it (24 h, not converted).

    A zone that Norway did not have at that time is named, and so is a missing one, since the clock would mislead beside others.
    What cannot be read is shown as it came.
    """
    found = _MOMENT.fullmatch(value.literal.strip())
    if not found:
        return value.literal
    month = found["month"]
    if month is None:
        return found["year"]
    if not 1 <= int(month) <= 12:
        return value.literal
    day = f"{int(found['day'])}.{NBSP}" if found["day"] else ""
    if language == "en":
        day = day.replace(".", "")
    date = f"{day}{_MONTHS[language][int(month) - 1]}{NBSP}{found['year']}"
    if found["hour"] is None:
        return date
    try:
        named = _zone(datetime.fromisoformat(value.literal.strip()), found["zone"] or "", language)
    except (ValueError, OverflowError):
        return value.literal
    return f"{date}{NBSP}{found['hour']}:{found['minute']}{named}"


def _zone(when: datetime, sent: str, language: Language) -> str:
    """The zone, where it has to be named. A line may break before it."""
    offset = when.utcoffset()
    if offset is None:
        return f" ({_NO_ZONE[language].replace(' ', NBSP)})"
    if not offset:
        return " UTC"
    return "" if offset == norwegian_offset(when) else f" UTC{sent}"


def norwegian_offset(when: datetime) -> timedelta:
    """The UTC offset of Norwegian time: summer from the last Sunday of March to that of October, 01:00 UTC.

    The rule is that of the European Union (directive 2000/84), in force in this form since 1996.
    """
    there = when.astimezone(UTC)
    begins, ends = _summer(there.year)
    return timedelta(hours=2 if begins <= there < ends else 1)


@lru_cache(maxsize=64)
def _summer(year: int) -> tuple[datetime, datetime]:
    begins, ends = (datetime(year, month, 31, 1, tzinfo=UTC) for month in (3, 10))
    return begins - timedelta(days=(begins.weekday() + 1) % 7), ends - timedelta(days=(ends.weekday() + 1) % 7)


def is_tabular(text: str) -> bool:
    """Whether columns seem to be lined up with spaces, so that a fixed-width font is needed to read the text."""
    return sum(1 for line in text.splitlines() if _TABLE_GAP.search(line.strip())) >= 2


def breakable(text: str) -> str:
    return text.replace(NBSP, " ")


TEXT_HEADINGS: Final = "8243"  # type of text result: a heading, not a result
RESISTANCE: Final = "8271"
_RESISTANCE_LETTERS: Final = frozenset("SIRK")


def _key(words: str) -> str:
    return " ".join(words.split()).casefold()


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, spaces and case aside, in order; empty ones left out."""
    seen: dict[str, str] = {}
    for word in dict.fromkeys(words):
        if key := _key(word):
            seen.setdefault(key, word)
    return tuple(seen.values())


def coding_text(coding: Coding) -> str:
    """The display, with the clinicians' letter for susceptibility; without a display the code."""
    if coding.system == RESISTANCE and coding.code in _RESISTANCE_LETTERS and coding.display:
        return f"{coding.code}{NBSP}– {coding.display}"
    return coding.display or coding.code


def concept_texts(concept: CodeableConcept) -> tuple[str, ...]:
    return distinct((concept.text, *(coding_text(coding) for coding in concept.codings)))


def name(concept: CodeableConcept) -> str:
    """One line: the text, with the codes' name in parentheses where it differs."""
    found = concept_texts(concept)
    if len(found) < 2:
        return "".join(found)
    return f"{found[0]} ({'; '.join(found[1:])})"


def heading(concept: CodeableConcept) -> str:
    return "; ".join(distinct(coding_text(coding) for coding in concept.codings if coding.system == TEXT_HEADINGS))


def same(one: str, other: str) -> bool:
    return _key(one) == _key(other)


def result_texts(concept: CodeableConcept) -> tuple[str, ...]:
    """The result itself without its heading: the text, then each coded result that differs from it."""
    coded = (coding_text(coding) for coding in concept.codings if coding.system != TEXT_HEADINGS)
    return distinct((concept.text, *coded))


def called(concept: CodeableConcept) -> str:
    """The short name by which ``Finding.elsewhere`` refers to a result: text, else the first display, else the first code."""
    displays = (coding.display for coding in concept.codings)
    codes = (coding.code for coding in concept.codings)
    return concept.text or next(filter(None, displays), "") or next(filter(None, codes), "")


# Any value as text: how number, unit, words and absence are written.

_YES_NO: Final[dict[Language, tuple[str, str]]] = {"nb": ("Ja", "Nei"), "nn": ("Ja", "Nei"), "en": ("Yes", "No")}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ValueText(Redacted):
    """The text of a value.

    ``comparator``, ``number`` and ``unit`` of an amount; ``parts`` of a value that is none: coded results, prose, an interval.

    A quantity without a number keeps what else was sent of it. ``heading``: what kind of text a coded value is (8243); where it
    says nothing else, the heading is its text. ``units_apart``: units that cannot stand beside a number. An absent value has
    nothing of this.
    """

    comparator: str = ""
    number: str = ""
    unit: str = ""
    parts: tuple[str, ...] = ()
    heading: str = ""
    units_apart: tuple[str, ...] = ()

    @property
    def amount(self) -> str:
        """Comparator, number and unit, held together."""
        return NBSP.join(part for part in (self.comparator, self.number, self.unit) if part)

    @property
    def bare_amount(self) -> str:
        return NBSP.join(part for part in (self.comparator, self.number) if part)

    @property
    def text(self) -> str:
        """A value that is no amount, without the kind of text."""
        return "; ".join(self.parts)

    @property
    def with_heading(self) -> str:
        """The value, then in parentheses the kind of text."""
        if not self.heading or same(self.heading, self.text):
            return self.amount or self.text
        return f"{self.text} ({self.heading})"


def value_text(value: Value | None, language: Language) -> ValueText:
    if value is None:
        return ValueText()
    if isinstance(value, bool):
        return ValueText(parts=(_YES_NO[language][not value],))
    if isinstance(value, str):
        return ValueText(parts=(value,))
    if isinstance(value, Quantity):
        return ValueText(
            comparator=value.comparator,
            number=number(value.value, language) if value.value.strip() else "",
            unit=unit(value).replace(" ", NBSP),
            units_apart=_apart(value),
        )
    if isinstance(value, CodeableConcept):
        kind = heading(value)
        return ValueText(parts=result_texts(value) or tuple(filter(None, (kind,))), heading=kind)
    if isinstance(value, Range):
        return ValueText(parts=(interval(value, language),), units_apart=_apart(value.low, value.high))
    return ValueText(parts=(moment(value, language),))


def _apart(*ends: Quantity | None) -> tuple[str, ...]:
    """Unit texts that cannot stand beside a number ("0"), to be shown elsewhere; mostly none."""
    sent = (end.unit.strip() for end in ends if end)
    return tuple(dict.fromkeys(each for each in sent if each and _NO_UNIT.fullmatch(each)))


# Times of ours, such as that of the fetch, as the clock on a Norwegian wall says them, whatever the zone of the machine.
#
# The laboratories' times beside them are Norwegian, and one clock on the screen is enough.


def in_norway(when: datetime) -> datetime:
    """The same moment with Norway's offset. ``when`` has a zone."""
    return when.astimezone(timezone(norwegian_offset(when)))


def as_moment(when: datetime) -> Moment:
    """To the minute."""
    there = in_norway(when)
    return Moment(literal=there.isoformat(timespec="minutes"), when=there)


def clock(when: datetime) -> str:
    """«13:00»; only where the date is that of today."""
    return f"{in_norway(when):%H:%M}"


def lower_first(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words  # not «cRP»
