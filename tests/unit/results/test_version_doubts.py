"""In doubt both results stand; what was corrected or withdrawn is never newest, and nothing is void in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provesvar_gui.results import placed
from provesvar_gui.results.model import CodeableConcept, Coding, Finding, Identifier, Observation, Party, Quantity, Specimen
from tests.unit.results.test_versions import LAB, NEW, NEWEST, OLD, answer, found, moment, of, report

if TYPE_CHECKING:
    from provesvar_gui.results.model import Report, Value
    from provesvar_gui.results.versions import Versions

SIX, EIGHT = "2024-08-14T06:00:00+02:00", "2024-08-14T08:00:00+02:00"
NLK, LOCAL = "7280", "8212"


def result(
    value: str | None, *members: Finding, codes: str = "NPU03230", name: str = "P-Kalium", at: str = EIGHT, **more: Any
) -> Finding:
    """``codes``: divided by blanks, national where they begin with NPU. ``value``: a number, or words."""
    said: Value | None = None
    if value is not None:
        plain = value.replace(".", "").isdigit()
        said = Quantity(value=value, unit="mmol/L") if plain else CodeableConcept(text=value)
    kind, accession, item = more.pop("kind", ""), more.pop("accession", ""), more.pop("item", "")
    specimen = (
        Specimen(id="s", kind=CodeableConcept(text=kind) if kind else None, accession=accession) if kind or accession else None
    )
    codings = tuple(Coding(system=NLK if each.startswith("NPU") else LOCAL, code=each) for each in codes.split())
    fields: dict[str, Any] = {"status": "final", "effective": moment(at) if at else None, "specimen": specimen} | more
    identifiers = (Identifier(system="ResultItemId", value=item),) if item else ()
    concept = CodeableConcept(codings=codings, text=name)
    observation = Observation(id="o", code=concept, value=said, identifiers=identifiers, **fields)
    return Finding(observation=observation, members=members)


def fates(made: Versions, *reports: Report, **more: Any) -> list[str]:
    """Of every result with a value or cancelled: its value, and what became of it."""
    told = []
    for each in placed.everything(answer(*reports, **more), made):
        value = each.observation.value
        words = value.value if isinstance(value, Quantity) else value.text if isinstance(value, CodeableConcept) else ""
        told.append(f"{words}{' old' if each.superseded else ''}{' void' if each.void else ''}")
    return told


def two(old: list[Finding], new: list[Finding], **more: Any) -> list[str]:
    """The fates of the results of an older and of a newer version."""
    reports = report(OLD, *old), report(NEW, *new, **({"status": "amended"} | more))
    return fates(of(*reports), *reports)


def test_one_of_two_samples_is_corrected_or_withdrawn() -> None:
    curve = [result("22.4", at=SIX), result("8.1", at=EIGHT)]
    assert two(curve, [result("8.4", at=EIGHT)]) == ["22.4", "8.1 old", "8.4"]
    assert two(curve, [result(None, at=EIGHT, status="cancelled")]) == ["22.4", "8.1 old void", " void"]
    assert two(curve[:1], [result("8.4", at=EIGHT, status="amended")]) == ["22.4", "8.4"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"kind": "Aerob flaske", "at": SIX}, {"kind": "Anaerob flaske", "at": "2024-08-14T06:05:00+02:00"}),
        ({"kind": "Aerob flaske"}, {"kind": "Anaerob flaske"}),
        ({"kind": "Blod", "accession": "1"}, {"kind": "Blod", "accession": "2"}),
        ({"at": SIX}, {}),
        ({"codes": "FUNN", "name": "Funn"}, {"codes": "FUNN", "name": "Funn"}),
        ({}, {}),
    ],
    ids=["bottles", "kinds", "accessions", "times", "second finding", "other words"],
)
def test_a_culture_stands_beside_another(one: dict[str, Any], other: dict[str, Any]) -> None:
    shown = two([result("Staphylococcus aureus", **one)], [result("Ingen vekst", **other)])
    assert shown == ["Staphylococcus aureus", "Ingen vekst"]


def test_words_take_the_place_of_words_where_it_is_said() -> None:
    old = [result("Påvist")]
    assert two(old, [result("Ikke påvist", status="corrected")]) == ["Påvist old", "Ikke påvist"]
    assert two(old, [result("Påvist")]) == ["Påvist old", "Påvist"]
    assert two([result("Kokker", status="preliminary")], [result("S. aureus")]) == ["Kokker old", "S. aureus"]
    assert two(old, [result(None, status="cancelled")]) == ["Påvist old void", " void"]
    number = [result("6.9")]
    assert two(number, [result("Hemolysert")]) == ["6.9 old", "Hemolysert"]


def test_a_second_organism_leaves_the_first_and_what_hangs_under_it() -> None:
    def culture(organism: str, letter: str) -> Finding:
        drug = result(letter, codes="MER", name="Meropenem")
        return result(None, result(organism, drug, codes="FUNN", name="Funn"), codes="UD", name="Urindyrkning")

    shown = two([culture("E. coli", "R")], [culture("Klebsiella", "S")])
    assert shown == [" old", "E. coli", "R", "", "Klebsiella", "S"]
    assert two([culture("E. coli", "R")], [culture("E. coli", "S")])[1:3] == ["E. coli old", "R"]
    assert two([culture("E. coli", "R")], [culture("E. coli", "R")])[1:3] == ["E. coli old", "R old"]


def test_what_hangs_under_something_withdrawn_is_withdrawn() -> None:
    old = [result("E. coli", result("R", codes="MER", name="Meropenem"), codes="UD", name="Dyrkning")]
    new = [result(None, codes="UD", name="Dyrkning", status="cancelled")]
    assert two(old, new) == ["E. coli old void", "R old void", " void"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"codes": "NPU03230 K"}, {"codes": "NPU03230"}, True),
        ({"codes": "NPU03230"}, {"codes": "NPU03230 K", "name": "Kalium"}, True),
        ({"codes": "NPU03230"}, {"codes": "NPU03429"}, False),
        ({"codes": "K"}, {"codes": "K NPU03230"}, True),
        ({"codes": "KVANT LI", "name": "Litium"}, {"codes": "KVANT DIG", "name": "Digoksin"}, False),
        ({"codes": "", "name": "Kalium"}, {"codes": "", "name": "P-Kalium"}, True),
        ({"codes": "", "name": "U-Kalium"}, {"codes": "", "name": "P-Kalium"}, False),
        ({"codes": "", "name": "Protein"}, {"codes": "", "name": "Protein C"}, False),
        ({"codes": "", "name": ""}, {"codes": "", "name": ""}, False),
        ({"codes": "", "name": "Kalium"}, {"codes": "K", "name": "Kalium"}, True),
    ],
)
def test_the_same_examination_under_other_codes_or_words(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert two([result("6.9", **one)], [result("4.1", **other)])[0] == ("6.9 old" if same else "6.9")
    assert two([result("6.9", **one)], [result(None, **other, status="cancelled")])[0] == ("6.9 old void" if same else "6.9")


def test_an_empty_result_takes_nothing_away() -> None:
    assert two([result("6.9")], [result(None, status="registered")]) == ["6.9", ""]
    assert two([result("6.9")], [result(None, status="amended")])[0] == "6.9 old"
    assert two([result("6.9")], [result(None, data_absent_reason=CodeableConcept(text="Hemolyse"))])[0] == "6.9 old"


def test_a_time_that_says_nothing_else_is_no_other_time() -> None:
    assert two([result("6.9", at="")], [result("4.1")])[0] == "6.9 old"
    assert two([result("6.9")], [result("4.1", at="2024-08-14")])[0] == "6.9 old"
    assert two([result("6.9")], [result("4.1", at="2024-08-15")])[0] == "6.9"
    assert two([result("6.9", at="2024-08-14T06:00:00Z")], [result("4.1", at=EIGHT)])[0] == "6.9 old"


def test_a_corrected_time_is_known_by_the_identifiers_of_the_results() -> None:
    moved = "2024-08-15T08:00:00+02:00"
    old = [result("0.4", codes="NPU19767", item="555591126"), result("21", codes="NPU27777", item="555591130")]
    new = [
        result("0.4", codes="NPU19767", item="555591126", at=moved),
        result(None, codes="NPU27777", item="5555591130", at=moved, status="cancelled"),
    ]
    assert two(old, new) == ["0.4 old", "21 old void", "0.4", " void"]
    short = [result("22.4", at=SIX, item="1")], [result("8.1", item="1")]
    assert two(*short) == ["22.4", "8.1"]


@pytest.mark.parametrize(
    "change",
    [
        {"code": CodeableConcept(text="CT caput"), "findings": ()},
        {"code": CodeableConcept(codings=(Coding(system="8202", code="CT"),)), "findings": ()},
        {"category": CodeableConcept(codings=(Coding(system="8202", code="BLD"),))},
        {"effective": moment("2026-08-14T08:00:00+02:00"), "issued": moment("2026-08-14T10:00:00+02:00")},
        {"issued": moment("2026-08-14T10:00:00+02:00")},
        {"performers": (Party(organisation="Fjord", organisation_ids=(Identifier(system="resh", value="80"),)),)},
    ],
    ids=["words for its kind", "kind", "area", "sampled later", "issued much later", "the same number in another list"],
)
def test_a_number_that_is_used_again_withdraws_nothing(change: dict[str, Any]) -> None:
    area = CodeableConcept(codings=(Coding(system="8202", code="LAB"),))
    kind = CodeableConcept(codings=(Coding(system="8202", code="CLIN"),))
    plain = "code" in change and not change["code"].codings
    fields = {"category": area} | ({} if plain else {"code": kind})
    old = remade(report(OLD, result("6.9")), fields)
    new = remade(report(NEW, status="cancelled"), fields | change)
    assert fates(of(old, new), old, new) == ["6.9"]
    same = remade(report(NEW, status="cancelled"), fields)
    assert fates(of(old, same), old, same) == ["6.9 old void"]


def remade(one: Report, change: dict[str, Any]) -> Report:
    return replace(one, **change)


def test_one_of_several_identifiers_of_a_laboratory_is_enough() -> None:
    more = (
        Party(organisation="Fjord", organisation_ids=(Identifier(system="org", value="9"), Identifier(system="her", value="80"))),
    )
    old, new = report(OLD, result("6.9"), performers=LAB), report(NEW, result("4.1"), performers=more)
    assert fates(of(old, new), old, new) == ["6.9 old", "4.1"]


def test_a_requester_in_common_makes_no_common_laboratory() -> None:
    def named(*numbers: str) -> tuple[Party, ...]:
        return tuple(Party(organisation=each, organisation_ids=(Identifier(system="her", value=each),)) for each in numbers)

    old = report(OLD, result("6.9"), performers=named("requester", "B"))
    other = report(NEW, status="cancelled", performers=named("requester", "C"))
    assert fates(of(old, other), old, other) == ["6.9"]
    same = report(NEW, status="cancelled", performers=named("B"))
    assert fates(of(old, same), old, same) == ["6.9 old void"]


def test_an_order_that_is_partly_known_counts_as_far_as_it_goes() -> None:
    first, second, third = report(OLD, result("6.9")), report(NEW, result("4.1")), report(NEW, result("4.2"), status="amended")
    made = of(first, second, third)
    assert fates(made, first, second, third) == ["6.9 old", "4.1", "4.2"]
    assert made.group_of(first) is made.group_of(second)
    assert made.group_of(third) is None
    undated = report(None, result("5.0"))
    made = of(undated, second, first)
    assert fates(made, undated, second, first) == ["5.0", "4.1", "6.9 old"]
    assert made.group_of(first) is made.group_of(second)
    last = report(NEWEST, status="cancelled")
    assert fates(of(last, third, second), last, third, second) == ["4.2 old void", "4.1 old void"]


def repeat(value: str = "6.9", **more: Any) -> Report:
    """Sent before what is issued at NEW."""
    return report("2024-08-14T12:00:00+02:00", result(value, history=True, **more), number="F-9")


def test_a_repeat_shares_the_fate_of_its_original() -> None:
    old = report(OLD, result("6.9"))
    for new, fate in ((result("4.1", status="corrected"), "6.9 old"), (result(None, status="cancelled"), "6.9 old void")):
        reports = old, report(NEW, new, status="amended"), repeat()
        assert fates(of(*reports), *reports)[-1] == fate
    alone = report(NEW, result("6.9", status="cancelled")), repeat()
    assert fates(of(*alone), *alone)[-1] == "6.9 old void"
    whole = report(NEW, result("6.9"), status="cancelled"), repeat()
    assert fates(of(*whole), *whole)[-1] == "6.9 old void"


def test_a_repeat_of_what_only_its_later_version_tells() -> None:
    def last(new: Finding, **copied: Any) -> str:
        reports = report(NEW, new, status="amended"), repeat(**copied)
        return fates(of(*reports), *reports)[-1]

    assert last(result(None, status="cancelled")) == "6.9 old void"
    assert last(result("4.1", status="corrected")) == "6.9 old"
    assert last(result("4.1")) == "6.9"
    assert last(result(None, status="cancelled", at=SIX)) == "6.9"
    assert last(result(None, status="cancelled", accession="1"), accession="2") == "6.9"
    assert last(result("4.1", status="cancelled")) == "6.9"


def test_a_conclusion_that_no_newer_version_repeats_stands() -> None:
    old = report(OLD, conclusion="Blødning", performers=LAB)
    assert not of(old, report(NEW, result("4.1"))).is_superseded(old)
    assert of(old, report(NEW, conclusion="Ingen blødning")).is_superseded(old)
    assert of(old, report(NEW, status="cancelled")).is_superseded(old)


findings = st.lists(
    st.builds(
        result,
        st.none() | st.sampled_from(["6.9", "4.1", "Påvist", "Ikke påvist"]),
        codes=st.sampled_from(["NPU03230", "NPU03230 K", "K", "", "NPU03429"]),
        name=st.sampled_from(["Kalium", "P-Kalium", "U-Kalium"]),
        at=st.sampled_from([SIX, EIGHT, "2024-08-14", ""]),
        status=st.sampled_from(["final", "final", "amended", "cancelled", "preliminary"]),
        accession=st.sampled_from(["", "1", "2"]),
        item=st.sampled_from(["", "", "1", "55559112"]),
    ),
    max_size=4,
)


@settings(max_examples=300, deadline=None)
@given(findings, findings, findings)
def test_something_said_is_always_behind_what_goes(first: list[Finding], second: list[Finding], third: list[Finding]) -> None:
    reports = report(OLD, *first), report(NEW, *second, status="amended"), report(NEWEST, *third, status="appended")
    made = of(*reports)
    shown = list(placed.everything(answer(*reports), made))
    newest = [each.observation for each in shown if each.report is reports[2]]
    assert not any(made.is_old(reports[2], each) or made.is_withdrawn(reports[2], each) for each in newest)
    for place in (0, 1):
        newer = {id(each) for each in reports[place + 1 :]}
        later = [each.observation for each in shown if id(each.report) in newer]
        for each in shown:
            if each.report is not reports[place]:
                continue
            if made.is_withdrawn(each.report, each.observation):
                assert each.superseded
                assert any(one.status == "cancelled" for one in later)
            if each.superseded and each.observation.value is not None:
                assert any(one.value is not None or one.status in ("cancelled", "amended") for one in later)
        gone = sum(made.is_old(reports[place], each.observation) for each in shown if each.report is reports[place])
        assert gone <= len(later)


@settings(max_examples=150, deadline=None)
@given(findings)
def test_the_same_once_more_leaves_nothing_behind(some: list[Finding]) -> None:
    distinct = {
        (each.observation.code.text, each.observation.effective.literal if each.observation.effective else ""): each
        for each in some
    }
    kept = list(distinct.values())
    reports = report(OLD, *kept), report(NEW, *kept)
    made = of(*reports)
    for each in kept:
        if each.observation.value is not None:
            assert made.is_old(reports[0], each.observation)


def test_the_repeats_of_one_report_fold_under_its_newest_version() -> None:
    old, new = report(OLD, found("K", "6.9")), report(NEW, found("K", "4.1"), status="amended")
    copy = report(NEWEST, found("K", "6.9", history=True), number="F-9")
    made = of(old, new, copy)
    group = made.group_of(copy)
    assert group is not None
    assert group.newest is new
