"""The chosen filters and their buttons; a menu is made when it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from provesvar_gui.results import search, text
from provesvar_gui.results.model import Redacted
from provesvar_gui.results.search import Facet, ResultQuery
from provesvar_gui.ui import theme
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.results.common import labels, lines

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.results.search import Choice, Key, SearchIndex

translate = QCoreApplication.translate
_MOST = 40  # choices in a menu, the most frequent first
_LONGEST = 60  # characters of a name in a menu
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
        """Without that one."""
        return replace(self, keys=tuple(each for each in self.keys if each[:2] != (facet, key)))

    def with_(self, facet: Facet, key: Key, label: str) -> Chosen:
        """With that one; a period takes the place of another, and one of all times of every other."""
        kept = tuple(each for each in self.keys if each[0] is not facet or facet in SEVERAL)
        return replace(self, keys=(*kept, (facet, key, label)) if key or facet is not Facet.PERIOD else kept)

    def query(self, now: datetime | None) -> ResultQuery:
        """The question. ``now``: by the clock of the service, when the answer came."""
        period = next(iter(self.of(Facet.PERIOD)), "")
        return ResultQuery(
            words=search.query_words(self.typed),
            keys=frozenset((facet, key) for facet, key, _ in self.keys if facet is not Facet.PERIOD),
            since=now - PERIODS[period] if period and now is not None else None,
        )


def name(facet: Facet) -> str:
    return translate("Find", _FACETS[facet])


class FilterButton(QToolButton):
    """The button of one filter. ``filter…``: Space, Enter or Down opens it; Left and Right go to its neighbours."""

    opened = Signal(object)

    def __init__(self, facet: Facet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.facet = facet
        self.setObjectName(f"filter{facet.name.title()}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setCheckable(True)
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        self.setChecked(not self.isChecked())  # only what is chosen checks it
        self.opened.emit(self.facet)


class FilterMenu(QMenu):
    """The menu of one filter, ``filterMenu``.

    Space ticks what the person is on and stays, so that several can be chosen; Enter ticks it and closes.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = cast("QAction | None", self.activeAction())  # the stubs do not know that there may be none
        if event.key() == Qt.Key.Key_Space and action is not None and action.isEnabled():
            event.accept()
            if not event.isAutoRepeat():
                action.trigger()
            return
        super().keyPressEvent(event)


class FilterButtons(QWidget):
    """The buttons of all filters.

    ``wanted(facet)``: somebody opened a button; answer with ``open_menu``. ``chosen(facet, key, label, on)``: a choice.
    """

    wanted = Signal(object)
    chosen = Signal(object, str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterButtons")
        self._buttons = {facet: FilterButton(facet, self) for facet in Facet}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["tight"])
        for button in self._buttons.values():
            row.addWidget(button)
            button.opened.connect(self.wanted)
        self.menu: QMenu | None = None

    def button(self, facet: Facet) -> FilterButton:
        return self._buttons[facet]

    def show_chosen(self, chosen: Chosen) -> None:
        """Say on the buttons what is chosen."""
        self.setAccessibleName(translate("Find", "Filters"))
        for facet, button in self._buttons.items():
            some = bool(chosen.of(facet))
            button.setText(f"{'✓ ' if some else ''}{name(facet)}{'' if facet is Facet.MARKED else ' ▾'}")
            button.setChecked(some)
            button.setAccessibleName(name(facet))
            told = ", ".join(label for each, _, label in chosen.keys if each is facet and label)
            button.setAccessibleDescription(told)

    def open_menu(self, facet: Facet, index: SearchIndex, chosen: Chosen, *, dated: bool) -> None:
        """Show what can be chosen. ``dated``: a period can be asked for."""
        self.close_menu()
        menu = self.menu = FilterMenu(self)
        menu.setObjectName("filterMenu")
        menu.setAccessibleName(name(facet))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(partial(self._forget, menu))
        ticked = chosen.of(facet)
        if facet is Facet.PERIOD:
            group = QActionGroup(menu)
            for key, said in _PERIOD_WORDS.items():
                action = self._add(menu, facet, key, translate("Find", said), on=key in ticked or not (key or ticked))
                action.setEnabled(dated)
                group.addAction(action)
        else:
            every = index.choices[facet]
            offered = [each for place, each in enumerate(every) if place < _MOST or each.key in ticked]
            for each in offered:
                self._add(menu, facet, each.key, _label(facet, each), on=each.key in ticked, count=each.results)
            if len(offered) < len(every):
                left = translate("Find", "… and %n more: search for the name", "", len(every) - len(offered))
                menu.addAction(left).setEnabled(False)
        button = self._buttons[facet]
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def close_menu(self) -> None:
        """Nothing of it stays."""
        menu, self.menu = self.menu, None
        if menu is not None:
            menu.clear()
            menu.close()

    def _add(self, menu: QMenu, facet: Facet, key: Key, label: str, *, on: bool, count: int = 0) -> QAction:
        said = lines.short(label, _LONGEST) + (f" ({count})" if count else "")
        action = menu.addAction(said.replace("&", "&&").replace("\t", " "))
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda checked: self.chosen.emit(facet, key, label, checked))
        return action

    def _forget(self, menu: QMenu) -> None:
        if self.menu is menu:
            self.menu = None


def _label(facet: Facet, choice: Choice) -> str:
    label = labels.status(choice.key).words if facet is Facet.STATUS and choice.key else choice.label
    return " ".join(text.visible(label).split()) or translate("Find", "Not given")
