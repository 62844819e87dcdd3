"""The pane of the overview: the emergency analytes in their fixed order, and beside them the findings and messages.

In a narrow window what was phoned stands as a strip above the list, and the other findings at its end.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.results.common import mini_curve
from provesvar_gui.ui.results.common.ages import FetchClock, day_and_clock, short_age
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.overview import export, messages, rows
from provesvar_gui.ui.results.overview.export import line_lines
from provesvar_gui.ui.results.overview.messages import OverviewMessages, Rank
from provesvar_gui.ui.results.overview.row_view import RowList
from provesvar_gui.ui.results.overview.rows import AnalyteListing, HeadRow, MessageRow
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Tint, Type
from provesvar_gui.ui.tinted_widgets import ElidedLabel, TintLabel

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import Moment
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.messages import OverviewMessage
    from provesvar_gui.ui.results.overview.rows import OverviewRow

translate = QCoreApplication.translate
MINUTE_MS: Final = 60_000
_FIRST_SECONDS: Final = 0.04  # at once: enough for the rows of an ordinary answer
_TWO_COLUMNS: Final = 1150  # pixels of width from which the findings stand beside the list
_FINDINGS: Final = 372  # pixels of them
_LOW: Final = 400  # pixels of height, below which there is less air
_STRIP: Final = 0.42  # of the height, at most, for what was phoned


class CardFrame(QFrame):
    """A ground with round corners around a list and its head."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 4)
        self.column.setSpacing(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS["card"], theme.RADIUS["card"])


class OverviewHead(QWidget):
    """What the columns of the list are called. ``period``: what the curves show."""

    def __init__(self, of: RowList) -> None:
        super().__init__()
        self.setObjectName("overviewColumns")
        self._list = of
        self.period = ""
        of.measured.connect(self.update)

    def titles(self) -> dict[str, str]:
        return {
            "name": translate("Overview", "Examination"),
            "flag": translate("ReportDetail", "Marked"),
            "value": translate("ReportDetail", "Result"),
            "curve": self.period,
            "change": translate("Export", "Change"),
            "age": translate("Overview", "Age"),
            "state": translate("ReportDetail", "Status"),
        }

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours, columns = QPainter(self), theme.current(), self._list.columns
        painter.setPen(QColor(colours.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(QColor(colours.ink2))
        for column, title in self.titles().items():
            width = columns.value - 5 if column == "value" else getattr(columns, column)
            side = Qt.AlignmentFlag.AlignRight if column == "value" else Qt.AlignmentFlag.AlignLeft
            box = QRectF(columns.left(column), 0, width, self.height() - 4)
            if title and width:
                painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, title)


class OverviewPane(Pane):
    """The pane of the overview, ``overviewPane``.

    The list is ``acuteStrip``, the findings ``overviewList``, the strip ``phonedStrip``.
    """

    def __init__(self, style: Style, parent: QWidget | None = None, *, clock: FetchClock | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewPane")
        self._style = style
        self._clock = clock or FetchClock()
        self.digest: Digest | None = None
        self._listing = AnalyteListing()
        self._messages = OverviewMessages()
        self._older = False  # whether the older findings are open
        self._narrow = False
        self._goes_to_list = False  # the focus was asked for before there was a row
        self._slices, self._findings_slices = Slices(self), Slices(self)
        self.minute = QTimer(self, interval=MINUTE_MS)
        self.minute.timeout.connect(self._show_rows)
        self.strip, self.list, self.findings = (
            RowList(name, self._clock.now) for name in ("phonedStrip", "acuteStrip", "overviewList")
        )
        for each in (self.strip, self.list, self.findings):
            each.entered.connect(lambda row, each=each: self._open(each.rows[row]))
            each.clicked.connect(lambda index, each=each: self._clicked(each.rows[index.row()]))
            each.copy_pressed.connect(lambda each=each: self._copy(each.current()))
            each.menu_asked.connect(lambda row, at, each=each: self.menu(each.rows[row]).popup(at))
        self.list.left_below.connect(lambda: self._go_on(self.findings))
        self.strip.left_below.connect(lambda: self._go_on(self.list))
        self.strip.measured.connect(self._size_strip)
        self.strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.head = OverviewHead(self.list)
        self.title, self.findings_title = self._label("overviewTitle"), self._label("findingsTitle")
        self.state = ElidedLabel(letters=40, parent=self)
        self.state.setObjectName("overviewState")
        self.about = ElidedLabel(tint=Tint.SUBDUED, parent=self)
        self.about.setObjectName("overviewAbout")
        self.why = QPushButton(self)
        self.why.setObjectName("overviewWhy")
        self.why.clicked.connect(self._show_missing)
        theme.set_kind(self.why, "quiet")
        self._lay_out()
        self.retranslate()
        self.clear()

    def _label(self, name: str) -> TintLabel:
        label = TintLabel(tint=Tint.PLAIN, wrap=False, parent=self)
        label.setObjectName(name)
        return label

    def _lay_out(self) -> None:
        for each in (self.title, self.findings_title):
            theme.set_font(each, Type.BODY, bold=True)
        theme.set_font(self.state, Type.SMALL, bold=True)
        for small in (self.about, self.why):
            theme.set_font(small, Type.SMALL)
        self._card, self._findings_card = CardFrame(self), CardFrame(self)
        head = QHBoxLayout()
        head.setContentsMargins(12, 2, 8, 0)
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.state)
        head.addWidget(self.about)
        head.addStretch()
        head.addWidget(self.why)
        beside = QHBoxLayout()
        beside.setContentsMargins(12, 6, 8, 6)
        beside.addWidget(self.findings_title)
        beside.addStretch()
        self._card.column.addWidget(self.strip)
        self._card.column.addLayout(head)
        self._card.column.addWidget(self.head)
        self._card.column.addWidget(self.list, 1)
        self._findings_card.column.addLayout(beside)
        self._findings_card.column.addWidget(self.findings, 1)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what does not fit side by side goes below
        self._row.setSpacing(12)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self._findings_card)

    def show_digest(self, digest: Digest, style: Style) -> None:
        if self.digest is None or self.digest.result.lookup.number != digest.result.lookup.number:
            self._older = False
            self._messages = OverviewMessages()
        self.digest, self._style = digest, style
        self._clock.see(digest.result)
        self._slices.run(rows.build(digest, style), self._show_listing, first_seconds=_FIRST_SECONDS)
        self._findings_slices.run(messages.build(digest, style), self._show_messages)
        self.minute.start()

    def _show_listing(self, listing: AnalyteListing) -> None:
        digest = self.digest
        if digest is None:
            return
        if not digest.complete:  # what comes later is added below, until all is in
            listing = replace(listing, rows=_kept_order(self._listing.rows, listing.rows))
        self._listing = listing
        self._say(digest)
        self._show_rows()
        if self._goes_to_list and self.isVisible():
            self.take_focus()

    def _show_messages(self, found: OverviewMessages) -> None:
        self._messages = found
        self._show_rows()

    def _say(self, digest: Digest) -> None:
        """What stands above: what waits, or that not everything is in; how new the newest is, and from where."""
        strip, now = digest.strip, self._clock.now()
        self.title.setText(translate("Overview", "Emergency tests %n", "", len(strip.cards)))
        waiting = rows.awaited_text(strip, self._style, now)
        if not digest.complete:
            said = translate("Overview", "Incomplete: not everything is here. There may be newer results.")
        else:
            said = translate("Overview", "Awaited: {names}").replace("{names}", waiting) if waiting else ""
        self.state.keep(said)  # what waits is news: all else gives way
        self.state.say(said, Tint.PLAIN if digest.complete else Tint.WARNING)
        about = []
        if not strip.cards:
            unsure = strip.local or strip.uncoded or strip.disagreeing or strip.others
            about.append(
                translate("Overview", "No result carries the national code of an emergency analyte.")
                if unsure
                else translate("Overview", "None of the emergency analytes is among these results.")
            )
        elif digest.complete and (newest := _newest(self._listing.rows)) is not None:
            taken = day_and_clock(newest, now, self._style.language)
            about.append(
                translate("Overview", "Newest {moment} ({age})")
                .replace("{moment}", taken)
                .replace("{age}", short_age(newest, now))
            )
        if self._listing.usual:
            about.append(
                translate("Overview", "{laboratory} where no other is named").replace("{laboratory}", self._listing.usual)
            )
        self.about.say(SEPARATOR.join(about), Tint.SUBDUED)
        away = strip.local + strip.uncoded + strip.disagreeing + strip.apart
        not_here = translate("Overview", "Not in this list")
        self.why.setText(translate("Overview", "%n other result(s) in the table", "", away) if away else not_here)
        self.why.setToolTip("\n".join(rows.not_here(strip, self._style)))
        self.why.setVisible(bool(away or strip.absent))
        period = self._listing.period
        self.head.period = mini_curve.title(period) if period is not None else ""
        self.head.setAccessibleName(", ".join(filter(None, self.head.titles().values())))
        for each in (self.title, self.state, self.about, self.why):
            each.setAccessibleName(each.text())

    def _show_rows(self) -> None:
        if self.digest is None:
            return
        now, style = self._clock.now(), self._style
        made: list[OverviewRow] = [rows.aged(each, now, style) for each in self._listing.rows]
        listed = list(self._messages.listed)
        phoned = [each for each in listed if each.rank is Rank.PHONED] if self._narrow else []
        beside: list[OverviewRow] = [self._message(each) for each in listed if not (self._narrow and each.rank is Rank.PHONED)]
        if self._messages.older:
            count = len(self._messages.older)
            title = translate("Overview", "%n older finding(s)", "", count)
            beside.append(rows.head(title, chosen=True, opens=True))
            beside += [self._message(each) for each in self._messages.older if self._older]
        if not beside and not phoned and self.digest.complete and not self._findings_slices.running:
            beside.append(rows.head(translate("Overview", "No findings or messages"), chosen=True))
        if self._narrow and beside:
            made += [rows.head(translate("Overview", "Findings and messages")), *beside]
        self.list.show_rows(made)
        self.findings.show_rows([] if self._narrow else beside)
        self.strip.show_rows([replace(self._message(each), strip=True) for each in phoned])
        self._size_strip()
        title = translate("Overview", "Findings and messages")
        self.findings_title.setText(translate("Overview", "Findings and messages %n", "", len(listed)) if listed else title)
        self.head.update()

    def _message(self, message: OverviewMessage) -> MessageRow:
        when = day_and_clock(message.when, self._clock.now(), self._style.language) if message.when else ""
        laboratory = (message.laboratory,) if message.laboratory not in ("", self._listing.usual) else ()
        quiet = SEPARATOR.join((*message.more, *laboratory))
        return MessageRow(
            message=message,
            identity=(id(message.report), message.rank),
            report=message.report,
            when=when,
            quiet=(quiet,) if quiet else (),
            shown=" | ".join(filter(None, (when, message.title, message.source, *map(str, message.marks), message.body, quiet))),
            spoken=message.spoken,
            tip=message.spoken,
            marked=message.rank is Rank.PHONED,
        )

    def _size_strip(self) -> None:
        self.strip.setVisible(bool(self.strip.rows))
        self.strip.setFixedHeight(min(self.strip.verticalHeader().length(), round(self.height() * _STRIP)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_TWO_COLUMNS)
        self._findings_card.setVisible(not narrow)
        self._findings_card.setFixedWidth(theme.px(_FINDINGS))
        low = self.height() < theme.px(_LOW)
        self._row.setContentsMargins(12, 4 if low else 8, 12, 4 if low else 8)
        self.head.setFixedHeight(theme.px(20 if low else 24))
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_rows()
        self._size_strip()

    def clear(self) -> None:
        self.minute.stop()
        self._slices.cancel()
        self._findings_slices.cancel()
        self.digest = None
        self._listing, self._messages = AnalyteListing(), OverviewMessages()
        self._goes_to_list = self._older = False
        for each in (self.strip, self.list, self.findings):
            each.show_rows([])
        self.strip.hide()
        self.head.period = ""
        for label in (self.title, self.state, self.about, self.findings_title, self.why):
            label.setText("")
            label.setAccessibleName("")
            label.setToolTip("")
        self.why.hide()

    def is_settled(self) -> bool:
        """Whether everything stands there."""
        return (
            not (self._slices.running or self._findings_slices.running) and self.list.is_settled() and self.findings.is_settled()
        )

    def finish(self) -> None:
        """Do at once what is done bit by bit (tests)."""
        for each in (self._slices, self._findings_slices, self.list, self.findings):
            each.finish()

    def take_focus(self) -> None:
        """To the list; as soon as there are rows, where the person has not begun to read elsewhere."""
        first = next((at for at, each in enumerate(self.list.rows) if each.parts), None)
        self._goes_to_list = first is None
        if first is not None and not self.list.currentIndex().isValid():
            self.list.choose(first)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _go_on(to: RowList) -> None:
        if to.isVisible():
            to.setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        self.list.setAccessibleName(translate("Overview", "Emergency analytes"))
        self.findings.setAccessibleName(translate("Overview", "Findings and messages"))
        self.strip.setAccessibleName(translate("Overview", "Phoned"))

    # -- what the person does

    def _open(self, row: OverviewRow) -> None:
        """Its trend; where nothing of it can be drawn, its report, if that came. A finding opens its report."""
        if row.can_be_drawn or (row.series and row.report is None):
            self.trend_asked.emit(row.series)
        elif row.report is not None:
            self.report_asked.emit(row.report)
        elif isinstance(row, HeadRow) and row.opens:
            self._older = not self._older
            self._show_rows()

    def _clicked(self, row: OverviewRow) -> None:
        if isinstance(row, HeadRow) and row.opens:
            self._open(row)

    def menu(self, row: OverviewRow) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        drawn, copied = row.can_be_drawn, _result(row)
        acts = (
            ("menuTrend", translate("Overview", "Trend"), partial(self.trend_asked.emit, row.series), drawn),
            ("menuReport", translate("Overview", "Report"), partial(self.report_asked.emit, row.report), row.report is not None),
            ("menuCopyResult", translate("Overview", "Copy result"), partial(self.copy_asked.emit, copied), True),
            ("menuCopyRow", translate("Overview", "Copy row"), partial(self._copy, row), True),
            ("menuAddTrend", translate("Overview", "Add to trend"), partial(self.trend_add_asked.emit, row.series), drawn),
        )
        for name, said, act, enabled in acts:
            action = menu.addAction(said, act)
            action.setObjectName(name)
            action.setEnabled(enabled)
        return menu

    def _copy(self, row: OverviewRow | None) -> None:
        if row is not None:
            told = [said for each in row.parts for said in line_lines(each.line, self._style)]
            self.copy_asked.emit("\n".join(told) or text.breakable(row.spoken))

    def _show_missing(self) -> None:
        """To the end of the list, where it stands what is not in it."""
        self.list.choose(len(self._listing.rows) - 1)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        return export.overview(self.digest, self._style, paper=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        current = self.list.current()
        mine = {id(part.line) for part in current.parts} if current is not None else set()
        placed: list[Placed] = []
        at = -1
        for line in (line for card in self.digest.strip.cards for line in card.lines) if self.digest is not None else ():
            at = len(placed) if at < 0 and id(line) in mine else at
            placed += (point.placed for point in line.all_points)
        return tuple(placed), at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter of the table opens the trend of its row."""
        bare = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        letter = event.text().upper()
        if not bare or letter not in keys.TRENDS or self.digest is None:
            super().keyPressEvent(event)
            return
        row = next((each for each in self.list.rows if each.letter == letter), None)
        if row is not None and not event.isAutoRepeat():
            self._open(row)


def _result(row: OverviewRow) -> str:
    """The result alone: name and value; of a finding what was found."""
    said = "; ".join(f"{part.told.name} {part.told.value}" for part in row.parts)
    said = said or (row.message.body if isinstance(row, MessageRow) else row.shown)
    return text.breakable(said).replace("\u2212", "-")


def _newest(made: Sequence[OverviewRow]) -> Moment | None:
    """When the newest of the analytes was sampled."""
    told = (part.told.moment for row in made for part in row.parts if part.key)
    known = [each for each in told if each is not None and each.when is not None]
    return max(known, key=lambda each: each.when or 0, default=None)


def _kept_order(before: Sequence[OverviewRow], after: Sequence[OverviewRow]) -> tuple[OverviewRow, ...]:
    """The rows that stood there where they stood, and the others below them."""
    places = {row.identity: at for at, row in enumerate(before)}
    return tuple(sorted(after, key=lambda row: places.get(row.identity, len(places))))
