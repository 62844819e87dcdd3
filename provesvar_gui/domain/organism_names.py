"""Names of organisms: whether two may be one, and whether the name of a group of tests tells of another organism.

No list of organisms is complete, so a name is recognised by how such names are made («…coccus», «…ella», «K. pneumoniae») and by
those that laboratories meet every week. What is not recognised is taken for no organism: the tests are then of what stands above.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ABBREVIATED: Final = re.compile(r"(?<![^\W\d_])[A-Z][a-z]{0,5}\.\s?[a-z]{3,}")  # «K. pneumoniae», «Staph. aureus»
_MADE_LIKE_ONE: Final = re.compile(
    r"(?<!\w)(?!anti)(?:\w+(?:cocc|kokk|bacter|bacill|basill)\w*|\w+(?:monas|myces|plasma|ella|spira|philus|phila|phyton|sporum)"
    r"|(?:escherichia|proteus|serratia|candida|neisseria|listeria|yersinia|hafnia|nocardia|providencia|burkholderia|ralstonia|"
    r"aspergillus|bacteroides|vibrio|rothia|borrelia|klebsiella)|clostridi\w+|\w*mykobakt\w*|\w*tuberkul\w*|"
    r"mrsa|mrse|mssa|vre|gjær\w*|sopp\w*)(?!\w)",
    re.IGNORECASE,
)
_KIND: Final = re.compile(r"kokk(?:er|us)?(?!\w)")


def names_another(said: str, own: Iterable[str]) -> bool:
    """Whether ``said`` tells of an organism that is called otherwise than ``own``."""
    rest = said
    for spelled in _spellings(own):
        rest = re.sub(rf"(?<!\w){spelled}(?!\w)", " ", rest, flags=re.IGNORECASE)
    return bool(_ABBREVIATED.search(rest) or _MADE_LIKE_ONE.search(rest))


def names(said: str, own: Iterable[str]) -> bool:
    """Whether ``said`` tells of an organism that is called so, in full or with a short first word."""
    whole = (each for each in _spellings(own) if r"\ " in each or r"\s" in each)
    return any(re.search(rf"(?<!\w){spelled}(?!\w)", said, re.IGNORECASE) for spelled in whole)


def may_be_one(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two organisms that are called so may be the same: one name holds the other, or is its short form."""
    one, two = tuple(filter(None, map(_plain, some))), tuple(filter(None, map(_plain, others)))
    return not one or not two or any(_like(mine, its) for mine in one for its in two)


def _like(one: str, two: str) -> bool:
    if one in two or two in one:
        return True
    first, second = one.replace(".", ". ").split(), two.replace(".", ". ").split()
    if len(first) < 2 or len(second) < 2 or first[1] != second[1]:
        return False
    short = min(first[0].rstrip("."), second[0].rstrip("."), key=len)
    return first[0].startswith(short) and second[0].startswith(short)


def _plain(name: str) -> str:
    return " ".join(_KIND.sub("coccus", name.casefold()).split())


def _spellings(own: Iterable[str]) -> list[str]:
    """Patterns of a name in full, with a short first word, and of its first word alone, the longest first."""
    found: set[str] = set()
    for name in own:
        words = name.split()
        if not words:
            continue
        found.add(r"\ ".join(map(re.escape, words)))
        if len(words) > 1:
            found.add(rf"{re.escape(words[0][:1])}[a-z]{{0,5}}\.\s?{re.escape(words[1])}")
            found.add(rf"{re.escape(words[0])}\ {re.escape(words[1])}")
        found.add(re.escape(words[0]))
        if words[0].casefold().endswith("coccus"):
            found.add(re.escape(words[0][: -len("coccus")]) + r"kokk(?:er|us)?")
    return sorted(found, key=len, reverse=True)
