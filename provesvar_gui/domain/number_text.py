"""What people type, paste and scan as a number, brought to plain text (domain/README.md §3)."""

from __future__ import annotations

import re
import unicodedata

from provesvar_gui.domain.person_numbers import control_digit_rule, date_in_year

# Never ``str.isdigit`` or ``\d``: both take Arabic-Indic digits, the former ``²`` as well.
_PLAIN_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # control (tab, newline, a scanner's marks), zero-width and bidi, spaces
_UNSEEN_MARKS = dict.fromkeys([0x034F, 0x2800, *range(0xFE00, 0xFE10)])  # as unseen, but filed with accents and symbols
_DASHES = frozenset({"Pd"})
_LONGEST = 2000  # characters; a longer text is not looked at
_NO_SEPARATORS = dict.fromkeys(map(ord, "./:．／：∕⁄−˗⁃"))  # and look-alikes of dash and slash that Unicode files elsewhere
# Compiled when they are first used, which is after the first paint; ``re`` keeps them.
_SPREADSHEET = r"([^0-9]*[0-9]{10,11})[.,]0+"
_LABELLED = r"(?s)([^\W\d_]+)([0-9].*)"
_FOUR_DIGIT_YEAR = r"([0-9]{4})((?:18|19|20)[0-9]{2})([0-9]{5})"
_WRITTEN_DATE = r"[0-9]{2}[./-][0-9]{2}[./-][0-9]{4}"
_AMONG_WORDS = (
    r"(?<![^\W_])(?<![0-9][ .,:/-])((?:[0-9]{6}|[0-9]{2}[./-][0-9]{2}[./-](?:18|19|20)?[0-9]{2})[ -]{0,3}[0-9]{5})"
    r"(?![^\W_])(?![ .,:/-][0-9])"
)

_PERSON_LABELS = frozenset(
    {
        *("fnr", "fnummer", "fødselsnr", "fødselsnummer", "foedselsnummer", "fodselsnummer", "fødselsogpersonnummer", "født"),
        *("dnr", "dnummer", "fnrdnr", "fnroddnr", "fnrellerdnr", "fødselsnummerdnummer"),
        *("pnr", "persnr", "personnr", "personnummer", "personid", "pid", "nin", "id", "idnr", "idnummer", "pasient"),
        *(
            "fhn",
            "fhnr",
            "fhnummer",
            "hnr",
            "hnummer",
            "hjelpenr",
            "hjelpenummer",
            "felleshjelpenummer",
            "duf",
            "dufnr",
            "dufnummer",
        ),
    }
)


def _without(text: str, categories: frozenset[str]) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in categories)


def visible(text: str) -> str:
    """Without spaces and what cannot be seen; full-width digits as plain ones. Never raises."""
    return _without(text.translate(_PLAIN_DIGITS).translate(_UNSEEN_MARKS), _UNSEEN)


def strip_separators(text: str, labels: frozenset[str]) -> str:
    """Drop spaces, dashes, dots, slashes, colons and invisible marks, a spreadsheet's ``.0``, and one of ``labels`` in front.

    ``labels``: lower case, without separators. Anything else stays, so that the checks can refuse it. Idempotent. Never raises.
    """
    while (stripped := _strip_once(text, labels)) != text:  # what is dropped may bring a label or a ``,0`` to light
        text = stripped
    return text


def _strip_once(text: str, labels: frozenset[str]) -> str:
    seen = visible(text)
    spreadsheet = re.fullmatch(_SPREADSHEET, seen)
    bare = _without(spreadsheet[1] if spreadsheet else seen, _DASHES).translate(_NO_SEPARATORS)
    labelled = re.fullmatch(_LABELLED, bare)
    if labelled and labelled[1].casefold() in labels:
        return labelled[2]
    return bare


def clean(text: str) -> str:
    """A patient number as it was meant: eleven ASCII digits where it is one, else what remains of the text.

    Understands a label in front (``Fnr: 120579 00499``), a four-digit year (``12.05.1979 00499``) and a spreadsheet's ``.0``.
    The century is dropped from a date that exists only; from digits in one row only if they then make a valid number: two digits
    too many are not to vanish. Idempotent. Never raises. Corrects no digit. A text that is too long stays as it is.
    """
    if not text or len(text) > _LONGEST:
        return text
    bare = strip_separators(text, _PERSON_LABELS)
    with_year = re.fullmatch(_FOUR_DIGIT_YEAR, bare)
    if not with_year:
        return bare
    number = with_year[1] + with_year[2][2:] + with_year[3]
    if date_in_year(number, int(with_year[2])) is None:
        return bare
    meant = re.search(_WRITTEN_DATE, visible(text)) or control_digit_rule(number)
    return number if meant else bare


def find_number(text: str) -> str:
    """The eleven digits that a pasted text means: all of it, or the only such number among its words; "" where that is doubtful.

    A number that touches a letter, or has more digits beside it, is none. In a text that is too long to be looked at whole there
    is none either: another number might stand behind the part that is looked at. Never raises.
    """
    if len(text) > _LONGEST:
        return ""
    whole = clean(text)
    if len(whole) == 11 and digits_only(whole):
        return whole
    found = {clean(number) for number in re.findall(_AMONG_WORDS, "".join(map(_plain, text)))}
    number = found.pop() if len(found) == 1 else ""
    return number if len(number) == 11 else ""


def may_hold_number(text: str) -> bool:
    """Whether eleven digits of any script follow each other with no letter between: a number, or several. Never raises."""
    count = 0
    for character in text:
        if unicodedata.category(character).startswith("L"):
            count = 0
        elif unicodedata.decimal(character, None) is not None:
            count += 1
            if count == 11:
                return True
    return False


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in _DASHES:
        return "-"
    if category == "Zs" or character == "\t":
        return " "
    if category in ("Cc", "Zl", "Zp"):
        return "\n"
    return visible(character)


def digits_only(text: str) -> bool:
    """Whether there is nothing but ASCII digits, and at least one."""
    return text.isascii() and text.isdigit()
