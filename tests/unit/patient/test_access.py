"""Which roles and bases rarely go together: only where the sources say so."""

from __future__ import annotations

import pytest

from provesvar_gui.patient.access import AccessBasis, rarely_together


@pytest.mark.parametrize("basis", [None, *AccessBasis])
@pytest.mark.parametrize(
    ("role", "named"), [("LE", True), ("SP", True), ("AA", False), ("FA1", False), ("HP", False), ("", True)]
)
def test_only_exemption_is_described_for_some_roles_alone(basis: AccessBasis | None, role: str, named: bool) -> None:
    assert rarely_together(basis, role) is (basis is AccessBasis.UNNTAK and not named)
