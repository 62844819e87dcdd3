"""Settings that somebody corrects while the program runs: Enter reads them again, and nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.desk import wait_until
from tests.e2e.program import program
from tests.e2e.surroundings import KNOWS_NOBODY, client_file, resolver, settings
from tests.e2e.test_bad_days import GROUPED, ask

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


def test_a_broken_file_that_is_corrected(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, raw='[helseid\nclient_id = "x"')
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)):
        wait_until(lambda: reader.sees("linje 1"), "the file and the line")  # bokmål: the file could not say otherwise
        ask(bench, reader)
        settings(home, raw='[helseid]\nclient_id = "x"\n\n[pps]\napi_version = 3')
        bench.keys("Return")
        wait_until(lambda: reader.sees("pps.api_version"), "what is still wrong")
        assert reader.sees(GROUPED)
        settings(home, f'key = "{client_file(home)}"')
        bench.keys("Return")
        wait_until(lambda: reader.sees("Ingen kontakt med HelseID (innlogging)."), "a try with the settings")
        assert reader.sees(GROUPED)


def test_a_setting_that_is_wrong_in_a_good_file(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, f'key = "{home}/nowhere.json"')
    with program(bench, home, "--config", str(config), environment=resolver(home, KNOWS_NOBODY)):
        ask(bench, reader)
        wait_until(lambda: reader.sees("The program's HelseID key was not found."), "the key missing")
        settings(home, f'key = "{client_file(home)}"')
        bench.keys("Return")
        wait_until(lambda: reader.sees("There is no contact with HelseID (login)."), "a try with the key")
        assert reader.sees(GROUPED)
