"""The rows of the lists of roles, in two groups where it is known what HPR has of the person; and where the list is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem

from provesvar_gui.domain.roles import RoleListSource

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QAbstractItemView

    from provesvar_gui.domain.roles import HprRole, RoleList

CODE = Qt.ItemDataRole.UserRole
_FRAME = 2  # device-independent pixels
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def text_of(role: HprRole, *, english: bool) -> str:
    """Code and name."""
    return f"{role.code}  {(role.name_en if english else '') or role.name}"


def source_of(roles: RoleList) -> str:
    """Where the list is from, and of which day."""
    if not roles.roles:
        return ""
    year, month, day = [*roles.dated.split("-"), "", ""][:3]
    date = ".".join(part for part in (day[:2], month, year) if part)
    texts = {
        RoleListSource.BUNDLED: QCoreApplication.translate("RolePicker", "List of {date}, with the program"),
        RoleListSource.CACHED: QCoreApplication.translate("RolePicker", "List of {date}, saved copy"),
        RoleListSource.LIVE: QCoreApplication.translate("RolePicker", "List of {date}, up to date"),
    }
    return texts[roles.source].format(date=date)


def fill(model: QStandardItemModel, groups: Iterable[tuple[HprRole, ...]], held: frozenset[str] | None, *, english: bool) -> None:
    """Append the rows. ``held``: codes that HPR has of the person; None where that is unknown: then there are no headings."""
    for group in groups:
        mine = None if held is None or not group else group[0].code in held
        if mine is not None:
            model.appendRow(_heading(mine=mine))
        for role in group:
            model.appendRow(_row(role, mine, english=english))


def fit(view: QAbstractItemView) -> None:
    """Make the list wide enough for its longest row, a heading perhaps."""
    view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 2 * _FRAME)


def _heading(*, mine: bool) -> QStandardItem:
    item = QStandardItem(
        QCoreApplication.translate("RoleRows", "Registered for you in HPR")
        if mine
        else QCoreApplication.translate("RoleRows", "Not registered for you in HPR (according to HelseID)")
    )
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _row(role: HprRole, mine: bool | None, *, english: bool) -> QStandardItem:
    text = text_of(role, english=english)
    if not role.usable:
        text = QCoreApplication.translate("RolePicker", "{role} – cannot be used here").format(role=text)
    item = QStandardItem(text)
    item.setData(role.code, CODE)
    if mine is not None:
        spoken = (
            QCoreApplication.translate("RoleRows", "{role}, registered for you in HPR")
            if mine
            else QCoreApplication.translate("RoleRows", "{role}, not registered for you in HPR, according to HelseID")
        )
        item.setData(spoken.format(role=text), _SPOKEN)
    if not role.usable:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


class PastHeadings(QObject):
    """Arrow keys in a completer's list step over a heading at its top, which Qt takes for the first row."""

    def __init__(self, popup: QAbstractItemView) -> None:
        super().__init__(popup)
        self._popup = popup
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down from the line, and up to it."""
        if event.type() is QEvent.Type.Show:
            self._popup.installEventFilter(self)  # Qt has put its own in front
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.modifiers():
            first, current = self._first(), self._popup.currentIndex()
            if event.key() == Qt.Key.Key_Down and not current.isValid() and first.isValid():
                self._popup.setCurrentIndex(first)
                return True
            if event.key() == Qt.Key.Key_Up and current.isValid() and current == first and first.row() > 0:
                self._popup.setCurrentIndex(QModelIndex())
                return True
        return super().eventFilter(watched, event)

    def _first(self) -> QModelIndex:
        model = self._popup.model()
        rows = range(model.rowCount())
        enabled = (model.index(row, 0) for row in rows if model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)
        return next(enabled, QModelIndex())
