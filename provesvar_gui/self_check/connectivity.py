"""The look at the start of a shift: do login, results service and code list answer? No patient is asked for, nobody logs in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.self_check.network_checks import ask_results

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.patient.roles import RoleList
    from provesvar_gui.platform.http import Http

_SECONDS = 10.0  # for one answer: a failed network is told within 8
_NO_WAY = frozenset({ErrorCode.NO_NETWORK, ErrorCode.PROXY_FAILED})


class Reached(StrEnum):
    """Of one of the three."""

    ANSWERS = "answers"
    NO_WAY = "no-way"  # the network, or the way through it, failed before anything was asked
    SILENT = "silent"  # no answer in time, one that broke off, or one that says it is in trouble
    STRANGE = "strange"  # something else answers there


@dataclass(frozen=True, slots=True, kw_only=True)
class Connectivity:
    """What was found. ``roles``: a newer code list that came with it."""

    login: Reached
    service: Reached
    code_list: Reached
    roles: RoleList | None = None

    @property
    def good(self) -> bool:
        return self.login is self.service is self.code_list is Reached.ANSWERS

    @property
    def no_way(self) -> bool:
        """Whether it is the network, and not the services."""
        return self.login is self.service is self.code_list is Reached.NO_WAY


async def check_connectivity(
    http: Http,
    *,
    ask_login: Callable[[], Awaitable[object]],
    service_url: str,
    ask_list: Callable[[], Awaitable[RoleList | None]],
) -> Connectivity:
    """Ask all three at once. Cancelled, it leaves nothing behind. Raises nothing else."""
    came: list[RoleList | None] = [None]

    async def code_list() -> None:
        came[0] = await ask_list()

    login, service, listed = await asyncio.gather(
        _answer_of(ask_login), _answer_of(lambda: ask_results(http, service_url)), _answer_of(code_list)
    )
    return Connectivity(login=login, service=service, code_list=listed, roles=came[0])


async def _answer_of(ask: Callable[[], Awaitable[object]]) -> Reached:
    try:
        async with asyncio.timeout(_SECONDS):
            await ask()
    except TimeoutError:
        return Reached.SILENT
    except AppError as error:
        if error.code in _NO_WAY:
            return Reached.NO_WAY
        quiet = {ErrorCode.TIMEOUT, ErrorCode.CONNECTION_BROKEN, ErrorCode.SERVER_ERROR, ErrorCode.SERVER_BUSY}
        return Reached.SILENT if error.code in quiet else Reached.STRANGE
    return Reached.ANSWERS
