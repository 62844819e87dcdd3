"""The table of keys, which shortcuts, tooltips and the help dialog read.

Letters are fixed in every language, since they are the basis's own. No single-digit shortcuts: a digit outside a field may be the
first of a scanned number.
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

# One letter per emergency analyte, in the overview only: the row (acute_analytes.json, cards) that it opens. Never that
# of a basis, and never a digit.
TRENDS = {
    "K": "potassium", "N": "sodium", "H": "haemoglobin", "R": "creatinine", "C": "crp", "G": "glucose", "I": "inr",
    "T": "troponin", "L": "lactate", "B": "hba1c", "V": "leukocytes", "P": "thrombocytes", "O": "blood_gas",
    "D": "d_dimer", "E": "egfr", "M": "blood_culture",
}  # fmt: skip


class Key(Enum):
    """Sequences in portable form (the first is shown), and the purpose, source text of context "Keys"."""

    LOOK_UP = "Return Enter", QT_TRANSLATE_NOOP("Keys", "Look up, with a login.")
    UNDO = "Esc", QT_TRANSLATE_NOOP("Keys", "Take back, one at a time.")
    CHANGE = "F7 F2", QT_TRANSLATE_NOOP("Keys", "Change; Esc undoes it.")
    SAMTYKKE = "Alt+S S", QT_TRANSLATE_NOOP("Keys", "Consent; S outside fields.")
    UNNTAK = "Alt+U U", QT_TRANSLATE_NOOP("Keys", "Exempt; U outside fields.")
    AKUTT = "Alt+A A", QT_TRANSLATE_NOOP("Keys", "Emergency; A outside fields.")
    ROLE = "F4", QT_TRANSLATE_NOOP("Keys", "Go to the HPR role.")
    PANES = "F6", QT_TRANSLATE_NOOP("Keys", "The next part of the window.")
    REFRESH = "F5", QT_TRANSLATE_NOOP("Keys", "Fetch again: press twice.")
    OPEN = "Ctrl+O", QT_TRANSLATE_NOOP("Keys", "Restricted results: two steps.")
    END_OPENING = "Ctrl+Shift+O", QT_TRANSLATE_NOOP("Keys", "End the opening.")
    FIND = "Ctrl+F", QT_TRANSLATE_NOOP("Keys", "Search in the results.")
    FILTERS = "Ctrl+Shift+F", QT_TRANSLATE_NOOP("Keys", "Filters.")
    UNFILTER = "Ctrl+0", QT_TRANSLATE_NOOP("Keys", "Show everything again.")
    NEXT_HIT = "F3", QT_TRANSLATE_NOOP("Keys", "Reports: the next hit.")
    PREVIOUS_HIT = "Shift+F3", QT_TRANSLATE_NOOP("Keys", "Reports: the hit before it.")
    OVERVIEW = "Ctrl+1", QT_TRANSLATE_NOOP("Keys", "Overview.")
    TABLE = "Ctrl+2", QT_TRANSLATE_NOOP("Keys", "Table.")
    TABLE_NEXT = "Ctrl+Left Ctrl+Right", QT_TRANSLATE_NOOP("Keys", "Table: previous, next result.")
    TABLE_REPORT = "Ctrl+Return Ctrl+Enter", QT_TRANSLATE_NOOP("Keys", "Table: the cell's report.")
    REPORTS = "Ctrl+3", QT_TRANSLATE_NOOP("Keys", "Reports.")
    UNFOLD = "Right Left", QT_TRANSLATE_NOOP("Keys", "Reports: unfold, fold.")
    MICROBIOLOGY = "Ctrl+4", QT_TRANSLATE_NOOP("Keys", "Microbiology.")
    RESISTANCE = "Alt+R", QT_TRANSLATE_NOOP("Keys", "Microbiology: resistance, and back.")
    TREND = "Ctrl+5", QT_TRANSLATE_NOOP("Keys", "Trend.")
    TREND_PERIOD = "+ -", QT_TRANSLATE_NOOP("Keys", "Trend: a shorter period, longer.")
    TREND_SCALE = "Shift+E", QT_TRANSLATE_NOOP("Keys", "Trend: own scale, and back.")
    TREND_REMOVE = "Del", QT_TRANSLATE_NOOP("Keys", "Trend: remove the examination.")
    TREND_TABLE = "Shift+T", QT_TRANSLATE_NOOP("Keys", "Trend: the results in a table, and back.")
    TREND_BACK = "Backspace Alt+Left", QT_TRANSLATE_NOOP("Keys", "Trend and reports: back.")
    TRENDS = (
        " ".join(TRENDS),
        QT_TRANSLATE_NOOP("Keys", "Overview: open the row."),
    )
    COPY = "Ctrl+C", QT_TRANSLATE_NOOP("Keys", "Copy what is chosen.")
    COPY_ALL = "Ctrl+Shift+C", QT_TRANSLATE_NOOP("Keys", "Copy the whole view.")
    EMPTY_CLIPBOARD = "Ctrl+Del", QT_TRANSLATE_NOOP("Keys", "Take back what was copied.")
    READ_ALOUD = "Ctrl+T", QT_TRANSLATE_NOOP("Keys", "The chosen result in huge type.")
    PRINT = "Ctrl+P", QT_TRANSLATE_NOOP("Keys", "Print the view.")
    PDF = "Ctrl+S", QT_TRANSLATE_NOOP("Keys", "Save the view as PDF.")
    CLEAR = "F8", QT_TRANSLATE_NOOP("Keys", "New patient: all here is gone.")
    LOCK = "F10", QT_TRANSLATE_NOOP("Keys", "Lock the window.")
    BEDSIDE = "F11", QT_TRANSLATE_NOOP("Keys", "Keep open at the bedside for 15 minutes.")
    # No letter with Ctrl: scanners send control characters so, a line feed as Ctrl+J.
    TAKE_PATIENT = "F12", QT_TRANSLATE_NOOP("Keys", "The EHR asks: change patient.")
    KEEP_PATIENT = "Shift+F12", QT_TRANSLATE_NOOP("Keys", "The EHR asks: keep patient.")
    FROM_ANYWHERE = (
        "",  # a setting: ``use_global``
        QT_TRANSLATE_NOOP("Keys", "Anywhere: the selected number."),
    )
    LOGIN = "F9", QT_TRANSLATE_NOOP("Keys", "Log in.")
    MENU = "Ctrl+F10", QT_TRANSLATE_NOOP("Keys", "Menu: settings, log out.")
    JOURNAL = "Ctrl+J", QT_TRANSLATE_NOOP("Keys", "My look-ups on this machine.")
    SELF_CHECK = "Shift+F1", QT_TRANSLATE_NOOP("Keys", "Self-check.")
    SETTINGS = (
        "Ctrl+,",
        QT_TRANSLATE_NOOP("Keys", "Settings."),
    )
    DRILL = "Ctrl+Shift+D", QT_TRANSLATE_NOOP("Keys", "Drill with synthetic people.")
    HELP = "F1", QT_TRANSLATE_NOOP("Keys", "The user guide, at this place.")
    KEYS = "Ctrl+F1", QT_TRANSLATE_NOOP("Keys", "This list of keys.")
    CALL = "Ctrl+Shift+F1", QT_TRANSLATE_NOOP("Keys", "Whom to call.")
    LARGER = "Ctrl++ Ctrl+=", QT_TRANSLATE_NOOP("Keys", "Larger; also Ctrl and wheel.")
    SMALLER = "Ctrl+-", QT_TRANSLATE_NOOP("Keys", "Smaller again.")
    QUIT = "Ctrl+Shift+Q", QT_TRANSLATE_NOOP("Keys", "End the program altogether.")


# Of each basis that the form offers, the key that bears its name, and the letter, which stands last in it.
BASES: Final = {basis: Key[basis.name] for basis in AccessBasis if not basis.elevated}
BASIS_LETTERS: Final = {basis: key.value[0][-1] for basis, key in BASES.items()}
ELEVATED_LETTERS: Final = {AccessBasis.FORHOYET_SAMTYKKE: "S", AccessBasis.FORHOYET_AKUTT: "A"}  # in the panel of an opening
_EDITING = frozenset({"Ctrl+A", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z"})
_CLOSE_KEY = "Alt+F4"  # the desktop's key, in every window
_global: list[str] = []


def use_global(sequence: str) -> None:
    """Set the global key, in portable form; "": none."""
    _global[:] = [sequence] if sequence else []


def is_own(sequence: str) -> bool:
    """Whether a key, in portable form, is one of the window or of its text fields.

    So is any letter with Alt alone: which ones are underlined changes with the language and with what is on the screen.
    """
    underlined = sequence.startswith("Alt+") and len(sequence) == len("Alt+X")
    return underlined or sequence == _CLOSE_KEY or sequence in _EDITING or any(sequence in key.value[0].split() for key in Key)


def sequences(key: Key) -> list[QKeySequence]:
    texts = _global if key is Key.FROM_ANYWHERE else key.value[0].split()
    return [QKeySequence(text, QKeySequence.SequenceFormat.PortableText) for text in texts]


def pressed(key: Key, event: QKeyEvent) -> bool:
    exact = QKeySequence.SequenceMatch.ExactMatch
    typed = QKeySequence(event.keyCombination())
    return any(sequence.matches(typed) is exact for sequence in sequences(key))


def shown_sequence(text: str) -> str:
    return QKeySequence(text, QKeySequence.SequenceFormat.PortableText).toString(QKeySequence.SequenceFormat.NativeText)


def cap(key: Key) -> str:
    return shown_sequence(sequences(key)[0].toString()).replace("Return", "Enter")


def twice(cap: str) -> str:
    return QCoreApplication.translate("Keys", "{key} twice").replace("{key}", cap)


def shown(key: Key) -> str:
    told = [each for each in sequences(key) if not each.toString().endswith("Enter")]
    texts = [each.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter") for each in told]
    return (" / " if len(texts) <= 3 else " ").join(texts)


def purpose(key: Key) -> str:
    return QCoreApplication.translate("Keys", key.value[1])


def tooltip(key: Key) -> str:
    template = QCoreApplication.translate("Keys", "{purpose} ({keys})")
    return template.format(purpose=purpose(key).rstrip("."), keys=shown(key))
