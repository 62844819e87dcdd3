"""Names of examinations without the material that Norwegian laboratories write before them: «Kalium» of «P-Kalium»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import materials, text
from provesvar_gui.results.series import national_codes

if TYPE_CHECKING:
    from provesvar_gui.results.model import CodeableConcept

_MATERIAL: Final = re.compile(r"\w{1,4}-(?:\([^)]{1,6}\)[ \u00a0]?)?(?=\w)")
_BEFORE: Final = re.compile(r"(?P<first>[A-Za-z]{1,5})-(?:\([A-Za-z]+\)\s*)?(?=\w)")
_UNSPECIFIC: Final = "us-"  # of a material that the code does not name: before every antibiotic and every microbe


def parted(name: str) -> tuple[str, str]:
    """What a name says of the material, and the rest: «P-» and «Kalium», «P-(vB) » and «pH»."""
    found = _MATERIAL.match(name) if materials.material(name) else None
    return (found[0], name[found.end() :]) if found is not None else ("", name)


def bare_name(code: CodeableConcept) -> str:
    """Shorter where the code is national, whose names have the material first; a laboratory's own «D-vitamin» stays whole."""
    name = text.name(code)
    found = _BEFORE.match(name)
    if found is None or not national_codes(code):
        return without_unspecific(name)
    known = materials.material(name) or found["first"].casefold() == _UNSPECIFIC[:-1]
    return name[found.end() :] if known else name


def without_unspecific(name: str) -> str:
    """Without «Us-», which tells nothing."""
    return name[len(_UNSPECIFIC) :] if name.casefold().startswith(_UNSPECIFIC) and len(name) > len(_UNSPECIFIC) else name
