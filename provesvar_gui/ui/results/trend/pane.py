"""The pane of the trend: the graph, the selected point as text, and the table of values."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.results import text, trend
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.results.common.flow import Flow
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.trend import export, trend_text
from provesvar_gui.ui.results.trend.graph import TrendGraph
from provesvar_gui.ui.results.trend.periods import RangeBar, readable
from provesvar_gui.ui.results.trend.picker import SeriesPicker, distinctions, selectable
from provesvar_gui.ui.results.trend.table import TrendTable, listing
from provesvar_gui.ui.slices import Slices

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series, SeriesKey
    from provesvar_gui.results.trend import Curve
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.periods import Range
    from provesvar_gui.ui.results.trend.table import Listing

translate = QCoreApplication.translate
_LEAST: Final = 56  # of graph and table
_FIRST_SECONDS: Final = 0.012  # of making the curves, at once: to show and to paint them takes as long again
_SIZES: Final = (600, 400)  # of graph and table, one against the other, until the person decides
_DASH: Final = re.compile(f"(?<={text.NBSP})[-–](?={text.NBSP})")  # of a range: no line may break after it


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TrendPlace(Redacted):
    """The view state of the trend. ``period``: where the person has chosen one."""

    keys: tuple[SeriesKey, ...] = ()
    period: Range | None = None


class _Bar(Flow):
    """As high as it must be at its width. It does not leave that to a layout: the pane's room would scroll without need."""

    def hasHeightForWidth(self) -> bool:
        return False

    def set_widgets(self, widgets: list[QWidget]) -> None:
        super().set_widgets(widgets)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(event.size().width()))


class TrendPane(Pane):
    """The pane of the trend, ``trendPane``.

    ``back_asked``: to where the person came from. ``drawn``: the chosen series are on the screen.
    """

    back_asked = Signal()
    drawn = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPane")
        self._style = style
        self._digest: Digest | None = None
        self._keys: list[SeriesKey] = []
        self._alike: dict[SeriesKey, str] = {}  # what tells those from one another that are called the same
        self._curves: tuple[Curve, ...] = ()
        self._adding = False
        self._focus_asked = False  # while the curves are still being made
        self._slices = Slices(self)
        self._bar = _Bar(self, gap=6)
        self.picker = SeriesPicker(self._bar)
        self.add = QPushButton(self._bar)
        self.add.setObjectName("trendAdd")
        self.add.setCheckable(True)
        self.ranges = RangeBar(self._bar)
        self.apart = QCheckBox(self._bar)
        self.apart.setObjectName("trendApart")
        self.graph = TrendGraph(style)
        self.caption = plain_label("trendCaption")  # what the person is on; at least two lines, so that nothing jumps
        self.caption.setContentsMargins(5, 0, 5, 0)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.caption.setMinimumHeight(2 * self.caption.fontMetrics().lineSpacing() + 4)
        self.table = TrendTable(style)
        self.message = plain_label("trendMessage", self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._say_why_empty()

    def _lay_out(self) -> None:
        scroll = QScrollArea()
        scroll.setObjectName("trendScroll")
        scroll.setWidget(self.graph)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.verticalScrollBar().valueChanged.connect(lambda _: self.graph.update())  # the axis stays in sight
        self._scroll = scroll
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.caption)
        column.addWidget(self.table, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setObjectName("trendSplitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(scroll)
        self.splitter.addWidget(below)
        self.splitter.setSizes(_SIZES)
        self.table.setMinimumHeight(_LEAST)
        scroll.setMinimumHeight(_LEAST)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addWidget(self._bar)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.picker.picked.connect(self._picked)
        self.apart.toggled.connect(lambda _: self._build())
        self.ranges.chosen.connect(self._range_chosen)
        self.graph.range_step.connect(self.ranges.step)
        self.graph.current_changed.connect(self._graph_moved)
        self.graph.opened.connect(lambda place, row: self._open(self._curve_of(place), row))
        self.graph.copy_pressed.connect(self._copy_dot)
        self.table.moved.connect(self._table_moved)
        self.table.opened.connect(self._open)
        self.table.copy_asked.connect(self.copy_asked)
        for part in (self.graph, self.table):
            part.back_asked.connect(self.back_asked)

    @property
    def curves(self) -> tuple[Curve, ...]:
        return self._curves

    def show_series(self, series: tuple[Series, ...]) -> None:
        self._keys = list(dict.fromkeys(each.key for each in series))
        self._build()

    def show_digest(self, digest: Digest, style: Style) -> None:
        """A later digest of the same look-up keeps the chosen series."""
        self._digest, self._style = digest, style
        offered = selectable(digest.series) if digest.complete else ()
        self.picker.hold(offered)
        self._alike = distinctions(offered)
        self._build()

    def kept(self) -> TrendPlace:
        """What is drawn, for the next answer about the same patient."""
        return TrendPlace(keys=tuple(self._keys), period=self.ranges.now if self.ranges.by_hand else None)

    def keep(self, place: TrendPlace) -> None:
        """Draw the same as soon as it is here."""
        self._keys = list(place.keys)
        if place.period is not None:
            self.ranges.take(place.period)

    def clear(self) -> None:
        """Wipe every model and every text."""
        self._slices.cancel()
        self._digest = None
        self._keys = []
        self._alike = {}
        self._curves = ()
        self.graph.clear()
        self.table.clear()
        self.picker.clear_all()
        self.add.setChecked(False)
        self.apart.setChecked(False)
        self.ranges.reset()
        self.caption.setText("")
        self._say_why_empty()

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """Every result of the table; on paper below the graph."""
        while self._slices.running:
            yield
        fetched_at = self._digest.result.fetched_at if self._digest is not None else None
        plate, curves = self.graph.plate, self._curves
        return (
            yield from export.trend_document(self.table.results, fetched_at=fetched_at, paper=paper, plate=plate, curves=curves)
        )

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The results of the table, and the one that the person is on."""
        results = self.table.results
        placed = tuple(results.entry(row).of.point.placed for row in range(results.rowCount()))
        return placed, self.table.currentIndex().row()

    def take_focus(self) -> None:
        """Into the graph; where nothing is drawn, to the choice of one."""
        self._focus_asked = self._slices.running
        target = self.graph if self._stack.currentIndex() == 1 else self.picker if self.picker.isEnabled() else self.message
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.setAccessibleName(translate("Trend", "Trend"))
        self.graph.setAccessibleName(translate("Trend", "Graph over time"))
        self.table.setAccessibleName(translate("Trend", "The results of the graph"))
        self.add.setText(translate("Trend", "Add one more"))
        self.add.setToolTip(translate("Trend", "What is chosen next is drawn below the others"))
        self.apart.setText(translate("Trend", "Also on another kind of number or an invalid one"))
        self.picker.retranslate()
        self.ranges.retranslate()

    def _picked(self, series: Series) -> None:
        if self.add.isChecked():
            self.add.setChecked(False)
            self._keys = [*(key for key in self._keys if key != series.key), series.key]
        else:
            self._keys = [series.key]
        self._build()
        self.take_focus()

    def _chosen(self) -> list[Series]:
        """The chosen series of this digest; of several with one key the one that has numbers."""
        by_key: dict[SeriesKey, Series] = {}
        for each in self._digest.series if self._digest is not None else ():
            if each.key not in by_key or (each.has_numbers and not by_key[each.key].has_numbers):
                by_key[each.key] = each
        everything = self._digest.series if self._digest is not None else ()
        found = [trend.with_apart(by_key[key], everything) for key in self._keys if key in by_key]
        return [replace(each, name=f"{each.name} ({told})") if (told := self._alike.get(each.key)) else each for each in found]

    def _build(self) -> None:
        self._slices.cancel()
        chosen = self._chosen() if self._digest is not None and self._digest.complete else []
        if not chosen:
            self._curves = ()
            self.graph.clear()
            self.table.clear()
            self.caption.setText("")
            self._say_why_empty()
            return
        versions = self._digest.versions if self._digest is not None else None
        end = self._digest.result.fetched_at if self._digest is not None else None
        made = _made(trend.build(chosen, apart=self.apart.isChecked(), versions=versions, end=end), self._style)
        self._slices.run(made, self._show, first_seconds=_FIRST_SECONDS)

    def _show(self, listing: Listing) -> None:
        curves = self._curves = listing.curves
        self.add.setEnabled(True)
        self._offer_apart(offered=any(row.point.placed.apart for curve in curves for row in curve.rows))
        end = self._digest.result.fetched_at if self._digest is not None else None
        self.graph.show_curves(curves, self._style, end)
        self.table.show_listing(listing)
        self.ranges.propose(readable(curves, end))
        self._stack.setCurrentIndex(1)
        QCoreApplication.sendEvent(
            self._scroll, QEvent(QEvent.Type.LayoutRequest)
        )  # which Qt sends only to what is on the screen
        self._follow_graph()
        self._scroll.verticalScrollBar().setValue(0)
        if self._focus_asked:
            self.take_focus()
        self.drawn.emit()

    def _say_why_empty(self) -> None:
        digest = self._digest
        words = ""
        if digest is not None and not digest.complete:
            coverage = digest.result.coverage
            words = translate("Trend", "Incomplete: {count} of {total} fetched. The trend is drawn when all of it is here.")
            words = words.replace("{count}", str(coverage.fetched)).replace("{total}", str(coverage.total or "?"))
        elif digest is not None and self.picker.offered.rowCount():
            words = translate("Trend", "Choose an examination above to see it over time.")
        elif digest is not None:
            words = translate("Trend", "No result has a number and a time; there is nothing to draw.")
        self.message.setText(words)
        self.message.setAccessibleName(words)
        offered = bool(self.picker.offered.rowCount())
        self.picker.setEnabled(offered)
        self.add.setEnabled(False)
        self._offer_apart(offered=False)
        self._stack.setCurrentIndex(0)

    def _offer_apart(self, *, offered: bool) -> None:
        """Stands last, so that nothing else moves."""
        self.apart.setVisible(offered)
        self._bar.set_widgets([self.picker, self.add, self.ranges, *((self.apart,) if offered else ())])

    def _curve_of(self, panel: int) -> int:
        """Which curve a panel of the graph shows."""
        shown = self.graph.panels[panel].curve
        return next(place for place, curve in enumerate(self._curves) if curve is shown)

    def _panel_of(self, curve: int) -> int:
        shown = self._curves[curve]
        return next((place for place, panel in enumerate(self.graph.panels) if panel.curve is shown), -1)

    def _range_chosen(self, chosen: Range) -> None:
        self.graph.set_range(chosen)
        self._follow_graph()

    def _graph_moved(self, panel: int, row: int) -> None:
        curve = self._curve_of(panel)
        self._tell(curve, row)
        self.table.go_to(curve, row)
        top, bottom = self.graph.span(panel)
        half = min(bottom - top, self._scroll.viewport().height()) // 2  # of one that does not fit, the upper part
        self._scroll.ensureVisible(0, top + half, 0, half)

    def _follow_graph(self) -> None:
        if self.graph.current is not None:
            self._graph_moved(*self.graph.current)
        else:
            self.caption.setText("")

    def _table_moved(self, curve: int, row: int) -> None:
        self.graph.go_to(self._panel_of(curve), row)
        self._tell(curve, row)

    def _tell(self, curve: int, row: int) -> None:
        of = self._curves[curve]
        before = next((gap for gap in of.gaps if gap.after.row == row), None)
        said = text.visible(trend_text.sentence(of, of.rows[row], self._style, before))
        self.caption.setText(_DASH.sub("\\g<0>\u2060", said))

    def _copy_dot(self, panel: int, row: int) -> None:
        self.copy_asked.emit(self.table.copied(self.table.results.row_of(self._curve_of(panel), row)))

    def _open(self, curve: int, row: int) -> None:
        report = self._curves[curve].rows[row].point.placed.report
        if report is not None:
            self.report_asked.emit(report)
        else:
            missing = translate("Trend", "The report of this result did not come.")
            self.caption.setText(f"{missing} {self.caption.text()}")


def _made(curves: Generator[None, None, tuple[Curve, ...]], style: Style) -> Generator[None, None, Listing]:
    """The curves, and the rows of the table behind them. Gives way."""
    return (yield from listing((yield from curves), style))
