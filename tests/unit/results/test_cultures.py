"""Microbiology: nothing is lost, nothing is joined that the laboratory did not join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import microbiology, susceptibility
from provesvar_gui.results.microbiology import Cultures
from provesvar_gui.results.model import Finding, Observation, Quantity, Report, Value
from provesvar_gui.results.placed import Doubt
from provesvar_gui.results.susceptibility import DrugRow, Isolate
from tests.gui.results.made import moment, run
from tests.unit.results.culture_strategies import MBIO, built, concept, finding, graded, report, reports
from tests.unit.results.test_versions import NEW, OLD, answer, of
from tests.unit.results.test_versions import report as version_of


def rows(isolates: Iterable[Isolate]) -> tuple[DrugRow, ...]:
    return run(susceptibility.build_rows(isolates))


def walk(findings: tuple[Finding, ...]) -> Iterator[Observation]:
    for each in findings:
        yield each.observation
        yield from walk(each.members)


def all_isolates(found: Cultures) -> list[Isolate]:
    return [isolate for culture in (*found.own, *found.apart) for isolate in culture.isolates]


@given(st.lists(reports, max_size=3))
def test_every_observation_is_in_one_sample(sent: list[Report]) -> None:
    found = built(*sent)
    shown = Counter(id(each.observation) for culture in found.own for each in culture.walk())
    assert shown == Counter(id(each) for one in sent for each in walk(one.findings))
    assert sorted(map(id, (c.report for c in found.own))) == sorted(
        id(one) for one in sent for _ in range(sum(c.report is one for c in found.own))
    )
    assert all(any(c.report is one for c in found.own) for one in sent)


def urine(*more: Finding, **fields: Any) -> Report:
    return report(
        finding("U-dyrkning", concept("Escherichia coli"), finding("Mengde", concept(">100.000")), *more),
        finding("U-dyrkning", concept("Klebsiella"), finding("Ampicillin", graded("R"))),
        **fields,
    )


@pytest.mark.parametrize(
    "sent",
    [
        report(finding("Funn", concept("S. aureus")), code=concept("Dyrkning, blodkultur")),
        report(finding("MRSA-screening", concept("Påvist")), code=concept("Laboratoriesvar")),
        report(finding("Blodkultur", concept("Ingen vekst")), code=concept("", ("8202", "CLIN"))),
        report(finding("x", concept("x"), category=MBIO), code=concept("", ("8202", "CLIN"))),
        report(finding(concept("", ("8212", "UD")), concept("x")), code=concept("", ("8202", "CLIN")), category=MBIO),
        report(finding("HCV-RNA", concept("Ikke påvist", ("8340", "2"))), code=concept("", ("8202", "LAB"))),
        report(finding("Prøve", None, finding("Dyrking aerob", concept("x"))), code=concept("Svar")),
    ],
)
def test_a_culture_by_its_name_is_microbiology(sent: Report) -> None:
    assert [each.findings for each in built(sent).own] == [sent.findings]


@pytest.mark.parametrize(
    "sent",
    [
        report(finding("Dyrkning av fibroblaster", concept("x")), code=concept("", ("8202", "MGEN"))),
        report(finding("Celledyrkning", concept("x")), code=concept("Svar")),
        report(finding("Funn", concept("Fraktur")), code=concept("CT caput")),
        report(finding("Dyrkning", concept("x"), category=concept("", ("8202", "PAT"))), code=concept("Svar")),
        report(finding("MRSAX", concept("x")), code=concept("Svar")),
    ],
)
def test_what_may_be_something_else_is_not_called_microbiology(sent: Report) -> None:
    assert built(sent).own == ()


def test_bottles_are_separate_and_negative_ones_are_there() -> None:
    bottle = finding(concept("Aerob blodkultur", ("8212", "BKAE")), concept("Ingen vekst"))
    found = built(report(bottle, finding(concept("Anaerob blodkultur", ("8212", "BKAN")), concept("Ingen vekst"))))
    assert [[each.observation.code.text for each in culture.findings] for culture in found.own] == [
        ["Aerob blodkultur"],
        ["Anaerob blodkultur"],
    ]


def test_a_mic_without_a_letter_stands_beside_the_letter_of_the_same_antibiotic() -> None:
    drug = concept("Meropenem", ("8212", "MEM"))
    mic = Quantity(value="0.032", unit="mg/L")
    tree = finding("Funn 1", concept("E. coli"), finding(drug, graded("S")), finding(drug, mic), finding("Mengde", mic))
    (culture,) = built(report(tree)).own
    ((cell,),) = [row.cells for row in rows(culture.isolates)]
    assert [each.observation.value for each in cell] == [graded("S"), mic]


@pytest.mark.hazard("H5.4")
@pytest.mark.parametrize("value", [None, concept("Vekst"), concept("Rik vekst av blandingsflora"), graded("R")])
def test_where_nobody_says_what_grew_there_is_no_matrix(value: Value | None) -> None:
    (culture,) = built(report(finding("Dyrkning", value, finding("Ampicillin", graded("S"))))).own
    assert culture.isolates == ()


@pytest.mark.hazard("H5.4")
def test_each_letter_stands_under_what_it_was_tested_on() -> None:
    coli = finding("Funn 1", concept("E. coli"), finding("Ampicillin", graded("S")))
    klebsiella = finding("Funn 2", concept("Klebsiella"), finding("Ampicillin", graded("R")), finding("Gentamicin", graded("S")))
    found = rows(all_isolates(built(report(coli, klebsiella))))
    assert [[[each.observation.value for each in cell] for cell in row.cells] for row in found] == [
        [[graded("S")], [graded("R")]],
        [[], [graded("S")]],
    ]


@pytest.mark.hazard("H5.4")
def test_an_antibiotic_by_two_laboratories_own_codes_is_two_rows() -> None:
    tested = finding("Funn 1", concept("E. coli"), finding(concept("Ampicillin", ("8212", "AMP")), graded("S")))
    assert len(rows(all_isolates(built(report(tested, lab="Fjord"), report(tested, lab="Fjell"))))) == 2
    assert len(rows(all_isolates(built(report(tested), report(tested, day=2))))) == 1


def test_what_grew_in_two_bottles_leads_in_both_and_is_one_isolate() -> None:
    grown = finding("Identifikasjon", concept("E. coli"), finding("Ampicillin", graded("S")))
    aerobic = finding("Aerob flaske", concept("Vekst"), grown)
    anaerobic = finding("Anaerob flaske", concept("Vekst"), elsewhere=((grown.observation, "Aerob flaske"),))
    found = built(report(finding("Blodkultur", None, aerobic, anaerobic)))
    (sample,) = found.own
    told = [(each.value, part.code.text) for each, _, _, part in microbiology.leading(sample) if part is not None]
    assert told == [(concept(value), bottle) for bottle in ("Aerob flaske", "Anaerob flaske") for value in ("Vekst", "E. coli")]
    assert len(found.tested) == 1


def oxytoca(letter: str, *beside: Finding) -> Finding:
    return finding("Urin dyrkning", concept("KLEBSIELLA OXYTOCA"), *beside, finding("Trimetoprim", graded(letter)))


@pytest.mark.hazard("H5.10")
def test_two_isolates_of_one_organism_are_told_apart_by_what_differs() -> None:
    kind = finding("Type", concept("ESBL negativ"))
    many, few = finding("Mengde", concept(">100.000")), finding("Mengde", concept("10.000-100.000"))
    ((one, two),) = [each.isolates for each in built(report(oxytoca("S", kind, many), oxytoca("R", kind, few))).own]
    assert [one.beside, two.beside] == [(many.observation,), (few.observation,)]
    assert one.number is two.number is None


def test_what_is_void_says_so_everywhere() -> None:
    found = built(urine(finding("Ampicillin", graded("S")), status="cancelled"))
    assert all(culture.void for culture in found.own)
    assert all(each.void for isolate in all_isolates(found) for each in isolate.results)


def test_a_report_without_results_is_listed() -> None:
    (culture,) = built(report(status="cancelled")).own
    assert culture.findings == ()
    assert culture.void


def test_findings_come_first_then_what_waits_then_what_is_negative() -> None:
    def sample(said: str, day: int, **more: Any) -> Report:
        return report(finding("Blodkultur", concept(said) if said else None, **more), day=day)

    waiting = sample("", 8, status="registered")
    sent = (
        sample("Ingen vekst", 9),
        sample("Foreløpig ingen vekst", 7, status="preliminary"),
        waiting,
        sample("Escherichia coli", 2),
        sample("Blandingsflora", 3),  # no plain no
        sample("Ikke påvist", 1),
        sample("Staphylococcus aureus", 6, status="cancelled"),
    )
    listed = microbiology.in_order(built(*sent).own)
    told = [(microbiology.answered(each).name, each.when.literal[-2:] if each.when else "") for each in listed]
    assert told == [
        ("FOUND", "03"),
        ("FOUND", "02"),
        ("WAITING", "08"),
        ("WAITING", "07"),
        ("NEGATIVE", "09"),
        ("NEGATIVE", "01"),
        ("VOID", "06"),
    ]


@pytest.mark.parametrize(
    ("name", "said", "carried"),
    [
        ("ESBL-screening", "Påvist: Escherichia coli med ESBL", ["ESBL"]),
        ("MRSA-screening", "Påvist", ["MRSA"]),
        ("MRSA-screening", "Ikke påvist", []),
        ("Dyrkning", "Escherichia coli, ESBL", ["ESBL"]),
        ("Dyrkning", "Escherichia coli, ikke ESBL", []),
        ("MRSA-screening", "Staphylococcus aureus", []),
    ],
)
def test_carried_bacteria_are_named_by_the_laboratory_alone(name: str, said: str, carried: list[str]) -> None:
    found = built(report(finding(name, concept(said))), report(finding(name, concept(said), status="cancelled"), day=9))
    assert [name for name, _ in microbiology.carried(found.own)] == carried


def test_what_is_found_beside_growth_leads_too_but_no_amount() -> None:
    gram = finding("Mikroskopi, gramfarging", concept("Gramnegative staver"))
    amount = finding("Mengde", concept("Rikelig"))
    bottle = finding("Aerob blodkultur", concept("Vekst etter 14 timer"), gram, finding("Identifikasjon"), amount)
    coli = finding("U-Bakterier dyrkning", concept("Escherichia coli"), finding("Utseende", concept(">100.000 pr. ml")))
    (blood, urine) = (next(iter(built(report(each)).own)) for each in (bottle, coli))
    assert [each.value for each, *_ in microbiology.leading(blood)] == [
        concept("Vekst etter 14 timer"),
        concept("Gramnegative staver"),
    ]
    assert [each.value for each, *_ in microbiology.leading(urine)] == [concept("Escherichia coli")]


COLI, KLEBSIELLA = concept("Escherichia coli"), concept("Klebsiella pneumoniae")
SCT = "http://snomed.info/sct"


def drug(letter: str, name: str = "Meropenem") -> Finding:
    return finding(name, graded(letter))


def matrix(*findings: Finding) -> list[tuple[str, list[str]]]:
    found = built(report(*findings))
    return [
        (isolate.name, [letter.code for each in isolate.results for letter in susceptibility.letters(each.observation)])
        for culture in found.own
        for isolate in culture.isolates
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Neisseria gonorrhoeae", "Janibacter hoylei", "Negativicoccus succinicivorans", "Sedimentibacter",
        "Mulig Neisseria gonorrhoeae", "E. coli",
    ],
)  # fmt: skip
def test_no_organism_is_taken_for_an_answer(name: str) -> None:
    assert matrix(finding("Dyrkning", concept(name), drug("R"))) == [(name, ["R"])]
    ((_, isolate),) = built(report(finding("Dyrkning", concept("Vekst"), finding("Funn", concept(name), drug("R"))))).tested
    assert isolate.name == name


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
    assert "Escherichia coli" not in dict(matrix(finding("Dyrkning", COLI, beside, finding("Resistens", None, drug("R")))))


def test_what_is_no_other_organism_takes_nothing_away() -> None:
    beside = (
        finding("Mengde", concept("Rikelig", (SCT, "1"))),
        finding("Mikroskopi", concept("Gramnegative staver")),
        finding("Funn", COLI),
        finding("Funn 3", concept("Vekst")),
        finding("Kommentar", concept("Klebsiella er ikke påvist")),
    )
    assert matrix(finding("Dyrkning", COLI, *beside, drug("R"))) == [("Escherichia coli", ["R"])]


# -- a corrected organism is outside the standing lists; what is partly in a newer version says so


AT = moment("2024-08-14T08:00:00+02:00")


def corrected(*reports: Report) -> Cultures:
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
    return replace(version_of(issued, *findings), **fields)


COLI_NAME, KLEBSIELLA_NAME = "Escherichia coli", "Klebsiella pneumoniae"


@pytest.mark.parametrize("letters", ["S", "-", "--S"])
@pytest.mark.parametrize(("first", "last"), [("final", "amended"), ("preliminary", "final")])
def test_a_corrected_organism_is_in_no_standing_list(letters: str, first: str, last: str) -> None:
    old = version(OLD, culture((COLI_NAME, "RS"), status=first))
    new = version(NEW, culture((KLEBSIELLA_NAME, letters), status=last), status=last)
    found = corrected(old, new)
    assert [each.report for each in found.own] == [new]
    assert [each.report for each in found.older] == [old]
    assert all(isolate.name == KLEBSIELLA_NAME for _, isolate in found.tested)
    ((was, became),) = found.older[0].replaced
    assert (value(was.value), value(became.value)) == (COLI_NAME, KLEBSIELLA_NAME)
    ((now, before),) = found.own[0].earlier_values
    assert (value(now.value), value(before.value)) == (KLEBSIELLA_NAME, COLI_NAME)


def value(said: object) -> str:
    return str(getattr(said, "text", ""))


def test_of_two_findings_only_the_corrected_one_is_replaced() -> None:
    old = version(OLD, culture((COLI_NAME, "R"), ("Staphylococcus aureus", "S")))
    new = version(NEW, finding("Dyrkning", None, culture((KLEBSIELLA_NAME, "S"), status="amended").members[0]), status="amended")
    found = corrected(old, new)
    assert [each.report for each in found.own] == [old, new] or [each.report for each in found.own] == [new, old]
    sample = next(each for each in found.own if each.report is old)
    assert sample.partly_superseded
    assert len(sample.replaced) == 1
    assert sorted(isolate.name for _, isolate in found.tested) == [KLEBSIELLA_NAME, "Staphylococcus aureus"]


@pytest.mark.parametrize("status", ["amended", "cancelled"])
def test_a_correction_is_told_where_the_finding_belongs_too(status: str) -> None:
    grown = culture((COLI_NAME, "R")).members[0]
    again = replace(
        finding("Anaerob dyrkning", concept("Vekst"), effective=AT), elsewhere=((grown.observation, "Aerob dyrkning"),)
    )
    old = version(OLD, finding("Aerob dyrkning", concept("Vekst"), grown, effective=AT), again)
    said = concept(COLI_NAME if status == "cancelled" else KLEBSIELLA_NAME)
    changed = finding("Funn 1", said, finding("A", graded("S"), effective=AT), effective=AT, status=status)
    new = version(NEW, finding("Aerob dyrkning", concept("Vekst"), changed, effective=AT), status="amended")
    found = corrected(old, new)
    sample = next(each for each in (*found.own, *found.older) if again in each.findings)
    ((each, void, _, _),) = [one for one in microbiology.leading(sample) if one[0] is grown.observation]
    assert void == (status == "cancelled")
    assert [one is each for one, _ in sample.replaced] == [True] * (status == "amended")


def test_what_is_only_repeated_was_never_another() -> None:
    old, new = version(OLD, culture((COLI_NAME, "R"))), version(NEW, culture((COLI_NAME, "RS")), status="appended")
    found = corrected(old, new)
    assert [each.report for each in found.own] == [new]
    assert not any(each.replaced or each.earlier_values or each.partly_superseded for each in (*found.own, *found.older))


def test_an_answer_in_place_of_an_answer_is_no_organism() -> None:
    early = finding("Dyrkning", concept("Foreløpig ingen vekst"), status="preliminary", effective=AT)
    for words in ("Vekst", COLI_NAME):
        new = version(NEW, finding("Dyrkning", concept(words), effective=AT))
        assert not corrected(version(OLD, early, status="preliminary"), new).own[0].earlier_values


def test_a_doubt_of_its_report_is_a_doubt_of_the_sample() -> None:
    old = version(OLD, culture((COLI_NAME, "R")))
    sample = next(each for each in corrected(old, version(OLD, status="cancelled")).own if each.report is old)
    assert sample.doubts == (Doubt.CANCELLED_VERSION,)
    assert not sample.void
