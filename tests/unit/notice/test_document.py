"""The signed notice: whose word counts, and what it may say."""

from __future__ import annotations

import base64
import json
import stat
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from packaging.notice import sign
from provesvar_gui.notice.document import CONTEXT, LARGEST, Notice, NoticeRefusedError, rank, verified
from provesvar_gui.records.defaults import RULES

if TYPE_CHECKING:
    from pathlib import Path

KEY, OTHER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
PUBLIC = sign.public_text(KEY)
SAID = {"format": 1, "version": "1.2.0", "date": "2026-12-01"}


def document(said: object, key: Ed25519PrivateKey = KEY, context: bytes = CONTEXT) -> bytes:
    payload = said if isinstance(said, bytes) else json.dumps(said).encode()
    parts = {"notice": payload, "signature": key.sign(context + payload)}
    return json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()}).encode()


def test_what_it_says() -> None:
    link = "https://intranett.example:8443/provesvar/1.2"
    body = sign.signed(KEY, version="1.2.0", dated="2026-12-01", text="security", link=link)
    assert verified(body, PUBLIC) == Notice(version="1.2.0", dated=date(2026, 12, 1), text="security", link=link)
    assert verified(document(SAID), PUBLIC) == Notice(version="1.2.0", dated=date(2026, 12, 1))
    assert verified(document({**SAID, "text": "a kind of tomorrow", "more": [1]}), PUBLIC).text == "available"


@pytest.mark.parametrize(
    "body",
    [
        document(SAID, OTHER),
        document(SAID, context=b""),
        document(SAID, context=b"provesvar notice 2\n"),
        document(SAID).replace(b'"signature": "', b'"signature": "AAAA'),
        json.dumps({"notice": base64.b64encode(json.dumps(SAID).encode()).decode()}).encode(),
        json.dumps({"notice": base64.b64encode(json.dumps(SAID).encode()).decode(), "signature": ""}).encode(),
        json.dumps(SAID).encode(),
        b"", b"[]", b"null", b"[" * 4000, b"\xff\xfe", b'{"notice": 1, "signature": 2}',
    ],
)  # fmt: skip
def test_what_is_not_signed_by_the_administrator_is_not_looked_at(body: bytes) -> None:
    with pytest.raises(NoticeRefusedError):
        verified(body, PUBLIC)


@given(at=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_any_changed_bit_is_found_or_changes_nothing(at: int, bit: int) -> None:
    body = bytearray(document(SAID))
    body[at % len(body)] ^= 1 << bit
    try:
        notice = verified(bytes(body), PUBLIC)
    except NoticeRefusedError:
        return
    assert notice == verified(document(SAID), PUBLIC)


@pytest.mark.parametrize(
    "said",
    [
        b"", b"[]", b"7", b"{", b"[" * 2000,
        {**SAID, "format": 2}, {**SAID, "format": True}, {**SAID, "format": "1"},
        {**SAID, "version": ""}, {**SAID, "version": "1.2 beta"}, {**SAID, "version": "v1"}, {**SAID, "version": 1.2},
        {**SAID, "version": "1.2\n"}, {**SAID, "version": "99999.0"}, {**SAID, "date": "soon"}, {**SAID, "date": None},
        {**SAID, "link": "http://intranett.example"}, {**SAID, "link": "https://me@evil.example/"}, {**SAID, "link": 7},
        {**SAID, "link": "javascript:alert(1)"}, {**SAID, "link": "https://x.example/?user=1"},
        {**SAID, "link": "https://x.example/<b>"}, {**SAID, "link": "https://x.example/\u202etxt"},
    ],
)  # fmt: skip
def test_what_it_may_not_say_though_it_is_signed(said: object) -> None:
    with pytest.raises(NoticeRefusedError):
        verified(document(said), PUBLIC)


def test_a_large_one_is_not_read() -> None:
    with pytest.raises(NoticeRefusedError, match="too large"):
        verified(document(SAID) + b" " * LARGEST, PUBLIC)


@pytest.mark.parametrize(
    ("older", "newer"), [("1.9", "1.10"), ("1.2", "1.2.1"), ("0.1.0", "1"), ("1.0.0.dev1", "1.0.1"), ("", "0.1")]
)
def test_versions_in_order(older: str, newer: str) -> None:
    assert rank(older) < rank(newer)
    assert rank("1.2.0") == rank("1.2")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As an administrator uses it: a key once, the policy's line, a notice."""
    key, asked = tmp_path / "key.pem", list[str]()

    def ask(prompt: str) -> str:
        asked.append(prompt)
        return "four words of mine"

    assert sign.main(["new-key", str(key)], ask) == 0
    line = capsys.readouterr().out.strip()
    public = line.partition(" = ")[2].strip('"')
    assert RULES["notice.public_key"](public) == public
    assert b"ENCRYPTED" in key.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert sign.main(["new-key", str(key)], ask) == 1  # never over one that is there
    capsys.readouterr()
    link = "https://intranett.example/provesvar"
    assert sign.main(["sign", str(key), "1.2.0", "--text", "important", "--link", link, "--date", "2026-12-01"], ask) == 0
    notice = verified(capsys.readouterr().out.encode(), public)
    assert notice == Notice(version="1.2.0", dated=date(2026, 12, 1), text="important", link=link)
    assert len(asked) == 5
    for wrong in (["sign", str(key), "next"], ["sign", str(key), "1.2", "--link", "http://x.example"]):
        assert sign.main(wrong, ask) == 1
        assert capsys.readouterr().out == ""
    assert sign.main(["sign", str(key), "1.2"], lambda _prompt: "guessed") == 1


def test_a_key_without_a_passphrase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sign.main(["new-key", str(tmp_path / "k")], lambda _prompt: "") == 0
    capsys.readouterr()
    assert sign.main(["sign", str(tmp_path / "k"), "1.2"], lambda prompt: pytest.fail(prompt)) == 0
    answers = iter(["one", "another"])
    assert sign.main(["new-key", str(tmp_path / "k2")], lambda _prompt: next(answers)) == 1
    assert not (tmp_path / "k2").exists()
