"""Asks, above everything else, whether to change to a patient that another program hands over. It takes no focus by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from provesvar_gui.domain.identifiers import group
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.handover.source import Source
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.number_words import words
from provesvar_gui.ui.status_banner import announce
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from provesvar_gui.domain.identifiers import NumberCheck

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _ActButton(QPushButton):
    """Space or a click, never Enter, and not by a key that is held down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does nothing here."""
        if event.key() in _ENTERS or event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)


class HandOverBar(TonePanel):
    """``handOverBar``. ``taken``, ``kept``: by its buttons.

    ``guard_ms``: so long nothing takes the patient after the bar has come or has changed: whoever pressed a key or the mouse
    at that moment meant something else.
    """

    taken = Signal()
    kept = Signal()

    def __init__(self, *, guard_ms: int, parent: QWidget | None = None) -> None:
        super().__init__(Tone.ACTION, bar=True, parent=parent)
        self.setObjectName("handOverBar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._guard_ms = guard_ms
        self._shown = QElapsedTimer()
        self._title = ToneLabel(parent=self)
        self._title.setObjectName("handOverTitle")
        theme.resize(self._title, 1.1, bold=True, digits=True)
        self._told = ToneLabel(parent=self)
        self._told.setObjectName("handOverTold")
        self._what = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._what.setObjectName("handOverWhat")
        self.take = _ActButton(self)
        self.take.setObjectName("takePatientButton")
        self.keep = QPushButton(self)
        self.keep.setObjectName("keepPatientButton")
        for button in (self.take, self.keep):
            button.setAutoDefault(False)
            button.setMinimumHeight(34)
        self.take.clicked.connect(self.ask_to_take)
        self.keep.clicked.connect(self.kept)
        text = QVBoxLayout()
        text.setSpacing(0)
        for label in (self._title, self._told, self._what):
            text.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["large"], theme.SPACE["small"], theme.SPACE["medium"], theme.SPACE["small"])
        row.setSpacing(theme.SPACE["small"])
        row.addLayout(text, 1)
        row.addWidget(self.keep)
        row.addWidget(self.take)
        self.hide()

    def offer(self, check: NumberCheck, source: Source) -> None:
        """Ask about this number; where it cannot be used, say so and why."""
        usable, number = check.patient is not None, group(check.normalised)
        self.set_tone(Tone.ACTION if usable else Tone.WARNING)
        title, what = self._words(source, usable=usable, number=bool(number))
        self._title.setText(title.format(number=number))
        self._what.setText(what)
        self._told.setText(words(check, asked=True).reason if number else "")
        self._told.setVisible(bool(self._told.text()))
        self.take.setVisible(usable)
        self.take.setText(self.tr("Change patient ({key})").format(key=keys.shown(Key.TAKE_PATIENT)))
        self.take.setAccessibleName(self.take.text())
        keep = self.tr("Keep ({key})") if usable else self.tr("Close the message ({key})")
        self.keep.setText(keep.format(key=keys.shown(Key.KEEP_PATIENT)))
        self.keep.setAccessibleName(self.keep.text())
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(" ".join(filter(None, (self._told.text(), self._what.text()))))
        self._shown.start()
        self.show()
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}", urgent=True)

    def ask_to_take(self) -> bool:
        """The act, unless it comes too soon: then False."""
        if self.isHidden() or self._shown.elapsed() < self._guard_ms:
            return False
        self.taken.emit()
        return True

    def _words(self, source: Source, *, usable: bool, number: bool) -> tuple[str, str]:
        """Title, with the place of the number, and what it means."""
        selected, nothing = source is Source.SELECTED, self.tr("Nothing was changed here.")
        if usable and selected:
            return self.tr("Change to patient {number}, from another program?"), self.tr(
                "Taken by the key for all programs, not chosen yet. Changing hides what is shown here and clears the basis; "
                "nothing is looked up."
            )
        if usable:
            return self.tr("The EHR asks to change to patient {number}"), self.tr(
                "From the EHR, not chosen yet. Changing hides what is shown here and clears the basis; nothing is looked up."
            )
        if number:
            return (
                self.tr("{number}, from another program, cannot be used")
                if selected
                else self.tr("The EHR handed over {number}, which cannot be used")
            ), nothing
        if selected:
            return self.tr("Nothing is selected in the other program that is a patient number"), self.tr(
                "Nothing was changed here. Select the whole number there, and press the key again."
            )
        return self.tr("The EHR handed over something that is no patient number"), self.tr(
            "Nothing was changed here. Type the number, or hand it over once more."
        )

    @property
    def has_focus(self) -> bool:
        """Whether the focus is in it."""
        return self.take.hasFocus() or self.keep.hasFocus()

    def clear(self) -> None:
        """Nothing is asked any more; nothing of the number stays."""
        self.hide()
        for label in (self._title, self._told):
            label.clear()
        self.setAccessibleName("")
        self.setAccessibleDescription("")
