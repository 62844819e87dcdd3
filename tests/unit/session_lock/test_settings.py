"""Who may say what lifts the lock, and what pictures of the screen show; and that the window is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.options import Options
from provesvar_gui.platform.places import Places
from provesvar_gui.ui.window_settings import WindowSettings
from provesvar_gui.wiring.configuration import Configuration
from tests.unit.settings.kit import make_places, policy, user


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


def told(places: Places) -> WindowSettings:
    configuration = Configuration(Options(), places)
    return configuration.of_window(configuration.read())


def test_built_in(places: Places) -> None:
    assert (told(places).values.lock.proof, told(places).values.privacy.screen_capture) == ("helseid", "allow")


@pytest.mark.parametrize("proof", ["system", "pin"])
def test_the_policy_says(places: Places, proof: str) -> None:
    policy(places, f'[profile]\nname = "prod"\n[lock]\nproof = "{proof}"\n[privacy]\nscreen_capture = "exclude"\n')
    assert (told(places).values.lock.proof, told(places).values.privacy.screen_capture) == (proof, "exclude")


@pytest.mark.parametrize(
    "line", ['[lock]\nproof = "system"\n', '[lock]\nproof = "pin"\n', '[privacy]\nscreen_capture = "exclude"\n']
)
def test_a_user_cannot_in_prod(places: Places, line: str) -> None:
    policy(places, '[profile]\nname = "prod"\n')
    user(places, line)
    with pytest.raises(AppError) as refused:
        told(places)
    assert refused.value.code is ErrorCode.SETTINGS_REFUSED


def test_anything_else_is_invalid(places: Places) -> None:
    user(places, '[lock]\nproof = "none"\n')
    with pytest.raises(AppError) as refused:
        told(places)
    assert refused.value.code is ErrorCode.SETTINGS_INVALID
