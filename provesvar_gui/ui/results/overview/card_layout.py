"""Where everything on a card stands. What does not fit beside goes under; a number and its unit never part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSizeF

from provesvar_gui.ui.results.overview.card_pieces import Measured, Pieces

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QTextLayout

    from provesvar_gui.ui.results.overview.card_face import CardFace, Row, Slot

PAD: Final = 8.0
GAP: Final = 3.0
LOW_PAD: Final = 5.0
LOW_GAP: Final = 1.0
SPACE: Final = 5.0  # between pieces of a row
SPARK: Final = QSizeF(64, 30)
_NARROW: Final = 34.0  # the least width of a curve: a narrow card has a narrower one
_LARGE: Final = 1.65  # of the font of the window
_LOW: Final = 1.3  # the same on a low card
_SMALLEST: Final = 0.5  # what a value may shrink to before it wraps


@dataclass(slots=True)
class Drawn:
    """A text in its place."""

    layout: QTextLayout
    size: QSizeF
    place: QPointF
    slot: Slot

    def box(self) -> QRectF:
        return QRectF(self.place, self.size)


@dataclass(slots=True)
class Layout:
    """``rules``: where a hair line is drawn. ``spark``: the place of the curve, empty where there is none.

    ``others``: where the examinations begin that the curve is not of; None where there are no others.
    """

    drawn: list[Drawn] = field(default_factory=list)
    rules: list[float] = field(default_factory=list)
    spark: QRectF = field(default_factory=QRectF)
    height: float = 0.0
    others: float | None = None

    @property
    def may_open(self) -> bool:
        """Whether the curve may stand below what it is of: not where only the next examination's name would tell them apart."""
        return self.spark.isEmpty() and (self.others is None or self.rules[:1] == [self.others])


def layout_of(face: CardFace, width: float, font: QFont, *, low: bool = False, pieces: Pieces | None = None) -> Layout:
    """Everything on the card at that width. ``low``: in less height, all the same words. ``pieces``: those of this face.

    The curve has no name: it stands nowhere but in the part of the examination that it is of. There it stands at the right where
    the rows leave it room. Where they leave none it is beside the value, which the rest gives way to; not on a low card.
    """
    pieces = pieces or Pieces(font)
    made = _rows(face, width, pieces, low=low, with_spark=False)
    if face.spark:
        made.spark = _beside(made, width)
        if made.spark.isEmpty() and not low:
            return _rows(face, width, pieces, low=low, with_spark=True)
    return made


def opened(made: Layout) -> Layout:
    """With the curve below the examination that it is of, and the others further down."""
    below = made.height if made.others is None else made.others
    more = SPARK.height() + LOW_PAD
    return Layout(
        drawn=[replace(each, place=each.place + QPointF(0, more)) if each.place.y() > below else each for each in made.drawn],
        rules=[rule + more for rule in made.rules],
        spark=QRectF(QPointF(PAD, below), SPARK),
        height=made.height + more,
        others=None if made.others is None else below + more,
    )


def _rows(face: CardFace, width: float, pieces: Pieces, *, low: bool, with_spark: bool) -> Layout:
    made = Layout()
    pad, gap = (LOW_PAD, LOW_GAP) if low else (PAD, GAP)
    top = pad
    for row in _joined(face.rows) if low else face.rows:
        if row.begins and made.others is None:
            made.others = top + gap if row.rule else top
        if row.rule:
            made.rules.append(top + gap)
            top += 2 * gap + 1
        keeps = row.spark and with_spark
        top += _row(made, row, width - 2 * PAD, top, pieces, with_spark=keeps, large=_LOW if low else _LARGE) + gap
    made.height = top - gap + pad
    return made


def _beside(made: Layout, width: float) -> QRectF:
    """The highest place at the right of the first examination where nothing stands, else the widest; empty where none is."""
    boxes = [each.box() for each in made.drawn]
    bottom = made.height if made.others is None else made.others
    best = QRectF()
    for top in sorted({box.bottom() + 1 for box in boxes[:1]} | {box.top() for box in boxes}):
        place = QRectF(0, top, width - PAD, SPARK.height())
        if top < boxes[0].bottom() or place.bottom() > bottom - 2:
            continue
        taken = max((box.right() for box in boxes if box.top() < place.bottom() and box.bottom() > top), default=PAD)
        place.setLeft(max(taken + SPACE + 3, place.right() - SPARK.width()))
        if place.width() >= _NARROW and place.width() > best.width() + 1:
            best = place
    return best


def _joined(rows: tuple[Row, ...]) -> list[Row]:
    """What may go on in the row before goes on there."""
    made: list[Row] = []
    for row in rows:
        if row.joins and made:
            made[-1] = replace(made[-1], left=(*made[-1].left, *row.left))
        else:
            made.append(row)
    return made


def _groups(row: Row, pieces: Pieces, large: float) -> list[list[Measured]]:
    groups: list[list[Measured]] = []
    for slot in row.left:
        piece = pieces.of(slot, large)
        if slot.stays and groups:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _wide(group: list[Measured]) -> float:
    return sum(piece.width for piece in group) + SPACE * (len(group) - 1)


def _row(made: Layout, row: Row, room: float, top: float, pieces: Pieces, *, with_spark: bool, large: float) -> float:
    """Lay out one row; its height."""
    groups = _groups(row, pieces, large)
    height = taken = 0.0
    if with_spark and groups and _wide(groups[0]) + SPARK.width() + SPACE <= room:
        made.spark = QRectF(QPointF(PAD + room - SPARK.width(), top), SPARK)
        taken, height = SPARK.width() + SPACE, SPARK.height()
    if row.right is not None:
        right = pieces.of(row.right, large)
        made.drawn.append(Drawn(right.layout, right.size, QPointF(PAD + room - right.width - 3, top), right.slot))
        height = max(height, right.size.height())
        taken = max(taken, right.width + 2 * SPACE)
    x = base = under = 0.0
    for whole in groups:
        group = whole
        if x and x + _wide(group) > room - taken:
            under, x, base, taken = height, 0.0, 0.0, 0.0
        if len(group) > 1 and _wide(group) > room - taken:
            scale = max((room - taken - SPACE) / _wide(group), _SMALLEST)
            group = [pieces.of(piece.slot, large, scale) for piece in group]
        for piece in group:
            layout, size = piece.layout, piece.size
            if x and piece.width > room - taken - x:  # the number alone fills the row
                under, x, base, taken = height, 0.0, 0.0, 0.0
            if piece.width > room - taken - x:
                layout, size = piece.wrapped(room - taken - x)
            drop = max(base - piece.ascent, 0.0) if base else 0.0
            base = base or piece.ascent
            made.drawn.append(Drawn(layout, size, QPointF(PAD + x, top + under + drop), piece.slot))
            height = max(height, under + drop + size.height())
            x += piece.width + SPACE
    return height
