"""The pickers of HPR role and organisation: a line in which code or name is typed, and a list below it.

The list is a part of the window, not a window of its own: the keys stay with the line, so that no key of the window is swallowed
by an open list, and none comes to one that has closed. No wheel changes a choice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6 import QtWidgets
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from provesvar_gui.patient.roles import search
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.parts import FieldHead
from provesvar_gui.ui.icons import Glyph
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import IconLabel, fill, set_wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provesvar_gui.patient.roles import HprRole, RoleList
    from provesvar_gui.settings.rules import OrganisationEntry

CODE: Final = Qt.ItemDataRole.UserRole
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_VISIBLE_ROWS: Final = 12  # rows in sight


class ListRow(NamedTuple):
    """``text``: for the line once it is chosen. ``row``: for the list. ``usable``: can be chosen."""

    code: str
    text: str
    row: str
    usable: bool = True


class Picker(QWidget):
    """A head, and a line with a list. ``chosen(code)``: by hand, "" for none.

    What stands in the line is the choice: as soon as something else is typed there is none, until that is settled. An Enter that
    changed the choice has done its work, and what was chosen is seen before anything is sent; else it goes on to the form.
    ``rows``: all of them. ``unknown``, ``unusable``: why what was typed cannot be chosen.
    """

    chosen = Signal(str)
    unknown = unusable = ""

    def __init__(self, label: str, spoken: str, name: str, *, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self.rows: tuple[ListRow, ...] = ()
        self.by_hand = False  # whether the clinician has chosen or typed anything yet
        self._list: QtWidgets.QListWidget | None = None
        line = self.line = QLineEdit(self)
        line.setObjectName(f"{name}Picker")
        line.setAccessibleName(spoken)
        line.setFixedHeight(theme.px(40))
        line.setTextMargins(theme.SPACE["tight"], 0, theme.SPACE["wide"], 0)
        line.textEdited.connect(self._typed)
        line.editingFinished.connect(self.settle)
        line.installEventFilter(self)
        chevron = IconLabel(Glyph.OPEN, "ink2", 16, line)
        chevron.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        fill(QHBoxLayout(line), 1, chevron, margins=(0, 0, theme.SPACE["medium"], 0))
        self.head = FieldHead(label, f"{name}Message", self, key=key)
        self.head.label.setBuddy(line)
        fill(QVBoxLayout(self), self.head, line, spacing=6)
        self.setFocusProxy(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.line.setFixedHeight(theme.px(40))

    def found(self, typed: str) -> Sequence[ListRow]:
        return [each for each in self.rows if typed.casefold() in each.row.casefold()]

    def describe(self) -> None:
        """Show a note on the choice in the head."""

    def text_of(self, code: str) -> str:
        """The line's text for a choice; "" for one that cannot be chosen."""
        return next((each.text for each in self.rows if each.code == code and each.usable), "")

    @property
    def unfinished(self) -> bool:
        return self.line.text() != self.text_of(self.code)

    @property
    def open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    @property
    def list(self) -> QtWidgets.QListWidget:
        """Created at the first use, after the first paint; its type too, 1 ms."""
        if self._list is None:
            made = self._list = QtWidgets.QListWidget(self.window())
            made.setObjectName(f"{self.line.objectName()}List")
            made.setAccessibleName(self.line.accessibleName())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFrameShape(QFrame.Shape.Box)
            made.setSpacing(theme.SPACE["hair"])
            made.setAutoFillBackground(True)  # below its scroll bar too
            made.setBackgroundRole(QPalette.ColorRole.Base)
            made.itemClicked.connect(lambda item: self.take(str(item.data(CODE))))
            made.hide()
        return self._list

    @property
    def highlighted(self) -> str:
        item = self.list.currentItem() if self.open else None
        return str(item.data(CODE)) if item is not None else ""

    def set_code(self, code: str) -> None:
        self._refuse("")
        text = self.text_of(code)
        self.code = code if text else ""
        self.line.setText(text)
        self.line.setCursorPosition(0)
        self.describe()

    def open_list(self) -> None:
        self._offer(self.rows)
        self.list.setCurrentRow(next((n for n, each in enumerate(self.rows) if each.code == self.code), -1))

    def close_list(self) -> None:
        if self._list is not None:
            self._list.hide()

    def take(self, code: str) -> bool:
        """Choose it, by hand; returns whether the choice changed."""
        before = self.code
        self.close_list()
        self.set_code(code)
        self.by_hand = True
        if self.code != before:
            self.chosen.emit(self.code)
        return self.code != before

    def settle(self) -> bool:
        """Make a choice of the typed text, or show why that is not possible; returns whether the choice changed."""
        typed = self.line.text().strip()
        if typed == self.text_of(self.code):
            return False
        self.close_list()
        if not typed:
            return self.take("")
        found = self.found(typed)
        best = next((choice for choice in found if choice.usable), None)
        if best is not None:
            return self.take(best.code)
        changed = self.take("")
        self.line.setText(typed)
        self._refuse((self.unusable if found else self.unknown).format(typed=typed))
        return changed

    def enter(self) -> bool:
        """Enter: returns whether it changed the choice, and so goes no further."""
        code = self.highlighted
        return self.take(code) if code else self.settle()

    def tell(self, words: str) -> None:
        if not words or not self.unfinished:
            self._refuse(words)

    def _refuse(self, words: str) -> None:
        self.head.tell(words)
        set_wrong(self.line, bool(words))

    def _typed(self, typed: str) -> None:
        self._refuse("")
        self.by_hand = True
        if self.code and typed.strip() != self.text_of(self.code):
            self.code = ""
            self.describe()
            self.chosen.emit("")
        self._offer(self.found(typed.strip()) if typed.strip() else ())

    def _offer(self, choices: Sequence[ListRow]) -> None:
        """Show the list of these rows below the line, or above it if there is more room; nothing is highlighted."""
        rows, window, line = self.list, self.window(), self.line
        rows.clear()
        for choice in choices:
            rows.addItem(choice.row)
            item = rows.item(rows.count() - 1)
            item.setData(CODE, choice.code)
            if not choice.usable:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        rows.setCurrentRow(-1)
        if not choices:
            rows.hide()
            return
        at = line.mapTo(window, QPoint(0, 0))
        below = window.height() - at.y() - line.height()
        wanted = (rows.sizeHintForRow(0) + 2 * rows.spacing()) * min(len(choices), _VISIBLE_ROWS) + 2 * rows.frameWidth()
        height = min(wanted, max(below, at.y()))
        wide = max(line.width(), rows.sizeHintForColumn(0) + rows.verticalScrollBar().sizeHint().width() + theme.SPACE["small"])
        top = at.y() + line.height() if height <= below else at.y() - height
        rows.setGeometry(min(at.x(), window.width() - wide), top, wide, height)
        rows.raise_()
        rows.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """For the line: Escape closes an open list, and does nothing else then."""
        kind = event.type()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Resize):
            self.close_list()
        elif kind is QEvent.Type.MouseButtonPress:
            self.close_list() if self.open else self.open_list()
        elif isinstance(event, QKeyEvent) and kind is not QEvent.Type.KeyRelease:
            escapes = event.key() == Qt.Key.Key_Escape and self.open
            if kind is QEvent.Type.ShortcutOverride and escapes:
                event.accept()
                return True
            return kind is QEvent.Type.KeyPress and self._press(event, escapes=escapes)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent, *, escapes: bool) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.setAccepted(event.isAutoRepeat() or self.enter())
        elif escapes:
            self.close_list()
        elif key in _STEPS:
            self._step(_STEPS[key])
        else:
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self.highlighted:
                self.take(self.highlighted)
            return False
        return True

    def _step(self, step: int) -> None:
        """Highlight the next row that can be chosen; in a new list the chosen one."""
        if not self.open:
            self.open_list()
            if self.highlighted:
                return
        rows, place = self.list, self.list.currentRow() + step
        while 0 <= place < rows.count() and not rows.item(place).flags() & Qt.ItemFlag.ItemIsEnabled:
            place += step
        if 0 <= place < rows.count():
            rows.setCurrentRow(place)
            announce(self.line, rows.item(place).text(), urgent=False)


class RolePicker(Picker):
    """The HPR role: searchable by code or name; unusable roles are shown and cannot be chosen.

    Where HelseID has told what HPR has of the person, those roles come first. A newer list, or that knowledge, moves no row under
    a finger: a list that is open stays as it was.
    """

    def __init__(self, roles: RoleList, *, english: bool = False, parent: QWidget | None = None) -> None:
        name = QCoreApplication.translate("RolePicker", "HPR role")
        super().__init__(name, name, "role", key=keys.shown(keys.Key.ROLE), parent=parent)
        self.roles = roles
        self._english = english
        self._held: frozenset[str] | None = None  # the codes that HPR has of the person; None: unknown
        self._filled_in = False  # nobody has chosen what stands here: it is HPR's, or what was remembered
        self.unknown = self.tr("Unknown role «{typed}». Type a code or a name from the list.")
        self.unusable = self.tr("«{typed}» cannot be used here. Choose another role.")
        self.line.setPlaceholderText(self.tr("Code or name, for example LE"))
        self.set_roles(roles)

    def found(self, typed: str) -> Sequence[ListRow]:
        return self._rows(search(self.roles.roles, typed, self._held or ()))

    def set_roles(self, roles: RoleList) -> None:
        """Use another copy of the list; the choice stays if the new copy has it."""
        unfinished = self.unfinished
        self.roles = roles
        self._sort_rows()
        date = ".".join(reversed(roles.dated[:10].split("-")))
        listed = self.tr("List of {date}").format(date=date) if roles.roles else ""
        source = self.tr("Code list 9060, Kategori helsepersonell, from Helsedirektoratet")
        self.line.setToolTip("\n".join(filter(None, (keys.tooltip(keys.Key.ROLE), listed, source))))
        if self.code and not self.text_of(self.code):
            self.set_code("")
            self.chosen.emit("")
        elif self.code and not unfinished:
            self.line.setText(self.text_of(self.code))
            self.line.setCursorPosition(0)

    def set_held(self, codes: Sequence[str] | None) -> None:
        """The person's roles in HPR, in any order; None: not known, or nobody is logged in."""
        held = None if codes is None else frozenset(codes)
        if held != self._held:
            if held is None:  # nothing is said of somebody who is gone
                self.close_list()
            self._held = held
            self._sort_rows()
            self.describe()

    def _sort_rows(self) -> None:
        held = self._held or ()
        self.rows = tuple(self._rows(sorted(self.roles.roles, key=lambda role: role.code not in held)))

    def _rows(self, roles: Iterable[HprRole]) -> list[ListRow]:
        made = []
        for role in roles:
            row = text = f"{role.code}  {self._name(role)}"
            if role.code in (self._held or ()):
                row = self.tr("{role} · registered for you").format(role=row)
            if not role.usable:
                row = self.tr("{role} – cannot be used here").format(role=row)
            made.append(ListRow(role.code, text, row, role.usable))
        return made

    def preselect(self) -> bool:
        """Choose the person's only role in HPR, unless a role is chosen or typed; returns whether it did."""
        role = self.roles.find(*self._held) if self._held is not None and len(self._held) == 1 else None
        if role is None or not role.usable or self.code or self.by_hand or self.open or self.unfinished:
            return False
        self.fill_in(role.code)
        return True

    def fill_in(self, code: str) -> None:
        """Choose a role for the clinician, to be checked before its use."""
        self.set_code(code)
        self._filled_in = bool(self.code)
        self.describe()
        if self.code and self.line.hasFocus():
            self.line.selectAll()  # whoever types the next moment replaces it

    def set_code(self, code: str) -> None:
        self._filled_in = False
        super().set_code(code)

    def begin_anew(self) -> None:
        self.set_code("")
        self.by_hand = False

    def name_of(self, code: str) -> str:
        role = self.roles.find(code)
        return code if role is None else self.tr("{name} ({code})").format(name=self._name(role), code=code)

    def describe(self) -> None:
        short = whole = ""
        colour = "ink2"
        if self.code and self._held is not None and self.code not in self._held:
            short, colour = self.tr("Not registered for you"), "flag"
            whole = self.tr("Not registered for you in HPR, according to HelseID.")
        elif self.code and self._held is not None:
            short, whole = self.tr("Registered for you"), self.tr("Registered for you in HPR, according to HelseID.")
        elif self.code and self._filled_in:
            short, whole = self.tr("Filled in: used last"), self.tr("The role that you used last.")
        self.head.note(short, colour, whole=whole)
        self.line.setAccessibleDescription(whole)

    def _name(self, role: HprRole) -> str:
        return (role.name_en if self._english else "") or role.name


class OrganisationPicker(Picker):
    """The organisation. Nothing is preselected; hidden where there are fewer than two."""

    def __init__(self, organisations: Sequence[OrganisationEntry], parent: QWidget | None = None) -> None:
        label = QCoreApplication.translate("OrganisationPicker", "&Organisation")
        name = QCoreApplication.translate("OrganisationPicker", "Organisation")
        super().__init__(label, name, "organisation", parent=parent)
        self.unknown = self.tr("Unknown organisation «{typed}». Choose one from the list.")
        self.line.setToolTip(self.tr("The organisation you look up for. The patient can see it."))
        self.line.setPlaceholderText(self.tr("Choose the organisation"))
        self.chosen.connect(lambda: self.head.note(""))
        self.set_organisations(organisations)

    def enter(self) -> bool:
        """An Enter on a row reached by an arrow key goes on to the look-up; after typing, the found row is shown first."""
        row = self.highlighted
        return super().enter() and not row

    def set_organisations(self, organisations: Sequence[OrganisationEntry]) -> None:
        row = self.tr("{name} ({orgnr})")
        names = {each.orgnr: row.format(name=each.name, orgnr=each.orgnr) for each in organisations}
        self.rows = tuple(ListRow(orgnr, text, text) for orgnr, text in names.items())
        self.set_code(self.code)
        self.setVisible(len(organisations) > 1)

    def fill_in(self, orgnr: str) -> str:
        """Choose for the clinician, to be checked before its use; returns the choice. Emits nothing."""
        self.set_code(orgnr)
        self.head.note(self.tr("Filled in: used last") if self.code else "")
        return self.code
