"""The vault over a store with Windows' limits, and the states in which a vault may be."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.keys.vault import KeyVault, platform_store
from provesvar_gui.platform.runtime import on_daemon_thread
from tests.kit.errors import Killed, app_error
from tests.kit.loop import run
from tests.unit.helseid.vault_contract import LONG, SERVICE, SecretServiceNotAvailableException, VaultContract
from tests.unit.helseid.windows_store import WindowsStore


class FakeGround:
    def __init__(self, folder: Path) -> None:
        self.store = WindowsStore()
        self.folder = folder

    def vault(self, *, folder: bool = True) -> KeyVault:
        return KeyVault(SERVICE, open_store=lambda: self.store, folder=self.folder if folder else None)

    def secrets(self) -> list[str]:
        return [secret for _, secret in self.store.targets.values()]


@pytest.fixture
def ground(tmp_path: Path) -> FakeGround:
    return FakeGround(tmp_path / "keys")


class TestWithWindowsLimits(VaultContract):
    pass


class Dying(WindowsStore):
    """Ends the program at the next call that changes something: before it, or after it."""

    def __init__(self, *, after: bool) -> None:
        super().__init__()
        self.after, self.dies = after, False

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._step(lambda: super(Dying, self).set_password(service, username, password))

    def delete_password(self, service: str, username: str, /) -> None:
        self._step(lambda: super(Dying, self).delete_password(service, username))

    def _step(self, work: Callable[[], None]) -> None:
        if self.dies and not self.after:
            raise Killed
        work()
        if self.dies:
            raise Killed


@pytest.mark.hazard("S61", "S62")
@pytest.mark.parametrize("work", ["store", "delete"])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_between_the_vault_and_the_file_is_made_good_by_the_next_try(tmp_path: Path, work: str, after: bool) -> None:
    store = Dying(after=after)
    vault = KeyVault(SERVICE, open_store=lambda: store, folder=tmp_path)
    if work == "delete":
        run(vault.store("me", "old"))
    store.dies = True
    with pytest.raises(Killed):
        run(vault.delete("me") if work == "delete" else vault.store("me", LONG))
    store.dies = False
    assert run(vault.load("me")) is None
    run(vault.store("me", LONG))
    assert run(vault.load("me")) == LONG
    run(vault.delete("me"))
    assert not store.targets
    assert not list(tmp_path.iterdir())


async def test_a_vault_that_fails_says_nothing_of_the_secret(ground: FakeGround) -> None:
    ground.store.breaks_at = 1
    with app_error(ErrorCode.VAULT_UNAVAILABLE) as caught:
        await ground.vault().store("me", LONG)
    assert "store says" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


class Waiting(WindowsStore):
    """Nothing comes back from it until ``go``. ``locked``: it asks for its password meanwhile, and says so beforehand."""

    def __init__(self, *, locked: bool = True) -> None:
        super().__init__()
        self.locked, self.hanging, self.go = locked, threading.Event(), threading.Event()

    def asks(self) -> bool:
        return self.locked

    def get_password(self, service: str, username: str, /) -> str | None:
        self._wait()
        return super().get_password(service, username)

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self._wait()
        super().set_password(service, username, password)

    def _wait(self) -> None:
        self.hanging.set()
        assert self.go.wait(20)


@pytest.mark.parametrize(("asks", "code"), [(False, ErrorCode.VAULT_SLOW), (True, ErrorCode.VAULT_LOCKED)])
def test_a_vault_that_hangs_is_slow_or_its_question_is_not_answered(asks: bool, code: ErrorCode) -> None:
    store = Waiting(locked=asks)
    vault = KeyVault(SERVICE, open_store=lambda: store, seconds=5 if asks else 0.05, asking_seconds=0.05)
    vault.on_asking = lambda: None
    try:
        with app_error(code):
            run(vault.load("me"))
    finally:
        store.go.set()


def test_a_vault_that_asks_for_its_password_is_waited_for_longer_and_that_is_told() -> None:
    store, told = Waiting(), list[str]()

    def tell() -> None:
        told.append("asks")
        asyncio.get_running_loop().call_later(0.1, store.go.set)  # twice the time that a vault has which does not ask

    vault = KeyVault(SERVICE, open_store=lambda: store, seconds=0.05, asking_seconds=20)
    vault.on_asking = tell
    assert run(vault.load("me")) is None
    assert told == ["asks"]


@pytest.mark.parametrize("work", [lambda vault: vault.load("me"), lambda vault: vault.store("me", "x")])
def test_nobody_is_asked_for_a_password_where_nobody_is_told_of_it(work: Any) -> None:
    store = Waiting()
    with app_error(ErrorCode.VAULT_LOCKED):
        run(work(KeyVault(SERVICE, open_store=lambda: store)))
    assert not store.hanging.is_set(), "the system's question would cover the screen"


@pytest.mark.hazard("S66")
@pytest.mark.parametrize("folder", [True, False])
@pytest.mark.parametrize("first", [None, "old"])
@pytest.mark.parametrize("later", [None, "", "second"])
async def test_a_change_that_was_given_up_changes_nothing_more(
    tmp_path: Path, folder: bool, first: str | None, later: str | None
) -> None:
    """The system asks for the vault's password in a window of its own, say, and nobody answers. "": it is removed meanwhile."""
    slow, quick = Waiting(locked=False), WindowsStore()
    slow.targets = quick.targets
    stores = iter([slow, quick])
    where = tmp_path if folder else None
    other = KeyVault(SERVICE, open_store=lambda: quick, folder=where)
    if first is not None:
        await other.store("me", first)
    vault = KeyVault(SERVICE, open_store=lambda: next(stores), folder=where)
    given_up = asyncio.ensure_future(vault.store("me", "given up") if folder else vault.delete("me"))
    await on_daemon_thread(lambda: slow.hanging.wait(20))
    given_up.cancel()
    await asyncio.gather(given_up, return_exceptions=True)
    if later is not None:
        await (vault.store("me", later) if later else vault.delete("me"))
    slow.go.set()
    for thread in threading.enumerate():
        if thread.name == "provesvar-vault":
            await on_daemon_thread(partial(thread.join, 20))
    assert await other.load("me") == (first if later is None else later or None)


def wrapped_error(cause: Exception) -> Exception:
    error = InitError("Failed to create the collection: patient 12854910009.")
    error.__cause__ = cause
    return error


@pytest.mark.hazard("S63")
@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyringLocked(), ErrorCode.VAULT_LOCKED),
        (wrapped_error(KeyringLocked()), ErrorCode.VAULT_LOCKED),
        (SecretServiceNotAvailableException(), ErrorCode.VAULT_ABSENT),
        (wrapped_error(SecretServiceNotAvailableException()), ErrorCode.VAULT_ABSENT),
        (NoKeyringError(), ErrorCode.VAULT_ABSENT),
        (ModuleNotFoundError(), ErrorCode.VAULT_ABSENT),
        (wrapped_error(OSError()), ErrorCode.VAULT_UNAVAILABLE),
        (RuntimeError(), ErrorCode.VAULT_UNAVAILABLE),
    ],
)
def test_the_states_of_a_vault_are_told_apart(error: Exception, code: ErrorCode) -> None:
    def refuse() -> WindowsStore:
        raise error

    for work in ("load", "delete"):
        with app_error(code) as caught:
            run(getattr(KeyVault(SERVICE, open_store=refuse), work)("me"))
        assert "12854910009" not in str(caught.value)


@pytest.mark.hazard("S58")
def test_the_backend_is_named_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    if sys.platform.startswith("linux"):
        assert type(platform_store()).__module__ == "provesvar_gui.helseid.keys.vault"


class Backend:
    def __init__(self) -> None:
        self.persist = "enterprise"


@pytest.mark.hazard("S58")
@pytest.mark.requirement("R15")
@pytest.mark.parametrize(
    ("platform", "module", "name", "persist"),
    [("win32", "Windows", "WinVaultKeyring", "local machine"), ("darwin", "macOS", "Keyring", "enterprise")],
)
def test_on_windows_and_macos_too_and_on_windows_it_stays_on_the_machine(
    monkeypatch: pytest.MonkeyPatch, platform: str, module: str, name: str, persist: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    stand_in = SimpleNamespace(**{name: type(name, (Backend,), {})})
    monkeypatch.setitem(sys.modules, f"keyring.backends.{module}", stand_in)
    monkeypatch.setattr(f"keyring.backends.{module}", stand_in, raising=False)
    store = platform_store(platform)
    assert isinstance(store, Backend)
    assert (type(store).__name__, store.persist) == (name, persist)


class Counted(WindowsStore):
    """Counts how it is opened and closed; ``trouble``: what the next call raises."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = self.closed = 0
        self.trouble: list[Exception] = []

    def open(self) -> Counted:
        self.opened += 1
        return self

    def close(self) -> None:
        self.closed += 1

    def get_password(self, service: str, username: str, /) -> str | None:
        if self.trouble:
            raise self.trouble.pop()
        return super().get_password(service, username)


def test_a_connection_is_kept_and_one_that_has_gone_stale_is_opened_anew() -> None:
    store = Counted()
    vault = KeyVault(SERVICE, open_store=store.open)
    run(vault.store("me", "x"))
    assert run(vault.load("me")) == "x"
    assert (store.opened, store.closed) == (1, 0)
    store.trouble = [OSError()]
    assert run(vault.load("me")) == "x"
    assert (store.opened, store.closed) == (2, 1)
    store.trouble = [OSError(), OSError()]
    with app_error(ErrorCode.VAULT_UNAVAILABLE):
        run(vault.load("me"))
    assert (store.opened, store.closed) == (3, 3)
