"""The report can be mailed: whatever stands in settings, environment and answers, no secret and no person is in it."""

from __future__ import annotations

import base64
import binascii
import json
import re
import string
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey
from provesvar_gui.self_check.findings import CheckResult, Grade, Item, finding_text, report
from provesvar_gui.self_check.mailable import Mailable, mailable
from provesvar_gui.settings.settings import SETTINGS
from tests.unit.self_check.kit import CLIENT, JWK, NOW, Machine

SAFE = Mailable(home="/people/kari", users=("kari",))
PRIVATE = json.loads(JWK)["d"]
NUMBER, NAME, PASSWORD = "01020312345", "Nordmann", "hunter2"
TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzZWNyZXQifQ.c2lnbmF0dXJl"
SLASHED = "MHcCAQEEIAx/9TbQ+4ufHk/Zy7sRb1Xo/Wm2qLp0+EeVJd/8cGtNaY5/uK3"  # as base64 has it: a key in PEM
SECRETS = (PRIVATE, TOKEN, NUMBER, SLASHED)
few = settings(max_examples=25)


def text_of(found: dict[Item, CheckResult]) -> str:
    return report(list(found.values()), NOW, str)


def quoted(value: str) -> str:
    return json.dumps(value)  # TOML's basic strings are JSON's for printable characters


anywhere = st.sampled_from(SECRETS)
around_it = st.text(alphabet=string.ascii_lowercase + " :=/", max_size=8)
PROXIES = [f"http://kari{odd}:{odd}{PASSWORD}@proxy.example:8080" for odd in ("", "/", "9/", "9?", "9#", "@", "\\")] + [
    f"http://kari:9#{PASSWORD}@proxy.example:8080",
    f"http:///kari:{PASSWORD}@proxy.example",
    f"http://http:/kari:{PASSWORD}@proxy.example",
    f"kari:{PASSWORD}@proxy.example",
]


def is_taken(proxy: str) -> bool:
    try:
        SETTINGS["network.proxy"].rule(proxy)
    except ValueError:
        return False
    return True


from_settings = st.sampled_from([proxy for proxy in PROXIES if is_taken(proxy)])
from_the_system = st.sampled_from(PROXIES)  # nobody has judged these


@pytest.mark.hazard("S80")
@few
@given(data=st.data())
def test_secrets_in_every_setting_that_takes_text(data: st.DataObject) -> None:
    def said(before: str = "") -> str:
        return quoted(before + data.draw(around_it) + " " + data.draw(anywhere) + " " + data.draw(around_it))

    secret = data.draw(anywhere)
    proxy = data.draw(from_the_system)
    own = f"""
[helseid]
client_id = {said()}
machine_key = {said("/")}
scopes = ["openid", {quoted(secret)}]
redirect_uris = ["http://localhost:0/{secret}"]
organisations = [{{ orgnr = "994945688", name = "{NAME} {secret}" }}]
[pps]
includes = [{quoted(secret)}, {quoted("iterate:" + secret)}]
[contact]
privacy = "Kari {NAME} 90 12 34 56"
[kodeverk]
url = "https://list.example/{secret}?key={PASSWORD}"
[network]
proxy = {quoted(data.draw(from_settings))}
ca_file = {said("/")}
[acute]
local_codes = [{{ laboratory = {said()}, code = {said()}, analyte = "potassium" }}]
[{quoted(secret)}]
x = 1
[journal]
{quoted(secret)} = 1
"""
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(Path(folder), own=own)
        machine.ring = KeyRing(keys=(StoredKey(private_jwk=JWK),), client_id=secret)
        machine.services.answers["/metadata"] = AppError(ErrorCode.UNEXPECTED_ANSWER, "x", service_text=secret)
        machine.changes = {
            "proxy_for": lambda _url: proxy,
            "environment": {"BROWSER": f"/people/kari/bin/{secret}", "SSL_CERT_FILE": f"/people/kari/{secret}"},
        }
        text = text_of(machine.check())
    for hidden in (*SECRETS, *SLASHED.split("/"), PASSWORD, NAME, "kari", "90 12 34 56"):
        assert hidden.lower() not in text.lower(), hidden
    assert "994945688" in text


def test_a_good_report_says_what_support_needs(tmp_path: Path) -> None:
    text = text_of(Machine(tmp_path).check())
    for needed in (CLIENT, "https://helseid-sts.test.nhn.no", "http://localhost:0/callback", "~/c/settings.toml", "P-256, ES256"):
        assert needed in text
    assert str(tmp_path) not in text
    assert PRIVATE not in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("/people/kari/.config/x.toml", "~/.config/x.toml"),
        ("/people/karianne/x", "/people/karianne/x"),
        ("/srv/kari/x", "/srv/[user]/x"),
        (r"\\server\kari\x", r"\\server\[user]\x"),
        ("/run/user/1000/provesvar", "/run/user/1000/provesvar"),
        (f"/srv/{NUMBER}/x", "[…]"),
        ("/srv/" + "x" * 43, "[…]"),
        ("/srv/ab/" + "xY1/+Z" * 8, "[…]"),  # a key whose own slashes leave nothing long between them
        (f"key {PRIVATE}", "key [secret]"),
        ("-----BEGIN PRIVATE KEY----- ab/c= -----END PRIVATE KEY-----", "[…]"),
        *(
            (path, path)
            for path in (  # by these an administrator finds the file
                "/srv/workstations/clinicians/configuration/provesvar/settings.toml",
                "/srv/Legevakten_2026_Kommunen/provesvar/settings.toml",
                "/srv/config.brukerprofiler.legevakten/x",
                "/srv/user1/d/xdg-config/provesvar/HelseIdKonfigurasjon.json",
                "/var/lib/spesialisthelsetjenesten/DokumentasjonOgOppsett/klient01/x",
            )
        ),
        *((f"/srv/data/{key}", "[…]") for key in (TOKEN, "0123456789abcdef" * 4, f"words-and-then-{PRIVATE}")),
        ("/home/ola.hansen/HelseId.json", "/home/[user]/HelseId.json"),  # an administrator looks at somebody's
        (r"C:\Users\OLA~1.HAN\x", r"C:\Users\[user]\x"),
        ("/srv/" + "a b/" * 100, ("/srv/" + "a b/" * 100)[:200] + "…"),
        ("/srv/\x1b[31m", "/srv/ [31m"),
    ],
)
def test_paths(value: str, shown: str) -> None:
    assert SAFE.path(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("http://localhost:0/callback", "http://localhost:0/callback"),
        ("HTTP://Proxy_1.Example.:8080/", "HTTP://Proxy_1.Example.:8080"),
        ("socks5://[2001:db8::1]:1080", "socks5://[2001:db8::1]:1080"),
        ("http://srv01web02.sykehuset-hf.innlandet.local", "http://srv01web02.sykehuset-hf.innlandet.local"),
        ("http://u:p@proxy.example:8080", "http://proxy.example:8080"),
        ("https://kari.example", "https://[user].example"),
        (f"https://{PRIVATE}.example", "https://[secret].example"),
        (f"http://host.example/{PRIVATE}", "http://host.example[…]"),
        ("http://proxy.example:8080?p", "[…]"),
        ("http://host:port", "[…]"),
    ],
)
def test_of_an_address_scheme_host_port_and_path_or_nothing(value: str, shown: str) -> None:
    assert SAFE.address(value) == shown


userinfo = st.text(alphabet=string.ascii_letters + string.digits + "/?#@:\\ %.+", max_size=12)


@pytest.mark.hazard("S80")
@settings(max_examples=200)
@given(userinfo, userinfo, st.sampled_from(["http://", "http:///", "http:/", "//", ""]))
def test_however_a_proxy_is_spelled_its_password_is_not_told(before: str, after: str, start: str) -> None:
    value = f"{start}ola.nordmann:{before}hemmelig{after}@proxy.example:8080"
    assert "hemmelig" not in SAFE.address(value)
    assert "nordmann" not in SAFE.address(value)


@settings(max_examples=300)
@given(
    st.binary(min_size=32, max_size=64),
    st.sampled_from([base64.urlsafe_b64encode, base64.b32encode, base64.b16encode, binascii.hexlify]),
    st.sampled_from(["/srv/data/", "~/", "", "/srv/brukerprofiler-legevakten/"]),
)
def test_a_key_in_a_path_is_no_word(key: bytes, encode: Callable[[bytes], bytes], before: str) -> None:
    assume(len(set(key)) > 12)  # a key is random
    encoded = encode(key).decode()
    shown = SAFE.path(before + encoded)
    assert not [part for part in re.split(r"[/=]", encoded) if len(part) > 12 and part in shown]


@few
@given(st.text(max_size=40), st.sampled_from((SAFE.text, SAFE.path, SAFE.address, SAFE.host, SAFE.name)))
def test_nothing_breaks_and_every_line_stays_a_line(value: str, show: Any) -> None:
    shown = show(value)
    assert all(letter.isprintable() for letter in shown)
    assert len(shown) <= 700


def test_names_of_the_user_are_removed() -> None:
    found = mailable({"USER": "kari", "LOGNAME": "kari", "USERNAME": "root"}, lambda: Path("/people/kari.n"))
    assert found.users == ("kari.n", "kari")
    assert mailable({"USER": "root", "SUDO_USER": "kari"}, lambda: Path("/root")).users == ("kari",)
    assert found.text("of kari.n and kari and root") == "of [user] and [user] and root"

    def nowhere() -> Path:
        raise RuntimeError("no home")

    assert mailable({}, nowhere) == Mailable()


def test_values_fill_their_places(tmp_path: Path) -> None:
    """No dash where a value belongs: of everything that a good and a bad machine say."""
    bad = Machine(tmp_path, own='[helseid]\nclient_id = "x"\nscopes = ["profile"]\n[q]\nx = 1\n', ring=None)
    bad.services.answers = {"helseid": (500, {}), "/metadata": (302, {}), "9060": (404, {})}
    bad.services.date = "Wed, 25 Nov 2026 13:00:00 GMT"
    for machine in (bad, Machine(tmp_path / "other")):
        for finding in machine.check().values():
            for template in (finding.what, finding.do):
                places = {name for _, name, _, _ in string.Formatter().parse(template) if name}
                assert {name for name in places if not finding.given.get(name)} == set(), finding


def test_a_missing_value_is_a_dash() -> None:
    finding = CheckResult(Grade.RED, "{host} ({status})", item=Item.RESULTS, given={"host": "a{b}c", "status": ""})
    assert finding_text(finding, str) == "a{b}c (–)"
