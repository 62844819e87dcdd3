"""The line that tells of an active filter: how much of the answer is shown, by what, and the button that shows everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.search import Facet
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key as ShortcutKey
from provesvar_gui.ui.results.find import filters
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import ElidedLabel, TintPanel, say_in_tooltip

if TYPE_CHECKING:
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.find.filters import Chosen

translate = QCoreApplication.translate
SEPARATOR = " · "


class FilterLine(TintPanel):
    """The line of an active filter, ``filterLine``. Hidden where nothing is filtered. ``reset``: show everything."""

    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tint.ACTION, parent=parent)
        self.setObjectName("filterLine")
        self.words = ElidedLabel(tint=Tint.ACTION, letters=20, parent=self)
        self.words.setObjectName("filterWords")
        self.all = QPushButton(self)
        self.all.setObjectName("filterReset")
        self.all.clicked.connect(self.reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], 0, theme.SPACE["large"], 0)
        row.addWidget(self.words)
        row.addWidget(self.all)
        row.addStretch(1)
        self.retranslate()
        self.hide()

    def say(self, shown: SearchMatches | None, chosen: Chosen, *, view: str = "", complete: bool = True) -> str:
        """Say how much is shown; "" and hidden where nothing is filtered. ``view``: how the view on top stands to it."""
        return self._write("" if shown is None else SEPARATOR.join(_parts(shown, chosen, view, complete=complete)))

    def wait(self) -> None:
        """Something is asked for and not found yet."""
        self._write(translate("Find", "Searching …"))

    def _write(self, said: str) -> str:
        self.words.setText(said)
        say_in_tooltip(self.words, said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))
        return said

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        reset = translate("Find", "Show everything ({key})").replace("{key}", keys.shown(ShortcutKey.UNFILTER))
        self.all.setText(reset)
        self.all.setAccessibleName(reset)


def _parts(shown: SearchMatches, chosen: Chosen, view: str, *, complete: bool) -> list[str]:
    found, of = len(shown.found), shown.index.results
    if shown.groups:
        said = [translate("Find", "{found} of %n result(s)", "", of).replace("{found}", str(found))]
    else:
        said = [translate("Find", "Nothing matches: %n result(s) hidden", "", of)]
    said += filter(None, (view,))
    for facet, _, label in chosen.keys:
        said.append(label if facet in (Facet.MARKED, Facet.PERIOD) else f"{filters.name(facet)}: {label}")
    if shown.borrowed and shown.query.words:
        said.append(translate("Find", "%n of them only by a text of their report or sample", "results", shown.borrowed))
    if shown.undated:
        said.append(translate("Find", "%n without a date included", "results", shown.undated))
    if not complete:
        said.append(translate("Find", "more results may still come"))
    return [part.replace(text.NBSP, " ") for part in said]
