"""One sandbox for a test module, clean for every test, and a correct client of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from provesvar_gui.sandbox.server import Sandbox
from tests.unit.sandbox.broken_clients import Reference


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.faults.clear()
    running.control.clear()
    running.helseid.nonces._until.clear()
    return running


@pytest.fixture
def client(sandbox: Sandbox) -> Reference:
    return Reference(sandbox, sandbox.default_client)


@pytest.fixture
def bearer_client(sandbox: Sandbox) -> Reference:
    return Reference(sandbox, sandbox.bearer_client, version="v1")
