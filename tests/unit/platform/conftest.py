from __future__ import annotations

import pytest

from tests.unit.platform.loopback_server import Clients


@pytest.fixture
def make() -> Clients:
    return Clients()
