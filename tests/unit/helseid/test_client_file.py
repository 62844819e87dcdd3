from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.cli.client import after_import
from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.keys.client_file import (
    Complaint,
    JudgedFile,
    judge,
    load_private_key,
    open_to_others,
    parse_client_file,
    read_client_file,
)
from provesvar_gui.helseid.keys.key_ring import ImportOutcome, KeyPlace, keep
from provesvar_gui.helseid.model import HelseIdConfig, default_scopes
from provesvar_gui.ui.admin.import_text import complaint_text
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.helseid.kit import client_jwk
from tests.unit.helseid.test_keys_and_proofs import EC_JWKS, RSA_JWK

TEST = "https://helseid-sts.test.nhn.no"
PROD = "https://helseid-sts.nhn.no"
FILE: dict[str, Any] = {
    "authority": TEST,
    "clientId": "1f2e",
    "rsaPrivateKey": "<RSAKeyValue/>",
    "grantTypes": ["authorization_code"],
    "scopes": list(default_scopes(2)),
    "redirectUris": ["http://localhost:11731/callback", "http://localhost:16273/callback"],
    "privateJwk": json.dumps(client_jwk()),
}


def judged(*, prod: bool = False, without: str = "", **changes: Any) -> JudgedFile:
    document = {name: value for name, value in {**FILE, **changes}.items() if name != without}
    file = parse_client_file(json.dumps(document).encode())
    return judge(file, PROD if prod else TEST, default_scopes(2), prod=prod)


def test_a_good_file_needs_no_word() -> None:
    found = judged()
    assert found.findings == ()
    assert found.settings == {
        "helseid.client_id": "1f2e",
        "helseid.key": "vault",
        "helseid.redirect_uris": ["http://localhost:11731/callback", "http://localhost:16273/callback"],
    }
    assert judged(prod=True, authority=PROD).findings == ()
    for name in ("authority", "scopes", "redirectUris", "grantTypes"):  # as a machine client's short file has them
        assert judged(without=name).findings == ()


@pytest.mark.hazard("S77")
@pytest.mark.parametrize(
    ("made", "complaint", "where", "refuses"),
    [
        ({"without": "clientId"}, Complaint.NO_CLIENT_ID, "clientId", True),
        ({"authority": PROD}, Complaint.AUTHORITY_OTHER, "authority", True),
        ({"prod": True}, Complaint.AUTHORITY_OTHER, "authority", True),
        ({"authority": "https://[broken"}, Complaint.AUTHORITY_OTHER, "authority", True),
        ({"grantTypes": ["client_credentials"]}, Complaint.GRANT_MISSING, "grantTypes", True),
        ({"scopes": [s for s in FILE["scopes"] if s != "openid"]}, Complaint.SCOPES_NEEDED, "scopes", True),
        ({"scopes": [s for s in FILE["scopes"] if "hpr" not in s]}, Complaint.SCOPES_NEEDED, "scopes", True),
        ({"scopes": [s for s in FILE["scopes"] if "pps" not in s]}, Complaint.SCOPES_NEEDED, "scopes", True),
        ({"prod": True, "authority": PROD, "redirectUris": []}, Complaint.REDIRECT_MISSING, "redirectUris", True),
        ({"redirectUris": ["https://localhost:1/cb"]}, Complaint.REDIRECT_UNUSABLE, "redirectUris", True),
        *(
            ({"redirectUris": [f"http://{uri}"]}, Complaint.REDIRECT_UNUSABLE, "redirectUris", True)
            for uri in ("epj.example/cb", "localhost:x/cb", "localhost/cb?x=1", "localhost/c b", "0.0.0.0:1/cb", "127.0.0.2:1/cb")
        ),
        ({"redirectUris": ["x", "http://localhost:1/cb"]}, Complaint.REDIRECT_UNUSABLE, "redirectUris", False),
        (
            {"prod": True, "authority": PROD, "redirectUris": ["http://localhost:0/cb"]},
            Complaint.REDIRECT_UNUSABLE, "redirectUris", True,
        ),
        (
            {"prod": True, "authority": PROD, "redirectUris": ["http://localhost:7/cb"]},
            Complaint.REDIRECT_ONLY_ONE, "redirectUris", False,
        ),
        ({"privateJwk": json.dumps(RSA_JWK)}, Complaint.KEY_SMALL, "privateJwk", False),
        ({"without": "privateJwk"}, Complaint.KEY_UNUSABLE, "privateJwk", True),
        ({"privateJwk": "x"}, Complaint.KEY_UNUSABLE, "privateJwk", True),
        ({"privateJwk": {"kty": "RSA"}}, Complaint.KEY_UNUSABLE, "privateJwk", True),
    ],
)  # fmt: skip
def test_each_complaint_names_the_field_and_what_to_do(
    made: dict[str, Any], complaint: Complaint, where: str, refuses: bool
) -> None:
    found = judged(**made)
    (finding,) = found.findings
    assert (finding.complaint, finding.where, finding.refuses) == (complaint, where, refuses)
    assert found.refused is refuses
    what, remedy = complaint_text(finding)
    assert what.startswith(f"{where}: ")
    assert len(remedy) > 20
    assert "{" not in what + remedy


def test_everything_is_told_at_once() -> None:
    found = judged(prod=True, without="clientId", grantTypes=["x"], scopes=["a"], redirectUris=[])
    assert len({finding.where for finding in found.findings}) == 5
    assert found.refused
    with_key = judged(authority=PROD, scopes=["openid"], privateJwk={"kty": "oct", "k": "c2VjcmV0"})
    assert [finding.where for finding in with_key.findings if finding.refuses] == ["authority", "scopes", "privateJwk"]
    assert "c2VjcmV0" not in repr(with_key)


def test_what_cannot_be_used_is_not_among_the_settings() -> None:
    found = judged(redirectUris=["x", "http://localhost:1/cb", "https://localhost/cb"])
    assert found.settings["helseid.redirect_uris"] == ["http://localhost:1/cb"]
    assert "helseid.redirect_uris" not in judged(redirectUris=[]).settings


def test_a_files_own_words_are_never_templates_and_no_markup_of_a_host() -> None:
    (finding,) = judged(authority="https://{wanted}.example").findings
    assert "{wanted}.example" in complaint_text(finding)[0]
    assert judged(authority="https://" + "x" * 200).findings[0].params["found"] == ""
    assert judged(clientId="1\u202e2\x1bf\0").file.client_id == "1⟨U+202E⟩2⟨U+001B⟩f⟨U+0000⟩"


def test_the_key_of_a_file_is_stored() -> None:
    place = KeyPlace()
    found = judged()
    assert run(keep(found, place)) is ImportOutcome.ALONE
    ring = run(place.load())
    assert ring.client_id == "1f2e"
    assert ring.newest.key().algorithm == "ES256"
    assert ring.newest.private_jwk not in repr(ring) + repr(found)
    with pytest.raises(ValueError, match="refused"):
        run(keep(judged(without="clientId"), place))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("jwk", [RSA_JWK, EC_JWKS["P-384"], {**EC_JWKS["P-256"], "kid": "k", "alg": "ES256"}])
@pytest.mark.parametrize("as_text", [True, False])
def test_the_forms_of_the_file(encoding: str, jwk: dict[str, Any], as_text: bool) -> None:
    document = {**FILE, "privateJwk": json.dumps(jwk) if as_text else jwk}
    found = parse_client_file(json.dumps(document).encode(encoding))
    assert (found.authority, found.client_id) == (TEST, "1f2e")
    assert found.scopes == default_scopes(2)
    assert found.redirect_uris == tuple(FILE["redirectUris"])
    assert load_private_key(found.private_jwk).key_id == jwk.get("kid")
    assert jwk["d"] not in repr(found)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with app_error(ErrorCode.KEY_MISSING) as caught:
        read_client_file(tmp_path / "none.json")
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
    words = "\n".join(after_import(path, ImportOutcome.ALONE))
    assert all(each in words for each in ("Delete the file now", f"rm '{path}'"))
    assert ("Other users of this machine" in words) is others
    assert ("new key" in words) is others


def test_what_a_client_needs_beside_what_the_settings_check() -> None:
    good: dict[str, Any] = {"authority": "https://a.example", "client_id": "c", "redirect_uris": ("http://localhost/cb",)}
    assert HelseIdConfig(**good).scopes == default_scopes(2)
    assert HelseIdConfig(**good).api_scopes == ("nhn:pps/provesvar-read",)
    assert HelseIdConfig(**good, api_version=1).api_scopes == ("nhn:pps/provesvar",)
    for wrong in ({"scopes": ("nhn:pps/x",)}, {"redirect_uris": ()}):
        with app_error(ErrorCode.SETTINGS_INVALID) as caught:
            HelseIdConfig(**{**good, **wrong})
        assert {caught.value.params["setting"]} == wrong.keys()
