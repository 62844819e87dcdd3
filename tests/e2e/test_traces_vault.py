"""With the key in a real gnome-keyring: what rests there rests nowhere else, and of a session nothing rests there either."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import secretstorage
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # it carries no types

from tests.e2e.desk import wait_until
from tests.e2e.hands import DOCTOR, RESTRICTED
from tests.e2e.workplace import Workplace, killed, workplace
from tests.vault.conftest import Seat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.screen_reader import ScreenReader


class Resting:
    """What the vault holds; asked over one connection (``helseid/keys/vault.py`` says why)."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def secrets(self) -> dict[str, bytes]:
        """By the name under which each is kept."""
        found: dict[str, bytes] = {}
        for item in secretstorage.get_default_collection(self._connection).get_all_items():
            program, name, *_ = item.get_attributes()["service"].split("/")
            assert program == "provesvar"
            found[name] = item.get_secret()
        return found


@pytest.fixture
def place(bench: Desk, reader: ScreenReader, home: Path) -> Iterator[Workplace]:
    with workplace(bench, reader, home, vault=True) as ready, Seat(home=home, env=bench.env).keyring():
        yield ready


@pytest.fixture
def resting(place: Workplace) -> Iterator[Resting]:
    with closing(open_dbus_connection(place.bench.env["DBUS_SESSION_BUS_ADDRESS"])) as connection:
        yield Resting(connection)


def watch_for(place: Workplace, resting: Resting) -> None:
    """What opens the client's key is there, the journal's key and its seal, and nothing else is; both keys are looked for."""
    held = resting.secrets()
    client = place.sandbox.client_file["clientId"]
    assert held.keys() == {client, "journal-key", "journal-seal"}
    for told in (held[client], held["journal-key"]):
        place.keys.add(told.decode().replace("+", "-").replace("/", "_").rstrip("="))
        assert place.scanner().found_in(told) == {"key"}, "a file that held this would be found"
    assert place.scanner().found_in(held["journal-seal"]) == set()


@pytest.mark.hazard("S92")
def test_nothing_stays_of_a_session_whose_key_rests_in_the_vault(place: Workplace, resting: Resting, home: Path) -> None:
    """Killed with restricted results on the screen, and while locked; then a session that is logged out."""
    assert place.command("--import-client", str(place.client)) == 0, (home / "program.log").read_text()
    place.client.unlink()
    with place.run({}) as run:
        place.begin(run, RESTRICTED)
        place.open_restricted()
        wait_until(lambda: place.reader.sees("INR"), "what was restricted")
        killed(run)
    watch_for(place, resting)
    assert place.traces() == set()

    with place.run({}) as run:
        place.begin(run)
        place.lock()
        killed(run)
    assert place.traces() == set()

    with place.run({}) as run:
        place.begin(run)
        watch_for(place, resting)
        place.bench.keys("F10", "alt+n")
        wait_until(lambda: not place.reader.sees(DOCTOR), "the end of the session")
        run.close(place.bench)
    assert place.traces() == set()
    watch_for(place, resting)
    assert list((home / "data" / "keyrings").glob("*.keyring")), "where all of it was, encrypted, and was searched"
    assert place.elsewhere() == set()
