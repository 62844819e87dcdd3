"""One result of a card in words: its value, when it was sampled, the laboratory's marks, what hangs below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.dating import period_of
from provesvar_gui.results.model import CodeableConcept
from provesvar_gui.results.series import sampled
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import flags, words
from provesvar_gui.ui.results.common.words import Mark, MarkTone

if TYPE_CHECKING:
    from provesvar_gui.results.emergency import StripLine
    from provesvar_gui.results.model import Observation
    from provesvar_gui.results.series import Point
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
LONGEST: Final = 160  # characters of a result in words; the report has it whole


def when(point: Point, style: Style) -> str:
    """A moment, or both ends of a period."""
    period = period_of(point.placed)
    if period is not None:
        return text.period(period, style.language)
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
    pending = observation.status in words.PENDING_STATUSES and observation.data_absent_reason is None
    if observation.value is None and pending:
        return "", "", str(words.status(observation.status))
    return "", "", short(style.result(observation))


def value_line(observation: Observation, style: Style) -> str:
    number, unit, said = value_parts(observation, style)
    return text.NBSP.join(part for part in (number, unit) if part) or said


def deviations(observation: Observation) -> tuple[Mark, ...]:
    """The laboratory's marks that say more than that all is well."""
    return tuple(each for each in flags.marks(observation) if each.tone is not MarkTone.NONE)


def short(said: str) -> str:
    """One line that does not fill the card."""
    said = one_line(said)
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"


def said_with_marks(line: StripLine, point: Point, style: Style) -> str:
    """Another result of the line in a few words: its value, what hangs below, the laboratory's marks, whether it is final."""
    value, below = value_line(point.observation, style), members_said(line, point)
    state = words.status(point.observation.status) if point.observation.status != "final" else None
    parts = (
        " ".join(part for part in (value, below) if part),
        *map(str, deviations(point.observation)),
        str(state) if state else "",
    )
    return ", ".join(part for part in parts if part)


def members_said(line: StripLine, point: Point | None = None) -> str:
    """What hangs under what is shown (or under another of its results), in short: a culture may say its answer only there."""
    said = []
    for each in line.under(point or line.shown):
        value = each.observation.value
        if isinstance(value, CodeableConcept):
            said.append("; ".join(text_concepts.result_words(value)))
        elif isinstance(value, str):
            said.append(value)
    return short(" · ".join(part for part in said if part.strip()))
