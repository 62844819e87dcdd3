from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.options import Options
from provesvar_gui.platform.places import Places, policy_file, system_places
from provesvar_gui.settings.contacts import Contact, Contacts, dialled, grouped, is_phone
from provesvar_gui.settings.files import REASONS, read_file, update_file
from provesvar_gui.settings.policy import cautious_settings, fixed_settings, load_settings
from provesvar_gui.settings.rules import OrganisationEntry, OutcomeRule, token_of
from provesvar_gui.settings.settings import SETTINGS, SettingOrigin, Settings, builtin
from provesvar_gui.wiring.configuration import Configuration
from tests.unit.settings.kit import FULL, failure, policy, user


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
    *(
        ("helseid.authority", f'[helseid]\nauthority = "{url}"')
        for url in ("https://[a", "https://u:p@a.no", "https://a.no?x", "http://localhost.evil.no")
    ),
    ("helseid.client_id", '[helseid]\nclient_id = "a\\nb"'),
    ("helseid.redirect_uris", '[helseid]\nredirect_uris = ["https://localhost/"]'),
    *(
        ("helseid.redirect_uris", f'[helseid]\nredirect_uris = ["http://{uri}"]')
        for uri in ("example.no/", "localhost:x/", "localhost/?x=1", "0.0.0.0:1/")
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
            "pkcs11:serial=12?module-path=/usr/lib/a.so",  # no label
            "pkcs11:token=A?module-path=a.so",
            "pkcs11:token=A;token=B?module-path=/usr/lib/a.so",
            "pkcs11:token=A;object=key?module-path=/usr/lib/a.so",
            "pkcs11:token=A?module-path=/usr/lib/a.so&pin-value=1234",
            "pkcs11:token=A?module-path=/usr/lib/a#2.so",  # of which only «a» would be left
            "pkcs11:token=A?module-path=/usr/lib/a%00.so",
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


def test_everything_that_is_wrong_is_told_at_once(places: Places) -> None:
    user(places, '[lock]\nidle_seconds = 0\n[ui]\nlanguage = "se"\n[helseid]\nauthority = "https://helseid-sts.nhn.no"\n')
    policy(places, '[journal]\nmonths = "x"\n')
    error = failure(places)
    assert [(one.code, one.params["setting"]) for one in (error, *error.also)] == [
        (ErrorCode.SETTINGS_INVALID, "lock.idle_seconds"),
        (ErrorCode.SETTINGS_INVALID, "ui.language"),
        (ErrorCode.SETTINGS_INVALID, "journal.months"),
        (ErrorCode.SETTINGS_REFUSED, "helseid.authority"),
    ]
    assert not any(one.also for one in error.also)


def test_what_hangs_on_the_profile_waits_for_it(places: Places) -> None:
    """What prod refuses cannot be told while nobody knows whether it is prod."""
    policy(places, '[profile]\nname = "production"\n')
    user(places, '[network]\nproxy = "none"\n')
    assert failure(places).also == ()


@pytest.mark.parametrize(
    ("text", "line", "kind"),
    [
        ("a = secret01020312345", "1", "syntax"),
        (b"# \xe6\n", "1", "encoding"),
        (b"a = 1\nb = '\xff'\n", "2", "encoding"),
        ('[helseid]\nkey = "C:\\Users\\x"', "2", "backslash"),
        ('[helseid]\nkey = "secret', "2", "syntax"),
        ("[secret]\n[secret]", "2", "syntax"),
        (f"[journal]\nmonths = {'9' * 5000}", "", "syntax"),
    ],
)
def test_why_it_is_no_toml_is_told_and_the_file_is_not_quoted(places: Places, text: str | bytes, line: str, kind: str) -> None:
    user(places, text)
    error = failure(places)
    assert (error.code, error.params["line"], error.params["kind"]) == (ErrorCode.SETTINGS_UNREADABLE, line, kind)
    assert error.__cause__ is None
    assert "secret" not in f"{error} {error.params}"
    assert "01020312345" not in f"{error} {error.params}"
    assert kind in REASONS


@pytest.mark.hazard("S83")
@pytest.mark.parametrize("folder", [False, True])
def test_a_policy_that_is_a_link_to_nothing_is_not_none(places: Places, *, folder: bool) -> None:
    """A share that is not mounted switches no policy off."""
    user(places, "[lock]\nidle_seconds = 600\n")
    assert places.policy is not None
    link = places.policy.parent if folder else places.policy
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(places.data / "share")
    error = failure(places)
    assert (error.code, error.params["file"], error.params["kind"]) == (
        ErrorCode.SETTINGS_UNREADABLE, str(places.policy), "link"
    )  # fmt: skip
    assert error.params["kind"] in REASONS


LOCK = "[lock]\nidle_seconds = 60\nwipe_seconds = 120\nbedside = false\n"
STRICTEST = (60, 120, False)


def lock_of(settings: Settings) -> tuple[int, int, bool]:
    return settings.lock.idle_seconds, settings.lock.wipe_seconds, settings.lock.bedside


@pytest.mark.hazard("S83")
@pytest.mark.parametrize("slip", ["[ui]\nx = = 1\n", "[ui\n", "[lock]\n[lock]\n"])
def test_a_policy_that_may_say_when_to_lock_locks_as_soon_as_any_could(places: Places, slip: str) -> None:
    policy(places, LOCK + slip)
    assert lock_of(cautious_settings(places)) == STRICTEST
    policy(places, slip)  # nobody can tell that it does not say so
    assert lock_of(cautious_settings(places)) == STRICTEST
    assert lock_of(cautious_settings(places, read=False)) == STRICTEST


LABORATORY = '{ name = "Biokjemi", phone = "22 00 00 00", hours = "hele døgnet" }'
BIOCHEMISTRY = Contact(name="Biokjemi", phone="22000000", hours="hele døgnet")


def line(text: str) -> Contact:
    return Contact(name=text)


def anyhow(places: Places) -> Contacts:
    configuration = Configuration(Options(), places)
    return configuration.of_window(*configuration.read_at_start(0.2)).contacts()


@pytest.mark.hazard("S14")
def test_the_policy_wins_over_the_users_own(places: Places) -> None:
    user(places, f'[contact]\nsupport = "Kari, 12345"\nlaboratories = [{LABORATORY}]\n')
    policy(places, '[contact]\nsupport = "IT-vakten, 22 00 00 01"\n')
    said = load_settings(places).contact
    assert said.support == line("IT-vakten, 22 00 00 01")
    assert said.laboratories == (BIOCHEMISTRY,)
    assert anyhow(places) == Contacts(support=said.support, laboratories=said.laboratories)


@pytest.mark.hazard("S14")
@pytest.mark.parametrize(
    "entry",
    [
        '{ name = "", phone = "22000000" }',
        '{ name = "Biokjemi", phone = "ring oss" }',
        '{ name = "Biokjemi", phone = "22000000", fax = "22000001" }',
        f'"{"x" * 241}"',
        ", ".join([LABORATORY] * 11),
    ],
)
def test_what_cannot_be_called_is_refused(places: Places, entry: str) -> None:
    policy(places, f"[contact]\nlaboratories = [{entry}]\n")
    error = failure(places)
    assert error.code is ErrorCode.SETTINGS_INVALID
    assert error.params["setting"] == "contact.laboratories"


@pytest.mark.hazard("H9.1")
def test_contacts_of_a_file_with_other_faults(places: Places) -> None:
    policy(places, f'[lock]\nidle_seconds = "soon"\n[contact]\nsupport = "IT, 22 00 00 01"\nlaboratories = [{LABORATORY}]\n')
    failure(places)
    assert anyhow(places) == Contacts(support=line("IT, 22 00 00 01"), laboratories=(BIOCHEMISTRY,))


def test_who_could_not_be_read_is_counted_and_leaves_the_others(places: Places) -> None:
    user(places, f"[contact]\nlaboratories = [{', '.join([LABORATORY] * 12)}]\n")  # more than stand on one page
    assert anyhow(places).missing == 1
    policy(places, '[contact]\nsuport = "IT-vakten, 22 00 00 01"\n')  # misspelt: somebody is meant
    assert anyhow(places) == Contacts(missing=2)
    policy(places, f'[contact]\nprivacy = 5\nsupport = "IT"\nlaboratories = [{LABORATORY}]\n')
    failure(places)
    assert anyhow(places) == Contacts(support=line("IT"), laboratories=(BIOCHEMISTRY,), missing=1), "the policy's word is whole"


@pytest.mark.hazard("S14")
@pytest.mark.skipif(os.name == "nt", reason="pipes and links are made otherwise there")
@pytest.mark.parametrize("slip", ["", '[contact]\nsupport = "IT, 22 00 00 00"\n[ui\n'], ids=["a pipe", "no TOML"])
def test_a_users_own_number_does_not_stand_in_for_a_policy_nobody_could_read(places: Places, slip: str) -> None:
    user(places, '[contact]\nsupport = "Kari, 99 99 99 99"\nprivacy = "Ola, 99 99 99 98"\n')
    policy(places, slip)
    if not slip:
        assert places.policy is not None
        places.policy.unlink()
        os.mkfifo(places.policy)  # as a network drive that does not answer
    assert anyhow(places) == Contacts(missing=1)


@pytest.mark.parametrize("name", ["support", "privacy"])
def test_each_is_a_table_or_a_line_of_text(places: Places, name: str) -> None:
    policy(places, f'[contact]\n{name} = {LABORATORY}\nlaboratories = ["Mikrobiologi 22 00 00 01", {LABORATORY}]\n')
    said = load_settings(places).contact
    assert getattr(said, name) == BIOCHEMISTRY
    assert BIOCHEMISTRY.line == "Biokjemi, 22 00 00 00 (hele døgnet)"
    assert said.laboratories == (line("Mikrobiologi 22 00 00 01"), BIOCHEMISTRY)
    policy(places, f"[contact]\n{name} = {LABORATORY}\n[lock]\nidle_seconds = 1\n")
    assert getattr(anyhow(places), name) == BIOCHEMISTRY


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("22000000", "22 00 00 00"),
        ("40000000", "400 00 000"),
        ("116117", "116 117"),
        ("02800", "02800"),
        ("+4722000000", "+47 22 00 00 00"),
        ("+46 8 123 456 78", "+46 8 123 456 78"),
    ],
)
def test_as_it_is_written_in_norway(written: str, shown: str) -> None:
    assert is_phone(written)
    assert grouped(written) == shown


@pytest.mark.parametrize("written", ["", "12", "ring", "22-00", "1" * 16, "+", "22 00 00 00 x", "٢٢٠٠٠٠٠١"])
def test_no_number(written: str) -> None:
    assert not is_phone(written)


@given(st.from_regex(r"\+?[0-9]{3,15}", fullmatch=True))
def test_no_digit_is_lost_or_moved(phone: str) -> None:
    assert dialled(grouped(phone)) == phone
