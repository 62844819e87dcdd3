"""What the steps are called, and how a duration is said."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from provesvar_gui.domain.histogram import BOUNDS
from provesvar_gui.domain.steps import Step
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

_STEPS: Final = {
    Step.CARET: QT_TRANSLATE_NOOP("Stopwatch", "Caret ready"),
    Step.NUMBER: QT_TRANSLATE_NOOP("Stopwatch", "Number typed"),
    Step.BASIS: QT_TRANSLATE_NOOP("Stopwatch", "Basis chosen"),
    Step.ROLE: QT_TRANSLATE_NOOP("Stopwatch", "Role chosen"),
    Step.ENTER: QT_TRANSLATE_NOOP("Stopwatch", "Enter"),
    Step.BROWSER: QT_TRANSLATE_NOOP("Stopwatch", "Browser opened"),
    Step.BACK: QT_TRANSLATE_NOOP("Stopwatch", "Back from the browser"),
    Step.TOKEN: QT_TRANSLATE_NOOP("Stopwatch", "Logged in"),
    Step.FIRST_RESULT: QT_TRANSLATE_NOOP("Stopwatch", "First result"),
    Step.ALL_RESULTS: QT_TRANSLATE_NOOP("Stopwatch", "All results"),
}
_WHOLE: Final = QT_TRANSLATE_NOOP("Stopwatch", "From the first key to all results")


def name(step: str) -> str:
    """Of a step, or of the whole run."""
    return translate("Stopwatch", _STEPS[Step(step)] if step in list(Step) else _WHOLE)


def seconds(value: float | None) -> str:
    """«1,4 s»; a dash where there is nothing to say."""
    if value is None:
        return "–"
    return translate("Stopwatch", "{seconds} s").format(seconds=QLocale().toString(value, "f", 1 if value >= 1 else 2))


def at_most(value: float | None) -> str:
    """The upper bound of a class of durations."""
    if value == float("inf"):
        return translate("Stopwatch", "over {seconds} s").format(seconds=f"{BOUNDS[-1]:.0f}")
    if value is None:
        return "–"
    return translate("Stopwatch", "≤ {seconds} s").format(seconds=QLocale().toString(value, "g", 4))
