"""The bar above the views: tabs, search and filter. It is empty for every new patient."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.results.search import Facet
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.keys import Key as ShortcutKey
from provesvar_gui.ui.results.find.field import SearchField
from provesvar_gui.ui.results.find.filters import Chosen, FilterPanel
from provesvar_gui.ui.results.find.finder import Finder
from provesvar_gui.ui.results.find.line import FilterLine
from provesvar_gui.ui.status_banner import announce

if TYPE_CHECKING:
    from datetime import datetime

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.search import Key, SearchMatches

translate = QCoreApplication.translate
_NARROW, _WIDE = 120, 240  # pixels of the field


class FindBar(QWidget):
    """The bar with tabs, search and filter, ``findBar``.

    ``shown_changed(SearchMatches)``: what is found; None when everything is shown again. ``asked``: go to what was found.
    ``left``: back to the results.
    """

    shown_changed = Signal(object)
    asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.chosen = Chosen()
        self.shown: SearchMatches | None = None  # what is found, None where everything is shown
        self._now: datetime | None = None
        self._complete = True
        self._view = ""  # what is said of the view on top, where it does not follow
        self.finder = Finder(self)
        self.finder.found.connect(self._found)
        self.field = SearchField(self)
        self.field.setMinimumWidth(_NARROW)
        self.field.setMaximumWidth(_WIDE)
        self.field.textChanged.connect(lambda typed: self._take(Chosen(typed=typed, keys=self.chosen.keys)))
        self.field.left.connect(self.left)
        self.field.entered.connect(lambda: (self.asked if self.chosen != Chosen() else self.left).emit())
        self.button = QPushButton(self)
        self.button.setObjectName("filterToggle")
        theme.set_kind(self.button, "quiet")
        icons.set_icon(self.button, icons.Icon.FILTER, "accent_text")
        self.button.clicked.connect(self.open_filters)
        self.panel = FilterPanel(self)
        self.panel.chosen.connect(self._choose)
        self.panel.reset.connect(self.reset)
        self.panel.closed.connect(self._go_on)
        self.line = FilterLine(self)
        self.line.reset.connect(self.reset)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE["small"])
        self._row.addStretch(1)
        self._row.addWidget(self.field, 2)
        self._row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        column.addLayout(self._row)
        column.addWidget(self.line)
        for key, act in (
            (ShortcutKey.FIND, self.take_focus),
            (ShortcutKey.FILTERS, self.open_filters),
            (ShortcutKey.UNFILTER, self.reset),
        ):
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, act)
        self.retranslate()

    def lead(self, tabs: QWidget) -> None:
        """What stands first in the bar."""
        self._row.insertWidget(0, tabs)
        tabs.show()

    def order(self) -> None:
        """Tab goes the way one reads."""
        for before, after in pairwise((self.field, self.button, self.line.all)):
            QWidget.setTabOrder(before, after)

    def offer(self, offered: bool) -> None:
        """Whether there is anything to search in."""
        self.field.setVisible(offered)
        self.button.setVisible(offered)

    def show_digest(self, digest: Digest) -> None:
        """Another answer, or more of it; the filter stays until ``clear``."""
        self._now, self._complete = digest.result.fetched_at, digest.complete
        self.offer(offered=True)
        if self._now is None and self.chosen.of(Facet.PERIOD):  # nobody can say what that is
            self._choose(Facet.PERIOD, "", "", True)
        query = self.chosen.query(self._now)
        if query != self.finder.query:
            self.finder.resume(query)
        self.finder.show_digest(digest)
        self._say()

    def show_view(self, unfiltered: str) -> None:
        """Another view is on top. ``unfiltered``: what is said of it where it shows everything whatever is asked for, else ""."""
        self._view = unfiltered
        self._say()

    def keep(self, chosen: Chosen) -> None:
        """The same patient's answer is on its way once more: ask the same of it, as soon as it is there."""
        if chosen != Chosen():
            self._write(chosen)
            self.line.wait()

    def clear(self) -> None:
        """Hold nothing: neither the answer, nor what was looked for in it."""
        self.panel.hide()
        self._now = None
        if self.shown is not None:
            self.shown = None
            self.shown_changed.emit(None)
        self.reset()
        self.finder.clear()

    def reset(self) -> None:
        """Show everything again, in one act."""
        lost = QApplication.focusWidget() is self.line.all
        self._take(Chosen())
        if lost:
            self.left.emit()

    def take_focus(self) -> None:
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def open_filters(self) -> None:
        """The panel, as soon as the answer has been read."""
        if self.button.isVisible():
            dated = self._now is not None
            self.finder.with_index(lambda index: self.panel.open_below(self.button, index, self.chosen, dated=dated))

    def _go_on(self) -> None:
        """The panel has closed: to what was found, where the view on top does not show it."""
        if self._view and self.chosen.keys:
            self.asked.emit()

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        self.field.retranslate()
        self.line.retranslate()
        self._name_button()
        self._say()

    def _name_button(self) -> None:
        count = len(self.chosen.keys)
        words = translate("Find", "Filter")
        self.button.setText(f"{words} ({count})" if count else words)
        told = translate("Find", "%n filter(s) on", "", count) if count else ""
        self.button.setAccessibleName(", ".join(filter(None, (words, told))))
        self.button.setToolTip(keys.tooltip(ShortcutKey.FILTERS))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _choose(self, facet: Facet, key: Key, label: str, on: bool) -> None:
        self._take(self.chosen.with_(facet, key, label) if on else self.chosen.without(facet, key))

    def _take(self, chosen: Chosen) -> None:
        self._write(chosen)
        self.finder.ask(chosen.query(self._now))
        if self.shown is None and not self.finder.query.empty:
            self.line.wait()
        elif self.shown is None:
            self._say()

    def _write(self, chosen: Chosen) -> None:
        self.chosen = chosen
        if self.field.text() != chosen.typed:
            self.field.blockSignals(True)
            self.field.setText(chosen.typed)  # which cannot be undone
            self.field.blockSignals(False)
        self._name_button()

    def _found(self, shown: SearchMatches | None) -> None:
        before, self.shown = self.shown, shown
        self.shown_changed.emit(shown)
        said = self._say()
        if shown is not None or before is not None:
            announce(self, said or self.tr("Everything is shown again"), urgent=False)

    def _say(self) -> str:
        if self.shown is None and not self.finder.query.empty:
            return ""
        return self.line.say(self.shown, self.chosen, view=self._view, complete=self._complete)
