"""The pane of microbiology: the samples with one of them beside the list, and what kills everything that grew in one matrix."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from provesvar_gui.results import microbiology
from provesvar_gui.results.export import ExportDocument
from provesvar_gui.results.microbiology import Culture, Cultures
from provesvar_gui.results.placed import each_observation
from provesvar_gui.results.versions import Versions
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.message_line import Ground
from provesvar_gui.ui.patient_bar import is_compact, is_cramped
from provesvar_gui.ui.results.common import ages, culture_text, lines, record_view, status_text
from provesvar_gui.ui.results.common.detail_view import ReportDetail
from provesvar_gui.ui.results.common.labels import Mark, MarkTint
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.record_view import Chips, ListAndDetail, RecordHead, RecordTable, SourceModel
from provesvar_gui.ui.results.common.report_lines import rung
from provesvar_gui.ui.results.common.text_runs import FurtherDown, RunsLabel, screen
from provesvar_gui.ui.results.microbiology import export
from provesvar_gui.ui.results.microbiology.matrix import MatrixView
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, fill, lay_in_row, named_button, say_in_tooltip

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.results.search import SearchMatches
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.text_runs import Group

translate = QCoreApplication.translate
_NAMED: Final = 2  # of the samples that are awaited
_CELL: Final = 18  # pixels of what is told of a cell, and of the antibiotics below the fold


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
        self._tested: tuple[tuple[Culture, Isolate], ...] = ()  # what stands in the matrix
        self.samples_button, self.matrix_button = _choice("cultureSamplesButton"), _choice("resistanceButton")
        self._views = QButtonGroup(self)
        self._views.addButton(self.samples_button)
        self._views.addButton(self.matrix_button)
        self.samples_button.setChecked(True)
        self.carried = Chips("carriedBacteria")
        self.awaited = named_button(self, "awaitedSamples", "")  # the list has them below what was found
        theme.set_kind(self.awaited, "quiet")
        self.awaited.setMinimumWidth(theme.px(80))
        self.elsewhere = Label(name="culturesElsewhere", colour="ink2", kind=Type.SMALL)
        self.empty = Label(name="noCultures", wraps=True)
        self.rows = SourceModel(
            lambda of, before: culture_text.record(of, before, self.rows.sources, self._style, self._fetched_at)
        )
        self.list = RecordTable("cultureList", self.rows)
        self.head = RecordHead("sampleHead", "sampleTitle", "sampleStatus", "sampleSubtitle")
        self.detail = ReportDetail("sampleDetail")
        self.matrix = MatrixView("susceptibilityMatrix")
        self.inspector = Ground("matrixInspector", self, line_above=True)  # the person's cell, with the way to its report
        self.cell, self.below = RunsLabel("matrixCell", self.inspector, _CELL), FurtherDown("matrixBelow", self.inspector, _CELL)
        self.report = QPushButton()
        self.report.setObjectName("matrixReport")
        icons.set_icon(self.report, Icon.REPORT)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.empty.setMargin(theme.SPACE["large"])
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        above, tested = Ground("culturesTools", self), QWidget()
        choices = fill(QHBoxLayout(), self.samples_button, self.matrix_button, self.awaited, 1, spacing=theme.SPACE["tight"])
        lay_in_row(above, choices, self.elsewhere, self.carried, spacing="tight")
        lay_in_row(self.inspector, fill(QVBoxLayout(), self.cell, self.below, spacing=0), self.report)
        self.splitter = ListAndDetail("culturesSplitter", self.list, self.head, self.detail)
        self.splitter.right.setObjectName("sampleView")
        fill(QVBoxLayout(tested), (self.matrix, 1), self.inspector, spacing=0)
        self._stack = QStackedWidget()
        for page in (self.empty, self.splitter, tested):
            self._stack.addWidget(page)
        fill(QVBoxLayout(self), above, (self._stack, 1), spacing=0)

    def _connect(self) -> None:
        self.samples_button.toggled.connect(self._turned)
        self.awaited.clicked.connect(self._choose_waiting)
        self.list.chosen_row.connect(lambda row: self._show_sample(self.rows.sources[row]))
        self.list.entered.connect(lambda row: self._open(self.rows.sources[row]))
        self.list.copy_pressed.connect(self._copy_sample)
        self.list.menu_asked.connect(lambda row, at: record_view.open_menu(self.list, "sampleMenu", self._actions(row), at))
        self.detail.copy_asked.connect(self.copy_asked)
        self.matrix.opened.connect(self._open)
        self.matrix.moved.connect(self._inspect)
        bar = self.matrix.verticalScrollBar()
        for changed in (bar.valueChanged, bar.rangeChanged, self.matrix.measured):
            changed.connect(self._name_below)
        self.matrix.copy_pressed.connect(lambda: self.export_asked.emit(Key.COPY_ALL))
        self.report.clicked.connect(lambda: self.matrix.entered.emit(self.matrix.currentIndex().row()))
        for sequence in keys.sequences(Key.RESISTANCE):
            QShortcut(sequence, self, self._turn, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_digest(self, digest: Digest, style: Style) -> None:
        """Show it; the sample that the person reads stays."""
        self._digest, self._style, self._cultures = digest, style, digest.cultures
        self._update_buttons()
        self._fill()

    def apply_filter(self, shown: SearchMatches | None) -> None:
        """Only samples in which something was found, and isolates of such samples, each whole."""
        self._filter = shown
        if self._digest is not None:
            self._fill()

    def show_codes(self, style: Style) -> None:
        if self._digest is not None:
            self.show_digest(self._digest, style)

    @property
    def _fetched_at(self) -> datetime | None:
        return self._digest.result.fetched_at if self._digest is not None else None

    @property
    def _versions(self) -> Versions:
        return self._digest.versions if self._digest is not None else Versions()

    def _update_buttons(self) -> None:
        digest, found = self._digest, self._cultures
        tested = len(found.tested)
        for button, words in (
            (self.samples_button, translate("Cultures", "Samples %n", "", len(found.own))),
            (self.matrix_button, translate("Cultures", "Resistance %n", "isolates that were tested", tested)),
        ):
            button.setText(words)
            button.setVisible(bool(found.own))
        self.matrix_button.setEnabled(bool(tested))
        self.elsewhere.setText(lines.SEPARATOR.join(self._elsewhere()))
        if not tested:
            self.samples_button.setChecked(True)
        found_on = translate("Cultures", "{name} found {day}")
        self.carried.show_marks(
            Mark(
                glyph="!",
                words=found_on.replace("{name}", name).replace("{day}", culture_text.day(culture, self._style)),
                tint=MarkTint.OUTSIDE,
            )
            for name, culture in microbiology.carried(found.own)
        )
        none = translate(
            "Cultures", "No report was recognised as microbiology. What goes by other names stands among the reports."
        )
        if digest is None or not digest.complete:
            none = translate("Cultures", "So far no report was recognised as microbiology. Not all reports have been fetched.")
        self.empty.setText(none)

    def _elsewhere(self) -> list[str]:
        """What stands among the reports alone."""
        apart, older = len(self._cultures.apart), len(self._cultures.older)
        told = (
            translate("Cultures", "%n sample(s) on another kind of number or an invalid one: see the reports", "", apart),
            translate("Cultures", "%n sample(s) in older versions: see the reports", "", older),
        )
        return [said for said, count in zip(told, (apart, older), strict=True) if count]

    def _fill(self) -> None:
        shown, tested, cultures = self._filter, self._cultures.tested, self._cultures.own
        if shown is not None:
            cultures = tuple(each for each in cultures if _found(each, shown))
            tested = tuple(each for each in tested if _found(each[0], shown))
        self.rows.set_sources(microbiology.in_order(cultures))
        if self._cultures.own:
            self.empty.setText(self._left_out())
        self._tell_waiting()
        self._tested = tested
        self.matrix.show_tested(tested, self._style, self._fetched_at)
        if self.rows.count():
            self.list.choose(_place(self._shown, tuple(self.rows.sources)))
        else:
            self._show_sample(None)
        self._turned()

    def _waiting(self) -> list[int]:
        """Where the samples stand of which nothing has come yet; beside the matrix, those without susceptibilities yet."""
        untested, waiting = self.matrix_button.isChecked(), microbiology.Answered.WAITING
        waits = (microbiology.is_untested(of) if untested else microbiology.answered(of) is waiting for of in self.rows.sources)
        return [row for row, wanted in enumerate(waits) if wanted]

    def _choose_waiting(self) -> None:
        row = self._waiting()[0]
        self.samples_button.setChecked(True)
        self.list.choose(row)
        self.take_focus()

    def _tell_waiting(self) -> None:
        """It is news, and the list has it below what was found."""
        waiting, untested = [self.rows.sources[row] for row in self._waiting()], self.matrix_button.isChecked()
        named = 1 if untested else _NAMED
        tell = partial(culture_text.awaited, style=self._style, fetched_at=self._fetched_at)
        what = tell(waiting[:named], clock=not (untested or is_compact(self.window())))
        what += translate("Cultures", ", susceptibility not ready") if untested else ""
        words = translate("Cultures", "Waiting %n: {what}", "samples", len(waiting)).replace("{what}", what)
        more = [translate("Cultures", "%n more", "samples", len(waiting) - named)] if len(waiting) > named else []
        whole = lines.SEPARATOR.join((words, *more)) if waiting else ""
        self.awaited.setText(whole.partition(":")[0] if is_cramped(self.window()) else whole)
        self.awaited.setVisible(bool(waiting))
        self.awaited.setAccessibleName(whole)
        say_in_tooltip(self.awaited, tell(waiting, clock=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_waiting()

    def _turned(self) -> None:
        turned = self.matrix_button.isChecked()
        self._stack.setCurrentIndex(0 if not self.rows.count() else 2 if turned else 1)
        self._tell_waiting()

    def _inspect(self) -> None:
        made, at = self.matrix.cells.matrix, self.matrix.currentIndex()
        there = at.isValid() and bool(made.names)
        self.report.setEnabled(there)
        if not there:
            self.cell.tell([], "")
            return
        head, paint = made.columns[at.column()], screen()
        what, answered = f"{head.name}{lines.SEPARATOR}{made.names[at.row()]}", made.answered(at.row(), at.column())
        letter, _, rest = answered.partition(",")
        facts: list[Group] = [(paint.run(each, Type.TABLE),) for each in head.whole[1:]]
        groups = [
            *paint.words(what, Type.BODY, "ink", bold=True),
            *paint.words(letter, Type.BODY, "ink", bold=bool(rest)),
            *paint.words(rest, Type.BODY, "ink"),
            *facts,
        ]
        self.cell.tell(groups, lines.SEPARATOR.join((what, answered, *head.whole[1:])), facts[::-1])

    def _name_below(self) -> None:
        """In the second line, which else the cell has."""
        scrolls = self.matrix.verticalScrollBar().maximum() > 0
        self.below.name(self.matrix.further_down())
        self.below.setVisible(scrolls)
        self.cell.setFixedHeight(self.below.height() * (1 if scrolls else 2))

    def _turn(self) -> None:
        other = self.matrix_button if self.samples_button.isChecked() else self.samples_button
        if other.isEnabled() and other.isVisibleTo(self):
            other.setChecked(True)
            self.take_focus()

    def _show_sample(self, culture: Culture | None) -> None:
        self._shown = culture if culture is not None else self._shown
        self.splitter.right.setVisible(culture is not None)
        if culture is None:
            self.head.clear()
            self.detail.clear()
            return
        report, style = culture_text.report_of(culture), self._style
        status = culture_text.status(culture)
        when, age = culture_text.sampled(culture, style), ages.age(culture.when, self._fetched_at)
        facts = (
            ("", ", ".join(culture_text.examinations(culture))),
            (translate("Sampling", "Sampled"), f"{when} ({age})" if age else when),
            (translate("ReportHead", "Issued"), record_view.clock_on(style.moment(report.issued), when)),
            ("", lines.laboratories(report)),
        )
        marks = self.head.show_rung(rung(report, style), culture_text.marks(culture))
        self.head.show_head(culture_text.specimen(culture), (status, *marks), facts, struck=culture.void)
        told = culture_text.sample(culture, style, self._versions, self._cultures.tested, fetched_at=self._fetched_at)
        self.detail.lines.one_status = status_text.one_status(report, culture.findings)
        self.detail.show_lines(told)

    def _copy_sample(self) -> None:
        if self._shown is not None:
            self.copy_asked.emit(export.copied(self._shown, self._style, self._versions, self._fetched_at))

    def _actions(self, row: int) -> Iterator[tuple[str, Callable[[], object], Key | None]]:
        yield translate("RecordHead", "Copy"), self._copy_sample, None
        yield translate("RecordHead", "Read aloud"), partial(self.export_asked.emit, Key.READ_ALOUD), Key.READ_ALOUD
        yield translate("Cultures", "Report"), partial(self._open, self.rows.sources[row]), None

    def _open(self, culture: Culture) -> None:
        if culture.report is not None:
            self.report_asked.emit(culture.report)

    def clear(self) -> None:
        self._digest, self._shown, self._cultures, self._filter = None, None, Cultures(), None
        self._tested = ()
        self.rows.set_sources(())
        self.matrix.clear()
        self._show_sample(None)
        self.samples_button.setChecked(True)
        self.carried.show_marks(())
        for each in (self.samples_button, self.matrix_button, self.awaited, self.elsewhere, self.empty):
            each.setText("")
        self.awaited.setAccessibleName("")
        self.cell.tell([], "")
        self.below.name(())
        self._stack.setCurrentIndex(0)

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """The matrix; or every sample that is listed, on paper with the matrix before them. What is not in it is said."""
        turned, style, fetched_at = self.matrix_button.isChecked(), self._style, self._fetched_at
        listed = () if turned else tuple(self.rows.sources)
        pairs = self._tested if turned else tuple((each, isolate) for each in listed for isolate in each.isolates)
        blocks = (yield from export.tested(pairs, style, fetched_at, paper=paper)) if turned or paper else ()
        blocks += yield from export.samples(listed, style, self._versions, fetched_at)
        if not blocks:
            return None
        title = (self.matrix if turned else self.list).accessibleName()
        said, wide = self._left_out(), paper and export.is_wide(len(pairs))
        return ExportDocument(title=title, facts=(said,) if said else (), blocks=blocks, wide=wide)

    def _left_out(self) -> str:
        said = self._elsewhere()
        if self._digest is None or not self._digest.complete:
            said.append(translate("Cultures", "Incomplete: not all reports have been fetched."))
        if self._filter is not None:
            words = translate("Cultures", "Filtered: {shown} of {all} samples").replace("{shown}", str(self.rows.count()))
            said.append(words.replace("{all}", str(len(self._cultures.own))))
        return lines.SEPARATOR.join(said)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        """The results of the sample on the screen, in the laboratory's order."""
        if self._shown is None or self._digest is None:
            return (), -1
        wanted = {id(each) for each in each_observation(self._shown.findings)}
        return tuple(each for each in self._digest.observations if id(each.observation) in wanted), 0

    def take_focus(self) -> None:
        """To the list or the matrix, or to the words that say that there is none."""
        target = (self, self.list, self.matrix)[self._stack.currentIndex()]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.list.setAccessibleName(translate("Cultures", "Microbiological samples"))
        self.matrix.setAccessibleName(translate("Cultures", "Susceptibilities"))
        self.detail.setAccessibleName(translate("Cultures", "The sample"))
        self.report.setText(translate("Cultures", "Report"))
        self.report.setToolTip(translate("Cultures", "The whole report (Enter)"))
        for button in (self.samples_button, self.matrix_button):
            button.setToolTip(keys.tooltip(Key.RESISTANCE))


def _choice(name: str) -> QPushButton:
    """A button that stays pressed, and then is filled."""
    button = QPushButton()
    button.setObjectName(name)
    button.setCheckable(True)
    button.toggled.connect(lambda on: theme.set_kind(button, "primary" if on else "secondary"))
    return button


def _found(culture: Culture, shown: SearchMatches) -> bool:
    """Whether something of a sample is asked for. One without results is shown with its report."""
    if not culture.findings:
        return culture.report is None or shown.shows(culture.report)
    return any(shown.holds(culture.report, each.observation) for each in culture.walk())


def _place(shown: Culture | None, cultures: tuple[Culture, ...]) -> int:
    """Where the sample is that the person reads; a later part of the answer may have made it anew."""
    first = shown.findings[0].observation.id if shown is not None and shown.findings else ""
    same = (each is shown or (bool(first and each.findings) and each.findings[0].observation.id == first) for each in cultures)
    return next((place for place, found in enumerate(same) if found), 0)
