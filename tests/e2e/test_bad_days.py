"""Whatever is wrong with the machine: the program says so, keeps what was typed, tries again on Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.program import program
from tests.e2e.surroundings import KNOWS_NOBODY, busy_port, client_file, resolver, settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader

NUMBER, GROUPED = "13896900263", "138969 00263"


def ask(bench: Desk, reader: ScreenReader, number: str = NUMBER) -> None:
    """Fill in the form and press Enter; there is no organisation to choose."""
    bench.come_to("Prøvesvar")
    wait_until(lambda: any(node.focused and node.role == "text" for node in reader.nodes()), "the caret in the patient field")
    bench.type(number)
    bench.keys("alt+a", "alt+a", "F4")
    bench.type("LE")
    bench.keys("Return", "Return")


def test_no_network_is_said_and_enter_tries_again(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, f'key = "{client_file(home)}"')
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)) as run:
        ask(bench, reader)
        wait_until(lambda: reader.sees("There is no contact with HelseID (login)."), "the failure in words")
        assert reader.sees(GROUPED)  # nothing typed is lost
        bench.keys("Return")
        wait_until(lambda: reader.sees("There is no contact with HelseID (login)."), "the failure of the second try")
        run.close(bench)


@pytest.mark.parametrize(
    ("helseid", "words"),
    [
        ('key = "{home}/nowhere.json"', "The program's HelseID key was not found."),
        ('key = "{home}/broken.json"', "The program's HelseID key cannot be used."),
    ],
)
def test_a_key_that_is_missing_or_malformed(bench: Desk, reader: ScreenReader, home: Path, helseid: str, words: str) -> None:
    (home / "broken.json").write_text('{"clientId": "test-client", "privateJwk": "{broken"}')
    config = settings(home, helseid.format(home=home))
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)):
        ask(bench, reader)
        wait_until(lambda: reader.sees(words), words)
        if "nowhere" in helseid:  # the file turns up: the next try goes further, without a restart
            client_file(home).rename(home / "nowhere.json")
            bench.keys("Return")
            wait_until(lambda: reader.sees("There is no contact with HelseID (login)."), "a try with the key")


def test_settings_that_cannot_be_read(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, raw='[helseid\nclient_id = "x"')
    with program(bench, home, "--config", str(config)):
        wait_until(lambda: reader.sees(config.name), "the name of the file on the screen")


def test_every_registered_port_is_busy(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with busy_port() as first, busy_port() as second:
        config = settings(
            home,
            f"""\
            key = "{client_file(home)}"
            authority = "http://localhost:{first}"
            redirect_uris = ["http://localhost:{first}/callback", "http://localhost:{second}/callback"]
            """,
        )
        with program(bench, home, "--config", str(config)) as run:
            ask(bench, reader)
            # The authority listens and never answers; whichever limit comes first, the window stays usable and can be closed.
            wait_until(lambda: reader.sees("HelseID"), "the login under way")
            bench.keys("Escape")
            run.close(bench)
