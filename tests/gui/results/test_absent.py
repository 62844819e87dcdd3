"""Why there is no value, where the laboratory says it: every view says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results.table import TableRow
from provesvar_gui.ui.results.common import culture_text
from provesvar_gui.ui.results.common.lines import Column, Style
from provesvar_gui.ui.results.common.report_lines import report_lines
from provesvar_gui.ui.results.export.card import reading
from provesvar_gui.ui.results.table import cells
from provesvar_gui.ui.results.table.cells import LineHead
from tests.gui.results import made
from tests.gui.results.sandbox_patients import digested

if TYPE_CHECKING:
    from provesvar_gui.results.model import CodeableConcept

pytestmark = pytest.mark.usefixtures("qapp")
STYLE = Style(language="nb")
MICRO = made.concept("", ("8202", "MBIO", "Medisinsk mikrobiologi"))
WHY = made.concept("Hemolysert")


@pytest.mark.parametrize(("reason", "said"), [(WHY, "Missing: Hemolysert"), (None, "No value")])
def test_every_view_says_why_there_is_no_value(reason: CodeableConcept | None, said: str) -> None:
    corrected = made.finding("Dyrkning", None, status="corrected", category=MICRO, data_absent_reason=reason)
    report = made.report("1", corrected, code=MICRO)
    digest = digested(made.result(report))
    placed = next(each for each in digest.observations if each.observation is corrected.observation)
    (culture,) = digest.cultures.own
    assert any(said in answer for answer, *_ in culture_text.answers(culture, STYLE))
    assert any(line.cells and line.cells[Column.VALUE] == said for line in report_lines(report, STYLE))
    row = LineHead(line=TableRow(series=digest.series[0], cells={}), name="")
    assert said in cells.read(row, cells.cell(digest.series[0].points, STYLE), STYLE)
    assert reading(placed, STYLE).value == said
