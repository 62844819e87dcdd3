"""The table behind the graph, for paper and for the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt

from provesvar_gui.results.export import Block, Row, Taken
from provesvar_gui.results.series import sampled
from provesvar_gui.ui.results.common import ages
from provesvar_gui.ui.results.common.words import MarkTone
from provesvar_gui.ui.results.trend import paper_graph
from provesvar_gui.ui.results.trend.table import Column

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.trend.chart import Plate
    from provesvar_gui.ui.results.trend.table import TrendModel

translate = QCoreApplication.translate
_SHARES: Final = {
    Column.TIME: 0.14,
    Column.NAME: 0.14,
    Column.VALUE: 0.12,
    Column.MARK: 0.14,
    Column.REFERENCE: 0.10,
    Column.STATUS: 0.10,
    Column.LABORATORY: 0.12,
    Column.NOTE: 0.14,
}
_VALUE_AND_MARK: Final = frozenset({int(Column.VALUE), int(Column.MARK)})
_EXAMINATION_AND_VALUE: Final = frozenset({int(Column.NAME), int(Column.VALUE)})


def taken(
    results: TrendModel,
    *,
    fetched_at: datetime | None,
    paper: bool,
    plate: Plate | None = None,
    curves: tuple[Curve, ...] = (),
) -> Generator[None, None, Taken | None]:
    """Every result, drawn or not, newest first; None where there is none. Gives way while it works.

    ``fetched_at``: a time after it says so, since nothing of then can be the newest. ``plate``: what is drawn of the ``curves``;
    it stands above the table on paper.
    """
    rows = []
    for at in range(results.rowCount()):
        cells = results.cells(at)
        placed = results.entry(at).of.point.placed
        told = list(cells.words)
        if ages.ahead(sampled(placed), fetched_at):
            ahead = translate("Overview", "dated after the fetch")
            told[Column.TIME] = f"{told[Column.TIME]} ({ahead})"
        strong = _VALUE_AND_MARK if cells.mark is MarkTone.OUTSIDE else frozenset()
        struck = _EXAMINATION_AND_VALUE if placed.void else frozenset()
        rows.append(Row(cells=tuple(told), void=placed.void, struck=struck, strong=strong))
        yield
    if not rows:
        return None
    header = tuple(str(results.headerData(column, Qt.Orientation.Horizontal)) for column in Column)
    shares = tuple(_SHARES[column] for column in Column) if paper else ()
    block = Block(header=header, shares=shares, rows=tuple(rows), tabs=not paper)
    drawn = paper_graph.blocks(plate, curves) if paper else ()
    return Taken(title=translate("Trend", "Trend"), blocks=(*drawn, block), wide=paper)
