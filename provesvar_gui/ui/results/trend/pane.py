"""The pane of the trend: lanes on one time axis, what the cursor is on in words, and the same results as a table on demand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.results import course, text, trend
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.results.common.flow import Flow
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.trend import export, trend_text
from provesvar_gui.ui.results.trend import lane as lanes
from provesvar_gui.ui.results.trend.graph import TrendGraph
from provesvar_gui.ui.results.trend.ink import LineInk, paint_lines
from provesvar_gui.ui.results.trend.periods import PeriodBar
from provesvar_gui.ui.results.trend.picker import SeriesPicker, distinctions, selectable
from provesvar_gui.ui.results.trend.table import TrendTable
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.tinted_widgets import say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from provesvar_gui.results.course import TimeRange
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series, SeriesKey
    from provesvar_gui.results.trend import Curve, Dot
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.trend.ink import Group

translate = QCoreApplication.translate
USUAL: Final = ("potassium", "creatinine", "crp", "haemoglobin")  # drawn while nothing is chosen
_FIRST_SECONDS: Final = 0.012  # of making the curves, at once: to show and to paint them takes as long again
_INSPECTOR: Final = 48
_BESIDE: Final = 860  # pixels beside what the marks mean; without room for that it is left out


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TrendPlace(Redacted):
    """The view state of the trend. ``keys``: of the lanes, None where nothing was chosen. ``period``: where one was."""

    keys: tuple[SeriesKey, ...] | None = None
    period: TimeRange | None = None


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


class _ReadOut(QWidget):
    """What the cursor is on, ``trendInspector``: the time, and the value of each lane at that time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("trendInspector")
        self.groups: list[Group] = []

    def tell(self, groups: list[Group], spoken: str) -> None:
        self.groups = groups
        say_in_tooltip(self, spoken)
        self.setAccessibleDescription("")  # it is the name
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(300), theme.px(_INSPECTOR) - 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_lines(painter, QRectF(self.rect()), self.groups)
        painter.end()


class TrendPane(Pane):
    """The pane of the trend, ``trendPane``.

    ``back_asked``: to where the person came from.
    """

    back_asked = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPane")
        self._style = style
        self._digest: Digest | None = None
        self._keys: list[SeriesKey] | None = None
        self._own: set[SeriesKey] = set()  # lanes on their own scale
        self._alike: dict[SeriesKey, str] = {}  # what tells those from one another that are called the same
        self.curves: tuple[Curve, ...] = ()
        self._focus_asked = False  # while the curves are still being made
        self._slices = Slices(self)
        self._bar = _Bar(self, gap=8)
        self.picker = SeriesPicker(self._bar)
        self.scale = QPushButton(self._bar)
        self.scale.setObjectName("trendScale")
        self.scale.setCheckable(True)
        self.apart = QCheckBox(self._bar)
        self.apart.setObjectName("trendApart")
        self.legend = plain_label("trendLegend", self._bar)
        theme.set_font(self.legend, Type.SMALL)
        self.periods = PeriodBar(self._bar)
        self.graph = TrendGraph(style)
        self.table = TrendTable(style)
        self.message = plain_label("trendMessage", self)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.inspector = _ReadOut(self)
        self.to_table = QPushButton(self)
        self.to_table.setObjectName("trendTableButton")
        icons.set_icon(self.to_table, Icon.TABLE)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_nothing()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        for each in (self.message, self.graph, self.table):
            self._stack.addWidget(each)
        self._bar.set_corner(self.periods)
        below = QHBoxLayout()
        below.setContentsMargins(theme.SPACE["large"], 1, theme.SPACE["large"], 1)
        below.addWidget(self.inspector, 1)
        below.addWidget(self.to_table)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(theme.SPACE["large"], theme.SPACE["small"], theme.SPACE["large"], theme.SPACE["small"])
        above.addWidget(self._bar)
        outer.addLayout(above)
        outer.addWidget(self._stack, 1)
        outer.addLayout(below)

    def _connect(self) -> None:
        self.picker.picked.connect(self._add)
        self.apart.toggled.connect(lambda _: self._build())
        self.periods.chosen.connect(lambda _: self._arrange())
        self.scale.clicked.connect(self._scale_all)
        self.to_table.clicked.connect(self._turn)
        for sequence in keys.sequences(Key.TREND_TABLE):
            QShortcut(sequence, self, self._turn, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.graph.period_step.connect(self.periods.step)
        self.graph.current_changed.connect(self._read_out)
        self.graph.opened.connect(self._open)
        self.graph.copy_pressed.connect(
            lambda at, row: self.copy_asked.emit(self.table.copied(self.table.results.row_of(at, row)))
        )
        self.graph.removed.connect(self._remove)
        self.graph.scale_asked.connect(self._scale_one)
        self.table.moved.connect(self._table_moved)
        self.table.opened.connect(self._open)
        self.table.copy_asked.connect(self.copy_asked)
        for part in (self.graph, self.table):
            part.back_asked.connect(self.back_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_buttons()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours = QPainter(self), theme.current()
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.line), 1.0))
        painter.drawLine(0, self._stack.y() - 1, self.width(), self._stack.y() - 1)
        painter.setPen(QPen(QColor(colours.edge), 1.0))
        painter.drawLine(0, self._stack.geometry().bottom() + 1, self.width(), self._stack.geometry().bottom() + 1)
        painter.end()

    # -- what is asked for -------------------------------------------------------------------------------------------------

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
        chosen = tuple(self._keys) if self._keys is not None else None
        return TrendPlace(keys=chosen, period=self.periods.now if self.periods.by_hand else None)

    def keep(self, place: TrendPlace) -> None:
        """Draw the same as soon as it is here."""
        self._keys = list(place.keys) if place.keys is not None else None
        if place.period is not None:
            self.periods.take(place.period)

    def clear(self) -> None:
        """Wipe every model and every text."""
        self._slices.cancel()
        self._digest = self._keys = None
        self._own.clear()
        self._alike = {}
        self.picker.clear_all()
        self.apart.setChecked(False)
        self.periods.reset()
        self._show_nothing()

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """Every result of the table; on paper below the lanes."""
        while self._slices.running:
            yield
        fetched_at = self._digest.result.fetched_at if self._digest is not None else None
        drawn = self.graph.drawing if paper else None
        return (yield from export.trend_document(self.table.results, fetched_at=fetched_at, paper=paper, drawing=drawn))

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The results of the table, and the one that the person is on."""
        results = self.table.results
        placed = tuple(results.entry(row).of.point.placed for row in range(results.rowCount()))
        return placed, self.table.currentIndex().row()

    def take_focus(self) -> None:
        """Into the lanes or the table; where nothing is drawn, to the choice of one."""
        self._focus_asked = self._slices.running
        on_top = self._stack.currentWidget()
        if on_top is self.graph:
            self.graph.take_focus()
        else:
            target = on_top if on_top is self.table else self.picker if self.picker.isEnabled() else self.message
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.setAccessibleName(translate("Trend", "Trend"))
        self.graph.setAccessibleName(translate("Trend", "Graph over time"))
        self.table.setAccessibleName(translate("Trend", "The results of the graph"))
        self.scale.setText(translate("Trend", "Own scales"))
        self.scale.setAccessibleName(translate("Trend", "Each examination on its own scale, not against its reference"))
        self.scale.setToolTip(f"{self.scale.accessibleName()} ({keys.shown(Key.TREND_SCALE)})")
        self.apart.setText(translate("Trend", "Also what is kept apart"))
        whole = translate("Trend", "Also what is registered on another kind of number or an invalid one")
        self.apart.setAccessibleName(whole)
        self.apart.setToolTip(whole)
        self.picker.retranslate()
        self.periods.retranslate()
        self._name_buttons()

    def _name_buttons(self) -> None:
        self.scale.setChecked(bool(self.curves) and all(curve.series.key in self._own for curve in self.curves))
        in_table = self._stack.currentWidget() is self.table
        said = translate("Trend", "%n result(s) in a table", "", self.table.results.rowCount())
        self.to_table.setText(translate("Trend", "Back to the lanes") if in_table else said)
        self.to_table.setAccessibleName(self.to_table.text())
        self.to_table.setToolTip(keys.tooltip(Key.TREND_TABLE))
        self.apart.setVisible(self._has_apart)
        needed = self.legend.fontMetrics().horizontalAdvance(self.legend.text())
        self.legend.setVisible(fits := needed <= self.width() - theme.px(_BESIDE))
        more = [each for each, shown in ((self.apart, self._has_apart), (self.legend, fits)) if shown]
        self._bar.set_widgets([self.picker, self.scale, *more])

    @property
    def _has_apart(self) -> bool:
        return any(row.point.placed.apart for curve in self.curves for row in curve.rows)

    def _add(self, series: Series) -> None:
        self._keys = [*(curve.series.key for curve in self.curves if curve.series.key != series.key), series.key]
        self._build()
        self.take_focus()

    def _remove(self, place: int) -> None:
        gone = self.curves[place].series.key
        self._keys = [curve.series.key for curve in self.curves if curve.series.key != gone]
        self._build()
        self.take_focus()

    def _scale_one(self, place: int) -> None:
        self._own ^= {self.curves[place].series.key}
        self._arrange()

    def _scale_all(self) -> None:
        self._own = {curve.series.key for curve in self.curves} if self.scale.isChecked() else set()
        self._arrange()

    # -- what is made of it ------------------------------------------------------------------------------------------------

    def _chosen(self) -> list[Series]:
        """The chosen series of this digest, else the usual ones; of several with one key the one that has numbers."""
        digest = self._digest
        if digest is None or not digest.complete:
            return []
        by_key: dict[SeriesKey, Series] = {}
        for each in digest.series:
            if each.key not in by_key or (each.has_numbers and not by_key[each.key].has_numbers):
                by_key[each.key] = each
        wanted = self._keys if self._keys is not None else [each.key for each in _usual(digest)]
        found = [trend.with_apart(by_key[key], digest.series) for key in wanted if key in by_key]
        return [replace(each, name=f"{each.name} ({told})") if (told := self._alike.get(each.key)) else each for each in found]

    def _build(self) -> None:
        self._slices.cancel()
        chosen = self._chosen()
        if not chosen or self._digest is None:
            self._show_nothing()
            return
        end = self._digest.result.fetched_at
        made = trend.build(chosen, apart=self.apart.isChecked(), versions=self._digest.versions, end=end)
        self._slices.run(made, self._show, first_seconds=_FIRST_SECONDS)

    def _show(self, curves: tuple[Curve, ...]) -> None:
        self.curves = curves
        self.table.show_curves(curves, self._style)
        end = self._end
        if end is not None:
            self.periods.propose(course.readable([[dot.when for dot in curve.dots] for curve in self.curves], end))
        self._arrange()
        if self._stack.currentWidget() is self.message or not self.graph.lanes:
            self._stack.setCurrentWidget(self.graph if self.graph.lanes else self.table)
            self._name_buttons()
        self._enable()
        self.graph.area.verticalScrollBar().setValue(0)
        if self._focus_asked:
            self.take_focus()

    @property
    def _end(self) -> datetime | None:
        """When the results were fetched; where that is not known, the newest of them."""
        fetched = self._digest.result.fetched_at if self._digest is not None else None
        return fetched or max((curve.dots[-1].when for curve in self.curves if curve.dots), default=None)

    def _arrange(self) -> None:
        """The lanes, by period and scale."""
        period, end = self.periods.now, self._end
        times = [dot.when for curve in self.curves for dot in curve.dots]
        times += [row.point.when for curve in self.curves for row in curve.awaited if row.point.when is not None]
        window = course.window(times, period, end)
        made = [lanes.lane(each, window, own=each.series.key in self._own) for each in self.curves] if window is not None else []
        fetched = self._digest.result.fetched_at if self._digest is not None else None
        self.graph.show_lanes(made, window, self._style, fetched, gutter=any(each.older for each in made))
        self.legend.setText("   ".join(f"{sign}{text.NBSP}{said}" for sign, said in trend_text.legend(made, screen=True)))
        self._name_buttons()

    def _show_nothing(self) -> None:
        """Why there is nothing to see."""
        digest, words = self._digest, ""
        self.curves = ()
        self.table.show_curves((), self._style)
        self.graph.show_lanes((), None, self._style, None, gutter=False)
        self.legend.setText("")
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
        self._stack.setCurrentWidget(self.message)
        self._name_buttons()
        self._enable()

    def _enable(self) -> None:
        self.picker.setEnabled(self._digest is not None and self._digest.complete)
        for each in (self.scale, self.to_table, self.periods):
            each.setEnabled(bool(self.curves))

    def _turn(self) -> None:
        """From the lanes to the table, and back."""
        if self.curves:
            self._stack.setCurrentWidget(self.graph if self._stack.currentWidget() is self.table else self.table)
            self._name_buttons()
            self.take_focus()

    # -- what is read out --------------------------------------------------------------------------------------------------

    def _read_out(self) -> None:
        """The point that the cursor is on, with what the other lanes have at its time."""
        here, dot = self.graph.current, self.graph.cursor_dot
        if here is None or dot is None:
            self.inspector.tell([], "")
            return
        self.table.go_to(*here)
        self.inspector.tell(self._groups(dot), trend_text.sentence(self.curves[here[0]], here[1], self._style))

    def _groups(self, at: Dot) -> list[Group]:
        ink, style = LineInk(theme.current()), self._style
        fetched = self._digest.result.fetched_at if self._digest is not None else None
        groups: list[Group] = [(ink.piece(trend_text.short_when(at.point.placed, style, fetched), Type.BODY, "ink", bold=True),)]
        there = [(each, dot) for each in self.graph.lanes for dot in each.dots if dot.when == at.when]
        for each, dot in there:
            mark = each.marks.get(dot.row)
            name = ink.piece(f"{trend_text.parted(each.curve.series.name)[1]} ", Type.BODY, "ink")
            told = ink.piece(
                lanes.number(dot, style),
                Type.BODY,
                "flag" if mark else "ink",
                bold=True,
                digits=True,
                glyph=mark.glyph if mark else "",
            )
            groups.append((name, told))
        groups += [
            (ink.piece(words, Type.BODY, glyph=glyph),) for glyph, words in trend_text.facts(at, style, alone=len(there) == 1)
        ]
        return groups

    def _table_moved(self, curve: int, row: int) -> None:
        self.graph.go_to(curve, row)
        self._tell(trend_text.sentence(self.curves[curve], row, self._style))

    def _tell(self, sentence: str) -> None:
        self.inspector.tell(list(LineInk(theme.current()).words(sentence, Type.TABLE, "ink")), sentence)

    def _open(self, curve: int, row: int) -> None:
        report = self.curves[curve].rows[row].point.placed.report
        if report is not None:
            self.report_asked.emit(report)
        else:
            self._tell(translate("Trend", "The report of this result did not come."))


def _usual(digest: Digest) -> Iterable[Series]:
    """Of each of the usual analytes the newest series that has numbers."""
    cards = {card.kind.key: card for card in digest.strip.cards}
    for key in USUAL:
        lines = cards[key].lines if key in cards else ()
        yield from [line.series for line in lines if line.series.has_numbers][:1]
