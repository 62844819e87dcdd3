"""Texts of each access basis (patient/README.md §8), in full and in short form."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from provesvar_gui.patient.access import AccessBasis


class BasisTexts(NamedTuple):
    """``title``, ``line``, ``warning``: in full, for tooltip and screen reader. ``below``: shown under the cards."""

    title: str
    line: str
    warning: str
    short_title: str
    short_line: str
    below: str = ""


TEXTS: Final[dict[AccessBasis, tuple[str, ...]]] = {
    AccessBasis.SAMTYKKE: (
        "Consent from the patient",
        "The patient has consented to this look-up. The consent covers this course of treatment.",
        "Choose this only when the patient has in fact consented. It does not open information that the patient has restricted.",
        "Consent",
        "The patient has consented to this look-up.",
        "Only when the patient has in fact consented. Does not open what is restricted.",
    ),
    AccessBasis.UNNTAK: (
        "Exempt from consent",
        "Your role is exempt from the consent requirement, for example the patient's GP, or a doctor or nurse in specialist "
        "care and the emergency care chain.",
        "You must need the information to give responsible care. It does not open information that the patient has restricted.",
        "Exempt from consent",
        "Your role is exempt, for example a GP or a doctor in the emergency care chain.",
        "You must need it to give responsible care. Does not open what is restricted.",
    ),
    AccessBasis.AKUTT: (
        "Emergency",
        "It is an emergency, and it is not possible or safe to obtain consent first.",
        "Only for a real emergency. It does not open information that the patient has restricted.",
        "Emergency",
        "Not possible or safe to obtain consent first.",
        "Only in a real emergency. Does not open what the patient has restricted.",
    ),
    AccessBasis.FORHOYET_SAMTYKKE: (
        "Consent to open restricted information",
        "The patient has restricted information and has consented to your opening it now.",
        "The patient has restricted this information. Consent to an ordinary look-up is not enough. Opening it is logged "
        "separately and may be shown to the patient.",
        "Consent to open",
        "The patient has consented now. Consent to an ordinary look-up is not enough.",
    ),
    AccessBasis.FORHOYET_AKUTT: (
        "Emergency: open restricted information",
        "Life or serious harm is at stake, and you must see information that the patient has restricted.",
        "You are opening information against the patient's restriction, on grounds of necessity. This is logged separately, "
        "may be shown to the patient and may be reviewed afterwards.",
        "Emergency: open",
        "Life or serious harm is at stake, and you must see what the patient has restricted.",
    ),
}


def texts(basis: AccessBasis) -> BasisTexts:
    return BasisTexts(*(QCoreApplication.translate("AccessBasis", text) for text in TEXTS[basis]))
