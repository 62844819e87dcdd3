"""How much of a series the small curve of a card shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from provesvar_gui.ui.results import sparkline

if TYPE_CHECKING:
    from provesvar_gui.domain.series import Series
    from provesvar_gui.ui.results.sparkline import Dot

#: The shortest of these that holds enough points is drawn: over five years, last night would be one dot.
WINDOWS: Final = (timedelta(days=2), timedelta(days=30), timedelta(days=365))
ENOUGH: Final = 3  # points
MOST: Final = 60  # points; the newest ones


def spark(series: Series) -> tuple[Dot, ...]:
    """Of the newest points; empty where fewer than two can be drawn."""
    timed = [(each.when, each) for each in series.standing if each.when is not None and each.number is not None]
    if not timed:
        return ()
    newest = timed[-1][0]
    for window in WINDOWS:
        within = [each for when, each in timed if newest - when <= window]
        if len(within) >= ENOUGH:
            return sparkline.shape(within[-MOST:])
    return sparkline.shape(each for _, each in timed[-MOST:])
