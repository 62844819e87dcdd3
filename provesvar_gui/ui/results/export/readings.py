"""One result as text, for a copied value and for the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results.export import ResultReading
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.series import sampled
from provesvar_gui.results.value_text import value_text
from provesvar_gui.ui.results.common import ages, flags, labels, remarks, sampling, status_text
from provesvar_gui.ui.results.common.lines import no_value

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


def reading(
    placed: Placed,
    style: Style,
    *,
    fetched_at: datetime | None = None,
    every: Sequence[Placed] = (),
) -> ResultReading:
    """A result as the laboratory wrote it; its marks are the laboratory's own and never computed (invariant 6).

    ``fetched_at``: what is dated later says so.
    ``every``: all there are of the patient; a newer sample that has no value yet is a state of the newest that has.
    """
    observation = placed.observation
    told = value_text(observation.value, style.language)
    states = [mark.words for mark in status_text.status_marks(placed)]
    states += filter(None, (remarks.remark(observation, style),))
    if ages.ahead(sampled(placed), fetched_at):
        states.append(translate("Overview", "dated after the fetch"))
    states += filter(None, (_awaited(placed, every, style),))
    return ResultReading(
        name=_called(placed) or translate("Export", "Name not given"),
        value=style.result(observation),
        number=told.number,
        comparator=told.comparator if told.number else "",
        unit=text.breakable(told.unit) if told.number else "",
        reference="; ".join(map(style.reference, observation.reference_ranges)),
        marks=tuple(map(str, flags.marks(observation))),
        states=tuple(states),
        when=_sampled(placed, style) or translate("Export", "date not given"),
        laboratory=laboratory_name(placed),
        void=placed.void,
    )


def _sampled(placed: Placed, style: Style) -> str:
    return sampling.date(placed.observation, style.language) or style.moment(sampled(placed))


def _awaited(placed: Placed, every: Sequence[Placed], style: Style) -> str:
    """The last later one, where that has no value; nothing beside an older value."""
    taken = _when(placed)
    if not placed.stands or placed.observation.value is None or taken is None:
        return ""
    later = [each for each in every if each.stands and (_when(each) or taken) > taken and _alike(each, placed)]
    if not later or any(each.observation.value is not None for each in later):
        return ""
    last = max(later, key=lambda each: _when(each) or taken)
    pending = last.observation.status in labels.PENDING_STATUSES and last.observation.data_absent_reason is None
    state = translate("Overview", "not ready") if pending else no_value(last.observation)
    said = translate("Overview", "{moment}: {state}").replace("{moment}", _sampled(last, style))
    return said.replace("{state}", state[:1].lower() + state[1:])


def _alike(one: Placed, other: Placed) -> bool:
    """The same examination on the same kind of identifier, under parents that are called the same."""
    names = [[text.called(parent.code) for parent in each.parents] for each in (one, other)]
    return _called(one) == _called(other) and one.apart == other.apart and names[0] == names[1]


def _when(placed: Placed) -> datetime | None:
    moment = sampled(placed)
    return moment.when if moment is not None else None


def _called(placed: Placed) -> str:
    """A result of another laboratory that calls it otherwise is another row for everybody."""
    return " ".join(text.called(placed.observation.code).split())
