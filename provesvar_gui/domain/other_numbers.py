"""Organisation numbers and HPR numbers (domain/README.md §5). Both stay strings: HPR numbers have no fixed length."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from provesvar_gui.domain.identifiers import NumberPolicy
from provesvar_gui.domain.number_text import digits_only, strip_separators

_ORGANISATION_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
_ORGANISATION_LABELS = frozenset({"orgnr", "organisasjonsnr", "organisasjonsnummer", "orgnummer", "no", "orgnrno", "foretaksnr"})
_HPR_LABELS = frozenset({"hpr", "hprnr", "hprnummer", "hprid", "helsepersonellnummer"})


class OtherNumberReason(StrEnum):
    """Why an organisation or HPR number is doubtful or refused."""

    EMPTY = "EMPTY"
    NOT_DIGITS = "NOT_DIGITS"
    LENGTH = "LENGTH"
    ALL_ZEROS = "ALL_ZEROS"
    CHECK_DIGIT = "CHECK_DIGIT"
    FIRST_DIGIT_NOT_8_OR_9 = "FIRST_DIGIT_NOT_8_OR_9"
    UNUSUALLY_SHORT = "UNUSUALLY_SHORT"
    LOOKS_LIKE_PERSON_NUMBER = "LOOKS_LIKE_PERSON_NUMBER"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherNumberCheck:
    """What the program thinks of the number. The ``repr`` leaves out ``normalised``: what was typed may be a person's number."""

    policy: NumberPolicy
    reason: OtherNumberReason | None = None
    normalised: str = field(repr=False)


def check_organisation_number(text: str) -> OtherNumberCheck:
    """Judge an organisation number. Understands ``Org.nr.``, ``NO`` in front, ``MVA`` behind. Never raises.

    A first digit other than 8 or 9 is only a warning: synthetic units may have one. A parent cannot be told from a child.
    """
    digits = strip_separators(text, _ORGANISATION_LABELS)
    without_vat = digits[:-3] if digits[-3:].casefold() == "mva" else digits
    if digits_only(without_vat):
        digits = without_vat
    reason = _not_a_number(digits)
    if reason is None and len(digits) != 9:
        reason = OtherNumberReason.LENGTH
    if reason is None and not digits.strip("0"):
        reason = OtherNumberReason.ALL_ZEROS
    if reason is None and not _organisation_digits_match(digits):
        reason = OtherNumberReason.CHECK_DIGIT
    if reason is not None:
        return OtherNumberCheck(policy=NumberPolicy.REJECT, reason=reason, normalised=digits)
    if digits[0] not in "89":
        return OtherNumberCheck(policy=NumberPolicy.WARN, reason=OtherNumberReason.FIRST_DIGIT_NOT_8_OR_9, normalised=digits)
    return OtherNumberCheck(policy=NumberPolicy.ACCEPT, normalised=digits)


def group_organisation_number(digits: str) -> str:
    """``994 919 806``, for the screen."""
    return " ".join(digits[start : start + 3] for start in range(0, len(digits), 3))


def check_hpr_number(text: str) -> OtherNumberCheck:
    """Judge an HPR number: digits without leading zeros, usually 7 to 9 of them. It has no check digit. Never raises."""
    typed = strip_separators(text, _HPR_LABELS)
    reason = _not_a_number(typed)
    if reason is not None:
        return OtherNumberCheck(policy=NumberPolicy.REJECT, reason=reason, normalised=typed)
    digits = typed.lstrip("0")
    if not digits:
        reason = OtherNumberReason.ALL_ZEROS
    elif len(digits) > 9:
        reason = OtherNumberReason.LOOKS_LIKE_PERSON_NUMBER if len(typed) == 11 else OtherNumberReason.LENGTH
    if reason is not None:
        return OtherNumberCheck(policy=NumberPolicy.REJECT, reason=reason, normalised=typed)
    if len(digits) < 7:
        return OtherNumberCheck(policy=NumberPolicy.WARN, reason=OtherNumberReason.UNUSUALLY_SHORT, normalised=digits)
    return OtherNumberCheck(policy=NumberPolicy.ACCEPT, normalised=digits)


def _not_a_number(text: str) -> OtherNumberReason | None:
    if not text:
        return OtherNumberReason.EMPTY
    return None if digits_only(text) else OtherNumberReason.NOT_DIGITS


def _organisation_digits_match(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ORGANISATION_WEIGHTS, strict=False))
    check = -total % 11  # 10: no such number exists
    return check == int(digits[8])
