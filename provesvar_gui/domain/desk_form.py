"""What stands in the form of a desk, and to whom it belongs: number, basis, role, organisation. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provesvar_gui.domain import desk_actions as act
from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.desk_actions import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provesvar_gui.domain.identifiers import PatientId
    from provesvar_gui.domain.lookup import Lookup


class DeskForm:
    """``text``: of the patient field, cleaned. ``patient``: that number, where it is complete and not rejected.

    ``basis_for``: the number for which the basis was chosen. ``acute_asked``: that AKUTT takes one act more
    was said when it should have gone; ``acute_sure``: it was confirmed. ``role_for``: key of the person for whom the role was
    chosen; "" while nobody is known.
    """

    def __init__(self) -> None:
        self.text = ""
        self.patient: PatientId | None = None
        self.basis: AccessBasis | None = None
        self.basis_for: PatientId | None = None
        self.acute_asked = self.acute_sure = False
        self.role = ""
        self.role_for = ""
        self.orgnr = ""
        self.orgnrs: tuple[str, ...] = ()

    @property
    def missing(self) -> Part | None:
        """The first part that is not filled in."""
        if self.patient is None:
            return Part.NUMBER
        if self.basis is None:
            return Part.BASIS
        if not self.role:
            return Part.ROLE
        if len(self.orgnrs) > 1 and not self.orgnr:
            return Part.ORGANISATION
        return None

    @property
    def acute_unsure(self) -> bool:
        """Whether AKUTT still takes one act more."""
        return self.basis is AccessBasis.AKUTT and not self.acute_sure

    def choose_basis(self, basis: AccessBasis) -> bool:
        """Whether that changed anything. AKUTT chosen once more is confirmed."""
        if basis == self.basis:
            self.acute_sure = True
            return False
        self.basis, self.basis_for, self.acute_asked, self.acute_sure = basis, self.patient, False, False
        return True

    def ask_acute(self) -> bool:
        """It is about to go. Whether AKUTT has to be confirmed first; asked once more, that is the confirmation."""
        if not self.acute_unsure:
            return False
        self.acute_asked, self.acute_sure = True, self.acute_asked
        return not self.acute_sure

    def keep_basis_with_number(self) -> act.Actions:
        """The number has changed: the basis goes with the one for which it was chosen."""
        if self.basis is None:
            return ()
        if self.basis_for is None:
            self.basis_for = self.patient  # chosen before the number was there: it belongs to the first whole number
            return ()
        if self.basis_for == self.patient:
            return ()
        self.basis = self.basis_for = None
        return (act.SetBasis(basis=None),)

    def drop_loose_basis(self) -> act.Actions:
        """A basis that was chosen for a number not whole yet goes to no number but the one that was being typed."""
        if self.basis is None or self.basis_for is not None:
            return ()
        self.basis = None
        return (act.SetBasis(basis=None),)

    def bring_back(self, held: Lookup) -> act.Actions:
        """The basis with which results were fetched that are on the screen again."""
        if held.basis.elevated:
            return ()
        self.basis, self.basis_for, self.acute_sure = held.basis, held.patient, True
        return (act.SetBasis(basis=self.basis),)

    def choose_role(self, code: str, key: str) -> bool:
        """``key``: of the person who is logged in, or "". Whether that changed anything."""
        if code == self.role:
            return False
        self.role, self.role_for = code, key if code else ""
        return True

    def choose_organisation(self, orgnr: str) -> bool:
        """Whether that changed anything."""
        if orgnr == self.orgnr or (orgnr and orgnr not in self.orgnrs):
            return False
        self.orgnr = orgnr
        return True

    def organisations_known(self, orgnrs: Sequence[str]) -> None:
        """These may be spoken for. A choice that is still among them stays; a single one needs no choice."""
        self.orgnrs = tuple(orgnrs)
        if self.orgnr not in self.orgnrs:
            self.orgnr = self.orgnrs[0] if len(self.orgnrs) == 1 else ""

    def clear(self) -> act.Actions:
        """The patient is gone."""
        self.text, self.patient, self.basis, self.basis_for = "", None, None, None
        return (act.SetNumber(patient=None), act.SetBasis(basis=None))

    def clear_role(self) -> act.Actions:
        """No role is chosen."""
        self.role = self.role_for = ""
        return (act.ClearRole(),)
