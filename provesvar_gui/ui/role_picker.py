"""The HPR role: searchable by code or name; what cannot be used here is shown and cannot be chosen.

Where HelseID has told what HPR has of the person, those roles come first. A newer list, or that knowledge, moves no row under a
finger: while a list is open or somebody types, it waits for the next opening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from provesvar_gui.domain.roles import grouped, only_one, search
from provesvar_gui.ui import theme
from provesvar_gui.ui.field_note import FieldNote
from provesvar_gui.ui.role_combo import RoleCombo
from provesvar_gui.ui.role_notes import RoleNotes
from provesvar_gui.ui.role_rows import CODE, fill, fit, source_of, text_of
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex

    from provesvar_gui.domain.roles import RoleList


class RolePicker(QWidget):
    """``chosen(code)`` when a role is chosen ("" for none).

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
        self._unseen = False  # preselected, and not confirmed by anything yet
        self.combo = RoleCombo(self, self)
        self._line = self.combo.line
        self._line.textEdited.connect(self._search)
        self._line.editingFinished.connect(self._left)
        self.combo.activated.connect(self._take_row)
        label = QLabel(self.tr("HPR role"), self)  # its key is F4; Alt+R belongs to the results
        label.setBuddy(self.combo)
        theme.resize(label, bold=True)
        self._source = ToneLabel(tone=Tone.SUBDUED, wrap=False, parent=self)
        self._source.setObjectName("roleSource")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        top = QHBoxLayout()
        top.addWidget(label)
        top.addStretch(1)
        top.addWidget(self._source)
        column.addLayout(top)
        column.addWidget(self.combo)
        self.note = FieldNote("roleMessage", (self.combo,), self)
        column.addWidget(self.note)
        self.about = RoleNotes(self)
        column.addWidget(self.about)
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
        """Choose the one role that HPR has of the person, where nobody has chosen or typed any; whether that was done.

        The line says so, and the next Enter only confirms it.
        """
        role = only_one(self._roles, tuple(self._held or ()))
        if role is None or self._code or self._by_hand or self._busy:
            return False
        self.set_code(role.code)
        self._unseen = True
        self.about.preselected()
        self._describe()
        if self.combo.hasFocus():
            self._line.selectAll()  # whoever types the next moment replaces it
        return True

    def begin_anew(self) -> None:
        """Somebody else may come: nobody has chosen anything."""
        self.set_code("")
        self._by_hand = False

    def tell_rarely_exempt(self, rarely: bool) -> None:
        """Whether the chosen role is none of those for which the basis that is chosen is described."""
        self.about.rarely_exempt(self.name_of(self._code) if rarely and self._code else "")
        self._describe()

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
        self._source.setText(source_of(roles))
        self._source.setToolTip(self.tr("Code list 9060, Kategori helsepersonell, from Helsedirektoratet"))
        kept = roles.find(self._code)
        if self._code and (kept is None or not kept.usable):
            self.set_code("")
            self.chosen.emit("")
        elif unfinished:
            self.combo.setCurrentIndex(-1)
            self._line.setText(typed)
        else:
            unseen = self._unseen and self._code in (held or ())
            self.set_code(self._code)
            if unseen:
                self._unseen = True
                self.about.preselected()
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
        self._unseen = False
        self.combo.setCurrentIndex(self.combo.findData(self._code, CODE) if self._code else -1)
        self._line.setText(self._text_of(self._code))
        self._line.setCursorPosition(0)
        self._say_whose()

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
        """Make a choice of what is typed, or say why that cannot be.

        True where that changed the choice, or confirmed one that was made for the clinician.
        """
        changed = self._settle()
        unseen, self._unseen = self._unseen, False
        self.catch_up()
        return changed or unseen

    def _left(self) -> None:
        """The focus goes elsewhere: that confirms nothing."""
        self._settle()
        self.catch_up()

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
        self.note.tell(words)

    def _search(self, typed: str) -> None:
        self._refuse("", "")
        self._by_hand = True
        if self._code and typed.strip() != self._text_of(self._code):
            self._code, self._unseen = "", False
            self.about.nothing()
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
        before, unseen = self._code, self._unseen
        self.set_code(code)
        self._by_hand = self._by_hand or bool(code)
        if keep:
            self._line.setText(keep)
        if self._code != before:
            self.chosen.emit(self._code)
        return self._code != before or unseen

    def _text_of(self, code: str) -> str:
        role = self._roles.find(code) if code else None
        return text_of(role, english=self._english) if role is not None else ""

    def _say_whose(self) -> None:
        if self._code and self._held is not None and self._code not in self._held:
            self.about.not_registered()
        else:
            self.about.nothing()
        self._describe()

    def _describe(self) -> None:
        self.combo.setAccessibleDescription(self.about.words)
