"""How much of a series the small curve of a card shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import dating
from provesvar_gui.ui.results.common import sparkline

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.series import Series
    from provesvar_gui.ui.results.common.sparkline import Dot

#: The shortest of these that holds enough points is drawn: over five years, last night would be one dot.
WINDOWS: Final = (timedelta(days=2), timedelta(days=30), timedelta(days=365))
ENOUGH: Final = 3  # points
MOST: Final = 60  # points; the newest ones
_LOOKED_AT: Final = 4 * MOST  # results, also those that are not drawn: a series may hold thousands


def spark(series: Series, end: datetime | None = None) -> tuple[Dot, ...]:
    """Of the newest points; empty where fewer than two can be drawn. ``end``: the time of the fetch."""
    recent = series.points[-_LOOKED_AT:]
    spans = [dating.span(point.placed) for point in recent]
    known = [(point, span) for point, span in zip(recent, spans, strict=True) if span is not None and not span.ahead(end)]
    timed = [span.earliest for point, span in known if not span.vague and point.number is not None]
    for window in WINDOWS if timed else ():
        begin = timed[-1] - window
        if sum(when >= begin for when in timed) >= ENOUGH:
            begin = max(begin, timed[-MOST:][0])
            return sparkline.shape(series, [point for point, span in known if span.earliest >= begin], end=end)
    begins = timed[-MOST:][:1]
    return sparkline.shape(series, [point for point, span in known if begins and span.earliest >= begins[0]], end=end)
