"""Exports of results: plain text for an EPJ and blocks for paper, made from the same parts.

A copy is de-identified unless the person wants it otherwise (``deidentification``). Paper always says whose it is, since paper
without a name is dangerous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANSWER: Final = frozenset({0, 1})  # name and value: struck in a row that does not stand, where it does not say which
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultReading(Redacted):
    """One result in words. ``number``: digits without unit as the screen has them, "" where the value is no number.

    ``marks``: the laboratory's own, in words with their glyphs. ``states``: why it is not simply final, in words.
    """

    name: str
    value: str = ""
    number: str = ""
    comparator: str = ""
    unit: str = ""
    reference: str = ""
    marks: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    when: str = ""
    laboratory: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExportRow(Redacted):
    """Cells, or one text as wide as the table (``span``). ``level``: how far in. ``void``: struck through, and says so in words.

    ``struck``: cells that are struck through; of a void row the first two, where none is told. ``strong``: cells that hold a
    result which the laboratory has marked. ``code``: columns of spaces mean something in it. ``title``: above headings.
    ``large``: a text to be read from afar.
    """

    cells: tuple[str, ...] = ()
    struck: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    span: str = ""
    level: int = 0
    heading: bool = False
    title: bool = False
    void: bool = False
    code: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Picture(Redacted):
    """A drawing on paper, a ``QPicture``; it has no text, so its data is in a table as well.

    Lengths: 96 to the inch.
    """

    recorded: Any
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExportTable(Redacted):
    """A table. ``tabs``: pasted with tabs, for a spreadsheet or a word processor. ``picture``: drawn below it.

    Without ``header`` it holds only texts. The first line of a head is what it is called.
    """

    header: tuple[str, ...] = ()
    rows: tuple[ExportRow, ...] = ()
    tabs: bool = False
    picture: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExportDocument(Redacted):
    """A document for export.

    ``title`` and ``facts`` above, then the blocks. ``void``: the whole of it has been withdrawn. ``wide``: paper lies.
    """

    title: str = ""
    facts: tuple[str, ...] = ()
    blocks: tuple[ExportTable, ...] = ()
    void: bool = False
    wide: bool = False


def plain(taken: ExportDocument) -> str:
    """As text that pastes well: a result on a line, each cell with the head of its column; a table in columns of tabs."""
    lines = [("✕ " if taken.void else "") + taken.title] if taken.title else []
    lines += taken.facts
    for block in taken.blocks:
        if lines:
            lines.append("")
        lines += _tabbed(block) if block.tabs else _listed(block)
    return "\n".join(lines).strip("\n")


def _tabbed(block: ExportTable) -> list[str]:
    rows = [row.cells or (row.span,) for row in block.rows]
    return ["\t".join(map(_one_line, cells)) for cells in ([block.header] if block.header else []) + rows]


def without_empty_columns(block: ExportTable) -> ExportTable:
    if not any(row.cells for row in block.rows):
        return replace(block, header=())
    places = range(1, len(block.header))  # the first stays
    kept = [0, *(place for place in places if any(row.cells and row.cells[place].strip() for row in block.rows))]
    if len(kept) == len(block.header):
        return block

    def moved(places: frozenset[int]) -> frozenset[int]:
        return frozenset(kept.index(place) for place in places if place in kept)

    rows = (
        replace(
            row,
            cells=tuple(row.cells[at] for at in kept),
            struck=moved(row.struck or _ANSWER if row.void else row.struck),
            strong=moved(row.strong),
        )
        if row.cells
        else row
        for row in block.rows
    )
    return replace(block, header=tuple(block.header[at] for at in kept), rows=tuple(rows))


def _listed(block: ExportTable) -> Iterator[str]:
    for row in block.rows:
        indent = _INDENT * row.level
        if row.cells:
            name, value, *others = map(_one_line, row.cells)
            told = (f"{label}: {cell}" for label, cell in zip(map(_one_line, block.header[2:]), others, strict=True) if cell)
            yield f"{indent}{'✕ ' if row.void else ''}{'; '.join((f'{name}: {value}' if value else name, *told))}"
        else:
            yield from (f"{indent}{line}".rstrip() for line in row.span.split("\n"))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def reading_line(reading: ResultReading, *, reference_text: str = "{range}") -> str:
    """A result on one line. ``reference_text``: the text of a reference range, with the placeholder {range}."""
    name = f"✕ {reading.name}" if reading.void else reading.name
    head = f"{name}: {reading.value}" if reading.value else name
    reference = reference_text.replace("{range}", reading.reference) if reading.reference else ""
    if reference:
        head = f"{head} ({reference})"
    parts = (head, *reading.marks, *reading.states, reading.when, reading.laboratory)
    return ", ".join(_one_line(part) for part in parts if part.strip())


def aloud(number: str, *, decimal_word: str) -> str:
    """A number for reading aloud: «6 komma 8», «0 komma 0 4 5», «1 2 8 0 0»; any other text is unchanged.

    Whole parts of up to three digits are read as one number; longer ones, and every decimal, digit by digit.
    """
    found = re.fullmatch(r"(?P<sign>[-+\u2212]?)(?P<whole>\d+)(?:[.,](?P<rest>\d+))?", number, re.ASCII)
    if found is None:
        return number
    whole = found["whole"] if len(found["whole"]) <= 3 else " ".join(found["whole"])
    rest = f" {decimal_word} {' '.join(found['rest'])}" if found["rest"] else ""
    return f"{found['sign']}{whole}{rest}"
