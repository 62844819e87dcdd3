"""The commands that start a browser."""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from provesvar_gui.helseid.authorization import browser_commands, child_environment, is_web_address, open_browser, start_detached
from tests.kit.loop import run


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
        environment = {"BROWSER": browser}
        assert run(open_browser(URL, environment=environment, platform_open=platform_open, platform=platform, spawn=spawned))
        assert spawned.commands == commands
        assert len(asked) == by_platform
    assert not run(open_browser(URL, environment={}, platform_open=None, platform="linux", spawn=spawned))


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
    assert not run(open_browser(url, environment={"BROWSER": "b"}, platform_open=None, platform="linux", spawn=spawned))
    assert not spawned.commands


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
