"""The cards above, the list below: who gets how much of the height, and what is said of that which is not in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ElidedLabel, ToneLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from provesvar_gui.ui.results.overview.row_list import RowList
    from provesvar_gui.ui.results.overview.strip_view import StripView

translate = QCoreApplication.translate
LISTED: Final = 6  # lines of the list, and its heading, that come before further cards


class Halves(QSplitter):
    """The list gets its first section, up to ``LISTED`` lines, and three rows at least; the cards have the rest.

    No card is cut: as many as fit are seen whole, and what they leave is the list's. In a low window one row of cards comes
    before the second and third of the list.

    ``overviewMore`` below the list and ``overviewCardsMore`` below the cards say how much is further down, and the key.
    """

    def __init__(self, strip: StripView, rows: RowList, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._strip, self._rows = strip, rows
        self._by_hand = False
        self._floor = 0
        self._need = 0  # of the list; grows only, so that a scroll bar that comes and goes does not make it swing
        self.area = QScrollArea(self)
        self.area.setWidget(strip)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.more_cards = ElidedLabel(tone=Tone.SUBDUED, parent=self)
        self.more_cards.setObjectName("overviewCardsMore")
        self.more_cards.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.more = ToneLabel(tone=Tone.SUBDUED, wrap=False, parent=self)
        self.more.setObjectName("overviewMore")
        self.addWidget(_side(self.area, self.more_cards))
        self._list_side = _side(rows, self.more)
        self.addWidget(self._list_side)
        self.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._moved_by_hand)
        rows.measured.connect(self.share)
        rows.moved.connect(self.say)
        strip.flowed.connect(self.share)
        self.area.verticalScrollBar().valueChanged.connect(self.say)
        self.area.verticalScrollBar().rangeChanged.connect(self.say)

    def forget(self) -> None:
        """Another list comes: what the last one needed counts no more."""
        self._need = 0

    def clear(self) -> None:
        self.forget()
        for label in (self.more, self.more_cards):
            _put(label, "", Tone.SUBDUED)

    def share(self) -> None:
        """Share the height, until the person decides otherwise."""
        room = self.height() - self.handleWidth()
        below = self.more.sizeHint().height() + 2
        least = self._rows.least_height() + below
        self._need = max(self._need, self._rows.first_section_height() + below)
        label = self.more_cards.sizeHint().height() + 2
        if self._by_hand:
            cards = self._strip.arrange(self.sizes()[0] - label)
        else:
            listed = max(min(self._need, self._rows.height_of_lines(1 + LISTED) + below), least)
            cards = self._strip.arrange(room - listed - label)
        one = self._strip.first_row_height()
        floor = self._strip.low_row_height() + label + self.handleWidth() + self._rows.least_height(1) + below
        if floor != self._floor:
            self._floor = floor
            self.updateGeometry()
        least = max(min(least, room - one - label), min(self._rows.least_height(1) + below, room))
        if self._list_side.minimumHeight() != least:
            self._list_side.setMinimumHeight(least)
        if not self._by_hand:
            top = min(cards + label, room - least) if cards else 0
            self.setSizes([top, max(room - top, 0)])
        self.say()

    def minimumSizeHint(self) -> QSize:
        """A row of low cards and of the list; in a window that is too low even for that, everything scrolls."""
        return QSize(super().minimumSizeHint().width(), self._floor)

    def say(self) -> None:
        """How much is further down."""
        rows, marked = self._rows.below()
        if marked:
            said = translate("Overview", "▾ %n more marked by the laboratory, Arrow down", "", marked)
        else:
            said = translate("Overview", "▾ %n more, Arrow down", "number of rows", rows) if rows else ""
        _put(self.more, said, Tone.WARNING if marked else Tone.SUBDUED)
        names = self._names_below()
        said = translate("Overview", "▾ %n card(s) further down: {names}", "", len(names)) if names else ""
        _put(self.more_cards, said.replace("{names}", SEPARATOR.join(names)), Tone.SUBDUED)

    def _names_below(self) -> list[str]:
        """Of the cards that are not whole in sight."""
        bottom = self.area.verticalScrollBar().value() + self.area.viewport().height()
        return [card.face.title for card in self._strip.cards if card.geometry().bottom() >= bottom]

    def _moved_by_hand(self) -> None:
        self._by_hand = True
        self.say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.forget()
        self.share()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height that it has from now on."""
        super().showEvent(event)
        self.share()


def _side(widget: QWidget, label: QWidget) -> QWidget:
    side = QWidget()
    line = QHBoxLayout()
    line.setContentsMargins(8, 0, 0, 0)
    line.addWidget(label, 1)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(widget, 1)
    column.addLayout(line)
    return side


def _put(label: ToneLabel, said: str, tone: Tone) -> None:
    if label.text() != said or label.tone is not tone:
        label.say(said, tone)
        label.setAccessibleName(said)
