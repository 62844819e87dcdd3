"""The pane of microbiology: samples with organisms and susceptibilities, and one organism over time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.results.microbiology import Culture, Cultures, Organism, sampled
from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common import lines
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.results.common.choice_button import ChoiceButton
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.microbiology import export, lists
from provesvar_gui.ui.results.microbiology.sample_view import SampleView

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
BESIDE: Final = 1200  # pixels from which list and sample stand beside each other
_LOW: Final = ((480, 760), (300, 620))  # and from which in a pane lower than that: what kills it needs the height
_LIST: Final = 7  # lines of text that the list keeps, its head among them


class MicrobiologyPane(Pane):
    """The pane of microbiology, ``microbiologyPane``."""

    follows_filter = True

    def __init__(self, style: Style, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("microbiologyPane")
        self._style = style
        self._digest: Digest | None = None
        self._cultures = Cultures()
        self._shown: Culture | None = None
        self._filter: SearchMatches | None = None
        self._filtered: tuple[int, int] | None = None  # samples that the filter leaves, of how many
        self.samples_button, self.time_button = ChoiceButton("cultureSamplesButton"), ChoiceButton("resistanceButton")
        self.older_button, self.apart_button = ChoiceButton("olderCulturesButton"), ChoiceButton("apartCulturesButton")
        self._views = QButtonGroup(self)
        self._views.addButton(self.samples_button)
        self._views.addButton(self.time_button)
        self.samples_button.setChecked(True)
        self.note = plain_label("culturesNote")
        self.empty = plain_label("noCultures")
        self._narrow = False
        self._shared = False  # by hand
        self.list = lists.samples(lambda: self._style, lambda: self._narrow)
        self.organisms = lists.organisms(lambda: self._style)
        self.sample = SampleView()
        self._lists = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.empty.setMargin(8)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar = QHBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(4)
        for part in (self.samples_button, self.time_button):
            bar.addWidget(part)
        bar.addSpacing(8)
        bar.addWidget(self.note, 1)
        bar.addStretch()
        for part in (self.older_button, self.apart_button):
            bar.addWidget(part)
        for table in (self.list, self.organisms):
            self._lists.addWidget(table)
        self.splitter.setObjectName("culturesSplitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._lists)
        self.splitter.addWidget(self.sample)
        self.splitter.setStretchFactor(0, 9)
        self.splitter.setStretchFactor(1, 11)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.samples_button.toggled.connect(self._turned)
        self.older_button.toggled.connect(self._fill)
        self.apart_button.toggled.connect(self._fill)
        self.list.chosen.connect(self._chosen)
        self.organisms.chosen.connect(self._organism_chosen)
        self.list.entered.connect(lambda row: self._open(self.list.source(row)))
        self.list.widened.connect(self._fit_list)
        self.organisms.entered.connect(lambda _: self.sample.take_focus())
        self.sample.entered.connect(self._open)
        self.sample.copy_asked.connect(self.copy_asked)
        self.sample.fitted.connect(self._give_way)
        self.splitter.splitterMoved.connect(self._dragged)
        for table in (self.list, self.organisms):
            table.copy_pressed.connect(self.sample.copy)
        for sequence in keys.sequences(Key.RESISTANCE):
            QShortcut(sequence, self, self._turn, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_digest(self, digest: Digest, style: Style) -> None:
        """Show it; the sample that the person reads stays."""
        self._digest, self._style, self._cultures = digest, style, digest.cultures
        self._update_buttons()
        self._fill()

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Only samples in which something was found, and organisms of such samples, each whole."""
        self._filter = shown
        if self._digest is not None:
            self._fill()

    def show_codes(self, style: Style) -> None:
        """The same, with or without codes."""
        if self._digest is not None:
            self.show_digest(self._digest, style)

    def _update_buttons(self) -> None:
        digest, found = self._digest, self._cultures
        any_at_all = bool(found.own or found.older or found.apart)
        for widget in (self.samples_button, self.time_button):
            widget.setVisible(any_at_all)
        self.older_button.setVisible(bool(found.older))
        self.apart_button.setVisible(bool(found.apart))
        self.samples_button.set_text(translate("Cultures", "Samples (%n)", "", len(found.own)))
        self.time_button.set_text(translate("Cultures", "Resistance over time (%n)", "", len(found.organisms)))
        self.time_button.setEnabled(bool(found.organisms))
        if not found.organisms and self.time_button.isChecked():
            self.samples_button.setChecked(True)
        apart = translate("Cultures", "%n on another kind of number or an invalid one", "", len(found.apart))
        self.apart_button.set_text(apart)
        self.older_button.set_text(translate("Cultures", "%n in older versions", "", len(found.older)))
        complete = digest is not None and digest.complete
        if any_at_all:
            self.empty.setText("")
        elif complete:
            self.empty.setText(
                translate(
                    "Cultures", "No report was recognised as microbiology. What goes by other names stands among the reports."
                )
            )
        else:
            self.empty.setText(
                translate("Cultures", "So far no report was recognised as microbiology. Not all reports have been fetched.")
            )
        self._stack.setCurrentIndex(int(any_at_all))

    def _fill(self) -> None:
        cultures, organisms = self._listed(), self._cultures.organisms
        if self._has_apart():
            cultures = (*cultures, *self._cultures.apart)
        row = self.organisms.currentIndex().row()
        shown, every = self._filter, len(cultures)
        if shown is not None:
            cultures = tuple(each for each in cultures if _found(each, shown))
            organisms = tuple(each for each in organisms if any(_found(culture, shown) for culture in each.cultures))
        self._filtered = (len(cultures), every) if shown is not None else None
        self._note()
        self.list.rows.set_sources(cultures)
        self.organisms.rows.set_sources(organisms)
        self._choose(row)

    def _note(self) -> None:
        """Above the list: whether more may come, and how many samples a filter leaves."""
        said = self._limits(self._filtered, complete=self._digest is None or self._digest.complete)
        self.note.setText(lines.SEPARATOR.join(said))
        self.note.setVisible(bool(said) and self._stack.currentIndex() == 1)

    def _has_apart(self) -> bool:
        """Whether samples on another kind of identifier are listed: where asked for, or where there are no others."""
        return self.apart_button.isChecked() or not self._listed()

    def _listed(self) -> tuple[Culture, ...]:
        """The patient's own samples that are listed before any filter."""
        found = self._cultures
        if not self.older_button.isChecked():
            return found.own
        return tuple(sorted((*found.own, *found.older), key=sampled, reverse=True))

    def _choose(self, organism: int) -> None:
        """Stay with the organism of that row, or with the sample that was on the screen."""
        time = self.time_button.isChecked()
        count = (self.organisms if time else self.list).rows.rowCount()
        self._lists.setCurrentIndex(int(time))
        if time and count:
            self.organisms.choose(min(max(organism, 0), count - 1))
        elif count:
            self.list.choose(_place(self._shown, tuple(self.list.source(row) for row in range(count))))
        else:
            self.sample.clear()

    def _turned(self) -> None:
        self._share()
        if self._digest is not None:
            for table in (self.list, self.organisms):
                table.clearSelection()
            self._choose(self.organisms.currentIndex().row())

    def _share(self) -> None:
        """Samples have more to say in their list than organisms."""
        beside = self.splitter.orientation() is Qt.Orientation.Horizontal
        room = self.splitter.width() if beside else self.splitter.height()
        share = 8 if not beside or self.width() < BESIDE else 9
        if beside and self.time_button.isChecked():
            share = 6
        left = room * share // 20
        self.splitter.setSizes([left, room - left])
        self._give_way()

    def _dragged(self) -> None:
        self._shared = True

    def _give_way(self) -> None:
        """A list above the sample leaves it the height for every antibiotic; not against the person's own hand."""
        wanted = self.sample.wanted_height()
        if self._shared or not wanted or self.splitter.orientation() is not Qt.Orientation.Vertical:
            return
        above, below = self.splitter.sizes()
        least = _LIST * self.fontMetrics().lineSpacing()
        more = min(wanted - below, above - least)
        if more > 0:
            self.splitter.setSizes([above - more, below + more])
            table = self.organisms if self.time_button.isChecked() else self.list
            table.scrollTo(table.currentIndex())

    def _fit_list(self) -> None:
        """The status stands in a column of its own where there is room for it, else below the date; it is never cut."""
        narrow = self.list.width() < lists.roomy(self.list)
        if narrow != self._narrow:
            self._narrow = narrow
            self._fill()

    def _turn(self) -> None:
        other = self.time_button if self.samples_button.isChecked() else self.samples_button
        if other.isEnabled() and other.isVisibleTo(self):
            other.setChecked(True)
            self.take_focus()

    def _chosen(self, culture: Culture) -> None:
        self._shown = culture
        self.sample.show_culture(culture, self._style)

    def _organism_chosen(self, organism: Organism) -> None:
        self.sample.show_organism(organism, self._style)

    def _open(self, culture: Culture) -> None:
        if culture.report is not None:
            self.report_asked.emit(culture.report)

    def clear(self) -> None:
        """Wipe every model and every text."""
        self._digest, self._shown, self._cultures, self._filter, self._filtered = None, None, Cultures(), None, None
        self.list.rows.set_sources(())
        self.organisms.rows.set_sources(())
        self.sample.clear()
        self.older_button.setChecked(False)
        self.apart_button.setChecked(False)
        self.samples_button.setChecked(True)
        for widget in (self.samples_button, self.time_button, self.older_button, self.apart_button):
            widget.set_text("")
        for label in (self.note, self.empty):
            label.setText("")
        self._stack.setCurrentIndex(0)

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """Every sample that is listed, or the organism over time; what is not in it is said."""
        if self.time_button.isChecked():
            return self._organism_document(paper=paper)
        listed = [self.list.source(row) for row in range(self.list.rows.rowCount())]
        said = self._filter_text(self._filtered, apart=self._has_apart(), older=self.older_button.isChecked())
        fetched_at = self._digest.result.fetched_at if self._digest is not None else None
        title = self.list.accessibleName()
        if paper:
            return export.samples(listed, self._style, title=title, facts=(said,) if said else (), fetched_at=fetched_at)
        return export.as_text(listed, self._style, title=title, said=said, fetched_at=fetched_at)

    def _organism_document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        taken = yield from self.sample.document(paper=paper)
        said = self._filter_text(None, apart=False, older=False)
        return replace(taken, facts=(*taken.facts, said)) if taken is not None and said else taken

    @staticmethod
    def _limits(filtered: tuple[int, int] | None, *, complete: bool) -> list[str]:
        """Whether more may come, and how many samples a filter leaves, of how many."""
        said = [] if complete else [translate("Cultures", "Incomplete: not all reports have been fetched.")]
        if filtered is not None:
            words = translate("Cultures", "Filtered: {shown} of {all} samples")
            said.append(words.replace("{shown}", str(filtered[0])).replace("{all}", str(filtered[1])))
        return said

    def _filter_text(self, filtered: tuple[int, int] | None, *, apart: bool, older: bool) -> str:
        """The text about the exported samples. ``apart``, ``older``: those of that kind are among them."""
        said = self._limits(filtered, complete=self._digest is not None and self._digest.complete)
        if (count := len(self._cultures.apart)) and not apart:
            said.append(translate("Cultures", "Left out: %n sample(s) on another kind of number or an invalid one", "", count))
        if (count := len(self._cultures.older)) and not older:
            said.append(translate("Cultures", "Left out: %n sample(s) in older versions", "", count))
        return lines.SEPARATOR.join(said)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """Of the sample on the screen."""
        return export.sample(self._shown, self._digest)

    def take_focus(self) -> None:
        """To the list, or to the words that say that there is none."""
        table = self.organisms if self.time_button.isChecked() else self.list
        target = table if self._stack.currentIndex() == 1 else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else below each other."""
        super().resizeEvent(event)
        width, height = event.size().width(), event.size().height()
        beside = width >= BESIDE or any(height < low and width >= enough for low, enough in _LOW)
        wanted = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        turned = self.splitter.orientation() != wanted
        if turned:
            self.splitter.setOrientation(wanted)
        if turned or event.oldSize().width() <= 0:
            self._shared = False
            self._share()
        else:
            self._give_way()

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.list.setAccessibleName(translate("Cultures", "Microbiological samples"))
        self.organisms.setAccessibleName(translate("Cultures", "Organisms with susceptibilities"))
        self.sample.retranslate()
        self.time_button.setToolTip(keys.tooltip(Key.RESISTANCE))


def _found(culture: Culture, shown: SearchMatches) -> bool:
    """Whether something of a sample is asked for. One without results is shown with its report."""
    if not culture.findings:
        return culture.report is None or shown.shows(culture.report)
    return any(shown.holds(culture.report, observation) for observation, _void in culture.walk())


def _place(shown: Culture | None, cultures: tuple[Culture, ...]) -> int:
    """Where the sample is that the person reads; a later part of the answer may have made it anew."""
    if shown is None:
        return 0
    same = (place for place, each in enumerate(cultures) if each is shown)
    again = (
        place
        for place, each in enumerate(cultures)
        if shown.findings and each.findings and each.findings[0].observation.id == shown.findings[0].observation.id
    )
    return next(same, next(again, 0))
