"""What is said about a setting that cannot be used: the file, the line, what may stand there, and never what stood there."""

from __future__ import annotations

from pathlib import Path

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.files import REASONS
from provesvar_gui.settings.policy import cautious_settings, load_settings
from provesvar_gui.settings.settings import Settings
from tests.unit.settings.kit import failure, make_places, policy, user


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)


@pytest.mark.parametrize(
    ("setting", "text", "line"),
    [
        ("profile.name", '# a\r\n\r\n[ profile ] # which\r\n"name" = "production"\r\n', "4"),
        ("profile.name", "profile.name = 1", "1"),
        ("profile.name", "\nprofile = { name = 1 }", "2"),
        ("pps.outcomes", '[pps]\nhistory_from = ""\n\n[pps.outcomes]\nGeneral = { screen = "red", openable = true }', "4"),
        ("pps.outcomes", "[pps]\noutcomes.General = 1", "2"),
        ("helseid.organisations", '[helseid]\nkey = "vault"\n[[helseid.organisations]]\norgnr = "1"', "3"),
        ("pps.api_version", '"\\u0070ps".api_version = 0', ""),
    ],
)
def test_the_line_of_a_setting(places: Places, setting: str, text: str, line: str) -> None:
    policy(places, text)
    error = failure(places)
    assert (error.params["setting"], error.params["line"]) == (setting, line)


@pytest.mark.parametrize(
    ("orgnr", "fault"),
    [
        ("99494568", "orgnr-length"),
        ("994 945 688", "orgnr-length"),
        ("994945689", "orgnr-check-digit"),
        ("000000000", "orgnr-check-digit"),
    ],
)
def test_what_is_wrong_with_an_organisation_number_is_said(places: Places, orgnr: str, fault: str) -> None:
    user(places, f'[helseid]\norganisations = [\n{{ orgnr = "994945688" }},\n{{ orgnr = "{orgnr}" }},\n]')
    error = failure(places)
    assert (error.params["fault"], error.params["entry"], error.params["line"]) == (fault, "2", "2")
    assert orgnr not in str(error) + repr(error.params)
    user(places, f'[helseid]\nmulti_tenant_parent = "{orgnr}"')
    assert failure(places).params["fault"] == fault


def test_a_name_that_is_no_setting_is_told_beside_what_is_wrong(places: Places) -> None:
    user(places, '[lock]\nidle_secons = 60\n[privacy]\nclipboard_seconds = 0\n[ui]\nlanguage = "de"\n"13896900263" = 1\n')
    error = failure(places)
    told = [(one.params["setting"], one.params["line"], one.params.get("fault", "")) for one in (error, *error.also)]
    assert told == [
        ("privacy.clipboard_seconds", "4", ""),
        ("ui.language", "6", ""),
        ("lock.idle_secons", "2", "no-such-name"),
        ("", "7", "no-such-name"),  # it may be a secret
    ]
    assert "13896900263" not in repr([one.params for one in error.also]) + "".join(one.detail for one in error.also)
    user(places, "[lock]\nidle_secons = 60\n")
    assert load_settings(places).unknown_keys == ("lock.idle_secons",)  # alone it stops nothing


def test_everything_that_is_wrong_is_told_at_once(places: Places) -> None:
    user(places, '[privacy]\nclipboard_seconds = 0\n[ui]\nlanguage = "se"\n[helseid]\nauthority = "https://helseid-sts.nhn.no"\n')
    policy(places, '[journal]\nmonths = "x"\n')
    error = failure(places)
    told = [(one.code, one.params["setting"], one.params["line"]) for one in (error, *error.also)]
    assert told == [
        (ErrorCode.SETTINGS_INVALID, "privacy.clipboard_seconds", "2"),
        (ErrorCode.SETTINGS_INVALID, "ui.language", "4"),
        (ErrorCode.SETTINGS_INVALID, "journal.months", "2"),
        (ErrorCode.SETTINGS_REFUSED, "helseid.authority", "6"),
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
        ("[pps]\nbase_url = 'secret\n", "3", "syntax"),
        ('[helseid]\nkey = "C:\\Users\\x"', "2", "backslash"),
        ('[helseid]\nkey = "secret', "2", "syntax"),
        ("[secret]\n[secret]", "2", "syntax"),
        ("secret", "1", "syntax"),
        (f"[privacy]\nclipboard_seconds = {'9' * 5000}", "", "syntax"),
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
