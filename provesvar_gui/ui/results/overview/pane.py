"""The pane of the overview: the emergency analytes, and below them what is marked, new, pending or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.results import export as taking
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.results.common.ages import FetchClock
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.styled_table import PADDING
from provesvar_gui.ui.results.overview import export, rows, strip_text
from provesvar_gui.ui.results.overview.analytes import AnalyteTable, card_rows, curve_of
from provesvar_gui.ui.results.overview.line_text import line_text
from provesvar_gui.ui.results.overview.row_lines import OverviewLine, RowDefaults, overview_lines
from provesvar_gui.ui.results.overview.row_list import RowList
from provesvar_gui.ui.slices import SLICE_SECONDS, Slices
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import ElidedLabel, TintLabel

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.emergency import AcuteStrip
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.sparkline import Dot
    from provesvar_gui.ui.results.common.styled_table import StyledTable
    from provesvar_gui.ui.results.overview.line_text import LineText
    from provesvar_gui.ui.results.overview.rows import Sections

translate = QCoreApplication.translate
MINUTE_MS: Final = 60_000
_LEAST: Final = 3  # rows of each table that are always in sight
_LISTED: Final = 6  # rows that the laboratory marked, for which there is room before further analytes


class OverviewPane(Pane):
    """The pane of the overview, ``overviewPane``. The emergency analytes are ``acuteStrip``, the list is ``overviewList``."""

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
        self._goes_to_analytes = False  # the focus was asked for before there was a row
        self._by_hand = False  # the person has set the heights
        self._begin = QTimer(self, singleShot=True, interval=0)
        self._begin.timeout.connect(self._build_rows)
        self.minute = QTimer(self, interval=MINUTE_MS)
        self.minute.timeout.connect(self._show_analytes)
        self.state = self._label("overviewState", Tint.WARNING)
        self.missing = self._label("overviewMissing", Tint.SUBDUED)
        self.why = QToolButton(self)
        self.why.setObjectName("overviewWhy")
        self.why.setCheckable(True)
        self.why.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.away = self._label("overviewAway", Tint.PLAIN)
        self.why.toggled.connect(self.away.setVisible)
        self.local = self._label("overviewLocal", Tint.PLAIN)
        self.copy = QPushButton(self)
        self.copy.setObjectName("copyStrip")
        self.copy.clicked.connect(self.copy_strip)
        self.analytes, self.list = AnalyteTable(), RowList()
        self.analytes.entered.connect(lambda _row: self._open_card(self.analytes.current_key()))
        self.analytes.copy_pressed.connect(self._copy_card)
        self.analytes.left_below.connect(lambda: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.list.opened.connect(self.report_asked)
        self.list.copy_asked.connect(self.copy_asked)
        self.more = self._label("overviewMore", Tint.SUBDUED)
        self.more.setWordWrap(False)
        self.more_analytes = ElidedLabel(tint=Tint.SUBDUED, parent=self)
        self.more_analytes.setObjectName("overviewCardsMore")
        self.more_analytes.setContentsMargins(8, 0, 8, 0)
        self._lay_out()
        self.retranslate()
        self.clear()

    def _label(self, name: str, tint: Tint) -> TintLabel:
        label = TintLabel(tint=tint, parent=self)
        label.setObjectName(name)
        label.setContentsMargins(8, 0, 8, 0)
        return label

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.splitterMoved.connect(self._moved_by_hand)
        for table, label in ((self.analytes, self.more_analytes), (self.list, self.more)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(table, 1)
            column.addWidget(label)
            self.splitter.addWidget(side)
            table.measured.connect(self._share)
            table.verticalScrollBar().valueChanged.connect(self._say_below)
            table.verticalScrollBar().rangeChanged.connect(self._say_below)
        foot = QHBoxLayout()
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
        column.addWidget(self.splitter, 1)

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
                curve_of(card.lines[0].series, fetched) if digest.complete else (),
            )
            for card in strip.cards
        ]
        self._usual = strip_text.most_common([text.laboratory for texts, _ in self._texts for text in texts])
        self._say(digest)
        self._show_analytes()
        self._share()
        if self._goes_to_analytes and strip.cards:
            self._goes_to_analytes = False
            if self.list.hasFocus() and not self.list.selectionModel().hasSelection():
                self.analytes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.minute.start()
        self._begin.start()

    def _say(self, digest: Digest) -> None:
        """What stands above: whether all is in, from where the results are, and what is not among the analytes.

        How much came is told by the line above every view alone (coverage_text): what stands here is derived now and then while
        pages arrive, and would name an older count beside it.
        """
        strip, fetched = digest.strip, digest.result.fetched_at
        incomplete = translate("Overview", "Incomplete: not everything is here. There may be newer results.")
        self.state.setText("" if digest.complete else incomplete)
        self.state.setAccessibleName(self.state.text())
        self.state.setVisible(not digest.complete)
        why = strip_text.why(strip)
        self.missing.say(strip_text.about(strip, self._usual), Tint.PLAIN if why or not strip.cards else Tint.SUBDUED)
        self.away.setText(why)
        self.why.setVisible(bool(why))
        if not why:
            self.why.setChecked(False)
        year = fetched.year if fetched is not None else None
        local = strip_text.local_entries(strip, self._style, year)
        self.local.setText(f"{strip_text.local_heading(strip)} {'; '.join(local)}")
        self.local.setAccessibleName(self.local.text())
        self.local.setVisible(bool(local))
        self.copy.setEnabled(bool(strip.cards))

    def _show_analytes(self) -> None:
        if self.digest is None:
            return
        letters = {group: letter for letter, group in keys.TRENDS.items()}
        made = [
            row
            for card, (texts, curve) in zip(self.digest.strip.cards, self._texts, strict=True)
            for row in card_rows(
                card,
                texts,
                curve,
                style=self._style,
                letter=letters.get(card.kind.key, ""),
                now=self._clock.now(),
                usual=self._usual,
            )
        ]
        self.analytes.show_rows(made, complete=self.digest.complete)

    def _moved_by_hand(self) -> None:
        self._by_hand = True
        self._say_below()

    def _share(self) -> None:
        """The list gets what the laboratory marked, up to some rows; the analytes have the rest, until the person decides."""
        label = self.more.sizeHint().height() + 2
        for table in (self.analytes, self.list):
            table.setMinimumHeight(min(table.wanted_height(min(_LEAST, table.styled.rowCount())), 120))
        if not self._by_hand:
            room = self.splitter.height()
            rows = min(self.list.marked_rows(), 1 + _LISTED)
            one = self.list.verticalHeader().defaultSectionSize()
            listed = label + (self.list.wanted_height(rows) if rows else (1 + _LISTED) * one)
            top = min(self.analytes.wanted_height() + label, max(room - listed, room * 2 // 3))
            self.splitter.setSizes([top, max(room - top, 0)])
        self._say_below()

    def _say_below(self) -> None:
        """How much is further down, and the key."""
        below = _below(self.list)
        marked = sum(row < self.list.marked_rows() for row in below)
        count = sum(isinstance(self.list.lines.line(row), OverviewLine) for row in below)
        if marked:
            said = translate("Overview", "▾ %n more marked by the laboratory, Arrow down", "", marked)
        else:
            said = translate("Overview", "▾ %n more, Arrow down", "number of rows", count) if count else ""
        self.more.say(said, Tint.WARNING if marked else Tint.SUBDUED)
        shown = self.analytes.analytes.rows
        names = list(dict.fromkeys(shown[row].name for row in _below(self.analytes)))
        said = translate("Overview", "▾ %n emergency analyte(s) further down: {names}", "", len(names)) if names else ""
        self.more_analytes.say(said.replace("{names}", SEPARATOR.join(names)), Tint.SUBDUED)
        for each in (self.more, self.more_analytes):
            each.setAccessibleName(each.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """Share the height that it has from now on."""
        super().showEvent(event)
        self._share()

    def _build_rows(self) -> None:
        if self.digest is not None:
            self._slices.run(rows.build(self.digest, self._style), self._show_rows, first_seconds=SLICE_SECONDS)

    def _show_rows(self, sections: Sections) -> None:
        if self.digest is None:
            return
        number, fetched = self.digest.result.lookup.number, self.digest.result.fetched_at
        near = RowDefaults(year=fetched.year if fetched is not None else None, house=self._usual)
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
        self._goes_to_analytes = False
        self.analytes.show_rows([], complete=True)
        self.list.clear()
        self._listed = 0
        for label in (self.state, self.missing, self.away, self.local, self.more, self.more_analytes):
            label.setText("")
            label.setAccessibleName("")
        self.state.hide()
        self.local.hide()
        self.away.hide()
        self.why.setChecked(False)
        self.why.hide()
        self.copy.setEnabled(False)

    def is_settled(self) -> bool:
        """Whether the list below the analytes is whole."""
        return not self._begin.isActive() and not self._slices.running and self.list.is_settled()

    def finish(self) -> None:
        """Do at once what is done bit by bit (tests)."""
        if self._begin.isActive():
            self._begin.stop()
            self._build_rows()
        self._slices.finish()
        self.list.lines.finish()
        self.list.finish()
        self.analytes.finish()

    def take_focus(self) -> None:
        """To the analytes, else to the list; to the analytes as soon as there are any, where the person has not begun to read."""
        self._goes_to_analytes = not self.analytes.analytes.rows
        if not self._goes_to_analytes and not self.analytes.currentIndex().isValid():
            self.analytes.choose(0)
        (self.list if self._goes_to_analytes else self.analytes).setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.analytes.setAccessibleName(translate("Overview", "Emergency analytes"))
        self.list.setAccessibleName(translate("Overview", "Marked, new, not ready, changed"))
        self.why.setText(translate("Overview", "Why?"))
        self.why.setAccessibleName(translate("Overview", "Why results are not among the emergency analytes"))
        self.copy.setText(translate("Overview", "Copy overview"))
        self.copy.setAccessibleName(self.copy.text())
        self.copy.setToolTip(keys.tooltip(Key.COPY_ALL))

    @property
    def _strip(self) -> AcuteStrip | None:
        return self.digest.strip if self.digest is not None else None

    def _place_of(self, key: str) -> int:
        """Where a kind of analyte stands in the digest, or -1."""
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

    def _copy_card(self) -> None:
        strip, place = self._strip, self._place_of(self.analytes.current_key())
        if strip is not None and place >= 0:
            self.copy_asked.emit("\n".join(strip_text.card_lines(strip.cards[place], strip, self._style)))

    def copy_strip(self) -> None:
        """Ask for the analytes, and what the laboratory marked, to be copied."""
        self._copying.run(self.document(paper=False), lambda taken: self.copy_asked.emit(taking.plain(taken) if taken else ""))

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        return export.overview(self.digest, self._style, paper=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        return export.cards(self.digest, self._place_of(self.analytes.current_key()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter of the table opens its trend; Ctrl+Shift+C copies the overview."""
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


def _below(table: StyledTable) -> range:
    """The rows that are not whole in sight, further down."""
    header, bottom = table.verticalHeader(), table.viewport().height()
    row = header.logicalIndexAt(bottom - 1)
    if row < 0:
        return range(0)
    whole = header.sectionViewportPosition(row) + header.sectionSize(row) - PADDING <= bottom
    return range(row + whole, table.styled.rowCount())
