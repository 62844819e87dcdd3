"""An upgrade and one step back: this build and the next one take turns at the same user's files.

``python -m packaging.upgrade dist/*.whl``, in the environment of the tests. The next build is made of the source archive beside
the wheel, under the next version's number. Each puts a key into the vault and finds the other's, and makes a look-up on the
sandbox; whoever comes last finds the journal whole.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.e2e.display import display
from tests.e2e.hands import look_up
from tests.e2e.program import program
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import client_file, open_vault, settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.e2e.display import Display

PROGRAM = [sys.executable, "-m", "provesvar_gui"]
VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.)(\d+)"', re.MULTILINE)
LEAST_KEPT = {"roles.json", "roles.key", "window", "journal.seal"}


def next_wheel(wheel: Path, folder: Path) -> Path:
    """Of the same tree, with a later number."""
    (archive,) = wheel.parent.glob(f"{wheel.name.partition('-py3')[0]}.tar.gz")
    shutil.unpack_archive(archive, folder, filter="data")
    (tree,) = folder.iterdir()
    source = tree / "provesvar_gui/__init__.py"
    text, made = VERSION.subn(lambda found: f'__version__ = "{found[1]}{int(found[2]) + 1}"', source.read_text("utf-8"))
    hold(made == 1, "there is one number to raise")
    source.write_text(text, "utf-8")
    (tree / "PKG-INFO").unlink()  # which says the old one
    hatchling = Path(sys.executable).with_name("hatchling")
    subprocess.run([str(hatchling), "build", "-t", "wheel", "-d", str(tree)], cwd=tree, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the tests' environment
    (made_wheel,) = tree.glob("*.whl")
    return made_wheel


def hold(condition: bool, what: str) -> None:
    """Or end here."""
    if not condition:
        raise SystemExit(f"does not hold: {what}")


class Build:
    """An unpacked wheel. ``home``: the user's folder; each look-up is one more line of the journal."""

    def __init__(self, wheel: Path, folder: Path, bench: Display, home: Path) -> None:
        shutil.unpack_archive(wheel, folder, "zip")
        self.bench, self.home = bench, home
        self.environment = {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
        self.name = self.ask("--version").split()[1].rstrip(",")
        hold(self.name == wheel.name.split("-")[1], f"{wheel.name} is what runs, not {self.name}")

    def ask(self, *arguments: str, status: tuple[int, ...] = (0,)) -> str:
        done = subprocess.run(  # noqa: S603 - what was built
            [*PROGRAM, *arguments], cwd=self.home, env=self.bench.env | self.environment,
            capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip
        hold(done.returncode in status, f"{' '.join(arguments)}: status {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def finds_the_key(self, config: Path) -> None:
        hold(
            "[OK] The client's key: There" in self.ask("--config", str(config), "--self-check", status=(0, 1, 3)),
            "the key is there",
        )

    def takes_in(self, config: Path, client: Path) -> None:
        self.ask("--config", str(config), "--import-client", str(client), "--write-settings")

    def looks_up(self, lines: int) -> None:
        (self.home / "addresses").unlink(missing_ok=True)  # of the start before
        reader = ScreenReader(self.bench.env["DBUS_SESSION_BUS_ADDRESS"])
        options = {"command": PROGRAM, "cwd": self.home, "environment": self.environment}
        with contextlib.closing(reader), program(self.bench, self.home, "--sandbox", **options) as run:  # type: ignore[arg-type]  # by their names
            look_up(self.bench, reader, run)
            run.close(self.bench)
            hold(run.process.returncode == 0, f"it ends with status {run.process.returncode}")
        hold(f"Journal: whole. {lines} line" in self.ask("--sandbox", "--check-journal"), f"the journal has {lines} lines")
        journal = [line for path in self.home.rglob("journal-*.jsonl") for line in path.read_text("utf-8").splitlines()]
        hold(len(journal) == lines, f"{len(journal)} lines")
        roles = [json.loads(path.read_text("utf-8"))["roles"] for path in self.home.rglob("roles.json")]
        hold(len(roles) == 1 and sorted(map(len, roles[0].values())) == [2, 9], f"one role, one organisation: {roles}")
        kept = {path.name for path in self.home.rglob("*") if path.is_file()}
        hold(kept >= LEAST_KEPT, f"kept: {sorted(LEAST_KEPT - kept)} is missing")


def prove(wheel: Path, say: Callable[[str], object]) -> None:
    """All of it; SystemExit (or AssertionError, from what waits) where something does not hold."""
    with (
        tempfile.TemporaryDirectory() as trees,  # not the user's: the archive has examples of what is kept
        tempfile.TemporaryDirectory(prefix="pv") as folder,
        display(Path(folder)) as bench,
        open_vault(bench),
    ):
        home, beside = Path(folder), Path(trees)
        this = Build(wheel, beside / "this", bench, home)
        later = Build(next_wheel(wheel, beside / "tree"), beside / "later", bench, home)
        config, client = settings(home, 'key = "vault"'), client_file(home)
        this.takes_in(config, client)
        later.finds_the_key(config)
        later.takes_in(config, client_file(home))  # a second key of the same client stands beside the first
        this.finds_the_key(config)
        say(f"settings and key: {this.name} reads what {later.name} wrote, and the other way round\n")
        for lines, build in enumerate((this, later, this), start=1):
            build.looks_up(lines)
            say(f"{build.name}: a look-up, {lines} lines in one journal that is whole, role, organisation and window kept\n")


if __name__ == "__main__":
    prove(Path(sys.argv[1]).resolve(), sys.stdout.write)
