"""The dialog of keys; and F1 in any dialog, which opens the guide at its chapter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QShortcut
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
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.tinted_widgets import TintLabel
from provesvar_gui.ui.widgets import fit_on_screen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent


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


#: Every key, in the order of the list; the guide has the same.
SECTIONS: Final = (
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Look-up"),
        (Key.LOOK_UP, Key.UNDO, Key.CHANGE, *keys.BASES.values(), Key.ROLE, Key.CLEAR, Key.REFRESH, Key.LOGIN, Key.FROM_ANYWHERE),
    ),
    (QT_TRANSLATE_NOOP("HelpDialog", "Restricted results"), (Key.OPEN, Key.END_OPENING)),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "The window"),
        (Key.PANES, Key.LOCK, Key.BEDSIDE, Key.TAKE_PATIENT, Key.KEEP_PATIENT, Key.LARGER, Key.SMALLER, Key.QUIT),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Help and set-up"),
        (Key.HELP, Key.KEYS, Key.CALL, Key.SELF_CHECK, Key.SETTINGS, Key.JOURNAL, Key.DRILL),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Views"),
        (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND, Key.TRENDS),
    ),
    (QT_TRANSLATE_NOOP("HelpDialog", "Search"), (Key.FIND, Key.FILTERS, Key.UNFILTER, Key.NEXT_HIT, Key.PREVIOUS_HIT)),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Copy, read aloud, print"),
        (Key.COPY, Key.COPY_ALL, Key.EMPTY_CLIPBOARD, Key.READ_ALOUD, Key.PRINT, Key.PDF),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "In a view"),
        (
            Key.TABLE_NEXT, Key.TABLE_PICK, Key.TABLE_REPORT, Key.UNFOLD, Key.CHANGES, Key.RESISTANCE, Key.TREND_PERIOD,
            Key.TREND_SCALE, Key.TREND_REMOVE, Key.TREND_TABLE, Key.TREND_BACK,
        ),
    ),
)  # fmt: skip
_SIZE = QSize(980, 720)
_KEY_WIDTH = 150  # pixels, times the size of the text


class KeyCaps(TintLabel):
    """Keys as caps, one for each sequence of a text that ``keys.shown`` made."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, wrap=False, parent=parent)
        theme.set_font(self, Type.SMALL)
        self._caps = text.split(" / ") if " / " in text else text.split(", ") if ", " in text else [text]
        if len(text) > 3 and all(len(cap) == 1 for cap in text.split(" ")):
            self._caps = text.split(" ")

    def _places(self) -> list[QRect]:
        """From left to right; what finds no room goes below."""
        metrics, places = self.fontMetrics(), list[QRect]()
        x = y = 0
        tall = metrics.height() + 2 * theme.SPACE["hair"]
        for cap in self._caps:
            wide = max(tall, metrics.horizontalAdvance(cap) + 2 * theme.SPACE["tight"] + 2)
            if x and x + wide > theme.px(_KEY_WIDTH):
                x, y = 0, y + tall + theme.SPACE["tight"]
            places.append(QRect(x, y, wide, tall))
            x += wide + theme.SPACE["tight"]
        return places

    def sizeHint(self) -> QSize:
        return QSize(theme.px(_KEY_WIDTH), self._places()[-1].bottom() + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = theme.current()
        for cap, place in zip(self._caps, self._places(), strict=True):
            painter.setPen(QColor(colours.edge))
            painter.setBrush(QColor(colours.surface))
            painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS["chip"], theme.RADIUS["chip"])
            painter.setPen(QColor(colours.ink))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)


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
        translated = partial(QCoreApplication.translate, "HelpDialog")
        sections = [
            (
                translated(title),
                [(keys.shown(key), keys.purpose(key)) for key in some if key not in without and keys.sequences(key)],
            )
            for title, some in SECTIONS
        ]
        if drill:
            sections[3][1].append((keys.shown(Key.DRILL), self.tr("End the drill: its window closes.")))
        elsewhere = [
            (self.tr("Tab, Shift+Tab"), self.tr("To the next field, to the one before.")),
            (self.tr("Arrow keys"), self.tr("Choose, or move in lists and tables.")),
            (self.tr("Space"), self.tr("Press the button, or tick the box, that has the focus.")),
            (self.tr("Home, End, Page Up, Page Down"), self.tr("Lists and tables: to the first, to the last, a page on.")),
            (self.tr("Ctrl+A"), self.tr("Mark everything.")),
        ]
        sections += [(self.tr("Everywhere"), elsewhere), (self.tr("Underlined letters"), _letters(parent))]
        inside = QWidget(self)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        columns.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        columns.setSpacing(theme.SPACE["wide"])
        for some in (sections[:4], sections[4:]):
            column = QVBoxLayout()
            for title, rows in some:
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
        fit_on_screen(self, QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height())))
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
        theme.set_font(heading, Type.BODY, bold=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE["small"])
        grid.setVerticalSpacing(theme.SPACE["tight"])
        grid.setColumnStretch(1, 1)
        for number, (shown, purpose) in enumerate(rows):
            grid.addWidget(KeyCaps(shown, self), number, 0, Qt.AlignmentFlag.AlignTop)
            said = TintLabel(purpose, parent=self)
            theme.set_font(said, Type.TABLE)
            grid.addWidget(said, number, 1)
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
