"""De-identification of a text: the patient's number and name, where a laboratory wrote them, are replaced visibly.

A number goes whatever stands between its digits and beside them. A name goes where two of its parts follow each other within one
line and one cell, in any order and joined by anything that is no letter and no digit, an initial between them included.

What cannot be guaranteed: one part of a name alone stays, with an initial too («K. Normann»), since it may be an ordinary word
(«Vitamin K. Stein»), and so does what is spelled wrong, in two lines, or tells of a person without a name or number. What only
reads like the name goes too. Whoever sends the text on has to read it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST: Final = 4  # characters of a number; fewer are found in every text
_LONG: Final = 9  # characters from which a number can hardly be anything else, whatever stands between its digits
_SEPARATORS: Final = r"[\W_]*"
_JOINT: Final = r"[ .\-\u00a0\u2007\u202f]?"  # within one line and one cell
_MARKS: Final = "[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"  # accents, and signs without a shape
_LETTERS: Final = rf"(?:[^\W\d_]{_MARKS})+"
_WORD: Final = re.compile(rf"{_LETTERS}(?:['\u2019\-]{_LETTERS})*")
_BETWEEN: Final = re.compile(r"(?:[^\w\t\r\n]|_)*")
_NAME_JOINERS: Final = re.compile(r"['\u2019\-]")  # what holds a name together that is also written as one word
_SIGNS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


def deidentify(text: str, numbers: Iterable[str], names: Iterable[str], left_out: str) -> str:
    """Replace every spelling of these numbers and names by ``left_out``; tabs and line ends stay."""
    for number in numbers:
        signs = [re.escape(sign) for sign in number if sign.isalnum()]
        long = len(signs) >= _LONG
        spelled = _SEPARATORS.join(signs) if long else rf"(?<!\d){_JOINT.join(signs)}(?!\d)"
        if len(signs) >= _SHORTEST:
            text = re.sub(spelled, lambda found: left_out + "".join(re.findall(r"[\t\n]", found[0])), text, flags=re.IGNORECASE)
    parts = {part for name in names for found in _WORD.finditer(name) for part in _parts(found[0]) if len(part) > 1}
    made: list[str] = []
    at = 0
    for start, end in _places(text, parts):
        made += (text[at:start], left_out)
        at = end
    return "".join((*made, text[at:]))


def _parts(word: str) -> list[str]:
    """A word of a name: each of its pieces, and the whole of it as one word."""
    return [_folded(piece) for piece in (*_NAME_JOINERS.split(word), _NAME_JOINERS.sub("", word))]


def _folded(word: str) -> str:
    """The word in one spelling for comparison: «Håkon», «Haakon» and «HAKON» are equal, and «Müller» and «Mueller»."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SIGNS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return plain.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _places(text: str, parts: set[str]) -> Iterable[tuple[int, int]]:
    """The positions where two parts of the name follow each other."""
    run: list[tuple[re.Match[str], set[str]]] = []

    def name_span() -> Iterable[tuple[int, int]]:
        found = [(word, mine) for word, mine in run if mine]
        if len(set().union(*(mine for _, mine in found))) > 1:
            yield found[0][0].start(), found[-1][0].end()

    for word in _WORD.finditer(text):
        *pieces, whole = _parts(word[0])
        genitive = pieces[:-1] if pieces[-1] == "s" else pieces
        mine = set(genitive) if parts.issuperset(genitive) else parts & {whole, whole.removesuffix("s")}
        initial = len(whole) == 1
        if run and (not (mine or initial) or not _BETWEEN.fullmatch(text, run[-1][0].end(), word.start())):
            yield from name_span()
            run = []
        if mine or initial:
            run.append((word, mine))
    yield from name_span()
