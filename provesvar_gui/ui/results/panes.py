"""The stack of panes, with a tab and a key for each.

That on top is filled at once, the others after the next paint, or as soon as the person turns to them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import keys, slices
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.patient_bar import is_compact
from provesvar_gui.ui.results.find.bar import Chosen
from provesvar_gui.ui.results.microbiology.pane import MicrobiologyPane
from provesvar_gui.ui.results.overview.pane import OverviewPane
from provesvar_gui.ui.results.reports.pane import ReportsPane
from provesvar_gui.ui.results.table.pane import FlowsheetPane, TablePlace
from provesvar_gui.ui.results.trend.pane import TrendPane, TrendPlace
from provesvar_gui.ui.widgets import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import LookupResult, Report
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.series import Series
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.pane import Pane
    from provesvar_gui.ui.window_settings import WindowSettings

translate = QCoreApplication.translate
_TAB_PADDING: Final = 4  # pixels, for what hangs below the line in the lower tabs
_LEAST: Final = QSize(320, 90)  # pixels that a window always leaves to a pane
_KEYS: Final = (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ViewState(Redacted):
    """Where the person is in an answer, restored for the next one about the same patient. ``clear`` drops it."""

    tab: int = 0
    report: Report | None = None
    table: TablePlace = field(default_factory=TablePlace)
    trend: TrendPlace = field(default_factory=TrendPlace)
    chosen: Chosen = field(default_factory=Chosen)


class PaneScrollArea(QScrollArea):
    def __init__(self, pane: QWidget) -> None:
        super().__init__()
        self._pane = pane
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(pane)
        self.viewport().setAutoFillBackground(False)
        pane.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def sizeHint(self) -> QSize:
        return self._pane.sizeHint()


class _Tabs(QTabBar):
    def tabSizeHint(self, index: int) -> QSize:
        return super().tabSizeHint(index) + QSize(0, _TAB_PADDING)


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
        self._waiting: dict[int, Callable[[], None]] = {}  # what a pane has still to show, by its place
        self._result: LookupResult | None = None
        self._catch_up = QTimer(self, interval=0)
        self._catch_up.timeout.connect(self._fill_next)
        self.overview = OverviewPane(style)
        self.flowsheet = FlowsheetPane()
        self.reports = ReportsPane(style)
        self.microbiology = MicrobiologyPane(style)
        self.trend = TrendPane(style)
        self.overview.view_asked.connect(lambda key: self._lead_to(self.place_of(key)))
        self.trend.back_asked.connect(self.leave)
        self._panes: tuple[Pane, ...] = (self.overview, self.flowsheet, self.reports, self.microbiology, self.trend)
        self._trail: list[int] = []  # the panes from which the person was led on, the last one last
        self._led = False
        self._filter: SearchMatches | None = None
        self._filtered: list[SearchMatches | None] = [None] * len(self._panes)  # by what each pane is filtered
        self._wanted: Report | None = None  # to which the person returns as soon as it is here
        self._counts: dict[Key, int] = {}  # of what each pane shows, on its tab
        for place, (key, pane) in enumerate(zip(_KEYS, self._panes, strict=True)):
            self.tabs.addTab("")
            self._stack.addWidget(PaneScrollArea(pane))
            pane.copy_asked.connect(self.copy_asked)
            pane.export_asked.connect(self.export_asked)
            pane.report_asked.connect(self.show_report)
            pane.trend_asked.connect(self.show_trend)
            pane.trend_add_asked.connect(self.add_to_trend)
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, partial(self.turn_to, place))
        self.take_settings(settings)
        self.tabs.setCurrentIndex(self._first)
        for sequence in keys.sequences(Key.TREND_BACK):
            QShortcut(sequence, self.reports, self.leave, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for key, step in ((Key.NEXT_HIT, 1), (Key.PREVIOUS_HIT, -1)):
            QShortcut(keys.sequences(key)[0], self.reports, partial(self.reports.detail.to_hit, step))
        self.tabs.currentChanged.connect(self._turned)
        fill(QVBoxLayout(self), self.tabs, (self._stack, 1), spacing=4)

    @property
    def _top(self) -> Pane:
        return self._panes[self.tabs.currentIndex()]

    def place_of(self, key: Key) -> int:
        return _KEYS.index(key)

    def turn_to(self, place: int) -> None:
        self.tabs.setCurrentIndex(place)
        self._panes[place].take_focus()

    def _lead_to(self, place: int) -> None:
        """To another pane because of something in this one, from where ``leave`` leads back."""
        here = self.tabs.currentIndex()
        self._led = True
        if place != here:
            self._trail.append(here)
        self.turn_to(place)
        self._led = False

    def leave(self) -> None:
        """Back to where the person came from; by its tab: they stay, but leave the trend for the first pane."""
        if self._trail or self._top is self.trend:
            self._led = True
            self.turn_to(self._trail.pop() if self._trail else self._first)
            self._led = False

    def show_report(self, report: Report) -> None:
        self._lead_to(self.place_of(Key.REPORTS))
        self.reports.choose(report)

    def show_trend(self, series: tuple[Series, ...]) -> None:
        self.fill(self.trend)
        self.trend.show_series(series, self.overview.shown_period if self._top is self.overview else None)
        self._lead_to(self.place_of(Key.TREND))

    def add_to_trend(self, series: tuple[Series, ...]) -> None:
        drawn = tuple(each.series for each in self.trend.curves)
        known = {each.key for each in drawn}
        self.show_trend((*drawn, *(each for each in series if each.key not in known)))

    def show_result(self, result: LookupResult, style: Style) -> None:
        self._result = result
        self._later(self.place_of(Key.REPORTS), partial(self._show_reports, result, style))

    def _show_reports(self, result: LookupResult, style: Style, made: Digest | None = None) -> None:
        self.reports.show_result(result, style, made)
        wanted = self._wanted
        if wanted is None:
            return
        report = next((each for each in result.reports if each.id == wanted.id), None)
        if report is not None and self.reports.by_itself:
            self.reports.choose(report)
        if report is not None or not self.reports.by_itself:
            self._wanted = None

    def show_digest(self, made: Digest, style: Style) -> None:
        for place, pane in enumerate(self._panes):
            reports = partial(self._show_reports, self._result or made.result, style, made)
            self._later(place, reports if pane is self.reports else partial(pane.show_digest, made, style))
        self._counts = {
            Key.TABLE: sum(not each.key.apart for each in made.series),
            Key.REPORTS: len(made.result.reports) + len(made.result.other_identifier),
            Key.MICROBIOLOGY: len(made.cultures.own),
        }
        self._name_tabs()

    def kept(self, chosen: Chosen) -> ViewState:
        """The person's place, for the next answer about the same patient. ``chosen``: the filter."""
        report = self.reports.shown
        reads = report is not None and (not self.reports.by_itself or self._top is self.reports)
        return ViewState(
            tab=self.tabs.currentIndex(),
            report=report if reads else self._wanted,
            table=self.flowsheet.kept(),
            trend=self.trend.kept(),
            chosen=chosen,
        )

    def keep(self, kept: ViewState) -> None:
        self.tabs.setCurrentIndex(kept.tab)
        self._wanted = kept.report
        self.flowsheet.keep(kept.table)
        self.trend.keep(kept.trend)

    def fill(self, pane: Pane) -> None:
        place = self._panes.index(pane)
        if (show := self._waiting.pop(place, None)) is not None:
            show()
        if self._filtered[place] is not self._filter:
            self._filtered[place] = self._filter
            pane.apply_filter(self._filter)

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Show only matches, at once in the pane on top, in the others when they come on top."""
        self._filter = shown
        self.fill(self._top)

    def unfiltered(self) -> str:
        """The text for a pane on top that ignores filters; else ""."""
        if self._top.follows_filter:
            return ""
        if self._top is self.trend:
            return translate("Panes", "The trend shows everything")
        return translate("Panes", "The overview shows everything")

    def show_hits(self) -> None:
        if self.unfiltered():
            self._lead_to(self.place_of(Key.TABLE))

    def _later(self, place: int, show: Callable[[], None]) -> None:
        self._waiting[place] = show
        if place == self.tabs.currentIndex():
            self.fill(self._panes[place])
        else:
            self._catch_up.start()

    def _fill_next(self) -> None:
        if slices.at_work():
            return  # what is on top comes first
        if self._waiting:
            self.fill(self._panes[next(iter(self._waiting))])
        if not self._waiting:
            self._catch_up.stop()

    def is_settled(self) -> bool:
        return not self._waiting and self.overview.is_settled() and self.reports.detail.is_settled()

    def clear(self) -> None:
        self._waiting.clear()
        self._filter = self._wanted = self._result = None
        self._filtered = [None] * len(self._panes)
        self._counts = {}
        self._name_tabs()
        for pane in self._panes:
            pane.clear()
        self.tabs.setCurrentIndex(self._first)
        self._trail.clear()

    def take_settings(self, settings: WindowSettings) -> None:
        self._first = self.place_of(Key[settings.values.ui.start_view.upper()])

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        return self._top.document(paper=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The results of the pane on top for reading aloud; if it has none, the emergency analytes."""
        placed, at = self._top.chosen()
        return (placed, at) if placed else self.overview.chosen()

    def every(self) -> tuple[Placed, ...]:
        self.fill(self.overview)
        return self.overview.digest.observations if self.overview.digest is not None else ()

    def take_focus(self) -> None:
        self._top.take_focus()

    def retranslate(self) -> None:
        self.tabs.setAccessibleName(translate("Panes", "Views of the results"))
        self._name_tabs()
        for place, (key, pane) in enumerate(zip(_KEYS, self._panes, strict=True)):
            self.tabs.setTabToolTip(place, keys.tooltip(key))
            pane.retranslate()

    def _name_tabs(self) -> None:
        names = (
            translate("Panes", "Overview"),
            translate("Panes", "Table"),
            translate("Panes", "Reports"),
            translate("Panes", "Microbiology"),
            translate("Panes", "Trend"),
        )
        counts = {} if is_compact(self.window()) else self._counts
        for place, (key, name) in enumerate(zip(_KEYS, names, strict=True)):
            self.tabs.setTabText(place, f"{name}{text.NBSP}{counts[key]}" if key in counts else name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_tabs()

    def _turned(self, place: int) -> None:
        self.fill(self._panes[place])
        self._stack.setCurrentIndex(place)
        if not self._led:
            self._trail.clear()
