"""The guide: its chapters, the window that shows them, search and print."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QBuffer, QEvent, QEventLoop, QIODevice, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QShortcut,
    Qt,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from provesvar_gui.paths import resource
from provesvar_gui.patient.numbers import may_hold_number
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import ERRORS
from provesvar_gui.ui.results.export import jobs
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tint
from provesvar_gui.ui.tinted_widgets import TintLabel, draw_frame
from provesvar_gui.ui.widgets import fit_on_screen, named_button

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QFont, QPagedPaintDevice, QPaintEvent, QResizeEvent

    from provesvar_gui.errors import ErrorCode
    from provesvar_gui.ui.main_window import MainWindow
    from provesvar_gui.ui.results.export.jobs import Job, Work
    from provesvar_gui.ui.theme import Colours


#: In the order in which they are read.
ORDER: Final = (
    "start", "basis", "restricted", "views", "trend", "take", "lock", "other-programs", "logged", "failure", "practice",
    "not-shown", "keys",
)  # fmt: skip
LANGUAGE: Final = "nb"  # of every user: it is written in bokmål alone
PIXELS: Final = 1.5  # of a picture in one device-independent pixel
_TITLE: Final = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_HEADING: Final = re.compile(r'<(h[23]) id="([\w-]+)">')
_PICTURE: Final = re.compile(r'<img src="pictures/([\w.-]+)"')
_TAG: Final = re.compile(r"<[^>]*>")
_BLOCK: Final = re.compile(r"</?(?:h\d|p|li|ol|ul|table|tr|td|th)\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the guide. ``body``: HTML of the small kind that Qt shows. ``words``: the same as text, for the search."""

    name: str
    title: str
    body: str
    words: str
    anchors: frozenset[str]
    pictures: tuple[str, ...]


def folder() -> Path:
    """Where it lies. Raises FileNotFoundError where an installation has lost it."""
    return resource("guide", LANGUAGE)


@cache
def chapter(name: str) -> Chapter:
    """One of ``ORDER``. Raises OSError."""
    text = (folder() / f"{name}.html").read_text("utf-8")
    found = _TITLE.search(text)
    anchors = frozenset(anchor for _tag, anchor in _HEADING.findall(text))
    body = _HEADING.sub(r'<\1><a name="\2"></a>', text)
    words = plain(_BLOCK.sub(" ", text))
    return Chapter(
        name=name,
        title=plain(found[1]) if found else name,
        body=body,
        words=words,
        anchors=anchors,
        pictures=tuple(_PICTURE.findall(text)),
    )


def in_scheme(picture: str, *, dark: bool) -> str:
    """The file of a picture for a light or a dark screen."""
    return picture.replace(".png", "-dark.png") if dark else picture


def plain(text: str) -> str:
    """HTML as text."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


def chapter_holding(text: str) -> dict[str, int]:
    """In which chapters a text stands, and how often; without case."""
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return {}
    counts = {name: chapter(name).words.casefold().count(wanted) for name in ORDER}
    return {name: count for name, count in counts.items() if count}


def sheet(scheme: Colours) -> str:
    """For ``QTextDocument``: the part of CSS that Qt knows. Sizes are the window's type's, so that they grow with it."""
    shades = scheme.shades
    action, warning, quiet = shades[Tint.ACTION], shades[Tint.WARNING], shades[Tint.SUBDUED]
    return f"""
    body {{ color: {scheme.ink}; }}
    h1 {{ color: {scheme.ink}; margin-top: 4px; margin-bottom: 10px; font-weight: 600; }}
    h2 {{ color: {action.text}; margin-top: 22px; margin-bottom: 6px; font-weight: 600; }}
    h3 {{ color: {scheme.ink}; margin-top: 14px; margin-bottom: 4px; font-weight: 600; }}
    p {{ margin-top: 5px; margin-bottom: 5px; line-height: 130%; }}
    li {{ margin-bottom: 4px; line-height: 128%; }}
    ol, ul {{ margin-top: 4px; margin-bottom: 8px; }}
    kbd {{ font-family: {theme_family()}; font-weight: 600; color: {action.text}; background-color: {action.ground}; }}
    code {{ color: {scheme.ink}; background-color: {scheme.sunken}; }}
    a {{ color: {action.text}; text-decoration: underline; }}
    p.lead {{ font-size: large; }}
    p.caption {{ color: {quiet.text}; margin-top: 2px; margin-bottom: 14px; }}
    p.picture {{ margin-top: 10px; margin-bottom: 0px; line-height: 100%; }}
    table {{ border-collapse: collapse; border-color: {scheme.line}; }}
    td, th {{ border: 1px solid {scheme.line}; }}
    td.warn {{ background-color: {warning.ground}; color: {warning.text}; }}
    td.note {{ background-color: {action.ground}; color: {scheme.ink}; }}
    th {{ background-color: {scheme.sunken}; color: {scheme.ink}; text-align: left; font-weight: 600; }}
    """


def theme_family() -> str:
    """The window's own type: keys are no code."""
    return f"'{QGuiApplication.font().family()}'"


def current() -> str:
    return sheet(theme.current())


def paper() -> str:
    """Paper is white."""
    return sheet(theme.LIGHT)


_MARGIN: Final = 24.0
_WIDEST: Final = 860  # of a line of text, and of a picture; longer ones are hard to read
_STEPS: Final = range(-3, 9)  # of the zoom


class GuidePage(QTextBrowser):
    """The text browser of the guide, ``guidePage``. ``led``: to a place of the guide, «chapter#heading»."""

    led = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidePage")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else pictures would be measured without it
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.document().setDocumentMargin(_MARGIN)
        self.anchorClicked.connect(lambda url: self.led.emit(url.toString()))
        self._chapter: Chapter | None = None
        self._width = 0
        self.steps = 0
        self._points = self.font().pointSizeF()
        self._settled = QTimer(self, singleShot=True, interval=60)
        self._settled.timeout.connect(self._fit)
        palette = self.palette()  # what the search has found is seen while the caret is in its field
        for role in (QPalette.ColorRole.Highlight, QPalette.ColorRole.HighlightedText):
            palette.setColor(QPalette.ColorGroup.Inactive, role, palette.color(QPalette.ColorGroup.Active, role))
        self.setPalette(palette)

    @property
    def chapter(self) -> Chapter | None:
        return self._chapter

    def show_chapter(self, chapter: Chapter, anchor: str = "") -> None:
        """From its beginning, or from a heading on."""
        self._chapter = chapter
        self._lay_out()
        self.setAccessibleName(chapter.title)
        self.setTextCursor(self._heading(anchor))
        if anchor in chapter.anchors:
            self.scrollToAnchor(anchor)
        else:
            self.verticalScrollBar().setValue(0)

    def _heading(self, anchor: str) -> QTextCursor:
        """Where a screen reader reads on from."""
        block = self.document().begin()
        while anchor and block.isValid():
            names = {name for part in block.textFormats() for name in part.format.anchorNames()}
            if anchor in names:
                return QTextCursor(block)
            block = block.next()
        return QTextCursor(self.document())

    def zoom(self, steps: int) -> None:
        """Larger or smaller; 0: as the window."""
        wanted = self.steps + steps if steps else 0
        self.steps = min(max(wanted, _STEPS.start), _STEPS.stop - 1)
        font = self.font()
        font.setPointSizeF(self._points * 1.1**self.steps)
        self.setFont(font)
        self._again()

    def picture_width(self) -> int:
        """How wide a picture may be, in device-independent pixels."""
        return max(120, min(_WIDEST, self.viewport().width() - 2 * round(_MARGIN) - 2))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the guide; of everything else nothing."""
        text = name if isinstance(name, str) else name.toString()
        if kind != QTextDocument.ResourceType.ImageResource.value or not text.startswith("pictures/") or "/" in text[9:]:
            return None
        return picture(text[9:], self.picture_width(), self.devicePixelRatioF(), theme.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the width."""
        super().resizeEvent(event)
        self._settled.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange) and self.__dict__.get("_chapter"):
            self._settled.start()

    def _fit(self) -> None:
        if self._chapter is not None and (self._width != self.picture_width() or self._sheet != current()):
            self._again()

    def _again(self) -> None:
        """The same text anew: what stood at the top stays there, and what was found stays found."""
        top, caret = self.cursorForPosition(QPoint(2, 2)).position(), self.textCursor()
        anchor, position = caret.anchor(), caret.position()
        self._lay_out()
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        cursor.setPosition(min(top, last))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top())
        if anchor != position:
            self.ensureCursorVisible()

    def _lay_out(self) -> None:
        if self._chapter is None:
            return
        self._width, self._sheet = self.picture_width(), current()
        self.document().clear()
        self.document().setDefaultStyleSheet(self._sheet)
        self.setHtml(f"<body>{self._chapter.body}</body>")
        self.document().setTextWidth(self.viewport().width())


def picture(name: str, width: int, ratio: float, scheme: theme.Colours) -> QImage | None:
    """As large as it was on the screen, at most ``width``; with a thin edge, so that a light one has an end on any ground."""
    image = QImage(str(folder() / "pictures" / in_scheme(name, dark=scheme is theme.DARK)))
    if image.isNull():
        return None
    wide = min(image.width() / PIXELS, width)
    scaled = image.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
        round(wide * ratio), Qt.TransformationMode.SmoothTransformation
    )
    painter = QPainter(scaled)
    painter.setPen(QPen(QColor(scheme.line), 1))
    painter.drawRect(0, 0, scaled.width() - 1, scaled.height() - 1)
    painter.end()
    scaled.setDevicePixelRatio(ratio)
    return scaled


_PAPER_PICTURE: Final = 600  # device-independent pixels, at most


class _Sheet(NamedTuple):
    """All that the other thread needs. In the colours of paper, whatever those of the screen are."""

    body: str
    style: str
    font: QFont
    pictures: dict[str, QImage]

    def put_on(self, device: QPagedPaintDevice) -> None:
        loop = QEventLoop()  # never runs: a document's layout starts timers, and a thread has none without it
        document = QTextDocument()
        document.setDefaultFont(self.font)
        document.setDefaultStyleSheet(self.style)
        for name, image in self.pictures.items():
            document.addResource(QTextDocument.ResourceType.ImageResource.value, f"pictures/{name}", image)
        document.setHtml(f"<body>{self.body}</body>")
        document.print_(device)
        del document, loop


def print_work(printer: QPrinter, chapter: Chapter, font: QFont) -> Work:
    """Prints it: nothing of it is about a patient, so it may lie wherever the printer's system puts it."""
    _warm_up()
    made = ((name, picture(name, _PAPER_PICTURE, 2, theme.LIGHT)) for name in chapter.pictures)
    sheet = _Sheet(chapter.body, paper(), font, {name: image for name, image in made if image is not None})

    def put(_stop: Callable[[], bool], _progress: Callable[[int, int], None]) -> int:
        sheet.put_on(printer)
        if printer.printerState() is QPrinter.PrinterState.Error:
            raise OSError
        return 1

    return put


@cache
def _warm_up() -> None:
    """As ``jobs.warm_up``: no two threads make a type of Qt at the same time."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    dot = QImage(1, 1, QImage.Format.Format_RGB32)
    dot.fill(0)
    _Sheet("<p><img src='pictures/a'></p>", paper(), QGuiApplication.font(), {"a": dot}).put_on(QPdfWriter(buffer))


VIEWS: Final = {
    Key.OVERVIEW: "views#overview",
    Key.TABLE: "views#table",
    Key.REPORTS: "views#reports",
    Key.MICROBIOLOGY: "views#microbiology",
    Key.TREND: "trend",
}


def place_of(window: MainWindow, error: ErrorCode | None = None) -> str:
    """«chapter#heading». ``error``: of the message that is on the screen."""
    if window.drill_cover is not None:
        return "practice"
    if window.locked:
        return "lock#unlock"
    desk = window.controller.desk
    if window.controller.handover.asks:
        return "other-programs#handover"
    if error is not None:
        return ERRORS[error][2]
    if desk.results.opened is not None:
        return "restricted#opened"
    if window.controller.opening.panel_visible:
        return "restricted#open"
    if window.area.results_visible:
        if desk.openable is not None:
            return "restricted"
        return _view(window)
    if desk.login_running:
        return "start#login"
    if desk.question is not None:
        return "start#who"
    return "start"


def _view(window: MainWindow) -> str:
    view: object = window.area.prepare()
    if not isinstance(view, ResultsView):
        return "views"
    panes = view.panes
    return next((place for key, place in VIEWS.items() if panes.place_of(key) == panes.tabs.currentIndex()), "views")


_SIZE: Final = QSize(1120, 780)
_CONTENTS: Final = 250  # device-independent pixels
_MOST_BACK: Final = 50
FIRST: Final = "start"


class _Search(QLineEdit):
    """With an edge that can be seen in both schemes."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        draw_frame(self)


class GuideWindow(QDialog):
    """The window of the guide, ``guideWindow``.

    Not modal: a scanned number still reaches the window behind it.

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
        self._found = TintLabel(tint=Tint.SUBDUED, wrap=False, parent=self)
        self._found.setObjectName("guideFound")
        self._back = self._button("guideBackButton", self.tr("← Back (Alt+←)"), self.go_back)
        self._print = self._button("guidePrintButton", self.tr("Print the chapter … (Ctrl+P)"), self.print_chapter)
        self._lay_out()
        for name in ORDER:
            self.contents.addItem(chapter(name).title)
        self.contents.currentRowChanged.connect(self._chosen)
        self.page.led.connect(self.go)
        self.search.textChanged.connect(self._typed)
        self._add_keys()
        self._back.setEnabled(False)
        fit_on_screen(self, _SIZE)

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
        button = named_button(self, name, label, (tip or label).partition(" (")[0].removesuffix(" …").removeprefix("← "))
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
        if name not in ORDER:
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
        holding = chapter_holding(wanted)
        if not holding or self.page.chapter is None:
            return False
        flags = QTextDocument.FindFlag(0) if forward else QTextDocument.FindFlag.FindBackward
        if self.page.find(wanted, flags):
            return True
        order = ORDER if forward else ORDER[::-1]
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
            self.start_print(print_work(printer, shown, self.font()))

    def start_print(self, work: Work) -> None:
        """And say what becomes of it."""
        job = self._job = jobs.Job.outliving()
        done = self.tr("Sent to the printer")
        failed, later = self.tr("It could not be printed"), self.tr("The guide could not be printed: is the printer there?")
        job.ended.connect(lambda how: self._printed(done, Tint.OK) if how == "done" else self._printed(failed, Tint.ERROR, later))
        self._found.say(self.tr("Printing …"), Tint.SUBDUED)
        job.start(work)

    def _printed(self, said: str, tint: Tint, later: str = "") -> None:
        if not isValid(self):  # closed meanwhile
            if later:
                self._tell_later(later)
            return
        self._job = None
        self._found.say(said, tint)
        announce(self, said, urgent=tint is Tint.ERROR)

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
        self.contents.setCurrentRow(ORDER.index(name))
        self.contents.blockSignals(False)
        self.page.show_chapter(chapter(name), anchor)

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self._remember()
            self._show(ORDER[row])

    def _typed(self, text: str) -> None:
        if may_hold_number(text):
            self.forget()
            said = self.tr("The patient's number was removed")
            self._found.say(said, Tint.WARNING)
            announce(self, said, urgent=True)
            return
        if text:
            self.forgetting.start()
        else:
            self.forgetting.stop()
        holding = chapter_holding(text)
        found = sum(holding.values())
        if not text.strip():
            said = ""
        elif not found:
            said = self.tr("Not in the guide")
        else:
            said = self.tr("%n place(s) (F3)", "", found)
        self._found.say(said, Tint.WARNING if text.strip() and not found else Tint.SUBDUED)
        announce(self, said, urgent=False)
        self.page.moveCursor(QTextCursor.MoveOperation.StartOfWord)
        if found:
            self.find_next()
