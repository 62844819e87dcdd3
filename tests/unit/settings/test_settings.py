from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.places import Places, policy_file, system_places
from provesvar_gui.settings.files import read_file, update_file
from provesvar_gui.settings.policy import fixed_settings, load_settings
from provesvar_gui.settings.rules import OrganisationEntry, OutcomeRule, token_of
from provesvar_gui.settings.settings import SETTINGS, SettingOrigin, builtin
from tests.unit.settings.kit import FULL, failure, policy, user


def test_without_any_file(places: Places) -> None:
    settings = load_settings(places)
    assert settings.profile.name == "test"
    assert not settings.is_prod
    assert settings.helseid.authority == "https://helseid-sts.test.nhn.no"
    assert settings.pps.base_url == "https://test.pps.nhn.no/v2"
    assert settings.lock.wipe_seconds == 600
    assert settings.network.proxy == "system"
    assert settings.origin_of("helseid.authority") is SettingOrigin.BUILTIN
    assert settings.unknown_keys == ()


def test_every_rule_has_a_builtin_value_that_it_accepts() -> None:
    def as_toml(value: object) -> object:
        if isinstance(value, tuple) and value and isinstance(value[0], tuple):
            return {code: {"screen": rule.screen, "openable": rule.openable} for code, rule in value}
        return list(value) if isinstance(value, tuple) else "" if value is None else value

    for profile in ("test", "prod"):
        values = builtin(profile, 2)
        assert set(values) == set(SETTINGS)
        for name, value in values.items():
            assert SETTINGS[name].rule(as_toml(value)) == value, name


def test_a_file_with_every_section(places: Places) -> None:
    user(places, FULL)
    settings = load_settings(places)
    assert settings.helseid.organisations == (
        OrganisationEntry(orgnr="974706490", name="Legevakten"),
        OrganisationEntry(orgnr="987654325", name="987654325"),
    )
    assert settings.helseid.redirect_uris == ("http://localhost:8089/callback", "http://127.0.0.1:0/")
    assert not settings.helseid.dpop_jkt
    assert settings.pps.includes == ()
    assert dict(settings.pps.outcomes)["Ny"] == OutcomeRule(screen="unknown", openable=False)
    assert settings.unknown_keys == ("ui.colour", "future")
    assert settings.origin_of("ui.language") is SettingOrigin.USER
    assert settings.origin_of("pps.api_version") is SettingOrigin.BUILTIN
    assert "jpsQnnGQmL" not in repr(settings)


@pytest.mark.requirement("R44")
def test_the_policy_wins(places: Places) -> None:
    user(places, '[journal]\nmonths = 100\n[lock]\nidle_seconds = 90\n[ui]\nlanguage = "en"\n')
    policy(places, "[journal]\nmonths = 10\n")
    settings = load_settings(places)
    assert settings.journal.months == 10
    assert settings.lock.idle_seconds == 90
    assert settings.origin_of("journal.months") is SettingOrigin.POLICY
    assert settings.locked("journal.months")
    assert not settings.locked("ui.language")


RESTRICTED = OutcomeRule(screen="restricted", openable=True)
CLOSED = OutcomeRule(screen="restricted", openable=False)
BLOCKED = OutcomeRule(screen="blocked", openable=False)
OUTCOMES = {"General": RESTRICTED, "Specific": BLOCKED, "Reservation": OutcomeRule(screen="opted-out", openable=False)}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("", {}),
        ("General = { screen = 'restricted', openable = false }", {"General": CLOSED}),
        ("' GENERAL ' = { screen = 'restricted', openable = false }", {"General": CLOSED}),
        ("Ny = { screen = 'blocked', openable = false }", {"Ny": BLOCKED}),
    ],
)
def test_what_codes_mean_is_laid_over_the_builtin_table(places: Places, text: str, changed: dict[str, OutcomeRule]) -> None:
    policy(places, f"[pps.outcomes]\n{text}\n")
    assert dict(load_settings(places).pps.outcomes) == OUTCOMES | changed


def test_a_local_code_with_and_without_a_unit_and_a_date(places: Places) -> None:
    code = '[[acute.local_codes]]\nlaboratory = "1"\ncode = "K"\n'
    both = f'{code}analyte = "potassium"\n{code}analyte = "sodium"\nunit = ""\n'
    policy(places, f"[pps]\nhistory_from = 2025-09-01\n{both}")
    settings = load_settings(places)
    assert [(one.analyte, one.unit) for one in settings.acute.local_codes] == [("potassium", None), ("sodium", "")]
    assert settings.pps.history_from == "2025-09-01"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_an_update_writes_through_a_link(places: Places, tmp_path: Path) -> None:
    user(places, '[ui]\nlanguage = "en"\n')
    kept = tmp_path / "provesvar.toml"
    places.settings_file.rename(kept)
    places.settings_file.symlink_to(kept)
    update_file(places.settings_file, {"ui.drill": True})
    assert places.settings_file.is_symlink()
    assert (load_settings(places).ui.language, load_settings(places).ui.drill) == ("en", True)


INVALID: list[tuple[str, str]] = [
    ("profile.name", '[profile]\nname = "production"'),
    ("profile", "profile = 1"),
    ("helseid.authority", '[helseid]\nauthority = "http://helseid-sts.test.nhn.no"'),
    *(
        ("helseid.authority", f'[helseid]\nauthority = "{url}"')
        for url in (
            "https://a.no/",
            "https://[a",
            "https://u:p@a.no",
            "https://",
            "https://a.no?x",
            "https://a.no:x",
            "http://localhost.evil.no",
        )
    ),
    ("helseid.client_id", '[helseid]\nclient_id = "a\\nb"'),
    ("helseid.redirect_uris", '[helseid]\nredirect_uris = ["https://localhost/"]'),
    *(
        ("helseid.redirect_uris", f'[helseid]\nredirect_uris = ["http://{uri}"]')
        for uri in (
            "example.no/",
            "localhost:99999/",
            "localhost:x/",
            "localhost/?x=1",
            "localhost/#x",
            "0.0.0.0:1/",
            "127.0.0.2:1/",
        )
    ),
    ("helseid.organisations", "[helseid]\norganisations = [{ orgnr = 123456789 }]"),
    *(
        ("helseid.multi_tenant_parent", f'[helseid]\nmulti_tenant_parent = "{orgnr}"')
        for orgnr in ("99494568", "994 945 688", "994945689", "000000000")
    ),
    ("helseid.organisations", '[helseid]\norganisations = [{ orgnr = "974706490" }, { orgnr = "974706490" }]'),
    ("helseid.dpop_jkt", "[helseid]\ndpop_jkt = 1"),
    ("pps.api_version", "[pps]\napi_version = 3"),
    ("pps.api_version", "[pps]\napi_version = true"),
    ("journal.months", "[journal]\nmonths = 0"),
    *(
        ("helseid.pkcs11", f'[helseid]\npkcs11 = "{uri}"')
        for uri in (
            "Legekontoret",
            "pkcs11:serial=12?module-path=/usr/lib/a.so",  # no label
            "pkcs11:token=A?module-path=a.so",
            "pkcs11:token=A",
            "pkcs11:token=A;token=B?module-path=/usr/lib/a.so",
            "pkcs11:token=A;object=key?module-path=/usr/lib/a.so",
            "pkcs11:token=A?module-path=/usr/lib/a.so&pin-value=1234",
            "pkcs11:token=A%0AB?module-path=/usr/lib/a.so",
            "pkcs11:token=%FF?module-path=/usr/lib/a.so",
        )
    ),
    ("pps.includes", '[pps]\nincludes = ["a b"]'),
    ("pps.outcomes", '[pps]\noutcomes = { X = { screen = "red", openable = true } }'),
    ("pps.outcomes", '[pps]\noutcomes = { X = { screen = "blocked", openable = "no" } }'),
    ("pps.outcomes", '[pps]\noutcomes = { "" = { screen = "blocked", openable = false } }'),
    (
        "pps.outcomes",
        '[pps]\noutcomes = { A = { screen = "blocked", openable = false }, a = { screen = "unknown", openable = true } }',
    ),
    ("network.proxy", '[network]\nproxy = "socks5://a:1"'),
    ("network.proxy", '[network]\nproxy = "proxy:8080"'),
    ("ui.language", '[ui]\nlanguage = "de"'),
    ("pps.history_from", '[pps]\nhistory_from = "1.9.2025"'),
    ("pps.history_from", '[pps]\nhistory_from = "2025-02-30"'),
    ("pps.history_from", "[pps]\nhistory_from = 2025-09-01T00:00:00"),
    ("pps.correlation_header", '[pps]\ncorrelation_header = "person-id"'),
    ("pps.correlation_header", '[pps]\ncorrelation_header = "authorization"'),
    ("pps.correlation_header", '[pps]\ncorrelation_header = "x id"'),
    ("acute.local_codes", '[acute]\nlocal_codes = [{ laboratory = "1", code = "S-KALIUM", analyte = "kalium" }]'),
    ("acute.local_codes", '[acute]\nlocal_codes = [{ laboratory = " ", code = "S-KALIUM", analyte = "potassium" }]'),
    ("acute.local_codes", '[acute]\nlocal_codes = [{ laboratory = "1", code = "K", analyte = "potassium", color = 1 }]'),
    ("contact.support", '[contact]\nsupport = { name = "IT", phone = "ring oss" }'),
]


@pytest.mark.parametrize(("setting", "text"), INVALID)
def test_invalid(places: Places, setting: str, text: str) -> None:
    user(places, text)
    error = failure(places)
    assert error.code is ErrorCode.SETTINGS_INVALID
    allowed = SETTINGS[setting].rule.allowed if setting in SETTINGS else "[profile]"
    where = {"setting": setting, "allowed": allowed}
    listed = {name: value for name, value in error.params.items() if name == "entry"}
    assert error.params == {"file": str(places.settings_file), **where, **listed}
    user(places, "")
    policy(places, text)
    assert failure(places).params == {"file": str(places.policy), **where, **listed}


def test_the_uri_of_a_token(places: Places) -> None:
    user(places, '[helseid]\npkcs11 = "pkcs11:model=v2;token=Lege%20%3B%C3%A5;serial=1f?module-path=/usr/lib/a%20b.so"')
    read = token_of(load_settings(places).helseid.pkcs11)
    assert read == ("/usr/lib/a b.so", {"model": "v2", "token": "Lege ;å", "serial": "1f"})


def test_the_patient_is_not_wiped_before_the_window_is_locked(places: Places) -> None:
    user(places, "[lock]\nidle_seconds = 300\n")
    policy(places, "[lock]\nwipe_seconds = 200")
    assert (load_settings(places).lock.idle_seconds, load_settings(places).lock.wipe_seconds) == (200, 200)


def test_the_sandbox_reads_no_file() -> None:
    settings = fixed_settings({"helseid.authority": "http://127.0.0.1:9", "pps.base_url": "http://127.0.0.1:9/pps"})
    assert settings.helseid.authority == "http://127.0.0.1:9"
    assert settings.origin_of("pps.base_url") is SettingOrigin.COMMAND_LINE
    with pytest.raises(AppError):
        fixed_settings({"pps.base_url": "http://example.no"})


def test_update_keeps_what_was_there_and_what_is_unknown(places: Places) -> None:
    user(places, FULL)
    update_file(places.settings_file, {"helseid.client_id": "new", "helseid.redirect_uris": ["http://localhost:1/"]})
    settings = load_settings(places)
    assert settings.helseid.client_id == "new"
    assert settings.helseid.redirect_uris == ("http://localhost:1/",)
    assert settings.helseid.organisations[0].name == "Legevakten"
    assert settings.unknown_keys == ("ui.colour", "future")
    assert places.settings_file.stat().st_mode & 0o077 == 0


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=50))
def test_any_text_survives_writing(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    path = tmp_path_factory.mktemp("w") / "s.toml"
    try:
        update_file(path, {"helseid.client_id": value})
    except AppError:
        assert not value.isprintable()
        return
    read = read_file(path)
    assert read is not None
    assert read.values == {"helseid.client_id": value}


def test_the_places_of_the_platform() -> None:
    real, sandbox = system_places(), system_places(sandbox=True)
    assert real.policy == policy_file()
    assert sandbox.policy is None
    for name in ("config", "data", "state"):
        assert getattr(real, name) != getattr(sandbox, name)
    assert real.roles_key_file.parent != real.roles_file.parent
    assert real.journal.parent == real.data
    assert real.journal_key.parent == real.journal_seal.parent == real.state


@pytest.mark.parametrize("given", ["", "/elsewhere", "/else where/", "beside", "~/x"])
@pytest.mark.parametrize("home", ["/srv/a", "/srv/a/", "relative", ""])
def test_the_places_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, home: str, given: str) -> None:
    """On Linux they are worked out without it."""
    monkeypatch.setenv("HOME", home)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, given and f"{given}{name}")
    places, dirs = system_places(), platformdirs.PlatformDirs(appname="provesvar", appauthor=False, roaming=False)
    assert (places.config, places.data, places.state) == (dirs.user_config_path, dirs.user_data_path, dirs.user_state_path)
