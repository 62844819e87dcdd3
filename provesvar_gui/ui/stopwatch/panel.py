"""The stopwatch of a drill: after each run how long every step took, beside the best run since it was reset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from provesvar_gui.domain.steps import Best, Run, Step
from provesvar_gui.ui import theme
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.stopwatch import words
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ElidedLabel, ToneLabel, TonePanel

if TYPE_CHECKING:
    from provesvar_gui.ui.stopwatch.timing import Timing

_LAST, _BEST = 1, 2


class StopwatchPanel(TonePanel):
    """``stopwatchPanel``: one line above the results of a drill's window; ``stopwatchSteps`` opens every step.

    Not in the form: that is as it is in real use.
    """

    def __init__(self, timing: Timing, parent: QWidget) -> None:
        super().__init__(Tone.PLAIN, parent=parent)
        self.setObjectName("stopwatchPanel")
        self.setAccessibleName(self.tr("Stopwatch"))
        self.results = Best()
        self._timing = timing
        self._title = ToneLabel(self.tr("Stopwatch"), wrap=False, parent=self)
        theme.resize(self._title, bold=True)
        self.said = ToneLabel(tone=Tone.SUBDUED, wrap=False, parent=self)
        self.said.setObjectName("stopwatchSaid")
        self.whole = ElidedLabel(parent=self)
        self.whole.setObjectName("stopwatchWhole")
        self.steps = QPushButton(self.tr("Every step"), self)
        self.steps.setObjectName("stopwatchSteps")
        self.steps.setAccessibleName(self.steps.text())
        self.steps.setCheckable(True)
        self.steps.setAutoDefault(False)
        self.reset = QPushButton(self.tr("Reset"), self)
        self.reset.setObjectName("stopwatchReset")
        self.reset.setAccessibleName(self.tr("Reset the stopwatch"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self.forget)
        self._cells: dict[tuple[str, int], ToneLabel] = {}
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE["small"])
        for widget in (self._title, self.said, self.whole):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.steps)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["medium"], theme.SPACE["tight"], theme.SPACE["tight"], theme.SPACE["tight"])
        column.setSpacing(theme.SPACE["hair"])
        column.addLayout(head)
        self._table = QWidget(self)
        self._grid(QHBoxLayout(self._table))
        self._table.hide()
        self.steps.toggled.connect(self._table.setVisible)
        column.addWidget(self._table)
        timing.finished.connect(self._finished)
        timing.reached.connect(self._running)
        timing.dropped.connect(self._fill)
        self._fill()

    def forget(self) -> None:
        """The button."""
        self.results.reset()
        self._fill()

    def _grid(self, beside: QHBoxLayout) -> None:
        """All steps, in two halves beside each other: it stands over results."""
        beside.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        beside.setSpacing(theme.SPACE["wide"])
        rows = (*(step.value for step in Step), "whole", "keys")
        for half, part in enumerate((rows[: (len(rows) + 1) // 2], rows[(len(rows) + 1) // 2 :])):
            grid = QGridLayout()
            grid.setHorizontalSpacing(theme.SPACE["large"])
            grid.setVerticalSpacing(0)
            for place, text in ((_LAST, self.tr("Last")), (_BEST, self.tr("Best"))):
                grid.addWidget(self._label(f"head{half}", place, text, Tone.SUBDUED), 0, place, Qt.AlignmentFlag.AlignRight)
            for row, step in enumerate(part, 1):
                name = self.tr("Keys pressed") if step == "keys" else words.name(step)
                grid.addWidget(self._label(step, 0, name, Tone.PLAIN), row, 0)
                for place in (_LAST, _BEST):
                    grid.addWidget(self._label(step, place, "–", Tone.PLAIN), row, place, Qt.AlignmentFlag.AlignRight)
            beside.addLayout(grid)
        beside.addStretch(1)

    def _label(self, step: str, place: int, text: str, tone: Tone) -> ToneLabel:
        label = self._cells[step, place] = ToneLabel(text, tone=tone, wrap=False, parent=self)
        theme.resize(label, 0.9, bold=step in ("whole", "keys"), digits=True)
        return label

    def _finished(self, run: Run) -> None:
        self.results.add(run)
        self._fill()
        said = self.tr("All results after {seconds} and {keys} keys.").format(seconds=words.seconds(run.whole), keys=run.keys)
        announce(self, said, urgent=False)

    def _running(self, step: Step) -> None:
        self.said.setText(words.name(step.value))

    def _fill(self) -> None:
        self.said.setText(self.tr("%n run(s)", "", self.results.runs))
        for place, run in ((_LAST, self.results.last), (_BEST, self.results.best)):
            for step in Step:
                self._cells[step.value, place].setText(words.seconds(None if run is None else run.seconds.get(step)))
            self._cells["whole", place].setText(words.seconds(None if run is None else run.whole))
            self._cells["keys", place].setText("–" if run is None else str(run.keys))
        last, best = self.results.last, self.results.best
        said = ""
        if last is not None and best is not None:
            said = self.tr("Last {seconds} and {keys} keys · best {best}").format(
                seconds=words.seconds(last.whole), keys=last.keys, best=words.seconds(best.whole)
            )
        self.whole.setText(said)
