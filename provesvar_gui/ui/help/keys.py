"""The sheet of keys."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.form.parts import KeyCap
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.noop import QT_TRANSLATE_NOOP
from provesvar_gui.ui.patient_bar import is_cramped
from provesvar_gui.ui.sheet import Sheet, scrolling
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import Label, fill

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtCore import QRect
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
        QT_TRANSLATE_NOOP("HelpDialog", "Views"),
        (Key.OVERVIEW, Key.TABLE, Key.REPORTS, Key.MICROBIOLOGY, Key.TREND, Key.TRENDS),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "In a view"),
        (
            Key.TABLE_NEXT, Key.TABLE_REPORT, Key.UNFOLD, Key.NEXT_HIT, Key.PREVIOUS_HIT, Key.RESISTANCE, Key.TREND_PERIOD,
            Key.TREND_SCALE, Key.TREND_REMOVE, Key.TREND_TABLE, Key.TREND_BACK,
        ),
    ),
    (QT_TRANSLATE_NOOP("HelpDialog", "Search"), (Key.FIND, Key.FILTERS, Key.UNFILTER)),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "Help and set-up"),
        (Key.CALL, Key.HELP, Key.KEYS, Key.SELF_CHECK, Key.SETTINGS, Key.JOURNAL, Key.DRILL),
    ),
    (
        QT_TRANSLATE_NOOP("HelpDialog", "The window"),
        (Key.LOCK, Key.BEDSIDE, Key.PANES, Key.MENU, Key.TAKE_PATIENT, Key.KEEP_PATIENT, Key.LARGER, Key.SMALLER, Key.QUIT),
    ),
)  # fmt: skip
_ALL: Final = (1 << 14, 1 << 14)  # pixels: more than the list ever has
_LETTERS: Final = 3  # of the keys of rows that are shown
_WIDTH, _THREE = 1300, 880  # device-independent pixels: of the page, of a window for three columns


class KeyCaps(QWidget):
    """The keys of one line, each in its cap; «K N H …» for the letters of rows."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        for word, arrow in theme.ARROWS:
            text = text.replace(keys.shown_sequence(word), arrow)
        caps = text.split(" / ") if " / " in text else text.split(" ")
        if len(caps) > _LETTERS:
            caps[_LETTERS:] = ["…"]
        fill(QHBoxLayout(self), *(KeyCap(cap, self) for cap in caps), 1, spacing=theme.SPACE["hair"])


class _Inside(QWidget):
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setMinimumHeight(self.heightForWidth(event.size().width()))  # the area around it reckons with another width


class HelpDialog(Sheet):
    """The list of keys. ``without``: keys without effect in this window."""

    def __init__(self, parent: QWidget, *, without: Collection[Key] = ()) -> None:
        super().__init__(parent, "help", QCoreApplication.translate("HelpDialog", "Keys"))
        inside, self._rows = _Inside(self), list[tuple[QWidget, QWidget, str]]()  # of a row, and of its heading
        self._below = Label("", "ink2", name="helpBelow", kind=Type.TABLE, letters=8, parent=self)
        columns = fill(QHBoxLayout(inside), spacing=theme.SPACE["large"], margins=(0, 0, theme.SPACE["small"], 0))
        fewer = (SECTIONS,) if is_cramped(parent.window()) else (SECTIONS[:4], SECTIONS[4:])
        three = SECTIONS[:3], SECTIONS[3:5], SECTIONS[5:]
        for some in three if parent.window().width() >= theme.px(_THREE) else fewer:
            grid = QGridLayout()
            grid.setVerticalSpacing(theme.SPACE["hair"])
            grid.setHorizontalSpacing(theme.SPACE["small"])
            grid.setColumnStretch(1, 1)
            for title, listed in some:
                head = Label(QCoreApplication.translate("HelpDialog", title), bold=True, parent=inside)
                head.setContentsMargins(0, theme.SPACE["medium"] if some.index((title, listed)) else 0, 0, theme.SPACE["tight"])
                grid.addWidget(head, grid.rowCount(), 0, 1, 2)
                self._rows.append((head, head, head.text()))
                for key in (key for key in listed if key not in without and keys.sequences(key)):
                    row = grid.rowCount()
                    said = Label(keys.purpose(key).removesuffix("."), kind=Type.TABLE, wraps=True, parent=inside)
                    self._rows.append((KeyCaps(keys.shown(key), inside), said, head.text()))
                    for column, widget in enumerate(self._rows[-1][:2]):
                        grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
            grid.setRowStretch(grid.rowCount(), 1)
            columns.addLayout(grid, 1)
        scroll = scrolling(inside, "helpScroll")
        for moved in (scroll.verticalScrollBar().rangeChanged, scroll.verticalScrollBar().valueChanged):
            moved.connect(lambda: self._show_whole(inside, scroll.viewport().rect().translated(-inside.pos())))
        self.lay_out((scroll,), grows=scroll, buttons=(self._below,), height=720, width=_WIDTH)
        self.close_button.setObjectName("closeHelpButton")

    def _show_whole(self, inside: QWidget, room: QRect) -> None:
        """Nothing is seen of a row that is cut at an edge, and what follows is named by its headings."""
        cut, below = list[QRegion](), list[str]()
        for (caps, said, title), (_, after, _) in pairwise([*self._rows, self._rows[-1]]):
            row = caps.geometry().united(said.geometry())
            if not room.contains(row.united(after.geometry()) if caps is said else row):  # a heading has its first row with it
                cut.append(QRegion(row))
                below += [title] * (row.bottom() > room.center().y() and title not in below)
        inside.setMask(reduce(QRegion.subtracted, cut, QRegion(0, 0, *_ALL)))
        told = QCoreApplication.translate("Overview", "Further down: {names}").format(names=" · ".join(below))
        self._below.setText(told if below else "")
