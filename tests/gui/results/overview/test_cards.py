"""The rows of an analyte: everything of every answer, with unit, age and only the laboratory's marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from provesvar_gui.results.model import CodeableConcept, Finding, Identifier, LookupResult, Party
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.results.common import mini_curve
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow
from provesvar_gui.ui.theme import Type
from tests.gui.results import made, shown, strategies
from tests.gui.results.overview.kit import STYLE, Hands, analyte_rows, coded, painted, potassium, said, show, spoken
from tests.gui.results.sandbox_patients import FETCHED, digested, patient


def test_a_blood_gas_is_one_row_only_where_all_of_it_is_of_one_sample(pane: OverviewPane) -> None:
    lines = [line for line in digested(patient()).acute.lines if line.group.key == "blood_gas"]
    first, *rest = [Finding(observation=line.shown.observation) for line in lines if line.shown is not None]

    def is_one(**more: object) -> bool:
        other = replace(first, observation=replace(first.observation, **more))  # type: ignore[arg-type]
        show(pane, digested(made.result(made.report("g", other, *rest), fetched_at=FETCHED)))
        return any(isinstance(row, GasRow) for row in pane.list.rows)

    assert is_one()
    assert not is_one(effective=made.moment("2026-11-24T06:00:00+01:00"))
    assert not is_one(performers=(Party(organisation="Sør", organisation_ids=(Identifier(value="Sør"),)),))


@pytest.mark.hazard("H2.1")
def test_no_course_and_no_peak_is_told_until_every_page_is_in(pane: OverviewPane) -> None:
    show(pane, digested(patient(), complete=False))
    found = analyte_rows(pane, "potassium")
    assert found
    assert not any(row.curve or row.extreme or any(row.change) for row in found)


@pytest.mark.hazard("H2.2", "H2.6", "H2.8")
@pytest.mark.parametrize(
    ("key", "signs"),
    [
        ("haemoglobin", [Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine]),
        ("crp", [Qt.PenStyle.DotLine, Qt.PenStyle.SolidLine, icons.Glyph.HOURGLASS]),
    ],
)
def test_in_a_course_only_what_is_preliminary_is_dashed_and_what_waits_has_its_sign(
    pane: OverviewPane, monkeypatch: pytest.MonkeyPatch, key: str, signs: list[object]
) -> None:
    """The value before the time shown stands there, and no line comes from it."""
    drawn: list[object] = []

    class Recorder(QPainter):
        def drawLine(self, *_: object) -> None:
            drawn.append(self.pen().style())

    monkeypatch.setattr(icons, "paint_mark", lambda _painter, mark, *_: drawn.append(mark))
    show(pane, digested(patient()))
    curve, image = analyte_rows(pane, key)[0].curve, QImage(200, 40, QImage.Format.Format_RGB32)
    assert curve is not None
    painter = Recorder(image)
    mini_curve.paint(painter, QRectF(image.rect()), curve)
    painter.end()
    assert curve.before is not None
    assert drawn[-3:] == signs


@pytest.mark.hazard("H2.2")
def test_ages_grow_while_the_result_stands(pane: OverviewPane, hands: Hands) -> None:
    taken = FETCHED - timedelta(minutes=10)
    result = replace(made.result(potassium(("4.0", taken.isoformat()))), fetched_at=FETCHED)
    show(pane, digested(result))
    assert "10 min" in painted(pane, "potassium")
    hands.seconds += 55 * 60
    pane.minute.timeout.emit()
    assert "1 h" in painted(pane, "potassium")
    pane.clear()
    show(pane, digested(result))  # brought back: it has not become younger
    assert "1 h" in painted(pane, "potassium")


@pytest.mark.parametrize(
    ("literal", "age"),
    [
        ("2026-11-25T03:29:30+01:00", "just now"),
        ("2026-11-25T04:30:00+01:00", "dated after the fetch"),
        ("2026-11-23T03:31:00+01:00", "48 h"),
        ("2026-11-24T20:30:07+01:00", "7 h"),
        ("2026-11-23T03:30:00+01:00", "2 d"),
        ("2026-11-25", "today"),
        ("2026-09-25", "2 mo"),
        ("2023-11-25", "3 y"),
        ("2026-11", ""),
    ],
)
def test_an_age_is_as_exact_as_the_laboratory_was(pane: OverviewPane, literal: str, age: str) -> None:
    show(pane, digested(replace(made.result(potassium(("4.0", literal))), fetched_at=FETCHED)))
    there = painted(pane, "potassium")
    row = analyte_rows(pane, "potassium")[0]
    now = pane.list.model_.now()
    assert row.age(now, STYLE)[0] == age
    assert row.is_old(now) is literal.startswith(("2026-09", "2023")) or not age
    assert pane.list._value(row, row.number, Type.VALUE).font.bold() is not row.is_old(now)  # seen without colour, too
    assert age in there or not age


def test_from_more_than_one_laboratory_each_is_told(pane: OverviewPane) -> None:
    def lab(name: str) -> tuple[Party, ...]:
        return (Party(organisation=name, organisation_ids=(Identifier(value=name),)),)

    one = made.report(
        "1", coded("P-Kalium", "NPU03230", "4.0"), coded("B-Hb", "NOR05172", "9", "g/dL"), performers=lab("Nord, a")
    )
    other = made.report("2", coded("P-Natrium", "NPU03429", "140"), performers=lab("Sør"))
    unknown = made.report("3", coded("CRP", "NPU19748", "8", "mg/L"))
    show(pane, digested(made.result(one, other, unknown)))
    assert "Nord" in pane.about.text()
    assert "laboratory not known" in painted(pane, "crp")  # never taken for the usual one
    assert "Nord" not in painted(pane, "potassium")
    assert "Sør" in painted(pane, "sodium")
    assert spoken(pane, "potassium").split(", key")[0].endswith("Nord")


@pytest.mark.hazard("H4.7")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(strategies.results)
def test_no_mark_is_computed(pane: OverviewPane, result: LookupResult) -> None:
    """Without a mark of the laboratory nothing has the tint of one, whatever the values and limits are."""
    show(pane, digested(_unmarked(result)))
    pane.grab()
    for list_ in (pane.list, pane.findings):
        for row in list_.rows:
            assert not row.marked
            assert "kritisk" not in said(row).casefold()
            marks = row.chips if isinstance(row, AnalyteRow) else ()
            assert not [mark for mark in marks if mark.tint is MarkTint.OUTSIDE]


def _unmarked(result: LookupResult) -> LookupResult:
    def bare(finding: Finding) -> Finding:
        observation = replace(finding.observation, interpretations=())
        return replace(finding, observation=observation, members=tuple(map(bare, finding.members)))

    own = coded("K", "NPU03230", "9.9", reference_ranges=("3-4",))
    reports = tuple(replace(each, comments=(), findings=(*map(bare, each.findings), own)) for each in result.reports)
    return replace(result, reports=reports, loose_findings=tuple(map(bare, result.loose_findings)))


@pytest.mark.hazard("H5.1")
@pytest.mark.parametrize("width", [480, 840, 1480])
@pytest.mark.parametrize("value", ["4.0", "12345.678", "1234567890123.4"])
def test_a_number_and_its_unit_stand_on_one_line_at_any_width(pane: OverviewPane, value: str, width: int) -> None:
    codes = (("NPU03230", "mmol/L"), ("NOR25909", "mL/min/1.73m2"), ("NPU02593", "10^9 /L"))
    show(pane, digested(made.result(made.report("k", *(coded("P-X", code, value, unit, id=code) for code, unit in codes)))))
    pane.resize(width, 640)
    pane.finish()
    columns = pane.list.columns
    rows = [row for row in pane.list.rows if isinstance(row, AnalyteRow)]
    assert len(rows) == 3
    for row in rows:
        assert QFontMetricsF(theme.font(Type.VALUE, digits=True)).horizontalAdvance(row.number) <= columns["value"][1]
        assert QFontMetricsF(theme.font(Type.SMALL)).horizontalAdvance(row.unit) <= columns["unit"][1]


@pytest.mark.hazard("H5.12")
@pytest.mark.hazard("H4.7")
@pytest.mark.parametrize(
    ("sent", "shown_"),
    [
        *(("3.5 - 4.6", "3,5–4,6"), ("45-90", "45–90"), ("<5", "<5"), ("> 60", ">60")),
        *((each, each) for each in ("3,5 - 4,6", "-3.0 - 3.0", "< 5 (menn)", "3.5 - 4.6 (barn)", "4.000 - 5.000", "se tekst")),
    ],
)
def test_a_reference_is_retyped_only_where_it_is_plain_figures(pane: OverviewPane, sent: str, shown_: str) -> None:
    found = coded("P-Kalium", "NPU03230", "4", reference_ranges=(sent,))
    show(pane, digested(made.result(made.report("k", found))))
    row = analyte_rows(pane, "potassium")[0]
    assert shown.plain(row.reference_text) == f"ref. {shown_}"
    assert shown.plain(sent) in said(row)


@pytest.mark.hazard("H2.2")
def test_the_peak_is_told_where_the_laboratory_marked_it_and_it_is_not_the_newest(pane: OverviewPane) -> None:
    def at(hour: int, value: str, *marks: CodeableConcept, day: int = 24, **more: Any) -> Finding:
        when = made.moment(f"2026-11-{day}T{hour:02}:00:00+01:00")
        return coded("P-Kalium", "NPU03230", value, id=value, effective=when, interpretations=marks, **more)

    def peak(*findings: Finding) -> str:
        show(pane, digested(replace(made.result(made.report("k", *findings)), fetched_at=FETCHED)))
        return analyte_rows(pane, "potassium")[0].extreme

    assert peak(at(2, "6.4", made.ABOVE), at(9, "5.7"), at(20, "5.2")) == "highest 6,4 yesterday 02:00"
    assert shown.plain(peak(at(20, "6.4", made.ABOVE, day=23), at(9, "5.7"), at(20, "5.2"))) == "highest 6,4 23. nov"
    assert peak(at(2, "6.4"), at(9, "5.7"), at(20, "5.2")) == ""  # not marked: nothing is judged
    assert peak(at(2, "5.2", made.ABOVE), at(9, "5.7"), at(20, "6.4")) == ""  # the newest is the highest
    assert peak(at(9, "6.4", made.ABOVE), at(20, "5.2")) == ""  # it is what was before
    assert peak(at(2, "6.4", made.ABOVE, method=made.concept("P")), at(9, "5.7"), at(20, "5.2")) == ""  # not comparable
    ahead = coded("P-Kalium", "NPU03230", "9", id="ahead", effective=made.moment("2026-12-24T08:00:00+01:00"))
    peak(at(9, "6.4"), at(20, "5.2"), ahead)
    curve = analyte_rows(pane, "potassium")[0].curve
    assert curve is not None
    assert len(curve.dots) == 2  # nothing is drawn that is dated after the fetch
