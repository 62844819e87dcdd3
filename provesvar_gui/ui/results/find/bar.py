"""The bar above the views: their tabs, what is looked for, and by what it is filtered. It begins empty with every patient."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key as ShortcutKey
from provesvar_gui.ui.results.find.buttons import FilterButtons
from provesvar_gui.ui.results.find.field import SearchField
from provesvar_gui.ui.results.find.filters import Chosen, Facet
from provesvar_gui.ui.results.find.finder import Finder
from provesvar_gui.ui.results.find.line import FilterLine
from provesvar_gui.ui.results.find.rows import Rows
from provesvar_gui.ui.status_banner import announce

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.search import Key, Shown


class FindBar(QWidget):
    """``findBar``. ``shown_changed(Shown)``: what is found; None when everything is shown again. ``asked``: go to what was found.

    ``left``: back to the results.
    """

    shown_changed = Signal(object)
    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._chosen = Chosen()
        self._now: datetime | None = None
        self._complete = True
        self._shown: Shown | None = None
        self._view = ""  # what is said of the view on top, where it does not follow
        self.finder = Finder(self)
        self.finder.found.connect(self._found)
        self.field = SearchField(self)
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.left)
        self.field.entered.connect(self.asked)
        self.buttons = FilterButtons(self)
        self.buttons.wanted.connect(self._open)
        self.buttons.chosen.connect(self._choose)
        self.line = FilterLine(self)
        self.line.dropped.connect(self._drop)
        self.line.reset.connect(self.reset)
        self.rows = Rows(self.field, self.buttons, self)
        self.rows.arranged.connect(self.order)
        for gone in (self.field.left, self.field.entered):
            gone.connect(lambda: self.rows.toggle.setChecked(False))  # who reads needs the room
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        column.addWidget(self.rows)
        column.addWidget(self.line)
        for key, act in (
            (ShortcutKey.FIND, self.take_focus),
            (ShortcutKey.FILTERS, self._to_filters),
            (ShortcutKey.UNFILTER, self.reset),
        ):
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, act)
        self.retranslate()

    @property
    def shown(self) -> Shown | None:
        """What is found, None where everything is shown."""
        return self._shown

    def lead(self, tabs: QWidget) -> None:
        """What stands first in the bar."""
        self.rows.lead(tabs)
        self.order()

    def offer(self, offered: bool) -> None:
        """Whether there is anything to search in."""
        self.rows.offer(offered)

    def show_digest(self, digest: Digest) -> None:
        """Another answer, or more of it; the filter stays until ``clear``."""
        self._now, self._complete = digest.result.fetched_at, digest.complete
        self.offer(offered=True)
        if self._now is None and self._chosen.of(Facet.PERIOD):  # nobody can say what that is
            self._choose(Facet.PERIOD, "", "", True)
        query = self._chosen.query(self._now)
        if query != self.finder.query:
            self.finder.resume(query)
        self.finder.show_digest(digest)
        self._say()

    def show_view(self, unfiltered: str) -> None:
        """Another view is on top. ``unfiltered``: what is said of it where it shows everything whatever is asked for, else ""."""
        if unfiltered != self._view:
            self._view = unfiltered
            self._say()

    @property
    def chosen(self) -> Chosen:
        return self._chosen

    def keep(self, chosen: Chosen) -> None:
        """The same patient's answer is on its way once more: ask the same of it, as soon as it is there."""
        if chosen == Chosen():
            return
        self._write(chosen)
        self.line.wait()

    def clear(self) -> None:
        """Hold nothing: neither the answer, nor what was looked for in it."""
        self.buttons.close_menu()
        self._now = None
        if self._shown is not None:
            self._shown = None
            self.shown_changed.emit(None)
        self.reset()
        self.finder.clear()

    def reset(self) -> None:
        """Show everything again, in one act."""
        focused = QApplication.focusWidget()
        lost = focused is not None and self.line.isAncestorOf(focused)
        self._take(Chosen())
        if lost:
            self.left.emit()

    def take_focus(self) -> None:
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def _to_filters(self) -> None:
        """To the first of the filters, opening them."""
        self.rows.open()
        self.buttons.take_focus()

    def order(self) -> None:
        """Tab goes the way one reads."""
        parts: list[QWidget] = []
        for part in self.rows.in_order():
            parts += map(self.buttons.button, Facet) if part is self.buttons else [part]
        for before, after in pairwise([*parts, self.line.all]):
            QWidget.setTabOrder(before, after)

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        self.field.retranslate()
        self.buttons.retranslate()
        self.buttons.show_chosen(self._chosen)
        self.rows.retranslate()
        self.line.retranslate()
        self.line.show_chosen(self._chosen)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _typed(self, typed: str) -> None:
        self._take(Chosen(typed=typed, keys=self._chosen.keys))

    def _open(self, facet: Facet) -> None:
        if facet is Facet.MARKED:
            self._choose(facet, "marked", "", not self._chosen.of(facet))
            return
        self.finder.with_index(
            lambda index: self.buttons.open_menu(facet, index.choices, self._chosen, dated=self._now is not None)
        )

    def _choose(self, facet: Facet, key: Key, label: str, on: bool) -> None:
        if facet is Facet.PERIOD and not key:
            self._take(Chosen(typed=self._chosen.typed, keys=tuple(each for each in self._chosen.keys if each[0] is not facet)))
        else:
            self._take(self._chosen.with_(facet, key, label) if on else self._chosen.without(facet, key))

    def _drop(self, facet: Facet, key: Key) -> None:
        """One filter less; who did it by the keyboard stays among the others, or goes back to the field."""
        focused = QApplication.focusWidget()
        there = focused is not None and self.line.isAncestorOf(focused)
        self._take(self._chosen.without(facet, key))
        if there:
            next(iter(self.line.chips()), self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, chosen: Chosen) -> None:
        self._write(chosen)
        self.finder.ask(chosen.query(self._now))
        if self._shown is None and not self.finder.query.empty:
            self.line.wait()
        elif self._shown is None:
            self._say()

    def _write(self, chosen: Chosen) -> None:
        refiltered = chosen.keys != self._chosen.keys
        self._chosen = chosen
        if self.field.text() != chosen.typed:
            self.field.blockSignals(True)
            self.field.setText(chosen.typed)  # which cannot be undone
            self.field.blockSignals(False)
        if refiltered:
            self.buttons.show_chosen(chosen)
            self.rows.count(len(chosen.keys))
            self.line.show_chosen(chosen)

    def _found(self, shown: Shown | None) -> None:
        before, self._shown = self._shown, shown
        self.shown_changed.emit(shown)
        said = self._say()
        if shown is not None or before is not None:
            announce(self, said or self.all_shown(), urgent=False)

    def _say(self) -> str:
        if self._shown is None and not self.finder.query.empty:
            return ""
        return self.line.say(self._shown, view=self._view, complete=self._complete)

    def all_shown(self) -> str:
        return self.tr("Everything is shown again")
