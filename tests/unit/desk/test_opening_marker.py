"""What came only because it was opened: told from the ordinary answer by kind and id, within reports too."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import pytest

from provesvar_gui.desk.opening import Marker
from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.results import placed
from provesvar_gui.results.model import Annotation, CodeableConcept, Finding, LookupResult, Observation, Report
from tests.unit.desk.desk_kit import KARI

ORDINARY = Lookup(number=1, patient=KARI, basis=AccessBasis.AKUTT, role_code="LE")
LOOKUP = Lookup(number=2, patient=KARI, basis=AccessBasis.FORHOYET_AKUTT, role_code="LE", reason="unconscious")


def report(name: str, *found: Finding, code: str = "Svar") -> Report:
    return Report(id=name, code=CodeableConcept(text=code), findings=found)


def loose(name: str, *members: Finding, code: str = "Prøve") -> Finding:
    return Finding(observation=Observation(id=name, code=CodeableConcept(text=code)), members=members)


def marked(before: tuple[LookupResult, LookupResult]) -> LookupResult:
    """The second as the opening of the first."""
    return Marker(before[0]).mark(before[1])


def two(*reports: tuple[Report, ...], loose: tuple[tuple[Finding, ...], ...] = ((), ())) -> tuple[LookupResult, LookupResult]:
    """An ordinary answer and an opened one."""
    first, second = reports or ((), ())
    return (
        LookupResult(lookup=ORDINARY, reports=first, loose_findings=loose[0]),
        LookupResult(lookup=LOOKUP, reports=second, loose_findings=loose[1]),
    )


def told(result: LookupResult) -> list[tuple[str, bool]]:
    return [(each.observation.id, each.opened) for each in placed.everything(result)]


def test_a_result_that_comes_within_a_report_which_was_there_is_marked_and_counted() -> None:
    before = report("r", loose("a", loose("b")))
    after = report("r", loose("a", loose("b"), loose("c", loose("d"))), loose("e"))
    found = marked(two((before,), (after,)))
    assert told(found) == [("a", False), ("b", False), ("c", True), ("d", True), ("e", True)]
    assert (found.reports[0].opened, found.opened_count) == (False, 3)
    same = two((before,), (before,))
    assert marked(same).reports[0] is before
    assert marked(same).opened_count == 0


def test_a_report_and_a_result_may_have_the_same_id_and_so_may_results_within_two_reports() -> None:
    found = marked(two((report("1"),), (report("1"),), loose=((), (loose("1"),))))
    assert (told(found), found.opened_count) == ([("1", True)], 1)
    found = marked(two((), (report("1"),), loose=((loose("1"),), (loose("1"),))))
    assert ([each.opened for each in found.reports], found.opened_count) == ([True], 1)
    inner = loose("#o")  # what is contained has an id of its own in each report
    found = marked(two((report("r", inner), report("s")), (report("r", inner), report("s", loose("#o")))))
    assert (told(found), found.opened_count) == ([("#o", False), ("#o", True)], 1)


def test_one_more_of_the_same_id_is_more() -> None:
    found = marked(two((report("r", loose("a")),), (report("r", loose("a"), loose("a")), report("r"))))
    assert told(found) == [("a", False), ("a", True)]
    assert ([each.opened for each in found.reports], found.opened_count) == ([False, True], 2)


def test_what_has_no_id_is_known_by_what_it_says() -> None:
    """The key that the reader gives it tells in what order things came, and no more."""
    first = (report("~1", loose("~2", code="A")),)
    second = (report("~1", loose("~2", code="B"), code="Annet"), report("~3", loose("~4", code="C"), loose("~5", code="A")))
    found = marked(two(first, second))
    assert [each.opened for each in found.reports] == [True, False]
    assert told(found) == [("~2", True), ("~4", True), ("~5", False)]
    assert found.opened_count == 2


def test_a_result_that_was_there_without_its_report_is_no_news_in_it() -> None:
    found = marked(two((report("r"),), (report("r", loose("a")),), loose=((loose("a"),), ())))
    assert (told(found), found.opened_count) == ([("a", False)], 0)


def saying(name: str, value: str | None = None, **more: Any) -> Finding:
    return Finding(observation=Observation(id=name, code=CodeableConcept(text="HIV"), value=value, **more))


MASKED = CodeableConcept(text="masked")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (saying("o", data_absent_reason=MASKED), saying("o", "Positiv")),
        (saying("o", "Skjult"), saying("o", "Positiv")),
        (saying("o", "1"), saying("o", "1", notes=(Annotation(text="HIV-1 påvist"),))),
        (saying("o", "1"), saying("o", "1", interpretations=(CodeableConcept(text="H"),))),
    ],
)
def test_a_result_that_says_more_than_it_did_is_marked(before: Finding, after: Finding) -> None:
    for found in (
        marked(two((report("r", before),), (report("r", after),))),
        marked(two(loose=((before,), (after,)))),
        marked(two((report("r"), report("s", before)), (report("r", after), report("s")))),
    ):
        assert (told(found), found.opened_count) == ([("o", True)], 1)
    found = marked(two((report("r", after),), (report("r", before),)))
    assert found.opened_count == (before.observation.value == "Skjult")  # one that says less is no news


@pytest.mark.parametrize("more", [{"conclusion": "HIV-1 påvist"}, {"comments": (Annotation(text="HIV-1 påvist"),)}])
def test_so_is_a_report_in_its_own_words_and_none_of_its_results(more: dict[str, Any]) -> None:
    before = report("r", saying("o", "1"))
    found = marked(two((before,), (replace(before, **more),)))
    assert (found.reports[0].opened_words, found.reports[0].opened, told(found)) == (True, False, [("o", False)])
    assert found.opened_count == 1
    assert marked(two((replace(before, **more),), (before,))).opened_count == 0


def test_of_two_versions_with_one_id_the_one_that_came_is_marked() -> None:
    final = replace(report("r", saying("o", "1")), status="final")
    amended = replace(report("r", saying("o", "2")), status="amended")
    found = marked(two((final,), (amended, final)))
    assert [each.opened for each in found.reports] == [True, False]
    marker = Marker(LookupResult(lookup=ORDINARY, reports=(final,)))  # the other on a later page
    marker.mark(LookupResult(lookup=LOOKUP, reports=(amended,)))
    found = marker.mark(LookupResult(lookup=LOOKUP, reports=(amended, final)))
    assert [each.opened for each in found.reports] == [True, False]


def test_what_only_moved_is_no_news() -> None:
    one, part = saying("o", "1"), saying("o#component-1", "2")
    whole = replace(one, members=(part,))
    for first, second in (
        (two((report("r", whole),), (report("r"),), loose=((), (whole,)))),
        (two((report("r", whole), report("s")), (report("r"), report("s", whole)))),
    ):
        assert marked((first, second)).opened_count == 0
    inner = saying("#o", "1")  # of which the id says nothing outside of its report
    assert marked(two((report("r", inner), report("s")), (report("r"), report("s", inner)))).opened_count == 1


def test_many_reports_beside_many_results_without_one_take_no_time() -> None:
    reports = tuple(report(f"r{each}", loose(f"x{each}")) for each in range(4000))
    singles = tuple(loose(f"o{each}") for each in range(8000))
    ordinary, opened = two(reports, reports, loose=(singles, singles))
    marker = Marker(ordinary)
    before = time.process_time()
    assert marker.mark(opened).opened_count == 0
    assert time.process_time() - before < 1.5  # with all of those looked at for each report it would be more than twice that


def test_a_tree_is_marked_however_deep_it_is() -> None:
    deep = new = loose("x")
    for place in range(5000):
        deep, new = loose(str(place), deep), loose(str(place), new if place else loose("y"))
    found = marked(two((report("r", deep),), (report("r", new),)))
    assert [name for name, is_opened in told(found) if is_opened] == ["y"]


def test_only_what_the_ordinary_answer_did_not_hold_is_marked() -> None:
    before = LookupResult(lookup=ORDINARY, reports=(report("a"),), loose_findings=(loose("x"),))
    marker = Marker(before)
    first = LookupResult(lookup=LOOKUP, reports=(report("a"), report("b")), loose_findings=(loose("x"), loose("y")))
    shown = marker.mark(first)
    assert [each.opened for each in shown.reports] == [False, True]
    assert shown.opened_count == 2
    assert [each.opened for each in shown.loose_findings] == [False, True]
    assert [each.opened for each in placed.everything(shown)] == [False, True]
    again = marker.mark(LookupResult(lookup=LOOKUP, reports=(*first.reports, report("c")), other_identifier=(report("d"),)))
    assert again.reports[1] is shown.reports[1]  # the same object on every page, so that the person's place is kept
    assert again.other_identifier[0].opened


def test_nothing_is_marked_where_the_ordinary_answer_was_not_whole() -> None:
    result = LookupResult(lookup=LOOKUP, reports=(report("a"),))
    marker = Marker(None)
    assert not marker.tells
    assert marker.mark(result) is result
