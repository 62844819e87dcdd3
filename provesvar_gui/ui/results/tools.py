"""The tools of the results: copy, read aloud, print, fetch again, and a menu with the rest."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from provesvar_gui.ui import icons, keys, theme
from provesvar_gui.ui.icons import Icon
from provesvar_gui.ui.keys import Key

translate = QCoreApplication.translate
_CONFIRM_MS: Final = 5000  # how long the second press is waited for
_WORDS: Final = 1500  # device-independent pixels of the window from which the tools have words beside their icons
_TOOLS: Final = (
    (Key.COPY_ALL, "takeCopy", Icon.COPY),
    (Key.READ_ALOUD, "takeReadAloud", Icon.READ_ALOUD),
    (Key.PRINT, "takePrint", Icon.PRINT),
)


class _Tool(QToolButton):
    def __init__(self, name: str, drawn: Icon, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.set_icon(self, drawn, size=20)

    def name(self, words: str, tooltip: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(tooltip)


class RefreshButton(_Tool):
    """Fetches again, ``refreshButton``. Each look-up is logged: ``asked`` comes with the second press."""

    asked = Signal()
    told = Signal(str)  # what the first press says; "" when it is over

    def __init__(self, parent: QWidget) -> None:
        super().__init__("refreshButton", Icon.REFRESH, parent)
        self._sure = QTimer(self, singleShot=True, interval=_CONFIRM_MS)
        self._sure.timeout.connect(self.reset)
        self.clicked.connect(self._pressed)

    def retranslate(self) -> None:
        again = translate("ResultsHeader", "Press F5 again to fetch: it is logged") if self._sure.isActive() else ""
        self.name(translate("ResultsHeader", "Fetch again"), keys.tooltip(Key.REFRESH))
        self.setAccessibleName(again or self.text())
        self.told.emit(again)

    def _pressed(self) -> None:
        if self._sure.isActive():
            self.reset()
            self.asked.emit()
        else:
            self._sure.start()
            self.retranslate()

    def reset(self) -> None:
        self._sure.stop()
        self.retranslate()


class Tools(QWidget):
    """The tools, ``takeButton``; their menu is ``takeMenu``. ``asked(Key)``: an action on the view on top."""

    asked = Signal(Key)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("takeButton")
        self._buttons = {key: _Tool(name, drawn, self) for key, name, drawn in _TOOLS}
        for key, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.asked.emit(key))
        self.refresh = RefreshButton(self)
        self.more = _Tool("takeMore", Icon.MORE, self)
        self.more.clicked.connect(self._open_menu)
        self.menu = QMenu(self)
        self.menu.setObjectName("takeMenu")
        self._pdf = self._action("takePdf")
        self._pdf.triggered.connect(lambda: self.asked.emit(Key.PDF))
        self.patient = self._action("takePatient", checkable=True)
        self.patient.toggled.connect(self.retranslate)
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
        for button in self._buttons.values():
            button.setEnabled(offered)
        for action in (self._pdf, self.patient):
            action.setEnabled(offered)

    @property
    def stops(self) -> tuple[QToolButton, ...]:
        return (*self._buttons.values(), self.refresh, self.more)

    def _open_menu(self) -> None:
        corner = self.more.mapToGlobal(self.more.rect().bottomRight())
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    @property
    def with_patient(self) -> bool:
        return self.patient.isChecked()

    def reset(self) -> None:
        self.menu.close()
        self.patient.setChecked(False)
        self.refresh.reset()

    def fit(self, width: int) -> None:
        for button in (*self._buttons.values(), self.refresh):
            words = width >= theme.px(_WORDS) or (self.with_patient and button is self._buttons[Key.COPY_ALL])
            styles = Qt.ToolButtonStyle
            button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly)

    def retranslate(self) -> None:
        copy = translate("Export", "Copy with patient") if self.with_patient else translate("Export", "Copy")
        names = (copy, translate("Export", "Read aloud"), translate("Export", "Print"))
        for (key, button), words in zip(self._buttons.items(), names, strict=True):
            button.name(words, keys.tooltip(key))
        self.fit(self.window().width())
        native = keys.sequences(Key.PDF)[0].toString(QKeySequence.SequenceFormat.NativeText)
        self._pdf.setText("\t".join((translate("Export", "&Save as PDF …"), native)))
        self.patient.setText(translate("Export", "Copies with the patient's &number and name"))
        self.codes.setText(translate("ResultsHeader", "Show &codes"))
        self.about.setText(translate("ResultsHeader", "&About the look-up …"))
        self.more.name(translate("ResultsHeader", "More"), translate("ResultsHeader", "More"))
        self.refresh.retranslate()
