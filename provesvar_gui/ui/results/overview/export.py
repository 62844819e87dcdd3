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
from provesvar_gui.ui.results.overview.line_text import line_text, members_text
from provesvar_gui.ui.results.overview.messages import NOT_FOR_TRANSFUSION
from provesvar_gui.ui.results.overview.rows import not_here

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.line_text import LineText
    from provesvar_gui.ui.results.overview.messages import OverviewMessage

translate = QCoreApplication.translate


def overview(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
    """As text in the order of the screen; on paper as tables. Times, not ages: an age is wrong as soon as it is pasted."""
    yield
    if digest is None:
        return None
    found = yield from messages.build(digest, style, dated=True)
    strip = digest.strip
    lines = [line for card in strip.cards for line in card.lines]
    if not (lines or strip.others or found.listed or found.older or digest.result.reports):
        return None
    missing = not_here(strip, style)
    every = (*found.listed, *found.older)
    title = translate("Overview", "Emergency analytes")
    others = translate("Overview", "Others, %n", "", len(strip.others)) if strip.others else ""
    if paper:
        rows = [ExportRow(span=title, heading=True), *_rows(lines, style)]
        rows += [ExportRow(span=others, heading=True)] if others else []
        rows += [*_rows(strip.others, style), *(ExportRow(span=each) for each in missing)]
        blocks = (ExportTable(header=_header(), rows=tuple(rows)), _messages(every))
        return ExportDocument(title=translate("Panes", "Overview"), blocks=blocks, wide=True)
    told = [*(part for line in lines for part in line_lines(line, style)), *([others] if others else [])]
    told += [part for line in strip.others for part in line_lines(line, style)]
    notes = tuple(ExportRow(span=text.breakable(each.spoken)) for each in every)
    heading = ExportRow(span=translate("Overview", "Findings and messages"), heading=True)
    return ExportDocument(
        title=title,
        blocks=(
            ExportTable(rows=tuple(ExportRow(span=each) for each in (*told, *missing))),
            *((ExportTable(rows=(heading, *notes)),) if notes else ()),
        ),
    )


def line_lines(line: StripLine, style: Style) -> Iterator[str]:
    """An examination as text: its value with all that belongs to it, and below it what was before, which has its own time."""
    told = line_text(line, style, laboratories=True)
    reference = translate("ReportLines", "reference {range}").replace("{range}", told.reference) if told.reference else ""
    facts = (f"{told.name}: {told.value}", members_text(line), f"({marks})" if (marks := _marks(told, reference)) else "")
    said = [", ".join(part for part in (" ".join(part for part in facts if part), told.when, told.laboratory) if part)]
    said += [f"  {told.change_long}"] if told.change_long else []
    if line.analyte in NOT_FOR_TRANSFUSION:
        said.append(translate("Overview", "! Not for transfusion"))
    yield from (text.breakable(each).replace("\u2212", "-") for each in said)


def _marks(told: LineText, *more: str) -> str:
    local = translate("Overview", "local code") if told.local else ""
    return "; ".join(filter(None, (local, *map(str, (*told.marks, *told.notes, *told.awaited)), *more, told.remark)))


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


def _rows(lines: Iterable[StripLine], style: Style) -> Iterator[ExportRow]:
    for line in lines:
        told = line_text(line, style, laboratories=True)
        value = " ".join(part for part in (told.value, members_text(line)) if part)
        cells = (told.name, value, _marks(told), told.reference, told.change_long, told.when, told.laboratory)
        strong = VALUE_AND_MARK if any(mark.tint is MarkTint.OUTSIDE for mark in told.marks) else frozenset()
        yield ExportRow(cells=cells, strong=strong)
        if line.analyte in NOT_FOR_TRANSFUSION:
            yield ExportRow(span=translate("Overview", "! Not for transfusion"), level=1)


def _messages(found: Iterable[OverviewMessage]) -> ExportTable:
    header = (
        translate("Sampling", "Sampled"),
        translate("Overview", "Findings and messages"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Result"),
        translate("Sampling", "Laboratory"),
    )
    rows = (
        (
            each.date,
            SEPARATOR.join(filter(None, (each.title, each.source))),
            SEPARATOR.join(map(str, each.marks)),
            "; ".join((each.whole or each.body, *each.more)),
            each.laboratory,
        )
        for each in found
    )
    return ExportTable(header=header, rows=tuple(ExportRow(cells=cells) for cells in rows))
