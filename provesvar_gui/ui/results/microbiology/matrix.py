"""The matrix of antibiotics and isolates: all cells are made before it is shown, the spoken sentence only on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt

from provesvar_gui.results import susceptibility, text
from provesvar_gui.ui.results.common import culture_text, export, labels, lines
from provesvar_gui.ui.results.common.bare_names import without_unspecific
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledText
from provesvar_gui.ui.results.microbiology import sample_text
from provesvar_gui.ui.results.microbiology.rows import specimen

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from datetime import datetime

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.ui.results.common.culture_text import Answer
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate
_NONE: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Column:
    """One isolate of one sample: what grew, and what tells it from others. ``also``: where else its tests belong."""

    culture: Culture
    isolate: Isolate
    name: str
    more: tuple[str, ...]
    also: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (self.name, *self.more, self.also)))


Cell = tuple["Answer", ...]  # of one antibiotic for one isolate, mostly one


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Matrix:
    """``names``: one for each row. ``cells``: row by row. ``legend``: each letter with what it means."""

    columns: tuple[Column, ...] = ()
    names: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()

    def answered(self, row: int, column: int) -> str:
        answers = self.cells[row][column]
        cancelled = translate("ResultLabels", "Cancelled")
        told = (f"{cancelled}: {each.spoken}" if each.void else each.spoken for each in answers)
        return "; ".join(told) if answers else translate("Cultures", "nothing sent")

    def spoken(self, row: int, column: int) -> str:
        """A cell as a screen reader says it: the antibiotic, the isolate, and what was answered."""
        return f"{self.names[row]}, {self.columns[column].spoken}: {self.answered(row, column)}"


def build(tested: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None) -> Generator[None, None, Matrix]:
    """A column for each isolate; gives way while it works. ``fetched_at``: a later date says so."""
    columns = []
    for culture, isolate in tested:
        columns.append(_column(culture, isolate, style, fetched_at))
        yield
    isolates = tuple(each.isolate for each in columns)
    meant = yield from culture_text.legend(isolates)

    def answer(of: susceptibility.Susceptibility, isolate: Isolate) -> Answer:
        spelt = any(len(meant.get(code.code, ())) > 1 for code in susceptibility.letters(of.observation))
        return culture_text.susceptible(of, isolate, style, spelt=spelt, noted=bool(of.observation.notes))

    names, cells = [], []
    for row in (yield from susceptibility.build_rows(isolates)):
        called = dict.fromkeys(map(without_unspecific, filter(None, row.names)))
        names.append(text.visible(" / ".join(called)) or translate("ReportLines", "Name not given"))
        found = zip(isolates, row.cells, strict=True)
        cells.append(tuple(tuple(answer(each, isolate) for each in every) for isolate, every in found))
        yield
    order = sorted(meant, key=lambda letter: ("SIR".find(letter) % 4, letter))
    legend = tuple((letter, text.visible(" / ".join(meant[letter]))) for letter in order if meant[letter])
    return Matrix(columns=tuple(columns), names=tuple(names), cells=tuple(cells), legend=legend)


def _column(culture: Culture, isolate: Isolate, style: Style, fetched_at: datetime | None) -> Column:
    more = (
        specimen(culture),
        culture_text.sampled(culture, style),
        *sample_text.remarks(isolate, style),
        export.ahead(culture.when, fetched_at),
        *sample_text.heading(culture, isolate),
        translate("Cultures", "Older version") if culture.superseded else "",
        str(labels.status("cancelled")) if isolate.void else "",
        labels.apart().words if culture.apart else "",
    )
    told = tuple(dict.fromkeys(text.visible(each) for each in more if each))
    name, also = sample_text.called(isolate, style), sample_text.also_under(isolate)
    return Column(culture=culture, isolate=isolate, name=name, more=told, also=also)


def legend_text(legend: tuple[tuple[str, str], ...]) -> str:
    return "   ".join(f"{letter}{text.NBSP}– {words}" for letter, words in legend)


def another(said: str) -> str:
    """What is void beside an answer that stands, so that nobody takes it for a word about that one."""
    return translate("Cultures", "another answer: {what}").replace("{what}", said)


class MatrixModel(StyledModel):
    """A matrix as Qt asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix()

    def show_matrix(self, matrix: Matrix) -> None:
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        """The letter in its box; what is void struck through, with its status below, which says that it is of another answer."""
        made = []
        answers = self.matrix.cells[row][column]
        for each in answers:
            if not each.void:
                rest = lines.SEPARATOR.join(filter(None, (each.rest, each.status)))
                made.append(StyledText(text=rest, letter=each.letter, digits=True))
                continue
            status = each.status if len(answers) == 1 else another(each.status)
            told = (StyledText(text=each.result, struck=True, tint=MarkTint.VOID), StyledText(text=status, tint=MarkTint.VOID))
            made += [part for part in told if part.text]
        return made or [StyledText(text=_NONE, quiet=True)]

    def count(self) -> int:
        return len(self.matrix.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self.matrix.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        upright = orientation == Qt.Orientation.Vertical
        if not 0 <= section < (self.rowCount() if upright else self.columnCount()):
            return None
        if upright:
            return self.matrix.names[section]
        head = self.matrix.columns[section]
        return head.spoken if role == Qt.ItemDataRole.AccessibleTextRole else "\n".join((head.name, *head.more))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; a screen reader gets the whole sentence."""
        if index.isValid() and role == Qt.ItemDataRole.AccessibleTextRole:
            return self.matrix.spoken(index.row(), index.column())
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        answers = self.matrix.cells[index.row()][index.column()]
        return "\n".join(another(each.shown) if len(answers) > 1 and each.void else each.shown for each in answers)
