"""What an opening has brought: told from the answer, and from what is lacking in it. Nothing is denied that may yet be there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from provesvar_gui.desk.opening import Came, is_whole, what_came
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.results.model import (
    CodeableConcept,
    Coverage,
    Finding,
    LookupResult,
    Note,
    NoteKind,
    Observation,
    Outcome,
    OutcomeKind,
    Report,
)
from tests.unit.desk.desk_kit import KARI

LOOKUP = Lookup(number=2, patient=KARI, basis=AccessBasis.FORHOYET_AKUTT, role_code="LE", reason="unconscious")
REPORT = Report(id="r", code=CodeableConcept(text="Svar"))
FINDING = Finding(observation=Observation(id="o", code=CodeableConcept(text="HIV")))
BARRED = (OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED, OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN)
LOST = (
    NoteKind.ENTRY_UNREADABLE,
    NoteKind.PART_UNREADABLE,
    NoteKind.UNKNOWN_RESOURCE,
    NoteKind.RESULTS_MISSING,
    NoteKind.TOTAL_MISMATCH,
    NoteKind.REPEATED_PAGE,
    NoteKind.PAGE_FAILED,
)


def whole(**more: Any) -> LookupResult:
    return replace(LookupResult(lookup=LOOKUP, coverage=Coverage(complete=True)), **more)


LACKING: dict[str, dict[str, Any]] = {
    "pages": {"coverage": Coverage(complete=False)},
    "withheld": {"coverage": Coverage(complete=True, withheld=1)},
    **{kind.value: {"notes": (Note(kind=kind),)} for kind in LOST},
    "unreadable": {"reports": (replace(REPORT, unreadable_results=1),)},
    "withheld results": {"other_identifier": (replace(REPORT, withheld_results=1),)},
    "missing": {"reports": (replace(REPORT, missing_results=1),)},
}


@pytest.mark.parametrize("lacks", LACKING)
@pytest.mark.parametrize("kind", [None, *BARRED])
def test_where_something_is_lacking_nothing_is_denied(lacks: str, kind: OutcomeKind | None) -> None:
    outcomes = () if kind is None else (Outcome(kind=kind),)
    result = whole(outcomes=outcomes, **LACKING[lacks])
    assert not is_whole(result)
    assert what_came(result, compared=True) is Came.OPEN_END


@pytest.mark.parametrize("kind", sorted(set(NoteKind) - set(LOST)))
def test_where_all_that_came_is_shown_it_is_denied(kind: NoteKind) -> None:
    result = whole(notes=(Note(kind=kind),))
    assert is_whole(result)
    assert what_came(result, compared=True) is Came.NO_MORE


@pytest.mark.parametrize("compared", [True, False])
@pytest.mark.parametrize("kind", OutcomeKind)
def test_what_the_service_still_refuses_is_not_called_open(kind: OutcomeKind, compared: bool) -> None:
    denied = Came.NO_ACCESS if kind in BARRED else Came.NO_MORE
    assert what_came(whole(outcomes=(Outcome(kind=kind),)), compared=compared) is denied


@pytest.mark.parametrize("place", ["reports", "other_identifier", "loose_findings", "other_loose_findings"])
@pytest.mark.parametrize("barred", [True, False])
@pytest.mark.parametrize("opened", [0, 1])
def test_what_counts_is_what_came_only_now_where_that_is_known(place: str, barred: bool, opened: int) -> None:
    outcomes = (Outcome(kind=OutcomeKind.RESTRICTED),) if barred else ()
    there = (REPORT,) if place in ("reports", "other_identifier") else (FINDING,)
    result = whole(outcomes=outcomes, opened_count=opened, **{place: there})
    none = Came.NO_ACCESS if barred else Came.NO_MORE
    assert what_came(result, compared=True) is (Came.OPENED if opened else none)
    assert what_came(result, compared=False) is (Came.OPEN_END if barred else Came.OPENED), "they may be the ordinary ones"
