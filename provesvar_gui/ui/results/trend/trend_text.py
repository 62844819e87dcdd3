"""Texts of a trend: short ones for the lanes, whole sentences for the table and the screen reader."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import course, dating, text, trend
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import Moment
from provesvar_gui.results.text import value_text
from provesvar_gui.results.trend import BreakReason, OmissionReason
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import ages, flags, labels, lines, status_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.trend import Curve, Dot, Row
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.graph import Lane

translate = QCoreApplication.translate

_OMISSIONS: Final = {
    OmissionReason.VOID: QT_TRANSLATE_NOOP("Trend", "Not drawn: cancelled"),
    OmissionReason.REPEAT: QT_TRANSLATE_NOOP("Trend", "Not drawn again: repeated by the laboratory"),
    OmissionReason.UNDATED: QT_TRANSLATE_NOOP("Trend", "Not drawn: the day is not given"),
    OmissionReason.NO_NUMBER: QT_TRANSLATE_NOOP("Trend", "Not drawn: no number"),
}
_BREAKS: Final = {
    BreakReason.METHOD: QT_TRANSLATE_NOOP("Trend", "other method"),
    BreakReason.LABORATORY: QT_TRANSLATE_NOOP("Trend", "other laboratory"),
    BreakReason.MATERIAL: QT_TRANSLATE_NOOP("Trend", "other material"),
    BreakReason.REFERENCE: QT_TRANSLATE_NOOP("Trend", "other reference"),
    BreakReason.LIMIT: QT_TRANSLATE_NOOP("Trend", "one of the two is a limit, not a number"),
    BreakReason.SAME_TIME: QT_TRANSLATE_NOOP("Trend", "several values at the same time"),
    BreakReason.ORDER: QT_TRANSLATE_NOOP("Trend", "it is not known which of the two came first"),
    BreakReason.VOID: QT_TRANSLATE_NOOP("Trend", "a result in between was cancelled"),
    BreakReason.NO_NUMBER: QT_TRANSLATE_NOOP("Trend", "a result in between has no number"),
}
WAITING: Final = "○"
NOT_EQUAL: Final = " ≠"  # after a number whose reference range is another than the newest one
_LONGEST: Final = 60  # characters of a result in words
_LONGEST_REFERENCE: Final = 40


def tr(source: str) -> str:
    return translate("Trend", source)


def number(point: Placed, style: Style) -> str:
    return value_text(point.observation.value, style.language).bare_amount


def when(of: Placed, style: Style) -> str:
    return style.moment(of.sampled) or translate("Trend", "No time given")


def deviation(of: Placed) -> Mark | None:
    return next((mark for mark in flags.marks(of.observation) if mark.tint is MarkTint.OUTSIDE), None)


def named(lane: Lane) -> Mark:
    """Its name with the mark of its newest value."""
    newest = lane.curve.latest.newest
    return replace((newest and deviation(newest)) or Mark(glyph="", words=""), words=lane.name)


def unit(curve: Curve) -> str:
    return curve.series.unit.replace(" ", text.NBSP).replace("10^9/L", "10⁹/L")


def scale(lane: Lane, lanes: Sequence[Lane], style: Style) -> str:
    """That it is the lane's own; for which values it is, where another lane of that unit and range has another one."""
    alike = sum((unit(each.curve), each.scale.limits) == (unit(lane.curve), lane.scale.limits) for each in lanes)
    if lane.scale.own or alike == 1 or not lane.dots:
        return translate("Trend", "own scale") if lane.scale.own else ""
    ends = dict.fromkeys(number(end(lane.dots, key=lambda dot: dot.number).placed, style) for end in (min, max))
    return translate("Trend", "scale for {values}").replace("{values}", "–".join(ends)).replace(" ", text.NBSP)


def reference_line(of: Placed, style: Style) -> str:
    """«ref. 3,5–4,6»; "" where there is none, or it is a long text."""
    told = style.reference(of.observation, figures=True)
    if not told or len(told) > _LONGEST_REFERENCE or "\n" in told:
        return ""
    return translate("Trend", "ref. {range}").replace("{range}", told.replace(" ", text.NBSP))


def short_value(of: Placed, style: Style) -> str:
    """Of a result in words as much as a lane holds; the table has all of it."""
    words = " ".join(style.result_with_kind(of.observation)[: 2 * _LONGEST].split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def short_when(of: Placed, style: Style, now: datetime | None) -> str:
    """«yesterday 20:30»."""
    return ages.day_and_clock(of.sampled, now, style.language) or when(of, style)


def day(of: Placed, style: Style, now: datetime | None) -> str:
    """«27. Aug»; within the last two days with the time of day. Without ``now`` with the year."""
    moment = of.sampled
    if moment is None or (now is not None and not ages.is_old(moment, now, 2)):
        return short_when(of, style, now)
    return ages.day_and_clock(Moment(literal=moment.literal.strip()[:10], when=moment.when), now, style.language)


def change(curve: Curve, style: Style) -> str:
    """«↘ −0,5 from 5,7 · 11 h before»; where the two may not be compared, why. "" where there was none before."""
    newest_, previous = curve.latest.newest, curve.latest.previous
    if newest_ is None or previous is None:
        return ""
    spans = dating.span_of(newest_.sampled), dating.span_of(previous.sampled)
    before = ages.before(spans[0], spans[1]) if spans[0] is not None and spans[1] is not None else ""
    why, difference = curve.latest.break_reason, curve.latest.difference
    whole = translate("Trend", "from {value} · {before}")
    if difference is not None:
        whole = f"{text.NBSP.join(filter(None, lines.difference(difference, style.language)))} {whole}"
    if why is not None:
        whole = translate("Trend", "previous {value}, {why} · {before}").replace("{why}", tr(_BREAKS[why]))
    told = number(previous, style) or short_value(previous, style)
    return whole.replace("{before}", before.replace(" ", text.NBSP)).replace("{value}", told)


def laboratories(lanes: Sequence[Lane]) -> dict[str, str]:
    """Those that have letters, by these."""
    return {tag: laboratory_name(dot.placed) for lane in lanes for dot in lane.numbered if (tag := lane.tag(dot))}


Column = IntEnum("Column", ["TIME", "NAME", "VALUE", "MARK", "REFERENCE", "STATUS", "LABORATORY", "NOTE"], start=0)


def titles() -> tuple[str, ...]:
    return (
        translate("Trend", "Time"),
        translate("Trend", "Examination"),
        translate("Trend", "Result"),
        translate("Trend", "Marked"),
        translate("Trend", "Reference"),
        translate("Trend", "Status"),
        translate("Trend", "Laboratory"),
        translate("Trend", "In the graph"),
    )


def row_texts(curve: Curve, row: Row, style: Style) -> tuple[str, ...]:
    of, unsure, left = row.placed, doubt(row), row.omission
    status = (f"! {unsure}" if unsure else "", *map(str, (status_text.with_report(of, missing=""), *labels.opened(of))))
    note = [tr(_OMISSIONS[left])] if left is not None else []
    if isinstance(row, trend.Dot) and row.broken is not None:
        note.append(translate("Trend", "The line is broken before it: {reason}").replace("{reason}", tr(_BREAKS[row.broken])))
    if row.earlier is not None:
        before = style.result_with_kind(row.earlier)
        note.append(translate("Trend", "Earlier version: {value}").replace("{value}", before))
    if of.apart:
        note.append(translate("Trend", "Registered on another kind of number or an invalid one."))
    told = (
        when(of, style),
        curve.series.name,
        style.result_with_kind(of.observation),
        "; ".join(map(str, flags.marks(of.observation))),
        style.reference(of.observation),
        lines.SEPARATOR.join(filter(None, status)),
        laboratory_name(of),
        lines.SEPARATOR.join(note),
    )
    return tuple(each.replace("\n", " ") for each in told)


def status_marks(row: Row) -> tuple[Mark, ...]:
    """What its row shows of its status: a doubt, its own where it is not final, else its report's; and that it was opened."""
    of, unsure = row.placed, doubt(row)
    final = replace(labels.status("final"), glyph="")
    status = status_text.not_final(of) or status_text.of_report(of, missing="") or final
    return (*((Mark(glyph="!", words=unsure, tint=MarkTint.CHANGED),) if unsure else ()), status, *labels.opened(of))


def doubt(row: Row) -> str:
    """That it may have been cancelled, or waits for a newer version, or ""."""
    beside_ = translate("Trend", "A result of the same time is cancelled: ask the laboratory which is valid")
    told = [beside_] if row.beside_cancelled else []
    return "; ".join((*told, *(status_text.doubt(each).words for each in row.placed.doubts)))


def sentence(curve: Curve, row: Row, style: Style) -> str:
    """«P-Kalium, i går 20:30: 5,2 mmol/L. Merket: …»."""
    time, name, value, *more = row_texts(curve, row, style)
    told = (f"{title}: {said}." for title, said in zip(titles()[Column.MARK :], more, strict=True) if said)
    return " ".join((f"{name}, {time}: {value}.", *told))


def description(lane: Lane, style: Style) -> str:
    curve, dots = lane.curve, lane.shown
    name = " · ".join(filter(None, (curve.series.name, curve.series.unit)))
    drawn = translate("Trend", "{name}: %n result(s) drawn.", "", len(dots))
    told = [(drawn if dots else translate("Trend", "{name}: nothing is drawn in this period.")).replace("{name}", name)]
    if curve.latest.newest is not None:
        of = curve.latest.newest
        told.append(_at(translate("Trend", "Newest: {value}, {when}."), of, style))
        beside_it = (*map(str, flags.marks(of.observation)), reference_line(of, style), change(curve, style))
        told += (f"{each}." for each in filter(None, beside_it))
    told += (f"{each}." for each in warnings(curve, style))
    if awaited := len(curve.latest.awaited):
        told.append(translate("Trend", "%n later, not ready", "", awaited) + ".")
    if dots:
        low, high = min(dots, key=lambda dot: dot.number), max(dots, key=lambda dot: dot.number)
        told.append(_at(translate("Trend", "Lowest: {value}, {when}."), low.placed, style))
        told.append(_at(translate("Trend", "Highest: {value}, {when}."), high.placed, style))
    if lane.before:
        older = translate("Trend", "%n older outside the period, the last {when}.", "", lane.older)
        told.append(_at(older, lane.before[-1].placed, style))
    omissions = Counter(row.omission for row in curve.rows if row.omission is not None)
    told += (tr(_OMISSIONS[reason]) + f" ({count})." for reason, count in omissions.items())
    return " ".join(filter(None, told))


def _at(words: str, of: Placed, style: Style) -> str:
    return words.replace("{value}", style.result_with_kind(of.observation)).replace("{when}", when(of, style))


def waiting(of: Placed, style: Style, now: datetime | None) -> str:
    """Of a sample that is not answered: «waiting yesterday 23:10»."""
    return translate("Trend", "waiting {time}").replace("{time}", day(of, style, now))


def warnings(curve: Curve, style: Style) -> Iterator[str]:
    """Warnings beside the newest value."""
    latest, dots = curve.latest, curve.dots
    time = latest.newest.when if latest.newest is not None else None
    for points, words in (
        ([point for point in latest.rivals if point.when == time], translate("Trend", "At the same time: {values}")),
        ([point for point in latest.rivals if point.when != time], translate("Trend", "Perhaps newer: {values}")),
        (latest.future, translate("Trend", "Dated after the fetch: {values}")),
    ):
        said = ((style.result_with_kind(point.observation), when(point, style), point.when == time) for point in points)
        told = ", ".join(number_ if same else f"{number_} ({moment})" for number_, moment, same in said)
        if told:
            yield words.replace("{values}", told)
    if doubted := sum(dot.doubted for dot in dots):
        yield translate("Trend", "%n perhaps cancelled", "", doubted)
    if opened := sum(dot.placed.opened for dot in dots):
        yield translate("Trend", "%n opened", "", opened)


def facts(dot: Dot, style: Style, *, alone: bool) -> list[str]:
    """The facts of a point: why it is separate, and where there is room its own data."""
    of = dot.placed
    told = [
        tr(_BREAKS[dot.other]) if dot.other is not None else "",
        translate("Trend", "Opened: restricted by the patient") if of.opened else "",
        translate("Trend", "Perhaps cancelled") if dot.doubted else "",
    ]
    if alone:
        told += ["; ".join(mark.words for mark in flags.marks(of.observation)), reference_line(of, style), laboratory_name(of)]
    return list(filter(None, told))


def legend(lanes: Sequence[Lane]) -> list[tuple[str, str]]:
    """Each sign with its meaning; first those that stand beside their words in the lanes, too."""
    dots = [dot for lane in lanes for dot in lane.dots]
    limits, others = {dot.limit for dot in dots}, dict.fromkeys(dot.other for dot in dots if dot.other is not None)
    others.pop(BreakReason.REFERENCE, None)  # it has a sign of its own
    marks = dict.fromkeys(mark.glyph or "*" for dot in dots if (mark := deviation(dot.placed)) is not None)
    signs = [
        (any(dot.pending for dot in dots), "◐", translate("Trend", "preliminary (dashed)")),
        (any(lane.awaited for lane in lanes), WAITING, translate("Flowsheet", "waiting")),
        (bool(marks), " ".join(marks), translate("Trend", "marked by the laboratory")),
        *((True, "◇", tr(_BREAKS[why])) for why in others),
        (any(lane.other_range(dot) for lane in lanes for dot in lane.dots), "≠", tr(_BREAKS[BreakReason.REFERENCE])),
        (bool(limits - {0}), "◯", translate("Trend", "A limit, not a number")),
        (any(dot.doubted for dot in dots), "◯✕", translate("Trend", "perhaps cancelled")),
        *((True, tag, name) for tag, name in laboratories(lanes).items()),
    ]
    return [(sign, said) for occurs, sign, said in signs if occurs]


def tick_text(tick: course.Tick, style: Style, *, first: bool) -> tuple[str, bool]:
    """The text, and whether it begins a larger unit, in heavier type. The ``first`` has its day or year."""
    local, year = tick.local, f"{text.NBSP}{tick.local:%Y}"
    if tick.months >= 12:
        return f"{local:%Y}", False
    if tick.months:
        month = style.moment(Moment(literal=f"{local:%Y-%m}"))
        return (month, True) if local.month == 1 or first else (month.removesuffix(year), False)
    day, clock = style.moment(Moment(literal=f"{local:%Y-%m-%d}")).removesuffix(year), f"{local:%H:%M}"
    if tick.minutes >= course.DAY:
        return day, False
    if clock == "00:00" or first:
        return (day if clock == "00:00" else f"{day} {clock}"), True
    return (f"{local:%H}" if tick.minutes >= course.HOUR else clock), False
