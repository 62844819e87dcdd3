"""In doubt a row says all there is, with the laboratory's marks: same times, unknown order, words over numbers, versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from provesvar_gui.results import export, latest_results
from provesvar_gui.results.digest import Digest
from provesvar_gui.results.model import Annotation, CodeableConcept, Coding, Finding, Identifier, Party, Report, Specimen
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.export import card
from provesvar_gui.ui.results.overview import rows
from provesvar_gui.ui.results.overview.pane import OverviewPane
from tests.gui.results import made, shown
from tests.gui.results.overview.kit import STYLE, analyte_rows, copied, messages, painted, said, sentence, show, spoken
from tests.gui.results.sandbox_patients import digested

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
HL7 = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
HH: dict[str, Any] = {"interpretations": (made.concept("", (HL7, "HH", "")),)}
NORD, SOUTH = ((Party(organisation=name, organisation_ids=(Identifier(value=name),)),) for name in ("Nord", "Sør"))
EARLIER, LATER = "2026-11-24T08:00:00+01:00", "2026-11-25T08:00:00+01:00"
SIX, PAST_SIX, PAST = "2026-11-24T06:00:00+01:00", "2026-11-24T06:05:00+01:00", "2026-11-25T08:05:00+01:00"
AHEAD = "2027-11-25T08:00:00+01:00"
URINE: dict[str, Any] = {"specimen": Specimen(id="s", kind=made.concept("Urin"))}
K = made.concept("P-Kalium", ("7280", "NPU03230", "P-Kalium"))


def k(value: str | None, when: str | None = LATER, **more: Any) -> Finding:
    fields: dict[str, Any] = {"performers": NORD, "id": f"{value} {when}", "code": K} | more
    fields["effective"] = made.moment(when) if when is not None else None
    return made.finding("P-Kalium", made.quantity(value) if value else None, **fields)


def words(answer: str, when: str, *members: Finding, **more: Any) -> Finding:
    code = made.concept("Aerob blodkultur", ("7280", "NPU58580", ""))
    fields: dict[str, Any] = {"code": code, "effective": made.moment(when), "id": f"{answer} {when}"} | more
    return made.finding("Aerob blodkultur", made.concept(answer), *members, **fields)


def absent(**more: Any) -> Finding:
    reason = made.concept("Hemolysert")
    return k(None, "2026-11-25T07:00:00+01:00", data_absent_reason=reason, **more)


def version(name: str, hour: int, *findings: Finding, **more: Any) -> Report:
    fields: dict[str, Any] = {"identifiers": (Identifier(system="ServReportId", value="1"),), "performers": NORD} | more
    issued = made.moment(f"2026-11-25T{hour:02}:00:00+01:00")
    return made.report(name, *findings, **{"issued": issued, "effective": None} | fields)


def of(*found: Finding | Report) -> Digest:
    findings = [each for each in found if isinstance(each, Finding)]
    reports = [each for each in found if isinstance(each, Report)]
    whole = [made.report("r", *findings)] if findings else []
    return digested(made.result(*reports, *whole, fetched_at=NOW))


def told(digest: Digest) -> str:
    """The copy and the sentences of all rows."""
    return "\n".join((copied(digest), *(sentence(line, now=NOW) for line in digest.acute.lines)))


def printed(digest: Digest) -> str:
    return shown.plain(export.plain(made.taken(rows.document(digest, STYLE, paper=True))))


def first(digest: Digest) -> str:
    """The value of the first row."""
    return sentence(digest.acute.lines[0]).split(", ")[1]


RANGE: dict[str, Any] = {"reference_ranges": ("3.5 - 5.0",)}
PLASMA, SERUM = (dict[str, Any](specimen=Specimen(id=each, kind=made.concept(each))) for each in ("Plasma", "Serum"))
TIME = "also 25. nov 2026 08:00: "
CASES: dict[str, tuple[tuple[Finding | Report, ...], str, list[str], list[str]]] = {  # what came, first value, said, not said
    "marked first": ((k("4.1"), k("6.9", **HH)), "6,9 mmol/L", [f"{TIME}4,1 mmol/L"], []),
    "not final": ((k("4.1"), k("6.9", status="preliminary", **HH)), "6,9 mmol/L", [f"{TIME}4,1 mmol/L", "◐ Preliminary"], []),
    "undated": ((*(k(f"3.{n}", None) for n in range(12)), k("7.7", None, **HH), k("4.1", "2019-01-01")), "4,1 mmol/L",
                ["no date: 7,7 mmol/L, ↑↑ High, marked HH", "4 more: see the report"], []),
    "undated alone": ((k("4.1", None), k("7.7", None, **HH), k("4.2", None)), "7,7 mmol/L", ["no date: 4,1 mmol/L"], []),
    "opened": ((replace(k("4.1"), opened=True),), "4,1 mmol/L", ["Opened"], []),
    "ahead": ((k("6.9"), k("4.1", AHEAD, **HH), k("4.2", "2026-11-26")), "6,9 mmol/L",
              ["ahead in time, 25. nov 2027 08:00: 4,1 mmol/L, ↑↑ High, marked HH", "dated ahead in time, 26. nov"], ["from"]),
    "ahead alone": ((k("4.1", AHEAD),), "4,1 mmol/L", ["! dated ahead in time"], []),
    "a year": ((k("6.9", "2025-12-31T08:00:00+01:00"), k("4.1", "2026")), "6,9 mmol/L", ["2026: 4,1 mmol/L"], ["before"]),
    "a day": ((k("6.9", "2026-11-25T02:00:00+01:00", **HH), k("4.1", "2026-11-25")), "6,9 mmol/L",
              ["also 25. nov 2026: 4,1 mmol/L"], ["before"]),
    "days": ((k("4.0", "2026-11-24T23:00:00+01:00"), k("5.0", "2026-11-25")), "5,0 mmol/L",
             ["↗ +1,0 from 4,0, 24. nov 2026 23:00"], []),
    "positive culture": ((words("Staphylococcus aureus", SIX), words("Ingen vekst", PAST_SIX),
                          words("Ingen vekst etter 5 døgn", "2026-11-25T06:05:00+01:00")), "Staphylococcus aureus",
                         ["also 24. nov 2026 06:05: Ingen vekst", "also 25. nov 2026 06:05: Ingen vekst etter 5 døgn"], []),
    "grown below": ((words("Se funn", PAST_SIX), words("Ingen vekst", "2026-11-24T07:00:00+01:00"),
                     words("Ingen vekst", EARLIER, made.finding("Funn", made.concept("E. coli"), id="b"))), "Ingen vekst",
                    ["E. coli"], []),
    "one episode": (tuple(words("Ingen vekst", f"2026-11-24T06:0{n}:00+01:00") for n in range(4)), "Ingen vekst", [], ["also"]),
    "before words": ((words("Enterococcus", "2026-11-01T06:00:00+01:00"), words("Ingen vekst", SIX)),
                     "Ingen vekst", ["before: Enterococcus · 23 d"], []),
    "haemolysed": ((made.finding("P-Kalium", made.concept("Hemolysert"), id="h", code=K, effective=made.moment(LATER)),
                    k("6.8", "2026-11-25T03:00:00+01:00", **HH)), "Hemolysert",
                   ["before: 6,8 mmol/L, ↑↑ High, marked HH · 5 h"], []),
    "missing": ((absent(), k("4.0", "2026-11-25T03:00:00+01:00")), "4,0 mmol/L", ["missing: Hemolysert"], []),
    "missing alone": ((absent(),), "Missing: Hemolysert", [], []),
    "method": ((k("4.1", EARLIER, method=made.concept("R")), k("6.2", method=made.concept("P"))), "6,2 mmol/L",
               ["other method, before: 4,1, 24. nov 2026 08:00"], ["+2,1"]),
    "material": ((k("4.1", EARLIER, **PLASMA), k("6.2", **SERUM)), "6,2 mmol/L",
                 ["other material, before: 4,1, 24. nov 2026 08:00"], ["+2,1"]),
    "laboratory": ((k("4.1", EARLIER, **RANGE), k("6.2", performers=SOUTH, **RANGE)), "6,2 mmol/L",
                   ["other laboratory, before: 4,1, 24. nov 2026 08:00"], ["+2,1"]),
    "reference": ((k("4.1", EARLIER, **RANGE), k("6.2", reference_ranges=("3.6 - 5.0",))), "6,2 mmol/L",
                  ["other reference, before: 4,1, 24. nov 2026 08:00"], ["+2,1"]),
    "void": ((k("4.0", EARLIER), k("9.9", status="cancelled")), "4,0 mmol/L", ["✕ 1 cancelled since"], ["9,9"]),
    "compared": ((k("4.1", EARLIER, **RANGE), k("6.2", **RANGE)), "6,2 mmol/L", ["↗ +2,1 from 4,1"], []),
    "unchanged": ((k("4.1", EARLIER, **RANGE), k("4.1", **RANGE)), "4,1 mmol/L", ["unchanged from 4,1"], []),
    "several before": ((k("4.0", EARLIER), k("6.5", EARLIER, **HH), k("5.0")), "5,0 mmol/L", ["before: 6,5 ↑↑, 24. nov"],
                       ["−1,5", "+1,0"]),
    "status before": ((made.report("a", k("6.8", EARLIER, status="preliminary", **HH)), made.report("b", k("4.1"))), "4,1 mmol/L",
                      ["6,8 ↑↑ ◐ (preliminary)"], []),
    "corrected": ((version("1", 9, k("6.9", id="a")), version("2", 10, k("4.1", id="b"), status="corrected")), "4,1 mmol/L",
                  ["△ The report is changed, was 6,9 mmol/L"], []),
    "not corrected": ((version("1", 9, k("6.8", id="a", status="preliminary"), status="preliminary"), version("2", 10, k("4.1"))),
                      "4,1 mmol/L", ["in an earlier version: 6,8 mmol/L, ◐ Preliminary"], ["Corrected"]),
    "two versions": ((version("1", 9, k("6.8", status="preliminary")), version("2", 10, k("4.1", PAST))),
                     "4,1 mmol/L", [], ["−", "-2,7"]),
    "other version cancelled": ((version("1", 8, k("6.9", **HH)), version("2", 8, status="cancelled")), "6,9 mmol/L",
                                ["Another version is cancelled"], []),
    "other version of another cancelled": ((k("7.1", **HH), version("1", 8, k("6.9")), version("2", 8, status="cancelled")),
                                           "7,1 mmol/L", ["6,9 mmol/L, ! Another version is cancelled"], []),
    "remark": ((k("6.8", notes=(Annotation(text="Falskt forhøyet. Ta ny prøve."),)),), "6,8 mmol/L",
               ["◥ comment: Falskt forhøyet. Ta ny prøve."], []),
    "unknown mark": ((k("6.8", interpretations=(made.concept("Se kommentar"),)),), "6,8 mmol/L", ["* Se kommentar"], []),
}  # fmt: skip


@pytest.mark.hazard("H4.4", "H2.4", "H2.7", "H4.5", "H5.11")
@pytest.mark.parametrize("name", CASES)
def test_a_row_says_all_there_is(name: str) -> None:
    found, value, there, not_there = CASES[name]
    digest = of(*found)
    assert first(digest) == value
    for way in (told(digest), copied(digest), printed(digest)):
        assert not [each for each in (value, *there) if each not in way]
    assert not [each for each in not_there if each in told(digest)]


@pytest.mark.parametrize("more", ["", " Men. " * 40])
def test_words_that_are_cut_say_so_and_are_spoken_whole(pane: OverviewPane, more: str) -> None:
    show(pane, of(words(f"Ingen vekst.{more}", LATER, **HH)))
    assert any(row.startswith("Ingen vekst.") and row.endswith("…") for row in painted(pane, "blood_culture")) is bool(more)
    assert "…" not in spoken(pane, "blood_culture")


@pytest.mark.hazard("H2.6")
@pytest.mark.parametrize("status", ["canceled", "kansellert", "error"])
def test_a_status_that_nobody_knows_is_not_final(status: str) -> None:
    own, whole = told(of(k("6.8", status=status))), told(of(made.report("r", k("6.8", **HH), status=status)))
    assert f"? {status}" in own
    assert "report's status" in whole


def test_what_is_not_answered_says_so_once() -> None:
    waits = k("6.8", status="registered")
    assert (
        told(of(replace(waits, observation=replace(waits.observation, value=None)))).count("Result not ready") == 2
    )  # copy, row


@pytest.mark.hazard("H4.1")
@pytest.mark.parametrize(
    ("concept", "marked"),
    [
        (CodeableConcept(text="Kritisk høy", codings=(Coding(system=HL7, code="N"),)), True),
        (CodeableConcept(codings=(Coding(system=HL7, code="N"), Coding(system="urn:lab", display="Kritisk høy"))), True),
        (CodeableConcept(codings=(Coding(system=HL7, code="NEG"), Coding(system="urn:lab", display="Positiv"))), True),
        (CodeableConcept(text="Ikke normal", codings=(Coding(system=HL7, code="N"),)), True),
        (CodeableConcept(text="Ikke negativ", codings=(Coding(system=HL7, code="NEG"),)), True),
        (CodeableConcept(text="Innenfor referanseområdet"), False),
        (CodeableConcept(text="Innafor"), False),
        (CodeableConcept(text="ikke påvist"), False),
    ],
)
def test_words_take_a_code_for_normal_back_and_words_for_normal_are_no_deviation(concept: CodeableConcept, marked: bool) -> None:
    mark = flags.interpretation(concept)
    assert mark is not None
    assert (mark.tint is MarkTint.OUTSIDE) is marked
    assert latest_results.deviation(k("6.8", interpretations=(concept,)).observation) == 2 * marked


def test_a_comment_goes_along_to_what_is_read_aloud() -> None:
    digest = of(k("6.8", notes=(Annotation(text="Hemolysert"),)))
    assert any("Hemolysert" in state for state in card.reading(digest.observations[0], STYLE).states)


@pytest.mark.parametrize("newer", [k("4.1", status="amended"), k(None, status="cancelled")])
def test_a_finding_tells_nothing_that_was_replaced_or_withdrawn(newer: Finding) -> None:
    phoned = {"comments": (Annotation(concept=made.concept("", ("8269", "TA", "Telefonert"))),)}
    sodium = made.finding("P-Natrium", made.quantity("140"), effective=made.moment(LATER), id="na")
    old = version("v1", 9, k("6.8", **HH), sodium, effective=made.moment(LATER), **phoned)
    [line] = [line for line in messages(of(old, version("v2", 10, newer, status="amended"))) if line.report is old]
    assert "6,8" not in said(line)
    assert all(each in said(line) for each in ("140", "1 result(s) of it replaced or withdrawn since"))


def test_an_older_version_of_a_report_is_no_finding() -> None:
    phoned = {"comments": (Annotation(concept=made.concept("", ("8269", "TA", "Telefonert"))),), "effective": made.moment(LATER)}
    old, new = version("v1", 9, k("6.8", id="a"), **phoned), version("v2", 10, k("4.1", id="b"), status="corrected", **phoned)
    assert [row.report for row in messages(of(old, new))] == [new]


LOCAL = made.concept("S-Kalium", ("8212", "S-KALIUM", "S-Kalium"))


@pytest.mark.hazard("H3.10")
def test_a_local_code_that_fits_has_a_row_of_its_own_in_the_place_of_the_analyte(pane: OverviewPane) -> None:
    own = made.finding("S-Kalium", made.quantity("4.4"), code=LOCAL, effective=made.moment(LATER), id="l", performers=NORD)
    both = of(own, k("4.1", EARLIER)).acute.lines
    assert [line.local for line in of(own).acute.lines] == [True]
    assert [(line.local, line.previous) for line in both] == [(True, None), (False, None)]  # never joined
    assert "S-Kalium, 4,4 mmol/L, local code" in sentence(both[0])
    show(pane, of(own, k("4.1", EARLIER)))
    assert [row.letter for row in analyte_rows(pane, "potassium")] == ["", "K"]
    newer = of(own, k("4.1", "2026-11-25T09:00:00+01:00")).acute  # there is a newer one under the national code
    assert [line.local for line in newer.lines] == [False]
    assert newer.unsure == 1
    other = replace(own, observation=replace(own.observation, performers=SOUTH, id="other"))
    assert [len(line.series.points) for line in of(own, other).acute.lines] == [1, 1]  # two laboratories: a row each


@pytest.mark.parametrize(
    ("name", "value", "unit", "more"),
    [
        ("S-Kalium", "4.4", "mg/L", {}),
        ("U-Kalium", "44", "mmol/L", {}),
        ("Kalium", "4.4", "mmol/L", {}),  # nobody says of what
        ("S-Kalium-ratio", "4.4", "mmol/L", {}),
        ("S-Kalium", "4.4", "mmol/L", {"specimen": Specimen(id="u", kind=made.concept("Urin"))}),
    ],
)
def test_a_local_code_whose_name_material_or_unit_is_another_has_no_row(name: str, value: str, unit: str, more: Any) -> None:
    code = made.concept(name, ("8212", "X", name))
    acute = of(made.finding(name, made.quantity(value, unit), code=code, effective=made.moment(LATER), id="l", **more)).acute
    assert not acute.lines
    assert acute.unsure == 1


def test_a_newer_value_whose_material_contradicts_its_code_stands_among_the_others() -> None:
    acute = of(k("45", **URINE), k("4.1", EARLIER)).acute
    assert [line.series.name for line in acute.others] == ["P-Kalium, Urin"]
    assert not of(k("45", EARLIER, **URINE), k("4.1")).acute.others


def test_no_difference_is_told_to_a_value_that_may_be_cancelled() -> None:
    """Another version of the earlier report is cancelled, and nobody knows which of the two is newer."""
    old = version("old", 9, k("4.2", "2026-11-23T08:00:00Z"))
    gone = version("gone", 9, status="cancelled")
    new = version("new", 9, k("6.9", "2026-11-24T08:00:00Z"), identifiers=())
    assert "+2,7" in told(of(old, new))
    assert "+2,7" not in told(of(old, gone, new))
    assert "4,2 ! (another version is cancelled; which is newer is not known)" in told(of(old, gone, new))
