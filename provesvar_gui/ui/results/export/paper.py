"""The pages of an export: QTextDocument lays out whole rows, and every page names the patient. Runs on any thread.

A document holds the rows of one page. In one document of many pages Qt parts each row of which the first line has room, leaves
headings alone at the foot, and lays out and paints 10 000 rows in 23 s instead of 6, for 4 s of which no other thread runs.
A job has few documents, made while the window waits (``jobs``), and fills them twice for each page: to count, and to paint.
"""

from __future__ import annotations

import re
from bisect import bisect
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, replace
from functools import cache, partial
from html import escape
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QDir,
    QIODevice,
    QMarginsF,
    QPointF,
    QRectF,
    QSizeF,
    QStandardPaths,
)
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QPicture,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
    QTextTable,
)
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog
from shiboken6 import isValid

from provesvar_gui.platform import spool
from provesvar_gui.platform.files import write_in_place
from provesvar_gui.results import text
from provesvar_gui.results.export import ExportDocument, ExportRow, ExportTable, Picture, without_empty_columns
from provesvar_gui.results.model import Redacted
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.export.jobs import ExportCancelled, MakeWork, Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from PySide6.QtGui import QPagedPaintDevice, QPainter
    from PySide6.QtWidgets import QWidget


translate = QCoreApplication.translate
DPI: Final = 300


@cache
def warm_up() -> None:
    """Paint a page of nothing here, once, before another thread paints.

    PySide makes a type of Qt when it is first needed; two threads that need the same one at the same time end the program.
    """
    cells = ExportRow(cells=("a", "b"), struck=frozenset({0}), strong=frozenset({1}))
    text = " ".join(map(str, range(1500)))  # more than a page
    row = ExportRow(span=f"{text} {'a' * 900}", heading=True, void=True, level=1, code=True)  # with a word that is parted
    picture = Picture(recorded=QPicture(), width=1.0, height=1.0)
    block = ExportTable(header=("a", "b"), rows=(cells, row), picture=picture)
    taken = ExportDocument(title="a", facts=("a",), blocks=(block,), void=True)
    pdf(taken, PageTexts(patient="a", source="a", printed="a", mark="a"), "a")


def pdf_work(path: str, taken: ExportDocument, texts: PageTexts, title: str) -> MakeWork:
    warm_up()
    return lambda: partial(_save_pdf, path, taken, texts, title, Documents())


def _save_pdf(path: str, taken: ExportDocument, texts: PageTexts, title: str, documents: Documents, stop: Stop) -> None:
    if not write_in_place(path, pdf(taken, texts, title, documents, stop=stop), stop):
        raise ExportCancelled


def pdf(
    taken: ExportDocument, texts: PageTexts, title: str, documents: Documents | None = None, *, stop: Stop = lambda: False
) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(title)
    writer.setCreator("Prøvesvar")
    writer.setPageLayout(layout_of(taken))
    paint(writer, taken, texts, documents, stop=stop)
    del writer
    return bytes(buffer.data().data())


def print_work(printer: QPrinter, taken: ExportDocument, texts: PageTexts, kept: spool.Spool | None = None) -> MakeWork:
    """Print to the printer of the dialog. ``kept``: the path of the document meanwhile, private to the user."""
    warm_up()
    return lambda: partial(_print, printer, taken, texts, kept, Documents())


def _print(
    printer: QPrinter, taken: ExportDocument, texts: PageTexts, kept: spool.Spool | None, documents: Documents, stop: Stop
) -> None:
    with (kept or spool.of_this_user()).job() as opening:

        def give_up() -> None:
            printer.abort()
            opening.discard()

        paint(printer, taken, texts, documents, stop=stop, give_up=give_up, opening=opening)


class Dialogs:
    """The system's dialogs for files and printers, one at a time; the window works meanwhile."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._open: QDialog | None = None

    def file(self, name: str, chosen: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._parent.window(), translate("Export", "Save as PDF"))
        dialog.setObjectName("pdfDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.setDirectory(_own_folder())
        dialog.selectFile(name)
        dialog.fileSelected.connect(chosen)
        self._show(dialog)

    def printer(self, taken: ExportDocument, title: str, chosen: Callable[[QPrinter], None]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setCreator(title)
        printer.setPageLayout(layout_of(taken))
        dialog = QPrintDialog(printer, self._parent.window())
        dialog.setObjectName("printDialog")
        dialog.setWindowTitle(translate("Export", "Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)  # all of it: a page alone is easily misread
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)  # a PDF is saved whole or not at all, in its own way
        dialog.accepted.connect(lambda: chosen(printer))
        self._show(dialog)

    def close(self) -> None:
        if self._open is not None and isValid(self._open):
            self._open.reject()

    def _show(self, dialog: QDialog) -> None:
        self._open = dialog
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the class of the print dialog has another method of that name


def _own_folder() -> str:
    """The person's documents, else their home: never where the program happened to be started."""
    places = QStandardPaths.StandardLocation
    found = (QStandardPaths.writableLocation(place) for place in (places.DocumentsLocation, places.HomeLocation))
    return next((each for each in found if QDir(each).exists()), QDir.homePath())


_POINTS: Final = theme.PAPER_POINTS["text"]
_NARROWER: Final = ((1.0, False), (0.87, False), (0.75, False), (0.87, True))  # type of a wide table; whether words are parted
_WIDTH_TOLERANCE: Final = 1.005  # of the width: borders are rounded to whole pixels
_MARGIN_MM: Final = 14.0
_DPI: Final = 96.0  # of lengths in the style sheet
_REPEATED: Final = 0.5  # of a page: a head that is taller stands once, as a row
_ROWS: Final = 40  # that are laid out at once, more where a page has room: Python on other threads waits for it
_SPAN, _CELL = 700, 400  # characters of a text in one row, which is never parted; a longer one goes on in the next
#: To the end of a line, else of a word, else anywhere.
_PORTIONS: Final = {
    most: re.compile(rf"(.{{1,{most}}})(?:\n|\Z)|(.{{1,{most}}}) |(.{{1,{most}}})", re.DOTALL) for most in (_SPAN, _CELL)
}
_PICTURE_HEIGHT: Final = 0.7  # what stands above it goes on the same page
_NAME_AND_ANSWER: Final = frozenset({0, 1})  # struck in a row that does not stand, where it does not say which
_LEAST_HEIGHT: Final = 48.0  # between head and foot: less is the paper of labels
_SHEET: Final = 100.0  # of any unit
_STYLE: Final = (
    "table { border-collapse: collapse; margin-top: 5px; }"
    f"td, th {{ color: {theme.PAPER.ink}; padding: 1px 6px 2px 0px; border-style: none; border-top: 1px solid {theme.PAPER.line};"
    " white-space: pre-wrap; text-align: left; }"
    f"th {{ background-color: {theme.PAPER.sunken}; font-weight: 600; }}"
    ".text, .code { border-top: 0px; }"
    ".code { font-family: monospace; }"
    ".plain { font-weight: 400; }"
)
_BREAKS: Final = re.compile(r"([^\w\s.,:;'\"()])(?=\S)")  # where Qt would break a line: «g/dL», «3,5–5,0»
_SHORT: Final = re.compile(r"(?<!\S)\S{1,24}(?!\S)")  # a longer one may be broken there
_EDGE_TOLERANCE: Final = 0.3  # a line that only touches what is painted is not of it
_ABOVE: Final = 2.0  # padding and border over the first line of a cell


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PageTexts(Redacted):
    """The texts of every page. ``mark``: of the sandbox or the test environment, "" in production. ``family``: of the type."""

    patient: str
    source: str
    printed: str
    mark: str = ""
    family: str = ""


def layout_of(taken: ExportDocument) -> QPageLayout:
    turned = QPageLayout.Orientation.Landscape if taken.wide else QPageLayout.Orientation.Portrait
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    return QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, margins, QPageLayout.Unit.Millimeter)


def paint(
    device: QPagedPaintDevice,
    taken: ExportDocument,
    texts: PageTexts,
    documents: Documents | None = None,
    *,
    stop: Stop = lambda: False,
    give_up: Callable[[], object] = lambda: None,
    opening: AbstractContextManager[None] | None = None,
) -> int:
    """How many pages it became. ``give_up``: nothing half comes out. ``opening``: surrounds the making of the device's file.

    Raises ExportCancelled, OSError where the device does not take it or its paper has no room.
    """
    documents = documents or Documents()
    frame = _PageFrame(device, texts, documents)
    if frame.height < _LEAST_HEIGHT * frame.scale:
        raise OSError
    pages = _pages(taken, frame, stop)
    count = len(pages)
    with ExitStack() as until_begun:
        until_begun.enter_context(opening or nullcontext())

        def put(painter: QPainter, number: int) -> None:
            until_begun.close()
            if stop():
                raise ExportCancelled
            frame.paint(painter, number, count)
            y = frame.top
            for strip in pages[number - 1]:
                strip.paint(painter, y, frame)
                y += strip.height

        documents.print_sheets(device, count, put, give_up)
    return count


class Documents:
    """The documents of a job: the head, the rows and the foot of a page, and the sheets."""

    def __init__(self) -> None:
        self._sheet = _Sheet()
        self.head, self.rows, self.foot, self._sheets = (QTextDocument() for _ in range(4))
        for each in (self.head, self.rows, self.foot):
            each.documentLayout()  # made here
            each.setUndoRedoEnabled(False)
            each.setDocumentMargin(0)
            each.setDefaultStyleSheet(_STYLE)
        self._sheets.documentLayout().registerHandler(self._sheet.form.objectType(), self._sheet)

    def print_sheets(
        self, device: QPagedPaintDevice, count: int, paint: Callable[[QPainter, int], None], give_up: Callable[[], object]
    ) -> None:
        """``paint(painter, number)`` paints one page, the first is 1. Raises its exceptions, or OSError.

        A painter in Python keeps the interpreter's lock, and with it the window, until the printer's system has answered;
        ``QTextDocument.print_`` lets go of it, and asks back for the one object that stands on each page.
        """
        sheet = self._sheet
        sheet.asked = (paint, give_up)
        self._sheets.setPageSize(QSizeF(_SHEET, _SHEET))
        QTextCursor(self._sheets).insertText("\n".join("\ufffc" * count), sheet.form)
        self._sheets.print_(device)
        sheet.asked, raised, sheet.raised = None, sheet.raised, None  # they hold these documents
        try:
            if raised is not None:
                raise raised
        finally:
            del raised
        if sheet.painted < count:
            raise OSError


class _Sheet(QPyTextObject):
    """An object as large as a page, which is painted when Qt asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.form = QTextCharFormat()
        self.form.setObjectType(QTextFormat.ObjectTypes.UserObject)
        self.asked: tuple[Callable[[QPainter, int], None], Callable[[], object]] | None = None
        self.painted = 0
        self.raised: BaseException | None = None

    def intrinsicSize(self, _document: QTextDocument, _at: int, _format: QTextFormat) -> QSizeF:
        return QSizeF(_SHEET, _SHEET) * 0.7  # a page has room for one, between its margins

    def drawObject(self, painter: QPainter, _room: object, _document: QTextDocument, _at: int, _format: QTextFormat) -> None:
        """The next page. Raises nothing: Qt called."""
        if self.asked is None or self.raised is not None:
            return
        paint, give_up = self.asked
        painter.save()
        painter.resetTransform()
        painter.setClipping(False)
        try:
            paint(painter, self.painted + 1)
        except BaseException as error:  # noqa: BLE001 - it is raised once Qt has come back
            self.raised = error
            give_up()
        else:
            self.painted += 1
        painter.restore()


class _Rows(NamedTuple):
    """The rows of a document, in HTML. ``parted``: words may be. ``tall``: Qt parts its one row, which is higher than a page."""

    html: str
    points: float
    parted: bool = False
    tall: bool = False


class _PageFrame:
    """The head and foot of a page. ``top``, ``width`` and ``height``: of the room between them."""

    def __init__(self, device: QPagedPaintDevice, texts: PageTexts, documents: Documents) -> None:
        self._device, self._texts, self._documents = device, texts, documents
        self.scale = device.logicalDpiY() / _DPI
        self.width = float(device.width())
        self._gap = 5.0 * self.scale
        above = "<br/>".join(f"<b>{_escaped(each)}</b>" for each in (texts.mark, texts.patient) if each)
        head = self._lay_out(documents.head, _Rows(_row(f"<td class='text'>{above}</td>"), _POINTS * 1.1))
        self.top = head.size().height() + self._gap
        self.height = device.height() - self.top - self._foot(1, 1).size().height() - self._gap
        self._rows: _Rows | None = None  # laid out

    def document(self, rows: _Rows) -> QTextDocument:
        if self._rows is not rows:
            self._rows = rows
            self._lay_out(self._documents.rows, rows)
        return self._documents.rows

    def _lay_out(self, document: QTextDocument, rows: _Rows) -> QTextDocument:
        """A table, as wide as the page and as high as it wants."""
        document.setPageSize(QSizeF(0, 0))  # with any other each change is laid out at once
        font = QFont(self._texts.family)
        font.setPointSizeF(rows.points)
        # What is copied out of a PDF is found again: no ligatures, nor figures of equal width, which have no letter there.
        font.setFeature(QFont.Tag("liga"), 0)
        document.setDefaultFont(font)
        wrap = QTextOption.WrapMode
        option = QTextOption()
        option.setWrapMode(wrap.WrapAtWordBoundaryOrAnywhere if rows.parted else wrap.WordWrap)
        document.setDefaultTextOption(option)
        document.documentLayout().setPaintDevice(self._device)
        document.setHtml(f"<table width='100%' cellspacing='0'>{rows.html}</table>")
        document.setTextWidth(self.width)
        if rows.tall:
            document.setPageSize(QSizeF(self.width, self.height))
        return document

    def _foot(self, number: int, count: int) -> QTextDocument:
        page = translate("Export", "Page {n} of {m}").replace("{n}", str(number)).replace("{m}", str(count))
        said = "<br/>".join(map(_escaped, (self._texts.source, self._texts.printed)))
        cells = f"<td class='text'>{said}</td><td class='text' width='15%' align='right'>{_escaped(page)}</td>"
        return self._lay_out(self._documents.foot, _Rows(_row(cells), _POINTS * 0.9))

    def paint(self, painter: QPainter, number: int, count: int) -> None:
        below = self.top + self.height + self._gap / 2
        for y, document in ((0.0, self._documents.head), (below, self._foot(number, count))):
            self.paint_document(document, painter, y, document.size().height())
        for y in (self.top - self._gap / 2, below):
            painter.drawLine(QPointF(0, y), QPointF(self.width, y))

    def paint_document(self, document: QTextDocument, painter: QPainter, y: float, height: float, top: float = 0.0) -> None:
        """``height`` of it from ``top`` on."""
        painter.save()
        painter.translate(0, y - top)
        document.drawContents(painter, QRectF(0, top, self.width * _WIDTH_TOLERANCE, height - _EDGE_TOLERANCE))
        painter.restore()


class _Strip(NamedTuple):
    """Rows as they are laid out, from ``top`` on, or a picture, of that height."""

    of: _Rows | Picture
    height: float
    top: float = 0.0

    def paint(self, painter: QPainter, y: float, frame: _PageFrame) -> None:
        if isinstance(self.of, _Rows):
            frame.paint_document(frame.document(self.of), painter, y, self.height, self.top)
            return
        picture = self.of.recorded  # Qt makes it as much larger as the device is finer
        factor = self.height / self.of.height * picture.logicalDpiX() / painter.device().logicalDpiX()
        painter.save()
        painter.translate(0, y)
        painter.scale(factor, factor)
        painter.drawPicture(0, 0, picture)
        painter.restore()


def _pages(taken: ExportDocument, frame: _PageFrame, stop: Stop) -> list[list[_Strip]]:
    """A page is a list of strips. A heading stands with its next row, a picture below all of its texts."""
    pages: list[list[_Strip]] = [[]]
    points = theme.PAPER_POINTS["wide"] if taken.wide else _POINTS
    above = [ExportRow(span=taken.title, title=True, void=taken.void)] if taken.title else []
    above += [ExportRow(span=each) for each in taken.facts if each]
    for block in (ExportTable(rows=tuple(above)), *map(without_empty_columns, taken.blocks)):
        rows, header, many, picture = [*chain.from_iterable(map(_portions, block.rows))], block.header, _ROWS, block.picture
        below = min(picture.height * frame.width / picture.width, frame.height * _PICTURE_HEIGHT) if picture is not None else 0.0
        while rows:
            if stop():
                raise ExportCancelled
            left = frame.height - sum(each.height for each in pages[-1])
            made = _fit_rows(header, rows[:many], points, frame)
            ends = _row_ends(frame.document(made), frame.scale)
            head = ends.pop(0) if header else 0.0
            whole = bisect(ends, left)
            fit = next((n for n in range(whole, 0, -1) if n == len(rows) or not (rows[n - 1].heading or rows[n - 1].title)), 0)
            if head > frame.height * _REPEATED:
                rows, header = [*_portions(ExportRow(cells=header, heading=True)), *rows], ()
            elif whole == len(ends) < len(rows):
                many += _ROWS
            elif pages[-1] and (not fit or (fit == len(rows) and ends[-1] + below > left)):
                pages.append([])
            elif whole:
                fit = fit or whole
                pages[-1].append(_Strip(made, ends[fit - 1]))
                rows, many = rows[fit:], fit + _ROWS // 10
                pages += [[]] if rows else []
            else:  # a row that is higher than a page: Qt parts it between two lines
                made = _fit_rows(header, rows[:1], points, frame)._replace(tall=True)
                document = frame.document(made)
                tops = [at * frame.height for at in range(document.pageCount())]
                pages[-1:] = [[_Strip(made, min(document.size().height() - top, frame.height), top)] for top in tops]
                rows = rows[1:]
                pages += [[]] if rows else []
        if picture is not None:
            if sum(each.height for each in pages[-1]) + below > frame.height:
                pages.append([])
            pages[-1].append(_Strip(picture, below))
    return pages


def _fit_rows(header: Sequence[str], rows: Sequence[ExportRow], points: float, frame: _PageFrame) -> _Rows:
    """In the largest type in which it is no wider than the page; words are parted only where they are too wide in all."""
    head = f"<thead>{_row(''.join(map(_head_cell, header)))}</thead>" if header else ""
    columns = max(map(len, (header, *(row.cells for row in rows))))
    for factor, parted in _NARROWER:
        body = "".join(_html(row, points * factor, columns) for row in rows)
        made = _Rows(head + body, points * factor, parted)
        if frame.document(made).size().width() <= frame.width * _WIDTH_TOLERANCE:
            break
    return made


def _row_ends(document: QTextDocument, scale: float) -> list[float]:
    layout = document.documentLayout()
    table = document.rootFrame().childFrames()[0]
    if not isinstance(table, QTextTable):
        raise TypeError
    firsts = (table.cellAt(row, 0).firstCursorPosition().block() for row in range(1, table.rows()))
    return [*(layout.blockBoundingRect(block).top() - _ABOVE * scale for block in firsts), document.size().height()]


def _portions(row: ExportRow) -> Iterator[ExportRow]:
    most = _CELL if row.cells else _SPAN
    if max(map(len, row.cells or (row.span,))) <= most:
        yield row
        return
    said = ([next(filter(None, found.groups())) for found in _PORTIONS[most].finditer(each)] for each in row.cells or (row.span,))
    for portion in zip_longest(*said, fillvalue=""):
        yield replace(row, cells=portion) if row.cells else replace(row, span=portion[0])


def _html(row: ExportRow, points: float, columns: int) -> str:
    indent = f"border-top: 1px solid {theme.PAPER.line}; padding-left: {9 * row.level}px;" if row.level else ""
    if not row.cells:
        bold = "font-weight: 600;" if row.heading or row.title or row.large else ""
        factor = 2.4 if row.large else 1.25 if row.title else 1.1 if row.heading else 1.0
        kind = "code" if row.code else "title" if row.title else "text"
        style = f"font-size: {points * factor:.2f}pt;{bold}{indent}"
        return _row(f"<td colspan='{max(columns, 1)}' class='{kind}' style='{style}'>{_span(row.span, struck=row.void)}</td>")
    struck = (row.struck or _NAME_AND_ANSWER) if row.void else row.struck
    cells = ""
    for place, words in enumerate(row.cells):
        said = _span(words, struck=place in struck)
        said = f"<b>{said}</b>" if place in row.strong else said
        cells += f"<td style='{indent if place == 0 else ''}'>{said}</td>"
    return _row(cells)


def _span(words: str, *, struck: bool) -> str:
    return f"<s>{_escaped(words)}</s>" if struck else _escaped(words)


def _row(cells: str) -> str:
    return f"<tr>{cells}</tr>"


def _head_cell(words: str) -> str:
    """The first line is the name, in heavier type."""
    name, line, rest = words.partition("\n")
    return f"<th>{_escaped(name)}<span class='plain'>{line}{_escaped(rest)}</span></th>"


def _escaped(words: str) -> str:
    """For HTML. Lines break at spaces only, so that a number with its unit and a time stay together."""
    return escape(_SHORT.sub(lambda found: _BREAKS.sub("\\1\u2060", found[0]), text.visible(words)))
