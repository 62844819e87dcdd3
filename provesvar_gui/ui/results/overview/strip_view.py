"""The cards of the strip in a grid that flows with the width. Arrow keys go from card to card.

They stand in the fixed order of the data file: a card never changes its place relative to another. A card that comes later goes
in between, but not under the hand of a person who is on the cards: it waits until the pointer or the focus has left them or has
rested for a little while (``HOLD_MS``), and ``waiting_changed`` says how many wait. No longer, since it may be the one that
matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from provesvar_gui.ui.results.overview.card import Card
from provesvar_gui.ui.results.overview.strip_flow import GAP, best, flow

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from provesvar_gui.ui.results.overview.card_face import CardFace

HOLD_MS: Final = 3000  # how long a hand that rests on the cards holds new ones back
_LETTERS: Final = 27  # of average width: the narrowest card


class StripView(QWidget):
    """``asked(str)``: the card of that key was opened. ``copy_card(str)``: it shall be copied. ``left_below``: from the last row.

    ``waiting_changed(int)``: so many new cards wait for a hand that is on the cards. ``flowed``: they have other places.
    """

    asked = Signal(str)
    copy_card = Signal(str)
    left_below = Signal()
    waiting_changed = Signal(int)
    flowed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("acuteStrip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._pool: list[Card] = []
        self._count = 0
        self._most = 1  # columns that there is width for
        self._found = flow((), 1, 0)  # where they stand
        self._flowed = 0  # for which width
        self._height = 1 << 20  # pixels that there are for the cards
        self._latest: list[CardFace] = []  # what is to be shown; more than stands there while new ones wait
        self.hand = QTimer(self, singleShot=True, interval=HOLD_MS)  # runs while a hand is on the cards
        self.hand.timeout.connect(self._let_in)
        self.waiting = 0

    @property
    def cards(self) -> list[Card]:
        return self._pool[: self._count]

    @property
    def every_card(self) -> list[Card]:
        """Those too that wait to be used again."""
        return list(self._pool)

    @property
    def columns(self) -> int:
        """How many stand beside each other."""
        return self._found.count

    def current(self) -> int:
        """Which card has the focus, or -1."""
        return next((place for place, card in enumerate(self.cards) if card.hasFocus()), -1)

    def current_key(self) -> str:
        """Of the card that has the focus, or ""."""
        place = self.current()
        return self.cards[place].face.key if place >= 0 else ""

    def show_faces(self, faces: list[CardFace]) -> None:
        """Show these; the focus stays on the analyte where it was. New ones wait while a hand is on the cards."""
        self._latest = faces
        there = [card.face.key for card in self.cards]
        stay = [face for face in faces if face.key in there]
        held = self.hand.isActive() and len(stay) < len(faces) and [face.key for face in stay] == there
        self._put(stay if held else faces)
        self._wait(len(faces) - len(stay) if held else 0)

    def _wait(self, count: int) -> None:
        if count != self.waiting:
            self.waiting = count
            self.waiting_changed.emit(count)

    def _let_in(self) -> None:
        """The hand has left, or rests: those that waited take their places."""
        self.hand.stop()
        if self.waiting:
            self.show_faces(self._latest)

    def _put(self, faces: list[CardFace]) -> None:
        focused = self.current()
        analyte = self.current_key()
        while len(self._pool) < len(faces):
            self._pool.append(self._make(len(self._pool)))
        self._count = len(faces)
        for card, face in zip(self._pool, faces, strict=False):
            card.show_face(face)
        for card in self._pool[self._count :]:
            card.wipe()
            card.hide()
        self._flow()
        for card in self.cards:
            card.show()  # not before it has its place: Qt would ask it for a size of its own
        if not any(card.focusPolicy() == Qt.FocusPolicy.StrongFocus for card in self.cards):
            self._stop_at(0)
        if focused >= 0 and faces:
            place = next((at for at, face in enumerate(faces) if face.key == analyte), len(faces) - 1)
            if place != focused:
                self.cards[place].setFocus(Qt.FocusReason.OtherFocusReason)
                self._bring_into_sight(self.cards[place])

    def clear(self) -> None:
        self.hand.stop()
        self.show_faces([])

    def take_focus(self) -> bool:
        """To the first card; False where there is none."""
        if self._count:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return self._count > 0

    def _make(self, place: int) -> Card:
        card = Card(self)
        card.setObjectName(f"acuteCard{place}")
        card.asked.connect(lambda: self.asked.emit(card.face.key))
        card.setMouseTracking(True)
        card.installEventFilter(self)
        card.reached.connect(lambda: self._stop_at(place))
        return card

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A pointer that moves over a card, or a key pressed on one, is a hand on the cards; it leaves with pointer or focus."""
        kind = event.type()
        if kind in (event.Type.MouseMove, event.Type.MouseButtonPress, event.Type.KeyPress):
            self.hand.start()
        elif kind in (event.Type.Leave, event.Type.FocusOut) and self.hand.isActive():
            QTimer.singleShot(0, self, self._look_for_hand)
        return super().eventFilter(watched, event)

    def _look_for_hand(self) -> None:
        if not any(card.underMouse() or card.hasFocus() for card in self.cards):
            self._let_in()

    def _stop_at(self, place: int) -> None:
        """One card is a stop for Tab: the one where the person was last."""
        for at, card in enumerate(self._pool):
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at == place else Qt.FocusPolicy.ClickFocus)

    def _area(self) -> QScrollArea | None:
        viewport = self.parentWidget()
        area = viewport.parentWidget() if viewport is not None else None
        return area if isinstance(area, QScrollArea) else None

    def _room(self) -> int:
        """The width for the cards: a scroll bar that comes or goes does not make them flow anew."""
        area = self._area()
        return self.width() if area is None else area.width() - area.verticalScrollBar().sizeHint().width()

    def arrange(self, height: int) -> int:
        """Stand in that height as well as may be; how much of it, or more, makes whole cards.

        Each stands under the one before it in its column, as many as fit whole, and then a page begins. They are low, with the
        same words, or fewer beside each other, where that shows more of them.
        """
        self._height = height
        return self._place()

    def _flow(self) -> None:
        width = self._flowed = self._room()
        narrowest = QFontMetricsF(self.font()).averageCharWidth() * _LETTERS
        self._most = max(1, min(int((width + GAP) / (narrowest + GAP)), 8))
        self._place()
        self.updateGeometry()
        self.flowed.emit()

    def _each(self, columns: int) -> int:
        return max((self._flowed - GAP * (columns - 1)) // columns, 1)

    def _height_of(self, place: int, columns: int, low: bool) -> int:
        return self._pool[place].wanted_height(self._each(columns), low=low)

    def _place(self) -> int:
        """Every card its place, from left to right; what is seen whole needs so much height."""
        found = self._found = best(self._height_of, self._count, self._most, self._height)
        each = self._each(found.count)
        for place, (card, spare) in enumerate(zip(self.cards, found.spare(), strict=True)):
            card.show_low(found.low)
            height = found.heights[place]
            more = card.height_with_curve(each, low=found.low) - height
            height += more if more <= spare else 0
            card.setGeometry(found.columns[place] * (each + GAP), found.tops[place], each, height)
        if self.minimumHeight() != found.height():
            self.setMinimumHeight(found.height())
        return found.first

    def first_row_height(self) -> int:
        """Pixels of the first row."""
        return max(self._found.heights[: self.columns], default=0)

    def low_row_height(self) -> int:
        """Pixels of the first row while its cards are low, and as many as may be stand beside each other."""
        each = self._each(self._most)
        return max((card.wanted_height(each, low=True) for card in self.cards[: self._most]), default=0)

    def wanted_height(self) -> int:
        """Pixels of all rows."""
        return self._found.height()

    def sizeHint(self) -> QSize:
        return QSize(400, self.wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room() != self._flowed:
            self._flow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange and hasattr(self, "_pool"):
            for card in self.cards:
                card.forget_layout()
            self._flow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys among the cards, Home and End, Ctrl+C."""
        place = self.current()
        if place < 0:
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_card.emit(self.current_key())
            return
        step = {
            Qt.Key.Key_Left: place - 1,
            Qt.Key.Key_Right: place + 1,
            Qt.Key.Key_Up: self._next_in_column(place, -1),
            Qt.Key.Key_Down: self._next_in_column(place, 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self._count - 1,
        }
        target = step.get(Qt.Key(event.key()))
        if target is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif 0 <= target < self._count:
            self.cards[target].setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring_into_sight(self.cards[target])
        elif event.key() == Qt.Key.Key_Down:
            self.left_below.emit()

    def _next_in_column(self, place: int, step: int) -> int:
        """The one below (above: -1) in the same column, or -1."""
        columns = self._found.columns
        others = range(place + step, self._count if step > 0 else -1, step)
        return next((other for other in others if columns[other] == columns[place]), -1)

    def _bring_into_sight(self, card: Card) -> None:
        """Scroll so far that a page begins at the top: no card is cut there."""
        area = self._area()
        if area is None:
            return
        bar, seen = area.verticalScrollBar(), area.viewport().height()
        top, bottom = card.geometry().top(), card.geometry().bottom() + 1
        if top < bar.value() or bottom > bar.value() + seen:
            page = max(each for each in self._found.pages if each <= top)
            bar.setValue(page if bottom <= page + seen else top)
