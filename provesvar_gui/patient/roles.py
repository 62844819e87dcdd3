"""HPR roles: the codes of list 9060 «Kategori helsepersonell» (OID 2.16.578.1.12.4.1.1.9060)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

NOT_USABLE_HERE = frozenset({"XX", "VE", "FB"})  # unknown, veterinarian, fish health biologist: refused by NHN

_SORT_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_ONE_LETTER = str.maketrans({"æ": "a", "ø": "o", "å": "a"})
_TWO_LETTERS = str.maketrans({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa"})
_WORDS = r"[^\W_]+"


class HprRole(NamedTuple):
    """One code of list 9060. ``name_en``: may be empty."""

    code: str
    name: str
    name_en: str = ""
    active: bool = True

    @property
    def usable(self) -> bool:
        """Whether it can be chosen in this program (patient/README.md §6)."""
        return self.active and self.code not in NOT_USABLE_HERE


class RoleList(NamedTuple):
    """A copy of list 9060, in the order of the bundled copy. ``dated``: ISO date of the copy."""

    roles: tuple[HprRole, ...]
    dated: str

    def find(self, code: str) -> HprRole | None:
        return next((role for role in self.roles if role.code == code), None)


NO_ROLES: Final = RoleList(roles=(), dated="")  # until a list is loaded


def sort_by_name(roles: Iterable[HprRole]) -> tuple[HprRole, ...]:
    """In the Norwegian alphabet (æ, ø and å after z), without regard to case."""
    return tuple(sorted(roles, key=lambda role: (role.name.casefold().translate(_SORT_LETTERS), role.code)))


def rank(role: HprRole, typed: str) -> int | None:
    """The rank of a role for a typed text, 0 best; None: no match.

    0 the code · 1 a prefix of the code or name · 2 each typed word is a prefix of the code or of a word of a name, as in
    ``LE Lege`` · 3 three or more letters inside the name (``pleier``), or nothing typed. ``o`` and ``oe`` match ``ø``.
    """
    wanted = _fold(typed)
    if not wanted[0]:
        return 3
    code = role.code.casefold()
    if typed.strip().casefold() == code:
        return 0
    names = _spellings(role.name)
    if code.startswith(typed.strip().casefold()) or any(name.startswith(text) for name in names for text in wanted):
        return 1
    words = {code, *(word for name in (*names, *_spellings(role.name_en)) for word in name.split())}
    if any(all(any(word.startswith(part) for word in words) for part in text.split()) for text in wanted):
        return 2
    long_enough = len(wanted[0]) >= 3
    return 3 if long_enough and any(text in name for name in names for text in wanted) else None


def search(roles: Iterable[HprRole], typed: str, held: Container[str] = ()) -> tuple[HprRole, ...]:
    """The matches, usable ones first, then by rank. ``held``: the person's own codes, before all but an exactly typed code."""
    found = [(place, role) for role in roles if (place := rank(role, typed)) is not None]
    if not _fold(typed)[0]:
        return tuple(role for _, role in found)
    order = sorted(found, key=lambda pair: (not pair[1].usable, pair[0] != 0, pair[1].code not in held, pair[0]))
    return tuple(role for _, role in order)


def _fold(text: str) -> tuple[str, str]:
    """The words of a text in lower case without accents, with æ, ø, å as one letter (a, o, a) and as two (ae, oe, aa)."""
    lower = " ".join(re.findall(_WORDS, unicodedata.normalize("NFC", text).casefold()))
    return _without_accents(lower.translate(_ONE_LETTER)), _without_accents(lower.translate(_TWO_LETTERS))


def _spellings(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_fold(name)))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
