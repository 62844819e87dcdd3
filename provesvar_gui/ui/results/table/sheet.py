"""The prepared sheet of the cumulative table: every text, width and curve, computed in steps before painting."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF

from provesvar_gui.results import course, dating, table, text, trend
from provesvar_gui.results.laboratories import Tags
from provesvar_gui.results.model import Moment, Redacted
from provesvar_gui.results.table import Heading, TableRow
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import labels, mini_curve, text_runs
from provesvar_gui.ui.results.common.bare_names import parted
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.table import cells as cells_of

if TYPE_CHECKING:
    from collections.abc import Generator
    from datetime import datetime

    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.series import Point
    from provesvar_gui.results.table import Line
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.table.cells import TableCell

translate = QCoreApplication.translate
TAG: Final = 28  # pixels of the two letters of a laboratory in their frame, with the air behind it
_SAME_DIGIT: Final = str.maketrans("123456789", "000000000")  # digits are equally wide
_DRAWN: Final = 60  # newest results in a curve
_LONGEST_UNIT: Final = 28
_SHORT_REFERENCE: Final = 22  # characters
_DAY: Final = len("2024-08-14")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineHead(Redacted):
    """One line: its frozen part, and its cells by the place of the column.

    ``prefix``: how many letters of the name say what was examined («P-»). ``figures``: the reference as it is painted;
    ``others``: there are others. ``spoken``: name, unit and reference in one. ``width``: pixels of the name in one line.
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
    width: float = 0.0
    cells: dict[int, TableCell] = field(default_factory=dict)

    @property
    def heading(self) -> bool:
        return isinstance(self.line, Heading)

    @property
    def holds(self) -> bool:
        return isinstance(self.line, TableRow) and self.line.holds


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ColumnHead(Redacted):
    """One sampling time.

    ``short``: the date without the year of the fetch. ``day``: what two columns of the same day have in common. ``moment``: as
    one of its results says it, None for the column of what has no time. ``ahead``: dated after the fetch, which cannot be.
    ``waits``: nothing has been answered. ``tag``: of the laboratory that made all of it, where that is another one. ``values``,
    ``signs``: pixels of the values that do not run into other cells, and of what stands behind them.
    """

    moment: Moment | None
    date: str
    clock: str = ""
    short: str
    day: str
    ahead: bool = False
    waits: bool = False
    tag: str = ""
    values: float = 0.0
    signs: float = 0.0

    @property
    def headline(self) -> str:
        return f"{self.date} {self.clock}".strip()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TableSheet(Redacted):
    """The prepared contents of the cumulative table.

    ``heads``: from top to bottom; ``tops``: from the column of what has no time, if any, to the newest time. ``tags``: the
    laboratories by their letters. ``unit``, ``reference``: pixels of the widest.
    """

    style: Style = field(default_factory=Style)
    complete: bool = True
    heads: tuple[LineHead, ...] = ()
    tops: tuple[ColumnHead, ...] = ()
    tags: dict[str, str] = field(default_factory=dict)
    course: str = ""  # what time the curves show
    measure: Measure | None = None
    unit: float = 0.0
    reference: float = 0.0

    @property
    def rows(self) -> tuple[TableRow, ...]:
        return tuple(head.line for head in self.heads if isinstance(head.line, TableRow))


class Measure:
    """Widths of texts; digits count as equal, so that most are known already."""

    def __init__(self, font: QFont) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        self._metrics = QFontMetricsF(bold)  # as marks and names are painted, so the widest
        self._width = cache(lambda words: text_runs.width(words, self._metrics) + 0.5 if words else 0.0)
        self.slot = text_runs.slot(self._metrics)

    def __call__(self, words: str) -> float:
        return self._width(words.translate(_SAME_DIGIT))

    def value(self, cell: TableCell) -> float:
        """Of a value with the tag before it."""
        return self(cell.value) + (theme.px(TAG) if cell.tag else 0.0)

    def behind(self, cell: TableCell) -> float:
        """Of what stands behind the value: the mark has its slot whether there is one or not."""
        return max(self.slot, self(cell.flag.glyph if cell.flag is not None else "")) + self(cell.behind)


def build(digest: Digest, style: Style, font: QFont) -> Generator[None, None, TableSheet]:
    """Make it; gives way while it works. ``font``: of the table."""
    columns, lines = yield from table.build(digest.observations, digest.series)
    measure = Measure(font)
    tags = Tags()
    yield from tags.count(digest.observations)
    end = digest.result.fetched_at
    curves: dict[int, Curve] = {}
    for line in lines if digest.complete and end is not None else ():
        if isinstance(line, TableRow) and line.series.has_numbers:
            drawn = yield from trend.curve(replace(line.series, points=line.series.points[-_DRAWN:]))
            if drawn.dots:
                curves[id(line)] = drawn
    period = course.readable([[dot.when for dot in each.dots] for each in curves.values()], end) if end is not None else None
    first = course.begin(period, end) if period is not None and end is not None else None
    yield
    found: list[list[TableCell]] = [[] for _ in columns]
    heads: list[LineHead] = []
    for line in lines:
        if isinstance(line, Heading):
            heads.append(_heading(line, measure))
            continue
        references = cells_of.references(line, style)
        beside = next(iter(references), "")
        cells: dict[int, TableCell] = {}
        for place, points in line.cells.items():
            own = cells_of.reference_text(points[0], style)
            other = bool(own) and own != beside
            cells[place] = cells_of.cell(points, style, holds=line.holds, tag=tags.of(points[0].placed), other_reference=other)
            found[place].append(cells[place])
            yield
        curve = None
        if first is not None and end is not None and id(line) in curves:
            curve = course.mini(curves[id(line)], first, end)
        heads.append(_head(line, cells, references, style, measure, curve))
        yield
    tops = []
    for moment, some in zip(columns, found, strict=True):
        tops.append(_top(moment, some, style, measure, end))
        yield
    return TableSheet(
        style=style,
        complete=digest.complete,
        heads=tuple(heads),
        tops=tuple(tops),
        tags=tags.names,
        course=mini_curve.title(period) if period is not None else "",
        measure=measure,
        unit=max((measure(head.unit) for head in heads), default=0.0),
        reference=max((measure(head.figures) + measure.slot * head.others for head in heads), default=0.0),
    )


def _name(said: str) -> str:
    """On one line. One without end would take minutes to lay out: it is read whole in the report."""
    return cells_of.cut(" ".join(text.visible(said).split("\n")), cells_of.SPOKEN)


def _heading(heading: Heading, measure: Measure) -> LineHead:
    """Of a tree its parent's result, of a discipline its name, of a kind of report what it is called."""
    concept, name = heading.concept, ""
    if concept is not None:
        name = text.result_texts(concept)[0] if heading.tree is not None else text.name(concept)
    elif heading.level == 0 and heading.report is not None:
        name = labels.discipline(heading.report)
    name = _name(name) or translate("Flowsheet", "Discipline not given")
    if heading.apart and heading.level == 0:
        whole = translate("Flowsheet", "{discipline}, registered on another kind of number or an invalid one")
        name = whole.replace("{discipline}", name)
    return LineHead(line=heading, name=name, level=heading.level, spoken=name, width=measure(name))


def _head(
    row: TableRow,
    cells: dict[int, TableCell],
    references: dict[str, Point],
    style: Style,
    measure: Measure,
    curve: MiniCurve | None,
) -> LineHead:
    elsewhere = cells_of.elsewhere()
    name = _name(row.series.name) or translate("Flowsheet", "Name not given")
    unit = text.visible(row.series.unit) if len(row.series.unit) <= _LONGEST_UNIT else elsewhere
    reference, whose = next(iter(references.items()), ("", None))
    others = len(references) > 1
    ranges = whose.observation.reference_ranges if whose is not None else ()
    figures = "; ".join(text.reference_figures(each, style.language) for each in ranges).strip()
    said = [name, unit]
    said += [translate("ReportLines", "reference {range}").replace("{range}", reference)] if reference else []
    said += [translate("Flowsheet", "other reference ranges earlier")] if others else []
    if len(reference) > _SHORT_REFERENCE or "\n" in reference:
        figures = elsewhere
    return LineHead(
        line=row,
        name=name,
        level=row.level,
        unit=unit,
        reference=reference,
        others=others,
        figures=figures,
        prefix=len(parted(name)[0]),
        curve=curve,
        spoken=", ".join(filter(None, said)),
        width=measure(name),
        cells=cells,
    )


def _top(
    moment: Moment | None, cells: list[TableCell], style: Style, measure: Measure, fetched_at: datetime | None
) -> ColumnHead:
    tags = {cell.tag for cell in cells}
    whole = text.visible(style.moment(moment)) if moment is not None else translate("Flowsheet", "No date")
    literal = moment.literal.strip() if moment is not None else "-"
    date = text.visible(style.moment(Moment(literal=literal[:_DAY]))) if len(literal) > _DAY else ""
    clock = whole.removeprefix(date).strip(text.NBSP) if date and whole.startswith(date) else ""
    date = date if clock else whole
    span = dating.span_of(moment)
    year = f"{text.NBSP}{text.in_norway(fetched_at).year}" if fetched_at is not None else ""
    return ColumnHead(
        moment=moment,
        date=date,
        clock=clock,
        short=date.removesuffix(year),
        day=literal[:_DAY] if clock else literal,
        ahead=span is not None and span.ahead(fetched_at),
        waits=all(cell.quiet and any(point.placed.pending for point in cell.points) for cell in cells),
        tag=tags.pop() if len(tags) == 1 else "",
        values=max((measure.value(cell) for cell in cells if not cell.text), default=0.0),
        signs=max((2 * measure.slot, *map(measure.behind, cells))),
    )
