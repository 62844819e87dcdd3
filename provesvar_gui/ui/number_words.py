"""What the program thinks of a patient number, in words (domain/README.md §3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.identifiers import NumberKind, NumberPolicy, NumberReason, check_patient_number, group
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from datetime import date

    from provesvar_gui.domain.identifiers import NumberCheck, PatientId

REASONS = {
    NumberReason.EMPTY: QT_TRANSLATE_NOOP("NumberWords", "Enter an identity number or D-number."),
    NumberReason.NOT_DIGITS: QT_TRANSLATE_NOOP("NumberWords", "Only digits are allowed."),
    NumberReason.LENGTH: QT_TRANSLATE_NOOP("NumberWords", "A Norwegian identity number or D-number has 11 digits."),
    NumberReason.LEADING_ZERO_LOST: QT_TRANSLATE_NOOP("NumberWords", "Ten digits. Did you mean {number}?"),
    NumberReason.LOOKS_LIKE_ORGNR_OR_HPR: QT_TRANSLATE_NOOP("NumberWords", "This looks like an organisation or HPR number."),
    NumberReason.DUF_NOT_SUPPORTED: QT_TRANSLATE_NOOP(
        "NumberWords", "A DUF number cannot be used here. Use a D-number or identity number."
    ),
    NumberReason.DATE: QT_TRANSLATE_NOOP("NumberWords", "The number does not contain a valid date."),
    NumberReason.CHECK_DIGIT: QT_TRANSLATE_NOOP("NumberWords", "The check digits do not match. Check the number."),
    NumberReason.SYNTHETIC_IN_PROD: QT_TRANSLATE_NOOP(
        "NumberWords", "This is a synthetic test number and cannot be used in production."
    ),
    NumberReason.H_NUMBER_OR_NAV_TEST: QT_TRANSLATE_NOOP(
        "NumberWords", "A local temporary number (H-number) is valid only inside one organisation."
    ),
    NumberReason.FH_NO_KJERNEJOURNAL: QT_TRANSLATE_NOOP(
        "NumberWords", "Shared temporary number. National services usually require an identity number or D-number."
    ),
    NumberReason.KNOWN_TEST_PERSON_IN_PROD: QT_TRANSLATE_NOOP("NumberWords", "This is a known test person."),
    NumberReason.REAL_LOOKING_IN_TEST: QT_TRANSLATE_NOOP(
        "NumberWords", "This number looks real. Use only synthetic persons in test."
    ),
    NumberReason.RULE_2032_TOO_EARLY: QT_TRANSLATE_NOOP(
        "NumberWords", "The check digit follows the rules that apply from 2032. Verify the number."
    ),
    NumberReason.BIRTH_IN_FUTURE: QT_TRANSLATE_NOOP("NumberWords", "The date of birth is in the future."),
    NumberReason.SERIES_NOT_IN_USE: QT_TRANSLATE_NOOP(
        "NumberWords", "The number is from a series that is not in use. Verify it."
    ),
    NumberReason.AGE_OVER_120: QT_TRANSLATE_NOOP("NumberWords", "The number implies an age above 120. Verify it."),
}
KINDS = {
    NumberKind.FNR: QT_TRANSLATE_NOOP("NumberWords", "Identity number"),
    NumberKind.DNR: QT_TRANSLATE_NOOP("NumberWords", "D-number"),
    NumberKind.FH: QT_TRANSLATE_NOOP("NumberWords", "Shared temporary number"),
}
translate = QCoreApplication.translate
_UNFINISHED = frozenset(
    {NumberReason.EMPTY, NumberReason.LENGTH, NumberReason.LOOKS_LIKE_ORGNR_OR_HPR, NumberReason.LEADING_ZERO_LOST}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """``state``: glyph and word. ``reason``: why, or what is known."""

    tone: Tone
    state: str
    reason: str

    @property
    def spoken(self) -> str:
        """The same for a screen reader: the word without its glyph, then why."""
        reason = self.reason.replace("\n", " ")
        if not self.state:
            return reason
        return translate("NumberWords", "{state}. {reason}").format(state=self.state.partition(" ")[2], reason=reason)


def words(check: NumberCheck, *, asked: bool) -> NumberWords:
    """``asked``: the person has finished (left the field, pressed Enter): an unfinished number is then refused in words."""
    unfinished = check.digits_so_far < 11 and check.reasons[:1] and check.reasons[0] in _UNFINISHED
    if unfinished and not asked:
        state = translate("NumberWords", "○ Incomplete") if check.digits_so_far else ""
        reason = translate("NumberWords", "{count} of 11 digits").format(count=check.digits_so_far) if check.digits_so_far else ""
        return NumberWords(tone=Tone.SUBDUED, state=state, reason=reason or translate("NumberWords", REASONS[NumberReason.EMPTY]))
    reasons = [translate("NumberWords", REASONS[reason]).format(number=group(check.suggestion)) for reason in check.reasons]
    if check.policy is NumberPolicy.REJECT:
        return NumberWords(tone=Tone.ERROR, state=translate("NumberWords", "✕ Not valid"), reason="\n".join(reasons))
    if check.policy is NumberPolicy.WARN:
        return NumberWords(tone=Tone.WARNING, state=translate("NumberWords", "▲ Verify"), reason="\n".join(reasons))
    return NumberWords(tone=Tone.OK, state=translate("NumberWords", "✓ Valid"), reason=_known(check))


def told(patient: PatientId, today: date) -> str:
    """What the number itself tells of a patient, beside the results: kind, and date of birth where it is certain."""
    return _known(check_patient_number(patient.digits, profile=None, today=today))


def _known(check: NumberCheck) -> str:
    """The kind, and the date of birth where the number tells it: only ever said to be from the number."""
    kind = translate("NumberWords", KINDS[check.kind]) if check.kind in KINDS else ""
    if check.birth_date is None:
        return kind
    day = check.birth_date.strftime("%d.%m.%Y")
    return translate("NumberWords", "{kind} · born {day} (from the number)").format(kind=kind, day=day)
