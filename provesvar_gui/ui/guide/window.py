"""The guide's window: chapters, the page, a search over all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShortcut, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QPushButton, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from provesvar_gui.domain.number_text import may_hold_number
from provesvar_gui.ui import keys, on_screen, theme
from provesvar_gui.ui.guide import chapters, paper
from provesvar_gui.ui.guide.page import GuidePage
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.taking import jobs
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, draw_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from provesvar_gui.ui.results.taking.jobs import Job, Work

_SIZE: Final = QSize(1120, 780)
_CONTENTS: Final = 250  # device-independent pixels
_MOST_BACK: Final = 50
FIRST: Final = "start"


class _Search(QLineEdit):
    """With an edge that can be seen in both schemes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's, and the edge."""
        super().paintEvent(event)
        draw_frame(self)


class GuideWindow(QDialog):
    """``guideWindow``. Not modal: a scanned number still reaches the window behind it.

    ``may_print``: not while that is locked. ``patience``: seconds after which what was typed into the search is forgotten.
    ``tell_later``: is given the words where a print came to nothing after this was closed.
    """

    def __init__(
        self, parent: QWidget, *, patience: float = 120.0, tell_later: Callable[[str], object] = lambda _said: None
    ) -> None:
        super().__init__(parent)
        self._tell_later = tell_later
        self.forgetting = QTimer(self, singleShot=True, interval=round(patience * 1000))
        self.forgetting.timeout.connect(self.forget)
        self.setObjectName("guideWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("User guide"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._before: list[tuple[str, int]] = []
        self._print_dialog: QDialog | None = None
        self._job: Job | None = None
        self.contents = QListWidget(self)
        self.contents.setObjectName("guideContents")
        self.contents.setAccessibleName(self.tr("Chapters"))
        self.contents.setWordWrap(True)
        self.contents.setSpacing(theme.SPACE["hair"])
        self.page = GuidePage(self)
        self.search = _Search(self)
        self.search.setObjectName("guideSearch")
        self.search.setAccessibleName(self.tr("Search in the guide"))
        self.search.setPlaceholderText(self.tr("Search in the guide (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self._found = ToneLabel(tone=Tone.SUBDUED, wrap=False, parent=self)
        self._found.setObjectName("guideFound")
        self._back = self._button("guideBackButton", self.tr("← Back (Alt+←)"), self.go_back)
        self._print = self._button("guidePrintButton", self.tr("Print the chapter … (Ctrl+P)"), self.print_chapter)
        self._lay_out()
        for name in chapters.ORDER:
            self.contents.addItem(chapters.chapter(name).title)
        self.contents.currentRowChanged.connect(self._chosen)
        self.page.led.connect(self.go)
        self.search.textChanged.connect(self._typed)
        self._add_keys()
        self._back.setEnabled(False)
        on_screen.fit(self, _SIZE)

    @property
    def may_print(self) -> bool:
        """Whether there is a way to paper."""
        return self._print.isEnabled()

    @may_print.setter
    def may_print(self, may: bool) -> None:
        self._print.setEnabled(may)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE["small"])
        head.addWidget(self._back)
        head.addWidget(self.search, 1)
        head.addWidget(self._found)
        head.addWidget(self._button("guideSmallerButton", "A−", lambda: self.page.zoom(-1), self.tr("Smaller type (Ctrl+−)")))
        head.addWidget(self._button("guideLargerButton", "A+", lambda: self.page.zoom(1), self.tr("Larger type (Ctrl++)")))
        middle = QSplitter(Qt.Orientation.Horizontal, self)
        middle.setChildrenCollapsible(False)
        middle.addWidget(self.contents)
        middle.addWidget(self.page)
        middle.setStretchFactor(1, 1)
        middle.setSizes([_CONTENTS, _SIZE.width() - _CONTENTS])
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE["small"])
        foot.addWidget(self._print)
        foot.addStretch(1)
        foot.addWidget(self._button("guideCloseButton", self.tr("Close (Esc)"), self.close))
        column = QVBoxLayout(self)
        margin = theme.SPACE["medium"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE["small"])
        column.addLayout(head)
        column.addWidget(middle, 1)
        column.addLayout(foot)

    def _add_keys(self) -> None:
        for sequence, act in (
            ("Ctrl++", lambda: self.page.zoom(1)),
            ("Ctrl+=", lambda: self.page.zoom(1)),
            ("Ctrl+-", lambda: self.page.zoom(-1)),
            ("Ctrl+0", lambda: self.page.zoom(0)),
        ):
            QShortcut(sequence, self, act)
        for key, act_ in (
            (Key.FIND, self.to_search),
            (Key.NEXT_HIT, lambda: self.find_next()),
            (Key.PREVIOUS_HIT, lambda: self.find_next(forward=False)),
            (Key.TREND_BACK, self.go_back),
            (Key.PRINT, self.print_chapter),
            (Key.HELP, self.close),
        ):
            for each in keys.sequences(key):
                if each.toString() != "Backspace":  # a letter of the search
                    QShortcut(each, self, act_)
        for text in ("Return", "Enter"):
            QShortcut(text, self.search, lambda: self.find_next(), context=Qt.ShortcutContext.WidgetShortcut)

    def _button(self, name: str, label: str, act: object, tip: str = "") -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setAccessibleName((tip or label).partition(" (")[0].removesuffix(" …").removeprefix("← "))
        button.setToolTip(tip)
        button.clicked.connect(act)
        return button

    def open_at(self, place: str) -> None:
        """Show it at «chapter#heading», with the caret in the page: the arrow keys read on."""
        self.show()
        self.go(place)
        self.raise_()
        self.activateWindow()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, place: str) -> None:
        """To a place of the guide; anything else leads nowhere."""
        name, _, anchor = place.partition("#")
        name = name.removesuffix(".html") or (self.page.chapter.name if self.page.chapter is not None else FIRST)
        if name not in chapters.ORDER:
            return
        self._remember()
        self._show(name, anchor)

    def go_back(self) -> None:
        """To what was read before."""
        if not self._before:
            return
        name, down = self._before.pop()
        self._show(name)
        self.page.verticalScrollBar().setValue(down)
        self._back.setEnabled(bool(self._before))

    def forget(self) -> None:
        """What was looked for, be it a patient's number in the wrong place. Its undo goes too."""
        self.search.setText("")  # ``clear`` can be undone

    def to_search(self) -> None:
        """Type over what was looked for."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def find_next(self, *, forward: bool = True) -> bool:
        """The next place, or the one before, in this chapter or another; round and round. Whether there is any."""
        wanted = " ".join(self.search.text().split())
        holding = chapters.holding(wanted)
        if not holding or self.page.chapter is None:
            return False
        flags = QTextDocument.FindFlag(0) if forward else QTextDocument.FindFlag.FindBackward
        if self.page.find(wanted, flags):
            return True
        order = chapters.ORDER if forward else chapters.ORDER[::-1]
        at = order.index(self.page.chapter.name)
        for name in (*order[at + 1 :], *order[: at + 1]):
            if name not in holding:
                continue
            if name != self.page.chapter.name:
                self._remember()
            self._show(name)
            self.page.moveCursor(QTextCursor.MoveOperation.Start if forward else QTextCursor.MoveOperation.End)
            if self.page.find(wanted, flags):
                return True
        return False

    def print_chapter(self) -> None:
        """Ask for a printer, and print what is shown. Nothing of it is about a patient."""
        if not self.may_print or self.page.chapter is None or self._print_dialog is not None or self._job is not None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        dialog = self._print_dialog = QPrintDialog(printer, self)
        dialog.setObjectName("guidePrintDialog")
        dialog.accepted.connect(lambda: self.put_on_paper(printer))
        dialog.finished.connect(self._asked)
        QDialog.open(dialog)  # the class of the print dialog has another method of that name

    def put_on_paper(self, printer: QPrinter) -> None:
        """On a thread: whoever locks the window meanwhile waits for no printer."""
        shown = self.page.chapter
        if shown is not None and self._job is None:
            self.start_print(paper.work(printer, shown, self.font()))

    def start_print(self, work: Work) -> None:
        """And say what becomes of it."""
        job = self._job = jobs.Job.outliving()
        done = self.tr("Sent to the printer")
        job.done.connect(lambda _pages: self._printed(done, Tone.OK))
        failed, later = self.tr("It could not be printed"), self.tr("The guide could not be printed: is the printer there?")
        job.failed.connect(lambda: self._printed(failed, Tone.ERROR, later))
        self._found.say(self.tr("Printing …"), Tone.SUBDUED)
        job.start(work)

    def _printed(self, said: str, tone: Tone, later: str = "") -> None:
        if not isValid(self):  # closed meanwhile
            if later:
                self._tell_later(later)
            return
        self._job = None
        self._found.say(said, tone)
        announce(self, said, urgent=tone is Tone.ERROR)

    def _asked(self, _result: int) -> None:
        dialog, self._print_dialog = self._print_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _remember(self) -> None:
        if self.page.chapter is not None:
            self._before.append((self.page.chapter.name, self.page.verticalScrollBar().value()))
            del self._before[:-_MOST_BACK]

    def _show(self, name: str, anchor: str = "") -> None:
        self._back.setEnabled(bool(self._before))
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(chapters.ORDER.index(name))
        self.contents.blockSignals(False)
        self.page.show_chapter(chapters.chapter(name), anchor)

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self._remember()
            self._show(chapters.ORDER[row])

    def _typed(self, text: str) -> None:
        if may_hold_number(text):
            self.forget()
            said = self.tr("The patient's number was removed")
            self._found.say(said, Tone.WARNING)
            announce(self, said, urgent=True)
            return
        if text:
            self.forgetting.start()
        else:
            self.forgetting.stop()
        holding = chapters.holding(text)
        found = sum(holding.values())
        if not text.strip():
            said = ""
        elif not found:
            said = self.tr("Not in the guide")
        else:
            said = self.tr("%n place(s) (F3)", "", found)
        self._found.say(said, Tone.WARNING if text.strip() and not found else Tone.SUBDUED)
        announce(self, said, urgent=False)
        self.page.moveCursor(QTextCursor.MoveOperation.StartOfWord)
        if found:
            self.find_next()
