"""The operating system's vault, where the client's private key lives: the only importer of keyring.

The backend is named per platform: entry points, ``PYTHON_KEYRING_BACKEND`` and ``keyringrc.cfg`` could lead a secret elsewhere.
There is no fallback to a file: what is larger than the vault allows lies encrypted in one, under a key in the vault.

A locked vault may wait for a person, so every call runs on a daemon thread with a limit, which is longer while the system asks.
Its question may cover whatever is on the screen: only a call whose caller tells somebody of it (``on_asking``) makes it come,
every other one ends with VAULT_LOCKED where the store can tell beforehand.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import sys
from typing import TYPE_CHECKING, Any, TypeVar, cast

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.vault_entries import Entries, PartMissingError, Store, TooLargeError
from provesvar_gui.helseid.vault_writes import GivenUpError, Writes
from provesvar_gui.helseid.wrapped import NewerFormError, SealBrokenError
from provesvar_gui.net.daemon import on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

_SECONDS = 10.0
_ASKING_SECONDS = 120.0  # somebody is looking for their password
_USER = "private-jwk"
_WINDOWS_LIMIT = 2560  # bytes of one secret, in UTF-16 (CRED_MAX_CREDENTIAL_BLOB_SIZE)
# Names, since every platform has other modules: what keyring's backends raise where there is no vault, and where it stays locked.
_ABSENT = {"SecretServiceNotAvailableException", "NoKeyringError", "ImportError", "ModuleNotFoundError", "NameError"}
_LOCKED = {"KeyringLocked", "LockedException", "PromptDismissedException", "_NoQuestionError"}


def platform_store(platform: str = sys.platform) -> Store:
    """The vault of this platform. Raises what keyring raises where it has none for it."""
    # keyring's classes carry no types; each is a Store in shape.
    make: Callable[[], Any]
    if platform == "win32":
        from keyring.backends import Windows

        make = Windows.WinVaultKeyring
    elif platform == "darwin":
        from keyring.backends import macOS

        make = macOS.Keyring
    else:
        from provesvar_gui.helseid.secret_service import SecretServiceStore

        make = SecretServiceStore
    store: Any = make()
    if platform == "win32":
        store.persist = "local machine"  # keyring's default roams with the profile
    return cast("Store", store)


def platform_limit(platform: str = sys.platform) -> int | None:
    """How many bytes of UTF-16 one entry may have; None where that is no concern (a key has some 4000)."""
    return _WINDOWS_LIMIT if platform == "win32" else None


def platform_asks() -> bool:
    """Whether the platform's vault is locked, so that a call makes the system ask for its password. Never raises, may block."""
    try:
        store = platform_store()
        return bool(getattr(store, "asks", _no)())
    except Exception:  # noqa: BLE001 - the call itself will fail, and is told
        return False


class _NoQuestionError(Exception):
    """The call would have made the system ask for a password, which was not the time for it."""


class KeyVault:
    """Keeps one text per name: a client's ring of keys. ``service``: the name under which this program keeps secrets.

    ``user``: as whose secret the system's own lists show it; another kind of secret has another one. ``folder``: for the
    encrypted files of what is larger than ``limit`` (bytes of UTF-16). ``asks``: whether the system is going to ask for a
    password; None: what the store itself says, if it can (Windows opens its vault with the login; macOS does not tell).

    Raises AppError: VAULT_ABSENT (there is none), VAULT_LOCKED (it was not unlocked), VAULT_SLOW (no answer), VAULT_UNAVAILABLE
    (an error of its own), KEY_MALFORMED (what lies there does not belong together), KEY_MISSING (a part of it is gone),
    KEY_NEWER (a later version has kept it in a form of its own).
    """

    def __init__(
        self,
        service: str,
        *,
        open_store: Callable[[], Store] = platform_store,
        seconds: float = _SECONDS,
        user: str = _USER,
        limit: int | None = platform_limit(),
        folder: Path | None = None,
        asks: Callable[[], bool] | None = None,
        asking_seconds: float = _ASKING_SECONDS,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._service = service
        self._user = user
        self._open_store = open_store
        self._seconds = seconds
        self._limit = limit
        self._folder = folder
        self._asks = asks
        self._idle: list[Store] = []  # opened, and free; a call that hangs keeps its own
        self._asking_seconds = asking_seconds
        self._random_bytes = random_bytes
        self._writes = Writes()
        self.on_asking: Callable[[], None] | None = None
        """Called on the event loop when the system asks for the vault's password, and this one waits for it.

        None: it is not asked for (Secret Service; macOS does not tell beforehand), and the call ends with VAULT_LOCKED.
        """

    async def load(self, name: str) -> str | None:
        """The text, None where there is none."""
        text, cut = await self._run("load", lambda store: self._entries(store, name).load())
        if cut:
            with contextlib.suppress(AppError):  # it was read all the same; the next start tries again
                await self._write("load", name, lambda entries: entries.put_together())
        return text

    async def store(self, name: str, text: str, *, secret: bool = True) -> None:
        """Keep a text; the old one is there until the new one is whole. ``secret``: nothing of it may stay behind, ever.

        One that is given up, by its limit or by whoever waits, changes nothing more but what it undoes of its own.
        """
        await self._write("store", name, lambda entries: entries.store(text, secret=secret))

    async def delete(self, name: str) -> None:
        """Forget it; nothing happens where there is none. It goes on where it is given up: what is over must go.

        One that hangs then holds up no other write, and does not undo one of the same name that overtook it.
        """
        await self._write("delete", name, lambda entries: entries.delete(), always=True)

    @property
    def quiet(self) -> bool:
        """Whether nothing is being written, not even by a call that was given up; one that hangs in a question writes nothing."""
        return self._writes.quiet

    def when_quiet(self, call: Callable[[], None]) -> None:
        """Call back once nothing is being written: at once, or on a thread when a write that hangs has ended."""
        self._writes.when_quiet(call)

    async def _write(self, what: str, name: str, work: Callable[[Entries], None], *, always: bool = False) -> None:
        write = self._writes.begin(name, always=always)
        try:
            await self._run(
                what, lambda store: write.run(store, lambda wanted: work(self._entries(wanted, name))), ended=write.end
            )
        finally:
            write.let_go()

    def _entries(self, store: Store, name: str) -> Entries:
        return Entries(
            store,
            (self._service, self._user, name),
            limit=self._limit,
            folder=self._folder,
            random_bytes=self._random_bytes,
        )

    def _with_store(self, work: Callable[[Store], T], tell: Callable[[], None]) -> T:
        """One store for one call at a time, kept for the next one unless it failed; one that was kept may have gone stale."""
        if self._asks is not None and self._asks():
            tell()  # raises where nobody may be asked
        try:
            store, kept = self._idle.pop(), True
        except IndexError:
            store, kept = self._open_store(), False
        try:
            if self._asks is None and getattr(store, "asks", _no)():
                tell()
            result = work(store)
        except Exception as error:
            getattr(store, "close", _nothing)()
            final = isinstance(error, GivenUpError) or _state(error) is ErrorCode.VAULT_LOCKED  # nobody is asked twice
            if kept and not final:
                return self._with_store(work, tell)
            raise
        self._idle.append(store)
        return result

    async def _run(self, what: str, work: Callable[[Store], T], *, ended: Callable[[], None] | None = None) -> T:
        loop = asyncio.get_running_loop()
        asking = False

        may_ask = self.on_asking is not None

        def ask() -> None:
            if not may_ask:
                raise _NoQuestionError
            _post(loop, wait_longer)

        def wait_longer() -> None:
            nonlocal asking
            if loop.time() < (limit.when() or 0.0):  # else the limit is taking effect just now
                asking = True
                limit.reschedule(loop.time() + self._asking_seconds)
                if self.on_asking is not None:
                    self.on_asking()

        def job() -> T:
            try:
                return self._with_store(work, ask)
            finally:
                (ended or _nothing)()

        try:
            async with asyncio.timeout(self._seconds) as limit:
                return await on_daemon_thread(job, name="provesvar-vault")
        except TimeoutError:
            code, why = (ErrorCode.VAULT_LOCKED, "nobody unlocked it") if asking else (ErrorCode.VAULT_SLOW, "took too long")
            raise AppError(code, f"vault: {what}: {why}") from None
        except SealBrokenError:
            raise AppError(ErrorCode.KEY_MALFORMED, f"vault: {what}: the file and its key do not belong together") from None
        except PartMissingError:
            raise AppError(ErrorCode.KEY_MISSING, f"vault: {what}: a part of it is gone", params={"file": ""}) from None
        except NewerFormError:
            raise AppError(ErrorCode.KEY_NEWER, f"vault: {what}: of a later version", params={"file": ""}) from None
        except TooLargeError:
            raise AppError(ErrorCode.VAULT_UNAVAILABLE, f"vault: {what}: larger than it allows") from None
        except Exception as error:  # noqa: BLE001 - every backend raises families of its own, platform errors included
            # Neither chained nor quoted: a backend's words may hold what was to be kept.
            raise AppError(_state(error), f"vault: {what}: {type(error).__name__}") from None


def _post(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has been closed: nobody waits any more
        loop.call_soon_threadsafe(call)


def _no() -> bool:
    return False


def _nothing() -> None:
    pass


def _state(error: BaseException | None) -> ErrorCode:
    """Which of the vault's states it is; keyring wraps what its libraries raise."""
    for _ in range(5):
        if error is None:
            break
        names = {kind.__name__ for kind in type(error).__mro__}
        if names & _LOCKED:
            return ErrorCode.VAULT_LOCKED
        if names & _ABSENT:
            return ErrorCode.VAULT_ABSENT
        error = error.__cause__ or error.__context__
    return ErrorCode.VAULT_UNAVAILABLE
