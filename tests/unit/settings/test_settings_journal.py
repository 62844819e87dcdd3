"""The settings of the access journal: twelve months under a key in the vault, unless the administrator says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.settings import JournalSettings
from tests.unit.settings.kit import failure, make_places, policy, user


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


def test_built_in(places: Places) -> None:
    assert load_settings(places).journal == JournalSettings(enabled=True, months=12, key="vault")


@pytest.mark.parametrize("text", ["enabled = false", "months = 1", 'key = "file"'])
def test_in_prod_only_the_policy_decides(places: Places, text: str) -> None:
    user(places, f'[profile]\nname = "prod"\n[journal]\n{text}\n')
    assert failure(places).code is ErrorCode.SETTINGS_REFUSED
    user(places, "")
    policy(places, f'[profile]\nname = "prod"\n[journal]\n{text}\n')
    assert load_settings(places).journal != JournalSettings(enabled=True, months=12, key="vault")


@pytest.mark.parametrize("text", ["enabled = 1", "months = 0", "months = 121", "months = true", 'key = "/tmp/key"'])
def test_what_is_refused(places: Places, text: str) -> None:
    user(places, f"[journal]\n{text}\n")
    assert failure(places).code is ErrorCode.SETTINGS_INVALID


def test_the_journal_and_its_key_lie_in_different_folders(places: Places) -> None:
    assert places.journal.parent == places.data
    assert places.journal_key.parent == places.journal_seal.parent == places.state
