"""The steps of the smoke test; each raises StepError with what it saw."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.smoke.parts import expected, own_version
from tests.e2e.display import display, wait_until
from tests.e2e.hands import DOCTOR, GROUPED, ask
from tests.e2e.program import log_in, program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import client_file, open_vault, settings

if TYPE_CHECKING:
    from packaging.smoke.artefact import Artefact
IN_VAULT = 'key = "vault"'
OWN_PATH = "/somewhere/of/the/persons/own"


class StepError(Exception):
    """What was built does not do what it should; the text says what was seen."""


def loads(artefact: Artefact) -> str:
    """Every part that is imported late, by the source's own word."""
    must, others = expected(artefact.source)
    done = _ask(artefact.parts, given="\n".join(must))
    _must(done.returncode == 0, done.stdout + done.stderr)
    return f"{done.stdout.strip()}; {len(others)} are other platforms'"


def names_itself(artefact: Artefact) -> str:
    """``--version``: that of the checkout, by whose source the parts are asked for."""
    done = _ask([*artefact.program, "--version"])
    _must(done.returncode == 0, done.stderr)
    version = own_version(artefact.source)
    _must(done.stdout.startswith(f"Prøvesvar {version}"), f"{done.stdout.strip()}; this checkout is {version}")
    return done.stdout.strip()


def keeps_a_key(artefact: Artefact) -> str:
    """The vault for real: a key goes in, the self-check finds it and every part of the program, and it comes out again."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder, display(Path(folder)) as bench, open_vault(bench):
        through_the_vault(artefact.program, str(client_file(Path(folder))), str(settings(Path(folder), IN_VAULT)), bench.env)
    return "a key went into the system's vault, was found by the self-check, and was taken out"


def through_the_vault(command: list[str], client: str, config: str, env: dict[str, str]) -> None:
    """``config`` keeps the key of ``client`` in the vault, which is open (``IN_VAULT``)."""
    command = [*command, "--config", config]
    taken = _ask([*command, "--import-client", client], env)
    _must(taken.returncode == 0, taken.stdout + taken.stderr)
    checked = _ask([*command, "--self-check"], env).stdout
    for words in (
        "[OK] The system's password store: Keeps, gives back and forgets (SecretServiceStore).",
        "[OK] The client's key: There (P-256, ES256).",
        "[OK] Program: Prøvesvar ",
    ):
        _must(words in checked, checked)
    removed = _ask([*command, "--remove-client"], env)
    _must(removed.returncode == 0, removed.stdout + removed.stderr)
    checked = _ask([*command, "--self-check"], env).stdout
    _must("There (P-256" not in checked, checked)


def looks_up(artefact: Artefact, picture: Path | None = None) -> str:
    """A look-up on the sandbox with the keyboard alone and a real browser; what a screen reader then finds on the screen."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder, display(Path(folder)) as bench:
        home = Path(folder)
        reader = ScreenReader(bench.env["DBUS_SESSION_BUS_ADDRESS"])
        environment = _watched(home, frozen=artefact.frozen)
        with (
            contextlib.closing(reader),
            program(bench, home, "--sandbox", command=artefact.program, cwd=home, environment=environment) as run,
        ):
            ask(bench, reader)
            log_in(run.next_address(), DOCTOR)
            given = (home / "given").read_text()
            for name in ("_PYI_", "QT_PLUGIN_PATH=", "LD_LIBRARY_PATH_ORIG", "_internal"):
                _must(name not in given, f"the browser was given {name}:\n{given}")
            _must(f"LD_LIBRARY_PATH={OWN_PATH}\n" in given, f"the browser lacks what was there before:\n{given}")
            wait_until(lambda: reader.sees("Kalium"), "results on the screen")  # raises AssertionError
            _must(reader.sees(GROUPED), "the number beside the results")
            if picture:
                bench.picture(picture)
            took = run.close(bench)
            _must(run.process.returncode == 0, f"exit status {run.process.returncode}")
            said = (home / "program.log").read_text()
            _must(not said, said)
    return f"results of the sandbox's emergency patient, read through the accessibility tree; closed in {took:.1f} s"


def outlives_its_files(artefact: Artefact) -> str:
    """An upgrade under an open window, as dpkg makes it: another executable under the same name. Frozen on Linux only."""
    if not artefact.frozen:
        return "only a frozen program reads itself out of one file"
    with tempfile.TemporaryDirectory(prefix="pv") as folder, display(Path(folder)) as bench:
        home = Path(folder)
        built = Path(artefact.program[0]).resolve()
        shutil.copytree(built.parent, home / "app", symlinks=True)
        own = home / "app" / built.name
        reader = ScreenReader(bench.env["DBUS_SESSION_BUS_ADDRESS"])
        with contextlib.closing(reader), program(bench, home, "--sandbox", command=[str(own)], cwd=home) as run:
            ask(bench, reader)
            log_in(run.next_address(), DOCTOR)
            wait_until(lambda: reader.sees("Kalium"), "results on the screen")
            newer = own.with_name("newer")
            newer.write_bytes(b"\x7fELF" + b"x" * 997 + own.read_bytes())
            newer.replace(own)
            bench.keys("F1")
            wait_until(lambda: reader.sees("Brukerveiledning"), "the guide")
            bench.keys("Escape")
            wait_until(lambda: not reader.sees("Brukerveiledning"), "the guide has gone")
            bench.keys("F8")
            run.close(bench)
            _must(run.process.returncode == 0, f"exit status {run.process.returncode}")
    return "upgraded under results, it showed the guide and emptied the desk"


def _watched(home: Path, *, frozen: bool) -> dict[str, str]:
    """What the program starts with: variables that could lead it astray, and a browser that writes down what it is given."""
    astray = home / "astray"
    astray.mkdir()
    (astray / "sitecustomize.py").write_text("raise SystemExit('a variable of Python counts')")
    browser = home / "watched.sh"
    browser.write_text(f'#!/bin/sh\nenv >"{home}/given"\nexec "{home}/browser.sh" "$1"\n')
    browser.chmod(0o755)
    return {"BROWSER": str(browser), "LD_LIBRARY_PATH": OWN_PATH} | (
        {"PYTHONPATH": str(astray), "PYTHONHOME": str(astray)} if frozen else {}
    )


def _must(condition: bool, seen: str) -> None:
    if not condition:
        raise StepError(seen)


def _ask(command: list[str], env: dict[str, str] | None = None, *, given: str = "") -> subprocess.CompletedProcess[str]:
    more = {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(  # noqa: S603 - what was built
        command, input=given, env=None if env is None else env | more, capture_output=True, text=True, timeout=120, check=False
    )
