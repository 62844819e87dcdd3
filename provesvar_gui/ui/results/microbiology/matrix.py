"""The matrix of antibiotics and isolates: all cells are made before it is shown, the spoken sentence only on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt

from provesvar_gui.results import susceptibility, text
from provesvar_gui.ui import theme
from provesvar_gui.ui.results.common import culture_text, lines
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledText

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from provesvar_gui.results.microbiology import Culture
    from provesvar_gui.results.susceptibility import Isolate
    from provesvar_gui.ui.results.common.culture_text import Answer
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Head:
    """Above a column: what it is, what else tells it from others, and what a screen reader calls it."""

    name: str
    more: tuple[str, ...]
    spoken: str
    void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Column:
    """One isolate of one sample."""

    culture: Culture
    isolate: Isolate
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Cell:
    """The answers of one antibiotic for one isolate, mostly one."""

    answers: tuple[Answer, ...] = ()


_EMPTY: Final = Cell()
_STATES: Final = ("△", "◐", "○", "✕", "–", "☎", "!")  # what a status or a doubt begins with


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Matrix:
    """The matrix of antibiotics and isolates. ``names``: one for each row. ``cells``: row by row."""

    columns: tuple[Column, ...] = ()
    names: tuple[str, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
    legend: str = ""

    def spoken(self, row: int, column: int) -> str:
        """A cell as a screen reader says it: the antibiotic, the isolate, and what was answered."""
        return _spoken(self.names[row], self.columns[column].head, self.cells[row][column].answers)


def make(columns: tuple[Column, ...], style: Style, noted: frozenset[int]) -> Generator[None, None, Matrix]:
    """Every cell; gives way while it works."""
    isolates = tuple(each.isolate for each in columns)
    meant = yield from culture_text.legend(isolates)
    names, cells = [], []
    for row in (yield from susceptibility.build_rows(isolates)):
        name = text.visible(" / ".join(filter(None, row.names))) or translate("ReportLines", "Name not given")
        made = []
        for column, found in zip(columns, row.cells, strict=True):
            if not found:
                made.append(_EMPTY)
                continue
            answers = tuple(
                culture_text.susceptible(
                    each,
                    column.isolate,
                    style,
                    spelt=any(len(meant.get(code.code, ())) > 1 for code in susceptibility.letters(each.observation)),
                    noted=id(each.finding) in noted,
                )
                for each in found
            )
            made.append(Cell(answers=answers))
            yield
        names.append(name)
        cells.append(tuple(made))
        yield
    legend = (f"{letter}{text.NBSP}– {' / '.join(words)}" for letter, words in sorted(meant.items(), key=_order) if words)
    return Matrix(columns=columns, names=tuple(names), cells=tuple(cells), legend=text.visible("   ".join(legend)))


def _order(entry: tuple[str, tuple[str, ...]]) -> tuple[int, str]:
    place = "SIR".find(entry[0])
    return (place if place >= 0 else 3, entry[0])


def another(said: str) -> str:
    """What is void beside an answer that stands, so that nobody takes it for a word about that one."""
    return translate("Cultures", "another answer: {what}").replace("{what}", said)


def _spoken(name: str, head: Head, answers: tuple[Answer, ...]) -> str:
    if not answers:
        said = translate("Cultures", "nothing sent")
    else:
        cancelled = translate("ResultLabels", "Cancelled")
        said = "; ".join(f"{cancelled}: {each.spoken}" if each.void else each.spoken for each in answers)
    return f"{name}, {head.spoken}: {said}"


class MatrixModel(StyledModel):
    """A matrix as Qt asks for it; the tint of a cell only repeats the letter."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = Matrix()

    def show_matrix(self, matrix: Matrix) -> None:
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        """The letter in bold; what is void struck through, with its status below, which says that it is of another answer."""
        made = []
        answers = self.matrix.cells[row][column].answers
        for each in answers:
            if not each.void:
                made.append(StyledText(text=each.shown, label=len(each.letter), tint=each.tint or MarkTint.NONE))
                continue
            status = each.status if len(answers) == 1 else another(each.status)
            subdued = theme.Tint.SUBDUED
            told = (StyledText(text=each.result, struck=True, tint=subdued), StyledText(text=status, tint=subdued))
            made += [part for part in told if part.text]
        return made

    def head(self, orientation: Qt.Orientation, section: int) -> list[StyledText]:
        """The name of a row; of a column what it is, and in one line what else tells it from others, its state first."""
        if orientation == Qt.Orientation.Vertical:
            return [StyledText(text=self.matrix.names[section])]
        head = self.matrix.columns[section].head
        more = sorted(head.more, key=lambda words: not words.startswith(_STATES))
        name = StyledText(text=head.name, bold=True, struck=head.void)
        return [name, StyledText(text=lines.SEPARATOR.join(more), quiet=True)] if more else [name]

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
        head = self.matrix.columns[section].head
        return head.spoken if role == Qt.ItemDataRole.AccessibleTextRole else "\n".join((head.name, *head.more))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Plain words; a screen reader gets the whole sentence."""
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.matrix.spoken(index.row(), index.column())
        answers = self.matrix.cells[index.row()][index.column()].answers
        several = len(answers) > 1
        return "\n".join(another(each.shown) if several and each.void else each.shown for each in answers)
