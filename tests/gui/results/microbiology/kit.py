"""Shared parts of the tests of microbiology."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView

from provesvar_gui.results import export
from provesvar_gui.results.model import CodeableConcept, Finding, LookupResult, Report
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from tests.gui.results import made, shown
from tests.gui.results.made import run
from tests.gui.results.sandbox_patients import digested

STYLE = Style(language="nb")
MBIO = made.concept("Mikrobiologi", ("8202", "MBIO", "Mikrobiologi"))
RSB = ("8243", "RSB", "Resistensbestemmelse")


def graded(letter: str, text: str = "", display: str = "") -> CodeableConcept:
    return made.concept(text, RSB, ("8271", letter, display or letter))


def culture(*tests: Finding, **more: object) -> Report:
    grown = made.finding("Funn 1", made.concept("Escherichia coli"), *tests)
    return made.report("1", made.finding("Blodkultur", made.concept("Vekst"), grown), code=MBIO, **more)


def cells(pane: MicrobiologyPane) -> dict[str, list[str]]:
    pane.matrix.finish()
    matrix = pane.matrix.cells
    return dict(zip(matrix.matrix.names, shown.rows(matrix), strict=True))


def lines(pane: MicrobiologyPane) -> str:
    pane.detail.lines.finish()
    return "\n".join("\t".join(row) for row in shown.rows(pane.detail.lines))


def everything(pane: MicrobiologyPane) -> list[str]:
    """Every text in any widget of the pane, heads of tables and what a screen reader says included."""
    found = [label.text() for label in pane.findChildren(QLabel)]
    found += [text for button in pane.findChildren(QAbstractButton) for text in (button.text(), button.toolTip())]
    for table in pane.findChildren(QTableView):
        model = table.model()
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            for row in range(model.rowCount()):
                found += [str(model.index(row, column).data(role) or "") for column in range(model.columnCount())]
                found.append(str(model.headerData(row, Qt.Orientation.Vertical, role) or ""))
            found += [
                str(model.headerData(column, Qt.Orientation.Horizontal, role) or "") for column in range(model.columnCount())
            ]
    return found


def show(pane: MicrobiologyPane, *reports: Report, result: LookupResult | None = None) -> None:
    pane.show_digest(digested(result or made.result(*reports)), STYLE)
    pane.matrix.finish()


def copied(pane: MicrobiologyPane) -> str:
    taken = run(pane.document(paper=False))
    return shown.plain(export.plain(taken)) if taken is not None else ""
