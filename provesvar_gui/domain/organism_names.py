"""Names of organisms: whether two are certainly two, and whether the name of a group of tests tells of another organism.

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
_GENERA: Final = {  # species that are met every week, none of which is or was another one's name, its group or a part of it
    "acinetobacter": "baumannii",
    "bacteroides": "fragilis",
    "campylobacter": "jejuni",
    "candida": "albicans tropicalis",
    "citrobacter": "freundii koseri",
    "clostridium": "perfringens septicum",
    "enterobacter": "cloacae",
    "enterococcus": "faecalis faecium",
    "escherichia": "coli",
    "haemophilus": "influenzae parainfluenzae",
    "helicobacter": "pylori",
    "klebsiella": "oxytoca pneumoniae",
    "legionella": "pneumophila",
    "listeria": "monocytogenes",
    "moraxella": "catarrhalis",
    "morganella": "morganii",
    "neisseria": "gonorrhoeae meningitidis",
    "pasteurella": "multocida",
    "proteus": "mirabilis",
    "pseudomonas": "aeruginosa",
    "serratia": "marcescens",
    "staphylococcus": "aureus capitis epidermidis haemolyticus hominis lugdunensis saprophyticus",
    "stenotrophomonas": "maltophilia",
    "streptococcus": "agalactiae dysgalactiae pneumoniae pyogenes",
    "yersinia": "enterocolitica",
}
_SPECIES: Final = frozenset(f"{genus} {each}" for genus, several in _GENERA.items() for each in several.split())


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


def are_two(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two organisms that are called so are certainly two: every name is that of a species, and the species differ.

    Any other name may be of the same: a group, a trivial name, an earlier name of a species, or one with more or fewer words.
    """
    one, two = ({_species(each) for each in names if each.strip()} for names in (some, others))
    return len(one) == len(two) == 1 and None not in one | two and one != two


def _species(name: str) -> str | None:
    plain = " ".join(name.removesuffix("(organism)").casefold().split())
    return plain if plain in _SPECIES else None


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
