"""The table of keys, which shortcuts, tooltips and the help dialog read.

Letters are fixed in every language, since they are the basis's own: S samtykke, U unntak, A akutt. No single-digit shortcuts: a
digit outside a field may be the first of a scanned number.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from provesvar_gui.patient.access import AccessBasis
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

# One letter per emergency analyte, in the overview only: the row (acute_analytes.json, cards) that it opens. Never S, U
# or A, which are the basis's, and never a digit.
TRENDS = {
    "K": "potassium", "N": "sodium", "H": "haemoglobin", "R": "creatinine", "C": "crp", "G": "glucose", "I": "inr",
    "T": "troponin", "L": "lactate", "B": "hba1c", "V": "leukocytes", "P": "thrombocytes", "O": "blood_gas",
    "D": "d_dimer", "E": "egfr", "M": "blood_culture",
}  # fmt: skip


class Key(Enum):
    """Sequences in portable form, the first of which is the one to show, and the purpose, source text of context "Keys"."""

    LOOK_UP = (
        "Return Enter",
        QT_TRANSLATE_NOOP("Keys", "Look up. Logs in first where needed; while a login waits, opens the browser again."),
    )
    UNDO = (
        "Esc",
        QT_TRANSLATE_NOOP(
            "Keys",
            "Take back, one thing at a time: close a message, withdraw a waiting look-up, cancel what is running, bring hidden "
            "results of the same number back.",
        ),
    )
    CHANGE = (
        "F7 F2",
        QT_TRANSLATE_NOOP("Keys", "Change: to the form. Results are hidden; Esc brings them back while the number is the same."),
    )
    SAMTYKKE = (
        "Alt+S S",
        QT_TRANSLATE_NOOP(
            "Keys", "Basis: consent. The letter alone does it too while no results are shown, outside text fields."
        ),
    )
    UNNTAK = (
        "Alt+U U",
        QT_TRANSLATE_NOOP(
            "Keys", "Basis: exempt from consent. The letter alone does it too while no results are shown, outside text fields."
        ),
    )
    AKUTT = (
        "Alt+A A",
        QT_TRANSLATE_NOOP(
            "Keys", "Basis: emergency. The letter alone does it too while no results are shown, outside text fields."
        ),
    )
    ROLE = "F4", QT_TRANSLATE_NOOP("Keys", "Go to the HPR role.")
    PANES = "F6", QT_TRANSLATE_NOOP("Keys", "Go on to the next part of the window.")
    REFRESH = "F5", QT_TRANSLATE_NOOP("Keys", "Results: fetch again (press twice, it is logged).")
    OPEN = (
        "Ctrl+O",
        QT_TRANSLATE_NOOP(
            "Keys",
            "Restricted results: what opening them means; then S or A for the ground, 1–6 for the reason, and the same key to "
            "open.",
        ),
    )
    END_OPENING = (
        "Ctrl+Shift+O",
        QT_TRANSLATE_NOOP("Keys", "End the opening: restricted results go, the ordinary ones come back."),
    )
    FIND = "Ctrl+F", QT_TRANSLATE_NOOP("Keys", "Results: search in them.")
    FILTERS = "Ctrl+Shift+F", QT_TRANSLATE_NOOP("Keys", "Results: go to the filters.")
    UNFILTER = "Ctrl+0", QT_TRANSLATE_NOOP("Keys", "Results: show everything again, without search and filters.")
    NEXT_HIT = "F3", QT_TRANSLATE_NOOP("Keys", "Results: the next hit of the search.")
    PREVIOUS_HIT = "Shift+F3", QT_TRANSLATE_NOOP("Keys", "Results: the hit before it.")
    OVERVIEW = "Ctrl+1", QT_TRANSLATE_NOOP("Keys", "Results: the overview.")
    TABLE = "Ctrl+2", QT_TRANSLATE_NOOP("Keys", "Results: the cumulative table.")
    TABLE_NEXT = "Ctrl+Left Ctrl+Right", QT_TRANSLATE_NOOP("Keys", "Table: the next result of the row.")
    TABLE_PICK = "Space", QT_TRANSLATE_NOOP("Keys", "Table: pick the row, or no longer. Enter shows the picked rows over time.")
    TABLE_REPORT = "Ctrl+Return Ctrl+Enter", QT_TRANSLATE_NOOP("Keys", "Table: open the report of the cell.")
    REPORTS = "Ctrl+3", QT_TRANSLATE_NOOP("Keys", "Results: the reports.")
    UNFOLD = (
        "Right Left *",
        QT_TRANSLATE_NOOP("Keys", "Reports: open, or close, what is folded under a row; open everything that is folded."),
    )
    CHANGES = "Ctrl+D", QT_TRANSLATE_NOOP("Keys", "Reports: show, or hide, what stood in the version before.")
    MICROBIOLOGY = "Ctrl+4", QT_TRANSLATE_NOOP("Keys", "Results: microbiology.")
    RESISTANCE = "Alt+R", QT_TRANSLATE_NOOP("Keys", "Microbiology: from the samples to resistance over time, and back.")
    TREND = "Ctrl+5", QT_TRANSLATE_NOOP("Keys", "Results: the trend over time.")
    TREND_PERIOD = "+ -", QT_TRANSLATE_NOOP("Keys", "Trend: a shorter period, a longer one.")
    TREND_BACK = "Backspace Alt+Left", QT_TRANSLATE_NOOP("Keys", "Trend and reports: back to the view from which you came.")
    TRENDS = (
        " ".join(TRENDS),
        QT_TRANSLATE_NOOP("Keys", "Overview: the trend of the row that bears the letter; its report, where it holds no numbers."),
    )
    COPY = "Ctrl+C", QT_TRANSLATE_NOOP("Keys", "Results: copy what is chosen as text.")
    COPY_ALL = "Ctrl+Shift+C", QT_TRANSLATE_NOOP("Keys", "Results: copy the whole view as text (overview, table or report).")
    EMPTY_CLIPBOARD = "Ctrl+Del", QT_TRANSLATE_NOOP("Keys", "Results: take what was copied off the clipboard now.")
    READ_ALOUD = "Ctrl+T", QT_TRANSLATE_NOOP("Keys", "Results: the chosen result in huge type, to be read over the telephone.")
    PRINT = "Ctrl+P", QT_TRANSLATE_NOOP("Keys", "Results: print the view.")
    PDF = "Ctrl+S", QT_TRANSLATE_NOOP("Keys", "Results: save the view as PDF.")
    CLEAR = "F8", QT_TRANSLATE_NOOP("Keys", "Clear the patient: number, basis and results are gone at once.")
    LOCK = "F10", QT_TRANSLATE_NOOP("Keys", "Lock the window: nothing is seen until the same person has logged in anew.")
    BEDSIDE = "F11", QT_TRANSLATE_NOOP("Keys", "Keep the results up for 15 minutes, at the bedside; pressed again: 15 from then.")
    # No letter with Ctrl: scanners send control characters so, a line feed as Ctrl+J.
    TAKE_PATIENT = "F12", QT_TRANSLATE_NOOP("Keys", "When the EHR asks to change patient: change to that patient.")
    KEEP_PATIENT = "Shift+F12", QT_TRANSLATE_NOOP("Keys", "When the EHR asks to change patient: keep the one that is here.")
    FROM_ANYWHERE = (
        "",  # a setting: ``use_global``
        QT_TRANSLATE_NOOP(
            "Keys", "In any other program: bring the number that is selected there into the patient field. Nothing is looked up."
        ),
    )
    LOGIN = "F9", QT_TRANSLATE_NOOP("Keys", "Log in without looking anything up.")
    JOURNAL = "Ctrl+J", QT_TRANSLATE_NOOP("Keys", "Show my own look-ups in this machine's access journal.")
    SELF_CHECK = (
        "Shift+F1",
        QT_TRANSLATE_NOOP("Keys", "Check this machine: settings, key, network and services, with what to do."),
    )
    SETTINGS = "Ctrl+,", QT_TRANSLATE_NOOP("Keys", "Show every setting: its value, where it comes from, and who may change it.")
    DRILL = (
        "Ctrl+Shift+D",
        QT_TRANSLATE_NOOP("Keys", "Begin a drill with synthetic people: everything here is cleared and logged out first."),
    )
    HELP = "F1", QT_TRANSLATE_NOOP("Keys", "Open the user guide, at the place that fits what is on the screen.")
    KEYS = "Ctrl+F1", QT_TRANSLATE_NOOP("Keys", "Show this list of keys.")
    CALL = (
        "Ctrl+Shift+F1",
        QT_TRANSLATE_NOOP("Keys", "Show whom to call when a service is away. Works while the window is locked, too."),
    )
    QUIT = "Ctrl+Shift+Q", QT_TRANSLATE_NOOP("Keys", "End the program, also where closing its window leaves it in the tray.")


# Of each basis that the form offers, the key that bears its name. Its letter stands last.
BASES: Final = {basis: Key[basis.name] for basis in AccessBasis if not basis.elevated}
_EDITING = frozenset({"Ctrl+A", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"})
_CLOSES = "Alt+F4"  # the desktop's key, in every window
_global: list[str] = []


def use_global(sequence: str) -> None:
    """The key that works in every program, in portable form; "": there is none."""
    _global[:] = [sequence] if sequence else []


def is_own(sequence: str) -> bool:
    """Whether this one, in portable form, is a key of the window, or of the text in its fields.

    So is any letter with Alt alone: which ones are underlined changes with the language and with what is on the screen.
    """
    underlined = sequence.startswith("Alt+") and len(sequence) == len("Alt+X")
    return underlined or sequence == _CLOSES or sequence in _EDITING or any(sequence in key.value[0].split() for key in Key)


def sequences(key: Key) -> list[QKeySequence]:
    texts = _global if key is Key.FROM_ANYWHERE else key.value[0].split()
    return [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in texts]


def pressed(key: Key, event: QKeyEvent) -> bool:
    """Whether the event is one of its sequences."""
    exact = QKeySequence.SequenceMatch.ExactMatch
    typed = QKeySequence(event.keyCombination())
    return any(sequence.matches(typed) is exact for sequence in sequences(key))


def shown_sequence(text: str) -> str:
    """A sequence in portable form, as people read it."""
    return QKeySequence(text, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText)


def shown(key: Key) -> str:
    """The sequences as people read them: Return and keypad Enter are the same to them."""
    told = [each for each in sequences(key) if not each.toString().endswith("Enter")]
    texts = [each.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter") for each in told]
    return (" / " if len(texts) <= 3 else " ").join(texts)


def purpose(key: Key) -> str:
    """What the key does, in the language of the screen."""
    return QCoreApplication.translate("Keys", key.value[1])


def tooltip(key: Key) -> str:
    """Purpose and key, for a tooltip."""
    template = QCoreApplication.translate("Keys", "{purpose} ({keys})")
    return template.format(purpose=purpose(key).rstrip("."), keys=shown(key))
