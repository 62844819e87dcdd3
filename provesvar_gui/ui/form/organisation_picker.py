"""The picker of the organisation. A key of the window closes its open list and then does its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QShortcut, QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.form.parts import FieldHead, IconLabel
from provesvar_gui.ui.icons import Mark
from provesvar_gui.ui.theme import RADIUS
from provesvar_gui.ui.tinted_widgets import FramedCombo, draw_frame, set_wrong

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractItemView

    from provesvar_gui.helseid.model import Organisation


_RETURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COMMANDS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class PopupKeys(QObject):
    """Watches the list of a combo box, or of its completer, and the keys that come to it too late.

    On X11 what was typed before a list has closed is handed to the list's window even so, and what that window makes active is
    the box it belongs to: Down after Tab would choose another role, unseen. Such keys go to the window, and the focus that a
    closed list is given goes back to where it was.

    ``close``: closes it. ``take``: makes a choice of what is highlighted; True where that changed the choice: then Enter has
    done its work, and what was chosen is seen before anything is sent. Else Enter goes on to the form.
    """

    def __init__(self, popup: QAbstractItemView, combo: QComboBox, close: Callable[[], None], take: Callable[[], bool]) -> None:
        super().__init__(popup)
        self._popup, self._combo, self._close, self._take = popup, combo, close, take
        popup.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, function keys, and letters with Alt or Ctrl."""
        if isinstance(watched, QWindow):
            return isinstance(event, QKeyEvent) and self._too_late(event)
        if event.type() is QEvent.Type.Show:
            self._popup.installEventFilter(self)  # Qt has put its own in front
            if self._popup.isWindow():  # that of a combo box lies in one, which ends with each closing
                self._popup.windowHandle().installEventFilter(self)
                self._popup.setFocusProxy(self._combo)
        elif event.type() is QEvent.Type.WindowActivate and self._popup.isWindow() and not self._popup.isVisible():
            focused = self._combo.window().focusWidget()
            if focused is not None:
                self._popup.setFocusProxy(focused)  # Qt gives the focus to this one now
        if not isinstance(event, QKeyEvent) or not self._popup.isVisible():
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        command = _is_command(event)
        if event.type() is QEvent.Type.ShortcutOverride and (command or key in _RETURNS):
            event.accept()  # else the window's shortcut, or the combo box, does its work with this already
            return True
        if event.type() is QEvent.Type.KeyPress and key in _RETURNS:
            if not event.isAutoRepeat():
                self._enter(event)
            return True
        if event.type() is QEvent.Type.KeyPress and command:
            return self._command(QKeySequence(event.keyCombination()))
        return super().eventFilter(watched, event)

    def _too_late(self, event: QKeyEvent) -> bool:
        """Whether the list is closed: then the key was for what has the focus now."""
        handle = self._combo.window().windowHandle()
        if self._popup.isVisible() or handle is None:
            return False
        if event.type() is QEvent.Type.KeyPress and _is_command(event) and QApplication.activeWindow() is self._popup:
            return self._command(QKeySequence(event.keyCombination()))  # the list is the active window: no shortcut is matched
        meant = event.clone()
        QCoreApplication.sendEvent(handle, meant)
        event.setAccepted(meant.isAccepted())
        return True

    def _enter(self, event: QKeyEvent) -> None:
        changed = self._take()
        self._close()
        if not changed:
            QApplication.sendEvent(self._combo, event.clone())

    def _command(self, sequence: QKeySequence) -> bool:
        window = self._combo.window()
        for shortcut in window.findChildren(QShortcut):
            if shortcut.isEnabled() and shortcut.key() == sequence:
                self._close()
                shortcut.activated.emit()
                return True
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled() and not sequence.isEmpty() and button.shortcut() == sequence:
                self._close()
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                button.click()
                return True
        for label in [label for label in window.findChildren(QLabel) if label.buddy() is not None]:
            if label.isVisible() and QKeySequence.mnemonic(label.text()) == sequence:
                self._close()
                label.buddy().setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False


def _is_command(event: QKeyEvent) -> bool:
    """Function keys, and letters with Alt or Ctrl."""
    key = Qt.Key(event.key())
    letter = bool(event.modifiers() & _COMMANDS) and key not in (Qt.Key.Key_Up, Qt.Key.Key_Down)
    return letter or Qt.Key.Key_F1 <= key <= Qt.Key.Key_F12


class KeyedCombo(FramedCombo):
    """A combo box whose list swallows no key of the window. ``take``: see ``PopupKeys``.

    Qt makes the list when it is first asked for, which is at the first opening: the first paint does not wait for it.
    """

    def __init__(self, take: Callable[[], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._take = take
        self._keys: PopupKeys | None = None
        self.chevron = IconLabel(Mark.OPEN, "ink2", 16, self)
        self.chevron.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        within = QHBoxLayout(self)
        within.setContentsMargins(0, 0, theme.SPACE["medium"], 0)
        within.addStretch(1)
        within.addWidget(self.chevron)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """An input with a chevron; an editable one has its line on it."""
        del event
        colours, painter = theme.current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.surface if self.isEnabled() else colours.sunken))
        painter.drawRoundedRect(self.rect(), RADIUS["control"], RADIUS["control"])
        if not self.isEditable():
            chosen = self.currentIndex() >= 0
            painter.setPen(QColor(colours.ink if chosen else colours.ink2))
            painter.setFont(self.font())
            margin = theme.SPACE["medium"]
            room = self.rect().adjusted(margin, 0, -2 * margin - self.chevron.width(), 0)
            text = self.currentText() if chosen else self.placeholderText()
            shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
        draw_frame(self)

    @property
    def open(self) -> bool:
        """Whether the list is open."""
        return self._keys is not None and self.view().isVisible()

    def showPopup(self) -> None:
        """The list; with the first one, its keys."""
        if self._keys is None:
            self._keys = PopupKeys(self.view(), self, self.hidePopup, self._take)
        super().showPopup()


class OrganisationPicker(QWidget):
    """The picker of the organisation.

    ``chosen(orgnr)``. Nothing is preselected; with fewer than two there is nothing to choose, and it is hidden.
    """

    chosen = Signal(str)

    def __init__(self, organisations: Sequence[Organisation], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = KeyedCombo(self._take_viewed, self)
        self.combo.setObjectName("organisationPicker")
        self.combo.setAccessibleName(self.tr("Organisation"))
        self.combo.setToolTip(self.tr("The organisation you look up for. The patient can see it."))
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(18)
        self.combo.setPlaceholderText(self.tr("Choose the organisation"))
        self.combo.currentIndexChanged.connect(self._tell)
        self.head = FieldHead(self.tr("&Organisation"), "organisationMessage", self)
        self.head.label.setBuddy(self.combo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.combo)
        self.setFocusProxy(self.combo)
        self.set_organisations(organisations)

    def set_organisations(self, organisations: Sequence[Organisation]) -> None:
        """Offer these; a choice that is still among them stays. Tells nothing."""
        chosen = str(self.combo.currentData() or "")
        with QSignalBlocker(self.combo):
            self.combo.clear()
            for organisation in organisations:
                text = self.tr("{name} ({orgnr})").format(name=organisation.name, orgnr=organisation.orgnr)
                self.combo.addItem(text, organisation.orgnr)
            self.set_orgnr(chosen)
        self.setVisible(len(organisations) > 1)

    def set_orgnr(self, orgnr: str) -> None:
        """Show a choice, or none."""
        self.combo.setCurrentIndex(self.combo.findData(orgnr) if orgnr else -1)

    def _take_viewed(self) -> bool:
        row, before = self.combo.view().currentIndex().row(), self.combo.currentIndex()
        if row >= 0:
            self.combo.setCurrentIndex(row)
        return row >= 0 and row != before

    def fill_in(self, orgnr: str) -> str:
        """Choose for the clinician, who sees it before it is used; which it is now. Tells nothing."""
        with QSignalBlocker(self.combo):
            self.set_orgnr(orgnr)
        chosen = str(self.combo.currentData() or "")
        self.head.note(self.tr("Filled in: used last") if chosen else "")
        return chosen

    def tell(self, words: str) -> None:
        """What is wrong; "" takes it back."""
        self.head.tell(words)
        set_wrong(self.combo, bool(words))

    def _tell(self, index: int) -> None:
        self.tell("")
        self.head.note("")
        self.chosen.emit(str(self.combo.itemData(index)) if index >= 0 else "")
