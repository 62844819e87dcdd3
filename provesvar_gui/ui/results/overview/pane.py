"""The overview: the emergency analytes as cards, and below them what is marked, new, not ready or changed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.results import export as taking
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.pressed import pressed
from provesvar_gui.ui.results.common.ages import FetchClock
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.overview import card_face, export, head_words, local_list, rows
from provesvar_gui.ui.results.overview.card_texts import line_text
from provesvar_gui.ui.results.overview.halves import Halves
from provesvar_gui.ui.results.overview.local_list import LocalList
from provesvar_gui.ui.results.overview.row_lines import Near, overview_lines
from provesvar_gui.ui.results.overview.row_list import RowList
from provesvar_gui.ui.results.overview.spark import spark
from provesvar_gui.ui.results.overview.strip_text import card_lines
from provesvar_gui.ui.results.overview.strip_view import StripView
from provesvar_gui.ui.slices import SLICE_SECONDS, Slices
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.sparkline import Dot
    from provesvar_gui.ui.results.overview.card_texts import LineText
    from provesvar_gui.ui.results.overview.rows import Sections

translate = QCoreApplication.translate
MINUTE_MS: Final = 60_000


class OverviewPane(Pane):
    """``overviewPane``; the cards are ``acuteStrip``, the list is ``overviewList``."""

    def __init__(self, style: Style, parent: QWidget | None = None, *, clock: FetchClock | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewPane")
        self._style = style
        self._clock = clock or FetchClock()
        self.digest: Digest | None = None
        self._texts: list[tuple[tuple[LineText, ...], tuple[Dot, ...]]] = []
        self._listed = 0  # of which look-up the list is
        self._usual = ""  # the laboratory that is named once, above
        self._slices = Slices(self)
        self._copying = Slices(self)
        self._goes_to_cards = False  # the focus was asked for before there was a card
        self._begin = QTimer(self, singleShot=True, interval=0)
        self._begin.timeout.connect(self._build_rows)
        self.minute = QTimer(self, interval=MINUTE_MS)
        self.minute.timeout.connect(self._show_faces)
        self.state = ToneLabel(tone=Tone.WARNING, parent=self)
        self.state.setObjectName("overviewState")
        self.state.setContentsMargins(8, 0, 0, 0)
        self.missing = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self.missing.setObjectName("overviewMissing")
        self.why = QToolButton(self)
        self.why.setObjectName("overviewWhy")
        self.why.setCheckable(True)
        self.why.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.away = ToneLabel(parent=self)
        self.away.setObjectName("overviewAway")
        self.away.setContentsMargins(8, 0, 8, 0)
        self.away.hide()
        self.why.toggled.connect(self.away.setVisible)
        self.local = LocalList(self)
        self.copy = QPushButton(self)
        self.copy.setObjectName("copyStrip")
        self.copy.clicked.connect(self.copy_strip)
        self.strip = StripView()
        self.strip.asked.connect(self._open_card)
        self.strip.copy_card.connect(self._copy_card)
        self.strip.left_below.connect(self._to_list)
        self.strip.waiting_changed.connect(self._say_state)
        self.list = RowList(self)
        self.list.opened.connect(self.report_asked)
        self.list.copy_asked.connect(self.copy_asked)
        self._lay_out()
        self.retranslate()
        self.clear()

    def _lay_out(self) -> None:
        self.halves = Halves(self.strip, self.list, self)
        self.area = self.halves.area
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, 0, 0)
        foot.addWidget(self.missing, 1)
        foot.addWidget(self.why)
        foot.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.state)
        column.addLayout(foot)
        column.addWidget(self.away)
        column.addWidget(self.local)
        column.addWidget(self.halves, 1)

    def show_digest(self, digest: Digest, style: Style) -> None:
        self.digest, self._style = digest, style
        self._clock.see(digest.result)
        strip = digest.strip
        several = len(strip.laboratories) > 1
        fetched = digest.result.fetched_at
        year = fetched.year if fetched is not None else None
        self._texts = [
            (
                tuple(line_text(line, style, laboratories=several, year=year) for line in card.lines),
                spark(card.lines[0].series, fetched) if digest.complete else (),
            )
            for card in strip.cards
        ]
        self._usual = head_words.most_common([text.laboratory for texts, _ in self._texts for text in texts])
        self._say(digest)
        self._show_faces()
        self._go_to_cards()
        self.halves.share()
        self.minute.start()
        self._begin.start()

    def _say(self, digest: Digest) -> None:
        self._say_state()
        strip, fetched = digest.strip, digest.result.fetched_at
        why = head_words.why(strip)
        self.missing.say(head_words.about(strip, self._usual), Tone.PLAIN if why or not strip.cards else Tone.SUBDUED)
        self.away.setText(why)
        self.why.setVisible(bool(why))
        if not why:
            self.why.setChecked(False)
        year = fetched.year if fetched is not None else None
        self.local.show_entries(local_list.heading(strip), local_list.entries(strip, self._style, year))
        self.copy.setEnabled(bool(digest.strip.cards))

    def _say_state(self) -> None:
        state = head_words.state(self.digest, self.strip.waiting)
        self.state.setText(state)
        self.state.setAccessibleName(state)
        self.state.setVisible(bool(state))

    def _show_faces(self) -> None:
        if self.digest is None:
            return
        now = self._clock.now()
        stops = len(self.strip.every_card)
        letters = {group: letter for letter, group in keys.TRENDS.items()}
        self.strip.show_faces(
            [
                card_face.face(
                    card, texts, curve, style=self._style, letter=letters.get(card.kind.key, ""), now=now, usual=self._usual
                )
                for card, (texts, curve) in zip(self.digest.strip.cards, self._texts, strict=True)
            ]
        )
        if len(self.strip.every_card) > stops:
            self._order_stops()

    def _order_stops(self) -> None:
        """Tab goes from the button to the cards to the list; new cards would come last."""
        chain = (self.why, self.copy, *self.strip.every_card, self.list)
        for one, other in pairwise(chain):
            QWidget.setTabOrder(one, other)

    def _build_rows(self) -> None:
        if self.digest is not None:
            self._slices.run(rows.build(self.digest, self._style), self._show_rows, first_seconds=SLICE_SECONDS)

    def _show_rows(self, sections: Sections) -> None:
        if self.digest is None:
            return
        number, fetched = self.digest.result.lookup.number, self.digest.result.fetched_at
        near = Near(year=fetched.year if fetched is not None else None, house=self._usual)
        self.halves.forget()
        self.list.show_lines(overview_lines(sections, self._style, near), keep_place=number == self._listed)
        self._listed = number

    def clear(self) -> None:
        self.minute.stop()
        self._begin.stop()
        self._slices.cancel()
        self._copying.cancel()
        self.digest = None
        self._texts = []
        self._usual = ""
        self._goes_to_cards = False
        self.strip.clear()
        self.list.clear()
        self.halves.clear()
        self._listed = 0
        self.state.setText("")
        self.state.hide()
        self.missing.setText("")
        self.away.setText("")
        self.why.setChecked(False)
        self.why.hide()
        self.local.clear()
        self.copy.setEnabled(False)

    def is_settled(self) -> bool:
        """Whether the list below the cards is whole."""
        return not self._begin.isActive() and not self._slices.running and self.list.is_settled()

    def finish(self) -> None:
        """Do at once what is done bit by bit (tests)."""
        if self._begin.isActive():
            self._begin.stop()
            self._build_rows()
        self._slices.finish()
        self.list.lines.finish()

    def take_focus(self) -> None:
        """To the first card, else to the list; to the card as soon as there is one, where the person has not begun to read."""
        self._goes_to_cards = not self.strip.take_focus()
        if self._goes_to_cards:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_cards(self) -> None:
        if self._goes_to_cards and self.strip.cards:
            self._goes_to_cards = False
            if self.list.hasFocus() and not self.list.selectionModel().hasSelection():
                self.strip.take_focus()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        self.strip.setAccessibleName(translate("Overview", "Emergency analytes"))
        self.area.setAccessibleName(translate("Overview", "Emergency analytes"))
        self.list.setAccessibleName(translate("Overview", "Marked, new, not ready, changed"))
        self.why.setText(translate("Overview", "Why?"))
        self.why.setAccessibleName(translate("Overview", "Why results are not on the cards"))
        self.copy.setText(translate("Overview", "Copy overview"))
        self.copy.setAccessibleName(self.copy.text())
        self.copy.setToolTip(keys.tooltip(Key.COPY_ALL))

    @property
    def _strip(self) -> AcuteStrip | None:
        return self.digest.strip if self.digest is not None else None

    def _place_of(self, key: str) -> int:
        """Where a card stands in the strip of the digest, or -1: on the screen it may stand elsewhere while others wait."""
        strip = self._strip
        return next((at for at, card in enumerate(strip.cards) if card.kind.key == key), -1) if strip is not None else -1

    def _open_card(self, key: str) -> None:
        """Its trend; where nothing of it can be drawn, its report, if that came."""
        strip, place = self._strip, self._place_of(key)
        if strip is None or place < 0:
            return
        card = strip.cards[place]
        series = tuple(line.series for line in card.lines)
        shown = next((line.shown for line in card.lines if line.shown is not None), None)
        report = shown.placed.report if shown is not None else None
        if report is None or any(each.has_numbers for each in series):
            self.trend_asked.emit(series)
        else:
            self.report_asked.emit(report)

    def _copy_card(self, key: str) -> None:
        strip, place = self._strip, self._place_of(key)
        if strip is not None and place >= 0:
            self.copy_asked.emit("\n".join(card_lines(strip.cards[place], strip, self._style)))

    def copy_strip(self) -> None:
        """Ask for the cards, and what the laboratory marked, to be copied."""
        self._copying.run(self.document(paper=False), lambda taken: self.copy_asked.emit(taking.plain(taken) if taken else ""))

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        return export.overview(self.digest, self._style, paper=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        return export.cards(self.digest, self._place_of(self.strip.current_key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter of the table opens its card; Ctrl+Shift+C copies the strip."""
        bare = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        group = keys.TRENDS.get(event.text().upper()) if bare else None
        if group is not None and self._strip is not None:
            if not event.isAutoRepeat():
                self._open_card(group)
            return
        if pressed(Key.COPY_ALL, event):
            self.copy_strip()
            return
        super().keyPressEvent(event)
