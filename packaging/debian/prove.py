"""What the Debian package must hold, shown on a clean Debian.

Installed by apt, started from its desktop entry by a user, a look-up in the sandbox with keyboard and browser, upgraded, taken
back, removed, purged; and nothing left outside that user's own folders.
``python -m packaging.debian.prove OLDER.deb NEWER.deb PICTURES``, as root, in the environment of the tests. Too heavy for CI: it
downloads a Debian. The display, the keys and the browser are this machine's, so that the clean one has no more than the package
asks for.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.debian.clean_root import CleanRoot, bootstrap, copy, plain, run
from packaging.smoke.artefact import ROOT, turned
from packaging.smoke.parts import expected, own_version
from packaging.smoke.steps import IN_VAULT, StepError, through_the_vault
from tests.e2e.display import display, wait_until
from tests.e2e.hands import DOCTOR, GROUPED, ask
from tests.e2e.program import log_in
from tests.e2e.screen_reader import ScreenReader
from tests.e2e.surroundings import client_file, open_vault, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.e2e.display import Display

UID = 65534  # "nobody": a user that both machines know, as the session bus wants it
USER = f"{UID}:{UID}"
NAME = "provesvar-gui"
ENTRY, PRACTICE = "no.provesvar.Provesvar", "no.provesvar.Provesvar.Practice"
LAUNCHER = "libglib2.0-bin"  # gio, which starts a desktop entry as a desktop does


def say(text: str) -> None:
    """A step that held."""
    sys.stdout.write(f"  {text}\n")
    sys.stdout.flush()


def hold(condition: bool, what: str) -> None:
    """Or end here."""
    if not condition:
        raise SystemExit(f"does not hold: {what}")


@contextmanager
def as_user() -> Iterator[None]:
    """What is started, and whoever is connected to, meanwhile, sees that user."""
    os.setresgid(UID, UID, 0)
    os.setresuid(UID, UID, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


class Session:
    """The user's session: a display of this machine, and the program of the clean one on it."""

    def __init__(self, root: CleanRoot, bench: Display, home: Path, pictures: Path) -> None:
        self.root, self.bench, self.home, self.pictures = root, bench, home, pictures
        self.mailbox = home / "addresses"
        self.environment = {key: value for key, value in bench.env.items() if key not in ("PATH", "VIRTUAL_ENV")}
        self.environment["BROWSER"] = str(home / "browser.sh")
        os.environ["HOME"] = bench.env["HOME"]  # the browser's
        with as_user():
            self.reader = ScreenReader(bench.env["DBUS_SESSION_BUS_ADDRESS"])

    def processes(self) -> list[int]:
        """Those of the program, by where their root is."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    folder.joinpath("root").readlink() == self.root.path
                    and NAME.encode() in folder.joinpath("cmdline").read_bytes()
                ):
                    found.append(int(folder.name))
            except OSError:
                continue
        return found

    @contextmanager
    def started(self, entry: str, title: str) -> Iterator[None]:
        """By a desktop entry; afterwards closed by key, and gone."""
        self.root.start("gio", "launch", f"/usr/share/applications/{entry}.desktop", user=USER, environment=self.environment)
        try:
            self.bench.come_to(title)
            yield
        except BaseException:
            self.bench.picture(self.pictures / "failed.png")
            raise
        self.bench.keys("alt+F4")
        wait_until(lambda: not self.processes(), "the end of the program", seconds=10)

    def look_up(self, picture: str) -> None:
        """The main job in the sandbox."""
        self.mailbox.unlink(missing_ok=True)
        with self.started(PRACTICE, "Prøvesvar"):
            ask(self.bench, self.reader)
            wait_until(self.mailbox.exists, "the program opening the browser")
            with as_user():  # the program takes no answer from another user's browser
                log_in(self.mailbox.read_text().splitlines()[0], DOCTOR)
            wait_until(lambda: self.reader.sees("Kalium"), "results on the screen")
            hold(self.reader.sees(GROUPED), "the number stands beside the results")
            self.bench.picture(self.pictures / picture)

    def files(self) -> dict[str, str]:
        """The user's own, with what is in them; without logs and copies of public lists."""
        found = {}
        for folder in ("config", "data", "state"):
            for path in sorted((self.home / folder).rglob("*")):
                if path.is_file() and "logs" not in path.parts:
                    found[str(path.relative_to(self.home))] = sha256(path.read_bytes()).hexdigest()
        return found


@contextmanager
def session(root: CleanRoot, pictures: Path) -> Iterator[Session]:
    """One display for as long as the proof takes."""
    with tempfile.TemporaryDirectory(prefix="pv") as folder:
        home = Path(folder)
        browser = home / "browser.sh"
        browser.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >>"{home}/addresses"\n')
        browser.chmod(0o755)
        os.chown(home, UID, UID)
        with as_user():
            opened = display(home)
            bench = opened.__enter__()
        try:
            bus = Path(bench.env["DBUS_SESSION_BUS_ADDRESS"].partition("path=")[2].partition(",")[0])
            with root.seeing(home, Path("/proc"), Path("/tmp/.X11-unix"), bus):  # noqa: S108 - where X has its sockets
                yield Session(root, bench, home, pictures)
        finally:
            opened.__exit__(None, None, None)


def empty_twin(package: Path, folder: Path) -> Path:
    """A package that asks for the same and brings nothing: what it leaves behind is left by others."""
    tree = folder / "twin"
    tree.mkdir()
    run("dpkg-deb", "--control", str(package), str(tree / "DEBIAN"))
    (tree / "DEBIAN/md5sums").unlink()
    twin = folder / f"twin-{package.name}"
    run("dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(twin))
    return twin


def loads_within(root: CleanRoot, home: Path) -> str:
    """Every module and what is imported late, from within the installed program, with the clean Debian's libraries alone.

    The list is the checkout's: it has to be of the package's version.
    """
    said = root.run(NAME, "--version", user=USER)
    hold(own_version(ROOT) in said, f"this checkout is {own_version(ROOT)}, the package says {said.strip()}")
    installed = Path("/usr/lib", NAME, NAME)
    program = turned(root.path / installed.relative_to("/"), home / "parts", installed)
    return root.run(str(program), user=USER, given="\n".join(expected(ROOT)[0])).strip()


def checks_itself(root: CleanRoot, environment: Mapping[str, str]) -> list[str]:
    """The self-check on the sandbox: what is not in order there. A machine without a vault has that, and a status of its own."""
    command = ("chroot", f"--userspec={USER}", str(root.path), NAME, "--sandbox", "--self-check")
    done = subprocess.run(command, env=plain(environment), check=False, capture_output=True, text=True)  # noqa: S603 - our own
    hold(done.returncode in (0, 3), f"the self-check: {done.returncode}\n{done.stdout}{done.stderr}")
    lines = [line for line in done.stdout.splitlines() if line.startswith("[")]
    whole = f": Prøvesvar {own_version(ROOT)}. Python"  # in whichever language
    hold(any(line.startswith("[OK]") and whole in line for line in lines), f"the self-check finds every part\n{done.stdout}")
    return [line for line in lines if not line.startswith("[OK]")]


def keeps_a_key(user: Session) -> str:
    """The vault for real: this machine's, opened on the user's bus; the program that asks it is the clean one's."""
    folder = user.home / "with-a-vault"
    folder.mkdir()
    client, config = client_file(folder), settings(folder, IN_VAULT)
    for path in (folder, client, config):
        os.chown(path, UID, UID)
    program = ["chroot", f"--userspec={USER}", str(user.root.path), NAME]
    with as_user():
        opened = open_vault(user.bench)
        opened.__enter__()
    try:
        through_the_vault(program, str(client), str(config), plain(user.environment))
    except StepError as error:
        hold(condition=False, what=f"a key in the vault\n{error}")
    finally:
        opened.__exit__(None, None, None)
    return "a key went into a vault, was found by the self-check, and was taken out"


def prove(older: Path, newer: Path, pictures: Path, folder: Path) -> None:
    """All of it; SystemExit (or AssertionError, from what waits) where something does not hold."""
    base = bootstrap(folder / "base")
    root, beside = copy(base, folder / "root"), copy(base, folder / "beside")
    say("a clean Debian: " + root.run("cat", "/etc/debian_version").strip())

    before = set(root.run("dpkg-query", "-W", "-f", "${Package}\n").split())
    root.install(older)
    brought = sorted(set(root.run("dpkg-query", "-W", "-f", "${Package}\n").split()) - before - {NAME})
    say(f"installed by apt, with {len(brought)} packages that it depends on")
    say("it says: " + root.run(NAME, "--version", user=USER).strip())
    applications = root.path / "usr/share/applications"
    run("desktop-file-validate", *map(str, applications.glob("no.provesvar.*.desktop")))
    run("appstreamcli", "validate-tree", "--no-net", "--override", "url-homepage-missing=info", str(root.path))
    say("desktop entries and AppStream metadata are valid")
    hold(not root.run("find", f"/usr/lib/{NAME}", "-perm", "/6022", "!", "-type", "l").strip(), "nobody but root can change it")
    root.install(LAUNCHER)

    with session(root, pictures) as user:
        with user.started(ENTRY, "Prøvesvar"):
            wait_until(lambda: any(node.focused and node.role == "text" for node in user.reader.nodes()), "the caret")
            user.bench.picture(pictures / "started.png")
        say("started from its desktop entry, and closed")
        say(f"from within the package: {loads_within(root, user.home)}")
        found = checks_itself(root, user.environment)
        say(f"the self-check finds every part; to look at: {'; '.join(found) or 'nothing'}")
        say(keeps_a_key(user))
        own = user.home / "config/provesvar/settings.toml"
        own.parent.mkdir(exist_ok=True)
        own.write_text('[ui]\nlanguage = "nb"\n')
        shutil.chown(own.parent, UID, UID)
        user.look_up("results.png")
        kept = user.files()
        say(f"a look-up in the sandbox, with keyboard and browser; {len(kept)} files of the user's")

        for package, step, count in ((newer, "upgraded", 2), (older, "taken-back", 3)):
            root.install(package, back=package is older)
            hold(user.files() == kept, f"{step}: it touches nothing of the user's")
            version = root.run("dpkg-query", "-W", "-f", "${Version}", NAME)
            say(f"{step} to {version}: the user's files are as they were")
            user.look_up(f"results-{step}.png")
            lines = [line for path in sorted((user.home / "data").glob("*/journal/*")) for line in path.read_text().splitlines()]
            hold(len(lines) == count, "the journal goes on where it was")
            root.run(NAME, "--sandbox", "--check-journal", user=USER, environment=user.environment)
            say(f"a look-up by that one; the journal has {count} lines and is whole")
            kept = user.files()

        root.run("apt-get", "remove", "-y", "-qq", NAME)
        hold(not (root.path / "usr/lib" / NAME).exists(), "removed")
        root.run("dpkg", "--purge", NAME)
        hold(user.files() == kept, "a removal touches nothing of the user's")
        say("removed and purged: the user's files are as they were")

    beside.install(empty_twin(newer, folder))
    beside.install(LAUNCHER)
    beside.run("dpkg", "--purge", NAME)
    left, expected = root.everything(), beside.everything()
    differing = sorted(place for place in left.keys() | expected.keys() if left.get(place) != expected.get(place))
    for place in differing:
        say(f"LEFT: {place}: {left.get(place)}, without the program {expected.get(place)}")
    hold(not differing, "nothing is left")
    say(f"nothing is left: {len(left)} paths are as on a machine that never had the program")


def main(arguments: list[str]) -> int:
    """0 where all of it held."""
    older, newer, pictures = (Path(argument).resolve() for argument in arguments)
    pictures.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="provesvar-deb-"))
    try:  # not a TemporaryDirectory: see below
        prove(older, newer, pictures, folder)
    finally:
        if str(folder) in Path("/proc/mounts").read_text():  # what is mounted is this machine's own
            sys.stderr.write(f"{folder}: something is mounted below it, so it stays\n")
        else:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
