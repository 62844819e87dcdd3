"""A made-up plate with every kind of mark, so that all of what paints a graph is there before another thread paints one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from provesvar_gui.results.model import CodeableConcept, Moment, Observation, Quantity
from provesvar_gui.results.placed import Placed
from provesvar_gui.results.reference_limits import Limits
from provesvar_gui.results.series import Point, Series, SeriesKey
from provesvar_gui.results.trend import Band, Curve, Dot, Gap, Row, Why
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.trend.chart import Panel, Plate
from provesvar_gui.ui.results.trend.periods import Window

_START = datetime(2000, 1, 1, tzinfo=UTC)
_KINDS: tuple[dict[str, Any], ...] = (
    {}, {"pending": True}, {"limit": -1}, {"limit": 1}, {"limit": None}, {"corrected": True}, {"apart": True}, {"opened": True},
    {"doubted": True},
    {}, {},
)  # fmt: skip
_GLYPHS = {0: "↑", 1: "↓↓", 2: "↕", 3: "*"}


def plate() -> Plate:
    points = tuple(_point(day) for day in range(len(_KINDS)))
    dots = tuple(
        Dot(row=day, point=point, when=_START + timedelta(days=day), number=Decimal(day), **kind)
        for day, (point, kind) in enumerate(zip(points, _KINDS, strict=True))
    )
    rows = tuple(Row(point=point) for point in points)
    limits = Limits(low=Decimal(2), high=Decimal(5))
    band = Band(first=dots[0].when, last=dots[-1].when, limits=limits, dot=dots[-1])
    gap = Gap(before=dots[7], after=dots[8], why=Why.METHOD)
    curve = Curve(
        series=Series(key=SeriesKey(code=("a",)), name="a", unit="mmol/L", nlk=(), points=points),
        rows=rows,
        dots=dots,
        segments=(dots[:8], dots[8:]),
        gaps=(gap,),
        bands=(band,),
        newest=rows[-1],
        previous=rows[-2],
        rivals=rows[-2:-1],
    )
    panel = Panel(
        curve=curve,
        shown=dots,
        bands=(band,),
        low=Decimal(0),
        high=Decimal(len(dots)),
        glyphs=_GLYPHS,
        gaps={gap.after.row: gap},
        cuts=((dots[7].when, Why.METHOD),),
        older=(),
        later=1,
    )
    empty = Panel(
        curve=curve, shown=(), bands=(), low=Decimal(0), high=Decimal(1), glyphs={}, gaps={}, cuts=(), older=(), later=0
    )
    return Plate(panels=(panel, empty), window=Window(dots[0].when, dots[-1].when), style=Style())


def _point(day: int) -> Point:
    when = _START + timedelta(days=day)
    value = Quantity(value=str(day), unit="mmol/L")
    moment = Moment(literal=when.isoformat(), when=when)
    observation = Observation(id="a", code=CodeableConcept(text="a"), status="final", value=value, effective=moment)
    return Point(placed=Placed(observation=observation, report=None), when=when, number=Decimal(day))
