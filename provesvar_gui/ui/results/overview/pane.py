"""The pane of the overview: the emergency analytes in their fixed order, beside them the findings and messages.

A row is one item for keys and screen reader. In a narrow window what was phoned stands above the list, other findings below it.
"""

from __future__ import annotations

import html
from datetime import timedelta
from functools import partial, reduce
from itertools import accumulate, chain
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QMenu, QPushButton, QStyle, QVBoxLayout, QWidget

from provesvar_gui.platform.clock import SystemClock
from provesvar_gui.platform.time_slices import ELEMENTS
from provesvar_gui.results import course, text
from provesvar_gui.results.model import NEVER
from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.patient_bar import is_compact
from provesvar_gui.ui.results.common import ages, chips, mini_curve
from provesvar_gui.ui.results.common.chips import Drawn
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.lines import REMARK_GLYPH, SEPARATOR, short
from provesvar_gui.ui.results.common.pane import Pane
from provesvar_gui.ui.results.common.styled_table import Index, Spot, StyledModel, StyledTable
from provesvar_gui.ui.results.common.text_runs import GLYPH, FurtherDown, drawn_text, painted_unit
from provesvar_gui.ui.results.overview import drawn, rows
from provesvar_gui.ui.results.overview.drawn import GAP, drawn_flag, run, side_by_side
from provesvar_gui.ui.results.overview.rows import AnalyteRow, GasRow, HeadRow, MessageRow, OverviewRow, Rank
from provesvar_gui.ui.slices import Slices, view_at_once
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, Panel, fill, is_cut, ruler

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from provesvar_gui.results.course import TimeRange
    from provesvar_gui.results.digest import Digest
    from provesvar_gui.results.export import ExportDocument
    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.labels import Mark
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.common.text_runs import TextRun
    from provesvar_gui.ui.results.overview.rows import Messages
    from provesvar_gui.ui.widgets import Item

translate = QCoreApplication.translate
_TWO_COLUMNS: Final = 1150  # pixels of width from which the findings stand beside the list
_FINDINGS: Final = 372  # pixels of them
_STRIP, _PHONED, _BELOW = 0.42, 3, 124  # of the height for what was phoned, at most, but for so many if that is left below
_ROOM: Final = 84  # pixels around the texts of the line above the list, and of its buttons
_SIDE, _RIGHT = 12, 4  # of a finding and at the left; at the right of a row
_EDGE, _AIR = 3, 1  # at the left of what the laboratory marked; above and below the words of a row
_ROW, _HEAD, _LINE = (36, 34), (26, 20), (28, 24)  # least heights of rows, headings, the line above; in a low window
_FOOT, _THREE, _FRAME = 17, 171, 8  # of what is further down; of three low rows with heads and that; around a card
_COLUMNS: Final = (20, 18)  # of what the columns are called
_LEAST: Final = {"key": 28, "name": 116, "flag": 92, "value": 57, "unit": 44, "curve": 0, "change": 136, "age": 96, "state": 121}
_NAME, _FLAG, _AWAITED = 158, 150, 200  # pixels of a name, a mark and what is awaited, at most
_CURVE: Final = (72, 184, 32)  # pixels of one at least, at most, and more before a third of what is free is the state's
_ICON, _COMMENT = 17, 48  # pixels; characters of the comment of a finding
_WIDE, _BESIDE = 600, 320  # from that width of a finding on its text stands beside its head, which is at least so wide


class RowModel(StyledModel):
    columns = 1

    def __init__(self, now: Callable[[], datetime | None]) -> None:
        super().__init__()
        self.now = now
        self.rows: Sequence[OverviewRow] = ()

    def show_rows(self, rows: Sequence[OverviewRow]) -> None:
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def count(self) -> int:
        return len(self.rows)

    def spoken(self, row: int) -> str:
        return ", ".join(self.rows[row].texts(self.now()))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            said = html.escape("\n".join(self.rows[index.row()].texts(self.now())))  # Qt takes what looks like mark-up for that
            return f"<p style='white-space:pre-wrap'>{said}</p>"
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.spoken(index.row()) if index.isValid() and role in spoken else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if index.isValid() and self.rows[index.row()].selectable else Qt.ItemFlag.NoItemFlags


_Cell = tuple[float, list[Drawn]]  # how far from the left, and what stands there below each other


def _painted(number: str) -> str:
    return ("\u2212" + number[1:] if number.startswith("-") else number).replace(" ", text.NBSP)


class RowList(StyledTable):
    """A list of rows. ``now``: what time it is, for the ages."""

    letters_go_on = True
    resized = Signal()  # there is more room or less: as a scroll bar below it comes and goes, too

    def __init__(self, name: str, style: Style, now: Callable[[], datetime | None]) -> None:
        self.model_ = RowModel(now)
        super().__init__(name, self.model_)
        self._now, self._style = now, style
        self.whole = True  # every page is in
        self._laid: dict[int, tuple[list[Spot], float]] = {}  # rows as they are painted, until something is another
        self.columns: dict[str, tuple[int, int]] = {}  # of each column where it begins, and how wide it is
        self._beside = 0.0  # the width of the heads of findings whose text stands beside them
        self.horizontalHeader().hide()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.offer_menu()
        self.verticalScrollBar().valueChanged.connect(lambda: self.viewport().update())  # for a heading at the lower edge

    @property
    def rows(self) -> Sequence[OverviewRow]:
        return self.model_.rows

    def show_rows(self, rows: Sequence[OverviewRow], style: Style) -> None:
        here, before, self._style = self.currentIndex().row(), self.current(), style
        same = (at for at, each in enumerate(rows) if before is not None and each.identity == before.identity)
        self.stay(lambda: self.model_.show_rows(rows), lambda: next(same, min(here, len(rows) - 1)))

    def current(self) -> OverviewRow | None:
        return self.rows[row] if 0 <= (row := self.currentIndex().row()) < len(self.rows) else None

    def widths(self, room: int) -> dict[int, int]:
        """The same for every answer, but that a number keeps its unit, and nothing is cut."""
        rows, px = [row for row in self.rows if isinstance(row, AnalyteRow)], theme.px
        wide = {name: px(each) for name, each in _LEAST.items()}
        small, heavy = (QFontMetricsF(theme.font(Type.SMALL, bold=bold)).horizontalAdvance for bold in (False, True))
        value, age = drawn.widths(Type.VALUE), drawn.widths(Type.SMALL)
        most: dict[str, Iterable[float]] = {
            "value": (value(row.number) + 5 - GAP for row in rows),
            "unit": (small(painted_unit(row.unit)) for row in rows),
            "name": (min(small(row.reference_text), px(_NAME)) for row in rows),
            "flag": (min(chips.width(mark), px(_FLAG)) for row in rows for mark in row.chips),
            "change": (small(row.extreme) for row in rows),
            "age": (age(row.age(self._now(), self._style)[1]) for row in rows),
            "state": (min(heavy(mark.words) + px(GLYPH) + 4, px(_AWAITED)) - GAP for row in rows for mark in row.awaited),
        }
        for name, wanted in most.items():
            wide[name] = ceil(max((wide[name], *(each + GAP for each in wanted))))
        curves = not self.whole or any(row.curve is not None for row in rows)  # so that nothing moves when everything is in
        if curves and not any(row.chips for row in rows):
            wide["flag"] = ceil(age(translate("ReportDetail", "Marked"))) + GAP
        air, left = 0, room - _SIDE - _RIGHT - sum(wide.values())
        if curves and (spare := left - px(_CURVE[0]) - GAP) >= 0:
            wide["curve"] = min(px(_CURVE[0]) + spare - max(spare - px(_CURVE[2]), 0) // 3, px(_CURVE[1])) + GAP
            left -= wide["curve"]
            air = min(max(spare - GAP, 0), GAP)  # between a change and an age, of the curve's room
            wide["curve"] -= air
        wide["change"] += (more := px(40) if 2 * left > wide["state"] else 0)  # all of a change on one line
        wide["state"] = max(wide["state"] + left - more, px(_LEAST["state"]))  # where there is no room its words go on below
        heads = (sum(each.width for each in self._head(row, room)) + 2 * GAP for row in self.rows if isinstance(row, MessageRow))
        self._beside = min(max(px(_BESIDE), *heads, 0), room / 2)
        at = _SIDE
        for name, each in wide.items():
            self.columns[name] = at, each
            at += each + (air if name == "change" else 0)
        return {0: max(room, at + _RIGHT) if any(row.parts for row in self.rows) else room}

    def left(self, column: str) -> int:
        return self.columns[column][0]

    def wide(self, column: str) -> int:
        return self.columns[column][1] - GAP

    def fit(self) -> None:
        self._laid = {}
        super().fit()

    def row_height(self, row: int, widths: list[int]) -> float:
        self._laid[row] = self.layout_of(self.rows[row], widths[0])
        return self._laid[row][1]

    def _spots(self, row: int) -> list[Spot]:
        if row not in self._laid:
            self.row_height(row, [self.viewport().width()])
        return self._laid[row][0]

    def layout_of(self, row: OverviewRow, width: float) -> tuple[list[Spot], float]:
        low = is_compact(self.window())
        least: float = theme.px(_ROW[low])
        if isinstance(row, MessageRow):
            return self._message(row, width)
        if isinstance(row, AnalyteRow):
            cells = self._analyte(row)
        elif isinstance(row, GasRow):
            cells = self._gas(row)
        else:
            plain = row.selectable
            words = drawn_text(width - 2 * _SIDE, run(row.texts(None)[0], colour="ink" if plain else "ink2", bold=not plain))
            cells, least = [(_SIDE, [words])], max(words.height + 4, theme.px(_HEAD[plain or low]))
        high = max([least, *(sum(each.height for each in stacked) + 2 * _AIR for _, stacked in cells)])
        high += 4 if high > least else 0  # the last line keeps from the one below
        placed: list[Spot] = []
        for left, stacked in cells:
            top = (high - sum(each.height for each in stacked)) / (2 if row.selectable else 1.1)  # near what it heads
            for each in stacked:
                placed.append((left, top, each))
                top += each.height
        return placed, high

    def _ends(self, row: AnalyteRow | GasRow, name: Sequence[TextRun], states: list[Drawn]) -> list[_Cell]:
        age, taken = row.parts[0].age(self._now(), self._style)
        old, when = drawn_text(999, run(age, Type.TABLE, bold=True)), drawn_text(self.wide("age"), run(taken, colour="ink2"))
        if opened := rows.opened_marks(row):
            old = side_by_side(old._replace(width=max(old.width, self.wide("age") - drawn.opened_width() - GAP)), drawn.padlock())
        sides = {"name": [drawn_text(self.wide("name"), *name)], "age": [old, when] if age or opened else [when], "state": states}
        side = theme.px(18)
        sides |= {"key": [Drawn(side, side, partial(chips.paint_key, side=side, letter=row.letter))]} if row.letter else {}
        return [(self.left(column), stacked) for column, stacked in sides.items()]

    def _value(self, row: AnalyteRow, words: str, kind: Type) -> TextRun:
        """What is old is paler, and not bold: in high contrast nothing is paler."""
        return run(words, kind, "ink2" if (old := row.is_old(self._now())) else "ink", bold=not old)

    def _states(self, row: AnalyteRow, common: Sequence[Mark], title: str = "") -> list[Drawn]:
        """What is awaited stands first, and never where it is said whether the value is final. ``common``: told elsewhere."""
        room = self.wide("state") + GAP
        awaited = [drawn_text(room, run(title + each.words, bold=True), glyph=each.glyph) for each in row.awaited]
        notes = [(each.glyph, title + each.words, each.tint is MarkTint.OUTSIDE) for each in row.warnings if each not in common]
        notes += [(REMARK_GLYPH, title + row.remark_short, False)] * bool(row.remark_short)
        plain = filter(None, (*row.further_texts(self._now()), row.laboratory_note, row.local))
        lines = [drawn_text(room, run(words, colour="flag" if flag else "ink"), glyph=glyph) for glyph, words, flag in notes]
        lines += [drawn_text(room, run(words, colour="ink2")) for words in plain]
        return [*awaited, *(lines or [drawn_text(room)])] if awaited else lines

    def _analyte(self, row: AnalyteRow) -> list[_Cell]:
        name = (run(row.prefix, Type.BODY, "ink2"), run(row.name, Type.BODY, bold=True))
        states = self._states(row, rows.opened_marks(row))
        cells = self._ends(row, (*name, run(row.reference_text, colour="ink2", below=True)), states)
        flags = self.left("flag"), [drawn_flag(mark, self.wide("flag")) for mark in row.chips]
        if not row.number:
            room = self.left("age") - self.left("value") - GAP
            words = drawn_text(room, self._value(row, row.value, Type.BODY), run(row.members, Type.TABLE, below=True))
            return [*cells, flags, (max(self.left("unit") - 5 - words.width, self.left("value")), [words])]
        number = drawn_text(999, self._value(row, _painted(row.number), Type.VALUE))
        unit = drawn_text(999, run(painted_unit(row.unit), colour="ink2"))
        arrow, difference, previous, gap = row.change
        previous = SEPARATOR.join(filter(None, (previous, gap))).replace(" ", text.NBSP)
        below, room = row.line.difference is None, self.wide("change")
        peak = [drawn_text(room, run(row.extreme))] if row.extreme else []
        change = (run(difference if below else f"{difference} ", bold=bool(arrow)), run(previous, colour="ink2", below=below))
        cells += [flags, (self.left("unit") - 5 - number.width, [number]), (self.left("unit"), [unit])]
        said = drawn_text(room, *change, glyph=arrow or ("" if below else " "))
        cells.append((self.left("change"), [said, *peak]))  # the peak from under the arrow, so that it has room for its day
        if (curve := row.curve) is not None and (wide := self.wide("curve")) > 0:
            tall = theme.px(_ROW[is_compact(self.window())] - 2)
            drawn = Drawn(wide, tall, lambda painter, x, y: mini_curve.paint(painter, QRectF(x, y, wide, tall), curve))
            cells.append((self.left("curve"), [drawn]))
        return cells

    def _gas(self, row: GasRow) -> list[_Cell]:
        name = (run(row.name, Type.BODY, bold=True), run(row.blood, colour="ink2", below=True))
        states = [each for part in row.parts for each in self._states(part, rows.opened_marks(row), f"{part.title}: ")]
        notes = {part.change_note for part in row.parts if part.change_note}
        if len(notes) == 1:
            states.append(drawn_text(self.wide("state") + GAP, run(notes.pop(), colour="ink2")))
        cells, at, room = self._ends(row, name, states), float(self.left("flag")), self.left("age") - self.left("flag")
        stacks = [self._gas_lines(part) for part in row.parts]
        wide = [max(sum(each.width + GAP for each in line) for line in lines) for lines in stacks]
        if sum(wide) <= room:
            stacks = [[[reduce(side_by_side, line)] for line in lines] for lines in stacks]
        else:  # what has no room beside it stands below
            wide = [room / len(wide)] * len(wide)
        most = max(sum(map(len, lines)) for lines in stacks)
        for lines, each in zip(stacks, wide, strict=True):
            stacked = [*chain.from_iterable(lines), *[drawn_text(0)] * most]
            cells.append((at, stacked[:most]))  # so that the values stand on one line
            at += each + (room - sum(wide)) / len(wide)
        return cells

    def _gas_lines(self, part: AnalyteRow) -> list[list[Drawn]]:
        """The mark stands beside the value, the change beside the reference."""
        arrow, difference = part.change[:2] if part.change.arrow else ("", "")
        value = drawn_text(999, self._value(part, _painted(part.number), Type.READING))
        flag = [drawn_text(999, run(mark.words, colour="flag", bold=True), glyph=mark.glyph) for mark in part.chips[:1]]
        below = [drawn_text(999, run(part.reference_figures, colour="ink2"))] * bool(part.reference_figures)
        return [
            [drawn_text(999, run(f"{part.title} {painted_unit(part.unit)}", colour="ink2"))],
            [value, *flag],
            [*below, drawn_text(999, run(difference, colour="ink2"), glyph=arrow)],
        ]

    def _head(self, row: MessageRow, room: float) -> tuple[Drawn, Drawn, Drawn]:
        """Icon and padlock, discipline, and chips: what was phoned stands at the right in every row."""
        icon, there = theme.px(_ICON), tuple(mark for mark in row.marks[::-1] if mark.tint is not MarkTint.OPENED)
        begin = Drawn(icon, icon, lambda painter, x, y: icons.paint_icon(painter, row.icon, QRectF(x, y, icon, icon), "ink2"))
        begin = side_by_side(begin, drawn.padlock(), chips.GAP) if len(there) < len(row.marks) else begin
        room = min(max(sum(chips.width(each) + chips.GAP for each in there) - chips.GAP, 0), room - begin.width - GAP)
        return begin, drawn_text(999, run(row.discipline, colour="ink2")), chips.flow(there, room)

    def _message(self, row: MessageRow, width: float) -> tuple[list[Spot], float]:
        beside, phoned = width >= theme.px(_WIDE), row.rank is Rank.PHONED
        head, air = (self._beside, 0.0 if is_compact(self.window()) else 1.0) if beside else (width - 2 * _SIDE, 3.0)
        image, discipline, marks = self._head(row, head)
        left = head - image.width - 2 * GAP - marks.width
        title = [run(row.title, Type.BODY, bold=True)] * bool(row.title)
        named = [run(f"{row.discipline}{SEPARATOR * bool(title)}", colour="ink2"), *title]
        if not beside and drawn_text(999, *named).width <= left:
            discipline, title = drawn_text(999, *named), []
        elif discipline.width > left:
            discipline, title = drawn_text(0), named
        top = max(each.height for each in (image, discipline, marks))
        line = ((_SIDE, image), (_SIDE + image.width + GAP, discipline), (_SIDE + head - marks.width, marks))
        placed: list[Spot] = [(left, air + (top - each.height) / 2, each) for left, each in line]
        when = ages.day_and_clock(row.moment, self._now(), self._style.language)
        warning = str(rows.transfusion_mark())
        more = SEPARATOR.join(each for each in row.warnings if each != warning)
        history = f"{SEPARATOR}{text.lower_first(row.newer)}" if row.newer and not (beside and title) else ""  # before the values
        time = run(when and f"{when}{'  ' * (bool(title) or not history)}", Type.BODY, "ink2")
        after = (row.left_out, "" if history else row.newer, more if beside and phoned else "")
        quiet, newer, laboratory = (each and f"  {each.replace(' ', text.NBSP)}" for each in after)
        found = [*drawn.finding_text(row), run(quiet, colour="ink2"), run(newer), run(laboratory, colour="ink2")]
        found.append(run(f"  {warning.replace(' ', text.NBSP)}" if warning in row.warnings else "", Type.TABLE, "flag"))
        if not phoned:  # the tooltip has it whole
            said = SEPARATOR.join(filter(None, (more, short(row.comment, _COMMENT))))
            found.append(run(said, colour="ink2", below=True))
        elif not beside:  # to whom and when is never cut
            found.append(run("\n".join(filter(None, (row.comment, more))), colour="ink2", below=True))
        if beside:
            room = width - head - 3 * _SIDE
            words, whole = drawn_text(room, *found), drawn_text(room, *found, run(f"  {row.comment}", colour="ink2"))
            if phoned and row.comment:  # where it needs no line more, else that it is left out
                found[-4] = run(f"  {(row.left_out or rows.more_text()).replace(' ', text.NBSP)}", colour="ink2")
                words = whole if whole.height <= words.height else drawn_text(room, *found)
            high = drawn_text(room, run("x", Type.BODY)).height
            begin = air + (top - high) / 2  # the lines of both at the same heights
            below = drawn_text(head, run(history), before=(time, *title))
            placed += [(_SIDE, begin + high, below), (2 * _SIDE + head, begin, words)]
        else:
            first = run(f"{history}\n" if history else SEPARATOR * bool(title))
            placed.append((_SIDE, air + top + 2, drawn_text(head, *found, before=(time, *title, first))))
        return placed, max(down + each.height for _, down, each in placed) + air + 1

    def paint_over(self, painter: QPainter, item: QStyleOptionViewItem, index: Index) -> None:
        row, rect, colours = self.rows[index.row()], QRect(item.rect), theme.current()
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at_edge = row.parts and rect.bottom() >= self.viewport().height() - 4  # there the card has its edge
        if not (chosen or isinstance(row, HeadRow) or at_edge):
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        if row.marked:
            edge = rect.adjusted(_EDGE + 1, 2, 0, -2) if chosen else rect  # within the frame
            painter.fillRect(QRect(edge.left(), edge.top(), _EDGE, edge.height()), QColor(colours.flag_mark))

    def spots(self, index: Index, width: int) -> Iterator[Spot]:
        """At the lower edge a finding says that it goes on, any other row is whole or not there, and no heading stands alone.

        Nor is a line of a finding cut at the upper one.
        """
        del width
        begin, whole = self.rowViewportPosition(index.row()), self.selectionModel().isSelected(index)
        above, room = -begin if isinstance(self.rows[index.row()], MessageRow) else 0, self.viewport().height() - begin
        for left, top, each in self._spots(index.row()):
            stands = whole or (top + each.height <= room and (top >= above or not each.layout))
            yield left, top, each if stands else drawn.cut(each, room - top, above - top)

    def is_below(self, row: int) -> bool:
        """Of a finding a mark or the first line would be cut."""
        top, low, spots = self.rowViewportPosition(row), self.viewport().height(), self._spots(row)
        least = max((down + each.height for _, down, each in spots), default=0.0)
        _, down, words = spots[-1]
        ends = drawn.ends(words) if isinstance(self.rows[row], MessageRow) and top + self.rowHeight(row) > low else []
        least = down + ends[0][1] if len(ends) > 1 else least
        alone = not self.rows[row].selectable and self.is_below(row + 1)  # a heading
        return top > 0 and (alone or is_cut(top, least, low))

    def updateGeometries(self) -> None:
        """At the end there is room below the last row, so that the list begins with a whole one there, too."""
        bar, before = self.verticalScrollBar(), self.verticalScrollBar().value()
        super().updateGeometries()
        first = self.rowAt(bar.maximum() - bar.value() - 1) + 1
        bar.setMaximum(max(bar.maximum(), bar.value() + self.rowViewportPosition(first)))
        bar.setValue(before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        at_key = _EDGE < event.position().x() < self.left("name") and not self.is_below(index.row())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid() and at_key and self.rows[index.row()].letter:
            self.entered.emit(index.row())


class OverviewHead(QWidget):
    """What the columns are called; that of the curves says how much time they show, and is a button that changes it."""

    period_asked = Signal(object)

    def __init__(self, of: RowList) -> None:
        super().__init__()
        self.setObjectName("overviewColumns")
        self._list = of
        self.period = _button("overviewPeriod")
        self.period.setParent(self)
        menu = QMenu(self)
        for each in course.LENGTHS:
            menu.addAction("", partial(self.period_asked.emit, each)).setData(each)
        self.period.setMenu(menu)
        self.opened = drawn.OpenedLegend(self)
        for changed in (of.measured, of.verticalScrollBar().valueChanged):
            changed.connect(self._place)

    def show_period(self, period: TimeRange | None) -> None:
        self.period.setAccessibleName(mini_curve.title(period) if period is not None else "")
        self.period.setToolTip(translate("Overview", "How much time the curves show"))
        for action in self.period.menu().actions():
            action.setText(mini_curve.title(action.data()))
        self.setAccessibleName(", ".join(filter(None, self._titles().values())))
        self._place()

    def _columns(self) -> Mapping[str, tuple[int, int]]:
        """Empty where no analyte is in sight: findings and sentences have no columns."""
        of = self._list
        seen = of.rows[max(of.rowAt(0), 0) : of.rowAt(of.viewport().height() - 1) + 1 or None]
        return of.columns if any(row.parts for row in seen) else {}

    def _place(self) -> None:
        columns = self._columns()
        left, wide = columns.get("curve", (0, 0))
        self.period.setVisible(bool(wide and self.period.accessibleName()))
        words = drawn.widths(Type.SMALL)(self.period.accessibleName())
        self.period.setGeometry(left - 4, 0, ceil(words) + theme.px(GLYPH) + 7, self.height() - 2)
        self.opened.show_for(map(rows.opened_marks, self._list.rows if columns else ()))
        (left, room), wide = columns.get("age", (0, 0)), ceil(drawn.opened_width())
        self.opened.setGeometry(left + room - GAP - wide, 0, wide, self.height() - 4)  # above the padlocks
        self.update()

    def _titles(self) -> dict[str, str]:
        return {
            "name": translate("Overview", "Examination"),
            "flag": translate("ReportDetail", "Marked"),
            "value": translate("ReportDetail", "Result"),
            "curve": self.period.accessibleName(),
            "change": translate("Export", "Change") if self._list.whole else translate("Overview", "Change: when all is here"),
            "age": translate("Overview", "Age"),
            "state": translate("ReportDetail", "Status"),
        }

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, colours = QPainter(self), theme.current()
        painter.setPen(QColor(colours.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(QColor(colours.ink2))
        titles = self._titles()
        for column, (left, wide) in self._columns().items():
            right = column == "value"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            box = QRectF(left, 0, wide - 5 * right, self.height() - 4)
            if wide:
                painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, titles.get(column, ""))
        if self.period.isVisible():
            size, end = theme.px(GLYPH), self.period.geometry().right() - 3
            box = QRectF(end - size, (self.height() - 4 - size) / 2, size, size)
            icons.paint_icon(painter, icons.Icon.CHEVRON_DOWN, box, "ink2")


class OverviewPane(Pane):
    """The pane, ``overviewPane``: its list is ``acuteStrip``, the findings ``overviewList``, the strip ``phonedStrip``."""

    view_asked = Signal(object)  # its key

    def __init__(self, style: Style, parent: QWidget | None = None, *, monotonic: Callable[[], float] | None = None) -> None:
        """``monotonic``: seconds that also pass while the machine sleeps."""
        super().__init__(parent)
        self.setObjectName("overviewPane")
        self._style = style
        self._monotonic = monotonic or SystemClock().monotonic
        self._seen: tuple[int, datetime, float] | None = None  # which look-up, when it was fetched, and when that came
        self.digest: Digest | None = None
        self._rows: Sequence[OverviewRow] = ()
        self._found: Messages | None = None  # the listed ones, and the older ones; None: not there yet
        self._period: TimeRange | None = None  # what the person wants the curves to show
        self.shown_period: TimeRange | None = None
        self._narrow = self._compact = False
        self._goes_to_list = False  # the focus was asked for before there was a row
        self._slices = Slices(self)
        self.minute = QTimer(self, interval=60_000)
        self.minute.timeout.connect(self._show_rows)
        self.strip, self.list, self.findings = (
            RowList(name, style, self._now) for name in ("phonedStrip", "acuteStrip", "overviewList")
        )
        for each in (self.strip, self.list, self.findings):
            each.entered.connect(lambda row, each=each: self._open(each.rows[row]))
            each.copy_pressed.connect(lambda each=each: self._copy(each.current()))
            each.menu_asked.connect(lambda row, at, each=each: self.menu(each.rows[row]).popup(at))
        self.strip.at_once = ELEMENTS  # it is as high as they are
        self.strip.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.head = OverviewHead(self.list)
        self.head.period_asked.connect(self._show_period)
        self.title, self.findings_title = (Label(name=name, bold=True) for name in ("overviewTitle", "findingsTitle"))
        self.title.setContentsMargins(0, 0, 4, 0)  # from what waits, which is bold, too
        self.state = Label(name="overviewState", kind=Type.SMALL, bold=True, letters=40)
        self.about = Label(name="overviewAbout", kind=Type.SMALL, letters=8)
        self.about.parts = SEPARATOR
        self.about.setMinimumWidth(1)  # all the others are whole
        self.why, self.reports, self.more = _button("overviewWhy"), _button("overviewReports"), _button("overviewMoreFindings")
        self.why.clicked.connect(partial(self.view_asked.emit, keys.Key.TABLE))
        self.more.clicked.connect(self._show_more)
        self.reports.clicked.connect(partial(self.view_asked.emit, keys.Key.REPORTS))
        above = _line(self.title, self.state, self.about, last=(self.more, self.why))
        self._foot_room = QWidget()  # of what is further down in the list
        self._card = _card(self.strip, above, self.head, (self.list, 1), self._foot_room)
        self.below, self.list_below = FurtherDown("findingsBelow", self, _FOOT), FurtherDown("listBelow", self._card, _FOOT)
        self.strip.measured.connect(self._size_strip)
        self.list.measured.connect(self._size_strip)
        for each in (self.findings, self.list):
            for changed in (each.verticalScrollBar().valueChanged, each.resized, each.measured):
                changed.connect(self._say_below)
        self.opened = drawn.OpenedLegend(self)
        self._lines = above, _line(self.findings_title, self.opened, last=(self.reports,))
        self._rule = ruler(self)
        foot = fill(QHBoxLayout(), self.below, margins=(_SIDE, 0, _SIDE, 0))
        self._findings_card = _card(self._lines[1], (self.findings, 1), self._rule, foot, below=0)  # a line of a finding more
        row = fill(QHBoxLayout(self), (self._card, 1), self._findings_card, spacing=_SIDE, margins=(_SIDE, 2, _SIDE, 2))
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # what does not fit side by side goes below
        self.retranslate()
        self.clear()

    def show_digest(self, digest: Digest, style: Style) -> None:
        if self.digest is None or self.digest.result.lookup.number != digest.result.lookup.number:
            self._period = self._found = None
        self.digest, self._style = digest, style
        number, fetched = digest.result.lookup.number, digest.result.fetched_at
        if fetched is None or self._seen is None or self._seen[:2] != (number, fetched):  # shown again it keeps its time
            self._seen = (number, fetched, self._monotonic()) if fetched is not None else None
        self._show_period(self._period)
        self.minute.start()

    def _now(self) -> datetime | None:
        """By the clock of the service; None where nobody knows when it was fetched."""
        return self._seen and self._seen[1] + timedelta(seconds=self._monotonic() - self._seen[2])

    def _show_period(self, period: TimeRange | None) -> None:
        self._period, digest = period, self.digest
        if digest is not None:
            seconds = view_at_once(len(digest.observations))
            self._slices.run(self._build(digest), lambda built: self._show(digest, *built), first_seconds=seconds)

    def _build(self, digest: Digest) -> Generator[None, None, tuple[Sequence[OverviewRow], TimeRange | None, Messages]]:
        made, period = yield from rows.build(digest, self._style, self._period)
        return made, period, (yield from rows.findings(digest, self._style))

    def _show(self, digest: Digest, made: Sequence[OverviewRow], period: TimeRange | None, found: Messages) -> None:
        if not digest.complete:  # what comes later is added below, until all is in
            places = {row.identity: at for at, row in enumerate(self._rows)}
            made = sorted(made, key=lambda row: places.get(row.identity, len(places)))
        self._rows, self._found, self.shown_period = made, found, period
        self.list.whole = digest.complete
        self._say(digest)
        self.head.show_period(period)
        self._show_rows()
        if self._goes_to_list and self.isVisible():
            self.take_focus()

    def _say(self, digest: Digest) -> None:
        """What stands above: what waits, or that not everything is in; how new the newest is, and from where."""
        acute, now = digest.acute, self._now()
        here, away = {each.key for row in self._rows for each in row.series}, len(rows.in_table_alone(digest))  # both: the table
        self.title.setText(translate("Overview", "Examinations %n", "", len(here)))
        about: list[str] = []
        analytes = [part for row in self._rows for part in row.parts if part.key]
        said = drawn.awaited_text(analytes, rows.awaited(digest), now, self._style.language)
        if not digest.complete:
            said = translate("Overview", "Incomplete: not everything is here. There may be newer results.")
        moments = filter(None, (part.moment for part in analytes))
        newest = max(moments, key=lambda each: each.when or NEVER, default=None)
        usual = rows.usual_laboratory(acute)
        if not said and newest is not None:
            words = translate("Overview", "Newest {moment} ({age})").replace("{age}", ages.short_age(newest, now))
            words = words.replace("{moment}", ages.day_and_clock(newest, now, self._style.language))
            said, about = (words, []) if ages.is_old(newest, now, rows.OLD_DAYS) else ("", [words])  # if old, that is news
        self.state.setVisible(bool(said))
        self.state.say(said, "ink" if digest.complete else "flag", keep=said)  # what waits is news: all else gives way
        marked = sum(bool(part.chips) for row in self._rows for part in row.parts)
        count = translate("Overview", "%n marked", "", marked) if marked else translate("Overview", "no result is marked")
        counted = [count] * (digest.complete and bool(here))
        rest = translate("Overview", "{laboratory} where no other is named").replace("{laboratory}", usual)
        after = [""] * bool(said)  # so that a point stands between
        long, short = (SEPARATOR.join((*after, *about, *counted, *[each] * bool(usual))).lstrip() for each in (rest, usual))
        self.about.say(long, short=short)
        self.why.setText(translate("Overview", "+ %n in the table", "", away))
        self.why.setToolTip("\n".join(rows.missing_texts(digest, self._style)))
        self.why.show()

    def _show_rows(self) -> None:
        if self.digest is None or self._found is None:
            return
        narrow, (listed, old), missing = self._narrow, self._found, rows.missing_texts(self.digest, self._style)
        phoned = [each for each in listed if narrow and each.rank is Rank.PHONED]
        beside: list[OverviewRow] = [*listed[len(phoned) :]]  # those that were phoned stand first
        if old:
            beside.append(HeadRow(translate("Overview", "%n older finding(s): see the reports", "", len(old)), selectable=True))
        if not listed and not old:
            none = rows.no_findings_text(self.digest) or translate("Overview", "No findings or messages")
            beside.append(HeadRow(none, selectable=True))
        heading = HeadRow(translate("Overview", "Not in this list"))
        beside += [heading, *(HeadRow(each, selectable=True) for each in missing)] if missing else []
        self.findings_title.setText(f"{self.findings.accessibleName()} {len(listed) or ''}".rstrip())
        below = [HeadRow(self.findings.accessibleName()), *beside] if narrow and beside else []
        self.list.show_rows([*self._rows, *below], self._style)
        self.findings.show_rows([] if narrow else beside, self._style)
        self.opened.show_for(map(rows.opened_marks, beside))
        self.strip.show_rows(phoned, self._style)
        self._say_more()

    def _say_more(self) -> None:
        """In a narrow window: the findings below the analytes, first what always stands, and how many more."""
        more = [each for each in self.list.rows if isinstance(each, MessageRow) and each.rank is not Rank.AWAITED]
        mark = translate("Overview", "Significant deviation")
        deviating = sum(any(each.words == mark for each in row.marks) for row in more)
        deviations = [translate("Overview", "%n significant deviation(s)", "", deviating)] * bool(deviating)
        names = [drawn.further_down(each).words for each in more if each.key]

        def named(some: list[str], sign: str = "! " * bool(deviating)) -> str:
            left = len(more) - len(some)
            rest = [translate("Overview", "+ %n finding(s)", "", left)] * bool(left or not some)
            return sign + SEPARATOR.join([*some, *rest])

        nothing = self._narrow and self._found == ([], []) and self.digest and not rows.no_findings_text(self.digest)
        room = self.width() - sum(each.sizeHint().width() for each in (self.title, self.state, self.why)) - theme.px(_ROOM)
        said = translate("Overview", "No messages") if nothing else ", ".join((named(names, ""), *deviations))
        self.more.setText(said if nothing else drawn.fitting(names, room, named))
        self.more.setAccessibleName(said)
        self.more.setToolTip(said if said != self.more.text() else "")
        self.more.setVisible(bool(more or nothing))
        self.more.setEnabled(bool(more))

    def _say_below(self) -> None:
        """Those that always stand first."""
        hidden: list[int] = []
        for foot, of in ((self.below, self.findings), (self.list_below, self.list)):
            hidden = [at for at in range(len(of.rows)) if of.is_below(at)] if of.is_settled() else []
            named = sorted((of.rows[at] for at in hidden if of.rows[at].selectable), key=lambda row: not row.key)
            seen = frozenset(part.name for at, row in enumerate(of.rows) if at not in hidden for part in row.parts)
            foot.name(drawn.further_down(each, seen) for each in named)
        self._rule.setVisible(bool(self.below.accessibleName()))
        port, foot, box = self.list.viewport().geometry(), self.list_below, self.list.geometry()
        own = self._foot_room.minimumHeight()
        painted = not hidden or self.list.currentIndex().row() in hidden  # though it is cut, as it is chosen
        left = 0 if painted else port.height() - self.list.rowViewportPosition(hidden[0])
        low = box.bottom() + own if own else box.y() + port.bottom()
        foot.setGeometry(box.x() + _SIDE, low + 1 - foot.height(), port.width() - 2 * _SIDE, foot.height())
        foot.setVisible(bool(hidden) and max(own, left) >= foot.height())  # in its own room, or in that which no whole row takes

    def _size_strip(self) -> None:
        self.strip.setVisible(bool(self.strip.rows))
        ends = list(accumulate(map(self.strip.rowHeight, range(len(self.strip.rows))))) or [0]
        most = max(self.height() * _STRIP, min(ends[:_PHONED][-1], self.height() - theme.px(_BELOW)))
        self.strip.setFixedHeight(high := max((end for end in ends if end <= most), default=round(most)))
        left = self.height() - high
        room = left - self.head.height() - self._lines[0].height() - _FRAME
        own = left >= theme.px(_THREE) and self.list.verticalHeader().length() > room  # rather than a row that ends flush
        self._foot_room.setFixedHeight(self.list_below.height() * own)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(_TWO_COLUMNS)
        self._findings_card.setVisible(not narrow)
        self._findings_card.setFixedWidth(theme.px(_FINDINGS))
        compact = is_compact(self.window())
        self.head.setFixedHeight(theme.px(_COLUMNS[compact]))
        for line in self._lines:
            line.setFixedHeight(theme.px(_LINE[compact]))
        if (narrow, compact) != (self._narrow, self._compact):
            self._narrow, self._compact = narrow, compact
            self._show_rows()
        self._say_more()
        self._size_strip()

    def clear(self) -> None:
        self.minute.stop()
        self._slices.cancel()
        self.digest = self._period = self.shown_period = None
        self._rows, self._found, self._goes_to_list = (), None, False
        for each in (self.strip, self.list, self.findings):
            each.show_rows([], self._style)
        self.head.show_period(None)
        self.opened.show_for(())
        for label in (self.title, self.state, self.about, self.findings_title):
            label.clear()
        self.why.setToolTip("")
        self.why.hide()
        self.more.hide()

    def is_settled(self) -> bool:
        return not self._slices.running and self.list.is_settled() and self.findings.is_settled()

    def finish(self) -> None:
        for each in (self._slices, self.list, self.findings):
            each.finish()

    def take_focus(self) -> None:
        """To the list; as soon as there are rows, where the person has not begun to read elsewhere."""
        first = next((at for at, each in enumerate(self.list.rows) if each.parts), None)
        self._goes_to_list = first is None
        if first is not None and not self.list.currentIndex().isValid():
            self.list.choose(first)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.list.setAccessibleName(translate("Overview", "Emergency analytes"))
        self.findings.setAccessibleName(translate("Overview", "Findings and messages"))
        self.strip.setAccessibleName(translate("Overview", "Phoned"))
        self.reports.setText(translate("Overview", "All reports"))
        self.reports.setToolTip(keys.tooltip(keys.Key.REPORTS))

    def _open(self, row: OverviewRow) -> None:
        if row.can_be_drawn or (row.series and row.report is None):
            self.trend_asked.emit(row.series)
        elif row.report is not None:
            self.report_asked.emit(row.report)

    def menu(self, row: OverviewRow) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        drawn = row.can_be_drawn
        for name, said, act, enabled in (
            ("menuTrend", translate("Overview", "Trend"), partial(self.trend_asked.emit, row.series), drawn),
            ("menuReport", translate("Overview", "Report"), partial(self.report_asked.emit, row.report), row.report is not None),
            ("menuCopyResult", translate("Overview", "Copy result"), partial(self.copy_asked.emit, rows.result_text(row)), True),
            ("menuCopyRow", translate("Overview", "Copy row"), partial(self._copy, row), True),
            ("menuAddTrend", translate("Overview", "Add to trend"), partial(self.trend_add_asked.emit, row.series), drawn),
        ):
            action = menu.addAction(said, act)
            action.setObjectName(name)
            action.setEnabled(enabled)
        return menu

    def _copy(self, row: OverviewRow | None) -> None:
        if row is not None:
            self.copy_asked.emit(rows.row_text(row, self._style))

    def _show_more(self) -> None:
        """The first finding below the analytes, with all that is below it in sight."""
        self.list.choose(len(self.list.rows) - 1)
        self.list.choose(len(self._rows) + 1)  # below the heading
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def document(self, *, paper: bool) -> Generator[None, None, ExportDocument | None]:
        return rows.document(self.digest, self._style, paper=paper)

    def chosen(self) -> tuple[tuple[Placed, ...], int]:
        mine = current.parts if (current := self.list.current()) is not None else ()
        placed, at = list["Placed"](), -1
        for part in (part for row in self._rows for part in row.parts if part.key):
            at = len(placed) if at < 0 and part in mine else at
            placed += (point for each in (part, *part.further) for point in each.line.all_points)
        return tuple(placed), at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not bare or (letter := event.text().upper()) not in keys.TRENDS or self.digest is None:
            super().keyPressEvent(event)
            return
        row = next((each for each in self.list.rows if each.letter == letter), None)
        if row is not None and not event.isAutoRepeat():
            self._open(row)


def _button(name: str) -> QPushButton:
    made = QPushButton()
    made.setObjectName(name)
    theme.set_kind(made, "quiet")
    theme.set_font(made, Type.SMALL)
    return made


def _line(*parts: QWidget, last: Sequence[QWidget] = ()) -> QWidget:
    made = QWidget()
    fill(QHBoxLayout(made), *parts, 1, *last, spacing=4, margins=(_SIDE, 0, 0, 0))
    return made


def _card(*parts: Item, below: int = 3) -> Panel:
    made = Panel("surface", "line", None, radius=theme.RADIUS["card"])
    fill(QVBoxLayout(made), *parts, spacing=0, margins=(1, 1, 1, below))
    return made
