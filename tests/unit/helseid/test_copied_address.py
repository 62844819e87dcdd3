"""The address that can be copied from the window: good until the login ends, however late it is opened, however often."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.model import LoginStep
from tests.kit.errors import app_error
from tests.unit.helseid.kit import Kit, ask


def copied(kit: Kit) -> str:
    return next(step.browser_url for step in kit.steps if step.step is LoginStep.BROWSER)


def location(page: bytes) -> str:
    found = re.search(rb"\r\nLocation: ([^\r]+)\r\n", page)
    assert page.startswith(b"HTTP/1.1 303 "), page
    assert found is not None, page
    return found[1].decode()


@pytest.mark.hazard("S3")
@pytest.mark.requirement("R10")
@pytest.mark.parametrize("one", [0, 1])
async def test_the_answer_to_any_of_the_requests_is_taken_with_its_own_verifier_and_nonce(kit: Kit, one: int) -> None:

    async def play(url: str) -> None:
        await ask(kit.helseid.authorize([url, location(await ask(copied(kit)))][one]))

    kit.browser.play = play
    await kit.login()  # the fake checks the verifier, the ID token holds the nonce of the request whose code it was


async def test_a_code_of_one_request_with_the_state_of_another_is_refused(kit: Kit) -> None:

    async def play(url: str) -> None:
        other = parse_qs(urlsplit(kit.helseid.authorize(location(await ask(copied(kit))))).query)["code"][0]
        await ask(kit.helseid.authorize(url, code=other))

    kit.browser.play = play
    with app_error(ErrorCode.LOGIN_REFUSED):
        await kit.login()
