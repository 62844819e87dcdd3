"""Norwegian person numbers: kind, date, series, control digits, and the judgement of a number (patient/README.md §1-§3).

The first functions say what a number *is* and want eleven ASCII digits; ``check_patient_number`` judges any text. python-stdnum
is not used: it refuses D-numbers of the 2021 series, FH-numbers, synthetic ones and the rule of 2032.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple


class NumberKind(StrEnum):
    FNR = "fnr"
    DNR = "dnr"
    FH = "fh"


class Synthetic(StrEnum):
    """The number added to the month. ``H_OR_NAV40``: a local H-number or a NAV test number, which cannot be told apart."""

    NONE = "none"
    SKD80 = "skd80"
    NHN65 = "nhn65"
    H_OR_NAV40 = "h_or_nav40"


class ControlDigitRule(StrEnum):
    """Which rule the control digits meet. A number that meets the rule of 1964 meets the one of 2032 too."""

    R1964 = "1964"
    R2032 = "2032"


RULE_2032_FROM = datetime.date(2032, 1, 1)
GRACE = datetime.timedelta(days=1)  # how far ahead a birth date may lie: a workstation's date may be behind a newborn's

_WEIGHTS_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_WEIGHTS_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_WEIGHTS_DUF = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
_WEIGHTS_ORGANISATION = (3, 2, 7, 6, 5, 4, 3, 2)

_MONTH_SHIFTS = {
    Synthetic.NONE: 0,
    Synthetic.H_OR_NAV40: 40,
    Synthetic.NHN65: 65,
    Synthetic.SKD80: 80,
}

# (first and last individual number, first and last year). Two ranges of years never share both a number and a two-digit year.
_FNR_SERIES = (
    (500, 749, 1854, 1899),
    (0, 499, 1900, 1999),
    (900, 999, 1940, 1999),
    (500, 999, 2000, 2039),
)
_DNR_SERIES = (  # as given out since 16 November 2021
    (500, 599, 1858, 1899),
    (0, 199, 1900, 1939),
    (0, 499, 1940, 1999),
    (600, 999, 1940, 1999),
    (200, 999, 2000, 2039),
)


def kind_of_number(digits: str) -> NumberKind:
    """The kind, by the first digit: 8 and 9 are FH-numbers, 4-7 D-numbers."""
    if digits[:1] in ("8", "9"):
        return NumberKind.FH
    return NumberKind.DNR if digits[:1] in ("4", "5", "6", "7") else NumberKind.FNR


def synthetic_of_number(digits: str) -> Synthetic:
    """The number added to the month; NONE also for FH-numbers and invalid months."""
    if kind_of_number(digits) is NumberKind.FH:
        return Synthetic.NONE
    month = int(digits[2:4])
    return next((kind for kind, shift in _MONTH_SHIFTS.items() if 1 <= month - shift <= 12), Synthetic.NONE)


def control_digit_rule(digits: str) -> ControlDigitRule | None:
    """The stricter rule that both control digits meet, or None. FH-numbers know only that of 1964: no source extends 2032."""
    if _weighted(digits, _WEIGHTS_2) % 11 != 0:
        return None
    remainder = _weighted(digits, _WEIGHTS_1) % 11
    if remainder == 0:
        return ControlDigitRule.R1964
    if remainder <= 3 and kind_of_number(digits) is not NumberKind.FH:
        return ControlDigitRule.R2032
    return None


def possible_date(digits: str) -> bool:
    """Whether day and month exist in some century. True for FH-numbers, which hold no date."""
    if kind_of_number(digits) is NumberKind.FH:
        return True
    # 2000-2099 has its leap years where any century has one: 1900 lacks one, none has one more.
    return _date(digits, 2000 + int(digits[4:6])) is not None


def birth_year(digits: str, today: datetime.date) -> int | None:
    """The year that date and series stand for, by the series before 2032; None where the series is not in use.

    A D-number with 200-499 belongs to 2000-2039 if given out since November 2021, but to 1900-1939 if older: it is the latter
    where the former still lies ahead, or a person of ninety would be refused as not yet born.
    """
    kind = kind_of_number(digits)
    if kind is NumberKind.FH:
        return None
    individual, short_year = int(digits[6:9]), int(digits[4:6])
    for low, high, first, last in _FNR_SERIES if kind is NumberKind.FNR else _DNR_SERIES:
        year = first - first % 100 + short_year
        if low <= individual <= high and first <= year <= last:
            birth = _date(digits, year)
            older = kind is NumberKind.DNR and individual <= 499 and birth is not None and birth > today + GRACE
            return year - 100 if older else year
    return None


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _date(digits: str, year: int) -> datetime.date | None:
    day = int(digits[:2]) - (40 if kind_of_number(digits) is NumberKind.DNR else 0)
    month = int(digits[2:4]) - _MONTH_SHIFTS[synthetic_of_number(digits)]
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


# Never ``str.isdigit`` or ``\d``: both take Arabic-Indic digits, the former ``²`` as well.
_PLAIN_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}
_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})  # control (tab, newline), zero-width and bidi, spaces
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

_PERSON_LABELS = frozenset(  # lower case, without separators
    {
        *("fnr", "fnummer", "fødselsnr", "fødselsnummer", "foedselsnummer", "fodselsnummer", "fødselsogpersonnummer", "født"),
        *("dnr", "dnummer", "fnrdnr", "fnroddnr", "fnrellerdnr", "fødselsnummerdnummer", "duf", "dufnr", "dufnummer"),
        *("pnr", "persnr", "personnr", "personnummer", "personid", "pid", "nin", "id", "idnr", "idnummer", "pasient"),
        *("fhn", "fhnr", "fhnummer", "hnr", "hnummer", "hjelpenr", "hjelpenummer", "felleshjelpenummer"),
    }
)


def _without(text: str, categories: frozenset[str]) -> str:
    return "".join(c for c in text if unicodedata.category(c) not in categories)


def visible(text: str) -> str:
    """The text without spaces and invisible characters; full-width digits as plain ones. Never raises."""
    return _without(text.translate(_PLAIN_DIGITS).translate(_UNSEEN_MARKS), _INVISIBLE_CATEGORIES)


def _strip_separators(text: str) -> str:
    """Drop separators, invisible marks, a spreadsheet's ``.0``, and a label in front; the checks refuse the rest. Idempotent."""
    while (stripped := _strip_once(text)) != text:  # what is dropped may bring a label or a ``,0`` to light
        text = stripped
    return text


def _strip_once(text: str) -> str:
    seen = visible(text)
    spreadsheet = re.fullmatch(_SPREADSHEET, seen)
    bare = _without(spreadsheet[1] if spreadsheet else seen, _DASHES).translate(_NO_SEPARATORS)
    labelled = re.fullmatch(_LABELLED, bare)
    if labelled and labelled[1].casefold() in _PERSON_LABELS:
        return labelled[2]
    return bare


def clean(text: str) -> str:
    """The intended patient number: eleven ASCII digits, or the cleaned text where it is none.

    Understands a label in front (``Fnr: 120579 00499``), a four-digit year (``12.05.1979 00499``) and a spreadsheet's ``.0``.
    The century is dropped from a date that exists only; from digits in one row only if they then make a valid number: two digits
    too many are not to vanish. Idempotent. Never raises. Corrects no digit. A text that is too long stays as it is.
    """
    if not text or len(text) > _LONGEST:
        return text
    bare = _strip_separators(text)
    with_year = re.fullmatch(_FOUR_DIGIT_YEAR, bare)
    if not with_year:
        return bare
    number = with_year[1] + with_year[2][2:] + with_year[3]
    if _date(number, int(with_year[2])) is None:
        return bare
    meant = re.search(_WRITTEN_DATE, visible(text)) or control_digit_rule(number)
    return number if meant else bare


def find_number(text: str) -> str:
    """The patient number in a pasted text: all of it, or the only one among its words; "" where that is doubtful.

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
    return text.isascii() and text.isdigit()


# Published test persons, whose digits look real (patient/README.md §4: «Testaktører» of e-resept, NHN samples).
KNOWN_TEST_PERSONS = frozenset(
    {
        *("01017112364", "02039000183", "02117800213", "03117000205", "03117800252", "04056600324", "04129700489"),
        *("05073500186", "05086900124", "07070750710", "08077000292", "09090950972", "11028600374", "11064700342"),
        *("11079500412", "12050050295", "12057900499", "12119000465", "13031353453", "13046700125", "13116900216"),
        *("14019800513", "14076800236", "14077700162", "15040650560", "15045400112", "15051555535", "15076500565"),
        *("17108300566", "18118500284", "19079800468", "19095800273", "19128600143", "20086600138", "21016400952"),
        *("21030550231", "22047800106", "23077200290", "24048600332", "25047039315", "28027000608", "28096900254"),
        *("29019900248", "70019950032"),
    }
)


_OLDEST = 120  # years
_SYSTEMS = {
    "2.16.578.1.12.4.1.4.1": NumberKind.FNR,
    "2.16.578.1.12.4.1.4.2": NumberKind.DNR,
    "2.16.578.1.12.4.1.4.3": NumberKind.FH,
}


class Profile(StrEnum):
    TEST = "test"
    PROD = "prod"


class NumberPolicy(StrEnum):
    """The consequence of a finding. WARN never blocks."""

    ACCEPT = "accept"
    WARN = "warn"
    REJECT = "reject"


class NumberReason(StrEnum):
    EMPTY = "EMPTY"
    NOT_DIGITS = "NOT_DIGITS"
    LENGTH = "LENGTH"
    LEADING_ZERO_LOST = "LEADING_ZERO_LOST"
    LOOKS_LIKE_ORGNR_OR_HPR = "LOOKS_LIKE_ORGNR_OR_HPR"
    DUF_NOT_SUPPORTED = "DUF_NOT_SUPPORTED"
    DATE = "DATE"
    CHECK_DIGIT = "CHECK_DIGIT"
    SYNTHETIC_IN_PROD = "SYNTHETIC_IN_PROD"
    H_NUMBER_OR_NAV_TEST = "H_NUMBER_OR_NAV_TEST"
    FH_NO_KJERNEJOURNAL = "FH_NO_KJERNEJOURNAL"
    KNOWN_TEST_PERSON_IN_PROD = "KNOWN_TEST_PERSON_IN_PROD"
    REAL_LOOKING_IN_TEST = "REAL_LOOKING_IN_TEST"
    RULE_2032_TOO_EARLY = "RULE_2032_TOO_EARLY"
    BIRTH_IN_FUTURE = "BIRTH_IN_FUTURE"
    SERIES_NOT_IN_USE = "SERIES_NOT_IN_USE"
    AGE_OVER_120 = "AGE_OVER_120"


_REJECTING = {
    Profile.PROD: frozenset(
        {NumberReason.SYNTHETIC_IN_PROD, NumberReason.H_NUMBER_OR_NAV_TEST, NumberReason.BIRTH_IN_FUTURE},
    ),
    Profile.TEST: frozenset[NumberReason](),
}


class PatientId:
    """Eleven digits. Its ``repr`` and ``str`` are masked: only ``digits`` and ``grouped`` tell the number (invariant 1)."""

    __slots__ = ("_digits",)

    def __init__(self, digits: str) -> None:
        self._digits = digits

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PatientId) and self._digits == other._digits

    def __hash__(self) -> int:
        return hash(self._digits)

    def __repr__(self) -> str:
        return "PatientId(***)"

    @property
    def digits(self) -> str:
        return self._digits

    @property
    def grouped(self) -> str:
        return group(self.digits)

    @property
    def kind(self) -> NumberKind:
        return kind_of_number(self.digits)


class NumberCheck(NamedTuple):
    """The judgement of a typed number.

    ``patient``: set unless the number is refused. ``reasons``: empty for ACCEPT. ``normalised``: the cleaned text.
    ``digits_so_far``: how many digits the cleaned text holds, so that an unfinished number is not shouted at.
    ``kind``: known from eleven digits on, also where they are refused. ``birth_date``: "fra nummeret", only before 2032 and only
    where the number itself tells it. ``suggestion``: eleven digits to ask about (LEADING_ZERO_LOST), never to take unasked.
    """

    policy: NumberPolicy
    reasons: tuple[NumberReason, ...] = ()
    patient: PatientId | None = None
    normalised: str = ""
    digits_so_far: int = 0
    kind: NumberKind | None = None
    birth_date: datetime.date | None = None
    suggestion: str = ""

    def __repr__(self) -> str:
        return f"NumberCheck({self.policy}, {list(self.reasons)})"  # nothing of the number


def group(digits: str) -> str:
    return f"{digits[:6]} {digits[6:]}" if len(digits) > 6 else digits


def kind_of_identifier_system(system: str) -> NumberKind | None:
    """The kind that a FHIR identifier system stands for, with or without ``urn:oid:``; None for any other system."""
    return _SYSTEMS.get(system.strip().lower().removeprefix("urn:oid:"))


def persons(number: str) -> bool:
    """Whether the digits are of a person's number, so that a different one is another person's."""
    return len(number) == 11 and digits_only(number) and possible_date(number) and control_digit_rule(number) is not None


def check_patient_number(text: str, *, profile: Profile | None, today: datetime.date) -> NumberCheck:
    """Clean and check. Never raises, never corrects a digit. ``profile`` None: not known yet, checked as mildly as possible."""
    if profile is None:
        both = (check_patient_number(text, profile=one, today=today) for one in (Profile.PROD, Profile.TEST))
        return min(both, key=lambda check: (check.policy is NumberPolicy.REJECT, len(check.reasons)))
    digits = clean(text)
    if not digits_only(digits):
        reason = NumberReason.NOT_DIGITS if digits else NumberReason.EMPTY
        return _refused(reason, digits)
    if len(digits) != 11:
        return _other_length(digits, profile, today)
    kind, synthetic = kind_of_number(digits), synthetic_of_number(digits)
    if not possible_date(digits):
        return _refused(NumberReason.DATE, digits, kind)
    rule = control_digit_rule(digits)
    if rule is None:
        return _refused(NumberReason.CHECK_DIGIT, digits, kind)

    # From 2032 the number no longer tells the century, and neither does one made by the rule of 2032 at any time.
    dated = today < RULE_2032_FROM and rule is ControlDigitRule.R1964 and kind is not NumberKind.FH
    year = birth_year(digits, today) if dated else None
    birth = _date(digits, year) if year is not None else None
    if year is not None and birth is None:
        return _refused(NumberReason.DATE, digits, kind)

    reasons = _origin(digits, kind, synthetic, profile)
    if rule is ControlDigitRule.R2032 and today < RULE_2032_FROM and profile is Profile.PROD:
        reasons.append(NumberReason.RULE_2032_TOO_EARLY)
    if dated and synthetic is not Synthetic.H_OR_NAV40:  # an H-number is made up locally: its series says nothing
        reasons += _plausibility(birth, today)
    policy = NumberPolicy.ACCEPT
    if reasons:
        policy = NumberPolicy.REJECT if _REJECTING[profile].intersection(reasons) else NumberPolicy.WARN
    return NumberCheck(
        policy=policy,
        reasons=tuple(reasons),
        patient=None if policy is NumberPolicy.REJECT else PatientId(digits),
        normalised=digits,
        digits_so_far=len(digits),
        kind=kind,
        birth_date=birth,
    )


def _origin(digits: str, kind: NumberKind, synthetic: Synthetic, profile: Profile) -> list[NumberReason]:
    if kind is NumberKind.FH:
        return [NumberReason.FH_NO_KJERNEJOURNAL]
    if synthetic is Synthetic.H_OR_NAV40:
        return [NumberReason.H_NUMBER_OR_NAV_TEST]
    in_prod = profile is Profile.PROD
    if synthetic is not Synthetic.NONE:
        return [NumberReason.SYNTHETIC_IN_PROD] if in_prod else []
    if digits in KNOWN_TEST_PERSONS:
        return [NumberReason.KNOWN_TEST_PERSON_IN_PROD] if in_prod else []
    return [] if in_prod else [NumberReason.REAL_LOOKING_IN_TEST]


def _plausibility(birth: datetime.date | None, today: datetime.date) -> list[NumberReason]:
    if birth is None:
        return [NumberReason.SERIES_NOT_IN_USE]
    if birth > today + GRACE:
        return [NumberReason.BIRTH_IN_FUTURE]
    age = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return [NumberReason.AGE_OVER_120] if age > _OLDEST else []


def _other_length(digits: str, profile: Profile, today: datetime.date) -> NumberCheck:
    """Refuse a number that has not eleven digits, with a guess of its kind."""
    if len(digits) == 10:
        with_zero = check_patient_number(f"0{digits}", profile=profile, today=today)
        if with_zero.patient is not None:
            return _refused(NumberReason.LEADING_ZERO_LOST, digits, suggestion=with_zero.patient.digits)
    if 7 <= len(digits) <= 9:
        return _refused(NumberReason.LOOKS_LIKE_ORGNR_OR_HPR, digits)
    duf = len(digits) == 12 and digits[:2] in ("19", "20") and _weighted(digits, _WEIGHTS_DUF) % 11 == int(digits[10:])
    return _refused(NumberReason.DUF_NOT_SUPPORTED if duf else NumberReason.LENGTH, digits)


def _refused(reason: NumberReason, normalised: str, kind: NumberKind | None = None, suggestion: str = "") -> NumberCheck:
    return NumberCheck(
        policy=NumberPolicy.REJECT,
        reasons=(reason,),
        normalised=normalised,
        digits_so_far=sum(c in "0123456789" for c in normalised),
        kind=kind,
        suggestion=suggestion,
    )


def is_organisation_number(digits: str) -> bool:
    """Whether the check digit of nine digits is right (patient/README.md §5). Parent and child cannot be told apart."""
    if len(digits) != 9 or not digits_only(digits) or not digits.strip("0"):
        return False
    return -_weighted(digits, _WEIGHTS_ORGANISATION) % 11 == int(digits[8])  # 10: no such number exists
