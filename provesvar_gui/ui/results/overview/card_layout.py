"""Where everything on a card stands. What does not fit beside goes under; a number and its unit never part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout

from provesvar_gui.ui.results.reports.delegate import Piece, lay_out

if TYPE_CHECKING:
    from provesvar_gui.ui.results.overview.card_face import CardFace, Row, Slot

PAD: Final = 8.0
GAP: Final = 3.0
LOW_PAD: Final = 5.0
LOW_GAP: Final = 1.0
SPACE: Final = 5.0  # between pieces of a row
SPARK: Final = QSizeF(64, 30)
_LARGE: Final = 1.65  # of the font of the window
_LOW: Final = 1.3  # the same on a low card
_SMALL: Final = 0.92
_SMALLEST: Final = 0.5  # what a value may shrink to before it wraps


@dataclass(slots=True)
class Drawn:
    """A text in its place."""

    layout: QTextLayout
    place: QPointF
    slot: Slot

    def box(self) -> QRectF:
        """The place of its letters."""
        width = max((self.layout.lineAt(row).naturalTextWidth() for row in range(self.layout.lineCount())), default=0.0)
        return QRectF(self.place, QSizeF(width, self.layout.boundingRect().height()))


@dataclass(slots=True)
class Layout:
    """``rules``: where a hair line is drawn. ``spark``: the place of the curve, empty where there is none."""

    drawn: list[Drawn] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    spark: QRectF = field(default_factory=QRectF)
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class _Piece:
    slot: Slot
    font: QFont
    width: float


def layout_of(face: CardFace, width: float, font: QFont, *, low: bool = False) -> Layout:
    """Everything on the card at that width. ``low``: in less height, all the same words, without the curve."""
    made = Layout()
    pad, gap = (LOW_PAD, LOW_GAP) if low else (PAD, GAP)
    top = pad
    for row in _joined(face.rows) if low else face.rows:
        if row.rule:
            made.rules.append(top + gap)
            top += 2 * gap + 1
        with_spark = bool(row.spark and face.spark and not low)
        top += _row(made, row, width - 2 * PAD, top, font, with_spark=with_spark, large=_LOW if low else _LARGE) + gap
    made.height = top - gap + pad
    return made


def _joined(rows: tuple[Row, ...]) -> list[Row]:
    """What may go on in the row before goes on there."""
    made: list[Row] = []
    for row in rows:
        if row.joins and made and made[-1].right is None:
            made[-1] = replace(made[-1], left=(*made[-1].left, *row.left))
        else:
            made.append(row)
    return made


def _piece(slot: Slot, font: QFont, scale: float = 1.0, large: float = _LARGE) -> _Piece:
    written = QFont(font)
    factor = large if slot.large else _SMALL if slot.small else 1.0
    written.setPointSizeF(font.pointSizeF() * factor * scale)
    written.setWeight(QFont.Weight.DemiBold if slot.bold else QFont.Weight.Normal)
    if slot.digits:
        written.setFeature(QFont.Tag("tnum"), 1)
    return _Piece(slot, written, QFontMetricsF(written).horizontalAdvance(slot.words) + 1)


def _groups(row: Row, font: QFont, large: float) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for slot in row.left:
        piece = _piece(slot, font, large=large)
        if slot.stays and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _wide(group: list[_Piece]) -> float:
    return sum(piece.width for piece in group) + SPACE * (len(group) - 1)


def _row(made: Layout, row: Row, room: float, top: float, font: QFont, *, with_spark: bool, large: float) -> float:
    """Lay out one row; its height."""
    groups = _groups(row, font, large)
    height = taken = 0.0
    if with_spark and groups and _wide(groups[0]) + SPARK.width() + SPACE <= room:
        made.spark = QRectF(QPointF(PAD + room - SPARK.width(), top), SPARK)
        taken, height = SPARK.width() + SPACE, SPARK.height()
    if row.right is not None:
        right = _piece(row.right, font)
        layout = lay_out(Piece(right.slot.words, right.font, wraps=False), right.width)
        made.drawn.append(Drawn(layout, QPointF(PAD + room - right.width - 3, top), right.slot))
        height = max(height, layout.boundingRect().height())
        taken = max(taken, right.width + 2 * SPACE)
    x = base = under = 0.0
    for whole in groups:
        group = whole
        if x and x + _wide(group) > room - taken:
            under, x, base, taken = height, 0.0, 0.0, 0.0
        if len(group) > 1 and _wide(group) > room - taken:
            scale = max((room - taken - SPACE) / _wide(group), _SMALLEST)
            group = [_piece(piece.slot, font, scale, large) for piece in group]
        for piece in group:
            wraps = piece.width > room - taken - x
            ascent = QFontMetricsF(piece.font).ascent()
            layout = lay_out(Piece(piece.slot.words, piece.font, wraps=wraps), room - taken - x if wraps else piece.width + 2)
            drop = max(base - ascent, 0.0) if base else 0.0
            base = base or ascent
            made.drawn.append(Drawn(layout, QPointF(PAD + x, top + under + drop), piece.slot))
            height = max(height, under + drop + layout.boundingRect().height())
            x += piece.width + SPACE
    return height
