"""Long answers are decoded in groups of entries and reduced on the way: what comes of them is what comes of short ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

from provesvar_gui.errors import AppError
from provesvar_gui.pps.config import OUTCOMES
from provesvar_gui.pps.fhir import reader as fhir_reader
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader, Doubled
from provesvar_gui.results.model import Coverage, NoteKind
from tests.unit.pps.fhir import bundle, extension, lookup, mapped, observation, report, run, walk

ENTRY = {"fullUrl": "urn:x", "resource": {"resourceType": "Observation", "valueString": 'Ø },{"fullUrl":"x"'}}
NESTED = {"fullUrl": "urn:y", "resource": {"resourceType": "Bundle", "entry": [ENTRY] * 100}}


def groups_of(body: bytes) -> tuple[BundleReader, list[int]]:
    """What is read, and how much came in each step."""
    reader, sizes, before = BundleReader(), [], 0
    for _ in reader.steps(body):
        sizes.append(len(reader.entries) - before)
        before = len(reader.entries)
    return reader, sizes


def filled(entries: list[Any], **layout: Any) -> bytes:
    return json.dumps({"entry": entries, "total": 1}, ensure_ascii=False, **layout).encode()


@pytest.mark.parametrize("layout", [{}, {"indent": 2}, {"separators": (",", ":")}])
def test_entries_come_in_groups(layout: dict[str, Any]) -> None:
    body = filled([ENTRY] * 3000, **layout)
    reader, sizes = groups_of(body)
    assert reader.entries == [ENTRY] * 3000
    assert reader.head == {"total": "1"}
    assert len(sizes) < 300  # not one by one
    assert max(sizes) * len(body) / 3000 < 2 * fhir_reader._GROUP  # and never many at once


@pytest.mark.parametrize("odd", [NESTED, None, "x", [], {}, {"other": "1"}, ["},{", '"fullUrl"'], {"resource": {"a": "\n}"}}])
def test_what_looks_like_a_border_and_is_none(odd: object) -> None:
    entries = ([ENTRY] * 150 + [odd]) * 10
    assert groups_of(filled(entries))[0].entries == entries
    assert groups_of(filled([odd] * 2000 + [ENTRY]))[0].entries == [odd] * 2000 + [ENTRY]


@pytest.mark.parametrize("twice", ['"b":1,"b":2', '"b"\n:1,"b":2', '"b":1,"\\u0062":2', '"b\\"":1,"b\\"":2'])
def test_a_member_twice_is_found_in_a_group_however_it_is_written(twice: str) -> None:
    plain = {"fullUrl": "urn:x", "resource": {"resourceType": "Observation"}}
    body = filled([plain] * 2000 + ["HERE"] + [plain] * 2000)
    entries = groups_of(body.replace(b'"HERE"', f'{{"fullUrl":"urn:y","a":{{{twice}}}}}'.encode()))[0].entries
    assert [place for place, each in enumerate(entries) if isinstance(each, Doubled)] == [2000]


@pytest.mark.parametrize("broken", ["NaN", "}", "]", '{"a":}', "{,}", '{"fullUrl":"x"', '"', ""])
def test_one_broken_entry_breaks_the_answer(broken: str) -> None:
    body = filled([ENTRY] * 1000 + ["HERE"] + [ENTRY] * 1000)
    groups_of(body)
    with pytest.raises(AppError):
        groups_of(body.replace(b'"HERE"', broken.encode()))


def test_an_answer_that_breaks_off_leaves_no_traces() -> None:
    whole = bundle(report("r", ["a"]), observation("a", of="r"))
    mapper = Mapper(lookup(), OUTCOMES)
    reader = BundleReader(mapper.prepare)
    run(reader.steps(whole))
    run(mapper.add_page(reader.head, reader.entries))
    rest = bundle(*[observation(f"b{n}", note=[{"text": "x" * 300}]) for n in range(500)])
    reader = BundleReader(mapper.prepare)
    with pytest.raises(AppError):
        run(reader.steps(rest[:-9]))
    assert reader.entries  # much of it had been read
    assert run(mapper.finish(Coverage(fetched=1, complete=True))) == mapped(whole)


def test_equal_parts_are_one_object() -> None:
    usual: dict[str, Any] = {
        "code": {
            "coding": [{"system": "s", "code": "c", "display": "d"}, {"system": "s", "code": "e", "display": "f"}],
            "text": "t",
        },
        "valueQuantity": {"value": 4.10, "unit": "g/L", "system": "http://unitsofmeasure.org", "code": "g/L"},
        "referenceRange": [{"text": "<5"}],
    }
    found = mapped(bundle(report("r", ["a", "b"]), observation("a", **usual), observation("b", **usual)))
    first, second = (one.observation for one in walk(found.reports[0].findings))
    assert first.code is second.code
    assert first.value is second.value
    assert first.reference_ranges is second.reference_ranges


@pytest.mark.parametrize("odd", [None, True, 4.10, "4.10", [], {"a": 1}])
@pytest.mark.parametrize("part", ["system", "code", "display"])
def test_what_is_nearly_usual_is_not_taken_for_usual(part: str, odd: object) -> None:
    coding = {"system": "s", "code": "c", "display": "d"}
    usual = observation("a", code={"coding": [coding]})
    strange = observation("b", code={"coding": [{**coding, part: odd}]})
    alone = mapped(bundle(strange))
    beside = mapped(bundle(usual, strange, {**usual, "id": "c"}))
    assert beside.loose_findings[1] == alone.loose_findings[0]
    assert beside.loose_findings[0].observation.code == beside.loose_findings[2].observation.code
    told = {note.kind for note in alone.notes}
    assert (NoteKind.PART_UNREADABLE in told) == (odd in (True, []) or odd == {"a": 1})


def test_a_result_that_comes_twice_on_a_page_and_says_the_same_is_one() -> None:
    one = observation("a", of="r")
    again = {**one, "meta": {"versionId": "2"}}
    other = {**one, "extension": [*one["extension"], extension("nilar-history", valueBoolean=True)]}
    assert len(mapped(bundle(report("r", ["a"]), one, again)).reports[0].findings) == 1
    assert len(mapped(bundle(report("r", ["a"]), one, other)).reports[0].findings) == 2


def test_an_order_without_an_address_is_kept() -> None:
    found = mapped(bundle(observation("a", basedOn=[{"display": "Rekvisisjon 7"}])))
    assert [(one.label, one.value) for one in found.loose_findings[0].observation.extras] == [
        ("basedOn", "display: Rekvisisjon 7")
    ]
