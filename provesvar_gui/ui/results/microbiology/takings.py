"""An organism over time, for paper or as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.domain.taking import Block, Row, Taken

if TYPE_CHECKING:
    from collections.abc import Generator

    from provesvar_gui.ui.results.microbiology.matrix import Cell, Matrix

translate = QCoreApplication.translate
_ACROSS: Final = 5  # isolates beside each other on paper


def over_time(matrix: Matrix, *, title: str, paper: bool) -> Generator[None, None, Taken]:
    """The matrix and what its letters mean. On paper isolates come a few at a time."""
    blocks = []
    step = _ACROSS if paper else max(len(matrix.columns), 1)
    for first in range(0, len(matrix.columns), step):
        blocks.append(_block(matrix, first, first + step, paper=paper))
        yield
    if matrix.legend and blocks:
        blocks.append(Block(rows=(Row(span=matrix.legend, quiet=True),)))
    return Taken(title=title, blocks=tuple(blocks))


def _block(matrix: Matrix, first: int, last: int, *, paper: bool) -> Block:
    columns = matrix.columns[first:last]
    rows = []
    for name, every in zip(matrix.names, matrix.cells, strict=True):
        cells = every[first:last]
        if any(each.answers for each in cells):
            struck = (place for place, cell in enumerate(cells, 1) if cell.answers and all(each.void for each in cell.answers))
            rows.append(Row(cells=(name, *map(_said, cells)), struck=frozenset(struck)))
    heads = (", ".join((each.head.name, *each.head.more)) for each in columns)
    share = 0.72 / max(len(columns), 1)
    return Block(
        header=(translate("Cultures", "Antibiotic"), *heads),
        shares=(0.28, *(share for _ in columns)),
        rows=tuple(rows),
        tabs=not paper,
    )


def _said(cell: Cell) -> str:
    """A strike is lost in plain text, so what is void says so first."""
    return "; ".join(f"✕ {each.shown.removeprefix('✕').strip()}" if each.void else each.shown for each in cell.answers)
