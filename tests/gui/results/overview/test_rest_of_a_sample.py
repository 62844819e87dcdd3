"""What else is in the sample of a result: never that result itself, and not once more in the row below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.ui.results.common.lines import Column, Kind
from tests.gui.results import shown
from tests.gui.results.microbiology.test_corrected import culture, of, version
from tests.gui.results.overview.kit import show

if TYPE_CHECKING:
    from provesvar_gui.ui.results.overview.pane import OverviewPane


def corrected(pane: OverviewPane, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    old = version(9, culture(*((each, "-") for each in before)))
    new = version(10, culture(*((each, "-") for each in after), status="amended"), status="amended")
    show(pane, of(old, new))
    every = [pane.list.lines.line(row) for row in range(pane.list.lines.rowCount())]
    found = [shown.plain(line.cells[Column.VALUE]) for line in every if line.kind is Kind.FINDING]
    return [each for each in found if each in after or "also in the sample" in each]


def test_a_corrected_organism_is_not_beside_itself(pane: OverviewPane) -> None:
    assert corrected(pane, ("Escherichia coli",), ("Klebsiella pneumoniae",)) == ["Klebsiella pneumoniae"]


def test_another_with_a_longer_name_is_beside_it(pane: OverviewPane) -> None:
    named = "Escherichia coli", "Escherichia coli: ESBL"
    found = corrected(pane, ("Proteus mirabilis", "Escherichia coli: ESBL"), named)
    assert "Escherichia coli; also in the sample: Escherichia coli: ESBL" in found


def test_what_is_in_a_sample_is_told_once(pane: OverviewPane) -> None:
    before = "Escherichia coli", "Proteus mirabilis", "Enterococcus faecalis"
    after = "Klebsiella pneumoniae", "Pseudomonas aeruginosa", "Enterococcus faecium"
    first, *others = corrected(pane, before, after)
    assert sum(each in first for each in after) == len(after)
    assert [each.partition("; ")[2] for each in others] == ["also in the sample: as above"] * 2
