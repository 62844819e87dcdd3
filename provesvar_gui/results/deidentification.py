"""De-identification of a text: the patient's number and name, where a laboratory wrote them, are replaced visibly.

A number goes whatever stands between its digits and beside them. A name goes where two of its parts follow each other within
one line and one cell, in any order and joined by anything that is no letter and no digit, or where the initial of a given name
stands right before a last name («K. Normann»), or behind it after a comma («Normann, K»). A name without a comma is taken to
begin with the given names.

What cannot be guaranteed: one part of a name alone stays, since it may be an ordinary word («Stein», «Dag»), and so do parts in
two lines or two cells, with other words between them or with nothing between, a name that is spelled wrong or in another
alphabet, a number with wrong digits, and what tells of a person without a name or number (an address, a relative). What only
reads like the name goes too. Whoever sends the text on has to read it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORTEST: Final = 4  # characters of a number; fewer are found in every text
_LONG: Final = 9  # characters from which a number can hardly be anything else, whatever stands between its digits
_ANYTHING: Final = r"[\W_]*"
_JOINT: Final = r"[ .\-\u00a0\u2007\u202f]?"  # within one line and one cell
_MARKS: Final = "[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"  # accents, and signs without a shape
_LETTERS: Final = rf"(?:[^\W\d_]{_MARKS})+"
_WORD: Final = re.compile(rf"{_LETTERS}(?:['\u2019\-]{_LETTERS})*")
_BETWEEN: Final = re.compile(r"(?:[^\w\t\r\n]|_)*")
_BESIDE: Final = re.compile(r"\.?[ \u00a0]?")  # between an initial and the last name that it belongs to
_COMMA: Final = re.compile(r",[ \u00a0]?")
_BEFORE: Final = re.compile(
    r"(?:hepatitt|vitamin|faktor|gruppe|type|influensa|anti|lobus|grad|stadium|\brh|-)\W{0,2}$", re.IGNORECASE
)
_HOLDS: Final = re.compile(r"['\u2019\-]")  # what holds a name together that is also written as one word
_SIGNS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


@dataclass(frozen=True, slots=True)
class _Name:
    """``parts``: as ``_folded`` writes them; ``last``: those that an initial may stand beside; ``given``: the initials."""

    parts: frozenset[str]
    last: frozenset[str]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word that is a ``part`` of the name, or else an initial (""). ``capital``: it is written with one."""

    start: int
    end: int
    part: str
    capital: bool


def deidentify(text: str, numbers: Iterable[str], names: Iterable[str], left_out: str) -> str:
    """Every spelling of these numbers and names is replaced by ``left_out``; tabs and line ends stay where they are."""
    for number in numbers:
        spelled = _spelled(number)
        if spelled is not None:
            text = spelled.sub(lambda found: left_out + "".join(sign for sign in found[0] if sign in "\t\n"), text)
    known = _name(tuple(names))
    if len(known.parts) < 2:
        return text
    made: list[str] = []
    at = 0
    for start, end in _places(text, known):
        made += (text[at:start], left_out)
        at = end
    return "".join((*made, text[at:]))


@lru_cache(maxsize=32)
def _spelled(number: str) -> re.Pattern[str] | None:
    signs = re.findall(r"[^\W_]", number)
    if len(signs) < _SHORTEST:
        return None
    if len(signs) >= _LONG:
        return re.compile(_ANYTHING.join(map(re.escape, signs)), re.IGNORECASE)
    return re.compile(rf"(?<!\d){_JOINT.join(map(re.escape, signs))}(?!\d)", re.IGNORECASE)


@lru_cache(maxsize=32)
def _name(names: tuple[str, ...]) -> _Name:
    given: list[str] = []
    last: list[str] = []
    for name in names:
        before, comma, behind = name.partition(",")
        words = name.split()
        given += _parts(behind if comma else " ".join(words[:-1]))
        last += _parts(before if comma else " ".join(words[1:]))
    return _Name(
        frozenset(each for each in (*given, *last) if len(each) > 1), frozenset(last), frozenset(each[0] for each in given)
    )


def _parts(name: str) -> list[str]:
    words = [found[0] for found in _WORD.finditer(name)]
    pieces = (piece for word in words for piece in (*_HOLDS.split(word), _HOLDS.sub("", word)))
    return [folded for piece in pieces if (folded := _folded(piece))]


def _folded(word: str) -> str:
    """As old systems and hasty people write it too: «Håkon», «Haakon» and «HAKON» are the same, and «Müller» and «Mueller»."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SIGNS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return plain.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _places(text: str, known: _Name) -> Iterable[tuple[int, int]]:
    run: list[_Token] = []
    for found in _WORD.finditer(text):
        token = _token(found, known)
        if run and (token is None or not _BETWEEN.fullmatch(text, run[-1].end, token.start)):
            yield from _of(run, text, known)
            run = []
        if token is not None:
            run.append(token)
    yield from _of(run, text, known)


def _token(found: re.Match[str], known: _Name) -> _Token | None:
    word = found[0]
    folded = _folded(_HOLDS.sub("", word))
    for part in (folded, folded.removesuffix("s")):
        if part in known.parts:
            return _Token(*found.span(), part, word[0].isupper())
    pieces = [_folded(piece) for piece in _HOLDS.split(word)]
    if pieces[-1] == "s":  # «Normann's»
        pieces.pop()
    if pieces and all(piece in known.parts for piece in pieces):
        return _Token(*found.span(), pieces[0] if len(pieces) == 1 else folded, word[0].isupper())
    initial = len(folded) == 1 and word[0].isupper() and folded in known.given | {each[0] for each in known.last}
    return _Token(*found.span(), "", True) if initial else None


def _of(run: list[_Token], text: str, known: _Name) -> Iterable[tuple[int, int]]:
    whole = [place for place, token in enumerate(run) if token.part]
    parts = {run[place].part for place in whole}
    compound = parts - known.parts
    if (len(parts) > 1 or compound) and (
        not parts.isdisjoint(known.last | compound) or any(run[place].capital for place in whole)
    ):
        first, last = _begin(run, whole[0], text, known), whole[-1]
        yield run[first].start, run[last].end
        return
    for place in whole:
        if run[place].part not in known.last or not run[place].capital:
            continue
        first, last = _begin(run, place, text, known), place
        if first == place and last + 1 < len(run) and _is_given(run[last + 1], text, known):
            last += _COMMA.fullmatch(text, run[last].end, run[last + 1].start) is not None
        if first != last:
            yield run[first].start, run[last].end


def _is_given(token: _Token, text: str, known: _Name) -> bool:
    return not token.part and _folded(text[token.start : token.end]) in known.given


def _begin(run: list[_Token], place: int, text: str, known: _Name) -> int:
    """From which token on the initials of given names before a last name belong to it."""
    first = place
    while first > 0 and _is_given(run[first - 1], text, known) and _BESIDE.fullmatch(text, run[first - 1].end, run[first].start):
        first -= 1
    return place if first < place and _BEFORE.search(text, max(run[first].start - 20, 0), run[first].start) else first
