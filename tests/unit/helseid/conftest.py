from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from provesvar_gui.sandbox.server import Sandbox
from tests.kit.loop import run
from tests.unit.helseid.kit import Kit, make_kit
from tests.unit.helseid.rotating import Owner, end_keys, first_ring


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
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


@pytest.fixture
def owner(sandbox: Sandbox, tmp_path: Path) -> Owner:
    """Of a key that ends in twenty days."""
    owner = Owner(sandbox, tmp_path)
    end_keys(owner.client, sandbox.world.now() + 20 * 86400)
    run(owner.place.store(first_ring(owner.client)))
    return owner
