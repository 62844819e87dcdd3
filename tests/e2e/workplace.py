"""A display whose every file is searched: the program on it, the services behind it, people with markers among their results."""

from __future__ import annotations

import copy
import json
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from provesvar_gui.sandbox.records import SYNTHETIC_PEOPLE, People, StoredReport
from provesvar_gui.sandbox.server import Sandbox
from tests.e2e.display import Display, wait_until
from tests.e2e.hands import DOCTOR, EMERGENCY, open_restricted, wait_for_caret
from tests.e2e.program import ROOT, Program, log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import MACHINE_KEY, machine_key, settings
from tests.e2e.traces import SHORTEST_WORD, Scanner, figure_forms, number_forms, word_forms
from tests.e2e.wire import Wire

LARGEST = 5_000_000  # bytes
MOST_IDS = 500  # of the thousands that the service gave
TOLD_ON_SCREEN = ("Kalium", "Kreatinin", "urosepsis")
FIGURE = "4711.083"  # planted: nothing else in the world has this value
SENTENCE = "Plantet setning om person nummer {number}: papegøyen er uendret."
PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi"})  # of a JWK
SHARED = Path("/dev/shm")


def people_with_a_marked_result() -> People:
    """The sandbox's own, and each report of each of them has one figure and one sentence that are searched for."""

    def marked(number: str, now: datetime) -> Sequence[StoredReport]:
        return [_marked(report, planted_for(SYNTHETIC_PEOPLE, number)) for report in SYNTHETIC_PEOPLE.reports_of(number, now)]

    return replace(SYNTHETIC_PEOPLE, reports_of=marked)


def planted_for(people: People, number: str) -> str:
    return SENTENCE.format(number=[person.number for person in people.patients].index(number) + 1)


def _marked(report: StoredReport, sentence: str) -> StoredReport:
    related = copy.deepcopy(report.related)
    results = [resource for resource in related if resource["resourceType"] == "Observation"]
    for resource in results[:1]:
        resource.setdefault("note", []).append({"text": sentence})
    with_figure = next((resource for resource in related if "valueQuantity" in resource), None)
    if with_figure is not None:
        with_figure["valueQuantity"]["value"] = Decimal(FIGURE)
    return replace(report, related=related)


class Workplace:
    """The display, its files, the services, and the scanner of everything that is left under ``home`` and ``runtime``.

    ``runtime``: the folder of the user's session, which is memory.
    """

    def __init__(self, bench: Display, reader: ScreenReader, home: Path, runtime: Path, sandbox: Sandbox, wire: Wire) -> None:
        self.bench, self.reader, self.home, self.runtime, self.sandbox, self.wire = bench, reader, home, runtime, sandbox, wire
        for folder in ("tmp", "work"):
            (home / folder).mkdir(mode=0o700)
        self.begun = time.time()
        self.jobs = runtime / "provesvar" / "print"
        self.pdf = home / "home" / "Blekk" / "chosen.pdf"  # people call folders after patients
        self.pdf.parent.mkdir()
        self.client = home / "client.json"
        self.client.write_text(json.dumps(sandbox.client_file))
        self.client.chmod(0o600)
        self.keys = {value for name, value in json.loads(sandbox.client_file["privateJwk"]).items() if name in PRIVATE}
        urls = sandbox.urls
        given = sandbox.client_file
        key = machine_key(home, given["clientId"], given["privateJwk"])
        named = f'authority = "{urls["helseid"]}"\n{key}redirect_uris = ["http://localhost:0/callback"]\n'
        orgnr, name = sandbox.organisations[0]["orgnr"], sandbox.organisations[0]["name"]
        named += f'organisations = [{{ orgnr = "{orgnr}", name = "{name}" }}]\n'
        others = f'[pps]\nbase_url = "{urls["pps_v2"]}"\n[kodeverk]\nurl = "{urls["kodeverk"]}"\n'
        self.config = settings(home, named + others + '[journal]\nkey = "file"\n[log]\nlevel = "debug"\n')
        self.config.write_text(self.config.read_text().replace("test-client", sandbox.client_file["clientId"]))

    @property
    def environment(self) -> dict[str, str]:
        return {"TMPDIR": str(self.home / "tmp"), "PYTHONPATH": str(ROOT), "XDG_RUNTIME_DIR": str(self.runtime)}

    def run(self, environment: dict[str, str]) -> AbstractContextManager[Program]:
        return program(
            self.bench,
            self.home,
            "--config",
            str(self.config),
            environment=self.environment | environment,
            cwd=self.home / "work",
        )

    def command(self, *arguments: str, **environment: str) -> int:
        command = [sys.executable, "-m", "provesvar_gui", "--config", str(self.config), *arguments]
        env = self.bench.env | self.environment | environment
        with (self.home / "program.log").open("wb") as log:
            done = subprocess.run(command, cwd=self.home / "work", env=env, stdout=log, stderr=log, check=False, timeout=60)
        return done.returncode

    def scanner(self) -> Scanner:
        people = self.sandbox.world.people
        names = {part for person in people.patients for part in person.name.split() if len(part) >= SHORTEST_WORD}
        clinicians = {
            part for one in people.clinicians for part in (one.given, one.family, one.sub) if len(part) >= SHORTEST_WORD
        }
        return Scanner(
            {
                "number": {
                    form
                    for number in (*(person.number for person in people.patients), *(one.pid for one in people.clinicians))
                    for form in number_forms(number)
                },
                "name": {form for name in names | clinicians for form in word_forms(name)},
                "value": {form for word in TOLD_ON_SCREEN for form in word_forms(word)}
                | figure_forms(FIGURE)
                | self.wire.words
                | set(sorted(self.wire.ids)[:MOST_IDS]),
                "secret": self.wire.secrets,
            },
            keys=self.keys,
        )

    def traces(self) -> set[tuple[str, str]]:
        """What is found, but in what the person chose to keep and in the test's own files."""
        own = [self.client, *(self.home / name for name in (MACHINE_KEY, "addresses", "browser.sh"))]
        return self.scanner().scan([self.home, self.runtime], [*own, self.pdf.parent])

    def elsewhere(self) -> set[tuple[str, str]]:
        """In the folders that all programs share, to the bottom of each that has changed since this began.

        Others write there too: by what this run's services gave out alone.
        """
        found, scanner = set(), Scanner({"secret": self.wire.secrets}, keys=self.keys)
        ours = (self.home, self.runtime)

        def changed(path: Path) -> bool:
            with suppress(OSError):  # not ours, or gone
                seen = path.lstat()
                return max(seen.st_mtime, seen.st_ctime) >= self.begun
            return False

        for root in {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), SHARED}:
            for folder, below, files in os.walk(root):
                if Path(folder) == root:
                    below[:] = [name for name in below if Path(folder, name) not in ours and changed(Path(folder, name))]
                for path in (Path(folder, name) for name in files):
                    with suppress(OSError):
                        seen = path.lstat()
                        if stat.S_ISREG(seen.st_mode) and seen.st_size < LARGEST and changed(path):
                            found |= {(str(path), what) for what in scanner.found_in(path.read_bytes())}
        return found

    def documents(self) -> list[Path]:
        return [path for path in self.jobs.rglob("*") if path.is_file() and path.read_bytes().startswith(b"%PDF")]

    def look_up(self, number: str) -> None:
        """With a session: scan, choose, Enter, until the service has answered."""
        before = self.done()
        self.bench.scan(number)
        self.bench.keys("alt+a", "alt+a", "Return", "Return")
        wait_until(lambda: self.done() > before, f"a look-up of {number}")

    def done(self) -> int:
        return sum(log.read_text().count("look-up done") for log in self.home.rglob("provesvar.log"))

    def begin(self, run: Program, number: str = EMERGENCY) -> None:
        """The first look-up of a run, with its login, until there are results."""
        before = self.done()
        self.ask(run, number)
        wait_until(lambda: self.done() > before, "results")
        if number == EMERGENCY:
            wait_until(lambda: self.reader.sees("Kalium", FIGURE), "results on the screen")
        self.bench.come_to("Prøvesvar")

    def ask(self, run: Program, number: str = EMERGENCY) -> None:
        """The first look-up of a run, until somebody has logged in for it."""
        log_in(self.arm(run, number), DOCTOR)

    def arm(self, run: Program, number: str = EMERGENCY) -> str:
        """The first look-up of a run, until the browser is asked for; its address."""
        seen = len(run.addresses())
        self.type_first(number)
        return run.next_address(seen)

    def type_first(self, number: str) -> None:
        self.bench.come_to("Prøvesvar")
        wait_for_caret(self.reader)
        self.bench.scan(number)
        self.bench.keys("alt+a", "alt+a", "F4")
        self.bench.type("LE", delay_ms=40)
        self.bench.keys("Return", "Return")

    def open_restricted(self) -> None:
        """Here every result counts that the service gave."""
        before = self.done()
        wait_until(lambda: self.reader.sees("restricted"), "the message that something is restricted")
        open_restricted(self.bench, lambda: self.done() > before, "what was restricted")

    def print_it(self) -> None:
        self.bench.come_to("Prøvesvar")
        self.bench.keys("ctrl+p")
        self.bench.come_to("Print")
        self.bench.keys("Return")

    def save_it(self) -> None:
        """As PDF, where the person wants it."""
        self.bench.keys("ctrl+s")
        self.bench.come_to("Save as PDF")
        self.bench.type(str(self.pdf), delay_ms=4)
        self.bench.keys("Return")
        wait_until(self.pdf.exists, "the PDF")
        wait_until(lambda: self.reader.sees(self.pdf.name), "the note that it is saved")
        self.bench.come_to("Prøvesvar")

    def planted_for(self, number: str) -> str:
        return planted_for(self.sandbox.world.people, number)

    def has_come(self, request: str) -> bool:
        """Whether the services were asked for something whose method and path hold this."""
        return any(request in one for one in self.sandbox.control.requests)


@contextmanager
def workplace(bench: Display, reader: ScreenReader, home: Path) -> Iterator[Workplace]:
    """With services of its own. What they say and hear is what must not stay."""
    wire, sandbox = Wire(), Sandbox(people=people_with_a_marked_result())
    wire.listen_to(sandbox)
    with tempfile.TemporaryDirectory(prefix="pv", dir=SHARED) as runtime, sandbox:
        yield Workplace(bench, reader, home, Path(runtime), sandbox, wire)


def killed(run: Program) -> None:
    run.process.kill()
    run.wait_for_end()
