"""What the service answers in the machine: results in which every text bears the mark of the look-up that brought it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.results.model import (
    Annotation,
    Coverage,
    LookupResult,
    Note,
    NoteKind,
    Observation,
    Outcome,
    OutcomeKind,
    Party,
    Subject,
)
from tests.gui.fakes import KARI, OLA
from tests.gui.results import made

if TYPE_CHECKING:
    from provesvar_gui.patient.access import Lookup
    from provesvar_gui.results.model import Report

TRE = "24860400162"
PATIENTS = {"k": KARI, "o": OLA, "t": TRE}
LETTER_OF = {digits: letter for letter, digits in PATIENTS.items()}
MARK = re.compile(r"Xq([kot])([ab])([oe])([a-z]{2})?")
WORDS = re.compile(r"Xw([kot])([ab])[oe]([a-z]{2})")
FETCHED = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


class Kind(StrEnum):
    """One way in which the service answers a look-up."""

    DATA = "data"
    PARTLY = "data, and something is restricted"
    GENERAL = "restricted"
    SPECIFIC = "blocked"
    RESERVATION = "opted out"
    UNKNOWN = "a code that nobody knows"
    NOTHING = "nothing found"
    PAGE = "a page, and more to come"
    PAGE_PARTLY = "a page, something restricted, and more to come"


OUTCOMES = {
    Kind.PARTLY: (OutcomeKind.RESTRICTED, "General", True),
    Kind.PAGE_PARTLY: (OutcomeKind.RESTRICTED, "General", True),
    Kind.GENERAL: (OutcomeKind.RESTRICTED, "General", True),
    Kind.SPECIFIC: (OutcomeKind.BLOCKED, "Specific", False),
    Kind.RESERVATION: (OutcomeKind.OPTED_OUT, "Reservation", False),
    Kind.UNKNOWN: (OutcomeKind.UNKNOWN, "Delegated", True),
    Kind.NOTHING: (OutcomeKind.NOTHING_FOUND, "not-found", False),
}
WITH_DATA = frozenset({Kind.DATA, Kind.PARTLY, Kind.PAGE, Kind.PAGE_PARTLY})
PAGES = frozenset({Kind.PAGE, Kind.PAGE_PARTLY})
OPENABLE = frozenset(kind for kind, (_, _, openable) in OUTCOMES.items() if openable)


@dataclass(frozen=True, slots=True)
class Mark:
    """Of whose patient, for whom, opened or not, and the look-up's place."""

    patient: str
    person: str
    elevated: bool
    serial: str  # "": cut off on the screen


def mark_of(lookup: Lookup, person: str, serial: int) -> str:
    """The mark of a look-up: letters alone, so that no formatting of numbers touches it."""
    letters = chr(97 + serial // 26 % 26) + chr(97 + serial % 26)
    return f"Xq{LETTER_OF[lookup.patient.digits]}{person}{'e' if lookup.basis.elevated else 'o'}{letters}"


def marks_in(text: str) -> set[Mark]:
    """Every mark that stands in a text."""
    return {Mark(PATIENTS[a], b, c == "e", d or "") for a, b, c, d in MARK.findall(text)}


def words(mark: str) -> str:
    """What the service says of a look-up that it refuses: may be about the patient, hence marked too."""
    return f"Tjenesten {mark.replace('Xq', 'Xw')}"


def answer(lookup: Lookup, kind: Kind, mark: str) -> tuple[LookupResult, list[Observation]]:
    """The answer, and the observations in it, to see whether somebody keeps them."""
    seen: list[Observation] = []
    reports: tuple[Report, ...] = ()
    if kind in WITH_DATA:
        note = (Annotation(text=f"Kommentar {mark}"),)
        party = (Party(organisation=f"Lab {mark}"),)
        blood = (
            made.finding("Kalium", made.quantity("4.2", f"mmol/L {mark}"), id=f"{mark}-1", notes=note, performers=party),
            made.finding(f"Prøve {mark}", f"Svar {mark}", id=f"{mark}-2"),
        )
        grown = made.finding("Funn 1", made.concept(f"Bakterie {mark}"), id=f"{mark}-4")
        culture = made.finding("Blodkultur", made.concept("Vekst"), grown, id=f"{mark}-3")
        subject = Subject(display=f"Navn {mark}")
        reports = (
            made.report(f"{mark}-a", *blood, subject=subject, comments=note, conclusion=f"Konklusjon {mark}", performers=party),
            made.report(f"{mark}-b", culture, subject=subject, code=made.concept("", ("8202", "MBIO", "Mikrobiologi"))),
        )
        seen = [found.observation for found in (*blood, culture, grown)]
    outcomes: tuple[Outcome, ...] = ()
    if kind in OUTCOMES and not lookup.basis.elevated:
        what, code, openable = OUTCOMES[kind]
        outcomes = (Outcome(kind=what, code=code, text=f"Tjenesten {mark}", openable=openable),)
    complete = kind not in PAGES
    result = LookupResult(
        lookup=lookup,
        reports=reports,
        outcomes=outcomes,
        notes=(Note(kind=NoteKind.TOTAL_MISMATCH),) if kind is Kind.PARTLY else (),
        coverage=Coverage(fetched=len(reports), total=None if complete else 9, complete=complete),
        correlation_ids=(f"c-{lookup.number}",),
        fetched_at=FETCHED,
    )
    return result, seen
