"""Units as laboratories write them, brought to one spelling for comparing. What stands on the screen is the laboratory's own.

Only spellings are joined, never units: mg/L is not mg/L FEU, % is not mmol/mol (domain/README.md §10).
"""

from __future__ import annotations

import re
from typing import Final

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
