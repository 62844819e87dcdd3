"""A test that is a coroutine runs on a loop of its own, and leaves no task behind; ``kit`` is closed before that ends."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.helseid.kit import Kit, make_kit, run

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


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    given: dict[str, Any] = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}

    async def played() -> None:
        try:
            await pyfuncitem.obj(**given)
        finally:
            if isinstance(given.get("kit"), Kit):
                await given["kit"].close()

    run(played())
    return True
