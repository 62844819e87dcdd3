"""Whether the laboratory marked a result, for choosing which of two comes first. What a mark says: ``ui.results.flags``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from provesvar_gui.domain.results import CodeableConcept, Observation

_NO_DEVIATION: Final = frozenset({"N", "NEG", "ND", "NR", "S"})
_UNSTRESSED: Final = frozenset({"I", "R", "POS", "DET", "IND", "E", "RR", "WR", "SDD", "NS"})
_WORDS: Final = re.compile(
    r"(?:-|–|—|n|neg\.?|nd|s|sensitiv|følsom)$|normal|innenfor|innanfor|negativ|ingen|ikk?j?e|not?\b|non-", re.IGNORECASE
)


def rank(observation: Observation) -> int:
    """2: marked as a deviation, or in a way that is not understood; 1: as found or resistant; 0: not, or as normal."""
    return max((_rank(each) for each in observation.interpretations), default=0)


def _rank(concept: CodeableConcept) -> int:
    codes = {each.code for each in concept.codings if each.code}
    said = [each.strip() for each in (concept.text, *(each.display for each in concept.codings)) if each.strip()]
    if not codes and not said:
        return 0
    if codes <= _NO_DEVIATION and all(each in codes or _WORDS.match(each) for each in said):
        return 0
    return 1 if codes & _UNSTRESSED and codes <= _UNSTRESSED | _NO_DEVIATION else 2
