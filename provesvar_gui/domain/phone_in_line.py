"""The telephone number of a line somebody has written: the right one, or none. A wrong one in large type is dialled.

A number is taken where it is unmistakable, which takes two things. It has the shape of one and stands free: eight digits as
Norwegians write them («22 00 00 00», «900 00 000» or together; Nkom's number plan, Språkrådet), no part of a longer run; three to
six digits behind a telephone word, that are all the line, or that can be nothing else («116 117», «02800»); one of another
country with its «+». And every other run of digits in the line is accounted for: an hour, a room, an address or a date by its
shape; a fax and what is named as something else («kunde», «sak», «org.nr»), where a telephone word is right before the number.
Two that may both be dialled are a doubt, unless a telephone word stands before the first of them only and the other follows as
one more of the same. Whatever else the line holds, a human reads it whole.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from provesvar_gui.domain.contacts import Contact, dialled

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASH: Final = "-–—−"
_EIGHT: Final = "|".join(
    [
        "[0-9]{8}",
        *(f"[0-9]{{2}}(?:{gap}[0-9]{{2}}){{3}}|[0-9]{{3}}{gap}[0-9]{{2}}{gap}[0-9]{{3}}" for gap in (" {1,2}", "-", r"\.")),
    ]
)
_WHOLE: Final = re.compile(rf"(?P<country>\(?(?:\+|00)47\)? ?)?(?P<own>{_EIGHT})")
_JOINED: Final = rf"(?: *(?:[{_DASH}/] *)+|[.:]|\)? *)"  # what may stand within a run of digits
_RUN: Final = re.compile(rf"\(?\+?[0-9](?:{_JOINED}[0-9])*")
_FREE_BEFORE: Final = re.compile(r"[\w/@+=#&%?]\Z")
_FREE_AFTER: Final = re.compile(r"[\w@+*#]|\.\w")
_SHORT: Final = re.compile(
    r"[0-9]{3} [0-9]{3}|[1-9][0-9]{2,5}|0[0-9]{4}"
)  # no four or six digits begin with 0: hours, post codes
_NOTHING_ELSE: Final = re.compile(r"116 ?1(?:11|17|23)|0[0-9]{4}")
_MAY_HOLD_ONE: Final = re.compile(rf"\+|(?<![0-9])(?:{_EIGHT}|{_NOTHING_ELSE.pattern})(?![0-9])")
_EXAMPLE: Final = re.compile("(?:00 ?){3}0[1-9]")  # as in the sandbox: nobody has it
_FOREIGN: Final = re.compile(r"\+(?!47)[1-9](?: ?[0-9]){5,14}")
_FOREIGN_END: Final = re.compile(r" *(?:\Z|[,;()])")
_DATE: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
)
_HOURS: Final = re.compile("2[0-4](?: (?:00|15|30|45) (?:[01][0-9]|2[0-4])) (?:00|15|30|45)(?<!00 00)")  # «20 00 08 00»

_HOUR: Final = r"(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
_CLOCK: Final = r"(?:[01][0-9]|2[0-4])[0-5][0-9]"
_TO: Final = rf"(?: ?[{_DASH}] ?| til )"
_SPACED: Final = r"(?:[01][0-9]|2[0-4]) [0-5][0-9]"
_LABEL: Final = (
    r"(?:\w*rom|room|avd|avdeling|etg|etasje|floor|bygg|blokk|hus|fløy|plan|nivå|dør|post|postboks|pb|kl|klokken|fra|til|kontor|"
    r"inngang|sal|seksjon|\w*(?:vei|veien|veg|vegen|gata|gaten|gate))"
)
#: Digits that are no telephone number, nor a part of one: they end a run.
_OTHER: Final = re.compile(
    r"(?i)(?<![\w+])(?<![0-9][-.:/–])(?:"
    rf"(?!00[{_DASH}](?!24)){_HOUR}{_TO}{_HOUR}|(?!00){_CLOCK}{_TO}{_CLOCK}"
    rf"|(?<![0-9] ){_SPACED}{_TO}{_SPACED}(?! ?[0-9])|24[/x]7(?:/365)?"
    r"|(?:[0-9]{1,2}|365) ?(?:(?-i:t)|timer|h|hours|døgn|dager|days|\. ?etg|\. ?etasje)\b"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|{_LABEL}\b\.?[ :]*(?!(?:{_EIGHT})(?!{_JOINED}[0-9]))[0-9]{{1,5}}"
    r"|(?<![0-9] )(?:[0-9]{4}(?= (?-i:[A-ZÆØÅ][a-zæøå]))|0[0-9]{3}(?= (?-i:[A-ZÆØÅ]{2})))"
    r")(?![\w@])(?![-./:–][0-9])"
)
_ADDRESS: Final = re.compile(
    r"(?i)[^ ,;()/]*@[^ ,;()/]*|[^ ,;()]*(?:://|www\.)[^ ,;()]*"
)  # a mail or web address with all its digits

_FILLER: Final = rf"(?:[ .:()]+(?:oss|på|til|er|nr|nummer|direkte)\b)*[{_DASH} .:()]*\Z"
_NOUN: Final = (
    r"(?:(?!(?:tekst|bilde)telefon)\w*telefon|\w*tlf|tel|mobil|mob|phone|sentralbord|(?:vakt|døgn|direkte|service|kontakt)(?=n))"
    r"(?:en|et)?(?:nr|nummer(?:et)?)?"
)
#: A telephone word right before the number, and no other word between them.
_TELEPHONE: Final = re.compile(rf"(?i)(?<![\w-])(?:{_NOUN}|[tm](?=[.:])|ring|ringe|call|calling){_FILLER}")
_OF_A_FEW: Final = re.compile(rf"(?i)(?<!\w)(?:internt?|nød|amk)(?:nr|nummer)?{_FILLER}")  # enough before three to six digits
_EXTENSION: Final = re.compile(r"(?i)(?<!\w)(?:int|internt?|linje|tast|trykk|valg)(?:nr|nummer)?[ .:(]*\Z")
_FAX: Final = re.compile(r"(?i)(?:fax|faks)|(?<!\w)f[.:]")
_FAX_OF_THE_NEXT: Final = re.compile(rf"(?i)(?:(?:fax|faks)(?:en|nr|nummer)?[{_DASH} .:]*|(?<!\w)f[.:] *)[(+0-9]\Z")
_CLAUSE: Final = re.compile(r"[,;|]|\.(?= |\Z)")
_NAMED_OTHERWISE: Final = re.compile(
    r"(?i)\b(?:(?:id|hpr|hf|gln|org|ref|referanse|konto|kid|kunde|sak|avtale|kontrakt|bruker|ansatt|medlem|ordre|bestilling|faktura|"
    r"bilag|lisens|serie|pin|passord|teams|skype|zoom|møte|sms|(?:tekst|bilde)telefon)[ .-]*(?:nr|nummer)?|\w*-?kode)[ .:(]*\Z"
)
#: A number, but of what is not said; or a time.
_NUMBER_OR_TIME: Final = re.compile(r"(?i)(?:\bnr|\w-?(?:nr|nummer)|\b(?:åpent?|stengt|kl|klokken))[ .:(]*\Z")
_DATED: Final = re.compile(r"(?i)\b(?:oppdatert|versjon|dato|pr|per|gjelder|gyldig)[ .:(]*\Z")
_NOT: Final = re.compile(r"(?i)\b(?:ikke|ikkje|aldri|not|never)\b[^,;.]*\Z")
_DO_NOT_CALL: Final = re.compile(
    r"(?i)\b(?:(?:ikke|ikkje|aldri) (?:ring|bruk)|(?:ring|bruk) (?:ikke|ikkje|aldri)|not call)[ .:(]*\Z"
)
#: Of a number that is no more, or not yet: which one of the line, nobody can tell.
_OBSOLETE: Final = re.compile(
    r"(?i)\b(?:gammel|gammelt|(?!(?-i:Gamle (?:Oslo|Fredrikstad)))gamle|gml|tidligere|utgått|utgåtte|utgår|nedlagt|"
    r"opphørt|opphører|erstattet|erstatter|erstattes|avviklet|avvikles|feil ?(?:nr|nummer)|"
    r"old|former|formerly|replaced|obsolete|ute av (?:bruk|drift)|no longer|"
    r"(?:ikke|ikkje) (?:lenger|lengre|lenge|i bruk)|gjelder ikke|gjeld ikkje)\b"
)
_ONE_MORE: Final = re.compile(r"(?i)[ ,/()]*(?:(?:eller|og|evt|or|and)\b\.?[ (]*)?")


class Found(NamedTuple):
    """``start``, ``end``: where it stands in the line. ``phone``: as it is dialled; one of another country as it was written."""

    start: int
    end: int
    phone: str


class _Is(Enum):
    CALLED = auto()  # a telephone word stands before it
    UNSAID = auto()  # it may be a number to call
    NAMED = auto()  # as something else; not so surely that a second one may be taken for the telephone number
    BARRED = auto()  # not to be called, nor accounted for
    EXTENSION = auto()  # of another number in the line
    ACCOUNTED_FOR = auto()


class _Run(NamedTuple):
    """Digits in a row. ``found``: the number that they are, by their shape. ``several``: the first of some between strokes."""

    start: int
    end: int
    digits: str
    found: Found | None
    few: bool
    several: bool
    what: _Is


def contact_of(line: str) -> Contact:
    """Name and number of one line, «IT-vakten, 22 00 00 00 (døgnet)»; what stands behind the number are the hours.

    In doubt (two ways to read it, digits that nothing accounts for beside it) there is no number: the line is read by a human.
    """
    found = phone_in(line)
    if found is None:
        return Contact(name=line.strip())
    start, end, phone = found
    name, behind = line[:start].strip().rstrip(" ,:;–-("), _unwrapped(line[end:].strip(" ,:;–-/").lstrip(". )"))
    return Contact(name=name or behind, phone=phone, hours=behind if name else "")


def _unwrapped(text: str) -> str:
    """Without brackets around all of it, or one that closes what is opened before it."""
    text = text.strip(" ,:;–-/")
    if text.startswith("(") and text.find(")") in (-1, len(text) - 1):
        text = text.strip("()")
    return text[:-1] if text.endswith(")") and "(" not in text else text


def phone_in(line: str) -> Found | None:
    """The number to call. None: there is none, or a doubt which digits are it. The first, where several are named in a row."""
    plain = "".join(map(_plain, line))  # as long as the line
    if _OBSOLETE.search(plain) or any(letter.isdigit() and not letter.isascii() for letter in plain):
        return None
    rest = _OTHER.sub(_blank, _ADDRESS.sub(_blank, plain))
    claims = [run for run in _runs(plain, rest) if run.what is not _Is.ACCOUNTED_FOR]
    if any(len(run.digits) > 6 for run in claims):  # beside a whole number an extension is none, nor are two digits
        claims = [run for run in claims if run.what is not _Is.EXTENSION and len(run.digits) > 2]
    called = [run for run in claims if run.what is _Is.CALLED]
    if len({(run.digits, run.what in (_Is.NAMED, _Is.BARRED)) for run in claims}) == 1:
        return _alone(rest, (called or claims)[0])
    if len({run.digits for run in called}) != 1:
        return None
    return called[0].found if _stands_out(rest, claims, claims.index(called[0])) else None


def _plain(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) == "Cf":  # what cannot be seen parts nothing
        return " "
    return "-" if letter in "\u2010\u2011" else letter


def _blank(found: re.Match[str]) -> str:
    return "\n" * len(found[0])


def _alone(rest: str, run: _Run) -> Found | None:
    """Nothing else in the line claims to be dialled."""
    if run.found is None or run.what in (_Is.NAMED, _Is.BARRED):
        return None
    if run.what is _Is.CALLED or not (run.few or run.several):
        return run.found
    no_words = not any(letter.isalnum() for letter in rest[: run.start] + rest[run.end :])
    likely = _OF_A_FEW.search(rest[: run.start]) or no_words or _NOTHING_ELSE.fullmatch(rest[run.found.start : run.found.end])
    return run.found if likely and not run.several else None


def _stands_out(rest: str, claims: Sequence[_Run], at: int) -> bool:
    """Whether the one with the telephone word is meant: the others are named otherwise, or more of the same behind it."""
    last = claims[at]
    if any(run.what is not _Is.NAMED for run in claims[:at]):
        return False
    for run in claims[at + 1 :]:
        if run.what in (_Is.NAMED, _Is.EXTENSION, _Is.CALLED):  # called: the same once more
            continue
        if run.what is not _Is.UNSAID or run.found is None or _ONE_MORE.fullmatch(rest, last.end, run.start) is None:
            return False
        last = run
    return True


def _runs(plain: str, rest: str) -> list[_Run]:
    """All of two digits and more, each with what the words beside it say of it."""
    spans = [found.span() for found in _RUN.finditer(rest)]
    spans = [(start + (rest[start] == "(" and ")" not in rest[start:end]), end) for start, end in spans]
    spans = [(start, end) for start, end in spans if len(dialled(rest[start:end]).removeprefix("+")) > 1]
    runs: list[_Run] = []
    for span, behind in zip(spans, [*(start for start, _ in spans), len(rest)][1:], strict=True):
        start, end = span
        before, after = rest[runs[-1].end if runs else 0 : start], rest[end : behind + 1]
        found = _whole(plain, span) or _foreign(plain, span) or _short(plain, span)
        what = _what(rest[:start], before, after, rest[start:end], found.phone if found else "")
        text = plain[start:end]
        if _FREE_BEFORE.search(plain[:start]) or _FREE_AFTER.match(plain, end):
            found, what = None, _Is.BARRED
        if found is not None and what is _Is.UNSAID and (_DATE.fullmatch(text) or _HOURS.fullmatch(text)):
            found, what = None, _Is.ACCOUNTED_FOR if _DATED.search(before) else _Is.BARRED
        runs.append(
            _Run(
                start,
                end,
                digits=(dialled(found.phone).removeprefix("+47") if found else dialled(text)),
                found=found,
                few=found is not None and len(dialled(found.phone)) < 7,
                several=found is not None and "/" in text,
                what=what,
            )
        )
    return runs


def _what(line: str, before: str, after: str, text: str, phone: str) -> _Is:
    """By the words between the digits before it and it, and behind it up to the next. ``line``: all of it up to here.

    ``after``: with the first sign of the next. ``text``: as it is written. ``phone``: as it would be dialled; "" where it has not
    the shape of a number.
    """
    if _FAX.search(before) or (_FAX.search(_CLAUSE.split(after, maxsplit=1)[0]) and not _FAX_OF_THE_NEXT.search(after)):
        return _Is.NAMED  # «tlf/faks», «faks, tlf» too: which of the numbers behind it is the fax?
    if _DO_NOT_CALL.search(line):
        return _Is.NAMED
    if _NOT.search(line):
        return _Is.BARRED
    if _TELEPHONE.search(before):
        return _Is.CALLED
    if phone[:1] != "0" and 0 < len(phone) < 6 and _EXTENSION.search(before):
        return _Is.EXTENSION
    for words, what in ((_NAMED_OTHERWISE, _Is.NAMED), (_NUMBER_OR_TIME, _Is.BARRED)):
        if words.search(before):
            return what if phone or _MAY_HOLD_ONE.search(text) else _Is.ACCOUNTED_FOR
    return _Is.UNSAID


def _whole(line: str, span: tuple[int, int]) -> Found | None:
    """One number of eight digits, or the first of some with a stroke between them."""
    start, end = span
    matches = [_WHOLE.fullmatch(part.strip(" ")) for part in line[start:end].split("/")]
    first = matches[0]
    if first is None or None in matches or (first["own"][0] in "01" and not _EXAMPLE.fullmatch(first["own"])):
        return None
    return Found(start, start + first.end(), re.sub(r"^0047", "+47", dialled(first[0])))


def _foreign(line: str, span: tuple[int, int]) -> Found | None:
    text = line[slice(*span)]
    free = _FOREIGN.fullmatch(text) and _FOREIGN_END.match(line, span[1])
    return Found(*span, " ".join(text.split())) if free else None


def _short(line: str, span: tuple[int, int]) -> Found | None:
    text = line[slice(*span)]
    return Found(*span, text.replace(" ", "")) if _SHORT.fullmatch(text) else None
