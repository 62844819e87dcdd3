"""The chosen filters, and the panel in which they are chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from provesvar_gui.results import search, text
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.search import IS_MARKED, Facet, ResultQuery
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import labels, lines

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QHideEvent, QKeyEvent

    from provesvar_gui.results.search import Choice, Key, SearchIndex

translate = QCoreApplication.translate
_MOST: Final = 12  # choices of a facet, the most frequent first
_LONGEST: Final = 40  # characters of a name
SEVERAL: Final = (Facet.DISCIPLINE, Facet.LABORATORY, Facet.STATUS)
_FACETS: Final = {
    Facet.DISCIPLINE: QT_TRANSLATE_NOOP("Find", "Discipline"),
    Facet.LABORATORY: QT_TRANSLATE_NOOP("Find", "Laboratory"),
    Facet.STATUS: QT_TRANSLATE_NOOP("Find", "Status"),
    Facet.PERIOD: QT_TRANSLATE_NOOP("Find", "Period"),
    Facet.MARKED: QT_TRANSLATE_NOOP("Find", "Marked"),
}
PERIODS: Final[dict[Key, timedelta]] = {
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
    "1y": timedelta(days=366),
}
_PERIOD_WORDS: Final = {
    "": QT_TRANSLATE_NOOP("Find", "All times"),
    "24h": QT_TRANSLATE_NOOP("Find", "Last 24 hours"),
    "7d": QT_TRANSLATE_NOOP("Find", "Last 7 days"),
    "30d": QT_TRANSLATE_NOOP("Find", "Last 30 days"),
    "1y": QT_TRANSLATE_NOOP("Find", "Last year"),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Chosen(Redacted):
    """The chosen search words and filters.

    What was typed, and the keys that were chosen, each with its label, in the order in which they were chosen.
    """

    typed: str = ""
    keys: tuple[tuple[Facet, Key, str], ...] = ()

    def of(self, facet: Facet) -> frozenset[Key]:
        return frozenset(key for each, key, _ in self.keys if each is facet)

    def without(self, facet: Facet, key: Key) -> Chosen:
        return replace(self, keys=tuple(each for each in self.keys if each[:2] != (facet, key)))

    def with_(self, facet: Facet, key: Key, label: str) -> Chosen:
        """With that one; a period takes the place of another, and one of all times of every other."""
        kept = tuple(each for each in self.keys if each[0] is not facet or facet in SEVERAL)
        return replace(self, keys=(*kept, (facet, key, label)) if key or facet is not Facet.PERIOD else kept)

    def query(self, now: datetime | None) -> ResultQuery:
        period = next(iter(self.of(Facet.PERIOD)), "")
        return ResultQuery(
            words=search.query_words(self.typed),
            keys=frozenset((facet, key) for facet, key, _ in self.keys if facet is not Facet.PERIOD),
            since=now - PERIODS[period] if period and now is not None else None,
        )


def name(facet: Facet) -> str:
    return translate("Find", _FACETS[facet])


class FilterPanel(QFrame):
    """The panel of the filters, ``filterPanel``: a column for each facet. What it offers is made when it opens.

    ``chosen(facet, key, label, on)``: a choice. ``reset``: none at all. ``closed``: the person has done with it.
    """

    chosen = Signal(object, str, str, bool)
    reset = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filterPanel")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._around = QHBoxLayout(self)
        self._content: QWidget | None = None

    def open_below(self, button: QWidget, index: SearchIndex, chosen: Chosen, *, dated: bool) -> None:
        """``dated``: a period can be asked for."""
        self._empty()
        self._content = content = QWidget(self)
        self._around.addWidget(content)
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["wide"])
        for facet in SEVERAL:
            column = self._column(row, facet)
            every = index.choices[facet]
            offered = [each for place, each in enumerate(every) if place < _MOST or each.key in chosen.of(facet)]
            for each in offered:
                self._add(column, QCheckBox(), facet, each.key, _label(facet, each), chosen, count=each.results)
            if len(offered) < len(every):
                column.addWidget(QLabel(translate("Find", "… and %n more: search for the name", "", len(every) - len(offered))))
            column.addStretch(1)
        column = self._column(row, Facet.PERIOD)
        for key, said in _PERIOD_WORDS.items():
            self._add(column, QRadioButton(), Facet.PERIOD, key, translate("Find", said), chosen).setEnabled(dated)
        column.addSpacing(theme.SPACE["medium"])
        self._add(column, QCheckBox(), *IS_MARKED, translate("Find", "Marked only"), chosen).setToolTip(
            translate("Find", "Deviations; not R, POS, growth")  # those are findings, and no marks
        )
        column.addStretch(1)
        self.setAccessibleName(translate("Find", "Filters"))
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height() + theme.SPACE["tight"]))
        self.move(max(corner.x(), button.window().mapToGlobal(QPoint(0, 0)).x()), corner.y())
        self.show()
        next(each for each in self.choices() if each.isEnabled()).setFocus(Qt.FocusReason.PopupFocusReason)

    def choices(self) -> list[QAbstractButton]:
        """What can be chosen, in the order in which one reads; nothing where it is closed."""
        return self._content.findChildren(QAbstractButton) if self._content is not None else []

    def _column(self, row: QHBoxLayout, facet: Facet) -> QVBoxLayout:
        part = QWidget()
        part.setObjectName(f"filter{facet.name.title()}")
        part.setAccessibleName(name(facet))
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        head = QLabel(name(facet))
        theme.set_font(head, theme.Type.BODY, bold=True)
        column.addWidget(head)
        row.addWidget(part)
        return column

    def _add(
        self, column: QVBoxLayout, button: QAbstractButton, facet: Facet, key: Key, label: str, chosen: Chosen, *, count: int = 0
    ) -> QAbstractButton:
        said = lines.short(label, _LONGEST) + (f" ({count})" if count else "")
        button.setText(said.replace("&", "&&").replace("\t", " "))
        button.setCheckable(True)
        button.setChecked(key in chosen.of(facet) or (facet is Facet.PERIOD and not key and not chosen.of(facet)))
        button.clicked.connect(lambda on: self.chosen.emit(facet, key, label, on))
        column.addWidget(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.hide()
        elif keys.pressed(keys.Key.UNFILTER, event):
            self.reset.emit()
            self.hide()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._empty()
        self.closed.emit()

    def _empty(self) -> None:
        content, self._content = self._content, None
        if content is not None:
            for each in content.findChildren(QAbstractButton):
                each.setText("")
            self._around.removeWidget(content)
            content.deleteLater()


def _label(facet: Facet, choice: Choice) -> str:
    label = labels.status(choice.key).words if facet is Facet.STATUS and choice.key else choice.label
    return " ".join(text.visible(label).split()) or translate("Find", "Not given")
