"""One button for each thing that can be filtered by. Its menu is made when it is asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import lines
from provesvar_gui.ui.results.find import filters
from provesvar_gui.ui.results.find.filters import Facet

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.results.search import Choices, Key
    from provesvar_gui.ui.results.find.filters import Chosen

translate = QCoreApplication.translate
_MOST = 40  # choices in a menu, the most frequent first
_LONGEST = 60  # characters of a name in a menu


class FilterButton(QToolButton):
    """``filter…``: Space, Enter or Down opens it; Left and Right go to its neighbours."""

    opened = Signal()

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
        self.opened.emit()


class FilterMenu(QMenu):
    """``filterMenu``: Space ticks what the person is on and stays, so that several can be chosen; Enter ticks it and closes."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = cast("QAction | None", self.activeAction())  # the stubs do not know that there may be none
        if event.key() == Qt.Key.Key_Space and action is not None and action.isEnabled():
            event.accept()
            if not event.isAutoRepeat():
                action.trigger()
            return
        super().keyPressEvent(event)


class FilterButtons(QWidget):
    """``wanted(facet)``: somebody opened a button; answer with ``open_menu``. ``chosen(facet, key, label, on)``: a choice."""

    wanted = Signal(object)
    chosen = Signal(object, str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterButtons")
        self._buttons = {facet: FilterButton(facet, self) for facet in Facet}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["tight"])
        for facet, button in self._buttons.items():
            row.addWidget(button)
            button.opened.connect(partial(self._open, facet))
        self._menu: QMenu | None = None
        self.retranslate()

    def button(self, facet: Facet) -> FilterButton:
        return self._buttons[facet]

    @property
    def menu(self) -> QMenu | None:
        return self._menu

    def take_focus(self) -> None:
        """To the first button."""
        self._buttons[Facet.DISCIPLINE].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_chosen(self, chosen: Chosen) -> None:
        """Say on the buttons what is chosen."""
        for facet, button in self._buttons.items():
            count = len(chosen.of(facet))
            name = filters.name(facet)
            mark = "" if facet is Facet.MARKED else " ▾"
            button.setText(f"✓ {name}{mark}" if count else f"{name}{mark}")
            button.setChecked(bool(count))
            button.setAccessibleName(name)
            told = ", ".join(label for each, _, label in chosen.keys if each is facet and label)
            button.setAccessibleDescription(told)

    def open_menu(self, facet: Facet, choices: Choices, chosen: Chosen, *, dated: bool) -> None:
        """Show what can be chosen. ``dated``: a period can be asked for."""
        self.close_menu()
        menu = self._menu = FilterMenu(self)
        menu.setObjectName("filterMenu")
        menu.setAccessibleName(filters.name(facet))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.destroyed.connect(partial(self._forget, menu))
        if facet is Facet.PERIOD:
            group = QActionGroup(menu)
            for key in ("", *filters.PERIODS):
                on = chosen.has(facet, key) if key else not chosen.of(facet)
                action = self._action(menu, facet, key, filters.period(key), on=on)
                action.setEnabled(dated)
                group.addAction(action)
        every = filters.choices(facet, choices)
        offered = [each for place, each in enumerate(every) if place < _MOST or chosen.has(facet, each[0])]
        for key, label, count in offered:
            said = f"{lines.short(label, _LONGEST)} ({count})" if count else lines.short(label, _LONGEST)
            menu.addAction(self._action(menu, facet, key, said, on=chosen.has(facet, key), label=label))
        if len(offered) < len(every):
            left = translate("Find", "… and %n more: search for the name", "", len(every) - len(offered))
            menu.addAction(left).setEnabled(False)
        if facet is Facet.PERIOD:
            menu.addActions(group.actions())
        button = self._buttons[facet]
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        first = next((action for action in menu.actions() if action.isEnabled()), None)
        if first is not None:
            menu.setActiveAction(first)

    def close_menu(self) -> None:
        """Nothing of it stays."""
        menu, self._menu = self._menu, None
        if menu is not None:
            menu.clear()
            menu.close()

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        self.setAccessibleName(translate("Find", "Filters"))

    def _action(self, menu: QMenu, facet: Facet, key: Key, said: str, *, on: bool, label: str = "") -> QAction:
        action = QAction(said.replace("&", "&&").replace("\t", " "), menu)
        action.setCheckable(True)
        action.setChecked(on)
        action.triggered.connect(lambda checked: self.chosen.emit(facet, key, label or said, checked))
        return action

    def _open(self, facet: Facet) -> None:
        self.wanted.emit(facet)

    def _forget(self, menu: QMenu) -> None:
        if self._menu is menu:
            self._menu = None
