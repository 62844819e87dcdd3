"""The telephone number of a line that somebody has written: the right one, or none. A wrong one in large type is dialled.

A line is understood whole or not at all. It is: whom one calls, in words that are known here; one number; an extension; hours. Of
each only what stands below. Any other word («faks», «kundenr.», «virker ikke», a name) may say of the number that it is not the
one to call, any other digits may be the one, so that with them no number is taken and a human reads the line as it was written.
What is no telephone number cannot be listed; what people write beside one can.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from provesvar_gui.domain.contacts import Contact, dialled

_GAP: Final = "[ ,;.:()-]+"


def _one_of(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_CALL: Final = _one_of(
    """
    tlf tlfnr telefon telefonen telefonnr telefonnummer telefonnummeret tel telephone phone mobil mobilen mobiltelefon mob
    vakttlf vakttelefon vakttelefonen vaktnr vaktnummer døgntelefon direktetelefon ring ringe call intern internt
    """
)
_TELEPHONE: Final = rf"{_CALL}(?:{_GAP}(?:nr|nummer|er|oss|på|us|at|on))*"
#: Nobody by name. None of these makes another thing of the number behind it.
_WHO: Final = _one_of(
    """
    it ikt ict lab laboratorium laboratoriet laboratory vakt vakta vakten bakvakt døgnvakt driftsvakt drift support
    brukerstøtte brukerstøtten brukerstøtta brukarstøtte brukarstøtta helpdesk servicedesk servicedesken help service desk
    avdeling avdelingen avdelinga sentralbord sentralbordet switchboard
    personvern personvernombud personvernombudet personvernombod personvernombodet privacy data protection officer
    """
)
_PAIRS: Final = "|".join(
    f"[0-9]{{2}}(?:{gap}[0-9]{{2}}){{3}}|[0-9]{{3}}{gap}[0-9]{{2}}{gap}[0-9]{{3}}" for gap in (" {1,2}", "-", r"\.")
)
#: Eight digits as Norwegians write them (Nkom's number plan, Språkrådet), or the sandbox's examples, which nobody has.
_EIGHT: Final = rf"(?:\((?:\+|00)47\) ?|(?:\+|00)47 ?)?(?=[2-9]|(?:00 ?){{3}}0[1-9])(?:[0-9]{{8}}|{_PAIRS})"
_FIVE: Final = "0[1-9][0-9]{3}"  # the public ones
#: Behind a telephone word: no year, and no time of day («ring 1500», «ring på 1620»).
_FEW: Final = (
    "(?:(?<!på )(?<!at )(?<!on )|(?!(?:[01][0-9]|2[0-3])[0-5][0-9](?![0-9])))"
    "(?!19|20|(?:1[0-9]|2[0-4])(?:00|15|30|45)(?![0-9]))[1-9][0-9]{3,4}"
)
#: What eight digits may be otherwise, however they are set apart, and even behind a telephone word («ring på 24122026»): a date,
#: or the hours of a day («20 00 08 00»).
_A_TIME: Final = re.compile(
    "(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}|"
    "2[0-4](?:00|15|30|45)(?:[01][0-9]|2[0-4])(?:00|15|30|45)(?<!0000)"
)
_EXTENSION: Final = r"[ ,(]+(?:int|internt?|linje|tast|trykk|valg|ext|extension)[. :]+[1-9][0-9]{0,4}"

_HOUR: Final = "(?:[01]?[0-9]|2[0-4])(?:[.:][0-5][0-9])?"
_TO: Final = "(?: ?- ?| til | to )"
_HOURS: Final = (
    rf"(?:{_HOUR}{_TO}{_HOUR}|(?:0[0-9]|1[0-8])(?:00|15|30|45){_TO}(?:[01][0-9]|2[0-4])(?:00|15|30|45)|24/7(?:/365)?|"
    "(?:24|365) (?:t|timer|timar|hours|dager|dagar|days))"
)
_DAYS: Final = _one_of(
    """
    kl klokka klokken hverdag hverdager kvardag kvardagar virkedager yrkedagar daglig dagleg daily weekdays weekends
    mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag helligdag helligdager heilagdagar
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    man tir ons tor fre lør søn mån tys lau helg helga helgen helger dag dager dagar natt kveld
    alle hele heile døgn døgnet rundt døgnåpen døgnåpent døgnope døgnopen around the clock i og and
    dagtid kontortid arbeidstid telefontid åpningstid åpningstider åpen åpent ope open opent
    """
)

_WHEN: Final = f"{_GAP}{_DAYS}(?:{_GAP}{_HOURS})?"

_LINE: Final = re.compile(
    rf"(?:{_GAP})?(?:(?:{_WHO}|{_TELEPHONE}){_GAP})*?(?P<called>{_TELEPHONE}{_GAP})?(?<!-)"
    rf"(?P<number>(?(called)(?:{_EIGHT}|{_FIVE}|(?P<few>{_FEW}))|(?:{_EIGHT}|{_FIVE})))(?(few)|(?:{_EXTENSION})?)"
    rf"(?:(?:[ .:)]*[,;(] *{_HOURS}|{_WHEN})(?:{_WHEN})*)?[ .)]*",
    re.IGNORECASE,
)
#: Beside these nothing may stand: «ved livsfare ring 113».
_ALONE: Final = re.compile(" *(?P<number>11[023]|116 ?1(?:11|17|23)) *")


class Found(NamedTuple):
    """``start``, ``end``: where it stands in the line. ``phone``: as it is dialled."""

    start: int
    end: int
    phone: str


def contact_of(line: str) -> Contact:
    """Name and number of one line, «IT-vakten, 22 00 00 00 (døgnet)»; what stands behind the number are the hours.

    Where it is not understood whole there is no number: it is shown as it was written.
    """
    found = phone_in(line)
    if found is None:
        return Contact(name=line.strip())
    start, end, phone = found
    name, behind = line[:start].strip().rstrip(" ,:;–-("), _unwrapped(line[end:].strip(" ,:;–-/").lstrip(". )"))
    return Contact(name=name or behind, phone=phone, hours=behind if name else "")


def phone_in(line: str) -> Found | None:
    """The number to call. None: there is none, or the line holds anything that is not understood."""
    plain = re.sub("[\u2010-\u2014\u2212]", "-", re.sub(r"\s", " ", line))  # as long as the line
    match = _LINE.fullmatch(plain) or _ALONE.fullmatch(plain)
    if match is None or _A_TIME.fullmatch(re.sub("[^0-9]", "", match["number"])):
        return None
    return Found(*match.span("number"), re.sub("^0047", "+47", dialled(match["number"])))


def _unwrapped(text: str) -> str:
    """Without brackets around all of it, or one that closes what is opened before it."""
    text = text.strip(" ,:;–-/")
    if text.startswith("(") and text.find(")") in (-1, len(text) - 1):
        text = text.strip("()")
    return text[:-1] if text.endswith(")") and "(" not in text else text
