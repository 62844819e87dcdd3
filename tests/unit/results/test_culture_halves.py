"""A sample that is partly on another kind of number: neither half says more than the whole tree does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import microbiology, placed, versions
from provesvar_gui.results.microbiology import Cultures
from provesvar_gui.results.model import Finding, Report
from tests.gui.results import made
from tests.gui.results.made import run
from tests.unit.results.culture_strategies import MBIO
from tests.unit.results.test_apart_within import OLA, names_of, version

RSB = ("8243", "RSB", "Resistensbestemmelse")


def antibiotic(drug: str, letter: str = "R", **more: Any) -> Finding:
    return made.finding(drug, made.concept("", RSB, ("8271", letter, letter)), **more)


def grown(name: str, *members: Finding, code: str = "Funn", **more: Any) -> Finding:
    return made.finding(code, made.concept(name), *members, **more)


def built(*sent: Report) -> Cultures:
    result = made.result(*sent)
    return run(microbiology.build(result, run(versions.build(result))))


def report(*found: Finding) -> Report:
    return made.report("r", *found, code=MBIO)


def sent_at(hour: int, *found: Finding, **more: Any) -> Report:
    return replace(version(f"2024-08-14T{hour:02}:00:00+02:00", *found), code=MBIO, **more)


def node(code: str, value: Any, subject: Any, status: str, members: tuple[Finding, ...]) -> Finding:
    about: dict[str, Any] = {"own": True} if subject == "own" else {"subject": subject}
    return made.finding(code, value, *members, status=status, **about)


nodes: dict[str, Any] = {
    "code": st.sampled_from(["Blodkultur", "Funn", "Resistens", "Resistens Klebsiella pneumoniae"]),
    "value": st.none() | st.sampled_from(["Vekst", "Escherichia coli", "Staphylococcus aureus"]).map(made.concept),
    "subject": st.sampled_from([None, None, "own", OLA]),
    "status": st.sampled_from(["final", "final", "corrected", "cancelled"]),
}
leaves = st.builds(
    lambda drug, letter, subject, status: node(drug, made.concept("", RSB, ("8271", letter, letter)), subject, status, ()),
    st.sampled_from(["Ampicillin", "Meropenem"]),
    st.sampled_from("SR"),
    nodes["subject"],
    nodes["status"],
)
trees = st.recursive(
    leaves, lambda below: st.builds(node, **nodes, members=st.lists(below, min_size=1, max_size=3).map(tuple)), max_leaves=8
)


@pytest.mark.hazard("H3.9")
@given(st.lists(st.lists(trees, min_size=1, max_size=2), min_size=1, max_size=2))
def test_neither_half_says_more_than_the_whole(every: list[list[Finding]]) -> None:
    sent = [sent_at(9 + at, *found) for at, found in enumerate(every)]
    result = made.result(*sent)
    made_versions = run(versions.build(result))
    found = run(microbiology.build(result, made_versions))
    samples = (*found.own, *found.older, *found.apart)
    where = {id(each.observation): each for each in placed.everything(result, made_versions)}
    for culture in samples:
        for each, void in culture.walk():
            assert id(each) not in where or void == where[id(each)].void
    for culture in samples:
        for isolate in culture.isolates:
            for one in (isolate.organism, *(each.observation for each in isolate.results)):
                assert where[id(one)].apart == culture.apart
            assert all((one.void or isolate.void) == where[id(one.observation)].void for one in isolate.results)


def test_what_was_tested_in_a_tree_that_was_cut_is_told_of_no_organism() -> None:
    """Nobody knows whose it is where the other half may hold what grew; it is shown among the results of its sample."""
    strange = grown("Escherichia coli", antibiotic("Ampicillin", own=True), subject=OLA)
    found = built(report(grown("Staphylococcus aureus", antibiotic("Cefoksitin", "S"), strange, code="Urinkultur")))
    assert not found.tested
    [own] = found.own
    assert [each.code.text for each, _ in own.walk()] == ["Urinkultur", "Cefoksitin", "Ampicillin"]
    assert names_of(found.apart) == [["Funn"]]


@pytest.mark.parametrize("status", sorted(placed.VOID))
def test_what_hangs_under_something_cancelled_does_not_stand_on_either_side(status: str) -> None:
    mine = grown("Escherichia coli", antibiotic("Meropenem"), own=True)
    found = built(report(made.finding("Blodkultur", None, mine, status=status, subject=OLA)))
    for culture in (*found.own, *found.apart):
        assert culture.void
        assert all(void for _, void in culture.walk())
    assert all(isolate.void for _, isolate in found.tested)
    found = built(
        report(made.finding("Blodkultur", made.concept("Vekst"), grown("Escherichia coli", subject=OLA), status=status))
    )
    assert all(each.void for each in (*found.own, *found.apart))


def test_a_test_apart_is_old_or_withdrawn_with_what_a_newer_version_says() -> None:
    test = antibiotic("Meropenem", "S", subject=OLA)
    first = sent_at(9, grown("Escherichia coli", test))
    [older] = built(first, sent_at(12, grown("Escherichia coli", status="cancelled"))).apart
    assert (older.void, older.superseded, older.partly) == (True, True, False)
    second = sent_at(12, grown("Escherichia coli", antibiotic("Meropenem", "R", subject=OLA, status="corrected")))
    apart = built(first, second).apart
    assert sorted((each.void, each.superseded, each.partly) for each in apart) == [(False, False, False), (False, True, False)]


def said(found: Cultures) -> list[tuple[bool, bool, bool]]:
    return [(each.void, each.superseded, each.pending) for each in (*found.own, *found.older)]


@pytest.mark.parametrize("held", [(), (grown("Vekst", code="Blodkultur", subject=OLA),)])
def test_what_a_report_says_without_results_of_the_patients_is_older_once_a_newer_version_came(held: tuple[Finding, ...]) -> None:
    first = sent_at(9, *held, conclusion="Vekst av MRSA.")
    for status in sorted(placed.VOID):
        found = built(first, sent_at(12, *held, status=status))
        assert said(found) == [(True, False, False), (True, True, False)]
    first = replace(first, status="preliminary")
    found = built(first, sent_at(12, *held, conclusion="Ingen vekst."))
    assert [each.report.conclusion for each in found.own if each.report is not None] == ["Ingen vekst."]
    assert said(found) == [(False, False, False), (False, True, True)]
    found = built(first, sent_at(12, *held))  # what the newer one does not say again stands
    assert first in [each.report for each in found.own]
