"""Refresh tokens that nobody will use any more are revoked, best effort (RFC 7009; helseid/README.md §7).

A login that fails after its code was redeemed, one that is cancelled then, a session that ends: each would leave a token alive
for hours that only the server still knows of.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import token

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

    from provesvar_gui.helseid.back_channel import BackChannel
    from provesvar_gui.helseid.discovery import Metadata
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.token import TokenAnswer

_SECONDS = 2.0  # for one token that nobody waits for
_EXCHANGE_SECONDS = 1.0  # of these, for an answer under way that may hold a newer token


@dataclass(slots=True, kw_only=True, eq=False)
class TokenChain:
    """The refresh tokens of one login, of which the newest counts, and the request that may be bringing the next.

    ``turn``: held from reading the newest to the end of the request with it, since each is for one use.
    """

    channel: BackChannel = field(repr=False)
    newest: str = field(default="", repr=False)
    exchange: asyncio.Task[TokenAnswer] | None = field(default=None, repr=False)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, repr=False)

    def keep(self, refresh_token: str) -> None:
        """Remember the newest: the one before may be used up, and losing this one would end the session."""
        self.newest = refresh_token

    async def run(self, exchange: Coroutine[object, object, TokenAnswer]) -> TokenAnswer:
        """Wait for a token request. Who stops waiting does not stop it: a ``Revoker`` must take the chain then."""
        self.exchange = task = asyncio.get_running_loop().create_task(exchange)
        try:
            return await asyncio.shield(task)
        finally:
            if task.done():
                self.exchange = None  # else it would keep every token of its answer for as long as the session lasts

    async def take_key(self, load_key: Callable[[], Awaitable[PrivateKey]]) -> bool:
        """Whether the client's key was replaced since the login, by whomever: the chain goes on with the one in force.

        Tokens and refresh token are bound to the DPoP key, which is another and stays.
        """
        try:
            key = await load_key()
        except AppError:
            return False
        authentication = self.channel.authentication
        if key.thumbprint == authentication.key.thumbprint:
            return False
        self.channel = replace(self.channel, authentication=replace(authentication, key=key))
        return True


class Revoker:
    """Revokes; keeps what is not revoked yet, so that ``aclose`` can make a last try.

    ``load_key``: the client's key in force, where that may have been replaced since a login.
    """

    def __init__(self, metadata: Callable[[], Awaitable[Metadata]]) -> None:
        self._metadata = metadata
        self.load_key: Callable[[], Awaitable[PrivateKey]] | None = None
        self._left: list[TokenChain] = []
        self._running: dict[asyncio.Task[bool], TokenChain] = {}

    def abandon(self, chain: TokenChain, seconds: float = _SECONDS) -> asyncio.Task[bool]:
        """Revoke within ``seconds`` in the background. Who wants to wait gets whether it was done."""
        self._left.append(chain)
        task = asyncio.get_running_loop().create_task(self._revoke(chain, seconds))
        self._running[task] = chain
        task.add_done_callback(self._running.pop)
        return task

    async def aclose(self, seconds: float) -> None:
        """Within ``seconds``: end what runs, and try again what was interrupted (the program's end cancels every task)."""
        for chain in self._left:
            if chain.exchange is not None:
                chain.exchange.cancel()  # what its answer may hold cannot be waited for
        busy = [chain for task, chain in self._running.items() if not task.cancelling()]
        for chain in [chain for chain in self._left if chain not in busy]:
            self._left.remove(chain)
            self.abandon(chain)
        if not self._running:
            return
        _, late = await asyncio.wait(self._running, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _revoke(self, chain: TokenChain, seconds: float) -> bool:
        exchange = chain.exchange
        try:
            async with asyncio.timeout(seconds):
                if exchange is not None and not exchange.done():
                    await asyncio.wait({exchange}, timeout=min(_EXCHANGE_SECONDS, seconds / 2))
                    exchange.cancel()
                await self._send(chain)
        except (AppError, TimeoutError):
            revoked = False
        else:
            revoked = True
        if chain in self._left:
            self._left.remove(chain)
        return revoked

    async def _send(self, chain: TokenChain) -> None:
        if not chain.newest:
            return
        metadata = await self._metadata()
        try:
            await token.revoke(chain.channel, metadata, chain.newest)
        except AppError as error:
            if error.code is not ErrorCode.CLIENT_REFUSED or self.load_key is None or not await chain.take_key(self.load_key):
                raise
            await token.revoke(chain.channel, metadata, chain.newest)
