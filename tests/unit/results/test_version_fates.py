"""What became of a result: sent again after a withdrawal, awaited again, or of an organism that was another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.results import placed
from provesvar_gui.results.model import CodeableConcept, Coding
from provesvar_gui.results.versions import Doubt
from tests.unit.results.test_version_doubts import fates, result
from tests.unit.results.test_versions import NEW, NEWEST, OLD, answer, of, report

if TYPE_CHECKING:
    from provesvar_gui.results.model import Finding, Report

BETWEEN = "2024-08-14T12:00:00+02:00"


def doubts(*reports: Report) -> list[tuple[Doubt, ...]]:
    return [each.doubts for each in placed.everything(answer(*reports), of(*reports))]


def withdrawals() -> list[tuple[Report, ...]]:
    """The original, and what withdrew it at NEW."""
    gone = result(None, status="cancelled")
    return [
        (report(OLD, result("6.8")), report(NEW, status="cancelled")),
        (report(OLD, result("6.8")), report(NEW, gone, status="amended")),
        (report(OLD, result("6.8")), report(NEW, result("6.8", status="cancelled"), status="amended")),
        (report(NEW, result("6.8"), status="cancelled"),),
        (report(NEW, result("6.8", status="entered-in-error")),),
        (report(NEW, gone),),
    ]


def sent_again(issued: str | None, value: str = "6.8", **more: Any) -> Report:
    return report(issued, result(value, history=True), number="F-9", **more)


@pytest.mark.parametrize("place", range(len(withdrawals())))
def test_what_is_sent_again_after_a_withdrawal_stands_and_says_so(place: int) -> None:
    withdrawn = withdrawals()[place]
    again = sent_again(NEWEST)
    for reports in ((*withdrawn, again), (again, *withdrawn)):
        made = of(*reports)
        assert not made.is_withdrawn(again, again.findings[0].observation)
        assert not made.is_old(again, again.findings[0].observation)
        assert made.doubts(again, again.findings[0].observation) == (Doubt.WITHDRAWN_ORIGINAL,)
        assert made.group_of(again) is None
    before = sent_again(BETWEEN)
    made = of(*withdrawn, before)
    assert made.is_withdrawn(before, before.findings[0].observation)
    assert made.is_old(before, before.findings[0].observation)
    assert not made.doubts(before, before.findings[0].observation)


def test_a_copy_whose_time_is_not_known_is_told_and_not_void() -> None:
    withdrawn = report(OLD, result("6.8")), report(NEW, status="cancelled")
    for issued in (None, NEW, "2024-08-14"):
        copy = sent_again(issued)
        assert fates(of(*withdrawn, copy), *withdrawn, copy)[-1] == "6.8"
        assert doubts(*withdrawn, copy)[-1] == (Doubt.WITHDRAWN_ORIGINAL,)


def test_a_corrected_value_that_is_sent_again_is_old() -> None:
    reports = report(OLD, result("6.8")), report(NEW, result("4.1", status="corrected"), status="amended"), sent_again(NEWEST)
    assert fates(of(*reports), *reports) == ["6.8 old", "4.1", "6.8 old"]


@pytest.mark.parametrize(
    ("status", "whole"),
    [("registered", "preliminary"), ("preliminary", "preliminary"), ("final", "preliminary"), ("registered", "final")],
)
def test_what_is_examined_again_leaves_the_value_standing(status: str, whole: str) -> None:
    again = result(None, status=status, data_absent_reason=CodeableConcept(text="Omkjøres"))
    reports = report(OLD, result("6.8")), report(NEW, again, status=whole)
    made = of(*reports)
    assert fates(made, *reports) == ["6.8", ""]
    assert doubts(*reports) == [(Doubt.AWAITED,), ()]
    assert made.earlier(reports[1], again.observation) is None
    (group,) = made.groups
    assert group.folded[0].only_here == 1


def test_a_final_answer_that_there_is_none_takes_the_place() -> None:
    gone = result(None, data_absent_reason=CodeableConcept(text="Hemolysert"))
    reports = report(OLD, result("6.8")), report(NEW, gone, status="amended")
    assert fates(of(*reports), *reports) == ["6.8 old", ""]
    assert doubts(*reports) == [(), ()]


SCT = "http://snomed.info/sct"


def grown(name: str, *below: Finding, code: str = "", **more: Any) -> Finding:
    found = result(name, *below, codes="FUNN", name="Funn", **more)
    if code:
        value = CodeableConcept(text=name, codings=(Coding(system=SCT, code=code, display=name),))
        found = type(found)(observation=remade(found, value), members=found.members)
    return result(None, found, codes="UD", name="Dyrkning", status=more.get("status", "final"))


def remade(found: Finding, value: CodeableConcept) -> Any:
    return replace(found.observation, value=value)


def letter(name: str, said: str, **more: Any) -> Finding:
    return result(said, codes=name[:3].upper(), name=name, **more)


def test_with_an_organism_goes_all_that_was_tested_on_it() -> None:
    old = grown("Escherichia coli", letter("Meropenem", "R"), letter("Gentamicin", "S"), letter("Mengde", "Rikelig"))
    new = grown("Klebsiella pneumoniae", letter("Meropenem", "S", status="amended"), status="amended")
    reports = report(OLD, old), report(NEW, new, status="amended")
    made = of(*reports)
    assert fates(made, *reports)[:5] == [" old", "Escherichia coli old", "R old", "S old", "Rikelig old"]
    assert made.is_superseded(reports[0])
    assert [each.only_here for group in made.groups for each in group.folded] == [2]  # the one letter was sent again
    assert {made.doubts(reports[0], each.observation) for each in old.members[0].members} == {(Doubt.OTHER_ORGANISM,)}
    became = made.fate(reports[0], old.members[0].observation).replaced
    assert became is new.members[0].observation
    assert made.earlier(reports[1], new.members[0].members[0].observation) is None  # it was the letter of something else
    first = report(OLD, grown("Escherichia coli", letter("Gentamicin", "S"), status="preliminary"), status="preliminary")
    last = report(NEW, grown("Klebsiella pneumoniae", letter("Meropenem", "S")))
    assert fates(of(first, last), first, last)[2] == "S old"


REFINED = [  # a better name of the same, or nobody knows
    ("Gramnegative staver", "Escherichia coli"),
    ("Grampositive kokker i hoper", "Staphylococcus aureus"),
    ("Staphylococcus aureus", "MRSA"),
    ("MRSA", "Staphylococcus aureus"),
    ("Gule stafylokokker", "Staphylococcus aureus"),
    ("KNS", "Staphylococcus epidermidis"),
    ("Koagulase negative stafylokokker", "Staphylococcus epidermidis"),
    ("Streptokokker gr. A", "Streptococcus pyogenes"),
    ("Pneumokokker", "Streptococcus pneumoniae"),
    ("Koliforme bakterier", "Escherichia coli"),
    ("Klebsiella species", "Klebsiella pneumoniae"),
    ("Klebsiella pneumoniae-kompleks", "Klebsiella variicola"),
    ("Klebsiella pneumoniae", "Klebsiella variicola"),
    ("Enterobacter aerogenes", "Klebsiella aerogenes"),
    ("Clostridium difficile", "Clostridioides difficile"),
    ("Candida krusei", "Pichia kudriavzevii"),
    ("Hemophilus influenzae", "Haemophilus influenzae"),
    ("Salmonella typhi", "Salmonella enterica"),
    ("Ukjent bakterie", "Escherichia coli"),
    ("E. coli", "Klebsiella pneumoniae"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Escherichia coli", ""), ("Escherichia coli", "")),
        (("Escherichia coli", ""), ("Escherichia coli, ESBL-produserende", "")),
        (("E. coli", ""), ("Escherichia coli", "")),
        (("Kolibakterier", "112283007"), ("Escherichia coli", "112283007")),
        (("Gramnegative staver", ""), ("Vekst", "")),
        *(((one, ""), (other, "")) for one, other in REFINED),
        (("Escherichia coli", "112283007"), ("Klebsiella pneumoniae", "112283007")),
    ],
)
def test_what_may_be_the_same_organism_keeps_what_is_not_repeated(one: tuple[str, str], other: tuple[str, str]) -> None:
    old = grown(one[0], letter("Gentamicin", "S"), code=one[1])
    new = grown(other[0], letter("Meropenem", "S"), code=other[1], status="amended")
    reports = report(OLD, old), report(NEW, new, status="amended")
    made = of(*reports)
    assert fates(made, *reports)[1:3] == [f"{one[0]} old", "S"]
    assert [each.only_here for group in made.groups for each in group.folded] == [1]
    assert not made.is_superseded(reports[0])
    named = one[0] != other[0] and other[0] != "Vekst"
    assert made.doubts(reports[0], old.members[0].members[0].observation) == ((Doubt.EARLIER_NAME,) if named else ())


def test_another_finding_below_what_was_corrected_stands() -> None:
    second = result("Staphylococcus aureus", letter("Oxacillin", "R"), codes="FUNN", name="Funn 2")
    old = result("Escherichia coli", letter("Gentamicin", "S"), second, codes="UD", name="Dyrkning")
    new = result("Klebsiella pneumoniae", codes="UD", name="Dyrkning", status="amended")
    reports = report(OLD, old), report(NEW, new, status="amended")
    told = fates(of(*reports), *reports)
    assert told[0] == "Escherichia coli old"
    assert told[2:4] == ["Staphylococcus aureus", "R"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Staphylococcus aureus", "Staphylococcus epidermidis"), ("Enterococcus faecalis", "Streptococcus pyogenes")],
)
def test_two_species_are_two(one: str, other: str) -> None:
    old, new = grown(one, letter("Gentamicin", "R"), code="1"), grown(other, code="2", status="amended")
    reports = report(OLD, old), report(NEW, new, status="amended")
    made = of(*reports)
    assert fates(made, *reports)[1:3] == [f"{one} old", "R old"]
    assert [each.only_here for group in made.groups for each in group.folded] == [1]


@pytest.mark.parametrize(("last", "struck"), [("Klebsiella pneumoniae", True), ("Koliforme bakterier", False)])
def test_what_was_not_repeated_already_follows_the_name_in_the_newest(last: str, struck: bool) -> None:
    old = grown("Escherichia coli", letter("Gentamicin", "R"))
    reports = report(OLD, old), report(NEW, grown("Escherichia coli")), report(NEWEST, grown(last, status="amended"))
    made = of(*reports)
    assert fates(made, *reports)[2] == ("R old" if struck else "R")
    said = Doubt.OTHER_ORGANISM if struck else Doubt.EARLIER_NAME
    assert made.doubts(reports[0], old.members[0].members[0].observation) == (said,)


def test_the_newest_name_decides() -> None:
    coli, klebsiella = "Escherichia coli", "Klebsiella pneumoniae"
    old = grown(coli, letter("Gentamicin", "R"))
    back = report("2024-08-17T12:00:00+02:00", grown(coli, status="amended"))
    reports = report(OLD, old), report(NEW, grown(klebsiella, status="amended")), report(NEWEST, grown(klebsiella)), back
    made = of(*reports)
    assert fates(made, *reports)[2] == "R"
    assert fates(of(*reports[:3]), *reports[:3])[2] == "R old"
    assert not made.doubts(reports[0], old.members[0].members[0].observation)
