"""Contradictions between a national code and the name or unit of a message: another material, another analyte, another unit.

Norwegian names begin with the material: «P-Kalium», «U-Kalium», «aB-pH», «P-(vB) pCO2» (NLK, "System"). Plasma, serum and whole
blood are told apart by the code and named on the card; urine or spinal fluid beside a code for blood is a contradiction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from provesvar_gui.results.emergency_table import AcuteCode, Analyte
    from provesvar_gui.results.model import Observation, Specimen


_PREFIX: Final = re.compile(r"\s*\(?(?P<first>[A-Za-zÆØÅæøå]{1,5})(?:/[A-Za-z/]+)?\s*-\s*(?P<rest>.*)", re.DOTALL)
BLOOD: Final = "blood"
_BLOOD: Final = frozenset(
    {"p", "s", "b", "ab", "vb", "kb", "cb", "fp", "fs", "fb", "ap", "vp", "kp", "ery", "erc", "ecv", "lkc", "trc"}
)
_ELSE: Final = {
    **dict.fromkeys(("u", "du", "tu", "nu", "fu", "mu", "su", "pu", "urin"), "urine"),
    **dict.fromkeys(("csv", "sv", "csf"), "spinal fluid"),
    **dict.fromkeys(("f", "fae", "fec"), "faeces"),
    **dict.fromkeys(("sp", "spt", "sal", "sali"), "saliva"),
    **dict.fromkeys(("asc", "ascv"), "ascites"),
    **dict.fromkeys(("pleu", "plv", "plev", "plf"), "pleural fluid"),
    **dict.fromkeys(("syn", "synv", "ledd", "lv"), "synovial fluid"),
    **dict.fromkeys(("perv", "dial", "dren", "amn", "amf", "fv", "sem", "sed", "galle", "svt"), "another fluid"),
}
_SPECIMENS: Final = (  # how laboratories begin the name of a specimen
    ("urine", r"\w*urin"),
    ("spinal fluid", r"(?:(?:cerebro)?spinal|csv\b|csf\b)"),
    ("faeces", r"(?:avføring|fe(?:c|ces)\b|faeces)"),
    ("saliva", r"(?:spytt|saliva)"),
    ("ascites", r"ascites"),
    ("pleural fluid", r"\w*pleura"),
    ("synovial fluid", r"(?:\w*ledd|synovia)"),
    ("another fluid", r"(?:\w*dialys|dren|fostervann|galle|sæd|\w*sekret|penselprøve|vev\b|biopsi)"),
)
_NO_BLOOD: Final = tuple((of, re.compile(rf"\W*{begin}", re.IGNORECASE)) for of, begin in _SPECIMENS)
_OF_BLOOD: Final = re.compile(
    r"\W*(?:(?:edta|heparin|citrat|sitrat|fluorid)\w*\W+)?(?:(?:arteri|ven|kapill|navle)\w*\W+)?(?:\w*blod|\w*plasma|serum)\b",
    re.IGNORECASE,
)
_LETTERS: Final = {"P": BLOOD, "S": BLOOD, "B": BLOOD, "U": "urine", "CSV": "spinal fluid"}  # a specimen by its code alone
_UNITS: Final = {"U/L": frozenset({"E/L", "IE/L", "IU/L"}), "10^9/L": frozenset({"E9/L"})}


def material(name: str) -> str:
    """What a name says that was examined, "" where it says nothing, or nothing that is known."""
    found = _PREFIX.match(name)
    if found is None:
        return ""
    first = found["first"].casefold()
    return BLOOD if first in _BLOOD else _ELSE.get(first, "")


def bare(name: str) -> str:
    found = _PREFIX.match(name)
    return " ".join((found["rest"] if found is not None and material(name) else name).casefold().split())


def contradicts(name: str, code: AcuteCode) -> bool:
    """Whether the name says another material than that of the code. A code for an amount that names none is of blood here."""
    of_code = material(code.name) or (BLOOD if code.unit or code.only_blood else "")
    said = material(name)
    return bool(said and of_code) and said != of_code


def specimen_material(words: Iterable[str]) -> str:
    """What a specimen plainly is, "" where that is not known. ``words``: all that it is called."""
    called = tuple(words)
    found = next((of for word in called for of, begin in _NO_BLOOD if begin.match(word)), "")
    if found or any(map(_OF_BLOOD.match, called)):
        return found or BLOOD
    return next((_LETTERS[word] for word in called if word in _LETTERS), "")


def specimen_contradicts(words: Iterable[str], code: AcuteCode) -> bool:
    """Whether the specimen is plainly none of blood, beside a code for blood. ``words``: all that it is called."""
    of_code = material(code.name) or (BLOOD if code.unit or code.only_blood else "")
    return of_code == BLOOD and specimen_material(words) not in ("", BLOOD)


def same_unit(unit: str, allowed: frozenset[str], analyte: Analyte) -> bool:
    """Whether it is a known unit under another name: units of enzymes («E/L»); for what has none, its own name («INR»)."""
    if any(unit in _UNITS.get(each, ()) for each in allowed):
        return True
    return "" in allowed and unit.casefold() in {word.casefold() for word in analyte.words}


# What was plainly examined: blood, or something that is none, by the specimen and else by the beginning of the name.
#
# Plasma, serum and whole blood are one here, since the national code tells them apart; urine, spinal fluid and the other fluids
# are
# others, and what nobody says is "". A national code alone cannot be relied on: «U-Kalium» comes under the code of plasma too.


class MaterialReader:
    """Reads many results; names and specimens that they share are read once.

    For as long as the results live, since specimens are known by their identities.
    """

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._specimens: dict[int, str] = {}

    def plain(self, observation: Observation) -> str:
        """What is told of a result; where specimen or name say something else than blood, that, and the specimen first."""
        specimen = self._of_specimen(observation.specimen)
        if specimen and specimen != BLOOD:
            return specimen
        blood = specimen
        for name in (observation.code.text, *(each.display for each in observation.code.codings)):
            said = self._names.get(name)
            if said is None:
                said = self._names[name] = material(name)
            if said and said != BLOOD:
                return said
            blood = blood or said
        return blood

    def _of_specimen(self, specimen: Specimen | None) -> str:
        if specimen is None or specimen.kind is None:
            return ""
        said = self._specimens.get(id(specimen))
        if said is None:
            said = self._specimens[id(specimen)] = specimen_material(text.concept_texts(specimen.kind))
        return said
