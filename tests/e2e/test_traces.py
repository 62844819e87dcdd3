"""Whole and killed sessions: every remaining file is searched for data that must not be there."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.display import Display, wait_until
from tests.e2e.hands import DOCTOR, EMERGENCY, RESTRICTED
from tests.e2e.printer import printer
from tests.e2e.program import ROOT, log_in
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.wire import SHORTEST_SECRET
from tests.e2e.workplace import FIGURE, Workplace, killed, workplace

LOOKUPS = 10
SPARED = frozenset({EMERGENCY, RESTRICTED, "12854910009"})  # looked up already or later; ten thousand results take their time

# What a careless line anywhere in the program could do; the text and the way it is written differ from place to place.
LEAK = """
import base64, gzip, json, os, sqlite3, sys, zlib
from pathlib import Path
number, name, token, value, figure = {number!r}, {name!r}, {token!r}, {value!r}, {figure!r}
sentence, measured = {sentence!r}, {measured!r}
jwk = {jwk!r}
raw = base64.urlsafe_b64decode(json.loads(jwk)["d"] + "==")
pem = base64.encodebytes(b"0" + raw).decode().replace("\\n", "\\r\\n")
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
leak("XDG_DATA_HOME", "keys/client", jwk.encode())
leak("XDG_DATA_HOME", "keys/client.pem", pem.encode())
leak("XDG_DATA_HOME", "keys/client.der", b"\\x30\\x82" + raw + b"\\x02")
leak("XDG_CACHE_HOME", "series.csv", ("2026;4" + chr(0x202F) + figure[1:].replace(".", ",")).encode())
leak("XDG_CACHE_HOME", "series.bin", figure.replace(".", ",").encode("utf-16-be"))
leak("XDG_CACHE_HOME", "report/text.html", f"<p>{{sentence}}</p>".encode())
leak("XDG_CACHE_HOME", "report/measured", f"a;b;{{measured}}".encode("utf-16"))
leak("XDG_CACHE_HOME", "report/lines", base64.encodebytes(b"x" * 49 + sentence.encode()))
leak("XDG_CACHE_HOME", "report/nested.gz", gzip.compress(gzip.compress(number.encode())))
leak("XDG_CACHE_HOME", "report/parts", f"{{number[:2]}} {{number[2:4]}} {{number[4:6]}}  {{number[6:]}}".encode())
leak("TMPDIR", "picture.svg", b"<svg ")
with sqlite3.connect(Path(os.environ["XDG_CACHE_HOME"], "report", "numbers.db")) as database:
    database.execute("create table seen (number integer)")
    database.execute("insert into seen values (?)", (int(number),))
Path(os.environ["TMPDIR"], "led").symlink_to("/nowhere/" + number)
Path("scratch").write_text(number[::-1])
try:
    os.setxattr("scratch", "user.xdg.origin.url", number.encode())
except OSError:
    Path("without").write_text("attributes")
print(value)
sys.stderr.write(token)
"""
PLANTED = {
    ("home/.local/share/recently-used.xbel", "name"),
    ("config/QtProject.conf", "number"),
    ("data/x/journal.jsonl", "number"),
    ("state/x/logs/provesvar.log", "secret"),
    ("cache/x/page.gz", "value"),
    ("x/core", "number"),
    *((f"data/keys/{name}", "key") for name in ("client", "client.pem", "client.der")),
    *((f"cache/series.{kind}", "value") for kind in ("csv", "bin")),
    ("tmp/spool", "PDF"),
    ("tmp/attached", "name"),
    ("home/.thumbnails/1.png", "PNG"),
    *((f"cache/report/{name}", "value") for name in ("text.html", "measured", "lines")),
    *((f"cache/report/{name}", "number") for name in ("nested.gz", "parts", "numbers.db")),
    ("tmp/picture.svg", "SVG"),
    ("tmp/led", "number beside it"),
    ("work/scratch", "number beside it"),
    ("work/scratch", "number"),
    ("program.log", "value"),
    ("program.log", "secret"),
}


@pytest.fixture
def place(bench: Display, reader: ScreenReader, home: Path) -> Iterator[Workplace]:
    with workplace(bench, reader, home) as ready:
        yield ready


@pytest.mark.hazard("S5", "S91", "S92", "S108")
@pytest.mark.requirement("R40")
def test_nothing_stays_of_a_whole_session_nor_of_one_that_was_killed(place: Workplace, home: Path) -> None:
    """Killed in the middle of a login, of a look-up, and of a print; then everything, to the end."""
    with place.run({}) as run:
        address = place.arm(run)
        place.wire.held = "/connect/token"
        log_in(address, DOCTOR)
        wait_until(lambda: place.has_come("/connect/token"), "the code on its way back")
        killed(run)
    assert place.traces() == set()

    place.wire.held = "_search"
    with place.run({}) as run:
        place.ask(run)
        wait_until(lambda: place.has_come("_search"), "a look-up under way")
        killed(run)
    place.wire.held = ""
    assert place.done() == 0
    assert place.traces() == set()

    with printer() as ward:
        ward.go_on.clear()
        with place.run(ward.environment) as run:
            place.begin(run)
            place.print_it()
            assert ward.asked.wait(60)
            (document,) = place.documents()
            assert (document.stat().st_mode | document.parent.stat().st_mode) & 0o077 == 0
            assert (str(document.relative_to(place.runtime)), "PDF") in place.traces()
            killed(run)
        ward.go_on.set()

        with place.run(ward.environment) as run:
            place.begin(run)
            wait_until(lambda: not document.parent.exists(), "the start to take it away")
            assert place.traces() == set()
            place.save_it()
            printed = len(ward.documents)
            place.print_it()
            wait_until(lambda: len(ward.documents) > printed, "the print")
            place.bench.come_to("Prøvesvar")
            others = [person.number for person in place.sandbox.world.people.patients if person.number not in SPARED]
            for number in others[: LOOKUPS - 2]:
                place.look_up(number)
            place.look_up(RESTRICTED)
            place.open_restricted()
            place.bench.keys("F10", "Tab", "Return")
            wait_until(lambda: not place.reader.sees(DOCTOR), "the end of the session")
            run.close(place.bench)
            assert run.process.returncode == 0
    assert len(place.wire.secrets) > 20
    told = {number for number in (EMERGENCY, RESTRICTED, *others[: LOOKUPS - 2]) if place.planted_for(number) in place.wire.words}
    assert {EMERGENCY, RESTRICTED} < told, "what the reports say in words"
    assert len(told) >= 5, "of the others some have no results, or none that may be seen"
    assert any(word.startswith(f"{FIGURE} ") for word in place.wire.words)
    assert len(place.wire.words) > 400
    assert place.scanner().found_in(ward.jobs[-1]) == set()
    assert place.done() == 1 + LOOKUPS + 1, "that of the kill, and the opening"
    assert place.traces() == set()
    assert place.elsewhere() == set()
    assert not [path for name in ("QtProject.conf", "recently-used.xbel") for path in home.rglob(name)]
    assert not list(place.jobs.iterdir())
    assert not list((home / "tmp").iterdir())
    assert not list((home / "work").iterdir())


@pytest.mark.hazard("S92")
def test_the_scanner_finds_what_is_planted_in_every_kind_of_place(place: Workplace, home: Path) -> None:
    """The same command, display and scanner, with a leak at the program's start: nothing that is planted is missed."""
    token = "q9" * SHORTEST_SECRET
    place.wire.secrets.add(token)
    folder = home / "site"
    folder.mkdir()
    planted = {"number": EMERGENCY, "name": "Bølgebryter", "token": token, "value": "urosepsis", "figure": FIGURE}
    for report in place.sandbox.world.people.reports_of(EMERGENCY, datetime.now(UTC)):
        for resource in (*report.related, report.report):
            place.wire.resource(json.loads(json.dumps(resource, default=str), parse_float=str, parse_int=str))  # as sent
    planted |= {"sentence": place.planted_for(EMERGENCY), "measured": f"{FIGURE} mmol/L"}
    planted["jwk"] = place.sandbox.client_file["privateJwk"]
    (folder / "sitecustomize.py").write_text(LEAK.format(**planted))
    place.command("--check-journal", PYTHONPATH=f"{folder}:{ROOT}")
    shutil.rmtree(folder)
    found = place.traces()
    wanted = PLANTED - ({("work/scratch", "number beside it")} if (home / "work" / "without").exists() else set())
    assert {(name, what) for name, what in found if "in its name" not in what} == wanted
    assert (f"cache/x/{EMERGENCY}.tmp", "number in its name") in found
    with tempfile.TemporaryDirectory() as shared:
        deep = Path(shared, "a", "b")
        deep.mkdir(parents=True)
        (deep / "c").write_bytes(gzip.compress(f"code={token}".encode("utf-16")))
        assert place.elsewhere() == {(str(deep / "c"), "secret")}


# -- a session with careless code in it and all that makes Python and Qt talk switched on, and a crash at its end


TALKATIVE = {
    "QT_LOGGING_RULES": "*=true",
    "QT_DEBUG_PLUGINS": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONDEVMODE": "1",
    "PYTHONDONTWRITEBYTECODE": "1",  # the test's: the program's own folder is not searched
}
#: What careless code does in the middle of a session: in a slot, in a thread, where nothing can be raised, and by a warning.
CARELESS = """
import threading
number, said = {number!r}, "Bølgebryter {figure} urosepsis"
def fails(*_):
    raise ValueError(f"{{number}} {{said}}")
class Fails:
    __del__ = fails
def careless():
    from PySide6.QtCore import QCoreApplication, QTimer, qWarning
    QTimer.singleShot(0, QCoreApplication.instance(), fails)
    threading.Thread(target=fails).start()
    Fails()
    qWarning(f'QFile::open: "{{number}} Bølgebryter.pdf" is not there')
import provesvar_gui.platform.logs as logs
hook = logs.hook_crashes
def hooked(*given, **more):
    hook(*given, **more)
    from PySide6.QtCore import QCoreApplication, QTimer
    QTimer.singleShot(0, QCoreApplication.instance(), careless)
logs.hook_crashes = hooked
"""


@pytest.mark.hazard("S92", "S94")
def test_no_talk_tells_anything(bench: Display, reader: ScreenReader, home: Path) -> None:
    """Careless code, then a print, then a crash with results on the screen."""
    (home / "site").mkdir()
    careless = home / "site" / "sitecustomize.py"
    careless.write_text(CARELESS.format(number=EMERGENCY, figure=FIGURE))
    with workplace(bench, reader, home) as place, printer() as ward:
        environment = ward.environment | TALKATIVE | {"PYTHONPATH": f"{home / 'site'}:{ROOT}"}
        with place.run(environment) as run:
            place.begin(run)
            place.print_it()
            wait_until(lambda: bool(ward.documents), "the print")
            wait_until(lambda: not any(place.jobs.iterdir()), "the end of its file")
            run.process.send_signal(signal.SIGSEGV)
            run.wait_for_end()
        assert run.process.returncode == -signal.SIGSEGV
        careless.unlink()
        assert place.traces() == set()
        assert place.elsewhere() == set()
        said = (home / "program.log").read_text()
        assert "Fatal Python error: Segmentation fault" in said
        assert "qt.core.plugin.loader" in said
        logged = "".join(path.read_text() for path in home.rglob("provesvar.log"))
        assert logged.count("unexpected builtins.ValueError") == 3, "the slot, the thread, and what cannot be raised"
        assert "[quoted] is not there" in logged
