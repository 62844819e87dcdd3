"""A session that outlives the program, where the policy allows it: refresh token and DPoP key in the vault, nowhere else.

What lies there can be used by whoever can open the user's vault, without authentication: only for accounts that are personal,
so it is only done where the system's own unlock is a proof too (``lock.proof``). A session that is gone on with proves nothing of
who sits there: the window is locked at once, and nothing can be asked or seen before that is proved (``Clinician.kept``).
Rules: helseid.md sections 4 and 5.2 (the key stays with the refresh token; the newest token is stored before it is used).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose

if TYPE_CHECKING:
    from provesvar_gui.helseid.grant import Grant
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.vault import KeyVault

_log = logging.getLogger(__name__)

_VERSION = 1
_SECONDS = 3.0  # for the vault, in the way of a renewal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """``dpop_key``: None for a Bearer client. ``ends``: of the refresh token, epoch seconds; None where it is not known.

    The name and the HPR number are not kept: HelseID says them anew.
    """

    refresh_token: str = field(repr=False)
    dpop_key: PrivateKey | None = field(repr=False)
    subject: str = field(repr=False)
    nonce: str = field(repr=False)
    auth_time: int | None
    ends: float | None


def kept_text(grant: Grant) -> str:
    """As it is kept: JSON, which holds secrets."""
    said: dict[str, object] = {
        "version": _VERSION,
        "refreshToken": grant.refresh_token,
        "dpop": None if grant.prover is None else grant.prover.private_jwk(),
        "sub": grant.identity.subject,
        "nonce": grant.nonce,
        "authTime": grant.identity.auth_time,
        "ends": grant.refresh_ends,
    }
    return json.dumps(said, separators=(",", ":"))


def parse_kept(text: str) -> Kept | None:
    """Read it; None where it is not as we write it."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("version") != _VERSION:
        return None
    texts = [said.get(name) for name in ("refreshToken", "sub", "nonce")]
    if not all(isinstance(value, str) for value in texts) or not said["refreshToken"] or not said["sub"]:
        return None
    try:
        key = None if said.get("dpop") is None else jose.import_private_key(_mapping(said["dpop"]))
    except jose.KeyUnusableError:
        return None
    auth_time, ends = said.get("authTime"), said.get("ends")
    return Kept(
        refresh_token=said["refreshToken"],
        dpop_key=key,
        subject=said["sub"],
        nonce=said["nonce"],
        auth_time=auth_time if isinstance(auth_time, int) and not isinstance(auth_time, bool) else None,
        ends=float(ends) if isinstance(ends, int | float) and not isinstance(ends, bool) else None,
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


class SessionKeeper:
    """Keeps one session of one client. A vault that fails costs the keeping, never the session. ``vault``: for sessions alone."""

    def __init__(self, vault: KeyVault, client_id: str, *, seconds: float = _SECONDS) -> None:
        self._vault = vault
        self._client_id = client_id
        self._seconds = seconds
        self._turn = asyncio.Lock()
        self._grant: Grant | None = None
        self._saved = ""

    async def load(self) -> Kept | None:
        """What an earlier run of the program has left; None where there is nothing that can be used."""
        try:
            text = await self._vault.load(self._client_id)
        except AppError as error:
            _log.info("kept session: %s", error.code.value)
            return None
        kept = parse_kept(text) if text else None
        if text and kept is None:
            await self.forget()
        return kept

    def begin(self, grant: Grant) -> None:
        """From now on this session is the one that is kept, each new refresh token before anything is done with it."""
        self._grant, self._saved = grant, ""
        grant.chain.after = partial(self.save, grant)

    def has(self, grant: Grant) -> bool:
        """Whether the newest refresh token lies in the vault."""
        return bool(self._saved) and self._saved == grant.refresh_token

    async def save(self, grant: Grant) -> None:
        """Keep the newest, unless the session is over. Raises nothing but CancelledError."""
        async with self._turn:
            newest = grant.refresh_token
            if self._grant is not grant or not newest or self.has(grant):
                return
            self._saved = ""
            try:
                async with asyncio.timeout(self._seconds):
                    await self._vault.store(self._client_id, kept_text(grant))
            except (AppError, TimeoutError) as error:
                _log.warning(
                    "the session is not kept: %s", error.code.value if isinstance(error, AppError) else ErrorCode.VAULT_SLOW
                )
                return
            self._saved = newest

    async def forget(self) -> None:
        """The session is over: nothing of it stays. Raises nothing but CancelledError."""
        self._grant, self._saved = None, ""
        async with self._turn:
            try:
                async with asyncio.timeout(self._seconds):
                    await self._vault.delete(self._client_id)
            except (AppError, TimeoutError):
                _log.warning("a session that is over could not be taken from the vault")
