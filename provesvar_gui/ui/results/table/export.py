"""The export of the cumulative table: on paper a few sampling times at a time, on the clipboard one table with tabs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.table import TableRow
from provesvar_gui.ui.results.common import ages, flags, status_text, version_text
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import SEPARATOR, annotation
from provesvar_gui.ui.results.table import cell_text

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.labels import Mark
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
    noted = 0
    signs = _Signs()
    laboratories: dict[str, None] = {}
    blocks = []
    for band in bands:
        notes = _Notes(noted)
        rows = yield from _band(sheet, lines, band, laboratories, notes, signs if paper else None)
        columns_ = (translate("Flowsheet", "Analysis"), translate("Flowsheet", "Unit"))
        range_ = translate("Flowsheet", "Reference")
        first = (*columns_, range_)
        times = tuple(("\n" if paper else " ").join(_time(sheet, at, fetched_at)) for at in band)
        blocks.append(ExportTable(header=(*first, *times), rows=rows, tabs=not paper))
        if notes.rows:
            blocks.append(ExportTable(rows=(ExportRow(span=translate("Export", "Texts"), heading=True), *notes.rows)))
            noted += len(notes.rows)
        yield
    names = text.visible("; ".join(name for name in laboratories if name))
    made_by = translate("Export", "Laboratories: {names}").replace("{names}", names) if names else ""
    return ExportDocument(
        title=title, facts=tuple(each for each in (*facts, made_by, signs.legend) if each), blocks=tuple(blocks), wide=paper
    )


@dataclass(slots=True)
class _Notes:
    """What stands below one band. ``before``: how many stand below those before it."""

    before: int
    rows: list[ExportRow] = field(default_factory=list)

    def put(self, row: TableRow, point: Point, style: Style, said: str, *, void: bool) -> str:
        """Put a text there; the number under which it stands. ``void``: it does not stand."""
        place = str(self.before + len(self.rows) + 1)
        name = " ".join(text.visible(row.series.name).split())
        body = f"({place}) {name}, {cell_text.moment_text(point, style)}: {text.visible(said)}"
        self.rows.append(ExportRow(span=body, void=void))
        return place


@dataclass(slots=True)
class _Signs:
    """Signs that stand for words. What has the sign of something else is told in words."""

    meant: dict[str, str] = field(default_factory=dict)

    def short(self, mark: Mark) -> str:
        """Its sign, where that means nothing else here."""
        said = text.visible(mark.words)
        if not mark.glyph or self.meant.setdefault(mark.glyph, said) != said:
            return str(mark)
        return mark.glyph

    @property
    def legend(self) -> str:
        return "   ".join(f"{glyph}{text.NBSP}{said}" for glyph, said in self.meant.items())


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
    signs: _Signs | None,
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
        row = _row(sheet, head, line, found, band, notes, signs) if found else None
        if row is None or (line.holds and not any(row.cells[-len(band) :])):
            if line.holds:  # only the name of what stands below it
                parents.append(_Heading(head.name, head.level))
            continue
        for heading in (*kinds, *parents):
            if not heading.found:
                told.append(heading)
            heading.found.update(found)
        for cell in found.values():
            laboratories.update((laboratory_name(point.placed), None) for point in cell.points)
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
    signs: _Signs | None,
) -> ExportRow:
    said = [_cell(line, found[column].points, sheet.style, notes, signs) if column in found else "" for column in band]
    reference = _reference(line, sheet.style)
    first = (head.name, head.unit, reference)
    places = [(place, found[column]) for place, column in enumerate(band, len(first)) if column in found]
    return ExportRow(
        cells=(*first, *said),
        level=head.level if signs is not None else 0,
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


def _cell(row: TableRow, points: tuple[Point, ...], style: Style, notes: _Notes, signs: _Signs | None) -> str:
    """Every result of the cell; a void one says so in words. What is long is put among the notes, and so are comments."""
    said = []
    for point in cell_text.distinct_points(points):
        whole = one = cell_text.copied_point(row, point, style, limit=_WHOLE)
        if signs is not None:
            one = cell_text.short_point(row, point, style, _WHOLE, signs.short)
        if len(one) > _SHORT or "\n" in one:
            place = notes.put(row, point, style, whole, void=point.placed.void)
            one = _kept(row, point, style, signs, place)
        elif point.placed.void:
            one = f"✕ {one}"
        for comment in point.observation.notes:
            head = translate("ReportLines", "Comment")
            remark = f"{head}: {annotation(comment, style)}"
            one = f"{one} ({notes.put(row, point, style, remark, void=False)})"  # it tells why, where the value is void
        said.append(one)
    return "\n".join(said)


def _kept(row: TableRow, point: Point, style: Style, signs: _Signs | None, place: str) -> str:
    """What stays in the cell of a result that is told among the notes: a value that is no long text, with its marks and signs."""
    value = cell_text.copied_value(row, point, style, _WHOLE)
    if not value or len(value) > _SHORT or "\n" in value:
        return translate("Export", "Text ({number})").replace("{number}", place)
    marks = flags.marks(point.observation)
    told = " ".join((value, *map(signs.short if signs is not None else str, marks)))
    if len(told) > _SHORT or "\n" in told:
        told = " ".join(filter(None, (value, *(mark.glyph for mark in marks))))
    status = status_text.not_final(point.placed)
    if point.placed.void:
        told = f"✕ {told} ({status.words})" if status is not None else f"✕ {told}"
    elif not point.placed.superseded:
        told = " ".join((told, *dict.fromkeys(version_text.doubt(each).glyph for each in point.placed.doubts)))
    return f"{told} ({place})"
