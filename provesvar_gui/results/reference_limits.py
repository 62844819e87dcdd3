"""Normalisation of units for comparison. The screen keeps the laboratory's own spelling.

Only spellings are joined, never units: mg/L is not mg/L FEU, % is not mmol/mol (results/README.md §2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Iterable


NONE_WRITTEN: Final = frozenset({"", "0", "1", "-", "ingen", "none", "uspesifisert"})

_POWER = re.compile(r"\b10\s*(?:\*\*|\^|\*|#|E|e)\s*(\d+)")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TEN_SUPER = re.compile(r"\b10([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_AREA = re.compile(r"1[.,]73\s*m(?:\^?2|²)", re.IGNORECASE)
_LITRE = re.compile(r"(?<![A-Za-zµ])([mµnpfd]?)l(?![A-Za-z])")


def normal(unit: str) -> str:
    """One spelling for the spellings of the same unit; "" where the laboratory wrote that there is none.

    Capital and small letters otherwise count (mmol and Mmol are not the same).
    """
    written = unit.strip()
    if written.casefold() in NONE_WRITTEN:
        return ""
    written = _TEN_SUPER.sub(lambda found: "10^" + found[1].translate(_SUPERSCRIPTS), written)
    written = written.replace("\u03bc", "µ").replace("²", "2")
    written = _POWER.sub(r"10^\1", written)
    written = _AREA.sub("1,73m2", written)
    written = re.sub(r"\s*/\s*", "/", written)
    written = re.sub(r"\bumol\b", "µmol", written)
    written = re.sub(r"\bug\b", "µg", written)
    written = _LITRE.sub(r"\1L", written)
    return " ".join(written.split())


_NUMBER: Final = r"[-−]?\d{1,9}(?:[.,]\d{1,9})?"
_LIMITS: Final = re.compile(
    rf"(?:(?P<low>{_NUMBER})\s*[-–—]\s*(?P<high>{_NUMBER})|(?P<sign><=|>=|[<>≤≥])\s*(?P<limit>{_NUMBER}))(?P<unit>\s*[^\s\d].*)?",
    re.ASCII,
)
_THOUSANDS: Final = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)  # 4.000: four, or four thousand?


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Limits(Redacted):
    """The limits of a reference range. ``low`` and ``high``: None where that side is open; at least one is there."""

    low: Decimal | None = None
    high: Decimal | None = None


def read(ranges: Iterable[str], unit: str) -> Limits | None:
    """The limits of a result in ``unit`` (one spelling, ``units.normal``), None where they are not beyond doubt.

    Read are "3.5 - 4.4", "3,6 - 5,0", "< 5", "≥ 60", each with the unit of the result or none. Not read: more than one range,
    other words beside the numbers, another unit, ends the wrong way round, and a number that may be meant in thousands (4.000).
    """
    sent = [" ".join(each.split()) for each in ranges if each.strip()]
    found = _LIMITS.fullmatch(sent[0]) if len(sent) == 1 else None
    if found is None or (found["unit"] and normal(found["unit"]) != unit):
        return None
    written = [each for each in found.group("low", "high", "limit") if each]
    if any(map(_THOUSANDS.fullmatch, written)):
        return None
    first, *second = (Decimal(each.replace(",", ".").replace("−", "-")) for each in written)
    if second:
        return Limits(low=first, high=second[0]) if first <= second[0] else None
    return Limits(high=first) if found["sign"] in ("<", "<=", "≤") else Limits(low=first)
