"""Whether a session may rest in the vault, by the settings."""

from __future__ import annotations

import pytest

from provesvar_gui.records.policy import fixed_settings
from provesvar_gui.wiring.assembly import keeps_session


@pytest.mark.parametrize("proof", ["system", "helseid", "pin"])
@pytest.mark.parametrize("wanted", [True, False])
def test_a_session_is_kept_only_where_the_systems_unlock_proves_who_is_back(proof: str, wanted: bool) -> None:
    settings = fixed_settings({"helseid.keep_session": wanted, "lock.proof": proof})
    assert keeps_session(settings) == (wanted and proof == "system")


def test_none_is_kept_by_default() -> None:
    assert not keeps_session(fixed_settings({}))
