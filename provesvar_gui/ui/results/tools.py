"""The tools of the results: copy, read aloud, print, fetch again, and a menu with the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.status_banner import announce

translate = QCoreApplication.translate
_SURE_MS: Final = 5000  # how long the second press is waited for
_WORDS: Final = 1500  # device-independent pixels of the window from which the tools have words beside their icons
_TOOLS: Final = (
    (Key.COPY_ALL, "takeCopy", Icon.COPY),
    (Key.READ_ALOUD, "takeReadAloud", Icon.READ_ALOUD),
    (Key.PRINT, "takePrint", Icon.PRINT),
)


def _tool(name: str, drawn: Icon, parent: QWidget) -> QToolButton:
    made = QToolButton(parent)
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icons.set_icon(made, drawn, size=20)
    return made


class RefreshButton(QToolButton):
    """The button that fetches again, ``refreshButton``.

    Each look-up is logged, so fetching again takes two presses; ``asked`` comes with the second. ``told``: what the first one
    says; "" when it is over.
    """

    asked = Signal()
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("refreshButton")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.set_icon(self, Icon.REFRESH, size=20)
        self._sure = QTimer(self, singleShot=True, interval=_SURE_MS)
        self._sure.timeout.connect(self.reset)
        self.clicked.connect(self._pressed)

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        waiting = self._sure.isActive()
        again = translate("ResultsHeader", "Press F5 again to fetch: it is logged")
        self.setText(translate("ResultsHeader", "Fetch again"))
        self.setAccessibleName(again if waiting else self.text())
        self.setToolTip(keys.tooltip(Key.REFRESH))
        self.told.emit(again if waiting else "")

    def _pressed(self) -> None:
        if self._sure.isActive():
            self.reset()
            self.asked.emit()
        else:
            self._sure.start()
            self.retranslate()
            announce(self, self.accessibleName(), urgent=False)

    def reset(self) -> None:
        """Forget a first press."""
        self._sure.stop()
        self.retranslate()


class Tools(QWidget):
    """The tools, ``takeButton``. Their menu is ``takeMenu``. ``asked(Key)``: what is to be done with the view on top.

    That the patient goes along with a copy stands on the button itself, not only in the menu.
    """

    asked = Signal(Key)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("takeButton")
        self._buttons = {key: _tool(name, drawn, self) for key, name, drawn in _TOOLS}
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
        self.refresh = RefreshButton(self)
        self.more = _tool("takeMore", Icon.MORE, self)
        self.more.clicked.connect(self._open_menu)
        self.menu = QMenu(self)
        self.menu.setObjectName("takeMenu")
        self._pdf = self._action("takePdf")
        self._pdf.triggered.connect(lambda: self.asked.emit(Key.PDF))
        self._print = self._action("takePrintAction")
        self._print.triggered.connect(lambda: self.asked.emit(Key.PRINT))
        self.patient = self._action("takePatient", checkable=True)
        self.patient.toggled.connect(lambda _on: self.retranslate())
        self.codes = self._action("showCodes", checkable=True)
        self.about = self._action("aboutAction")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE["tight"])
        for each in self.stops:
            row.addWidget(each)
        self.retranslate()

    def _action(self, name: str, *, checkable: bool = False) -> QAction:
        action = QAction(self, checkable=checkable)
        action.setObjectName(name)
        self.menu.addAction(action)
        return action

    def offer(self, offered: bool) -> None:
        """Whether there is anything to take along. To fetch again, and the look-up's IDs, are there always."""
        for button in self._buttons.values():
            button.setEnabled(offered)
        for action in (self._print, self._pdf, self.patient):
            action.setEnabled(offered)

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        """In the order of the Tab key."""
        return (*self._buttons.values(), self.refresh, self.more)

    def _open_menu(self) -> None:
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    @property
    def with_patient(self) -> bool:
        """Whether the patient goes along with a copy."""
        return self.patient.isChecked()

    def reset(self) -> None:
        """Another patient: without, unless the person says so again."""
        self.menu.close()
        self.patient.setChecked(False)
        self.refresh.reset()

    def fit(self, width: int) -> None:
        """Words beside the icons where the window has room for them; no printing by icon where it has little."""
        style = Qt.ToolButtonStyle
        with_words = width >= theme.px(_WORDS)
        for button in (*self._buttons.values(), self.refresh):
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if with_words else style.ToolButtonIconOnly)
        if self.with_patient:
            self._buttons[Key.COPY_ALL].setToolButtonStyle(style.ToolButtonTextBesideIcon)

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        names = {
            Key.COPY_ALL: translate("Export", "Copy"),
            Key.READ_ALOUD: translate("Export", "Read aloud"),
            Key.PRINT: translate("Export", "Print"),
        }
        if self.with_patient:
            names[Key.COPY_ALL] = translate("Export", "Copy with patient")
        for key, button in self._buttons.items():
            button.setText(names[key])
            button.setAccessibleName(names[key])
            button.setToolTip(keys.tooltip(key))
        self.fit(self.window().width())
        for action, words, key in (
            (self._print, translate("Export", "&Print …"), Key.PRINT),
            (self._pdf, translate("Export", "&Save as PDF …"), Key.PDF),
        ):
            action.setText(f"{words}\t{keys.sequences(key)[0].toString(QKeySequence.SequenceFormat.NativeText)}")
        self.patient.setText(translate("Export", "Copies with the patient's &number and name"))
        self.codes.setText(translate("ResultsHeader", "Show &codes"))
        self.about.setText(translate("ResultsHeader", "&About the look-up …"))
        more = translate("ResultsHeader", "More")
        self.more.setAccessibleName(more)
        self.more.setToolTip(more)
        self.refresh.retranslate()
