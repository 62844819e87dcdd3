"""The lines of a report: nothing void looks valid, nothing reads as another number, no mark is invented."""

from __future__ import annotations

from dataclasses import Field, fields, replace
from typing import Any

import pytest

from provesvar_gui.results.model import (
    Annotation,
    ClinicalInformation,
    Identifier,
    Labelled,
    Moment,
    Observation,
    Party,
    Quantity,
    Report,
    ServiceRequest,
    Specimen,
)
from provesvar_gui.ui.results.common.detail_view import DetailModel
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import LONGEST, Column, Kind, Line, Style
from provesvar_gui.ui.results.common.report_lines import Context, codes, report_lines
from provesvar_gui.ui.results.reports.report_list import ReportListModel
from tests.gui.results import made, shown

pytestmark = pytest.mark.usefixtures("qapp")

V3 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"


def lines_of(report: Report, style: Style | None = None) -> list[Line]:
    return list(report_lines(Context(report, style or Style())))


def found(report: Report) -> dict[str, Line]:
    return {shown.plain(line.cells[0]): line for line in lines_of(report) if line.kind is Kind.FINDING}


def whole(report: Report) -> str:
    return shown.plain("\n".join(" | ".join(line.cells) if line.cells else line.shown for line in lines_of(report)))


def value_of(value: Any, **more: Any) -> str:
    return shown.plain(found(made.report("1", made.finding("K", value, **more)))["K"].cells[Column.VALUE])


def listed(report: Report) -> ReportListModel:
    model = ReportListModel(Style())
    model.set_reports([report], Style())
    return model


HERE = made.concept("Her")
BY_KIND: dict[str, object] = {  # of a field, as it is declared: something that bears the word
    "str": "Her",
    "CodeableConcept": HERE,
    "CodeableConcept | None": HERE,
    "Moment | None": Moment(literal="Her"),
    "Party | None": Party(organisation="Her"),
    "Specimen | None": Specimen(id="1", kind=HERE),
    "Value | None": HERE,
    "tuple[Annotation, ...]": (Annotation(text="Her"),),
    "tuple[CodeableConcept, ...]": (HERE,),
    "tuple[Identifier, ...]": (Identifier(value="Her"),),
    "tuple[Labelled, ...]": (Labelled(label="Svar", value="Her"),),
    "tuple[Party, ...]": (Party(organisation="Her"),),
    "tuple[str, ...]": ("Her",),
}
NO_WORDS = {"id", "accredited", "history", "related"}  # these have tests of their own


@pytest.mark.parametrize("field", [each for each in fields(Observation) if each.name not in NO_WORDS], ids=lambda each: each.name)
def test_everything_that_is_kept_of_a_result_is_told(field: Field[object]) -> None:
    effective = made.moment()
    more: dict[str, Any] = {"value": made.quantity("1"), "effective": effective, field.name: BY_KIND[str(field.type)]}
    finding = made.finding("K", **more)
    asked_for = [f"{label}: {said}" for label, said in codes(finding.observation)]
    assert "Her" in "\n".join((whole(made.report("1", finding)), *asked_for))


OF_A_REPORT = BY_KIND | {
    "ServiceRequest | None": ServiceRequest(id="1", identifiers=(Identifier(value="Her"),)),
    "tuple[ClinicalInformation, ...]": (ClinicalInformation(text="Her"),),
    "tuple[Specimen, ...]": (Specimen(id="1", kind=HERE),),
}
NO_TEXT = {"id", "subject", "findings"} | {each.name for each in fields(Report) if each.type in ("int", "bool")}  # as above


@pytest.mark.parametrize("field", [each for each in fields(Report) if each.name not in NO_TEXT], ids=lambda each: each.name)
def test_everything_that_is_kept_of_a_report_is_told(field: Field[object]) -> None:
    more: dict[str, Any] = {field.name: OF_A_REPORT[str(field.type)]}
    assert "Her" in whole(replace(made.report("1", made.finding("K", made.quantity("1"))), **more))


AROUND: dict[str, Any] = {
    "specimens": Specimen(id="1"),
    "request": ServiceRequest(id="1"),
    "clinical_information": ClinicalInformation(),
}


@pytest.mark.parametrize(
    ("of", "field"),
    [(of, field) for of, part in AROUND.items() for field in fields(part) if field.name != "id"],
    ids=lambda each: getattr(each, "name", each),
)
def test_everything_that_is_kept_of_what_stands_around_a_report_is_told(of: str, field: Field[object]) -> None:
    part = replace(AROUND[of], **{field.name: BY_KIND[str(field.type)]})
    assert "Her" in whole(made.report("1", **{of: part if of == "request" else (part,)}))


def test_a_group_says_how_many_of_its_results_did_not_come() -> None:
    group = replace(made.finding("Dyrkning", None, made.finding("Funn", made.concept("E. coli"))), missing=2)
    assert "2 result(s) under this one did not come" in whole(made.report("1", group))


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"missing_results": 2}, "2 result(s) that the report names did not come"),
        ({"unreadable_results": 2}, "2 result(s) of this report could not be read"),
        ({"withheld_results": 2}, "2 result(s) of this report withheld"),
        ({"complete": False}, "still being fetched"),
    ],
)
def test_a_report_says_how_much_of_it_is_not_there(lacking: dict[str, Any], said: str) -> None:
    assert said in whole(made.report("1", made.finding("K", made.quantity("1")), **lacking))


def test_what_belongs_to_two_groups_is_told_under_both() -> None:
    albumin, igg = made.finding("Albumin", made.quantity("40", "g/L")), made.finding("IgG", made.quantity("9", "g/L"))
    other = replace(made.finding("Proteiner"), elsewhere=tuple((each.observation, "Lever") for each in (albumin, igg)))
    told = whole(made.report("1", made.finding("Lever", None, albumin, igg), other))
    assert "Albumin 40 g/L: shown under Lever; IgG 9 g/L: shown under Lever" in told


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_nothing_in_a_void_report_passes_for_valid(status: str) -> None:
    why = "the report is cancelled"
    answer = Labelled(label="Render", value="frie")
    finding = made.finding("K", made.quantity("6.8"), interpretations=(made.ABOVE,), structured=(answer,))
    report = made.report("1", finding, status=status, conclusion="Konklusjonen")
    line = found(report)["K"]
    assert {each.void for each in lines_of(report) if each.body in ("frie", "Konklusjonen")} == {True}
    assert line.void
    assert shown.plain(line.cells[Column.STATUS]) == f"● Final · {why}"
    assert why in line.spoken
    assert not any(each.glyph == "↑" for each in listed(report).record(0).marks)


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled"])
def test_what_stands_under_a_void_result_is_void_to_any_depth(status: str) -> None:
    leaf = made.finding("Blad", made.concept("x" * 80), interpretations=(made.ABOVE,))
    tree = made.finding("Topp", None, made.finding("Gren", made.quantity("1"), leaf), status=status)
    beside = made.finding("Ved siden", made.quantity("1"), interpretations=(made.ABOVE,))
    report = made.report("1", tree, beside)
    lines = found(report)
    assert [lines[name].void for name in ("Topp", "Gren", "Blad", "Ved siden")] == [True, True, True, False]
    assert "what it stands under" in lines["Blad"].cells[Column.STATUS]
    assert next(line for line in lines_of(report) if line.prose).void
    assert [shown.plain(str(each)) for each in listed(report).record(0).marks] == ["↑ 1 high"]


@pytest.mark.parametrize("name", ["x" * 50, "x" * 5000])
def test_what_is_too_long_for_a_row_says_that_it_is_cut(name: str) -> None:
    several, detail = (made.finding(f"{name}{at}", made.quantity("1"), id=str(at)) for at in range(4)), DetailModel()
    told = [cell for cell in shown.rows(listed(made.report("1", code=made.concept(name))))[0] if "xxx" in cell]
    told += [each for each in listed(made.report("1", *several)).record(0).lines if "xxx" in each]
    detail.show_lines(report_lines(Context(made.report("1", made.finding(name, made.quantity("1"))), Style())))
    detail.finish()
    told += [each.text for each in detail.styled(0, Column.NAME)]
    assert [("…" in said, name in said, len(said) <= LONGEST) for said in told] == [(len(name) > 50, len(name) == 50, True)] * 3


def test_more_than_a_row_has_room_for_is_counted_and_of_a_text_the_finding_stands_there() -> None:
    seen, found = made.finding("Makroskopisk undersøkelse", "Tre biter."), made.finding("Funn", "Adenom.\nDypere snitt.")
    for code, of, told in (
        ("CT", [made.finding(name, code=made.concept(name), id=name) for name in "ABCDEFG"], "A, B, C, D, E +2"),
        ("LAB", [made.finding(f"Stoff {at}", made.concept(f"Svar {at}"), id=str(at)) for at in range(10, 22)], "Svar 18 +3"),
        ("PAT", [seen, found], "\nAdenom. …"),
        ("PAT", [found], "\nAdenom. …"),
        ("PAT", [seen], "\nTre biter."),
    ):
        report = made.report("1", *of, code=made.concept("", ("8202", code, code)))
        assert shown.rows(listed(report))[0][-1].endswith(told)


def test_of_a_culture_what_was_found_stands_before_what_was_not_and_without_the_susceptibilities() -> None:
    remark, tested = (Annotation(text="ESBL-produserende."),), made.finding("Ampicillin", made.concept("", ("8271", "R", "R")))
    mrsa, esbl = made.finding("MRSA", made.concept("Ikke påvist")), made.finding("ESBL", made.concept("Påvist: E. coli"), id="2")
    coli = made.finding(
        "Dyrkning", made.concept("E. coli"), made.finding("Mengde", made.concept("Rikelig")), tested, notes=remark
    )
    other = made.finding("Dyrkning", made.concept("E. faecalis"), tested, id="2")
    for of, told in (
        ((mrsa, esbl), ("ESBL: Påvist: E. coli", "MRSA: Ikke påvist")),
        ((coli, other), ("Dyrkning: E. coli, ESBL", "Dyrkning: E. faecalis")),
        ((coli,), ("Dyrkning: E. coli, ESBL",)),
    ):
        record = listed(made.report("1", *of, code=made.concept("", ("8202", "MBIO", "")))).record(0)
        assert ((record.title, *record.lines), [each.words for each in record.marks]) == (told, ["ESBL"])


@pytest.mark.parametrize(
    ("status", "said"), [("preliminary", "Preliminary"), ("corrected", "Corrected"), ("", "Status not given"), ("final", "")]
)
def test_a_screen_reader_is_told_what_is_not_final(status: str, said: str) -> None:
    line = found(made.report("1", made.finding("K", made.quantity("6.8"), status=status)))["K"]
    assert said in shown.plain(line.spoken)
    assert "Final" not in line.spoken


def test_a_copied_line_has_the_value_with_all_that_belongs_to_it() -> None:
    more = {"interpretations": (made.ABOVE,), "reference_ranges": ("3.5 - 4.4",), "status": "preliminary"}
    copied = found(made.report("1", made.finding("K", made.quantity("6.80", comparator=">"), **more)))["K"].copied
    for part in ("> 6,80 mmol/L", "Over øvre referansegrense", "3.5 - 4.4", "14. aug 2024", "Preliminary"):
        assert part in shown.plain(copied)


def test_a_quantity_without_a_number_is_no_value() -> None:
    line = found(made.report("1", made.finding("K", Quantity(unit="mmol/L"))))["K"]
    assert shown.plain(line.cells[Column.VALUE]) == "No value (unit mmol/L)"
    assert line.no_value
    assert value_of(Quantity()) == "No value"


def mark_of(*concepts: Any) -> tuple[str, MarkTint]:
    line = found(made.report("1", made.finding("K", made.quantity("1"), interpretations=concepts)))["K"]
    return shown.plain(line.cells[Column.MARK]), line.mark_tint


@pytest.mark.hazard("H4.2")
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (made.concept("", (V3, "N", "")), "Normal"),
        (made.concept("", (V3, "NEG", "Negativ")), "Negativ"),
        (made.concept("", (V3, "POS", "")), "Positive"),
        (made.concept("", (V3, "ND", "")), "Not detected"),
        (made.concept("", ("http://terminology.hl7.org/CodeSystem/v2-0078", "N", "")), "Normal"),
        (made.concept("Normal"), "Normal"),
        (made.concept("-"), "-"),
        (made.concept("", ("http://lab.no", "NEG", "")), "NEG"),
        (made.concept("", (V3, "N", "Normal"), ("http://lab.no", "0", "Innafor hos oss")), "Normal (Innafor hos oss)"),
        (made.concept("", (V3, "S", "")), "S Susceptible"),
        (made.concept("", ("8271", "R", "Resistent")), "R Resistent"),
        (made.concept("", (V3, "S", "S")), "S"),
    ],
)
def test_what_is_no_deviation_has_its_words_and_no_tint(sent: Any, words: str) -> None:
    assert mark_of(sent) == (words, MarkTint.NONE)
    assert flags_of(sent) == ""


def flags_of(*concepts: Any) -> str:
    model = ReportListModel(Style())
    model.set_reports([made.report("1", made.finding("K", made.quantity("1"), interpretations=concepts))], Style())
    return "".join(map(str, model.record(0).marks))


@pytest.mark.hazard("H4.1")
@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (made.concept("", ("8244", "1", ""), (V3, "HH", "")), "↑↑ Above the upper reference limit (High, marked HH)"),
        (made.concept("", ("8244", "1", "Over"), (V3, "HH", "")), "↑↑ Over (High, marked HH)"),
        (made.concept("Innenfor", ("8244", "1", "")), "↑ Innenfor (Above the upper reference limit)"),
        (made.concept("", ("http://terminology.hl7.org/CodeSystem/v2-0078", "H", "")), "↑ High"),
        (made.concept("", ("urn:oid:2.16.840.1.113883.5.83", "L", "")), "↓ Low"),
        (made.concept("", ("8244", "9", "Noe nytt")), "* Noe nytt"),
        (made.concept("Se kommentar"), "* Se kommentar"),
    ],
)
def test_every_coding_of_a_deviation_is_kept(sent: Any, words: str) -> None:
    assert mark_of(sent) == (words, MarkTint.OUTSIDE)
    assert flags_of(sent)
