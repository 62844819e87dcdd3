"""The card in a window of its own: numbers large enough to be dialled from an arm's length."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontDatabase, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from provesvar_gui.domain.contacts import spoken
from provesvar_gui.ui import keys, on_screen, theme
from provesvar_gui.ui.downtime import paper, words
from provesvar_gui.ui.help_key import add_help_key
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.taking import jobs
from provesvar_gui.ui.results.taking.dialogs import Dialogs
from provesvar_gui.ui.results.taking.note import saved_words
from provesvar_gui.ui.results.taking.paper import Fonts
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from provesvar_gui.domain.contacts import Contacts
    from provesvar_gui.ui.window_settings import WindowSettings

_SIZE: Final = QSize(760, 680)
_NUMBER: Final = 1.9  # of the window's type
_LONG_WORD: Final = re.compile(r"\S{28}(?=\S{4})")
_SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse


class DowntimeCard(QDialog):
    """``downtimeCard``. Not modal: a scanned number still reaches the window behind it.

    ``may_take``: whether it may be printed and saved from here, now; not while the window is locked. ``tell_later``: is given
    the words where a print or a PDF came to nothing after this was closed.
    """

    def __init__(
        self,
        parent: QWidget,
        contacts: Contacts,
        settings: WindowSettings,
        *,
        may_take: Callable[[], bool] = lambda: True,
        tell_later: Callable[[str], object] = lambda _said: None,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("downtimeCard")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words.title())
        self._contacts, self._settings, self._may_take, self._tell_later = contacts, settings, may_take, tell_later
        self._somebody = bool(words.sections(contacts))  # an empty page is of no use on paper
        self._takers: list[QWidget] = []
        self._dialogs = dialogs or Dialogs(self)
        self._job: jobs.Job | None = None
        self._numbers: list[QWidget] = []
        self._said = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._said.setObjectName("downtimeSaid")
        self._said.hide()
        column = QVBoxLayout(self)
        margin = theme.SPACE["large"]
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.SPACE["medium"])
        column.addWidget(self._scroll(), 1)
        column.addWidget(self._said)
        self._locked = ToneLabel(words.locked(), tone=Tone.SUBDUED, parent=self)
        self._locked.setObjectName("downtimeLocked")
        column.addWidget(self._locked)
        column.addLayout(self._buttons())
        self._offer()
        on_screen.fit(self, _SIZE)
        (self._numbers[0] if self._numbers else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll(self) -> QScrollArea:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        column.setSpacing(theme.SPACE["medium"])
        if self._settings.sandbox:
            column.addWidget(ToneLabel(words.examples(), tone=Tone.HELP, parent=inside))
        found = words.sections(self._contacts)
        missing = words.missing(self._contacts.missing)
        if missing:
            warning = ToneLabel(missing, tone=Tone.WARNING, parent=inside)
            warning.setObjectName("downtimeMissing")
            column.addWidget(warning)
        for section in found:
            column.addLayout(self._section(section, inside))
        if not found:
            what, who = words.nobody(self._contacts.missing)
            heading = ToneLabel(what, tone=Tone.WARNING, parent=inside)
            heading.setObjectName("downtimeNobody")
            theme.resize(heading, 1.3, bold=True)
            column.addWidget(heading)
            column.addWidget(ToneLabel(who, parent=inside))
        column.addSpacing(theme.SPACE["small"])
        column.addWidget(ToneLabel(words.advice(), tone=Tone.SUBDUED, parent=inside))
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("downtimeScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _section(self, section: words.Section, parent: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["large"])
        grid.setVerticalSpacing(theme.SPACE["tight"])
        grid.setColumnStretch(0, 1)
        heading = ToneLabel(section.title, tone=Tone.ACTION, parent=parent)
        theme.resize(heading, 1.1, bold=True)
        grid.addWidget(heading, 0, 0, 1, 2)
        for number, line in enumerate(section.lines, 1):
            who = QVBoxLayout()
            who.setSpacing(0)
            name = _words(line.name, Tone.PLAIN, parent)
            theme.resize(name, 1.15, bold=True)
            who.addWidget(name)
            if line.hours:
                who.addWidget(_words(line.hours, Tone.SUBDUED, parent))
            grid.addLayout(who, number, 0, Qt.AlignmentFlag.AlignVCenter)
            phone = ToneLabel(
                line.number or line.instead, tone=Tone.PLAIN if line.number else Tone.SUBDUED, wrap=False, parent=parent
            )
            phone.setObjectName("downtimeNumber")
            if line.number:
                theme.resize(phone, _NUMBER, bold=True, digits=True)
                phone.setTextInteractionFlags(_SELECTABLE)
                phone.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
                phone.setAccessibleName(words.aloud(line.name, spoken(line.number)))
                phone.setAccessibleDescription(line.hours)
                self._numbers.append(phone)
            grid.addWidget(phone, number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return grid

    def event(self, event: QEvent) -> bool:
        """Whoever comes to it may have locked or unlocked the window meanwhile."""
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.Show):
            self._offer()
        return super().event(event)

    def _offer(self) -> None:
        may_take = self._may_take()
        self._locked.setVisible(not may_take and self._somebody)
        for taker in self._takers:
            taker.setVisible(may_take and self._somebody)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE["small"])
        for name, label, key, act in (
            ("downtimePrintButton", self.tr("Print … (Ctrl+P)"), Key.PRINT, self._print),
            ("downtimePdfButton", self.tr("Save as PDF … (Ctrl+S)"), Key.PDF, self._save),
        ):
            button = self._button(name, label, act)
            self._takers.append(button)
            row.addWidget(button)
            for sequence in keys.sequences(key):
                QShortcut(sequence, self, act)
        row.addStretch(1)
        self._close = self._button("downtimeCloseButton", self.tr("Close (Esc)"), self.close)
        row.addWidget(self._close)
        return row

    def _button(self, name: str, label: str, act: object) -> QPushButton:
        button = QPushButton(label, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setAccessibleName(label.partition(" (")[0].removesuffix(" …"))
        button.clicked.connect(act)
        return button

    def _print(self) -> None:
        if not self._free():
            return
        page = paper.card(self._contacts)

        def chosen(printer: QPrinter) -> None:
            work = jobs.print_work(printer, page, paper.furniture(self._settings), self._fonts())
            self._start(work, self.tr("Printing …"), self.tr("Sent to the printer"))

        self._dialogs.printer(page, words.title(), chosen)

    def _save(self) -> None:
        if not self._free():
            return

        def chosen(path: str) -> None:
            page = paper.card(self._contacts)
            work = jobs.pdf_work(path, page, paper.furniture(self._settings), self._fonts(), words.title())
            self._start(work, self.tr("Saving …"), saved_words(path))

        self._dialogs.file(f"{words.title().lower().replace(' ', '-')}.pdf", chosen)

    def _free(self) -> bool:
        """Whether it may be taken along now. Whoever asks again meanwhile hears once more what goes on."""
        if self._job is not None:
            announce(self, self._said.text(), urgent=False)
        return self._job is None and self._somebody and self._may_take()

    def _start(self, work: jobs.Work, going_on: str, done: str) -> None:
        job = self._job = jobs.Job.outliving()  # whoever locks the window waits for no printer
        failed = self.tr("It could not be printed or saved: is the printer or the folder there?")
        later = self.tr("Whom to call could not be printed or saved: is the printer or the folder there?")
        job.done.connect(lambda _pages: self._ended(done, Tone.OK))
        for ended in (job.failed, job.refused, job.cancelled):
            ended.connect(lambda: self._ended(failed, Tone.ERROR, later))
        self._say(going_on, Tone.SUBDUED)
        if self.focusWidget() in self._takers:
            (self._numbers[0] if self._numbers else self._close).setFocus(Qt.FocusReason.OtherFocusReason)
        for taker in self._takers:
            taker.setEnabled(False)
        job.start(work)

    def _ended(self, said: str, tone: Tone, later: str = "") -> None:
        if not isValid(self):  # the card was closed meanwhile
            if later:
                self._tell_later(later)
            return
        self._job = None
        for taker in self._takers:
            taker.setEnabled(True)
        self._say(said, tone)

    def _say(self, said: str, tone: Tone) -> None:
        self._said.say(said, tone)
        self._said.show()
        announce(self, said, urgent=tone is Tone.ERROR)

    def _fonts(self) -> Fonts:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        return Fonts(family=self.font().family(), fixed=fixed)


def _words(text: str, tone: Tone, parent: QWidget) -> ToneLabel:
    """Of a name or of hours. A word wider than its column is parted, so that it pushes no number out of the window."""
    label = ToneLabel(_LONG_WORD.sub("\\g<0>\u200b", text), tone=tone, parent=parent)
    label.setAccessibleName(text)
    return label
