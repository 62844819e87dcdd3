"""A corrected organism is outside the standing lists; what is partly in a newer version says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from provesvar_gui.results import microbiology
from provesvar_gui.results.microbiology import Cultures
from provesvar_gui.results.model import CodeableConcept, Finding, Report
from provesvar_gui.results.placed import Doubt
from tests.gui.results.made import moment, run
from tests.unit.results.culture_strategies import MBIO, concept, finding, graded
from tests.unit.results.test_versions import NEW, OLD, answer, of, report

AT = moment("2024-08-14T08:00:00+02:00")


def built(*reports: Report) -> Cultures:
    return run(microbiology.build(answer(*reports), of(*reports)))


def culture(*grown: tuple[str, str], status: str = "final", name: str = "Dyrkning") -> Finding:
    """``grown``: each organism with the letters of its drugs, which are A, B, and so on."""
    found = [
        finding(
            f"Funn {place}",
            concept(organism),
            *(finding(drug, graded(letter), effective=AT) for drug, letter in zip("ABC", letters, strict=False) if letter != "-"),
            effective=AT,
            status=status,
        )
        for place, (organism, letters) in enumerate(grown, 1)
    ]
    return finding(name, None, *found, effective=AT)


def version(issued: str, *findings: Finding, **more: Any) -> Report:
    fields: dict[str, Any] = {"code": MBIO, "effective": AT} | more
    return replace(report(issued, *findings), **fields)


COLI, KLEBSIELLA = "Escherichia coli", "Klebsiella pneumoniae"


@pytest.mark.parametrize("letters", ["S", "-", "--S"])
@pytest.mark.parametrize(("first", "last"), [("final", "amended"), ("preliminary", "final")])
def test_a_corrected_organism_is_in_no_standing_list(letters: str, first: str, last: str) -> None:
    old = version(OLD, culture((COLI, "RS"), status=first))
    new = version(NEW, culture((KLEBSIELLA, letters), status=last), status=last)
    found = built(old, new)
    assert [each.report for each in found.own] == [new]
    assert [each.report for each in found.older] == [old]
    assert all(isolate.name == KLEBSIELLA for _, isolate in found.tested)
    ((was, became),) = found.older[0].replaced
    assert (value(was.value), value(became.value)) == (COLI, KLEBSIELLA)
    ((now, before),) = found.own[0].was
    assert (value(now.value), value(before.value)) == (KLEBSIELLA, COLI)


def value(said: object) -> str:
    text: str = getattr(said, "text", "")
    return text


def test_of_two_findings_one_is_corrected() -> None:
    old = version(OLD, culture((COLI, "R"), ("Staphylococcus aureus", "S")))
    new = version(NEW, finding("Dyrkning", None, culture((KLEBSIELLA, "S"), status="amended").members[0]), status="amended")
    found = built(old, new)
    assert [each.report for each in found.own] == [old, new] or [each.report for each in found.own] == [new, old]
    sample = next(each for each in found.own if each.report is old)
    assert sample.partly
    assert len(sample.replaced) == 1
    assert sorted(isolate.name for _, isolate in found.tested) == [KLEBSIELLA, "Staphylococcus aureus"]


@pytest.mark.parametrize("status", ["amended", "cancelled"])
def test_a_correction_is_told_where_the_finding_belongs_too(status: str) -> None:
    grown = culture((COLI, "R")).members[0]
    again = replace(
        finding("Anaerob dyrkning", concept("Vekst"), effective=AT), elsewhere=((grown.observation, "Aerob dyrkning"),)
    )
    old = version(OLD, finding("Aerob dyrkning", concept("Vekst"), grown, effective=AT), again)
    said = concept(COLI if status == "cancelled" else KLEBSIELLA)
    changed = finding("Funn 1", said, finding("A", graded("S"), effective=AT), effective=AT, status=status)
    new = version(NEW, finding("Aerob dyrkning", concept("Vekst"), changed, effective=AT), status="amended")
    found = built(old, new)
    sample = next(each for each in (*found.own, *found.older) if again in each.findings)
    ((each, void, _, _),) = [one for one in microbiology.leading(sample) if one[0] is grown.observation]
    assert void == (status == "cancelled")
    assert [one is each for one, _ in sample.replaced] == [True] * (status == "amended")


def test_what_is_only_repeated_was_never_another() -> None:
    old, new = version(OLD, culture((COLI, "R"))), version(NEW, culture((COLI, "RS")), status="appended")
    found = built(old, new)
    assert [each.report for each in found.own] == [new]
    assert not any(each.replaced or each.was or each.partly for each in (*found.own, *found.older))


def test_an_answer_in_place_of_an_answer_is_no_organism() -> None:
    def said(words: CodeableConcept, status: str) -> Finding:
        return finding("Dyrkning", words, status=status, effective=AT)

    old = version(OLD, said(concept("Foreløpig ingen vekst"), "preliminary"), status="preliminary")
    found = built(old, version(NEW, said(concept("Vekst"), "final")))
    assert not found.own[0].was
    grown = built(old, version(NEW, said(concept(COLI), "final")))
    assert not grown.own[0].was


def test_a_doubt_of_its_report_is_a_doubt_of_the_sample() -> None:
    old = version(OLD, culture((COLI, "R")))
    found = built(old, version(OLD, status="cancelled"))
    sample = next(each for each in found.own if each.report is old)
    assert sample.doubts == (Doubt.CANCELLED_VERSION,)
    assert not sample.void
