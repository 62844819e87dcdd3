"""Closing the window ends the process, whatever hangs, and leaves no process and no port."""

from __future__ import annotations

import json
import signal
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.program import listening_ports, log_in, program
from tests.e2e.surroundings import HANGS, client_file, resolver, settings, silent_vault
from tests.e2e.test_bad_days import ask
from tests.e2e.test_main_job import DOCTOR, EMERGENCY, type_a_lookup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from provesvar_gui.sandbox.server import Sandbox
    from tests.e2e.desk import Desk
    from tests.e2e.program import Program
    from tests.e2e.screen_reader import ScreenReader


def ends(run: Program, bench: Desk) -> None:
    run.close(bench)
    assert run.process.returncode == 0


def fault(address: str, name: str, value: float) -> None:
    """Switch on a fault of the sandbox that gave this address."""
    parts = urlsplit(address)
    request = urllib.request.Request(
        f"{parts.scheme}://{parts.netloc}/sandbox/faults",
        json.dumps({name: value}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
        assert answer.status == 200


def test_during_a_login_with_a_resolver_that_hangs(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, f'key = "{client_file(home)}"')
    with program(bench, home, "--config", str(config), environment=resolver(home, HANGS)) as run:
        ask(bench, reader)
        wait_until(lambda: reader.sees("HelseID"), "the login under way")
        ends(run, bench)


def test_during_a_login_with_a_vault_that_hangs(bench: Desk, reader: ScreenReader, home: Path) -> None:
    config = settings(home, 'key = "vault"')
    with silent_vault(bench), program(bench, home, "--config", str(config), environment=resolver(home, HANGS)) as run:
        ask(bench, reader)
        wait_until(lambda: reader.sees("key"), "the key being fetched")
        ends(run, bench)


def test_during_a_login_in_the_browser(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        run.next_address()
        assert listening_ports(run.process.pid)
        ends(run, bench)


def test_during_a_login_whose_token_does_not_come(bench: Desk, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        address = run.next_address()
        fault(address, "helseid.slow", 60)
        log_in(address, DOCTOR)
        ends(run, bench)


def test_during_a_lookup_that_is_not_answered_and_with_a_helseid_that_hangs(
    bench: Desk, reader: ScreenReader, home: Path
) -> None:
    with program(bench, home, "--sandbox") as run:
        type_a_lookup(bench, reader, EMERGENCY)
        address = run.next_address()
        fault(address, "pps.slow", 60)
        log_in(address, DOCTOR)
        wait_until(lambda: reader.sees("Henter prøvesvar"), "the look-up under way")
        fault(address, "helseid.slow", 60)  # the refresh token cannot be revoked in time
        ends(run, bench)


def settings_for(sandbox: Sandbox, home: Path, results: str) -> Path:
    """A settings file for a sandbox of the test's own. ``results``: where the results service is."""
    client = home / "client.json"
    client.write_text(json.dumps(sandbox.client_file))
    helseid = f'authority = "{sandbox.urls["helseid"]}"\nkey = "{client}"\nredirect_uris = ["http://localhost:0/callback"]\n'
    services = f'[pps]\nbase_url = "{results}"\n[kodeverk]\nurl = "https://kodeverk.invalid/"\n'
    config = settings(home, helseid + services)
    config.write_text(config.read_text().replace("test-client", sandbox.client_file["clientId"]))
    return config


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """One of the test's own, which can be asked what is left of a login."""
    server = pytest.importorskip("provesvar_gui.sandbox.server")
    with server.Sandbox() as running:
        yield running


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda how: how.name)
def test_by_the_end_of_the_desktops_session(
    how: signal.Signals, bench: Desk, reader: ScreenReader, home: Path, sandbox: Sandbox
) -> None:
    """It ends its programs by a signal, and some send two at once: the login is revoked as when the window is closed."""
    config = settings_for(sandbox, home, sandbox.urls["pps_v2"])
    with program(bench, home, "--config", str(config)) as run:
        ask(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Log out"), "the login")
        assert sandbox.helseid.grants.refresh_tokens
        run.process.send_signal(how)
        run.process.send_signal(signal.SIGHUP)
        assert run.wait_for_end() == 0
    assert not sandbox.helseid.grants.refresh_tokens


def test_during_a_lookup_with_a_resolver_that_hangs(bench: Desk, reader: ScreenReader, home: Path, sandbox: Sandbox) -> None:
    config = settings_for(sandbox, home, "https://pps.invalid/v2")
    with program(bench, home, "--config", str(config), environment=resolver(home, HANGS)) as run:
        ask(bench, reader, EMERGENCY)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Asking for results"), "the look-up under way")
        ends(run, bench)
    assert not sandbox.helseid.grants.refresh_tokens


def test_while_the_programs_own_modules_do_not_load(bench: Desk, reader: ScreenReader, home: Path) -> None:
    """A drive of the network that hangs: the runtime thread is stuck in an import and can be asked nothing."""
    config = settings(home, f'key = "{client_file(home)}"')
    environment = resolver(home, HANGS)
    (home / "site" / "httpx.py").write_text("import threading\nthreading.Event().wait()\n")
    with program(bench, home, "--config", str(config), environment=environment) as run:
        ask(bench, reader)
        ends(run, bench)
