"""Newer samples that have no value yet, said beside the newest value, as the overview says them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from provesvar_gui.results import text
from provesvar_gui.results import text as text_concepts
from provesvar_gui.results.series import sampled
from provesvar_gui.ui.results.common import sampling, words
from provesvar_gui.ui.results.common.lines import no_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


def said(placed: Placed, every: Sequence[Placed], style: Style) -> Iterator[str]:
    """The last later one without a value, and every one of which the laboratory says why; nothing beside an older value."""
    taken = _when(placed)
    if not placed.stands or placed.observation.value is None or taken is None:
        return
    later = [each for each in every if each.observation.value is None and _later(each, taken) and same_examination(each, placed)]
    later = [each for each in later if _alike(each, placed)]
    if not later:
        return
    valued = (each for each in every if each.observation.value is not None and _later(each, taken))
    if any(same_examination(each, placed) and _alike(each, placed) for each in valued):
        return
    later.sort(key=lambda each: _when(each) or taken)
    for each in later:
        observation = each.observation
        reasoned = observation.data_absent_reason is not None
        if each is not later[-1] and not reasoned:
            continue
        pending = observation.status in words.PENDING_STATUSES and not reasoned
        state = translate("Overview", "not ready") if pending else no_value(observation)
        moment = sampling.date(observation, style.language) or style.moment(sampled(each))
        yield (
            translate("Overview", "{moment}: {state}")
            .replace("{moment}", moment)
            .replace("{state}", state[:1].lower() + state[1:])
        )


def same_examination(one: Placed, other: Placed) -> bool:
    """By what it is called; a result of another laboratory that calls it otherwise is another row for everybody."""
    return _called(one) == _called(other)


def _alike(one: Placed, other: Placed) -> bool:
    """On the same kind of identifier, and under parents that are called the same."""
    names = [[text_concepts.called(parent.code) for parent in each.parents] for each in (one, other)]
    return one.apart == other.apart and names[0] == names[1]


def _later(each: Placed, than: datetime) -> bool:
    when = _when(each)
    return when is not None and when > than and each.stands


def _when(placed: Placed) -> datetime | None:
    moment = sampled(placed)
    return moment.when if moment is not None else None


def _called(placed: Placed) -> str:
    return " ".join(text.visible(text_concepts.called(placed.observation.code)).split())
