"""The stopwatch of a drill: after each run how long every step took, beside the best run since it was reset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout

from provesvar_gui.domain.steps import Best, Run, Step
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.stopwatch import words
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.ui.stopwatch.timing import Timing

_LAST, _BEST = 1, 2


class RunLine(ToneLabel):
    """``stopwatchLine``: the last run on one line, above the results, where the form with the panel is folded away."""

    def __init__(self, panel: StopwatchPanel, form: QWidget, parent: QWidget) -> None:
        super().__init__(tone=Tone.WARNING, parent=parent)
        self.setObjectName("stopwatchLine")
        self._panel, self._form = panel, form
        panel.changed.connect(self._follow)
        form.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form comes or goes."""
        if watched is self._form and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._follow()
        return False

    def _follow(self) -> None:
        last, best = self._panel.results.last, self._panel.results.best
        if last is not None and best is not None:
            said = self.tr("All results after {seconds} and {keys} keys (best {best}). {key} shows every step.")
            times = {"seconds": words.seconds(last.whole), "best": words.seconds(best.whole)}
            self.setText(said.format(keys=last.keys, key=keys.shown(Key.FORM), **times))
        self.setVisible(last is not None and self._form.isHidden())


class StopwatchPanel(TonePanel):
    """``stopwatchPanel``: below the form of a drill's window. ``changed``: there is another last run, or none."""

    changed = Signal()

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
        self.reset = QPushButton(self.tr("Reset"), self)
        self.reset.setObjectName("stopwatchReset")
        self.reset.setAccessibleName(self.tr("Reset the stopwatch"))
        self.reset.setAutoDefault(False)
        self.reset.clicked.connect(self.forget)
        self._cells: dict[tuple[str, int], ToneLabel] = {}
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE["small"])
        head.addWidget(self._title)
        head.addWidget(self.said, 1)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["medium"], theme.SPACE["tight"], theme.SPACE["tight"], theme.SPACE["tight"])
        column.setSpacing(theme.SPACE["hair"])
        column.addLayout(head)
        column.addLayout(self._grid())
        timing.finished.connect(self._finished)
        timing.reached.connect(self._running)
        timing.dropped.connect(self._fill)
        self._fill()

    def forget(self) -> None:
        """The button."""
        self.results.reset()
        self._fill()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        grid.setHorizontalSpacing(theme.SPACE["large"])
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for place, text in ((_LAST, self.tr("Last")), (_BEST, self.tr("Best"))):
            grid.addWidget(self._label("", place, text, Tone.SUBDUED), 0, place, Qt.AlignmentFlag.AlignRight)
        for row, step in enumerate((*(step.value for step in Step), "whole", "keys"), 1):
            name = self.tr("Keys pressed") if step == "keys" else words.name(step)
            grid.addWidget(self._label(step, 0, name, Tone.PLAIN), row, 0)
            for place in (_LAST, _BEST):
                grid.addWidget(self._label(step, place, "–", Tone.PLAIN), row, place, Qt.AlignmentFlag.AlignRight)
        return grid

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
        self.changed.emit()
