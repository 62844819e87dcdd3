"""The prepared sheet of the cumulative table: every text, width and sparkline, computed in steps before painting."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF

from provesvar_gui.results import dating, table, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import Moment, Redacted
from provesvar_gui.results.table import Heading, TableRow
from provesvar_gui.ui.results.common import labels, sparkline
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table import cell_text
from provesvar_gui.ui.results.table import cells as cells_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.table import Line
    from provesvar_gui.ui.results.common.sparkline import Dot
    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate
_SAME_DIGIT: Final = str.maketrans("123456789", "000000000")  # digits are equally wide
_DRAWN: Final = 60  # newest results in a sparkline; with more it is a band
_SHORT_UNIT: Final = 9  # characters
_LONGEST_UNIT: Final = 28
_SHORT_REFERENCE: Final = 22  # characters
_DAY: Final = len("2024-08-14")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineHead(Redacted):
    """One line: its frozen part, and its cells by the place of the column. ``spoken``: name, unit and reference in one."""

    line: Line
    name: str
    level: int = 0
    unit: str = ""
    reference: str = ""
    dots: tuple[Dot, ...] = ()
    spoken: str = ""
    name_width: float = 0.0  # pixels, in one line
    unit_width: float = 0.0
    reference_width: float = 0.0
    cells: dict[int, TableCell] = field(default_factory=dict)

    @property
    def unit_lines(self) -> tuple[str, ...]:
        """The unit as it is painted."""
        return unit_lines(self.unit)

    @property
    def heading(self) -> bool:
        """Whether it only says what the lines below it have in common."""
        return isinstance(self.line, Heading)

    @property
    def holds(self) -> bool:
        """Whether other rows stand under it."""
        return isinstance(self.line, TableRow) and self.line.holds


def unit_lines(unit: str) -> tuple[str, ...]:
    """A unit in one line, a long one in two, broken at the stroke that makes them most equal."""
    if len(unit) > _LONGEST_UNIT:
        return (translate("Flowsheet", "Text …"),)
    strokes = [at + 1 for at, sign in enumerate(unit) if sign == "/"]
    if len(unit) <= _SHORT_UNIT or not strokes:
        return (unit,) if unit else ()
    at = min(strokes, key=lambda place: max(place, len(unit) - place))
    return unit[:at], unit[at:]


@dataclass(slots=True)
class Widths:
    """Pixels of the parts of a column."""

    whole: float = 0.0
    fraction: float = 0.0
    words: float = 0.0
    glyph: float = 0.0
    badge: float = 0.0
    more: float = 0.0

    @property
    def value(self) -> float:
        """Room for numbers lined up, and for words."""
        return max(self.whole + self.fraction, self.words)

    def widen(self, cell: TableCell, measure: Measure) -> None:
        if cell.number:
            self.whole = max(self.whole, measure(cell.whole))
            self.fraction = max(self.fraction, measure(cell.fraction))
        else:
            self.words = max(self.words, measure(cell.whole))
        self.glyph = max(self.glyph, measure(cell.glyph))
        self.badge = max(self.badge, measure(cell.badge))
        self.more = max(self.more, measure(cell.more))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ColumnHead(Redacted):
    """One sampling time: its frozen part, in two lines. ``day``: what two columns of the same day have in common.

    ``moment``: as one of its results says it, None for the column of what has no time. ``ahead``: dated after the fetch, which
    cannot be.
    """

    moment: Moment | None
    date: str
    clock: str = ""
    day: str = ""
    width: float = 0.0
    ahead: bool = False
    widths: Widths = field(default_factory=Widths)

    @property
    def headline(self) -> str:
        """The time on one line."""
        return " ".join(part for part in (self.date, self.clock) if part)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableSheet(Redacted):
    """The prepared contents of the cumulative table.

    ``heads``: from top to bottom; ``tops``: from the column of what has no time, if any, to the newest time.
    """

    style: Style = field(default_factory=Style)
    complete: bool = True
    heads: tuple[LineHead, ...] = ()
    tops: tuple[ColumnHead, ...] = ()

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return tuple(head.line for head in self.heads if isinstance(head.line, TableRow))


class Measure:
    """Widths of texts; digits count as equal, so that most are known already."""

    def __init__(self, font: QFont) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(bold)  # as marks and parents are painted, so the widest
        self._known: dict[str, float] = {"": 0.0}

    def __call__(self, words_: str) -> float:
        """Pixels."""
        key = words_.translate(_SAME_DIGIT)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._metrics.horizontalAdvance(key) + 0.5
        return found


def build(digest: Digest, style: Style, font: QFont) -> Generator[None, None, TableSheet]:
    """Make it; gives way while it works. ``font``: of the table."""
    columns, lines = yield from table.build(digest.observations, digest.series)
    measure = Measure(font)
    widths = [Widths() for _ in columns]
    heads: list[LineHead] = []
    for line in lines:
        if isinstance(line, Heading):
            heads.append(_heading(line, measure))
            continue
        cells: dict[int, TableCell] = {}
        for place, points in line.cells.items():
            cells[place] = one = cells_of.cell(line, points, style)
            widths[place].widen(one, measure)
            yield
        heads.append(_head(line, cells, style, measure, digest))
        yield
    tops = []
    for moment, parts in zip(columns, widths, strict=True):
        tops.append(_top(moment, parts, style, measure, digest.result.fetched_at))
        yield
    return TableSheet(style=style, complete=digest.complete, heads=tuple(heads), tops=tuple(tops))


def _name(said: str) -> str:
    """On one line. One without end would take minutes to lay out: it is read whole in the report."""
    return cell_text.cut(" ".join(said.split("\n")), cell_text.SPOKEN)


def _heading(heading: Heading, measure: Measure) -> LineHead:
    name = ""
    if heading.tree is not None and heading.concept is not None:
        name = text_concepts.result_texts(heading.concept)[0]
    elif heading.level == 0 and heading.concept is None and heading.report is not None:
        name = labels.discipline(heading.report)
    elif heading.concept is not None:
        name = text_concepts.name(heading.concept)
    name = text.visible(name) or translate("Flowsheet", "Discipline not given")
    if heading.apart and heading.level == 0:
        name = translate("Flowsheet", "{discipline}, registered on another kind of number or an invalid one").replace(
            "{discipline}", name
        )
    name = _name(name)
    return LineHead(line=heading, name=name, level=heading.level, spoken=name, name_width=measure(name))


def _head(row: TableRow, cells: dict[int, TableCell], style: Style, measure: Measure, digest: Digest) -> LineHead:
    series = row.series
    name = _name(text.visible(series.name)) or translate("Flowsheet", "Name not given")
    unit = text.visible(series.unit)
    reference, _, others = cell_text.reference_beside(row, style)
    said = [name, unit]
    if reference:
        said.append(translate("ReportLines", "reference {range}").replace("{range}", reference))
    if others:
        said.append(translate("Flowsheet", "other reference ranges earlier"))
    if len(reference) > _SHORT_REFERENCE or "\n" in reference:
        reference = translate("Flowsheet", "Text …")
    if others:
        told = translate("Flowsheet", "{range} (%n different)", "number of reference ranges", others + 1)
        reference = told.replace(" ", text.NBSP).replace("{range}", reference)
    return LineHead(
        line=row,
        name=name,
        level=row.level,
        unit=unit,
        reference=reference,
        dots=sparkline.shape(series, series.points[-_DRAWN:], end=digest.result.fetched_at) if digest.complete else (),
        spoken=", ".join(part for part in said if part),
        name_width=measure(name),
        unit_width=max(map(measure, unit_lines(unit)), default=0.0),
        reference_width=measure(reference),
        cells=cells,
    )


def _top(moment: Moment | None, widths: Widths, style: Style, measure: Measure, fetched_at: datetime | None) -> ColumnHead:
    if moment is None:
        words_ = translate("Flowsheet", "No date")
        return ColumnHead(moment=None, date=words_, day="-", width=measure(words_), widths=widths)
    whole = text.visible(style.moment(moment))
    literal = moment.literal.strip()
    span = dating.span_of(moment)
    ahead = span is not None and span.ahead(fetched_at)
    date = text.visible(style.moment(Moment(literal=literal[:_DAY])))
    if len(literal) <= _DAY or not whole.startswith(date):
        return ColumnHead(moment=moment, date=whole, day=literal, width=measure(whole), ahead=ahead, widths=widths)
    clock = whole.removeprefix(date).strip(text.NBSP)
    width = max(measure(date), measure(clock))
    return ColumnHead(moment=moment, date=date, clock=clock, day=literal[:_DAY], width=width, ahead=ahead, widths=widths)
