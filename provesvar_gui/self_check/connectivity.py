"""The look at the start: do login, results service and code list answer? No patient is asked for, nobody logs in."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from provesvar_gui.errors import AppError, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from provesvar_gui.patient.roles import RoleList

T = TypeVar("T")
_ANSWER_SECONDS = 10.0  # for one answer: a failed network is told within 8


class ServiceStatus(StrEnum):
    ANSWERS = "answers"
    NO_WAY = "no-way"  # the network, or the way through it, failed before anything was asked
    SILENT = "silent"  # no answer in time, one that broke off or says it is in trouble, or one of somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class Connectivity:
    """The findings about the network. ``roles``: a newer code list fetched with them."""

    login: ServiceStatus
    service: ServiceStatus
    code_list: ServiceStatus
    roles: RoleList | None = None

    @property
    def good(self) -> bool:
        return self.login is self.service is self.code_list is ServiceStatus.ANSWERS

    @property
    def no_way(self) -> bool:
        return self.login is self.service is self.code_list is ServiceStatus.NO_WAY


async def check_connectivity(
    *,
    ask_login: Callable[[], Awaitable[object]],
    ask_service: Callable[[], Awaitable[object]],
    ask_list: Callable[[], Awaitable[RoleList | None]],
) -> Connectivity:
    """Ask all three at once. Cancelled, it leaves nothing behind. Raises nothing else."""
    (login, _), (service, _), (listed, roles) = await asyncio.gather(
        _answer_of(ask_login), _answer_of(ask_service), _answer_of(ask_list)
    )
    return Connectivity(login=login, service=service, code_list=listed, roles=roles)


async def _answer_of(ask: Callable[[], Awaitable[T]]) -> tuple[ServiceStatus, T | None]:
    try:
        async with asyncio.timeout(_ANSWER_SECONDS):
            return ServiceStatus.ANSWERS, await ask()
    except TimeoutError:
        return ServiceStatus.SILENT, None
    except AppError as error:
        no_way = error.code in (ErrorCode.NO_NETWORK, ErrorCode.PROXY_FAILED)
        return ServiceStatus.NO_WAY if no_way else ServiceStatus.SILENT, None
