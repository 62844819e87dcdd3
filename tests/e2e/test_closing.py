"""Closing the window ends the process, whatever hangs, and leaves no process and no port."""

from __future__ import annotations

import signal
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from provesvar_gui.sandbox.server import Sandbox
from tests.e2e.display import Display, wait_until
from tests.e2e.hands import DOCTOR, ask
from tests.e2e.program import Program, log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import HANGS, refusing, resolver, settings, settings_for


def ends(run: Program, bench: Display) -> None:
    run.close(bench)
    assert run.process.returncode == 0


def fault(address: str, name: str, value: float) -> None:
    parts = urlsplit(address)
    url, body = f"{parts.scheme}://{parts.netloc}/sandbox/faults", f"{name}={value}".encode()
    request = urllib.request.Request(url, body)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
        assert answer.status == 200


def test_during_a_login_with_a_vault_that_hangs(bench: Display, reader: ScreenReader, home: Path) -> None:
    config = settings(home, 'key = "vault"')
    with refusing(bench, ""), program(bench, home, "--config", str(config), environment=resolver(home, HANGS)) as run:
        ask(bench, reader, organisation=False)
        wait_until(lambda: reader.sees("key"), "the key being fetched")
        ends(run, bench)


def test_during_a_lookup_that_is_not_answered_and_with_helseid_hanging(bench: Display, reader: ScreenReader, home: Path) -> None:
    with program(bench, home, "--sandbox") as run:
        ask(bench, reader)
        address = run.next_address()
        fault(address, "pps.slow", 60)
        log_in(address, DOCTOR)
        wait_until(lambda: reader.sees("Henter prøvesvar"), "the look-up under way")
        fault(address, "helseid.slow", 60)  # the refresh token cannot be revoked in time
        ends(run, bench)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """One of the test's own, which can be asked what is left of a login."""
    with Sandbox() as running:
        yield running


@pytest.mark.hazard("H9.4", "S49")
@pytest.mark.requirement("R27")
@pytest.mark.parametrize("how", ["key", "signals"])
def test_during_a_lookup_with_a_resolver_that_hangs(
    bench: Display, reader: ScreenReader, home: Path, sandbox: Sandbox, how: str
) -> None:
    """Also by the end of the desktop's session, which comes as a signal, of some as two: the login is revoked all the same."""
    config = settings_for(sandbox, home, "https://pps.invalid/v2")
    with program(bench, home, "--config", str(config), environment=resolver(home, HANGS)) as run:
        ask(bench, reader, organisation=False)
        log_in(run.next_address(), DOCTOR)
        wait_until(lambda: reader.sees("Asking for results"), "the look-up under way")
        assert sandbox.helseid.grants.refresh_tokens
        if how == "key":
            ends(run, bench)
        else:
            run.process.send_signal(signal.SIGTERM)
            run.process.send_signal(signal.SIGHUP)
            assert run.wait_for_end() == 0
    assert not sandbox.helseid.grants.refresh_tokens
