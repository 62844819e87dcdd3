"""The user's file where it is not simply a file in its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from provesvar_gui.errors import AppError
from provesvar_gui.settings.files import update_file
from provesvar_gui.settings.policy import load_settings
from tests.unit.settings.kit import make_places, user

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


@pytest.mark.parametrize("relative", [False, True])
def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path, relative: bool) -> None:
    places = make_places(tmp_path)
    user(places, '[ui]\nlanguage = "en"\n')
    kept = tmp_path / "dotfiles" / "provesvar.toml"
    kept.parent.mkdir(mode=0o755)
    places.settings_file.rename(kept)
    places.settings_file.symlink_to(os.path.relpath(kept, places.config) if relative else kept)
    before = kept.parent.stat().st_mode
    update_file(places.settings_file, {"ui.drill": True})
    assert places.settings_file.is_symlink()
    assert "drill = true" in kept.read_text("utf-8")
    assert (load_settings(places).ui.language, load_settings(places).ui.drill) == ("en", True)
    assert [each.name for each in kept.parent.iterdir()] == [kept.name]
    assert kept.parent.stat().st_mode == before


def test_a_link_to_nothing_is_told_and_stays(tmp_path: Path) -> None:
    places = make_places(tmp_path)
    places.config.mkdir()
    places.settings_file.symlink_to(tmp_path / "nowhere")
    with pytest.raises(AppError):
        update_file(places.settings_file, {"ui.drill": True})
    assert places.settings_file.is_symlink()
    assert not (tmp_path / "nowhere").exists()
