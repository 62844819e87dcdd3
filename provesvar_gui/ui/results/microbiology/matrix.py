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

    def spoken(self, row: int, column: int) -> str:
        """A cell as a screen reader says it: the antibiotic, the isolate, and what was answered."""
        return f"{self.names[row]}, {self.columns[column].spoken}: {self.answered(row, column)}"

    def answered(self, row: int, column: int) -> str:
        answers = self.cells[row][column]
        if not answers:
            return translate("Cultures", "nothing sent")
        cancelled = translate("ResultLabels", "Cancelled")
        return "; ".join(f"{cancelled}: {each.spoken}" if each.void else each.spoken for each in answers)


def columns(
    tested: Iterable[tuple[Culture, Isolate]], style: Style, fetched_at: datetime | None
) -> Generator[None, None, tuple[Column, ...]]:
    """A column for each isolate; gives way while it works. ``fetched_at``: a later date says so."""
    made = []
    for culture, isolate in tested:
        name = sample_text.called(isolate, style)
        more = [specimen(culture), culture_text.sampled(culture, style), *sample_text.remarks(isolate, style)]
        more += [export.ahead(culture.when, fetched_at), *sample_text.heading(culture, isolate)]
        more += [translate("Cultures", "Older version")] if culture.superseded else []
        more += [str(labels.status("cancelled"))] if isolate.void else []
        if culture.apart:
            more.append(labels.apart().words)
        told = tuple(dict.fromkeys(text.visible(each) for each in more if each))
        also = sample_text.also_under(isolate)
        made.append(Column(culture=culture, isolate=isolate, name=name, more=told, also=also))
        yield
    return tuple(made)


def make(shown: tuple[Column, ...], style: Style) -> Generator[None, None, Matrix]:
    """Every cell; gives way while it works."""
    isolates = tuple(each.isolate for each in shown)
    meant = yield from culture_text.legend(isolates)
    names, cells = [], []
    for row in (yield from susceptibility.build_rows(isolates)):
        called = dict.fromkeys(map(without_unspecific, filter(None, row.names)))
        names.append(text.visible(" / ".join(called)) or translate("ReportLines", "Name not given"))
        cells.append(
            tuple(
                tuple(
                    culture_text.susceptible(
                        each,
                        column.isolate,
                        style,
                        spelt=any(len(meant.get(code.code, ())) > 1 for code in susceptibility.letters(each.observation)),
                        noted=bool(each.observation.notes),
                    )
                    for each in found
                )
                for column, found in zip(shown, row.cells, strict=True)
            )
        )
        yield
    told = ((letter, text.visible(" / ".join(words))) for letter, words in sorted(meant.items(), key=_order) if words)
    return Matrix(columns=shown, names=tuple(names), cells=tuple(cells), legend=tuple(told))


def _order(entry: tuple[str, tuple[str, ...]]) -> tuple[int, str]:
    place = "SIR".find(entry[0])
    return (place if place >= 0 else 3, entry[0])


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
        if orientation == Qt.Orientation.Vertical:
            return self.matrix.names[section] if 0 <= section < len(self.matrix.names) else None
        if not 0 <= section < len(self.matrix.columns):
            return None
        head = self.matrix.columns[section]
        return head.spoken if role == Qt.ItemDataRole.AccessibleTextRole else "\n".join((head.name, *head.more))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; a screen reader gets the whole sentence."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.matrix.spoken(index.row(), index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        answers = self.matrix.cells[index.row()][index.column()]
        several = len(answers) > 1
        return "\n".join(another(each.shown) if several and each.void else each.shown for each in answers)
