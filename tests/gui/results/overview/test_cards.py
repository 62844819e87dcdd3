"""What stands in the rows of an analyte: everything of every answer, with unit, age and no mark but the laboratory's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.results.model import Identifier, LookupResult, Party, Specimen
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.overview.analytes import AnalyteColumn
from tests.gui.results import made, shown, strategies
from tests.gui.results.overview.kit import Hands, analyte_rows, coded, painted, potassium, show, spoken
from tests.gui.results.sandbox_patients import FETCHED, digested, patient
from tests.gui.results.test_bundles import BUNDLES, read

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.results.model import Finding
    from provesvar_gui.ui.results.overview.pane import OverviewPane


def test_a_card_says_value_mark_age_change_and_state(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    assert spoken(pane, "potassium").startswith("Kalium. P-Kalium, 5,2 mmol/L, ↑ Over øvre ref.område")
    assert "preliminary" in spoken(pane, "potassium")
    said = painted(pane, "potassium")
    assert said[:4] == ["K", "Kalium", "P-Kalium", "5,2 mmol/L"]
    assert any(text.startswith("↘ −0,5 from 5,7") for text in said)
    assert any("not ready" in text for text in said)  # a newer sample waits
    assert analyte_rows(pane, "potassium")[0].spark


def test_a_blood_group_is_no_basis_for_transfusion(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    assert "! Not for transfusion" in painted(pane, "blood_group")
    assert "Not for transfusion" in spoken(pane, "blood_group")


@pytest.mark.hazard("H2.2")
def test_ages_grow_while_the_result_stands(pane: OverviewPane, hands: Hands) -> None:
    taken = FETCHED - timedelta(minutes=10)
    result = replace(made.result(potassium(("4.0", taken.isoformat()))), fetched_at=FETCHED)
    show(pane, digested(result))
    assert "10 min ago" in painted(pane, "potassium")
    hands.seconds += 55 * 60
    pane.minute.timeout.emit()
    assert "1 h ago" in painted(pane, "potassium")
    pane.clear()
    show(pane, digested(result))  # brought back: it has not become younger
    assert "1 h ago" in painted(pane, "potassium")


@pytest.mark.parametrize(
    ("literal", "age"),
    [
        ("2026-11-25T03:29:30+01:00", "just now"),
        ("2026-11-25T04:30:00+01:00", "dated after the fetch"),
        ("2026-11-23T03:31:00+01:00", "48 h ago"),
        ("2026-11-24T20:30:07+01:00", "7 h ago"),
        ("2026-11-24T21:00:07+01:00", "6 h ago"),
        ("2026-11-23T03:30:00+01:00", "2 d ago"),
        ("2026-11-25", "today"),
        ("2026-11-24", "1 d ago"),
        ("2026-09-25", "2 mo ago"),
        ("2023-11-25", "3 y ago"),
        ("2026-11", ""),
        ("2026", ""),
    ],
)
def test_an_age_is_as_exact_as_the_laboratory_was(pane: OverviewPane, literal: str, age: str) -> None:
    show(pane, digested(replace(made.result(potassium(("4.0", literal))), fetched_at=FETCHED)))
    said = painted(pane, "potassium")
    assert age in said if age else not any("ago" in text for text in said)


def test_codes_are_shown_to_those_who_ask(pane: OverviewPane) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z")))
    pane.show_digest(digested(result), Style(language="nb", codes=True))
    assert "P-Kalium NPU03230" in painted(pane, "potassium")


def test_from_more_than_one_laboratory_each_is_told(pane: OverviewPane) -> None:
    def lab(name: str) -> tuple[Party, ...]:
        return (Party(organisation=name, organisation_ids=(Identifier(value=name),)),)

    one = made.report(
        "1", coded("P-Kalium", "NPU03230", "4.0"), coded("B-Hb", "NOR05172", "9", "g/dL"), performers=lab("Nord, a")
    )
    other = made.report("2", coded("P-Natrium", "NPU03429", "140"), performers=lab("Sør"))
    show(pane, digested(made.result(one, other)))
    assert "Nord" in pane.missing.text()
    assert "Nord" not in painted(pane, "potassium")
    assert "Sør" in painted(pane, "sodium")
    assert spoken(pane, "potassium").split(". key")[0].endswith("Nord")


def test_a_very_long_answer_in_words_does_not_fill_the_screen(pane: OverviewPane) -> None:
    text = "Vekst av alt mulig. " * 10_000
    report = made.report(
        "b", made.finding("Aerob", made.concept(text), code=made.concept("Aerob blodkultur", ("7280", "NPU58580", "")))
    )
    show(pane, digested(made.result(report)))
    assert pane.analytes.rowHeight(0) < 300


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_any_result_can_be_shown_painted_and_wiped(pane: OverviewPane, result: LookupResult) -> None:
    show(pane, digested(result))
    pane.grab()
    pane.clear()
    assert pane.list.lines.rowCount() == 0


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_analyte_of_every_bundle_stands_on_its_card(pane: OverviewPane, path: Path) -> None:
    """Read from the raw JSON: an observation with a verified code that stands and has a value is on the card, newest first."""
    result, raw = read(path)
    show(pane, digested(result))
    sure = {code.code: a.key for a in bundled().analytes for code in a.codes if code.use == "highlight" and not code.only_blood}
    expected: dict[str, list[str]] = {}
    for entry in raw["entry"]:
        resource = entry["resource"]
        if resource["resourceType"] != "Observation" or resource["status"] in {"cancelled", "entered-in-error"}:
            continue
        value = resource.get("valueQuantity", {}).get("value")
        codes = {each.get("code", "") for each in resource["code"].get("coding", ()) if "72" in each.get("system", "")}
        analytes = {sure[code] for code in codes if code in sure}
        if value is not None and analytes:
            (analyte,) = analytes
            expected.setdefault(analyte, []).append(value)
    assert pane.digest is not None
    there = {line.analyte: line for each in pane.digest.strip.cards for line in each.lines}
    assert set(expected) <= set(there), path.stem
    words = " ".join(shown.plain(each.spoken) for each in pane.analytes.analytes.rows)
    for values in expected.values():
        assert any(value.replace(".", ",") in words for value in values)


def test_a_specimen_of_blood_makes_an_aerobic_culture_a_blood_culture(pane: OverviewPane) -> None:
    culture = made.finding(
        "Us-Aerob dyrkning",
        made.concept("Vekst"),
        code=made.concept("Us-Aerob dyrkning", ("7280", "NPU06061", "")),
        specimen=Specimen(id="s", kind=made.concept("Blod")),
    )
    show(pane, digested(made.result(made.report("b", culture))))
    assert "Vekst" in painted(pane, "blood_culture")


@pytest.mark.hazard("H4.7")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_no_mark_is_computed(pane: OverviewPane, result: LookupResult) -> None:
    """Without a mark of the laboratory nothing has the tint of one, whatever the values and limits are."""
    show(pane, digested(_unmarked(result)))
    texts = [each for row in pane.analytes.analytes.rows for cell in row.cells for each in cell]
    assert {each.text for each in texts if each.tint is MarkTint.OUTSIDE} <= {"! Not for transfusion"}
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        assert line.mark_tint is not MarkTint.OUTSIDE
        assert "kritisk" not in line.spoken.casefold()


def _unmarked(result: LookupResult) -> LookupResult:
    def bare(finding: Finding) -> Finding:
        return replace(
            finding,
            observation=replace(finding.observation, interpretations=()),
            members=tuple(map(bare, finding.members)),
        )

    reports = tuple(
        replace(
            report, comments=(), findings=(*map(bare, report.findings), coded("K", "NPU03230", "9.9", reference_ranges=("3-4",)))
        )
        for report in result.reports
    )
    return replace(result, reports=reports, loose_findings=tuple(map(bare, result.loose_findings)))


@pytest.mark.hazard("H5.1")
@pytest.mark.parametrize("width", [480, 840, 1480])
@pytest.mark.parametrize("value", ["4.0", "12345.678", "1234567890123.4"])
def test_a_number_and_its_unit_stand_on_one_line_at_any_width(pane: OverviewPane, value: str, width: int) -> None:
    codes = (("NPU03230", "mmol/L"), ("NOR25909", "mL/min/1.73m2"), ("NPU02593", "10^9 /L"))
    show(pane, digested(made.result(made.report("k", *(coded("P-X", code, value, unit, id=code) for code, unit in codes)))))
    pane.resize(width, 640)
    assert len(pane.analytes.analytes.rows) == 3
    for row in pane.analytes.analytes.rows:
        told = row.cells[AnalyteColumn.VALUE][0]
        assert told.layout(pane.analytes.font(), pane.analytes.columnWidth(AnalyteColumn.VALUE)).lineCount() == 1


def test_every_one_of_very_many_examinations_has_its_row(pane: OverviewPane) -> None:
    findings = (
        made.finding("ESBL", made.concept("Nei"), code=made.concept("ESBL", ("7280", "NPU56045", "")), id=str(number),
                     specimen=Specimen(id=str(number), kind=made.concept(f"Pensel {number}")))
        for number in range(20)
    )  # fmt: skip
    show(pane, digested(made.result(made.report("e", *findings))))
    assert len(analyte_rows(pane, "carrier")) == 20
