"""The export of samples, and of the matrix of all tests, which precedes them on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, plain
from provesvar_gui.ui.results.common import culture_text, export, lines, sampling
from provesvar_gui.ui.results.common.labels import without_unspecific
from provesvar_gui.ui.results.common.report_lines import observation_name
from provesvar_gui.ui.results.microbiology import matrix
from provesvar_gui.ui.results.microbiology.matrix import IsolateColumn, another

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import datetime

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Line, Style
    from provesvar_gui.ui.results.microbiology.matrix import Cell, Matrix

translate = QCoreApplication.translate
_UPRIGHT, _LYING = 4, 7  # isolates beside each other on a page that stands, or lies
_RESISTANT: Final = "R"


def samples(
    cultures: Iterable[Culture], style: Style, versions: Versions, fetched_at: datetime | None
) -> Generator[None, None, tuple[ExportTable, ...]]:
    """All samples, complete."""
    rows: list[ExportRow] = []
    dated = False
    for culture in cultures:
        every = tuple(culture_text.sample(culture, style, versions, fetched_at=fetched_at))
        rows += _rows(culture, every, style, fetched_at)
        dated = dated or not all(line.date_told for line in every)
        yield
    return (export.table(rows, sampling.date_label(sampling.Sampling.SPECIMEN), dated=dated),) if rows else ()


def _rows(culture: Culture, every: tuple[Line, ...], style: Style, fetched_at: datetime | None) -> Iterator[ExportRow]:
    title = " ".join(filter(None, (culture_text.title(culture, style), export.ahead(culture.when, fetched_at))))
    below = "\n".join(cell for line in every for cell in (line.shown, *line.cells))
    yield ExportRow(span=title, title=True, void=culture.void)
    yield ExportRow(span=culture_text.subtitle(culture, style))
    if said := [str(mark) for mark in culture_text.marks(culture) if str(mark) not in below]:
        yield ExportRow(span=lines.SEPARATOR.join(said))
    yield from map(export.line_row, every)


def copied(culture: Culture, style: Style, versions: Versions, fetched_at: datetime | None) -> str:
    every = tuple(culture_text.sample(culture, style, versions, fetched_at=fetched_at))
    dated = not all(line.date_told for line in every)
    rows = _rows(culture, every, style, fetched_at)
    block = export.table(rows, sampling.date_label(sampling.Sampling.SPECIMEN), dated=dated)
    return text.breakable(plain(ExportDocument(blocks=(block,))))


def tested(
    pairs: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None, *, paper: bool
) -> Generator[None, None, tuple[ExportTable, ...]]:
    """The matrix, the meaning of its letters, and the laboratory's notes on single results.

    On paper in parts of like width, each with the names of its antibiotics and with which part it is.
    """
    made = yield from matrix.build(pairs, style, fetched_at)
    count = len(made.columns)
    if not count:
        return ()
    parts = -(-count // (_LYING if is_wide(count) else _UPRIGHT)) if paper else 1
    blocks = []
    for part in range(parts):
        first, last = part * count // parts, (part + 1) * count // parts
        told = translate("Cultures", "part {n} of {m}").replace("{n}", str(part + 1)).replace("{m}", str(parts))
        blocks.append(_block(made, made.columns[first:last], first, told if parts > 1 else "", paper=paper))
        yield
    said = "   ".join(f"{letter}{text.NBSP}– {words}" for letter, words in made.legend)
    rows = (*([ExportRow(span=said)] if said else ()), *_notes(made, style))
    return (*blocks, *((ExportTable(rows=rows),) if rows else ()))


def is_wide(columns: int) -> bool:
    return columns > _UPRIGHT


def _block(made: Matrix, columns: tuple[IsolateColumn, ...], first: int, part: str, *, paper: bool) -> ExportTable:
    rows = []
    for name, every in zip(made.names, made.cells, strict=True):
        cells = every[first : first + len(columns)]
        if any(cells):
            struck = (place for place, cell in enumerate(cells, 1) if cell and all(each.void for each in cell))
            strong = (
                place
                for place, cell in enumerate(cells, 1)
                if paper and any(each.letter == _RESISTANT and not each.void for each in cell)
            )
            said = (_said(each, "\n" if paper else "; ") for each in cells)
            rows.append(ExportRow(cells=(name, *said), struck=frozenset(struck), strong=frozenset(strong)))
    between = "\n" if paper else ", "
    heads = (between.join((f"✕ {each.name}" if each.isolate.void else each.name, *each.whole[1:])) for each in columns)
    antibiotic = translate("Cultures", "Antibiotic")
    header = (f"{antibiotic}\n({part})" if part else antibiotic, *heads)
    return ExportTable(header=header, rows=tuple(rows), tabs=not paper)


def _said(cell: Cell, between: str) -> str:
    """Plain text has no strike-through, so a void result begins with its status."""
    told = [f"✕ {each.shown.removeprefix('✕').strip()}" if each.void else each.shown for each in cell]
    several = len(told) > 1
    return between.join(another(said) if several and of.void else said for said, of in zip(told, cell, strict=True))


def _notes(made: Matrix, style: Style) -> Iterator[ExportRow]:
    """The texts of «see note» in the cells."""
    for column in made.columns:
        for each in column.isolate.results:
            for note in each.observation.notes:
                name = without_unspecific(observation_name(each.observation))
                what = ", ".join((name, culture_text.sampled(column.culture, style)))
                yield ExportRow(span=f"{what}: {lines.annotation(note, style)}", void=each.void)
