"""The export of samples: on paper the matrix over the dates of the cultures first, then each sample with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.ui.results.common import culture_text, export, labels, lines, sampling
from provesvar_gui.ui.results.common.finding_facts import observation_name
from provesvar_gui.ui.results.common.lines import Column as LineColumn
from provesvar_gui.ui.results.common.lines import Kind
from provesvar_gui.ui.results.microbiology import matrix, sheet
from provesvar_gui.ui.results.microbiology.matrix import Column, Head, another
from provesvar_gui.ui.results.microbiology.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.susceptibility import Isolate, Key
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.microbiology.matrix import Cell, Matrix

translate = QCoreApplication.translate
_SOMETIMES: Final = (LineColumn.MARK, LineColumn.REFERENCE)  # columns that are left out where nothing stands in them
_UPRIGHT: Final = 4  # isolates beside each other on a page that stands
_LYING: Final = 7
_RESISTANT: Final = "R"


def samples(
    cultures: Iterable[Culture], style: Style, *, title: str, facts: tuple[str, ...], fetched_at: datetime | None
) -> Generator[None, None, ExportDocument | None]:
    """The matrix of all that was tested, with a column for each isolate; below it every sample; None where there is none."""
    sheets = []
    for culture in cultures:
        sheets.append(Sheet.of(culture, style))
        yield
    if not sheets:
        return None
    blocks, wide = yield from _matrix(sheets, style, fetched_at)
    rows: list[ExportRow] = []
    used: set[LineColumn] = set()
    for each in sheets:
        rows += _sample(each, style, fetched_at, used)
        yield
    headers = (
        translate("ReportDetail", "Examination"),
        translate("ReportDetail", "Result"),
        translate("ReportDetail", "Marked"),
        translate("ReportDetail", "Reference"),
        sampling.date_label(sampling.together(sampling.of_report(culture_text.report_of(each.culture)) for each in sheets)),
        translate("ReportDetail", "Status"),
    )
    table = export.table(rows, headers, {LineColumn.DATE, *_SOMETIMES} - used)
    return ExportDocument(title=title, facts=facts, blocks=(*blocks, table), wide=wide)


def _matrix(
    sheets: list[Sheet], style: Style, fetched_at: datetime | None
) -> Generator[None, None, tuple[tuple[ExportTable, ...], bool]]:
    """Isolates of one organism stand beside each other, newest first, as the samples are listed."""
    grouped: dict[Key, list[Column]] = {}
    for each in sheets:
        for isolate in each.culture.isolates:
            head = _head(each.culture, isolate, style, fetched_at)
            grouped.setdefault(isolate.key, []).append(Column(culture=each.culture, isolate=isolate, head=head))
        yield
    columns = tuple(column for found in grouped.values() for column in found)
    if not columns:
        return (), False
    noted = frozenset(one for each in sheets for one in each.noted)
    made = yield from matrix.make(columns, style, noted)
    return (yield from _on_paper(made)), _is_wide(made)


def _head(culture: Culture, isolate: Isolate, style: Style, fetched_at: datetime | None) -> Head:
    """What grew comes first: «E. coli, ESBL» is told from «E. coli» at a glance."""
    name = sheet.called(isolate, style)
    remarks = sheet.remarks(isolate, style)
    when = " ".join(filter(None, (culture_text.sampled(culture, style), export.ahead(culture.when, fetched_at))))
    more = [*remarks, when, culture_text.specimen(culture), ", ".join(culture_text.examinations(culture))]
    more += sheet.heading(culture, isolate, place=len(culture.isolates) > 1)
    more += _states(culture)
    if isolate.void:
        cancelled = translate("ResultLabels", "Cancelled")
        more.append(f"✕ {cancelled}")
    told = tuple(dict.fromkeys(text.visible(each) for each in more if each))
    return Head(name=name, more=told, spoken="", void=isolate.void)


def _states(culture: Culture) -> list[str]:
    """What of a sample must not be overlooked wherever it stands."""
    found = [translate("Cultures", "On another kind of number or an invalid one")] if culture.apart else []
    return [*found, *([translate("Cultures", "Older version")] if culture.superseded else [])]


def _sample(of: Sheet, style: Style, fetched_at: datetime | None, used: set[LineColumn]) -> list[ExportRow]:
    """One sample. ``used``: columns in which something stands are put there."""
    culture = of.culture
    title = " ".join(filter(None, (sheet.title(culture, style), export.ahead(culture.when, fetched_at))))
    rows = [ExportRow(span=text.visible(title), title=True, void=culture.void), ExportRow(span=sheet.subtitle(culture, style))]
    every = tuple(of.lines())
    below = "\n".join(cell for line in every for cell in (line.shown, *line.cells))
    marks = (said for said in map(str, culture_text.marks(culture)) if text.visible(said) not in below)
    said = list(dict.fromkeys((*marks, *_states(culture))))
    if said:
        rows.append(ExportRow(span=text.visible(lines.SEPARATOR.join(said))))
    for isolate in culture.isolates:
        count = translate("Cultures", "%n susceptibility result(s): see the table above", "", len(isolate.results))
        rows.append(ExportRow(span=f"{sheet.called(isolate, style)}: {count}", void=isolate.void))
    for line in every:
        if line.kind is Kind.FINDING:
            used.update(column for column in _SOMETIMES if line.cells[column])
            used.update(() if line.date_told else (LineColumn.DATE,))
        rows.append(export.line_row(export.dated_line(line, fetched_at)))
    return rows


def as_text(
    cultures: Iterable[Culture], style: Style, *, title: str, said: str, fetched_at: datetime | None
) -> Generator[None, None, ExportDocument | None]:
    """Every sample that is listed, whole, as text: what was found, then each isolate with what kills it."""
    found = []
    for culture in cultures:
        head, _, below = Sheet.of(culture, style).copied().partition("\n")
        head = " ".join(filter(None, (head, export.ahead(culture.when, fetched_at))))
        found.append("\n".join(filter(None, (head, below.replace("\t", "  ")))))
        yield
    rows = (ExportRow(span="\n\n".join(found)),)
    return ExportDocument(title=title, facts=(said,) if said else (), blocks=(ExportTable(rows=rows),)) if found else None


def sample(culture: Culture | None, digest: Digest | None) -> tuple[tuple[Placed, ...], int]:
    """The results of one sample, in the laboratory's order."""
    if culture is None or digest is None:
        return (), -1
    wanted = {id(each) for each in labels.walk(culture.findings)}
    return tuple(each for each in digest.observations if id(each.observation) in wanted), 0


def over_time(matrix: Matrix, style: Style, *, title: str, paper: bool) -> Generator[None, None, ExportDocument]:
    """One organism: the matrix, what its letters mean, and what the laboratory says of a result beside its letter."""
    if paper:
        blocks = yield from _on_paper(matrix)
        notes = _notes(matrix, style)
        more = (ExportTable(rows=notes),) if notes else ()
        return ExportDocument(title=title, blocks=(*blocks, *more), wide=_is_wide(matrix))
    yield
    blocks = (_block(matrix, matrix.columns, 0, "", paper=False),) if matrix.columns else ()
    return ExportDocument(title=title, blocks=(*blocks, *_legend(matrix)))


def _is_wide(matrix: Matrix) -> bool:
    """Whether paper lies for it."""
    return len(matrix.columns) > _UPRIGHT


def _on_paper(matrix: Matrix) -> Generator[None, None, tuple[ExportTable, ...]]:
    """In parts of like width, each with the names of its antibiotics and with which part it is; then the letters."""
    count = len(matrix.columns)
    parts = -(-count // (_LYING if _is_wide(matrix) else _UPRIGHT))
    blocks = []
    for part in range(parts):
        first, last = part * count // parts, (part + 1) * count // parts
        told = translate("Cultures", "part {n} of {m}").replace("{n}", str(part + 1)).replace("{m}", str(parts))
        blocks.append(_block(matrix, matrix.columns[first:last], first, told if parts > 1 else "", paper=True))
        yield
    return (*blocks, *_legend(matrix))


def _legend(matrix: Matrix) -> tuple[ExportTable, ...]:
    return (ExportTable(rows=(ExportRow(span=matrix.legend),)),) if matrix.legend and matrix.columns else ()


def _block(matrix: Matrix, columns: tuple[Column, ...], first: int, part: str, *, paper: bool) -> ExportTable:
    rows = []
    for name, every in zip(matrix.names, matrix.cells, strict=True):
        cells = every[first : first + len(columns)]
        if any(each.answers for each in cells):
            struck = (place for place, cell in enumerate(cells, 1) if cell.answers and all(each.void for each in cell.answers))
            strong = (place for place, cell in enumerate(cells, 1) if _resistant(cell))
            said = (_said(each, "\n" if paper else "; ") for each in cells)
            rows.append(ExportRow(cells=(name, *said), struck=frozenset(struck), strong=frozenset(strong if paper else ())))
    heads = (_header(each, "\n" if paper else ", ") for each in columns)
    antibiotic = translate("Cultures", "Antibiotic")
    return ExportTable(
        header=(f"{antibiotic}\n({part})" if part else antibiotic, *heads),
        rows=tuple(rows),
        tabs=not paper,
    )


def _header(column: Column, between: str) -> str:
    name = f"✕ {column.head.name}" if column.head.void else column.head.name
    return between.join((name, *column.head.more))


def _resistant(cell: Cell) -> bool:
    """Whether the laboratory says so and that stands."""
    return any(each.letter == _RESISTANT and not each.void for each in cell.answers)


def _said(cell: Cell, between: str) -> str:
    """A strike is lost in plain text, so what is void says so first."""
    told = [f"✕ {each.shown.removeprefix('✕').strip()}" if each.void else each.shown for each in cell.answers]
    several = len(told) > 1
    return between.join(another(said) if several and of.void else said for said, of in zip(told, cell.answers, strict=True))


def _notes(matrix: Matrix, style: Style) -> tuple[ExportRow, ...]:
    """What «see note» in a cell means, where no sample stands below that tells it."""
    found = []
    for column in matrix.columns:
        for each in column.isolate.results:
            for note in each.observation.notes:
                what = ", ".join((observation_name(each.observation), culture_text.sampled(column.culture, style)))
                found.append(ExportRow(span=f"{what}: {lines.annotation(note, style)}", void=each.void))
    return tuple(found)
