"""The pane of the overview: the emergency analytes in their fixed order, and beside them the findings and messages.

In a narrow window what was phoned stands as a strip above the list, and the other findings at its end.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLayout, QMenu, QPushButton, QWidget

from provesvar_gui.results import course, text
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.results.common import mini_curve
from provesvar_gui.ui.results.common.ages import FetchClock, day_and_clock, short_age
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.overview import export, messages, rows
from provesvar_gui.ui.results.overview.messages import MessageRow, Rank
from provesvar_gui.ui.results.overview.row_view import RowList
from provesvar_gui.ui.results.overview.rows import HeadRow, usual_laboratory
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, Panel, column_of

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from provesvar_gui.results.course import TimeRange
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.overview.messages import Messages
    from provesvar_gui.ui.results.overview.rows import OverviewRow

translate = QCoreApplication.translate
_FIRST_SECONDS: Final = 0.04  # at once: enough for the rows of an ordinary answer
_TWO_COLUMNS: Final = 1150  # pixels of width from which the findings stand beside the list
_FINDINGS: Final = 372  # pixels of them
_LOW: Final = 400  # pixels of height, below which there is less air
_STRIP: Final = 0.42  # of the height, at most, for what was phoned


def _card(*parts: QWidget | QLayout) -> Panel:
    """A list and what stands above it, on a ground with round corners."""
    made = Panel("surface", "line", None, radius=theme.RADIUS["card"])
    column = column_of(made, 0)
    column.setContentsMargins(1, 1, 1, 4)
    for each in parts:
        if isinstance(each, QLayout):
            column.addLayout(each)
        else:
            column.addWidget(each, int(each is parts[-1]))
    return made


class OverviewHead(QWidget):
    """What the columns are called; that of the curves says how much time they show, and is a button that changes it."""

    period_asked = Signal(object)

    def __init__(self, of: RowList) -> None:
        super().__init__()
        self.setObjectName("overviewColumns")
        self._list = of
        self.period = _button("overviewPeriod")
        self.period.setParent(self)
        self._menu = QMenu(self)
        for each in course.LENGTHS:
            self._menu.addAction("", partial(self.period_asked.emit, each)).setData(each)
        self._menu.aboutToShow.connect(self._name_lengths)
        self.period.setMenu(self._menu)
        of.measured.connect(self._place)

    def show_period(self, period: TimeRange | None) -> None:
        self.period.setAccessibleName(mini_curve.title(period) if period is not None else "")
        self.period.setToolTip(translate("Overview", "How much time the curves show"))
        self.setAccessibleName(", ".join(filter(None, self.titles().values())))
        self._place()

    def _name_lengths(self) -> None:
        for action in self._menu.actions():
            action.setText(mini_curve.title(action.data()))

    def _place(self) -> None:
        left, wide = self._list.columns.get("curve", (0, 0))
        self.period.setVisible(bool(wide and self.period.accessibleName()))
        self.period.setGeometry(left - 4, 0, wide, self.height() - 2)
        self.update()

    def titles(self) -> dict[str, str]:
        return {
            "name": translate("Overview", "Examination"),
            "flag": translate("ReportDetail", "Marked"),
            "value": translate("ReportDetail", "Result"),
            "curve": self.period.accessibleName(),
            "change": translate("Export", "Change"),
            "age": translate("Overview", "Age"),
            "state": translate("ReportDetail", "Status"),
        }

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setPen(QColor(colours.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(QColor(colours.ink2))
        for column, title in self.titles().items():
            left, wide = self._list.columns.get(column, (0, 0))
            right = column == "value"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            if wide:
                box = QRectF(left, 0, wide - 5 * right, self.height() - 4)
                painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, title)


class OverviewPane(Pane):
    """The pane of the overview, ``overviewPane``.

    The list is ``acuteStrip``, the findings ``overviewList``, the strip ``phonedStrip``. ``reports_asked``: all of them.
    """

    reports_asked = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None, *, clock: FetchClock | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewPane")
        self._style = style
        self._clock = clock or FetchClock()
        self.digest: Digest | None = None
        self._rows: tuple[OverviewRow, ...] = ()
        self._listed: list[MessageRow] = []
        self._old: list[MessageRow] = []
        self._period: TimeRange | None = None  # what the person wants the curves to show
        self._older = False  # whether the older findings are open
        self._narrow = False
        self._goes_to_list = False  # the focus was asked for before there was a row
        self._slices, self._findings_slices = Slices(self), Slices(self)
        self.minute = QTimer(self, interval=60_000)
        self.minute.timeout.connect(self._show_rows)
        names = ("phonedStrip", "acuteStrip", "overviewList")
        self.strip, self.list, self.findings = (RowList(name, style, self._clock.now) for name in names)
        for each in (self.strip, self.list, self.findings):
            each.entered.connect(lambda row, each=each: self._open(each.rows[row]))
            each.clicked.connect(lambda index, each=each: self._clicked(each.rows[index.row()]))
            each.copy_pressed.connect(lambda each=each: self._copy(each.current()))
            each.menu_asked.connect(lambda row, at, each=each: self.menu(each.rows[row]).popup(at))
        self.strip.measured.connect(self._size_strip)
        self.strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.head = OverviewHead(self.list)
        self.head.period_asked.connect(self._show_period)
        self.title, self.findings_title = (Label(name=name, bold=True) for name in ("overviewTitle", "findingsTitle"))
        self.state = Label(name="overviewState", kind=Type.SMALL, bold=True, letters=40)
        self.about = Label(name="overviewAbout", kind=Type.SMALL, colour="ink2", letters=8)
        self.why, self.reports = _button("overviewWhy"), _button("overviewReports")
        self.why.clicked.connect(self._show_missing)
        self.reports.clicked.connect(self.reports_asked)
        self._lay_out()
        self.retranslate()
        self.clear()

    def _lay_out(self) -> None:
        head, beside = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(12, 2, 8, 0)
        head.setSpacing(10)
        for each in (self.title, self.state, self.about):
            head.addWidget(each)
        head.addStretch()
        head.addWidget(self.why)
        beside.setContentsMargins(12, 2, 8, 0)
        beside.addWidget(self.findings_title, 1)
        beside.addWidget(self.reports)
        self._card = _card(self.strip, head, self.head, self.list)
        self._findings_card = _card(beside, self.findings)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what does not fit side by side goes below
        self._row.setSpacing(12)
        self._row.addWidget(self._card, 1)
        self._row.addWidget(self._findings_card)

    def show_digest(self, digest: Digest, style: Style) -> None:
        if self.digest is None or self.digest.result.lookup.number != digest.result.lookup.number:
            self._older, self._period = False, None
            self._listed, self._old = [], []
        self.digest, self._style = digest, style
        self._clock.see(digest.result)
        self._slices.run(rows.build(digest, style, self._period), self._show_listing, first_seconds=_FIRST_SECONDS)
        self._findings_slices.run(messages.build(digest, style), self._show_messages)
        self.minute.start()

    def _show_period(self, period: TimeRange) -> None:
        self._period = period
        if self.digest is not None:
            self._slices.run(rows.build(self.digest, self._style, period), self._show_listing, first_seconds=_FIRST_SECONDS)

    def _show_listing(self, made: tuple[tuple[OverviewRow, ...], TimeRange | None]) -> None:
        listed, period = made
        if self.digest is None:
            return
        if not self.digest.complete:  # what comes later is added below, until all is in
            places = {row.identity: at for at, row in enumerate(self._rows)}
            listed = tuple(sorted(listed, key=lambda row: places.get(row.identity, len(places))))
        self._rows = listed
        self._say(self.digest)
        self.head.show_period(period)
        self._show_rows()
        if self._goes_to_list and self.isVisible():
            self.take_focus()

    def _show_messages(self, found: Messages) -> None:
        self._listed, self._old = found
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
        self.state.say(said, "ink" if digest.complete else "flag", keep=said)  # what waits is news: all else gives way
        told = (part.told.moment for row in self._rows for part in row.parts if part.key)
        known = [each for each in told if each is not None and each.when is not None]
        usual, about = usual_laboratory(strip), []
        if not strip.cards:
            unsure = strip.unsure or strip.others
            uncoded = translate("Overview", "No result carries the national code of an emergency analyte.")
            about.append(uncoded if unsure else translate("Overview", "None of the emergency analytes is among these results."))
        elif digest.complete and known:
            newest = max(known, key=lambda each: each.when or 0)
            words = translate("Overview", "Newest {moment} ({age})").replace("{age}", short_age(newest, now))
            about.append(words.replace("{moment}", day_and_clock(newest, now, self._style.language)))
        if usual:
            about.append(translate("Overview", "{laboratory} where no other is named").replace("{laboratory}", usual))
        self.about.say(SEPARATOR.join(about))
        away = strip.unsure + strip.apart
        not_here = translate("Overview", "Not in this list")
        self.why.setText(translate("Overview", "%n other result(s) in the table", "", away) if away else not_here)
        self.why.setToolTip("\n".join(rows.not_here(strip, self._style)))
        self.why.setVisible(bool(away or strip.absent))
        for each in (self.title, self.state, self.about, self.why):
            each.setAccessibleName(each.text())

    def _show_rows(self) -> None:
        if self.digest is None:
            return
        style, narrow = self._style, self._narrow
        phoned = [each for each in self._listed if narrow and each.rank is Rank.PHONED]
        beside: list[OverviewRow] = [*self._listed[len(phoned) :]]  # those that were phoned stand first
        if self._old:
            title = translate("Overview", "%n older finding(s)", "", len(self._old))
            beside += [rows.head(title, chosen=True, opens=True), *(self._old if self._older else ())]
        if not beside and not phoned and self.digest.complete and not self._findings_slices.running:
            beside.append(rows.head(translate("Overview", "No findings or messages"), chosen=True))
        title = translate("Overview", "Findings and messages")
        below = [rows.head(title), *beside] if narrow and beside else []
        self.list.show_rows([*self._rows, *below], style)
        self.findings.show_rows([] if narrow else beside, style)
        self.strip.show_rows(phoned, style)
        self._size_strip()
        count = len(self._listed)
        self.findings_title.setText(translate("Overview", "Findings and messages %n", "", count) if count else title)

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
        self.digest = self._period = None
        self._rows, self._listed, self._old = (), [], []
        self._goes_to_list = self._older = False
        for each in (self.strip, self.list, self.findings):
            each.show_rows([], self._style)
        self.strip.hide()
        self.head.show_period(None)
        for label in (self.title, self.state, self.about, self.findings_title, self.why):
            label.setText("")
            label.setAccessibleName("")
            label.setToolTip("")
        self.why.hide()

    def is_settled(self) -> bool:
        """Whether everything stands there."""
        running = self._slices.running or self._findings_slices.running
        return not running and self.list.is_settled() and self.findings.is_settled()

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

    def retranslate(self) -> None:
        self.list.setAccessibleName(translate("Overview", "Emergency analytes"))
        self.findings.setAccessibleName(translate("Overview", "Findings and messages"))
        self.strip.setAccessibleName(translate("Overview", "Phoned"))
        self.reports.setText(translate("Overview", "All reports"))
        self.reports.setAccessibleName(self.reports.text())
        self.reports.setToolTip(keys.tooltip(keys.Key.REPORTS))

    # -- what the person does

    def _open(self, row: OverviewRow) -> None:
        """Its trend; where nothing of it can be drawn, its report, if that came. A finding opens its report."""
        if row.can_be_drawn or (row.series and row.report is None):
            self.trend_asked.emit(row.series)
        elif row.report is not None:
            self.report_asked.emit(row.report)
        else:
            self._clicked(row)

    def _clicked(self, row: OverviewRow) -> None:
        if isinstance(row, HeadRow) and row.opens:
            self._older = not self._older
            self._show_rows()

    def menu(self, row: OverviewRow) -> QMenu:
        """What can be done with a row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        drawn = row.can_be_drawn
        acts = (
            ("menuTrend", translate("Overview", "Trend"), partial(self.trend_asked.emit, row.series), drawn),
            ("menuReport", translate("Overview", "Report"), partial(self.report_asked.emit, row.report), row.report is not None),
            ("menuCopyResult", translate("Overview", "Copy result"), partial(self.copy_asked.emit, _result(row)), True),
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
            told = [export.copied(each.line, self._style) for each in row.parts]
            self.copy_asked.emit("\n".join(told) or text.breakable(", ".join(row.facts(None))))

    def _show_missing(self) -> None:
        """To the end of the list, where it stands what is not in it."""
        self.list.choose(len(self._rows) - 1)
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


def _button(name: str) -> QPushButton:
    made = QPushButton()
    made.setObjectName(name)
    theme.set_kind(made, "quiet")
    theme.set_font(made, Type.SMALL)
    return made


def _result(row: OverviewRow) -> str:
    """The result alone: name and value; of a finding what was found."""
    said: Sequence[str] = [f"{part.told.name} {part.told.value}" for part in row.parts]
    if not said:
        said = [row.body] if isinstance(row, MessageRow) else row.facts(None)
    return text.breakable("; ".join(said)).replace("\u2212", "-")
