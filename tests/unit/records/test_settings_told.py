"""What is said about a setting that cannot be used: the file, the line, what may stand there, and never what stood there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.records.policy import load_settings
from tests.unit.records.kit import failure, make_places, policy, user

if TYPE_CHECKING:
    from pathlib import Path

    from provesvar_gui.records.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


@pytest.mark.parametrize(
    ("setting", "text", "line"),
    [
        ("profile.name", '# a\r\n\r\n[ profile ] # which\r\n"name" = "production"\r\n', "4"),
        ("profile.name", "profile.name = 1", "1"),
        ("profile.name", "\nprofile = { name = 1 }", "2"),
        ("pps.outcomes", '[pps]\npage_size = 5\n\n[pps.outcomes]\nGeneral = { screen = "red", openable = true }', "4"),
        ("pps.outcomes", "[pps]\noutcomes.General = 1", "2"),
        ("helseid.organisations", '[helseid]\nkey = "vault"\n[[helseid.organisations]]\norgnr = "1"', "3"),
        ("pps.page_size", '"\\u0070ps".page_size = 0', ""),
    ],
)
def test_the_line_of_a_setting(places: Places, setting: str, text: str, line: str) -> None:
    policy(places, text)
    error = failure(places)
    assert (error.params["setting"], error.params["line"]) == (setting, line)


def test_what_may_stand_there_is_said_and_what_stood_there_is_not(places: Places) -> None:
    policy(places, '[pps]\nother_identifier = "secret"\n[network]\nproxy = "socks://u:secret@a"')
    error = failure(places)
    assert error.params["allowed"] == '"apart", "withhold"'
    assert "secret" not in f"{error} {error.params}"


def test_a_refused_setting_is_told_with_its_line(places: Places) -> None:
    policy(places, '[profile]\nname = "prod"\n')
    user(places, '[ui]\nlanguage = "nb"\n\n[network]\nproxy = "none"\n')
    assert failure(places).params == {"setting": "network.proxy", "file": str(places.settings_file), "line": "5"}


def test_a_policy_may_tighten_what_becomes_of_other_identifiers(places: Places) -> None:
    assert load_settings(places).pps.other_identifier == "apart"
    user(places, '[pps]\nother_identifier = "apart"\n')
    policy(places, '[pps]\nother_identifier = "withhold"\n')
    assert load_settings(places).pps.other_identifier == "withhold"
