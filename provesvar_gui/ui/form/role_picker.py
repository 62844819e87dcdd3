"""The HPR role: searchable by code or name; what cannot be used here is shown and cannot be chosen.

Where HelseID has told what HPR has of the person, those roles come first. A newer list, or that knowledge, moves no row under
a finger: while a list is open or somebody types, it waits for the next opening.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from provesvar_gui.patient.roles import grouped, only_one, search
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.organisation_picker import KeyedCombo, PopupKeys
from provesvar_gui.ui.form.parts import FieldHead
from provesvar_gui.ui.tinted_widgets import set_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QAbstractItemView

    from provesvar_gui.patient.roles import HprRole, RoleList


CODE = Qt.ItemDataRole.UserRole
_FRAME = 2  # device-independent pixels


def text_of(role: HprRole, *, english: bool) -> str:
    return f"{role.code}  {(role.name_en if english else '') or role.name}"


def list_of(roles: RoleList) -> str:
    """Of which day the list is."""
    date = ".".join(reversed(roles.dated[:10].split("-")))
    return QCoreApplication.translate("RolePicker", "List of {date}").format(date=date) if roles.roles else ""


def fill(model: QStandardItemModel, groups: Iterable[tuple[HprRole, ...]], held: frozenset[str] | None, *, english: bool) -> None:
    """Append the rows. ``held``: codes that HPR has of the person; None where that is unknown."""
    for group in groups:
        for role in group:
            model.appendRow(_row(role, mine=role.code in (held or ()), english=english))


def fit(view: QAbstractItemView) -> None:
    """Make the list wide enough for its longest row."""
    view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + 2 * _FRAME)


def _row(role: HprRole, *, mine: bool, english: bool) -> QStandardItem:
    text = text_of(role, english=english)
    if mine:
        text = QCoreApplication.translate("RoleRows", "{role} · registered for you").format(role=text)
    if not role.usable:
        text = QCoreApplication.translate("RolePicker", "{role} – cannot be used here").format(role=text)
    item = QStandardItem(text)
    item.setData(role.code, CODE)
    if not role.usable:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


class RoleCombo(KeyedCombo):
    """The combo box of roles.

    Enter and Tab settle what is typed; an Enter that settled something goes no further.

    The focus is the combo box's own, not its line's, and a completer's popup hands keys on past every event filter. ``line``,
    ``popup`` and ``found`` (with its model): what is typed, and what was found for it.
    """

    def __init__(self, picker: RolePicker) -> None:
        super().__init__(picker.take_viewed, picker)
        self._picker = picker
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
        line.setTextMargins(theme.SPACE["small"], 0, theme.SPACE["medium"], 0)
        self.chevron.raise_()
        line.setAccessibleName(name)
        line.setPlaceholderText(QCoreApplication.translate("RolePicker", "Code or name, for example LE"))

    @cached_property
    def found(self) -> QStandardItemModel:
        """What was found for what is typed. Made when something is typed: the first paint does not wait for it."""
        return QStandardItemModel(self)

    @cached_property
    def finder(self) -> QCompleter:
        finder = QCompleter(self.found, self)
        finder.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = _popup_of(finder)
        popup.setObjectName("rolePopup")
        self.setCompleter(finder)
        activated: SignalInstance = finder.activated["QModelIndex"]  # type: ignore[index]  # overloaded: the stubs know one
        activated.connect(self._picker.take_found)
        PopupKeys(popup, self, popup.hide, self._picker.take_highlighted)
        return finder

    @property
    def popup(self) -> QAbstractItemView:
        """The list of what was found."""
        return _popup_of(self.finder)

    @property
    def found_open(self) -> bool:
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
        self.close_found()
        self.hidePopup()

    def take_rows(self, model: QStandardItemModel) -> None:
        self.setModel(model)
        if "finder" in self.__dict__:
            self.finder.setModel(self.found)  # the combo box has just given it its own

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.setAccepted(self._picker.settle())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:
        """Tab stays once where what was typed is no role; a second one goes on."""
        if forward and self._picker.refuses_now():
            return True
        return super().focusNextPrevChild(forward)

    def showPopup(self) -> None:
        """With what has come meanwhile. Where nothing is chosen nothing is marked: Qt would have Enter take the first row."""
        self._picker.catch_up(opening=True)
        fit(self.view())
        super().showPopup()
        if self.currentIndex() < 0:
            self.view().setCurrentIndex(QModelIndex())

    def hidePopup(self) -> None:
        """What has come meanwhile is shown from now on."""
        super().hidePopup()
        self._picker.catch_up()


def _popup_of(finder: QCompleter) -> QAbstractItemView:
    popup = finder.popup()
    if popup is None:
        raise RuntimeError("a completer has a popup")
    return popup


class RolePicker(QWidget):
    """The picker of the HPR role.

    ``chosen(code)`` when a role is chosen ("" for none).

    What stands in the line is the role: as soon as something else is typed the role is none, until that is settled.
    """

    chosen = Signal(str)

    def __init__(self, roles: RoleList, *, english: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roles = roles
        self._english = english
        self._code = ""
        self._refused = ""  # what was typed and is no role that can be used
        self._held: frozenset[str] | None = None  # the codes that HPR has of the person; None: unknown
        self._waiting: tuple[RoleList, frozenset[str] | None] | None = None  # for the next opening
        self._by_hand = False  # whether the clinician has chosen or typed anything yet
        self._filled_in = False  # nobody has chosen what stands here: it is HPR's, or what was remembered
        self.combo = RoleCombo(self)
        self._line = self.combo.line
        self._line.textEdited.connect(self._search)
        self._line.editingFinished.connect(self._left)
        self.combo.activated.connect(self._take_row)
        self.head = FieldHead(self.tr("HPR role"), "roleMessage", self, key=keys.shown(keys.Key.ROLE))
        self.head.label.setBuddy(self.combo)  # its key is F4; Alt+R belongs to the results
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.set_roles(roles)

    @property
    def code(self) -> str:
        """The chosen code, or ""."""
        return self._code

    @property
    def roles(self) -> RoleList:
        """The copy of the list that is in use, or will be from the next opening."""
        return self._roles if self._waiting is None else self._waiting[0]

    def set_roles(self, roles: RoleList) -> None:
        """Take another copy of the list; the choice stays where the new copy still offers it."""
        self._wait_or_take(roles, self._held if self._waiting is None else self._waiting[1])

    def set_held(self, codes: Sequence[str] | None) -> None:
        """Which roles HPR has of the person, in any order; None where that is not known, or nobody is logged in."""
        held = None if codes is None else frozenset(codes)
        roles, before = (self._roles, self._held) if self._waiting is None else self._waiting
        if held == before:
            return
        if held is None and self._held is not None:  # nothing is said of somebody who is gone
            self.combo.close_lists()
            self._take(roles, None)
        else:
            self._wait_or_take(roles, held)

    def preselect(self) -> bool:
        """Choose the one role that HPR has of the person, where nobody has chosen or typed any; whether that was done."""
        role = only_one(self._roles, tuple(self._held or ()))
        if role is None or self._code or self._by_hand or self._busy:
            return False
        self.fill_in(role.code)
        return True

    def fill_in(self, code: str) -> None:
        """Choose a role for the clinician, who sees it before it is used."""
        self.set_code(code)
        self._filled_in = bool(self._code)
        self._describe()
        if self._code and self.combo.hasFocus():
            self._line.selectAll()  # whoever types the next moment replaces it

    def begin_anew(self) -> None:
        """Somebody else may come: nobody has chosen anything."""
        self.set_code("")
        self._by_hand = False

    def tell(self, words: str) -> None:
        """What is wrong, unless something is said already of what stands here; "" takes it back."""
        if not words or not self.refused:
            self._tell(words)

    @property
    def _busy(self) -> bool:
        return self.combo.open or self.unfinished

    def _wait_or_take(self, roles: RoleList, held: frozenset[str] | None) -> None:
        if self._busy and self._roles.roles:
            self._waiting = (roles, held)
        else:
            self._take(roles, held)

    def catch_up(self, *, opening: bool = False) -> None:
        """Take what has come while a list was open or somebody typed. ``opening``: a list is about to be opened."""
        if self._waiting is not None and (opening or not self._busy):
            self._take(*self._waiting)

    def _take(self, roles: RoleList, held: frozenset[str] | None) -> None:
        typed, unfinished = self._line.text(), self.unfinished
        self._waiting = None
        self._roles, self._held = roles, held
        if roles.roles or self.combo.count():  # at the start there are none, until the first paint is over
            self._fill()
        source = self.tr("Code list 9060, Kategori helsepersonell, from Helsedirektoratet")
        self.combo.setToolTip("\n".join(filter(None, (keys.tooltip(keys.Key.ROLE), list_of(roles), source))))
        kept = roles.find(self._code)
        if self._code and (kept is None or not kept.usable):
            self.set_code("")
            self.chosen.emit("")
        elif unfinished:
            self.combo.setCurrentIndex(-1)
            self._line.setText(typed)
        else:
            filled_in = self._filled_in
            self.set_code(self._code)
            self._filled_in = filled_in
            self._describe()

    def _fill(self) -> None:
        model = QStandardItemModel(self.combo)
        groups = (self._roles.roles,) if self._held is None else grouped(self._roles.roles, self._held)
        fill(model, groups, self._held, english=self._english)
        self.combo.take_rows(model)

    def set_code(self, code: str) -> None:
        """Show a choice, or none. An unusable or unknown code shows none."""
        self._refuse("", "")
        role = self._roles.find(code)
        self._code = role.code if role is not None and role.usable else ""
        self._filled_in = False
        self.combo.setCurrentIndex(self.combo.findData(self._code, CODE) if self._code else -1)
        self._line.setText(self._text_of(self._code))
        self._line.setCursorPosition(0)
        self._describe()

    def name_of(self, code: str) -> str:
        """Name and code of a role, for a sentence; the code alone where the list does not know it."""
        role = self._roles.find(code)
        if role is None:
            return code
        return self.tr("{name} ({code})").format(name=(role.name_en if self._english else "") or role.name, code=code)

    @property
    def refused(self) -> bool:
        """Whether what stands in the line is no role that can be used, and has been told so."""
        return bool(self._refused) and self._refused == self._line.text().strip()

    def select_all(self) -> None:
        """What is typed next replaces what stands there."""
        self._line.selectAll()

    @property
    def unfinished(self) -> bool:
        """Whether something is typed that is not settled."""
        return self._line.text() != self._text_of(self._code)

    def refuses_now(self) -> bool:
        """Settle what is typed; whether that is no role, and is told so for the first time. It is marked: typing replaces it."""
        told = self.refused
        self._left()
        if self.refused and not told:
            self._line.selectAll()
        return self.refused and not told

    def settle(self) -> bool:
        """Make a choice of what is typed, or say why that cannot be; whether that changed the choice."""
        changed = self._settle()
        self.catch_up()
        return changed

    def _left(self) -> None:
        self.settle()

    def _settle(self) -> bool:
        typed = self._line.text().strip()
        if not typed or typed == self._text_of(self._code):
            self._refuse("", "")
            return self._choose("") if not typed else False
        self.combo.close_found()
        found = search(self._roles.roles, typed, self._held or ())
        best = next((role for role in found if role.usable), None)
        if best is None or (not found[0].usable and typed.casefold() in (found[0].code.casefold(), found[0].name.casefold())):
            unknown = self.tr("Unknown role «{typed}». Type a code or a name from the list.")
            unusable = self.tr("«{typed}» cannot be used here. Choose another role.")
            changed = self._choose("", keep=typed)
            self._refuse(typed, (unusable if found else unknown).format(typed=typed))
            return changed
        return self._choose(best.code)

    def _refuse(self, typed: str, words: str) -> None:
        self._refused = typed
        self._tell(words)

    def _tell(self, words: str) -> None:
        self.head.tell(words)
        set_wrong(self.combo, bool(words))

    def _search(self, typed: str) -> None:
        self._refuse("", "")
        self._by_hand = True
        if self._code and typed.strip() != self._text_of(self._code):
            self._code, self._filled_in = "", False
            self._describe()
            self.chosen.emit("")
        if not self.combo.found_open:
            self.catch_up(opening=True)
        self.combo.found.clear()
        if typed.strip():
            held = self._held
            found = search(self._roles.roles, typed, held or ())
            groups = (found,) if held is None else grouped(found, held, held_first=False)
            fill(self.combo.found, groups, held, english=self._english)
            fit(self.combo.popup)
        if self.combo.found.rowCount():
            self.combo.finder.complete()
        else:
            self.combo.close_found()

    def take_found(self, index: QModelIndex) -> None:
        """A row of what was found was pressed."""
        self._choose(str(index.data(CODE)))

    def _take_row(self, row: int) -> None:
        self._choose(str(self.combo.itemData(row, CODE)))

    def take_highlighted(self) -> bool:
        """Make a choice of what is highlighted in what was found; whether that changed it."""
        index = self.combo.popup.currentIndex()
        usable = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        return self._choose(str(index.data(CODE))) if usable else self.settle()

    def take_viewed(self) -> bool:
        """The same in the list of all."""
        index = self.combo.view().currentIndex()
        usable = index.isValid() and bool(index.flags() & Qt.ItemFlag.ItemIsEnabled)
        return self._choose(str(index.data(CODE))) if usable else False

    def _choose(self, code: str, *, keep: str = "") -> bool:
        """``keep``: what stays in the line."""
        before = self._code
        self.set_code(code)
        self._by_hand = self._by_hand or bool(code)
        if keep:
            self._line.setText(keep)
        if self._code != before:
            self.chosen.emit(self._code)
        return self._code != before

    def _text_of(self, code: str) -> str:
        role = self._roles.find(code) if code else None
        return text_of(role, english=self._english) if role is not None else ""

    def _describe(self) -> None:
        """What HPR says of the role, or who filled it in. None of it forbids anything."""
        short = whole = ""
        colour = "ink2"
        if self._code and self._held is not None and self._code not in self._held:
            short, colour = self.tr("Not registered for you"), "flag"
            whole = self.tr("Not registered for you in HPR, according to HelseID.")
        elif self._code and self._held is not None:
            short, whole = self.tr("Registered for you"), self.tr("Registered for you in HPR, according to HelseID.")
        elif self._filled_in:
            short, whole = self.tr("Filled in: used last"), self.tr("The role that you used last.")
        self.head.note(short, colour, whole=whole)
        self.combo.setAccessibleDescription(whole)
