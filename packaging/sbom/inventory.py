"""Accounts for every file and every module of a frozen folder: whose is it? What nobody is the owner of is an error."""

from __future__ import annotations

import json
import platform
import re
import subprocess
import sys
import sysconfig
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.documents import pages
from packaging.sbom.distributions import canonical, component, known, read, required, text_of
from packaging.sbom.model import Component, IncompleteError, Inventory

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

OUR_DOCUMENTS = ("sbom.cdx.json", "THIRD_PARTY_NOTICES.txt")
_OURS = re.compile(r"^_internal/provesvar_gui/")
_LOADER = re.compile(r"^[Pp]rovesvar(?:-gui)?(?:\.exe)?$")
_LIBRARY = re.compile(r"\.(?:so(?:\.[\d.]+)?|pyd|dll|dylib)$")


def take(folder: Path, contents: Mapping[str, Mapping[str, str]], site: Path, locks: Sequence[Path]) -> Inventory:
    """What ``folder`` is made of.

    ``contents``: what the freezing says came from where (``provesvar.spec``). ``site``: the environment's site-packages.
    ``locks``: a distribution in another version than these name is refused. Raises IncompleteError.
    """
    owners = _Owners(site)
    # Ours, to be read, and in no inventory; the Debian package has them elsewhere.
    to_read = {"policy-example.toml", *(f"documents/{place}" for place in pages("frozen"))}
    own: list[str] = []
    missing: list[str] = []
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or place in OUR_DOCUMENTS or place in to_read:
            continue
        if not owners.take_file(place, contents["files"].get(place, "")):
            (own if _OURS.match(place) else missing).append(place)
    missing += [name for name, source in sorted(contents["modules"].items()) if not owners.take_module(name, source)]
    if missing:
        raise IncompleteError(f"nobody is known to have made: {', '.join(missing)}")
    owners.look_inside(folder)
    components = sorted(owners.found.values(), key=lambda found: found.name.lower())
    _check(components, locks)
    return Inventory(own=own, components=components, system=needed_of_the_system(folder))


def take_wheel(folder: Path, site: Path, locks: Sequence[Path]) -> Inventory:
    """What an unpacked wheel is made of and asks for. Raises IncompleteError.

    ``folder`` is all of it; ``site`` and ``locks`` as above: what it asks for is told in the version that is locked.
    """
    owners = _Owners(site)
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    own = [place for place in files if not owners.take_file(place, "")]
    (wheel,) = distributions(path=[str(folder)])
    owners.take_distributions(required(wheel))
    components = sorted(owners.found.values(), key=lambda found: found.name.lower())
    _check(components, locks)
    return Inventory(own=own, components=components, system=[])


class _Owners:
    def __init__(self, site: Path) -> None:
        self.found: dict[str, Component] = {}
        self._site = site.resolve()
        self._known = known()
        self._distributions = {canonical(one.metadata["Name"]): one for one in distributions(path=[str(site)])}
        self._files = {_as_written(str(file)): name for name, one in self._distributions.items() for file in one.files or []}

    def take_file(self, place: str, source: str) -> bool:
        """Give a file to its owner. False where there is none."""
        if _LOADER.match(place):
            self._distribution("pyinstaller").files.append(place)
            return True
        for part in self._known["part"]:
            if any(re.search(pattern, place) for pattern in part["files"]):
                self._part(part).files.append(place)
                return True
        name = self._of(source)
        if name:
            self._distribution(name).files.append(place)
        return bool(name)

    def take_module(self, module: str, source: str) -> bool:
        """Give a module of the archive to its owner. False where there is none; ours and the standard library's are known."""
        if module.partition(".")[0] == "provesvar_gui":
            return True
        name = self._of(source)
        if name:
            self._distribution(name).modules.append(module)
            return True
        stdlib = Path(sysconfig.get_path("stdlib")).resolve()
        return source in {"", "-", "None"} or Path(source).resolve().is_relative_to(stdlib) or module.startswith("_sysconfigdata")

    def take_distributions(self, names: Iterable[str]) -> None:
        """These and what they ask for, as far as this system has it."""
        for name in names:
            if name in self._distributions and name not in self.found:
                self.take_distributions(self._distribution(name).requires)

    def _of(self, source: str) -> str:
        try:
            return self._files.get(_as_written(Path(source).resolve().relative_to(self._site).as_posix()), "") if source else ""
        except ValueError:
            return ""

    def _distribution(self, name: str) -> Component:
        if name not in self.found:
            made = component(self._distributions[name])
            made.inside += _inside([one for one in self._known["inside_distribution"] if one["of"] == name])
            if name == "pyinstaller":  # its loader; the rest builds and is not shipped
                made.name, made.requires = "pyinstaller (loader)", []
            self.found[name] = made
        return self.found[name]

    def _part(self, part: Mapping[str, Any]) -> Component:
        name = part["name"]
        if name not in self.found:
            version = self._version(part)
            self.found[name] = Component(
                name=name,
                version=version,
                purl=f"{part['purl']}@{version}" if version else part["purl"],
                licence=part["licence"],
                copyright=part["copyright"],
                source=part["source"],
                change=part.get("change", ""),
                texts=_python() if name == "Python" else _texts(part),
                inside=_inside(part.get("inside", [])),
            )
        return self.found[name]

    def _version(self, part: Mapping[str, Any]) -> str:
        if "of" in part:
            return self._distributions[part["of"]].version
        version: str = part.get("version", "")
        return platform.python_version() if version == "python" else version

    def look_inside(self, folder: Path) -> None:
        """Versions that the shipped files themselves tell. Raises IncompleteError where they no longer do."""
        for part in self._known["part"]:
            made = self.found.get(part["name"])
            if made is None:
                continue
            content = [(folder / place).read_bytes() for place in made.files]
            if "version_inside" in part:
                made.version = _told(part, content)
                made.purl = f"{part['purl']}@{made.version}"
            for one in part.get("inside", []):
                for inside in made.inside:
                    if inside.name == one["name"] and "version_inside" in one:
                        inside.version = _told(one, content)
        for one in self._known["inside_distribution"]:
            made = self.found.get(one["of"])
            if made is None or "version_inside" not in one:
                continue
            for inside in made.inside:
                if inside.name == one["name"]:
                    inside.version = _told(one, [(folder / place).read_bytes() for place in made.files])


def _as_written(place: str) -> str:
    """Windows knows a file by its name in either case."""
    return place.lower() if sys.platform == "win32" else place


def _told(part: Mapping[str, Any], content: Sequence[bytes]) -> str:
    patterns = [part["version_inside"]] if isinstance(part["version_inside"], str) else part["version_inside"]
    matches = (re.search(pattern.encode(), data) for pattern in patterns for data in content)
    found = next((match for match in matches if match), None)
    if found is None:
        raise IncompleteError(f"{part['name']} does not tell its version")
    return found[1].decode()


def _inside(parts: Sequence[Mapping[str, Any]]) -> list[Component]:
    return [
        Component(
            name=part["name"],
            version="",
            purl="",
            licence=part["licence"],
            copyright=part["copyright"],
            unverified=part.get("unverified", ""),
            texts=_texts(part),
        )
        for part in parts
        if sys.platform.startswith(part.get("only", ""))
    ]


def _texts(part: Mapping[str, Any]) -> list[tuple[str, str]]:
    return read(part["texts"]) if "texts" in part else text_of(part["licence"])


def _python() -> list[tuple[str, str]]:
    # Windows has it at the top, other systems beside the library.
    places = (Path(folder, "LICENSE.txt") for folder in (sysconfig.get_path("stdlib"), sys.base_prefix))
    path = next((place for place in places if place.is_file()), None)
    if path is None:
        raise IncompleteError("Python's own licence is not where its library is")
    return [("LICENSE.txt", path.read_text(encoding="utf-8"))]


def _check(components: Sequence[Component], locks: Sequence[Path]) -> None:
    locked = dict(
        re.findall(r"^([\w.-]+)==([^\s;]+)", "\n".join(lock.read_text(encoding="utf-8") for lock in locks), re.MULTILINE)
    )
    for one in components:
        if one.purl.startswith("pkg:pypi/"):
            name = one.purl.removeprefix("pkg:pypi/").partition("@")[0]
            if locked.get(name) != one.version:
                raise IncompleteError(f"{name} is {one.version}, the lock says {locked.get(name)}")
        if not all(part.licence and part.texts and all(text.strip() for _, text in part.texts) for part in (one, *one.inside)):
            raise IncompleteError(f"{one.name}: no licence, or none of its text")


def needed_of_the_system(folder: Path) -> list[str]:
    """Names of the libraries that those in the folder ask for and that are not in it (Linux; needs binutils)."""
    libraries = [path for path in sorted(folder.rglob("*")) if path.is_file() and _LIBRARY.search(path.name)]
    if not any(".so" in path.name for path in libraries):
        return []
    asked: set[str] = set()
    for path in libraries:
        said = subprocess.run(["readelf", "-d", "-W", path], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607 - binutils from PATH
        asked.update(re.findall(r"\(NEEDED\)\s+Shared library: \[([^]]+)\]", said))
    return sorted(asked - {path.name for path in libraries})


def read_contents(path: Path) -> dict[str, dict[str, str]]:
    """What ``provesvar.spec`` wrote."""
    read: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return read
