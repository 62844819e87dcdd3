"""Times of ours, such as that of the fetch, as the clock on a Norwegian wall says them, whatever the zone of the machine.

The laboratories' times beside them are Norwegian, and one clock on the screen is enough.
"""

from __future__ import annotations

from datetime import timezone
from typing import TYPE_CHECKING

from provesvar_gui.domain import text
from provesvar_gui.domain.results import Moment

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.domain.text import Language


def in_norway(when: datetime) -> datetime:
    """The same moment with Norway's offset. ``when`` has a zone."""
    return when.astimezone(timezone(text.norwegian_offset(when)))


def same_day(one: datetime, other: datetime) -> bool:
    """Whether both fall on one Norwegian date."""
    return in_norway(one).date() == in_norway(other).date()


def moment(when: datetime) -> Moment:
    """To the minute."""
    there = in_norway(when)
    return Moment(literal=there.isoformat(timespec="minutes"), when=there)


def whole(when: datetime, language: Language) -> str:
    """«25. nov 2026 13:00»."""
    return text.moment(moment(when), language)


def clock(when: datetime) -> str:
    """«13:00»; only where the date is that of today."""
    return f"{in_norway(when):%H:%M}"
