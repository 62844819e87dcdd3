"""The rows of the overview: each emergency analyte, the blood gas in one, and what else the laboratory marked.

The text of a line says its value, when it was sampled, the laboratory's marks; what was before, with the difference where the two
may be compared (results/trend.py); and what must be seen beside the value: its state, what may be as new, is dated ahead, undated
or awaited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import course, dating, emergency, latest_results, materials, text, trend
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import NEVER, CodeableConcept, Redacted
from provesvar_gui.results.placed import CHANGED, PENDING
from provesvar_gui.results.series import sampled
from provesvar_gui.results.trend import BreakReason
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui import keys
from provesvar_gui.ui.results.common import ages, flags, labels, lines, remarks, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.course import MiniCurve, TimeRange
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip, Card, StripLine
    from provesvar_gui.results.model import Moment, Observation, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Point, Series
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_LONGEST: Final = 160  # characters of a result in words; the report has it whole
_MINUS: Final = "\u2212"
_UNMARKED: Final = 4  # results of one kind that are told; of more, the count
_TOLD: Final = 24  # the marked ones among them
_NOT_FOR_TRANSFUSION: Final = frozenset({"abo", "rhd", "antibody_screen"})


class LineText(Redacted):
    """The text of a line of emergency analytes.

    ``number`` and ``unit`` of a quantity, or ``said`` for everything else; ``below``: what hangs under it. ``reference``: as the
    laboratory wrote it; ``figures``: retyped where it is plain figures. ``change``: arrow, difference or why there is none, what
    was before; ``change_long``: as one sentence, with its date. ``notes``: states that must be seen; ``awaited``: newer samples
    without an answer, which stand apart from them. ``remark_short``: as much of the laboratory's comment as a row holds.
    """

    def __init__(self, line: StripLine, style: Style, now: datetime | None = None) -> None:
        """``now``: the time of the fetch, for what stands on the screen: «yesterday», and no year where it is this one."""
        point, last = line.shown, line.series.points[-1].observation
        bare = replace(last, value=None, interpretations=(), reference_ranges=(), notes=())
        of = point.observation if point is not None else bare
        name = one_line(text.called(of.code) or line.series.name)
        self.name = " ".join((name, *line.series.nlk)) if style.codes else name
        self.number, self.unit, self.said = _value_parts(of, style)
        if point is None:
            self.said = translate("Overview", "No standing result")
        self.below = members_text(line)
        self.marks = _deviations(of)
        self.reference = "; ".join(one_line(style.reference(each)) for each in of.reference_ranges)
        self.figures = "; ".join(one_line(text.reference_figures(each, style.language)) for each in of.reference_ranges)
        self.change = _change(line, style, short=True)
        self.change_long = _change_long(line, style)
        self.notes, self.awaited = tuple(_notes(line, style, now)), tuple(_awaited(line, style, now))
        self.remark, self.remark_short = remarks.remark(of, style), remarks.remark_text(of, style, remarks.IN_A_ROW)
        self.moment = sampled(point.placed) if point is not None else None
        self.when = _when(point, style, None) if point is not None else ""
        self.laboratory = short_laboratory(point) if point is not None else ""
        self.local = line.local

    @property
    def value(self) -> str:
        """Number and unit in one piece, or the words, as far as a row holds them."""
        return text.NBSP.join(filter(None, (self.number, self.unit))) or _short(self.said)

    @property
    def states(self) -> tuple[str, ...]:
        """Whether the code is local, what the laboratory marked, and what must be seen beside the value."""
        local = (translate("Overview", "local code"),) if self.local else ()
        return (*local, *map(str, (*self.marks, *self.notes, *self.awaited)))

    def facts(self, now: datetime | None) -> tuple[str, ...]:
        """The whole line, piece by piece."""
        age = ages.age(self.moment, now)
        when = f"{self.when} ({age})" if age and self.when else self.when or age
        reference = translate("ReportLines", "reference {range}").replace("{range}", self.reference) if self.reference else ""
        first = (self.name, self.said or self.value, self.below, *self.states)
        return tuple(filter(None, (*first, reference, self.remark, when, self.laboratory, self.change_long)))


def one_line(said: str) -> str:
    """Without line breaks and control characters."""
    return " ".join(text.visible(said).split())


def short_laboratory(point: Point) -> str:
    """As far as the first comma: the house without its department, each of several."""
    return text.visible("; ".join(each.split(",", 1)[0].strip() for each in laboratory_name(point.placed).split("; ")))


def usual_laboratory(strip: AcuteStrip) -> str:
    """The one of most of the analytes, which is named once, above them."""
    found = [short_laboratory(line.shown) for card in strip.cards for line in card.lines if line.shown is not None]
    return max(dict.fromkeys(filter(None, found)), key=found.count, default="")


def number_of(point: Point, style: Style) -> str:
    return _value_parts(point.observation, style)[0]


def members_text(line: StripLine, point: Point | None = None) -> str:
    """What hangs under what is shown (or under another of its results), in short: a culture may say its answer only there."""
    said = []
    for each in line.under(point or line.shown):
        value = each.observation.value
        if isinstance(value, CodeableConcept):
            said.append("; ".join(text.result_texts(value)))
        elif isinstance(value, str):
            said.append(value)
    return _short(one_line(" · ".join(part for part in said if part.strip())))


def by_time(waiting: Iterable[tuple[Moment | None, str]], style: Style, now: datetime | None) -> list[tuple[str, list[str]]]:
    """When something was sampled that is not answered, the newest first, and the names of it, each once."""
    groups: dict[str, tuple[datetime, dict[str, None]]] = {}
    for moment, name in waiting:
        shown = ages.day_and_clock(moment, now, style.language) or translate("Overview", "no date")
        groups.setdefault(shown, ((moment and moment.when) or NEVER, {}))[1][name] = None
    ordered = sorted(groups.items(), key=lambda each: each[1][0], reverse=True)
    return [(shown, list(names)) for shown, (_, names) in ordered]


def transfusion(analyte: str) -> tuple[Mark, ...]:
    """The warning that belongs to results that blood must not be given by."""
    words = translate("Overview", "Not for transfusion")
    return (Mark(glyph="!", words=words, tint=MarkTint.OUTSIDE),) if analyte in _NOT_FOR_TRANSFUSION else ()


def _value_parts(observation: Observation, style: Style) -> tuple[str, str, str]:
    """Number, unit, and words where it is no number."""
    told = value_text(observation.value, style.language)
    if told.number:
        return text.visible(told.bare_amount), text.visible(told.unit), ""
    pending = observation.status in labels.PENDING_STATUSES and observation.data_absent_reason is None
    if observation.value is None and pending:
        return "", "", str(labels.status(observation.status))
    return "", "", lines.short(one_line(style.result(observation)), remarks.SPOKEN)


def _short(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST].rstrip()} …"


def _deviations(observation: Observation) -> tuple[Mark, ...]:
    """The laboratory's marks that say more than that all is well."""
    return tuple(each for each in flags.marks(observation) if each.tint is not MarkTint.NONE)


def _when(point: Point, style: Style, now: datetime | None) -> str:
    """``now``: as it is said on that day."""
    return ages.day_and_clock(sampled(point.placed), now, style.language) or translate("Overview", "no date")


def _brief(point: Point, style: Style, *, earlier: bool = False) -> str:
    """The value with the glyphs of the laboratory's marks, and in brackets its status where it is not final.

    ``earlier``: of another version, whose unit may be another, and whose report is not this one.
    """
    number, unit, said = _value_parts(point.observation, style)
    marks = (mark.glyph for mark in _deviations(point.observation) if mark.glyph)
    report = None if earlier else point.placed.report
    state = labels.with_report(point.observation.status, report.status if report is not None else "final")
    states = [state] if state.tint is not MarkTint.NONE else []
    states += map(version_text.doubt, point.placed.doubts)
    told = text.NBSP.join(filter(None, (number or _short(said), unit if earlier else "", *marks)))
    return f"{told} ({'; '.join(_lower(each.words) for each in states)})" if states else told


def _long(line: StripLine, point: Point, style: Style) -> str:
    """Another result of the line: its value, what hangs below, the laboratory's marks, and whether it is final."""
    number, unit, said = _value_parts(point.observation, style)
    value = text.NBSP.join(filter(None, (number, unit))) or _short(said)
    final = () if point.observation.status == "final" else (labels.status(point.observation.status),)
    told = " ".join(filter(None, (value, members_text(line, point))))
    marks = (*_deviations(point.observation), *final, *map(version_text.doubt, point.placed.doubts))
    return ", ".join(filter(None, (told, *map(str, marks))))


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _change(line: StripLine, style: Style, *, short: bool) -> tuple[str, str, str]:
    """Arrow, the difference or why the two may not be compared, and what was before a number; nothing until everything is in.

    After words there is what was before alone.
    """
    before, newest = line.previous, line.newest
    then, now = (dating.span(each.placed) if each is not None else None for each in (before, newest))
    if before is None or newest is None or then is None or now is None:
        return "", "", ""
    number = latest_results.is_number(newest)
    told = _brief(before, style) if number else _long(line, before, style)
    gap = ages.before(now, then, short=short)
    said = translate("Overview", "before: {value} · {gap}")
    if line.difference is not None:
        said = translate("Overview", "from {value} · {gap}")
    said = said.replace("{gap}", gap).replace("{value}", told)
    if line.difference is None or not number:
        return "", _unlike(line) if number else "", said
    if not line.difference:
        return "", translate("Overview", "unchanged"), said
    figure = text.number(f"{abs(line.difference):f}", style.language)
    return ("↘", f"{_MINUS}{figure}", said) if line.difference < 0 else ("↗", f"+{figure}", said)


def _change_long(line: StripLine, style: Style) -> str:
    """As one sentence; after words it is among the notes."""
    if line.previous is None or line.newest is None or not latest_results.is_number(line.newest):
        return ""
    arrow, difference, before = _change(line, style, short=False)
    if line.difference is None and difference:
        before, difference = f"{before} ({difference})", ""
    said = " ".join(filter(None, (arrow, difference, before)))
    return f"{said}, {_when(line.previous, style, None)}" if said else ""


def _unlike(line: StripLine) -> str:
    """Why the two may not be compared, "" where they may."""
    known = line.newest and line.previous and laboratory_name(line.newest.placed) and laboratory_name(line.previous.placed)
    other = translate("Trend", "other laboratory") if known else translate("Overview", "laboratory not known")
    return {
        None: "",
        BreakReason.METHOD: translate("Trend", "other method"),
        BreakReason.MATERIAL: translate("Trend", "other material"),
        BreakReason.REFERENCE: translate("Trend", "other reference"),
    }.get(line.unlike, other)


def _notes(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    """Everything that must be seen beside the value."""
    yield from _states(line, style)
    if line.newest is not None and not latest_results.is_number(line.newest):  # «haemolysed» does not take a number's place
        said = _change(line, style, short=False)[2]
        if said:
            yield Mark(glyph="", words=said, tint=_tint(line.previous, plain=MarkTint.NONE))
    yield from _others(line, style, now)
    yield from _some(line, line.ahead, translate("Overview", "dated ahead in time, {moment}: {value}"), style, now)
    yield from _some(line, line.undated, translate("Overview", "{moment}: {value}"), style, now)
    if line.voided:
        gone = translate("Overview", "%n cancelled since", "number of results", line.voided)
        yield Mark(glyph="✕", words=gone, tint=MarkTint.VOID)
    yield from transfusion(line.analyte)


def _states(line: StripLine, style: Style) -> Iterator[Mark]:
    """Preliminary, corrected (and from what), by its own status or that of its report."""
    point = line.shown
    if point is None:
        return
    status, report = point.observation.status, point.placed.report
    whole = report.status if report is not None else ""
    changed = status in CHANGED or whole in CHANGED
    if line.earlier is not None:
        was = _brief(latest_results.at(line.earlier.observation, point), style, earlier=True)
        if changed:
            state = labels.status(status if status in CHANGED else whole)
            said = translate("Overview", "{status}, was {value}").replace("{status}", state.words)
            yield Mark(glyph=state.glyph, words=said.replace("{value}", was), tint=state.tint)
        else:  # nobody called it a correction
            said = translate("Overview", "in an earlier version: {value}").replace("{value}", was)
            yield Mark(glyph="↻", words=said, tint=MarkTint.CHANGED)
    told = line.earlier is not None and changed
    pending = status in labels.PENDING_STATUSES
    if not labels.is_known_status(status) or pending or status in {"", "unknown"} or (status in CHANGED and not told):
        if point.observation.value is not None or not pending:  # unknown is not final (invariant 12)
            yield labels.status(status)
    elif report is not None and not labels.is_plain_status(whole) and not (whole in CHANGED and told):
        yield labels.report_status(whole)
    if any(point is each for each in line.ahead):
        yield Mark(glyph="!", words=translate("Overview", "dated ahead in time"), tint=MarkTint.PENDING)
    yield from map(version_text.doubt, point.placed.doubts)
    yield from labels.opened(point.placed)


def _tint(*points: Point | None, plain: MarkTint = MarkTint.PENDING) -> MarkTint:
    return MarkTint.OUTSIDE if any(point is not None and _deviations(point.observation) for point in points) else plain


def _others(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    """What may be as new, and the other words of an episode."""
    shown = dating.span(line.first.placed) if line.first is not None else None
    for other in line.others[:_TOLD]:
        span, value = dating.span(other.placed), _long(line, other, style)
        said = translate("Overview", "also {moment}, which is newer is not known: {value}")
        if span == shown:
            said = translate("Overview", "also from the same time: {value}")
        elif span is not None and shown is not None and (span.before(shown) or shown.before(span)):
            said = translate("Overview", "also {moment}: {value}")
        said = said.replace("{moment}", _when(other, style, now)).replace("{value}", value)
        yield Mark(glyph="!", words=said, tint=_tint(other))
    yield from _more(len(line.others) - _TOLD)


def _some(line: StripLine, found: Sequence[Point], said: str, style: Style, now: datetime | None) -> Iterator[Mark]:
    """The first few other results of a line, and the marked ones."""
    found = [each for each in found if each is not line.shown]
    kept = [each for at, each in enumerate(found) if at < _UNMARKED or latest_results.rank(each.observation)][:_TOLD]
    for each in kept:
        words = said.replace("{moment}", _when(each, style, now)).replace("{value}", _long(line, each, style))
        yield Mark(glyph="!", words=words, tint=_tint(each))
    yield from _more(len(found) - len(kept))


def _more(count: int) -> Iterator[Mark]:
    if count > 0:
        said = translate("Overview", "%n more: see the report", "number of results", count)
        yield Mark(glyph="!", words=said, tint=MarkTint.PENDING)


def _awaited(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    """The last without a value, and every one of which the laboratory says why; of the day of what is shown, the clock alone."""
    for each in line.awaited:
        observation = each.observation
        reason = observation.data_absent_reason is not None
        if each is line.shown or (each is not line.awaited[-1] and not reason):
            continue
        taken, shown = _when(each, style, now), line.shown.when if line.shown is not None else None
        span = dating.span(each.placed)
        if now is not None and span is not None and span.clock and shown is not None and text.same_day(span.earliest, shown):
            taken = text.clock(span.earliest)
        said = translate("Overview", "{moment} awaited").replace("{moment}", taken)
        if reason or observation.status not in labels.PENDING_STATUSES:
            said = translate("Overview", "{moment}: {value}").replace("{moment}", taken)
            said = said.replace("{value}", _lower(lines.no_value(observation)))
        yield Mark(glyph="○", words=said, tint=MarkTint.PENDING)


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
    unsure = translate("Overview", "%n result(s) without a national code that fits are not here", "", strip.unsure)
    apart = translate("Overview", "%n result(s) on another kind of number or an invalid one are not here", "", strip.apart)
    said = [each for count, each in ((strip.unsure, unsure), (strip.apart, apart)) if count]
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
