"""Sessions of different users on one host, as on a terminal server: one machine key, fewer ports than logins, and the sandbox.

``python -m packaging.sessions 20`` prints what twenty cost. The tests' robot logs in, no browser is started. As root, each
user is one of their own to the system, with the right to read this checkout wherever it lies; else all are one user with
homes of their own.
"""

from __future__ import annotations

import json
import os
import select
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provesvar_gui.helseid.loopback import listen
from provesvar_gui.sandbox.server import Sandbox
from tests.benchmarks.side_by_side import ROOT, environment, say
from tests.e2e.surroundings import machine_key, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_USER, GROUP = 61_001, 61_000
SECONDS = 240  # for one answer, on a busy machine
CLINICIANS = ("900100101", "900100102", "900100103", "900100104")
PATIENTS = ("13896900263", "24837810031", "43865510005", "84271910281")  # of whom each has results


@dataclass(frozen=True, slots=True)
class User:
    """``become``: the command that makes a process this user's."""

    home: Path
    env: dict[str, str]
    become: list[str]
    clinician: str
    patient: str


def become(number: int) -> list[str]:
    """The command that makes a process this user's, who may read what root may, and no more."""
    own = FIRST_USER + number
    rights = [f"--{kind}-caps=-all,+dac_read_search" for kind in ("inh", "ambient")]
    return ["setpriv", f"--reuid={own}", f"--regid={own}", f"--groups={GROUP}", *rights]


class SessionError(Exception):
    """A session did not do what it should; the text says what was seen."""


class SessionProgram:
    """The program in one session. ``display``: tells two sessions of one user apart, as a desktop's own does."""

    def __init__(self, user: User, config: Path, display: str = "0") -> None:
        self.user = user
        robot = f"{sys.executable} {ROOT / 'tests' / 'robot.py'} %s {user.clinician}"
        env = user.env | {"BROWSER": robot, "DISPLAY": f":{display}", "PYTHONDONTWRITEBYTECODE": "1"}
        self.log = user.home / f"session-{display}.log"
        command = [*user.become, sys.executable, "-m", "packaging.sessions.session", str(config), user.patient]
        pipe = subprocess.PIPE
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdin=pipe, stdout=pipe, stderr=log)  # noqa: S603 - our own words

    def ask(self, what: str) -> None:
        print(what, file=self.process.stdin, flush=True)

    def told(self) -> dict[str, Any]:
        """What it says next, which is of its own patient and clinician."""
        output = self.process.stdout
        line = output.readline() if output and select.select([output], [], [], SECONDS)[0] else ""
        told: dict[str, Any] = json.loads(line or "{}")
        if (told.get("patient"), told.get("clinician")) != (self.user.patient, self.user.clinician) or not told["reports"]:
            raise SessionError(f"{told}\n{self.log.read_text()}\nexit status {self.process.poll()}")
        return told

    def end(self) -> None:
        self.ask("end")
        if self.process.wait(60):
            raise SessionError(self.log.read_text())


class Host:
    """``config``: what a policy would say, the same for all. ``apart``: whether its users are the system's, too."""

    def __init__(self, folder: Path, sandbox: Sandbox, ports: int) -> None:
        self.folder, self.sandbox = folder, sandbox
        folder.chmod(0o755)
        self.apart = os.geteuid() == 0 and not subprocess.run([*become(0), "true"], check=False).returncode  # noqa: S603 - as above
        held = [listen(["http://localhost:0/callback"]) for _ in range(ports)]
        for _, sockets in held:
            for each in sockets:
                each.close()
        client, clinic = sandbox.client_file, sandbox.organisations[0]
        helseid = f'authority = "{sandbox.urls["helseid"]}"\n{machine_key(folder, client["clientId"], client["privateJwk"])}'
        helseid += f"redirect_uris = {json.dumps([address for address, _ in held])}\n"
        helseid += f'organisations = [{{ orgnr = "{clinic["orgnr"]}", name = "{clinic["name"]}" }}]\n'
        services = f'[pps]\nbase_url = "{sandbox.urls["pps_v2"]}"\n[kodeverk]\nurl = "https://kodeverk.invalid/"\n'
        self.config = settings(folder, f'{helseid}{services}[journal]\nkey = "file"\n')
        self.config.write_text(self.config.read_text().replace("test-client", client["clientId"]))
        if self.apart:  # as --provision-machine --group lays it: root's, read by the group
            os.chown(folder / "machine-key.json", 0, GROUP)
            (folder / "machine-key.json").chmod(0o640)

    def user(self, number: int) -> User:
        home = self.folder / str(number)
        env = environment(home) | {"XDG_RUNTIME_DIR": str(home / "run"), "TMPDIR": str(home)}
        (home / "run").mkdir(mode=0o700, parents=True)
        if self.apart:
            for each in (home, home / "run"):
                os.chown(each, FIRST_USER + number, FIRST_USER + number)
        home.chmod(0o700)
        return User(home, env, become(number) if self.apart else [], CLINICIANS[number % 4], PATIENTS[(number + number // 4) % 4])

    def check_journal(self, user: User) -> str:
        command = [*user.become, sys.executable, "-m", "provesvar_gui", "--config", str(self.config), "--check-journal"]
        done = subprocess.run(command, env=user.env, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - as above
        return done.stdout + done.stderr


@contextmanager
def host(ports: int) -> Iterator[Host]:
    with tempfile.TemporaryDirectory(prefix="pv") as folder, Sandbox() as sandbox:
        yield Host(Path(folder), sandbox, ports)


@contextmanager
def running(sessions: list[SessionProgram]) -> Iterator[None]:
    with ExitStack() as stack:
        for each in sessions:
            stack.enter_context(each.process)
            stack.callback(each.process.kill)  # nothing, to one that has ended
        yield


def look_up_all(sessions: list[SessionProgram]) -> list[dict[str, Any]]:
    """All at the same time."""
    for each in sessions:
        each.ask("look")
    return [each.told() for each in sessions]


def used(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> float:
    """Seconds of processor time that a session took meanwhile: the median."""
    return statistics.median(float(new["processor"] - old["processor"]) for old, new in zip(before, after, strict=True))


def tell(count: str, first: list[dict[str, Any]], again: list[dict[str, Any]]) -> None:
    resident, own = (statistics.median(one[name] for one in again) for name in ("resident", "own"))
    together = f"together {sum(one['own'] for one in again):.0f} MB"
    say(f"{count}: memory of a session", f"{own:.0f} MB PSS", "none", f"{resident:.0f} MB RSS; {together}")
    start = statistics.median(one["processor"] for one in first)
    waits = [one["seconds"] for one in first]
    detail = f"from Enter to results with its login, and the wait for a port, {min(waits):.1f} to {max(waits):.1f} s"
    say(f"{count}: processor until the first results", f"{start:.1f} s", "none", detail)
    waits = [one["seconds"] for one in again]
    detail = f"all at once, each {min(waits):.1f} to {max(waits):.1f} s"
    say(f"{count}: processor of one more look-up", f"{used(first, again):.2f} s", "none", detail)


def main(count: int) -> None:
    with host(ports=5) as machine:
        sessions = [SessionProgram(machine.user(number), machine.config) for number in range(count)]
        with running(sessions):
            first = [each.told() for each in sessions]
            again = look_up_all(sessions)
            tell(f"{count} sessions, {'' if machine.apart else 'one user, '}5 ports", first, again)
            for each in sessions:
                each.ask("rest")
            rested = [each.told() for each in sessions]
            say("processor of a window with results at rest", f"{used(again, rested) / 30:.2%} of a core", "none", "30 s")
            for each in sessions:
                each.end()


if __name__ == "__main__":
    main(int(sys.argv[1]))
