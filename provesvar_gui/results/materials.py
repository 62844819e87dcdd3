"""The examined material, blood or another, and contradictions between a national code and name, unit or specimen.

Norwegian names begin with the material: «P-Kalium», «U-Kalium», «aB-pH», «P-(vB) pCO2» (NLK, "System"). Plasma, serum and whole
blood are one here, since the code tells them apart; urine or spinal fluid beside a code for blood is a contradiction, and a
national code alone cannot be relied on: «U-Kalium» comes under the code of plasma too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from provesvar_gui.results.emergency_table import AcuteCode, Analyte
    from provesvar_gui.results.model import CodeableConcept, Observation


BLOOD: Final = "blood"
ELSE: Final = "else"  # something that is plainly none
_PREFIX: Final = re.compile(r"\s*\(?(?P<first>[A-Za-zÆØÅæøå]{1,5})(?:/[A-Za-z/]+)?\s*-\s*(?P<rest>.*)", re.DOTALL)
_BLOOD_PREFIX: Final = re.compile(r"[avkcf]?b|[favk]?p|f?s|er[yc]|ecv|lkc|trc")
_ELSE_PREFIX: Final = re.compile(
    r"[dtnfmsp]?u|urin|c?sv|csf|f|fae|fec|spt?|sali?|ascv?|pleu|ple?v|plf|synv?|ledd|lv|perv|dial|dren|am[nf]|fv|se[md]|galle|svt"
)
_NO_BLOOD: Final = re.compile(  # how laboratories begin the name of a specimen
    r"\W*(?:\w*urin|(?:cerebro)?spinal|csv\b|csf\b|avføring|fe(?:c|ces)\b|faeces|spytt|saliva|ascites|\w*pleura|\w*ledd|synovia"
    r"|\w*dialys|dren|fostervann|galle|sæd|\w*sekret|penselprøve|vev\b|biopsi)",
    re.IGNORECASE,
)
_OF_BLOOD: Final = re.compile(
    r"\W*(?:(?:edta|heparin|citrat|sitrat|fluorid)\w*\W+)?(?:(?:arteri|ven|kapill|navle)\w*\W+)?(?:\w*blod|\w*plasma|serum)\b",
    re.IGNORECASE,
)
_LETTERS: Final = {"P": BLOOD, "S": BLOOD, "B": BLOOD, "U": ELSE, "CSV": ELSE}  # a specimen by its code alone
_UNITS: Final = {"U/L": frozenset({"E/L", "IE/L", "IU/L"}), "10^9/L": frozenset({"E9/L"})}


def material(name: str) -> str:
    """The material in a name, "" where it has none or an unknown one."""
    found = _PREFIX.match(name)
    first = found["first"].casefold() if found is not None else ""
    return BLOOD if _BLOOD_PREFIX.fullmatch(first) else ELSE if _ELSE_PREFIX.fullmatch(first) else ""


def bare(name: str) -> str:
    found = _PREFIX.match(name)
    return " ".join((found["rest"] if found is not None and material(name) else name).casefold().split())


def of_specimen(kind: CodeableConcept | None) -> str:
    called = text.concept_texts(kind) if kind is not None else ()
    if any(map(_NO_BLOOD.match, called)):
        return ELSE
    return BLOOD if any(map(_OF_BLOOD.match, called)) else next((_LETTERS[word] for word in called if word in _LETTERS), "")


def contradicts(observation: Observation, code: AcuteCode) -> bool:
    """Whether a name or the specimen says another material than the code. A code for an amount that names none is of blood."""
    of_code = material(code.name) or (BLOOD if code.unit or code.only_blood else "")
    named = set(map(material, observation.code.names)) - {"", of_code}
    return bool(of_code and named) or (of_code == BLOOD and of_specimen(observation.material) == ELSE)


def same_unit(unit: str, allowed: frozenset[str], analyte: Analyte) -> bool:
    """Whether it is a known unit under another name: units of enzymes («E/L»); without a unit the analyte's name («INR»)."""
    if any(unit in _UNITS.get(each, ()) for each in allowed):
        return True
    return "" in allowed and unit.casefold() in {word.casefold() for word in analyte.words}


def reader() -> Callable[[Observation], str]:
    """Tells the material of many results by specimen or name, ELSE where either says so; what they share is read once."""
    of_name, of_specimen_ = cache(material), cache(of_specimen)

    def plain(observation: Observation) -> str:
        found = {of_specimen_(observation.material), *map(of_name, observation.code.names)}
        return ELSE if ELSE in found else BLOOD if BLOOD in found else ""

    return plain
