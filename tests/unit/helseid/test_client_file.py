"""The file from Selvbetjening, in the forms in which it occurs, and the settings of a client."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.cli.import_client import after_import
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.config import HelseIdConfig, default_scopes
from provesvar_gui.helseid.keys.client_file import load_private_key, open_to_others, parse_client_file, read_client_file
from provesvar_gui.helseid.keys.client_import import Came
from tests.unit.helseid.test_keys_and_proofs import EC_JWKS, RSA_JWK

if TYPE_CHECKING:
    from pathlib import Path

FILE: dict[str, Any] = {
    "clientName": "Prøve",
    "authority": "https://helseid-sts.test.nhn.no",
    "clientId": "1f2e",
    "grantTypes": ["authorization_code"],
    "scopes": ["openid", "nhn:pps/provesvar-read"],
    "redirectUris": ["http://localhost:8089/callback"],
    "postLogoutRedirectUris": [],
    "rsaPrivateKey": "<RSAKeyValue/>",
    "privateJwk": json.dumps(RSA_JWK),
    "pkceRequired": True,
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("jwk", [RSA_JWK, EC_JWKS["P-384"], {**EC_JWKS["P-256"], "kid": "k", "alg": "ES256"}])
@pytest.mark.parametrize("as_text", [True, False])
def test_the_forms_of_the_file(encoding: str, jwk: dict[str, Any], as_text: bool) -> None:
    document = {**FILE, "privateJwk": json.dumps(jwk) if as_text else jwk}
    found = parse_client_file(json.dumps(document).encode(encoding), file_name="HelseId.json")
    assert (found.authority, found.client_id) == (FILE["authority"], "1f2e")
    assert found.scopes == ("openid", "nhn:pps/provesvar-read")
    assert found.redirect_uris == ("http://localhost:8089/callback",)
    assert load_private_key(found.private_jwk).key_id == jwk.get("kid")
    assert jwk["d"] not in repr(found)


def test_a_machine_client_and_a_bare_key() -> None:
    short = {name: FILE[name] for name in ("authority", "clientId", "privateJwk")}
    assert parse_client_file(json.dumps(short).encode(), file_name="x").redirect_uris == ()
    assert parse_client_file(json.dumps(RSA_JWK).encode(), file_name="x").client_id == ""


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        read_client_file(tmp_path / "none.json")
    assert caught.value.code is ErrorCode.KEY_MISSING
    assert str(tmp_path) not in str(caught.value)
    (tmp_path / "HelseId.json").write_text(json.dumps(FILE), encoding="utf-8-sig")
    assert read_client_file(tmp_path / "HelseId.json").client_id == "1f2e"


@pytest.mark.skipif(sys.platform == "win32", reason="file modes say nothing about who may read there")
@pytest.mark.parametrize(
    ("mode", "others"),
    [(0o600, False), (0o400, False), (0o640, True), (0o604, True), (0o644, True), (0o620, True), (0o602, True)],
)
def test_a_file_that_others_can_read_or_change_is_told(tmp_path: Path, mode: int, others: bool) -> None:
    path = tmp_path / "Helse Id.json"
    path.write_text("{}")
    path.chmod(mode)
    assert open_to_others(path) is others
    words = "\n".join(after_import(path, Came.ALONE))
    assert "Delete the file now" in words
    assert f"rm '{path}'" in words
    assert ("Other users of this machine" in words) is others
    assert ("new key" in words) is others


def test_a_file_that_has_gone_meanwhile(tmp_path: Path) -> None:
    assert not open_to_others(tmp_path / "none.json")


def config(**changes: Any) -> HelseIdConfig:
    return HelseIdConfig(
        **{"authority": "https://a.example", "client_id": "c", "redirect_uris": ("http://localhost/cb",), **changes}
    )


def test_settings_that_make_sense() -> None:
    assert config().scopes == default_scopes(2)
    assert config().api_scopes == ("nhn:pps/provesvar-read",)
    assert config(api_version=1).api_scopes == ("nhn:pps/provesvar",)
    for authority in ("http://localhost:5000", "http://127.0.0.1:1/x", "http://[::1]:1", "https://a.example/guid"):
        config(authority=authority)
    config(redirect_uris=("http://127.0.0.1:0/", "http://[::1]:7/cb"))


@pytest.mark.parametrize(
    ("changes", "setting"),
    [
        ({"authority": "http://a.example"}, "authority"),
        ({"authority": "https://"}, "authority"),
        ({"authority": "https://a.example?x"}, "authority"),
        ({"authority": "https://u@a.example"}, "authority"),
        ({"authority": "https://a.example:x"}, "authority"),
        ({"authority": "http://localhost.evil.example"}, "authority"),
        ({"api_version": 3}, "api_version"),
        ({"scopes": ("nhn:pps/x",)}, "scopes"),
        ({"redirect_uris": ()}, "redirect_uris"),
        ({"redirect_uris": ("https://localhost/cb",)}, "redirect_uris"),
        ({"redirect_uris": ("http://a.example/cb",)}, "redirect_uris"),
        ({"redirect_uris": ("http://localhost:x/cb",)}, "redirect_uris"),
        ({"redirect_uris": ("http://localhost/cb?x=1",)}, "redirect_uris"),
        ({"redirect_uris": ("http://localhost/c b",)}, "redirect_uris"),
        ({"redirect_uris": ("http://0.0.0.0:1/cb",)}, "redirect_uris"),
    ],
)
def test_settings_that_do_not(changes: dict[str, Any], setting: str) -> None:
    with pytest.raises(AppError) as caught:
        config(**changes)
    assert caught.value.code is ErrorCode.SETTINGS_INVALID
    assert caught.value.params["setting"] == setting


def test_no_client_is_its_own_error() -> None:
    with pytest.raises(AppError) as caught:
        config(client_id="")
    assert caught.value.code is ErrorCode.CLIENT_NOT_CONFIGURED
