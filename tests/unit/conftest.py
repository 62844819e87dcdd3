"""A test that is a coroutine runs on a loop of its own and leaves no task; what it was given is closed before that ends."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from provesvar_gui.platform.places import Places
from tests.kit.loop import run
from tests.unit.settings.kit import make_places

# A busy machine is no finding: how long an example or its making takes decides nothing.
settings.register_profile("unit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unit")


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    run(_played(pyfuncitem.obj, {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}))
    return True


async def _played(test: Any, given: Mapping[str, Any]) -> None:
    try:
        await test(**given)
    finally:
        for each in given.values():
            if inspect.iscoroutinefunction(getattr(each, "aclose", None)):
                await each.aclose()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return make_places(tmp_path)
