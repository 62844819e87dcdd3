"""The guide: its chapters, and the sheet that shows them."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from provesvar_gui.paths import resource
from provesvar_gui.ui import theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.messages import ERRORS
from provesvar_gui.ui.results.view import ResultsView
from provesvar_gui.ui.sheet import Sheet
from provesvar_gui.ui.widgets import fill

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QUrl

    from provesvar_gui.errors import ErrorCode
    from provesvar_gui.ui.main_window import MainWindow


#: In the order in which they are read.
ORDER: Final = (
    "start", "basis", "restricted", "views", "take", "lock", "other-programs", "logged", "failure", "practice", "keys",
)  # fmt: skip
LANGUAGE: Final = "nb"  # of every user: it is written in bokmål alone
PIXELS: Final = 1.5  # of a picture in one device-independent pixel
ENDINGS: Final = ((theme.LIGHT, ".png"), (theme.DARK, "-dark.png"), (theme.CONTRAST, "-contrast.png"))
_WIDTH, _CONTENTS, _MARGIN = 1000, 220, 12  # device-independent pixels


def folder() -> Path:
    """Raises FileNotFoundError if it is missing in the installation."""
    return resource("guide", LANGUAGE)


@cache
def chapter(name: str) -> str:
    """HTML in the subset that Qt shows."""
    return (folder() / f"{name}.html").read_text("utf-8")


def title(name: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", chapter(name), re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", found[1])) if found else name


def style() -> str:
    """CSS in Qt's subset for ``QTextDocument``. Sizes are those of the window's type, and grow with it."""
    c = theme.current()
    return f"""
    body {{ color: {c.ink}; }}
    h1 {{ color: {c.ink}; margin-top: 4px; margin-bottom: 8px; font-weight: 600; font-size: {theme.px(24)}px; }}
    h2 {{ color: {c.ink}; margin-top: 18px; margin-bottom: 4px; font-weight: 600; font-size: {theme.px(18)}px; }}
    p {{ margin-top: 5px; margin-bottom: 5px; line-height: 130%; }}
    li {{ margin-bottom: 4px; line-height: 128%; }}
    ol, ul {{ margin-top: 4px; margin-bottom: 8px; }}
    kbd {{ font-family: '{theme.FAMILY}'; font-weight: 600; color: {c.accent_text}; background-color: {c.accent_ground}; }}
    h2 kbd {{ background-color: {c.surface}; }}
    code {{ color: {c.ink}; background-color: {c.sunken}; }}
    a {{ color: {c.accent_text}; text-decoration: underline; }}
    p.caption {{ color: {c.ink2}; margin-top: 2px; margin-bottom: 14px; }}
    p.picture {{ margin-top: 10px; margin-bottom: 0px; line-height: 100%; }}
    table {{ border-collapse: collapse; border-color: {c.line}; }}
    td, th {{ border: 1px solid {c.line}; }}
    td.warn {{ background-color: {c.flag_ground}; color: {c.flag}; }}
    th {{ background-color: {c.sunken}; color: {c.ink}; text-align: left; font-weight: 600; }}
    """


class GuidePage(QTextBrowser):
    """The text browser of the guide, ``guidePage``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guidePage")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(_MARGIN)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.set_font(self, theme.Type.READING)
        self.chapter = ""

    def show_chapter(self, name: str, anchor: str = "") -> None:
        """Show a chapter from its beginning or a heading; a screen reader continues from there."""
        self.chapter = name
        self.setAccessibleName(title(name))
        self._lay_out()
        block = self.document().begin()
        while anchor and block.isValid() and anchor not in {a for part in block.textFormats() for a in part.format.anchorNames()}:
            block = block.next()
        self.setTextCursor(QTextCursor(block if block.isValid() else self.document().begin()))
        self.scrollToAnchor(anchor)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """A picture of the guide, and no other resource."""
        text = name if isinstance(name, str) else name.toString()
        picture = text.removeprefix("pictures/")
        if kind != QTextDocument.ResourceType.ImageResource.value or picture == text or "/" in picture:
            return None
        ending = next((each for scheme, each in ENDINGS if scheme is theme.current()), ENDINGS[-1][1])  # the system's contrast
        image = QImage(str(folder() / "pictures" / picture.replace(".png", ending)))
        room = self.width() - 2 * _MARGIN - self.verticalScrollBar().sizeHint().width()
        pixels = round(min(image.width() / PIXELS, room) * self.devicePixelRatio())
        image = image.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)  # a text document leaves pixels out
        image.setDevicePixelRatio(self.devicePixelRatio())
        return image

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.__dict__.get("chapter"):
            down = self.verticalScrollBar().value()
            self._lay_out()
            self.verticalScrollBar().setValue(down)

    def _lay_out(self) -> None:
        self.document().clear()  # with its pictures, which may be another scheme's
        self.document().setDefaultStyleSheet(style())
        body = chapter(self.chapter).replace("<img ", '<img style="max-width: 100%" ')
        self.setHtml(f"<body>{body}</body>")


VIEWS: Final = {key: f"views#{key.name.lower()}" for key in (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND)}


def place_of(window: MainWindow, error: ErrorCode | None = None) -> str:
    """«chapter#heading». ``error``: of the shown message."""
    desk = window.controller.desk
    if window.drill_cover is not None:
        return "practice"
    if desk.closing is not None:
        return "other-programs#closed"
    if window.locked:
        return "lock#unlock"
    if window.controller.handover.asks:
        return "other-programs#handover"
    if error is not None:
        return ERRORS[error][2]
    if desk.results.opened is not None:
        return "restricted#opened"
    if window.controller.opening.panel_visible:
        return "restricted#open"
    if window.area.results_visible:
        return "restricted" if desk.openable is not None else _view(window)
    if desk.login_running:
        return "start#login"
    return "start#who" if desk.question is not None else "start"


def _view(window: MainWindow) -> str:
    view: object = window.area.prepare()
    if not isinstance(view, ResultsView):
        return "views"
    panes = view.panes
    return next((place for key, place in VIEWS.items() if panes.place_of(key) == panes.tabs.currentIndex()), "views")


class GuideWindow(Sheet):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "guide", QCoreApplication.translate("GuideWindow", "User guide"), "guideWindow")
        self.contents = QListWidget(self)
        self.contents.setObjectName("guideContents")
        self.contents.setAccessibleName(self.tr("Chapters"))
        self.contents.setWordWrap(True)
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.contents.setFixedWidth(theme.px(_CONTENTS))
        for name in ORDER:
            self.contents.addItem(title(name))
        self.page = GuidePage(self)
        self.page.anchorClicked.connect(lambda url: self.go(url.toString()))
        self.contents.currentRowChanged.connect(lambda row: self.page.show_chapter(ORDER[row]))
        middle = QWidget(self)
        fill(QHBoxLayout(middle), self.contents, (self.page, 1))
        self.lay_out((middle,), grows=middle, first=self.page, height=900, width=_WIDTH)

    def ask_for_help(self) -> None:
        self.close()

    def open_at(self, place: str) -> None:
        """Show «chapter#heading», with the caret in the page, so that the arrow keys scroll it."""
        self.open_page()
        self.go(place)

    def go(self, place: str) -> None:
        name, _, anchor = place.partition("#")
        if name in ORDER:
            self.contents.setCurrentRow(ORDER.index(name))
            self.page.show_chapter(name, anchor)
