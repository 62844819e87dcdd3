"""One card of the strip: a button that paints what is known about one emergency analyte."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton

from provesvar_gui.ui.results.common import sparkline, tones
from provesvar_gui.ui.results.overview.card_face import CardFace
from provesvar_gui.ui.results.overview.card_layout import PAD, Layout, layout_of, opened
from provesvar_gui.ui.results.overview.card_pieces import Pieces
from provesvar_gui.ui.theme import Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget


class Card(QAbstractButton):
    """``asked``: Enter, Space or a click. ``reached``: it has the focus. Arrow keys, letters and all else go on to the strip."""

    asked = Signal()
    reached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = CardFace()
        self._laid: dict[tuple[int, bool], Layout] = {}  # of the face that it shows
        self._pieces: Pieces | None = None  # the same
        self._low = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.asked)

    @property
    def face(self) -> CardFace:
        return self._face

    def show_face(self, face: CardFace) -> None:
        if face == self._face:
            return
        self._face = face
        self.forget_layout()
        self.setAccessibleName(face.spoken)
        self.update()

    def wipe(self) -> None:
        self.show_face(CardFace())
        self.forget_layout()

    def forget_layout(self) -> None:
        """Lay out anew at the next chance: other words, or another font."""
        self._laid.clear()
        self._pieces = None

    def show_low(self, low: bool) -> None:
        """Whether everything on it is told in less height."""
        if low is not self._low:
            self._low = low
            self.update()

    def wanted_height(self, width: int, *, low: bool | None = None) -> int:
        """Pixels that everything on it needs at that width; ``low``: see ``show_low``, None: as it is shown."""
        return ceil(self._lay_out(width, low=self._low if low is None else low).height)

    def height_with_curve(self, width: int, *, low: bool) -> int:
        """The same, and of its curve, where that has no place beside the rest but may stand below."""
        return ceil(self._with_curve(self._lay_out(width, low=low)).height)

    def _with_curve(self, laid: Layout) -> Layout:
        return opened(laid) if self._face.spark and laid.may_open else laid

    def sizeHint(self) -> QSize:
        width = self.width() or 200
        return QSize(width, self.wanted_height(width))

    def _lay_out(self, width: int, *, low: bool) -> Layout:
        made = self._laid.get((width, low))
        if made is None:
            if len(self._laid) > 11:  # other widths
                self._laid.clear()
            self._pieces = self._pieces or Pieces(self.font())
            made = self._laid[width, low] = layout_of(self._face, width, self.font(), low=low, pieces=self._pieces)
        return made

    def layout_shown(self) -> Layout:
        """As it is painted: the curve below, where it has no place beside the rest and the card has got the height for it."""
        laid = self._lay_out(self.width(), low=self._low)
        with_curve = self._with_curve(laid)
        return with_curve if with_curve.height <= self.height() else laid

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the strip."""
        super().focusInEvent(event)
        self.reached.emit()

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
        del event
        laid = self.layout_shown()
        scheme = tones.scheme(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        action = tones.of_theme(Tone.ACTION, self.palette())
        pen = QPen(action if focused else tones.colour(scheme.line), 2.0 if focused else 1.0)
        if not focused and self.underMouse():
            pen = QPen(action, 1.0)
        painter.setPen(pen)
        painter.setBrush(self.palette().base())
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        painter.setPen(tones.colour(scheme.line))
        for at in laid.rules:
            painter.drawLine(QPointF(PAD, at), QPointF(self.width() - PAD, at))
        text_colour = self.palette().text().color()
        for each in laid.drawn:
            pair = tones.pair(each.slot.tone, self.palette())
            colour = text_colour
            if pair is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(pair[1])
                painter.drawRoundedRect(each.box().adjusted(-3, -0.5, 3, 0.5), 2, 2)
                colour = pair[0]
            elif each.slot.quiet:
                colour = tones.quiet(self.palette())
            if each.slot.boxed:
                painter.setPen(QPen(tones.colour(scheme.border), 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(each.box().adjusted(-4, 0.5, 4, -0.5), 3, 3)
            painter.setPen(colour)
            each.layout.draw(painter, each.place)
        if not laid.spark.isEmpty():
            quiet = tones.of_theme(Tone.ACTION, self.palette())
            sparkline.paint(painter, laid.spark, self._face.spark, quiet, self.palette().base().color())
        painter.end()
