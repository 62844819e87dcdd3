"""What is chosen above the lanes: the examinations, found by any part of their name, unit or code, and the time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QButtonGroup, QCompleter, QHBoxLayout, QLineEdit, QListView, QPushButton, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.course import TimeRange
from provesvar_gui.results.laboratories import laboratory_name, material_name
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key, shown
from provesvar_gui.ui.theme import Type

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from provesvar_gui.results.series import Series, SeriesKey

translate = QCoreApplication.translate
_WIDEST: Final = 640  # pixels of the list of what was found
_WIDTH: Final = 200
_SERIES, _FOUND_BY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


def called(series: Series) -> str:
    parts = [text.visible(series.name).replace("\n", " ")]
    if series.unit:
        parts.append(text.visible(series.unit))
    if series.key.apart:
        parts.append(apart())
    parents = (above[-1] or above[1] for above in series.key.under if len(above) > 1)
    under = " › ".join(text.visible(each) for each in parents if each)
    return " · ".join([*parts, under] if under else parts)


def apart() -> str:
    return translate("Trend", "on another kind of number or an invalid one")


def _origin(series: Series) -> str:
    if series.nlk:
        return ", ".join(series.nlk)
    newest = series.points[-1].placed
    code = next((each.code for each in newest.observation.code.codings if each.code), "")
    return ", ".join(text.visible(part) for part in (code, laboratory_name(newest), material_name(newest)) if part)


def distinctions(series: tuple[Series, ...]) -> dict[SeriesKey, str]:
    """What tells each of those that are called the same from the others. The only one with a national code needs nothing."""
    named = [(called(each), each) for each in series]
    counts, national = Counter(name for name, _ in named), Counter(name for name, each in named if each.nlk)
    return {each.key: _origin(each) for name, each in named if counts[name] > 1 and not (each.nlk and national[name] == 1)}


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
        """Offer these; what is typed stays."""
        self.offered.clear()
        alike = distinctions(series)
        told = (" · ".join(filter(None, (called(each), alike.get(each.key, "")))) for each in series)
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
        """Return takes the first that fits; Down shows the list."""
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


_ALL: Final = tuple(TimeRange)


class PeriodBar(QWidget):
    """The buttons of the periods, ``trendPeriods``. ``chosen``: another one. ``by_hand``: the person has chosen it."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPeriods")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, each in enumerate(_ALL):
            button = QPushButton(self)
            button.setObjectName(f"trendPeriod-{each.value}")
            button.setCheckable(True)
            theme.set_kind(button, "segment last" if each is TimeRange.ALL else "segment")
            theme.set_font(button, Type.TABLE)
            self._group.addButton(button, place)
            row.addWidget(button)
        self.reset()
        self._group.idClicked.connect(lambda place: self.take(_ALL[place]))

    @property
    def now(self) -> TimeRange:
        return _ALL[self._group.checkedId()]

    def step(self, by: int) -> None:
        """A shorter (1) or a longer (-1) period."""
        self.take(_ALL[min(max(self._group.checkedId() - by, 0), len(_ALL) - 1)])

    def propose(self, period: TimeRange) -> None:
        """A period to begin with, until the person chooses one."""
        if not self.by_hand:
            self._group.button(_ALL.index(period)).setChecked(True)

    def take(self, period: TimeRange) -> None:
        self._group.button(_ALL.index(period)).setChecked(True)
        self.by_hand = True
        self.chosen.emit()

    def reset(self) -> None:
        self.by_hand = False
        self.propose(TimeRange.ALL)

    def retranslate(self) -> None:
        names = (
            (translate("Trend", "24 h"), translate("Trend", "Show the last 24 hours")),
            (translate("Trend", "40 h"), translate("Trend", "Show the last 40 hours")),
            (translate("Trend", "7 d"), translate("Trend", "Show the last 7 days")),
            (translate("Trend", "30 d"), translate("Trend", "Show the last 30 days")),
            (translate("Trend", "1 year"), translate("Trend", "Show the last year")),
            (translate("Trend", "5 years"), translate("Trend", "Show the last 5 years")),
            (translate("Trend", "All"), translate("Trend", "Show all times")),
        )
        self.setAccessibleName(translate("Trend", "Period of the graph"))
        for place, (name, purpose) in enumerate(names):
            button = self._group.button(place)
            button.setText(name)
            button.setAccessibleName(purpose)
            button.setToolTip(f"{purpose} ({shown(Key.TREND_PERIOD)})")
