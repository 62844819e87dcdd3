"""The vault on a store of our own, and what is started as a browser."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.browser import BrowserOpener, browser_commands, child_environment, is_web_address, start_detached
from provesvar_gui.helseid.vault import KeyVault, platform_store
from tests.unit.helseid.kit import run, steady

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class DictStore:
    """A store that refuses what Windows would refuse, and breaks at the n-th write."""

    def __init__(self, breaks_at: int = 0) -> None:
        self.secrets: dict[tuple[str, str], str] = {}
        self.writes = 0
        self.breaks_at = breaks_at
        self.threads: set[str] = set()

    def get_password(self, service: str, username: str, /) -> str | None:
        self.threads.add(threading.current_thread().name)
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.writes += 1
        if self.writes == self.breaks_at:
            raise OSError("the store says: " + password)
        assert len(password.encode("utf-16-le")) <= 2560
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        del self.secrets[service, username]


def test_keys_of_any_length_are_kept_and_forgotten() -> None:
    store = DictStore()
    vault = KeyVault("Prøvesvar", open_store=lambda: store)

    async def scenario() -> None:
        assert await vault.load("me") is None
        await vault.delete("me")
        for jwk in ("x" * 3200, "short", "", "y" * 1200, "y" * 1200, "z" * 2401):
            await vault.store("me", jwk)
            assert await vault.load("me") == jwk
        assert await vault.load("another") is None
        await vault.store("another", "of another")
        await vault.delete("me")
        assert await vault.load("me") is None
        assert await vault.load("another") == "of another"
        await vault.delete("another")

    run(scenario())
    assert not store.secrets
    assert store.threads == {"provesvar-vault"}


@pytest.mark.parametrize("breaks_at", [1, 2, 3, 4])
def test_a_broken_write_leaves_the_old_key(breaks_at: int) -> None:
    store = DictStore()
    vault = KeyVault("Prøvesvar", open_store=lambda: store)

    async def scenario() -> None:
        await vault.store("me", "old")
        store.writes, store.breaks_at = 0, breaks_at
        with pytest.raises(AppError) as caught:
            await vault.store("me", "n" * 3000)
        assert caught.value.code is ErrorCode.VAULT_UNAVAILABLE
        assert "nnn" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert await vault.load("me") == "old"
        if breaks_at < 4:  # the fourth is the head
            assert not [part for part in store.secrets.values() if part.startswith("n")]

    run(scenario())


def test_a_part_that_is_gone_or_changed_is_no_key() -> None:
    store = DictStore()
    vault = KeyVault("Prøvesvar", open_store=lambda: store)

    async def scenario() -> None:
        await vault.store("me", "n" * 3000)
        part = next(name for name in store.secrets if name[0].endswith("/1"))
        for value in ("changed", ""):
            store.secrets[part] = value
            assert await vault.load("me") is None

    run(scenario())


def test_a_vault_that_hangs_is_unavailable() -> None:
    release = threading.Event()

    def hang() -> DictStore:
        release.wait(20)
        return DictStore()

    async def scenario() -> None:
        with pytest.raises(AppError) as caught:
            await KeyVault("Prøvesvar", open_store=hang, seconds=0.05).load("me")
        assert caught.value.code is ErrorCode.VAULT_UNAVAILABLE

    try:
        run(scenario())
    finally:
        release.set()


def test_the_backend_is_named_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    if sys.platform.startswith("linux"):
        assert type(platform_store()).__module__ == "keyring.backends.SecretService"


class Spawned:
    def __init__(self, *works: str) -> None:
        self.works = works
        self.commands: list[list[str]] = []

    def __call__(self, command: Sequence[str], environment: Mapping[str, str]) -> bool:
        self.commands.append(list(command))
        return command[0] in self.works


URL = "https://helseid.example/connect/authorize?client_id=a&request_uri=urn%3Ab"


def test_browser_is_read_as_a_list() -> None:
    assert browser_commands("", URL) == []
    assert browser_commands("a:b --new '%s':'c d'::\"", URL) == [["a", URL], ["b", "--new", URL], ["c d", URL]]
    spawned = Spawned("b")
    asked: list[str] = []

    async def platform_open(url: str) -> bool:
        asked.append(url)
        return True

    for browser, platform, commands, by_platform in (
        ("a:b:c", "linux", [["a", URL], ["b", URL]], 0),
        ("a", "linux", [["a", URL]], 1),
        ("", "linux", [], 1),
        ("b", "win32", [], 1),
    ):
        spawned.commands.clear()
        asked.clear()
        opener = BrowserOpener({"BROWSER": browser}, platform_open, platform=platform, spawn=spawned)
        assert run(opener.open(URL))
        assert spawned.commands == commands
        assert len(asked) == by_platform
    assert not run(BrowserOpener({}, None, platform="linux", spawn=spawned).open(URL))


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://a/\n",
        "https://a/ b",
        "https://",
        "--help",
        "https://æ",
        "https://[",
        "",
    ],
)
def test_what_is_no_web_address_is_not_opened(url: str) -> None:
    spawned = Spawned("b")
    assert not is_web_address(url)
    assert not run(BrowserOpener({"BROWSER": "b"}, None, platform="linux", spawn=spawned).open(url))
    assert not spawned.commands


@steady
@given(st.text(max_size=40))
def test_any_browser_variable_is_survived(browser: str) -> None:
    for command in browser_commands(browser, URL):
        assert command
        assert any(URL in word for word in command)


def test_the_program_is_started_without_a_shell_and_without_waiting(tmp_path: Path) -> None:
    assert child_environment({"A": "b", "LD_LIBRARY_PATH": "x", "LD_LIBRARY_PATH_ORIG": "y"}) == {
        "A": "b",
        "LD_LIBRARY_PATH": "y",
    }
    assert not start_detached([str(tmp_path / "none"), URL], {})
    assert not start_detached(["a\x00b", URL], {})
    if sys.platform == "win32":
        return
    before = set(threading.enumerate())
    assert start_detached([sys.executable, "-c", "import sys; sys.stdin.read(); print('not seen')", "$(touch x)"], {})
    for thread in set(threading.enumerate()) - before:
        assert thread.daemon
        thread.join(20)
        assert not thread.is_alive()
