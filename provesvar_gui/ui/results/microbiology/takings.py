"""Susceptibilities for paper or as text: antibiotics by isolates, a few isolates beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results.export import Block, Row, Taken
from provesvar_gui.ui.results.common import culture_words, lines
from provesvar_gui.ui.results.common.finding_facts import observation_name
from provesvar_gui.ui.results.microbiology.matrix import another

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.microbiology.matrix import Cell, Column, Matrix

translate = QCoreApplication.translate
_UPRIGHT: Final = 4  # isolates beside each other on a page that stands
_LYING: Final = 7
_NAMES: Final = 1.3  # width of the names of antibiotics, in columns
_FEW: Final = 3  # columns that fill the page; of fewer the last is wider
_RESISTANT: Final = "R"


def over_time(matrix: Matrix, style: Style, *, title: str, paper: bool) -> Generator[None, None, Taken]:
    """One organism: the matrix, what its letters mean, and what the laboratory says of a result beside its letter."""
    if paper:
        blocks = yield from on_paper(matrix)
        notes = _notes(matrix, style)
        more = (Block(rows=notes),) if notes else ()
        return Taken(title=title, blocks=(*blocks, *more), wide=is_wide(matrix))
    yield
    blocks = (_block(matrix, matrix.columns, 0, "", paper=False),) if matrix.columns else ()
    return Taken(title=title, blocks=(*blocks, *_legend(matrix)))


def is_wide(matrix: Matrix) -> bool:
    """Whether paper lies for it."""
    return len(matrix.columns) > _UPRIGHT


def on_paper(matrix: Matrix) -> Generator[None, None, tuple[Block, ...]]:
    """In parts of like width, each with the names of its antibiotics and with which part it is; then the letters."""
    count = len(matrix.columns)
    parts = -(-count // (_LYING if is_wide(matrix) else _UPRIGHT))
    blocks = []
    for part in range(parts):
        first, last = part * count // parts, (part + 1) * count // parts
        told = translate("Cultures", "part {n} of {m}").replace("{n}", str(part + 1)).replace("{m}", str(parts))
        blocks.append(_block(matrix, matrix.columns[first:last], first, told if parts > 1 else "", paper=True))
        yield
    return (*blocks, *_legend(matrix))


def _legend(matrix: Matrix) -> tuple[Block, ...]:
    return (Block(rows=(Row(span=matrix.legend, quiet=True),)),) if matrix.legend and matrix.columns else ()


def _block(matrix: Matrix, columns: tuple[Column, ...], first: int, part: str, *, paper: bool) -> Block:
    rows = []
    for name, every in zip(matrix.names, matrix.cells, strict=True):
        cells = every[first : first + len(columns)]
        if any(each.answers for each in cells):
            struck = (place for place, cell in enumerate(cells, 1) if cell.answers and all(each.void for each in cell.answers))
            strong = (place for place, cell in enumerate(cells, 1) if _resistant(cell))
            said = (_said(each, "\n" if paper else "; ") for each in cells)
            rows.append(Row(cells=(name, *said), struck=frozenset(struck), strong=frozenset(strong if paper else ())))
    heads = (_head(each, "\n" if paper else ", ") for each in columns)
    antibiotic = translate("Cultures", "Antibiotic")
    return Block(
        header=(f"{antibiotic}\n({part})" if part else antibiotic, *heads),
        shares=(_NAMES, *(1.0 for _ in columns[1:]), max(_FEW - len(columns), 0) + 1.0),
        rows=tuple(rows),
        tabs=not paper,
        names=True,
    )


def _head(column: Column, between: str) -> str:
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


def _notes(matrix: Matrix, style: Style) -> tuple[Row, ...]:
    """What «see note» in a cell means, where no sample stands below that tells it."""
    found = []
    for column in matrix.columns:
        for each in column.isolate.results:
            for note in each.observation.notes:
                what = ", ".join((observation_name(each.observation), culture_words.sampled(column.culture, style)))
                found.append(Row(span=f"{what}: {lines.annotation(note, style)}", void=each.void))
    return tuple(found)
