"""The card for reading one result aloud over the telephone, in huge type: name, spoken number, mark, time and laboratory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from provesvar_gui.results import export, text
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common.styled_table import lay_out
from provesvar_gui.ui.results.export import readings
from provesvar_gui.ui.status_banner import announce

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from provesvar_gui.results.export import ResultReading
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.export.origin import ExportOrigin

translate = QCoreApplication.translate
_STEPS: Final = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1,
}  # fmt: skip
_SMALLEST: Final = 16  # pixels
_SCALES: Final = (1.0, 0.85, 0.72, 0.6, 0.5, 0.4, 0.3)
_ONE_LINE: Final = 0.6  # a line is set so much smaller if it stands on one line then
_LONGEST: Final = 400  # characters of one line of the card
_OF_SHARE: Final = 0.74  # how much of its share of the height a letter takes
_HINT: Final = 0.03  # the share of the keys


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CardLine(Redacted):
    words: str
    share: float
    colour: str = "ink"
    bold: bool = False
    struck: bool = False

    @property
    def shown(self) -> str:
        if len(self.words) <= _LONGEST:
            return text.visible(self.words)
        said = translate("Export", "{text} … The rest stands in the report.")
        return said.replace("{text}", text.visible(self.words[:_LONGEST].rstrip()))

    def font(self, base: QFont, height: float, width: float) -> QFont:
        font = QFont(base)
        font.setWeight(QFont.Weight.DemiBold if self.bold else QFont.Weight.Normal)
        font.setStrikeOut(self.struck)
        pixels = max(int(self.share * height * _OF_SHARE), _SMALLEST)
        font.setPixelSize(pixels)
        shrink = width / max(QFontMetricsF(font).horizontalAdvance(self.shown), 1.0)
        if _ONE_LINE <= shrink < 1:
            font.setPixelSize(max(int(pixels * shrink), _SMALLEST))
        return font


class ReadAloudCard(QWidget):
    """The card, ``readAloudCard``, over the results and as large as they are. Arrows go through them, Escape closes.

    N shows the patient's number in groups, Space ticks a result as read back, Ctrl+C copies it as one line. A word stands here
    only where the laboratory's own mark or text has it.
    """

    closed = Signal()
    copy_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readAloudCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self._over = parent
        self._placed: tuple[Placed, ...] = ()
        self._every: Sequence[Placed] = ()
        self._origin: ExportOrigin | None = None
        self._at = 0
        self._number_shown = False
        self._read_back: set[int] = set()
        self.reading: ResultReading | None = None
        self.close_button = QPushButton(self)
        self.close_button.setObjectName("closeCard")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the card's own key is Escape
        self.close_button.clicked.connect(self.close_card)
        parent.installEventFilter(self)
        self.hide()

    def open(self, placed: tuple[Placed, ...], at: int, origin: ExportOrigin, every: Sequence[Placed]) -> None:
        """Show that one of them. ``every``: all there are of the patient, for what is newer and has no value yet."""
        self.clear()
        self._placed, self._origin, self._every = placed, origin, every
        self._at = min(max(at, 0), len(placed) - 1)
        self.setGeometry(self._over.rect())
        self.close_button.setText(translate("Export", "Close (Esc)"))
        self._tell()
        self._place_button()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        was = self.isVisible()
        self.clear()
        if was:
            self.closed.emit()

    def clear(self) -> None:
        self.hide()
        self._placed, self._every, self._origin, self.reading = (), (), None, None
        self._read_back.clear()
        self._number_shown = False
        self.setAccessibleName("")

    @property
    def value_aloud(self) -> str:
        """How the value is said: «6 komma 8 mmol/L», with the comparator in words."""
        reading = self.reading
        if reading is None or not reading.number:
            return ""
        number = export.aloud(reading.number, decimal_word=translate("Export", "point"))
        words = {
            "<": translate("Export", "less than"),
            "<=": translate("Export", "less than or equal to"),
            ">": translate("Export", "more than"),
            ">=": translate("Export", "more than or equal to"),
        }
        comparator = words.get(reading.comparator, reading.comparator)
        return " ".join(part for part in (comparator, number, reading.unit) if part)

    @property
    def line_texts(self) -> tuple[str, ...]:
        return tuple(line.words for line in self._lines())

    def _lines(self) -> list[CardLine]:
        reading, origin = self.reading, self._origin
        if reading is None or origin is None:
            return []
        place = translate("Export", "{n} of {m}").replace("{n}", str(self._at + 1)).replace("{m}", str(len(self._placed)))
        if self._at in self._read_back:
            read_back = translate("Export", "read back")
            place = f"{place}   ✓ {read_back}"
        states = "; ".join(part for part in reading.states if part)
        where = "  ·  ".join(part for part in (reading.when, reading.laboratory) if part)
        digits = export.in_groups(origin.result.lookup.patient.digits) if self._number_shown else ""
        number = translate("Export", "Patient {number}").replace("{number}", digits) if digits else ""
        hint = translate("Export", "Arrows: next, previous · Space: read back · N: the patient's number · Esc: close")
        found = (
            CardLine(words=place, share=0.05, colour="ink2"),
            CardLine(words=reading.name, share=0.12, bold=True, struck=reading.void),
            CardLine(words=reading.value, share=0.27, bold=True, struck=reading.void),
            CardLine(words=self.value_aloud, share=0.10),
            CardLine(words="; ".join(reading.marks), share=0.10, bold=True),
            CardLine(words=states, share=0.08, colour="ink2", bold=True),
            CardLine(words=origin.warning, share=0.06, colour="flag", bold=True),
            CardLine(words=where, share=0.07),
            CardLine(words=number, share=0.09, colour="accent_text", bold=True),
            CardLine(words=hint, share=_HINT, colour="ink2"),
        )
        return [each for each in found if each.words]

    def _tell(self) -> None:
        origin = self._origin
        if origin is None:
            return
        self.reading = readings.reading(
            self._placed[self._at], origin.style, fetched_at=origin.result.fetched_at, among=self._placed, every=self._every
        )
        self.setAccessibleName(". ".join(self.line_texts))
        announce(self, self.accessibleName(), urgent=False)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, before those of the window."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._mine(event):
            event.accept()
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_Home, Qt.Key.Key_End, *_STEPS)
        return event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.reading is not None:
            reference = translate("ReportLines", "reference {range}")
            self.copy_asked.emit(export.reading_line(self.reading, reference_text=reference))
            return
        if not self._mine(event):
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.close_card()
            return
        if key is Qt.Key.Key_Space:
            self._read_back ^= {self._at}
        elif key is Qt.Key.Key_N:
            self._number_shown = not self._number_shown
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._at = 0 if key is Qt.Key.Key_Home else len(self._placed) - 1
        else:
            self._at = min(max(self._at + _STEPS[key], 0), len(self._placed) - 1)
        self._tell()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """What lies below cannot be seen, so the focus does not go there."""
        return True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def _place_button(self) -> None:
        self.close_button.adjustSize()
        gap = theme.SPACE["small"]
        self.close_button.move(self.width() - self.close_button.width() - gap, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        margin = self.width() // 24
        room = self.rect().adjusted(margin, margin // 2, -margin, -margin // 2)
        painter = QPainter(self)
        for scale in _SCALES:
            if self._draw(None, room, scale) <= room.height():
                break
        self._draw(painter, room, scale)

    def _draw(self, painter: QPainter | None, room: QRect, scale: float) -> float:
        top = 0.0
        for line in self._lines():
            font = line.font(self.font(), scale * self.height(), room.width())
            layout = lay_out(line.shown, font, room.width())
            if painter is not None:
                painter.setPen(QColor(getattr(theme.current(), line.colour)))
                layout.draw(painter, QPointF(room.left(), room.top() + top))
            top += layout.boundingRect().height() + font.pixelSize() / 12
        return top
