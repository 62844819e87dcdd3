"""How values are written on the screen: the laboratory's own digits, never rounded, joined, converted or tidied.

Only the decimal separator and the names of months follow the language. A comparator, a number and its unit are held together by
no-break spaces. Free text is never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from provesvar_gui.domain.results import Moment, Quantity, Range

Language = Literal["nb", "nn", "en"]

NBSP: Final = "\u00a0"

_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d+)?)?(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)
_NORWEGIAN_ZONES = frozenset({"", "+01:00", "+02:00"})
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


def quantity(value: Quantity, language: Language) -> str:
    """Comparator, number and unit in one unbreakable piece. The UCUM code stands in for a missing unit."""
    unit = value.unit or value.code
    parts = (value.comparator, number(value.value, language), unit.replace(" ", NBSP))
    return NBSP.join(part for part in parts if part)


def interval(value: Range, language: Language) -> str:
    """An uncertainty interval: both ends with their units, an open end left out."""
    low = quantity(value.low, language) if value.low else ""
    high = quantity(value.high, language) if value.high else ""
    return f"{low}{NBSP}–{NBSP}{high}"


def moment(value: Moment, language: Language) -> str:
    """A FHIR dateTime at its own precision, with the clock as the laboratory wrote it (24 h, not converted).

    A zone that is not Norwegian time is named, since the clock would mislead without it. What cannot be read is shown as it came.
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
    zone = found["zone"] or ""
    named = "" if zone in _NORWEGIAN_ZONES else f"{NBSP}UTC" if zone == "Z" else f"{NBSP}UTC{zone}"
    return f"{date}{NBSP}{found['hour']}:{found['minute']}{named}"


def is_tabular(text: str) -> bool:
    """Whether columns seem to be lined up with spaces, so that a fixed-width font is needed to read the text."""
    return sum(1 for line in text.splitlines() if _TABLE_GAP.search(line.strip())) >= 2


def breakable(text: str) -> str:
    """The same text with ordinary spaces, for the clipboard."""
    return text.replace(NBSP, " ")
