"""The two bases that open restricted results: always seen, never chosen like the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.ui import keys, theme
from provesvar_gui.ui.basis_button import INDENT, basis_button
from provesvar_gui.ui.basis_words import words
from provesvar_gui.ui.keys import Key
from provesvar_gui.ui.theme import Tone
from provesvar_gui.ui.tone import ToneLabel, TonePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from provesvar_gui.domain.opening import Came
    from provesvar_gui.domain.results import OutcomeKind
    from provesvar_gui.ui.basis_button import BasisButton


class LockedRows(TonePanel):
    """The elevated bases: seen, with the reason why they cannot be chosen, or (by policy) what choosing them asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SUBDUED, parent=parent)
        self.setObjectName("lockedBases")
        self._direct = False
        self._opened: AccessBasis | None = None
        self._until = ""
        self._came: Came | None = None
        self._openable: OutcomeKind | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE["small"], theme.SPACE["tight"], theme.SPACE["small"], theme.SPACE["tight"])
        column.setSpacing(theme.SPACE["hair"])
        self.buttons: dict[AccessBasis, BasisButton] = {}
        for basis in AccessBasis:
            if basis.elevated:
                button = basis_button(basis, self)
                button.setToolTip("\n".join(words(basis)[1:]))
                button.setEnabled(False)
                self.buttons[basis] = button
                column.addWidget(button)
        self._why = ToneLabel(tone=Tone.SUBDUED, parent=self)
        self._why.setObjectName("basisLockedReason")
        self._why.setContentsMargins(INDENT, 0, 0, 0)
        column.addWidget(self._why)
        self._say()

    def set_direct(self, direct: bool) -> None:
        """Whether the organisation lets them be chosen without a report."""
        self._direct = direct
        self._say()

    def set_openable(self, openable: OutcomeKind | None) -> None:
        """What has been reported of this patient that can be opened."""
        if openable is not self._openable:
            self._openable = openable
            self._say()

    def set_opened(self, basis: AccessBasis | None, until: str = "", came: Came | None = None) -> None:
        """With which of them results are open now, and until when, by the clock on the wall. None: they are closed.

        ``came``: what was asked for need not have come; None: it has.
        """
        self._opened, self._until, self._came = basis, until, came
        self._say()

    def _say(self) -> None:
        reason = self.tr("Locked: there is nothing to open now.")
        if self._openable is not None:
            reason = self._how_to_open(self._openable)
        if self._direct:
            reason = self.tr("Each asks for a reason and a confirmation first.")
        if self._opened is not None:
            reason = self._what_is_open(self._opened)
        tone = Tone.SUBDUED if self._opened is None else Tone.WARNING
        self.set_tone(tone)
        self._why.say(reason, tone)
        for basis, button in self.buttons.items():
            button.setEnabled(self._direct)
            button.setAccessibleDescription(" ".join((reason, *words(basis)[1:])))

    def _what_is_open(self, basis: AccessBasis) -> str:
        # 20 ms, for which the first paint does not wait.
        from provesvar_gui.domain.opening import Came
        from provesvar_gui.ui.opening import words as opening_words

        came = self._came or Came.OPENED
        what = opening_words.opened_with(basis, came)
        after = self.tr("They close at {time}. Enter makes an ordinary look-up again.").format(time=self._until)
        if came is Came.OPEN_END:  # what came, if anything did, is taken away all the same
            after = self.tr("What came closes at {time}. Enter makes an ordinary look-up again.").format(time=self._until)
        elif came is not Came.OPENED:
            after = self.tr("Enter makes an ordinary look-up again.")
        return f"{what}\n{after}"

    def _how_to_open(self, openable: OutcomeKind) -> str:
        from provesvar_gui.domain.results import OutcomeKind  # 15 ms, for which the first paint does not wait

        text = self.tr("Restricted: {key} shows how to open.")
        if openable is OutcomeKind.UNKNOWN:
            text = self.tr("Unknown answer: {key} shows how to open.")
        return text.format(key=keys.shown(Key.OPEN))
