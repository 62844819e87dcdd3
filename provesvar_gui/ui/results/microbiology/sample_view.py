"""The view of one sample, or of one organism over time: a heading, the matrix, and lines for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.results import text
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import culture_text, lines
from provesvar_gui.ui.results.common.banner import plain_label
from provesvar_gui.ui.results.common.detail_view import ReportDetail
from provesvar_gui.ui.results.microbiology import export, sheet
from provesvar_gui.ui.results.microbiology.matrix import Column, Head
from provesvar_gui.ui.results.microbiology.matrix_view import MatrixView
from provesvar_gui.ui.results.microbiology.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QLabel

    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.microbiology import Culture, Organism
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_DETAIL: Final = 6  # lines of text of what stands below the matrix
_LEAST_DETAIL, _LEAST_IN_LOW = 4, 3
_LOW: Final = 24  # lines of text of the whole


class SampleView(QWidget):
    """The view of one sample, ``sampleView``.

    ``entered(object)``: the sample whose report is asked for.

    ``fitted``: what it wants of the height is known. In a low one the matrix has the place of the words around it.
    """

    entered = Signal(object)
    fitted = Signal()
    copy_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sampleView")
        self.title = plain_label("sampleTitle")
        self.subtitle = plain_label("sampleSubtitle")
        self.legend = plain_label("matrixLegend")
        self.more = plain_label("matrixMore")
        self.head = plain_label("matrixHead")
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        strong.setPointSizeF(strong.pointSizeF() * 1.15)
        self.title.setFont(strong)
        theme.resize(self.more, bold=True)
        for label in (self.title, self.subtitle, self.more, self.head, self.legend):
            label.setContentsMargins(6, 0, 6, 0)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.matrix = MatrixView("susceptibilityMatrix")
        self.detail = ReportDetail("sampleDetail")
        self._sheet: Sheet | None = None
        self._organism: Organism | None = None
        self._style: Style | None = None
        self.matrix.opened.connect(self.entered)
        self.matrix.copy_pressed.connect(self.copy)
        self.matrix.measured.connect(self._fitted)
        self.matrix.moved.connect(self._moved)
        self.detail.copy_asked.connect(self.copy_asked)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(4)
        for part in (self.title, self.subtitle, self.matrix, self.more, self.head, self.legend):
            column.addWidget(part)
        column.addWidget(self.detail, 1)
        column.addStretch()
        self.clear()

    def show_culture(self, culture: Culture, style: Style) -> None:
        made = Sheet.of(culture, style)
        self._sheet, self._organism, self._style = made, None, style
        self.title.setText(text.visible(sheet.title(culture, style)))
        self.subtitle.setText(sheet.subtitle(culture, style))
        columns = (Column(culture=culture, isolate=each, head=_in_sample(culture, each, style)) for each in culture.isolates)
        self.matrix.show_columns(columns, style, made.noted)
        self.detail.show()
        self.detail.show_lines(made.lines())

    def show_organism(self, organism: Organism, style: Style) -> None:
        self._sheet, self._organism, self._style = None, organism, style
        self.title.setText(text.visible(" / ".join(organism.names)))
        self.subtitle.setText(
            translate("Cultures", "Newest sample first, without older versions. Enter on a column opens its report.")
        )
        pairs = zip(organism.cultures, organism.isolates, strict=True)
        several = len(organism.names) > 1
        columns = (
            Column(culture=culture, isolate=isolate, head=_over_time(culture, isolate, style, named=several))
            for culture, isolate in pairs
        )
        noted = frozenset(id(each.finding) for isolate in organism.isolates for each in isolate.results if each.observation.notes)
        self.matrix.show_columns(columns, style, noted)
        self.detail.clear()
        self.detail.hide()

    def clear(self) -> None:
        self._sheet = self._organism = None
        for label in (self.title, self.subtitle, self.more, self.head, self.legend):
            label.setText("")
        self.matrix.clear()
        self.detail.clear()

    def copy(self) -> None:
        """The sample, or the organism over time, as text."""
        style = self._style
        if self._sheet is not None:
            self.copy_asked.emit(self._sheet.copied())
        elif self._organism is not None and style is not None:
            told = []
            for culture, isolate in zip(self._organism.cultures, self._organism.isolates, strict=True):
                told.append(text.visible(sheet.title(culture, style)))
                told += sheet.copied_isolate(culture, isolate, style, frozenset())
            self.copy_asked.emit("\n".join(told))

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        """The organism over time, for paper or as text; None where there is none."""
        style = self._style
        if self._organism is None or style is None:
            yield
            return None
        self.matrix.finish()
        return (yield from export.over_time(self.matrix.cells.matrix, style, title=self.title.text(), paper=paper))

    def _fitted(self) -> None:
        matrix = self.matrix.cells.matrix
        self.legend.setText(matrix.legend)
        self.matrix.setVisible(bool(matrix.names))
        self._share_height()
        self._moved()
        self.fitted.emit()

    def _moved(self) -> None:
        """A head that is not whole stands below in full, and how many antibiotics are out of sight."""
        head = self.matrix.head_in_full()
        if head != self.head.text():
            self.head.setText(head)
            self._share_height()
        self._tell()

    def _tell(self) -> None:
        above, below = self.matrix.out_of_sight() if self.matrix.cells.matrix.names else (0, 0)
        said = translate("Cultures", "%n more antibiotic(s): Down in the table", "", below) if below else ""
        if above and not below:
            said = translate("Cultures", "%n antibiotic(s) above: Up in the table", "", above)
        self.more.setText(said)

    def _around(self) -> int:
        """Pixels of the words above and below the matrix."""
        told = [each for each in (self.title, self.subtitle, self.head, self.legend) if not each.isHidden()]
        spacing = (len(told) + 3) * self._column.spacing()
        return sum(self._high(each) for each in told) + spacing

    def _high(self, label: QLabel) -> int:
        return max(label.heightForWidth(self.width()), label.sizeHint().height() if not label.wordWrap() else 0)

    def wanted_height(self) -> int:
        """Pixels that show every antibiotic, and a few lines of the rest; 0 where nothing was tested."""
        if not self.matrix.cells.matrix.names:
            return 0
        detail = 0 if self._organism is not None else _DETAIL * self.fontMetrics().lineSpacing()
        return self._around() + self.matrix.matrix_height() + detail

    def _share_height(self) -> None:
        """The matrix takes what it needs; a sample keeps a few lines for the rest of it."""
        low = self.height() < _LOW * self.fontMetrics().lineSpacing() and bool(self.matrix.cells.matrix.names)
        for label in (self.subtitle, self.head, self.legend):
            label.setVisible(bool(label.text()) and not low)
        room = self.height() - self._around()
        line = self.fontMetrics().lineSpacing()
        least = (_LEAST_IN_LOW if low else _LEAST_DETAIL) * line if self._organism is None else 0
        self.detail.setMinimumHeight(_LEAST_IN_LOW * line)
        wanted = self.matrix.matrix_height()
        scrolls = wanted > room - least
        if scrolls:
            room -= self.more.sizeHint().height() + self._column.spacing()
        self.more.setVisible(scrolls and bool(self.matrix.cells.matrix.names))
        self.matrix.setMaximumHeight(max(min(wanted, room - least), 60))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_height()

    def retranslate(self) -> None:
        """Names in the language of the screen."""
        self.matrix.setAccessibleName(translate("Cultures", "Susceptibilities"))
        self.detail.setAccessibleName(translate("Cultures", "The sample"))

    def take_focus(self) -> None:
        """To the matrix where there is one, else to the lines."""
        target = self.matrix if self.matrix.isVisibleTo(self) else self.detail
        target.setFocus(Qt.FocusReason.OtherFocusReason)


def _in_sample(culture: Culture, isolate: Isolate, style: Style) -> Head:
    name, more = sheet.called(isolate, style), sheet.heading(culture, isolate)
    return Head(name=name, more=more, spoken=", ".join((name, *more)), void=isolate.void)


def _over_time(culture: Culture, isolate: Isolate, style: Style, *, named: bool) -> Head:
    when, specimen = culture_text.sampled(culture, style), culture_text.specimen(culture)
    more = [specimen, ", ".join(culture_text.examinations(culture))]
    if named:
        more.append(culture_text.organism(isolate))
    more += sheet.heading(culture, isolate, place=sum(each.key == isolate.key for each in culture.isolates) > 1)
    more += sheet.remarks(isolate, style)
    told = tuple(dict.fromkeys(text.visible(each) for each in more if each))
    name = ", ".join((when, *sheet.distinction(isolate, style)))
    return Head(name=name, more=told, spoken=lines.SEPARATOR.join((name, *told)), void=isolate.void)
