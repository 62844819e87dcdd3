"""The two models keep Qt's rules whatever a laboratory sends, and hold what they were given."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from provesvar_gui.results.model import Annotation, Finding, Report
from provesvar_gui.results.placed import each_observation
from provesvar_gui.ui.results.common import flags
from provesvar_gui.ui.results.common.detail_view import DetailModel
from provesvar_gui.ui.results.common.lines import Kind, Style
from provesvar_gui.ui.results.common.report_lines import Context, report_lines
from tests.gui.results import made, shown, strategies

pytestmark = pytest.mark.usefixtures("qapp")

calm = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@calm
@given(strategies.reports, st.booleans())
def test_detail_model_keeps_the_rules_and_shows_every_finding(report: Report, codes: bool) -> None:
    model = DetailModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_lines(report_lines(Context(report, Style(codes=codes))))
    model.finish()
    told = [model.line(row) for row in range(model.rowCount()) if model.line(row).kind is Kind.FINDING]
    sent = list(each_observation(report.findings))
    assert len(told) == len(sent)
    whole = "\n".join(shown.plain(model.line(row).spoken + model.line(row).shown) for row in range(model.rowCount()))
    for observation in sent:
        for note in observation.notes:
            assert shown.plain(note.text.strip()) in whole
    for row in range(model.rowCount()):
        assert model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert tester.model() is model


def test_a_report_is_marked_by_the_laboratory_alone() -> None:
    normal = made.concept("", ("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "N", "Normal"))
    marked = made.report(
        "1",
        made.finding("K", made.quantity("6.8"), interpretations=(made.ABOVE,)),
        made.finding("Na", made.quantity("1"), reference_ranges=("137 - 145",)),  # outside, but not so said
        made.finding("CRP", made.quantity("1"), interpretations=(normal,)),
        made.finding("Glu", made.quantity("1"), interpretations=(made.ABOVE,), status="cancelled"),
        comments=(Annotation(concept=made.concept("", ("8269", "VA", "Vesentlig avvik"))),),
    )
    assert [shown.plain(str(mark)) for mark in flags.flags(marked)] == [
        "↑ 1 high",
        "! Significant deviation from an earlier result",
    ]
    assert not flags.flags(made.report("2", made.finding("Na", made.quantity("1"))))


def test_ten_thousand_findings_come_in_slices(qtbot: QtBot) -> None:
    findings: tuple[Finding, ...] = tuple(made.finding(f"Analyse {n}", made.quantity(f"{n}.0")) for n in range(10_000))
    model = DetailModel()
    slices: list[int] = []
    model.rowsInserted.connect(lambda _parent, first, last: slices.append(last - first + 1))
    model.show_lines(report_lines(Context(made.report("1", *findings), Style())))
    assert 100 < model.rowCount() < 10_000  # a screen at once
    qtbot.waitUntil(model.is_filled)
    assert len(slices) > 5
    assert sum(model.line(row).kind is Kind.FINDING for row in range(model.rowCount())) == 10_000
