"""Two strips that always stand where they are needed: the sandbox mark, and whose results these are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from provesvar_gui.ui import theme
from provesvar_gui.ui.basis_words import title
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from provesvar_gui.domain.lookup import Lookup


class SandboxMark(TonePanel):
    """Unmistakable on every view: none of these people exists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.HELP, border=False, hatched=True, parent=parent)
        self.setObjectName("sandboxMark")
        text = self.tr("SANDBOX – synthetic people only. Nothing here is real.")
        label = ToneLabel(text, tone=Tone.HELP, wrap=False, parent=self)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.resize(label, bold=True)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["small"], theme.SPACE["hair"], theme.SPACE["small"], theme.SPACE["hair"])
        row.addWidget(label)


class PatientStrip(TonePanel):
    """Whose results stand below, with which basis and role they were fetched. The number in full, in groups, on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.PLAIN, parent=parent)
        self.setObjectName("patientStrip")
        self._label = ToneLabel(self.tr("Patient"), tone=Tone.SUBDUED, wrap=False, parent=self)
        self._number = ToneLabel(wrap=False, parent=self)
        self._number.setObjectName("patientStripNumber")
        theme.resize(self._number, 1.35, bold=True, digits=True)
        self._number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._how = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._how.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        number = QVBoxLayout()
        number.setSpacing(0)
        number.addWidget(self._label)
        number.addWidget(self._number)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE["medium"], theme.SPACE["tight"], theme.SPACE["medium"], theme.SPACE["tight"])
        row.addLayout(number)
        row.addWidget(self._how, 1)
        self.hide()

    def show_lookup(self, lookup: Lookup, role: str) -> None:
        """``role``: the name of the role with which it was asked."""
        self._number.setText(lookup.patient.grouped)
        self._how.setText(self.tr("Fetched with basis: {basis}\nRole: {role}").format(basis=title(lookup.basis), role=role))
        self.setAccessibleName(self.tr("Results of patient {number}").format(number=lookup.patient.grouped))
        self.show()

    def clear(self) -> None:
        """Nothing of the patient stays."""
        self._number.clear()
        self._how.clear()
        self.setAccessibleName("")
        self.hide()
