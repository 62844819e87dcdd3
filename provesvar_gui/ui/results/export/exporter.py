"""The exporter of the results view: copy, print, save as PDF, read aloud, each only at an act of the clinician."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QCoreApplication, QFileInfo, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from provesvar_gui.patient.numbers import group
from provesvar_gui.results import export, text
from provesvar_gui.results.digest import subject_names
from provesvar_gui.results.model import BARRED, NoteKind, OutcomeKind, Redacted
from provesvar_gui.ui import icons, keys, theme, today
from provesvar_gui.ui.form.basis_picker import texts
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.marks import mark_text
from provesvar_gui.ui.results.common import outcome_text
from provesvar_gui.ui.results.common.lines import SEPARATOR
from provesvar_gui.ui.results.export import paper
from provesvar_gui.ui.results.export.card import ReadAloudCard
from provesvar_gui.ui.results.export.jobs import Job, MakeWork
from provesvar_gui.ui.results.export.paper import Dialogs, PageTexts
from provesvar_gui.ui.slices import Slices
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import Label, Panel, fill, named_button

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from PySide6.QtPrintSupport import QPrinter

    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.model import LookupResult, Subject
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.clipboard import PatientClipboard
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.window_settings import WindowSettings


translate = QCoreApplication.translate
_CONFIRM_MS: Final = 5000  # how long the second press is waited for
_WORDS: Final = 1500  # device-independent pixels of the window from which the tools have words beside their icons
_TOOLS: Final = (
    (Key.COPY_ALL, "takeCopy", Icon.COPY),
    (Key.READ_ALOUD, "takeReadAloud", Icon.READ_ALOUD),
    (Key.PRINT, "takePrint", Icon.PRINT),
)


class _Tool(QToolButton):
    def __init__(self, name: str, drawn: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.set_icon(self, drawn, size=20)

    def name(self, words: str, tooltip: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tooltip)


class RefreshButton(_Tool):
    """Fetches again, ``refreshButton``. Each look-up is logged: ``asked`` comes with the second press."""

    asked = Signal()
    told = Signal(str)  # what the first press says; "" when it is over

    def __init__(self, parent: QWidget) -> None:
        super().__init__("refreshButton", Icon.REFRESH, parent)
        self._sure = QTimer(self, singleShot=True, interval=_CONFIRM_MS)
        self._sure.timeout.connect(self.reset)
        self.clicked.connect(self._pressed)

    def retranslate(self) -> None:
        again = translate("ResultsHeader", "Fetching again is logged:") if self._sure.isActive() else ""
        self.name(translate("ResultsHeader", "Fetch again"), keys.tooltip(Key.REFRESH))
        self.setAccessibleName(again or self.text())
        self.told.emit(again)

    def _pressed(self) -> None:
        if self._sure.isActive():
            self.reset()
            self.asked.emit()
        else:
            self._sure.start()
            self.retranslate()

    def reset(self) -> None:
        self._sure.stop()
        self.retranslate()


class Tools(QWidget):
    """The tools, ``takeButton``; their menu is ``takeMenu``. ``asked(Key)``: an action on the view on top."""

    asked = Signal(Key)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("takeButton")
        self._buttons = {key: _Tool(name, drawn, self) for key, name, drawn in _TOOLS}
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
        self.refresh = RefreshButton(self)
        self.more = _Tool("takeMore", Icon.MORE, self)
        self.more.clicked.connect(self._open_menu)
        self.menu = QMenu(self)
        self.menu.setObjectName("takeMenu")
        self._pdf = self._action("takePdf")
        self._pdf.triggered.connect(lambda: self.asked.emit(Key.PDF))
        self.patient = self._action("takePatient", checkable=True)
        self.patient.toggled.connect(self.retranslate)
        self.codes = self._action("showCodes", checkable=True)
        self.about = self._action("aboutAction")
        fill(QHBoxLayout(self), *self.stops, spacing=theme.SPACE["tight"])
        self.retranslate()

    def _action(self, name: str, *, checkable: bool = False) -> QAction:
        action = QAction(self, checkable=checkable)
        action.setObjectName(name)
        self.menu.addAction(action)
        return action

    def offer(self, offered: bool) -> None:
        taking: tuple[_Tool | QAction, ...] = (*self._buttons.values(), self._pdf, self.patient)
        for each in taking:
            each.setEnabled(offered)

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        return (*self._buttons.values(), self.refresh, self.more)

    def _open_menu(self) -> None:
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    @property
    def with_patient(self) -> bool:
        return self.patient.isChecked()

    def reset(self) -> None:
        self.menu.close()
        self.patient.setChecked(False)
        self.refresh.reset()

    def fit(self, width: int) -> None:
        for button in (*self._buttons.values(), self.refresh):
            words = width >= theme.px(_WORDS) or (self.with_patient and button is self._buttons[Key.COPY_ALL])
            styles = Qt.ToolButtonStyle
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly)

    def retranslate(self) -> None:
        copy = translate("Export", "Copy with patient") if self.with_patient else translate("Export", "Copy")
        names = (copy, translate("Export", "Read aloud"), translate("Export", "Print"))
        for (key, button), words in zip(self._buttons.items(), names, strict=True):
            button.name(words, keys.tooltip(key))
        self.fit(self.window().width())
        native = keys.sequences(Key.PDF)[0].toString(QKeySequence.SequenceFormat.NativeText)
        self._pdf.setText("\t".join((translate("Export", "&Save as PDF …"), native)))
        self.patient.setText(translate("Export", "Copies with the patient's &number and name"))
        self.codes.setText(translate("ResultsHeader", "Show &codes"))
        self.about.setText(translate("ResultsHeader", "&About the look-up …"))
        self.more.name(translate("ResultsHeader", "More"), translate("ResultsHeader", "More"))
        self.refresh.retranslate()


_LOSS_NOTES: Final = frozenset(NoteKind) - {
    NoteKind.RESULTS_WITHOUT_REPORT, NoteKind.REFERENCE_MISSING, NoteKind.INCLUDE_REFUSED,
    NoteKind.OUTCOMES_LEFT_OUT,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ExportOrigin(Redacted):
    """The state of the screen. ``partial``: more pages may follow, stated in copies (invariant 11). ``clinician``: or ""."""

    result: LookupResult
    style: Style
    partial: bool
    clinician: str = field(default="", repr=False)

    def copy(self, body: str, *, with_patient: bool) -> str:
        if not with_patient:
            body = export.deidentify(body, self.numbers(), self.names(), translate("Export", "[left out]"))
        lines = [*([self._patient()] if with_patient else []), body, self._source(), *self._limits()]
        return text.breakable("\n".join(line for line in lines if line))

    def with_limits(self, taken: ExportDocument, settings: WindowSettings) -> ExportDocument:
        """The document with notes on coverage and on results that the service does not have."""
        coverage = outcome_text.coverage(self.result, None, partial=self.partial, taken=True)
        return replace(taken, facts=(*taken.facts, coverage, outcome_text.limits(settings.values.pps.history_from)))

    def page_texts(self, settings: WindowSettings, family: str) -> PageTexts:
        printed = translate("Export", "Printed {time}, nobody was logged in")
        if self.clinician:
            printed = translate("Export", "Printed {time} by {name}").replace("{name}", self.clinician)
        printed = printed.replace("{time}", self.style.moment(text.as_moment(today.now())))
        source = SEPARATOR.join((self._source(), *self._limits()))
        return PageTexts(patient=self._patient(), source=source, printed=printed, mark=mark_text(settings), family=family)

    @property
    def warning(self) -> str:
        if self.partial:
            return translate("Export", "incomplete: not everything is fetched")
        return "" if self.result.coverage.complete else translate("Export", "incomplete: not everything was fetched")

    def numbers(self) -> tuple[str, ...]:
        found = (each.identifier.value for each in self._subjects() if each.identifier is not None)
        return tuple(each for each in dict.fromkeys((self.result.lookup.patient.digits, *found)) if each)

    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.display for each in self._subjects() if each.display.strip()))

    def _patient(self) -> str:
        names = (" ".join(name.split()) for name in subject_names(self.result.reports))
        who = SEPARATOR.join((group(self.result.lookup.patient.digits), *names))
        return translate("Export", "Patient: {who}").replace("{who}", who)

    def _source(self) -> str:
        lookup, fetched_at = self.result.lookup, self.result.fetched_at
        basis = f"{texts(lookup.basis).title} ({lookup.basis.value})"
        if fetched_at is None:
            return translate("Export", "Fetched from Pasientens prøvesvar, basis: {basis}").replace("{basis}", basis)
        said = translate("Export", "Fetched from Pasientens prøvesvar {time}, basis: {basis}")
        return said.replace("{time}", self.style.moment(text.as_moment(fetched_at))).replace("{basis}", basis)

    def _limits(self) -> Iterator[str]:
        """The notes above incomplete results, in short."""
        result = self.result
        barred = any(each.kind in BARRED for each in result.outcomes)
        if self.partial or barred or not result.coverage.complete:
            yield outcome_text.fetched(result, partial=self.partial, taken=True)
        if any(each.kind is OutcomeKind.FAULT for each in result.outcomes):
            yield translate("Export", "The service said that its answer is incomplete")
        if result.coverage.withheld:
            yield translate("Export", "%n result(s) or report(s) withheld", "", result.coverage.withheld)
        if any(each.kind in _LOSS_NOTES for each in result.notes):
            yield translate("ResultsView", "Not everything could be read or fetched")

    def _subjects(self) -> list[Subject]:
        reports = (*self.result.reports, *self.result.other_identifier)
        return [each.subject for each in reports if each.subject is not None]


class ExportSource(Protocol):
    """The panes, for exports. ``chosen``: results to read aloud, and the selected one; ``every``: all of the patient."""

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]: ...
    def chosen(self) -> tuple[tuple[Placed, ...], int]: ...
    def every(self) -> tuple[Placed, ...]: ...


class Exporter(QObject):
    """The controller of exports. Lives with the results view ``view``, of which ``source`` is the panes."""

    def __init__(self, view: QWidget, source: ExportSource, clipboard: PatientClipboard, settings: WindowSettings) -> None:
        super().__init__(view)
        self._view, self._source, self._clipboard, self._settings = view, source, clipboard, settings
        self._shown: ExportOrigin | None = None
        self._clinician = ""
        self._slices = Slices(self)
        self.job: Job | None = None  # the print or PDF that is being made
        self._before: QWidget | None = None
        self.dialogs = Dialogs(view)
        self.button = Tools(view)
        self.button.asked.connect(self.do)
        self.note = ExportNote(clipboard, view)
        self.note.cancel_asked.connect(self.cancel)
        self.button.refresh.told.connect(self.note.show_again)
        self.note.again.clicked.connect(self.button.refresh.click)
        self.card = ReadAloudCard(view)
        self.card.closed.connect(self._back)
        self.card.copy_asked.connect(self.copy)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.cancel)  # what is not finished leaves no file
        for key in (Key.COPY_ALL, Key.READ_ALOUD, Key.PRINT, Key.PDF, Key.EMPTY_CLIPBOARD):
            for sequence in keys.sequences(key):
                QShortcut(sequence, view, lambda key=key: self.do(key), context=Qt.ShortcutContext.WindowShortcut)

    def take_settings(self, settings: WindowSettings) -> None:
        self._settings = settings

    def show_result(self, result: LookupResult, style: Style, *, partial: bool) -> None:
        self._shown = ExportOrigin(result=result, style=style, partial=partial)
        self.button.offer(True)

    def set_clinician(self, name: str) -> None:
        """The name of the logged-in person, for paper; "": none. ``clear`` keeps it."""
        self._clinician = name

    def set_style(self, style: Style) -> None:
        if self._shown is not None:
            self._shown = replace(self._shown, style=style)

    def clear(self) -> None:
        """The patient is gone from the screen: close card and dialogs, and cancel running exports."""
        self._slices.cancel()
        self._shown = None
        self.cancel()
        self.job = None
        self.note.show_paper_note("")  # the name of a file may be the patient's
        self.dialogs.close()
        self.card.clear()
        self.button.reset()
        self.button.offer(False)

    def wipe(self) -> None:
        self._clipboard.take_back()

    def retranslate(self) -> None:
        self.button.retranslate()
        self.note.retranslate()

    def do(self, key: Key) -> None:
        if key is Key.COPY_ALL:
            self._hand_over(lambda document, _texts: self.copy(export.plain(document)), paper=False)
        elif key is Key.READ_ALOUD:
            self.read_aloud()
        elif key is Key.EMPTY_CLIPBOARD:
            self._clipboard.take_back()
        else:
            self._hand_over(self._print if key is Key.PRINT else self._save, paper=True)

    def copy(self, body: str) -> None:
        if self._shown is not None and body:
            self._clipboard.put(self._shown.copy(body, with_patient=self.button.with_patient))

    def read_aloud(self) -> None:
        if self.card.isVisible():
            self.card.close_card()
            return
        shown = self._shown
        placed, at = self._source.chosen() if shown is not None else ((), -1)
        if shown is None or not placed:
            self._nothing()
            return
        self._before = self._view.window().focusWidget()
        self.card.open(placed, at, shown, self._source.every())

    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def _hand_over(self, then: Callable[[ExportDocument, PageTexts], None], *, paper: bool) -> None:
        """Make the document of the pane on top for ``then``; on paper only while no other print is running."""
        shown = self._shown
        if shown is None or (paper and self.job is not None):
            return
        origin = replace(shown, clinician=self._clinician)

        def made(document: ExportDocument | None) -> None:
            if document is None:
                self._nothing()
            else:
                texts = origin.page_texts(self._settings, self._view.font().family())
                then(origin.with_limits(document, self._settings) if paper else document, texts)

        self._slices.run(self._source.document(paper=paper), made)

    def _nothing(self) -> None:
        self.note.show_paper_note(translate("Export", "There is nothing in this view to copy or print"), "flag")

    def _print(self, document: ExportDocument, texts: PageTexts) -> None:
        def chosen(printer: QPrinter) -> None:
            self._start(paper.print_work(printer, document, texts), translate("Export", "Sent to the printer"))

        self.dialogs.printer(document, self._title(), chosen)

    def _save(self, document: ExportDocument, texts: PageTexts) -> None:
        name = translate("Export", "results") + f"-{text.in_norway(today.now()):%Y-%m-%d-%H%M}.pdf"

        def chosen(path: str) -> None:
            self._start(paper.pdf_work(path, document, texts, self._title()), saved_text(path))

        self.dialogs.file(name, chosen)

    def _start(self, make: MakeWork, done: str) -> None:
        told = {
            "done": (done, "accent_text"),
            "cancelled": (translate("Export", "Cancelled: nothing was printed or saved"), "accent_text"),
            "failed": (translate("Export", "It could not be printed or saved: is the printer or the folder there?"), "danger"),
            "refused": (
                translate("Export", "Not printed: the pages would lie on this machine's disk meanwhile. Save as PDF, or call IT"),
                "danger",
            ),
        }
        job = self.job = Job(self)
        job.ended.connect(lambda how: self._ended(job, how, *told[how]))
        self.note.show_paper_note(translate("Export", "Making the pages …"), running=True)
        job.start(make)

    def _ended(self, job: Job, how: str, said: str, colour: str) -> None:
        """For a patient who is gone report the cancellation only, without the name of a file."""
        job.deleteLater()
        if job is self.job:
            self.job = None
        elif how != "cancelled" or self.note.paper.text():
            return
        self.note.show_paper_note(said, colour)

    def _back(self) -> None:
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _title(self) -> str:
        """Of a print job and a PDF: the program, never the patient."""
        return translate("Export", "Prøvesvar")


_NOTE_MS: Final = 15_000  # how long the end of a print is told
_FILE: Final = 60  # characters of its name; of a longer one the end


class ExportNote(Panel):
    """The note, ``takeNote``. Not there while there is nothing to say. ``cancel_asked``: of the print."""

    cancel_asked = Signal()

    def __init__(self, clipboard: PatientClipboard, parent: QWidget) -> None:
        super().__init__("accent_ground", "accent_text", parent)
        self.setObjectName("takeNote")
        self._clipboard = clipboard
        self.copied = Label(name="clipboardNote", colour="accent_text", parent=self)
        self.empty = named_button(self, "emptyClipboard", "")
        self.empty.clicked.connect(clipboard.take_back)
        self.paper = Label(name="paperNote", colour="accent_text", parent=self)
        self.again = named_button(self, "fetchAgain", "")
        self.cancel = named_button(self, "cancelPaper", "")
        self.cancel.clicked.connect(self.cancel_asked)
        small, hair = theme.SPACE["small"], theme.SPACE["hair"]
        around = (small, hair, small, hair)
        fill(QHBoxLayout(self), self.copied, self.empty, 1, self.paper, self.again, self.cancel, spacing=small, margins=around)
        self._note_timer = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._note_timer.timeout.connect(lambda: self.show_paper_note(""))
        clipboard.changed.connect(self._changed)
        self.retranslate()
        self.show_paper_note("")

    def retranslate(self) -> None:
        self.empty.setText(translate("Export", "Empty the clipboard"))
        self.empty.setAccessibleName(self.empty.text())
        self.empty.setToolTip(keys.tooltip(Key.EMPTY_CLIPBOARD))
        fetch = translate("ResultsHeader", "Fetch again")
        self.again.setText(f"{fetch} ({keys.cap(Key.REFRESH)})")
        self.again.setAccessibleName(fetch)
        self.cancel.setText(translate("Export", "Cancel"))
        self.cancel.setAccessibleName(translate("Export", "Cancel printing"))
        self._changed(self._clipboard.holds_ours)

    def _changed(self, ours: bool) -> None:
        said = ""
        if ours:
            said = translate("Export", "Copied · deleted after {n} s").replace("{n}", str(round(self._clipboard.SECONDS)))
            announce(self, said, urgent=False)
        self.copied.setText(said)
        for each in (self.copied, self.empty):
            each.setVisible(ours)
        self._fit()

    def show_paper_note(self, said: str, colour: str = "accent_text", *, running: bool = False) -> None:
        self.paper.say(said, colour)
        self.paper.setVisible(bool(said))
        self.cancel.setVisible(running)
        self.again.hide()
        self._note_timer.stop()
        if said and not running:
            self._note_timer.start()
            announce(self, said, urgent=colour != "accent_text")
        self._fit()

    def show_again(self, said: str) -> None:
        """That each look-up is logged, and the act that goes on."""
        self.show_paper_note(said)
        self.again.setVisible(bool(said))

    def _fit(self) -> None:
        self.setVisible(bool(self.copied.text() or self.paper.text()))


def saved_text(path: str) -> str:
    name = QFileInfo(path).fileName()
    name = text.visible(name if len(name) <= _FILE else f"…{name[-_FILE:]}")
    return translate("Export", "The PDF is saved as {file}").replace("{file}", name)
