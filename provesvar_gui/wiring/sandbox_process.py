"""The process of the sandbox: it shares no interpreter lock with the window, ends with it, and is asked over loopback."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.platform.runtime import start_on_daemon_thread

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LINE = 1_000_000


def command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--serve-sandbox"]
    return [sys.executable, "-m", "provesvar_gui.sandbox"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxAddresses:
    helseid: str
    pps: str
    kodeverk: str
    client_file: bytes = field(repr=False)


class SandboxProcess:
    """Starts on ``start``, ends on ``stop`` or with us: it lives as long as its standard input is open."""

    def __init__(self, start_command: Sequence[str] | None = None) -> None:
        self._command = list(start_command or command())
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
            process = subprocess.Popen(  # noqa: S603 - our own program
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
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
