"""A clean Debian in a folder, from the sources that this machine itself uses. Only for root; what is mounted goes again."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

RELEASE = "trixie"
KEYRING = "/usr/share/keyrings/debian-archive-keyring"
# What apt and dpkg keep for themselves, and what is written anew by each of their runs.
BOOKS = ("proc", "var/lib/apt", "var/lib/dpkg", "var/cache", "var/log", "etc/ld.so.cache", "etc/apt", "etc/resolv.conf")


def run(*command: str, **options: object) -> str:
    """Standard output of a command that has to succeed; what it complained of comes with its failure."""
    done = subprocess.run(command, check=False, capture_output=True, text=True, **options)  # type: ignore[call-overload]  # noqa: S603 - options vary; our own commands
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return str(done.stdout)


@dataclass(frozen=True, slots=True)
class CleanRoot:
    """``path``: where it is."""

    path: Path

    def run(self, *command: str, user: str = "root", environment: Mapping[str, str] | None = None, given: str = "") -> str:
        """A command inside. Its environment is what is given, and nothing of ours; ``given``: its standard input."""
        return run("chroot", f"--userspec={user}", str(self.path), *command, env=plain(environment), input=given)

    def start(self, *command: str, user: str, environment: Mapping[str, str]) -> None:
        """The same, for what says too much; and what it started may stay."""
        subprocess.run(  # noqa: S603 - our own commands
            ("chroot", f"--userspec={user}", str(self.path), *command),  # noqa: S607 - from PATH
            env=plain(environment), check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def install(self, *packages: str | Path, recommends: bool = False, back: bool = False) -> None:
        """By apt, with what they depend on. A path is that of a package on this machine. ``back``: an older one over a newer."""
        names = []
        for package in packages:
            if isinstance(package, Path):
                shutil.copy(package, self.path / "srv")
                names.append(f"/srv/{package.name}")
            else:
                names.append(package)
        extra = [*([] if recommends else ["--no-install-recommends"]), *(["--allow-downgrades"] if back else [])]
        self.run("apt-get", "install", "-y", "-qq", *extra, *names)
        for package in packages:
            if isinstance(package, Path):
                (self.path / "srv" / package.name).unlink()

    def everything(self) -> dict[str, str]:
        """Every path with its kind, mode, owner, and for a file its contents' hash; without the books of apt and dpkg."""
        found = {}
        for folder, folders, files in os.walk(self.path):
            inside = os.path.relpath(folder, self.path)
            folders[:] = [name for name in folders if os.path.normpath(f"{inside}/{name}") not in BOOKS]
            for name in [*folders, *files]:
                path, place = Path(folder, name), os.path.normpath(f"{inside}/{name}")
                if place in BOOKS:
                    continue
                status = path.lstat()
                content = sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
                found[place] = f"{status.st_mode:o} {status.st_uid}:{status.st_gid} {content}"
        return found

    @contextmanager
    def seeing(self, *paths: Path) -> Iterator[None]:
        """Files and folders of this machine at the same place inside, for a while."""
        mounted, made = [], []
        try:
            for path in paths:
                inside = self.path / path.relative_to("/")
                if not inside.exists():
                    inside.mkdir(parents=True) if path.is_dir() else inside.touch()
                    made.append(inside)
                run("mount", "--bind", str(path), str(inside))
                mounted.append(inside)
            yield
        finally:
            for inside in reversed(mounted):
                run("umount", "--lazy", str(inside))
            for inside in made:
                inside.rmdir() if inside.is_dir() else inside.unlink()


def plain(environment: Mapping[str, str] | None) -> dict[str, str]:
    """What every command gets."""
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"} | dict(
        environment or {}
    )


def sources() -> list[str]:
    """The signed sources of Debian that this machine uses, as lines of a sources.list."""
    form = "$(SIGNED_BY) deb [signed-by=$(SIGNED_BY)] $(REPO_URI) $(RELEASE) $(COMPONENT)"
    said = run("apt-get", "indextargets", "--format", form, "Created-By: Packages").splitlines()
    return sorted({line.partition(" ")[2] for line in said if line.startswith(KEYRING)})


def bootstrap(folder: Path) -> CleanRoot:
    """The smallest Debian that apt works in."""
    lines = sources()
    mirror = next(line.split()[2] for line in lines if line.split()[3] == RELEASE)
    run("debootstrap", "--variant=minbase", f"--keyring={KEYRING}.gpg", RELEASE, str(folder), mirror)
    root = CleanRoot(folder)
    (folder / "etc/apt/sources.list").write_text("\n".join(lines) + "\n")
    (folder / "etc/apt/apt.conf.d/01here").write_text(run("apt-config", "dump", "Acquire"))
    shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
    (folder / "etc/hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")  # as Debian's installer writes it
    root.run("apt-get", "update", "-qq")
    return root


def copy(root: CleanRoot, folder: Path) -> CleanRoot:
    """Another one like it."""
    run("cp", "-a", str(root.path), str(folder))
    return CleanRoot(folder)
