"""What the graph shows of each series in the chosen period, ready to be painted; and the words on its axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from provesvar_gui.domain import text, ticks
from provesvar_gui.domain.results import Moment, Veiled
from provesvar_gui.ui.results.trend import scale, trend_words

if TYPE_CHECKING:
    from decimal import Decimal

    from provesvar_gui.domain.trend_parts import Band, Curve, Dot, Gap
    from provesvar_gui.ui.results.lines import Style
    from provesvar_gui.ui.results.trend.scale import Window


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Panel(Veiled):
    """One series. ``shown``: its dots in the period.

    ``glyphs``: the laboratory's deviation marks, by row. ``gaps``: by the row after.
    """

    curve: Curve
    shown: tuple[Dot, ...]
    bands: tuple[Band, ...]
    low: Decimal
    high: Decimal
    glyphs: dict[int, str]
    gaps: dict[int, Gap]


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
    )


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
