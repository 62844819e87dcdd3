"""Patient numbers: what the program accepts, warns about and refuses (domain/README.md §3).

The service stays the authority: a warning never blocks. Nothing here is ever told in a ``repr``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.domain.known_test_persons import KNOWN_TEST_PERSONS
from provesvar_gui.domain.number_text import clean, digits_only
from provesvar_gui.domain.person_numbers import (
    GRACE,
    RULE_2032_FROM,
    ControlDigitRule,
    NumberKind,
    Synthetic,
    birth_year,
    control_digit_rule,
    date_in_year,
    duf_number,
    kind_of_number,
    possible_date,
    synthetic_of_number,
)

if TYPE_CHECKING:
    import datetime

__all__ = [
    "ControlDigitRule",
    "NumberCheck",
    "NumberKind",
    "NumberPolicy",
    "NumberReason",
    "PatientId",
    "Profile",
    "Synthetic",
    "check_patient_number",
    "clean",
    "group",
    "kind_of_identifier_system",
    "kind_of_number",
]

_OLDEST = 120  # years
_SYSTEMS = {
    "2.16.578.1.12.4.1.4.1": NumberKind.FNR,
    "2.16.578.1.12.4.1.4.2": NumberKind.DNR,
    "2.16.578.1.12.4.1.4.3": NumberKind.FH,
}


class Profile(StrEnum):
    """Which world the program talks to."""

    TEST = "test"
    PROD = "prod"


class NumberPolicy(StrEnum):
    """What follows from the findings. WARN never blocks."""

    ACCEPT = "accept"
    WARN = "warn"
    REJECT = "reject"


class NumberReason(StrEnum):
    """Why a number is doubtful or refused."""

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
        """The number."""
        return self._digits

    @property
    def grouped(self) -> str:
        """``DDMMYY NNNNN``, for the screen."""
        return group(self.digits)

    @property
    def kind(self) -> NumberKind:
        """Fødselsnummer, D-number or FH-number, by the digits."""
        return kind_of_number(self.digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberCheck:
    """What the program thinks of a typed number.

    ``patient``: set unless the number is refused. ``reasons``: empty for ACCEPT. ``normalised``: the cleaned text.
    ``digits_so_far``: how many digits the cleaned text holds, so that an unfinished number is not shouted at.
    ``kind``, ``synthetic``: known from eleven digits on, also where they are refused. ``birth_date``: "fra nummeret", only before
    2032 and only where the number itself tells it. ``suggestion``: eleven digits to ask about (LEADING_ZERO_LOST), never to take
    unasked.
    """

    policy: NumberPolicy
    reasons: tuple[NumberReason, ...] = ()
    patient: PatientId | None = None
    normalised: str = ""
    digits_so_far: int = 0
    kind: NumberKind | None = None
    synthetic: Synthetic = Synthetic.NONE
    birth_date: datetime.date | None = None
    control_digit_rule: ControlDigitRule | None = None
    suggestion: str = ""

    def __repr__(self) -> str:
        return f"NumberCheck({self.policy}, {list(self.reasons)})"  # nothing of the number


def group(digits: str) -> str:
    """6+5 for the screen (``120579 00499``), also while the number is still being typed."""
    return f"{digits[:6]} {digits[6:]}" if len(digits) > 6 else digits


def kind_of_identifier_system(system: str) -> NumberKind | None:
    """The kind that a FHIR identifier system stands for, with or without ``urn:oid:``; None for any other system."""
    return _SYSTEMS.get(system.strip().lower().removeprefix("urn:oid:"))


def persons(number: str) -> bool:
    """Whether these are the digits of some person, so that a difference means someone else."""
    return len(number) == 11 and digits_only(number) and possible_date(number) and control_digit_rule(number) is not None


def check_patient_number(text: str, *, profile: Profile | None, today: datetime.date) -> NumberCheck:
    """Clean and judge what was typed, pasted or scanned. Never raises; never corrects a digit.

    ``profile`` None: nobody knows for which people the program is set up; the milder judgement, which says nothing about it.
    """
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
        return _refused(NumberReason.DATE, digits, kind, synthetic)
    rule = control_digit_rule(digits)
    if rule is None:
        return _refused(NumberReason.CHECK_DIGIT, digits, kind, synthetic)

    # From 2032 the number no longer tells the century, and neither does one made by the rule of 2032 at any time.
    dated = today < RULE_2032_FROM and rule is ControlDigitRule.R1964 and kind is not NumberKind.FH
    year = birth_year(digits, today) if dated else None
    birth = date_in_year(digits, year) if year is not None else None
    if year is not None and birth is None:
        return _refused(NumberReason.DATE, digits, kind, synthetic)

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
        synthetic=synthetic,
        birth_date=birth,
        control_digit_rule=rule,
    )


def _origin(digits: str, kind: NumberKind, synthetic: Synthetic, profile: Profile) -> list[NumberReason]:
    """Where the number comes from, and whether that fits the profile."""
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
    """Refuse a number that has not eleven digits, and say what it may be instead."""
    if len(digits) == 10:
        with_zero = check_patient_number(f"0{digits}", profile=profile, today=today)
        if with_zero.patient is not None:
            return _refused(NumberReason.LEADING_ZERO_LOST, digits, suggestion=with_zero.patient.digits)
    if 7 <= len(digits) <= 9:
        return _refused(NumberReason.LOOKS_LIKE_ORGNR_OR_HPR, digits)
    return _refused(NumberReason.DUF_NOT_SUPPORTED if duf_number(digits) else NumberReason.LENGTH, digits)


def _refused(
    reason: NumberReason,
    normalised: str,
    kind: NumberKind | None = None,
    synthetic: Synthetic = Synthetic.NONE,
    suggestion: str = "",
) -> NumberCheck:
    return NumberCheck(
        policy=NumberPolicy.REJECT,
        reasons=(reason,),
        normalised=normalised,
        digits_so_far=sum(c in "0123456789" for c in normalised),
        kind=kind,
        synthetic=synthetic,
        suggestion=suggestion,
    )
