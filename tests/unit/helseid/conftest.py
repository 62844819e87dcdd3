from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.helseid.kit import Kit, make_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from provesvar_gui.sandbox.server import Sandbox


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
