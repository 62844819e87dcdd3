"""Local codes of laboratories: only the policy names them in prod, and what is wrong with one is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.places import Places
from provesvar_gui.results.emergency_table import LocalCode
from provesvar_gui.settings.policy import load_settings
from tests.unit.settings.kit import failure, make_places, policy, user

ENTRY = '[[acute.local_codes]]\nlaboratory = "1"\ncode = "S-KALIUM"\nanalyte = "potassium"\n'


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


def test_by_default_there_are_none(places: Places) -> None:
    assert load_settings(places).acute.local_codes == ()


def test_an_entry_with_and_without_a_unit(places: Places) -> None:
    policy(places, f'{ENTRY}[[acute.local_codes]]\nlaboratory = "1"\ncode = "S-KALIUM"\nunit = ""\nanalyte = "sodium"\n')
    assert load_settings(places).acute.local_codes == (
        LocalCode(laboratory="1", code="S-KALIUM", analyte="potassium"),
        LocalCode(laboratory="1", code="S-KALIUM", analyte="sodium", unit=""),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[acute]\nlocal_codes = "S-KALIUM"\n', "2"),
        (f"# ours\n{ENTRY.replace('potassium', 'kalium')}", "2"),
        (f"{ENTRY}color = 1\n", "1"),
        ('[[acute.local_codes]]\nlaboratory = "1"\nanalyte = "potassium"\n', "1"),
        (ENTRY.replace('"1"', '" "'), "1"),
        (ENTRY.replace('"1"', "1"), "1"),
        (f"\n{ENTRY}{ENTRY}", "2"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_may_stand_there(places: Places, text: str, line: str) -> None:
    policy(places, text)
    error = failure(places)
    assert error.code is ErrorCode.SETTINGS_INVALID
    assert (error.params["setting"], error.params["line"]) == ("acute.local_codes", line)
    assert '"potassium"' in error.params["allowed"]
    assert "kalium" not in str(error)


def test_in_prod_only_the_policy_says_what_a_code_is(places: Places) -> None:
    policy(places, '[profile]\nname = "prod"\n')
    user(places, ENTRY)
    error = failure(places)
    assert (error.code, error.params["setting"]) == (ErrorCode.SETTINGS_REFUSED, "acute.local_codes")
    policy(places, f'[profile]\nname = "prod"\n{ENTRY}')
    assert len(load_settings(places).acute.local_codes) == 1
