"""The self-check as an administrator runs it, and the first run of the real program: from its first word to a login."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.hands import GROUPED, ask
from tests.e2e.program import command, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import KNOWS_NOBODY, MACHINE_KEY, client_file, machine_key, open_vault, resolver, settings

ENGLISH = '[ui]\nlanguage = "en"\n'


@pytest.mark.hazard("S80")
def test_the_command_without_a_network_and_a_vault(bench: Display, home: Path) -> None:
    config = settings(home, machine_key(home))
    environment = resolver(home, KNOWS_NOBODY) | {"USER": "kari.nordmann"}
    status, output, errors = command(bench, "--self-check", "--config", str(config), environment=environment)
    assert (status, errors) == (1, "")
    assert "[Wrong] HelseID (login): No contact with helseid-sts.test.nhn.no." in output
    assert "[OK] The client's key: There (P-256, ES256)." in output
    secret = json.loads(json.loads((home / MACHINE_KEY).read_text())["keys"][0]["jwk"])["d"]
    for hidden in (secret, bench.env["HOME"], "kari.nordmann"):
        assert hidden not in output


def test_from_the_first_run_to_a_login(bench: Display, reader: ScreenReader, home: Path) -> None:
    """By the keyboard, with a real vault, and without a restart."""
    config, key = settings(home, raw=ENGLISH), client_file(home)
    with open_vault(bench), program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)):
        wait_until(lambda: reader.sees("This program has not been set up for HelseID yet."), "the first word of the first run")
        ask(bench, reader, organisation=False)
        wait_until(lambda: reader.sees(GROUPED), "what was typed")
        bench.keys("shift+F1")
        wait_until(lambda: reader.sees("No client is set up: nobody can log in."), "the self-check")
        wait_until(lambda: reader.sees("To look at: "), "the end of the self-check")
        bench.keys("Tab", "Tab", "space")
        wait_until(lambda: "The configuration file" in reader.names(), "the assistant")
        bench.keys("shift+Tab")
        bench.type(str(key), delay_ms=60)
        bench.keys("Return")
        wait_until(lambda: reader.sees("Client: test-client"), "what is in the file")
        bench.keys("space")
        wait_until(lambda: reader.sees("Delete the file now"), "the end of the import")
        assert 'client_id = "test-client"' in config.read_text()
        assert key.exists()
        bench.keys("Escape", "Escape")
        bench.come_to("Prøvesvar")
        bench.keys("Return")
        wait_until(lambda: reader.sees("There is no contact with HelseID (login)."), "a login with the key")
        assert reader.sees(GROUPED)
