"""The dialog of keys; and F1 in any dialog, which opens the guide at its chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import fit_on_screen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent


#: By what a dialog is called.
PLACES: Final = {
    "downtimeCard": "failure",
    "selfCheckDialog": "failure",
    "settingsDialog": "failure#settings",
    "helpDialog": "keys",
    "journalDialog": "logged",
    "drillQuestion": "practice#drill",
    "setupDialog": "failure#key",
}


@runtime_checkable
class _HasGuide(Protocol):
    def open_guide(self, place: str) -> None: ...


def add_help_key(dialog: QDialog) -> None:
    """Once it has its name. Its window opens the guide."""

    def ask() -> None:
        window: object = dialog.parentWidget()
        if isinstance(window, _HasGuide):
            window.open_guide(PLACES[dialog.objectName()])

    for sequence in keys.sequences(Key.HELP):
        QShortcut(sequence, dialog, ask)


_LOOKING_UP = (
    Key.LOOK_UP, Key.UNDO, Key.CHANGE, *keys.BASES.values(), Key.ROLE, Key.CLEAR, Key.LOGIN,
    Key.FROM_ANYWHERE,
)  # fmt: skip
_MOVING = (Key.PANES, Key.JOURNAL, Key.SETTINGS, Key.SELF_CHECK, Key.DRILL, Key.HELP, Key.KEYS, Key.CALL, Key.QUIT)
_OVERVIEW = (Key.TRENDS,)
_MICROBIOLOGY = (Key.RESISTANCE,)
_TREND = (Key.TREND_PERIOD, Key.TREND_BACK)
_SIZE = QSize(980, 720)
_KEY_WIDTH = 132  # device-independent pixels


class HelpDialog(QDialog):
    """The dialog with the list of keys.

    Not modal: a scanned number still reaches the window behind it. ``parent``: the window whose letters are listed.

    ``without``: keys that do nothing in this window. ``drill``: it is a drill's, which a key ends.
    """

    page_asked = Signal(object)  # Key: of the self-check, or of the settings

    def __init__(self, parent: QWidget, *, without: Collection[Key] = (), drill: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("helpDialog")
        add_help_key(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        elsewhere = {*_LOOKING_UP, *_MOVING, *_OVERVIEW, *_MICROBIOLOGY, *_TREND}
        everywhere = [key for key in Key if key not in elsewhere]
        inside = QWidget(self)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        columns.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        columns.setSpacing(theme.SPACE["wide"])
        moving = (
            *_rows([key for key in _MOVING if key not in without]),
            *(((keys.shown(Key.DRILL), self.tr("End the drill: its window closes.")),) if drill else ()),
            (self.tr("Tab, Shift+Tab"), self.tr("To the next field, to the one before.")),
            (self.tr("Arrow keys"), self.tr("Choose the basis, the role or the organisation; move in lists and tables.")),
            (self.tr("Space"), self.tr("Press the button, or tick the box, that has the focus.")),
        )
        results = (
            *_rows(everywhere),
            (self.tr("Home, End, Page Up, Page Down"), self.tr("Lists and tables: to the first, to the last, a page on.")),
            (self.tr("Ctrl+A"), self.tr("Mark everything.")),
        )
        for sections in (
            (
                (self.tr("Looking up"), _rows(_LOOKING_UP)),
                (self.tr("Moving about"), moving),
                (self.tr("Underlined letters"), _letters(parent)),
            ),
            (
                (self.tr("Results"), results),
                (self.tr("Results: in the overview"), _rows(_OVERVIEW)),
                (self.tr("Results: in microbiology"), _rows(_MICROBIOLOGY)),
                (self.tr("Results: in the trend"), _rows(_TREND)),
            ),
        ):
            column = QVBoxLayout()
            for title, rows in sections:
                column.addLayout(self._section(title, rows))
            column.addStretch(1)
            columns.addLayout(column, 1)
        scanner = TintLabel(
            self.tr(
                "A scanner can be used wherever the caret is: the number goes to the patient field, and the scanner's own Enter "
                "or Tab only moves on."
            )
        )
        buttons = QDialogButtonBox(self)
        check = buttons.addButton(self.tr("Check this machine …"), QDialogButtonBox.ButtonRole.ActionRole)
        check.setObjectName("helpSelfCheckButton")
        check.setAccessibleName(self.tr("Check this machine"))
        check.setAutoDefault(False)
        check.clicked.connect(lambda: self.page_asked.emit(Key.SELF_CHECK))
        settings = buttons.addButton(self.tr("Settings …"), QDialogButtonBox.ButtonRole.ActionRole)
        settings.setObjectName("helpSettingsButton")
        settings.setAccessibleName(self.tr("Settings"))
        settings.setAutoDefault(False)
        settings.clicked.connect(lambda: self.page_asked.emit(Key.SETTINGS))
        close = buttons.addButton(self.tr("Close (Esc)"), QDialogButtonBox.ButtonRole.RejectRole)  # a standard one has an icon
        close.setObjectName("closeHelpButton")
        close.setAccessibleName(self.tr("Close"))
        buttons.rejected.connect(self.reject)
        scroll = _Columns(columns, self)
        scroll.setObjectName("helpScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        margin = theme.SPACE["large"]
        whole.setContentsMargins(margin, margin, margin, margin)
        whole.setSpacing(theme.SPACE["medium"])
        whole.addWidget(scroll, 1)
        whole.addWidget(scanner)
        whole.addWidget(buttons)
        fit_on_screen(self, _SIZE)
        self._bar = scroll.verticalScrollBar()
        scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page keys and the arrows are the scroll area's own; Home and End are not."""
        if event.matches(QKeySequence.StandardKey.MoveToStartOfLine):
            self._bar.setValue(self._bar.minimum())
        elif event.matches(QKeySequence.StandardKey.MoveToEndOfLine):
            self._bar.setValue(self._bar.maximum())
        else:
            super().keyPressEvent(event)

    def _section(self, title: str, rows: Sequence[tuple[str, str]]) -> QVBoxLayout:
        heading = TintLabel(title, parent=self)
        theme.resize(heading, 1.15, bold=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["medium"])
        grid.setVerticalSpacing(theme.SPACE["tight"])
        grid.setColumnMinimumWidth(0, _KEY_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, (shown, purpose) in enumerate(rows):
            key = TintLabel(shown, parent=self)
            key.setFixedWidth(_KEY_WIDTH)
            theme.resize(key, bold=True)
            grid.addWidget(key, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(TintLabel(purpose, parent=self), number, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.SPACE["small"])
        column.addWidget(heading)
        column.addLayout(grid)
        column.addSpacing(theme.SPACE["medium"])
        return column


class _Columns(QScrollArea):
    """Where both columns find no room beside each other, one stands below the other."""

    def __init__(self, columns: QBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._columns, self._needed = columns, columns.minimumSize().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() >= self._needed
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


def _rows(wanted: Sequence[Key]) -> list[tuple[str, str]]:
    return [(keys.shown(key), keys.purpose(key)) for key in wanted if keys.sequences(key)]


def _letters(window: QWidget) -> list[tuple[str, str]]:
    """The mnemonics of the window's controls, also of those that are not on the screen at this moment."""
    found = {}
    buttons = [(button.text(), button.accessibleName()) for button in window.findChildren(QAbstractButton)]
    labels = [(label.text(), "") for label in window.findChildren(QLabel) if label.buddy() is not None]
    for text, name in (*labels, *buttons):
        sequence = QKeySequence.mnemonic(text)
        if not sequence.isEmpty():
            found[sequence.toString(QKeySequence.SequenceFormat.NativeText)] = name or text.replace("&", "")
    return sorted(found.items())
