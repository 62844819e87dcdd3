"""The telephone number of a line somebody has written: the right one, or none. A wrong one in large type is dialled.

Norwegian numbers have eight digits, written «22 00 00 00», «900 00 000» or together, or three to six that stand alone (Nkom's
number plan; Språkrådet). Rooms, hours, dates and counts stand in the same lines.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from provesvar_gui.domain.contacts import Contact, dialled

_SPACES: Final = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " ") | dict.fromkeys("\u2010\u2011", "-"))
_BEFORE: Final = r"(?<![\w/@+])(?<![0-9][-.:–])"  # not of a date, of hours, of an address
_AFTER: Final = r"(?![\w@])(?![-./:–][0-9])(?! ?(?:t|timer|h|hours)\b)"
_PREFIX: Final = r"(?:\(?(?:\+|00)47\)? ?)?"
_SHAPES: Final = (
    r"[0-9]{8}",
    r"[0-9]{2}(?P<gap> {1,2}|[-.])[0-9]{2}(?P=gap)[0-9]{2}(?P=gap)[0-9]{2}",
    r"[0-9]{3}(?P<gap> {1,2}|[-.])[0-9]{2}(?P=gap)[0-9]{3}",
)
#: Looked for at every place, so that two that overlap are both found.
_EIGHT: Final = tuple(re.compile(rf"(?={_BEFORE}(?P<whole>{_PREFIX}(?P<own>{shape})){_AFTER})") for shape in _SHAPES)
_ABROAD: Final = re.compile(r"\+(?!47)|(?<![0-9])00(?!47)[1-9][0-9]")
_FOREIGN: Final = re.compile(r"(?<![\w/@+])\+[1-9](?: ?[0-9]){5,14}(?=\s*(?:$|[,;()]))")
_ALONE: Final = r"(?=$|[\s),;!?]|[.:](?:\s|$))(?! [0-9])(?! ?(?:t|timer|h|hours)\b)"
_SHORT: Final = re.compile(r"(?:(?<=^)|(?<=[\s(,:;]))(?<![0-9] )(?:[0-9]{3} [0-9]{3}|[0-9]{3,6})" + _ALONE)
_NO_PHONE_AFTER: Final = re.compile(
    r"(?i)\b(rom|room|avd|avdeling|etg|etasje|floor|bygg|blokk|hus|fløy|plan|nivå|dør|post|postboks|pb|kl|klokken|fra|til)\.?[\s:]*$"
)
_FAX: Final = re.compile(r"(?i)\b(tele)?(fax|faks)\.?[\s:]*(nr\.?[\s:]*)?$")


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
    """The number to call. None: there is none, or more than one way to read it."""
    plain = line.translate(_SPACES)  # as long as the line
    if _ABROAD.search(plain):
        return _only([Found(*each.span(), " ".join(each[0].split())) for each in _FOREIGN.finditer(plain)])
    return _eight(plain) if any(shape.search(plain) for shape in _EIGHT) else _only(_short(plain))


def _eight(line: str) -> Found | None:
    """The first, where several are named one after the other."""
    seen = [match for shape in _EIGHT for match in shape.finditer(line) if not _FAX.search(line[: match.start()])]
    likely = [match for match in seen if match["own"][0] not in "01"] or seen  # no Norwegian number of eight digits begins so
    spans = sorted({match.span("whole") for match in likely}, key=lambda span: (span[0], -span[1]))
    outer = [span for span in spans if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)]
    if not outer or any(later[0] < earlier[1] for earlier, later in pairwise(outer)):
        return None
    start, end = outer[0]
    return Found(start, end, re.sub(r"^0047", "+47", dialled(line[start:end])))


def _short(line: str) -> list[Found]:
    found = (match for match in _SHORT.finditer(line) if not _NO_PHONE_AFTER.search(line[: match.start()]))
    return [Found(*match.span(), match[0].replace(" ", "")) for match in found]


def _only(found: list[Found]) -> Found | None:
    return found[0] if len(found) == 1 else None
