"""The real program on a desktop, and the real browser for the login."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.display import Display, wait_until

ROOT = Path(__file__).resolve().parents[2]
CLOSES = 15  # seconds; the tests let a service hang for longer than that, and a busy machine takes a quarter of it
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


class Program:
    """One run of the program. ``addresses``: what it asked the browser to open."""

    def __init__(self, process: subprocess.Popen[bytes], mailbox: Path) -> None:
        self.process = process
        self._mailbox = mailbox
        # Whoever is not root does not see whose a port is, where a program has closed itself to others.
        self._ports_of_others = set() if os.geteuid() == 0 else listening_ports(process.pid)

    def addresses(self) -> list[str]:
        return self._mailbox.read_text().splitlines() if self._mailbox.exists() else []

    def next_address(self, seen: int = 0) -> str:
        """Wait for the next one."""
        wait_until(lambda: len(self.addresses()) > seen, "the program opening the browser")
        return self.addresses()[seen]

    def close(self, display: Display) -> float:
        """Close the window by key; seconds until the process is gone, and with it its children and every port."""
        family = [self.process.pid, *self.children()]
        ports = set().union(*(listening_ports(pid) for pid in family)) - self._ports_of_others
        wait_until(lambda: display.active_title() != "", "a window to close")  # one that has just closed leaves none for a moment
        started = time.monotonic()
        display.keys("alt+F4")
        self.wait_for_end()
        took = time.monotonic() - started
        sys.stderr.write(f"closed in {took:.2f} s\n")  # shown by pytest -s
        assert not [pid for pid in family[1:] if is_alive(pid)]
        assert not [port for port in ports if is_open(port)]
        return took

    def wait_for_end(self) -> int:
        return self.process.wait(CLOSES)

    def children(self) -> list[int]:
        return descendants(self.process.pid)


@contextmanager
def program(
    display: Display,
    home: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    cwd: Path = ROOT,
    command: Sequence[str] = (sys.executable, "-m", "provesvar_gui"),
) -> Iterator[Program]:
    """Start the program in ``cwd``; ``BROWSER`` writes the address into a file, as a mailbox between program and test.

    ``command``: the program itself, e.g. a frozen one.
    """
    mailbox = home / "addresses"
    browser = home / "browser.sh"
    browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{mailbox}"\n')
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    env = display.env | {"BROWSER": str(browser), "PYTHONUNBUFFERED": "1"} | (environment or {})
    with (home / "program.log").open("wb") as log:
        command = [*command, *arguments]
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=log, stderr=log)
        try:
            yield Program(process, mailbox)
        except BaseException:
            picture = Path(tempfile.gettempdir()) / f"provesvar-e2e-{process.pid}.png"
            display.picture(picture)
            sys.stderr.write(f"program: exit status {process.poll()}; it looked like {picture}\n")
            sys.stderr.write(f"windows: {display.window_titles()}; the active one: {display.active_title()!r}\n")
            _say_where(process)
            for told in (home / "program.log", *home.rglob("provesvar.log*")):
                sys.stderr.write(f"{told.name}:\n{told.read_text()}")
            raise
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()


def command(bench: Display, *arguments: str, given: str = "", environment: dict[str, str] | None = None) -> tuple[int, str, str]:
    """A second start, or the program without a window: its status, output and errors."""
    started = [sys.executable, "-m", "provesvar_gui", *arguments]
    env = bench.env | {"PYTHONIOENCODING": "utf-8"} | (environment or {})
    done = subprocess.run(started, cwd=ROOT, env=env, input=given, capture_output=True, encoding="utf-8", timeout=60, check=False)
    return done.returncode, done.stdout, done.stderr


def _say_where(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs so that it writes what each of its threads was doing (``PYTHONFAULTHANDLER``)."""
    if process.poll() is None:
        process.send_signal(signal.SIGABRT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5)


@contextmanager
def person(url: str) -> Iterator[Page]:
    """A person's browser, at this address. As root, Chromium needs its sandbox off."""
    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
    if os.geteuid() == 0:
        flags.append("--no-sandbox")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, sync_playwright() as playwright:
        # It leaves crash reports and more in a home.
        env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags, env={**env, "HOME": home})
        page = browser.new_page()
        page.set_default_timeout(60_000)  # as everything else here: a busy machine starts a browser slowly
        page.goto(url)
        yield page
        browser.close()


def log_in(url: str, hpr_number: str) -> str:
    """Choose a synthetic clinician on the sandbox's login page; the text of the page the program then shows."""
    with person(url) as page:
        page.click(f"#clinician-{hpr_number}")
        if page.locator("#login").count():
            page.click("#login")
        page.wait_for_url("**/callback**")
        page.wait_for_function("document.location.search === ''")  # the page takes the code out of the address bar
        return page.inner_text("body")


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits to be noticed does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def listening_ports(pid: int) -> set[int]:
    """TCP ports on which a process listens (Linux).

    The program closes its memory and files to its own user (``platform/process.py``); then its ports are those that none
    of the user's other processes has.
    """
    inodes = sockets_of(pid)
    others: set[str] = set()
    if inodes is None:
        others = set().union(*(sockets_of(int(folder.name)) or set() for folder in Path("/proc").glob("[0-9]*")))
    ports = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            columns = line.split()
            address, state, user, inode = columns[1], columns[3], columns[7], columns[9]
            ours = inode in inodes if inodes is not None else user == str(os.getuid()) and inode not in others
            if state == "0A" and ours:
                ports.add(int(address.rsplit(":", 1)[1], 16))
    return ports


def sockets_of(pid: int) -> set[str] | None:
    """The inodes of a process's sockets; none where it has ended, None where they may not be seen."""
    inodes = set()
    try:
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                target = os.readlink(descriptor)
                if target.startswith("socket:["):
                    inodes.add(target[8:-1])
    except PermissionError:
        return None
    except FileNotFoundError:
        return set()
    return inodes
