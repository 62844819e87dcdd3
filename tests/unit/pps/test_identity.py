"""The subject of results (invariant 4)."""

from __future__ import annotations

from typing import Any

import pytest

from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.pps.fhir.resources import ResourceIndex, SubjectJudge, SubjectVerdict
from provesvar_gui.results.model import LookupResult
from provesvar_gui.results.placed import everything
from tests.unit.pps.fhir import ASKED, DNR, FNR, OTHER, bundle, mapped, names, observation, report, subject

D_NUMBER = "41896900046"
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
    ({"identifier": {"system": FNR, "value": " "}}, SHOWN),
    (subject(OTHER), WITHHELD),
    (subject(OTHER, ""), WITHHELD),
    (subject(f"\u202a{ASKED[:6]}\u200e{ASKED[6:]}\u202c"), SHOWN),  # signs that cannot be seen are no part of a number
    (subject(f"\u202a{OTHER[:6]}\x00{OTHER[6:]}\u202c"), WITHHELD),
    (subject("123", FNR), APART),  # damaged or masked: nobody can say whose it is
    (subject("138969*****", FNR), APART),
    (subject("13896900264", FNR), APART),  # no person's: the control digits fail
    (subject(OTHER, "http://fhir.no/fnr"), WITHHELD),  # a person's number under a system nobody knows
    (subject(ASKED, "http://fhir.no/fnr"), SHOWN),
    (subject(D_NUMBER, "http://fhir.no/dnr"), APART),
    (subject("13496900019", ""), APART),
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
    (H_NUMBER, APART),
    # Two persons: nobody knows which of them it is about. More: tests/hostile/bundle_rows.py
    ({**subject(), "display": f"Prøve, Kari {OTHER[:6]}\u00a0{OTHER[6:]}"}, WITHHELD),
    ({**subject(), "display": f"Prøve, Kari {OTHER[:6]}\u200b{OTHER[6:]}"}, WITHHELD),
    ({**subject(OTHER), "reference": f"Patient/{ASKED}"}, WITHHELD),
    ({"identifier": [{"system": FNR, "value": ASKED}, {"system": FNR, "value": OTHER}]}, WITHHELD),
    ([subject(OTHER), subject()], WITHHELD),
    ([subject(), {"reference": f"Patient/{OTHER}"}], WITHHELD),
    (f"Patient/{OTHER}", WITHHELD),
    ({**subject(), "extension": [{"url": "x", "valueString": OTHER}]}, WITHHELD),
    # One person by several names.
    ([subject(), subject(D_NUMBER, DNR), H_NUMBER], SHOWN),
    ({**subject(), "reference": f"Patient/{ASKED}", "display": ASKED}, SHOWN),
    ({**subject(), "display": f"Prøve, Kari {ASKED[:6]} {ASKED[6:]}"}, SHOWN),
    ({**subject(), "display": "Prøve, Kari 12345678901"}, SHOWN),
]


@pytest.mark.hazard("H1.12")
@pytest.mark.parametrize(("about", "place"), PLACES)
def test_reports_and_loose_results(about: object, place: str) -> None:
    result = mapped(bundle(report("r", ["a"], subject=about), observation("a", of="r")))
    assert where(result) == place
    assert not result.loose_findings
    assert where(mapped(bundle(observation("a", subject=about)))) == place
    withheld = mapped(bundle(report("r", ["a"], subject=about), observation("a", of="r")), withhold_other_kind=True)
    assert where(withheld) == (WITHHELD if place is APART else place)


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


def patient(*numbers: str) -> dict[str, object]:
    return {"resourceType": "Patient", "id": "x", "identifier": [{"system": FNR, "value": number} for number in numbers]}


@pytest.mark.parametrize("about", [{**subject(), "reference": "Patient/x"}, [subject(), {"reference": "Patient/x"}]])
def test_a_subject_that_names_the_patient_and_refers_to_somebody_else_is_withheld(about: object) -> None:
    for number, place in ((ASKED, SHOWN), (OTHER, WITHHELD)):
        assert where(mapped(bundle(report("r", ["a"], subject=about), observation("a", of="r"), patient(number)))) == place
        assert where(mapped(bundle(observation("a", subject=about), patient(number)))) == place


def test_a_patient_resource_that_is_two_persons_is_nobodys() -> None:
    about = {"reference": "Patient/x"}
    assert where(mapped(bundle(report("r", subject=about), patient(ASKED, OTHER)))) == WITHHELD
    assert where(mapped(bundle(report("r", subject=about), patient(ASKED), patient(OTHER)))) == WITHHELD
    assert where(mapped(bundle(report("r", subject=about), patient(ASKED), patient(ASKED)))) == SHOWN


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


def test_a_leading_zero_lost_on_the_way_is_the_same_number() -> None:
    asked = PatientId(OTHER)
    assert OTHER[0] == "0"
    assert SubjectJudge(asked, ResourceIndex()).judge(subject(OTHER[1:])) is SubjectVerdict.SHOWN
    assert SubjectJudge(asked, ResourceIndex()).judge(subject("2896900172")) is SubjectVerdict.WITHHELD
    assert (
        SubjectJudge(asked, ResourceIndex()).judge(subject("2896900175")) is SubjectVerdict.OTHER_KIND
    )  # nobody's with any zero


@pytest.mark.hazard("H1.7")
@pytest.mark.parametrize("about", [subject("138969*****"), subject(D_NUMBER, DNR), H_NUMBER])
def test_a_report_with_a_result_on_another_kind_of_number_is_set_apart_whole_and_says_which(about: dict[str, Any]) -> None:
    sent = (observation("a", ["b"], of="r"), observation("b", of="r", subject=about))
    result = mapped(bundle(report("r", ["a"]), report("s", ["c"]), *sent, observation("c", of="s")))
    assert [each.id for each in result.reports] == ["s"]
    (apart,) = result.other_identifier
    assert names(apart.findings) == ["a", "b"]
    assert {each.observation.id: each.apart for each in everything(result)} == {"a": True, "b": True, "c": False}
    assert apart.subject is not None
    assert apart.subject.identifier is not None
    assert apart.subject.identifier.value == about["identifier"]["value"]
    for pages in ([bundle(*sent)], [bundle(sent[0]), bundle(sent[1])]):
        loose = mapped(*[page.replace(b"diagnostic-report-ref", b"nowhere") for page in pages])
        assert (names(loose.loose_findings), names(loose.other_loose_findings)) == ([], ["a", "b"])


def test_a_patient_that_comes_later_says_whose_it_is() -> None:
    about = {"reference": "Patient/x"}
    first = bundle(
        report("r", ["a"], subject=about), observation("a", of="r"), report("s", ["b"]), observation("b", subject=about)
    )
    result = mapped(first, bundle(patient(OTHER)))
    assert [(each.id, names(each.findings)) for each in result.reports] == [("s", [])]
    assert result.coverage.withheld == 2


@pytest.mark.hazard("H1.7")
def test_a_report_says_what_of_it_is_withheld_or_unreadable() -> None:
    page = bundle(
        report(
            "r", ["mine", "theirs", "media"], specimen=[{"reference": "Specimen/s"}], basedOn=[{"reference": "ServiceRequest/o"}]
        ),
        observation("mine"),
        observation("theirs", subject=subject(OTHER)),
        {"resourceType": "Specimen", "id": "s", "subject": subject(OTHER), "type": {"text": "Blod"}},
        {"resourceType": "ServiceRequest", "id": "o", "subject": subject(OTHER), "note": [{"text": "Feber"}]},
        {"resourceType": "Media", "id": "media"},
    )
    (shown,) = mapped(page.replace(b'"Observation/media"', b'"Media/media"')).reports
    assert names(shown.findings) == ["mine"]
    assert (shown.withheld_results, shown.unreadable_results, shown.missing_results) == (1, 1, 0)
    assert (shown.specimens, shown.request) == ((), None)
