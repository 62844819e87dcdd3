"""The line that shows an active filter: how much is shown, by which filters, and the button that resets them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from provesvar_gui.results import text
from provesvar_gui.results.search import Facet
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key as ShortcutKey
from provesvar_gui.ui.results.common import lines
from provesvar_gui.ui.results.common.flow import Flow
from provesvar_gui.ui.results.find import filters
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, TintPanel

if TYPE_CHECKING:
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.find.filters import Chosen

translate = QCoreApplication.translate
_CHIP = 32  # characters
SEPARATOR = " · "


class FilterLine(TintPanel):
    """The line that shows the active filters, ``filterLine``.

    Hidden where nothing is filtered. ``dropped(facet, key)``: one filter no more; ``reset``: none at all.
    """

    dropped = Signal(object, str)
    reset = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tint.WARNING, bar=True, parent=parent)
        self.setObjectName("filterLine")
        self._flow = Flow(self, gap=theme.SPACE["small"])
        self.words = TintLabel(tint=Tint.WARNING, parent=self._flow)
        self.words.setObjectName("filterWords")
        theme.resize(self.words, bold=True)
        self.all = QPushButton(self._flow)
        self.all.setObjectName("filterReset")
        self.all.clicked.connect(self.reset)
        self._flow.set_corner(self.all)
        self._flow.set_widgets([self.words])
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["medium"], theme.SPACE["tight"], theme.SPACE["small"], theme.SPACE["tight"])
        row.addWidget(self._flow)
        self.hide()

    def chips(self) -> list[QToolButton]:
        """One for each filter, in order."""
        return [widget for widget in self._flow.widgets if isinstance(widget, QToolButton)]

    def show_chosen(self, chosen: Chosen) -> None:
        """A chip for each filter; what is typed stands in the field."""
        for chip in self.chips():
            chip.hide()
            chip.setText("")
            chip.setAccessibleName("")
            chip.deleteLater()
        chips: list[QToolButton] = []
        for facet, key, label in chosen.keys:
            chip = QToolButton(self._flow)
            chip.setObjectName("filterChip")
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            deviating = translate("Find", "Deviations; not R, POS, growth")  # those are findings, and no marks
            said = deviating if facet is Facet.MARKED else f"{filters.name(facet)}: {label}"
            chip.setText(f"{lines.short(said, _CHIP)}  ✕".replace("&", "&&"))
            chip.setAccessibleName(translate("Find", "Remove the filter {name}").replace("{name}", said))
            chip.clicked.connect(partial(self.dropped.emit, facet, key))
            QWidget.setTabOrder(chips[-1] if chips else self.all, chip)
            chips.append(chip)
        self._flow.set_widgets([self.words, *chips])

    def say(self, shown: SearchMatches | None, *, view: str = "", complete: bool = True) -> str:
        """Say how much is shown; "" and hidden where nothing is filtered.

        ``view``: what is said of the view on top instead, where it shows everything all the same.
        """
        said = "" if shown is None else SEPARATOR.join(_parts(shown, view, complete=complete))
        self._write(said)
        self.setAccessibleName(said)
        self.setVisible(bool(said))
        return said

    def wait(self) -> None:
        """Something is asked for and not found yet."""
        self._write(translate("Find", "Filtered: searching …"))
        self.setVisible(True)

    def _write(self, said: str) -> None:
        if said != self.words.text():
            self.words.setText(said)
            self._flow.set_widgets(self._flow.widgets)  # the words are wider, or less wide

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        reset = translate("Find", "Show everything ({key})").replace("{key}", keys.shown(ShortcutKey.UNFILTER))
        self.all.setText(reset)
        self.all.setAccessibleName(reset)
        self._flow.set_widgets(self._flow.widgets)


def _parts(shown: SearchMatches, view: str, *, complete: bool) -> list[str]:
    found, all_ = len(shown.found), shown.index.results
    if view:
        return [view]
    results = translate("Find", "Filtered: {found} of %n result(s) match", "", all_).replace("{found}", str(found))
    reports = translate("Find", "{shown} of %n report(s) shown, whole", "", shown.index.reports)
    said = [results, reports.replace("{shown}", str(shown.reports))]
    if not shown.groups:
        said[0] = translate("Find", "Filtered: nothing matches, and %n result(s) are hidden", "", all_)
        said.pop()
    if shown.borrowed and shown.query.words:
        said.append(translate("Find", "%n of them only by a text of their report or sample", "results", shown.borrowed))
    if shown.undated:
        said.append(translate("Find", "%n without a date included", "results", shown.undated))
    if not complete:
        said.append(translate("Find", "more results may still come"))
    return [part.replace(text.NBSP, " ") for part in said]
