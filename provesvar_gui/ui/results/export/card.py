"""The card for reading one result aloud over the telephone, in huge type: name, spoken number, mark, time and laboratory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.patient.numbers import group
from provesvar_gui.results import export, text
from provesvar_gui.results.export import ResultReading
from provesvar_gui.results.laboratories import laboratory_name
from provesvar_gui.results.model import NEVER, sort_time
from provesvar_gui.results.placed import PENDING
from provesvar_gui.results.text import value_text
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.results.common import ages, flags, lines, status_text
from provesvar_gui.ui.results.common.lines import no_value
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.widgets import KeyButton, Label, fill, named_button

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.results.placed import Placed
    from provesvar_gui.ui.results.common.lines import Style
    from provesvar_gui.ui.results.export.exporter import ExportOrigin

translate = QCoreApplication.translate
_STEPS: Final = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
#: From above: the share of the height that its letters have, colour, bold.
_LINES: Final = (
    (0.04, "ink2", False), (0.09, "ink", True), (0.2, "ink", True), (0.07, "ink", True), (0.06, "ink", False),
    (0.06, "ink", True), (0.045, "ink", True), (0.045, "flag", True), (0.04, "ink", False), (0.065, "accent_text", True),
    (0.045, "ink", True), (0.022, "ink2", False),
)  # fmt: skip
_NAME, _VALUE = 1, 2  # struck through where it is void
_SCALES: Final = (1.0, 0.85, 0.72, 0.6, 0.5, 0.4, 0.3)
_LONGEST: Final = 400  # characters of one line of the card
_WORD: Final = re.compile(r"\S{40}(?=\S)")


class ReadAloudCard(QWidget):
    """The card, ``readAloudCard``, over the results and as large as they are. Arrows go through them, Escape closes.

    N shows the patient's number, Space ticks a result as read back, Ctrl+C copies it.
    """

    closed = Signal()
    copy_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readAloudCard")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self._over = parent
        self._labels = [Label(colour=colour, bold=bold, wraps=True, parent=self) for _share, colour, bold in _LINES]
        self.previous, self.next = (named_button(self, name, "") for name in ("previousResult", "nextResult"))
        self.close_button = KeyButton("closeCard", "", keys.Key.UNDO, self)
        acts = (lambda: self._go(-1)), (lambda: self._go(1)), self.close_card
        for button, act in zip((self.previous, self.next, self.close_button), acts, strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the card has a key for it
            button.clicked.connect(act)
        place, *others = self._labels
        head = fill(QHBoxLayout(), self.previous, self.next, (place, 1), self.close_button, spacing=theme.SPACE["medium"])
        self._column = fill(QVBoxLayout(self), head, *others, 1)
        self._placed: tuple[Placed, ...] = ()
        self._every: Sequence[Placed] = ()
        self._origin: ExportOrigin | None = None
        self._at = 0
        self._number_shown = False
        self._read_back: set[int] = set()
        self.reading: ResultReading | None = None
        parent.installEventFilter(self)
        self.hide()

    def open(self, placed: tuple[Placed, ...], at: int, origin: ExportOrigin, every: Sequence[Placed]) -> None:
        """Show one result. ``every``: all of the patient, to find newer samples without a value."""
        self.clear()
        self._placed, self._origin, self._every = placed, origin, every
        self._at = min(max(at, 0), len(placed) - 1)
        self.setGeometry(self._over.rect())
        for button, words, key in (
            (self.previous, translate("Export", "Previous"), "Left"),
            (self.next, translate("Export", "Next"), "Right"),
            (self.close_button, translate("Export", "Close"), "Esc"),
        ):
            button.setText(words)
            button.setAccessibleName(words)
            button.setToolTip(f"{words} ({keys.shown_sequence(key)})")
        self._tell()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self) -> None:
        was = self.isVisible()
        self.clear()
        if was:
            self.closed.emit()

    def clear(self) -> None:
        self.hide()
        self._placed, self._every, self._origin, self.reading = (), (), None, None
        self._read_back.clear()
        self._number_shown = False
        self.setAccessibleName("")
        for label in self._labels:
            label.setText("")

    @property
    def value_aloud(self) -> str:
        reading = self.reading
        if reading is None or not reading.number:
            return ""
        number = export.aloud(reading.number, decimal_word=translate("Export", "point"))
        words = {
            "<": translate("Export", "less than"),
            "<=": translate("Export", "less than or equal to"),
            ">": translate("Export", "more than"),
            ">=": translate("Export", "more than or equal to"),
        }
        comparator = words.get(reading.comparator, reading.comparator)
        return " ".join(part for part in (comparator, number, reading.unit) if part)

    @property
    def line_texts(self) -> tuple[str, ...]:
        return tuple(filter(None, self._lines()))

    def _lines(self) -> tuple[str, ...]:
        reading, origin = self.reading, self._origin
        if reading is None or origin is None:
            return ()
        place = translate("Export", "{n} of {m}").replace("{n}", str(self._at + 1)).replace("{m}", str(len(self._placed)))
        if self._at in self._read_back:
            read_back = translate("Export", "read back")
            place = f"{place}   ✓ {read_back}"
        digits = group(origin.result.lookup.patient.digits) if self._number_shown else ""
        return (
            place,
            reading.name,
            reading.value,
            reading.when[:1].upper() + reading.when[1:],
            self.value_aloud,
            ", ".join(filter(None, ("; ".join(reading.marks), reading.figures))),
            "; ".join(filter(None, reading.states)),
            origin.warning,
            reading.laboratory,
            translate("Export", "Patient {number}").replace("{number}", digits) if digits else "",
            reading.awaited,
            translate("Export", "Arrows: next, previous · Space: read back · N: the patient's number · Esc: close"),
        )

    def _tell(self) -> None:
        origin = self._origin
        if origin is None:
            return
        self.reading = reading(self._placed[self._at], origin.style, fetched_at=origin.result.fetched_at, every=self._every)
        for label, words in zip(self._labels, self._lines(), strict=True):
            label.setText(_WORD.sub("\\g<0>\u200b", _cut(words)))
            label.setVisible(bool(words))
        self.previous.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self._placed) - 1)
        self._fit()
        self.setAccessibleName(". ".join(self.line_texts))
        announce(self, self.accessibleName(), urgent=False)

    def _fit(self) -> None:
        margin = self.width() // 24
        self._column.setContentsMargins(margin, margin // 2, margin, margin // 2)
        for scale in _SCALES:
            for at, (label, (share, _colour, _bold)) in enumerate(zip(self._labels, _LINES, strict=True)):
                font = label.font()
                font.setPixelSize(max(int(share * scale * self.height()), theme.px(theme.Type.SMALL.pixels)))
                font.setStrikeOut(at in (_NAME, _VALUE) and self.reading is not None and self.reading.void)
                label.setFont(font)
            least = max(label.minimumSizeHint().width() for label in self._labels)
            if least <= self.width() - 2 * margin and self._column.totalHeightForWidth(self.width()) <= self.height():
                break

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._mine(event):
            event.accept()
            return True
        return super().event(event)

    def _mine(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_N, *_STEPS)
        return event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.reading is not None:
            reference = translate("ReportLines", "reference {range}")
            self.copy_asked.emit(export.reading_line(self.reading, reference_text=reference))
            return
        if not self._mine(event):
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.close_card()
            return
        if key is Qt.Key.Key_Space:
            self._read_back ^= {self._at}
        elif key is Qt.Key.Key_N:
            self._number_shown = not self._number_shown
        self._go(_STEPS.get(key, 0))

    def _go(self, step: int) -> None:
        self._at = min(max(self._at + step, 0), len(self._placed) - 1)
        self._tell()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keeps the focus, since the covered widgets are hidden."""
        return True

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _cut(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    said = translate("Export", "{text} … The rest stands in the report.")
    return said.replace("{text}", words[:_LONGEST].rstrip())


def reading(placed: Placed, style: Style, *, fetched_at: datetime | None = None, every: Sequence[Placed] = ()) -> ResultReading:
    """A result as the laboratory wrote it (invariant 6). ``every``: all of the patient, for a newer sample without a value."""
    observation = placed.observation
    told = value_text(observation.value, style.language)
    states = [mark.words for mark in status_text.status_marks(placed)]
    states += filter(None, (lines.remark(observation, style),))
    if ages.ahead(placed.sampled, fetched_at):
        states.append(translate("Overview", "dated after the fetch"))
    figures = style.reference(observation, figures=True)
    taken = style.moment(placed.sampled)
    return ResultReading(
        name=_called(placed) or translate("Export", "Name not given"),
        value=style.result(observation),
        number=told.number,
        comparator=told.comparator if told.number else "",
        unit=text.breakable(told.unit) if told.number else "",
        reference=style.reference(observation),
        figures=translate("Overview", "ref. {range}").replace("{range}", figures) if figures else "",
        marks=tuple(map(str, flags.marks(observation))),
        states=tuple(states),
        when=translate("Export", "taken {moment}").replace("{moment}", taken) if taken else translate("Export", "date not given"),
        laboratory=laboratory_name(placed),
        awaited=_awaited(placed, every, style),
        void=placed.void,
    )


def _awaited(placed: Placed, every: Sequence[Placed], style: Style) -> str:
    """The last later one, where that has no value; nothing beside an older value."""

    def what(of: Placed) -> tuple[object, ...]:
        """The same examination on the same kind of identifier, under parents that are called the same."""
        return _called(of), of.apart, [text.called(parent.code) for parent in of.parents]

    def when(of: Placed) -> datetime:
        return sort_time(of.sampled)

    if not placed.stands or placed.observation.value is None or when(placed) == NEVER:
        return ""
    later = [each for each in every if each.stands and when(each) > when(placed) and what(each) == what(placed)]
    if not later or any(each.observation.value is not None for each in later):
        return ""
    last = max(later, key=when)
    pending = last.observation.status in PENDING and last.observation.data_absent_reason is None
    state = translate("Export", "result awaited") if pending else no_value(last.observation)
    said = translate("Export", "New sample taken {moment}: {state}").replace("{moment}", style.moment(last.sampled))
    return said.replace("{state}", state[:1].lower() + state[1:])


def _called(placed: Placed) -> str:
    """A result of another laboratory that calls it otherwise is another row for everybody."""
    return " ".join(text.called(placed.observation.code).split())
