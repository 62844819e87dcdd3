"""More logins than ports, with real sockets: a login waits for its turn, and a port is given back the moment a login is over."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import pytest

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.loopback import listen
from provesvar_gui.helseid.model import Clinician, LoginProgress, LoginStep
from tests.kit.errors import app_error
from tests.unit.helseid.kit import Kit, ask, make_kit


def close(sockets: list[socket.socket]) -> None:
    for each in sockets:
        each.close()


def free_ports(count: int) -> tuple[str, ...]:
    """Addresses whose ports are free in both families."""
    taken = [listen(["http://localhost:0/callback"]) for _ in range(count)]
    for _, sockets in taken:
        close(sockets)
    return tuple(address for address, _ in taken)


class People:
    """Each at a login of their own. ``moved``: somebody's login has come a step further."""

    def __init__(self, addresses: tuple[str, ...]) -> None:
        self.addresses, self.moved = addresses, asyncio.Event()
        self.all: list[Person] = []

    def comes(self, seconds: float = 300) -> Person:
        self.all.append(Person(make_kit(redirect_uris=self.addresses, login_seconds=seconds), self.moved))
        return self.all[-1]

    async def until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self.moved.clear()
            await self.moved.wait()

    async def aclose(self) -> None:
        for person in self.all:
            await person.kit.aclose()


class Person:
    """``does``: what they do in the browser, which waits for it."""

    def __init__(self, kit: Kit, moved: asyncio.Event) -> None:
        self.kit, self._moved = kit, moved
        self.does: asyncio.Future[dict[str, str | None]] = asyncio.get_running_loop().create_future()
        kit.browser.play = self._play
        self.login: asyncio.Task[Clinician] = asyncio.ensure_future(kit.session.login(organisation=None, report=self._report))

    def _report(self, progress: LoginProgress) -> None:
        self.kit.steps.append(progress)
        self._moved.set()

    async def _play(self, url: str) -> None:
        await ask(self.kit.helseid.authorize(url, **await self.does))

    @property
    def in_browser(self) -> bool:
        return LoginStep.BROWSER in self.kit.passed()

    @property
    def waits(self) -> bool:
        return self.kit.passed()[-1:] == [LoginStep.PORTS]


@pytest.mark.hazard("H9.11")
async def test_two_ports_and_four_logins() -> None:
    people = People(free_ports(2))
    four = [people.comes() for _ in range(4)]
    await people.until(lambda: all(person.in_browser or person.waits for person in four))
    first, second = (person for person in four if person.in_browser)
    third, fourth = (person for person in four if person.waits)
    assert not third.kit.helseid.sent("/connect/par")  # nothing was begun at HelseID that would grow old meanwhile

    first.does.set_result({})  # logs in: one of those who wait goes on, the other one waits
    assert (await first.login).hpr_number
    await people.until(lambda: third.in_browser or fourth.in_browser)
    if fourth.in_browser:
        third, fourth = fourth, third
    assert fourth.waits

    fourth.login.cancel()  # who gives up takes no port and hinders nobody
    with pytest.raises(asyncio.CancelledError):
        await fourth.login
    fifth = people.comes()
    await people.until(lambda: fifth.waits)
    second.login.cancel()  # Escape
    await people.until(lambda: fifth.in_browser)

    sixth = people.comes()
    await people.until(lambda: sixth.waits)
    third.does.set_result({"code": None, "error": "access_denied"})  # fails
    with app_error(ErrorCode.LOGIN_DENIED):
        await third.login
    await people.until(lambda: sixth.in_browser)
    for person in (fifth, sixth):
        person.does.set_result({})
        await person.login
        assert person.kit.passed().count(LoginStep.PORTS) == 1
    for address in people.addresses:
        close(listen([address])[1])
    await people.aclose()


@pytest.mark.parametrize("seconds", [0.6, 0.1])
async def test_who_waits_in_vain_is_told_why(seconds: float) -> None:
    people = People(free_ports(1))
    _, held = listen(people.addresses)
    with app_error(ErrorCode.PORTS_BUSY) as caught:
        await people.comes(seconds).login
    assert caught.value.params["ports"] in people.addresses[0]
    close(held)
    await people.aclose()
