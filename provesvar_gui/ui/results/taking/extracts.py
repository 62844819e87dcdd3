"""A report or the overview as blocks, from what the screen shows of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.taking import Block, Row, Taken
from provesvar_gui.ui.results.common.lines import Column, Kind
from provesvar_gui.ui.results.common.words import Tone
from provesvar_gui.ui.results.overview.card_texts import line_text
from provesvar_gui.ui.results.overview.card_values import members_said

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Sequence

    from provesvar_gui.domain.acute import AcuteStrip
    from provesvar_gui.ui.results.common.lines import Line, Style

translate = QCoreApplication.translate
_STEP: Final = 64
_VALUE_AND_MARK: Final = frozenset({1, 2})
_REPORT_SHARES: Final = {
    Column.NAME: 0.27, Column.VALUE: 0.20, Column.MARK: 0.16, Column.REFERENCE: 0.12, Column.DATE: 0.12, Column.STATUS: 0.13,
}  # fmt: skip


def report(
    lines: Iterable[Line], headers: Sequence[str], *, title: str, facts: Iterable[str], void: bool, without: Iterable[str] = ()
) -> Generator[None, None, Taken]:
    """A report: every line of it, in its order. ``headers``: of the columns. ``without``: sections that are not wanted."""
    unwanted, skipping = frozenset(without), False
    dates = False
    rows: list[Row] = []
    for count, line in enumerate(lines, 1):
        if line.kind is Kind.SECTION:
            skipping = line.label in unwanted
        if not skipping:
            dates = dates or (line.kind is Kind.FINDING and not line.date_told)
            rows.append(line_row(line))
        if count % _STEP == 0:
            yield
    block = table(rows, headers, frozenset() if dates else {Column.DATE})
    return Taken(title=title, facts=tuple(each for each in facts if each), blocks=(block,), void=void)


def table(rows: Iterable[Row], headers: Sequence[str], without: Collection[Column]) -> Block:
    """Lines of reports as a table. ``headers``: of all columns; ``without``: those that are not wanted."""
    kept = [column for column in Column if column not in without]
    return Block(
        header=tuple(headers[column] for column in kept),
        shares=tuple(_REPORT_SHARES[column] for column in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[column] for column in kept)) if row.cells else row for row in rows),
    )


def line_row(line: Line) -> Row:
    """A line of a report as a row."""
    if line.kind is Kind.FINDING:
        strong = _VALUE_AND_MARK if line.mark_tone is Tone.OUTSIDE else frozenset()
        return Row(cells=line.cells, level=line.level, void=line.void, strong=strong)
    return Row(
        span=line.shown,
        level=line.level,
        heading=line.kind is Kind.SECTION,
        void=line.void,
        quiet=line.quiet,
        code=line.monospace,
    )


def overview(cards: AcuteStrip, marked: Sequence[Line], style: Style, *, missing: Iterable[str], title: str) -> Taken:
    """The emergency analytes and the list below them, as tables. ``missing``: what is not here, and why."""
    rows = [Row(span=translate("Overview", "Emergency analytes"), heading=True), *_strip(cards, style)]
    rows += (Row(span=each, quiet=True) for each in missing)
    header = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("Taking", "Change"),
        translate("Sampling", "Sampled"),
        translate("Sampling", "Laboratory"),
    )
    strip = Block(header=header, shares=(0.17, 0.16, 0.22, 0.18, 0.12, 0.15), rows=tuple(rows))
    header = (*header[:3], header[5], header[4], translate("ReportDetail", "Status"))
    found = Block(header=header, shares=(0.22, 0.26, 0.16, 0.14, 0.12, 0.10), rows=tuple(map(line_row, marked)))
    blocks = (strip, found) if cards.cards else (found,)
    return Taken(title=title, blocks=blocks, wide=True)


def _strip(cards: AcuteStrip, style: Style) -> Iterator[Row]:
    for card in cards.cards:
        for line in card.lines:
            told = line_text(line, style, laboratories=True)
            members = members_said(line)
            yield Row(
                cells=(
                    told.name,
                    " ".join(part for part in (told.value, members) if part),
                    ", ".join(filter(None, (*map(str, (*told.marks, *told.notes)), told.remark))),
                    told.change_long,
                    told.when,
                    told.laboratory,
                ),
                void=told.void,
                strong=_VALUE_AND_MARK if any(mark.tone is Tone.OUTSIDE for mark in told.marks) else frozenset(),
            )
        if any(line.analyte in {"abo", "rhd", "antibody_screen"} for line in card.lines):
            yield Row(span=translate("Overview", "! Not for transfusion"), level=1)
