"""The box of the roles: its line, the list of all, and the list of what was found for what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter

from provesvar_gui.ui import keys
from provesvar_gui.ui.role_rows import PastHeadings, fit
from provesvar_gui.ui.tone import FramedCombo

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget


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


class RoleCombo(FramedCombo):
    """Enter and Tab settle what is typed; an Enter that settled something goes no further.

    The focus is the combo box's own, not its line's, and a completer's popup hands keys on past every event filter. ``line``,
    ``popup`` and ``found`` (with its model): what is typed, and what was found for it.
    """

    def __init__(self, settler: Settler, parent: QWidget) -> None:
        super().__init__(parent)
        self._settler = settler
        name = QCoreApplication.translate("RolePicker", "HPR role")
        self.setObjectName("rolePicker")
        self.setAccessibleName(name)
        self.setToolTip(keys.tooltip(keys.Key.ROLE))
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.found = QStandardItemModel(self)
        self.finder = QCompleter(self.found, self)
        self.finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup, line = self.finder.popup(), self.lineEdit()
        if popup is None or line is None:
            raise RuntimeError("a completer has a popup, and an editable combo box a line edit")
        self.popup, self.line = popup, line
        popup.setObjectName("rolePopup")
        PastHeadings(popup)
        self.setCompleter(self.finder)
        line.setObjectName("roleText")
        line.setAccessibleName(name)
        line.setPlaceholderText(QCoreApplication.translate("RolePicker", "Code or name, for example LE"))

    @property
    def open(self) -> bool:
        """Whether one of the lists is open."""
        return self.popup.isVisible() or self.view().isVisible()

    def close_lists(self) -> None:
        """Close both."""
        self.popup.hide()
        self.hidePopup()

    def take_rows(self, model: QStandardItemModel) -> None:
        """Another list of all."""
        self.setModel(model)
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
