"""The rows of the overview: each emergency analyte, the blood gas in one, and what else the laboratory marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import course, emergency, latest_results, materials, text, trend
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import NEVER, Redacted
from provesvar_gui.results.placed import PENDING
from provesvar_gui.results.series import sampled
from provesvar_gui.ui import keys
from provesvar_gui.ui.results.common import ages, flags
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.overview.line_text import LineText, by_time, number_of, usual_laboratory

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.course import MiniCurve, TimeRange
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip, Card, StripLine
    from provesvar_gui.results.model import Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
OLD_DAYS: Final = 30  # from then on a value is quiet
_BEFORE_OTHERS: Final = frozenset(  # kinds of analytes that stand before the heading
    {"potassium", "haemoglobin", "crp", "inr", "creatinine", "sodium", "glucose", "troponin", "lactate", "egfr", "leukocytes"}
    | {"thrombocytes", "blood_gas"}
)
_GAS: Final = {"ph": "pH", "pco2": "pCO₂", "po2": "pO₂", "bicarbonate": "HCO₃", "base_excess": "BE", "o2_saturation": "sO₂"}
_BLOOD: Final = re.compile(r"\b(?P<kind>[avk])B\b")
_LOOKED_AT: Final = 80  # results of a series: it may hold thousands
_LONG_NAME: Final = 16  # characters; a longer one of the laboratory gives way to the analyte's, and stands in the tooltip
_OTHERS: Final = 100  # marked rows of other examinations; of more, the count


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class OverviewRow(Redacted):
    """Any row. ``identity``: by which it is the same row when more have come. ``report``: where it is from."""

    identity: object
    marked: bool = False
    letter: str = ""
    series: tuple[Series, ...] = ()
    report: Report | None = None

    @property
    def parts(self) -> tuple[AnalyteRow, ...]:
        """Its examinations."""
        return ()

    @property
    def can_be_drawn(self) -> bool:
        return any(each.has_numbers for each in self.series)

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        """All that it tells, piece by piece: ages grow while it stands there."""
        raise NotImplementedError

    def _key(self) -> tuple[str, ...]:
        return (translate("Overview", "key {letter}").replace("{letter}", self.letter),) if self.letter else ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnalyteRow(OverviewRow):
    """An examination. ``key``: of its kind of analyte, "" for another one. ``title``: what that is called.

    ``prefix`` and ``name``: the laboratory's, told apart. ``extreme``: the peak or trough that is not the newest. ``also``: more
    examinations of the analyte. ``quiet``: the laboratory where it is not the usual one, and why an older one stands first.
    """

    key: str
    line: StripLine
    told: LineText
    title: str
    prefix: str
    name: str
    curve: MiniCurve | None = None
    extreme: str = ""
    also: tuple[LineText, ...] = ()
    quiet: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[AnalyteRow, ...]:
        return (self,)

    @property
    def small(self) -> str:
        """Below the name."""
        return translate("Overview", "ref. {range}").replace("{range}", self.told.figures) if self.told.figures else ""

    @property
    def chips(self) -> tuple[Mark, ...]:
        return tuple(map(flags.short, self.told.marks))

    def age(self, now: datetime | None, style: Style) -> tuple[str, str]:
        """How old it is, and of when."""
        age = ages.short_age(self.told.moment, now)
        return age, ages.day_and_clock(self.told.moment, now, style.language) if age else self.told.when

    def is_old(self, now: datetime | None) -> bool:
        return ages.is_old(self.told.moment, now, OLD_DAYS)

    def also_texts(self, now: datetime | None) -> tuple[str, ...]:
        """«B-Glukose 15,1 mmol/L ↑ · 21 h»."""

        def one(of: LineText) -> str:
            said = text.NBSP.join(filter(None, (of.value, *(mark.glyph for mark in of.marks))))
            age = ages.short_age(of.moment, now).replace(" ", text.NBSP)
            return " · ".join(filter(None, (f"{of.name} {said}", age)))

        return tuple(map(one, self.also))

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        told, also = self.told.facts(now), (", ".join(each.facts(now)) for each in self.also)
        quiet = (each for each in self.quiet if each not in told)
        return tuple(filter(None, (self.title, *told, self.extreme, *quiet, *also, *self._key())))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GasRow(OverviewRow):
    """The blood gas of one sample: a cell for each of its examinations. ``blood``: arterial, venous or capillary, where told."""

    key: str
    name: str
    blood: str
    cells: tuple[AnalyteRow, ...]

    @property
    def parts(self) -> tuple[AnalyteRow, ...]:
        return self.cells

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        cells = (", ".join(each.told.facts(now)) for each in self.cells)
        return (self.name, *((self.blood,) if self.blood else ()), *cells, *self._key())


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HeadRow(OverviewRow):
    """A heading between rows; or a line of text, which ``chosen`` can be. ``opens``: or closes the older findings."""

    title: str
    chosen: bool = False
    opens: bool = False

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        return (self.title,)


def head(title: str, *, chosen: bool = False, opens: bool = False) -> HeadRow:
    return HeadRow(identity=title, title=title, chosen=chosen, opens=opens)


def build(
    digest: Digest, style: Style, period: TimeRange | None = None
) -> Generator[None, None, tuple[tuple[OverviewRow, ...], TimeRange | None]]:
    """The emergency analytes in their fixed order, then what else the laboratory marked; and how much time the curves show.

    Gives way while it works. ``period``: what the person wants to see; None: as much as can be read.
    """
    strip, end = digest.strip, digest.result.fetched_at
    micro = {id(one) for culture in digest.cultures.own for one, _ in culture.walk()}
    others = [line for line in strip.others if line.shown is not None and id(line.shown.observation) not in micro]
    analytes = [line for card in strip.cards for line in card.lines]
    curves: dict[int, Curve] = {}
    if digest.complete and end is not None:  # until then nothing is a trend (invariant 11)
        for line in (*analytes, *others[:_OTHERS]):
            recent = replace(line.series, points=line.series.points[-_LOOKED_AT:])
            curves[id(line)] = yield from trend.curve(recent, end=end)
        period = period or course.readable([[dot.when for dot in each.dots] for each in curves.values()], end)
    else:
        period = None
    rows = _Rows(strip, style, end, curves, period)
    made: list[OverviewRow] = []
    further = False
    for card in strip.cards:
        if card.kind.key not in _BEFORE_OTHERS and not further:
            further = True
            made.append(head(translate("Overview", "Further emergency analytes")))
        made += rows.of_card(card)
        yield
    if others:
        made.append(head(translate("Overview", "Others, %n", "", len(others))))
        for line in others[:_OTHERS]:
            made.append(rows.of_line(line))
            yield
        if len(others) > _OTHERS:
            made.append(head(translate("Overview", "%n more: see the table", "number of results", len(others) - _OTHERS)))
    away = [head(each, chosen=True) for each in not_here(strip, style)]
    if away:
        made += [head(translate("Overview", "Not in this list")), *away]
    return tuple(made), period


class _Rows:
    """Makes the rows of one answer."""

    def __init__(
        self, strip: AcuteStrip, style: Style, end: datetime | None, curves: dict[int, Curve], period: TimeRange | None
    ) -> None:
        self._style, self._end, self._curves = style, end, curves
        self._first = course.begin(period, end) if period is not None and end is not None else None
        self._usual = usual_laboratory(strip)

    def of_card(self, card: Card) -> Iterator[OverviewRow]:
        """A row for each examination; of numbers of one analyte the further ones stand quietly on the first."""
        letter = next((letter for letter, key in keys.TRENDS.items() if key == card.kind.key), "")
        title = card.name(self._style.language)
        if card.kind.key == "blood_gas" and (gas := self._gas(card, letter, title)) is not None:
            yield gas
            return
        grouped: dict[str, list[StripLine]] = {}
        for line in card.lines:
            of = line.analyte if _is_number(line) and not line.local else str(id(line))
            grouped.setdefault(of, []).append(line)
        order = translate("Overview", "Positive findings first, then the newest") if card.found_first else ""
        for first, *more in grouped.values():
            mine = "" if first.local else letter
            yield self.of_line(first, key=card.kind.key, title=title, letter=mine, also=more, order=order)
            letter, order = letter if first.local else "", ""

    def of_line(
        self,
        line: StripLine,
        *,
        key: str = "",
        title: str = "",
        letter: str = "",
        also: Sequence[StripLine] = (),
        order: str = "",
    ) -> AnalyteRow:
        told, curve = self._told(line), self._curves.get(id(line))
        alone = told.number and not line.local and not self._style.codes  # a name of ours never hides which of several it is
        prefix, name = named(told.name, title if alone else "")
        local = translate("Overview", "local code") if line.local else ""
        laboratory = told.laboratory or translate("Overview", "laboratory not known")
        drawn = curve is not None and curve.dots and self._first is not None and self._end is not None
        return AnalyteRow(
            key=key,
            line=line,
            told=told,
            identity=(key, line.series.key),
            series=(line.series, *(each.series for each in also)),
            report=line.shown.placed.report if line.shown is not None else None,
            title=title,
            letter=letter,
            prefix=prefix,
            name=name,
            marked=any(mark.tint is MarkTint.OUTSIDE for mark in told.marks),
            curve=course.mini(curve, self._first, self._end) if drawn and curve and self._first and self._end else None,
            extreme=self._extreme(line) if curve is not None else "",
            also=tuple(map(self._told, also)),
            quiet=tuple(filter(None, (local, laboratory if told.laboratory != self._usual else "", order))),
        )

    def _told(self, line: StripLine) -> LineText:
        return LineText(line, self._style, self._end)

    def _extreme(self, line: StripLine) -> str:
        """«6,4 at 02:50»: the peak or trough in the time shown; with its day where that is not the day of the newest."""
        if self._first is None or self._end is None or line.newest is None:
            return ""
        point = emergency.extreme(line, self._first, self._end)
        if point is None or point is line.previous or point.when is None:  # what was before stands there anyway
            return ""
        said, taken = translate("Overview", "{value} at {moment}"), text.clock(point.when)
        if line.newest.when is None or not text.same_day(point.when, line.newest.when):
            said = translate("Overview", "{value} {moment}")
            taken = ages.day_and_clock(sampled(point.placed), self._end, self._style.language)
        return said.replace("{moment}", taken).replace("{value}", number_of(point, self._style))

    def _gas(self, card: Card, letter: str, title: str) -> GasRow | None:
        """The numbers of the newest sample in one row; None where there is one alone, or another sample has more.

        What is older stands on its cell.
        """
        lines = [line for line in card.lines if _is_number(line) and line.shown is not None]
        newest = max(lines, key=lambda line: (line.shown and line.shown.when) or NEVER, default=None)
        sample = [line for line in lines if newest is not None and _is_of(line, newest)]
        analytes = {line.analyte for line in sample}
        if len(analytes) < max(len(sample), 2) or analytes != {line.analyte for line in card.lines}:
            return None
        cells = []
        for line in sample:
            also = [each for each in card.lines if each.analyte == line.analyte and each is not line]
            cells.append(self.of_line(line, key=card.kind.key, title=_GAS.get(line.analyte, title), also=also))
        kinds = {found["kind"] for line in sample if (found := _BLOOD.search(line.series.name))}
        words = {"a": translate("Overview", "arterial"), "v": translate("Overview", "venous")}
        words["k"] = translate("Overview", "capillary")
        return GasRow(
            key=card.kind.key,
            letter=letter,
            name=title,
            blood=words[kinds.pop()] if len(kinds) == 1 else "",
            cells=tuple(cells),
            marked=any(each.marked for each in cells),
            identity=card.kind.key,
            series=tuple(series for each in cells for series in each.series),
            report=cells[0].report,
        )


def _is_number(line: StripLine) -> bool:
    return line.shown is not None and latest_results.is_number(line.shown)


def _is_of(line: StripLine, other: StripLine) -> bool:
    """Whether what is shown of both is of one sample, as far as time and laboratory tell."""
    one, two = line.shown, other.shown
    if one is None or two is None or one.when is None:
        return False
    return one.when == two.when and laboratory_name(one.placed) == laboratory_name(two.placed)


def named(said: str, title: str) -> tuple[str, str]:
    """The material in front of a name, and the rest; ``title`` in its place where that is too long for the column."""
    first, dash, rest = said.partition("-")
    if not dash or not materials.material(said):
        return ("", title if title and len(said) > _LONG_NAME > len(title) else said)
    prefix = f"{first}-"
    if rest.startswith("(") and ") " in rest:  # «P-(vB) pH»
        more, _, rest = rest.partition(") ")
        prefix += f"{more}) "
    return prefix, title if title and len(rest) > _LONG_NAME > len(title) else rest


def not_here(strip: AcuteStrip, style: Style) -> list[str]:
    """How many results are not in the list, and why; and which emergency analytes there is nothing of."""
    local = translate("Overview", "%n result(s) with local codes are not here", "", strip.local)
    uncoded = translate("Overview", "%n result(s) without any code are not here", "", strip.uncoded)
    unsure = translate("Overview", "%n result(s) are not here, since code, name and unit do not agree", "", strip.disagreeing)
    apart = translate("Overview", "%n result(s) on another kind of number or an invalid one are not here", "", strip.apart)
    counts = ((strip.local, local), (strip.uncoded, uncoded), (strip.disagreeing, unsure), (strip.apart, apart))
    said = [each for count, each in counts if count]
    if strip.absent and strip.complete:
        names = ", ".join(kind.name(style.language) for kind in strip.absent)
        said.append(translate("Overview", "Not found: {names}").replace("{names}", names))
    return said


def is_awaited(each: Placed) -> bool:
    """Whether it was sampled, stands, and has no answer yet."""
    of = each.observation
    unanswered = of.status in PENDING and of.value is None and of.data_absent_reason is None
    return unanswered and not (each.void or each.apart or each.superseded)


def awaited_text(strip: AcuteStrip, style: Style, now: datetime | None) -> str:
    """«Potassium, INR 23:10 · CRP 20:30»: of which emergency analytes a newer sample is not answered, the newest first."""
    waiting = [
        (sampled(point.placed), card.name(style.language))
        for card in strip.cards
        for line in card.lines
        for point in line.awaited[-1:]
        if is_awaited(point.placed)
    ]
    return " · ".join(f"{', '.join(names)} {shown}" for shown, names in by_time(waiting, style, now))
