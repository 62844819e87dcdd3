"""The export of samples, and of the matrix of all that was tested, which on paper stands before them."""

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
    """Every sample, whole."""
    rows: list[ExportRow] = []
    dated = False
    for culture in cultures:
        every = tuple(culture_text.sample(culture, style, versions, fetched_at=fetched_at))
        rows += _rows(culture, every, style, fetched_at)
        dated = dated or _dated(every)
        yield
    return (_table(rows, dated=dated),) if rows else ()


def _dated(every: tuple[Line, ...]) -> bool:
    return not all(line.date_told for line in every)


def _table(rows: Iterable[ExportRow], *, dated: bool) -> ExportTable:
    return export.table(rows, sampling.date_label(sampling.Sampling.SPECIMEN), dated=dated)


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
    block = _table(_rows(culture, every, style, fetched_at), dated=_dated(every))
    return text.breakable(plain(ExportDocument(blocks=(block,))))
