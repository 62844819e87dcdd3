from __future__ import annotations

from collections.abc import Iterator

import pytest

from provesvar_gui.sandbox.server import Sandbox
from tests.unit.helseid.kit import Kit, make_kit


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    server = pytest.importorskip("provesvar_gui.sandbox.server", reason="the sandbox's own dependencies are not installed")
    with server.Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(served: Sandbox) -> Iterator[Sandbox]:
    served.faults.clear()
    served.control.clear()
    yield served
    served.faults.clear()


@pytest.fixture
def kit() -> Kit:
    return make_kit()
