"""The picker of a series, searched by any part of its name, its unit or its code."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter

from provesvar_gui.results import text
from provesvar_gui.results.laboratories import laboratory_name, material_name
from provesvar_gui.ui.tinted_widgets import FramedCombo

if TYPE_CHECKING:
    from PySide6.QtCore import QObject, SignalInstance
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.results.series import Series, SeriesKey

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
_WIDEST: Final = 640  # pixels of the list of what was found


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
    """For each of those that are called the same: what tells it from the others."""
    names = [called(each) for each in series]
    counts = Counter(names)
    return {each.key: origin(each) for name, each in zip(names, series, strict=True) if counts[name] > 1}


class SeriesModel(QAbstractListModel):
    """The series that can be drawn, by name; ``words`` narrows them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[str, Series]] = []
        self._found: list[int] = []

    def hold(self, series: tuple[Series, ...]) -> None:
        self.beginResetModel()
        apart = distinctions(series)
        told = (" · ".join(part for part in (called(each), apart.get(each.key, "")) if part) for each in series)
        self._all = sorted(zip(told, series, strict=True), key=lambda pair: pair[0].casefold())
        self._found = list(range(len(self._all)))
        self.endResetModel()

    def narrow(self, words: str) -> None:
        """Offer only what has all the words in it."""
        asked = words.casefold().split()
        self.beginResetModel()
        self._found = [
            place
            for place, (name, each) in enumerate(self._all)
            if all(word in name.casefold() or any(word in code.casefold() for code in each.key.code) for word in asked)
        ]
        self.endResetModel()

    def series(self, row: int) -> Series | None:
        return self._all[self._found[row]][1] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._found):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._all[self._found[index.row()]][0]
        return None


class SeriesPicker(FramedCombo):
    """The picker of a series, ``trendPicker``. ``picked(Series)``."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trendPicker")
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        self.offered = SeriesModel(self)
        self.setModel(self.offered)
        self.found = SeriesModel(self)
        completer = QCompleter(self.found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        activated: SignalInstance = completer.activated["QModelIndex"]  # type: ignore[index]  # overloaded: the stubs know one
        activated.connect(lambda index: self._take(self.found.series(index.row())))
        self._finder = completer
        line = self.lineEdit()
        if line is None:
            raise RuntimeError("an editable combo box has a line edit")
        self._line = line
        line.setObjectName("trendPickerText")
        self.setCompleter(completer)
        completer.setModel(self.found)  # the combo box has just given it its own
        line.textEdited.connect(self._search)
        self.activated.connect(lambda row: self._take(self.offered.series(row)))
        self.setCurrentIndex(-1)

    def hold(self, series: tuple[Series, ...]) -> None:
        """Offer these; what is typed stays."""
        typed = self._line.text()
        self.offered.hold(series)
        self.found.hold(series)
        self.setCurrentIndex(-1)
        self._line.setText(typed)

    def clear_all(self) -> None:
        self.offered.hold(())
        self.found.hold(())
        self._line.clear()

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self._line.setPlaceholderText(translate("Trend", "Find an examination"))
        for each in (self, self._line):
            each.setAccessibleName(translate("Trend", "Examination to draw"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes the first that fits."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._line.text().strip():
                self.found.narrow(self._line.text())
                self._take(self.found.series(0))
            event.accept()
            return
        super().keyPressEvent(event)

    def _search(self, typed: str) -> None:
        self.found.narrow(typed)
        popup = self._finder.popup()
        if self.found.rowCount() and typed.strip():
            self._finder.complete()
            if popup is not None:  # names are read whole
                popup.setFixedWidth(max(self.width(), min(popup.sizeHintForColumn(0) + 32, _WIDEST)))
        elif popup is not None:
            popup.hide()

    def _take(self, series: Series | None) -> None:
        popup = self._finder.popup()
        if popup is not None:
            popup.hide()
        self.setCurrentIndex(-1)
        self._line.clear()
        if series is not None:
            self.picked.emit(series)
