"""Texts that are taken along: how they paste, and how a number is read aloud."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.results import export, placed, search
from provesvar_gui.results.export import ExportDocument, ResultReading, deidentify
from provesvar_gui.results.model import Annotation, CodeableConcept, Identifier, LookupResult, Observation, Party, Subject
from provesvar_gui.results.search import (
    IS_MARKED,
    LOOSE,
    LOOSE_APART,
    UNKNOWN,
    Facet,
    ResultQuery,
    SearchIndex,
    SearchMatches,
    laboratory_choices,
)
from tests.gui.results import made
from tests.gui.results.made import run


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("6,8", "6 komma 8"),
        ("0,045", "0 komma 0 4 5"),
        ("4,00", "4 komma 0 0"),
        ("128", "128"),
        ("12800", "1 2 8 0 0"),
        ("-7,1", "-7 komma 1"),
        ("1:128", "1:128"),
        ("", ""),
    ],
)
def test_a_number_is_read_as_people_read_it(number: str, said: str) -> None:
    assert export.aloud(number, decimal_word="komma") == said


def test_a_withdrawn_report_says_so_first() -> None:
    assert export.plain(ExportDocument(title="Patologi (✕ Kansellert)", void=True)) == "✕ Patologi (✕ Kansellert)"


def test_a_value_on_one_line_says_everything() -> None:
    reading = ResultReading(
        name="P-Kalium",
        value="6,8 mmol/L",
        reference="3,5–5,0",
        marks=("↑ Over øvre referansegrense",),
        states=("Foreløpig",),
        when="14. aug 2024 10:32",
        laboratory="Fürst",
        void=True,
    )
    assert export.reading_line(reading, reference_text="ref. {range}") == (
        "✕ P-Kalium: 6,8 mmol/L (ref. 3,5–5,0), ↑ Over øvre referansegrense, Foreløpig, 14. aug 2024 10:32, Fürst"
    )


# -- a patient-free text is free of the patient's number and name, however a laboratory wrote them, and of nothing else


NUMBER = "13896900263"
OUT = "[utelatt]"
NAME = "Normann, Kari Anne"


@pytest.mark.hazard("S99")
@given(
    st.text(max_size=40),
    st.lists(st.text(st.sampled_from(" -./\\_:;,\u00a0\u2009\n\t()|–*"), max_size=4), min_size=10, max_size=10),
    st.text(max_size=40),
)
def test_no_spelling_of_the_number_stays(before: str, between: list[str], after: str) -> None:
    spelled = NUMBER[0] + "".join(joint + digit for joint, digit in zip(between, NUMBER[1:], strict=True))
    kept = deidentify(f"{before} x{spelled}x {after}", [NUMBER], [], OUT)
    assert OUT in kept
    assert NUMBER not in re.sub(r"[\W_]", "", kept)


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("kode 914015, 140151", "14015", "kode 914015, 140151"),
        ("140\t15\n14/015, 14 015", "14015", f"140\t15\n14/015, {OUT}"),
        ("K 4,0 og 123", "123", "K 4,0 og 123"),
        ("a\t138969\t00263\tb", NUMBER, f"a\t{OUT}\t\tb"),
        ("x Kari Normann\t4,0\nNormann^Kari\n", NUMBER, f"x {OUT}\t4,0\n{OUT}\n"),
    ],
)
def test_a_short_number_is_another_in_a_longer_one_and_cells_and_lines_stay(text: str, number: str, kept: str) -> None:
    assert deidentify(text, [number, ""], [NAME], OUT) == kept


@pytest.mark.parametrize(
    "text",
    [
        "Kari Normann", "Kari A. Normann", "Kari A Normann", "Kari Anne Normann", "NORMANN, KARI", "Normann Kari", "kari normann",
        "Normann,Kari", "Kari-Anne Normann", "Kari Normanns", "Kari Normann's", "Kari Normann’s", "Anne Normann",
        "Kari  Normann", "Kari (Anne) Normann",
        "NORMANN/KARI", "Kari Anne", "Normann; Anne Kari", "Ka\u0301ri Normann", "Nor\u00admann, Ka\u200bri",
        "ＫＡＲＩ ＮＯＲＭＡＮＮ",
    ],
)  # fmt: skip
def test_no_order_initial_or_genitive_of_the_name_stays(text: str) -> None:
    kept = deidentify(f"Prøve av {text}, ringt", [], [NAME], OUT)
    assert kept.startswith(f"Prøve av {OUT}")
    assert kept.endswith("ringt")
    for part in ("normann", "kari", "anne"):
        assert part not in kept.casefold()


@given(
    st.permutations(["Kari", "Anne", "Normann"]),
    st.lists(
        st.text(
            st.characters(exclude_categories=("L", "N", "M", "Cs", "Cf"), exclude_characters="\t\n\r\xad"), min_size=1, max_size=5
        ),
        min_size=2,
        max_size=2,
    ),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_no_signs_between_keep_a_name(parts: list[str], between: list[str], written: Callable[[str], str]) -> None:
    text = f"{parts[0]}{between[0]}{parts[1]}{between[1]}{parts[2]}"
    kept = deidentify(f"a {written(text)} b", [], [NAME], OUT).casefold()
    assert not any(part in kept for part in ("normann", "kari", "anne"))


@pytest.mark.parametrize(
    ("names", "text", "gone"),
    [
        ("MUELLER, HANS", "Müller Hans", True), ("MÜLLER, HANS", "Hans Mueller", True),
        ("O'BRIEN, MARY", "Mary OBrien", True), ("OBRIEN, MARY", "Mary O'Brien", True),
        ("O'BRIEN, MARY", "OBRIEN MARY", True), ("ALRASHID, IBRAHIM", "Ibrahim al-Rashid", True),
        ("SÆTHER, OLA", "Ola Saether", True), ("Håkonsen-Berg, Liv", "Liv HaakonsenBerg", True),
        ("GROß, EVA", "Eva Gross", True), ("HÄGG, ULF", "Ulf Haegg", True),
        ("Normann, Kari; Hansen, Kari", "Kari Hansen Normann", True),  # of two marriages
        ("Dag, Kåre", "Prøve i dag K. pneumoniae", False),
        ("Stein, Liv", "nyrestein, stein. Stein i urin. Liv", False),
        ("Normann, Kari", "fru Normann kom med Kari. K 4,5 N 3", False),
        ("Normann, Kari", "Kari 4,5 Normann", False),
        ("Hansen, Ida", "Hansens sykdom", False),
        ("Stein, Liv", "gallestein, livsfare", False),
        ("DAG CARLSEN", "Hepatitt C. Dag 3 etter", False),
        ("KARL STEIN", "Vitamin K. Stein i nyre", False),
        ("ANNE STEIN", "Urin\tStein\tAnne\t1", False),
        ("Normann, Kari", "Kari\r\nNormann\tKari", False),
        ("", "hva som helst", False),
    ],
)  # fmt: skip
def test_two_spellings_of_a_name_go_and_one_part_alone_or_in_two_lines_stays(names: str, text: str, gone: bool) -> None:
    assert deidentify(text, [NUMBER], names.split("; "), OUT) == (OUT if gone else text)


@given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=3))
def test_tabs_and_lines_are_as_many_as_before(text: str, names: list[str]) -> None:
    kept = deidentify(text, [NUMBER], names, OUT)
    assert [kept.count(sign) for sign in "\t\n"] == [text.count(sign) for sign in "\t\n"]


NOW = datetime(2024, 8, 15, 12, tzinfo=UTC)


def marked(observation: Observation) -> bool:
    return bool(observation.interpretations)


def index_of(result: LookupResult) -> SearchIndex:
    everything = tuple(placed.everything(result))
    return run(search.build(result, everything, marked=marked, report_marked=lambda report: bool(report.comments)))


def ask(index: SearchIndex, typed: str = "", *keys: tuple[Facet, str], since: datetime | None = None) -> SearchMatches:
    return run(search.match(index, ResultQuery(words=search.query_words(typed), keys=frozenset(keys), since=since)))


def names(shown: SearchMatches) -> set[str]:
    return {
        entry.observation.code.text
        for entry in shown.index.entries
        if entry.observation is not None and shown.holds(entry.report, entry.observation)
    }


def standing(shown: SearchMatches) -> int:
    """Results that are shown: those asked for, and the others of their reports."""
    return sum(shown.index.groups[group] for group in shown.groups)


def lab(name: str) -> tuple[Party, ...]:
    return (Party(organisation=name),)


CULTURE = made.finding(
    "Dyrkning",
    made.concept("Escherichia coli"),
    made.finding("Ampicillin", made.concept("", ("8271", "R", "Resistent"))),
    made.finding("Mecillinam", made.concept("", ("8271", "S", "Følsom"))),
)
BLOOD = made.report(
    "blod",
    made.finding(
        "P-Kalium",
        made.quantity("4.00"),
        code=made.concept("P-Kalium", ("7280", "NPU03230", "P—Kalium; stoffkons.")),
        interpretations=(made.ABOVE,),
    ),
    made.finding("P-Natrium", made.quantity("140"), notes=(Annotation(text="Prøven var hemolysert"),)),
    made.finding("Svært gammel", made.quantity("7"), effective=made.moment("2001"), status="preliminary"),
    performers=lab("Fürst Medisinsk Laboratorium"),
    conclusion="Hemolysert, ringt",
)
URINE = made.report("urin", CULTURE, performers=lab("Ålesund sjukehus"), code=made.concept("", ("8202", "MBIO", "Mikrobiologi")))
TEXT = made.report(
    "rtg", conclusion="Ingen sikker pneumoni.", code=made.concept("", ("8202", "RTG", "Røntgen")), status="amended"
)
ANSWER = made.result(BLOOD, URINE, TEXT)


@pytest.mark.parametrize("typed", ["normann", "kari", "13896900263", "138969"])
def test_the_subject_is_not_searched(typed: str) -> None:
    about = Subject(display="Kari Normann", identifier=Identifier(value="13896900263"))
    shown = ask(index_of(made.result(made.report("a", made.finding("K", made.quantity("4.0")), subject=about))), typed)
    assert not shown.groups


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kalium", {"P-Kalium"}),
        ("KALI", {"P-Kalium"}),
        ("4,00", {"P-Kalium"}),
        ("4.00 mmol", {"P-Kalium"}),
        ("4,", {"P-Kalium", "P-Natrium"}),  # on the way to 4,0
        ("npu032", {"P-Kalium"}),
        ("03230", set()),  # a code is found by its beginning
        ("furst natrium", {"P-Natrium"}),
        ("hemolysert", {"P-Natrium"}),  # which says so itself, as its report does
        ("ringt", {"P-Kalium", "P-Natrium", "Svært gammel"}),
        ("natrium kalium", set()),
        ("svært", {"Svært gammel"}),
        ("svart", set()),  # æ is a letter of its own
        ("coli", {"Dyrkning"}),
        ("coli ampi", {"Ampicillin"}),
        ("ålesund resistent", {"Ampicillin"}),
        ("alesund", set()),
    ],
)
def test_words_match_names_values_and_laboratories(typed: str, found: set[str]) -> None:
    assert names(ask(index_of(ANSWER), typed)) == found


def test_a_result_is_found_by_each_part_of_it() -> None:
    more = {part: made.concept(f"{part}ord") for part in ("method", "category")}
    of = made.finding(
        "Navn", made.concept("verdiord"), **more, interpretations=(made.concept("merkeord"),), reference_ranges=("rangeord",)
    )
    index = index_of(made.result(made.report("r", of, made.finding("Annet"))))
    for word in ("methodord", "categoryord", "verdiord", "merkeord", "rangeord"):
        assert names(ask(index, word)) == {"Navn"}, word


def test_a_report_is_found_by_what_stands_around_its_results() -> None:
    shown = ask(index_of(ANSWER), "sikker pneumoni")
    assert [shown.shows(each) for each in (TEXT, BLOOD, URINE)] == [True, False, False]
    assert (shown.reports, shown.index.reports, len(shown.found)) == (1, 3, 0)


def test_a_hit_shows_its_whole_report() -> None:
    shown = ask(index_of(ANSWER), "ampicillin")
    assert shown.shows(URINE)
    assert (len(shown.found), standing(shown), shown.index.results) == (1, 3, 6)


def test_a_mark_on_what_does_not_stand_is_not_found_among_the_marked() -> None:
    high = (CodeableConcept(text="H"),)
    gone = made.finding("Troponin", made.quantity("50"), id="t", status="cancelled", interpretations=high)
    stands = made.finding("Kalium", made.quantity("6.8"), id="k", interpretations=high)
    index = index_of(made.result(made.report("r", gone, stands)))
    assert names(ask(index, "", IS_MARKED)) == {"Kalium"}
    assert [each.results for each in index.choices[Facet.MARKED]] == [1]


def test_filters() -> None:
    index = index_of(ANSWER)
    assert names(ask(index, "", IS_MARKED)) == {"P-Kalium"}
    assert names(ask(index, "", (Facet.STATUS, "preliminary"))) == {"Svært gammel"}
    assert ask(index, "", (Facet.STATUS, "amended")).shows(TEXT)
    assert names(ask(index, "", (Facet.LABORATORY, "ålesund sjukehus"))) == {"Dyrkning", "Ampicillin", "Mecillinam"}
    assert names(ask(index, "", (Facet.DISCIPLINE, "8202|CLIN"), (Facet.STATUS, "final"))) == {"P-Kalium", "P-Natrium"}
    assert [each.label for each in index.choices[Facet.LABORATORY]] == ["Fürst Medisinsk Laboratorium", "Ålesund sjukehus", ""]
    assert {each.key: each.results for each in index.choices[Facet.STATUS]} == {"final": 5, "preliminary": 1, "amended": 0}


def test_a_period_keeps_what_may_lie_in_it() -> None:
    day = made.report("dag", made.finding("I dag", True, effective=made.moment("2024-08-14")), effective=None)
    issued = made.report("sen", made.finding("Dyrket lenge", True, effective=made.moment("2024-01-01")), issued=made.moment())
    undated = made.report("uten", made.finding("Uten dato", True, effective=None), effective=None)
    old = made.report("gml", made.finding("I fjor", True, effective=made.moment("2023-08-14")), effective=None)
    year = made.report("aar", made.finding("I 2024", True, effective=made.moment("2024")), effective=None)
    shown = ask(index_of(made.result(day, issued, undated, old, year)), since=NOW - timedelta(days=1, hours=4))
    assert names(shown) == {"I dag", "Dyrket lenge", "Uten dato", "I 2024"}
    assert shown.undated == 1


@pytest.mark.hazard("H3.1")
def test_what_came_after_the_question_is_not_hidden() -> None:
    shown = ask(index_of(ANSWER), "kalium")
    late = made.report("sent", made.finding("Glukose", made.quantity("5")))
    assert shown.shows(late)
    assert shown.holds(late, late.findings[0].observation)


def test_loose_results_are_shown_together() -> None:
    loose = (made.finding("Løs A"), made.finding("Løs B"))
    index = index_of(made.result(BLOOD, loose_findings=loose, other_loose_findings=(made.finding("Annen"),)))
    shown = ask(index, "løs b")
    assert [shown.shows_group(group) for group in (LOOSE, LOOSE_APART)] == [True, False]
    assert standing(shown) == 2


@pytest.mark.parametrize(
    ("sent", "folded"),
    [
        ("ÆØÅ", "æøå"),
        ("Crème BRÛLÉE", "creme brulee"),
        ("4\u00a0200,50", "4 200.50"),
        ("S\u2011Fe", "s-fe"),
        ("10³/µL", "103/μl"),
        ("ka\u00adli\u200bum", "kalium"),
        ("Å a\u030a", "å å"),
    ],
)
def test_folding(sent: str, folded: str) -> None:
    assert search.fold(sent) == folded


def test_what_is_true_or_false_is_found_as_it_is_shown() -> None:
    index = index_of(made.result(made.report("1", made.finding("Rusmiddel", True), made.finding("Alkohol", False))))
    assert names(ask(index, "ja")) == names(ask(index, "yes")) == {"Rusmiddel"}
    assert names(ask(index, "nei")) == {"Alkohol"}


def test_people_are_no_laboratory_and_one_without_a_name_goes_by_its_number() -> None:
    laboratory = Party(organisation="Fjordbyen sykehus", practitioner="Ettertenksom Objektiv")
    person = Party(practitioner="Ettertenksom Objektiv")
    numbered = Party(organisation_ids=(Identifier(system="2.16.578.1.12.4.1.2", value="100320"),))
    assert list(laboratory_choices((laboratory, person))) == [("fjordbyen sykehus", "Fjordbyen sykehus")]
    assert list(laboratory_choices((person,))) == [(UNKNOWN, "")]
    assert list(laboratory_choices((numbered, numbered))) == [("100320", "100320")]
    assert list(laboratory_choices(())) == [(UNKNOWN, "")]
