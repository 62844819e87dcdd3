"""What stands on a card: every analyte of every answer, with its unit, its age and no mark but the laboratory's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtGui import QFont

from provesvar_gui.kodeverk.acute import bundled
from provesvar_gui.results.model import Identifier, LookupResult, Party, Specimen
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.overview.card_face import CardFace, Row, Slot
from provesvar_gui.ui.results.overview.card_layout import PAD, layout_of
from tests.gui.results import made, shown, strategies
from tests.gui.results.overview.kit import Hands, card, coded, painted, potassium, show, spoken
from tests.gui.results.sandbox_patients import FETCHED, digested, patient
from tests.gui.results.test_bundles import BUNDLES, read

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from provesvar_gui.results.model import Finding
    from provesvar_gui.ui.results.overview.pane import OverviewPane


def test_a_card_says_value_mark_age_change_and_state(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    assert spoken(pane, "potassium").startswith("Kalium. P-Kalium, 5,2 mmol/L, ↑ Over øvre ref.område")
    assert "preliminary" in spoken(pane, "potassium")
    said = painted(pane, "potassium")
    assert said[0] == "Kalium P-Kalium K"
    assert said[1] == "5,2 mmol/L"
    assert any(row.startswith("↘ −0,5 from 5,7") for row in said)
    assert any("not ready" in row for row in said)  # a newer sample waits
    assert card(pane, "potassium").face.spark


def test_a_blood_group_is_no_basis_for_transfusion(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    assert painted(pane, "blood_group")[-1] == "! Not for transfusion"
    assert "Not for transfusion" in spoken(pane, "blood_group")


def test_ages_grow_while_the_result_stands(pane: OverviewPane, hands: Hands) -> None:
    taken = FETCHED - timedelta(minutes=10)
    result = replace(made.result(potassium(("4.0", taken.isoformat()))), fetched_at=FETCHED)
    show(pane, digested(result))
    assert painted(pane, "potassium")[-1].startswith("10 min ago")
    hands.seconds += 55 * 60
    pane.minute.timeout.emit()
    assert painted(pane, "potassium")[-1].startswith("1 h ago")
    pane.clear()
    show(pane, digested(result))  # brought back: it has not become younger
    assert painted(pane, "potassium")[-1].startswith("1 h ago")


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
    last = painted(pane, "potassium")[-1]
    assert last.startswith(age)
    assert age or "ago" not in last


def test_codes_are_shown_to_those_who_ask(pane: OverviewPane) -> None:
    result = made.result(potassium(("4.0", "2024-08-13T10:00:00Z")))
    pane.show_digest(digested(result), Style(language="nb", codes=True))
    assert painted(pane, "potassium")[0] == "Kalium P-Kalium NPU03230 K"


def test_from_more_than_one_laboratory_each_is_told(pane: OverviewPane) -> None:
    def lab(name: str) -> tuple[Party, ...]:
        return (Party(organisation=name, organisation_ids=(Identifier(value=name),)),)

    one = made.report(
        "1", coded("P-Kalium", "NPU03230", "4.0"), coded("B-Hb", "NOR05172", "9", "g/dL"), performers=lab("Nord, a")
    )
    other = made.report("2", coded("P-Natrium", "NPU03429", "140"), performers=lab("Sør"))
    show(pane, digested(made.result(one, other)))
    assert "Nord" in pane.missing.text()
    assert "Nord" not in painted(pane, "potassium")[-1]
    assert painted(pane, "sodium")[-1].endswith("Sør")
    assert spoken(pane, "potassium").split(". key")[0].endswith("Nord")


def test_a_very_long_answer_in_words_does_not_fill_the_screen(pane: OverviewPane) -> None:
    text = "Vekst av alt mulig. " * 10_000
    report = made.report(
        "b", made.finding("Aerob", made.concept(text), code=made.concept("Aerob blodkultur", ("7280", "NPU58580", "")))
    )
    show(pane, digested(made.result(report)))
    assert card(pane, "blood_culture").height() < 300


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
    words = " ".join(shown.plain(each.accessibleName()) for each in pane.strip.cards)
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
    assert painted(pane, "blood_culture")[1] == "Vekst"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_no_mark_is_computed(pane: OverviewPane, result: LookupResult) -> None:
    """Without a mark of the laboratory nothing has the tint of one, whatever the values and limits are."""
    show(pane, digested(_unmarked(result)))
    for each in pane.strip.cards:
        tints = [slot for row in each.face.rows for slot in row.left if slot.tone is MarkTone.OUTSIDE]
        assert [slot.words for slot in tints] in ([], ["! Not for transfusion"])
    for row in range(pane.list.lines.rowCount()):
        line = pane.list.lines.line(row)
        assert line.mark_tone is not MarkTone.OUTSIDE
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


@pytest.mark.parametrize(
    ("key", "code", "unit"),
    [("potassium", "NPU03230", "mmol/L"), ("egfr", "NOR25909", "mL/min/1.73m2"), ("leukocytes", "NPU02593", "10^9 /L")],
)
@pytest.mark.parametrize("value", ["4.0", "12345.678", "1234567890123.4"])
@pytest.mark.parametrize("width", [180, 240, 400])
def test_a_number_and_its_unit_stand_on_one_line_at_any_width(
    pane: OverviewPane, key: str, code: str, value: str, unit: str, width: int
) -> None:
    days = ("2024-08-12T10:00:00Z", "2024-08-13T10:00:00Z", "2024-08-14T10:00:00Z")
    findings = (coded("P-X", code, value, unit, effective=made.moment(day), id=day) for day in days)
    show(pane, digested(made.result(made.report("k", *findings))))
    shown_card = card(pane, key)
    laid = layout_of(shown_card.face, width, shown_card.font())
    number = next(each for each in laid.drawn if each.slot.large)
    after = laid.drawn[laid.drawn.index(number) + 1]
    assert after.slot.stays
    assert number.layout.lineCount() == after.layout.lineCount() == 1
    assert abs(number.box().bottom() - after.box().bottom()) < number.box().height() / 2
    assert after.place.x() > number.box().right()
    for each in (number, after):
        assert each.box().right() <= width
        assert laid.spark.isEmpty() or not each.box().intersects(laid.spark)


@pytest.mark.parametrize("value", ["> 0,00000000000000000001", "1234567", "123456789012", "1" * 60])
@pytest.mark.parametrize("width", [60, 120, 179, 240])
def test_a_unit_is_on_the_card_however_long_its_number_is(qapp: QApplication, value: str, width: int) -> None:
    """Below the number, where nothing is left beside it."""
    del qapp
    slots = (Slot(words=value, large=True, bold=True, digits=True), Slot(words="mmol/L", stays=True))
    for row in (Row(left=slots), Row(left=(*slots, Slot(words="↑ above ref.", small=True))), Row(left=slots, spark=True)):
        laid = layout_of(CardFace(rows=(row,), spark=()), width, QFont())
        number, unit, *rest = laid.drawn
        for each in laid.drawn:
            assert each.place.x() >= PAD
            assert each.box().right() <= width - PAD + 2
            assert each.box().bottom() <= laid.height
        assert unit.place.x() > number.box().right() or unit.place.y() >= number.box().bottom()
        assert not any(each.box().intersects(other.box()) for each in (number, unit) for other in rest)


def test_a_low_card_has_its_curve_below_everything_where_there_is_room(pane: OverviewPane) -> None:
    show(pane, digested(patient()))
    shown_card = card(pane, "potassium")
    shown_card.show_low(True)
    laid = layout_of(shown_card.face, 200, shown_card.font(), low=True)
    assert laid.spark.isEmpty()
    shown_card.resize(200, int(laid.height) + 10)
    assert shown_card.layout_shown().spark.isEmpty()
    shown_card.resize(200, int(laid.height) + 60)
    assert shown_card.layout_shown().spark.top() >= max(each.box().bottom() for each in laid.drawn)


def test_a_card_with_very_many_examinations_says_how_many_more(pane: OverviewPane) -> None:
    findings = (
        made.finding("ESBL", made.concept("Nei"), code=made.concept("ESBL", ("7280", "NPU56045", "")), id=str(number),
                     specimen=Specimen(id=str(number), kind=made.concept(f"Pensel {number}")))
        for number in range(20)
    )  # fmt: skip
    show(pane, digested(made.result(made.report("e", *findings))))
    assert painted(pane, "carrier")[-1] == "12 more: see the table and the reports"
