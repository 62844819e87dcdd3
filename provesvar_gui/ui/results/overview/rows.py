"""The rows of the overview (emergency analytes, blood gas, other marked results, findings), and their export.

An analyte row has value, time, marks and warnings, and the previous value, with the difference where the two are comparable
(results/trend.py). A finding quotes its report, and states what it leaves out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import course, dating, emergency, latest_results, microbiology, text, trend
from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable
from provesvar_gui.results.laboratories import laboratory_name, short_name
from provesvar_gui.results.model import NEVER, CodeableConcept, Moment, OutcomeKind, Redacted, sort_time
from provesvar_gui.results.placed import CHANGED, PENDING, VOID, each_observation, in_report, standing, walk
from provesvar_gui.results.text import value_text
from provesvar_gui.results.trend import BreakReason
from provesvar_gui.ui import keys
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.results.common import ages, flags, labels, lines, outcome_text, sampling, status_text
from provesvar_gui.ui.results.common.export import VALUE_AND_MARK
from provesvar_gui.ui.results.common.labels import Mark, MarkTint, parted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from provesvar_gui.results.course import MiniCurve
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteResults
    from provesvar_gui.results.latest_results import LatestResults
    from provesvar_gui.results.model import Finding, Observation, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.results.versions import Versions
    from provesvar_gui.ui.results.common.lines import Style

    Messages = tuple[list["MessageRow"], list["MessageRow"]]

translate = QCoreApplication.translate
OLD_DAYS: Final = 30  # from this age a value is shown in the paler text colour
_TEXT_LENGTH: Final = 160  # characters of a text result; the report shows the whole text
_OTHER_RESULTS, _MARKED_OTHER_RESULTS = 8, 24  # most other results in a row: without and with marks; more are counted
_POINTS_READ: Final = 80  # newest results of a series, which may have thousands
_OTHER_ROWS: Final = 100  # rows of other examinations
_NOT_FOR_TRANSFUSION: Final = frozenset({"abo", "rhd", "antibody_screen"})
_FIRST_KINDS: Final = frozenset(  # kinds of analytes above «Further examinations»
    {"potassium", "haemoglobin", "crp", "inr", "creatinine", "sodium", "glucose", "troponin", "lactate", "egfr", "leukocytes"}
    | {"thrombocytes", "blood_gas"}
)
_GASES: Final = {"ph": "pH", "pco2": "pCO₂", "po2": "pO₂", "bicarbonate": "HCO₃", "base_excess": "BE", "o2_saturation": "sO₂"}
_BLOOD_LETTER: Final = re.compile(r"\b([avk])B\b")
_MARKED_DAYS: Final = 30  # a phoned or marked report counts as older after that
_RECENT_DAYS: Final = 7  # and a text report or a culture
RESULT_LENGTH: Final = 320  # characters of one result of a finding; the report shows the whole text
_RESULT_LINES: Final = 4  # most results of a finding, one per line
_SHORTENED_LINES: Final = 3  # results shown of a longer finding; the others are counted
_RESULTS_READ: Final = 40  # most results read of a report
_SHORT_ANSWER: Final = 24  # most characters of an answer kept on the line of its name
_GAP_KINDS: Final = frozenset({OutcomeKind.OPTED_OUT, OutcomeKind.UNKNOWN, OutcomeKind.FAULT})
_PHONE: Final = "☎"
AWAITED: Final = Mark(glyph="○", words="", tint=MarkTint.PENDING)
_PERMANENT_KINDS: Final = ("blood_group", "carrier")  # kinds of analytes shown at any age


@dataclass(kw_only=True, repr=False, eq=False)
class OverviewRow(Redacted):
    """Any row. ``identity``: equal for the same row after an update. ``letter``: its key. ``report``: its source.

    ``newer``: that its values are history.
    """

    identity: object
    key: str = ""  # of the kind of analyte, as in the table of emergency analytes
    marked: bool = False
    newer: str = ""
    letter: str = ""
    series: tuple[Series, ...] = ()
    report: Report | None = None
    parts: tuple[AnalyteRow, ...] = ()  # its examinations
    selectable: bool = True

    @property
    def can_be_drawn(self) -> bool:
        return any(each.has_numbers for each in self.series)

    def texts(self, now: datetime | None) -> tuple[str, ...]:
        """All its texts, in reading order. ``now``: the time that ages are computed for."""
        raise NotImplementedError


class HeadRow(OverviewRow):
    """A heading between rows, or a selectable line of text (``selectable``); what else it says is not painted."""

    def __init__(self, title: str, *, selectable: bool = False) -> None:
        super().__init__(identity=title, selectable=selectable)

    def texts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        return tuple(str(self.identity).split("\n"))


class Change(NamedTuple):
    """The previous result beside the newest: all empty until every page has arrived."""

    arrow: str = ""
    difference: str = ""  # or the reason for none
    previous: str = ""
    gap: str = ""  # time between


class AnalyteRow(OverviewRow):
    """The newest result of one line of emergency analytes, with its marks and warnings.

    A quantity has ``number`` and ``unit``, any other value ``value_words``. ``reported_name``: the laboratory's, split into
    ``prefix`` and ``name``; ``title``: the name of the kind of analyte. ``extreme``: peak or trough. ``awaited``: newer samples
    without an answer. ``laboratory_note``: the laboratory, where it is not the usual one. ``further``: the analyte's other lines.
    """

    def __init__(
        self,
        line: LatestResults,
        style: Style,
        now: datetime | None = None,
        *,
        title: str = "",
        usual: str = "",
        further: Sequence[AnalyteRow] = (),
    ) -> None:
        """``now``: the time of the fetch, for dates relative to it (screen); None: full dates (copies)."""
        point = line.shown
        empty = replace(line.series.points[-1].observation, value=None, interpretations=(), reference_ranges=(), notes=())
        observation = point.observation if point is not None else empty
        super().__init__(
            identity=(line.group.key, line.series.key),
            key=line.group.key,
            series=(line.series, *(each.series[0] for each in further)),
            report=point.report if point is not None else None,
            parts=(self,),
        )
        self.line, self.title, self.further = line, title, further
        self.curve: MiniCurve | None = None
        self.extreme = ""
        self.reported_name = one_line(text.called(observation.code) or line.series.name)
        self.number, self.unit, self.value_words = _value_parts(observation, style)
        if point is None:
            self.value_words = translate("Overview", "No standing result")
        self.prefix, self.name = parted(self.reported_name, title if self.number and not line.local else "")
        self.members = members_text(line)
        self.marks = _deviation_marks(observation)
        self.chips = tuple(map(flags.short, self.marks))
        self.marked = any(mark.tint is MarkTint.OUTSIDE for mark in self.marks)
        ranges = observation.reference_ranges
        self.reference = "; ".join(one_line(text.reference(each)) for each in ranges)
        self.reference_figures = "; ".join(one_line(text.reference_figures(each, style.language)) for each in ranges)
        self.change = _change(line, style) if self.number else Change()  # of a text result it is among the warnings
        change_note = translate("Overview", "change from {gap} before").replace("{gap}", self.change.gap)
        self.change_note = change_note.replace(" ", text.NBSP) if self.change.arrow else ""
        self.change_text = (" " if line.difference is not None else ", ").join(filter(None, self.change[:3]))
        if self.change_text and line.previous is not None:
            doubts = "; ".join(text.lower_first(each.words) for each in _status_marks(line.previous))
            self.change_text += f"{doubts and f' ({doubts})'}, {_date_text(line.previous, style, None)}"
        self.warnings, self.awaited = tuple(_warning_marks(line, style, now)), tuple(_awaited_marks(line, style, now))
        newer = line.awaited[-1] if line.awaited else None
        self.awaited_moment = newer.sampled if newer is not None and newer.awaited else None
        self.remark = lines.remark(observation, style)
        self.remark_short = lines.remark_text(observation, style, lines.REMARK_IN_A_ROW)
        self.moment = point.sampled if point is not None else None
        self.date = _date_text(point, style, None) if point is not None else ""
        self.laboratory = text.visible(short_name(point)) if point is not None else ""
        self.local = translate("Overview", "local code") if line.local else ""
        laboratory = self.laboratory or translate("Overview", "laboratory not known")
        self.laboratory_note = laboratory if self.laboratory != usual else ""

    @property
    def value(self) -> str:
        return text.NBSP.join(filter(None, (self.number, self.unit))) or lines.short(self.value_words, _TEXT_LENGTH)

    @property
    def reference_text(self) -> str:
        figures = self.reference_figures.replace(" ", text.NBSP)
        return translate("Overview", "ref. {range}").replace("{range}", figures).replace(" ", text.NBSP) if figures else ""

    @property
    def status_texts(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.local, *map(str, (*self.marks, *self.awaited, *self.warnings)))))

    def age(self, now: datetime | None, style: Style) -> tuple[str, str]:
        """Age, and date with time of day; of an old result the date only."""
        age = ages.short_age(self.moment, now)
        taken = ages.day_and_clock(self.moment, now, style.language) if age else self.date
        return age, taken.split(" ", 1)[0] if self.is_old(now) else taken

    def is_old(self, now: datetime | None) -> bool:
        return ages.is_old(self.moment, now, OLD_DAYS)

    def further_texts(self, now: datetime | None) -> tuple[str, ...]:
        """As «B-Glukose 15,1 mmol/L ↑ · 21 h»; old ones are in the tooltip only."""

        def row_text(row: AnalyteRow) -> str:
            value = text.NBSP.join(filter(None, (row.value, *(mark.glyph for mark in row.marks))))
            value_and_age = " · ".join(filter(None, (value, ages.short_age(row.moment, now))))
            return f"{row.reported_name} {value_and_age.replace(' ', text.NBSP)}"

        return tuple(row_text(each) for each in self.further if not each.is_old(now))

    def value_texts(self, now: datetime | None) -> tuple[str, ...]:
        """Without title, usual laboratory and key: as they are copied."""
        age = ages.age(self.moment, now)
        date = f"{self.date} ({age})" if age and self.date else self.date or age
        reference = translate("ReportLines", "reference {range}").replace("{range}", self.reference) if self.reference else ""
        result = (self.reported_name, self.value_words or self.value, self.members, *self.status_texts, reference, self.remark)
        further = (", ".join(each.value_texts(now)) for each in self.further)
        return tuple(filter(None, (*result, date, self.laboratory, self.change_text, self.extreme, *further)))

    def texts(self, now: datetime | None) -> tuple[str, ...]:
        texts = self.value_texts(now)
        laboratory = self.laboratory_note if self.laboratory_note not in texts else ""
        return tuple(filter(None, (self.title, *texts, laboratory, _key_text(self.letter))))


class GasRow(OverviewRow):
    """The blood gas of one sample, one cell per examination. ``blood``: arterial, venous or capillary, where stated."""

    def __init__(self, cells: Sequence[AnalyteRow], name: str, letter: str) -> None:
        series = tuple(series for each in cells for series in each.series)
        super().__init__(identity=cells[0].key, key=cells[0].key, letter=letter, series=series, parts=tuple(cells))
        self.name, self.report, self.marked = name, cells[0].report, any(each.marked for each in cells)
        for each in cells[1:]:
            each.laboratory_note = ""  # the laboratory is named in the first cell
        letters = {match[1] for each in cells if (match := _BLOOD_LETTER.search(each.line.series.name))}
        bloods = (translate("Overview", "arterial"), translate("Overview", "venous"), translate("Overview", "capillary"))
        self.blood = bloods["avk".index(letters.pop())] if len(letters) == 1 else ""

    def texts(self, now: datetime | None) -> tuple[str, ...]:
        cells = (", ".join(each.value_texts(now)) for each in self.parts)
        return tuple(filter(None, (self.name, self.blood, *cells, _key_text(self.letter))))


def _key_text(letter: str) -> str:
    return translate("Overview", "key {letter}").replace("{letter}", letter) if letter else ""


def opened_marks(row: OverviewRow) -> list[Mark]:
    """That all of it was opened."""
    first, *others = [part.warnings for part in row.parts] or [row.marks if isinstance(row, MessageRow) else ()]
    return [mark for mark in first if mark.tint is MarkTint.OPENED and all(mark in each for each in others)]


def one_line(words: str) -> str:
    return " ".join(text.visible(words).split())


def usual_laboratory(acute: AcuteResults) -> str:
    names = [text.visible(short_name(line.shown)) for line in acute.lines if line.shown is not None]
    return max(dict.fromkeys(filter(None, names)), key=names.count, default="")


def members_text(line: LatestResults, point: Placed | None = None) -> str:
    values = (each.observation.value for each in line.members_of(point or line.shown))
    texts = ("; ".join(text.result_texts(each)) if isinstance(each, CodeableConcept) else each for each in values)
    return lines.short(one_line(" · ".join(each for each in texts if isinstance(each, str) and each.strip())), _TEXT_LENGTH)


def transfusion_mark() -> Mark:
    return Mark(glyph="!", words=translate("Overview", "Not for transfusion"), tint=MarkTint.OUTSIDE)


def _value_parts(observation: Observation, style: Style) -> tuple[str, str, str]:
    """Number and unit; or "", "" and the value in words."""
    value = value_text(observation.value, style.language)
    if value.number:
        return text.visible(value.bare_amount), text.visible(value.unit), ""
    if observation.value is None and observation.status in PENDING and observation.data_absent_reason is None:
        return "", "", str(labels.status(observation.status))
    return "", "", lines.short(one_line(style.result(observation)), lines.REMARK_SPOKEN)


def _deviation_marks(observation: Observation) -> tuple[Mark, ...]:
    return tuple(each for each in flags.marks(observation) if each.tint is not MarkTint.NONE)


def _date_text(point: Placed, style: Style, now: datetime | None) -> str:
    return ages.day_and_clock(point.sampled, now, style.language) or translate("Overview", "no date")


def _short_result(point: Placed, style: Style) -> str:
    """A number without unit, with glyphs of the laboratory's marks and of a status other than final."""
    number, _unit, words = _value_parts(point.observation, style)
    marks = (mark.glyph for mark in (*_deviation_marks(point.observation), *_status_marks(point)))
    return text.NBSP.join(filter(None, (number or lines.short(words, _TEXT_LENGTH), *marks)))


def _status_marks(point: Placed) -> Iterator[Mark]:
    yield from (each for each in (status_text.with_report(point),) if each.tint is not MarkTint.NONE)
    yield from map(status_text.doubt, point.doubts)


def _full_result(line: LatestResults, point: Placed, style: Style) -> str:
    """Another result of the line: value, texts of members, marks, status other than final."""
    number, unit, words = _value_parts(point.observation, style)
    value = text.NBSP.join(filter(None, (number, unit))) or lines.short(words, _TEXT_LENGTH)
    value_and_members = " ".join(filter(None, (value, members_text(line, point))))
    status = () if point.observation.status == "final" else (labels.status(point.observation.status),)
    marks = (*_deviation_marks(point.observation), *status, *map(status_text.doubt, point.doubts))
    return ", ".join(filter(None, (value_and_members, *map(str, marks))))


def _change(line: LatestResults, style: Style) -> Change:
    newest, previous = line.newest, line.previous
    now, then = (dating.span_of(each.sampled) if each is not None else None for each in (newest, previous))
    if newest is None or previous is None or now is None or then is None:
        return Change()
    gap = ages.before(now, then, short=True)
    number = latest_results.is_number(newest)
    value = _short_result(previous, style) if number else _full_result(line, previous, style)
    if line.difference is None or not number:
        before = translate("Overview", "before: {value}").replace("{value}", value)
        return Change("", _break_text(line) if number else "", before, gap)
    before = translate("Overview", "from {value}").replace("{value}", value)
    return Change(*lines.difference(line.difference, style.language), before, gap)


def _break_text(line: LatestResults) -> str:
    known = line.newest and line.previous and laboratory_name(line.newest) and laboratory_name(line.previous)
    other = translate("Trend", "other laboratory") if known else translate("Overview", "laboratory not known")
    return {
        None: "",
        BreakReason.METHOD: translate("Trend", "other method"),
        BreakReason.MATERIAL: translate("Trend", "other material"),
        BreakReason.REFERENCE: translate("Trend", "other reference"),
    }.get(line.break_reason, other)


def _warning_marks(line: LatestResults, style: Style, now: datetime | None) -> Iterator[Mark]:
    if (point := line.shown) is not None:
        yield from _status_mark(line, point, style)
        if any(point is each for each in line.future):
            yield Mark(glyph="!", words=translate("Overview", "dated ahead in time"), tint=MarkTint.PENDING)
        yield from (*map(status_text.doubt, point.doubts), *labels.opened(point))
    if line.newest is not None and not latest_results.is_number(line.newest):  # «haemolysed» keeps the last number visible
        change = _change(line, style)
        if change.previous:
            yield Mark(glyph="", words=f"{change.previous} · {change.gap}", tint=_tint(line.previous, MarkTint.NONE))
    yield from _other_result_marks(line, style, now)
    if line.cancelled:
        cancelled = translate("Overview", "%n cancelled since", "number of results", line.cancelled)
        yield Mark(glyph="✕", words=cancelled, tint=MarkTint.VOID)
    if line.analyte in _NOT_FOR_TRANSFUSION:
        yield transfusion_mark()


def _status_mark(line: LatestResults, point: Placed, style: Style) -> Iterator[Mark]:
    """The status of the result or its report, unless final, with the value before a correction (invariant 12)."""
    unanswered = point.observation.value is None and point.observation.status in PENDING
    mark = status_text.not_final(point) if not unanswered else None  # which its value says
    if line.earlier is not None:  # without a status the change is not called a correction
        before = replace(point.finding, observation=line.earlier)
        value = _full_result(line, replace(point, finding=before), style)
        words = (
            translate("Overview", "{status}, was {value}") if mark else translate("Overview", "in an earlier version: {value}")
        )
        mark = mark or Mark(glyph="↻", words="", tint=MarkTint.CHANGED)
        mark = replace(mark, words=words.replace("{status}", mark.words).replace("{value}", value))
    if mark is not None:
        yield mark


def _tint(point: Placed | None, plain: MarkTint = MarkTint.PENDING) -> MarkTint:
    return MarkTint.OUTSIDE if point is not None and _deviation_marks(point.observation) else plain


def _other_result_marks(line: LatestResults, style: Style, now: datetime | None) -> Iterator[Mark]:
    results = [(each, translate("Overview", "also {moment}: {value}")) for each in line.others]
    results += ((each, translate("Overview", "dated ahead in time, {moment}: {value}")) for each in line.future)
    results += ((each, translate("Overview", "{moment}: {value}")) for each in line.undated)
    results = [each for each in results if each[0] is not line.shown]
    listed = [each for at, each in enumerate(results) if at < _OTHER_RESULTS or latest_results.deviation(each[0].observation)]
    listed = listed[:_MARKED_OTHER_RESULTS]
    for point, words in listed:
        words = words.replace("{moment}", _date_text(point, style, now)).replace("{value}", _full_result(line, point, style))
        yield Mark(glyph="!", words=words, tint=_tint(point))
    if len(results) > len(listed):
        more = translate("Overview", "%n more: see the report", "number of results", len(results) - len(listed))
        yield Mark(glyph="!", words=more, tint=MarkTint.PENDING)


def _awaited_marks(line: LatestResults, style: Style, now: datetime | None) -> Iterator[Mark]:
    """The last result without a value, and all with a stated reason."""
    for point in line.awaited:
        observation = point.observation
        has_reason = observation.data_absent_reason is not None
        if point is line.shown or (point is not line.awaited[-1] and not has_reason):
            continue
        moment = _date_text(point, style, now).replace(" ", text.NBSP)
        words = translate("Trend", "waiting {time}").replace("{time}", moment)
        if has_reason or observation.status not in PENDING:
            words = f"{moment}: {text.lower_first(lines.no_value(observation))}"
        yield replace(AWAITED, words=words)


def build(
    digest: Digest, style: Style, period: TimeRange | None = None
) -> Generator[None, None, tuple[list[OverviewRow], TimeRange | None]]:
    """The rows: analytes in fixed order, then other marked results; and the time range of the curves. ``period``: wanted."""
    acute, end = digest.acute, digest.result.fetched_at
    others = _others(digest)
    curves: dict[int, Curve] = {}
    begin = None  # of the curves
    if digest.complete and end is not None:  # no trends of partial results (invariant 11)
        for line in (*acute.lines, *others):
            recent = replace(line.series, points=line.series.points[-_POINTS_READ:])
            curves[id(line)] = yield from trend.curve(recent, end=end)
        times = [[dot.when for dot in each.dots] for each in curves.values() if each.dots]
        year, readable = course.begin(TimeRange.YEAR, end), course.readable(times, end)
        if readable is TimeRange.YEARS and year is not None and any(each[-1] >= year for each in times):
            readable = TimeRange.YEAR  # the row shows the previous value anyway
        period = period or readable
        begin = course.begin(period, end)
    usual = usual_laboratory(acute)

    def make_row(line: LatestResults, title: str = "", further: Sequence[LatestResults] = ()) -> AnalyteRow:
        further_rows = [AnalyteRow(each, style, end) for each in further]
        row = AnalyteRow(line, style, end, title=title, usual=usual, further=further_rows)
        if (curve := curves.get(id(line))) is not None and begin is not None and end is not None:
            row.curve = course.mini(curve, begin, end) if curve.dots else None
            row.extreme = _extreme_text(line, style, begin, end)
        return row

    letters = {key: letter for letter, key in keys.TRENDS.items()}
    rows: list[OverviewRow] = []
    for (group, named), together in groupby(acute.lines, key=lambda line: (line.group, line.title)):
        of_group, key, title = list(together), group.key, named.name(style.language)
        if key not in _FIRST_KINDS and not any(isinstance(each, HeadRow) for each in rows):
            rows.append(HeadRow(translate("Overview", "Further examinations")))
        sample = _gas_sample(of_group) if key == "blood_gas" else []
        groups: dict[object, list[LatestResults]] = {}  # an analyte's further numbers are shown in its first row
        for line in (*sample, *(each for each in of_group if each not in sample)):
            same: object = line.analyte
            if not sample and (line.local or line.shown is None or not latest_results.is_number(line.shown)):
                same = id(line)
                if line.shown is not None and not line.local and not line.awaited:  # equal texts share a row
                    same = text.called(line.shown.observation.code), style.result(line.shown.observation)
            groups.setdefault(same, []).append(line)
        made = [make_row(line, _GASES.get(line.analyte, title), further) for line, *further in groups.values()]
        if sample:
            rows.append(GasRow(made, title, letters.get(key, "")))
        else:
            rows += made
            for row in [each for each in made if not each.line.local][:1]:
                row.letter = letters.get(key, "")
        yield
    first_further = next((place for place, row in enumerate(rows, 1) if isinstance(row, HeadRow)), len(rows))
    rows[first_further:] = sorted(  # numbers that the laboratory marked first, old results last
        rows[first_further:], key=lambda each: (not (each.marked and each.parts[0].number), each.parts[0].is_old(end))
    )
    if digest.complete and not rows:
        rows.append(HeadRow(translate("Overview", "None of the emergency analytes is among these results."), selectable=True))
    if others:
        rows.append(HeadRow(translate("Overview", "Others %n", "", len(others))))
    for line in others:
        rows.append(make_row(line))
        yield
    return rows, period if digest.complete else None


def _extreme_text(line: LatestResults, style: Style, begin: datetime, end: datetime) -> str:
    point, newest = emergency.extreme(line, begin, end), line.newest
    if point is None or newest is None or point is line.previous:  # shown as the previous value already
        return ""
    above = (point.number or 0) > (newest.number or 0)
    words = translate("Overview", "highest {value} {moment}") if above else translate("Overview", "lowest {value} {moment}")
    when = _date_text(point, style, end)
    when = when.split(" ", 1)[0] if when[:1].isdigit() else when  # for the clock of an older day there is no room
    return words.replace("{value}", _value_parts(point.observation, style)[0]).replace("{moment}", when)


def _gas_sample(of_group: list[LatestResults]) -> list[LatestResults]:
    """The lines of the newest sample, where it has a number of every analyte of the group once; else none."""
    samples: dict[tuple[datetime, str], list[LatestResults]] = {}
    for line in of_group:
        if line.shown is not None and line.shown.when is not None and latest_results.is_number(line.shown):
            samples.setdefault((line.shown.when, laboratory_name(line.shown)), []).append(line)
    sample = samples[max(samples)] if samples else []
    analytes = {line.analyte for line in sample}
    return sample if 1 < len(analytes) == len(sample) and analytes == {line.analyte for line in of_group} else []


def no_findings_text(digest: Digest) -> str:
    """«No findings» with the reasons why it may be incomplete: restricted, withheld, missing (invariant 9); else ""."""
    result, kinds = digest.result, {each.kind for each in digest.result.outcomes}
    gaps = (
        (kinds & {OutcomeKind.RESTRICTED, OutcomeKind.BLOCKED}, translate("Overview", "What is restricted may hold findings.")),
        (result.coverage.withheld, translate("Overview", "What is withheld may hold findings.")),
        (not digest.complete or result.notes or kinds & _GAP_KINDS, translate("Overview", "Results may be missing.")),
    )
    reasons = [words for applies, words in gaps if applies]
    no_findings = translate("Overview", "No findings in what was fetched.")
    return " ".join((no_findings, *reasons)) if reasons else ""


def _others(digest: Digest) -> list[LatestResults]:
    of_cultures = {id(each.observation) for culture in digest.cultures.own for each in culture.walk()}
    shown = ((line, line.shown) for line in digest.acute.others if line.shown is not None)
    return [line for line, point in shown if id(point.observation) not in of_cultures][:_OTHER_ROWS]


def in_table_alone(digest: Digest) -> list[Series]:
    here = {line.series.key for line in digest.acute.lines} | {each.series.key for each in _others(digest)}
    return [each for each in digest.series if not each.key.apart and each.key not in here]


def missing_texts(digest: Digest, style: Style) -> list[str]:
    """What is outside the list, with the reason, and the emergency analytes without results."""
    acute, away = digest.acute, in_table_alone(digest)
    results = outcome_text.results(sum(len(each.points) for each in away))
    alone = translate("Overview", "%n examination(s) ({results}) in the table alone", "", len(away)).replace("{results}", results)
    unsure = translate("Overview", "%n result(s) with an unknown code", "", acute.unsure)
    apart = translate("Overview", "%n result(s) on another kind of number or an invalid one", "", acute.apart)
    texts = [words for count, words in ((acute.unsure, f"{alone}\n{unsure}"), (acute.apart, apart)) if count]
    part, whole = translate("Overview", "Not in what was fetched: {names}"), translate("Overview", "No results for: {names}")
    perhaps = translate("Overview", "Perhaps in the table: {names}")
    for said, groups in ((perhaps, acute.perhaps), (part if no_findings_text(digest) else whole, acute.absent)):
        names = "; ".join(group.name(style.language).replace(" ", text.NBSP) for group in groups)
        texts += [said.replace("{names}", names)] if names else []
    return texts


class Rank(IntEnum):
    PHONED = 0
    MARKED = 1
    RECENT = 2
    PERMANENT = 3
    AWAITED = 4


@dataclass(kw_only=True, repr=False, eq=False)
class MessageRow(OverviewRow):
    """A finding or a message. ``title``: the examination, where it differs from ``discipline``. ``carried``: of a carrier.

    ``body``: the results, shortened; ``answers``: what stands in it after their names; ``left_out``: a note on shortened text;
    ``warnings``: below the body; ``comment``: may be cut by the list. ``moment``: shown
    first, so that an old phoned message is not taken for a new one.
    """

    rank: Rank
    icon: Icon
    discipline: str
    body: str
    title: str = ""
    carried: str = ""
    answers: tuple[str, ...] = ()
    left_out: str = ""
    warnings: tuple[str, ...] = ()
    comment: str = ""
    marks: tuple[Mark, ...] = ()
    moment: Moment | None = None
    date: str = ""

    def texts(self, now: datetime | None) -> tuple[str, ...]:
        del now
        body = self.body.replace("\n", "; ")
        head = (self.date, self.title, self.discipline, *map(str, self.marks))
        return tuple(filter(None, (*head, body, self.left_out, self.newer, *self.warnings, self.comment)))


def findings(digest: Digest, style: Style, *, dated: bool = False) -> Generator[None, None, Messages]:
    """Current rows in order, and older ones. ``dated``: for copies: full dates, no «yesterday»."""
    end = digest.result.fetched_at
    cultures = {id(each.report) for each in digest.cultures.own}
    listed: list[MessageRow] = []
    older: list[MessageRow] = []
    usual = "" if dated else usual_laboratory(digest.acute)
    carried = microbiology.carried(digest.cultures.own)
    permanent = {  # by report: the newest result of each analyte
        id(line.shown.report): line
        for line in reversed({line.analyte: line for line in reversed(digest.acute.lines)}.values())
        if line.shown is not None and line.group.key in _PERMANENT_KINDS
    }
    outdated = {  # reports with an analyte of which the list shows a newer result
        id(point.report)
        for line in digest.acute.lines
        for point in line.series.points[-_POINTS_READ:]
        if line.shown is not None and (point.when or NEVER) < (line.shown.when or NEVER)
    }
    for report in digest.result.reports:
        yield
        rank, lasting = _rank(report, id(report) in cultures), permanent.get(id(report))
        if (rank is None and lasting is None) or id(report) in digest.versions.superseded:
            continue
        limit = end - timedelta(days=_RECENT_DAYS if rank is Rank.RECENT else _MARKED_DAYS) if end is not None else NEVER
        new = max(sort_time(report.effective), sort_time(report.issued)) >= limit
        if rank is None or (lasting is not None and not new):
            rank, new = Rank.PERMANENT, True
        row = _message_row(report, rank, id(report) in cultures, digest, style)
        names = ", ".join(name for name, culture in carried if culture.report is report)
        row.carried = names and translate("Overview", "{name} found").replace("{name}", names)
        if lasting is not None:
            row.key, row.title = lasting.group.key, lasting.title.name(style.language)
            row.warnings += (str(transfusion_mark()),) if row.key == "blood_group" else ()
        elif rank in (Rank.PHONED, Rank.MARKED) and id(report) in outdated:
            row.newer = translate("Overview", "Newer in the list")
        laboratory = lines.laboratories(report).split(",", 1)[0]
        row.warnings += (laboratory,) if laboratory not in ("", usual) else ()
        if row.body:  # without one the report is among the awaited
            (listed if new else older).append(row)
    listed += _awaited_row(digest, style, None if dated else end)
    # marked biochemistry last: it is in the list of analytes, too
    listed.sort(key=lambda row: sort_time(row.moment), reverse=True)
    listed.sort(key=lambda row: (row.rank, row.rank is Rank.MARKED and row.icon is Icon.FLASK))
    older.sort(key=lambda row: sort_time(row.moment), reverse=True)
    return listed, older


def _rank(report: Report, culture: bool) -> Rank | None:
    codes = {comment.concept.code_in("8269") for comment in report.comments if comment.concept is not None}
    if report.status not in VOID and "TA" in codes:
        return Rank.PHONED
    if (report.status not in VOID and codes & {"VA", "MSIS-M"}) or report.status in VOID | CHANGED:
        return Rank.MARKED
    return Rank.RECENT if (culture or sampling.is_narrative(report)) and report.findings else None


def more_text() -> str:
    return translate("Overview", "More in the report")


def _message_row(report: Report, rank: Rank, culture: bool, digest: Digest, style: Style) -> MessageRow:
    versions = digest.versions
    replaced = sum(each.value is not None and versions.effect(report, each).superseded for each in standing(report))
    comments = (one_line(lines.annotation(each, style)) for each in report.comments if flags.report_mark(each) is None)
    comment = " ".join(filter(None, comments))
    body, left_out, answers = _body(report, style, versions)
    if rank is Rank.PHONED and comment and not culture and not sampling.is_narrative(report):  # the phoned message
        body, left_out, comment = comment, more_text() if body else "", ""
    examination, title = text.visible(text.name(report.code)) or translate("ReportList", "Type not given"), ""
    discipline = labels.short_discipline(report)
    if sampling.of_report(report) is sampling.Sampling.IMAGING:
        discipline, title = discipline or labels.discipline(report), labels.procedures(report) or examination
    elif culture:
        kinds = (each.material for each in each_observation(report.findings))
        materials = dict.fromkeys(min(text.concept_texts(kind), key=len, default="") for kind in kinds if kind is not None)
        title = ", ".join(filter(None, map(text.visible, materials)))
    marks = [flags.short(mark) for each in report.comments if (mark := flags.report_mark(each)) is not None]
    if report.status != "final":
        marks.append(labels.status(report.status))
    marks.sort(key=lambda mark: mark.glyph != _PHONE)
    return MessageRow(
        identity=(id(report), rank),
        rank=rank,
        marked=rank is Rank.PHONED,
        title="" if title == discipline else title,
        discipline=discipline or examination,
        icon=labels.icon(report),
        body=body or (translate("Overview", "No results") if rank is not Rank.RECENT else ""),
        answers=answers,
        left_out=left_out,
        warnings=(translate("Overview", "%n result(s) of it replaced or withdrawn since", "", replaced),) if replaced else (),
        comment=comment,
        marks=tuple(dict.fromkeys((*marks, *labels.opened(report), *labels.opened_within(report)))),
        moment=report.effective or report.issued,
        date=style.moment(report.effective) or translate("Overview", "no date"),
        report=report,
    )


def _body(report: Report, style: Style, versions: Versions) -> tuple[str, str, tuple[str, ...]]:
    """The conclusion, else the results; a note on shortened text; and the answers, each with the colon before it."""
    if report.status in VOID:
        return "", "", ()
    results = [(report.conclusion, "")] if report.conclusion.strip() else _result_texts(report, style, versions)
    texts = [each for each, _ in results]
    is_long = len(texts) > _RESULT_LINES
    shown = [labels.opening(each, RESULT_LENGTH) for each in texts[: _SHORTENED_LINES if is_long else _RESULT_LINES]]
    left_out = ""
    if len(texts) > len(shown):
        left_out = translate("Overview", "%n more in the report", "number of results", len(texts) - len(shown))
    elif list(map(one_line, shown)) != list(map(one_line, texts)):
        left_out = more_text()
    body = "; ".join(each.rstrip(".") for each in shown) if is_long else "\n".join(shown)
    return body, left_out, tuple(answer for _, answer in results[: len(shown)] if answer)


def _result_texts(report: Report, style: Style, versions: Versions) -> list[tuple[str, str]]:
    """The outermost standing results with a value, and the answer in each: marked ones first, negative ones last."""
    found: list[Finding] = []
    outermost: set[int] = set()
    for each in in_report(report, versions=versions):
        if each.stands and each.observation.value is not None and outermost.isdisjoint(map(id, each.parents)):
            outermost.add(id(each.observation))
            found.append(each.finding)
        if len(found) == _RESULTS_READ:
            break
    found.sort(key=lambda each: latest_results.order(each.observation))
    names_by_answer: dict[tuple[str, str], list[str]] = {}
    for finding in found:
        name, answer_and_remark = _name_and_answer(report, finding, style, versions)
        names_by_answer.setdefault(answer_and_remark, []).append(name)
    texts = []
    for (answer, remark), names in names_by_answer.items():
        whole = ". ".join(filter(None, (answer, remark)))
        answer = f":{text.NBSP if len(whole) < _SHORT_ANSWER else ' '}{answer}"
        texts.append((f"{', '.join(names)}{answer[:2]}{whole}", answer.rstrip(".")) if all(names) else (whole, ""))
    return texts


def _name_and_answer(report: Report, finding: Finding, style: Style, versions: Versions) -> tuple[str, tuple[str, str]]:
    """Name, or "" for a kind of text; and answer with member texts and marks, and remark."""
    observation = finding.observation
    name = text.visible(text.called(observation.code))
    kind = observation.value if isinstance(observation.value, CodeableConcept) else observation.code
    if text.same(name, text.heading(kind)):
        name = ""  # «Group», «Finding»: no information here
    members = [each.observation for each in walk(finding.members, report, versions=versions) if each.stands and not each.parents]
    coded = (each for each in members if isinstance(each.value, CodeableConcept) and not each.value.code_in(text.RESISTANCE))
    answer = text.visible("; ".join(map(style.result, (observation, *coded))))
    glyphs = (mark.glyph for mark in flags.marks(observation) if mark.tint is MarkTint.OUTSIDE)
    return name, (text.NBSP.join((answer, *glyphs)), lines.remark_text(observation, style))


def awaited(digest: Digest) -> list[tuple[Moment | None, str]]:
    """What is sampled and not answered: results, and reports that hold none yet."""
    reports = {id(each.report) for each in digest.awaited}
    empty = (
        (each.effective, text.visible(text.name(each.code)))
        for each in digest.result.reports
        if each.status == "registered" and id(each) not in reports and id(each) not in digest.versions.superseded
    )
    return [*((each.sampled, one_line(text.called(each.observation.code))) for each in digest.awaited), *empty]


def _awaited_row(digest: Digest, style: Style, now: datetime | None) -> list[MessageRow]:
    """One message with all awaited results by sampling time, newest first."""
    groups = ages.by_time(awaited(digest), style.language, now)
    if not groups:
        return []
    title, body = translate("Overview", "Results awaited"), "\n".join(f"{date}: {', '.join(names)}" for date, names in groups)
    return [MessageRow(identity=Rank.AWAITED, rank=Rank.AWAITED, discipline=title, icon=Icon.HOURGLASS, body=body)]


def document(digest: Digest | None, style: Style, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
    """The overview as text in screen order, or on paper as a table, with times: a pasted age is soon wrong."""
    yield
    if digest is None:
        return None
    listed, older = yield from findings(digest, style, dated=True)
    acute, messages = digest.acute, (*listed, *older)
    if not (acute.lines or acute.others or digest.result.reports):
        return None

    def section(title: str, texts: Iterable[str]) -> list[ExportRow]:
        spans = [ExportRow(span=text.breakable(each)) for each in texts]
        return [ExportRow(span=title, heading=True), *spans] if spans else []

    def line_rows(of: Iterable[LatestResults]) -> list[ExportRow]:
        return [_export_row(line, style) if paper else ExportRow(span=copy_text(line, style)) for line in of]

    others = ExportRow(span=translate("Overview", "Others %n", "", len(acute.others)), heading=True)
    listing = [*line_rows(acute.lines), *([others, *line_rows(acute.others)] if acute.others else [])]
    listing += section(translate("Overview", "Not in this list"), missing_texts(digest, style))
    below = section(translate("Overview", "Findings and messages"), (", ".join(each.texts(None)) for each in messages))
    more = (translate("Export", "Change"), translate("Sampling", "Sampled"), translate("Sampling", "Laboratory"))
    header = (*lines.column_titles("")[: lines.Column.DATE], *more) if paper else ()
    blocks = (ExportTable(header=header, rows=tuple(listing)), ExportTable(rows=tuple(below)))
    return ExportDocument(title=translate("Overview", "Emergency analytes"), blocks=blocks[: 1 + bool(below)], wide=paper)


def copy_text(line: LatestResults, style: Style) -> str:
    name, *texts = AnalyteRow(line, style).value_texts(None)
    return text.breakable(f"{name}: {', '.join(texts)}").replace("\u2212", "-")


def row_text(row: OverviewRow, style: Style) -> str:
    return "\n".join(copy_text(each.line, style) for each in row.parts) or text.breakable(", ".join(row.texts(None)))


def result_text(row: OverviewRow) -> str:
    texts = [f"{part.reported_name} {part.value}" for part in row.parts]
    whole = [row.body] if isinstance(row, MessageRow) else row.texts(None)
    return text.breakable("; ".join(texts or whole)).replace("\u2212", "-")


def _export_row(line: LatestResults, style: Style) -> ExportRow:
    row = AnalyteRow(line, style)
    value = " ".join(filter(None, (row.value, row.members)))
    marks = "; ".join(filter(None, (*row.status_texts, row.remark)))
    cells = (row.reported_name, value, marks, row.reference, row.change_text, row.date, row.laboratory)
    return ExportRow(cells=cells, strong=VALUE_AND_MARK if row.marked else frozenset())
