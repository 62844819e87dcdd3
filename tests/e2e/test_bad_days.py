"""Faults of the machine: the program reports each, keeps the typed text, and tries again on Enter without a restart."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.desk import Desk, wait_until
from tests.e2e.hands import GROUPED, ask
from tests.e2e.program import program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import (
    ABSENT,
    BROKEN,
    KNOWS_NOBODY,
    locked_vault,
    machine_key,
    refusing,
    resolver,
    settings,
)

UNREADABLE = """\
[contact]
support = { name = "IT-vakten", phone = "00000002" }
laboratories = [{ name = "Medisinsk biokjemi", phone = "00 00 00 03", hours = "hele døgnet" }]
[lock]
idle_seconds = "soon"
"""


@pytest.mark.hazard("H9.1", "H9.3")
@pytest.mark.requirement("R43")
def test_settings_and_a_key_that_are_corrected_one_by_one(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, raw=UNREADABLE)
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        wait_until(
            lambda: reader.sees("lock.idle_seconds"), "the file and the setting"
        )  # bokmål: not even the language can be taken from it
        assert reader.sees(config.name)
        bench.keys("ctrl+shift+F1")
        wait_until(lambda: reader.sees("Medisinsk biokjemi, telefon 0 0 0 0 0 0 0 3"), "whom to call, digit by digit")
        assert reader.sees("IT-vakten, telefon 0 0 0 0 0 0 0 2")
        bench.keys("Escape")
        bench.come_to("Prøvesvar")
        bench.keys("F1")
        guide = "the guide, at what helps"
        wait_until(lambda: any(node.focused and node.name == "Når noe svikter" for node in reader.nodes()), guide)
        bench.keys("Escape")
        ask(bench, reader, organisation=False)
        for written, told in (
            ({"raw": '[helseid]\nclient_id = "x"\n\n[pps]\napi_version = 3'}, "pps.api_version"),
            ({"helseid": f'key = "machine"\nmachine_key = "{home}/nowhere.json"'}, "Fant ikke programmets HelseID-nøkkel."),
            (
                {"helseid": machine_key(home, private_jwk="{broken", name="broken.json")},
                "Programmets HelseID-nøkkel kan ikke brukes.",
            ),
            ({"helseid": machine_key(home)}, "Ingen kontakt med HelseID (innlogging)."),
        ):
            settings(home, **written)
            bench.keys("Return")
            wait_until(lambda told=told: reader.sees(told), told)  # type: ignore[misc]  # mypy does not see the default's type
            assert reader.sees(GROUPED), "nothing typed is lost"
        run.close(bench)


@pytest.mark.hazard("S63")
@pytest.mark.parametrize(
    ("vault", "words"),
    [
        (partial(refusing, error=ABSENT), "This machine has no password store that keeps the program's HelseID key."),
        (partial(locked_vault, asking=BROKEN), "The system's password store is locked."),
        (partial(locked_vault, asking=""), "Unlock it where the system asks for its password."),
    ],
    ids=["absent", "locked", "asking"],
)
def test_what_is_wrong_with_the_vault_is_said_and_the_window_lives(
    bench: Desk, reader: ScreenReader, home: Path, vault: Callable[[Desk], AbstractContextManager[None]], words: str
) -> None:
    config = settings(home, 'key = "vault"')
    with vault(bench), program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        ask(bench, reader, organisation=False)
        wait_until(lambda: reader.sees(words), words)
        assert reader.sees(GROUPED), "nothing typed is lost"
        assert not reader.sees("the vault's own words")
        run.close(bench)
