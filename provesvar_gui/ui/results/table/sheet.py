"""The prepared sheet of the cumulative table: every text, width and curve, computed in steps before painting."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF

from provesvar_gui.results import course, dating, laboratories, materials, table, text, trend
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.model import Moment, Redacted
from provesvar_gui.results.table import Heading, TableRow
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import labels, mini_curve
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table import cell_text, signs
from provesvar_gui.ui.results.table import cells as cells_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.table import Line
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate
_SAME_DIGIT: Final = str.maketrans("123456789", "000000000")  # digits are equally wide
_DRAWN: Final = 60  # newest results in a curve
_LONGEST_UNIT: Final = 28
_SHORT_REFERENCE: Final = 22  # characters
_PREFIX: Final = re.compile(r"\w{1,4}-(?:\([^)]{1,6}\)[ \u00a0]?)?(?=\w)")
_DAY: Final = len("2024-08-14")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineHead(Redacted):
    """One line: its frozen part, and its cells by the place of the column.

    ``prefix``: how many letters of the name say what was examined («P-»). ``figures``: the reference as it is painted;
    ``others``: there are others. ``spoken``: name, unit and reference in one. ``words``: how wide values are that are words.
    """

    line: Line
    name: str
    level: int = 0
    unit: str = ""
    reference: str = ""
    figures: str = ""
    others: bool = False
    prefix: int = 0
    curve: MiniCurve | None = None
    spoken: str = ""
    name_width: float = 0.0  # pixels, in one line
    unit_width: float = 0.0
    reference_width: float = 0.0
    cells: dict[int, TableCell] = field(default_factory=dict)
    words: dict[int, float] = field(default_factory=dict)  # pixels, by place

    @property
    def heading(self) -> bool:
        """Whether it only says what the lines below it have in common."""
        return isinstance(self.line, Heading)

    @property
    def holds(self) -> bool:
        """Whether other rows stand under it."""
        return isinstance(self.line, TableRow) and self.line.holds


@dataclass(slots=True)
class Widths:
    """Pixels of the parts of a column: of the values that do not run into other cells, and of what stands behind them."""

    value: float = 0.0
    signs: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ColumnHead(Redacted):
    """One sampling time.

    ``date``, ``clock``: its two parts; ``short``: the date without the year of the fetch. ``headline``: the whole on one line.
    ``day``: what two columns of the same day have in common. ``moment``: as one of its results says it, None for the column of
    what has no time. ``ahead``: dated after the fetch, which cannot be. ``waits``: nothing has been answered. ``tag``: of the
    laboratory that made all of it, where that is another one.
    """

    moment: Moment | None
    headline: str
    date: str
    short: str
    clock: str = ""
    day: str = ""
    ahead: bool = False
    waits: bool = False
    tag: str = ""
    widths: Widths = field(default_factory=Widths)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableSheet(Redacted):
    """The prepared contents of the cumulative table.

    ``heads``: from top to bottom; ``tops``: from the column of what has no time, if any, to the newest time. ``tags``: the
    laboratories by their letters, "" for the one whose results bear none.
    """

    style: Style = field(default_factory=Style)
    complete: bool = True
    heads: tuple[LineHead, ...] = ()
    tops: tuple[ColumnHead, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    course: str = ""  # what time the curves show

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return tuple(head.line for head in self.heads if isinstance(head.line, TableRow))


class Measure:
    """Widths of texts; digits count as equal, so that most are known already."""

    def __init__(self, font: QFont) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(bold)  # as marks and names are painted, so the widest
        self._known: dict[str, float] = {"": 0.0}

    def __call__(self, words: str) -> float:
        """Pixels."""
        key = words.translate(_SAME_DIGIT)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._metrics.horizontalAdvance(key) + 0.5
        return found

    def value(self, cell: TableCell) -> float:
        """Of a value with the tag before it."""
        return self(cell.value) + (theme.px(signs.TAG) + signs.GAP if cell.tag else 0.0)

    def behind(self, cell: TableCell) -> float:
        """Of what stands behind the value: the mark has its slot whether there is one or not."""
        return max(theme.px(signs.SLOT), signs.width(cell.flag.glyph if cell.flag is not None else "", self)) + sum(
            signs.width(mark.glyph, self) for mark in cell.signs
        )


class Tags:
    """Two letters for each laboratory but the one of most results."""

    def __init__(self, observations: Iterable[Placed]) -> None:
        counts: dict[str, int] = {}
        names: dict[str, str] = {}
        for placed in observations:
            key = laboratories.laboratory(placed.observation, placed.report)
            counts[key] = counts.get(key, 0) + 1
            names.setdefault(key, text.visible(laboratories.laboratory_name(placed)))
        named = sorted((key for key in counts if names[key]), key=lambda key: -counts[key])
        self.home = named[0] if named else ""
        self.names: dict[str, str] = {"": names[self.home]} if named else {}
        self._letters: dict[str, str] = {}
        for key in named[1:]:
            self._letters[key] = letters = _two_letters(names[key], self.names)
            self.names[letters] = names[key]

    def of(self, placed: Placed) -> str:
        return self._letters.get(laboratories.laboratory(placed.observation, placed.report), "")


def _two_letters(name: str, taken: Iterable[str]) -> str:
    """Of its first two words, else its first with another one of it, else with a number."""
    words = [word for part in name.split() if (word := "".join(filter(str.isalnum, part)))] or ["?"]
    first = words[0][0]
    others = [word[0] for word in words[1:]] + list(words[0][1:]) + list(map(str, range(2, 10_000)))
    return next(found for each in others if (found := f"{first}{each}".upper()) not in taken)


def build(digest: Digest, style: Style, font: QFont) -> Generator[None, None, TableSheet]:
    """Make it; gives way while it works. ``font``: of the table."""
    columns, lines = yield from table.build(digest.observations, digest.series)
    measure = Measure(font)
    tags = Tags(digest.observations)
    yield
    curves: dict[int, Curve] = {}
    for line in lines if digest.complete else ():
        if isinstance(line, TableRow) and line.series.has_numbers:
            curves[id(line)] = yield from trend.curve(replace(line.series, points=line.series.points[-_DRAWN:]))
    end = digest.result.fetched_at
    period = course.readable([[dot.when for dot in each.dots] for each in curves.values()], end) if end is not None else None
    first = course.begin(period, end) if period is not None and end is not None else None
    yield
    widths = [Widths(signs=2 * theme.px(signs.SLOT)) for _ in columns]
    found: list[list[TableCell]] = [[] for _ in columns]
    heads: list[LineHead] = []
    for line in lines:
        if isinstance(line, Heading):
            heads.append(_heading(line, measure))
            continue
        beside = cell_text.reference_beside(line, style)[0]
        cells: dict[int, TableCell] = {}
        words: dict[int, float] = {}
        for place, points in line.cells.items():
            own = cell_text.reference_text(points[0], style)
            other = bool(own) and own != beside
            one = cells_of.cell(points, style, holds=line.holds, tag=tags.of(points[0].placed), other_reference=other)
            cells[place] = one
            found[place].append(one)
            widths[place].signs = max(widths[place].signs, measure.behind(one))
            if one.text:
                words[place] = measure.value(one)
            else:
                widths[place].value = max(widths[place].value, measure.value(one))
            yield
        drawn = curves.get(id(line))
        shown = (
            course.mini(drawn, first, end) if drawn is not None and drawn.dots and first is not None and end is not None else None
        )
        heads.append(_head(line, cells, words, style, measure, shown))
        yield
    tops = []
    for moment, parts, some in zip(columns, widths, found, strict=True):
        tops.append(_top(moment, parts, some, style, digest.result.fetched_at))
        yield
    return TableSheet(
        style=style,
        complete=digest.complete,
        heads=tuple(heads),
        tops=tuple(tops),
        tags=tags.names,
        course=mini_curve.title(period) if period is not None else "",
    )


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


def _head(
    row: TableRow, cells: dict[int, TableCell], words: dict[int, float], style: Style, measure: Measure, curve: MiniCurve | None
) -> LineHead:
    series = row.series
    name = _name(text.visible(series.name)) or translate("Flowsheet", "Name not given")
    unit = text.visible(series.unit) if len(series.unit) <= _LONGEST_UNIT else translate("Flowsheet", "Text …")
    reference, whose, others = cell_text.reference_beside(row, style)
    ranges = whose.observation.reference_ranges if whose is not None else ()
    figures = "; ".join(text.reference_figures(each, style.language) for each in ranges).strip()
    said = [name, unit]
    if reference:
        said.append(translate("ReportLines", "reference {range}").replace("{range}", reference))
    if others:
        said.append(translate("Flowsheet", "other reference ranges earlier"))
    if len(reference) > _SHORT_REFERENCE or "\n" in reference:
        reference = figures = translate("Flowsheet", "Text …")
    return LineHead(
        line=row,
        name=name,
        level=row.level,
        unit=unit,
        reference=reference,
        others=others,
        figures=figures,
        prefix=_prefix(name),
        curve=curve,
        spoken=", ".join(part for part in said if part),
        name_width=measure(name),
        unit_width=measure(unit),
        reference_width=measure(figures) + (theme.px(signs.SLOT) if others else 0.0),
        cells=cells,
        words=words,
    )


def _prefix(name: str) -> int:
    """How many letters say what was examined: «P-», «P-(vB) »."""
    found = _PREFIX.match(name)
    return found.end() if found is not None and materials.material(name) else 0


def _top(moment: Moment | None, widths: Widths, cells: list[TableCell], style: Style, fetched_at: datetime | None) -> ColumnHead:
    tags = {cell.tag for cell in cells}
    tag = tags.pop() if len(tags) == 1 else ""
    if moment is None:
        words = translate("Flowsheet", "No date")
        return ColumnHead(moment=None, headline=words, date=words, short=words, day="-", tag=tag, widths=widths)
    whole = text.visible(style.moment(moment))
    literal = moment.literal.strip()
    span = dating.span_of(moment)
    ahead = span is not None and span.ahead(fetched_at)
    waits = all(cell.quiet and any(point.placed.pending for point in cell.points) for cell in cells)
    date = text.visible(style.moment(Moment(literal=literal[:_DAY])))
    if len(literal) <= _DAY or not whole.startswith(date):
        date, clock, day = whole, "", literal
    else:
        clock, day = whole.removeprefix(date).strip(text.NBSP), literal[:_DAY]
    year = f"{text.NBSP}{text.in_norway(fetched_at).year}" if fetched_at is not None else ""
    return ColumnHead(
        moment=moment,
        headline=f"{date} {clock}".strip(),
        date=date,
        short=date.removesuffix(year),
        clock=clock,
        day=day,
        ahead=ahead,
        waits=waits,
        tag=tag,
        widths=widths,
    )
