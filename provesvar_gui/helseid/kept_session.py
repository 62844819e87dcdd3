"""A session that outlives the program, where the policy allows it: refresh token and DPoP key in the vault, nowhere else.

What lies there can be used by whoever can open the user's vault, without authentication: only for accounts that are personal,
so it is only done where the system's own unlock is a proof too (``lock.proof``). A session that is gone on with proves nothing of
who sits there: the window is locked at once, and nothing can be asked or seen before that is proved (``Clinician.kept``).
What was ended counts no more, whatever the vault does just then (``SessionMark``), and one program at a time keeps one
(``SessionPlace``).
Rules: helseid/README.md §4, §5 (the key stays with the refresh token; the newest token is stored before it is used).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid import jose
from provesvar_gui.helseid.session_place import SessionPlace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from provesvar_gui.helseid.grant import Grant
    from provesvar_gui.helseid.jose import PrivateKey
    from provesvar_gui.helseid.vault import KeyVault

_log = logging.getLogger(__name__)

_VERSION = 2
_SECONDS = 3.0  # for the vault, in the way of a renewal
# Something lies in the vault, and not even the vault can give it out: not now, and not later.
_LOST = frozenset({ErrorCode.KEY_MISSING, ErrorCode.KEY_MALFORMED, ErrorCode.KEY_NEWER})


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
    mark: str


def kept_text(grant: Grant, mark: str) -> str:
    """As it is kept: JSON, which holds secrets. ``mark``: see ``SessionMark``."""
    said: dict[str, object] = {
        "version": _VERSION,
        "refreshToken": grant.refresh_token,
        "dpop": None if grant.prover is None else grant.prover.private_jwk(),
        "sub": grant.identity.subject,
        "nonce": grant.nonce,
        "authTime": grant.identity.auth_time,
        "ends": grant.refresh_ends,
        "mark": mark,
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
    texts = [said.get(name) for name in ("refreshToken", "sub", "nonce", "mark")]
    if not all(isinstance(value, str) for value in texts) or not said["refreshToken"] or not said["sub"] or not said["mark"]:
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
        mark=said["mark"],
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


class SessionKeeper:
    """Keeps one session of one client, for one program at a time. A vault that fails costs the keeping, never the session.

    ``vault``: for sessions alone. ``folder``: of the user's own state, for the mark of what counts. ``resume``: whether what an
    earlier run has left may be gone on with; where somebody has logged in since, it is over. ``keeps``: whether any is kept; else
    what an earlier run has left is over, and is taken away beside the next login; until that is done it is this program's.

    What lies in the vault is not known from the moment in which the lock is claimed until it was read and begun, revoked or not
    found there. Until then it is neither written over nor taken away: nobody could ever revoke it.
    ``revoke``: revokes one that nobody will go on with; may raise AppError.
    """

    def __init__(
        self,
        vault: KeyVault,
        client_id: str,
        folder: Path,
        *,
        seconds: float = _SECONDS,
        resume: bool = True,
        keeps: bool = True,
    ) -> None:
        self._vault = vault
        self._client_id = client_id
        self._place = SessionPlace(folder, client_id)
        self._seconds = seconds
        self._resume = resume
        self._keeps = keeps
        self._turn = asyncio.Lock()
        self._grant: Grant | None = None
        self._counts = ""  # the mark of the one that is kept
        self._saved = ""
        self._left = False  # something that is over may lie in the vault
        self._unknown = True  # what lies there: see above
        self.revoke: Callable[[Kept], Awaitable[None]] | None = None

    @property
    def held(self) -> bool:
        """Whether it is this program that may keep a session: none that runs beside it does. Tried by ``load``."""
        return self._place.held

    @property
    def resumes(self) -> bool:
        """Whether anything that ``load`` finds can count."""
        return self._keeps and self._resume

    @property
    def left(self) -> bool:
        """Whether something that is over, and is this program's, may lie in the vault."""
        return self._left and self.held

    async def load(self, *, asking: Callable[[], None] | None = None) -> Kept | None:
        """What an earlier run has left and may be gone on with; None where there is none, or another program has it.

        ``asking``: called when the vault waits for its password.
        """
        if not await self._claimed():
            return None
        try:
            self._vault.on_asking = asking
            text = await self._vault.load(self._client_id)
        except AppError as error:
            _log.info("kept session: %s", error.code.value)
            return None
        finally:
            self._vault.on_asking = None
        if not text:
            self._nothing_there()
            return None
        kept = parse_kept(text)
        if kept is not None and await self._said(self._place.holds(kept.mark)):
            return kept
        _log.info("kept session: it was over, and is taken from the vault now")
        self._over()
        return None

    async def clear(self) -> None:
        """What an earlier run has left is over: it counts no more before the vault is asked, is revoked, and taken from there.

        Where HelseID cannot be asked it stays there. What another program keeps is that one's, what this run keeps is its own.
        """
        if self._is_own() or not (self._keeps or await self._said(self._place.left())):
            return
        if not await self._claimed() or self._is_own():
            return
        self._left = True
        try:
            await self._revoke_left()
        except AppError as error:
            _log.info("kept session: it could not be revoked: %s", error.code.value)
            return
        await self.take_away()

    def _is_own(self) -> bool:
        """Whether what lies in the vault is this run's own, and not over."""
        return self._keeps and self.held and not self._unknown and (self._grant is not None or not self._left)

    async def _claimed(self) -> bool:
        if not self.held:
            self._unknown = True
        try:
            async with asyncio.timeout(self._seconds):
                claimed = await self._place.claim()
        except (OSError, TimeoutError):
            _log.warning("the session is not kept: its lock cannot be had")
            return False
        if not claimed:
            _log.info("the session is not kept: another program keeps one")
        return claimed

    async def _revoke_left(self) -> None:
        """What lies in the vault counts no more, and is revoked, unless it is known. Raises AppError; it stays unknown then."""
        if self._unknown:
            self._place.clear()
            try:
                text = await self._vault.load(self._client_id)
            except AppError as error:
                if error.code not in _LOST:
                    raise
                text = "lost"  # nobody reads that either
            await self._revoke_read(text)

    async def _revoke_read(self, text: str | None) -> None:
        if not self._unknown:  # somebody else has seen to it meanwhile: this may be this run's own
            return
        if not text:
            self._nothing_there()
            return
        kept = parse_kept(text)
        if kept is not None:  # one that nobody here can read, nobody can revoke
            if self.revoke is None:
                raise AppError(ErrorCode.NOT_LOGGED_IN)
            await self.revoke(kept)
        self._unknown = False

    def _nothing_there(self) -> None:
        self._left = self._unknown = False
        self._place.drop()
        if not self._keeps:  # another program may keep one
            self._place.give_back()

    async def _said(self, asked: asyncio.Future[bool]) -> bool:
        """False where the place does not say it, or not in time."""
        try:
            async with asyncio.timeout(self._seconds):
                return await asked
        except (OSError, TimeoutError):
            return False

    def begin(self, grant: Grant) -> None:
        """From now on this session is the one that is kept, each new refresh token before anything is done with it."""
        if not self._keeps:
            return
        if not self.held:
            self._over()  # should the lock come yet: somebody has logged in
            return
        if self._grant is not grant:
            self._grant, self._saved, self._counts = grant, "", ""
        grant.chain.after = partial(self.save, grant)

    def go_on(self, grant: Grant) -> None:
        """``begin``, with one that ``load`` has found: whoever has the grant sees to its end."""
        self._unknown = False
        self.begin(grant)

    def let_be(self, grant: Grant, found: Kept) -> bool:
        """Going on with ``found`` came to nothing for now. Whether it lies in the vault as it was, or as it is by now."""
        if grant.refresh_token != found.refresh_token and not self.has(grant):
            return False
        self._grant, self._saved, self._counts = None, "", ""
        self._unknown = True
        return True

    def has(self, grant: Grant) -> bool:
        """Whether the newest refresh token was put into the vault."""
        return bool(self._saved) and self._saved == grant.refresh_token

    async def counts(self, grant: Grant, seconds: float) -> bool:
        """Whether it lies there and can be gone on with: nobody else has said meanwhile that it is over."""
        if not self.has(grant):
            return False
        try:
            async with asyncio.timeout(seconds):
                return await self._place.holds(self._counts)
        except TimeoutError:
            return False

    async def save(self, grant: Grant) -> None:
        """Keep the newest, unless the session is over. Raises nothing but CancelledError."""
        async with self._turn:
            newest = grant.refresh_token
            if self._grant is not grant or not newest or self.has(grant):
                return
            self._saved = ""
            try:
                async with asyncio.timeout(self._seconds):
                    await self._revoke_left()
                    await self._store(grant)
            except (AppError, TimeoutError) as error:
                _log.warning(
                    "the session is not kept: %s", error.code.value if isinstance(error, AppError) else ErrorCode.VAULT_SLOW
                )
                return
            if self._grant is grant:
                self._saved, self._left = newest, False

    async def _store(self, grant: Grant) -> None:
        """Somebody may say from without that it is over (``--remove-client``): the mark is looked at before and after."""
        if not self._counts or await self._place.holds(self._counts):
            await self._set_mark(grant)
            await self._vault.store(self._client_id, kept_text(grant, self._counts))
            if self._grant is not grant or await self._place.holds(self._counts):
                return
            self._left = True
            await self._vault.delete(self._client_id)
        _log.info("kept session: it was ended from without, and is kept no more")
        if self._grant is grant:
            self._grant, self._counts, self._left = None, "", True
        raise AppError(ErrorCode.NOT_LOGGED_IN, "kept session: ended from without")

    async def _set_mark(self, grant: Grant) -> None:
        """Once for a session, and before anything of it is kept: whatever lies in the vault now counts no more."""
        if self._counts:
            return
        try:
            mark = await self._place.set_new()
        except OSError:
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, "kept session: its mark cannot be written") from None
        if self._grant is not grant:  # it ended meanwhile
            self._place.clear()
            raise AppError(ErrorCode.NOT_LOGGED_IN)
        self._counts = mark

    def void(self, *, alive: bool = False) -> None:
        """The session is over: what is kept of it, or of any before it, counts no more, whatever else fails.

        What another program keeps is not this one's to end. Where none is kept, ``clear`` sees to what there is.
        ``alive``: HelseID may take yet what lies in the vault, and nobody else sees to its end.
        """
        if self._keeps:
            self._unknown |= alive
            self._over()

    def _over(self) -> None:
        self._grant, self._saved, self._counts = None, "", ""
        self._left = True
        self._place.clear()

    def take_effect(self) -> None:
        """These settings are in force from now on: what was kept for other clients counts no more.

        Nor, where none is kept, does what an earlier run has left; it lies in the vault until somebody logs in. What another
        program keeps just now is that one's to end, which a keeper of this run that is not closed yet would be taken for.
        """
        self._place.clear_others()
        if not self._keeps:
            self._place.clear_left()

    async def take_away(self) -> AppError | None:
        """Nothing of what is over stays in the vault, and it is revoked. Gives what the person is to be told, if anything.

        What cannot be revoked now stays: its mark is empty, and the next login sees to it. Raises nothing but CancelledError.
        """
        return await self._take_away(self._seconds)

    async def aclose(self, seconds: float) -> None:
        """Try once more, within ``seconds``, what failed or was interrupted. The next start does too, or another program.

        What nobody has revoked stays: no request would be waited for any more.
        """
        if self.left and not self._turn.locked():
            self._place.clear()
            if not self._unknown:
                await self._take_away(seconds)
        given_back = self._place.give_back()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(seconds):
                await given_back

    async def _take_away(self, seconds: float) -> AppError | None:
        try:
            async with self._turn, asyncio.timeout(seconds):
                if not self.left:
                    return None
                await self._revoke_left()
                if self._left:
                    await self._vault.delete(self._client_id)
        except (AppError, TimeoutError):
            _log.warning("a session that is over could not be taken from the vault")
            return AppError(ErrorCode.SESSION_LEFT, "kept session: it is over, and lies in the vault yet")
        self._nothing_there()
        return None
