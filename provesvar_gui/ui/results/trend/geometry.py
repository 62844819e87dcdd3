"""Where everything of the graph is, in pixels: heading, plot and side of each panel, the axis of time, and which mark is near."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.results import text, ticks
from provesvar_gui.ui.results.trend import painter as paint
from provesvar_gui.ui.results.trend.marks import ROOM
from provesvar_gui.ui.results.trend.scale import Across, Upwards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QFont

    from provesvar_gui.results.trend import Dot
    from provesvar_gui.ui.results.trend.panels import Panel
    from provesvar_gui.ui.results.trend.scale import Window

translate = QCoreApplication.translate

TALL: Final = 104  # at least, for a panel
_NARROW: Final = 480  # the newest number has no room beside the graph
_NEAR: Final = 14.0  # of the mouse to a mark
_PAD: Final = 8


@dataclass(frozen=True, slots=True)
class Boxes:
    """Of one panel. ``side`` has no width where there is no room for it."""

    head: QRectF
    plot: QRectF
    side: QRectF


def axis_height(font: QFont) -> int:
    return round(QFontMetricsF(font).height() * 2.1)


def boxes(panels: Sequence[Panel], size: QSize, font: QFont) -> list[Boxes]:
    """One for each panel, from the top."""
    line = QFontMetricsF(font).height() + 6
    height = (size.height() - axis_height(font) - 4) / max(len(panels), 1)
    gutter = _gutter(panels, height - line - 8, font)
    side = _side(font) if size.width() > _NARROW else 0
    right = size.width() - side - _PAD
    made = []
    for place in range(len(panels)):
        top = 2 + place * height
        made.append(
            Boxes(
                head=QRectF(_PAD, top, size.width() - 2 * _PAD, line),
                plot=QRectF(gutter, top + line, right - gutter, height - line - 8),
                side=QRectF(right + 10, top + line, side - 16, height - line - 8),
            )
        )
    return made


def _side(font: QFont) -> float:
    """Room for the newest number and when it was."""
    metrics = QFontMetricsF(paint.scaled(font, 0.85))
    previous = translate("Trend", "Previous")
    longest = f"{previous} · 28. april{text.NBSP}2024{text.NBSP}10:32"
    return metrics.horizontalAdvance(longest) + 18


def _gutter(panels: Sequence[Panel], height: float, font: QFont) -> float:
    """Room for the numbers of the axes."""
    metrics = QFontMetricsF(paint.scaled(font, 0.9))
    numbers = [ticks.written(number, "nb") for panel in panels for number in paint.value_marks(panel, height, font)]
    return max(map(metrics.horizontalAdvance, numbers), default=20.0) + 8 + _PAD


def scales(panel: Panel, plot: QRectF, window: Window, font: QFont) -> tuple[Across, Upwards]:
    """Time and numbers of a panel, with room for arrows and for the words above a break."""
    told = any(gap.why in paint.TELLING for gap in panel.gaps.values())
    words = QFontMetricsF(font).height() * 0.85 if told else 0.0
    above = min(max(words, ROOM), plot.height() / 3)
    below = min(ROOM, plot.height() / 4)
    up = Upwards(panel.low, panel.high, plot.top() + above, plot.bottom() - below)
    return Across(window, plot.left(), plot.right()), up


def nearest(panels: Sequence[Panel], placed: Sequence[Boxes], window: Window, font: QFont, at: QPointF) -> tuple[int, Dot] | None:
    """The panel and the mark that are meant by a place, None where no mark is near."""
    best: tuple[float, int, Dot] | None = None
    for place, (panel, box) in enumerate(zip(panels, placed, strict=True)):
        if not box.plot.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(at):
            continue
        across, up = scales(panel, box.plot, window, font)
        for dot in panel.shown:
            far = abs(across.x(dot.when) - at.x())
            if far <= _NEAR:
                far = max(far, abs(up.y(dot.number) - at.y()))
                if far <= _NEAR and (best is None or far < best[0]):
                    best = (far, place, dot)
    return (best[1], best[2]) if best is not None else None
