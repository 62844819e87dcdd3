"""The box of the roles: its line, the list of all, and the list of what was found for what is typed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter

from provesvar_gui.ui import keys
from provesvar_gui.ui.popup_keys import KeyedCombo, PopupKeys
from provesvar_gui.ui.role_rows import PastHeadings, fit

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QAbstractItemView, QWidget


class Settler(Protocol):
    """Who knows what is typed, and what has come meanwhile."""

    def settle(self) -> bool:
        """Make a choice of what is typed; whether that changed or confirmed it."""
        ...

    def refuses_now(self) -> bool:
        """The same for Tab; whether it is no role, and is told so for the first time."""
        ...

    def catch_up(self, *, opening: bool = False) -> None:
        """Take what has come while a list was open or somebody typed."""
        ...

    def take_found(self, index: QModelIndex) -> None:
        """A row of what was found was pressed."""
        ...

    def take_highlighted(self) -> bool:
        """Make a choice of what is highlighted in what was found; whether that changed it."""
        ...

    def take_viewed(self) -> bool:
        """The same in the list of all."""
        ...


class RoleCombo(KeyedCombo):
    """Enter and Tab settle what is typed; an Enter that settled something goes no further.

    The focus is the combo box's own, not its line's, and a completer's popup hands keys on past every event filter. ``line``,
    ``popup`` and ``found`` (with its model): what is typed, and what was found for it.
    """

    def __init__(self, settler: Settler, parent: QWidget) -> None:
        super().__init__(settler.take_viewed, parent)
        self._settler = settler
        name = QCoreApplication.translate("RolePicker", "HPR role")
        self.setObjectName("rolePicker")
        self.setAccessibleName(name)
        self.setToolTip(keys.tooltip(keys.Key.ROLE))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.setCompleter(None)  # type: ignore[arg-type]  # not Qt's own, which would complete in the line; the stub is wrong
        line = self.lineEdit()
        if line is None:
            raise RuntimeError("an editable combo box has a line edit")
        self.line = line
        line.setObjectName("roleText")
        line.setAccessibleName(name)
        line.setPlaceholderText(QCoreApplication.translate("RolePicker", "Code or name, for example LE"))

    @cached_property
    def found(self) -> QStandardItemModel:
        """What was found for what is typed. Made when something is typed: the first paint does not wait for it."""
        return QStandardItemModel(self)

    @cached_property
    def finder(self) -> QCompleter:
        """Shows it."""
        finder = QCompleter(self.found, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = _popup_of(finder)
        popup.setObjectName("rolePopup")
        PastHeadings(popup)
        self.setCompleter(finder)
        activated: SignalInstance = finder.activated["QModelIndex"]  # type: ignore[index]  # overloaded: the stubs know one
        activated.connect(self._settler.take_found)
        PopupKeys(popup, self, popup.hide, self._settler.take_highlighted)
        return finder

    @property
    def popup(self) -> QAbstractItemView:
        """The list of what was found."""
        return _popup_of(self.finder)

    @property
    def found_open(self) -> bool:
        """Whether it is open."""
        return "finder" in self.__dict__ and self.popup.isVisible()

    @property
    def open(self) -> bool:
        """Whether one of the lists is open."""
        return self.found_open or super().open

    def close_found(self) -> None:
        """Close the list of what was found."""
        if self.found_open:
            self.popup.hide()

    def close_lists(self) -> None:
        """Close both."""
        self.close_found()
        self.hidePopup()

    def take_rows(self, model: QStandardItemModel) -> None:
        """Another list of all."""
        self.setModel(model)
        if "finder" in self.__dict__:
            self.finder.setModel(self.found)  # the combo box has just given it its own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.setAccepted(self._settler.settle())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab stays once where what was typed is no role; a second one goes on."""
        if forward and self._settler.refuses_now():
            return True
        return super().focusNextPrevChild(forward)

    def showPopup(self) -> None:
        """With what has come meanwhile. Where nothing is chosen nothing is marked: Qt would have Enter take the first row."""
        self._settler.catch_up(opening=True)
        fit(self.view())
        super().showPopup()
        if self.currentIndex() < 0:
            self.view().setCurrentIndex(QModelIndex())

    def hidePopup(self) -> None:
        """What has come meanwhile is shown from now on."""
        super().hidePopup()
        self._settler.catch_up()


def _popup_of(finder: QCompleter) -> QAbstractItemView:
    popup = finder.popup()
    if popup is None:
        raise RuntimeError("a completer has a popup")
    return popup
