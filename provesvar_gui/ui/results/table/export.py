"""The export of the cumulative table: on paper a few sampling times at a time, on the clipboard one table with tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.table import Heading, TableRow, depth
from provesvar_gui.ui.results.common import flags, labels, status_text
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.table import cells

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence

    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.cells import LineHead, TableCell, TableSheet

translate = QCoreApplication.translate
_ACROSS: Final = 9  # sampling times beside each other on paper
_WHOLE: Final = 10**9
_SHORT: Final = 60  # characters of a text that stands in a cell


def table_of(
    sheet: TableSheet, lines: Sequence[int], columns: Sequence[int], *, title: str, facts: Iterable[str], paper: bool
) -> Generator[None, None, ExportDocument]:
    """The cumulative table: ``lines`` and ``columns`` of the sheet that are shown.

    On paper the newest times come first, a few at a time, each band with its own head, and marks are signs that are told above;
    for the clipboard it is one table with tabs. A long text or a comment stands below its band, under its number.
    """
    bands = [list(columns)]
    if paper:
        count = -(-len(columns) // _ACROSS)
        ends = [(place * len(columns) // count, (place + 1) * len(columns) // count) for place in range(count)]
        bands = [list(columns[first:last]) for first, last in reversed(ends)]
    export = _Export(sheet, paper=paper)
    blocks = []
    for band in bands:
        rows = yield from export.band(lines, band)
        times = (("\n" if paper else " ").join(export.time(at)) for at in band)
        blocks.append(ExportTable(header=(*cells.titles(), *times), rows=rows, tabs=not paper))
        if export.notes:
            blocks.append(ExportTable(rows=(ExportRow(span=translate("Export", "Texts"), heading=True), *export.notes)))
            export.notes = []
        yield
    made_by = "; ".join(export.laboratories)
    made_by = translate("Export", "Laboratories: {names}").replace("{names}", made_by) if made_by else ""
    legend = "   ".join(f"{glyph}{text.NBSP}{said}" for glyph, said in export.meant.items() if glyph and paper)
    return ExportDocument(title=title, facts=tuple(filter(None, (*facts, made_by, legend))), blocks=tuple(blocks), wide=paper)


class _Export:
    """``notes``: what stands below a band, each under its number. ``meant``: what the signs in the cells mean."""

    def __init__(self, sheet: TableSheet, *, paper: bool) -> None:
        self._sheet, self._paper = sheet, paper
        self._count = 0
        self.notes: list[ExportRow] = []
        self.meant: dict[str, str] = {}
        self.laboratories: dict[str, None] = {}

    def time(self, column: int) -> Iterable[str]:
        top = self._sheet.tops[column]
        return filter(None, (top.date, top.clock, translate("Overview", "dated after the fetch") if top.ahead else ""))

    def band(self, lines: Sequence[int], band: Sequence[int]) -> Generator[None, None, tuple[ExportRow, ...]]:
        """The rows that hold a result in one of these columns, under their disciplines.

        What a row hangs under and has no row here, such as what grew, stands before its name: a result is no heading.
        """
        told: list[ExportRow] = []
        disciplines: list[LineHead] = []  # under which nothing stands yet
        above: list[LineHead] = []
        for at in lines:
            head = self._sheet.heads[at]
            above = [each for each in above if depth(each.line) < depth(head.line)]
            found = {column: head.cells[column] for column in band if column in head.cells}
            if found:
                told += (ExportRow(span=each.name, level=each.level, heading=True) for each in disciplines)
                disciplines = []
                told.append(self._row(head, [each.name for each in above], found, band))
                tags = (f"{cell.tag} {self._sheet.tags.get(cell.tag, '')}".strip() for cell in found.values())
                self.laboratories.update(dict.fromkeys(tags))
                yield
            elif isinstance(head.line, Heading) and head.line.tree is None:
                disciplines = [*(each for each in disciplines if each.level < head.level), head]
            else:
                above.append(head)
        return tuple(told)

    def _row(self, head: LineHead, above: list[str], found: dict[int, TableCell], band: Sequence[int]) -> ExportRow:
        said = [self._cell(head, found[column]) if column in found else "" for column in band]
        places = [(place, found[column]) for place, column in enumerate(band, 3) if column in found]
        name = " › ".join((*above, head.name))
        return ExportRow(
            cells=(name, head.unit, _reference(head, self._sheet.style), *said),
            level=head.level if self._paper else 0,
            struck=frozenset(place for place, cell in places if all(point.placed.void for point in cell.points)),
            strong=frozenset(place for place, cell in places if cell.tint is MarkTint.OUTSIDE),
        )

    def _cell(self, head: LineHead, cell: TableCell) -> str:
        """What there is no room for is put among the notes, and so are comments."""
        style = self._sheet.style
        signs = (
            glyph for glyph in (cell.glyph, *(mark.glyph for mark in cell.signs)) if glyph not in (cells.COMMENT, cells.VOID)
        )
        # what is void says so first, since it may be read alone
        said = short = text.NBSP.join(filter(None, (cells.VOID if cell.void else "", cell.tag, cell.value, *signs)))
        if not self._paper:
            said = cells.copied(head, cell, style)
        whole = self._tells(cell) if self._paper else len(said) <= _SHORT
        if whole and cell.value != cells.elsewhere() and not any(point.observation.notes for point in cell.points):
            return said
        self._count += 1
        note = f"({self._count}) {cells.read(head, cell, style, limit=_WHOLE)}"
        self.notes.append(ExportRow(span=note))
        return f"{said if len(said) <= _SHORT else short} ({self._count})"

    def _tells(self, cell: TableCell) -> bool:
        """Whether the signs of a cell say all of it but its comments: of one result that stands, each sign as everywhere."""
        placed = cell.points[0].placed
        marks, status = flags.marks(placed.observation), status_text.not_final(placed)
        shown = [*marks, *((status,) if status is not None else ())]
        for mark in shown:
            self.meant.setdefault(mark.glyph, mark.words)
        said = {each.words for each in (*marks, *status_text.status_marks(placed), *labels.opened(placed))}
        known = {self.meant[mark.glyph] for mark in shown if mark.glyph and mark.glyph in cell.shown}
        return len(cell.points) == 1 and placed.stands and said <= known


def _reference(head: LineHead, style: Style) -> str:
    """The reference range of the newest result that has one, whole; then those of older ones, where they differ."""
    newest, *others = (cells.references(head.line, style) if isinstance(head.line, TableRow) else ()) or ("",)
    if not others:
        return newest
    earlier = translate("Export", "earlier: {range}").replace("{range}", "; ".join(others))
    return f"{newest} ({earlier})"
