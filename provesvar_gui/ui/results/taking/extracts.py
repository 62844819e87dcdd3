"""A report, the emergency analytes or the cumulative table as blocks, from what the screen shows of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain import text
from provesvar_gui.domain.acute import laboratory_name
from provesvar_gui.domain.flowsheet import Row as SheetRow
from provesvar_gui.domain.taking import Block, Row, Taken
from provesvar_gui.ui.results.flowsheet import cell_words
from provesvar_gui.ui.results.lines import Column, Kind, annotation
from provesvar_gui.ui.results.overview import ages
from provesvar_gui.ui.results.overview.card_texts import line_text
from provesvar_gui.ui.results.overview.card_values import members_said
from provesvar_gui.ui.results.words import Tone

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.domain.acute import AcuteStrip
    from provesvar_gui.domain.series import Point
    from provesvar_gui.ui.results.flowsheet.sheet import Sheet
    from provesvar_gui.ui.results.lines import Line, Style

translate = QCoreApplication.translate
_STEP: Final = 64
_ACROSS: Final = 6  # sampling times beside each other on paper
_VALUE_AND_MARK: Final = frozenset({1, 2})
_WHOLE: Final = 10**9
_SHORT: Final = 60  # characters of a text that stands in a cell of the cumulative table
_NAMES: Final = 2.0  # shares of the width: a name, a unit with reference, a time
_UNITS: Final = 1.3
_TIME: Final = 1.15
_REPORT_SHARES: Final = {
    Column.NAME: 0.27, Column.VALUE: 0.20, Column.MARK: 0.16, Column.REFERENCE: 0.12, Column.DATE: 0.12, Column.STATUS: 0.13,
}  # fmt: skip


def report(
    lines: Iterable[Line], headers: Sequence[str], *, title: str, facts: Iterable[str], void: bool, without: Iterable[str] = ()
) -> Generator[None, None, Taken]:
    """A report: every line of it, in its order. ``headers``: of the columns. ``without``: sections that are not wanted."""
    unwanted, skipping = frozenset(without), False
    dates = False
    rows: list[tuple[Line, Row]] = []
    for count, line in enumerate(lines, 1):
        if line.kind is Kind.SECTION:
            skipping = line.label in unwanted
        if not skipping:
            dates = dates or (line.kind is Kind.FINDING and not line.date_told)
            rows.append((line, _row(line)))
        if count % _STEP == 0:
            yield
    kept = [column for column in Column if column is not Column.DATE or dates]
    blocks = Block(
        header=tuple(headers[column] for column in kept),
        shares=tuple(_REPORT_SHARES[column] for column in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[column] for column in kept)) if row.cells else row for _line, row in rows),
    )
    return Taken(title=title, facts=tuple(each for each in facts if each), blocks=(blocks,), void=void)


def _row(line: Line) -> Row:
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


def strip(cards: AcuteStrip, style: Style, *, missing: Iterable[str], title: str) -> Taken:
    """The emergency analytes as a table. ``missing``: what is not here, and why."""
    rows = []
    for card in cards.cards:
        for line in card.lines:
            told = line_text(line, style, laboratories=True)
            members = members_said(line)
            rows.append(
                Row(
                    cells=(
                        told.name,
                        " ".join(part for part in (told.value, members) if part),
                        ", ".join(map(str, (*told.marks, *told.notes))),
                        told.change_long,
                        told.when,
                        told.laboratory,
                    ),
                    void=told.void,
                    strong=_VALUE_AND_MARK if any(mark.tone is Tone.OUTSIDE for mark in told.marks) else frozenset(),
                )
            )
        if any(line.analyte in {"abo", "rhd", "antibody_screen"} for line in card.lines):
            rows.append(Row(span=translate("Overview", "! No basis for transfusion"), level=1))
    rows += (Row(span=each, quiet=True) for each in missing)
    header = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("Taking", "Change"),
        translate("Sampling", "Sampled"),
        translate("Sampling", "Laboratory"),
    )
    shares = (0.18, 0.15, 0.19, 0.19, 0.13, 0.16)
    return Taken(title=title, blocks=(Block(header=header, shares=shares, rows=tuple(rows)),))


def table(
    sheet: Sheet,
    lines: Sequence[int],
    columns: Sequence[int],
    *,
    title: str,
    facts: Iterable[str],
    fetched_at: datetime | None = None,
    paper: bool,
) -> Generator[None, None, Taken]:
    """The cumulative table: ``lines`` and ``columns`` of the sheet that are shown.

    On paper the newest times come first, a few at a time, each band with its own head; for the clipboard it is one table with
    tabs. A long text or a comment stands below, under its number. A time after ``fetched_at`` says that it is.
    """
    bands = [list(columns)]
    if paper:
        ends = range(len(columns), 0, -_ACROSS)
        bands = [list(columns[max(end - _ACROSS, 0) : end]) for end in ends]
    notes: list[Row] = []
    laboratories: dict[str, None] = {}
    blocks = []
    for band in bands:
        rows: list[Row] = []
        headings: list[Row] = []
        for at in lines:
            head, line = sheet.heads[at], sheet.source.lines[at]
            if not isinstance(line, SheetRow):
                headings = [row for row in headings if row.level < head.level]
                headings.append(Row(span=head.name, level=head.level, heading=True))
                continue
            found = {column: sheet.cells[at][column] for column in band if column in sheet.cells[at]}
            if not found:
                continue
            laboratories.update((laboratory_name(point.placed), None) for cell in found.values() for point in cell.points)
            rows += headings
            headings = []
            said = [_cell(line, found[column].points, sheet.style, notes) if column in found else "" for column in band]
            reference = _reference(line, sheet.style)
            unit = "\n".join(part for part in (head.unit, reference) if part)
            first_cells = (head.name, unit) if paper else (head.name, head.unit, reference)
            rows.append(
                Row(
                    cells=(*first_cells, *said),
                    level=head.level if paper else 0,
                    struck=frozenset(
                        at + len(first_cells)
                        for at, column in enumerate(band)
                        if column in found and all(point.placed.void for point in found[column].points)
                    ),
                    strong=frozenset(
                        at + len(first_cells)
                        for at, column in enumerate(band)
                        if column in found and found[column].tone is Tone.OUTSIDE
                    ),
                )
            )
            yield
        columns_ = (translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"))
        range_ = translate("Flowsheet", "Reference")
        first = (columns_[0], f"{columns_[1]}\n{range_}") if paper else (*columns_, range_)
        times = tuple(("\n" if paper else " ").join(_time(sheet, at, fetched_at)) for at in band)
        shares = (_NAMES, _UNITS, *(_TIME for _ in band)) if paper else ()
        blocks.append(Block(header=(*first, *times), shares=shares, rows=tuple(rows), tabs=not paper))
        yield
    if notes:
        blocks.append(Block(rows=(Row(span=translate("Taking", "Texts"), heading=True), *notes)))
    names = text.visible("; ".join(name for name in laboratories if name))
    made_by = translate("Taking", "Laboratories: {names}").replace("{names}", names) if names else ""
    return Taken(title=title, facts=tuple(each for each in (*facts, made_by) if each), blocks=tuple(blocks), wide=paper)


def _time(sheet: Sheet, column: int, fetched_at: datetime | None) -> Iterable[str]:
    top = sheet.tops[column]
    later = ages.ahead(sheet.source.columns[column].moment, fetched_at)
    return filter(None, (top.date, top.clock, translate("Overview", "dated after the fetch") if later else ""))


def _reference(row: SheetRow, style: Style) -> str:
    """The reference range of the newest result that has one, whole; then those of older ones, where they differ."""
    found: dict[str, None] = {}
    for point in reversed(row.series.points):
        said = text.visible("; ".join(map(style.reference, point.observation.reference_ranges))).strip()
        if said:
            found[said] = None
    newest, *others = found or ("",)
    if not others:
        return newest
    earlier = translate("Taking", "earlier: {range}").replace("{range}", "; ".join(others))
    return f"{newest} ({earlier})"


def _cell(row: SheetRow, points: tuple[Point, ...], style: Style, notes: list[Row]) -> str:
    """Every result of the cell; a void one says so in words. A long text is put among the notes, and so are comments."""
    said = []
    for point in points:
        one = cell_words.copied_point(row, point, style, limit=_WHOLE)
        if len(one) > _SHORT or "\n" in one:
            one = translate("Taking", "Text ({number})").replace("{number}", _note(row, point, style, one, notes))
        elif point.placed.void:
            one = f"✕ {one}"
        for comment in point.observation.notes:
            remark = f"{translate('ReportLines', 'Comment')}: {annotation(comment, style)}"
            one = f"{one} ({_note(row, point, style, remark, notes)})"
        said.append(one)
    return "\n".join(said)


def _note(row: SheetRow, point: Point, style: Style, said: str, notes: list[Row]) -> str:
    """Put a text below the table; the number under which it stands there."""
    place = str(len(notes) + 1)
    name = " ".join(text.visible(row.series.name).split())
    body = f"({place}) {name}, {cell_words.moment_words(point, style)}: {text.visible(said)}"
    notes.append(Row(span=body, void=point.placed.void))
    return place
