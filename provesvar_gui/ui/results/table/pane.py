"""The pane of the cumulative table: counts, the table, the legend of its glyphs, and the selected cell in full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from provesvar_gui.results import text
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui.results.common.export import left_apart
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.reader import Reader
from provesvar_gui.ui.results.table import cell_text, export
from provesvar_gui.ui.results.table import sheet as sheets
from provesvar_gui.ui.results.table.counts_text import apart_results, counts_text
from provesvar_gui.ui.results.table.model import TableFilter
from provesvar_gui.ui.results.table.table import FlowsheetTable
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.status_banner import announce

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import SeriesKey
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.table.sheet import TableSheet

translate = QCoreApplication.translate
_READER_LINES, _FEW_LINES = 3, 2
_AROUND = 14  # pixels above and below the words
_LOW = 360  # pixels of the pane: below this the table needs the room more
_NONE = -1  # no look-up
_JOINER = "\u2060"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TablePlace(Redacted):
    """The scroll position of the cumulative table.

    ``time``: of the column. ``across``: columns from the newest; ``down``: pixels from the top. ``picked``: rows.
    """

    key: SeriesKey | None = None
    time: str = ""
    newest: bool = True  # so that a newer time takes its place
    across: int = 0
    down: int = 0
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
        self._shown: SearchMatches | None = None  # what is looked for
        self._kept: TablePlace | None = None  # to which the person returns
        self._by_itself: tuple[SeriesKey | None, str] | None = None  # where they were put meanwhile
        self._slices = Slices(self)
        self.status = _label("flowsheetStatus", self)
        self.apart = QPushButton(self)
        self.apart.setObjectName("flowsheetApart")
        self.apart.setCheckable(True)
        self.table = FlowsheetTable(self)
        self.reader = Reader(self)
        self.reader.setObjectName("flowsheetReader")
        self.reader.copy_asked.connect(self.copy_asked)
        self.legend = _label("flowsheetLegend", self)
        line = QHBoxLayout()
        line.addWidget(self.status, 1)
        line.addWidget(self.apart)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        column.addWidget(self.reader)
        self._give_reader_room()
        self.setFocusProxy(self.table)
        self.apart.toggled.connect(self._apart_toggled)
        self.table.trend_asked.connect(self.trend_asked)
        self.table.report_asked.connect(self.report_asked)
        self.table.copy_asked.connect(self.copy_asked)
        self.table.nothing_to_copy.connect(self._nothing_to_copy)
        self.table.menu_asked.connect(self._menu)
        self.table.moved.connect(self._read)
        self.table.marked.connect(self._say)
        self.table.lines.modelReset.connect(self._say)
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
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "legend"):
            self._give_reader_room()
            self._waiting = self._waiting or self._made
            if self.isVisible():
                self._make()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the cell in full has fewer lines; it can be scrolled."""
        super().resizeEvent(event)
        self._give_reader_room()

    def _give_reader_room(self) -> None:
        count = _FEW_LINES if self.height() < _LOW else _READER_LINES
        self.reader.setFixedHeight(ceil(count * QFontMetricsF(self.font()).lineSpacing()) + _AROUND)

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
        self._slices.run(sheets.build(digest, style, self.table.font()), self._show)

    def _show(self, sheet: TableSheet) -> None:
        here, kept = self._place(), self._kept
        if here is not None and self._by_itself is not None and (here.key, here.time) != self._by_itself:
            kept = None  # the person has gone on
        if kept is not None and sheet.complete:
            self.table.lines.marked |= kept.picked
        self.table.lines.set_sheet(sheet)
        apart = apart_results(sheet)
        self.apart.setVisible(apart > 0)
        self.apart.setText(translate("Flowsheet", "%n result(s) on another kind of number or an invalid one", "", apart))
        returned = self._return_to(kept)
        if not returned and not self._return_to(here):
            self.table.show_newest()
        there = self._place()
        self._by_itself = (there.key, there.time) if there is not None else None
        self._kept = None if returned or sheet.complete else kept
        self._read()

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
        bar = self.table.horizontalScrollBar()
        return TablePlace(
            key=row.series.key,
            time=lines.top(current.column()).headline,
            newest=current.column() == lines.newest_column(),
            across=bar.maximum() - bar.value(),
            down=self.table.verticalScrollBar().value(),
        )

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
        bar = self.table.horizontalScrollBar()
        bar.setValue(bar.maximum() - place.across)
        self.table.verticalScrollBar().setValue(place.down)
        self.table.scrollTo(index)
        return True

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Only rows in which something was found, with their trees; where a period is asked for, only its times."""
        self._shown = shown
        table_filter = None
        if shown is not None:
            holds = shown.holds
            table_filter = TableFilter(found=lambda point: holds(point.placed.report, point.observation), since=shown.query.since)
        self.set_filter(table_filter)
        self._read()

    def show_codes(self, style: Style) -> None:
        """The cell in full with the codes behind it, or without."""
        self.table.lines.set_style(style)
        if self._made is not None:
            self._made = (self._made[0], style)
        if self._waiting is not None:
            self._waiting = (self._waiting[0], style)
        self._read()

    def set_filter(self, table_filter: TableFilter | None) -> None:
        """Show only what passes it; None shows everything."""
        place = self._place()
        self.table.lines.set_filter(table_filter)
        self._stay(place)

    def _stay(self, place: TablePlace | None) -> None:
        """Other rows and times are shown: the person stays on theirs, in sight; on the newest where their time is gone."""
        here = replace(place, newest=False, across=0) if place is not None else None
        if here is None or not (self._return_to(here) or self._return_to(replace(here, newest=True))):
            self.table.show_newest()

    def clear(self) -> None:
        """Wipe the table and every text made from it."""
        self._slices.cancel()
        self._waiting = self._made = None
        self._kept = self._by_itself = self._shown = None
        self._lookup = _NONE
        self.apart.setChecked(False)
        self.apart.hide()
        self.apart.setText("")
        self.table.lines.clear()
        self.reader.clear()
        self.status.setText("")

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """The table is waited for where it is still being made."""
        self._make()
        while self._slices.running:
            yield
        hidden = 0 if self.apart.isChecked() else apart_results(self.table.lines.sheet)
        fetched_at = self._made[0].result.fetched_at if self._made is not None else None
        said = (counts_text(self.table.lines, keys=False), left_apart(hidden))
        return (yield from export.flowsheet(self.table, said, fetched_at=fetched_at, paper=paper))

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        return export.column(self.table)

    def take_focus(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.table.setAccessibleName(translate("Flowsheet", "Cumulative table"))
        self.reader.setAccessibleName(translate("Flowsheet", "The cell in full"))
        legend = translate(
            "Flowsheet",
            "↑ ↓ ↕ * marked   ◐ preliminary   ○ not ready   △ changed   ✕ cancelled   ? unknown status   ↺ replaced   "
            "! in doubt   ◥ comment   – no value   +1: one more result of that time",
        )
        stays = f"{_JOINER}{text.NBSP}"  # no sign parts from its word: behind a dash a space alone does not hold
        self.legend.setText("   ".join(each.replace(" ", stays) for each in legend.split("   ")))
        self.table.corner.update()
        self._say()

    def _apart_toggled(self, shown: bool) -> None:
        place = self._place()
        self.table.lines.show_apart(shown)
        self._stay(place)

    def _say(self) -> None:
        """How much stands in the table."""
        self.status.setText(counts_text(self.table.lines))

    def _read(self) -> None:
        """The cell that the person is on, in full."""
        lines, current = self.table.lines, self.table.currentIndex()
        row = lines.series_row(current.row()) if current.isValid() else None
        found = lines.cell(current.row(), current.column()) if row is not None else None
        if row is None:
            self.reader.setPlainText("")
        elif found is None:
            self.reader.setPlainText(str(current.data(Qt.ItemDataRole.AccessibleTextRole)))
        else:
            why = cell_text.found_by(found, self._shown) if self._shown is not None else ""
            self.reader.setPlainText("\n".join(filter(None, (why, cell_text.read(row, found, lines.sheet.style)))))

    def _nothing_to_copy(self) -> None:
        said = translate("Flowsheet", "Nothing was copied: no result stands here.")
        here = self.table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self.reader.setPlainText("\n".join(filter(None, (said, str(here or "")))))
        announce(self.table, said, urgent=True)

    def _menu(self, place: QPoint) -> None:
        table = self.table
        if not table.currentIndex().isValid():
            return
        menu = QMenu(self)
        menu.setObjectName("flowsheetMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = table.lines
        menu.addAction(translate("Flowsheet", "Show over time"), table.ask_trend)
        reports = table.reports()
        for report in reports[: cell_text.MOST]:
            issued = lines.sheet.style.moment(report.issued)
            words_ = translate("Flowsheet", "Open the report of {moment}").replace("{moment}", issued)
            menu.addAction(
                words_ if issued else translate("Flowsheet", "Open the report"), partial(self.report_asked.emit, report)
            )
        if len(reports) > cell_text.MOST:
            more = translate("Flowsheet", "… and %n more: in the list of reports", "", len(reports) - cell_text.MOST)
            menu.addAction(more).setEnabled(False)
        menu.addAction(translate("Flowsheet", "Pick the row, or no longer"), lambda: table.toggle(table.currentIndex().row()))
        menu.addAction(translate("Flowsheet", "Copy"), table.copy)
        menu.popup(place)


def _label(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
