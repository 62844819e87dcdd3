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
    from collections.abc import Sequence

_WIDEST: Final = 30  # characters to which a column of a copied list is filled up; a longer cell pushes the rest to the right
_ANSWER: Final = frozenset({0, 1})  # name and value: struck in a row that does not stand, where it does not say which
_GAP: Final = "  "
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
    """What is drawn on paper, a ``QPicture``; as text it is nothing, so whatever it shows stands in a table too.

    Lengths: 96 to the inch.
    """

    recorded: Any
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExportTable(Redacted):
    """A table. ``tabs``: pasted with tabs, for a spreadsheet or a word processor. ``picture``: stands below it.

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

    ``one_page``: what hangs on a wall; its type is as small as it takes.
    """

    title: str = ""
    facts: tuple[str, ...] = ()
    blocks: tuple[ExportTable, ...] = ()
    void: bool = False
    wide: bool = False
    one_page: bool = False


def plain(taken: ExportDocument) -> str:
    """As text that pastes well: short lines, a list in columns of spaces, a table in columns of tabs."""
    lines = [("✕ " if taken.void else "") + taken.title] if taken.title else []
    lines += taken.facts
    for block in taken.blocks:
        if lines:
            lines.append("")
        lines += _tabbed(block) if block.tabs else _aligned(block)
    return "\n".join(lines).strip("\n")


def _tabbed(block: ExportTable) -> list[str]:
    rows = [row.cells or (row.span,) for row in block.rows]
    return ["\t".join(map(_one_line, cells)) for cells in ([block.header] if block.header else []) + rows]


def used_columns(block: ExportTable) -> list[int]:
    """The first, and those in which something stands."""
    places = range(1, len(block.header))
    used = (place for place in places if any(row.cells and row.cells[place].strip() for row in block.rows))
    return [0, *used] if block.header else []


def without_empty_columns(block: ExportTable) -> ExportTable:
    if not any(row.cells for row in block.rows):
        return replace(block, header=())
    kept = used_columns(block)
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


def _aligned(block: ExportTable) -> list[str]:
    kept = used_columns(block)
    table = [[block.header[place] for place in kept]] if any(row.cells for row in block.rows) else []
    made = {id(row): _cells(row, kept) for row in block.rows if row.cells}
    table += made.values()
    widths = [min(max(map(len, column)), _WIDEST) for column in zip(*table, strict=True)]
    lines = [_columns(table[0], widths)] if table else []
    for row in block.rows:
        if row.cells:
            lines.append(_columns(made[id(row)], widths))
        else:
            indent = _INDENT * row.level
            lines += (f"{indent}{line}".rstrip() for line in row.span.split("\n"))
    return lines


def _cells(row: ExportRow, kept: Sequence[int]) -> list[str]:
    first, *others = (_one_line(row.cells[place]) for place in kept)
    return [f"{_INDENT * row.level}{'✕ ' if row.void else ''}{first}", *others]


def _columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    return _GAP.join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _one_line(words: str) -> str:
    return " ".join(words.split())


def reading_line(reading: ResultReading, *, reference_text: str = "{range}") -> str:
    """A result on one line. ``reference_text``: how a reference range is said, with {range} where it goes."""
    name = f"✕ {reading.name}" if reading.void else reading.name
    head = f"{name}: {reading.value}" if reading.value else name
    reference = reference_text.replace("{range}", reading.reference) if reading.reference else ""
    if reference:
        head = f"{head} ({reference})"
    parts = (head, *reading.marks, *reading.states, reading.when, reading.laboratory)
    return ", ".join(_one_line(part) for part in parts if part.strip())


def listed(cells: Sequence[str]) -> str:
    """A row of a list on one line: «name: value, …»; what is empty is left out."""
    name, value, *others = map(_one_line, cells)
    return ", ".join(part for part in (f"{name}: {value}" if value else name, *others) if part)


def aloud(number: str, *, decimal_word: str) -> str:
    """A number as it is read over the telephone: «6 komma 8», «0 komma 0 4 5», «1 2 8 0 0»; what is no number stays as it is.

    Whole parts of up to three digits are read as one number; longer ones, and every decimal, digit by digit.
    """
    found = re.fullmatch(r"(?P<sign>[-+\u2212]?)(?P<whole>\d+)(?:[.,](?P<rest>\d+))?", number, re.ASCII)
    if found is None:
        return number
    whole = found["whole"] if len(found["whole"]) <= 3 else " ".join(found["whole"])
    rest = f" {decimal_word} {' '.join(found['rest'])}" if found["rest"] else ""
    return f"{found['sign']}{whole}{rest}"


def in_groups(digits: str) -> str:
    """A patient's number in twos and threes, for reading aloud: «13 89 69 002 63»."""
    if len(digits) != 11:
        return digits
    return " ".join((digits[0:2], digits[2:4], digits[4:6], digits[6:9], digits[9:11]))
