"""Opening an address in the person's browser. On Linux the variable ``BROWSER`` comes first, since Qt does not read it."""

from __future__ import annotations

import shlex
import subprocess
import sys
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence


async def open_browser(
    url: str,
    *,
    environment: Mapping[str, str],
    platform_open: Callable[[str], Awaitable[bool]] | None,
    platform: str = sys.platform,
    spawn: Callable[[Sequence[str], Mapping[str, str]], bool] | None = None,
) -> bool:
    """Whether a browser was started; not that it shows anything. ``platform_open``: where ``BROWSER`` does not decide."""
    if not is_web_address(url):
        return False
    if platform.startswith("linux"):
        for command in browser_commands(environment.get("BROWSER", ""), url):
            if (spawn or start_detached)(command, child_environment(environment)):
                return True
    return platform_open is not None and await platform_open(url)


def is_web_address(url: str) -> bool:
    if not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def browser_commands(browser: str, url: str) -> list[list[str]]:
    """The commands of ``BROWSER``: separated by colons, ``%s`` the address, else it comes last. No shell is involved."""
    commands = []
    for entry in browser.split(":"):
        try:
            words = shlex.split(entry)
        except ValueError:
            continue
        if words:
            commands.append([word.replace("%s", url) for word in (words if "%s" in entry else [*words, "%s"])])
    return commands


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a foreign program: without the library path that a frozen build set for itself."""
    child = dict(environment)
    if "LD_LIBRARY_PATH_ORIG" in child:
        child["LD_LIBRARY_PATH"] = child.pop("LD_LIBRARY_PATH_ORIG")
    return child


def start_detached(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Start a program that inherits nothing of ours and outlives us."""
    none = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - the person's own BROWSER, no shell, the address checked
            command, stdin=none, stdout=none, stderr=none, env=environment, close_fds=True, start_new_session=True
        )
    except (OSError, ValueError):
        return False
    # Somebody must wait for it, or it stays a zombie until we end; a daemon thread does not keep us alive.
    threading.Thread(target=process.wait, name="provesvar-browser", daemon=True).start()
    return True
