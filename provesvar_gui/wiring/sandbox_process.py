"""The program once more, as another process: the sandbox's services, asked over loopback; and a drill, which is the sandbox.

Neither shares the interpreter lock with the window; both end with it, by their standard input.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.places import system_places
from provesvar_gui.platform.runtime import start_on_daemon_thread
from provesvar_gui.settings.policy import cautious_settings

if TYPE_CHECKING:
    from provesvar_gui.platform.places import Places

_LONGEST_LINE = 1_000_000


def program(*arguments: str) -> list[str]:
    """The frozen one starts itself."""
    return [sys.executable, *(() if getattr(sys, "frozen", False) else ("-m", "provesvar_gui")), *arguments]


def drill(language: str) -> list[str]:
    return program("--drill", "--while-stdin", "--language", language)


def drill_refused(places: Places | None = None) -> bool:
    """Whether the policy forbids a drill; prints the refusal."""
    if cautious_settings(places or system_places()).ui.drill:
        return False
    if sys.stderr is not None:  # a window's program on Windows has none
        with suppress(OSError):
            sys.stderr.write("Your organisation has switched drills off (ui.drill in the policy).\n")
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxAddresses:
    helseid: str
    pps: str
    kodeverk: str
    client_file: bytes = field(repr=False)


class SandboxProcess:
    """Starts on ``start``, ends on ``stop`` or with us: it lives as long as its standard input is open."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started: asyncio.Future[SandboxAddresses] | None = None

    async def addresses(self) -> SandboxAddresses:
        """Started when it is first needed. Raises AppError(SANDBOX_UNAVAILABLE); the next call tries again."""
        if self._started is None or (self._started.done() and self._started.exception() is not None):
            self._started = start_on_daemon_thread(asyncio.get_running_loop(), self.start, "provesvar-sandbox")
        return await asyncio.shield(self._started)

    def start(self) -> SandboxAddresses:
        """Start it and wait until it says where it is. Blocks: for a daemon thread. Raises AppError(SANDBOX_UNAVAILABLE)."""
        try:
            command, pipe = program("--serve-sandbox"), subprocess.PIPE
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
        except OSError as error:
            raise _unavailable(type(error).__name__) from None
        self._process = process
        if process.stdout is None:
            raise _unavailable("no output")
        line = process.stdout.readline(_LONGEST_LINE)
        try:
            said = json.loads(line)
            return SandboxAddresses(
                helseid=said["helseid"],
                pps=said["pps_v2"],
                kodeverk=said["kodeverk"],
                client_file=json.dumps(said["client_file"]).encode(),
            )
        except (ValueError, KeyError, TypeError):
            self.stop()
            raise _unavailable("it did not say where it is; a package that it needs may be missing") from None

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        process.terminate()
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()


def _unavailable(why: str) -> AppError:
    return AppError(ErrorCode.SANDBOX_UNAVAILABLE, f"sandbox: {why}")
