"""An identifier of a result proves only what nothing contradicts; a UUID needs no sender; nothing is void in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import placed
from provesvar_gui.results.model import Identifier, Party, Subject
from provesvar_gui.results.versions import Doubt
from tests.unit.results.test_version_doubts import EIGHT, SIX, fates, result, two
from tests.unit.results.test_versions import LAB, NEW, NEWEST, OLD, answer, moment, of, report

if TYPE_CHECKING:
    from provesvar_gui.results.model import Report

UUID = "3eba30a3-e8c3-4dd8-ac40-efc18ddf32ab"
ITEM = "555591126"
KARI = Subject(identifier=Identifier(system="fnr", value="13896900263"))
OLA = Subject(identifier=Identifier(system="fnr", value="13896900344"))
NAMED = (Party(organisation="Fjord"),)


def doubts(*reports: Report, **more: Any) -> list[tuple[Doubt, ...]]:
    made = of(*reports, **more)
    return [each.doubts for each in placed.everything(answer(*reports, **more), made)]


@pytest.mark.parametrize("item", ["NPU03230_1", "npu03230-17", "04607403/NPU03230", "K_000001", "xNPU03230x"])
def test_an_identifier_made_of_the_code_proves_nothing(item: str) -> None:
    def sample(value: str, at: str) -> list[Any]:
        return [result(value, at=at, item=item, codes="NPU03230 K")]

    for status in ("appended", "amended", "final"):
        assert two(sample("6.8", SIX), sample("4.1", EIGHT), status=status) == ["6.8", "4.1"]
    bottle = {"codes": "NPU06061", "name": "Blodkultur", "item": "NPU06061_1"}
    assert two([result("E. coli", at=SIX, **bottle)], [result("Ingen vekst", at=EIGHT, **bottle)]) == ["E. coli", "Ingen vekst"]


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ({"accession": "A1"}, {"accession": "B2"}, {}),
        ({"kind": "Blod"}, {"kind": "Urin"}, {}),
        ({"at": SIX}, {"at": EIGHT}, {"status": "appended"}),
        ({"at": SIX}, {"at": EIGHT, "status": "appended"}, {}),
    ],
    ids=["accessions", "materials", "added by the report", "added by the result"],
)
def test_an_identifier_overrules_no_other_sample(one: dict[str, Any], other: dict[str, Any], more: dict[str, Any]) -> None:
    assert two([result("6.8", item=ITEM, **one)], [result("4.1", item=ITEM, **other)], **more) == ["6.8", "4.1"]


def test_other_words_of_another_time_need_more_than_an_identifier() -> None:
    old = [result("E. coli", at=SIX, item=ITEM)]
    assert two(old, [result("Ingen vekst", at=EIGHT, item=ITEM)]) == ["E. coli", "Ingen vekst"]
    assert two(old, [result("Ingen vekst", at=EIGHT, item=ITEM, status="corrected")]) == ["E. coli old", "Ingen vekst"]
    assert two(old, [result("E. coli", at=EIGHT, item=ITEM)]) == ["E. coli old", "E. coli"]


def test_a_time_is_corrected_by_an_identifier_of_its_own() -> None:
    old, new = result("6.8", at=SIX, item=ITEM), result("6.8", at=EIGHT, item=ITEM)
    assert two([old], [new]) == ["6.8 old", "6.8"]
    assert two([old], [result("6.8", at=EIGHT, item=ITEM, status="corrected")], status="appended") == ["6.8 old", "6.8"]


def test_an_identifier_of_several_results_proves_nothing() -> None:
    old, new = report(OLD, result("6.8", at=SIX, item=ITEM)), report(NEW, result("4.1", at=EIGHT, item=ITEM), status="amended")
    assert fates(of(old, new), old, new) == ["6.8 old", "4.1"]
    elsewhere = report(OLD, result("3.9", at="2024-01-01T08:00:00+01:00", item=ITEM), number="F-7")
    assert fates(of(old, new, elsewhere), old, new, elsewhere) == ["6.8", "4.1", "3.9"]
    whole = report(OLD, result("6.8", at=SIX, item=ITEM), result("140", codes="NPU03429", name="Na", at=SIX, item=ITEM))
    assert fates(of(whole, new), whole, new) == ["6.8", "140", "4.1"]
    repeat = report(NEWEST, result("4.1", at=EIGHT, item=ITEM, history=True), number="F-9")
    assert fates(of(old, new, repeat), old, new, repeat)[:2] == ["6.8 old", "4.1"]


@given(
    st.sampled_from([SIX, EIGHT]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "Blod", "Urin"]),
    st.sampled_from(["", "NPU03230_1", ITEM]),
    st.sampled_from(["", "1", "2"]),
    st.sampled_from(["", "Blod", "Urin"]),
)
def test_no_sample_takes_the_place_of_another(
    at: str, accession: str, kind: str, item: str, other_accession: str, other_kind: str
) -> None:
    old = [result("6.8", at=SIX, accession=accession, kind=kind, item=item)]
    new = [result("4.1", at=at, accession=other_accession, kind=other_kind, item=item)]
    apart = (accession and other_accession and accession != other_accession) or (kind and other_kind and kind != other_kind)
    shown = two(old, new, status="appended")
    assert (shown[0] == "6.8 old") == (not apart and at == SIX)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Kalium", "U-Kalium", False), ("Albumin", "U-Albumin", False), ("Protein", "Csv-Protein", False),
        ("Kalium", "dU-Kalium", False), ("Glukose", "Sp-Glukose", False), ("Kalium", "Erc-Kalium", False),
        ("Kalium", "P-Kalium", True), ("Kalium", "S-Kalium", True), ("Hemoglobin", "B-Hemoglobin", True),
        ("Kalium", "vB-Kalium", True), ("Laktat", "aP-Laktat", True), ("Glukose", "kB-Glukose", True),
        ("P-Kalium", "S-Kalium", False), ("Kreatinin", "Pt(U)-Kreatinin", False), ("Kreatinin", "Pt-Kreatinin", False),
    ],
)  # fmt: skip
def test_a_bare_name_may_be_that_in_blood_only(one: str, other: str, same: bool) -> None:
    for name, later in ((one, other), (other, one)):
        old = "40 old" if same else "40"
        assert two([result("40", codes="", name=name)], [result("5", codes="", name=later)]) == [old, "5"]
        assert two([result("40", codes="DIV", name=name)], [result("5", codes="DIV", name=later)]) == [old, "5"]


SENDERS: list[dict[str, Any]] = [
    {"performers": (), "subject": KARI},
    {"performers": LAB, "subject": None},
    {"performers": (), "subject": None},
    {"performers": NAMED, "subject": KARI},
    {"performers": LAB, "subject": KARI},
]


@pytest.mark.parametrize("one", SENDERS)
@pytest.mark.parametrize("other", SENDERS)
def test_with_a_uuid_what_is_not_said_is_no_contradiction(one: dict[str, Any], other: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), number=UUID, **one)
    gone = report(NEW, number=UUID.upper(), status="cancelled", **other)
    assert fates(of(old, gone), old, gone) == ["6.8 old void"]
    became = report(NEW, result("4.1"), number=UUID, status="amended", **other)
    assert fates(of(old, became), old, became) == ["6.8 old", "4.1"]


@pytest.mark.parametrize(
    "other", [{"subject": OLA}, {"performers": (Party(organisation="Havn"),)}], ids=["another person", "another laboratory"]
)
def test_what_contradicts_stays_and_a_laboratory_leaves_a_doubt(other: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), number=UUID, subject=KARI)
    gone = report(NEW, number=UUID, status="cancelled", **({"subject": KARI} | other))
    assert fates(of(old, gone), old, gone) == ["6.8"]
    assert doubts(old, gone) == [() if "subject" in other else (Doubt.CANCELLED_VERSION,)]


@pytest.mark.parametrize(
    ("number", "gone"),
    [
        ("F-1", {"issued": moment(OLD)}),
        ("F-1", {"issued": None}),
        ("F-1", {"issued": moment("2024-08-14")}),
        (UUID, {"issued": None}),
        (UUID, {"issued": None, "performers": ()}),
        ("F-1", {"performers": ()}),
        ("F-1", {"performers": NAMED}),
        ("F-1", {"subject": None}),
    ],
)
def test_a_cancelled_version_whose_place_is_not_known_is_told(number: str, gone: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), number=number, subject=KARI, effective=moment(EIGHT))
    fields = {"issued": moment(NEW), "subject": KARI, "effective": moment(EIGHT)} | gone
    issued = fields.pop("issued")
    cancelled = report(issued.literal if issued else None, number=number, status="cancelled", **fields)
    for reports in ((old, cancelled), (cancelled, old)):
        made = of(*reports)
        assert fates(made, *reports) == ["6.8"]
        assert made.doubtful(old)
        assert doubts(*reports) == [(Doubt.CANCELLED_VERSION,)]
        assert not made.doubtful(cancelled)


def test_what_was_certainly_issued_after_the_cancelled_version_is_in_no_doubt() -> None:
    gone, new = report(OLD, number=UUID, status="cancelled"), report(NEW, result("6.8"), number=UUID)
    assert doubts(gone, new) == [()]
    nobody = report(OLD, number=UUID, status="cancelled", performers=())
    assert doubts(nobody, new) == [()]


@pytest.mark.parametrize(
    "other",
    [
        {"number": "F-2"},
        {"effective": moment("2022-01-01T08:00:00+01:00")},
        {"performers": (Party(organisation="Havn"),)},
        {"subject": OLA},
    ],
)
def test_a_number_that_is_used_again_makes_no_doubt(other: dict[str, Any]) -> None:
    old = report(OLD, result("6.8"), subject=KARI, effective=moment(EIGHT))
    gone = report(OLD, status="cancelled", **({"subject": KARI, "effective": moment(EIGHT)} | other))
    assert doubts(old, gone) == [()]


def test_a_result_that_another_version_of_the_same_second_cancelled() -> None:
    old, new = report(OLD, result("6.8"), result("140", codes="NPU03429", name="Na")), report(
        OLD, result(None, status="cancelled"), result("140", codes="NPU03429", name="Na"), status="amended"
    )  # fmt: skip
    assert doubts(old, new) == [(Doubt.CANCELLED_VERSION,), (), (), ()]
    assert not of(old, new).doubtful(old)


numbers = st.sampled_from([UUID, "F-1"])
any_version = st.builds(
    lambda issued, status, number, sender: report(
        issued, *([] if status == "cancelled" else [result("6.8")]), status=status, number=number, **sender
    ),
    st.sampled_from([None, OLD, OLD, NEW, NEWEST]),
    st.sampled_from(["final", "amended", "cancelled"]),
    numbers,
    st.sampled_from(SENDERS),
)


@given(st.lists(any_version, min_size=2, max_size=4))
def test_a_value_beside_a_cancelled_version_is_void_or_doubted_or_newer(reports: list[Report]) -> None:
    made = of(*reports)
    for each in placed.everything(answer(*reports), made):
        assert each.report is not None
        if each.void or each.superseded or each.doubts:
            continue
        mine = each.report
        for gone in reports:
            number = made_number(gone)
            if gone.status != "cancelled" or number != made_number(mine):
                continue
            later = gone.issued and mine.issued and gone.issued.when and mine.issued.when and mine.issued.when > gone.issued.when
            assert later


def made_number(one: Report) -> str:
    return one.identifiers[1].value
