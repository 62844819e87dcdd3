"""The sheet that every page beside the results is: below the patient bar, with a title, its buttons, and F1 to the guide."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from provesvar_gui.ui import keys, messages, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Type
from provesvar_gui.ui.widgets import KeyButton, Label, Panel, fill, is_below

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QKeyEvent

    from provesvar_gui.errors import AppError
    from provesvar_gui.ui.bridge import Task

    Index = QModelIndex | QPersistentModelIndex

SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
WIDTH: Final = 720  # device-independent pixels
_ROW, _DETAIL, _AIR = 40, 72, 4  # device-independent pixels: of a row, of the facts in a low window, below the words of a row
LOW: Final = 600  # pixels: a window in which the list needs the room more
# The chapter of the guide, by what a sheet is called.
CHAPTERS: Final = {
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

    def set_facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)  # with its texts
        self._facts = tuple((head, value) for head, value in pairs if value)
        for head, value in self._facts:
            words = Label(value, wraps=True, parent=self)
            if not head:
                self._form.addRow(words)
                continue
            label = Label(head, "ink2", parent=self)
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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(self))
        self.header().setSectionsMovable(False)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)

    def add(self, cells: Sequence[str], colours: Mapping[int, str] | None = None) -> None:
        """``colours``: by column."""
        item = QTreeWidgetItem(self)
        for column, text in enumerate(cells):
            item.setText(column, text)
            item.setData(column, Qt.ItemDataRole.UserRole, (colours or {}).get(column, "ink"))
        self.updateGeometry()
        spoken = ", ".join(each.replace("\n", ", ") for each in cells if each)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def sizeHint(self) -> QSize:
        """No higher than its rows, so that what is below it is beside them."""
        high = self.header().sizeHint().height() + self.topLevelItemCount() * theme.px(_ROW) + 2
        return QSize(super().sizeHint().width(), high)

    @property
    def place(self) -> int:
        """Of the chosen row; -1 where none is."""
        item = self.currentItem()
        return self.indexOfTopLevelItem(item) if item is not None else -1

    def choose(self, place: int) -> None:
        if (item := self.topLevelItem(place)) is not None:
            self.setCurrentItem(item)


class _TwoLines(QStyledItemDelegate):
    """Not that of the results' tables: dots end what has no room, no row is framed, and a sheet loads nothing of the results."""

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
        rows = item.widget
        chosen = bool(item.state & QStyle.StateFlag.State_Selected)
        if not chosen and isinstance(rows, Rows) and is_below(rect, rows.viewport(), _AIR):
            return
        if chosen:
            painter.fillRect(rect, QColor(colours.accent_ground))
            if index.column() == 0:
                painter.fillRect(rect.x(), rect.y(), 3, rect.height(), QColor(colours.accent_text))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = rect.adjusted(theme.SPACE["small"], 3, -theme.SPACE["small"], -_AIR)
        first, _, second = str(index.data()).partition("\n")
        place = Qt.AlignmentFlag.AlignTop if second else Qt.AlignmentFlag.AlignVCenter
        colour = getattr(colours, index.data(Qt.ItemDataRole.UserRole) or "ink")
        below = Qt.AlignmentFlag.AlignBottom
        for text, kind, pen, where in ((first, Type.BODY, colour, place), (second, Type.SMALL, colours.ink2, below)):
            painter.setFont(theme.font(kind, bold=kind is Type.BODY and not index.column()))
            painter.setPen(QColor(pen))
            painter.drawText(room, where, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width()))


class SheetPage(QWidget):
    """The page below the patient bar while a sheet is open: the sheet that was opened last, on a plain ground.

    ``place``: instead of which it stands. ``changed``: a sheet was opened or closed.
    """

    changed = Signal()

    def __init__(self, window: QWidget, place: QWidget | None = None) -> None:
        super().__init__(window)
        self.setObjectName("sheetPage")
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self._place, self.sheets = place, list[Sheet]()  # the last is on top
        self._focused: QWidget | None = None  # before the first was opened, or what was to get it meanwhile
        for watched in (window, place):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()

    @property
    def sheet(self) -> Sheet | None:
        return self.sheets[-1] if self.sheets else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.sheets and event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest):
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        at = self._place.mapTo(self.window(), QPoint()) if self._place is not None else QPoint()
        self.setGeometry(self.window().rect().adjusted(at.x(), at.y(), -at.x(), -at.x()))  # a drill has a frame at each side
        if (sheet := self.sheet) is not None:
            sheet.fit()

    def open(self, sheet: Sheet) -> None:
        if not self.sheets:
            self._focused = self.window().focusWidget()
        self.sheets = [*(each for each in self.sheets if each is not sheet), sheet]
        self._turn()

    def drop(self, sheet: Sheet) -> None:
        if sheet in self.sheets:
            self.sheets.remove(sheet)
            self._turn()

    def keep_focus(self, had: QObject | None, wanted: QWidget) -> None:
        """``wanted``, which a sheet hides, gets the focus when the last one is closed; until then no key reaches it."""
        if (sheet := self.sheet) is None:
            return
        if not self.isAncestorOf(wanted):
            self._focused = wanted
        if isinstance(had, QWidget) and isValid(had) and had.isVisible() and sheet.isAncestorOf(had):
            had.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            sheet.take_focus()

    def _turn(self) -> None:
        """Each time the focus moves before that which has it is hidden."""
        sheet = self.sheet
        if sheet is not None:
            self.show()
            self.raise_()
            sheet.show()
            sheet.take_focus()
        self.changed.emit()
        self.fit()
        for each in self.sheets[:-1]:
            each.hide()
        if sheet is None:
            if self._focused is not None and isValid(self._focused) and self._focused.isVisible():
                self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()


class Sheet(Panel):
    """One of the pages beside the results. ``name``: with which its objects' names begin. ``state``: the line on top.

    ``finished``: it was closed.
    """

    finished = Signal()
    close_button: KeyButton

    def __init__(self, parent: QWidget, name: str, title: str, object_name: str = "") -> None:
        self._page = parent.window().findChild(SheetPage) or SheetPage(parent.window())
        super().__init__("surface", "edge", self._page, radius=theme.RADIUS["sheet"])
        self.setWindowFlag(Qt.WindowType.SubWindow)  # Tab stays in it; F6 leaves it
        self.hide()
        self._name, self._wanted = name, QSize(WIDTH, 0)
        self._first: QWidget = self
        self.setObjectName(object_name or f"{name}Dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setBackgroundRole(QPalette.ColorRole.Base)  # of all that is in it
        self.panel = Panel("surface", "line", self, radius=theme.RADIUS["control"])
        self.panel.setObjectName(f"{name}Panel")
        self.panel.hide()
        self._inside = QVBoxLayout(self.panel)
        self._inside.setContentsMargins(*[theme.SPACE["medium"], theme.SPACE["small"]] * 2)
        self.state = Label(wraps=True, name=f"{name}State", parent=self.panel)
        self._inside.addWidget(self.state)

    @property
    def is_open(self) -> bool:
        return self in self._page.sheets

    @property
    def is_low(self) -> bool:
        return self.window().height() <= LOW

    def ask_for_help(self) -> None:
        open_guide = getattr(self.window(), "open_guide", None)
        if open_guide is not None:
            open_guide(CHAPTERS[self.objectName()])

    def say(self, text: str, colour: str = "ink") -> None:
        """``colour``: "danger", "flag" or "accent_text", which the panel has too; "ok", "ink2"."""
        self.panel.setVisible(bool(text))
        self.panel.show_colour(colour)
        across = theme.SPACE["medium"] if colour in ("danger", "flag", "accent_text") else 0
        self._inside.setContentsMargins(*[across, theme.SPACE["small"] if across else 0] * 2)
        self.state.say(text, colour)
        if text and self.isVisible():
            announce(self, text, urgent=colour == "danger")

    def button(
        self, name: str, words: str, act: Callable[[], object], key: Key | None = None, *, kind: str = "secondary"
    ) -> KeyButton:
        """``key``: its shortcut, shown on it."""
        button = KeyButton(f"{self._name}{name}Button", words, key, self, kind=kind)
        button.setAutoDefault(True)  # Enter presses it
        button.clicked.connect(lambda: act())
        if key is not None:
            button.setToolTip(f"{button.accessibleName()} ({keys.cap(key)})")
            for sequence in keys.sequences(key) if key not in (Key.UNDO, Key.LOOK_UP) else ():  # they are every sheet's
                QShortcut(sequence, self, button.click)
        return button

    def field(self, name: str, words: str, act: Callable[[], None]) -> QLineEdit:
        """``act``: by Enter."""
        field = QLineEdit(self)
        field.setObjectName(f"{self._name}{name}")
        field.setAccessibleName(words)
        field.returnPressed.connect(act)
        return field

    def lay_out(
        self,
        widgets: Sequence[QWidget],
        *,
        grows: QWidget,
        first: QWidget | None = None,
        buttons: Sequence[QWidget] = (),
        height: int,
        width: int = WIDTH,
    ) -> None:
        """``first``: which gets the focus; by default what grows, or the button that closes."""
        self.close_button = self.button("Close", self.tr("Close"), self.close, Key.UNDO)
        self._first = first or (self.close_button if grows.focusPolicy() is Qt.FocusPolicy.NoFocus else grows)
        row = fill(QHBoxLayout(), self.close_button, 1, *buttons)
        for before, after in pairwise((self.close_button, *buttons)):
            self.setTabOrder(before, after)
        title = Label(self.windowTitle(), kind=Type.HEADING, parent=self)
        space = theme.SPACE["small" if self.is_low else "medium"]
        column = fill(QVBoxLayout(self), title, *widgets, 1, row, spacing=space)
        column.setStretchFactor(grows, 1000)  # what it does not need is left above the buttons
        column.setContentsMargins(*[theme.SPACE["medium" if self.is_low else "wide"]] * 4)
        self._wanted = QSize(width, height)

    def fit(self) -> None:
        """In the middle of its page; its top keeps its place."""
        room, edge = self._page.rect(), theme.SPACE["small" if self.is_low else "large"]
        wide = min(theme.px(self._wanted.width()), room.width() - 2 * edge)
        high = min(theme.px(self._wanted.height()), room.height() - 2 * edge)
        self.setGeometry((room.width() - wide) // 2, edge, wide, high)

    def open_page(self) -> None:
        self._page.open(self)
        announce(self, self.windowTitle(), urgent=False)

    def read(self) -> None:
        """Read, or read again, what it shows."""

    def take_focus(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self._page.drop(self)
        self.finished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the control with the focus does, and never looks anything up."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)


class ListSheet(Sheet):
    """A sheet with a list, and the facts of the chosen row below it. ``again``: the button that reads them again."""

    again: KeyButton

    def make_list(self, spoken: str, headers: Sequence[str], widest: int, chosen: str, height: int) -> tuple[QWidget, QWidget]:
        """``chosen``: the name of the panel of facts, and ``height`` its height, whatever stands in it."""
        self.list, self.facts = Rows(f"{self._name}List", spoken, headers, widest, self), Facts(self)
        self.list.currentItemChanged.connect(lambda *_: self.show_facts())
        scroll = scrolling(self.facts, f"{self._name}Detail")
        scroll.setAccessibleName(chosen)
        scroll.setFixedHeight(theme.px(min(height, _DETAIL) if self.is_low else height))
        theme.set_property(scroll, "kind", "detail")
        return self.list, scroll

    def facts_of(self, place: int) -> Sequence[tuple[str, str]]:
        raise NotImplementedError

    def show_facts(self) -> None:
        self.facts.set_facts(self.facts_of(self.list.place) if self.list.place >= 0 else ())

    def fill_from(self, task: Task, waiting: str, show: Callable[[Any], None]) -> None:
        self.say(waiting, "ink2")
        self.again.setEnabled(False)
        task.succeeded.connect(show)
        task.failed.connect(self.fail)
        task.finished.connect(lambda: self.again.setEnabled(True))

    def fail(self, error: AppError) -> None:
        self.say(messages.of_error(error).what, "danger")
