"""The bar above the views: tabs, search and filters. It is empty for every new patient."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from provesvar_gui.results.search import IS_MARKED, Facet
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key as ShortcutKey
from provesvar_gui.ui.results.find.field import SearchField
from provesvar_gui.ui.results.find.filters import Chosen, FilterButtons
from provesvar_gui.ui.results.find.finder import Finder
from provesvar_gui.ui.results.find.line import FilterLine
from provesvar_gui.ui.status_banner import announce

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.search import Key, SearchMatches

_FIELD: Final = 22  # average characters that the field has at least beside the tabs


class FindBar(QWidget):
    """The bar with tabs, search and filters, ``findBar``.

    ``shown_changed(SearchMatches)``: what is found; None when everything is shown again. ``asked``: go to what was found.

    ``left``: back to the results. Tabs, field and filters stand beside each other where there is room, else below; then
    ``filterToggle`` shows the filters in a row of their own.
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
        self._lead: QWidget | None = None
        self._offered = True
        self._rows: tuple[tuple[QWidget, ...], ...] = ()
        self.finder = Finder(self)
        self.finder.found.connect(self._found)
        self.field = SearchField(self)
        self.field.setMinimumWidth(0)
        self.field.textChanged.connect(lambda typed: self._take(Chosen(typed=typed, keys=self.chosen.keys)))
        self.field.left.connect(self.left)
        self.field.entered.connect(self.asked)
        self.buttons = FilterButtons(self)
        self.buttons.wanted.connect(self._open)
        self.buttons.chosen.connect(self._choose)
        self.toggle = QToolButton(self)
        self.toggle.setObjectName("filterToggle")
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.toggle.toggled.connect(lambda _on: self._name_toggle())
        for gone in (self.field.left, self.field.entered):
            gone.connect(lambda: self.toggle.setChecked(False))  # who reads needs the room
        self.line = FilterLine(self)
        self.line.dropped.connect(self._drop)
        self.line.reset.connect(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE["tight"])
        self._layouts = [QHBoxLayout() for _ in range(3)]
        for row in self._layouts:
            row.setSpacing(theme.SPACE["small"])
            column.addLayout(row)
        column.addWidget(self.line)
        for key, act in (
            (ShortcutKey.FIND, self.take_focus),
            (ShortcutKey.FILTERS, self._to_filters),
            (ShortcutKey.UNFILTER, self.reset),
        ):
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, act)
        self.retranslate()

    def lead(self, tabs: QWidget) -> None:
        """What stands first in the bar."""
        tabs.setParent(self)
        self._lead = tabs
        tabs.show()
        self._arrange()

    def offer(self, offered: bool) -> None:
        """Whether there is anything to search in."""
        self._offered = offered
        if not offered:
            self.toggle.setChecked(False)
        self._arrange()

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
        if unfiltered != self._view:
            self._view = unfiltered
            self._say()

    def keep(self, chosen: Chosen) -> None:
        """The same patient's answer is on its way once more: ask the same of it, as soon as it is there."""
        if chosen != Chosen():
            self._write(chosen)
            self.line.wait()

    def clear(self) -> None:
        """Hold nothing: neither the answer, nor what was looked for in it."""
        self.buttons.close_menu()
        self._now = None
        if self.shown is not None:
            self.shown = None
            self.shown_changed.emit(None)
        self.reset()
        self.finder.clear()

    def reset(self) -> None:
        """Show everything again, in one act."""
        lost = self._is_in_line()
        self._take(Chosen())
        if lost:
            self.left.emit()

    def take_focus(self) -> None:
        if self.field.isVisible():
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def _to_filters(self) -> None:
        """To the first of the filters, opening them."""
        if not self.toggle.isHidden():
            self.toggle.setChecked(True)
        self.buttons.button(Facet.DISCIPLINE).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _is_in_line(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.line.isAncestorOf(focused)

    def order(self) -> None:
        """Tab goes the way one reads."""
        parts: list[QWidget] = []
        for part in (part for row in self._rows for part in row):
            parts += map(self.buttons.button, Facet) if part is self.buttons else [part]
        for before, after in pairwise([*parts, self.line.all]):
            QWidget.setTabOrder(before, after)

    def _arrange(self) -> None:
        """Put everything where there is room for it."""
        gap = theme.SPACE["small"]
        lead = (self._lead,) if self._lead is not None else ()
        room = self.width() - sum(each.sizeHint().width() + gap for each in lead)
        room -= self.fontMetrics().averageCharWidth() * _FIELD + gap
        folded = room < self.buttons.sizeHint().width()
        rows: tuple[tuple[QWidget, ...], ...] = ((*lead, self.field, self.buttons), (), ())
        if folded and room >= self.toggle.sizeHint().width():
            rows = ((*lead, self.field, self.toggle), (self.buttons,), ())
        elif folded:
            rows = (lead, (self.field, self.toggle), (self.buttons,))
        if rows != self._rows:
            self._rows = rows
            for layout, widgets in zip(self._layouts, rows, strict=True):
                while layout.count():
                    layout.takeAt(0)
                for widget in widgets:
                    layout.addWidget(widget, int(widget is self.field))
                if widgets and self.field not in widgets:
                    layout.addStretch(1)
            self.order()
        self.field.setVisible(self._offered)
        self.toggle.setVisible(self._offered and folded)
        self.buttons.setVisible(self._offered and (not folded or self.toggle.isChecked()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _name_toggle(self) -> None:
        count = len(self.chosen.keys)
        words = QCoreApplication.translate("Find", "Filters")
        if count:
            words = f"✓ {words} ({count})"
        self.toggle.setText(f"{words} {'▴' if self.toggle.isChecked() else '▾'}")
        self.toggle.setAccessibleName(words)
        self.toggle.setToolTip(keys.tooltip(ShortcutKey.FILTERS))
        self._arrange()

    def retranslate(self) -> None:
        """Words in the language of the screen; other words are wider."""
        self.field.retranslate()
        self.buttons.show_chosen(self.chosen)
        self.line.retranslate()
        self.line.show_chosen(self.chosen)
        self._name_toggle()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _open(self, facet: Facet) -> None:
        if facet is Facet.MARKED:
            self._choose(*IS_MARKED, "", not self.chosen.of(facet))
            return
        self.finder.with_index(lambda index: self.buttons.open_menu(facet, index, self.chosen, dated=self._now is not None))

    def _choose(self, facet: Facet, key: Key, label: str, on: bool) -> None:
        self._take(self.chosen.with_(facet, key, label) if on else self.chosen.without(facet, key))

    def _drop(self, facet: Facet, key: Key) -> None:
        """One filter less; who did it by the keyboard stays among the others, or goes back to the field."""
        there = self._is_in_line()
        self._take(self.chosen.without(facet, key))
        if there:
            next(iter(self.line.chips()), self.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, chosen: Chosen) -> None:
        self._write(chosen)
        self.finder.ask(chosen.query(self._now))
        if self.shown is None and not self.finder.query.empty:
            self.line.wait()
        elif self.shown is None:
            self._say()

    def _write(self, chosen: Chosen) -> None:
        refiltered = chosen.keys != self.chosen.keys
        self.chosen = chosen
        if self.field.text() != chosen.typed:
            self.field.blockSignals(True)
            self.field.setText(chosen.typed)  # which cannot be undone
            self.field.blockSignals(False)
        if refiltered:
            self.buttons.show_chosen(chosen)
            self.line.show_chosen(chosen)
            self._name_toggle()

    def _found(self, shown: SearchMatches | None) -> None:
        before, self.shown = self.shown, shown
        self.shown_changed.emit(shown)
        said = self._say()
        if shown is not None or before is not None:
            announce(self, said or self.tr("Everything is shown again"), urgent=False)

    def _say(self) -> str:
        if self.shown is None and not self.finder.query.empty:
            return ""
        return self.line.say(self.shown, view=self._view, complete=self._complete)
