"""What the window goes by where a policy cannot be read, or not all of it: of the lock, the strict side."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.platform.places import Places
from provesvar_gui.settings.policy import cautious_settings
from provesvar_gui.settings.settings import Settings
from tests.unit.settings.kit import make_places, policy

LOCK = "[lock]\nidle_seconds = 60\nwipe_seconds = 120\nbedside = false\n"
STRICTEST = (60, 120, False)
BUILTIN = (120, 600, True)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


def lock_of(settings: Settings) -> tuple[int, int, bool]:
    return settings.lock.idle_seconds, settings.lock.wipe_seconds, settings.lock.bedside


@pytest.mark.hazard("S83")
@pytest.mark.parametrize("slip", ["[ui]\nx = = 1\n", "[ui\n", "[lock]\n[lock]\n"])
def test_a_policy_that_may_say_when_to_lock_locks_as_soon_as_any_could(places: Places, slip: str) -> None:
    policy(places, LOCK + slip)
    assert lock_of(cautious_settings(places)) == STRICTEST
    policy(places, slip)  # nobody can tell that it does not say so
    assert lock_of(cautious_settings(places)) == STRICTEST
    assert lock_of(cautious_settings(places, read=False)) == STRICTEST


def test_of_the_lock_what_can_be_read_holds(places: Places) -> None:
    policy(places, '[lock]\nidle_seconds = "soon"\nwipe_seconds = 300\nbedside = true\n')
    assert lock_of(cautious_settings(places)) == (60, 300, True)
    policy(places, '[lock]\nidle_seconds = 300\nwipe_seconds = "soon"\nbedside = 1\n')
    assert lock_of(cautious_settings(places)) == (120, 120, False)  # no patient is wiped before the window is locked
    policy(places, "[lock]\nidle_seconds = 90\n[contact]\nsupport = 5\n")
    assert lock_of(cautious_settings(places)) == (90, 120, False)


def test_where_there_is_no_policy_the_built_in_values(places: Places) -> None:
    assert lock_of(cautious_settings(places)) == BUILTIN
