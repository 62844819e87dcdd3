"""The rows of the overview (emergency analytes, blood gas, other marked results, findings), and their export.

An analyte row has value, time, marks and warnings, and the previous value, with the difference where the two are comparable
(results/trend.py). A finding quotes its report, and states what it leaves out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import course, dating, emergency, latest_results, text, trend
from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import NEVER, CodeableConcept, Moment, OutcomeKind, Redacted
from provesvar_gui.results.placed import CHANGED, PENDING, VOID
from provesvar_gui.results.series import sampled
from provesvar_gui.results.text import value_text
from provesvar_gui.results.trend import BreakReason
from provesvar_gui.ui import keys
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import ages, flags, labels, lines, sampling, status_text
from provesvar_gui.ui.results.common.export import VALUE_AND_MARK
from provesvar_gui.ui.results.common.labels import Mark, MarkTint, parted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip, Card, StripLine
    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Point, Series
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.common.lines import Style

    Stands = Callable[[Observation], bool]
    Messages = tuple[list["MessageRow"], list["MessageRow"]]

translate = QCoreApplication.translate
OLD_DAYS: Final = 30  # from this age a value is shown in the paler text colour
_LONGEST: Final = 160  # characters of a text result; the report shows the whole text
_BESIDE, _MARKED_BESIDE = 8, 24  # most other results in a row: without and with marks; more are counted
_LOOKED_AT: Final = 80  # newest results of a series, which may have thousands
_OTHERS: Final = 100  # rows of other examinations
_NOT_FOR_TRANSFUSION: Final = frozenset({"abo", "rhd", "antibody_screen"})
_BEFORE_OTHERS: Final = frozenset(  # kinds of analytes above «Further examinations»
    {"potassium", "haemoglobin", "crp", "inr", "creatinine", "sodium", "glucose", "troponin", "lactate", "egfr", "leukocytes"}
    | {"thrombocytes", "blood_gas"}
)
_GAS: Final = {"ph": "pH", "pco2": "pCO₂", "po2": "pO₂", "bicarbonate": "HCO₃", "base_excess": "BE", "o2_saturation": "sO₂"}
_BLOOD: Final = re.compile(r"\b([avk])B\b")
_MARKED_DAYS: Final = 30  # a phoned or marked report counts as older after that
_RECENT_DAYS: Final = 7  # and a text report or a culture
LONGEST: Final = 320  # characters of one result of a finding; the report shows the whole text
_LINES: Final = 4  # most results of a finding, one per line
_FEW: Final = 3  # results shown of a longer finding; the others are counted
_RESULTS: Final = 40  # most results read of a report
_SHORT: Final = 24  # most characters of an answer kept on the line of its name
_GAPS: Final = frozenset({OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN, OutcomeKind.FAULT})
_PHONE: Final = "☎"
_STANDING: Final = ("blood_group", "carrier")  # kinds of analytes shown at any age


@dataclass(kw_only=True, repr=False, eq=False)
class OverviewRow(Redacted):
    """Any row. ``identity``: equal for the same row after an update. ``report``: its source."""

    identity: object
    key: str = ""  # of the kind of analyte
    marked: bool = False
    letter: str = ""
    series: tuple[Series, ...] = ()
    report: Report | None = None
    parts: tuple[AnalyteRow, ...] = ()  # its examinations
    chosen: bool = True  # selectable

    @property
    def can_be_drawn(self) -> bool:
        return any(each.has_numbers for each in self.series)

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        """Its texts. ``now``: the time that ages are computed for."""
        raise NotImplementedError


class HeadRow(OverviewRow):
    """A heading between rows, or a selectable line of text (``chosen``)."""

    def __init__(self, title: str, *, chosen: bool = False) -> None:
        super().__init__(identity=title, chosen=chosen)
        self.title = title

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        return (self.title,)


class AnalyteRow(OverviewRow):
    """The newest result of one line of emergency analytes, with its marks and warnings.

    ``number`` and ``unit`` of a quantity, else ``said``, the value as text; ``below``: texts of its members. ``called``: the name
    used by the laboratory, split into ``prefix`` and ``name``; ``title``: the name of the kind of analyte. ``figures``: the
    reference range, reformatted where it is numeric. ``change``: arrow, difference or reason for none, previous value, time
    between. ``extreme``: peak or trough. ``awaited``: newer samples without an answer; ``awaits``: sampling time of the last one.
    ``notes``: warnings; ``quiet``: facts in the small text; ``also``: further lines of the analyte.
    """

    def __init__(
        self,
        line: StripLine,
        style: Style,
        now: datetime | None = None,
        *,
        key: str = "",
        title: str = "",
        usual: str = "",
        also: Sequence[AnalyteRow] = (),
    ) -> None:
        """``now``: the time of the fetch, for dates relative to it (screen); None: full dates (copies)."""
        point, last = line.shown, line.series.points[-1].observation
        bare = replace(last, value=None, interpretations=(), reference_ranges=(), notes=())
        of = point.observation if point is not None else bare
        super().__init__(
            identity=(key, line.series.key),
            key=key,
            series=(line.series, *(each.series[0] for each in also)),
            report=point.placed.report if point is not None else None,
            parts=(self,),
        )
        self.line, self.title, self.also = line, title, also
        self.curve: MiniCurve | None = None
        self.extreme = ""
        self.called = one_line(text.called(of.code) or line.series.name)
        self.number, self.unit, self.said = _value_parts(of, style)
        if point is None:
            self.said = translate("Overview", "No standing result")
        self.prefix, self.name = parted(self.called, title if self.number and not line.local else "")
        self.below = members_text(line)
        self.marks = _deviations(of)
        self.chips = tuple(map(flags.short, self.marks))
        self.marked = any(mark.tint is MarkTint.OUTSIDE for mark in self.marks)
        self.reference = "; ".join(one_line(style.reference(each)) for each in of.reference_ranges)
        self.figures = "; ".join(one_line(text.reference_figures(each, style.language)) for each in of.reference_ranges)
        self.change = _change(line, style) if self.number else ("", "", "", "")  # of a text result it is among the notes
        since = translate("Overview", "change from {gap} before").replace("{gap}", self.change[3]).replace(" ", text.NBSP)
        self.since = since if self.change[0] else ""
        self.change_text = (" " if line.difference is not None else ", ").join(filter(None, self.change[:3]))
        if self.change_text and line.previous is not None:
            self.change_text += f", {_when(line.previous, style, None)}"
        self.notes, self.awaited = tuple(_notes(line, style, now)), tuple(_awaited(line, style, now))
        newer = line.awaited[-1].placed if line.awaited else None
        self.awaits = sampled(newer) if newer is not None and is_awaited(newer) else None
        self.remark, self.remark_short = lines.remark(of, style), lines.remark_text(of, style, lines.REMARK_IN_A_ROW)
        self.moment = sampled(point.placed) if point is not None else None
        self.when = _when(point, style, None) if point is not None else ""
        self.laboratory = short_laboratory(point) if point is not None else ""
        self.local = translate("Overview", "local code") if line.local else ""
        named_ = self.laboratory or translate("Overview", "laboratory not known")
        self.quiet: tuple[str, ...] = () if self.laboratory == usual else (named_,)

    @property
    def value(self) -> str:
        return text.NBSP.join(filter(None, (self.number, self.unit))) or lines.short(self.said, _LONGEST)

    @property
    def small(self) -> str:
        figures = self.figures.replace(" ", text.NBSP)
        return translate("Overview", "ref. {range}").replace("{range}", figures).replace(" ", text.NBSP) if figures else ""

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.local, *map(str, (*self.marks, *self.awaited, *self.notes)))))

    def age(self, now: datetime | None, style: Style) -> tuple[str, str]:
        """Age, and date with time of day; of an old result the date only."""
        age = ages.short_age(self.moment, now)
        taken = ages.day_and_clock(self.moment, now, style.language) if age else self.when
        return age, taken.split(" ", 1)[0] if self.is_old(now) else taken

    def is_old(self, now: datetime | None) -> bool:
        return ages.is_old(self.moment, now, OLD_DAYS)

    def also_texts(self, now: datetime | None) -> tuple[str, ...]:
        """As «B-Glukose 15,1 mmol/L ↑ · 21 h»; old ones are in the tooltip only."""

        def one(of: AnalyteRow) -> str:
            said = text.NBSP.join(filter(None, (of.value, *(mark.glyph for mark in of.marks))))
            return f"{of.called} " + " · ".join(filter(None, (said, ages.short_age(of.moment, now)))).replace(" ", text.NBSP)

        return tuple(one(each) for each in self.also if not each.is_old(now))

    def told(self, now: datetime | None) -> tuple[str, ...]:
        age = ages.age(self.moment, now)
        when = f"{self.when} ({age})" if age and self.when else self.when or age
        reference = translate("ReportLines", "reference {range}").replace("{range}", self.reference) if self.reference else ""
        said = (self.called, self.said or self.value, self.below, *self.states, reference, self.remark, when, self.laboratory)
        also = (", ".join(each.told(now)) for each in self.also)
        return tuple(filter(None, (*said, self.change_text, self.extreme, *also)))

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        told = self.told(now)
        return tuple(filter(None, (self.title, *told, *(each for each in self.quiet if each not in told), _key(self.letter))))


class GasRow(OverviewRow):
    """The blood gas of one sample, one cell per examination. ``blood``: arterial, venous or capillary, where stated."""

    def __init__(self, cells: Sequence[AnalyteRow], name: str, letter: str) -> None:
        series = tuple(series for each in cells for series in each.series)
        super().__init__(identity=cells[0].key, key=cells[0].key, letter=letter, series=series, parts=tuple(cells))
        self.name, self.report, self.marked = name, cells[0].report, any(each.marked for each in cells)
        for each in cells[1:]:
            each.quiet = ()  # the laboratory is named in the first cell
        kinds = {found[1] for each in cells if (found := _BLOOD.search(each.line.series.name))}
        words = {"a": translate("Overview", "arterial"), "v": translate("Overview", "venous")}
        words["k"] = translate("Overview", "capillary")
        self.blood = words[kinds.pop()] if len(kinds) == 1 else ""

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        cells = (", ".join(each.told(now)) for each in self.parts)
        return tuple(filter(None, (self.name, self.blood, *cells, _key(self.letter))))


def _key(letter: str) -> str:
    return translate("Overview", "key {letter}").replace("{letter}", letter) if letter else ""


def one_line(said: str) -> str:
    return " ".join(text.visible(said).split())


def short_laboratory(point: Point) -> str:
    return text.visible("; ".join(each.split(",", 1)[0].strip() for each in laboratory_name(point.placed).split("; ")))


def usual_laboratory(strip: AcuteStrip) -> str:
    found = [short_laboratory(line.shown) for card in strip.cards for line in card.lines if line.shown is not None]
    return max(dict.fromkeys(filter(None, found)), key=found.count, default="")


def members_text(line: StripLine, point: Point | None = None) -> str:
    values = (each.observation.value for each in line.under(point or line.shown))
    said = ("; ".join(text.result_texts(each)) if isinstance(each, CodeableConcept) else each for each in values)
    return lines.short(one_line(" · ".join(each for each in said if isinstance(each, str) and each.strip())), _LONGEST)


def transfusion() -> Mark:
    return Mark(glyph="!", words=translate("Overview", "Not for transfusion"), tint=MarkTint.OUTSIDE)


def _value_parts(observation: Observation, style: Style) -> tuple[str, str, str]:
    told = value_text(observation.value, style.language)
    if told.number:
        return text.visible(told.bare_amount), text.visible(told.unit), ""
    if observation.value is None and observation.status in PENDING and observation.data_absent_reason is None:
        return "", "", str(labels.status(observation.status))
    return "", "", lines.short(one_line(style.result(observation)), lines.REMARK_SPOKEN)


def _deviations(observation: Observation) -> tuple[Mark, ...]:
    return tuple(each for each in flags.marks(observation) if each.tint is not MarkTint.NONE)


def _when(point: Point, style: Style, now: datetime | None) -> str:
    return ages.day_and_clock(sampled(point.placed), now, style.language) or translate("Overview", "no date")


def _brief(point: Point, style: Style) -> str:
    """A number without unit, with the laboratory's marks as glyphs and a status other than final in brackets."""
    number, _unit, said = _value_parts(point.observation, style)
    marks = (mark.glyph for mark in _deviations(point.observation) if mark.glyph)
    report = point.placed.report
    state = labels.with_report(point.observation.status, report.status if report is not None else "final")
    states = [state] if state.tint is not MarkTint.NONE else []
    states += map(status_text.doubt, point.placed.doubts)
    told = text.NBSP.join(filter(None, (number or lines.short(said, _LONGEST), *marks)))
    return f"{told} ({'; '.join(_lower(each.words) for each in states)})" if states else told


def _long(line: StripLine, point: Point, style: Style) -> str:
    """Another result of the line: value, texts of members, marks, status other than final."""
    number, unit, said = _value_parts(point.observation, style)
    value = text.NBSP.join(filter(None, (number, unit))) or lines.short(said, _LONGEST)
    final = () if point.observation.status == "final" else (labels.status(point.observation.status),)
    told = " ".join(filter(None, (value, members_text(line, point))))
    marks = (*_deviations(point.observation), *final, *map(status_text.doubt, point.placed.doubts))
    return ", ".join(filter(None, (told, *map(str, marks))))


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _change(line: StripLine, style: Style) -> tuple[str, str, str, str]:
    """Arrow, difference or reason for none, previous value, time between; empty until every page has arrived."""
    before, newest = line.previous, line.newest
    then, now = (dating.span(each.placed) if each is not None else None for each in (before, newest))
    if before is None or newest is None or then is None or now is None:
        return "", "", "", ""
    number = latest_results.is_number(newest)
    told, gap = _brief(before, style) if number else _long(line, before, style), ages.before(now, then, short=True)
    said = translate("Overview", "before: {value}").replace("{value}", told)
    if line.difference is None or not number:
        return "", _unlike(line) if number else "", said, gap
    said = translate("Overview", "from {value}").replace("{value}", told)
    if not line.difference:
        return "", translate("Overview", "unchanged"), said, gap
    figure = text.number(f"{abs(line.difference):f}", style.language)
    return ("↘", f"\u2212{figure}", said, gap) if line.difference < 0 else ("↗", f"+{figure}", said, gap)


def _unlike(line: StripLine) -> str:
    known = line.newest and line.previous and laboratory_name(line.newest.placed) and laboratory_name(line.previous.placed)
    other = translate("Trend", "other laboratory") if known else translate("Overview", "laboratory not known")
    return {
        None: "",
        BreakReason.METHOD: translate("Trend", "other method"),
        BreakReason.MATERIAL: translate("Trend", "other material"),
        BreakReason.REFERENCE: translate("Trend", "other reference"),
    }.get(line.unlike, other)


def _notes(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    if (point := line.shown) is not None:
        yield from _state(line, point, style)
        if any(point is each for each in line.ahead):
            yield Mark(glyph="!", words=translate("Overview", "dated ahead in time"), tint=MarkTint.PENDING)
        yield from (*map(status_text.doubt, point.placed.doubts), *labels.opened(point.placed))
    if line.newest is not None and not latest_results.is_number(line.newest):  # «haemolysed» keeps the last number visible
        _arrow, _difference, before, gap = _change(line, style)
        if before:
            yield Mark(glyph="", words=f"{before} · {gap}", tint=_tint(line.previous, MarkTint.NONE))
    yield from _beside(line, style, now)
    if line.voided:
        gone = translate("Overview", "%n cancelled since", "number of results", line.voided)
        yield Mark(glyph="✕", words=gone, tint=MarkTint.VOID)
    if line.analyte in _NOT_FOR_TRANSFUSION:
        yield transfusion()


def _state(line: StripLine, point: Point, style: Style) -> Iterator[Mark]:
    """The status of the result or its report, unless final, with the value before a correction (invariant 12)."""
    own, report = point.observation.status, point.placed.report
    told = None
    if not labels.is_plain_status(own):
        told = labels.status(own) if point.observation.value is not None or own not in PENDING else None
    elif report is not None and not labels.is_plain_status(report.status):
        told = labels.report_status(report.status)
    if line.earlier is not None:  # without a status the change is not called a correction
        was = _long(line, latest_results.at(line.earlier.observation, point), style)
        said = translate("Overview", "{status}, was {value}") if told else translate("Overview", "in an earlier version: {value}")
        told = told or Mark(glyph="↻", words="", tint=MarkTint.CHANGED)
        told = replace(told, words=said.replace("{status}", told.words).replace("{value}", was))
    if told is not None:
        yield told


def _tint(point: Point | None, plain: MarkTint = MarkTint.PENDING) -> MarkTint:
    return MarkTint.OUTSIDE if point is not None and _deviations(point.observation) else plain


def _beside(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    found = [(each, translate("Overview", "also {moment}: {value}")) for each in line.others]
    found += ((each, translate("Overview", "dated ahead in time, {moment}: {value}")) for each in line.ahead)
    found += ((each, translate("Overview", "{moment}: {value}")) for each in line.undated)
    found = [each for each in found if each[0] is not line.shown]
    kept = [each for at, each in enumerate(found) if at < _BESIDE or latest_results.rank(each[0].observation)][:_MARKED_BESIDE]
    for each, said in kept:
        words = said.replace("{moment}", _when(each, style, now)).replace("{value}", _long(line, each, style))
        yield Mark(glyph="!", words=words, tint=_tint(each))
    if len(found) > len(kept):
        said = translate("Overview", "%n more: see the report", "number of results", len(found) - len(kept))
        yield Mark(glyph="!", words=said, tint=MarkTint.PENDING)


def _awaited(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    """The last result without a value, and all with a stated reason."""
    for each in line.awaited:
        of = each.observation
        reason = of.data_absent_reason is not None
        if each is line.shown or (each is not line.awaited[-1] and not reason):
            continue
        said = translate("Overview", "{moment} awaited")
        if reason or of.status not in PENDING:
            said = translate("Overview", "{moment}: {value}").replace("{value}", _lower(lines.no_value(of)))
        taken = _when(each, style, now).replace(" ", text.NBSP)
        yield Mark(glyph="○", words=said.replace("{moment}", taken), tint=MarkTint.PENDING)


def build(
    digest: Digest, style: Style, period: TimeRange | None = None
) -> Generator[None, None, tuple[list[OverviewRow], TimeRange | None]]:
    """The rows: analytes in fixed order, then other marked results; and the time range of the curves. ``period``: wanted."""
    strip, end = digest.strip, digest.result.fetched_at
    micro = {id(one) for culture in digest.cultures.own for one, _ in culture.walk()}
    others = [line for line in strip.others if line.shown is not None and id(line.shown.observation) not in micro][:_OTHERS]
    curves: dict[int, Curve] = {}
    first = None
    if digest.complete and end is not None:  # no trends of partial results (invariant 11)
        for line in (*(line for card in strip.cards for line in card.lines), *others):
            recent = replace(line.series, points=line.series.points[-_LOOKED_AT:])
            curves[id(line)] = yield from trend.curve(recent, end=end)
        times = [[dot.when for dot in each.dots] for each in curves.values() if each.dots]
        year, readable = course.begin(TimeRange.YEAR, end), course.readable(times, end)
        if readable is TimeRange.YEARS and year is not None and any(each[-1] >= year for each in times):
            readable = TimeRange.YEAR  # the row shows the previous value anyway
        period = period or readable
        first = course.begin(period, end)
    usual = usual_laboratory(strip)

    def row(line: StripLine, key: str = "", title: str = "", also: Sequence[StripLine] = ()) -> AnalyteRow:
        made = AnalyteRow(
            line, style, end, key=key, title=title, usual=usual, also=[AnalyteRow(each, style, end) for each in also]
        )
        if (curve := curves.get(id(line))) is not None and first is not None and end is not None:
            made.curve = course.mini(curve, first, end) if curve.dots else None
            made.extreme = _extreme(line, style, first, end)
        return made

    letters = {key: letter for letter, key in keys.TRENDS.items()}
    made: list[OverviewRow] = []
    for card in strip.cards:
        key, title, letter = card.kind.key, card.name(style.language), letters.get(card.kind.key, "")
        if key not in _BEFORE_OTHERS and not any(isinstance(each, HeadRow) for each in made):
            made.append(HeadRow(translate("Overview", "Further examinations")))
        sample = _gas_sample(card) if key == "blood_gas" else []
        grouped: dict[object, dict[int, StripLine]] = {}  # an analyte's further numbers are shown in its first row
        for line in (*sample, *card.lines):
            number = line.shown is not None and latest_results.is_number(line.shown)
            place: object = line.analyte
            if not sample and (line.local or not number):  # text results with the same text share a row
                of = line.shown.observation if line.shown is not None and not line.local and not line.awaited else None
                place = (text.called(of.code), style.result(of)) if of is not None else id(line)
            grouped.setdefault(place, {})[id(line)] = line
        rows = [row(one, key, _GAS.get(one.analyte, title), more) for one, *more in map(dict.values, grouped.values())]
        if sample:
            made.append(GasRow(rows, title, letter))
        else:
            made += rows
            for each in [each for each in rows if not each.line.local][:1]:
                each.letter = letter
        yield
    first_further = next((at for at, each in enumerate(made, 1) if isinstance(each, HeadRow)), len(made))
    made[first_further:] = sorted(made[first_further:], key=lambda each: _turn(each.parts[0], end))
    if digest.complete and not made:
        made.append(HeadRow(translate("Overview", "None of the emergency analytes is among these results."), chosen=True))
    if others:
        made.append(HeadRow(translate("Overview", "Others, %n", "", len(others))))
    for line in others:
        made.append(row(line))
        yield
    return made, period if digest.complete else None


def _turn(row: AnalyteRow, end: datetime | None) -> int:
    """The sort key of further examinations: recently marked numbers first, old results last."""
    if row.is_old(end):
        return 2
    return int(not (row.marked and row.number) or ages.is_old(row.moment, end, _RECENT_DAYS))


def _extreme(line: StripLine, style: Style, first: datetime, end: datetime) -> str:
    point, newest = emergency.extreme(line, first, end), line.newest
    if point is None or newest is None or point is line.previous:  # shown as the previous value already
        return ""
    above = (point.number or 0) > (newest.number or 0)
    said = translate("Overview", "highest {value} {moment}") if above else translate("Overview", "lowest {value} {moment}")
    return said.replace("{value}", _value_parts(point.observation, style)[0]).replace("{moment}", _when(point, style, end))


def _gas_sample(card: Card) -> list[StripLine]:
    """The lines of the newest sample, where it has a number of every analyte of the card once; else none."""
    samples: dict[tuple[datetime, str], list[StripLine]] = {}
    for line in card.lines:
        if line.shown is not None and line.shown.when is not None and latest_results.is_number(line.shown):
            samples.setdefault((line.shown.when, laboratory_name(line.shown.placed)), []).append(line)
    sample = samples[max(samples)] if samples else []
    analytes = {line.analyte for line in sample}
    return sample if 1 < len(analytes) == len(sample) and analytes == {line.analyte for line in card.lines} else []


def nothing_found(digest: Digest) -> str:
    """«No findings» with the reasons why it may be incomplete: restricted, withheld, missing (invariant 9); else ""."""
    result, kinds = digest.result, {each.kind for each in digest.result.outcomes}
    gaps = (
        (kinds & {OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED}, translate("Overview", "Restricted results are not among them.")),
        (result.coverage.withheld, translate("Overview", "Withheld results are not among them.")),
        (not digest.complete or result.notes or kinds & _GAPS, translate("Overview", "Results may be missing.")),
    )
    said = [words for there, words in gaps if there]
    return (
        " ".join((translate("Overview", "No findings but those of the examinations in what was fetched."), *said)) if said else ""
    )


def not_here(digest: Digest, style: Style) -> list[str]:
    """Number of results outside the list with the reason, and emergency analytes without results."""
    strip = digest.strip
    unsure = translate("Overview", "%n result(s) without a national code that fits: in the table", "", strip.unsure)
    apart = translate("Overview", "%n result(s) on another kind of number or an invalid one", "", strip.apart)
    said = [each for count, each in ((strip.unsure, unsure), (strip.apart, apart)) if count]
    if strip.absent:
        names = "; ".join(kind.name(style.language).replace(" ", text.NBSP) for kind in strip.absent)
        partly, whole = translate("Overview", "Not in what was fetched: {names}"), translate("Overview", "Not found: {names}")
        said.append((partly if nothing_found(digest) else whole).replace("{names}", names))
    return said


def is_awaited(each: Placed) -> bool:
    """Whether a standing result is sampled and not answered yet."""
    of = each.observation
    empty = of.value is None or (of.status == "registered" and isinstance(of.value, CodeableConcept))  # «answer follows»
    unanswered = of.status in PENDING and empty and of.data_absent_reason is None
    return unanswered and not (each.void or each.apart or each.superseded)


class Rank(IntEnum):
    PHONED = 0
    MARKED = 1
    RECENT = 2
    STANDING = 3
    AWAITED = 4


@dataclass(kw_only=True, repr=False, eq=False)
class MessageRow(OverviewRow):
    """A finding or a message. ``title``: the examination, where it differs from ``discipline``.

    ``body``: the results, shortened; ``left_out``: a note on shortened text; ``more``: warnings below the body; ``comment``: may
    be cut by the list. ``when``: shown first, so that an old phoned message is not taken for a new one.
    """

    rank: Rank
    icon: Icon
    discipline: str
    body: str
    title: str = ""
    left_out: str = ""
    more: tuple[str, ...] = ()
    comment: str = ""
    marks: tuple[Mark, ...] = ()
    when: Moment | None = None
    date: str = ""

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        body = self.body.replace("\n", "; ")
        said = (self.date, self.title, self.discipline, *map(str, self.marks), body, self.left_out, *self.more, self.comment)
        return tuple(filter(None, said))


def findings(digest: Digest, style: Style, *, dated: bool = False) -> Generator[None, None, Messages]:
    """Current rows in order, and older ones. ``dated``: for copies: full dates, no «yesterday»."""
    end = digest.result.fetched_at
    cultures = {id(each.report) for each in digest.cultures.own}
    listed: list[MessageRow] = []
    older: list[MessageRow] = []
    usual = "" if dated else usual_laboratory(digest.strip)
    standing = {  # by report: the newest result of each analyte
        id(line.shown.placed.report): card
        for card in digest.strip.cards
        if card.kind.key in _STANDING
        for line in {line.analyte: line for line in reversed(card.lines)}.values()
        if line.shown is not None
    }
    overtaken = {
        id(point.placed.report)
        for card in digest.strip.cards
        for line in card.lines
        for point in line.series.points[-_LOOKED_AT:]
        if line.shown is not None and (point.when or NEVER) < (line.shown.when or NEVER)
    }
    for report in digest.result.reports:
        yield
        rank, card = _rank(report, id(report) in cultures), standing.get(id(report))
        if (rank is None and card is None) or digest.versions.is_superseded(report):
            continue
        limit = end - timedelta(days=_RECENT_DAYS if rank is Rank.RECENT else _MARKED_DAYS) if end is not None else NEVER
        new = max(_time(report.effective or report.issued), _time(report.issued)) >= limit
        if rank is None or (card is not None and not new):
            rank, new = Rank.STANDING, True
        made = _of_report(report, rank, id(report) in cultures, digest, style)
        if card is not None:
            made.title = card.name(style.language)
            made.more += (str(transfusion()),) if card.kind.key == "blood_group" else ()
        elif rank in (Rank.PHONED, Rank.MARKED) and id(report) in overtaken:
            made.more += (translate("Overview", "newer results in the list"),)
        laboratory = lines.laboratories(report).split(",", 1)[0]
        made.more += (laboratory,) if laboratory not in ("", usual) else ()
        if made.body:  # without one the report is among the awaited
            (listed if new else older).append(made)
    listed += _waiting(digest, style, None if dated else end)
    # marked biochemistry last: it is in the list of analytes, too
    listed.sort(key=lambda each: (each.rank, each.rank is Rank.MARKED and each.icon is Icon.FLASK, -_time(each.when).timestamp()))
    older.sort(key=lambda each: _time(each.when), reverse=True)
    return listed, older


def _time(moment: Moment | None) -> datetime:
    return (moment and moment.when) or NEVER


def _rank(report: Report, culture: bool) -> Rank | None:
    codes = {comment.concept.code_in("8269") for comment in report.comments if comment.concept is not None}
    if report.status not in VOID and "TA" in codes:
        return Rank.PHONED
    if (report.status not in VOID and codes & {"VA", "MSIS-M"}) or report.status in VOID | CHANGED:
        return Rank.MARKED
    return Rank.RECENT if (culture or sampling.is_narrative(report)) and report.findings else None


def _of_report(report: Report, rank: Rank, culture: bool, digest: Digest, style: Style) -> MessageRow:
    versions = digest.versions

    def stands(one: Observation) -> bool:
        return not (versions.fate(report, one).superseded or versions.fate(report, one).withdrawn)

    gone = sum(one.value is not None and not stands(one) for one in flags.standing(report))
    own = (one_line(lines.annotation(each, style)) for each in report.comments if flags.report_mark(each) is None)
    comment = " ".join(filter(None, own))
    body, left_out = _body(report, style, stands)
    if rank is Rank.PHONED and comment and not culture and not sampling.is_narrative(report):  # the phoned message
        body, left_out, comment = comment, translate("Overview", "More in the report") if body else "", ""
    called, title = text.visible(text.name(report.code)) or translate("ReportList", "Type not given"), ""
    discipline = labels.short_discipline(report)
    if sampling.of_report(report) is sampling.Sampling.IMAGING:
        discipline, title = discipline or labels.discipline(report), labels.procedures(report) or called
    elif culture:
        found = (each.specimen.kind for each in labels.walk(report.findings) if each.specimen is not None)
        named = dict.fromkeys(min(text.concept_texts(kind), key=len, default="") for kind in found if kind is not None)
        title = ", ".join(filter(None, map(text.visible, named)))
    marks = [flags.short(mark) for each in report.comments if (mark := flags.report_mark(each)) is not None]
    if not labels.is_plain_status(report.status):
        marks.append(labels.status(report.status))
    marks.sort(key=lambda mark: mark.glyph != _PHONE)
    replaced = translate("Overview", "%n result(s) of it replaced or withdrawn since", "", gone) if gone else ""
    return MessageRow(
        identity=(id(report), rank),
        rank=rank,
        marked=rank is Rank.PHONED,
        title="" if title == discipline else title,
        discipline=discipline or called,
        icon=labels.icon(report),
        body=body or (translate("Overview", "No results") if rank is not Rank.RECENT else ""),
        left_out=left_out,
        more=tuple(filter(None, (replaced,))),
        comment=comment,
        marks=tuple(dict.fromkeys((*marks, *labels.opened(report), *labels.opened_within(report)))),
        when=report.effective or report.issued,
        date=sampling.date(report, style.language) or translate("Overview", "no date"),
        report=report,
    )


def _body(report: Report, style: Style, stands: Stands) -> tuple[str, str]:
    if report.status in VOID:
        return "", ""
    parts = [report.conclusion] if report.conclusion.strip() else _parts(report, style, stands)
    numbers = len(parts) > _LINES
    kept = [labels.opening(part, LONGEST) for part in parts[: _FEW if numbers else _LINES]]
    left_out = ""
    if len(parts) > len(kept):
        left_out = translate("Overview", "%n more in the report", "number of results", len(parts) - len(kept))
    elif list(map(one_line, kept)) != list(map(one_line, parts)):
        left_out = translate("Overview", "More in the report")
    return "; ".join(each.rstrip(".") for each in kept) if numbers else "\n".join(kept), left_out


def _parts(report: Report, style: Style, stands: Stands) -> list[str]:
    """The outermost standing results with a value: marked ones first, negative ones last."""
    found: list[Finding] = []
    stack = list(reversed(report.findings))
    while stack and len(found) < _RESULTS:
        finding = stack.pop()
        if finding.observation.status in VOID:
            continue
        if finding.observation.value is None or not stands(finding.observation):
            stack.extend(reversed(finding.members))
        else:
            found.append(finding)
    found.sort(key=lambda each: (latest_results.rank(each.observation) < 2, latest_results.nothing_in(each.observation.value)))
    named: dict[str, list[str]] = {}
    for finding in found:
        name, said = _result(finding, style, stands)
        named.setdefault(said, []).append(name)
    gap = {said: text.NBSP if len(said) < _SHORT else " " for said in named}
    return [f"{', '.join(names)}:{gap[said]}{said}" if all(names) else said for said, names in named.items()]


def _result(finding: Finding, style: Style, stands: Stands) -> tuple[str, str]:
    """Name, or "" for a kind of text; and answer with member texts, marks and remarks."""
    of = finding.observation
    name = text.visible(text.called(of.code))
    if text.same(name, text.heading(of.value if isinstance(of.value, CodeableConcept) else of.code)):
        name = ""  # «Group», «Finding»: no information here
    below = (each.observation for each in finding.members if each.observation.status not in VOID and stands(each.observation))
    words = (each for each in below if isinstance(each.value, CodeableConcept) and not each.value.code_in(text.RESISTANCE))
    said = text.visible("; ".join((style.result(of), *map(style.result, words))))
    said = text.NBSP.join((said, *(mark.glyph for mark in flags.marks(of) if mark.tint is labels.MarkTint.OUTSIDE)))
    return name, ". ".join(filter(None, (said, lines.remark_text(of, style))))


def _waiting(digest: Digest, style: Style, now: datetime | None) -> list[MessageRow]:
    """One message with all awaited results by sampling time, newest first."""
    unanswered = [each for each in digest.observations if is_awaited(each)]
    told = {id(each.report) for each in unanswered}
    waiting = [(sampled(each), one_line(text.called(each.observation.code))) for each in unanswered]
    waiting += (
        (each.effective, text.visible(text.name(each.code)))
        for each in digest.result.reports
        if each.status == "registered" and id(each) not in told and not digest.versions.is_superseded(each)
    )
    groups = ages.by_time(waiting, style.language, now)
    if not groups:
        return []
    return [
        MessageRow(
            identity=Rank.AWAITED,
            rank=Rank.AWAITED,
            discipline=translate("Overview", "Results awaited"),
            icon=Icon.HOURGLASS,
            body="\n".join(f"{shown}: {', '.join(names)}" for shown, names in groups),
        )
    ]


def document(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
    """The overview as text in screen order, or on paper as a table, with times: a pasted age is soon wrong."""
    yield
    if digest is None:
        return None
    listed, older = yield from findings(digest, style, dated=True)
    strip, found = digest.strip, (*listed, *older)
    analytes = [line for card in strip.cards for line in card.lines]
    if not (analytes or strip.others or digest.result.reports):
        return None

    def told(title: str, said: Iterable[str]) -> list[ExportRow]:
        spans = [ExportRow(span=text.breakable(each)) for each in said]
        return [ExportRow(span=title, heading=True), *spans] if spans else []

    def rows(found: Iterable[StripLine]) -> list[ExportRow]:
        return [_row(line, style) if paper else ExportRow(span=copied(line, style)) for line in found]

    others = ExportRow(span=translate("Overview", "Others, %n", "", len(strip.others)), heading=True)
    listing = [*rows(analytes), *([others, *rows(strip.others)] if strip.others else [])]
    listing += told(translate("Overview", "Not in this list"), not_here(digest, style))
    below = told(translate("Overview", "Findings and messages"), (", ".join(each.facts(None)) for each in found))
    more = (translate("Export", "Change"), translate("Sampling", "Sampled"), translate("Sampling", "Laboratory"))
    header = (*lines.column_titles("")[: lines.Column.DATE], *more) if paper else ()
    blocks = (ExportTable(header=header, rows=tuple(listing)), ExportTable(rows=tuple(below)))
    title = translate("Overview", "Emergency analytes")
    return ExportDocument(title=title, blocks=blocks[: 1 + bool(below)], wide=paper)


def copied(line: StripLine, style: Style) -> str:
    name, *facts = AnalyteRow(line, style).told(None)
    return text.breakable(f"{name}: {', '.join(facts)}").replace("\u2212", "-")


def _row(line: StripLine, style: Style) -> ExportRow:
    row = AnalyteRow(line, style)
    value = " ".join(filter(None, (row.value, row.below)))
    marks = "; ".join(filter(None, (*row.states, row.remark)))
    cells = (row.called, value, marks, row.reference, row.change_text, row.when, row.laboratory)
    return ExportRow(cells=cells, strong=VALUE_AND_MARK if row.marked else frozenset())
