"""The text of a line of emergency analytes, for its row, the screen reader and the clipboard.

Its value, when it was sampled, the laboratory's marks; what was before, with the difference where the two results may be compared
(results/trend.py); and what must be seen beside the value: its state, what may be as new, is dated ahead, undated or awaited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import dating, latest_results, text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.dating import span
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.latest_results import is_number
from provesvar_gui.results.model import CodeableConcept, Redacted
from provesvar_gui.results.placed import CHANGED
from provesvar_gui.results.series import sampled
from provesvar_gui.results.trend import BreakReason
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import ages, flags, labels, remarks, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.lines import no_value
from provesvar_gui.ui.results.common.lines import short as shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.results.dating import Span
    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.results.model import Moment, Observation
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
LONGEST: Final = 160  # characters of a result in words; the report has it whole
_MINUS: Final = "\u2212"
MOST: Final = 4  # unmarked results of one kind that are told; of more, the count
LIMIT: Final = 24  # marked ones


def when(point: Point, style: Style) -> str:
    return style.moment(sampled(point.placed)) or translate("Overview", "no date")


def short_when(point: Point, style: Style, year: int | None) -> str:
    """The same without the year of the fetch, for beside an age."""
    return when(point, style).replace(f"{text.NBSP}{year}", "") if year is not None else when(point, style)


def one_line(words_: str) -> str:
    """Without line breaks and control characters."""
    return " ".join(text.visible(words_).split())


def value_parts(observation: Observation, style: Style) -> tuple[str, str, str]:
    """Number, unit, and words where it is no number."""
    told = value_text(observation.value, style.language)
    if told.number:
        return text.visible(told.bare_amount), text.visible(told.unit), ""
    pending = observation.status in labels.PENDING_STATUSES and observation.data_absent_reason is None
    if observation.value is None and pending:
        return "", "", str(labels.status(observation.status))
    return "", "", short(style.result(observation))


def value_line(observation: Observation, style: Style) -> str:
    number, unit, said = value_parts(observation, style)
    return text.NBSP.join(part for part in (number, unit) if part) or said


def deviations(observation: Observation) -> tuple[Mark, ...]:
    """The laboratory's marks that say more than that all is well."""
    return tuple(each for each in flags.marks(observation) if each.tint is not MarkTint.NONE)


def short(said: str) -> str:
    """One line that does not fill the card."""
    said = one_line(said)
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"


def text_with_marks(line: StripLine, point: Point, style: Style) -> str:
    """Another result of the line in a few words: its value, what hangs below, the laboratory's marks, whether it is final."""
    value, below = value_line(point.observation, style), members_text(line, point)
    state = labels.status(point.observation.status) if point.observation.status != "final" else None
    parts = (
        " ".join(part for part in (value, below) if part),
        *map(str, deviations(point.observation)),
        str(state) if state else "",
        *(str(version_text.doubt(each)) for each in point.placed.doubts),
    )
    return ", ".join(part for part in parts if part)


def members_text(line: StripLine, point: Point | None = None) -> str:
    """What hangs under what is shown (or under another of its results), in short: a culture may say its answer only there."""
    said = []
    for each in line.under(point or line.shown):
        value = each.observation.value
        if isinstance(value, CodeableConcept):
            said.append("; ".join(text_concepts.result_texts(value)))
        elif isinstance(value, str):
            said.append(value)
    return short(" · ".join(part for part in said if part.strip()))


def signed(difference: Decimal, style: Style) -> str:
    """With its sign, in the separator of the language."""
    shown = text.number(f"{abs(difference):f}", style.language)
    return f"{_MINUS if difference < 0 else '+'}{shown}"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ChangeText(Redacted):
    """What was before the newest: ``value``, how long ago, and the difference where the two may be compared, else ``why`` not."""

    value: str
    newest: Span
    previous: Span
    difference: Decimal | None
    when: str
    why: str

    def sentence(self, style: Style, *, long: bool = False) -> str:
        """``long``: with the date too."""
        gap = ages.before(self.newest, self.previous) + (f", {self.when}" if long else "")
        if self.difference is None:
            said = translate("Overview", "Before: {value} · {gap}").replace("{gap}", gap)
            return said.replace("{value}", f"{self.value} ({self.why})" if self.why else self.value)
        if not self.difference:
            return translate("Overview", "→ unchanged from {value} · {gap}").format(value=self.value, gap=gap)
        return translate("Overview", "{arrow} {difference} from {value} · {gap}").format(
            arrow=self.arrow, difference=signed(self.difference, style), value=self.value, gap=gap
        )

    @property
    def arrow(self) -> str:
        return "↗" if self.difference and self.difference > 0 else "↘" if self.difference else ""

    def column(self, style: Style) -> tuple[str, str]:
        """Two lines of a column that says that it is the change."""
        gap = ages.before(self.newest, self.previous, short=True)
        if self.difference is None:
            said = translate("Overview", "before: {value} · {gap}")
        else:
            said = translate("Overview", "from {value} · {gap}")
        unchanged = translate("Overview", "unchanged")
        first = self.why if self.difference is None else signed(self.difference, style) if self.difference else unchanged
        return first, said.replace("{gap}", gap).replace("{value}", self.value)


def change(line: StripLine, style: Style) -> ChangeText | None:
    """What was before a number. After words it is among the notes."""
    return previous(line, style) if line.newest is not None and is_number(line.newest) else None


def previous(line: StripLine, style: Style) -> ChangeText | None:
    """What was before the newest, whatever that is; None where nothing was, or not everything is in."""
    before, newest = line.previous, line.newest
    if before is None or newest is None:
        return None
    then, now = span(before.placed), span(newest.placed)
    if then is None or now is None:
        return None
    found = (before, *line.previous_rivals)
    alone = is_number(newest) and len(found) == 1
    return ChangeText(
        value=" / ".join(plain(each, style) if alone else text_with_marks(line, each, style) for each in found),
        newest=now,
        previous=then,
        difference=line.difference,
        when=when(before, style),
        why=_why(line) if line.difference is None and is_number(newest) else "",
    )


def plain(point: Point, style: Style, *, whole: bool = True) -> str:
    """The value, with the glyphs of the laboratory's marks, and in brackets its status where it is not final.

    ``whole``: the state of its report bears on it too; without, the unit is told, since it may be another.
    """
    observation = point.observation
    number, unit, said = value_parts(observation, style)
    marks = (mark.glyph for mark in deviations(observation) if mark.glyph)
    told = text.NBSP.join(filter(None, (number or said, "" if whole else unit, *marks)))
    report = point.placed.report
    state = labels.with_report(observation.status, report.status if whole and report is not None else "final")
    states = [state] if state.tint is not MarkTint.NONE else []
    states += [version_text.doubt(each) for each in point.placed.doubts]
    return f"{told} ({'; '.join(f'{each.words[:1].lower()}{each.words[1:]}' for each in states)})" if states else told


def _why(line: StripLine) -> str:
    """Why the two may not be compared, "" where they may."""
    if line.one_report:
        return translate("Overview", "another version of the report")
    if line.unlike is None or line.newest is None or line.previous is None:
        return ""
    if line.unlike is BreakReason.METHOD:
        return translate("Trend", "other method")
    if line.unlike is BreakReason.MATERIAL:
        return translate("Trend", "other material")
    if line.unlike is BreakReason.REFERENCE:
        return translate("Trend", "other reference")
    named = laboratory_name(line.newest.placed) and laboratory_name(line.previous.placed)
    return translate("Trend", "other laboratory") if named else translate("Overview", "laboratory not known")


def notes(line: StripLine, style: Style, year: int | None) -> tuple[Mark, ...]:
    """Everything that must be seen beside the value. ``year``: of the fetch, which need not be said."""
    ahead = translate("Overview", "dated ahead in time, {moment}: {value}")
    undated = translate("Overview", "{moment}: {state}").replace("{state}", "{value}")
    aside = translate("Overview", "newer, but code, name and unit do not agree, {moment}: {value}")
    gone = translate("Overview", "%n cancelled since", "number of results", line.voided)
    return (
        *_states(line, style),
        *_before_text(line, style),
        *_others(line, style, year),
        *_some(line, line.ahead, style, year, ahead, _more_ahead),
        *_some(line, line.undated, style, year, undated, _more_undated),
        *((Mark(glyph="✕", words=gone, tint=MarkTint.VOID),) if line.voided else ()),
        *_some(line, line.aside, style, year, aside, _more_in_report),
    )


def _states(line: StripLine, style: Style) -> Iterator[Mark]:
    """Preliminary, corrected (and from what), by its own status or that of its report."""
    point = line.shown
    if point is None:
        return
    status, report = point.observation.status, point.placed.report
    whole = report.status if report is not None else ""
    if line.earlier is not None:
        was = plain(latest_results.at(line.earlier.observation, point), style, whole=False)
        if status in CHANGED or whole in CHANGED:
            state = labels.status(status if status in CHANGED else whole)
            said = translate("Overview", "{status}, was {value}").replace("{status}", state.words).replace("{value}", was)
            yield Mark(glyph=state.glyph, words=said, tint=state.tint)
        else:  # nobody called it a correction
            said = translate("Overview", "in an earlier version: {value}").replace("{value}", was)
            yield Mark(glyph="↻", words=said, tint=MarkTint.CHANGED)
    pending = status in labels.PENDING_STATUSES
    if not labels.is_known_status(status):  # unknown is not final (invariant 12)
        yield labels.status(status)
    elif pending or status in {"", "unknown"} or (status in CHANGED and line.earlier is None):
        if point.observation.value is not None or not pending:
            yield labels.status(status)
    elif report is not None and not labels.is_plain_status(whole) and not (whole in CHANGED and line.earlier is not None):
        yield labels.report_status(whole)
    if any(point is each for each in line.ahead):
        yield Mark(glyph="!", words=translate("Overview", "dated ahead in time"), tint=MarkTint.PENDING)
    if (count := line.samples(point)) > 1:
        yield Mark(glyph="", words=translate("Overview", "in %n samples", "", count), tint=MarkTint.NONE)
    yield from map(version_text.doubt, point.placed.doubts)
    yield from labels.opened(point.placed)


def _before_text(line: StripLine, style: Style) -> Iterator[Mark]:
    """The last number before an answer in words: «haemolysed» does not take its place."""
    newest = line.newest
    if newest is None or latest_results.is_number(newest):
        return
    said = previous(line, style)
    if said is not None:
        yield Mark(glyph="", words=said.sentence(style), tint=_tint(line.previous, *line.previous_rivals, plain=MarkTint.NONE))


def _tint(*points: Point | None, plain: MarkTint = MarkTint.PENDING) -> MarkTint:
    return MarkTint.OUTSIDE if any(point is not None and deviations(point.observation) for point in points) else plain


def _others(line: StripLine, style: Style, year: int | None) -> Iterator[Mark]:
    """What may be as new, and the other words of an episode."""
    shown = dating.span(line.first.placed) if line.first is not None else None
    told = line.others[:LIMIT]
    for other in told:
        span = dating.span(other.placed)
        value = text_with_marks(line, other, style)
        if (count := line.samples(other)) > 1:
            several = translate("Overview", "in %n samples", "", count)
            value = f"{value} ({several})"
        if span == shown:
            said = translate("Overview", "also from the same time: {value}").replace("{value}", value)
        else:
            certain = span is not None and shown is not None and (span.before(shown) or shown.before(span))
            said = (
                translate("Overview", "also {moment}: {value}")
                if certain
                else translate("Overview", "also {moment}, which is newer is not known: {value}")
            )
            said = said.replace("{moment}", short_when(other, style, year)).replace("{value}", value)
        yield Mark(glyph="!", words=said, tint=_tint(other))
    if more := len(line.others) - len(told):
        yield Mark(glyph="!", words=_more_in_report(more), tint=MarkTint.PENDING)


def _more_ahead(count: int) -> str:
    return translate("Overview", "%n more dated ahead in time", "number of results", count)


def _more_undated(count: int) -> str:
    return translate("Overview", "%n more without a date", "number of results", count)


def _more_in_report(count: int) -> str:
    return translate("Overview", "%n more: see the report", "number of results", count)


def _some(
    line: StripLine, found: Sequence[Point], style: Style, year: int | None, said: str, more: Callable[[int], str]
) -> Iterator[Mark]:
    """The first few other results of a line, and the marked ones; more than a row can hold are only counted."""
    found = [each for each in found if each is not line.shown]
    kept = [each for place, each in enumerate(found) if place < MOST or latest_results.rank(each.observation)][:LIMIT]
    for each in kept:
        words = said.replace("{moment}", short_when(each, style, year)).replace("{value}", text_with_marks(line, each, style))
        yield Mark(glyph="!", words=words, tint=_tint(each))
    if count := len(found) - len(kept):
        yield Mark(glyph="!", words=more(count), tint=MarkTint.PENDING)


def awaited(line: StripLine, style: Style, now: datetime | None) -> Iterator[Mark]:
    """The last that has no value; and every one of which the laboratory says why."""
    for each in line.awaited:
        reason = each.observation.data_absent_reason is not None
        if each is line.shown or (each is not line.awaited[-1] and not reason):
            continue
        taken = when(each, style)
        if now is not None:
            taken = _near(each, line.shown) or ages.day_and_clock(sampled(each.placed), now, style.language) or taken
        if each.observation.status in labels.PENDING_STATUSES and not reason:
            yield Mark(glyph="○", words=translate("Overview", "{moment} awaited").format(moment=taken), tint=MarkTint.PENDING)
        else:
            state = no_value(each.observation)
            said = translate("Overview", "{moment}: {state}").replace("{moment}", taken)
            yield Mark(glyph="○", words=said.replace("{state}", state[:1].lower() + state[1:]), tint=MarkTint.PENDING)


def _near(point: Point, shown: Point | None) -> str:
    """The clock alone, of what was sampled on the day of what is shown."""
    one, other = span(point.placed), span(shown.placed) if shown is not None else None
    near = one is not None and other is not None and one.clock and other.clock and text.same_day(one.earliest, other.earliest)
    return text.clock(one.earliest) if one is not None and near else ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LineText(Redacted):
    """The text of a line of emergency analytes.

    ``number`` and ``unit`` of a quantity, or ``said`` for everything else, which is spoken ``whole`` where it is cut.
    ``reference``: as the laboratory wrote it; ``figures``: the same, retyped where it is plain figures. ``notes``: states that
    must be seen, with their tints; ``awaited``: newer samples without an answer, which stand apart from them. ``remark``: the
    laboratory's comment, whole; ``remark_short``: as much as a row holds. ``moment``: of the sample; ``ages`` tells its age.
    """

    name: str
    number: str = ""
    unit: str = ""
    said: str = ""
    whole: str = ""
    marks: tuple[Mark, ...] = ()
    reference: str = ""
    figures: str = ""
    change: ChangeText | None = None
    change_long: str = ""
    notes: tuple[Mark, ...] = ()
    awaited: tuple[Mark, ...] = ()
    remark: str = ""
    remark_short: str = ""
    moment: Moment | None = None
    when: str = ""
    laboratory: str = ""
    local: bool = False

    @property
    def value(self) -> str:
        """Number and unit in one piece, or the words."""
        return text.NBSP.join(part for part in (self.number, self.unit) if part) or self.said

    def sentence(self, now: datetime | None) -> str:
        """The whole line as one sentence."""
        age = ages.age(self.moment, now)
        parts = (
            self.name,
            translate("Overview", "local code") if self.local else "",
            self.whole or self.value,
            *map(str, self.marks),
            translate("ReportLines", "reference {range}").replace("{range}", self.reference) if self.reference else "",
            *map(str, (*self.notes, *self.awaited)),
            self.remark,
            f"{self.when} ({age})" if age and self.when else self.when or age,
            self.change_long,
            self.laboratory,
        )
        return ", ".join(part for part in parts if part)


def short_laboratory(name: str) -> str:
    """As far as the first comma: the house without its department, each of several."""
    return "; ".join(each.split(",", 1)[0].strip() for each in name.split("; "))


def line_text(line: StripLine, style: Style, *, laboratories: bool, now: datetime | None = None) -> LineText:
    """Make it. ``laboratories``: whether results come from more than one, so that it must be said.

    ``now``: the time of the fetch, for what stands on the screen: «yesterday», and no year where it is this one.
    """
    point, year = line.shown, now.year if now is not None else None
    if point is None:
        return LineText(
            name=one_line(text_concepts.called(line.series.points[-1].observation.code) or line.series.name),
            said=translate("Overview", "No standing result"),
            notes=notes(line, style, year),
            awaited=tuple(awaited(line, style, now)),
        )
    observation, told = point.observation, change(line, style)
    number, unit, said = value_parts(observation, style)
    ranges = observation.reference_ranges
    return LineText(
        name=_name(line, observation, style),
        number=number,
        unit=unit,
        said=said,
        whole=shortened(one_line(style.result(observation)), remarks.SPOKEN) if said.endswith("…") else "",
        marks=deviations(observation),
        reference="; ".join(one_line(style.reference(each)) for each in ranges),
        figures="; ".join(one_line(text.reference_figures(each, style.language)) for each in ranges),
        change=told,
        change_long=told.sentence(style, long=True) if told is not None else "",
        notes=notes(line, style, year),
        awaited=tuple(awaited(line, style, now)),
        remark=remarks.remark(observation, style),
        remark_short=remarks.remark_text(observation, style, remarks.IN_A_ROW),
        moment=sampled(point.placed),
        when=when(point, style),
        laboratory=text.visible(short_laboratory(laboratory_name(point.placed))) if laboratories else "",
        local=line.local,
    )


def _name(line: StripLine, observation: Observation, style: Style) -> str:
    """As the laboratory calls it, with the national codes for those who ask for codes."""
    name = one_line(text_concepts.called(observation.code) or line.series.name)
    return " ".join((name, *line.series.nlk)) if style.codes else name
