"""Missing, odd and unknown parts are kept and reported, and stop nothing else (invariants 6 and 8)."""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.pps.fhir import resources as fhir_resources
from provesvar_gui.pps.fhir.datatypes import Datatypes, normal_system, plain_text, read_moment
from provesvar_gui.results.model import CodeableConcept, Moment, Note, NoteKind, Observation, Party, Quantity, Range
from tests.unit.pps.fhir import Resource, bundle, bundle_of, extension, mapped, names, observation, report, walk


def one(**more: object) -> tuple[Observation, tuple[Note, ...]]:
    raw = {key: value for key, value in {**observation("a"), **more}.items() if value is not None}
    result = mapped(bundle(report("r", ["a"]), raw))
    return result.reports[0].findings[0].observation, result.notes


@pytest.mark.parametrize(
    ("system", "normal"),
    [
        ("http://ehelse.no/fhir/CodeSystem/no-kodeverk-7280-nlk", "7280"),
        ("http://helsedir.no/fhir/CodeSystem/no-kodeverk-7280", "7280"),
        ("2.16.578.1.12.4.1.1.8202", "8202"),
        ("https://helsedirektoratet.no/fhir/CodeSystem/no-kodeverk-8244", "8244"),
        ("urn:oid:2.16.578.1.12.4.1.4.1", "urn:oid:2.16.578.1.12.4.1.4.1"),
        ("urn:oid:2.16.578.1.12.4.1.1.72800", "urn:oid:2.16.578.1.12.4.1.1.72800"),
        ("http://unitsofmeasure.org", "http://unitsofmeasure.org"),
    ],
)
def test_three_spellings_of_a_code_system_are_one(system: str, normal: str) -> None:
    assert normal_system(system) == normal


@pytest.mark.parametrize(
    ("literal", "when"),
    [
        ("2024-03-01T10:30:00+01:00", datetime(2024, 3, 1, 9, 30, tzinfo=UTC)),
        ("2024-03-01T10:30:00.123Z", datetime(2024, 3, 1, 10, 30, 0, 123000, tzinfo=UTC)),
        ("2024-03-01", datetime(2024, 2, 29, 23, tzinfo=UTC)),
        ("2024-03", datetime(2024, 2, 29, 23, tzinfo=UTC)),
        ("2024", datetime(2023, 12, 31, 23, tzinfo=UTC)),
        ("2024-07-14T10:00:00", datetime(2024, 7, 14, 8, tzinfo=UTC)),  # no zone: Norwegian, and it is summer
        (" 2024-07-14T10:00:00+02:00 ", datetime(2024, 7, 14, 8, tzinfo=UTC)),
        ("2024-13-01", None),
        ("0000", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("i går", None),
    ],
)
def test_moments_keep_their_literal_and_are_sorted_by_what_can_be_read(literal: str, when: datetime | None) -> None:
    assert read_moment(literal) == when
    assert one(effectiveDateTime=literal)[0].effective == Moment(literal=literal, when=when)


VALUES: list[tuple[str, object, object]] = [
    ("valueQuantity", {"value": "0,25", "unit": "g"}, Quantity(value="0,25", unit="g")),
    ("valueQuantity", {"value": 5, "comparator": "MG", "unit": 0}, Quantity(value="5", comparator="MG", unit="0")),
    ("valueCodeableConcept", {"text": "a\n  b   c\n\nd"}, CodeableConcept(text="a\n  b   c\n\nd")),
    ("valueCodeableConcept", {"text": "<p>a</p><p>b</p>"}, CodeableConcept(text="a\nb")),
    ("valueRange", {"low": {"value": 1}, "high": {"value": 2}}, Range(low=Quantity(value="1"), high=Quantity(value="2"))),
    ("valueDateTime", "2024", Moment(literal="2024", when=read_moment("2024"))),
    ("valueString", "Na <135 og K >5", "Na <135 og K >5"),
    ("valueBoolean", False, False),
    ("valueInteger", 7, "7"),
    ("valueRatio", {"numerator": {"value": 1}, "denominator": {"value": 128}}, "numerator.value: 1\ndenominator.value: 128"),
    ("valueSampledData", {"data": "1 2 3", "period": 10}, "data: 1 2 3\nperiod: 10"),
    ("valueUnheardOf", {"a": [{"b": 1}, {"b": 2}]}, "a.b: 1\na.b: 2"),
]


@pytest.mark.parametrize(("name", "raw", "value"), VALUES, ids=[f"{name}-{at}" for at, (name, _, _) in enumerate(VALUES)])
def test_every_kind_of_value(name: str, raw: object, value: object) -> None:
    observed, notes = one(**({"valueQuantity": None} | {name: raw}))
    assert observed.value == value
    assert not observed.extras
    assert not notes


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ({"text": "< 0,5"}, "< 0,5"),
        ({"text": "1-2", "appliesTo": [{"text": "Kvinner"}]}, "1-2 (appliesTo.text: Kvinner)"),
        ({"low": {"value": 3.50}, "high": {"value": 5}}, "low.value: 3.5\nhigh.value: 5"),
    ],
)
def test_reference_ranges_are_the_laboratorys(raw: Resource, text: str) -> None:
    assert one(referenceRange=[raw])[0].reference_ranges == (text,)


@pytest.mark.parametrize(("sent", "known"), [("Cancelled", "cancelled"), (" final", "final"), ("Avlyst", "Avlyst"), ("", "")])
def test_a_status_is_known_in_any_case(sent: str, known: str) -> None:
    observed, _ = one(status=sent)
    assert observed.status == known


def test_unknown_elements_and_extensions_are_kept() -> None:
    observed, notes = one(
        bodySite={"text": "arm"},
        extension=[
            extension("nilar-new", valueQuantity={"value": 3, "unit": "mm"}),
            {"url": "http://x/outer", "extension": [{"url": "http://x/inner", "valueString": "dypt"}]},
            extension("nilar-accredited", valueBoolean=True),
            extension("nilar-accredited", valueBoolean=False),
        ],
        _status={"extension": [{"url": "http://x/why", "valueCode": "unknown"}]},
        meta={"tag": [{"code": "x"}], "security": [{"code": "R"}]},
        valueString="to svar",
    )
    assert observed.accredited is True
    kept = {extra.label: extra.value for extra in observed.extras}
    assert kept["nilar-new"] == Quantity(value="3", unit="mm")
    assert kept["outer.inner"] == "dypt"
    assert kept["nilar-accredited"] is False
    assert kept["bodySite"] == "text: arm"
    assert "unknown" in str(kept["status"])
    assert kept["meta.security"] == "code: R"
    assert kept["valueString"] == "to svar"
    assert notes == (Note(kind=NoteKind.PART_UNREADABLE, what="Observation"),)


BOTH = (  # elements of an Observation and of a DiagnosticReport of R4, but for the subject, which is judged, and the value
    "identifier", "basedOn", "status", "category", "code", "encounter", "effectiveDateTime", "effectivePeriod", "issued",
    "performer", "specimen", "extension", "text",
)  # fmt: skip
OF_A_RESULT = (
    "partOf", "focus", "effectiveInstant", "effectiveTiming", "dataAbsentReason", "interpretation", "note", "bodySite", "method",
    "device", "referenceRange", "hasMember", "derivedFrom", "component",
)  # fmt: skip
OF_A_REPORT = ("resultsInterpreter", "imagingStudy", "media", "conclusion", "conclusionCode", "presentedForm")


def how_often(word: str, said: object) -> int:
    if isinstance(said, str):
        return said.count(word)
    parts = said if isinstance(said, tuple) else [getattr(said, each.name) for each in fields(said)] if is_dataclass(said) else ()
    return sum(how_often(word, part) for part in parts)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        *((each, "Her") for each in (*BOTH, *OF_A_RESULT)),
        *((each, {"display": "Lab", "foo": "Her"}) for each in ("specimen", "performer")),
        *((each, {"text": "Her"}) for each in ("specimen", "performer")),
    ],
)
def test_an_element_of_a_result_is_kept_once_whether_it_is_known_or_not(element: str, value: object) -> None:
    observed, _ = one(**{element: value})
    assert how_often("Her", observed) == 1


@pytest.mark.parametrize("element", [*BOTH, *OF_A_REPORT])
def test_an_element_of_a_report_is_kept_once_whether_it_is_known_or_not(element: str) -> None:
    (kept,) = mapped(bundle({**report("r"), element: "Her"})).reports
    assert how_often("Her", kept) == 1


def test_parts_of_a_wrong_type_are_kept_as_text_and_told() -> None:
    observed, notes = one(valueQuantity="5 mmol", status={"a": 1}, note="Fritekst", interpretation="H", category=7)
    assert observed.value == "5 mmol"
    kept = {extra.label: extra.value for extra in observed.extras}
    assert kept == {"status": "a: 1", "note": "Fritekst", "interpretation": "H", "category": "7"}
    assert notes == (Note(kind=NoteKind.PART_UNREADABLE, what="Observation", count=5),)


@pytest.mark.parametrize("what", ["Observation", "DiagnosticReport"])
def test_what_the_reader_stumbles_over_is_told_and_does_not_lose_the_rest(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    reads = fhir_resources.READERS[what]

    def read(types: Datatypes, raw: Resource, into: fhir_resources.Resource) -> None:
        if raw["id"] == "bad":
            raise KeyError
        reads(types, raw, into)

    monkeypatch.setitem(fhir_resources.READERS, what, read)
    result = mapped(bundle(report("r", ["a"]), {"resourceType": what, "id": "bad"}, observation("a")))
    assert [len(each.findings) for each in result.reports] == [1]
    assert result.notes == (Note(kind=NoteKind.ENTRY_UNREADABLE, what=what),)


def test_unknown_resources_are_told_of() -> None:
    media = {"resourceType": "Media", "id": "m"}
    result = mapped(bundle(report("r"), media, media, {"resourceType": "Media", "id": "n"}))
    assert result.notes == (Note(kind=NoteKind.UNKNOWN_RESOURCE, what="Media", count=2),)


def test_a_result_that_is_none_is_told_of_in_its_report() -> None:
    specimen = {"resourceType": "Specimen", "id": "s"}
    (found,) = mapped(bundle(report("r", result=[{"reference": "Specimen/s"}]), specimen)).reports
    assert (found.unreadable_results, found.missing_results) == (1, 0)


def test_what_is_referred_to_and_did_not_come_is_told_once() -> None:
    missing = {"reference": "PractitionerRole/gone"}
    result = mapped(
        bundle(report("r", ["a", "b"], performer=[missing]), *(observation(one, performer=[missing]) for one in "ab"))
    )
    assert result.notes == (Note(kind=NoteKind.REFERENCE_MISSING, what="PractitionerRole"),)


def test_what_comes_on_a_later_page_is_put_in_its_place() -> None:
    first = bundle(
        report("r", ["a"], basedOn=[{"reference": "ServiceRequest/q"}]), observation("a", specimen={"reference": "Specimen/s"})
    )
    second = bundle(
        {"resourceType": "Specimen", "id": "s", "type": {"text": "Blod"}},
        {"resourceType": "ServiceRequest", "id": "q", "requester": {"display": "Fastlegen"}},
    )
    result = mapped(first, second)
    (only,) = result.reports
    assert only.request is not None
    assert only.request.requester == Party(organisation="Fastlegen")
    specimen = only.findings[0].observation.specimen
    assert specimen is not None
    assert specimen.kind == CodeableConcept(text="Blod")
    assert not result.notes


def test_an_attachment_is_told_of_without_its_bytes() -> None:
    result = mapped(bundle(report("r", presentedForm=[{"contentType": "application/pdf", "data": "QUJD" * 9000}])))
    (extra,) = result.reports[0].extras
    assert extra.label == "presentedForm"
    assert str(extra.value).startswith("contentType: application/pdf\ndata: QUJD")
    assert len(str(extra.value)) < 150


@pytest.mark.parametrize(
    "text",
    [
        "Na <135 og K >5", "<5", "a <b og c> d", "x < y > z", "R&amp;D", "&lt;5", "ER (<10% av cellene)",
        "  to   mellomrom\n\n  linje ",
        "<ukjent>", "a</b", "<p", "<<>>", "<3", "<script>alert(1)</script>",
        "Se <https://example.org/a>", "pH <7.2 <b",
    ],
)  # fmt: skip
def test_what_is_no_markup_stays_letter_by_letter(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.hazard("S8")
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("<div><p><strong>R: Stor</strong></p><br/><p>Na &lt; 135 &amp; K</p></div>", "R: Stor\n\nNa < 135 & K"),
        ("<ul><li>en</li><li>to</li></ul>", "• en\n• to"),
        ("<table>\n <tr><th>A</th><th>B</th></tr>\n <tr><td>1</td><td>2</td></tr>\n</table>", "A | B\n1 | 2"),
        ("<xh:div><xh:p>a</xh:p></xh:div>", "a"),
        ("<div>Na &lt;135 <Uklart> svar</div>", "Na <135 <Uklart> svar"),
        ("<div>Na <5 og <b>K</b></div>", "Na <5 og K"),
        ("<p>a   b</p>", "a   b"),
        ("<p>&#230;&aelig;&#xe6;&nbsp;x</p>", "æææ\u00a0x"),
        ('<p>a <img src="http://x/y.png" alt="bilde"/></p>', "a [bilde]"),
        ('<p><a href="http://x">lenke</a></p>', "lenke"),
        ("før<p>inni</p>etter", "før\ninni\netter"),
        ("a<hr/>b", "a\nb"),
        ("<div>>10<sup>5</sup> CFU/mL</div>", ">10^5 CFU/mL"),
        ("<p>10<sup>-3</sup></p>", "10^-3"),
        ("<p>H<sub>2</sub>O, pO<sub>2</sub></p>", "H_2O, pO_2"),
        ("<p><strong>Na</strong>\n<span>135</span>\n<span>5</span></p>", "Na 135 5"),
        ("<p><s>Positiv</s> Negativ</p>", "[strøket: Positiv] Negativ"),
        ("<p><del>25 mm</del> <ins>2,5 mm</ins></p>", "[strøket: 25 mm] 2,5 mm"),
    ],
)
def test_markup_becomes_plain_text(text: str, plain: str) -> None:
    assert plain_text(text) == plain


@given(st.lists(st.sampled_from(["<p>", "</p>", "<br/>", "<", ">", "&lt;", "ord", " ", "\n", "<b>", "</b>", "<td>", "5"])))
def test_never_raises_and_loses_no_word(parts: list[str]) -> None:
    text = "".join(parts)
    plain = plain_text(text)
    assert plain.count("ord") == text.count("ord")
    assert plain.count("5") == text.count("5")


# -- hasMember trees: whole, in order, once, whatever they look like (invariant 7)


def test_members_stand_under_their_parent_in_the_laboratorys_order() -> None:
    result = mapped(
        bundle(
            report("r", ["c", "a", "x"]),
            observation("a", ["z", "b"]),
            observation("b"),
            observation("c"),
            observation("z"),
            observation("x", ["b"]),
        )
    )
    (one,) = result.reports
    assert names(one.findings) == ["c", "a", "z", "b", "x"]
    _, first, second = one.findings
    assert [member.observation.id for member in first.members] == ["z", "b"]
    assert second.elsewhere == ((first.members[1].observation, "name a"),)
    assert not result.notes


@pytest.mark.hazard("H5.9")
@given(st.integers(2, 9).flatmap(lambda size: st.tuples(*(st.sets(st.integers(at + 1, size)) for at in range(size)))), st.data())
def test_every_finding_is_told_under_each_of_its_nearest_parents_and_counted_once(
    drawn: tuple[set[int], ...], data: st.DataObject
) -> None:
    graph = [*drawn, set[int]()]
    every = [
        observation(f"o{at}", [f"o{each}" for each in data.draw(st.permutations(sorted(below)))])
        for at, below in enumerate(graph)
    ]
    named = data.draw(st.permutations([f"o{at}" for at in range(len(graph))]))
    (shown,) = mapped(bundle(report("r", named), *data.draw(st.permutations(every)))).reports
    assert sorted(names(shown.findings)) == sorted(each["id"] for each in every)
    told: dict[str, list[str]] = {each["id"]: [] for each in every}
    for finding in walk(shown.findings):
        for each in (*(member.observation for member in finding.members), *(member for member, _ in finding.elsewhere)):
            told[each.id] = sorted([*told[each.id], finding.observation.id])

    def is_nearest(parent: int, place: int) -> bool:
        return place in graph[parent] and not any(place in graph[part] for part in graph[parent])

    assert told == {f"o{at}": [f"o{each}" for each in range(len(graph)) if is_nearest(each, at)] for at in range(len(graph))}


def test_cycles_are_cut_and_nothing_is_lost() -> None:
    result = mapped(
        bundle(
            report("r", ["a", "s"]),
            observation("a", ["b"]),
            observation("b", ["c"]),
            observation("c", ["a"]),
            observation("s", ["s"]),
        )
    )
    assert sorted(names(result.reports[0].findings)) == ["a", "b", "c", "s"]


def test_loose_results_are_shown_as_such() -> None:
    result = mapped(bundle(report("r"), observation("a", ["b"]), observation("b"), observation("c", of="elsewhere")))
    assert names(result.loose_findings) == ["a", "b", "c"]
    assert result.notes == (Note(kind=NoteKind.RESULTS_WITHOUT_REPORT, what="Observation", count=3),)


def test_missing_members_are_counted_where_they_are_missing() -> None:
    result = mapped(bundle(report("r", ["a", "gone"]), observation("a", ["b", "lost"]), observation("b")))
    (one,) = result.reports
    assert (one.missing_results, one.findings[0].missing) == (1, 1)
    assert one.complete  # nothing more comes: what is missing counts as missing
    assert not result.coverage.complete
    assert result.notes == (Note(kind=NoteKind.RESULTS_MISSING, what="Observation", count=2),)


def test_ten_thousand_levels_are_no_matter() -> None:
    depth = 10_000
    assert depth > sys.getrecursionlimit()
    chain = [observation(f"o{at}", [f"o{at + 1}"] if at < depth - 1 else [], of="r") for at in range(depth)]
    result = mapped(bundle(report("r", ["o0"]), *chain))
    assert names(result.reports[0].findings) == [f"o{at}" for at in range(depth)]
    assert repr(result.reports[0].findings[0]) == "Finding(***)"


def test_a_report_on_a_later_page_gets_its_results() -> None:
    result = mapped(bundle(observation("a", of="r"), observation("b", of="r")), bundle(report("r", ["b"])))
    assert names(result.reports[0].findings) == ["b", "a"]
    result = mapped(
        bundle(report("r", ["b"])), bundle(observation("a", of="r"), observation("b", ["c"])), bundle(observation("c"))
    )
    assert names(result.reports[0].findings) == ["b", "c", "a"]
    assert result.reports[0].complete


RESULT, REPORT = observation("a", of="r", specimen={"reference": "Specimen/s"}), report("r", ["a"], conclusion="Normalt")


@pytest.mark.parametrize("apart", [False, True], ids=["on one page", "on two"])
@pytest.mark.parametrize(
    ("one", "more", "unread"),
    [
        (RESULT, {"meta": {"versionId": "2"}}, 0),
        (RESULT, {"valueQuantity": {"value": 2}}, 1),
        (RESULT, {"method": {"text": "m"}}, 1),
        (RESULT, {"specimen": {"reference": "Specimen/other"}}, 1),
        (REPORT, {"meta": {"versionId": "2"}}, 0),
        (REPORT, {"conclusion": "Ikke normalt"}, 1),
    ],
)
def test_the_same_again_is_one_and_something_else_under_the_same_id_is_told_as_unreadable(
    one: Resource, more: Resource, unread: int, apart: bool
) -> None:
    other = REPORT if one is RESULT else RESULT
    again = {**one, **more}
    pages = [bundle(one, other), bundle(again)] if apart else [bundle(one, other, again)]
    result = mapped(*pages)
    assert [names(each.findings) for each in result.reports] == [["a"]]
    assert sum(note.count for note in result.notes if note.kind is NoteKind.ENTRY_UNREADABLE) == unread


def test_every_form_of_reference_leads_there() -> None:
    url = "https://pps.example/fhir/Observation/"
    absolute = observation("a")
    by_urn = {**observation("x"), "id": "3f2fdbd2-8b0f-5a60-8cc0-0d78d9cdde4d"}
    nameless = {key: value for key, value in observation("y").items() if key != "id"}
    raw = report("r", result=[
        {"reference": f"{url}a"}, {"reference": "urn:uuid:3F2FDBD2-8b0f-5a60-8cc0-0d78d9cdde4d"},
        {"reference": "urn:uuid:nameless"},
        {"reference": "Observation/b/_history/2"}, {"reference": f"{url}c/_history/1"},
    ])  # fmt: skip
    entries = [
        {"resource": raw, "search": {"mode": "match"}}, {"fullUrl": f"{url}a", "resource": absolute}, {"resource": by_urn},
        {"fullUrl": "urn:uuid:nameless", "resource": nameless}, {"resource": observation("b")}, {"resource": observation("c")},
    ]  # fmt: skip
    result = mapped(bundle_of(entries))
    assert len(result.reports[0].findings) == 5
    assert result.reports[0].missing_results == 0
    assert not result.notes
