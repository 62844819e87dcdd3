"""What the service's codes mean: a file changes what it names, and leaves the rest as it was (invariant 12)."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.platform.places import Places
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.rules import OutcomeRule
from tests.unit.settings.kit import make_places, policy

RESTRICTED = OutcomeRule(screen="restricted", openable=True)
BLOCKED = OutcomeRule(screen="blocked", openable=False)
OPTED_OUT = OutcomeRule(screen="opted-out", openable=False)
BUILTIN = {"General": RESTRICTED, "Specific": BLOCKED, "Reservation": OPTED_OUT}


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", {}),
        ("General = { screen = 'restricted', openable = false }", {"General": OutcomeRule(screen="restricted", openable=False)}),
        ("general = { screen = 'restricted', openable = false }", {"General": OutcomeRule(screen="restricted", openable=False)}),
        ("' SPECIFIC ' = { screen = 'blocked', openable = true }", {"Specific": OutcomeRule(screen="blocked", openable=True)}),
        ("Ny = { screen = 'unknown', openable = false }", {"Ny": OutcomeRule(screen="unknown", openable=False)}),
    ],
)
def test_a_policy_is_laid_over_the_builtin_table(places: Places, text: str, changed: dict[str, OutcomeRule]) -> None:
    policy(places, f"[pps.outcomes]\n{text}\n")
    assert dict(load_settings(places).pps.outcomes) == BUILTIN | changed
