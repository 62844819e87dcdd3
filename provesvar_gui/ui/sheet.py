"""The sheet that every page beside the window is: below the patient bar, with a title, its buttons, and F1 to the guide."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import FRAME, KeyButton, Label, Panel, fill

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Index = QModelIndex | QPersistentModelIndex

SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
WIDTH: Final = 720  # device-independent pixels
_ROW, _DETAIL = 44, 80  # device-independent pixels: of a row, and of the chosen one in a low window
LOW: Final = 600  # pixels: a window in which the list needs the room more
_LEAST: Final = 320  # pixels of height: in a lower window the sheet lies over its foot
#: The chapter of the guide, by what a dialog is called.
PLACES: Final = {
    "downtimeCard": "failure",
    "selfCheckDialog": "failure",
    "settingsDialog": "failure#settings",
    "helpDialog": "keys",
    "journalDialog": "logged",
    "drillQuestion": "practice#drill",
    "setupDialog": "failure#key",
    "aboutLookup": "views",
}


def scrolling(inside: QWidget, name: str, scroll: QScrollArea | None = None) -> QScrollArea:
    scroll = scroll or QScrollArea()
    scroll.setObjectName(name)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll


class Facts(QWidget):
    def __init__(self, parent: QWidget, *, gap: str = "tight") -> None:
        super().__init__(parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, theme.SPACE["small"], theme.SPACE["small"], 0)
        self._form.setHorizontalSpacing(theme.SPACE["large"])
        self._form.setVerticalSpacing(theme.SPACE[gap])

    def text(self) -> str:
        return "\n".join(f"{label}: {value}" if label else value for label, value in self._facts)

    def tell(self, said: Sequence[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)  # with its texts
        self._facts = tuple(one for one in said if one[1])
        for head, value in self._facts:
            words = Label(value, kind=Type.TABLE, wraps=True, parent=self)
            if not head:
                self._form.addRow(words)
                continue
            label = Label(head, "ink2", kind=Type.TABLE, parent=self)
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._form.addRow(label, words)


class Rows(QTreeWidget):
    """A list of rows; the second line of a cell is in small type below the first."""

    def __init__(self, name: str, spoken: str, headers: Sequence[str], widest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setHeaderLabels(list(headers))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(self))
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        for column in range(len(headers)):
            stretches = column == widest
            mode = QHeaderView.ResizeMode.Stretch if stretches else QHeaderView.ResizeMode.ResizeToContents
            self.header().setSectionResizeMode(column, mode)

    def add(self, cells: Sequence[str], colours: Mapping[int, str] | None = None) -> None:
        """``colours``: by column."""
        item = QTreeWidgetItem(self)
        for column, text in enumerate(cells):
            item.setText(column, text)
            item.setData(column, Qt.ItemDataRole.UserRole, (colours or {}).get(column, "ink"))
        spoken = ", ".join(each.replace("\n", ", ") for each in cells if each)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    @property
    def place(self) -> int:
        """Of the chosen row; -1 where none is."""
        item = self.currentItem()
        return self.indexOfTopLevelItem(item) if item is not None else -1

    def choose(self, place: int) -> None:
        if (item := self.topLevelItem(place)) is not None:
            self.setCurrentItem(item)


class _TwoLines(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        first, _, second = str(index.data()).partition("\n")
        fonts = ((first, theme.font(Type.BODY, bold=not index.column())), (second, theme.font(Type.SMALL)))
        wide = max(QFontMetrics(font).horizontalAdvance(text) for text, font in fonts)
        return QSize(wide + 2 * theme.SPACE["medium"], theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = QStyleOptionViewItem(option)
        self.initStyleOption(item, index)
        colours, rect = theme.current(), item.rect
        if item.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_ground))
            if index.column() == 0:
                painter.fillRect(rect.x(), rect.y(), 3, rect.height(), QColor(colours.accent_text))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(theme.SPACE["small"], 3, -theme.SPACE["small"], -4)
        first, _, second = str(index.data()).partition("\n")
        place = Qt.AlignmentFlag.AlignTop if second else Qt.AlignmentFlag.AlignVCenter
        colour = getattr(colours, index.data(Qt.ItemDataRole.UserRole) or "ink")
        below = Qt.AlignmentFlag.AlignBottom
        for text, kind, pen, where in ((first, Type.BODY, colour, place), (second, Type.SMALL, colours.ink2, below)):
            painter.setFont(theme.font(kind, bold=kind is Type.BODY and not index.column()))
            painter.setPen(QColor(pen))
            painter.drawText(room, where, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


class Sheet(QDialog):
    """Not modal: a scan still reaches the window. ``name``: with which its objects' names begin. ``state``: the line on top."""

    close_button: KeyButton

    def __init__(self, parent: QWidget, name: str, title: str, object_name: str = "") -> None:
        super().__init__(parent)
        self._name, self._around, self._wanted_size = name, parent, (WIDTH, _LEAST)
        self.setObjectName(object_name or f"{name}Dialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        for sequence in keys.sequences(Key.HELP):
            QShortcut(sequence, self, self.ask_for_help)
        self.panel = Panel("surface", "line", self, radius=theme.RADIUS["control"])
        self.panel.setObjectName(f"{name}Panel")
        self.inside = QVBoxLayout(self.panel)
        self.inside.setContentsMargins(*[theme.SPACE["medium"], theme.SPACE["small"]] * 2)
        self.state = Label(wraps=True, name=f"{name}State", parent=self.panel)
        self.inside.addWidget(self.state)

    def ask_for_help(self) -> None:
        open_guide = getattr(self._around.window(), "open_guide", None)
        if open_guide is not None:
            open_guide(PLACES[self.objectName()])

    def say(self, text: str, colour: str = "ink") -> None:
        """``colour``: "danger" or "flag", which the panel has too; "ok", "ink2"."""
        self.panel.setVisible(bool(text))
        self.panel.show_colour(colour)
        across = theme.SPACE["medium"] if colour in ("danger", "flag") else 0
        self.inside.setContentsMargins(*[across, theme.SPACE["small"] if across else 0] * 2)
        self.state.say(text, colour)
        if text and self.isVisible():
            announce(self, text, urgent=colour == "danger")

    def make_list(self, spoken: str, headers: Sequence[str], widest: int) -> Rows:
        return Rows(f"{self._name}List", spoken, headers, widest, self)

    def make_facts(self, spoken: str, height: int) -> tuple[Facts, QScrollArea]:
        """A panel of constant size for the full text of the selected row."""
        facts = Facts(self)
        scroll = scrolling(facts, f"{self._name}Detail")
        scroll.setAccessibleName(spoken)
        scroll.setFixedHeight(theme.px(height if self._around.window().height() > LOW else min(height, _DETAIL)))
        return facts, scroll

    def button(
        self, name: str, words: str, act: Callable[[], object], key: Key | None = None, *, kind: str = "secondary"
    ) -> KeyButton:
        """``key``: its shortcut, shown on it."""
        button = KeyButton(f"{self._name}{name}Button", words, key, self, kind=kind)
        button.clicked.connect(lambda: act())
        if key is not None:
            button.setToolTip(f"{button.accessibleName()} ({keys.cap(key)})")
            for sequence in keys.sequences(key) if key not in (Key.UNDO, Key.LOOK_UP) else ():  # they are the dialog's own
                QShortcut(sequence, self, button.click)
        return button

    def lay_out(
        self,
        widgets: Sequence[QWidget],
        *,
        grows: QWidget,
        buttons: Sequence[QWidget] = (),
        height: int,
        width: int = WIDTH,
    ) -> None:
        self.close_button = self.button("Close", self.tr("Close"), self.close, Key.UNDO)
        row = fill(QHBoxLayout(), self.close_button, 1, *buttons)
        for before, after in pairwise((self.close_button, *buttons)):
            self.setTabOrder(before, after)
        roomy = self._around.window().height() > LOW  # else the frame alone has the title
        title = (Label(self.windowTitle(), kind=Type.HEADING, parent=self),) if roomy else ()
        column = fill(QVBoxLayout(self), *title, *widgets, row, spacing=theme.SPACE["medium"])
        column.setStretchFactor(grows, 1)
        column.setContentsMargins(*[theme.SPACE["wide" if roomy else "medium"]] * 4)
        self._wanted_size = (width, height)

    def fit(self, width: int, height: int) -> None:
        """So large, no wider than the window, and in its middle; not over the patient bar where there is room for that."""
        page = self._around.window()
        bar = page.findChild(QWidget, "patientStrip")
        top = bar.mapTo(page, QPoint(0, bar.height())).y() if bar is not None else 0
        most = page.height() - top - FRAME.height() - theme.SPACE["small"]
        room = self.screen().availableSize() - FRAME
        self.resize(QSize(min(theme.px(width), page.width()), min(theme.px(height), max(most, _LEAST))).boundedTo(room))
        at = QPoint((page.width() - self.width()) // 2, max(top, (page.height() - self.height()) // 2))
        self.move(page.mapToGlobal(at))

    def open_page(self) -> None:
        if not self.isVisible():
            self.fit(*self._wanted_size)
        self.show()
        self.raise_()
        self.activateWindow()
