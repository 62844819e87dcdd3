"""The pane of the cumulative table: the table, the legend of its signs with the counts, and the inspector."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.export import left_apart
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.table import cell_text, export
from provesvar_gui.ui.results.table import sheet as sheets
from provesvar_gui.ui.results.table.counts_text import apart_results, counts, more_counts
from provesvar_gui.ui.results.table.inspector import Inspector
from provesvar_gui.ui.results.table.legend import Legend
from provesvar_gui.ui.results.table.model import BY_NAME
from provesvar_gui.ui.results.table.table import FlowsheetTable
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.tinted_widgets import say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import SeriesKey
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.sheet import TableSheet

translate = QCoreApplication.translate
_NONE = -1  # no look-up


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TablePlace(Redacted):
    """Where the person is in the cumulative table. ``time``: of the column; ``picked``: rows."""

    key: SeriesKey | None = None
    time: str = ""
    newest: bool = True  # so that a newer time takes its place
    picked: frozenset[SeriesKey] = frozenset()


class FlowsheetPane(Pane):
    """The pane of the cumulative table, ``flowsheetPane``. The table is made when somebody looks at it, in slices."""

    follows_filter = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flowsheetPane")
        self._waiting: tuple[Digest, Style] | None = None
        self._made: tuple[Digest, Style] | None = None
        self._lookup = _NONE
        self._kept: TablePlace | None = None  # to which the person returns
        self._by_itself: tuple[SeriesKey | None, str] | None = None  # where they were put meanwhile
        self._slices = Slices(self)
        self.table = FlowsheetTable(self)
        self.legend = Legend(self)
        self.legend_button = QPushButton(self)
        self.legend_button.setObjectName("flowsheetSigns")
        theme.set_kind(self.legend_button, "quiet")
        self.legend_button.setCheckable(True)
        self.legend_button.setChecked(True)
        self.legend_button.toggled.connect(self.legend.setVisible)
        self.apart = QPushButton(self)
        self.apart.setObjectName("flowsheetApart")
        theme.set_kind(self.apart, "quiet")
        self.apart.setCheckable(True)
        self.status = QLabel(self)
        self.status.setObjectName("flowsheetStatus")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        theme.set_font(self.status, theme.Type.SMALL)
        self.inspector = Inspector(self)
        strip = QHBoxLayout()
        strip.setContentsMargins(theme.SPACE["large"], 1, theme.SPACE["large"], 0)
        strip.setSpacing(theme.SPACE["medium"])
        strip.addWidget(self.legend, 1)
        for each in (self.apart, self.legend_button, self.status):
            strip.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addLayout(strip)
        column.addWidget(self.inspector)
        self.setFocusProxy(self.table)
        self.apart.toggled.connect(self._apart_toggled)
        self.table.trend_asked.connect(self.trend_asked)
        self.table.report_asked.connect(self.report_asked)
        self.table.copy_asked.connect(self.copy_asked)
        self.table.nothing_to_copy.connect(self._nothing_to_copy)
        self.table.menu_asked.connect(self._menu)
        self.table.moved.connect(self._inspect)
        self.table.marked.connect(self._inspect)
        self.table.lines.modelReset.connect(self._say)
        self.table.scrolled.connect(self._show_signs)
        self.inspector.trend.clicked.connect(self.table.ask_trend)
        self.inspector.report.clicked.connect(self.table.ask_report)
        self.retranslate()
        self.clear()

    def show_digest(self, digest: Digest, style: Style) -> None:
        """Make the table, now where it is on the screen, else when it comes there."""
        lookup = digest.result.lookup.number
        if self._lookup not in (_NONE, lookup):
            self.clear()
        self._lookup = lookup
        self._waiting = (digest, style)
        if self.isVisible():
            self._make()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "inspector"):
            self.legend.fit()
            self.inspector.fit()
            self._waiting = self._waiting or self._made
            if self.isVisible():
                self._make()

    def finish(self) -> None:
        """Make it whole at once, seen or not."""
        self._make()
        self._slices.finish()

    def _make(self) -> None:
        if self._waiting is None:
            return
        self._made, self._waiting = self._waiting, None
        digest, style = self._made
        if not self.table.lines.rowCount():
            self.status.setText(translate("Flowsheet", "Making the table …"))
        self._slices.run(sheets.build(digest, style, theme.font(theme.Type.TABLE, digits=True)), self._show)

    def _show(self, sheet: TableSheet) -> None:
        here, kept = self._place(), self._kept
        if here is not None and self._by_itself is not None and (here.key, here.time) != self._by_itself:
            kept = None  # the person has gone on
        if kept is not None and sheet.complete:
            self.table.lines.marked |= kept.picked
        self.table.lines.set_sheet(sheet)
        apart = apart_results(sheet)
        self.apart.setVisible(apart > 0)
        self.apart.setText(translate("Flowsheet", "%n result(s) kept apart", "", apart))
        said = translate("Flowsheet", "%n result(s) on another kind of number or an invalid one", "", apart)
        self.apart.setAccessibleName(said)
        self.apart.setToolTip(said)
        returned = self._return_to(kept)
        if not returned and not self._return_to(here):
            self.table.show_newest()
        there = self._place()
        self._by_itself = (there.key, there.time) if there is not None else None
        self._kept = None if returned or sheet.complete else kept
        self._inspect()

    def kept(self) -> TablePlace:
        """Where the person is, for the next answer about the same patient."""
        picked = frozenset(self.table.lines.marked)
        return self._kept or replace(self._place() or TablePlace(), picked=picked)

    def keep(self, place: TablePlace) -> None:
        """Return there as soon as it is here."""
        self._kept, self._by_itself = place, None

    def _place(self) -> TablePlace | None:
        """Where the person is, None for nowhere."""
        current, lines = self.table.currentIndex(), self.table.lines
        row = lines.series_row(current.row()) if current.isValid() else None
        if row is None:
            return None
        newest = current.column() == lines.newest_column()
        return TablePlace(key=row.series.key, time=lines.top(current.column()).headline, newest=newest)

    def _return_to(self, place: TablePlace | None) -> bool:
        """Put the person there; whether row and time are here."""
        if place is None or place.key is None:
            return False
        lines = self.table.lines
        row, column = lines.row_of(place.key), lines.newest_column()
        if not place.newest:
            column = next((at for at in range(lines.columnCount()) if lines.top(at).headline == place.time), -1)
        if row < 0 or column < 0:
            return False
        index = lines.index(row, column)
        self.table.setCurrentIndex(index)
        self.table.clearSelection()
        self.table.scrollTo(index)
        return True

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Only rows in which something was found, with their trees; where a period is asked for, only its times."""
        place = self._place()
        self.table.lines.set_filter(shown)
        self._stay(place)
        self._inspect()

    def _stay(self, place: TablePlace | None) -> None:
        """Other rows and times are shown: the person stays on theirs, in sight; on the newest where their time is gone."""
        here = replace(place, newest=False) if place is not None else None
        if here is None or not (self._return_to(here) or self._return_to(replace(here, newest=True))):
            self.table.show_newest()

    def clear(self) -> None:
        """Wipe the table and every text made from it."""
        self._slices.cancel()
        self._waiting = self._made = None
        self._kept = self._by_itself = None
        self._lookup = _NONE
        self.apart.setChecked(False)
        self.apart.hide()
        for wipe in (self.apart.setText, self.apart.setAccessibleName, self.apart.setToolTip):
            wipe("")
        self.table.clear()
        self._inspect()

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """The table is waited for where it is still being made."""
        self._make()
        while self._slices.running:
            yield
        hidden = 0 if self.apart.isChecked() else apart_results(self.table.lines.sheet)
        fetched_at = self._made[0].result.fetched_at if self._made is not None else None
        lines = self.table.lines
        said = (SEPARATOR.join((*counts(lines), *more_counts(lines))), left_apart(hidden))
        return (yield from export.flowsheet(self.table, said, fetched_at=fetched_at, paper=paper))

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        return export.column(self.table)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.table.setAccessibleName(translate("Flowsheet", "Cumulative table"))
        self.legend_button.setText(translate("Flowsheet", "Signs"))
        self.legend_button.setToolTip(translate("Flowsheet", "Show, or hide, what the signs in sight mean"))
        self.inspector.retranslate()
        self.table.corner.update()
        self._say()

    def _apart_toggled(self, shown: bool) -> None:
        place = self._place()
        self.table.lines.show_apart(shown)
        self._stay(place)

    def _say(self) -> None:
        """How much stands in the table."""
        said = counts(self.table.lines)
        self.status.setText(SEPARATOR.join(said))
        say_in_tooltip(self.status, SEPARATOR.join(more_counts(self.table.lines)))
        self._show_signs()

    def _show_signs(self) -> None:
        self.legend.show_signs(self.table.cells_in_sight(), self.table.lines.sheet.tags)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_signs()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines above the legend and above the inspector."""
        del event
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.surface))
        for above, colour in ((self.table.geometry().bottom() + 1, colours.line), (self.inspector.y(), colours.edge)):
            painter.fillRect(0, above, self.width(), 1, QColor(colour))
        painter.end()

    def _inspect(self) -> None:
        """The cell that the person is on, in words."""
        lines, current = self.table.lines, self.table.currentIndex()
        row = lines.series_row(current.row()) if current.isValid() else None
        found = lines.cell(current.row(), current.column()) if row is not None else None
        self.inspector.offer(trend=row is not None, report=bool(self.table.reports()), picked=len(lines.marked))
        if row is None:
            self.inspector.say("")
            return
        name = lines.head(current.row()).name
        if found is None:
            self.inspector.say(name, facts=str(current.data(Qt.ItemDataRole.AccessibleTextRole)))
            return
        style = lines.sheet.style
        self.inspector.say(
            name,
            value=found.value if found.quiet or found.text else f"{found.value} {lines.head(current.row()).unit}".strip(),
            mark=found.flag if found.tint is MarkTint.OUTSIDE and found.flag is not None and found.flag.words else None,
            facts=cell_text.facts(row, found, style),
            whole=cell_text.read(row, found, style),
        )

    def _nothing_to_copy(self) -> None:
        said = translate("Flowsheet", "Nothing was copied: no result stands here.")
        here = self.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self.inspector.say(said, facts=str(here or ""))
        announce(self.table, said, urgent=True)

    def _menu(self, place: QPoint) -> None:
        """Of row, cell and column at once: what the keys do."""
        table, lines = self.table, self.table.lines
        here = table.currentIndex()
        if not here.isValid():
            return
        menu = QMenu(self)
        menu.setObjectName("flowsheetMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(words: str, act: Callable[[], None], key: Key | str = "") -> QAction:
            shown = key if isinstance(key, str) else keys.shown(key)
            return menu.addAction(f"{words}\t{shown}" if shown else words, act)

        add(translate("Flowsheet", "Trend"), table.ask_trend, "Enter")
        reports = table.reports()
        for report in reports[: cell_text.MOST]:
            issued = lines.sheet.style.moment(report.issued)
            words = translate("Flowsheet", "Report of {moment}").replace("{moment}", issued)
            key = Key.TABLE_REPORT if report is reports[0] else ""
            add(words if issued else translate("Flowsheet", "Report"), partial(self.report_asked.emit, report), key)
        if len(reports) > cell_text.MOST:
            more = translate("Flowsheet", "… and %n more: in the list of reports", "", len(reports) - cell_text.MOST)
            menu.addAction(more).setEnabled(False)
        menu.addSeparator()
        add(translate("Flowsheet", "Copy the result"), table.copy, Key.COPY)
        add(translate("Flowsheet", "Copy the row"), table.copy_row)
        add(translate("Flowsheet", "Copy the column"), table.copy_column)
        menu.addSeparator()
        picked = add(translate("Flowsheet", "Add to the trend"), lambda: table.toggle(here.row()), Key.TABLE_PICK)
        picked.setCheckable(True)
        picked.setChecked(lines.is_marked(here.row()))
        add(translate("Flowsheet", "Sort by this time"), partial(table.sort, lines.passed.columns[here.column()]))
        add(translate("Flowsheet", "Sort by name"), partial(table.sort, BY_NAME))
        menu.popup(place)
