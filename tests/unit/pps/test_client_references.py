"""A look-up that fails or is cancelled tells under which references the service was asked, for who keeps a journal."""

from __future__ import annotations

import asyncio

import pytest

from provesvar_gui.desk.progress import LookupStep
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.http import HttpResponse
from tests.unit.pps.fake_service import Desk, FakeService, answer, no_network
from tests.unit.pps.fhir import bundle, lookup, report


def sent(desk: Desk) -> tuple[str, ...]:
    return tuple(request.headers["correlation-id"] for request in desk.service.requests)


def test_a_failure_tells_every_request() -> None:
    challenge = HttpResponse(status=401, headers={"dpop-nonce": "n"}, body=b"")
    desk = Desk(FakeService(challenge, no_network("yes")))
    with pytest.raises(AppError) as caught:
        desk.ask()
    assert caught.value.code is ErrorCode.NO_NETWORK
    last = desk.progress[-1]
    assert len(sent(desk)) == 2
    assert (last.step, last.correlation_ids, last.partial) == (LookupStep.SENDING, sent(desk), None)


def test_so_does_a_cancelled_one() -> None:
    desk = Desk(FakeService(answer(bundle(report("a")))))
    desk.service.hang_from = 0

    async def story() -> None:
        task = asyncio.create_task(desk.client.lookup(lookup(), desk.progress.append))
        await desk.service.hanging.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(story())
    assert desk.progress[-1].correlation_ids == sent(desk)
    assert len(sent(desk)) == 1


def test_what_was_never_sent_has_no_reference_to_tell() -> None:
    desk = Desk(FakeService())

    async def refuse(_method: str, _url: str) -> dict[str, str]:
        raise AppError(ErrorCode.NOT_LOGGED_IN)

    desk.authorization.headers = refuse  # type: ignore[method-assign,assignment]  # a session that is gone
    with pytest.raises(AppError):
        desk.ask()
    assert [step.step for step in desk.progress] == [LookupStep.SENDING]
