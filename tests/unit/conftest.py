"""A test that is a coroutine runs on a loop of its own and leaves no task; what it was given is closed before that ends."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

import pytest

from tests.kit.loop import run


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    given = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    run(_played(pyfuncitem.obj, given))
    return True


async def _played(test: Any, given: Mapping[str, Any]) -> None:
    try:
        await test(**given)
    finally:
        for each in given.values():
            if inspect.iscoroutinefunction(getattr(each, "aclose", None)):
                await each.aclose()
