"""De-identification of a text: the patient's number and name, where a laboratory wrote them, are replaced visibly.

A number goes whatever stands between its digits and beside them. A name goes where two of its parts follow each other within
one line and one cell, in any order and joined by anything that is no letter and no digit, or by nothing, with initials and in
the genitive. One part goes where it is written with a capital and an initial stands right beside it as in a name: that of a
given name before the last one («K. Normann»), or that of another part behind it («Normann, K», «Kari N.»). A name without a
comma is taken to begin with the given names.

What cannot be guaranteed: one part of a name alone stays, since it may be an ordinary word («Stein», «Dag»), and so do a part
with an initial elsewhere («Hepatitt C. Dag 3») or one that belongs to the word before it («Vitamin K. Stein», «Faktor V
Leiden»), two given names in small letters («i dag per os») where a comma tells which they are, parts in two lines or two cells
or with other words between them, a name that is spelled wrong, spelled out letter by letter or in another alphabet, a number
with wrong digits, and what tells of a person without a name or number (an address, a relative). What only reads like the name
goes too, such as that of another with the same. Whoever sends the text on has to read it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORTEST: Final = 4  # characters of a number; fewer are found in every text
_LONG: Final = 9  # characters from which a number can hardly be anything else, whatever stands between its digits
_ANYTHING: Final = r"[\W_]*"
_JOINT: Final = r"[ .\-\u00a0\u2007\u202f]?"  # within one line and one cell
_UNSEEN: Final = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"  # signs without a shape may stand within a word
_MARKS: Final = rf"[\u0300-\u036f{_UNSEEN}]*"
_WORD: Final = re.compile(rf"(?:[^\W\d_]{_MARKS})+(?:['\u2019]s(?![^\W_]))?")
_COMPOUND: Final = re.compile(rf"{_WORD.pattern}(?:['\u2019\-]{_WORD.pattern})+")
_TAG: Final = r"</?[A-Za-z]{1,6} ?/?>|&[A-Za-z]{1,6};"  # mark-up that was left in a text
_BETWEEN: Final = re.compile(rf"(?:{_TAG}|[^\w\t\r\n]|_)*")
_BESIDE: Final = re.compile(rf"\.?[ \u00a0\u2007\u202f{_UNSEEN}]?[\-\u2010\u2011]?")  # between an initial and what follows it
_BEHIND: Final = re.compile(rf"(?:,?[ \u00a0\u2007\u202f{_UNSEEN}]*|[\^])")  # between a part and the initial behind it
_LETTERED: Final = re.compile(  # what is called by a letter
    r"(?:(?<![^\W_])(?:rh\w*|f|fv|ab[o0]|kell|ig|apo\w*|anti\w*|vit|hep|str)|hepatitt|hepatitis|vitaminer|vitamin|fa[kc]tor|gruppe|group"
    r"|type|influen[sz]a|protein|troponin|lobus|antigen|antistoff|globulin|streptokokk\w*|klasse|grad|stadium|fase|syndrom)"
    r"[^\w\t\r\n]*$",
    re.IGNORECASE,
)
_IN_TAG: Final = re.compile(_TAG)
_HOLDS: Final = re.compile(r"['\u2019\-]")  # what holds a name together that is also written as one word
_VALUE: Final = re.compile(r"[ \u00a0]*[:=<>]?[ \u00a0]*\d|-\w")  # after what is no initial: «K 4,5», «D-dimer»
_PLAIN_SPACE: Final = re.compile(r"[ \u00a0]+")
_JOINED: Final = 7  # letters from which a word that is made of parts is hardly an ordinary one («person» is)
_CAMEL: Final = re.compile(r"[^\W\d_A-ZÆØÅ][A-ZÆØÅ]")
_APART: Final = frozenset("\t\n")  # what parts cells and lines stays, so that no value moves
_SIGNS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


@dataclass(frozen=True, slots=True)
class _Name:
    """``parts``: as ``_folded`` writes them; ``initials``: the first letter of each; ``words``: what others are made of."""

    parts: frozenset[str]
    initials: frozenset[str]
    last: frozenset[str]  # parts that an initial may stand before
    given: frozenset[str]  # the initials that may

    @property
    def words(self) -> frozenset[str]:
        return self.parts | self.initials


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the text: a whole part of the name, or else an initial. ``part``: which; ``dotted``: a dot follows.

    ``joined``: it is made of several parts.
    """

    start: int
    end: int
    written: str
    part: str = ""
    dotted: bool = False
    joined: bool = False


def deidentify(text: str, numbers: Iterable[str], names: Iterable[str], left_out: str) -> str:
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
    if len(signs) >= _LONG:
        return re.compile(_ANYTHING.join(map(re.escape, signs)), re.IGNORECASE)
    return re.compile(rf"(?<!\d){_JOINT.join(map(re.escape, signs))}(?!\d)", re.IGNORECASE)


@lru_cache(maxsize=32)
def _name(names: tuple[str, ...]) -> _Name:
    words = [part for name in names for part in _parts(name)]
    given, last = zip(*map(_order, names), strict=True) if names else ((), ())
    return _Name(
        frozenset(each for each in words if len(each) > 1),
        frozenset(each[0] for each in words if each),
        frozenset(part for parts in last for part in parts),
        frozenset(part[0] for parts in given for part in parts if part),
    )


def _parts(name: str) -> list[str]:
    words = [_folded(found[0]) for found in _WORD.finditer(name)]
    return words + [_folded(_HOLDS.sub("", found[0])) for found in _COMPOUND.finditer(name)]


def _order(name: str) -> tuple[list[str], list[str]]:
    """The given names and the last ones; those in the middle are both. A comma parts them, the last ones first."""
    last, comma, given = name.partition(",")
    if comma:
        return _parts(given), _parts(last)
    words = name.split()
    return _parts(" ".join(words[:-1])), _parts(" ".join(words[1:]))


def _folded(word: str) -> str:
    """As old systems and hasty people write it too: «Håkon», «Haakon» and «HAKON» are the same, and «Müller» and «Mueller»."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SIGNS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return plain.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _runs(text: str, known: _Name) -> Iterable[tuple[int, int]]:
    """From where to where the name stands."""
    run: list[_Token] = []
    for token in _tokens(text, known):
        if run and (token is None or not _BETWEEN.fullmatch(text, run[-1].end, token.start)):
            yield from _of(run, text, known)
            run = []
        if token is not None:
            run.append(token)
    if run:
        yield from _of(run, text, known)


def _tokens(text: str, known: _Name) -> Iterable[_Token | None]:
    """The words of a text that may be of the name; None for what parts them."""
    others: set[str] = set()  # words that are nothing of the name: a table says the same ones over and over
    before: re.Match[str] | None = None  # a word that is no part, but may be the beginning of one («O'Brien» for OBRIEN)
    for found in _WORD.finditer(text):
        if before is not None:
            held = text[before.start() : found.end()]
            whole = _folded(_HOLDS.sub("", held))
            if found.start() - before.end() == 1 and whole in known.parts:
                yield _Token(before.start(), found.end(), held, whole, text.startswith(".", found.end()))
                before = None
                continue
            yield None
            before = None
        token = None if found[0] in others else _token(found, text, known)
        if token is None:
            others.add(found[0])
        if token is not None and (token.part or not _HOLDS.match(text, found.end())):
            yield token
        elif token is None and _is_tag(found, text):
            continue
        elif _HOLDS.match(text, found.end()):
            if token is not None and not _begins(found, text, known):
                yield token
            else:
                before = found
        else:
            yield None
    if before is not None:
        yield None


def _is_tag(found: re.Match[str], text: str) -> bool:
    begin = found.start() - 1
    begin -= begin > 0 and text[begin] == "/"
    return begin >= 0 and _IN_TAG.match(text, begin) is not None


def _begins(found: re.Match[str], text: str, known: _Name) -> bool:
    """Whether the word and the next one are one part of the name."""
    after = _WORD.match(text, found.end() + 1)
    return after is not None and _folded(found[0] + after[0]) in known.parts


def _token(found: re.Match[str], text: str, known: _Name) -> _Token | None:
    written = found[0]
    folded = _folded(written)
    dotted = text.startswith(".", found.end())
    possible = (folded, folded.removesuffix("s"), re.sub(r"['\u2019]s$", "", folded))
    for part in possible:
        if part in known.parts:
            return _Token(found.start(), found.end(), written, part, dotted)
    if len(folded) == 1:
        initial = written[:1].isupper() and folded in known.initials
        return _Token(found.start(), found.end(), written, "", dotted) if initial else None
    if (len(folded) >= _JOINED or _CAMEL.search(written)) and any(_is_joined(each, known) for each in possible):
        return _Token(found.start(), found.end(), written, folded, dotted, joined=True)
    return None


def _is_joined(word: str, known: _Name) -> bool:
    """Whether a word is nothing but parts of the name, one of them whole."""
    ways: list[tuple[int, frozenset[str]]] = [(0, frozenset())]
    while ways:
        at, used = ways.pop()
        if at == len(word):
            if len(used) > 1 and any(len(each) > 2 for each in used) and not _only_initials_of_itself(used):
                return True
            continue
        ways += [(at + len(each), used | {each}) for each in known.words - used if word.startswith(each, at)]
    return False


def _only_initials_of_itself(used: frozenset[str]) -> bool:
    whole = [each for each in used if len(each) > 1]
    return len(whole) == 1 and all(each == whole[0][0] for each in used if len(each) == 1)


def _of(run: Sequence[_Token], text: str, known: _Name) -> Iterable[tuple[int, int]]:
    """Where the name stands in a run, without what only looks like an initial at its ends; nowhere where it is one part alone."""
    whole = [place for place, token in enumerate(run) if token.part]
    if not whole:
        return
    if any(run[place].joined for place in whole) or _is_full([run[place] for place in whole], known):
        first, last = _leading(run, whole[0], text, known), _trailing(run, whole[-1], text)
        yield run[first].start, _end(run[last])
        return
    at = 0
    for place in whole:
        first = max(_leading(run, place, text, known), at) if run[place].part in known.last else place
        last = _trailing(run, place, text) if _of_another(run, place, known) else place
        if first != last and all(token.written[:1].isupper() for token in run[first : last + 1]):
            yield run[first].start, _end(run[last])
            at = last + 1


def _is_full(parts: Sequence[_Token], known: _Name) -> bool:
    """Two parts; in small letters one of them must be a last name, since two given names may be ordinary words."""
    named = {token.part for token in parts}
    return len(named) > 1 and (not named.isdisjoint(known.last) or not all(token.written.islower() for token in parts))


def _end(token: _Token) -> int:
    return token.end + (token.dotted and not token.part)


def _of_another(run: Sequence[_Token], place: int, known: _Name) -> bool:
    """Whether one of the initials behind a part is that of another one: «Normann K», «Kristiansen K» where Kåre is called so."""
    part = run[place].part
    initials = {_folded(token.written) for token in takewhile(lambda each: not each.part, run[place + 1 :])}
    return bool(initials - {part[0]}) or (part in known.last and not initials.isdisjoint(known.given))


def _leading(run: Sequence[_Token], place: int, text: str, known: _Name) -> int:
    """From which token on the initials before a part belong to it: those of given names, right before it."""
    first = place
    while first > 0 and not run[first - 1].part and _folded(run[first - 1].written) in known.given:
        if not _BESIDE.fullmatch(text, run[first - 1].end, run[first].start):
            break
        first -= 1
    if first < place:
        before = text[max(run[first].start - 40, 0) : run[first].start]
        if _LETTERED.search(before) or re.search(r"\w[\-\u2010\u2011\u2013]$", before):
            first += 1
    return first


def _trailing(run: Sequence[_Token], place: int, text: str) -> int:
    """Up to which token the initials behind a part belong to it."""
    last = place
    while last + 1 < len(run) and not run[last + 1].part:
        between = _BEHIND if last == place else _BESIDE
        if not between.fullmatch(text, run[last].end, run[last + 1].start):
            break
        last += 1
    return last if last == place or _closes(run[last], text) else place


def _closes(last: _Token, text: str) -> bool:
    """Whether the initial at the end belongs to the name: «Normann K», and not «i dag K. pneumoniae» or «K 4,5»."""
    if _VALUE.match(text, last.end):
        return False
    follows = _PLAIN_SPACE.match(text, last.end + 1)
    return not (last.dotted and follows and text[follows.end() : follows.end() + 1].isalpha())
