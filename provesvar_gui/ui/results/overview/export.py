"""The overview as a document: the emergency analytes with their references, and the findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.ui.results.common.export import VALUE_AND_MARK
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.overview import messages
from provesvar_gui.ui.results.overview.rows import LineText, not_here

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.messages import MessageRow

translate = QCoreApplication.translate


def overview(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
    """As text in the order of the screen; on paper as tables. Times, not ages: an age is wrong as soon as it is pasted."""
    yield
    if digest is None:
        return None
    listed, older = yield from messages.build(digest, style, dated=True)
    strip, found = digest.strip, (*listed, *older)
    lines = [line for card in strip.cards for line in card.lines]
    if not (lines or strip.others or found or digest.result.reports):
        return None

    def told(line: StripLine) -> ExportRow:
        return _row(line, style) if paper else ExportRow(span=copied(line, style))

    title, findings = translate("Overview", "Emergency analytes"), translate("Overview", "Findings and messages")
    others = translate("Overview", "Others, %n", "", len(strip.others))
    rows = [*map(told, lines), *([ExportRow(span=others, heading=True)] if strip.others else []), *map(told, strip.others)]
    rows += [ExportRow(span=each) for each in not_here(strip, style)]
    if paper:
        rows.insert(0, ExportRow(span=title, heading=True))
        blocks = (ExportTable(header=_header(), rows=tuple(rows)), _messages(found, findings))
        return ExportDocument(title=translate("Panes", "Overview"), blocks=blocks, wide=True)
    spans = [ExportRow(span=text.breakable(", ".join(each.facts(None)))) for each in found]
    below = (ExportTable(rows=(ExportRow(span=findings, heading=True), *spans)),) if spans else ()
    return ExportDocument(title=title, blocks=(ExportTable(rows=tuple(rows)), *below))


def copied(line: StripLine, style: Style) -> str:
    """An examination as text."""
    name, *facts = LineText(line, style).facts(None)
    return text.breakable(f"{name}: {', '.join(facts)}").replace("\u2212", "-")


def _header() -> tuple[str, ...]:
    return (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Reference"),
        translate("Export", "Change"),
        translate("Sampling", "Sampled"),
        translate("Sampling", "Laboratory"),
    )


def _row(line: StripLine, style: Style) -> ExportRow:
    told = LineText(line, style)
    value = " ".join(filter(None, (told.value, told.below)))
    marks = "; ".join(filter(None, (*told.states, told.remark)))
    strong = VALUE_AND_MARK if any(mark.tint is MarkTint.OUTSIDE for mark in told.marks) else frozenset()
    cells = (told.name, value, marks, told.reference, told.change_long, told.when, told.laboratory)
    return ExportRow(cells=cells, strong=strong)


def _messages(found: tuple[MessageRow, ...], title: str) -> ExportTable:
    marked, result = translate("ReportDetail", "Marked"), translate("ReportDetail", "Result")
    header = (translate("Sampling", "Sampled"), title, marked, result, translate("Sampling", "Laboratory"))
    rows = []
    for each in found:
        name, marks = SEPARATOR.join(filter(None, (each.title, each.source))), SEPARATOR.join(map(str, each.marks))
        rows.append(ExportRow(cells=(each.date, name, marks, "; ".join((each.whole or each.body, *each.more)), each.laboratory)))
    return ExportTable(header=header, rows=tuple(rows))
