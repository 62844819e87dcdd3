"""What is left of a login in memory when the window ends it: the window's own calls, on a backend with a real session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from provesvar_gui.helseid.session import Grant
from provesvar_gui.helseid.tokens import TokenChain
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.audit import Audit
from provesvar_gui.wiring.backend import ServiceBackend
from tests.gui.fakes import NURSE, Bench, FakeBridge, FakeTask
from tests.gui.hands import log_out
from tests.gui.lock.kit import Key, after, press, reading
from tests.unit.helseid.kit import Kit, make_kit
from tests.unit.helseid.test_session_ends import secrets_here, secrets_left
from tests.unit.wiring.backends import FakeNotebook


class CallsKept(FakeBridge):
    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[FakeTask, Any]] = []

    def start(self, call: Any, *, parent: Any) -> FakeTask:
        self.calls.append((super().start(call, parent=parent), call))
        return self.calls[-1][0]


def backend_of(kit: Kit) -> ServiceBackend:
    connections: Any = SimpleNamespace(session=kit.session, login=kit.session.login)
    return ServiceBackend(connections, fixed_settings({}), Audit(FakeNotebook(), kit.clock.monotonic), connections)


def left_locked(bench: Bench) -> None:
    press(bench, Key.Key_F10)
    after(bench, 600)


def another_person(bench: Bench) -> None:
    press(bench, Key.Key_F10)
    press(bench, Key.Key_Return)


@pytest.mark.hazard("S34", "S49")
@pytest.mark.requirement("R38")
@pytest.mark.parametrize("proof", ["helseid", "system", "pin"])
@pytest.mark.parametrize(("end", "grants"), [(left_locked, 0), (log_out, 0), (another_person, 1)])
def test_nothing_of_it_is_left(qtbot: QtBot, end: Callable[[Bench], None], grants: int, proof: str) -> None:
    async def scenario() -> None:
        before, kit, bridge = secrets_here(), make_kit(), CallsKept()
        backend = backend_of(kit)

        async def carried_out() -> None:
            for task, call in bridge.calls:
                if task.name in ("login", "logout"):
                    await call(backend, lambda _value: None)
            bridge.calls.clear()

        bench = reading(qtbot, bridge=bridge, lock__proof=proof)
        await carried_out()
        (token,) = kit.helseid.refresh_tokens
        assert await secrets_left(before)
        end(bench)
        await carried_out()
        if grants:
            bridge.last("login").succeed(NURSE)
            await carried_out()
        left = await secrets_left(before)
        assert [isinstance(one, Grant) for one in left].count(True) == grants
        assert token not in [one.newest for one in left if isinstance(one, TokenChain)]
        assert token in kit.helseid.revoked
        await kit.aclose()

    asyncio.run(scenario())
