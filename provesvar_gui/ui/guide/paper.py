"""A chapter on paper. On the thread of a job, so that no printer that does not answer holds the window, nor its lock."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from provesvar_gui.ui import theme
from provesvar_gui.ui.guide import style
from provesvar_gui.ui.guide.page import picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QFont, QPagedPaintDevice

    from provesvar_gui.ui.guide.chapters import Chapter
    from provesvar_gui.ui.results.taking.jobs import Work

_PICTURE: Final = 600  # device-independent pixels, at most


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


def work(printer: QPrinter, chapter: Chapter, font: QFont) -> Work:
    """Prints it: nothing of it is about a patient, so it may lie wherever the printer's system puts it."""
    _warm_up()
    made = ((name, picture(name, _PICTURE, 2, theme.LIGHT)) for name in chapter.pictures)
    sheet = _Sheet(chapter.body, style.paper(), font, {name: image for name, image in made if image is not None})

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
    _Sheet("<p><img src='pictures/a'></p>", style.paper(), QGuiApplication.font(), {"a": dot}).put_on(QPdfWriter(buffer))
