"""The stack of panes, with a tab and a key for each. To add a pane, add a line in ``_make``.

Only the pane on top is filled at once; the others follow after the next paint, one between two turns of the event loop, or as
soon as the person turns to them.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.kept import ViewState, report_place
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.pane_scroll_area import PaneScrollArea
from provesvar_gui.ui.results.reports.pane import ReportsPane
from provesvar_gui.ui.results.table.pane import FlowsheetPane
from provesvar_gui.ui.results.trend.pane import TrendPane

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import LookupResult, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import Series
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.pane import Pane
    from provesvar_gui.ui.results.find.filters import Chosen
    from provesvar_gui.ui.results.kept import ReportPlace
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate


_TALLER: Final = 4  # pixels, for what hangs below the line in the lower tabs


class _Tabs(QTabBar):
    """Tabs high enough for whole letters, the one on top or not."""

    def tabSizeHint(self, index: int) -> QSize:
        """A little higher than the style says, which moves the words of the others down."""
        return super().tabSizeHint(index) + QSize(0, _TALLER)


class Panes(QWidget):
    """The stack of panes, ``resultPanes``. The tabs are ``resultTabs``."""

    copy_asked = Signal(str)
    export_asked = Signal(object)

    def __init__(self, style: Style, settings: WindowSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultPanes")
        self.tabs = _Tabs(self)
        self.tabs.setObjectName("resultTabs")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._stack = QStackedWidget(self)
        self._waiting: dict[int, list[Callable[[], None]]] = {}  # what a pane has still to show, by its place
        self._catch_up = QTimer(self, interval=0)
        self._catch_up.timeout.connect(self._fill_next)
        self._keys: list[Key] = []
        self._panes: list[Pane] = []
        self.overview = OverviewPane(style)
        self.flowsheet = FlowsheetPane()
        self.reports = ReportsPane(style)
        self.microbiology = MicrobiologyPane(style)
        self.trend = TrendPane(style)
        self.overview.reports_asked.connect(lambda: self._lead_to(self.reports))
        self.trend.back_asked.connect(self.leave)
        self._before_trend = 0
        self._trail: list[int] = []  # the panes from which the person was led on, the last one last
        self._led = False
        self._filter: SearchMatches | None = None
        self._before_filter = -1  # the pane on top when the filter began
        self._filtered: list[SearchMatches | None] = []  # by what each pane is filtered
        self._report_place: ReportPlace | None = None  # to which the person returns as soon as it is here
        self._make()
        self.take_settings(settings)
        self.tabs.setCurrentIndex(self._first)
        for sequence in keys.sequences(Key.TREND_BACK):
            QShortcut(sequence, self.reports, self.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.tabs.setVisible(len(self._panes) > 1)
        self.tabs.currentChanged.connect(self._turned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def _make(self) -> None:
        self._add(Key.OVERVIEW, self.overview)
        self._add(Key.TABLE, self.flowsheet)
        self._add(Key.REPORTS, self.reports)
        self._add(Key.MICROBIOLOGY, self.microbiology)
        self._add(Key.TREND, self.trend)

    def _add(self, key: Key, pane: Pane) -> None:
        self._keys.append(key)
        self._panes.append(pane)
        self._filtered.append(None)
        self.tabs.addTab("")
        self._stack.addWidget(PaneScrollArea(pane))
        pane.copy_asked.connect(self.copy_asked)
        pane.export_asked.connect(self.export_asked)
        pane.report_asked.connect(self.show_report)
        pane.trend_asked.connect(self.show_trend)
        pane.trend_add_asked.connect(self.add_to_trend)
        place = len(self._panes) - 1
        for sequence in keys.sequences(key):
            QShortcut(sequence, self, lambda: self.turn_to(place))

    def place_of(self, key: Key) -> int:
        return self._keys.index(key)

    def turn_to(self, place: int) -> None:
        """Bring a pane to the top and put the person into it."""
        self.tabs.setCurrentIndex(place)
        self._panes[place].take_focus()

    def _lead_to(self, pane: Pane) -> None:
        """To another pane because of something in this one, from where ``leave`` leads back."""
        place, here = self._panes.index(pane), self.tabs.currentIndex()
        self._led = True
        if place != here:
            self._trail.append(here)
        self.turn_to(place)
        self._led = False

    def show_report(self, report: Report) -> None:
        self._lead_to(self.reports)
        self.reports.choose(report)

    def show_result(self, result: LookupResult, style: Style) -> None:
        """What came, before anything has been derived from it."""
        place = self._panes.index(self.reports)
        self._waiting.pop(place, None)
        self._later(place, lambda: self._show_reports(result, style))

    def _show_reports(self, result: LookupResult, style: Style) -> None:
        self.reports.show_result(result, style)
        if self._report_place is None:
            return
        report = self._report_place.find(result.reports)
        if report is not None and self.reports.by_itself:
            self.reports.choose(report)
        if report is not None or not self.reports.by_itself:
            self._report_place = None

    def kept(self, chosen: Chosen) -> ViewState:
        """Where the person is, for the next answer about the same patient. ``chosen``: what is asked for."""
        tab, report = self.tabs.currentIndex(), self.reports.shown
        reads = report is not None and (not self.reports.by_itself or self._panes[tab] is self.reports)
        return ViewState(
            tab=tab,
            before_filter=self._before_filter,
            report=report_place(report) if report is not None and reads else self._report_place,
            table=self.flowsheet.kept(),
            trend=self.trend.kept(),
            chosen=chosen,
        )

    def keep(self, kept: ViewState) -> None:
        """Return there as soon as it is here; where it is gone, a pane begins as with any other answer. After ``clear``."""
        self.tabs.setCurrentIndex(kept.tab)
        self._before_filter = kept.before_filter
        self._report_place = kept.report
        self.flowsheet.keep(kept.table)
        self.trend.keep(kept.trend)

    def show_trend(self, series: tuple[Series, ...]) -> None:
        self.fill(self.trend)
        self.trend.show_series(series)
        self._lead_to(self.trend)

    def add_to_trend(self, series: tuple[Series, ...]) -> None:
        """Beside what is drawn there."""
        drawn = tuple(each.series for each in self.trend.curves)
        known = {each.key for each in drawn}
        self.show_trend((*drawn, *(each for each in series if each.key not in known)))

    def leave(self) -> None:
        """Back to the pane that the person came from; who turned to this one by its tab stays, but leaves the trend."""
        if not self._trail and self._panes[self.tabs.currentIndex()] is not self.trend:
            return
        self._led = True
        self.turn_to(self._trail.pop() if self._trail else self._before_trend)
        self._led = False

    def show_digest(self, made: Digest, style: Style) -> None:
        for place, pane in enumerate(self._panes):
            if pane is not self.reports:
                self._waiting.pop(place, None)
            self._later(place, partial(pane.show_digest, made, style))
        if made.complete:  # no more reports come, and this is told after the last of them was shown
            self._later(self._panes.index(self.reports), self._stop_waiting)

    def _stop_waiting(self) -> None:
        self._report_place = None

    def fill(self, pane: Pane) -> None:
        """Let it show what it has still to show, now."""
        place = self._panes.index(pane)
        for show in self._waiting.pop(place, ()):
            show()
        if self._filtered[place] is not self._filter:
            self._filtered[place] = self._filter
            pane.apply_filter(self._filter)

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Show only what was found; the other panes follow when the person turns to them.

        Nobody is taken to another pane while they type; who went on to the hits is back when the filter is gone.
        """
        self._filter = shown
        self.fill(self._panes[self.tabs.currentIndex()])
        if shown is None:
            if self._panes[self.tabs.currentIndex()] is self.flowsheet and self._before_filter >= 0:
                self.tabs.setCurrentIndex(self._before_filter)
            self._before_filter = -1

    def unfiltered(self) -> str:
        """What is said of the pane on top, where it shows everything whatever is asked for; else ""."""
        pane = self._panes[self.tabs.currentIndex()]
        if pane.follows_filter:
            return ""
        if pane is self.trend:
            return translate("Panes", "The trend shows everything: Enter shows the hits in the table")
        return translate("Panes", "The overview shows everything: Enter shows the hits in the table")

    def show_hits(self) -> None:
        """Turn to the table, where the pane on top does not follow the filter."""
        if self.unfiltered():
            here = self.tabs.currentIndex()
            self._led = True
            self._trail.append(here)
            self.tabs.setCurrentIndex(self._panes.index(self.flowsheet))
            self._led = False
            self._before_filter = here if self._filter is not None else -1

    def _later(self, place: int, show: Callable[[], None]) -> None:
        if place == self.tabs.currentIndex():
            self.fill(self._panes[place])
            show()
        else:
            self._waiting.setdefault(place, []).append(show)
            self._catch_up.start()

    def _fill_next(self) -> None:
        if self._waiting:
            self.fill(self._panes[next(iter(self._waiting))])
        if not self._waiting:
            self._catch_up.stop()

    def is_settled(self) -> bool:
        """Whether no pane has anything still to show."""
        return not self._waiting and self.overview.is_settled() and self.reports.detail.is_settled()

    def clear(self) -> None:
        """Wipe every pane; the next result begins with the one that is preferred."""
        self._waiting.clear()
        self._filter = None
        self._before_filter = -1
        self._report_place = None
        self._filtered = [None] * len(self._panes)
        for pane in self._panes:
            pane.clear()
        self.tabs.setCurrentIndex(self._first)
        self._before_trend = self._first
        self._trail.clear()

    def take_settings(self, settings: WindowSettings) -> None:
        """With which view the next result begins."""
        self._first = self.place_of(Key[settings.values.ui.start_view.upper()])

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """Everything that the pane on top shows."""
        return self._panes[self.tabs.currentIndex()].document(paper=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """What can be read aloud of the pane on top; where it has nothing, the emergency analytes."""
        placed, at = self._panes[self.tabs.currentIndex()].chosen()
        return (placed, at) if placed else self.overview.chosen()

    def every(self) -> tuple[Placed, ...]:
        """All results of the patient, in their places."""
        self.fill(self.overview)
        return self.overview.digest.observations if self.overview.digest is not None else ()

    def take_focus(self) -> None:
        self._panes[self.tabs.currentIndex()].take_focus()

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        names = {
            Key.OVERVIEW: translate("Panes", "Overview"),
            Key.TABLE: translate("Panes", "Table"),
            Key.REPORTS: translate("Panes", "Reports"),
            Key.MICROBIOLOGY: translate("Panes", "Microbiology"),
            Key.TREND: translate("Panes", "Trend"),
        }
        self.tabs.setAccessibleName(translate("Panes", "Views of the results"))
        for place, (key, pane) in enumerate(zip(self._keys, self._panes, strict=True)):
            self.tabs.setTabText(place, names[key])
            self.tabs.setTabToolTip(place, keys.tooltip(key))
            pane.retranslate()

    def _turned(self, place: int) -> None:
        self.fill(self._panes[place])
        self._stack.setCurrentIndex(place)
        if not self._led:
            self._trail.clear()
        if self._panes[place] is not self.trend:
            self._before_trend = place
