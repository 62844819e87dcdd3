"""The one table of keys: shortcuts, tooltips and the help dialog read it; the guide repeats it.

Letters are fixed in every language, since they are the basis's own: S samtykke, U unntak, A akutt. No single-digit shortcuts: a
digit outside a field may be the first of a scanned number.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP


class Key(StrEnum):
    LOOK_UP = "look-up"
    UNDO = "undo"
    PATIENT = "patient"
    SAMTYKKE = "samtykke"
    UNNTAK = "unntak"
    AKUTT = "akutt"
    ROLE = "role"
    PANES = "panes"
    FORM = "form"
    FIND = "find"
    FILTERS = "filters"
    UNFILTER = "unfilter"
    NEXT_HIT = "next-hit"
    PREVIOUS_HIT = "previous-hit"
    REFRESH = "refresh"
    OPEN = "open"
    END_OPENING = "end-opening"
    OVERVIEW = "overview"
    TABLE = "table"
    TABLE_NEXT = "table-next"
    TABLE_PICK = "table-pick"
    TABLE_REPORT = "table-report"
    REPORTS = "reports"
    UNFOLD = "unfold"
    CHANGES = "changes"
    MICROBIOLOGY = "microbiology"
    RESISTANCE = "resistance"
    TREND = "trend"
    TREND_PERIOD = "trend-period"
    TREND_BACK = "trend-back"
    TRENDS = "trends"
    COPY = "copy"
    COPY_ALL = "copy-all"
    READ_ALOUD = "read-aloud"
    PRINT = "print"
    PDF = "pdf"
    EMPTY_CLIPBOARD = "empty-clipboard"
    CLEAR = "clear"
    LOCK = "lock"
    BEDSIDE = "bedside"
    TAKE_PATIENT = "take-patient"
    KEEP_PATIENT = "keep-patient"
    FROM_ANYWHERE = "from-anywhere"
    LOGIN = "login"
    JOURNAL = "journal"
    SELF_CHECK = "self-check"
    SETTINGS = "settings"
    DRILL = "drill"
    HELP = "help"
    KEYS = "keys"
    CALL = "call"
    QUIT = "quit"


class KeyRow(NamedTuple):
    """``sequences``: in portable form; the first is the one to show. ``purpose``: source text of context "Keys"."""

    key: Key
    sequences: tuple[str, ...]
    purpose: str


#: One letter per emergency analyte, in the overview only: the row (acute_analytes.json, cards) that it opens. Never S, U
#: or A, which are the basis's, and never a digit.
TRENDS = {
    "K": "potassium", "N": "sodium", "H": "haemoglobin", "R": "creatinine", "C": "crp", "G": "glucose", "I": "inr",
    "T": "troponin", "L": "lactate", "B": "hba1c", "V": "leukocytes", "P": "thrombocytes", "O": "blood_gas",
    "D": "d_dimer", "E": "egfr", "M": "blood_culture",
}  # fmt: skip

TABLE = (
    KeyRow(
        key=Key.LOOK_UP,
        sequences=("Return", "Enter"),
        purpose=QT_TRANSLATE_NOOP("Keys", "Look up. Logs in first where needed; while a login waits, opens the browser again."),
    ),
    KeyRow(
        key=Key.UNDO,
        sequences=("Esc",),
        purpose=QT_TRANSLATE_NOOP(
            "Keys",
            "Take back, one thing at a time: close a message, withdraw a waiting look-up, bring hidden results back, cancel what "
            "is running.",
        ),
    ),
    KeyRow(key=Key.PATIENT, sequences=("F2",), purpose=QT_TRANSLATE_NOOP("Keys", "Go to the patient number.")),
    KeyRow(
        key=Key.SAMTYKKE,
        sequences=("Alt+S", "S"),
        purpose=QT_TRANSLATE_NOOP(
            "Keys", "Basis: consent. The letter alone does it too while no results are shown, outside text fields."
        ),
    ),
    KeyRow(
        key=Key.UNNTAK,
        sequences=("Alt+U", "U"),
        purpose=QT_TRANSLATE_NOOP(
            "Keys", "Basis: exempt from consent. The letter alone does it too while no results are shown, outside text fields."
        ),
    ),
    KeyRow(
        key=Key.AKUTT,
        sequences=("Alt+A", "A"),
        purpose=QT_TRANSLATE_NOOP(
            "Keys", "Basis: emergency. The letter alone does it too while no results are shown, outside text fields."
        ),
    ),
    KeyRow(key=Key.ROLE, sequences=("F4",), purpose=QT_TRANSLATE_NOOP("Keys", "Go to the HPR role.")),
    KeyRow(key=Key.PANES, sequences=("F6",), purpose=QT_TRANSLATE_NOOP("Keys", "Move between the form and the results.")),
    KeyRow(key=Key.FORM, sequences=("F7",), purpose=QT_TRANSLATE_NOOP("Keys", "Fold the form away, or bring it back.")),
    KeyRow(
        key=Key.REFRESH, sequences=("F5",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: fetch again (press twice, it is logged).")
    ),
    KeyRow(
        key=Key.OPEN,
        sequences=("Ctrl+O",),
        purpose=QT_TRANSLATE_NOOP(
            "Keys",
            "Restricted results: what opening them means; then S or A for the ground, 1–6 for the reason, and the same key to "
            "open.",
        ),
    ),
    KeyRow(
        key=Key.END_OPENING,
        sequences=("Ctrl+Shift+O",),
        purpose=QT_TRANSLATE_NOOP("Keys", "End the opening: restricted results go, the ordinary ones come back."),
    ),
    KeyRow(key=Key.FIND, sequences=("Ctrl+F",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: search in them.")),
    KeyRow(key=Key.FILTERS, sequences=("Ctrl+Shift+F",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: go to the filters.")),
    KeyRow(
        key=Key.UNFILTER,
        sequences=("Ctrl+0",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Results: show everything again, without search and filters."),
    ),
    KeyRow(key=Key.NEXT_HIT, sequences=("F3",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: the next hit of the search.")),
    KeyRow(
        key=Key.PREVIOUS_HIT,
        sequences=("Shift+F3",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Results: the hit before it."),
    ),
    KeyRow(key=Key.OVERVIEW, sequences=("Ctrl+1",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: the overview.")),
    KeyRow(key=Key.TABLE, sequences=("Ctrl+2",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: the cumulative table.")),
    KeyRow(
        key=Key.TABLE_NEXT,
        sequences=("Ctrl+Left", "Ctrl+Right"),
        purpose=QT_TRANSLATE_NOOP("Keys", "Table: the next result of the row."),
    ),
    KeyRow(
        key=Key.TABLE_PICK,
        sequences=("Space",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Table: pick the row, or no longer. Enter shows the picked rows over time."),
    ),
    KeyRow(
        key=Key.TABLE_REPORT,
        sequences=("Ctrl+Return", "Ctrl+Enter"),
        purpose=QT_TRANSLATE_NOOP("Keys", "Table: open the report of the cell."),
    ),
    KeyRow(key=Key.REPORTS, sequences=("Ctrl+3",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: the reports.")),
    KeyRow(
        key=Key.UNFOLD,
        sequences=("Right", "Left", "*"),
        purpose=QT_TRANSLATE_NOOP("Keys", "Reports: open, or close, what is folded under a row; open everything that is folded."),
    ),
    KeyRow(
        key=Key.CHANGES,
        sequences=("Ctrl+D",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Reports: show, or hide, what stood in the version before."),
    ),
    KeyRow(key=Key.MICROBIOLOGY, sequences=("Ctrl+4",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: microbiology.")),
    KeyRow(
        key=Key.RESISTANCE,
        sequences=("Alt+R",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Microbiology: from the samples to resistance over time, and back."),
    ),
    KeyRow(key=Key.TREND, sequences=("Ctrl+5",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: the trend over time.")),
    KeyRow(
        key=Key.TREND_PERIOD,
        sequences=("+", "-"),
        purpose=QT_TRANSLATE_NOOP("Keys", "Trend: a shorter period, a longer one."),
    ),
    KeyRow(
        key=Key.TREND_BACK,
        sequences=("Backspace", "Alt+Left"),
        purpose=QT_TRANSLATE_NOOP("Keys", "Trend and reports: back to the view from which you came."),
    ),
    KeyRow(
        key=Key.TRENDS,
        sequences=tuple(TRENDS),
        purpose=QT_TRANSLATE_NOOP(
            "Keys", "Overview: the trend of the row that bears the letter; its report, where it holds no numbers."
        ),
    ),
    KeyRow(key=Key.COPY, sequences=("Ctrl+C",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: copy what is chosen as text.")),
    KeyRow(
        key=Key.COPY_ALL,
        sequences=("Ctrl+Shift+C",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Results: copy the whole view as text (overview, table or report)."),
    ),
    KeyRow(
        key=Key.EMPTY_CLIPBOARD,
        sequences=("Ctrl+Del",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Results: take what was copied off the clipboard now."),
    ),
    KeyRow(
        key=Key.READ_ALOUD,
        sequences=("Ctrl+T",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Results: the chosen result in huge type, to be read over the telephone."),
    ),
    KeyRow(key=Key.PRINT, sequences=("Ctrl+P",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: print the view.")),
    KeyRow(key=Key.PDF, sequences=("Ctrl+S",), purpose=QT_TRANSLATE_NOOP("Keys", "Results: save the view as PDF.")),
    KeyRow(
        key=Key.CLEAR,
        sequences=("F8",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Clear the patient: number, basis and results are gone at once."),
    ),
    KeyRow(
        key=Key.LOCK,
        sequences=("F10",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Lock the window: nothing is seen until the same person has logged in anew."),
    ),
    KeyRow(
        key=Key.BEDSIDE,
        sequences=("F11",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Keep the results up for 15 minutes, at the bedside; pressed again: 15 from then."),
    ),
    KeyRow(  # no letter with Ctrl: scanners send control characters so, a line feed as Ctrl+J
        key=Key.TAKE_PATIENT,
        sequences=("F12",),
        purpose=QT_TRANSLATE_NOOP("Keys", "When the EHR asks to change patient: change to that patient."),
    ),
    KeyRow(
        key=Key.KEEP_PATIENT,
        sequences=("Shift+F12",),
        purpose=QT_TRANSLATE_NOOP("Keys", "When the EHR asks to change patient: keep the one that is here."),
    ),
    KeyRow(  # its sequence is a setting: see ``use_global``
        key=Key.FROM_ANYWHERE,
        sequences=(),
        purpose=QT_TRANSLATE_NOOP(
            "Keys", "In any other program: bring the number that is selected there into the patient field. Nothing is looked up."
        ),
    ),
    KeyRow(key=Key.LOGIN, sequences=("F9",), purpose=QT_TRANSLATE_NOOP("Keys", "Log in without looking anything up.")),
    KeyRow(
        key=Key.JOURNAL,
        sequences=("Ctrl+J",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Show my own look-ups in this machine's access journal."),
    ),
    KeyRow(
        key=Key.SELF_CHECK,
        sequences=("Shift+F1",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Check this machine: settings, key, network and services, with what to do."),
    ),
    KeyRow(
        key=Key.SETTINGS,
        sequences=("Ctrl+,",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Show every setting: its value, where it comes from, and who may change it."),
    ),
    KeyRow(
        key=Key.DRILL,
        sequences=("Ctrl+Shift+D",),
        purpose=QT_TRANSLATE_NOOP(
            "Keys", "Begin a drill with synthetic people: everything here is cleared and logged out first."
        ),
    ),
    KeyRow(
        key=Key.HELP,
        sequences=("F1",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Open the user guide, at the place that fits what is on the screen."),
    ),
    KeyRow(key=Key.KEYS, sequences=("Ctrl+F1",), purpose=QT_TRANSLATE_NOOP("Keys", "Show this list of keys.")),
    KeyRow(
        key=Key.CALL,
        sequences=("Ctrl+Shift+F1",),
        purpose=QT_TRANSLATE_NOOP("Keys", "Show whom to call when a service is away. Works while the window is locked, too."),
    ),
    KeyRow(
        key=Key.QUIT,
        sequences=("Ctrl+Shift+Q",),
        purpose=QT_TRANSLATE_NOOP("Keys", "End the program, also where closing its window leaves it in the tray."),
    ),
)
_EDITING = frozenset({"Ctrl+A", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"})
_CLOSES = "Alt+F4"  # the desktop's key, in every window
_ROWS = {row.key: row for row in TABLE}
_global: list[str] = []


def use_global(sequence: str) -> None:
    """The key that works in every program, in portable form; "": there is none."""
    _global[:] = [sequence] if sequence else []


def is_own(sequence: str) -> bool:
    """Whether this one, in portable form, is a key of the window, or of the text in its fields.

    So is any letter with Alt alone: which ones are underlined changes with the language and with what is on the screen.
    """
    underlined = sequence.startswith("Alt+") and len(sequence) == len("Alt+X")
    return underlined or sequence == _CLOSES or sequence in _EDITING or any(sequence in row.sequences for row in TABLE)


def sequences(key: Key) -> list[QKeySequence]:
    texts = _global if key is Key.FROM_ANYWHERE else _ROWS[key].sequences
    return [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in texts]


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
    return QCoreApplication.translate("Keys", _ROWS[key].purpose)


def tooltip(key: Key) -> str:
    """Purpose and key, for a tooltip."""
    template = QCoreApplication.translate("Keys", "{purpose} ({keys})")
    return template.format(purpose=purpose(key).rstrip("."), keys=shown(key))
