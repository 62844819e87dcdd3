"""Files that another user wrote or may write, or that are broken: the client file, the machine's key, settings and policy."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.client_file import parse_client_file
from provesvar_gui.helseid.keys.key_ring import KeyRing, MachinePlace, StoredKey, ring_text
from provesvar_gui.settings.policy import load_settings
from tests.hostile import Case, silent
from tests.unit.helseid.kit import client_jwk
from tests.unit.helseid.test_keys_and_proofs import RSA_JWK
from tests.unit.settings.kit import make_places, policy, user

Files = dict[str, str | bytes]
JWK = client_jwk()
FILE: dict[str, Any] = {"authority": "https://helseid-sts.test.nhn.no", "clientId": "1f2e", "privateJwk": json.dumps(JWK)}
RING = KeyRing(keys=(StoredKey(private_jwk=json.dumps(JWK)),), client_id="1f2e")


def imported(raw: bytes | dict[str, Any]) -> str:
    found = parse_client_file(raw if isinstance(raw, bytes) else json.dumps(raw).encode())
    assert JWK["d"] not in repr(found)
    assert bool(found.private_jwk) is not bool(found.key_fault)
    return found.key_fault and (MISSING if found.key_fault == "no privateJwk" else MALFORMED)


def read(prepare: Callable[[Path], Path | None]) -> str:
    """The machine's key, after this was done to its file; where it lies, if that is another one."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "etc"
        folder.mkdir(mode=0o755)
        path = folder / "machine-key.json"
        path.write_text(ring_text(RING))
        path.chmod(0o600)
        owner = path.stat().st_uid
        path = prepare(path) or path
        try:
            assert asyncio.run(MachinePlace(path, administrator=owner, owned=False).load()) == RING
        except AppError as error:
            return silent(error, "private", JWK["d"]).code.value
        return ""


def loaded(ways: tuple[Files, ...]) -> str:
    """Settings, in each of these ways: written by the user, in a file of the command line's (``config``), or in the policy."""

    def one(files: Files) -> str:
        with tempfile.TemporaryDirectory() as root:
            places = make_places(Path(root))
            config = Path(root) / "config.toml" if "config" in files else None
            for name, text in files.items():
                raw = text if isinstance(text, bytes) else text.encode()
                if name == "config" and config is not None:
                    config.write_bytes(raw)
                elif name == "policy" and isinstance(text, str):
                    policy(places, text)
                else:
                    user(places, raw)
            try:
                load_settings(places, config)
            except AppError as error:
                return f"{silent(error, 'evil').code.value}: {error.params.get('setting') or error.params['kind']}"
            return ""

    return " / ".join(sorted({one(files) for files in ways}))


client = partial(Case, imported)
key = partial(Case, read)
settings = partial(Case, loaded)
PROD = '[profile]\nname = "prod"\n'
ADDRESS = '[helseid]\nauthority = "https://helseid-sts.nhn.no"\n'


def prod(name: str, setting: str, line: str) -> Case:
    """In production the user may not say it, the policy may; in test the user may. ``line``: of TOML, in the setting's table."""
    text = f"[{setting.partition('.')[0]}]\n{line}\n"
    refused = (
        *({"user": PROD + text}, {"config": PROD + text}, {"policy": PROD, "user": f'[profile]\nname = "test"\n{text}'}),
        {"policy": ADDRESS, "user": text},  # production, too, though the policy forgot to call it that
    )
    accepted = ({"policy": PROD + text}, {"policy": PROD + text, "user": text}, {"user": text})
    return Case(loaded, name, refused, f"settings-refused: {setting}", accepted)


def way_to_prod(name: str, setting: str, line: str) -> Case:
    """The profile test is no way to production. ``accepted``: the same of another host."""
    refused = f"[{setting.partition('.')[0]}]\n{line}\n"
    accepted = refused.replace("nhn", "example").replace("NHN", "EXAMPLE").replace("%2E", ".")
    reason = f"settings-refused: {setting}"
    return Case(loaded, name, ({"user": refused},), reason, ({"user": accepted},))


def mode(bits: int, *, of_folder: bool = False) -> Callable[[Path], None]:
    return lambda path: (path.parent if of_folder else path).chmod(bits)


def above(bits: int) -> Callable[[Path], None]:
    return lambda path: path.parent.parent.chmod(bits)


def content(raw: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(raw)

    return write


def link(path: Path) -> Path:
    path.with_name("link.json").symlink_to(path)
    return path.with_name("link.json")


def pipe(path: Path) -> Path:
    os.mkfifo(path.with_name("pipe.json"), 0o600)
    return path.with_name("pipe.json")


def renamed(path: Path) -> Path:
    return path.rename(path.with_name("another.json"))


MALFORMED, MISSING, EXPOSED = ErrorCode.KEY_MALFORMED.value, ErrorCode.KEY_MISSING.value, ErrorCode.KEY_EXPOSED.value
ROWS = [
    client("client file: empty", b"", MALFORMED, FILE),
    client("client file: half a letter", b"\xff\xfe\x00", MALFORMED, json.dumps(FILE).encode("utf-16")),
    client("client file: no text", b"\x80" + json.dumps(FILE).encode(), MALFORMED, b"\xef\xbb\xbf" + json.dumps(FILE).encode()),
    client("client file: nested without end", b"[" * 100_000, MALFORMED, FILE),
    client("client file: too large", json.dumps(FILE).encode().ljust(256 * 1024 + 1), MALFORMED,
           json.dumps(FILE).encode().ljust(256 * 1024)),
    client("client file: nothing in it", {}, MISSING, JWK),
    client("client file: no key", {**FILE, "privateJwk": None}, MISSING, {"privateJwk": FILE["privateJwk"]}),
    client("client file: a key that is no JSON", {**FILE, "privateJwk": "x"}, MALFORMED, FILE),
    client("client file: a key without its numbers", {**FILE, "privateJwk": {"kty": "RSA"}}, MALFORMED, FILE),
    client("client file: an RSA key that is damaged", {**FILE, "privateJwk": {**RSA_JWK, "d": RSA_JWK["d"][::-1]}}, MALFORMED,
           {**FILE, "privateJwk": RSA_JWK}),
    client("client file: an RSA key without end", {**FILE, "privateJwk": {**RSA_JWK, "n": "_" * 100_000}}, MALFORMED,
           {**FILE, "privateJwk": {name: RSA_JWK[name] for name in ("kty", "n", "e", "d")}}),
    client("client file: a public key", {**FILE, "privateJwk": {k: v for k, v in JWK.items() if k != "d"}}, MALFORMED, FILE),
    client("client file: a secret that others know too", {**FILE, "privateJwk": {"kty": "oct", "k": "AAAA"}}, MALFORMED, FILE),
    key("the machine's key: everybody may exchange its folder", above(0o777), EXPOSED, above(0o1777)),
    key("the machine's key: everybody may read it", mode(0o644), EXPOSED, mode(0o640)),
    key("the machine's key: everybody may write to it", mode(0o666), EXPOSED, mode(0o640)),
    key("the machine's key: the group may write to it", mode(0o660), EXPOSED, mode(0o640)),
    key("the machine's key: the group may write in its folder", mode(0o775, of_folder=True), EXPOSED,
        mode(0o755, of_folder=True)),
    key("the machine's key: everybody may write in its folder", mode(0o777, of_folder=True), EXPOSED,
        mode(0o750, of_folder=True)),
    key("the machine's key: a link in its place", link, MISSING, renamed),
    key("the machine's key: a pipe in its place", pipe, EXPOSED, renamed),
    key("the machine's key: nested without end", content(b"{" * 100_000), MALFORMED, content(ring_text(RING).encode())),
    prod("settings in production: where the login goes", "helseid.authority", 'authority = "https://evil.example"'),
    prod("settings in production: where results come from", "pps.base_url", 'base_url = "https://evil.example"'),
    prod("settings in production: through whose proxy", "network.proxy", 'proxy = "http://evil.example:1"'),
    prod("settings in production: past the proxy", "network.proxy", 'proxy = "none"'),
    prod("settings in production: whose certificates count", "network.ca_file", 'ca_file = "/tmp/evil.pem"'),
    prod("settings in production: what may be opened", "pps.outcomes",
         'outcomes = { Specific = { screen = "blocked", openable = true } }'),
    prod("settings in production: tokens that are bound to no key", "pps.api_version", "api_version = 1"),
    prod("settings in production: a code that is bound to no key", "helseid.dpop_jkt", "dpop_jkt = false"),
    prod("settings in production: whose library is loaded", "helseid.pkcs11",
         'pkcs11 = "pkcs11:token=A?module-path=/tmp/evil.so"'),
    prod("settings in production: whose key it is", "helseid.key", 'key = "machine"'),
    prod("settings in production: where the machine's key lies", "helseid.machine_key", 'machine_key = "/tmp/evil.json"'),
    prod("settings in production: a key in the memory", "helseid.no_vault", 'no_vault = "memory"'),
    prod("settings in production: whose list of roles", "kodeverk.url", 'url = "https://evil.example/9060"'),
    way_to_prod("settings of test: production in capitals", "pps.base_url", 'base_url = "https://PPS.nhn.no/v2"'),
    way_to_prod("settings of test: production through a proxy of one's own", "pps.base_url",
                'base_url = "https://PPS.nhn.no/v2"\n[network]\nproxy = "http://mine.example:1"'),
    way_to_prod("settings of test: production with a dot behind", "pps.base_url", 'base_url = "https://pps.nhn.no./v2"'),
    way_to_prod("settings of test: production with a port", "pps.base_url", 'base_url = "https://PPS.NHN.NO.:443/v2"'),
    way_to_prod("settings of test: production with an escape", "pps.base_url", 'base_url = "https://pps.nhn%2Eno/v2"'),
    way_to_prod("settings of test: production for the login", "helseid.authority", 'authority = "https://helseid-sts.nhn.no"'),
    way_to_prod("settings of test: production for the login, with dot and port", "helseid.authority",
                'authority = "https://HelseID-sts.nhn.no.:8443"'),
    settings("settings: too large", ({"user": "#" * 300_000},), "settings-unreadable: large",
             ({"user": "#" * 200_000},)),
    settings("settings: nested without end", ({"user": b"a = " + b"[" * 100_000},), "settings-unreadable: syntax",
             ({"user": b"a = " + b"[" * 20 + b"]" * 20},)),
    settings("settings: a policy that is cut off", ({"policy": "[privacy"},), "settings-unreadable: syntax",
             ({"policy": "[privacy]"},)),
]  # fmt: skip
