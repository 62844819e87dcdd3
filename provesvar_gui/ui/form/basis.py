"""Texts of each access basis (patient/README.md §8), whole and in the words of the form."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP


class BasisTexts(NamedTuple):
    """``title``, ``line``, ``warning``: whole, in tooltip and screen reader. The others are seen, ``below`` the cards."""

    title: str
    line: str
    warning: str
    short_title: str
    short_line: str
    below: str = ""


TEXTS = {
    AccessBasis.SAMTYKKE: BasisTexts(
        QT_TRANSLATE_NOOP("AccessBasis", "Consent from the patient"),
        QT_TRANSLATE_NOOP(
            "AccessBasis", "The patient has consented to this look-up. The consent covers this course of treatment."
        ),
        QT_TRANSLATE_NOOP(
            "AccessBasis",
            "Choose this only when the patient has in fact consented. It does not open information that the patient has "
            "restricted.",
        ),
        QT_TRANSLATE_NOOP("AccessBasis", "Consent"),
        QT_TRANSLATE_NOOP("AccessBasis", "The patient has consented to this look-up."),
        QT_TRANSLATE_NOOP("AccessBasis", "Only when the patient has in fact consented. Does not open what is restricted."),
    ),
    AccessBasis.UNNTAK: BasisTexts(
        QT_TRANSLATE_NOOP("AccessBasis", "Exempt from consent"),
        QT_TRANSLATE_NOOP(
            "AccessBasis",
            "Your role is exempt from the consent requirement, for example the patient's GP, or a doctor or nurse in "
            "specialist care and the emergency care chain.",
        ),
        QT_TRANSLATE_NOOP(
            "AccessBasis",
            "You must need the information to give responsible care. It does not open information that the patient has "
            "restricted.",
        ),
        QT_TRANSLATE_NOOP("AccessBasis", "Exempt from consent"),
        QT_TRANSLATE_NOOP("AccessBasis", "Your role is exempt, for example a GP or a doctor in the emergency care chain."),
        QT_TRANSLATE_NOOP("AccessBasis", "You must need it to give responsible care. Does not open what is restricted."),
    ),
    AccessBasis.AKUTT: BasisTexts(
        QT_TRANSLATE_NOOP("AccessBasis", "Emergency"),
        QT_TRANSLATE_NOOP("AccessBasis", "It is an emergency, and it is not possible or safe to obtain consent first."),
        QT_TRANSLATE_NOOP(
            "AccessBasis", "Only for a real emergency. It does not open information that the patient has restricted."
        ),
        QT_TRANSLATE_NOOP("AccessBasis", "Emergency"),
        QT_TRANSLATE_NOOP("AccessBasis", "Not possible or safe to obtain consent first."),
        QT_TRANSLATE_NOOP("AccessBasis", "Only in a real emergency. Does not open what the patient has restricted."),
    ),
    AccessBasis.FORHOYET_SAMTYKKE: BasisTexts(
        QT_TRANSLATE_NOOP("AccessBasis", "Consent to open restricted information"),
        QT_TRANSLATE_NOOP("AccessBasis", "The patient has restricted information and has consented to your opening it now."),
        QT_TRANSLATE_NOOP(
            "AccessBasis",
            "The patient has restricted this information. Consent to an ordinary look-up is not enough. Opening it is logged "
            "separately and may be shown to the patient.",
        ),
        QT_TRANSLATE_NOOP("AccessBasis", "Consent to open"),
        QT_TRANSLATE_NOOP("AccessBasis", "The patient has consented now. Consent to an ordinary look-up is not enough."),
    ),
    AccessBasis.FORHOYET_AKUTT: BasisTexts(
        QT_TRANSLATE_NOOP("AccessBasis", "Emergency: open restricted information"),
        QT_TRANSLATE_NOOP(
            "AccessBasis", "Life or serious harm is at stake, and you must see information that the patient has restricted."
        ),
        QT_TRANSLATE_NOOP(
            "AccessBasis",
            "You are opening information against the patient's restriction, on grounds of necessity. This is logged "
            "separately, may be shown to the patient and may be reviewed afterwards.",
        ),
        QT_TRANSLATE_NOOP("AccessBasis", "Emergency: open"),
        QT_TRANSLATE_NOOP("AccessBasis", "Life or serious harm is at stake, and you must see what the patient has restricted."),
    ),
}


def texts(basis: AccessBasis) -> BasisTexts:
    return BasisTexts(*(text and QCoreApplication.translate("AccessBasis", text) for text in TEXTS[basis]))
