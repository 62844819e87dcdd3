"""The lists of samples and of organisms. Their rows are made when they become visible."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QModelIndex, Signal
from PySide6.QtGui import QFontMetricsF

from provesvar_gui.results import text
from provesvar_gui.results.placed import apart_within
from provesvar_gui.ui.results.common import culture_text, labels, lines
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.styled_table import Index, StyledModel, StyledTable, StyledText, widest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.microbiology import Culture, Organism
    from provesvar_gui.ui.results.common.lines import Style

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ListRow:
    """One row: its cells, and the sentence that a screen reader says of it."""

    cells: tuple[tuple[StyledText, ...], ...]
    spoken: str


class ListModel(StyledModel):
    """A row for each source, kept until the sources change."""

    def __init__(self, titles: Callable[[], tuple[str, ...]], make: Callable[[Any], ListRow]) -> None:
        super().__init__()
        self._titles, self._make = titles, make
        self._sources: Sequence[Any] = ()
        self._rows: dict[int, ListRow] = {}

    def set_sources(self, sources: Sequence[Any]) -> None:
        self.beginResetModel()
        self._sources, self._rows = sources, {}
        self.endResetModel()

    def source(self, row: int) -> Any:
        return self._sources[row]

    def made(self, row: int) -> ListRow:
        if row not in self._rows:
            self._rows[row] = self._make(self._sources[row])
        return self._rows[row]

    def styled(self, row: int, column: int) -> Sequence[StyledText]:
        return self.made(row).cells[column]

    def spoken(self, row: int) -> str:
        return self.made(row).spoken

    def count(self) -> int:
        return len(self._sources)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, a null index
        return 0 if parent.isValid() else len(self._titles())

    def titles(self) -> Sequence[str]:
        return self._titles()


class SourceTable(StyledTable):
    """A table with one row for each source object.

    ``chosen(object)``: the source of the row that the person is on. ``widened``: it has another width.
    """

    chosen = Signal(object)
    widened = Signal()

    def __init__(self, name: str, model: ListModel, fixed: Callable[[SourceTable], dict[int, int]]) -> None:
        """``fixed``: the widths of all columns but the one that has the rest."""
        self.rows, self._fixed = model, fixed
        super().__init__(name, model)
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def source(self, row: int) -> Any:
        return self.rows.source(row)

    def widths(self, room: int) -> dict[int, int]:
        fixed = self._fixed(self)
        rest = max(room - sum(fixed.values()), 120)
        return {column: fixed.get(column, rest) for column in range(self.rows.columnCount())}

    def _selection_changed(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        if not selected.isEmpty():
            self.chosen.emit(self.source(selected.indexes()[0].row()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()


def samples(style: Callable[[], Style], narrow: Callable[[], bool]) -> SourceTable:
    """``cultureList``: newest first. ``narrow``: there is no room for the status in a column of its own."""

    def titles() -> tuple[str, ...]:
        status = () if narrow() else (translate("ReportList", "Status"),)
        return (translate("Sampling", "Sampled"), translate("Cultures", "Found"), *status)

    def make(culture: Culture) -> ListRow:
        row = _sample(culture, style())
        if not narrow():
            return row
        when, found, status = row.cells
        return replace(row, cells=((*when, *status), found))

    def fixed(table: SourceTable) -> dict[int, int]:
        moment, status = _fixed(table)
        return {0: moment} if narrow() else {0: moment, 2: status}

    return SourceTable("cultureList", ListModel(titles, make), fixed)


def _fixed(table: SourceTable) -> tuple[int, int]:
    """Room for a date (and the specimen below it), and for a status with its glyph."""
    moment = widest(("Hals+nasopharynxsekret",), table.font())  # a date is shorter
    return moment, widest((str(labels.status(code)) for code in ("preliminary", "registered")), table.font())


def roomy(table: SourceTable) -> int:
    """Pixels from which the list has room for a status in a column of its own, and for what was found beside it."""
    bar = table.verticalScrollBar().sizeHint().width() + 2 * table.frameWidth()
    return sum(_fixed(table)) + round(QFontMetricsF(table.font()).horizontalAdvance("Staphylococcus epidermidis")) + bar


def _line(said: str, **style: Any) -> StyledText:
    """In one piece; what cannot be seen is made visible. What is struck through is not bold."""
    style["bold"] = style.get("bold", False) and not style.get("struck", False)
    return StyledText(text=" ".join(text.visible(said).split("\n")), **style)


def _sample(culture: Culture, style: Style) -> ListRow:
    status, marks = culture_text.status(culture), culture_text.marks(culture)
    when, specimen = culture_text.sampled(culture, style), culture_text.specimen(culture)
    found = tuple(culture_text.answers(culture, style))
    source = ", ".join(culture_text.examinations(culture))
    beside = "" if len(culture_text.examinations(culture)) > 1 else source  # several stand beside their answers
    if not found:  # of what was only tested, the name stands there
        found, beside = (((source, False),), "") if culture.findings else (((_nothing(culture), False),), beside)
    apart = translate("Cultures", "On another kind of number or an invalid one") if culture.apart else ""
    told = [_line(said, bold=True, struck=void or culture.void) for said, void in found]
    last = [_line(str(each), tint=each.tint) for each in (status, *marks)]
    if apart:
        last.append(_line(apart, tint=MarkTint.PENDING))
    cancelled = translate("ResultLabels", "Cancelled")
    whole = tuple(culture_text.answers(culture, style, longest=culture_text.SPOKEN)) or found
    answers = "; ".join(f"{cancelled}: {said}" if void else said for said, void in whole)
    spoken = (when, specimen, source, answers, status.words, *(each.words for each in marks), apart)
    return ListRow(
        cells=(
            (_line(when, struck=culture.void), _line(specimen, quiet=True)),
            (*told, *((_line(beside, quiet=True),) if beside else ())),
            tuple(last),
        ),
        spoken=text.visible(", ".join(filter(None, spoken))),
    )


def _nothing(culture: Culture) -> str:
    """Why there is no answer: the report holds none, or none of the patient's."""
    others = len(apart_within(culture.report)) if culture.report is not None and not culture.apart else 0
    if others:
        return translate("ReportLines", "%n result(s) of this report on another kind of number or an invalid one", "", others)
    return translate("ReportLines", "The report holds no results.")


def organisms(style: Callable[[], Style]) -> SourceTable:
    """``organismList``: what grew and was tested, newest first."""

    def titles() -> tuple[str, ...]:
        return (translate("Cultures", "Organism"),)

    def make(organism: Organism) -> ListRow:
        return _organism(organism, style())

    return SourceTable("organismList", ListModel(titles, make), lambda _table: {})


def _organism(organism: Organism, style: Style) -> ListRow:
    standing = [culture for culture, isolate in zip(organism.cultures, organism.isolates, strict=True) if not isolate.void]
    count = translate("Cultures", "%n isolate(s)", "", len(standing))
    when = culture_text.sampled(organism.cultures[0], style)
    laboratories = tuple(dict.fromkeys(lines.laboratories(culture_text.report_of(each)) for each in organism.cultures))
    source = "; ".join(filter(None, laboratories))
    names = organism.names or (translate("ReportLines", "Name not given"),)
    return ListRow(
        cells=(
            (
                *(_line(each, bold=True, struck=not standing) for each in names),
                *((_line(source, quiet=True),) if source else ()),
                _line(lines.SEPARATOR.join((count, when)), quiet=True),
            ),
        ),
        spoken=text.visible(", ".join(filter(None, (*names, count, when, source)))),
    )
