"""Two sessions of one user, as on a terminal server, share one vault and one journal."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack

import pytest

from provesvar_gui.sandbox.server import Sandbox
from tests.benchmarks.side_by_side import ROOT
from tests.vault.conftest import Seat
from tests.vault.test_a_clients_life import command

WRITER = """
import os, sys
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, system_places
from provesvar_gui.wiring.audit import JournalPlace
from tests.unit.audit.kit import PATIENT, entry
print("ready", flush=True)
sys.stdin.readline()
journal = JournalPlace(system_places(), KeyVault(NAME, user="journal")).journal(12)
for number in range(20):
    journal.append(entry(os.getpid() * 100 + number), PATIENT)
"""


def two_at_once(seat: Seat, *arguments: str) -> None:
    """To their end. What says that it is ready waits for the other one."""
    with ExitStack() as stack:
        pipe = subprocess.PIPE
        both = [
            stack.enter_context(
                subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=seat.env, stdin=pipe, stdout=pipe, text=True)
            )
            for _ in range(2)
        ]
        for each in both:
            assert each.stdout is not None
            each.stdout.readline()
        for each in both:
            assert each.stdin is not None
            each.stdin.close()
        for each in both:
            assert each.wait(120) == 0


@pytest.mark.hazard("S13")
def test_that_begin_at_the_same_time(seat: Seat) -> None:
    """Neither finds a key, of the client or of the journal: both end with the same ones."""
    config = seat.home / "settings.toml"
    with Sandbox() as sandbox, seat.keyring():
        where = {"authority": sandbox.urls["helseid"], "client_id": sandbox.client_file["clientId"]}
        config.write_text(
            '[ui]\nlanguage = "en"\n[helseid]\n' + "".join(f'{name} = "{value}"\n' for name, value in where.items())
        )
        file = seat.home / "HelseId.json"
        file.write_text(json.dumps(sandbox.client_file))
        file.chmod(0o600)
        two_at_once(seat, "-m", "provesvar_gui", "--config", str(config), "--import-client", str(file))
        two_at_once(seat, "-c", WRITER)
        checked = command(seat, "--check-journal").stdout
        assert checked.startswith("Journal: whole. 40 lines"), checked
        assert "[OK] The client's key: There" in command(seat, "--self-check").stdout
