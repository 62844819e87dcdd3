"""What grew is known by its name, and the susceptibilities of one organism never stand as those of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import susceptibility
from provesvar_gui.results.model import CodeableConcept, Observation
from tests.unit.results.culture_strategies import built, concept, finding, graded, report

if TYPE_CHECKING:
    from provesvar_gui.results.model import Finding

COLI, KLEBSIELLA = concept("Escherichia coli"), concept("Klebsiella pneumoniae")
SCT = "http://snomed.info/sct"


def drug(letter: str, name: str = "Meropenem") -> Finding:
    return finding(name, graded(letter))


def matrix(*findings: Finding) -> list[tuple[str, list[str]]]:
    """The isolates of one report: what grew, and the letters."""
    found = built(report(*findings))
    return [
        (isolate.name, [letter.code for each in isolate.results for letter in susceptibility.letters(each.observation)])
        for culture in found.own
        for isolate in culture.isolates
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Neisseria gonorrhoeae", "Neisseria meningitidis", "Janibacter hoylei", "Negativicoccus succinicivorans", "Jannaschia",
        "Sedimentibacter", "Vektobacter", "Enterobacter cloacae", "Mulig Neisseria gonorrhoeae", "Florobacter", "E. coli",
    ],
)  # fmt: skip
def test_no_organism_is_taken_for_an_answer(name: str) -> None:
    assert matrix(finding("Dyrkning", concept(name), drug("R"))) == [(name, ["R"])]
    (organism,) = built(report(finding("Dyrkning", concept("Vekst"), finding("Funn", concept(name), drug("R"))))).organisms
    assert organism.names == (name,)


@pytest.mark.parametrize(
    "said",
    [
        "Ja", "Nei", "nei.", "Vekst", "Vekst av bakterier", "Ingen vekst", "Rikelig vekst", "Påvist", "Ikke påvist", "Positiv",
        "Positivt", "Negativ", "Negativt funn", "Se kommentar", "Blandingsflora", "Foreløpig ingen vekst", "Utført",
        "Not detected", "Detected", "Kolonier", "Positive", "Moderat oppvekst",
    ],
)  # fmt: skip
def test_an_answer_is_no_organism(said: str) -> None:
    assert matrix(finding("Dyrkning", concept(said), drug("R"))) == []


def test_groups_that_name_their_organism_are_its_own() -> None:
    groups = (
        finding("Resistensbestemmelse Escherichia coli", None, drug("S")),
        finding("Resistensbestemmelse Klebsiella pneumoniae", None, drug("R")),
    )
    assert matrix(finding("Dyrkning", COLI, finding("Funn 2", KLEBSIELLA), *groups)) == [("Escherichia coli", ["S"])]
    assert matrix(finding("Dyrkning", COLI, *groups)) == [("Escherichia coli", ["S"])]


@pytest.mark.parametrize(
    "group",
    [
        "Resistensbestemmelse Klebsiella pneumoniae", "Resistens K. pneumoniae", "KLEBSIELLA", "Klebsiella", "S. aureus", "MRSA",
        "Resistens, Escherichia coli og Klebsiella pneumoniae", "Candida albicans", "Enterokokker", "Pseudomonas",
        "Stafylokokker", "Staph. aureus",
    ],
)  # fmt: skip
def test_a_group_that_names_another_organism_stays_in_the_tree(group: str) -> None:
    assert matrix(finding("Dyrkning", COLI, finding(group, None, drug("R")))) == []
    deep = finding("Resistens", None, finding(group, None, drug("R")))
    assert matrix(finding("Dyrkning", COLI, deep)) == []


@pytest.mark.parametrize(
    "group", ["Disk", "Etest", "Resistens", "Resistensbestemmelse", "E. coli", "Antibiogram 1", "MIC (agardilusjon)", "ESBL", ""]
)
def test_other_groups_are_of_the_organism_above(group: str) -> None:
    assert matrix(finding("Dyrkning", COLI, finding(group, None, drug("R")))) == [("Escherichia coli", ["R"])]


@pytest.mark.parametrize(
    "beside",
    [
        finding("Funn 2", KLEBSIELLA),
        finding("Isolat", None, finding("Funn", KLEBSIELLA)),
        finding("Agens", concept("Klebsiella", (SCT, "56415008")), drug("S")),
        finding("Kolonitype", concept("Klebsiella", (SCT, "56415008"))),
    ],
    ids=["another finding", "below another", "with tests of its own", "by code"],
)
def test_beside_another_organism_nobody_says_whose_the_tests_are(beside: Finding) -> None:
    direct = matrix(finding("Dyrkning", COLI, drug("S"), beside, drug("R")))
    assert ("Escherichia coli", ["S", "R"]) not in direct
    assert "Escherichia coli" not in dict(direct)
    grouped = matrix(finding("Dyrkning", COLI, beside, finding("Resistens", None, drug("R"))))
    assert "Escherichia coli" not in dict(grouped)


def test_what_is_no_other_organism_takes_nothing_away() -> None:
    beside = (
        finding("Mengde", concept("Rikelig", (SCT, "1"))),
        finding("Mikroskopi", concept("Gramnegative staver")),
        finding("Funn", COLI),
        finding("Funn 3", concept("Vekst")),
        finding("Kommentar", concept("Klebsiella er ikke påvist")),
    )
    assert matrix(finding("Dyrkning", COLI, *beside, drug("R"))) == [("Escherichia coli", ["R"])]


organisms = st.sampled_from([COLI, KLEBSIELLA, concept("Staphylococcus aureus"), concept("Enterococcus faecalis")])
inner = st.recursive(
    st.builds(lambda letter: drug(letter), st.sampled_from("SR")),
    lambda below: st.builds(
        lambda name, value, members: finding(name, value, *members),
        st.sampled_from(["Funn 1", "Funn 2", "Resistens", "Resistensbestemmelse Klebsiella pneumoniae", "Isolat"]),
        organisms | st.none(),
        st.lists(below, max_size=3),
    ),
    max_leaves=8,
)


@given(organisms, st.lists(inner, max_size=4))
def test_a_column_has_one_organism(top: CodeableConcept, members: list[Finding]) -> None:
    """Whatever hangs under an isolate's organism beside its results says nothing of another one, nor does a group between."""
    tree = finding("Dyrkning", top, *members)
    for isolate in (each for culture in built(report(tree)).own for each in culture.isolates):
        between = isolate.parents[[id(each) for each in isolate.parents].index(id(isolate.organism)) + 1 :]
        named = [each.code.text for each in between]
        assert not any("Klebsiella" in each for each in named) or isolate.name == "Klebsiella pneumoniae"
        if not any(isolate.name in each for each in named):
            below = {id(each) for each in isolate.parents} | {id(each.observation) for each in isolate.results}
            found = [each for each in _under(tree, isolate.organism) if id(each) not in below]
            said = {
                each.value.text for each in found if isinstance(each.value, CodeableConcept) and each.code.text != "Meropenem"
            }
            assert said <= {isolate.name}


def _under(tree: Finding, organism: Observation) -> list[Observation]:
    stack, found = [(tree, False)], list[Observation]()
    while stack:
        each, inside = stack.pop()
        if inside:
            found.append(each.observation)
        stack += [(one, inside or each.observation is organism) for one in each.members]
    return found
