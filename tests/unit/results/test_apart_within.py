"""A result that is registered on another kind of number, or an invalid one, within a report of the patient's own stands apart.

As a whole report on such a number does, with what hangs under it and names nobody (invariant 4): whose it is, nobody
knows. What says itself that it is on the patient's number stays the patient's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import emergency, microbiology, placed, search, series, summary, versions
from provesvar_gui.results import search as search_index
from provesvar_gui.results import search as search_text
from provesvar_gui.results.emergency import AcuteStrip
from provesvar_gui.results.model import Finding, Identifier, LookupResult, Party, Report, Subject
from provesvar_gui.results.placed import Placed
from provesvar_gui.results.search import ResultQuery
from provesvar_gui.results.versions import Doubt, Versions
from tests.gui.results import made
from tests.gui.results.made import run
from tests.unit.results.acute_kit import TABLE
from tests.unit.results.culture_strategies import MBIO
from tests.unit.results.test_search import standing

OLA = Subject(identifier=Identifier(system="urn:oid:2.16.578.1.12.4.1.4.1", value="13896900264"), display="Hansen, Ola")
NOBODY = Subject(identifier=Identifier(system="urn:x", value="H123456"))
POTASSIUM = made.concept("P-Kalium", ("7280", "NPU03230", "P-Kalium"))
RSB = ("8243", "RSB", "Resistensbestemmelse")


def potassium(value: str, day: int, *members: Finding, **more: Any) -> Finding:
    fields: dict[str, Any] = {"code": POTASSIUM, "id": f"k{day}"} | more
    when = made.moment(f"2024-08-{day:02}T08:00:00+02:00")
    return made.finding("P-Kalium", made.quantity(value), *members, effective=when, **fields)


def mixed() -> LookupResult:
    return made.result(made.report("r", potassium("4.0", 1), potassium("7.9", 5, subject=OLA)))


def everything(result: LookupResult) -> list[Placed]:
    return list(placed.everything(result, run(versions.build(result))))


def strip_of(result: LookupResult) -> AcuteStrip:
    shown = (each for each in everything(result) if not each.superseded)
    return run(emergency.place(run(series.build(list(shown))), TABLE, complete=True))


def walk(findings: tuple[Finding, ...], above: bool = False) -> Iterator[tuple[Finding, bool]]:
    for each in findings:
        apart = each.observation.subject is not None or (above and not each.observation.own)
        yield each, apart
        yield from walk(each.members, apart)


codes = st.sampled_from([POTASSIUM, made.concept("Dyrkning"), made.concept("Funn"), made.concept("Ampicillin", RSB)])
values = st.sampled_from([None, made.quantity("4.0"), made.quantity("7.9"), made.concept("Vekst"), made.concept("S", RSB)])
subjects = st.sampled_from([None, None, None, "own", OLA, NOBODY])


def finding(code: Any, value: Any, subject: Subject | str | None, day: int, members: tuple[Finding, ...]) -> Finding:
    about: dict[str, Any] = {"own": True} if subject == "own" else {"subject": subject}
    when = made.moment(f"2024-08-{day:02}T08:00:00+02:00")
    return made.finding("x", value, *members, code=code, effective=when, **about)


leaves = st.builds(finding, codes, values, subjects, st.integers(1, 9), st.just(()))
trees = st.recursive(
    leaves,
    lambda below: st.builds(finding, codes, values, subjects, st.integers(1, 9), st.lists(below, max_size=3).map(tuple)),
    max_leaves=8,
)
reports = st.builds(
    lambda found, code, number: made.report(str(number), *found, code=code),
    st.lists(trees, max_size=4),
    st.sampled_from([MBIO, made.concept("Svar")]),
    st.integers(1, 9),
)


@pytest.mark.hazard("H1.7")
@given(st.lists(reports, max_size=3), st.lists(trees.filter(lambda each: each.observation.subject is None), max_size=2))
def test_it_stands_apart_with_what_hangs_under_it_and_names_nobody(own: list[Report], loose: list[Finding]) -> None:
    result = made.result(*own, loose_findings=tuple(loose))
    want = {
        id(each.observation): apart for home in (*(each.findings for each in own), tuple(loose)) for each, apart in walk(home)
    }
    found = everything(result)
    assert {id(each.observation): each.apart for each in found} == want
    assert not any(each.apart for each in found if each.observation.own)
    counted = run(summary.build(result, found))
    assert (counted.apart, counted.apart_results, counted.apart_within) == (0, sum(want.values()), sum(want.values()))
    for each in run(series.build(found)):
        assert {point.placed.apart for point in each.points} == {each.key.apart}
    for report in own:
        assert placed.apart_within(report) == {place for place, apart in want.items() if apart} & {
            id(each.observation) for each, _ in walk(report.findings)
        }


@given(st.lists(reports, max_size=3))
def test_in_microbiology_it_is_in_a_sample_of_its_own_and_nothing_is_lost(own: list[Report]) -> None:
    found = run(microbiology.build(made.result(*own)))
    apart = {id(each.observation) for report in own for each, other in walk(report.findings) if other}
    mine = [each for culture in (*found.own, *found.older) for each, _ in culture.walk()]
    theirs = [each for culture in found.apart for each, _ in culture.walk()]
    assert not apart & set(map(id, mine))
    assert all(culture.apart for culture in found.apart)
    assert not any(culture.apart for culture in found.own)
    for each in theirs:  # beside them only headings that have nothing else below
        assert id(each) in apart or each.value is None
    every = Counter(id(each.observation) for report in own if report.code == MBIO for each, _ in walk(report.findings))
    assert Counter(place for each in (*mine, *theirs) if (place := id(each)) in every) == every
    assert not any(id(result.observation) in apart for _, isolate in found.tested for result in isolate.results)


def test_no_card_has_it_and_nothing_is_computed_with_it() -> None:
    strip = strip_of(mixed())
    [line] = next(card for card in strip.cards if card.kind.key == "potassium").lines
    assert line.newest is not None
    assert line.newest.observation.value == made.quantity("4.0")
    assert (line.previous, line.difference, strip.apart) == (None, None, 1)


def test_what_hangs_under_a_result_of_a_card_is_not_told_there() -> None:
    under = made.finding("Merknad", made.concept("Hemolysert"), subject=NOBODY)
    strip = strip_of(made.result(made.report("r", potassium("4.0", 1, under))))
    assert all(each.apart is False for card in strip.cards for line in card.lines for _, below in line.below for each in below)
    strip = strip_of(
        made.result(made.report("r", potassium("4.0", 1, replace(under, observation=replace(under.observation, subject=None)))))
    )
    assert any(below for card in strip.cards for line in card.lines for _, below in line.below)


def test_a_heading_with_nothing_else_below_goes_along_and_leaves_no_empty_sample() -> None:
    grown = made.finding("Funn", made.concept("Escherichia coli"), subject=OLA)
    found = run(microbiology.build(made.result(made.report("r", made.finding("Blodkultur", None, grown), code=MBIO))))
    assert not found.own
    [other] = found.apart
    assert [each.code.text for each, _ in other.walk()] == ["Blodkultur", "Funn"]
    both = made.finding("Blodkultur", None, grown, made.finding("Funn", made.concept("Candida")))
    found = run(microbiology.build(made.result(made.report("r", both, code=MBIO))))
    assert [[each.code.text for each, _ in culture.walk()] for culture in (*found.own, *found.apart)] == [
        ["Blodkultur", "Funn"],
        ["Funn"],
    ]


def names_of(found: tuple[microbiology.Culture, ...]) -> list[list[str]]:
    return [[each.code.text for each, _ in culture.walk()] for culture in found]


@pytest.mark.parametrize(
    "more", [{"interpretations": (made.ABOVE,)}, {"status": "registered"}, {"status": "cancelled"}, {"status": "preliminary"}]
)
def test_a_heading_that_says_something_itself_stays_the_patients(more: dict[str, Any]) -> None:
    tested = made.finding("Ampicillin", made.concept("R", RSB), subject=OLA)
    found = run(microbiology.build(made.result(made.report("r", made.finding("Blodkultur", None, tested, **more), code=MBIO))))
    above = ["Blodkultur"] if more.get("status") == "cancelled" else []  # so that what hung under it does not stand
    assert (names_of(found.own), names_of(found.apart)) == ([["Blodkultur"]], [[*above, "Ampicillin"]])


@pytest.mark.parametrize(
    "more", [{"conclusion": "Vekst av MRSA. Ring vakthavende."}, {"status": "preliminary"}, {"status": "cancelled"}]
)
def test_a_report_that_says_something_keeps_a_sample_of_the_patients(more: dict[str, Any]) -> None:
    grown = made.finding("Blodkultur", made.concept("Vekst"), subject=OLA)
    found = run(microbiology.build(made.result(made.report("r", grown, code=MBIO, **more))))
    assert (names_of(found.own), names_of(found.apart)) == ([[]], [["Blodkultur"]])
    [own] = found.own
    assert own.report is not None
    assert (own.report.conclusion, own.pending) == (more.get("conclusion", ""), more.get("status") == "preliminary")


def test_susceptibilities_that_stand_apart_keep_the_name_of_what_grew() -> None:
    def grown(name: str, letter: str) -> Finding:
        tested = made.finding("Meropenem", made.concept(letter, RSB), subject=OLA)
        return made.finding("Funn", made.concept(name), made.finding("Ampicillin", made.concept("S", RSB)), tested)

    culture = made.finding("Blodkultur", made.concept("Vekst"), grown("Escherichia coli", "R"), grown("Klebsiella", "S"))
    found = run(microbiology.build(made.result(made.report("r", culture, code=MBIO))))
    assert names_of(found.own) == [["Blodkultur", "Funn", "Ampicillin", "Funn", "Ampicillin"]]
    assert names_of(found.apart) == [["Escherichia coli", "Meropenem"], ["Klebsiella", "Meropenem"]]
    assert all(each.value is None for culture in found.apart for each, _ in culture.walk() if each.code.text != "Meropenem")
    assert [[each.drug for each in isolate.results] for one in found.apart for isolate in one.isolates] == []


def test_a_sample_is_cut_apart_however_deep_it_is() -> None:
    deep = made.finding("Innerst", made.quantity("1"), subject=OLA)
    for _ in range(5000):
        deep = made.finding("Dyrkning", made.concept("Vekst"), deep)
    found = run(microbiology.build(made.result(made.report("r", deep, code=MBIO))))
    assert [sum(1 for _ in each.walk()) for each in (*found.own, *found.apart)] == [5000, 1]


LAB = Party(organisation="Fjord", organisation_ids=(Identifier(system="her", value="80"),))


def versions_of(*sent: Report) -> tuple[Versions, LookupResult]:
    result = made.result(*sent)
    return run(versions.build(result)), result


def version(issued: str, *found: Finding) -> Report:
    return made.report(
        issued,
        *found,
        issued=made.moment(issued),
        performers=(LAB,),
        identifiers=(Identifier(system="urn:x/ServReportId", value="F-1"),),
    )


@pytest.mark.hazard("H1.7")
def test_it_takes_the_place_of_no_result_of_the_patients_own_and_none_takes_its_place() -> None:
    for first, second in ((None, OLA), (OLA, None), (OLA, NOBODY)):
        older = version("2024-08-14T09:00:00+02:00", potassium("4.0", 1, subject=first))
        newer = version("2024-08-14T12:00:00+02:00", potassium("7.9", 1, subject=second))
        versions, _ = versions_of(older, newer)
        assert not versions.is_old(older, older.findings[0].observation)
        assert versions.earlier(newer, newer.findings[0].observation) is None
        assert bool(versions.doubts(older, older.findings[0].observation)) is (first is None)
    older = version("2024-08-14T09:00:00+02:00", potassium("4.0", 1, subject=OLA))
    newer = version("2024-08-14T12:00:00+02:00", potassium("7.9", 1, subject=OLA))
    versions, _ = versions_of(older, newer)
    assert versions.is_old(older, older.findings[0].observation)


def test_what_a_newer_version_has_on_another_number_does_not_stand_unmarked() -> None:
    older = version("2024-08-14T09:00:00+02:00", potassium("4.0", 1))
    for status in ("final", "corrected"):
        versions, _ = versions_of(older, version("2024-08-14T12:00:00+02:00", potassium("7.9", 1, subject=OLA, status=status)))
        assert versions.doubts(older, older.findings[0].observation) == (Doubt.ELSEWHERE,)
        assert not versions.is_withdrawn(older, older.findings[0].observation)
        assert versions.fate(older, older.findings[0].observation).replaced is None
    for status in placed.VOID:
        newer = version("2024-08-14T12:00:00+02:00", potassium("7.9", 1, subject=OLA, status=status))
        versions, result = versions_of(older, newer)
        assert versions.is_withdrawn(older, older.findings[0].observation)
        [mine, _] = placed.everything(result, versions)
        assert (mine.void, mine.superseded) == (True, False)  # the card says so: nothing of the patient's own took its place


def test_one_that_moved_with_its_panel_is_told_too_and_one_that_did_not_is_compared() -> None:
    older = version("2024-08-14T09:00:00+02:00", made.finding("Elektrolytter", None, potassium("4.0", 1)))
    for more, doubts, old in (({}, (Doubt.ELSEWHERE,), False), ({"own": True}, (), True)):
        panel = made.finding("Elektrolytter", None, potassium("7.9", 1, **more), subject=OLA)
        versions, _ = versions_of(older, version("2024-08-14T12:00:00+02:00", panel))
        [member] = older.findings[0].members
        assert versions.doubts(older, member.observation) == doubts
        assert versions.is_old(older, member.observation) is old


def test_what_hung_under_a_panel_that_was_cancelled_on_another_number_is_withdrawn_with_it() -> None:
    kept = made.finding("Merknad", made.concept("Hemolysert"))
    older = version("2024-08-14T09:00:00+02:00", made.finding("Elektrolytter", None, potassium("4.0", 1, kept)))
    for status in placed.VOID:
        panel = made.finding("Elektrolytter", None, subject=OLA, status=status)
        versions, _ = versions_of(older, version("2024-08-14T12:00:00+02:00", panel))
        [member] = older.findings[0].members
        for each in (member, *member.members):
            assert versions.is_withdrawn(older, each.observation)
            assert not versions.is_old(older, each.observation)
            assert versions.doubts(older, each.observation) == (Doubt.WITHDRAWN_ELSEWHERE,)
        assert [old.only_here for group in versions.groups for old in group.folded] == [0]
        later = version("2024-08-14T14:00:00+02:00", made.finding("Elektrolytter", None, potassium("7.9", 1)))
        versions, _ = versions_of(older, version("2024-08-14T12:00:00+02:00", panel), later)  # told again on the patient's number
        assert versions.is_old(older, member.observation)
        assert not versions.is_withdrawn(older, member.observation)


sent = st.tuples(st.sampled_from([None, None, OLA, NOBODY]), st.sampled_from(["final", "corrected", *sorted(placed.VOID)]))


@pytest.mark.hazard("H2.4")
@given(st.lists(st.none() | sent, min_size=2, max_size=5))
def test_no_older_value_of_the_patient_stands_unmarked_beside_a_newer_version_of_it(every: list[Any]) -> None:
    found = [
        version(
            f"2024-08-14T{9 + at:02}:00:00+02:00",
            *(() if each is None else (potassium(f"{at + 1}", 1, subject=each[0], status=each[1]),)),
        )
        for at, each in enumerate(every)
    ]
    versions, result = versions_of(*found)
    where = {id(each.observation): each for each in placed.everything(result, versions)}
    for at, each in enumerate(every):
        newer = [one for one in every[at + 1 :] if one is not None]
        if each is None or each[0] is not None:
            continue
        mine = where[id(found[at].findings[0].observation)]
        if newer:
            assert mine.superseded or mine.void or mine.doubts
        if newer and newer[-1][1] in placed.VOID:
            assert mine.void
        before = versions.earlier(found[at], mine.observation)
        for other in (versions.fate(found[at], mine.observation).replaced, before.observation if before is not None else None):
            assert other is None or other.subject is None  # what is apart is never told in its place


def test_two_reports_that_differ_in_whose_a_result_is_are_no_duplicates() -> None:
    for first, second in ((None, OLA), (OLA, None), (OLA, NOBODY)):
        sent = [version("2024-08-14T09:00:00+02:00", potassium("4.0", 1, subject=each)) for each in (first, second)]
        versions, _ = versions_of(*sent)
        assert not any(versions.is_old(each, each.findings[0].observation) for each in sent)
        assert not any(map(versions.is_superseded, sent))
    same = [version("2024-08-14T09:00:00+02:00", potassium("4.0", 1, subject=OLA)) for _ in range(2)]
    assert versions_of(*same)[0].is_superseded(same[1])


def test_a_repeat_is_no_repeat_of_what_is_on_another_number() -> None:
    for first, second in ((None, OLA), (OLA, None)):
        original = version("2024-08-14T09:00:00+02:00", potassium("4.0", 1, subject=first))
        again = replace(
            version("2024-08-20T09:00:00+02:00", potassium("4.0", 1, subject=second, history=True)),
            identifiers=(Identifier(system="urn:x/ServReportId", value="F-2"),),
        )
        versions, _ = versions_of(original, again)
        assert not versions.is_old(again, again.findings[0].observation)
    again = replace(
        version("2024-08-20T09:00:00+02:00", potassium("4.0", 1, history=True)),
        identifiers=(Identifier(system="urn:x/ServReportId", value="F-2"),),
    )
    original = version("2024-08-14T09:00:00+02:00", potassium("4.0", 1))
    assert versions_of(original, again)[0].is_old(again, again.findings[0].observation)


def test_a_search_finds_it_in_its_report_and_under_what_it_hangs() -> None:
    loose = made.finding("Dyrkning", made.concept("Vekst"), made.finding("Funn", made.concept("Candida"), subject=OLA))
    result = made.result(made.report("r", potassium("7.9", 5, subject=OLA)), loose_findings=(loose,))
    index = run(search_index.build(result, everything(result), marked=lambda _: False, report_marked=lambda _: False))
    asked = run(search.match(index, ResultQuery(words=search_text.query_words("kalium"))))
    assert asked.shows(result.reports[0])
    asked = run(search.match(index, ResultQuery(words=search_text.query_words("candida"))))
    assert (asked.shows_loose(apart=False), standing(asked)) == (True, 2)  # it stands where its culture stands


def test_results_without_a_report_are_counted_too() -> None:
    result = made.result(other_loose_findings=(potassium("7.9", 5, subject=OLA),))
    counted = run(summary.build(result, everything(result)))
    assert (counted.apart, counted.apart_results, counted.apart_within) == (0, 1, 1)
