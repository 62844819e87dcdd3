"""The export of the overview: the emergency analytes and what the laboratory marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import export
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.ui.results.common import labels
from provesvar_gui.ui.results.common.export import VALUE_AND_MARK, line_row
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import Kind
from provesvar_gui.ui.results.overview import rows
from provesvar_gui.ui.results.overview.line_text import line_text, members_text
from provesvar_gui.ui.results.overview.row_lines import OverviewLine, overview_lines
from provesvar_gui.ui.results.overview.strip_text import NOT_FOR_TRANSFUSION, not_here, strip_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Line, Style
    from provesvar_gui.ui.results.overview.rows import Sections

translate = QCoreApplication.translate


def overview(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
    """The emergency analytes and what the laboratory marked; on paper as tables, with every section of the list."""
    yield
    if digest is None:
        return None
    sections = yield from rows.build(digest, style)
    if paper:
        if not digest.strip.cards and not digest.result.reports:
            return None
        title, every = translate("Panes", "Overview"), _every_line(sections, style)
        return _on_paper(digest.strip, every, style, missing=not_here(digest.strip, style), title=title)
    if not digest.strip.cards and not (sections.marked or sections.comments):
        return None
    marked = _marked_lines(sections, style)
    strip = ExportTable(rows=(ExportRow(span=strip_text(digest.strip, style)),))
    told = tuple(ExportRow(span=export.listed(_without_final(line.cells)) if line.cells else line.shown) for line in marked)
    return ExportDocument(
        title=translate("Overview", "Emergency analytes") if digest.strip.cards else "",
        blocks=(*((strip,) if digest.strip.cards else ()), ExportTable(rows=told)),
    )


def _without_final(cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells[:-1] if cells[-1] == str(labels.status("final")) else cells


def cards(digest: Digest | None, card: int) -> tuple[tuple[Placed, ...], int]:
    """What stands on the cards; ``card``: which of them the person is on."""
    placed: list[Placed] = []
    at = -1
    for place, each in enumerate(digest.strip.cards if digest is not None else ()):
        if place == card:
            at = len(placed)
        placed += (point.placed for line in each.lines for point in line.all_points)
    return tuple(placed), at


def _every_line(sections: Sections, style: Style) -> list[Line]:
    """Every section with its heading, for paper."""
    return [_plain(line) for line in overview_lines(sections, style)]


def _marked_lines(sections: Sections, style: Style) -> list[Line]:
    """The first section of the list with its heading."""
    found: list[Line] = []
    for line in overview_lines(sections, style):
        if line.kind is Kind.SECTION and found:
            break
        found.append(_plain(line))
    return found


def _plain(line: Line) -> Line:
    plain = isinstance(line, OverviewLine) and line.plain_value
    return replace(line, mark_tint=MarkTint.NONE) if plain else line


def _on_paper(cards: AcuteStrip, marked: Sequence[Line], style: Style, *, missing: Iterable[str], title: str) -> ExportDocument:
    """The emergency analytes and the list below them, as tables. ``missing``: what is not here, and why."""
    rows = [ExportRow(span=translate("Overview", "Emergency analytes"), heading=True), *_strip(cards, style)]
    rows += (ExportRow(span=each) for each in missing)
    header = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("Export", "Change"),
        translate("Sampling", "Sampled"),
        translate("Sampling", "Laboratory"),
    )
    strip = ExportTable(header=header, rows=tuple(rows))
    header = (*header[:3], header[5], header[4], translate("ReportDetail", "Status"))
    found = ExportTable(header=header, rows=tuple(map(line_row, marked)))
    blocks = (strip, found) if cards.cards else (found,)
    return ExportDocument(title=title, blocks=blocks, wide=True)


def _strip(cards: AcuteStrip, style: Style) -> Iterator[ExportRow]:
    for card in cards.cards:
        for line in card.lines:
            told = line_text(line, style, laboratories=True)
            members = members_text(line)
            yield ExportRow(
                cells=(
                    told.name,
                    " ".join(part for part in (told.value, members) if part),
                    ", ".join(filter(None, (*map(str, (*told.marks, *told.notes)), told.remark))),
                    told.change_long,
                    told.when,
                    told.laboratory,
                ),
                strong=VALUE_AND_MARK if any(mark.tint is MarkTint.OUTSIDE for mark in told.marks) else frozenset(),
            )
        if any(line.analyte in NOT_FOR_TRANSFUSION for line in card.lines):
            yield ExportRow(span=translate("Overview", "! Not for transfusion"), level=1)
