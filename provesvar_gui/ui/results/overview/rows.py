"""The rows of the overview: each emergency analyte, the blood gas in one, what else the laboratory marked, and the findings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import course, emergency, latest_results, materials, text, trend
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import NEVER, Redacted
from provesvar_gui.results.series import sampled
from provesvar_gui.ui import keys
from provesvar_gui.ui.results.common import ages, flags
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.overview.line_text import line_text, members_text, short_laboratory, value_parts
from provesvar_gui.ui.results.overview.messages import NOT_FOR_TRANSFUSION, is_awaited

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.course import MiniCurve, TimeRange
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip, Card, StripLine
    from provesvar_gui.results.model import Report
    from provesvar_gui.results.series import Series
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.line_text import LineText
    from provesvar_gui.ui.results.overview.messages import OverviewMessage

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
    """Any row. ``shown``: all that stands in it, from the left; ``spoken``: as one sentence; ``tip``: of the mouse.

    ``identity``: by which it is the same row when more have come. ``series``: its trend; ``report``: where it is from.
    """

    identity: object
    shown: str = ""
    spoken: str = ""
    tip: str = ""
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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnalyteRow(OverviewRow):
    """An examination. ``key``: of its kind of analyte, "" for another one. ``title``: what that is called.

    ``prefix`` and ``name``: the laboratory's, told apart. ``small``: below them. ``change``: arrow, difference, and what it is
    from; ``extreme``: the peak or trough that is not the newest. ``notes``: states; ``quiet``: further examinations of the
    analyte, and the laboratory where it is not the usual one. ``below``: what hangs under an answer in words. ``order``: why an
    older one stands first.
    """

    key: str
    line: StripLine
    told: LineText
    title: str = ""
    prefix: str = ""
    name: str = ""
    small: str = ""
    chips: tuple[Mark, ...] = ()
    curve: MiniCurve | None = None
    change: tuple[str, str, str] = ("", "", "")
    extreme: str = ""
    notes: tuple[Mark, ...] = ()
    also: tuple[LineText, ...] = ()
    quiet: tuple[str, ...] = ()
    below: str = ""
    order: str = ""
    age: str = ""
    when: str = ""
    old: bool = False

    @property
    def parts(self) -> tuple[AnalyteRow, ...]:
        return (self,)


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


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HeadRow(OverviewRow):
    """A heading between rows; or a line of text, which ``chosen`` can be."""

    chosen: bool = False
    opens: bool = False  # or closes the older findings


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MessageRow(OverviewRow):
    """A finding. ``quiet``: what stands below it. ``strip``: among those that were phoned, above the list of a narrow window."""

    message: OverviewMessage
    when: str
    quiet: tuple[str, ...] = ()
    strip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AnalyteListing(Redacted):
    """The rows of the list. ``period``: how much time the curves show, None before everything is here."""

    rows: tuple[OverviewRow, ...] = ()
    period: TimeRange | None = None
    usual: str = ""


def build(digest: Digest, style: Style) -> Generator[None, None, AnalyteListing]:
    """The emergency analytes in their fixed order, then what else the laboratory marked; gives way while it works."""
    strip, end = digest.strip, digest.result.fetched_at
    micro = {id(one) for culture in digest.cultures.own for one, _ in culture.walk()}
    others = [line for line in strip.others if line.shown is not None and id(line.shown.observation) not in micro]
    told = [*(line for card in strip.cards for line in card.lines), *others[:_OTHERS]]
    curves: dict[int, Curve] = {}
    if digest.complete and end is not None:  # until then nothing is a trend (invariant 11)
        for line in told:
            recent = replace(line.series, points=line.series.points[-_LOOKED_AT:])
            curves[id(line)] = yield from trend.curve(recent, end=end)
    rows = _Rows(strip, style, end, curves)
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
    return AnalyteListing(rows=tuple(made), period=rows.period, usual=rows.usual)


def head(title: str, *, chosen: bool = False, opens: bool = False) -> HeadRow:
    return HeadRow(identity=title, shown=title, spoken=title, chosen=chosen, opens=opens)


class _Rows:
    """Makes the rows of one answer."""

    def __init__(self, strip: AcuteStrip, style: Style, end: datetime | None, curves: dict[int, Curve]) -> None:
        self._style, self._end, self._curves = style, end, curves
        every = [line for card in strip.cards for line in card.lines]
        self.period = (
            course.readable([[dot.when for dot in each.dots] for each in curves.values()], end) if end and curves else None
        )
        self._first = course.begin(self.period, end) if self.period is not None and end is not None else None
        names = [short_laboratory(laboratory_name(line.shown.placed)) for line in every if line.shown is not None]
        self._several = len(set(names)) > 1
        self.usual = text.visible(max(dict.fromkeys(filter(None, names)), key=names.count, default=""))

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
        style, end, curve = self._style, self._end, self._curves.get(id(line))
        told = self._told(line)
        alone = told.number and not line.local and not style.codes  # a name of ours never hides which of several it is
        prefix, name = named(told.name, title if alone else "")
        small = translate("Overview", "ref. {range}").replace("{range}", told.figures) if told.figures else ""
        shown = self._first is not None and end is not None and curve is not None
        quiet = [translate("Overview", "local code")] if line.local else []
        laboratory = told.laboratory or translate("Overview", "laboratory not known")
        quiet += [laboratory] if self._several and laboratory != self.usual else []
        quiet += [order] if order else []
        warning = translate("Overview", "Not for transfusion") if line.analyte in NOT_FOR_TRANSFUSION else ""
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
            small=small,
            chips=tuple(map(flags.short, told.marks)),
            marked=any(mark.tint is MarkTint.OUTSIDE for mark in told.marks),
            curve=course.mini(curve, self._first, end) if shown and curve and curve.dots and self._first and end else None,
            change=(told.change.arrow, *told.change.column(style)) if told.change is not None else ("", "", ""),
            extreme=self._extreme(line) if shown else "",
            notes=(*told.notes, *((Mark(glyph="!", words=warning, tint=MarkTint.OUTSIDE),) if warning else ())),
            also=tuple(map(self._told, also)),
            quiet=tuple(quiet),
            order=order,
            below=members_text(line),
        )

    def _told(self, line: StripLine) -> LineText:
        return line_text(line, self._style, laboratories=self._several, now=self._end)

    def _extreme(self, line: StripLine) -> str:
        """«6,4 at 02:50»: the peak or trough in the time shown; with its day where that is not the day of the newest."""
        if self._first is None or self._end is None or line.newest is None:
            return ""
        point = emergency.extreme(line, self._first, self._end)
        if point is None or point is line.previous or point.when is None:  # what was before stands there anyway
            return ""
        said = translate("Overview", "{value} at {moment}")
        taken = text.clock(point.when)
        if line.newest.when is None or not text.same_day(point.when, line.newest.when):
            said = translate("Overview", "{value} {moment}")
            taken = ages.day_and_clock(sampled(point.placed), self._end, self._style.language)
        return said.replace("{moment}", taken).replace("{value}", value_parts(point.observation, self._style)[0])

    def _gas(self, card: Card, letter: str, title: str) -> GasRow | None:
        """The numbers of the newest sample in one row; None where there is one alone. What is older stands on its cell."""
        lines = [line for line in card.lines if _is_number(line) and line.shown is not None]
        if not lines:
            return None
        newest = max(lines, key=lambda line: (line.shown and line.shown.when) or NEVER)
        sample = [line for line in lines if _is_of(line, newest)]
        if len({line.analyte for line in sample}) < max(len(sample), 2):
            return None
        cells = []
        for line in sample:
            also = [each for each in card.lines if each.analyte == line.analyte and each is not line]
            cells.append(self.of_line(line, key=card.kind.key, title=_GAS.get(line.analyte, title), also=also))
        rest = [line for line in card.lines if line.analyte not in {each.analyte for each in sample}]
        if rest:  # an examination that this sample does not have: its own rows tell it
            return None
        kinds = {found["kind"] for line in sample if (found := _BLOOD.search(line.series.name))}
        blood = {
            "a": translate("Overview", "arterial"),
            "v": translate("Overview", "venous"),
            "k": translate("Overview", "capillary"),
        }.get(kinds.pop() if len(kinds) == 1 else "", "")
        return GasRow(
            key=card.kind.key,
            letter=letter,
            name=title,
            blood=blood,
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


def aged(row: OverviewRow, now: datetime | None, style: Style) -> OverviewRow:
    """The same row at that time: ages grow while it stands there."""
    if isinstance(row, GasRow):
        own = tuple(each for part in row.cells if isinstance(each := aged(part, now, style), AnalyteRow))
        key = translate("Overview", "key {letter}").format(letter=row.letter) if row.letter else ""
        spoken = ". ".join(filter(None, (row.name, row.blood, *(each.told.sentence(now) for each in own), key)))
        shown = " | ".join(filter(None, (row.letter, row.name, row.blood, *(each.shown for each in own))))
        return replace(row, cells=own, spoken=spoken, shown=shown, tip="\n".join(each.tip for each in own))
    if not isinstance(row, AnalyteRow):
        return row
    told = row.told
    age = ages.short_age(told.moment, now)
    when = ages.day_and_clock(told.moment, now, style.language) if age else told.when
    key = translate("Overview", "key {letter}").format(letter=row.letter) if row.letter else ""
    notes = [mark.words for mark in row.notes if mark not in told.notes]
    said = (row.title, told.sentence(now), row.extreme, *notes, row.order, *(each.sentence(now) for each in row.also), key)
    also = tuple(also_text(each, now) for each in row.also)
    states = " · ".join(filter(None, (*map(str, (*row.notes, *told.awaited)), told.remark_short, *also, *row.quiet)))
    change = " ".join(filter(None, (*row.change, row.extreme)))
    parts_ = (row.letter, f"{row.prefix}{row.name}", row.small, " ".join(map(str, row.chips)), told.value, row.below, change)
    return replace(
        row,
        age=age,
        when=when,
        old=ages.is_old(told.moment, now, OLD_DAYS),
        spoken=". ".join(filter(None, said)),
        shown=" | ".join(filter(None, (*parts_, f"{age} {when}".strip(), states))),
        tip=_tip(row, key),
    )


def also_text(told: LineText, now: datetime | None) -> str:
    """A further examination of the analyte, quietly: «B-Glukose 15,1 mmol/L ↑ · 21 h»."""
    glyphs = (mark.glyph for mark in told.marks if mark.glyph)
    said = text.NBSP.join(filter(None, (told.value, *glyphs)))
    return " · ".join(filter(None, (f"{told.name} {said}", ages.short_age(told.moment, now).replace(" ", text.NBSP))))


def _tip(row: AnalyteRow, key: str) -> str:
    """The laboratory's own name, the reference as it wrote it, its long words, and the key."""
    told = row.told
    reference = translate("ReportLines", "reference {range}").replace("{range}", told.reference) if told.reference else ""
    marks = map(str, (*told.marks, *row.notes, *told.awaited))
    said = (told.name, told.value, *marks, reference, told.remark, told.when, told.change_long, told.laboratory, key)
    return "\n".join(filter(None, said))


def not_here(strip: AcuteStrip, style: Style) -> list[str]:
    """How many results are not in the list, and why; and which emergency analytes there is nothing of."""
    said = []
    if strip.local:
        said.append(translate("Overview", "%n result(s) with local codes are not here", "", strip.local))
    if strip.uncoded:
        said.append(translate("Overview", "%n result(s) without any code are not here", "", strip.uncoded))
    if strip.disagreeing:
        said.append(
            translate("Overview", "%n result(s) are not here, since code, name and unit do not agree", "", strip.disagreeing)
        )
    if strip.apart:
        said.append(
            translate("Overview", "%n result(s) on another kind of number or an invalid one are not here", "", strip.apart)
        )
    if strip.absent and strip.complete:
        names = ", ".join(kind.name(style.language) for kind in strip.absent)
        said.append(translate("Overview", "Not found: {names}").replace("{names}", names))
    return said


def awaited_text(strip: AcuteStrip, style: Style, now: datetime | None) -> str:
    """«Potassium, INR 23:10 · CRP 20:30»: of which emergency analytes a newer sample is not answered, the newest first."""
    waiting: dict[tuple[datetime, str], list[str]] = {}
    for card in strip.cards:
        for line in card.lines:
            for point in line.awaited[-1:]:
                if is_awaited(point.placed):
                    shown = ages.day_and_clock(sampled(point.placed), now, style.language) or translate("Overview", "no date")
                    names = waiting.setdefault((point.when or NEVER, shown), [])
                    if card.name(style.language) not in names:
                        names.append(card.name(style.language))
    groups = sorted(waiting.items(), key=lambda each: each[0][0], reverse=True)
    return " · ".join(f"{', '.join(names)} {shown}" for (_, shown), names in groups)
