"""What the graph shows of each series in the chosen period, ready to be painted; and the words on its axes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from provesvar_gui.results import text, ticks
from provesvar_gui.results.model import Moment, Veiled
from provesvar_gui.results.trend import Left, Why
from provesvar_gui.ui.results.trend import scale, trend_words

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.results.trend import Band, Curve, Dot, Gap
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.scale import Window

_BREAKERS: Final = {Why.VOID: Left.VOID, Why.NO_NUMBER: Left.NO_NUMBER}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Panel(Veiled):
    """One series. ``shown``: its dots in the period.

    ``glyphs``: the laboratory's deviation marks, by row. ``gaps``: by the row after. ``cuts``: where a broken line is marked: at
    the time of what breaks it, else half-way. ``older``: dots before the period; ``later``: how many are after it.
    """

    curve: Curve
    shown: tuple[Dot, ...]
    bands: tuple[Band, ...]
    low: Decimal
    high: Decimal
    glyphs: dict[int, str]
    gaps: dict[int, Gap]
    cuts: tuple[tuple[datetime, Why], ...]
    older: tuple[Dot, ...]
    later: int


def panel(curve: Curve, window: Window) -> Panel | None:
    """What is shown of a curve; None where it has nothing to draw at all."""
    if not curve.dots:
        return None
    shown = tuple(dot for dot in curve.dots if window.holds(dot.when))
    bands = tuple(band for band in curve.bands if band.last >= window.first and band.first <= window.last)
    low, high = scale.extent(shown or curve.dots, bands if shown else curve.bands)
    glyphs = {}
    for dot in shown:
        mark = trend_words.deviation(dot.point.placed)
        if mark is not None:
            glyphs[dot.row] = mark.glyph or "*"
    return Panel(
        curve=curve,
        shown=shown,
        bands=bands,
        low=low,
        high=high,
        glyphs=glyphs,
        gaps={gap.after.row: gap for gap in curve.gaps},
        cuts=tuple(cut for gap in curve.gaps for cut in _cuts(curve, gap)),
        older=tuple(dot for dot in curve.dots if dot.when < window.first),
        later=sum(dot.when > window.last for dot in curve.dots),
    )


def _cuts(curve: Curve, gap: Gap) -> list[tuple[datetime, Why]]:
    """A result that was cancelled, or that has no number, breaks the line at its own time, wherever its neighbours are."""
    broken: list[tuple[datetime, Why]] = []
    if gap.why in _BREAKERS:
        for row in islice(curve.rows, gap.before.row, None):
            when = row.point.when
            if when is not None and when > gap.after.when:
                break
            if row.left is _BREAKERS[gap.why] and when is not None and when >= gap.before.when:
                broken.append((when, gap.why))
    return broken or [(gap.before.when + (gap.after.when - gap.before.when) / 2, gap.why)]


def tick_words(found: tuple[ticks.Tick, ...], style: Style) -> list[tuple[str, str]]:
    """For each mark of time: its own words, and below them what it is part of, where that begins."""
    words = []
    before = ""
    for tick in found:
        own, whole = _words(tick, style)
        words.append((own, whole if whole != before else ""))
        before = whole
    return words


def _words(tick: ticks.Tick, style: Style) -> tuple[str, str]:
    day = f"{tick.local:%Y-%m-%d}"
    year = f"{tick.local:%Y}"
    if tick.step is ticks.Step.YEARS:
        return year, ""
    if tick.step is ticks.Step.MONTHS:
        return _said(day[:7], style).removesuffix(f"{text.NBSP}{year}"), year
    if tick.step is ticks.Step.DAYS:
        return _said(day, style).removesuffix(f"{text.NBSP}{year}"), year
    return f"{tick.local:%H:%M}", _said(day, style)


def _said(literal: str, style: Style) -> str:
    return style.moment(Moment(literal=literal))
