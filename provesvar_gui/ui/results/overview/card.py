"""One card of the strip: a button that paints what is known about one emergency analyte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractButton

from provesvar_gui.ui.results import sparkline, tones
from provesvar_gui.ui.results.overview.card_face import CardFace, Slot
from provesvar_gui.ui.results.reports.delegate import Piece, lay_out
from provesvar_gui.ui.theme import Tone as ThemeTone

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

PAD: Final = 8
GAP: Final = 3
SPARK: Final = QSize(64, 30)
_LARGE: Final = 1.65
_SMALL: Final = 0.92


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A text in its place; ``ground``: the tint behind it."""

    layout: QTextLayout
    place: QPointF
    slot: Slot


class Card(QAbstractButton):
    """``asked``: Enter, Space or a click. Arrow keys, letters and all else go on to the strip."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = CardFace()
        self._drawn: list[_Drawn] = []
        self._rules: list[float] = []
        self._spark_at = QRectF()
        self._laid: tuple[int, CardFace] | None = None
        self._height = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.asked)

    @property
    def face(self) -> CardFace:
        """What it shows."""
        return self._face

    def show_face(self, face: CardFace) -> None:
        """Show this instead."""
        if face == self._face:
            return
        self._face = face
        self.setAccessibleName(face.spoken)
        self.update()

    def wipe(self) -> None:
        """Hold nothing."""
        self.show_face(CardFace())
        self._lay_out(1)

    def forget_layout(self) -> None:
        """Lay out anew at the next chance: another font."""
        self._laid = None

    def wanted_height(self, width: int) -> int:
        """Pixels that everything on it needs at that width."""
        self._lay_out(width)
        return round(self._height)

    def sizeHint(self) -> QSize:
        """As high as what is on it."""
        width = self.width() or 200
        return QSize(width, self.wanted_height(width))

    def _font(self, slot: Slot) -> QFont:
        font = QFont(self.font())
        factor = _LARGE if slot.large else _SMALL if slot.small else 1.0
        font.setPointSizeF(font.pointSizeF() * factor)
        font.setWeight(QFont.Weight.DemiBold if slot.bold else QFont.Weight.Normal)
        font.setStrikeOut(slot.void)
        if slot.digits:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _lay_out(self, width: int) -> None:
        if self._laid == (width, self._face):
            return
        self._laid = (width, self._face)
        self._drawn, self._rules, self._spark_at = [], [], QRectF()
        room = width - 2.0 * PAD
        top = float(PAD)
        for row in self._face.rows:
            if row.rule:
                self._rules.append(top + GAP)
                top += 2 * GAP + 1
            top += self._row(row.left, row.right, room, top, with_spark=row.spark) + GAP
        self._height = top - GAP + PAD

    def _row(self, left: tuple[Slot, ...], right: Slot | None, room: float, top: float, *, with_spark: bool) -> float:
        """Lay out a row; its height. What does not fit beside goes under: nothing is cut off."""
        height = 0.0
        taken = 0.0
        if with_spark and self._face.spark:
            needed = sum(QFontMetricsF(self._font(slot)).horizontalAdvance(slot.words) + 4 for slot in left)
            if needed + SPARK.width() <= room:
                self._spark_at = QRectF(PAD + room - SPARK.width(), top, SPARK.width(), SPARK.height())
                taken = SPARK.width() + 4.0
                height = float(SPARK.height())
        if right is not None:
            font = self._font(right)
            wide = QFontMetricsF(font).horizontalAdvance(right.words) + 1
            drawn = lay_out(Piece(right.words, font, wraps=False), wide)
            self._drawn.append(_Drawn(drawn, QPointF(PAD + room - wide - 3, top), right))
            height = max(height, drawn.boundingRect().height())
            taken = max(taken, wide + 10)
        x = 0.0
        base = 0.0
        under = 0.0
        for slot in left:
            font = self._font(slot)
            metrics = QFontMetricsF(font)
            wide = metrics.horizontalAdvance(slot.words) + 1
            if x and x + wide > room - taken:
                under, x, base, taken = max(under, height), 0.0, 0.0, 0.0
            wraps = wide > room - taken
            drawn = lay_out(Piece(slot.words, font, wraps=wraps), room - taken if wraps else wide + 2)
            drop = max(base - metrics.ascent(), 0.0) if base else 0.0
            base = base or metrics.ascent()
            self._drawn.append(_Drawn(drawn, QPointF(PAD + x, top + under + drop), slot))
            height = max(height, under + drop + drawn.boundingRect().height())
            x += wide + 5
        return height

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space open; the rest is the strip's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            if not event.isAutoRepeat():
                self.click()
            return
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, texts and curve."""
        del event
        self._lay_out(self.width())
        scheme = tones.scheme(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        action = tones.of_theme(ThemeTone.ACTION, self.palette())
        pen = QPen(action if focused else tones.colour(scheme.line), 2.0 if focused else 1.0)
        if not focused and self.underMouse():
            pen = QPen(action, 1.0)
        painter.setPen(pen)
        painter.setBrush(self.palette().base())
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setPen(tones.colour(scheme.line))
        for at in self._rules:
            painter.drawLine(QPointF(PAD, at), QPointF(self.width() - PAD, at))
        text_colour = self.palette().text().color()
        for each in self._drawn:
            pair = tones.pair(each.slot.tone, self.palette())
            colour = text_colour
            if pair is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(pair[1])
                ground = each.layout.boundingRect().translated(each.place)
                ground.setWidth(min(each.layout.maximumWidth(), max(_row_widths(each.layout))) + 1)
                painter.drawRoundedRect(ground.adjusted(-3, -0.5, 3, 0.5), 2, 2)
                colour = pair[0]
            elif each.slot.quiet:
                colour = tones.quiet(self.palette())
            if each.slot.boxed:
                painter.setPen(QPen(tones.colour(scheme.border), 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                box = each.layout.boundingRect().translated(each.place)
                box.setWidth(_row_widths(each.layout)[0])
                painter.drawRoundedRect(box.adjusted(-4, 0.5, 4, -0.5), 3, 3)
            painter.setPen(colour)
            each.layout.draw(painter, each.place)
        if not self._spark_at.isEmpty():
            quiet = tones.of_theme(ThemeTone.ACTION, self.palette())
            sparkline.paint(painter, self._spark_at, self._face.spark, quiet, self.palette().base().color())
        painter.end()


def _row_widths(layout: QTextLayout) -> list[float]:
    return [layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())] or [0.0]
