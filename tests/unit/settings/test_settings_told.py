"""The text about an invalid setting: the file and the allowed values, never the value."""

from __future__ import annotations

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.files import REASONS
from provesvar_gui.settings.policy import cautious_settings
from provesvar_gui.settings.settings import Settings
from tests.unit.settings.kit import failure, policy, user


def test_everything_that_is_wrong_is_told_at_once(places: Places) -> None:
    user(places, '[lock]\nidle_seconds = 0\n[ui]\nlanguage = "se"\n[helseid]\nauthority = "https://helseid-sts.nhn.no"\n')
    policy(places, '[journal]\nmonths = "x"\n')
    error = failure(places)
    told = [(one.code, one.params["setting"]) for one in (error, *error.also)]
    assert told == [
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
        ("[pps]\nbase_url = 'secret\n", "3", "syntax"),
        ('[helseid]\nkey = "C:\\Users\\x"', "2", "backslash"),
        ('[helseid]\nkey = "secret', "2", "syntax"),
        ("[secret]\n[secret]", "2", "syntax"),
        ("secret", "1", "syntax"),
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
