"""Banners above the results: a glyph, a message, and the service's own text as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.results.model import OutcomeKind
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.results.common.labels import MarkTint
from provesvar_gui.ui.results.common.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from provesvar_gui.ui.results.common.outcome_text import Message

_LINES_OF_MORE: Final = 10
_LINES_SEEN: Final = 10  # of the messages, however low the window is
_COLOURS: Final = {  # of the words and of their ground
    MarkTint.OUTSIDE: ("flag", "flag_ground"),
    MarkTint.PENDING: ("ink2", "sunken"),
    MarkTint.CHANGED: ("accent_text", "accent_ground"),
    MarkTint.VOID: ("ink2", "page"),
}
GLYPHS: Final = {
    OutcomeKind.RESTRICTED: ("⚠", MarkTint.OUTSIDE),
    OutcomeKind.BLOCKED: ("⊘", MarkTint.OUTSIDE),
    OutcomeKind.OPTED_OUT: ("⊘", MarkTint.PENDING),
    OutcomeKind.UNKNOWN: ("?", MarkTint.OUTSIDE),
    OutcomeKind.FAULT: ("!", MarkTint.OUTSIDE),
    OutcomeKind.NOTHING_FOUND: ("○", MarkTint.VOID),
    OutcomeKind.INFORMATION: ("i", MarkTint.CHANGED),
}


def plain_label(name: str, parent: QWidget | None = None) -> QLabel:
    """A label that never takes text for mark-up, and wraps.

    It cannot be selected: what is copied out of a label goes past the guard of the clipboard (``ui/clipboard.py``).
    """
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label


def open_button(parent: QWidget | None = None) -> QPushButton:
    """``offerOpening``: the first of the two steps to what is restricted. It opens nothing yet."""
    text = QCoreApplication.translate("Outcomes", "Open restricted results … ({key})").replace("{key}", keys.shown(Key.OPEN))
    return _button("offerOpening", text, text, Key.OPEN, parent)


def call_button(parent: QWidget | None = None) -> QPushButton:
    """``outcomeCall``: whom to call, day and night."""
    text = QCoreApplication.translate("Outcomes", "Whom to call …")
    return _button("outcomeCall", text, text.removesuffix(" …"), Key.CALL, parent)


def _button(name: str, text: str, spoken: str, key: Key, parent: QWidget | None) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAccessibleName(spoken)
    button.setToolTip(keys.tooltip(key))
    button.setAutoDefault(False)
    return button


class Banner(QFrame):
    """One message with its tint."""

    def __init__(self, name: str, tint: MarkTint, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._tint = tint
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.glyph = QLabel(self)
        self.glyph.setTextFormat(Qt.TextFormat.PlainText)
        self.title = plain_label(f"{name}Title", self)
        self.body = plain_label(f"{name}Body", self)
        self.offer: QPushButton | None = None
        self._bodies = ("", "")  # while opening is offered, and while it is not
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self.title.setFont(bold)
        self.glyph.setFont(bold)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.body)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(10)
        row.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._apply_tint()

    def say(self, glyph: str, title: str, body: str) -> None:
        self.glyph.setText(glyph)
        self.title.setText(title)
        self.body.setText(body)
        self.body.setVisible(bool(body))
        self.setAccessibleName(title)
        self.setAccessibleDescription(body)

    def offer_opening(self, not_now: str) -> QPushButton:
        """A button for what can be opened. ``not_now``: the body while it cannot."""
        self.offer = open_button(self)
        self._row.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignVCenter)
        self._bodies = (self.body.text(), not_now)
        return self.offer

    def offer_call(self) -> QPushButton:
        """A button for whom to call."""
        call = call_button(self)
        self._row.addWidget(call, 0, Qt.AlignmentFlag.AlignVCenter)
        return call

    def offered(self, offered: bool) -> None:
        """Whether it can be opened now; nothing happens to a message about what never can."""
        if self.offer is None:
            return
        self.offer.setVisible(offered)
        body = self._bodies[0 if offered else 1]
        self.body.setText(body)
        self.setAccessibleDescription(body)

    def _apply_tint(self) -> None:
        if self._tint not in _COLOURS:
            return
        pair = [QColor(getattr(theme.current(), name)) for name in _COLOURS[self._tint]]
        palette = self.palette()
        if [palette.color(self.foregroundRole()), palette.color(self.backgroundRole())] == pair:
            return
        palette.setColor(self.backgroundRole(), pair[1])
        palette.setColor(self.foregroundRole(), pair[0])
        self.setPalette(palette)
        for label in (self.glyph, self.title, self.body):
            words = label.palette()
            words.setColor(label.foregroundRole(), pair[0])
            label.setPalette(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "body"):
            self._apply_tint()


def outcome_banner(message: Message, parent: QWidget | None = None) -> Banner:
    """The banner above data that came all the same."""
    glyph, tint = GLYPHS[message.kind]
    banner = Banner(f"outcome-{message.kind.value}", tint, parent)
    banner.say(glyph, message.title, _lines(message.advice, message.quotation))
    return banner


def offer(banner: Banner, message: Message) -> QPushButton:
    """The button on it, for what can be opened."""
    return banner.offer_opening(_lines(message.not_now, message.quotation))


class MoreMessages(QWidget):
    """The banner with the count of further messages, ``moreMessages``.

    It has a button (``moreMessagesButton``) that opens them as one text below.

    Hidden while there are none. Nothing else is made for them, however many there are.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("moreMessages")
        self._messages: tuple[Message, ...] = ()
        self.button = QPushButton(self)
        self.button.setObjectName("moreMessagesButton")
        self.button.setAutoDefault(False)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._open)
        self.list = Reader(self)
        self.list.setObjectName("moreMessagesText")
        self.list.setFixedHeight(_LINES_OF_MORE * self.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 0)
        column.setSpacing(2)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.list)
        self.show_messages(())

    def show_messages(self, messages: Sequence[Message]) -> None:
        """Count these; they are read when they are asked for."""
        self._messages = tuple(messages)
        self.button.setChecked(False)
        self._open(False)
        self.setVisible(bool(messages))

    def _open(self, opened: bool) -> None:
        count = len(self._messages)
        hide = QCoreApplication.translate("Outcomes", "Hide the other %n message(s)", "", count)
        show = QCoreApplication.translate("Outcomes", "Show %n more message(s) from the service", "", count)
        self.button.setText(hide if opened else show)
        self.button.setAccessibleName(self.button.text())
        self.list.setAccessibleName(QCoreApplication.translate("Outcomes", "The other messages"))
        said = (_lines(f"{GLYPHS[each.kind][0]} {each.title}", each.quotation or each.advice) for each in self._messages)
        self.list.setPlainText("\n\n".join(said) if opened else "")
        self.list.setVisible(opened)


class Messages(QScrollArea):
    """The stack of banners, ``messages``.

    The banners below each other, and how many more there are (``more``).

    As high as they are together; scrolled where the window has less room, so that it never grows beyond the screen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._page = QWidget(self)
        self._page.setMinimumHeight(1)  # else Qt goes by the height of the words in a narrow column
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.more = MoreMessages(self._page)
        self._column.addWidget(self.more)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.hide()

    def show_banners(self, banners: Sequence[Banner], more: Sequence[Message]) -> None:
        """These, the first at the top, and so many more."""
        for place, banner in enumerate(banners):
            self._column.insertWidget(place, banner)
            banner.show()
        self.more.show_messages(more)
        self.setVisible(bool(banners or more))
        self.verticalScrollBar().setValue(0)
        self.updateGeometry()

    def _height(self) -> int:
        return max(self._column.totalHeightForWidth(self.width()), 0)  # -1: none of them wraps

    def sizeHint(self) -> QSize:
        return QSize(self._page.sizeHint().width(), self._height())

    def minimumSizeHint(self) -> QSize:
        least = _LINES_SEEN * self.fontMetrics().lineSpacing()
        return QSize(self._page.minimumSizeHint().width(), min(self._height(), least))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what they say and what is opened."""
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap otherwise in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def _lines(*parts: str) -> str:
    return "\n".join(filter(None, parts))
