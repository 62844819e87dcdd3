"""The telephone number of a line somebody has written: the right one, or none. A wrong one in large type is dialled.

A number is taken where the line leaves no doubt: eight digits of a Norwegian shape («22 00 00 00», «900 00 000» or together;
Nkom's number plan, Språkrådet) that are no part of a longer run of digits; three to six digits behind a telephone word, that are
all the line, or that can be nothing else («116 117», «02800»); one of another country with its «+». Rooms, hours, dates, post
codes and counts stand in the same lines. Whatever else the line holds, a human reads it whole.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from provesvar_gui.domain.contacts import Contact, dialled

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
_FREE_BEFORE: Final = re.compile(r"[\w/@+=#&%?]$")
_FREE_AFTER: Final = re.compile(r"[\w@+*#]|\.\w")
_SHORT: Final = re.compile(
    r"[0-9]{3} [0-9]{3}|[1-9][0-9]{2,5}|0[0-9]{4}"
)  # no four or six digits begin with 0: hours, post codes
_NOTHING_ELSE: Final = re.compile(r"116 ?1(?:11|17|23)|0[0-9]{4}")
_EXAMPLE: Final = re.compile("(?:00 ?){3}0[1-9]")  # as in the sandbox: nobody has it
_DATE: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}"
)

_ABROAD: Final = re.compile(r"\+(?!47)|(?<![0-9])00(?!47)[1-9][0-9]")
_FOREIGN: Final = re.compile(r"(?<![\w/@+])\+[1-9](?: ?[0-9]){5,14}(?= *(?:$|[,;()]))")

_HOUR: Final = r"(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
_CLOCK: Final = r"(?:[01][0-9]|2[0-4])[0-5][0-9]"
_TO: Final = rf"(?: ?[{_DASH}] ?| til )"
_LABEL: Final = (
    r"(?:\w*rom|room|avd|avdeling|etg|etasje|floor|bygg|blokk|hus|fløy|plan|nivå|dør|post|postboks|pb|kl|klokken|fra|til|kontor|"
    r"inngang|sal|seksjon)"
)
#: Digits that are no telephone number, nor a part of one: they end a run.
_OTHER: Final = re.compile(
    r"(?i)(?<![\w+])(?<![0-9][-.:/–])(?:"
    rf"(?!00[{_DASH}](?!24)){_HOUR}{_TO}{_HOUR}|(?!00){_CLOCK}{_TO}{_CLOCK}|24[/x]7|[0-9]{{1,2}} ?(?:t|timer|h|hours|døgn)\b"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|{_LABEL}\b\.?[ :]*(?!(?:{_EIGHT})(?!{_JOINED}[0-9]))[0-9]{{1,5}}"
    r"|(?<![0-9] )[0-9]{4}(?= (?-i:[A-ZÆØÅ][a-zæøå]))"
    r")(?![\w@])(?![-./:–][0-9])"
)
_TELEPHONE: Final = re.compile(
    r"(?i)(?<!\w)(?:\w*telefon|tlf|tel|ring|ringe|mobil|mob|internt?|calling|sentralbord|phone|call|nød|amk)(?:nr|nummer)?"
    r"(?:[ .:(]+(?:oss|på|nr|nummer|internt?)\b)*[ .:(]*$"
)
_FAX_BEFORE: Final = re.compile(rf"(?i)(?:fax|faks)(?:nr|nummer)?[{_DASH} .:(]*(?:nr[ .:]*)?$")
_FAX_BEHIND: Final = re.compile(rf"(?i) *[{_DASH}(]? *\w*(?:fax|faks)")
_NAMED_OTHERWISE: Final = re.compile(
    r"(?i)(?:\b(?:id|hpr|gln|kode|ref|versjon|oppdatert|org\.? ?nr|konto)|\w(?:id|nr|nummer|kode))[ .:(]*$"
)
_NOT: Final = re.compile(r"(?i)\b(?:ikke|ikkje|not)\b[^,;.]*$")


class Found(NamedTuple):
    """``start``, ``end``: where it stands in the line. ``phone``: as it is dialled; one of another country as it was written."""

    start: int
    end: int
    phone: str


def contact_of(line: str) -> Contact:
    """Name and number of one line, «IT-vakten, 22 00 00 00 (døgnet)»; what stands behind the number are the hours.

    In doubt (two ways to read it, digits of a room or an hour beside it) there is no number: the line is read by a human.
    """
    found = phone_in(line)
    if found is None:
        return Contact(name=line.strip())
    start, end, phone = found
    name, behind = line[:start].strip().rstrip(" ,:;–-("), line[end:].strip(" ,:;–-()/").lstrip(". ")
    return Contact(name=name or behind, phone=phone, hours=behind if name else "")


def phone_in(line: str) -> Found | None:
    """The number to call. None: there is none, or a doubt which digits are it. The first, where several are named in a row."""
    plain = "".join(map(_plain, line))  # as long as the line
    if any(letter.isdigit() and not letter.isascii() for letter in plain):
        return None
    if _ABROAD.search(plain):
        return _only(
            [Found(*each.span(), " ".join(each[0].split())) for each in _FOREIGN.finditer(plain) if _may(plain, each.span())]
        )
    rest = _OTHER.sub(lambda other: "\n" * len(other[0]), plain)
    runs = [run.span() for run in _RUN.finditer(rest)]
    return next(filter(None, (_whole(plain, run) for run in runs)), None) or _short(plain, rest, runs)


def _plain(letter: str) -> str:
    if letter.isspace() or unicodedata.category(letter) == "Cf":  # what cannot be seen parts nothing
        return " "
    return "-" if letter in "\u2010\u2011" else letter


def _whole(line: str, run: tuple[int, int]) -> Found | None:
    """The run is one number of eight digits, or the first of some with a stroke between them."""
    start, end = run
    if line[start] == "(" and ")" not in line[start:end]:
        start += 1
    parts = line[start:end].split("/")
    matches = [_WHOLE.fullmatch(part.strip(" ")) for part in parts]
    first = matches[0]
    if first is None or None in matches or not _may(line, (start, end)):
        return None
    own = first["own"]
    nobodys = own[0] in "01" and not _EXAMPLE.fullmatch(own)
    if nobodys or (_DATE.fullmatch(own) and not _called(line, start)):
        return None
    return Found(start, start + first.end(), re.sub(r"^0047", "+47", dialled(first[0])))


def _short(line: str, rest: str, runs: list[tuple[int, int]]) -> Found | None:
    """Three to six digits, where the line holds no others that could be meant."""
    runs = [(start, end) for start, end in runs if len(dialled(line[start:end])) > 1 and not _is_fax(line, (start, end))]
    if len(runs) != 1:
        return None
    start, end = runs[0]
    start += line[start] == "("
    text = line[start:end]
    alone = not any(letter.isalnum() for letter in rest[:start] + rest[end:])
    likely = _SHORT.fullmatch(text) and (_called(line, start) or alone or _NOTHING_ELSE.fullmatch(text))
    return Found(start, end, text.replace(" ", "")) if likely and _may(line, (start, end)) else None


def _may(line: str, span: tuple[int, int]) -> bool:
    """Whether it stands free, and nothing beside it says that it is something else."""
    start, end = span
    before = line[:start]
    if _FREE_BEFORE.search(before) or _FREE_AFTER.match(line, end) or _is_fax(line, span) or _NOT.search(before):
        return False
    return _called(line, start) or not _NAMED_OTHERWISE.search(before)


def _called(line: str, start: int) -> bool:
    return _TELEPHONE.search(line[:start]) is not None


def _is_fax(line: str, span: tuple[int, int]) -> bool:
    """A fax is nobody to call."""
    return _FAX_BEFORE.search(line[: span[0]]) is not None or _FAX_BEHIND.match(line, span[1]) is not None


def _only(found: list[Found]) -> Found | None:
    return found[0] if len(found) == 1 else None
