"""The button «Copy or print» and its menu; a copy with the patient is a choice of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from provesvar_gui.ui import keys
from provesvar_gui.ui.keys import Key

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


class ExportButton(QToolButton):
    """The button «Copy or print», ``takeButton``.

    Its menu is ``takeMenu``. That the patient goes along stands on the button itself, not only in the menu.
    """

    asked = Signal(Key)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("takeButton")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._menu = QMenu(self)
        self._menu.setObjectName("takeMenu")
        self._actions: dict[Key, QAction] = {}
        for key, name in (
            (Key.COPY_ALL, "takeCopy"),
            (Key.READ_ALOUD, "takeReadAloud"),
            (Key.PRINT, "takePrint"),
            (Key.PDF, "takePdf"),
        ):
            action = QAction(self)
            action.setObjectName(name)
            action.triggered.connect(lambda _checked=False, key=key: self.asked.emit(key))
            self._actions[key] = action
        self.patient = QAction(self)
        self.patient.setObjectName("takePatient")
        self.patient.setCheckable(True)
        self.patient.toggled.connect(lambda _on: self.retranslate())
        self._menu.addAction(self._actions[Key.COPY_ALL])
        self._menu.addAction(self.patient)
        self._menu.addSeparator()
        self._menu.addActions([self._actions[key] for key in (Key.READ_ALOUD, Key.PRINT, Key.PDF)])
        self.setMenu(self._menu)
        self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Without the style's own arrow, which would lie on the last letter."""
        del event
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features = QStyleOptionToolButton.ToolButtonFeature.None_
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    @property
    def with_patient(self) -> bool:
        """Whether the patient goes along with a copy."""
        return self.patient.isChecked()

    def reset(self) -> None:
        """Another patient: without, unless the person says so again."""
        self._menu.close()
        self.patient.setChecked(False)

    def retranslate(self) -> None:
        """Words in the language of the screen."""
        words = {
            Key.COPY_ALL: translate("Export", "&Copy this view as text"),
            Key.READ_ALOUD: translate("Export", "&Read over the telephone"),
            Key.PRINT: translate("Export", "&Print …"),
            Key.PDF: translate("Export", "&Save as PDF …"),
        }
        for key, action in self._actions.items():
            shortcut = keys.sequences(key)[0].toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{words[key]}\t{shortcut}")
        self.patient.setText(translate("Export", "Copies with the patient's &number and name"))
        with_, alone = translate("Export", "Copy or print · with patient"), translate("Export", "Copy or print")
        said = with_ if self.with_patient else alone
        self.setText(f"{said} ▾")
        self.setAccessibleName(said)
        self.setToolTip(translate("Export", "Copy, print or read aloud what is shown"))
