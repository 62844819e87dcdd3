"""The field that adds a series to the lanes, found by any part of its name, its unit or its code."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from provesvar_gui.results import text
from provesvar_gui.results.laboratories import laboratory_name, material_name
from provesvar_gui.ui import icons, theme
from provesvar_gui.ui.icons import Icon

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, SignalInstance
    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.series import Series, SeriesKey

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
_WIDEST: Final = 640  # pixels of the list of what was found
_WIDTH: Final = 200


def called(series: Series) -> str:
    """Name, unit, and under what it was found."""
    parts = [text.visible(series.name).replace("\n", " ")]
    if series.unit:
        parts.append(text.visible(series.unit))
    if series.key.apart:
        parts.append(translate("Trend", "on another kind of number or an invalid one"))
    parents = (above[-1] or above[1] for above in series.key.under if len(above) > 1)
    under = " › ".join(text.visible(each) for each in parents if each)
    return " · ".join([*parts, under] if under else parts)


def selectable(series: tuple[Series, ...]) -> tuple[Series, ...]:
    """What can be chosen: what has numbers. The same on another kind of identifier is shown with it, and asked for there."""
    own = {each.key for each in series if each.has_numbers and not each.key.apart}
    return tuple(
        each for each in series if each.has_numbers and (not each.key.apart or replace(each.key, apart=False) not in own)
    )


def origin(series: Series) -> str:
    """What tells it from another one that is called the same: its national code, else the local code and the laboratory."""
    if series.nlk:
        return ", ".join(series.nlk)
    newest = series.points[-1].placed
    code = next((each.code for each in newest.observation.code.codings if each.code), "")
    return ", ".join(text.visible(part) for part in (code, laboratory_name(newest), material_name(newest)) if part)


def distinctions(series: tuple[Series, ...]) -> dict[SeriesKey, str]:
    """What tells each of those that are called the same from the others. The only one with a national code needs nothing."""
    named = [(called(each), each) for each in series]
    counts, national = Counter(name for name, _ in named), Counter(name for name, each in named if each.nlk)
    return {each.key: origin(each) for name, each in named if counts[name] > 1 and not (each.nlk and national[name] == 1)}


class SeriesModel(QAbstractListModel):
    """The series that can be drawn, by name; ``narrow`` leaves those that have all the words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, Series]] = []
        self._found: list[tuple[str, Series]] = []

    def hold(self, series: tuple[Series, ...]) -> None:
        apart = distinctions(series)
        told = (" · ".join(part for part in (called(each), apart.get(each.key, "")) if part) for each in series)
        self._all = sorted(zip(told, series, strict=True), key=lambda pair: pair[0].casefold())
        self.narrow("")

    def narrow(self, words: str) -> None:
        asked = words.casefold().split()
        self.beginResetModel()
        self._found = [
            (name, each)
            for name, each in self._all
            if all(word in name.casefold() or any(word in code.casefold() for code in each.key.code) for word in asked)
        ]
        self.endResetModel()

    def series(self, row: int) -> Series | None:
        return self._found[row][1] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        told = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._found[index.row()][0] if told and index.isValid() and index.row() < len(self._found) else None


class SeriesPicker(QLineEdit):
    """The field, ``trendPicker``. ``picked(Series)``. A click, or Down, shows everything that can be drawn."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPicker")
        self.addAction(icons.icon(Icon.PLUS, "ink2"), QLineEdit.ActionPosition.LeadingPosition)
        self.offered = SeriesModel(self)
        self._finder = QCompleter(self.offered, self)
        self._finder.setWidget(self)
        self._finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._finder.setMaxVisibleItems(14)
        self._list = QListView()
        self._finder.setPopup(self._list)
        activated: SignalInstance = self._finder.activated["QModelIndex"]  # type: ignore[index]  # overloaded: the stubs know one
        activated.connect(lambda index: self._take(self.offered.series(index.row())))
        self.textEdited.connect(self._search)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_WIDTH), theme.px(32))

    def hold(self, series: tuple[Series, ...]) -> None:
        """Offer these; what is typed stays."""
        self.offered.hold(series)
        self.offered.narrow(self.text())

    def clear_all(self) -> None:
        self._list.hide()
        self.offered.hold(())
        self.clear()

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.setPlaceholderText(translate("Trend", "Add an examination"))
        self.setAccessibleName(translate("Trend", "Examination to draw"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes the first that fits; Down shows the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.text().strip():
                self._take(self.offered.series(0))
        elif event.key() == Qt.Key.Key_Down:
            self._search(self.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._search(self.text())

    def _search(self, typed: str) -> None:
        self.offered.narrow(typed)
        if self.offered.rowCount():
            self._finder.complete()
            self._list.setFixedWidth(
                max(self.width(), min(self._list.sizeHintForColumn(0) + 32, _WIDEST))
            )  # names are read whole
        else:
            self._list.hide()

    def _take(self, series: Series | None) -> None:
        self._list.hide()
        if series is not None:
            self.clear()
            self.offered.narrow("")
            self.picked.emit(series)
