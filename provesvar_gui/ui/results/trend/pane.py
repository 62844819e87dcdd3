"""The pane of the trend: lanes on one time axis, the current point in words, and the same results as a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPicture, QShortcut, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView, QPushButton, QStackedWidget, QWidget

from provesvar_gui.platform.time_slices import CURVES_AT_ONCE
from provesvar_gui.results import course, text, trend
from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture
from provesvar_gui.results.laboratories import Tags, laboratory_name, short_name, told_name
from provesvar_gui.results.model import NEVER, Redacted
from provesvar_gui.results.trend import OmissionReason
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key, pressed
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import chips, export, flags, labels, status_text
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.lines import SHORT, short
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.styled_table import MARGIN, Index, StyledModel, StyledTable, StyledText, shared, widest
from provesvar_gui.ui.results.common.text_runs import Medium, RunsLabel, screen
from provesvar_gui.ui.results.trend import trend_text
from provesvar_gui.ui.results.trend.graph import AXIS, Drawing, Lane, LaneColumns, LanePainter, TrendGraph, paint_axis, paint_grid
from provesvar_gui.ui.results.trend.trend_text import Column
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, column_of, fill, named_button

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from datetime import datetime

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.series import Series, SeriesKey
    from provesvar_gui.results.trend import Curve, Dot, Row
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.text_runs import Group


translate = QCoreApplication.translate

_SAMPLE: Final = 40  # rows that say how wide a column is
_ANSWER: Final = 120  # characters of an answer in words; the whole is in its report
_CHIP: Final = 40  # characters of a mark that stands on one line
_WRAPPED: Final = frozenset({Column.NAME, Column.LABORATORY, Column.NOTE})
_LANES_PER_PICTURE: Final = 6  # lanes over one axis; more are more pictures
_PAGE: Final = 1017.0  # of a page that lies
_FEW: Final = 2  # lanes, which are high
_LANE: Final = 66.0
_SHRINK: Final = 0.85  # of the screen's sizes
_REPLACED_REASONS: Final = frozenset({OmissionReason.VOID, OmissionReason.REPEAT})


class TrendModel(StyledModel):
    """Every result of some curves, newest first, those without a time at the end. A cell is made when it is first asked for."""

    columns = len(Column)

    def __init__(self, style: Style) -> None:
        super().__init__()
        self._style = style
        self._rows: list[tuple[Curve, Row]] = []
        self._words: dict[int, tuple[str, ...]] = {}

    def show_curves(self, curves: tuple[Curve, ...], style: Style) -> None:
        self.beginResetModel()
        self._style, self._words = style, {}
        self._rows = [(curve, row) for curve in reversed(curves) for row in reversed(curve.rows)]
        self._rows.sort(key=lambda each: each[1].placed.when or NEVER, reverse=True)
        self.endResetModel()

    def row(self, at: int) -> Row:
        return self._rows[at][1]

    def place_of(self, row: object) -> int:
        return next((at for at, (_, each) in enumerate(self._rows) if each is row), -1)

    def count(self) -> int:
        return len(self._rows)

    @property
    def alike(self) -> bool:
        """Whether all are of one examination."""
        return len({id(curve) for curve, _ in self._rows}) == 1

    def titles(self) -> Sequence[str]:
        return trend_text.titles()

    def row_texts(self, at: int) -> tuple[str, ...]:
        if at not in self._words:
            self._words[at] = trend_text.row_texts(*self._rows[at], self._style)
        return self._words[at]

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        """In short, as in other views; what is spoken and copied is whole."""
        words, of = self.row_texts(row)[column], self.row(row)
        placed, value, marks, tint = of.placed, column == Column.VALUE, tuple[Mark, ...](), MarkTint.NONE
        if column == Column.MARK:
            marks = tuple(map(flags.short, flags.marks(placed.observation)))
            tint = MarkTint.OUTSIDE if trend_text.deviation(placed) is not None else tint
        elif column == Column.STATUS:
            marks = trend_text.status_marks(of)
        elif column == Column.REFERENCE:
            words = self._style.reference(placed.observation, figures=True)
        elif column == Column.LABORATORY:
            words = short_name(placed)
        if not words:
            return ()
        flat = tuple(replace(each, flat=True) for each in marks if max(len(one.words) for one in marks) <= _CHIP)
        return (
            StyledText(
                text=short(words, _ANSWER if value else SHORT),
                bold=(value and placed.observation.value is not None and not placed.void) or tint is MarkTint.OUTSIDE,
                digits=value,
                struck=placed.void and value,
                quiet=of.omission in _REPLACED_REASONS or column in (Column.STATUS, Column.NOTE),
                tint=tint,
                marks=flat,
                above=int(bool(flat)),  # small letters on the line of the others
            ),
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        whole = index.isValid() and role == Qt.ItemDataRole.DisplayRole
        return self.row_texts(index.row())[index.column()] if whole else super().data(index, role)

    def spoken(self, row: int) -> str:
        return trend_text.sentence(*self._rows[row], self._style)


class TrendTable(StyledTable):
    """The table of a trend, ``trendTable``. ``opened(Row)``: the person wants to read it in its report."""

    ends_whole = True
    opened = Signal(object)
    copy_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, style: Style) -> None:
        self.results = TrendModel(style)
        super().__init__("trendTable", self.results)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.entered.connect(lambda at: self.opened.emit(self.results.row(at)))
        self.copy_pressed.connect(lambda: self.copy(self.chosen_rows()))

    def copy(self, rows: Sequence[int]) -> None:
        if rows:
            self.copy_asked.emit("\n".join(text.breakable("\t".join(self.results.row_texts(row))) for row in rows))

    def widths(self, room: int) -> dict[int, int]:
        """As wide as what stands there. Names and notes may have several lines, but no word of them, or of a heading, is cut."""
        self.setColumnHidden(Column.NAME, self.results.alike)
        bold, rows = StyledText(text="", bold=True).font(self.font()), range(min(self.results.rowCount(), _SAMPLE))
        wanted, least = dict[int, float](), dict[int, int]()
        for column in filter(lambda each: not self.isColumnHidden(each), Column):
            cells = [each for row in rows for each in self.results.styled(row, column)]
            words = [self.results.titles()[column], *(short(each.text, 40) for each in cells if not each.marks)]
            chip = round(max((chips.width(mark) for each in cells for mark in each.marks), default=0.0)) + 2 * MARGIN
            wanted[column] = max(widest(words, bold), chip)
            parts = [part for each in words for part in each.split()] if column in _WRAPPED else words
            least[column] = max(widest(parts, bold), chip)
        wanted[Column.NOTE] += max(room - sum(wanted.values()), 0)
        return shared(room, wanted, least)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed(Key.TREND_BACK, event):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


def _graphs(drawing: Drawing) -> Generator[None, None, list[ExportTable]]:
    made = []
    for first in range(0, len(drawing.lanes), _LANES_PER_PICTURE):
        lanes = drawing.lanes[first : first + _LANES_PER_PICTURE]
        signs = (each for each in trend_text.legend(lanes) if each[0] != trend_text.WAITING)  # printed, a circle
        key = "   ".join(f"{sign}{text.NBSP}{said}" for sign, said in signs)
        made.append(ExportTable(rows=(ExportRow(span=key),), picture=_drawn(drawing, lanes)))
        yield
    return made


def _drawn(drawing: Drawing, lanes: Sequence[Lane]) -> Picture:
    medium = Medium(theme.PAPER, _SHRINK)
    columns = LaneColumns(drawing, _PAGE, medium)
    recorded = QPicture()
    painter = QPainter(recorded)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    heights = [max(_LANE, LanePainter(painter, each, columns, QRectF()).needed()) for each in lanes]
    paint_grid(painter, columns, 1.0, sum(heights))
    top = 1.0
    for each, height in zip(lanes, heights, strict=True):
        LanePainter(painter, each, columns, QRectF(0, top, _PAGE, height - 1)).paint()
        painter.setPen(QPen(QColor(medium.colours.line), 1.0))
        painter.drawLine(QPointF(1, top + height - 0.5), QPointF(_PAGE - 1, top + height - 0.5))
        top += height
    paint_axis(painter, columns, top)
    painter.end()
    return Picture(recorded=recorded, width=_PAGE, height=top + medium.px(AXIS))


USUAL: Final = ("potassium", "creatinine", "crp", "haemoglobin")  # drawn while nothing is chosen
_INSPECTOR, _LEGEND = 34, 34  # pixels of their heights
_WIDEST: Final = 640  # pixels of the list of what was found
_WIDTH: Final = 200
_SERIES, _FOUND_BY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def names(series: Iterable[Series]) -> dict[SeriesKey, str]:
    """The names of the series, with a difference for equal ones; a national name needs none."""
    named = [(each, " · ".join(filter(None, _name(each)))) for each in series]
    alike = Counter((name, each.unit) for each, name in named)
    national = Counter((name, each.unit) for each, name in named if each.nlk)
    told = {}
    for each, name in named:
        clear = alike[name, each.unit] == 1 or (each.nlk and national[name, each.unit] == 1)
        told[each.key] = name if clear else f"{name} · {_origin(each)}"
    return told


def _name(series: Series) -> Iterator[str]:
    yield series.name.replace("\n", " ")
    yield translate("Trend", "on another kind of number or an invalid one") if series.key.apart else ""
    parents = (above[-1] or above[1] for above in series.key.under if len(above) > 1)
    yield " › ".join(each for each in parents if each)


def _origin(series: Series) -> str:
    if series.nlk:
        return ", ".join(series.nlk)
    newest = series.points[-1]
    code = next((each.code for each in newest.observation.code.codings if each.code), "")
    return ", ".join(part for part in (code, laboratory_name(newest), told_name(newest.observation.material)) if part)


class SeriesPicker(QLineEdit):
    """The field, ``trendPicker``. ``picked(Series)``. A click, or Down, shows everything that can be drawn."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPicker")
        self.addAction(icons.icon(Icon.PLUS, "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        self.offered = QStandardItemModel(self)
        self._finder = QCompleter(self.offered, self)
        self._finder.setWidget(self)
        self._finder.setCompletionRole(_FOUND_BY)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._finder.setMaxVisibleItems(14)
        self._list = QListView()
        self._finder.setPopup(self._list)
        activated: SignalInstance = self._finder.activated["QModelIndex"]  # type: ignore[index]  # overloaded: the stubs know one
        activated.connect(self._take)
        self.textEdited.connect(self._search)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(32))

    def hold(self, series: tuple[Series, ...]) -> None:
        self.offered.clear()
        called = names(series)
        told = (" · ".join(filter(None, (called[each.key], each.unit))) for each in series)
        for name, each in sorted(zip(told, series, strict=True), key=lambda pair: pair[0].casefold()):
            item = QStandardItem(name)
            item.setData(each, _SERIES)
            item.setData(" ".join((name, *each.key.code)), _FOUND_BY)
            self.offered.appendRow(item)

    def series(self, row: int) -> Series | None:
        found: Series | None = self.offered.index(row, 0).data(_SERIES)
        return found

    def clear_all(self) -> None:
        self._list.hide()
        self.offered.clear()
        self.clear()

    def retranslate(self) -> None:
        self.setPlaceholderText(translate("Trend", "Add an examination"))
        self.setAccessibleName(translate("Trend", "Examination to draw"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finder.setCompletionPrefix(self.text().strip())
            if self.text().strip():
                self._take(self._finder.completionModel().index(0, 0))
        elif event.key() == Qt.Key.Key_Down:
            self._search(self.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._search(self.text())

    def _search(self, typed: str) -> None:
        self._finder.setCompletionPrefix(typed.strip())
        if not self._finder.completionCount():
            self._list.hide()
            return
        self._finder.complete()
        self._list.setFixedWidth(max(self.width(), min(self._list.sizeHintForColumn(0) + 32, _WIDEST)))  # names are read whole

    def _take(self, index: QModelIndex) -> None:
        self._list.hide()
        series = index.data(_SERIES)
        if series is not None:
            self.clear()
            self.picked.emit(series)


_PERIODS: Final = {
    TimeRange.DAY: (QT_TRANSLATE_NOOP("Trend", "24 h"), QT_TRANSLATE_NOOP("Trend", "Show the last 24 hours")),
    TimeRange.HOURS: (QT_TRANSLATE_NOOP("Trend", "40 h"), QT_TRANSLATE_NOOP("Trend", "Show the last 40 hours")),
    TimeRange.WEEK: (QT_TRANSLATE_NOOP("Trend", "7 d"), QT_TRANSLATE_NOOP("Trend", "Show the last 7 days")),
    TimeRange.MONTH: (QT_TRANSLATE_NOOP("Trend", "30 d"), QT_TRANSLATE_NOOP("Trend", "Show the last 30 days")),
    TimeRange.YEAR: (QT_TRANSLATE_NOOP("Trend", "1 year"), QT_TRANSLATE_NOOP("Trend", "Show the last year")),
    TimeRange.YEARS: (QT_TRANSLATE_NOOP("Trend", "5 years"), QT_TRANSLATE_NOOP("Trend", "Show the last 5 years")),
    TimeRange.ALL: (QT_TRANSLATE_NOOP("Trend", "All"), QT_TRANSLATE_NOOP("Trend", "Show all times")),
}


class PeriodBar(QWidget):
    """The buttons of the periods, ``trendPeriods``. ``chosen``: another one. ``by_hand``: the person has chosen it."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPeriods")
        self.buttons: dict[TimeRange, QPushButton] = {}
        row = fill(QHBoxLayout(self), spacing=0)
        for each in _PERIODS:
            self.buttons[each] = button = QPushButton(self)
            button.setObjectName(f"trendPeriod-{each.value}")
            button.setCheckable(True)
            button.setAutoExclusive(True)
            theme.set_kind(button, "segment last" if each is TimeRange.ALL else "segment")
            theme.set_font(button, Type.TABLE)
            button.clicked.connect(partial(self.take, each))
            row.addWidget(button)
        self.reset()

    @property
    def now(self) -> TimeRange:
        return next(each for each, button in self.buttons.items() if button.isChecked())

    def step(self, by: int) -> None:
        every = list(_PERIODS)
        self.take(every[min(max(every.index(self.now) - by, 0), len(every) - 1)])

    def propose(self, period: TimeRange) -> None:
        if not self.by_hand:
            self.buttons[period].setChecked(True)

    def take(self, period: TimeRange) -> None:
        self.buttons[period].setChecked(True)
        self.by_hand = True
        self.chosen.emit()

    def reset(self) -> None:
        self.by_hand = False
        self.propose(TimeRange.ALL)

    def retranslate(self) -> None:
        self.setAccessibleName(translate("Trend", "Period of the graph"))
        for period, (name, purpose) in _PERIODS.items():
            button = self.buttons[period]
            button.setText(translate("Trend", name))
            button.setAccessibleName(translate("Trend", purpose))
            button.setToolTip(f"{button.accessibleName()} ({keys.shown(Key.TREND_PERIOD)})")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TrendPlace(Redacted):
    """The view state of the trend. ``keys``: of the lanes, None where nothing was chosen. ``period``: where one was."""

    keys: tuple[SeriesKey, ...] | None = None
    period: TimeRange | None = None


class TrendPane(Pane):
    """The pane of the trend, ``trendPane``. ``back_asked``: to where the person came from."""

    back_asked = Signal()

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPane")
        self._style = style
        self._digest: Digest | None = None
        self._keys: list[SeriesKey] | None = None
        self._wished: TimeRange | None = None
        self._own: set[SeriesKey] = set()  # lanes on their own scale
        self._tags = Tags()  # of the laboratories of this digest
        self.curves: tuple[Curve, ...] = ()
        self._focus_asked = False  # while the curves are still being made
        self._slices = Slices(self)
        self.picker = SeriesPicker(self)
        self.legend = RunsLabel("trendLegend", self, _LEGEND)
        self.periods = PeriodBar(self)
        self.graph = TrendGraph()
        self.table = TrendTable(style)
        self._nothing = QWidget()  # what is shown without a curve: a message, and what is usual
        self.message = Label(name="trendMessage", wraps=True, parent=self._nothing)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.usual = [named_button(self._nothing, "trendUsual", "") for _ in USUAL]
        self.inspector = RunsLabel("trendInspector", self, _INSPECTOR)
        self.to_table = QPushButton(self)
        self.to_table.setObjectName("trendTableButton")
        icons.set_icon(self.to_table, Icon.TABLE)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show_nothing()

    def _lay_out(self) -> None:
        self._stack, (air, side, between) = QStackedWidget(self), (theme.SPACE[each] for each in ("small", "large", "medium"))
        buttons = fill(QHBoxLayout(), 1, *self.usual, 1, spacing=between)
        fill(column_of(self._nothing, between), 1, self.message, buttons, 1)
        for each in (self._nothing, self.graph, self.table):
            self._stack.addWidget(each)
        above, below = (self.picker, (self.legend, 1), self.periods), ((self.inspector, 1), self.to_table)
        top = fill(QHBoxLayout(), *above, spacing=between, margins=(side, air, side, air))
        foot = fill(QHBoxLayout(), *below, spacing=between, margins=(side, 1, side, 1))
        fill(column_of(self, 0), top, (self._stack, 1), foot)

    def _connect(self) -> None:
        self.picker.picked.connect(self._add)
        self.periods.chosen.connect(self._arrange)
        self.to_table.clicked.connect(self._turn)
        for place, button in enumerate(self.usual):
            button.clicked.connect(partial(self._add_usual, place))
        self._stack.currentChanged.connect(self._explain)
        for sequence in keys.sequences(Key.TREND_TABLE):
            QShortcut(sequence, self, self._turn, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.graph.period_step.connect(self.periods.step)
        self.graph.current_changed.connect(self._read_out)
        self.graph.copy_pressed.connect(lambda dot: self.table.copy([self.table.results.place_of(dot)]))
        self.graph.removed.connect(self._remove)
        self.graph.scale_asked.connect(self._scale_one)
        self.table.copy_asked.connect(self.copy_asked)
        for part in (self.graph, self.table):
            part.opened.connect(self._open)
            part.back_asked.connect(self.back_asked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "inspector"):
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colours, stack = QPainter(self), theme.current(), self._stack.geometry()
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.fillRect(0, stack.top() - 1, self.width(), 1, QColor(colours.line))
        painter.fillRect(0, stack.bottom() + 1, self.width(), 1, QColor(colours.edge))
        painter.end()

    # -- what is asked for -------------------------------------------------------------------------------------------------

    def show_series(self, series: tuple[Series, ...], wished: TimeRange | None = None) -> None:
        """``wished``: the period that the person saw before. They begin on the first, which is in sight."""
        self._wished, self.graph.cursor_dot = wished, None
        self._keys = list(dict.fromkeys(each.key for each in series))
        self._build()

    def show_digest(self, digest: Digest, style: Style) -> None:
        self._digest, self._style = digest, style
        self.picker.hold(self._offered)
        self._build()

    def kept(self) -> TrendPlace:
        chosen = tuple(self._keys) if self._keys is not None else None
        return TrendPlace(keys=chosen, period=self.periods.now if self.periods.by_hand else None)

    def keep(self, place: TrendPlace) -> None:
        self._keys = list(place.keys) if place.keys is not None else None
        if place.period is not None:
            self.periods.take(place.period)

    def clear(self) -> None:
        self._slices.cancel()
        self._digest = self._keys = self._wished = None
        self._tags = Tags()
        self._own.clear()
        self.picker.clear_all()
        self.periods.reset()
        self._show_nothing()

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """Every result, drawn or not, newest first, on paper below the lanes; None where there is none."""
        while self._slices.running:
            yield
        results, rows, drawing = self.table.results, [], self.graph.drawing
        for at in range(results.rowCount()):
            placed = results.row(at).placed
            time, *others = results.row_texts(at)
            time = f"{time} {export.ahead(placed.sampled, self._fetched_at)}".rstrip()
            strong = {Column.VALUE, Column.MARK} if trend_text.deviation(placed) is not None else ()
            struck = {Column.NAME, Column.VALUE} if placed.void else ()
            rows.append(ExportRow(cells=(time, *others), void=placed.void, struck=frozenset(struck), strong=frozenset(strong)))
            yield
        if not rows:
            return None
        drawn = (yield from _graphs(drawing)) if paper and drawing is not None else ()
        block = ExportTable(header=tuple(results.titles()), rows=tuple(rows), tabs=not paper)
        return ExportDocument(title=translate("Trend", "Trend"), blocks=(*drawn, block), wide=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        results = self.table.results
        placed = tuple(results.row(at).placed for at in range(results.rowCount()))
        in_table = self._stack.currentWidget() is self.table
        return placed, self.table.currentIndex().row() if in_table else results.place_of(self.graph.cursor_dot)

    def take_focus(self) -> None:
        self._focus_asked = self._slices.running
        on_top = self._stack.currentWidget()
        if on_top is self.graph:
            self.graph.take_focus()
        else:
            target = on_top if on_top is self.table else self.picker if self.picker.isEnabled() else self.message
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.setAccessibleName(translate("Trend", "Trend"))
        self.graph.setAccessibleName(translate("Trend", "Graph over time"))
        self.table.setAccessibleName(translate("Trend", "The results of the graph"))
        self.picker.retranslate()
        self.periods.retranslate()
        self._name_button()

    def _name_button(self) -> None:
        self.picker.setEnabled(self._digest is not None and self._digest.complete)
        in_table = self._stack.currentWidget() is self.table
        self.to_table.setVisible(bool(self.curves))
        self.periods.setVisible(bool(self.curves) and not in_table)  # it has every result
        said = translate("Trend", "%n result(s) in a table", "", self.table.results.rowCount())
        self.to_table.setText(translate("Trend", "Back to the lanes") if in_table else said)
        self.to_table.setAccessibleName(self.to_table.text())
        self.to_table.setToolTip(keys.tooltip(Key.TREND_TABLE))

    def _add(self, series: Series) -> None:
        self._draw_only([*(curve.series.key for curve in self.curves if curve.series.key != series.key), series.key])

    def _add_usual(self, place: int) -> None:
        if self._digest is not None:
            self._add(list(_usual(self._digest))[place])

    def _remove(self, gone: Curve) -> None:
        self._draw_only([curve.series.key for curve in self.curves if curve is not gone])

    def _draw_only(self, wanted: list[SeriesKey]) -> None:
        self._keys = wanted
        self._build()
        self.take_focus()

    def _scale_one(self, curve: Curve) -> None:
        self._own ^= {curve.series.key}
        self._arrange()

    # -- what is made of it ------------------------------------------------------------------------------------------------

    @property
    def _fetched_at(self) -> datetime | None:
        return self._digest.result.fetched_at if self._digest is not None else None

    @property
    def _offered(self) -> tuple[Series, ...]:
        """The series with numbers; none until every page is in."""
        digest = self._digest
        return tuple(each for each in digest.series if each.has_numbers) if digest is not None and digest.complete else ()

    def _chosen(self) -> list[Series]:
        """The chosen series of this digest, else the usual ones; equal names with their difference."""
        digest = self._digest
        if digest is None or not digest.complete:
            return []
        by_key, called = {each.key: each for each in digest.series}, names(self._offered)
        wanted = self._keys if self._keys is not None else [each.key for each in _usual(digest)]
        return [replace(by_key[key], name=called.get(key, by_key[key].name)) for key in wanted if key in by_key]

    def _build(self) -> None:
        self._slices.cancel()
        chosen = self._chosen()
        if not chosen or self._digest is None:
            self._show_nothing()
            return
        self._slices.run(self._make(self._digest, chosen), self._show, first_seconds=CURVES_AT_ONCE)

    def _make(self, digest: Digest, chosen: list[Series]) -> Generator[None, None, tuple[Curve, ...]]:
        self._tags = Tags()
        yield from self._tags.count(digest.observations)
        made: list[Curve] = []
        for each in chosen:
            made += [(yield from trend.curve(each, versions=digest.versions, end=digest.result.fetched_at))]
        return tuple(made)

    def _show(self, curves: tuple[Curve, ...]) -> None:
        self.curves = curves
        self.table.results.show_curves(curves, self._style)
        end = self._end
        if end is not None:
            self.periods.propose(course.readable([[dot.when for dot in curve.dots] for curve in curves], end, self._wished))
        self._arrange()
        if self._stack.currentWidget() is self._nothing or not self.graph.lanes:
            self._stack.setCurrentWidget(self.graph if self.graph.lanes else self.table)
        self._name_button()
        self.graph.area.verticalScrollBar().setValue(0)
        if self._focus_asked:
            self.take_focus()

    @property
    def _end(self) -> datetime | None:
        """When the results were fetched; where that is not known, the newest of them."""
        return self._fetched_at or max((dot.when for curve in self.curves for dot in curve.dots[-1:]), default=None)

    def _arrange(self) -> None:
        times = [dot.when for curve in self.curves for dot in curve.dots]
        times += [point.when for curve in self.curves for point in curve.latest.awaited if point.when is not None]
        window = course.window(times, self.periods.now, self._end)
        drawing = None
        if window is not None:
            kinds = labels.kinds(self._digest, self._style.language) if self._digest is not None else {}
            keyed = [(each.series.key, each) for each in self.curves]
            made = (
                Lane(of, window, self._tags, own=key in self._own, kind=kinds.get(key, ""), fits=len(keyed) <= _FEW)
                for key, of in keyed
            )
            drawing = Drawing(lanes=tuple(made), window=window, style=self._style, end=self._fetched_at)
        self.graph.show_lanes(drawing)
        self._explain()

    def _explain(self) -> None:
        """The signs of the lanes; above the table what all of it is of."""
        medium, results = screen(), self.table.results
        if self._stack.currentWidget() is self.table:
            name = self.curves[0].series.name if results.alike else ""
            self.legend.tell(medium.words(name, Type.BODY, "ink", bold=True), name)
            return
        signs = trend_text.legend(self.graph.lanes)
        groups: list[Group] = [(medium.run(sign), medium.run(f" {said}")) for sign, said in signs]
        spare = groups[: len(groups) - len(trend_text.laboratories(self.graph.lanes))]
        self.legend.tell(groups, " · ".join(f"{sign} {said}" for sign, said in signs), spare)

    def _show_nothing(self) -> None:
        digest, words = self._digest, ""
        self._stack.setCurrentWidget(self._nothing)  # before the lanes go, one of which may have the focus
        self.curves = ()
        self.table.results.show_curves((), self._style)
        self.graph.show_lanes(None)
        self.legend.tell([], "")
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
        usual = list(_usual(digest)) if digest is not None and digest.complete else []
        called = labels.kinds(digest, self._style.language) if digest is not None else {}
        for button, of in zip_longest(self.usual, usual):
            button.setText(called.get(of.key, of.name) if of is not None else "")
            button.setAccessibleName(button.text())
            button.setVisible(of is not None)
        self._name_button()

    def _turn(self) -> None:
        """To the table, on the row of the cursor, or back to the lanes."""
        if self.curves:
            to_table = self._stack.currentWidget() is self.graph
            self._stack.setCurrentWidget(self.table if to_table else self.graph)
            place = self.table.results.place_of(self.graph.cursor_dot)
            if to_table and place >= 0:
                self.table.choose(place)
            self._read_out()
            self._name_button()
            self.take_focus()

    # -- what is read out --------------------------------------------------------------------------------------------------

    def _read_out(self) -> None:
        """The current point, with the other lanes' values at its time; empty while the table is shown."""
        dot = self.graph.cursor_dot
        widget = self.graph.widget_of(dot)
        if dot is None or widget is None or self._stack.currentWidget() is self.table:
            self.inspector.tell([], "")
        else:
            self.inspector.tell(self._groups(dot), trend_text.sentence(widget.lane.curve, dot, self._style))

    def _groups(self, at: Dot) -> list[Group]:
        medium, style = screen(), self._style
        when = trend_text.short_when(at.placed, style, self._fetched_at)
        groups: list[Group] = [(medium.run(when, Type.BODY, "ink", bold=True),)]
        there = [(each, dot) for each in self.graph.lanes for dot in each.dots if dot.when == at.when]
        for each, dot in there:
            mark, number = trend_text.deviation(dot.placed), trend_text.number(dot.placed, style)
            told, colour = (f"{mark.glyph} {number}", "flag") if mark is not None else (number, "ink")
            name = medium.run(f"{each.name} ", Type.BODY, "ink")
            beside = trend_text.unit(each.curve) if len(there) == 1 else "", status_text.not_final(dot.placed)
            own = (medium.run(f" {words}") for words in beside if words)
            groups.append((name, medium.run(told, Type.BODY, colour, bold=True, digits=True), *own))
        groups += [(medium.run(words, Type.BODY),) for words in trend_text.facts(at, style, alone=len(there) == 1)]
        for each in self.graph.lanes:
            if at.when in each.awaited:
                name = medium.run(f"{each.name} ", Type.BODY, "ink")
                groups.append((name, medium.run(f"{trend_text.WAITING} "), medium.run(translate("Flowsheet", "waiting"))))
        between = replace(medium.run(" ·", Type.BODY), gap=1)
        return [*((*each, between) for each in groups[:-1]), groups[-1]]

    def _open(self, row: Row) -> None:
        if row.placed.report is not None:
            self.report_asked.emit(row.placed.report)
        else:
            said = translate("Trend", "The report of this result did not come.")
            self.inspector.tell(screen().words(said, Type.TABLE, "ink"), said)


def _usual(digest: Digest) -> Iterable[Series]:
    for key in USUAL:
        yield from [line.series for line in digest.acute.lines if line.group.key == key and line.series.has_numbers][:1]
