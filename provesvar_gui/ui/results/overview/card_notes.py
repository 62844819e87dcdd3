"""What must be seen beside the value of a card: its state, what may be as new, what is dated ahead, undated or awaited."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import dating, latest_results
from provesvar_gui.results.placed import CHANGED
from provesvar_gui.ui.results.common import version_words, words
from provesvar_gui.ui.results.common.lines import no_value
from provesvar_gui.ui.results.common.words import Mark, MarkTone
from provesvar_gui.ui.results.overview.card_changes import plain, previous
from provesvar_gui.ui.results.overview.card_values import deviations, said_with_marks, short_when

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
MOST: Final = 4  # unmarked results of one kind that are told; of more, the count
LIMIT: Final = 24  # marked ones


def notes(line: StripLine, style: Style, year: int | None) -> tuple[Mark, ...]:
    """``year``: of the fetch, which need not be said."""
    return (
        *_states(line, style),
        *_before_words(line, style),
        *_others(line, style, year),
        *_ahead(line, style, year),
        *_awaited(line, style, year),
        *_undated(line, style, year),
        *_voided(line),
        *_aside(line, style, year),
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
            state = words.status(status if status in CHANGED else whole)
            said = translate("Overview", "{status}, was {value}").replace("{status}", state.words).replace("{value}", was)
            yield Mark(glyph=state.glyph, words=said, tone=state.tone)
        else:  # nobody called it a correction
            said = translate("Overview", "in an earlier version: {value}").replace("{value}", was)
            yield Mark(glyph="↻", words=said, tone=MarkTone.CHANGED)
    pending = status in words.PENDING_STATUSES
    if not words.is_known_status(status):  # unknown is not final (invariant 12)
        yield words.status(status)
    elif pending or status in {"", "unknown"} or (status in CHANGED and line.earlier is None):
        if point.observation.value is not None or not pending:
            yield words.status(status)
    elif report is not None and not words.is_plain_status(whole) and not (whole in CHANGED and line.earlier is not None):
        yield words.report_status(whole)
    if any(point is each for each in line.ahead):
        yield Mark(glyph="!", words=translate("Overview", "dated ahead in time"), tone=MarkTone.PENDING)
    if (count := line.samples(point)) > 1:
        yield Mark(glyph="", words=translate("Overview", "in %n samples", "", count), tone=MarkTone.NONE)
    yield from map(version_words.doubt, point.placed.doubts)
    yield from words.opened(point.placed)


def _before_words(line: StripLine, style: Style) -> Iterator[Mark]:
    """The last number before an answer in words: «haemolysed» does not take its place."""
    newest = line.newest
    if newest is None or latest_results.is_number(newest):
        return
    said = previous(line, style)
    if said:
        yield Mark(glyph="", words=said, tone=_tone(line.previous, *line.previous_rivals, plain=MarkTone.NONE))


def _tone(*points: Point | None, plain: MarkTone = MarkTone.PENDING) -> MarkTone:
    return MarkTone.OUTSIDE if any(point is not None and deviations(point.observation) for point in points) else plain


def _others(line: StripLine, style: Style, year: int | None) -> Iterator[Mark]:
    """What may be as new, and the other words of an episode."""
    shown = dating.span(line.first.placed) if line.first is not None else None
    told = line.others[:LIMIT]
    for other in told:
        span = dating.span(other.placed)
        value = said_with_marks(line, other, style)
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
        yield Mark(glyph="!", words=said, tone=_tone(other))
    more = len(line.others) - len(told)
    if more:
        yield Mark(
            glyph="!", words=translate("Overview", "%n more: see the report", "number of results", more), tone=MarkTone.PENDING
        )


def _ahead(line: StripLine, style: Style, year: int | None) -> Iterator[Mark]:
    found = [each for each in line.ahead if each is not line.shown]
    for each in _told(found):
        said = translate("Overview", "dated ahead in time, {moment}: {value}")
        said = said.replace("{moment}", short_when(each, style, year)).replace("{value}", said_with_marks(line, each, style))
        yield Mark(glyph="!", words=said, tone=_tone(each))
    more = len(found) - len(_told(found))
    if more:
        said = translate("Overview", "%n more dated ahead in time", "number of results", more)
        yield Mark(glyph="!", words=said, tone=MarkTone.PENDING)


def _told(found: Sequence[Point]) -> list[Point]:
    """The first few, and the marked ones; more than a card can hold are only counted."""
    kept = (each for place, each in enumerate(found) if place < MOST or latest_results.rank(each.observation))
    return list(islice(kept, LIMIT))


def _awaited(line: StripLine, style: Style, year: int | None) -> Iterator[Mark]:
    """The last that has no value; and every one of which the laboratory says why."""
    for each in line.awaited:
        if each is line.shown or (each is not line.awaited[-1] and each.observation.data_absent_reason is None):
            continue
        reasoned = each.observation.data_absent_reason is not None
        pending = each.observation.status in words.PENDING_STATUSES and not reasoned
        state = translate("Overview", "not ready") if pending else no_value(each.observation)
        said = translate("Overview", "{moment}: {state}").replace("{moment}", short_when(each, style, year))
        yield Mark(glyph="○", words=said.replace("{state}", state[:1].lower() + state[1:]), tone=MarkTone.PENDING)


def _undated(line: StripLine, style: Style, year: int | None) -> Iterator[Mark]:
    """Without a day: nobody knows whether they are newer."""
    found = [each for each in line.undated if each is not line.shown]
    for each in _told(found):
        said = translate("Overview", "{moment}: {state}").replace("{moment}", short_when(each, style, year))
        yield Mark(glyph="!", words=said.replace("{state}", said_with_marks(line, each, style)), tone=_tone(each))
    more = len(found) - len(_told(found))
    if more:
        said = translate("Overview", "%n more without a date", "number of results", more)
        yield Mark(glyph="!", words=said, tone=MarkTone.PENDING)


def _voided(line: StripLine) -> Iterator[Mark]:
    if line.voided:
        said = translate("Overview", "%n cancelled since", "number of results", line.voided)
        yield Mark(glyph="✕", words=said, tone=MarkTone.VOID)


def _aside(line: StripLine, style: Style, year: int | None) -> Iterator[Mark]:
    """Newer ones that are on no line, since code, name, material and unit do not agree."""
    for each in _told(line.aside):
        said = translate("Overview", "newer, but code, name and unit do not agree, {moment}: {value}")
        said = said.replace("{moment}", short_when(each, style, year)).replace("{value}", said_with_marks(line, each, style))
        yield Mark(glyph="!", words=said, tone=_tone(each))
    more = len(line.aside) - len(_told(line.aside))
    if more:
        yield Mark(
            glyph="!", words=translate("Overview", "%n more: see the report", "number of results", more), tone=MarkTone.PENDING
        )
