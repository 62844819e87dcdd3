"""A value that a newer version says otherwise is marked where it can still be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.ui.results.common.lines import Column, Kind
from tests.gui.results import made
from tests.gui.results.test_report_versions import potassium, show, version

if TYPE_CHECKING:
    from provesvar_gui.ui.results.view import ResultsView


@pytest.mark.hazard("H2.4")
def test_a_replaced_value_of_an_older_version_says_what_took_its_place(view: ResultsView) -> None:
    first = version(14, potassium("148"), made.finding("Kreatinin", made.quantity("80")))
    second = version(15, potassium("138", status="corrected"), made.finding("Kreatinin", made.quantity("80")), status="corrected")
    third = version(16, potassium("139", status="corrected"), made.finding("Kreatinin", made.quantity("80")), status="corrected")
    show(view, first, second, third)
    view._slices.finish()
    told = {}
    for each in (first, second, third):
        view.panes.reports.choose(each)
        model = view.panes.reports.detail.lines
        found = [model.line(row) for row in range(model.rowCount()) if model.line(row).kind is Kind.FINDING]
        told[each.id] = found[0]
        assert "replaced" not in found[1].cells[Column.STATUS], "what was only repeated stands as it is"
        assert not found[1].replaced
    for older in (first, second):
        line = told[older.id]
        for said in (line.cells[Column.STATUS], line.spoken, line.copied):
            assert "replaced: 139" in said
        assert line.replaced
        assert not line.void, "it is not struck through: nobody withdrew it"
    assert "replaced" not in told[third.id].spoken
