"""Whose results are shown (invariant 4)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provesvar_gui.errors import ErrorCode
from provesvar_gui.patient.numbers import PatientId, kind_of_identifier_system
from provesvar_gui.pps.config import PpsConfig
from provesvar_gui.pps.fhir.references import ResourceReading, SubjectJudge, SubjectVerdict
from provesvar_gui.results.model import LookupResult, NoteKind
from provesvar_gui.results.placed import VOID, apart_within, everything
from tests.kit.errors import app_error
from tests.unit.pps.fake_service import BASE, Desk, FakeService, answer
from tests.unit.pps.fhir import ASKED, DNR, FNR, OTHER, bundle, mapped, names, observation, outcome, pvk, report, subject

D_NUMBER = "41896900046"
H_DIGITS = "13496900019"
H_NUMBER: dict[str, object] = {"identifier": {"type": {"text": "H-nummer"}, "value": "54321"}}
SHOWN, APART, WITHHELD = "shown", "apart", "withheld"


def where(result: LookupResult) -> str:
    if result.reports or result.loose_findings:
        return SHOWN
    if result.other_identifier or result.other_loose_findings:
        return APART
    assert result.coverage.withheld == 1
    return WITHHELD


PLACES: list[tuple[object, str]] = [
    (subject(), SHOWN),
    (subject(ASKED, FNR.removeprefix("urn:oid:")), SHOWN),
    (subject(f"{ASKED[:6]} {ASKED[6:]}"), SHOWN),
    (subject(ASKED, ""), SHOWN),
    (subject(ASKED, DNR), SHOWN),
    (None, SHOWN),
    ({}, SHOWN),
    ({"display": "Kari"}, SHOWN),
    ({"identifier": {"system": FNR}}, SHOWN),
    ({"identifier": {"system": FNR, "value": " "}}, SHOWN),
    (subject(OTHER), WITHHELD),
    (subject(OTHER, ""), WITHHELD),
    (subject(f"\u202a{ASKED[:6]}\u200e{ASKED[6:]}\u202c"), SHOWN),  # signs that cannot be seen are no part of a number
    (subject(f"\u202a{OTHER[:6]}\x00{OTHER[6:]}\u202c"), WITHHELD),
    (subject("123", FNR), APART),  # damaged or masked: nobody can say whose it is
    (subject("138969*****", FNR), APART),
    (subject("*****", FNR), APART),
    (subject("13896900264", FNR), APART),  # no person's: the control digits fail
    (subject("138969*****", ""), APART),
    (subject(OTHER, "http://fhir.no/fnr"), WITHHELD),  # a person's number under a system nobody knows
    (subject(ASKED, "http://fhir.no/fnr"), SHOWN),
    (subject(D_NUMBER, "http://fhir.no/dnr"), APART),
    (subject(D_NUMBER, ""), APART),
    (subject(H_DIGITS, ""), APART),
    (subject("12345678901", "http://lab.example/ids"), APART),
    (subject("–"), SHOWN),  # a dash where the number should be names nobody
    ({"reference": f"Patient/{OTHER}"}, WITHHELD),
    ({"reference": f"https://pps.example/fhir/Patient/{OTHER}/_history/1"}, WITHHELD),
    ({"reference": f"urn:oid:2.16.578.1.12.4.1.4.1.{OTHER}"}, WITHHELD),
    ({"reference": f"Patient/{ASKED}"}, SHOWN),
    ({"reference": f"Patient/{D_NUMBER}"}, APART),
    ({"reference": "Patient/12345678901"}, SHOWN),  # eleven digits that are nobody's: an id like any other
    ({"reference": "Patient/0c7f2c1e-0000-4000-8000-012345678901"}, SHOWN),
    (subject(OTHER, DNR), APART),
    (subject(OTHER, "urn:oid:2.16.578.1.12.4.1.4.3"), APART),
    (subject("53896900263", ""), APART),
    (subject("L-17", "http://lab.example/ids"), APART),
    (H_NUMBER, APART),
    # Two persons: nobody knows which of them it is about.
    ({**subject(), "reference": f"Patient/{OTHER}"}, WITHHELD),
    ({**subject(), "display": f"Prøve, Kari ({OTHER})"}, WITHHELD),
    ({**subject(), "display": f"Prøve, Kari {OTHER[:6]} {OTHER[6:]}"}, WITHHELD),  # as people write it
    ({**subject(), "display": f"Prøve, Kari {OTHER[:6]}\u00a0{OTHER[6:]}"}, WITHHELD),
    ({**subject(), "display": f"Prøve, Kari {OTHER[:6]}\u200b{OTHER[6:]}"}, WITHHELD),
    ({**subject(OTHER), "reference": f"Patient/{ASKED}"}, WITHHELD),
    ({"identifier": [{"system": FNR, "value": ASKED}, {"system": FNR, "value": OTHER}]}, WITHHELD),
    ([subject(), subject(OTHER)], WITHHELD),
    ([subject(OTHER), subject()], WITHHELD),
    ([subject(), {"reference": f"Patient/{OTHER}"}], WITHHELD),
    (f"Patient/{OTHER}", WITHHELD),
    ({**subject(), "extension": [{"url": "x", "valueString": OTHER}]}, WITHHELD),
    # One person by several names.
    ([subject(), subject()], SHOWN),
    ([subject(), subject(D_NUMBER, DNR), H_NUMBER], SHOWN),
    ({**subject(), "reference": f"Patient/{ASKED}", "display": ASKED}, SHOWN),
    ({**subject(), "display": f"Prøve, Kari {ASKED[:6]} {ASKED[6:]}"}, SHOWN),
    ({**subject(), "display": "Prøve, Kari 12345678901"}, SHOWN),
]


@pytest.mark.parametrize(("about", "place"), PLACES)
def test_reports_and_loose_results(about: object, place: str) -> None:
    result = mapped(bundle(report("r", ["a"], subject=about), observation("a", of="r")))
    assert where(result) == place
    assert not result.loose_findings
    loose = mapped(bundle(observation("a", subject=about)))
    assert where(loose) == place


@pytest.mark.parametrize(("about", "place"), PLACES)
def test_a_policy_may_withhold_what_is_set_apart_otherwise(about: object, place: str) -> None:
    place = WITHHELD if place is APART else place
    page = bundle(report("r", ["a"], subject=about), observation("a", of="r"))
    assert where(mapped(page, withhold_other_kind=True)) == place
    assert where(mapped(bundle(observation("a", subject=about)), withhold_other_kind=True)) == place


def test_what_a_policy_withholds_is_counted_and_nothing_else_is_lost() -> None:
    result = mapped(
        bundle(
            report("r", ["a", "h"]),
            observation("a"),
            observation("h", subject=H_NUMBER),
            report("x", ["b"], subject=H_NUMBER),
            observation("b", of="x"),
        ),
        withhold_other_kind=True,
    )
    assert [one.id for one in result.reports] == ["r"]
    assert names(result.reports[0].findings) == ["a"]
    assert not result.other_identifier
    assert not result.other_loose_findings
    assert result.coverage.withheld == 2


def test_the_results_client_is_told_by_its_settings() -> None:
    page = bundle(report("r", ["a"], subject=H_NUMBER), observation("a", of="r"))
    for withhold in (False, True):
        result = Desk(FakeService(answer(page)), PpsConfig(base_url=BASE, withhold_other_kind=withhold)).ask()
        assert (len(result.other_identifier), result.coverage.withheld) == ((0, 1) if withhold else (1, 0))


def patient(*numbers: str) -> dict[str, object]:
    return {"resourceType": "Patient", "id": "x", "identifier": [{"system": FNR, "value": number} for number in numbers]}


@pytest.mark.parametrize("about", [{**subject(), "reference": "Patient/x"}, [subject(), {"reference": "Patient/x"}]])
def test_a_subject_that_names_the_patient_and_refers_to_somebody_else_is_withheld(about: object) -> None:
    for number, place in ((ASKED, SHOWN), (OTHER, WITHHELD)):
        result = mapped(bundle(report("r", ["a"], subject=about), observation("a", of="r"), patient(number)))
        assert where(result) == place
        assert where(mapped(bundle(observation("a", subject=about), patient(number)))) == place


def test_a_patient_resource_that_is_two_persons_is_nobodys() -> None:
    about = {"reference": "Patient/x"}
    assert where(mapped(bundle(report("r", subject=about), patient(ASKED, OTHER)))) == WITHHELD
    assert where(mapped(bundle(report("r", subject=about), patient(ASKED), patient(OTHER)))) == WITHHELD
    assert where(mapped(bundle(report("r", subject=about), patient(ASKED), patient(ASKED)))) == SHOWN


PERSONS = {ASKED: FNR, OTHER: FNR, D_NUMBER: DNR, H_DIGITS: "urn:lab:h"}


def test_a_patient_resource_that_comes_once_more_with_another_number_beside_is_who_it_was() -> None:
    """As two laboratories write it, or in another order."""
    about = report("r", subject={"reference": "Patient/x"})
    first, second = patient(ASKED), patient(ASKED)
    second["identifier"] = [{"system": "urn:oid:1.2.3", "value": "48"}, {"system": FNR, "value": ASKED}]
    assert where(mapped(bundle(about, first, second))) == SHOWN
    assert where(mapped(bundle(about, second, first))) == SHOWN
    assert where(mapped(bundle(about, second, first, patient(OTHER)))) == WITHHELD


@st.composite
def subjects(draw: st.DrawFn) -> tuple[object, set[str]]:
    """A subject, and the numbers that it names anywhere."""
    named: set[str] = set()
    references = []
    for _ in range(draw(st.integers(1, 3))):
        numbers = draw(st.lists(st.sampled_from(sorted(PERSONS)), min_size=0, max_size=3))
        reference: dict[str, object] = {}
        for number in numbers:
            named.add(number)
            identifiers = reference.setdefault("identifier", [])
            match draw(st.sampled_from(["identifier", "reference", "display", "extension"])):
                case "identifier" if isinstance(identifiers, list):
                    identifiers.append({"system": PERSONS[number], "value": number})
                case name if name not in reference and name != "identifier":
                    words = {"reference": f"Patient/{number}", "display": f"Kari {number}"}
                    reference[name] = words.get(name, [{"url": "x", "valueString": number}])
                case _:
                    reference.setdefault("more", []).append(number)  # type: ignore[attr-defined]  # the list made here
        references.append(reference)
    return (references[0] if len(references) == 1 and draw(st.booleans()) else references), named


@pytest.mark.hazard("H1.12")
@given(subjects())
def test_another_number_of_the_same_kind_anywhere_withholds(drawn: tuple[object, set[str]]) -> None:
    about, named = drawn
    verdict = SubjectJudge(PatientId(ASKED)).judge(ResourceReading(), about, "")
    if OTHER in named:
        assert verdict is SubjectVerdict.WITHHELD
    elif ASKED in named:
        assert verdict is SubjectVerdict.SHOWN
    else:
        assert verdict is (SubjectVerdict.OTHER_KIND if named else SubjectVerdict.UNNAMED)


@pytest.mark.hazard("H1.7")
def test_one_withheld_report_does_not_keep_the_others() -> None:
    result = mapped(
        bundle(report("r", ["a"]), report("x", ["b"], subject=subject(OTHER)), observation("a"), observation("b", of="x"))
    )
    assert [one.id for one in result.reports] == ["r"]
    assert result.coverage.withheld == 1
    assert not result.loose_findings


@pytest.mark.hazard("H1.7")
def test_a_result_about_someone_else_within_a_report_is_withheld_with_what_hangs_under_it() -> None:
    theirs = observation("b", ["c", "d"], of="r", subject=subject(OTHER))
    result = mapped(
        bundle(
            report("r", ["a", "b"]),
            observation("a"),
            theirs,
            observation("c", of="r"),
            observation("d", of="r", subject=subject()),
        )
    )
    assert names(result.reports[0].findings) == ["a", "d"]
    assert result.coverage.withheld == 1


def test_what_hangs_under_something_withheld_may_come_on_a_later_page() -> None:
    theirs = observation("a", ["b"], of="r", subject=subject(OTHER))
    first = bundle(report("r", ["a"]), theirs, observation("b", ["c"]), observation("x", of="r"))
    later = bundle(observation("c", ["d"]), observation("d", of="r"))
    for pages in ((first, later), (bundle(report("r", ["a"])), later, first)):
        result = mapped(*pages)
        assert names((*result.reports[0].findings, *result.loose_findings)) == ["x"]


@pytest.mark.parametrize("system", [FNR, DNR, "urn:lab:h"])
def test_a_result_on_another_kind_of_number_within_a_report_stays_there_and_stands_apart(system: str) -> None:
    strange = subject("13896900264", system)
    page = bundle(
        report("r", ["a", "b"]),
        observation("a", of="r"),
        observation("b", ["c"], of="r", subject=strange),
        observation("c", of="r"),
    )
    result = mapped(page)
    assert names(result.reports[0].findings) == ["a", "b", "c"]
    assert {one.observation.id: one.apart for one in everything(result)} == {"a": False, "b": True, "c": True}
    assert apart_within(result.reports[0]) == {id(one.observation) for one in everything(result) if one.apart}
    hidden = mapped(page, withhold_other_kind=True)
    assert names(hidden.reports[0].findings) == ["a"]
    assert hidden.coverage.withheld == 1


def apart_of(result: LookupResult) -> dict[str, bool]:
    return {each.observation.id: each.apart for each in everything(result)}


@pytest.mark.hazard("H1.7")
@pytest.mark.parametrize("named", [("p",), ("p", "b"), ("b", "p"), ("p", "q"), ("q", "p")])
@pytest.mark.parametrize("about", [subject("138969*****"), subject(D_NUMBER, DNR), H_NUMBER])
def test_a_result_on_the_patients_own_number_stays_whatever_it_hangs_under(about: object, named: tuple[str, ...]) -> None:
    """Beneath it what names nobody; ``c`` hangs under the other as well and goes with that, in whatever order they are named."""
    sent = (
        observation("p", ["b", "c"], of="r", subject=about),
        observation("q", ["b", "c"], of="r", subject=subject()),
        observation("b", ["d"], of="r", subject=subject()),
        observation("c", of="r", component=[{"code": {"text": "part"}}]),
        observation("d", of="r"),
    )
    want = {"p": True, "q": False, "b": False, "c": True, "c#component-1": True, "d": False}
    result = mapped(bundle(report("r", named), *sent))
    assert apart_of(result) == want
    assert apart_within(result.reports[0]) == {id(each.observation) for each in everything(result) if each.apart}
    loose = mapped(bundle(*({key: of for key, of in each.items() if key != "extension"} for each in sent)))
    assert apart_of(loose) == want


def test_nothing_of_a_ring_that_is_on_the_patients_own_number_stands_apart() -> None:
    ring = (observation("p", ["b"], of="r", subject=subject("138969*****")), observation("b", ["p"], of="r", subject=subject()))
    assert apart_of(mapped(bundle(report("r", ["p"]), *ring))) == {"p": True, "b": False}


def test_what_it_hangs_under_may_come_on_a_later_page() -> None:
    first = bundle(report("r", ["c", "b"]), observation("c", of="r"), observation("b", of="r", subject=subject()))
    later = bundle(report("s", ["p"]), observation("p", ["c", "b"], of="s", subject=H_NUMBER))
    found = [(each.observation.id, each.apart) for each in everything(mapped(first, later))]
    assert set(found) == {("c", True), ("b", False), ("p", True)}


def test_what_turns_out_to_be_the_patients_on_a_later_page_leaves_nothing_apart() -> None:
    """Read again because its specimen came; the Patient that it refers to came too."""
    about = {"reference": "Patient/p1", "identifier": {"system": "http://lab.example/ids", "value": "L-17"}}
    sent = (
        report("r", ["p", "q"]),
        observation("p", ["m", "n"], of="r", subject=about, specimen={"reference": "Specimen/s1"}),
        observation("q", ["n"], of="r", subject=H_NUMBER),
        observation("m", ["k"], of="r"),
        observation("k", of="r"),
        observation("n", of="r"),
    )
    specimen = {"resourceType": "Specimen", "id": "s1", "type": {"text": "Blod"}}
    patient = {"resourceType": "Patient", "id": "p1", "identifier": [{"system": FNR, "value": ASKED}]}
    want = {"p": False, "m": False, "k": False, "q": True, "n": True}
    assert apart_of(mapped(bundle(*sent, specimen, patient))) == want
    assert apart_of(mapped(bundle(*sent), bundle(specimen, patient))) == want
    assert apart_of(mapped(bundle(*sent), bundle(specimen), bundle(patient))) == want
    still = want | {"p": True, "m": True, "k": True}
    assert apart_of(mapped(bundle(*sent), bundle(specimen))) == still


@pytest.mark.parametrize("status", sorted(VOID))
def test_what_was_cancelled_with_its_parent_is_so_without_a_report_too(status: str) -> None:
    """In whichever half it is: ``b`` is the patient's under what is not, ``d`` is not under what is the patient's."""
    sent = (
        observation("p", ["n"], status=status, subject=H_NUMBER),
        observation("n", ["b"], subject=H_NUMBER),
        observation("b", subject=subject()),
        observation("q", ["c"], subject=H_NUMBER),
        observation("c", ["d"], status=status, subject=subject()),
        observation("d", subject=H_NUMBER),
        observation("s", ["t"], subject=H_NUMBER),
        observation("t", subject=subject()),
    )
    result = mapped(bundle(*sent))
    found = {each.observation.id: (each.apart, each.void) for each in everything(result) if each.observation.value is not None}
    apart = dict.fromkeys("pnd", (True, True)) | dict.fromkeys("qs", (True, False))
    assert found == apart | dict.fromkeys("bc", (False, True)) | {"t": (False, False)}
    heads = [each for each in everything(result) if each.observation.value is None]
    assert [(each.observation.code.text, each.apart, each.void) for each in heads] == [
        ("name p", False, True),
        ("name c", True, True),
    ]


NAMED = st.sampled_from([None, None, subject(), subject("138969*****"), H_NUMBER])


@pytest.mark.hazard("H1.7")
@given(st.lists(st.tuples(NAMED, st.sets(st.integers(0, 5))), min_size=6, max_size=6), st.permutations(range(6)), st.data())
def test_whose_a_result_is_depends_on_no_order(kinds: list[tuple[object, set[int]]], order: list[int], data: Any) -> None:
    def sent(about: object, place: int, members: set[int]) -> dict[str, object]:
        more = {} if about is None else {"subject": about}
        return observation(f"o{place}", [f"o{each}" for each in sorted(members)], of="r", **more)

    every = [sent(about, place, members) for place, (about, members) in enumerate(kinds)]
    named = [f"o{place}" for place in range(6)]
    found = apart_of(mapped(bundle(report("r", named), *every)))
    shuffled = [named[place] for place in order]
    assert apart_of(mapped(bundle(report("r", shuffled), *data.draw(st.permutations(every))))) == found
    for place, (about, _) in enumerate(kinds):
        if about is not None:
            assert found[f"o{place}"] == (about != subject())


def test_a_leading_zero_lost_on_the_way_is_the_same_number() -> None:
    asked = PatientId(OTHER)
    assert OTHER[0] == "0"
    assert SubjectJudge(asked).judge(ResourceReading(), subject(OTHER[1:]), "") is SubjectVerdict.SHOWN
    assert SubjectJudge(asked).judge(ResourceReading(), subject("2896900172"), "") is SubjectVerdict.WITHHELD
    assert (
        SubjectJudge(asked).judge(ResourceReading(), subject("2896900175"), "") is SubjectVerdict.OTHER_KIND
    )  # nobody's with any zero


@given(
    st.sampled_from([OTHER, ASKED, D_NUMBER]), st.integers(0, 10), st.sampled_from("*xX?#•"), st.sampled_from([FNR, DNR, "", "x"])
)
def test_a_masked_number_is_nobodys(number: str, kept: int, mark: str, system: str) -> None:
    masked = number[:kept] + mark * (11 - kept)
    assert SubjectJudge(PatientId(ASKED)).judge(ResourceReading(), subject(masked, system), "") is SubjectVerdict.OTHER_KIND


@pytest.mark.hazard("H1.7")
@given(st.text(max_size=30), st.from_regex(r"([A-Za-z:/.#-]*[/:.#-])?", fullmatch=True))
def test_another_persons_number_is_withheld_under_any_name_and_in_any_address(system: str, before: str) -> None:
    assume(kind_of_identifier_system(system) is None)
    judge = SubjectJudge(PatientId(ASKED)).judge
    assert judge(ResourceReading(), subject(OTHER, system), "") is SubjectVerdict.WITHHELD
    assert judge(ResourceReading(), {"reference": before + OTHER}, "") is SubjectVerdict.WITHHELD


def test_withheld_is_told_by_number_only() -> None:
    result = mapped(bundle(report("r", ["gone"], subject=subject(OTHER))))
    assert NoteKind.RESULTS_MISSING not in {note.kind for note in result.notes}
    assert OTHER not in repr(result)
    assert not result.outcomes


@pytest.mark.hazard("H1.7")
def test_a_report_says_what_of_it_is_withheld_or_unreadable() -> None:
    page = bundle(
        report("r", ["mine", "theirs", "media"]),
        observation("mine"),
        observation("theirs", subject=subject(OTHER)),
        {"resourceType": "Media", "id": "media"},
    )
    (shown,) = mapped(page.replace(b'"Observation/media"', b'"Media/media"')).reports
    assert names(shown.findings) == ["mine"]
    assert (shown.withheld_results, shown.unreadable_results, shown.missing_results) == (1, 1, 0)


def test_a_result_on_another_kind_of_identifier_says_which() -> None:
    page = bundle(report("r", ["a", "b"]), observation("a"), observation("b", subject=subject(D_NUMBER, DNR)))
    (shown,) = mapped(page).reports
    mine, other = (each.observation for each in shown.findings)
    assert mine.subject is None
    assert other.subject is not None
    assert other.subject.identifier is not None
    assert other.subject.identifier.value == D_NUMBER


def doubled(page: bytes, before: str, more: str) -> bytes:
    """The page with another member put in before what stands there once."""
    assert page.count(before.encode()) == 1
    return page.replace(before.encode(), f"{more}, {before}".encode())


THEIRS = json.dumps(subject(OTHER), ensure_ascii=False)


def unread(result: LookupResult) -> dict[str, int]:
    return {note.what: note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE}


@pytest.mark.parametrize("padding", [0, 300], ids=["short", "long"])
@pytest.mark.parametrize("twice", [f'"subject": {THEIRS}', '"subject": null', '"status": "final"', '"subj\\u0065ct": null'])
def test_a_report_that_says_something_twice_is_withheld_and_told(padding: int, twice: str) -> None:
    others = [observation(f"o{place}", subject=subject(), note=[{"text": "x" * 1000}]) for place in range(padding)]
    page = bundle(*others, report("r", ["a"]), report("q", ["b"]), observation("a"), observation("b"))
    assert len(mapped(page).reports) == 2
    result = mapped(doubled(page, '"id": "r"', twice))
    assert [each.id for each in result.reports] == ["q"]
    assert names(result.loose_findings) == [each["id"] for each in others]  # not «a», which names nobody
    assert result.coverage.withheld == 1
    assert unread(result) == {"DiagnosticReport": 1}


def test_a_result_that_says_something_twice_is_withheld_with_what_hangs_under_it_and_told() -> None:
    page = bundle(report("r", ["a", "g"]), observation("a"), observation("g", ["b"]), observation("b"))
    result = mapped(doubled(page, '"id": "g"', '"valueQuantity": {"value": 1, "value": 2}, "x": 1'))
    (shown,) = result.reports
    assert names(shown.findings) == ["a"]
    assert not result.loose_findings
    assert (shown.withheld_results, result.coverage.withheld) == (1, 1)
    assert unread(result) == {"Observation": 1}


def test_a_patient_that_says_something_twice_is_nobodys() -> None:
    page = bundle(report("r", subject={"reference": "Patient/x"}), patient(ASKED))
    assert where(mapped(page)) == SHOWN
    result = mapped(doubled(page, '"id": "x"', '"identifier": []'))
    assert where(result) == WITHHELD
    assert unread(result) == {"Patient": 1}


def test_what_a_report_refers_to_and_says_something_twice_is_left_out_and_told() -> None:
    page = bundle(report("r", specimen=[{"reference": "Specimen/s"}]), {"resourceType": "Specimen", "id": "s"})
    result = mapped(doubled(page, '"id": "s"', '"type": {"text": "Blod", "text": "Urin"}'))
    assert not result.reports[0].specimens
    assert unread(result) == {"Specimen": 1}
    assert NoteKind.REFERENCE_MISSING in {note.kind for note in result.notes}


def test_an_outcome_that_says_something_twice_opens_nothing_and_is_told() -> None:
    page = bundle(report("r"), outcome("suppressed", details=pvk("General")))
    assert mapped(page).outcomes
    result = mapped(doubled(page, '"severity": "warning"', '"code": "informational"'))
    assert not result.outcomes
    assert unread(result) == {"": 1}


@pytest.mark.hazard("H1.12")
def test_a_bundle_with_two_lists_of_entries_is_a_broken_answer() -> None:
    page = bundle(report("r", ["a"], subject=subject()), observation("a"))
    with app_error(ErrorCode.UNEXPECTED_ANSWER):
        Desk(FakeService(answer(doubled(page, '"entry": [', '"entry": []')))).ask()
