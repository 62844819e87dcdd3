"""A whole session, and one that is killed while it prints: every file that is left, searched for what may not stay."""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desk import wait_until
from tests.e2e.printer import printer
from tests.e2e.program import ROOT, log_in, program
from tests.e2e.surroundings import settings
from tests.e2e.test_main_job import DOCTOR, EMERGENCY
from tests.e2e.test_opening import OPEN, RESTRICTED
from tests.e2e.traces import SHORTEST_SECRET, SHORTEST_WORD, Scanner, Wire, number_forms, word_forms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from provesvar_gui.sandbox.server import Sandbox
    from tests.e2e.desk import Desk
    from tests.e2e.program import Program
    from tests.e2e.screen_reader import ScreenReader

LOOKUPS = 10
LARGEST = 5_000_000  # bytes
SLOW = 4  # seconds until the service answers: longer than a kill takes
MOST_WORDS = 500  # of the thousands that the service said
SPARED = frozenset({EMERGENCY, RESTRICTED, "12854910009"})  # looked up already or later; ten thousand results take their time
TOLD_ON_SCREEN = ("Kalium", "Kreatinin", "urosepsis")

# What a careless line anywhere in the program could do; the text and the way it is written differ from place to place.
LEAK = """
import base64, gzip, os, sys, zlib
from pathlib import Path
number, name, token, value = {number!r}, {name!r}, {token!r}, {value!r}
def leak(variable, path, content):
    target = Path(os.environ[variable], path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
leak("HOME", ".local/share/recently-used.xbel", f"<bookmark href='file:///{{name.upper()}}.pdf'/>".encode())
leak("XDG_CONFIG_HOME", "QtProject.conf", f"[FileDialog]\\nhistory=file:///h/{{number[:6]}} {{number[6:]}}\\n".encode())
leak("XDG_DATA_HOME", "x/journal.jsonl", base64.b64encode(b"7" + number.encode() + b"77777"))
leak("XDG_STATE_HOME", "x/logs/provesvar.log", f"GET /callback?token={{token}}".encode())
leak("XDG_CACHE_HOME", "x/page.gz", gzip.compress(value.encode()))
leak("XDG_CACHE_HOME", f"x/{{number}}.tmp", b"")
leak("XDG_RUNTIME_DIR", "x/core", b"\\0" * 99 + number.encode("utf-16-le") + b"\\0")
leak("TMPDIR", "spool", b"%PDF-1.4 stream\\n" + zlib.compress(b"glyphs") + b"endstream")
leak("TMPDIR", "attached", b"%!no stream\\n" + zlib.compress(name.encode()) + b"endstream")
leak("HOME", ".thumbnails/1.png", b"\\x89PNG\\r\\n")
Path("scratch").write_text(number[::-1])
print(value)
sys.stderr.write(token)
"""
PLANTED = {
    ("home/.local/share/recently-used.xbel", "name"),
    ("config/QtProject.conf", "number"),
    ("data/x/journal.jsonl", "number"),
    ("state/x/logs/provesvar.log", "secret"),
    ("cache/x/page.gz", "value"),
    ("runtime/x/core", "number"),
    ("tmp/spool", "PDF"),
    ("tmp/attached", "name"),
    ("home/.thumbnails/1.png", "PNG"),
    ("work/scratch", "number"),
    ("program.log", "value"),
    ("program.log", "secret"),
}


class Workplace:
    """The desk, its files, the services, and the scanner of everything that is left under ``home``."""

    def __init__(self, bench: Desk, reader: ScreenReader, home: Path, sandbox: Sandbox, wire: Wire) -> None:
        self.bench, self.reader, self.home, self.sandbox, self.wire = bench, reader, home, sandbox, wire
        for folder in ("tmp", "work"):
            (home / folder).mkdir(mode=0o700)
        self.begun = time.time()
        self.pdf = home / "home" / "Blekk" / "chosen.pdf"  # people call folders after patients
        self.pdf.parent.mkdir()
        self.client = home / "client.json"
        self.client.write_text(json.dumps(sandbox.client_file))
        urls = sandbox.urls
        named = f'authority = "{urls["helseid"]}"\nkey = "{self.client}"\nredirect_uris = ["http://localhost:0/callback"]\n'
        orgnr, name = sandbox.organisations[0]["orgnr"], sandbox.organisations[0]["name"]
        named += f'organisations = [{{ orgnr = "{orgnr}", name = "{name}" }}]\n'
        others = f'[pps]\nbase_url = "{urls["pps_v2"]}"\n[kodeverk]\nurl = "{urls["kodeverk"]}"\n'
        self.config = settings(home, named + others + '[journal]\nkey = "file"\n[log]\nlevel = "debug"\n')
        self.config.write_text(self.config.read_text().replace("test-client", sandbox.client_file["clientId"]))

    @property
    def environment(self) -> dict[str, str]:
        return {"TMPDIR": str(self.home / "tmp"), "PYTHONPATH": str(ROOT)}

    def run(self, environment: dict[str, str]) -> AbstractContextManager[Program]:
        return program(
            self.bench,
            self.home,
            "--config",
            str(self.config),
            environment=self.environment | environment,
            cwd=self.home / "work",
        )

    def scanner(self) -> Scanner:
        people = self.sandbox.world.people
        names = {part for person in people.patients for part in person.name.split() if len(part) >= SHORTEST_WORD}
        clinicians = {
            part for one in people.clinicians for part in (one.given, one.family, one.sub) if len(part) >= SHORTEST_WORD
        }
        key = json.loads(self.sandbox.client_file["privateJwk"])
        return Scanner(
            {
                "number": {
                    form
                    for number in (*(person.number for person in people.patients), *(one.pid for one in people.clinicians))
                    for form in number_forms(number)
                },
                "name": {form for name in names | clinicians for form in word_forms(name)},
                "value": {form for word in TOLD_ON_SCREEN for form in word_forms(word)}
                | set(sorted(self.wire.words)[:MOST_WORDS]),
                "secret": self.wire.secrets,
                "key": {value for name, value in key.items() if name in {"d", "p", "q", "dp", "dq", "qi"}},
            }
        )

    def traces(self, *allowed: Path) -> set[tuple[str, str]]:
        """What is found, but in what the person chose to keep and in the test's own files."""
        mailbox, script = self.home / "addresses", self.home / "browser.sh"
        return self.scanner().scan([self.home], [self.client, mailbox, script, *allowed])

    def elsewhere(self) -> set[tuple[str, str]]:
        """In the folders that all programs share. Others write there too: by what this run's services gave out alone."""
        found, scanner = set(), Scanner({"secret": self.wire.secrets})
        for folder in {Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")}:
            for path in folder.iterdir() if folder.is_dir() else ():
                with suppress(OSError):  # not ours, or gone
                    seen = path.lstat()
                    if stat.S_ISREG(seen.st_mode) and seen.st_mtime >= self.begun and seen.st_size < LARGEST:
                        found |= {(str(path), what) for what in scanner.found_in(path.read_bytes())}
        return found

    def look_up(self, number: str) -> None:
        """With a session: scan, choose, Enter, until the service has answered."""
        before = self.done()
        self.bench.scan(number)
        self.bench.keys("alt+a", "alt+a", "Return", "Return")
        wait_until(lambda: self.done() > before, f"a look-up of {number}")

    def done(self) -> int:
        """How many look-ups have ended, by the program's own log."""
        return sum(log.read_text().count("look-up done") for log in self.home.rglob("provesvar.log"))

    def begin(self, run: Program) -> None:
        """The first look-up of a run, with its login, until there are results."""
        before = self.done()
        self.ask(run)
        wait_until(lambda: self.done() > before, "results")
        wait_until(lambda: self.reader.sees("Kalium"), "results on the screen")
        self.bench.come_to("Prøvesvar")

    def ask(self, run: Program) -> None:
        """The first look-up of a run, until somebody has logged in for it."""
        self.bench.come_to("Prøvesvar")
        self.bench.scan(EMERGENCY)
        self.bench.keys("alt+a", "alt+a", "F4")
        self.bench.type("LE", delay_ms=40)
        seen = len(run.addresses())
        self.bench.keys("Return", "Return")
        log_in(run.next_address(seen), DOCTOR)

    def is_asked(self) -> bool:
        """Whether a look-up has reached the service."""
        return any("_search" in request for request in self.sandbox.control.requests)


def open_restricted(place: Workplace) -> None:
    """See ``test_opening.py``; here every result counts that the service gave."""
    before = place.done()

    def opened() -> bool:
        if place.done() == before:
            place.bench.keys("ctrl+o")
        return place.done() > before

    wait_until(lambda: place.reader.sees("restricted"), "the message that something is restricted")
    place.bench.keys(*OPEN)
    wait_until(opened, "what was restricted")


@pytest.fixture
def place(bench: Desk, reader: ScreenReader, home: Path) -> Iterator[Workplace]:
    server = pytest.importorskip("provesvar_gui.sandbox.server")
    wire, sandbox = Wire(), server.Sandbox()
    wire.listen_to(sandbox)  # what it says and hears is what must not stay
    with sandbox:
        yield Workplace(bench, reader, home, sandbox, wire)


def test_nothing_stays_of_a_whole_session_nor_of_one_that_was_killed(place: Workplace, home: Path) -> None:
    """Killed in the middle of a look-up, and of a print; then everything, to the end."""
    jobs = home / "runtime" / "provesvar" / "print"
    with place.run({}) as run:
        place.sandbox.faults.set("pps.slow", SLOW)
        place.ask(run)
        wait_until(place.is_asked, "a look-up under way")
        run.process.kill()
        run.process.wait(10)
    assert place.done() == 0
    assert place.traces(place.pdf.parent) == set()
    place.sandbox.faults.clear()

    with printer() as ward:
        ward.go_on.clear()
        with place.run(ward.environment) as run:
            place.begin(run)
            place.bench.keys("ctrl+p")
            place.bench.come_to("Print")
            place.bench.keys("Return")
            assert ward.asked.wait(20)
            (document,) = (path for path in jobs.rglob("*") if path.is_file() and path.read_bytes().startswith(b"%PDF"))
            assert (document.stat().st_mode | document.parent.stat().st_mode) & 0o077 == 0
            run.process.kill()
            run.process.wait(10)
        assert place.traces(place.pdf.parent) == {(str(document.relative_to(home)), "PDF")}
        ward.go_on.set()

        with place.run(ward.environment) as run:
            place.begin(run)
            assert not list(jobs.iterdir()), "what the kill left"
            place.bench.keys("ctrl+s")
            place.bench.come_to("Save as PDF")
            place.bench.type(str(place.pdf), delay_ms=4)
            place.bench.keys("Return")
            wait_until(place.pdf.exists, "the PDF")
            wait_until(lambda: place.reader.sees(place.pdf.name), "the note that it is saved")
            printed = len(ward.documents)
            place.bench.come_to("Prøvesvar")
            place.bench.keys("ctrl+p")
            place.bench.come_to("Print")
            place.bench.keys("Return")
            wait_until(lambda: len(ward.documents) > printed, "the print")
            place.bench.come_to("Prøvesvar")
            others = [person.number for person in place.sandbox.world.people.patients if person.number not in SPARED]
            for number in others[: LOOKUPS - 2]:
                place.look_up(number)
            place.look_up(RESTRICTED)
            open_restricted(place)
            place.bench.keys("F10", "alt+n")
            wait_until(lambda: not place.reader.sees(DOCTOR), "the end of the session")
            assert run.seconds_to_close(place.bench) < 2.0
            assert run.process.returncode == 0
    assert len(place.wire.secrets) > 20
    assert len(place.wire.words) > 200
    assert place.scanner().found_in(ward.jobs[-1]) == set()
    assert place.done() == 1 + LOOKUPS + 1, "that of the kill, and the opening"
    assert place.traces(place.pdf.parent) == set()
    assert place.elsewhere() == set()
    assert not [path for name in ("QtProject.conf", "recently-used.xbel") for path in home.rglob(name)]
    assert not list(jobs.iterdir())
    assert not list((home / "tmp").iterdir())
    assert not list((home / "work").iterdir())


def test_the_scanner_finds_what_is_planted_in_every_kind_of_place(place: Workplace, home: Path) -> None:
    """The same command, desk and scanner, with a leak at the program's start: nothing that is planted is missed."""
    token = "q9" * SHORTEST_SECRET
    place.wire.secrets.add(token)
    folder = home / "site"
    folder.mkdir()
    planted = {"number": EMERGENCY, "name": "Bølgebryter", "token": token, "value": "urosepsis"}
    (folder / "sitecustomize.py").write_text(LEAK.format(**planted))
    command = [sys.executable, "-m", "provesvar_gui", "--config", str(place.config), "--check-journal"]
    environment = place.bench.env | place.environment | {"PYTHONPATH": f"{folder}:{ROOT}"}
    with (home / "program.log").open("wb") as log:
        subprocess.run(command, cwd=home / "work", env=environment, stdout=log, stderr=log, check=False, timeout=60)
    shutil.rmtree(folder)
    found = place.traces(place.pdf.parent)
    assert {(name, what) for name, what in found if "in its name" not in what} == PLANTED
    assert (f"cache/x/{EMERGENCY}.tmp", "number in its name") in found
