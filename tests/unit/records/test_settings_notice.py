"""The notice of a newer version is the administrator's word alone, whatever the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.records.policy import load_settings
from tests.unit.records.kit import failure, make_places, policy, user

if TYPE_CHECKING:
    from pathlib import Path

KEY = "mD9Rq0xkWjv6mC3T0Zb0Yx8s0m7Jq3dP2n1rT4u5V6w="
BOTH = f'[notice]\nurl = "https://intranett.example/notice.json"\npublic_key = "{KEY}"\n'


def test_by_policy(tmp_path: Path) -> None:
    places = make_places(tmp_path)
    policy(places, BOTH)
    said = load_settings(places).notice
    assert (said.url, said.public_key) == ("https://intranett.example/notice.json", KEY)
    user(places, BOTH)  # no offence: it is what is in force
    assert load_settings(places).locked("notice.url")


@pytest.mark.parametrize("profile", ["test", "prod"])
@pytest.mark.parametrize("name", ["url", "public_key"])
@pytest.mark.parametrize("by", ["", BOTH])
def test_no_users_file_may_say_it(tmp_path: Path, profile: str, name: str, by: str) -> None:
    places = make_places(tmp_path)
    policy(places, f'[profile]\nname = "{profile}"\n{by}')
    value = {"url": "https://evil.example/notice.json", "public_key": "A" * 43 + "="}[name]
    user(places, f'[notice]\n{name} = "{value}"\n')
    error = failure(places)
    assert (error.code, error.params["setting"], error.params["line"]) == (ErrorCode.SETTINGS_REFUSED, f"notice.{name}", "2")
    config = tmp_path / "own.toml"
    config.write_text(places.settings_file.read_text("utf-8"), encoding="utf-8")
    assert failure(places, config).code is ErrorCode.SETTINGS_REFUSED


@pytest.mark.parametrize(
    "line",
    [
        'url = "http://intranett.example/notice.json"', 'url = "http://127.0.0.1/notice.json"', 'url = 7',
        'url = "https://intranett.example/notice.json?who=me"', 'url = "https://me@intranett.example/n"', 'url = "ftp://x.example"',
        'public_key = "short"', f'public_key = "{KEY[:-2]}B="', f'public_key = "{KEY}{KEY}"', "public_key = true",
    ],
)  # fmt: skip
def test_only_https_without_a_query_and_only_a_key(tmp_path: Path, line: str) -> None:
    places = make_places(tmp_path)
    policy(places, f"[notice]\n{line}\n")
    error = failure(places)
    assert (error.code, error.params["line"]) == (ErrorCode.SETTINGS_INVALID, "2")
