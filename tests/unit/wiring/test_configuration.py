from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import cast

import pytest

from provesvar_gui.audit.check import OwnJournal
from provesvar_gui.command_line import parse
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.model import Clinician
from provesvar_gui.options import Options
from provesvar_gui.patient.numbers import Profile
from provesvar_gui.platform.places import Places, system_places
from provesvar_gui.settings.settings import Settings
from provesvar_gui.ui.window_settings import WindowSettings
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import BackendFactory, Connections, ServiceBackend
from provesvar_gui.wiring.configuration import Configuration
from provesvar_gui.wiring.sandbox_process import drill_refused
from tests.unit.settings.kit import make_places, policy, user
from tests.unit.wiring.backends import DOCTOR, FakeJournalQueue

GOOD = '[helseid]\nclient_id = "a"\n'


class Fake:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.closed = self.logged_in = False

    async def login(self, **_how: object) -> Clinician:
        self.logged_in = True
        return DOCTOR

    async def aclose(self) -> None:
        self.closed = True


class Factory:
    """A backend over real files; ``built``: every one, in order."""

    def __init__(self, places: Places) -> None:
        self.configuration = Configuration(Options(), places)
        self.built: list[Fake] = []
        settings = self.configuration.read()
        first = self.make(settings)
        self.of_window = self.configuration.of_window
        self.backend = ServiceBackend(first, settings, Audit(FakeJournalQueue(), lambda: 0.0), cast("BackendFactory", self))

    def read_own(self, hpr_number: str) -> OwnJournal:
        raise AssertionError

    async def read(self) -> Settings:
        return self.configuration.read()

    def make(self, settings: Settings) -> Connections:
        self.built.append(Fake(settings))
        return cast("Connections", self.built[-1])

    async def build(self, settings: Settings) -> Connections:
        if not settings.helseid.client_id:
            raise AppError(ErrorCode.CLIENT_NOT_CONFIGURED)
        return self.make(settings)


def test_changed_files_replace_it_and_tell_the_window(places: Places) -> None:
    user(places, GOOD)
    factory = Factory(places)
    policy(places, '[profile]\nname = "prod"\n[journal]\nmonths = 7\n')
    told = asyncio.run(factory.backend.read_settings())
    assert (told.profile, told.values.journal.months, told.trouble) == (Profile.PROD, 7, None)
    assert [one.closed for one in factory.built] == [True, False]
    assert factory.built[1].settings.is_prod
    asyncio.run(factory.backend.aclose())
    assert factory.built[1].closed


@pytest.mark.hazard("S33")
def test_they_wait_while_somebody_is_logged_in(places: Places) -> None:
    user(places, GOOD)
    factory = Factory(places)
    asyncio.run(factory.backend.login(organisation=None, report=print))
    policy(places, "[journal]\nmonths = 7\n")
    told = asyncio.run(factory.backend.read_settings())
    assert told.values.journal.months != 7  # what is in force
    assert [one.closed for one in factory.built] == [False]
    factory.built[0].logged_in = False
    told = asyncio.run(factory.backend.read_settings())
    assert told.values.journal.months == 7
    assert [one.closed for one in factory.built] == [True, False]


@pytest.mark.parametrize("text", ["[helseid\n", "[pps]\napi_version = 3\n", ""])
def test_what_cannot_be_used_changes_nothing_and_the_next_try_reads_again(places: Places, text: str) -> None:
    user(places, GOOD)
    factory = Factory(places)
    user(places, text)
    for _ in range(2):
        with pytest.raises(AppError):
            asyncio.run(factory.backend.read_settings())
    assert [one.closed for one in factory.built] == [False]
    user(places, GOOD.replace('"a"', '"b"'))
    asyncio.run(factory.backend.read_settings())
    assert factory.built[-1].settings.helseid.client_id == "b"


def test_in_trouble_the_window_is_no_test_environment(places: Places) -> None:
    configuration = Configuration(Options(), places)
    policy(places, '[profile]\n\nname = "production"\n')
    settings, trouble = configuration.read_at_start()
    assert trouble is not None
    assert dict(trouble.params) == {
        "file": str(places.policy), "setting": "profile.name", "allowed": '"test", "prod"'
    }  # fmt: skip
    told = configuration.of_window(settings, trouble)
    assert told.profile is None
    assert told.trouble is trouble


STRICT = """
[ui]
drill = false
language = "nn"
[privacy]
screen_capture = "exclude"
[lock]
idle_seconds = 60
[helseid]
key = "machine"
"""


@pytest.mark.hazard("S83")
@pytest.mark.parametrize("broken", ['[ui]\nlanguage = "xx"\n', "[ui\n", "[journal]\nenabled = true\nmonths = 0\n"])
def test_a_users_file_that_cannot_be_used_switches_no_policy_off(places: Places, broken: str) -> None:
    policy(places, STRICT)
    user(places, broken)
    told = in_trouble(places)
    assert (told.may_drill, told.may_set_up) == (False, False)
    assert (told.values.ui.language, told.values.privacy.screen_capture, told.values.lock.idle_seconds) == ("nn", "exclude", 60)


@pytest.mark.hazard("S83")
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipe that stands in a folder on this system")
@pytest.mark.parametrize("slow", ["the user's file", "the policy"])
def test_nor_does_one_that_does_not_come(places: Places, slow: str) -> None:
    assert places.policy is not None
    file = places.policy
    if slow == "the user's file":
        policy(places, STRICT)
        file = places.settings_file
    file.parent.mkdir(parents=True)
    os.mkfifo(file)
    configuration = Configuration(Options(), places)
    told = configuration.of_window(*configuration.read_at_start(seconds=0.2))
    assert told.trouble is not None
    assert (told.trouble.code, told.trouble.params["kind"]) == (ErrorCode.SETTINGS_UNREADABLE, "slow")
    assert (told.may_drill, told.values.privacy.screen_capture, told.values.lock.idle_seconds) == (False, "exclude", 60)
    os.close(os.open(file, os.O_WRONLY))  # lets the readers go


@pytest.mark.hazard("S83")
def test_what_can_be_read_of_a_policy_holds_and_one_that_may_say_no_lets_nobody_drill(places: Places) -> None:
    misspelt = '[privacy]\nscreen_capture = "excluded"\n[lock]\nidle_seconds = 60\n'
    for text in (STRICT.replace("drill = false", "drill = 0"), "[ui", misspelt):
        policy(places, text)
        told = in_trouble(places)
        assert (told.may_drill, told.values.privacy.screen_capture, told.values.lock.idle_seconds) == (False, "exclude", 60)
    policy(places, '[privacy]\nscreen_capture = "allow"\n[lock]\nidle_seconds = "60"\n')  # it says so
    assert in_trouble(places).values.privacy.screen_capture == "allow"


def in_trouble(places: Places) -> WindowSettings:
    configuration = Configuration(Options(), places)
    settings, trouble = configuration.read_at_start()
    assert trouble is not None
    return configuration.of_window(settings, trouble)


def test_the_sandbox_reads_no_file_and_has_its_own_organisations(places: Places) -> None:
    user(places, "[broken")
    configuration = Configuration(Options(sandbox=True), places)
    settings, trouble = configuration.read_at_start()
    assert trouble is None
    told = configuration.of_window(settings)
    assert told.sandbox
    assert len(told.values.helseid.organisations) > 1
    assert told.values.ui.language == "nb"
    english = Configuration(Options(sandbox=True, language="en"), places)
    assert english.of_window(english.read()).values.ui.language == "en"


def test_it_is_the_sandbox_with_places_of_its_own() -> None:
    options = parse(["--drill"])
    assert (options.sandbox, options.drill) == (True, True)
    real, sandbox, drilled = system_places(), system_places(sandbox=True), system_places(sandbox=True, drill=True)
    assert drilled.policy is None
    for name in real._fields:
        if name not in ("policy", "registry"):
            places = [getattr(each, name) for each in (real, sandbox, drilled)]
            assert len(set(places)) == 3, name
            assert not any(one != other and one.is_relative_to(other) for one in places for other in places)


def test_its_journal_needs_no_vault_and_its_window_offers_no_drill() -> None:
    configuration = Configuration(Options(sandbox=True, drill=True), system_places(sandbox=True, drill=True))
    settings = configuration.read()
    assert settings.journal.key == "file"
    window = configuration.of_window(settings)
    assert (window.drill, window.sandbox, window.may_drill, window.may_set_up) == (True, True, False, False)


def test_a_drill_refuses_options_of_the_real_program(capsys: pytest.CaptureFixture[str]) -> None:
    for given in ("--drill --patient-from-stdin", "--drill --config a", "--drill --import-client a", "--while-stdin"):
        with pytest.raises(SystemExit):
            parse(given.split())
        assert "drill" in capsys.readouterr().err


def test_a_file_of_settings_is_named_with_its_whole_path() -> None:
    assert parse(["--config", "a.toml"]).config == Path.cwd() / "a.toml"


@pytest.mark.hazard("S12")
@pytest.mark.parametrize(
    ("text", "may"),
    [
        (None, True),
        ("", True),
        ("[ui]\ndrill = true\n", True),
        ("[ui]\ndrill = false\n", False),
        ('[ui]\ndrill = "off"\n', False),
        ("[ui\n", False),
    ],
)
def test_the_policy_has_the_last_word(tmp_path: Path, text: str | None, may: bool, capsys: pytest.CaptureFixture[str]) -> None:
    places = make_places(tmp_path)
    if text is not None:
        policy(places, text)
    assert drill_refused(places) is not may
    assert ("switched drills off" in capsys.readouterr().err) is not may
