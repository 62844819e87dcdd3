"""hasMember trees: whole, in order, once, whatever they look like (invariant 7)."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results.model import Note, NoteKind
from tests.unit.pps.fhir import Resource, bundle, bundle_of, mapped, names, observation, report, walk


def test_members_stand_under_their_parent_in_the_laboratorys_order() -> None:
    result = mapped(
        bundle(
            report("r", ["c", "a", "x"]),
            observation("a", ["z", "b"]),
            observation("b"),
            observation("c"),
            observation("z"),
            observation("x"),
        )
    )
    (one,) = result.reports
    assert names(one.findings) == ["c", "a", "z", "b", "x"]
    assert [member.observation.id for member in one.findings[1].members] == ["z", "b"]
    assert not result.notes


def test_under_two_parents_it_stands_whole_under_the_first_and_is_told_under_both() -> None:
    page = bundle(
        report("r", ["a", "b"]), observation("a", ["c"]), observation("b", ["c"]), observation("c", ["d"]), observation("d")
    )
    found = list(walk(mapped(page).reports[0].findings))
    assert [one.observation.id for one in found] == ["a", "c", "d", "b"]
    assert found[3].elsewhere == ((found[1].observation, "name a"),)


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
