"""The export of the cumulative table: on paper a few sampling times at a time, on the clipboard one table with tabs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.table import TableRow
from provesvar_gui.ui.results.common import ages, flags, labels, status_text
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.table import cell_text, cells

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.cells import TableCell
    from provesvar_gui.ui.results.table.sheet import LineHead, TableSheet
    from provesvar_gui.ui.results.table.table import FlowsheetTable

translate = QCoreApplication.translate
_ACROSS: Final = 9  # sampling times beside each other on paper
_WHOLE: Final = 10**9
_SHORT: Final = 60  # characters of a text that stands in a cell


def flowsheet(
    table: FlowsheetTable, said: Iterable[str], *, fetched_at: datetime | None, paper: bool
) -> Generator[None, None, ExportDocument | None]:
    """The cumulative table as it is shown. ``said``: how much of it, and by which filter."""
    lines = table.lines
    if not lines.rowCount():
        yield
        return None
    return (
        yield from table_of(
            lines.sheet,
            lines.passed.lines,
            lines.passed.columns,
            title=table.accessibleName(),
            facts=said,
            fetched_at=fetched_at,
            paper=paper,
        )
    )


def column(table: FlowsheetTable) -> tuple[tuple[Placed, ...], int]:
    """What stands in the column that the person is on, from top to bottom; where nothing does, in the row."""
    current, lines = table.currentIndex(), table.lines
    if not current.isValid():
        return (), -1
    placed: list[Placed] = []
    at = -1
    for row in range(lines.rowCount()):
        found = lines.cell(row, current.column())
        if row == current.row() and found is not None:
            at = len(placed)
        placed += (point.placed for point in found.points) if found is not None else ()
    if at < 0:
        row_ = lines.series_row(current.row())
        points = row_.series.points[::-1] if row_ is not None else ()
        return tuple(point.placed for point in points), 0
    return tuple(placed), at


def table_of(
    sheet: TableSheet,
    lines: Sequence[int],
    columns: Sequence[int],
    *,
    title: str,
    facts: Iterable[str],
    fetched_at: datetime | None = None,
    paper: bool,
) -> Generator[None, None, ExportDocument]:
    """The cumulative table: ``lines`` and ``columns`` of the sheet that are shown.

    On paper the newest times come first, a few at a time, each band with its own head, and marks are signs that are told above;
    for the clipboard it is one table with tabs. A long text or a comment stands below its band, under its number. A time after
    ``fetched_at`` says that it is.
    """
    bands = [list(columns)]
    if paper:
        count = -(-len(columns) // _ACROSS)
        ends = [(place * len(columns) // count, (place + 1) * len(columns) // count) for place in range(count)]
        bands = [list(columns[first:last]) for first, last in reversed(ends)]
    notes = _Notes()
    laboratories: dict[str, None] = {}
    blocks = []
    for band in bands:
        rows = yield from _band(sheet, lines, band, laboratories, notes, paper=paper)
        columns_ = (translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"))
        range_ = translate("Flowsheet", "Reference")
        first = (*columns_, range_)
        times = tuple(("\n" if paper else " ").join(_time(sheet, at, fetched_at)) for at in band)
        blocks.append(ExportTable(header=(*first, *times), rows=rows, tabs=not paper))
        if notes.rows:
            blocks.append(ExportTable(rows=(ExportRow(span=translate("Export", "Texts"), heading=True), *notes.taken())))
        yield
    names = text.visible("; ".join(laboratories))
    made_by = translate("Export", "Laboratories: {names}").replace("{names}", names) if names else ""
    return ExportDocument(
        title=title,
        facts=tuple(each for each in (*facts, made_by, notes.legend if paper else "") if each),
        blocks=tuple(blocks),
        wide=paper,
    )


class _Notes:
    """What stands below a band, each under its number, and what the signs in the cells mean."""

    def __init__(self) -> None:
        self.rows: list[ExportRow] = []
        self.meant: dict[str, str] = {}
        self._count = 0

    def put(self, said: str) -> str:
        """Put a text there; its number, as it stands behind what it is about."""
        self._count += 1
        self.rows.append(ExportRow(span=f"({self._count}) {text.visible(said)}"))
        return f"({self._count})"

    def taken(self) -> tuple[ExportRow, ...]:
        """Those of the band that ends here."""
        rows, self.rows = tuple(self.rows), []
        return rows

    def tells(self, cell: TableCell) -> bool:
        """Whether the signs of a cell say all of it but its comments: of one result that stands, each sign as everywhere."""
        placed = cell.points[0].placed
        marks, status = flags.marks(placed.observation), status_text.not_final(placed)
        shown = [*marks, *((status,) if status is not None else ())]
        for mark in shown:
            self.meant.setdefault(mark.glyph, mark.words)
        said = [each.words for each in (*marks, *status_text.status_marks(placed), *labels.opened(placed))]
        known = [self.meant[mark.glyph] for mark in shown if mark.glyph and mark.glyph in cell.shown]
        return len(cell.points) == 1 and placed.stands and said == known

    @property
    def legend(self) -> str:
        return "   ".join(f"{glyph}{text.NBSP}{text.visible(said)}" for glyph, said in self.meant.items() if glyph)


@dataclass(slots=True)
class _Heading:
    """A heading that is waiting for a result below it. ``found``: in which columns there is one."""

    name: str
    level: int
    result: bool = False  # what it says is a result
    found: set[int] = field(default_factory=set)

    def row(self, sheet: TableSheet) -> ExportRow:
        """A result is never said without its times."""
        times = "; ".join(" ".join(_time(sheet, at, None)) for at in sorted(self.found)) if self.result else ""
        return ExportRow(span=SEPARATOR.join(filter(None, (self.name, times))), level=self.level, heading=True)


def _band(
    sheet: TableSheet,
    lines: Sequence[int],
    band: Sequence[int],
    laboratories: dict[str, None],
    notes: _Notes,
    *,
    paper: bool,
) -> Generator[None, None, tuple[ExportRow, ...]]:
    """The rows that hold a result in one of these columns, under those headings alone that are theirs."""
    told: list[ExportRow | _Heading] = []
    kinds: list[_Heading] = []  # discipline and kind of report
    parents: list[_Heading] = []  # within a tree
    for at in lines:
        head, line = sheet.heads[at], sheet.heads[at].line
        if not isinstance(line, TableRow):
            above = kinds if line.tree is None else parents
            above[:] = [each for each in above if each.level < head.level]
            above.append(_Heading(head.name, head.level, result=line.tree is not None))
            if line.tree is None:
                parents.clear()
            continue
        parents[:] = [each for each in parents if each.level < line.level]
        found = {column: head.cells[column] for column in band if column in head.cells}
        row = _row(sheet, head, line, found, band, notes, paper=paper) if found else None
        if row is None or (line.holds and not any(row.cells[-len(band) :])):
            if line.holds:  # only the name of what stands below it
                parents.append(_Heading(head.name, head.level))
            continue
        for heading in (*kinds, *parents):
            if not heading.found:
                told.append(heading)
            heading.found.update(found)
        laboratories.update((f"{cell.tag} {sheet.tags.get(cell.tag, '')}".strip(), None) for cell in found.values())
        told.append(row)
        yield
    return tuple(each.row(sheet) if isinstance(each, _Heading) else each for each in told)


def _row(
    sheet: TableSheet,
    head: LineHead,
    line: TableRow,
    found: dict[int, TableCell],
    band: Sequence[int],
    notes: _Notes,
    *,
    paper: bool,
) -> ExportRow:
    said = [_cell(line, found[column], sheet.style, notes, paper=paper) if column in found else "" for column in band]
    reference = _reference(line, sheet.style)
    first = (head.name, head.unit, reference)
    places = [(place, found[column]) for place, column in enumerate(band, len(first)) if column in found]
    return ExportRow(
        cells=(*first, *said),
        level=head.level if paper else 0,
        struck=frozenset(place for place, cell in places if all(point.placed.void for point in cell.points)),
        strong=frozenset(place for place, cell in places if cell.tint is MarkTint.OUTSIDE),
    )


def _time(sheet: TableSheet, column: int, fetched_at: datetime | None) -> Iterable[str]:
    top = sheet.tops[column]
    later = ages.ahead(top.moment, fetched_at)
    return filter(None, (top.date, top.clock, translate("Overview", "dated after the fetch") if later else ""))


def _reference(row: TableRow, style: Style) -> str:
    """The reference range of the newest result that has one, whole; then those of older ones, where they differ."""
    found: dict[str, None] = {}
    for point in reversed(row.series.points):
        said = text.visible("; ".join(map(style.reference, point.observation.reference_ranges))).strip()
        if said:
            found[said] = None
    newest, *others = found or ("",)
    if not others:
        return newest
    earlier = translate("Export", "earlier: {range}").replace("{range}", "; ".join(others))
    return f"{newest} ({earlier})"


def _cell(row: TableRow, cell: TableCell, style: Style, notes: _Notes, *, paper: bool) -> str:
    """What there is no room for is put among the notes, and so are comments."""
    said = short = _short(cell)
    if not paper:
        said = cell_text.copied(row, cell, style)
    whole = notes.tells(cell) if paper else len(said) <= _SHORT
    if whole and cell.value != cells.elsewhere() and not any(point.observation.notes for point in cell.points):
        return said
    return f"{said if len(said) <= _SHORT else short} {notes.put(cell_text.read(row, cell, style, limit=_WHOLE))}"


def _short(cell: TableCell) -> str:
    """As the cell shows it; what is void says so first, since it may be read alone."""
    marks = [
        mark.glyph for mark in (cell.flag, *cell.signs) if mark is not None and mark.glyph not in (cells.COMMENT, cells.VOID)
    ]
    return text.NBSP.join(filter(None, (cells.VOID if cell.void else "", cell.tag, cell.value, *marks)))
