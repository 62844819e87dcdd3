"""Whether the laboratory marked a result, for choosing which of two comes first. What a mark says: ``common.flags``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from provesvar_gui.results.model import CodeableConcept, Observation

_NO_DEVIATION: Final = frozenset({"N", "NEG", "ND", "NR", "S"})
_UNSTRESSED: Final = frozenset({"I", "R", "POS", "DET", "IND", "E", "RR", "WR", "SDD", "NS"})
_WORDS: Final = re.compile(  # nothing may follow that takes it back («normal, men stigende»)
    r"-|–|—|n|neg\.?|nd|s|sensitiv|følsom|0|(?:helt\s+)?(?:normalt?|inn(?:en|an?)?for|negativt?|negative)(?:\s+[\wæøå]+){0,3}\.?"
    r"|(?:ingen|ikk?j?e|not?)\s+(?:avvik|påvist|funn|detected|reaktiv|reactive|patologisk\w*)(?:\s+\w+)?\.?|non-reactive",
    re.IGNORECASE,
)


def says_normal(said: str) -> bool:
    """Whether words plainly say that nothing is outside, or was found."""
    return bool(_WORDS.fullmatch(" ".join(said.split())))


def rank(observation: Observation) -> int:
    """2: marked as a deviation, or in a way that is not understood; 1: as found or resistant; 0: not, or as normal."""
    return max((_rank(each) for each in observation.interpretations), default=0)


def _rank(concept: CodeableConcept) -> int:
    codes = {each.code for each in concept.codings if each.code}
    said = [each.strip() for each in (concept.text, *(each.display for each in concept.codings)) if each.strip()]
    if not codes and not said:
        return 0
    if codes <= _NO_DEVIATION and all(each in codes or says_normal(each) for each in said):
        return 0
    return 1 if codes & _UNSTRESSED and codes <= _UNSTRESSED | _NO_DEVIATION else 2
