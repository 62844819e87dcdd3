"""What a trend is made of: results in their rows, dots with a place, bands of reference ranges, gaps with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.results.model import Veiled

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from provesvar_gui.results.model import ReferenceRange
    from provesvar_gui.results.reference_limits import Limits
    from provesvar_gui.results.series import Point, Series
    from provesvar_gui.results.versions import Earlier


class Left(StrEnum):
    """Why a result is not drawn."""

    VOID = "void"
    SUPERSEDED = "superseded"  # a later version of the same report is there
    REPEAT = "repeat"  # a copy of a result that is drawn
    APART = "apart"  # on another kind of identifier, not asked for
    UNDATED = "undated"
    VAGUE = "vague"  # only the year or the month is known
    NO_NUMBER = "no-number"


class Why(StrEnum):
    """Why the line is broken between two neighbours."""

    APART = "apart"
    UNIT = "unit"
    METHOD = "method"
    LABORATORY = "laboratory"
    MATERIAL = "material"
    LIMIT = "limit"
    SAME_TIME = "same-time"
    ORDER = "order"  # it is not known which came first
    VOID = "void"
    NO_NUMBER = "no-number"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Row(Veiled):
    """One result of the series. ``left``: why it is not drawn, None where it is. ``earlier``: what it took the place of.

    ``beside_cancelled``: another result of the same time was cancelled, and whether it is this one cannot be told.
    """

    point: Point
    left: Left | None = None
    beside_cancelled: bool = False
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Dot(Veiled):
    """A result with its place. ``number``: the laboratory's own. ``row``: its place in the rows.

    ``limit``: -1 below the number, 1 above it, 0 the number itself, None a comparator of another kind. ``limits``: its reference
    range, where that can be read. ``doubted``: it may have been cancelled.
    """

    row: int
    point: Point
    when: datetime
    number: Decimal
    limit: int | None = 0
    pending: bool = False
    corrected: bool = False
    apart: bool = False
    opened: bool = False
    doubted: bool = False
    limits: Limits | None = None
    reference: tuple[str | ReferenceRange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Band(Veiled):
    """One reference range, from the first to the last of the neighbours that share it."""

    first: datetime
    last: datetime
    limits: Limits
    dot: Dot  # the last that has it, for its words


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gap(Veiled):
    """Where the line is broken."""

    before: Dot
    after: Dot
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Curve(Veiled):
    """``rows``: every result of the series, oldest first, undated ones before all others. ``dots``: what is drawn, oldest first.

    ``segments``: dots that a line joins, each dot in exactly one. ``newest``, ``previous``: rows of standing values with a day;
    ``rivals``: other standing values of which none is certainly older than the newest. ``awaited``: as late or later ones that
    have no value yet. ``ahead``: values dated after the fetch, of which none is newest.
    """

    series: Series
    rows: tuple[Row, ...]
    dots: tuple[Dot, ...]
    segments: tuple[tuple[Dot, ...], ...]
    gaps: tuple[Gap, ...]
    bands: tuple[Band, ...]
    newest: Row | None = None
    previous: Row | None = None
    rivals: tuple[Row, ...] = ()
    awaited: tuple[Row, ...] = ()
    ahead: tuple[Row, ...] = ()

    def count(self, left: Left) -> int:
        """How many results are not drawn for that reason."""
        return sum(row.left is left for row in self.rows)
