"""With the key in a real gnome-keyring, and by policy the session too: what rests there rests nowhere else."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
import secretstorage
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # it carries no types

from tests.e2e.desk import wait_until
from tests.e2e.program import log_in
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, GROUPED
from tests.e2e.test_opening import RESTRICTED
from tests.e2e.workplace import FIGURE, PRIVATE, Workplace, killed, workplace
from tests.vault.conftest import Seat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desk import Desk
    from tests.e2e.program import Program
    from tests.e2e.screen_reader import ScreenReader


class Resting:
    """What the vault holds; asked over one connection (``helseid/secret_service.py`` says why)."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def secrets(self, service: str, username: str) -> list[str]:
        """Of entries whose service begins so; their heads, which hold none, left out."""
        items = secretstorage.get_default_collection(self._connection).get_all_items()
        known = [(item.get_attributes(), item) for item in items]
        return [
            item.get_secret().decode()
            for named, item in known
            if named["username"] == username
            and named["service"].startswith(f"provesvar/{service}")
            and named["service"][-2:] == "/0"
        ]


@pytest.fixture
def place(bench: Desk, reader: ScreenReader, home: Path) -> Iterator[Workplace]:
    with workplace(bench, reader, home, vault=True) as ready, Seat(home=home, env=bench.env).keyring():
        yield ready


@pytest.fixture
def resting(place: Workplace) -> Iterator[Resting]:
    with closing(open_dbus_connection(place.bench.env["DBUS_SESSION_BUS_ADDRESS"])) as connection:
        yield Resting(connection)


def watch_for(place: Workplace, resting: Resting) -> None:
    """What the vault holds by now is looked for: client key, session, journal key."""
    client = place.sandbox.client_file["clientId"]
    [ring], [session] = resting.secrets(client, "private-jwk"), resting.secrets(client, "session")
    kept = json.loads(session)
    place.wire.secrets |= {kept["refreshToken"], kept["nonce"]}
    place.keys |= {value for name, value in kept["dpop"].items() if name in PRIVATE}
    [journal_key] = resting.secrets("journal-key", "journal")
    place.keys.add(journal_key.replace("+", "-").replace("/", "_").rstrip("="))
    for told in (ring, session, journal_key):
        assert place.scanner().found_in(told.encode()) & {"key", "secret"}, "a file that held this would be found"


def go_on(place: Workplace, run: Program) -> None:
    """With the session of the run before, until there are results. It opens nothing before somebody proves that it is theirs."""
    before, logins = place.done(), len(run.addresses())
    place.type_first(EMERGENCY)
    wait_until(lambda: place.reader.sees("The login from before the program was started was kept."), "the session that was kept")
    place.bench.keys("Return")
    log_in(run.next_address(logins), DOCTOR)
    wait_until(lambda: place.reader.sees(GROUPED), "the form behind the cover")
    place.bench.come_to("Prøvesvar")
    place.bench.keys("Return", "Return")
    wait_until(lambda: place.done() > before, "results")
    wait_until(lambda: place.reader.sees("Kalium") and place.reader.sees(FIGURE), "results on the screen")
    place.bench.come_to("Prøvesvar")


def test_nothing_stays_of_a_session_that_rests_in_the_vault(place: Workplace, resting: Resting, home: Path) -> None:
    """Killed with restricted results on the screen, and while locked; each start finds the session; then it ends."""
    client = place.sandbox.client_file["clientId"]
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
        go_on(place, run)
        watch_for(place, resting)
        place.lock()
        killed(run)
    assert place.traces() == set()

    with place.run({}) as run:
        go_on(place, run)
        watch_for(place, resting)
        place.bench.keys("F10", "alt+n")
        wait_until(lambda: not place.reader.sees(DOCTOR), "the end of the session")
        run.close(place.bench)
    assert place.traces() == set()
    assert resting.secrets(client, "session") == []
    assert list((home / "data" / "keyrings").glob("*.keyring")), "where all of it was, encrypted, and was searched"
    assert place.elsewhere() == set()
