"""One chapter as it is shown: text that flows, pictures as wide as there is room. Nothing but the guide's own files is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPalette, QPen, Qt, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from provesvar_gui.ui import theme
from provesvar_gui.ui.guide import chapters, style

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.guide.chapters import Chapter

_MARGIN: Final = 24.0
_WIDEST: Final = 860  # of a line of text, and of a picture; longer ones are hard to read
_STEPS: Final = range(-3, 9)  # of the zoom


class GuidePage(QTextBrowser):
    """``guidePage``. ``led``: to a place of the guide, «chapter#heading»."""

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
        """What is shown."""
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
        """Follow the colour scheme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange) and self.__dict__.get("_chapter"):
            self._settled.start()

    def _fit(self) -> None:
        if self._chapter is not None and (self._width != self.picture_width() or self._sheet != style.current()):
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
        self._width, self._sheet = self.picture_width(), style.current()
        self.document().clear()
        self.document().setDefaultStyleSheet(self._sheet)
        self.setHtml(f"<body>{self._chapter.body}</body>")
        self.document().setTextWidth(self.viewport().width())


def picture(name: str, width: int, ratio: float, scheme: theme.Scheme) -> QImage | None:
    """As large as it was on the screen, at most ``width``; with a thin edge, so that a light one has an end on any ground."""
    image = QImage(str(chapters.folder() / "pictures" / chapters.in_scheme(name, dark=scheme is theme.DARK)))
    if image.isNull():
        return None
    wide = min(image.width() / chapters.PIXELS, width)
    scaled = image.convertToFormat(QImage.Format.Format_RGB32).scaledToWidth(
        round(wide * ratio), Qt.TransformationMode.SmoothTransformation
    )
    painter = QPainter(scaled)
    painter.setPen(QPen(QColor(scheme.line), 1))
    painter.drawRect(0, 0, scaled.width() - 1, scaled.height() - 1)
    painter.end()
    scaled.setDevicePixelRatio(ratio)
    return scaled
