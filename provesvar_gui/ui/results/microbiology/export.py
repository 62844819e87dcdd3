"""The export of samples: on paper the matrix of all that was tested first, then each sample with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, plain
from provesvar_gui.ui.results.common import culture_text, export, labels, lines, sampling
from provesvar_gui.ui.results.common.finding_facts import observation_name
from provesvar_gui.ui.results.common.lines import Column as LineColumn
from provesvar_gui.ui.results.common.lines import Kind, Line, column_titles
from provesvar_gui.ui.results.microbiology import matrix, sample_text
from provesvar_gui.ui.results.microbiology.matrix import Column, another

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.microbiology.matrix import Cell, Matrix

translate = QCoreApplication.translate
_SOMETIMES: Final = {LineColumn.MARK, LineColumn.REFERENCE, LineColumn.DATE, LineColumn.PREVIOUS}  # left out where empty
_UPRIGHT: Final = 4  # isolates beside each other on a page that stands
_LYING: Final = 7
_RESISTANT: Final = "R"


def samples(
    cultures: tuple[Culture, ...],
    style: Style,
    versions: Versions,
    *,
    title: str,
    facts: tuple[str, ...],
    fetched_at: datetime | None,
    paper: bool,
) -> Generator[None, None, ExportDocument | None]:
    """Every sample; on paper the matrix of all that was tested comes first. None where there is none."""
    if not cultures:
        yield
        return None
    blocks: tuple[ExportTable, ...] = ()
    made = yield from _made(
        [(each, isolate) for each in cultures for isolate in each.isolates] if paper else (), style, fetched_at
    )
    if made.columns:
        blocks = yield from _on_paper(made)
    rows: list[ExportRow] = []
    used: set[LineColumn] = set()
    for culture in cultures:
        rows += _sample(culture, style, versions, fetched_at, used, tested=not paper)
        yield
    return ExportDocument(title=title, facts=facts, blocks=(*blocks, _table(rows, used)), wide=_is_wide(made))


def copied(culture: Culture, style: Style, versions: Versions, fetched_at: datetime | None) -> str:
    """One sample as text that can be pasted."""
    used: set[LineColumn] = set()
    rows = _sample(culture, style, versions, fetched_at, used, tested=True)
    return text.breakable(plain(ExportDocument(blocks=(_table(rows, used),))))


def _table(rows: list[ExportRow], used: set[LineColumn]) -> ExportTable:
    return export.table(rows, column_titles(sampling.date_label(sampling.Sampling.SPECIMEN)), _SOMETIMES - used)


def _made(pairs: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None) -> Generator[None, None, Matrix]:
    shown = yield from matrix.columns(pairs, style, fetched_at)
    return (yield from matrix.make(shown, style))


def _states(culture: Culture) -> list[str]:
    """What of a sample must not be overlooked wherever it stands."""
    found = [labels.apart().words] if culture.apart else []
    return [*found, *([translate("Cultures", "Older version")] if culture.superseded else [])]


def _sample(
    culture: Culture, style: Style, versions: Versions, fetched_at: datetime | None, used: set[LineColumn], *, tested: bool
) -> list[ExportRow]:
    """One sample. ``used``: columns in which something stands are put there. ``tested``: also what the matrix tells whole."""
    title = " ".join(filter(None, (sample_text.title(culture, style), export.ahead(culture.when, fetched_at))))
    head = ExportRow(span=text.visible(title), title=True, void=culture.void)
    rows = [head, ExportRow(span=sample_text.subtitle(culture, style))]
    told = sample_text.sample(culture, style, versions, fetched_at=fetched_at)
    every = tuple(told if tested else _not_in_the_matrix(culture, told))
    below = "\n".join(cell for line in every for cell in (line.shown, *line.cells))
    marks = (said for said in map(str, culture_text.marks(culture)) if text.visible(said) not in below)
    said = list(dict.fromkeys((*marks, *_states(culture))))
    if said:
        rows.append(ExportRow(span=text.visible(lines.SEPARATOR.join(said))))
    for isolate in () if tested else culture.isolates:
        count = translate("Cultures", "%n susceptibility result(s): see the table above", "", len(isolate.results))
        rows.append(ExportRow(span=f"{sample_text.called(isolate, style)}: {count}", void=isolate.void))
    for line in every:
        used |= export.filled(line) & _SOMETIMES
        rows.append(export.line_row(line))
    return rows


def _not_in_the_matrix(culture: Culture, every: Iterable[Line]) -> Iterator[Line]:
    """Without results of which the matrix tells everything: those that nothing more is told of."""
    tested = {id(each.observation) for isolate in culture.isolates for each in isolate.results}
    waiting: Line | None = None
    for line in every:
        if waiting is not None and line.kind is Kind.LINE:
            yield waiting
        waiting = line if line.kind is Kind.FINDING and id(line.of) in tested else None
        if waiting is None:
            yield line


def sample(culture: Culture | None, digest: Digest | None) -> tuple[tuple[Placed, ...], int]:
    """The results of one sample, in the laboratory's order."""
    if culture is None or digest is None:
        return (), -1
    wanted = {id(each) for each in labels.walk(culture.findings)}
    return tuple(each for each in digest.observations if id(each.observation) in wanted), 0


def tested(
    pairs: tuple[tuple[Culture, Isolate], ...],
    style: Style,
    *,
    title: str,
    facts: tuple[str, ...],
    fetched_at: datetime | None,
    paper: bool,
) -> Generator[None, None, ExportDocument | None]:
    """The matrix, what its letters mean, and what the laboratory says of a result beside its letter."""
    made = yield from _made(pairs, style, fetched_at)
    if not made.columns:
        return None
    if paper:
        blocks = yield from _on_paper(made)
        notes = _notes(made, style)
        more = (ExportTable(rows=notes),) if notes else ()
        return ExportDocument(title=title, facts=facts, blocks=(*blocks, *more), wide=_is_wide(made))
    blocks = (_block(made, made.columns, 0, "", paper=False), *_legend(made))
    return ExportDocument(title=title, facts=facts, blocks=blocks)


def _is_wide(made: Matrix) -> bool:
    """Whether paper lies for it."""
    return len(made.columns) > _UPRIGHT


def _on_paper(made: Matrix) -> Generator[None, None, tuple[ExportTable, ...]]:
    """In parts of like width, each with the names of its antibiotics and with which part it is; then the letters."""
    count = len(made.columns)
    parts = -(-count // (_LYING if _is_wide(made) else _UPRIGHT))
    blocks = []
    for part in range(parts):
        first, last = part * count // parts, (part + 1) * count // parts
        told = translate("Cultures", "part {n} of {m}").replace("{n}", str(part + 1)).replace("{m}", str(parts))
        blocks.append(_block(made, made.columns[first:last], first, told if parts > 1 else "", paper=True))
        yield
    return (*blocks, *_legend(made))


def _legend(made: Matrix) -> tuple[ExportTable, ...]:
    said = matrix.legend_text(made.legend)
    return (ExportTable(rows=(ExportRow(span=said),)),) if said and made.columns else ()


def _block(made: Matrix, columns: tuple[Column, ...], first: int, part: str, *, paper: bool) -> ExportTable:
    rows = []
    for name, every in zip(made.names, made.cells, strict=True):
        cells = every[first : first + len(columns)]
        if any(cells):
            struck = (place for place, cell in enumerate(cells, 1) if cell and all(each.void for each in cell))
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
    name = f"✕ {column.name}" if column.isolate.void else column.name
    return between.join(filter(None, (name, *column.more, column.also)))


def _resistant(cell: Cell) -> bool:
    """Whether the laboratory says so and that stands."""
    return any(each.letter == _RESISTANT and not each.void for each in cell)


def _said(cell: Cell, between: str) -> str:
    """A strike is lost in plain text, so what is void says so first."""
    told = [f"✕ {each.shown.removeprefix('✕').strip()}" if each.void else each.shown for each in cell]
    several = len(told) > 1
    return between.join(another(said) if several and of.void else said for said, of in zip(told, cell, strict=True))


def _notes(made: Matrix, style: Style) -> tuple[ExportRow, ...]:
    """What «see note» in a cell means, where no sample stands below that tells it."""
    found = []
    for column in made.columns:
        for each in column.isolate.results:
            for note in each.observation.notes:
                what = ", ".join((observation_name(each.observation), culture_text.sampled(column.culture, style)))
                found.append(ExportRow(span=f"{what}: {lines.annotation(note, style)}", void=each.void))
    return tuple(found)
