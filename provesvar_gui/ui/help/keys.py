"""The dialog of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QScrollArea, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.parts import KeyCap
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.sheet import Sheet, scrolling
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QResizeEvent


#: Every key, in the order of the list; the guide has the same.
SECTIONS: Final = (
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Look-up"),
        (Key.LOOK_UP, Key.UNDO, Key.CHANGE, *keys.BASES.values(), Key.ROLE, Key.CLEAR, Key.REFRESH, Key.LOGIN, Key.FROM_ANYWHERE),
    ),
    (QT_TRANSLATE_NOOP("HelpDialog", "Restricted results"), (Key.OPEN, Key.END_OPENING)),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Copy, read aloud, print"),
        (Key.COPY, Key.COPY_ALL, Key.EMPTY_CLIPBOARD, Key.READ_ALOUD, Key.PRINT, Key.PDF),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "The window"),
        (Key.PANES, Key.MENU, Key.LOCK, Key.BEDSIDE, Key.TAKE_PATIENT, Key.KEEP_PATIENT, Key.LARGER, Key.SMALLER, Key.QUIT),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Help and set-up"),
        (Key.HELP, Key.KEYS, Key.CALL, Key.SELF_CHECK, Key.SETTINGS, Key.JOURNAL, Key.DRILL),
    ),
    (QT_TRANSLATE_NOOP("HelpDialog", "Search"), (Key.FIND, Key.FILTERS, Key.UNFILTER)),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Views"),
        (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND, Key.TRENDS),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "In a view"),
        (
            Key.TABLE_NEXT, Key.TABLE_REPORT, Key.UNFOLD, Key.RESISTANCE, Key.TREND_PERIOD,
            Key.TREND_SCALE, Key.TREND_REMOVE, Key.TREND_TABLE, Key.TREND_BACK,
        ),
    ),
)  # fmt: skip
_COLUMNS: Final = (SECTIONS[:3], SECTIONS[3:6], SECTIONS[6:])
_LONG: Final = 14  # letters of keys that stand below each other
_LETTERS: Final = 3  # of the keys of rows that are shown
_WIDTH, _BESIDE, _KEYS_WIDTH = 1240, 840, 96  # device-independent pixels: of the page, of three columns, of the keys


class KeyCaps(QWidget):
    """The keys of one line, each in its cap; «K N H …» for the letters of rows."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        self.setFixedWidth(theme.px(_KEYS_WIDTH))
        caps = text.split(" / ") if " / " in text else text.split(" ")
        if len(caps) > _LETTERS:
            caps[_LETTERS:] = ["…"]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SPACE["hair"])
        for number, cap in enumerate(caps):
            grid.addWidget(KeyCap(cap, self), *divmod(number, 1 if len(text) > _LONG and len(caps) < _LETTERS else len(caps)))
        grid.setColumnStretch(len(caps), 1)


class HelpDialog(Sheet):
    """The list of keys. ``without``: keys that do nothing in this window."""

    def __init__(self, parent: QWidget, *, without: Collection[Key] = ()) -> None:
        super().__init__(parent, "help", QCoreApplication.translate("HelpDialog", "Keys"))
        inside = QWidget(self)
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        columns.setContentsMargins(0, 0, theme.SPACE["small"], 0)
        columns.setSpacing(theme.SPACE["wide"])
        for some in _COLUMNS:
            grid = QGridLayout()
            grid.setVerticalSpacing(theme.SPACE["hair"])
            grid.setHorizontalSpacing(theme.SPACE["small"])
            grid.setColumnStretch(1, 1)
            row = 0
            for title, listed in some:
                head = Label(QCoreApplication.translate("HelpDialog", title), bold=True, parent=inside)
                head.setContentsMargins(0, theme.SPACE["medium"] if row else 0, 0, 0)
                grid.addWidget(head, row, 0, 1, 2)
                for key in (key for key in listed if key not in without and keys.sequences(key)):
                    row += 1
                    grid.addWidget(KeyCaps(keys.shown(key), inside), row, 0, Qt.AlignmentFlag.AlignTop)
                    said = Label(keys.purpose(key).removesuffix("."), kind=Type.TABLE, wraps=True, parent=inside)
                    grid.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
                row += 1
            grid.setRowStretch(row, 1)
            columns.addLayout(grid, 1)
        scroll = scrolling(inside, "helpScroll", _Columns(columns))
        self.panel.hide()
        self.lay_out((scroll,), grows=scroll, height=720, width=_WIDTH)
        self.close_button.setObjectName("closeHelpButton")
        scroll.setFocus(Qt.FocusReason.OtherFocusReason)


class _Columns(QScrollArea):
    """Where the columns find no room beside each other, they stand below each other."""

    def __init__(self, columns: QBoxLayout) -> None:
        super().__init__()
        self._columns = columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.viewport().width() >= theme.px(_BESIDE)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
