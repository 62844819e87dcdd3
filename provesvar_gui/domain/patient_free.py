"""A text without the patient: where a laboratory wrote the patient's number or name into it, that is replaced in sight.

A number goes whatever stands between its digits. A name goes where two of its parts follow each other, in any order, with
initials and in the genitive. What stays is one part of a name alone: it may be an ordinary word («Stein», «Dag»).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORTEST: Final = 4  # characters of a number; fewer are found in every text
_LONG: Final = 9  # characters from which a number can hardly be anything else, whatever stands between its digits
_ANYTHING: Final = r"[\W_]*"
_JOINT: Final = r"[ .\-\u00a0\u2007\u202f]?"  # within one line and one cell
_MARKS: Final = r"[\u0300-\u036f]*"
_WORD: Final = re.compile(rf"(?:[^\W\d_]{_MARKS})+(?:['\u2019]s(?![^\W_]))?")
_BETWEEN: Final = re.compile(r"[\s.,;:/()'\"\u2019\-\u2010-\u2015]*")
_PLAIN_SPACE: Final = re.compile(r"[ \u00a0]+")
_APART: Final = frozenset("\t\n")  # what parts cells and lines stays, so that no value moves
_SIGNS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


@dataclass(frozen=True, slots=True)
class _Name:
    """``parts``: as ``_folded`` writes them; ``initials``: the first letter of each."""

    parts: frozenset[str]
    initials: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the text: a whole part of the name, or else an initial. ``part``: which; ``dotted``: a dot follows."""

    start: int
    end: int
    written: str
    part: str = ""
    dotted: bool = False


def without(text: str, numbers: Iterable[str], names: Iterable[str], left_out: str) -> str:
    """Every spelling of these numbers and names is replaced by ``left_out``; tabs and line ends stay where they are."""
    for number in numbers:
        spelled = _spelled(number)
        if spelled is not None:
            text = spelled.sub(lambda found: _instead(found[0], left_out), text)
    known = _name(tuple(names))
    if len(known.parts) < 2:
        return text
    made: list[str] = []
    at = 0
    for start, end in _runs(text, known):
        made += (text[at:start], _instead(text[start:end], left_out))
        at = end
    return "".join((*made, text[at:]))


def _instead(found: str, left_out: str) -> str:
    return left_out + "".join(sign for sign in found if sign in _APART)


@lru_cache(maxsize=32)
def _spelled(number: str) -> re.Pattern[str] | None:
    signs = re.findall(r"[^\W_]", number)
    if len(signs) < _SHORTEST:
        return None
    joint = _ANYTHING if len(signs) >= _LONG else _JOINT
    return re.compile(rf"(?<!\d){joint.join(map(re.escape, signs))}(?!\d)", re.IGNORECASE)


@lru_cache(maxsize=32)
def _name(names: tuple[str, ...]) -> _Name:
    words = [_folded(found[0]) for name in names for found in _WORD.finditer(name)]
    return _Name(frozenset(each for each in words if len(each) > 1), frozenset(each[0] for each in words if each))


def _folded(word: str) -> str:
    """As old systems and hasty people write it too: «Håkon», «Haakon» and «HAKON» are the same."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SIGNS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.replace("aa", "a").replace("oe", "o")


def _runs(text: str, known: _Name) -> Iterable[tuple[int, int]]:
    """From where to where the name stands."""
    run: list[_Token] = []
    for found in _WORD.finditer(text):
        token = _token(found, text, known)
        if run and (token is None or not _BETWEEN.fullmatch(text, run[-1].end, found.start())):
            yield from _of(run, text)
            run = []
        if token is not None:
            run.append(token)
    if run:
        yield from _of(run, text)


def _token(found: re.Match[str], text: str, known: _Name) -> _Token | None:
    written = found[0]
    folded = _folded(written)
    dotted = text.startswith(".", found.end())
    for part in (folded, folded.removesuffix("s"), re.sub(r"['\u2019]s$", "", folded)):
        if part in known.parts:
            return _Token(found.start(), found.end(), written, part, dotted)
    if len(folded) == 1 and written.isupper() and folded in known.initials:
        return _Token(found.start(), found.end(), written, "", dotted)
    return None


def _of(run: Sequence[_Token], text: str) -> Iterable[tuple[int, int]]:
    """The run without what only looks like an initial at its ends; nothing where it is one part alone."""
    tokens = list(run)
    if not tokens[-1].part and not _closes(tokens, text):
        while tokens and not tokens[-1].part:
            tokens.pop()
    parts = {token.part for token in tokens if token.part}
    if len(parts) > 1 or (len(parts) == 1 and len(tokens) > 1 and _initialled(tokens)):
        last = tokens[-1]
        yield tokens[0].start, last.end + (last.dotted and not last.part)


def _closes(tokens: Sequence[_Token], text: str) -> bool:
    """Whether the initial at the end belongs to the name: «Normann K.», and not «i dag K. pneumoniae» or «K 4,5»."""
    last = tokens[-1]
    follows = _PLAIN_SPACE.match(text, last.end + 1)
    return last.dotted and not (follows and text[follows.end() : follows.end() + 1].isalpha())


def _initialled(tokens: Sequence[_Token]) -> bool:
    """One part with an initial of another: written as a name is, with a capital."""
    of_part = {token.part for token in tokens if token.part}
    others = any(not token.part and {_folded(token.written)} - {part[0] for part in of_part} for token in tokens)
    return others and all(token.written[:1].isupper() for token in tokens) and _mixed(tokens)


def _mixed(tokens: Sequence[_Token]) -> bool:
    return any(bool(one.part) != bool(other.part) for one, other in pairwise(tokens))
