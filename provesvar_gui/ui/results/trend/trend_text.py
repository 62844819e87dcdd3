"""Texts of a trend in whole sentences, for the line under the graph, the table and the screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import series, text
from provesvar_gui.results.laboratories import laboratory_name, material_name, method_name
from provesvar_gui.results.model import CodeableConcept
from provesvar_gui.results.trend import BreakReason, OmissionReason
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import flags, sampling, status_text, version_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint

if TYPE_CHECKING:
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.trend import Curve, Dot, Gap, Row
    from provesvar_gui.ui.results.common.lines import Style

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
_SHORT: Final = {
    BreakReason.UNIT: QT_TRANSLATE_NOOP("Trend", "other unit"),
    BreakReason.METHOD: QT_TRANSLATE_NOOP("Trend", "other method"),
    BreakReason.LABORATORY: QT_TRANSLATE_NOOP("Trend", "other laboratory"),
    BreakReason.MATERIAL: QT_TRANSLATE_NOOP("Trend", "other material"),
    BreakReason.REFERENCE: QT_TRANSLATE_NOOP("Trend", "other reference"),
    BreakReason.SAME_TIME: QT_TRANSLATE_NOOP("Trend", "several values"),
    BreakReason.ORDER: QT_TRANSLATE_NOOP("Trend", "order not known"),
    BreakReason.VOID: QT_TRANSLATE_NOOP("Trend", "cancelled result"),
    BreakReason.NO_NUMBER: QT_TRANSLATE_NOOP("Trend", "no number"),
}


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


def short(why: BreakReason) -> str:
    """For the graph; "" where the marks themselves say it."""
    return tr(_SHORT[why]) if why in _SHORT else ""


def gap(of: Gap, style: Style) -> str:
    """Why the line is broken before a result, as a sentence."""
    one, other = of.before.point.placed, of.after.point.placed
    if of.why is BreakReason.METHOD:
        return _changed(
            translate("Trend", "The line is broken before it: another method ({before}, then {after})."),
            method_name(one),
            method_name(other),
        )
    if of.why is BreakReason.LABORATORY and not (laboratory_name(one) or laboratory_name(other)):
        return translate(
            "Trend",
            "The line is broken before it: the laboratory is not given, and neither the same method nor the same reference range "
            "is.",
        )
    if of.why is BreakReason.LABORATORY:
        return _changed(
            translate(
                "Trend",
                "The line is broken before it: another laboratory ({before}, then {after}), and neither the same method nor the "
                "same reference range is given.",
            ),
            laboratory_name(one),
            laboratory_name(other),
        )
    if of.why is BreakReason.MATERIAL:
        return _changed(
            translate("Trend", "The line is broken before it: other material ({before}, then {after})."),
            material_name(one),
            material_name(other),
        )
    if of.why is BreakReason.LIMIT:
        limit = of.before if of.before.limit != 0 else of.after
        whole = translate("Trend", "No line goes to it: {value} is a limit, not a number.")
        return whole.replace("{value}", value(limit.point.placed, style))
    return {
        BreakReason.UNIT: translate("Trend", "The line is broken before it: another unit."),
        BreakReason.REFERENCE: translate("Trend", "The line is broken before it: another reference range."),
        BreakReason.SAME_TIME: translate("Trend", "The line is broken before it: several values at the same time."),
        BreakReason.ORDER: translate("Trend", "The line is broken before it: it is not known which of the two came first."),
        BreakReason.VOID: translate("Trend", "The line is broken before it: a result in between was cancelled."),
        BreakReason.NO_NUMBER: translate("Trend", "The line is broken before it: a result in between has no number."),
        BreakReason.APART: translate("Trend", "No line joins results that are registered on different numbers."),
    }[of.why]


def _changed(template: str, before: str, after: str) -> str:
    none = translate("Trend", "not given")
    return template.replace("{before}", text.visible(before) or none).replace("{after}", text.visible(after) or none)


def left(row: Row) -> str:
    """Why it is not drawn, or ""."""
    if row.left is OmissionReason.NO_NUMBER and _in_words(row):
        return translate("Trend", "Not drawn: the result was sent as text, not as a number")
    return tr(_LEFT[row.left]) if row.left is not None else ""


def _in_words(row: Row) -> bool:
    return isinstance(row.point.observation.value, CodeableConcept | str)


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


def sentence(curve: Curve, row: Row, style: Style, before: Gap | None) -> str:
    """One result with everything that bears on it."""
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
        (translate("Trend", "Marked by the laboratory: {words}."), "; ".join(map(str, marks(of)))),
        (translate("Trend", "Reference: {words}."), reference(of, style)),
        (translate("Trend", "Laboratory: {words}."), laboratory(of)),
        (translate("Trend", "Status: {words}."), str(status) if status.tint is not MarkTint.NONE else ""),
    )
    parts += [template.replace("{words}", said) for template, said in told if said]
    if of.apart:
        parts.append(translate("Trend", "Registered on another kind of number or an invalid one."))
    if of.opened:
        parts.append(translate("Trend", "Opened: restricted by the patient."))
    if row.left is not None:
        parts.append(f"{left(row)}.")
    if row.earlier is not None:
        parts.append(f"{earlier(row, style)}.")
    if before is not None:
        parts.append(gap(before, style))
    return " ".join(parts)


def description(curve: Curve, dots: tuple[Dot, ...], style: Style, gaps: dict[int, Gap], marked: int) -> str:
    """What the graph of one series shows, in words. ``dots``: those in the chosen period, of which ``marked`` deviate."""
    name = text.visible(curve.series.name)
    unit = text.visible(curve.series.unit)
    if not dots:
        whole = translate("Trend", "{name}: nothing is drawn in this period.")
        return " ".join([whole.replace("{name}", name), *not_drawn(curve)])
    whole = translate("Trend", "{name} in {unit}: %n result(s) drawn, from {first} to {last}.", "", len(dots))
    if not unit:
        whole = translate("Trend", "{name}, no unit: %n result(s) drawn, from {first} to {last}.", "", len(dots))
    low, high = min(dots, key=lambda dot: dot.number), max(dots, key=lambda dot: dot.number)
    extremes = translate("Trend", "Lowest {low} ({low_when}), highest {high} ({high_when}).")
    parts = [
        whole.replace("{name}", name)
        .replace("{unit}", unit)
        .replace("{first}", when(dots[0].point.placed, style))
        .replace("{last}", when(dots[-1].point.placed, style)),
        extremes.replace("{low}", value(low.point.placed, style))
        .replace("{low_when}", when(low.point.placed, style))
        .replace("{high}", value(high.point.placed, style))
        .replace("{high_when}", when(high.point.placed, style)),
    ]
    if curve.newest is not None:
        parts.append(newest(curve.newest, style))
        parts += [f"{words_}." for words_ in beside(curve, style)]
    if opened := sum(dot.opened for dot in dots):
        parts.append(translate("Trend", "%n of them came only because they were opened.", "", opened))
    if marked:
        parts.append(translate("Trend", "The laboratory marked %n of them as outside.", "", marked))
    broken = sum(gaps[dot.row].why is not BreakReason.LIMIT for dot in dots if dot.row in gaps)
    if broken:
        parts.append(translate("Trend", "The line is broken in %n place(s); each result says why.", "", broken))
    return " ".join([*parts, *not_drawn(curve)])


def newest(row: Row, style: Style) -> str:
    """The newest value, as a sentence."""
    of = row.point.placed
    told = translate("Trend", "Newest: {value}, {when}.")
    return told.replace("{value}", value(of, style)).replace("{when}", when(of, style))


def outside(older: tuple[Dot, ...], later: int, style: Style) -> list[str]:
    """What the chosen period leaves out, and when the last of it was."""
    said = []
    if older:
        told = translate("Trend", "← %n older outside the period, the last {when}", "", len(older))
        said.append(told.replace("{when}", when(older[-1].point.placed, style)))
    if later:
        said.append(translate("Trend", "%n dated after the period", "", later))
    return said


def beside(curve: Curve, style: Style) -> list[str]:
    """What must be known beside the newest value."""
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
    if curve.awaited:
        said.append(translate("Trend", "○ %n later, not ready", "", len(curve.awaited)))
    if doubted := sum(dot.doubted for dot in curve.dots):
        said.append(translate("Trend", "✕ %n perhaps cancelled", "", doubted))
    if opened := sum(dot.opened for dot in curve.dots):
        said.append(translate("Trend", "□ %n opened", "", opened))
    return said


def not_drawn(curve: Curve) -> list[str]:
    """What is not drawn, by reason, one sentence each."""
    counts = {reason: curve.count(reason) for reason in OmissionReason}
    texts = sum(row.left is OmissionReason.NO_NUMBER and _in_words(row) for row in curve.rows)
    told = {
        OmissionReason.VOID: translate("Trend", "%n cancelled result(s) not drawn.", "", counts[OmissionReason.VOID]),
        OmissionReason.SUPERSEDED: translate("Trend", "%n earlier version(s) not drawn.", "", counts[OmissionReason.SUPERSEDED]),
        OmissionReason.REPEAT: translate("Trend", "%n repeat(s) not drawn again.", "", counts[OmissionReason.REPEAT]),
        OmissionReason.APART: translate(
            "Trend", "%n result(s) on another kind of number or an invalid one not drawn.", "", counts[OmissionReason.APART]
        ),
        OmissionReason.UNDATED: translate("Trend", "%n result(s) without a time not drawn.", "", counts[OmissionReason.UNDATED]),
        OmissionReason.VAGUE: translate("Trend", "%n result(s) without a day not drawn.", "", counts[OmissionReason.VAGUE]),
        OmissionReason.NO_NUMBER: translate(
            "Trend", "%n result(s) without a number not drawn.", "", counts[OmissionReason.NO_NUMBER] - texts
        ),
    }
    counts[OmissionReason.NO_NUMBER] -= texts
    said = [told[reason] for reason in OmissionReason if counts[reason]]
    return [*said, translate("Trend", "%n result(s) sent as text not drawn.", "", texts)] if texts else said
