"""Exports of results: plain text for an EPJ and blocks for paper, made from the same parts.

A copy is de-identified unless the person wants it otherwise (``deidentification``). Paper always says whose it is, since paper
without a name is dangerous.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.results.model import Redacted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_ANSWER: Final = frozenset({0, 1})  # name and value: struck in a row that does not stand, where it does not say which
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ResultReading(Redacted):
    """One result in words. ``number``: digits without unit as the screen has them, "" where the value is no number.

    ``marks``: the laboratory's own, in words with their glyphs. ``states``: why it is not simply final, in words.
    ``figures``: the reference as the screen has it. ``awaited``: that a newer sample has no value, which is told last.
    """

    name: str
    value: str = ""
    number: str = ""
    comparator: str = ""
    unit: str = ""
    reference: str = ""
    figures: str = ""
    marks: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    when: str = ""
    laboratory: str = ""
    awaited: str = ""
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
            texts = (f"{label}: {cell}" for label, cell in zip(map(_one_line, block.header[2:]), others, strict=True) if cell)
            yield f"{indent}{'✕ ' if row.void else ''}{'; '.join((f'{name}: {value}' if value else name, *texts))}"
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
    parts = (head, *reading.marks, *reading.states, reading.when, reading.laboratory, reading.awaited)
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


_SHORTEST: Final = 4  # characters of a number; fewer are found in every text
_LONG: Final = 9  # characters from which a number can hardly be anything else, whatever stands between its digits
_SEPARATORS: Final = r"[\W_]*"
_JOINT: Final = r"[ .\-\u00a0\u2007\u202f]?"  # within one line and one cell
_MARKS: Final = "[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*"  # accents, and signs without a shape
_LETTERS: Final = rf"(?:[^\W\d_]{_MARKS})+"
_WORD: Final = re.compile(rf"{_LETTERS}(?:['\u2019\-]{_LETTERS})*")
_BETWEEN: Final = re.compile(r"(?:[^\w\t\r\n]|_)*")
_NAME_JOINERS: Final = re.compile(r"['\u2019\-]")  # what holds a name together that is also written as one word
_SIGNS: Final = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})


def deidentify(text: str, numbers: Iterable[str], names: Iterable[str], left_out: str) -> str:
    """Replace every spelling of these numbers and names by ``left_out``; tabs and line ends stay."""
    for number in numbers:
        signs = [re.escape(sign) for sign in number if sign.isalnum()]
        long = len(signs) >= _LONG
        spelled = _SEPARATORS.join(signs) if long else rf"(?<!\d){_JOINT.join(signs)}(?!\d)"
        if len(signs) >= _SHORTEST:
            text = re.sub(spelled, lambda found: left_out + "".join(re.findall(r"[\t\n]", found[0])), text, flags=re.IGNORECASE)
    parts = {part for name in names for found in _WORD.finditer(name) for part in _parts(found[0]) if len(part) > 1}
    made: list[str] = []
    at = 0
    for start, end in _places(text, parts):
        made += (text[at:start], left_out)
        at = end
    return "".join((*made, text[at:]))


def _parts(word: str) -> list[str]:
    """A word of a name: each of its pieces, and the whole of it as one word."""
    return [_folded(piece) for piece in (*_NAME_JOINERS.split(word), _NAME_JOINERS.sub("", word))]


def _folded(word: str) -> str:
    """The word in one spelling for comparison: «Håkon», «Haakon» and «HAKON» are equal, and «Müller» and «Mueller»."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_SIGNS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")
    return plain.replace("aa", "a").replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _places(text: str, parts: set[str]) -> Iterable[tuple[int, int]]:
    """The positions where two parts of the name follow each other."""
    run: list[tuple[re.Match[str], set[str]]] = []

    def name_span() -> Iterable[tuple[int, int]]:
        found = [(word, mine) for word, mine in run if mine]
        if len(set().union(*(mine for _, mine in found))) > 1:
            yield found[0][0].start(), found[-1][0].end()

    for word in _WORD.finditer(text):
        *pieces, whole = _parts(word[0])
        genitive = pieces[:-1] if pieces[-1] == "s" else pieces
        mine = set(genitive) if parts.issuperset(genitive) else parts & {whole, whole.removesuffix("s")}
        initial = len(whole) == 1
        if run and (not (mine or initial) or not _BETWEEN.fullmatch(text, run[-1][0].end(), word.start())):
            yield from name_span()
            run = []
        if mine or initial:
            run.append((word, mine))
    yield from name_span()
