"""Texts of a trend: short ones for the lanes, whole sentences for the table and the screen reader."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import dating, materials, series, text, trend
from provesvar_gui.results.laboratories import laboratory_name, material_name, method_name
from provesvar_gui.results.model import CodeableConcept, Moment
from provesvar_gui.results.trend import BreakReason, OmissionReason
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import ages, flags, sampling, status_text, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.trend import Curve, Dot, Row
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.lane import Lane

translate = QCoreApplication.translate

_LEFT: Final = {
    OmissionReason.VOID: QT_TRANSLATE_NOOP("Trend", "Not drawn: cancelled"),
    OmissionReason.SUPERSEDED: QT_TRANSLATE_NOOP("Trend", "Not drawn: a later version took its place"),
    OmissionReason.REPEAT: QT_TRANSLATE_NOOP("Trend", "Not drawn again: repeated by the laboratory"),
    OmissionReason.APART: QT_TRANSLATE_NOOP("Trend", "Not drawn: registered on another kind of number or an invalid one"),
    OmissionReason.UNDATED: QT_TRANSLATE_NOOP("Trend", "Not drawn: no time given"),
    OmissionReason.VAGUE: QT_TRANSLATE_NOOP("Trend", "Not drawn: the day is not given"),
    OmissionReason.NO_NUMBER: QT_TRANSLATE_NOOP("Trend", "Not drawn: no number"),
}
_UNLIKE: Final = {
    BreakReason.APART: QT_TRANSLATE_NOOP("Trend", "on another kind of number or an invalid one"),
    BreakReason.UNIT: QT_TRANSLATE_NOOP("Trend", "other unit"),
    BreakReason.METHOD: QT_TRANSLATE_NOOP("Trend", "other method"),
    BreakReason.LABORATORY: QT_TRANSLATE_NOOP("Trend", "other laboratory"),
    BreakReason.MATERIAL: QT_TRANSLATE_NOOP("Trend", "other material"),
    BreakReason.REFERENCE: QT_TRANSLATE_NOOP("Trend", "other reference"),
}
_BROKEN: Final = {
    BreakReason.METHOD: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: another method ({before}, then {after})."),
    BreakReason.LABORATORY: QT_TRANSLATE_NOOP(
        "Trend", "The line is broken before it: another laboratory ({before}, then {after})."
    ),
    BreakReason.MATERIAL: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: other material ({before}, then {after})."),
    BreakReason.LIMIT: QT_TRANSLATE_NOOP("Trend", "No line goes to it: {value} is a limit, not a number."),
    BreakReason.UNIT: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: another unit."),
    BreakReason.REFERENCE: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: another reference range."),
    BreakReason.SAME_TIME: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: several values at the same time."),
    BreakReason.ORDER: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: it is not known which of the two came first."),
    BreakReason.VOID: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: a result in between was cancelled."),
    BreakReason.NO_NUMBER: QT_TRANSLATE_NOOP("Trend", "The line is broken before it: a result in between has no number."),
    BreakReason.APART: QT_TRANSLATE_NOOP("Trend", "No line joins results that are registered on different numbers."),
}
_NAMED: Final = {
    BreakReason.METHOD: method_name,
    BreakReason.LABORATORY: laboratory_name,
    BreakReason.MATERIAL: material_name,
}
_MARKED: Final = QT_TRANSLATE_NOOP("Trend", "Marked by the laboratory: {words}.")
_REFERENCE: Final = QT_TRANSLATE_NOOP("Trend", "Reference: {words}.")
NOT_EQUAL: Final = " ≠"  # after a number whose reference range is another than the newest one
_LONGEST: Final = 60  # characters of a result in words
_LONGEST_REFERENCE: Final = 40


def tr(source: str) -> str:
    """The words in the language of the screen."""
    return translate("Trend", source)


def value(of: Placed, style: Style) -> str:
    """What the laboratory answered, else that there is nothing."""
    return style.whole(of.observation)


def when(of: Placed, style: Style) -> str:
    """When it was sampled or examined."""
    told = sampling.date(of.observation, style.language) or style.moment(series.sampled(of))
    return text.visible(told) or translate("Trend", "No time given")


def marks(of: Placed) -> tuple[Mark, ...]:
    return flags.marks(of.observation)


def deviation(of: Placed) -> Mark | None:
    """The first mark that is a deviation, None where there is none."""
    return next((mark for mark in marks(of) if mark.tint is MarkTint.OUTSIDE), None)


def reference(of: Placed, style: Style) -> str:
    """The laboratory's reference as it wrote it."""
    return "; ".join(filter(None, map(style.reference, of.observation.reference_ranges)))


def laboratory(of: Placed) -> str:
    return text.visible(laboratory_name(of))


def parted(name: str) -> tuple[str, str]:
    """The laboratory's name, and before it what it says of the material: «P-», «Kalium»."""
    name = text.visible(name).replace("\n", " ")
    first, dash, rest = name.partition("-")
    return (f"{first}-", rest.strip()) if dash and rest.strip() and materials.material(name) else ("", name)


def unit(curve: Curve) -> str:
    return text.visible(curve.series.unit).replace(" ", text.NBSP).replace("10^9/L", "10⁹/L")


def reference_line(of: Placed, style: Style) -> str:
    """«ref. 3,5–4,6»; "" where there is none, or it is a long text."""
    ranges = of.observation.reference_ranges
    told = "; ".join(filter(None, (text.visible(text.reference_figures(each, style.language)) for each in ranges)))
    if not told or len(told) > _LONGEST_REFERENCE or "\n" in told:
        return ""
    return translate("Trend", "ref. {range}").replace("{range}", told.replace(" ", text.NBSP))


def short_value(of: Placed, style: Style) -> str:
    """Of a result in words as much as a lane holds; the table has all of it."""
    words = " ".join(value(of, style)[: 2 * _LONGEST].split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def short_when(of: Placed, style: Style, now: datetime | None) -> str:
    """«yesterday 20:30»."""
    return text.visible(ages.day_and_clock(series.sampled(of), now, style.language)) or when(of, style)


def day(of: Placed, style: Style, now: datetime | None) -> str:
    """«27. Aug»; of the last two days with the clock, since there may be several. Where ``now`` is not told, with the year."""
    moment = series.sampled(of)
    if moment is None or (now is not None and not ages.is_old(moment, now, 2)):
        return short_when(of, style, now)
    return text.visible(ages.day_and_clock(Moment(literal=moment.literal.strip()[:10], when=moment.when), now, style.language))


def change(curve: Curve, style: Style) -> str:
    """«from 5,7 · 11 h before»; where the two may not be compared, why. "" where there was none before."""
    if curve.newest is None or curve.previous is None:
        return ""
    newest, previous = curve.newest.point, curve.previous.point
    spans = dating.span(newest.placed), dating.span(previous.placed)
    before = ages.before(spans[0], spans[1]) if spans[0] is not None and spans[1] is not None else ""
    why = trend.unlike(newest, previous, curve.series.key.unit)
    if why is None:
        whole = translate("Trend", "from {value} · {before}")
    else:
        whole = translate("Trend", "previous {value}, {why} · {before}").replace("{why}", tr(_UNLIKE[why]))
    told = value_text(previous.observation.value, style.language).bare_amount or short_value(previous.placed, style)
    return whole.replace("{before}", before.replace(" ", text.NBSP)).replace("{value}", told)


def tooltip(curve: Curve, style: Style) -> str:
    """Name and reference as the laboratory wrote them, and what is not drawn."""
    parts = [curve.series.name, curve.series.unit]
    if curve.newest is not None and (told := reference(curve.newest.point.placed, style)):
        parts.append(tr(_REFERENCE).replace("{words}", told))
    return text.visible("\n".join(filter(None, (*parts, *not_drawn(curve)))))


def gap_before(curve: Curve, row: int, style: Style) -> str:
    """Why the line is broken before a result, as a sentence, or ""."""
    of = curve.gaps.get(row)
    if of is None:
        return ""
    whole, ends = tr(_BROKEN[of.why]), (of.before, of.after)
    told = [text.visible(_NAMED[of.why](dot.point.placed)) for dot in ends] if of.why in _NAMED else []
    if of.why is BreakReason.LABORATORY and not any(told):
        return translate("Trend", "The line is broken before it: the laboratory is not given.")
    for key, words in zip(("{before}", "{after}"), told, strict=False):
        whole = whole.replace(key, words or translate("Trend", "not given"))
    limit = next((dot for dot in ends if dot.limit != 0), of.after)
    return whole.replace("{value}", value(limit.point.placed, style))


def left(row: Row) -> str:
    """Why it is not drawn, or ""."""
    if row.left is OmissionReason.NO_NUMBER and isinstance(row.point.observation.value, CodeableConcept | str):
        return translate("Trend", "Not drawn: the result was sent as text, not as a number")
    return tr(_LEFT[row.left]) if row.left is not None else ""


def doubt(row: Row) -> str:
    """That it may have been cancelled, or waits for a newer version, or ""."""
    of = row.point.placed
    if of.void:
        return ""
    beside = translate("Trend", "A result of the same time is cancelled: ask the laboratory which is valid")
    told = [beside] if row.beside_cancelled else []
    return "; ".join((*told, *(version_text.doubt(each).words for each in of.doubts)))


def earlier(row: Row, style: Style) -> str:
    """What it took the place of, or ""."""
    if row.earlier is None:
        return ""
    told = style.whole(row.earlier.observation)
    return translate("Trend", "Earlier version: {value}").replace("{value}", told)


def sentence(curve: Curve, at: int, style: Style) -> str:
    """One result, by its row, with everything that bears on it."""
    row = curve.rows[at]
    of = row.point.placed
    status = status_text.with_report(of)
    first = translate("Trend", "{name}, {when}: {value}.")
    unsure = doubt(row)
    parts = [f"{unsure}."] if unsure else []
    parts += [
        first.replace("{name}", text.visible(curve.series.name))
        .replace("{when}", when(of, style))
        .replace("{value}", value(of, style))
    ]
    told = (
        (_MARKED, "; ".join(map(str, marks(of)))),
        (_REFERENCE, reference(of, style)),
        (QT_TRANSLATE_NOOP("Trend", "Laboratory: {words}."), laboratory(of)),
        (QT_TRANSLATE_NOOP("Trend", "Status: {words}."), str(status) if status.tint is not MarkTint.NONE else ""),
    )
    parts += [tr(template).replace("{words}", said) for template, said in told if said]
    if of.apart:
        parts.append(translate("Trend", "Registered on another kind of number or an invalid one."))
    if of.opened:
        parts.append(translate("Trend", "Opened: restricted by the patient."))
    if row.left is not None:
        parts.append(f"{left(row)}.")
    if row.earlier is not None:
        parts.append(f"{earlier(row, style)}.")
    return text.visible(" ".join(filter(None, (*parts, gap_before(curve, at, style)))))


def description(lane: Lane, style: Style) -> str:
    """What a lane shows, in words: how much, the newest, and what is outside of the time shown or not drawn."""
    curve, dots = lane.curve, lane.shown
    name, unit_ = text.visible(curve.series.name), text.visible(curve.series.unit)
    whole, extremes = translate("Trend", "{name}: nothing is drawn in this period."), ""
    if dots and unit_:
        whole = translate("Trend", "{name} in {unit}: %n result(s) drawn, from {first} to {last}.", "", len(dots))
    elif dots:
        whole = translate("Trend", "{name}, no unit: %n result(s) drawn, from {first} to {last}.", "", len(dots))
    if dots:
        low, high = min(dots, key=lambda dot: dot.number), max(dots, key=lambda dot: dot.number)
        extremes = translate("Trend", "Lowest {low} ({low_when}), highest {high} ({high_when}).")
        for key, dot in (("first", dots[0]), ("last", dots[-1]), ("low_when", low), ("high_when", high)):
            whole = whole.replace(f"{{{key}}}", when(dot.point.placed, style))
            extremes = extremes.replace(f"{{{key}}}", when(dot.point.placed, style))
        for key, dot in (("low", low), ("high", high)):
            extremes = extremes.replace(f"{{{key}}}", value(dot.point.placed, style))
    parts = [whole.replace("{name}", name).replace("{unit}", unit_)]
    parts += [newest(curve.newest, style)] if curve.newest is not None else []
    parts += [f"{each}." for each in beside(curve, style, awaited=len(curve.awaited))]
    parts.append(extremes)
    if opened := sum(dot.opened for dot in dots):
        parts.append(translate("Trend", "%n of them came only because they were opened.", "", opened))
    if marked := sum(dot.row in lane.marks for dot in dots):
        parts.append(translate("Trend", "The laboratory marked %n of them as outside.", "", marked))
    if broken := sum(dot.row in curve.gaps and curve.gaps[dot.row].why is not BreakReason.LIMIT for dot in dots):
        parts.append(translate("Trend", "The line is broken in %n place(s); each result says why.", "", broken))
    if lane.before:
        told = translate("Trend", "%n older outside the period, the last {when}.", "", lane.older)
        parts.append(told.replace("{when}", when(lane.before[-1].point.placed, style)))
    if lane.later:
        parts.append(translate("Trend", "%n dated after the period.", "", lane.later))
    return " ".join(filter(None, (*parts, *not_drawn(curve))))


def newest(row: Row, style: Style) -> str:
    """The newest value with its marks and its reference, as sentences."""
    of = row.point.placed
    told = translate("Trend", "Newest: {value}, {when}.").replace("{value}", value(of, style)).replace("{when}", when(of, style))
    said = ((_MARKED, "; ".join(map(str, marks(of)))), (_REFERENCE, reference(of, style)))
    return " ".join((told, *(tr(template).replace("{words}", words) for template, words in said if words)))


def beside(curve: Curve, style: Style, *, awaited: int) -> list[str]:
    """What must be known beside the newest value. ``awaited``: how many later samples without an answer are to be told."""
    said = []
    if curve.rivals:
        newest_ = curve.newest.point.when if curve.newest is not None else None
        same = ", ".join(value(row.point.placed, style) for row in curve.rivals if row.point.when == newest_)
        other = ", ".join(
            f"{value(row.point.placed, style)} ({when(row.point.placed, style)})"
            for row in curve.rivals
            if row.point.when != newest_
        )
        if same:
            said.append(translate("Trend", "At the same time: {values}").replace("{values}", same))
        if other:
            said.append(translate("Trend", "Perhaps newer: {values}").replace("{values}", other))
    if curve.ahead:
        told = ", ".join(f"{value(row.point.placed, style)} ({when(row.point.placed, style)})" for row in curve.ahead)
        said.append(translate("Trend", "Dated after the fetch: {values}").replace("{values}", told))
    if awaited:
        said.append(translate("Trend", "%n later, not ready", "", awaited))
    if doubted := sum(dot.doubted for dot in curve.dots):
        said.append(translate("Trend", "%n perhaps cancelled", "", doubted))
    if opened := sum(dot.opened for dot in curve.dots):
        said.append(translate("Trend", "%n opened", "", opened))
    return said


def not_drawn(curve: Curve) -> list[str]:
    """What is not drawn, by reason, one sentence each."""
    counts = Counter(left(row) for row in curve.rows if row.left is not None)
    whole = translate("Trend", "{reason} ({count}).")
    return [whole.replace("{reason}", reason).replace("{count}", str(count)) for reason, count in counts.items()]


def facts(dot: Dot, style: Style, *, alone: bool) -> list[tuple[str, str]]:
    """What bears on a point, with its glyph: why it stands apart, its state, and where there is room what belongs to it."""
    of = dot.point.placed
    status = status_text.not_final(of)
    told = [(status.glyph, status.words)] if status is not None else []
    if dot.other is not None:
        told.append(("", tr(_UNLIKE[dot.other])))
    if dot.opened:
        told.append(("", translate("Trend", "Opened: restricted by the patient")))
    if dot.doubted:
        told.append(("", translate("Trend", "Perhaps cancelled")))
    if alone:
        more = ("; ".join(mark.words for mark in marks(of)), reference(of, style), laboratory(of))
        told += [("", each) for each in more if each]
    return told


def legend(lanes: Sequence[Lane], *, screen: bool) -> list[tuple[str, str]]:
    """The marks that occur, each with its words. On the ``screen`` what the lanes say themselves is left out."""
    dots = [dot for lane in lanes for dot in lane.dots]
    limits = {dot.limit for dot in dots}
    glyphs = dict.fromkeys(mark.glyph or "*" for lane in lanes for mark in lane.marks.values())
    others = {dot.other: None for dot in dots if dot.other is not None}
    signs = (
        (not screen and bool(dots), "●", translate("Trend", "Result")),
        (-1 in limits, "○↓", translate("Trend", "Below the number that stands beside it")),
        (1 in limits, "○↑", translate("Trend", "Above the number that stands beside it")),
        (None in limits, "○", translate("Trend", "A limit, not a number")),
        *(
            (not screen, glyph, translate("Trend", "Marked by the laboratory: {mark}").replace("{mark}", glyph))
            for glyph in glyphs
        ),
        *((why is not BreakReason.REFERENCE, "◇", tr(_UNLIKE[why])) for why in others),
        (any(lane.other_range(dot) for lane in lanes for dot in lane.dots), "≠", tr(_UNLIKE[BreakReason.REFERENCE])),
        (not screen and any(dot.pending for dot in dots), "◐", translate("Trend", "preliminary")),
        (not screen and any(lane.awaited for lane in lanes), "◌", translate("Trend", "not ready")),
        (any(dot.corrected for dot in dots), "△", translate("Trend", "corrected")),
        (any(dot.doubted for dot in dots), "○✕", translate("Trend", "perhaps cancelled")),
        (any(dot.opened for dot in dots), "□", translate("Trend", "opened")),
        (not screen and any(lane.scale.band for lane in lanes), "▒", translate("Trend", "The laboratory's reference range")),
    )
    return [(sign, said) for occurs, sign, said in signs if occurs]
