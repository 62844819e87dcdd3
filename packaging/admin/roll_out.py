"""Takes each machine's configuration file to that machine, over a remote command, without a copy on its disk.

    python3 packaging/admin/roll_out.py HOSTS FOLDER

HOSTS: a file with one host in each line (``#`` begins a comment). FOLDER: the configuration files from HelseID Selvbetjening,
named after their hosts: ``<host>.json``. There ``provesvar-gui --provision-machine -`` gets it on its standard input. This script
hands the open file to the remote command and never reads it itself; what the other side says is neither shown nor kept.

One line is printed for each host. What is done is remembered in ``HOSTS.done`` and left out the next time, until the host's file
changes; ``--again`` leaves nothing out. Two at once of one list are refused. The page: packaging/admin/machines.md.
Needs Python 3.11 on Linux or macOS, nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import os
import re
import shlex
import signal
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REMOTE = "ssh -o BatchMode=yes -o ConnectTimeout=15 -- {host}"
COMMAND = "sudo -n provesvar-gui --provision-machine -"
_HOST = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:@-]{0,252}")  # never an option, a path, or a word of the shell
_DONE, _NEWER = "done", "has a newer key of this client, left as it was"
# The exit codes of --provision-machine, then those of the shell and of ssh.
_SAID = {
    0: _DONE,
    6: _NEWER,
    1: "failed: an error, which the command names when it is run there",
    2: "failed: the program there does not know the command",
    3: "failed: the configuration file was refused",
    4: "failed: not as administrator",
    5: "failed: there is no such group",
    126: "failed: the program cannot be started there",
    127: "failed: the program is not there",
    255: "failed: not reached",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``remote``: words in which ``{host}`` stands for the host. ``seconds``: for one host. ``done``: where it is remembered."""

    remote: Sequence[str]
    command: str
    folder: Path
    shared: Path | None
    parallel: int
    seconds: float
    done: Path
    again: bool

    def file_of(self, host: str) -> Path:
        """The host's configuration file."""
        return self.shared or self.folder / f"{host.rpartition('@')[2]}.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """``mark``: of the configuration file as it was taken there; empty where it was not."""

    host: str
    said: str
    mark: str = ""

    @property
    def good(self) -> bool:
        """Whether nothing remains to be done."""
        return self.said.startswith((_DONE, _NEWER))


def hosts_of(text: str) -> list[str]:
    """Each once, in their order. Raises ValueError for what is no host's name; it is not repeated."""
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        host = line.partition("#")[0].strip()
        if host and not _HOST.fullmatch(host):
            raise ValueError(f"line {number}: not the name of a host")
        if host:
            found[host] = None
    return list(found)


def mark_of(file: Path) -> str:
    """Whether it is the same file as before, without reading it. Raises OSError, PermissionError where others can read it."""
    status = file.stat()
    if os.name == "posix" and status.st_mode & 0o077:
        raise PermissionError("others can read it")
    return f"{status.st_mtime_ns}:{status.st_size}"


def remembered(done: Path) -> dict[str, str]:
    """Host -> mark of its file. A line that a crash has cut short is nothing."""
    try:
        lines = done.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {host: mark for host, mark, *_ in (line.split("\t") for line in lines if line.count("\t") == 3)}


def remember(done: Path, outcome: Outcome) -> None:
    """At once: whatever ends this program, the next run knows."""
    line = "\t".join((outcome.host, outcome.mark, outcome.said, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())))
    with done.open("a+b") as file:
        cut = file.tell() > 0
        if cut:
            file.seek(-1, os.SEEK_END)
            cut = file.read(1) != b"\n"
        file.write((("\n" if cut else "") + line + "\n").encode())
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def alone(done: Path) -> Iterator[None]:
    """One roll-out of a list at a time, whoever starts it: two with different files would undo each other. Raises OSError."""
    with done.with_name(done.name + ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


async def take_to(host: str, plan: Plan, before: str) -> Outcome:
    """One host. ``before``: the mark of its file when it was last done."""
    file = plan.file_of(host)
    try:
        mark = mark_of(file)
    except PermissionError:
        return Outcome(host=host, said="not tried: its configuration file can be read by others (chmod 600)")
    except OSError:
        return Outcome(host=host, said="not tried: there is no configuration file for it")
    if mark == before and not plan.again:
        return Outcome(host=host, said=f"{_DONE} before, left out")
    words = [word.replace("{host}", host) for word in plan.remote]
    with file.open("rb") as source:
        try:
            process = await asyncio.create_subprocess_exec(
                *words, plan.command, stdin=source, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        except OSError:
            return Outcome(host=host, said="failed: the remote command cannot be started here")
    try:
        async with asyncio.timeout(plan.seconds):
            status = await process.wait()
    except TimeoutError:
        return Outcome(host=host, said=f"failed: no answer within {plan.seconds:g} s")
    finally:
        await _end(process)  # it may go on over there, which does no harm: the next run finds what it left
    said = _SAID.get(status, f"failed: status {status}")
    return Outcome(host=host, said=said, mark=mark)


async def _end(process: asyncio.subprocess.Process) -> None:
    """With all that it started."""
    if process.returncode is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def roll_out(hosts: Sequence[str], plan: Plan) -> list[Outcome]:
    """All of them, ``plan.parallel`` at a time; each is told when it is through."""
    before, room = remembered(plan.done), asyncio.Semaphore(plan.parallel)

    async def one(host: str) -> Outcome:
        async with room:
            outcome = await take_to(host, plan, before.get(host, ""))
        if outcome.good and outcome.mark:
            remember(plan.done, outcome)
        sys.stdout.write(f"{outcome.host}: {outcome.said}\n")
        sys.stdout.flush()
        return outcome

    return await asyncio.gather(*(one(host) for host in hosts))


def main(arguments: Sequence[str] | None = None) -> int:
    """0: every host is done. 1: some are not. 2: the command line or the list is wrong, and nothing was tried."""
    parser = argparse.ArgumentParser(description="Take each machine's key to it.", allow_abbrev=False)
    parser.add_argument("hosts", type=Path, metavar="HOSTS", help="a file with one host in each line")
    parser.add_argument("folder", type=Path, metavar="FOLDER", nargs="?", help="the hosts' files: HOST.json")
    parser.add_argument("--shared", type=Path, metavar="FILE", help="one file for all: read machines.md before")
    parser.add_argument("--remote", default=REMOTE, metavar="WORDS", help=f"({REMOTE})")
    parser.add_argument("--command", default=COMMAND, metavar="TEXT", help=f"what is run there ({COMMAND})")
    parser.add_argument("--parallel", type=int, default=10, metavar="N", help="hosts at a time (10)")
    parser.add_argument("--seconds", type=float, default=120.0, metavar="S", help="for one host (120)")
    parser.add_argument("--done", type=Path, metavar="FILE", help="where it is remembered (HOSTS.done)")
    parser.add_argument("--again", action="store_true", help="leave out none")
    read = parser.parse_args(arguments)
    if (read.folder is None) == (read.shared is None):
        parser.error("a FOLDER, or --shared FILE")
    if read.parallel < 1 or read.seconds <= 0:
        parser.error("--parallel and --seconds are more than nothing")
    try:
        hosts = hosts_of(read.hosts.read_text("utf-8"))
    except (OSError, ValueError) as error:
        parser.error(f"the list of hosts: {error}")
    plan = Plan(
        remote=shlex.split(read.remote),
        command=read.command,
        folder=read.folder or Path(),
        shared=read.shared,
        parallel=read.parallel,
        seconds=read.seconds,
        done=read.done or read.hosts.with_name(read.hosts.name + ".done"),
        again=read.again,
    )
    try:
        with alone(plan.done):
            outcomes = asyncio.run(roll_out(hosts, plan))
    except BlockingIOError:
        parser.error("another roll-out of this list is running")
    good = sum(outcome.good for outcome in outcomes)
    sys.stderr.write(f"{good} of {len(outcomes)} hosts are done.\n")
    return 0 if good == len(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
