"""The bill of materials and the notices: everything has an owner, every owner a licence, every licence its text."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.repository.tools import ROOT, tool

SITE = sysconfig.get_path("purelib")
# In a process of its own: a library that pytest has loaded is called ``packaging`` too.
TAKE = """
import json, sys
from pathlib import Path
from packaging.sbom.documents import bill, notices
from packaging.sbom.inventory import read_contents, take
from packaging.sbom.model import IncompleteError
folder, contents, site, lock = map(Path, sys.argv[1:])
try:
    inventory = take(folder, read_contents(contents), site, (lock,))
except IncompleteError as error:
    sys.exit(f"incomplete: {error}")
print(json.dumps([bill(inventory, folder, "1.2.3", 1_700_000_000), notices(inventory, "1.2.3", "_internal/qt")]))
"""


class Build:
    """A frozen folder in small: h11 is the only library in it."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "provesvar"
        self.place = place
        self.contents: dict[str, dict[str, str]] = {
            "files": {},
            "modules": {
                "h11": f"{SITE}/h11/__init__.py",
                "json": f"{sysconfig.get_path('stdlib')}/json/__init__.py",
                "provesvar_gui.app": "x",
            },
        }
        self.lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
        self.put("_internal/provesvar_gui/resources/codes/9060.json")

    def put(self, name: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"some")

    def take(self) -> subprocess.CompletedProcess[str]:
        (self.place / "contents.json").write_text(json.dumps(self.contents))
        (self.place / "lock").write_text(self.lock)
        given = [str(self.folder), str(self.place / "contents.json"), SITE, str(self.place / "lock")]
        return subprocess.run(
            [sys.executable, "-c", TAKE, *given], cwd=ROOT, capture_output=True, text=True, timeout=50, check=False
        )

    def documents(self) -> tuple[dict[str, Any], str]:
        done = self.take()
        assert done.returncode == 0, done.stderr
        bill, notices = json.loads(done.stdout)
        return json.loads(bill), notices


@pytest.fixture
def build(tmp_path: Path) -> Build:
    return Build(tmp_path)


def test_a_library_its_files_and_its_licence(build: Build) -> None:
    bill, notices = build.documents()
    (h11,) = bill["components"]
    assert h11["purl"].startswith("pkg:pypi/h11@")
    assert h11["licenses"] == [{"expression": "MIT"}]
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    (ours,) = bill["metadata"]["component"]["components"]
    assert ours["name"] == "_internal/provesvar_gui/resources/codes/9060.json"
    assert ours["hashes"][0]["content"] == "a6b46dd0d1ae5e86cbc8f37e75ceeb6760230c1ca4ffbcb0c97b96dd7d9c464b"
    assert "Nathaniel J. Smith" in notices  # the words of h11's own licence
    assert "GNU Lesser General Public License" in notices
    assert "you may replace" in notices


@pytest.mark.hazard("S18")
@pytest.mark.parametrize("name", ["_internal/libstrange.so", "_internal/PySide6/Qt/plugins/strange/libq.so", "readme.html"])
def test_a_file_without_a_component_fails_the_build(build: Build, name: str) -> None:
    build.put(name)
    done = build.take()
    assert done.returncode == 1
    assert "incomplete: nobody is known to have made" in done.stderr
    assert name in done.stderr


@pytest.mark.hazard("S18")
def test_another_version_than_the_locked_one_ends_it(build: Build) -> None:
    build.lock = build.lock.replace("h11==", "h11==9")
    assert "incomplete: h11 is" in build.take().stderr


WHEEL = """
import sys
from pathlib import Path
from packaging.sbom.documents import bill
from packaging.sbom.inventory import take_wheel
folder, site, lock = map(Path, sys.argv[1:])
print(bill(take_wheel(folder, site, (lock,)), folder, "1.2.3", 0))
"""


def test_the_wheels_bill_has_its_files_and_what_it_asks_for_as_it_is_locked(build: Build) -> None:
    build.put("provesvar_gui/resources/icons/aksel/Search.svg")
    build.put("some-1.dist-info/METADATA")
    asked = "Requires-Dist: httpx>=0.28\nRequires-Dist: pytest; extra == 'dev'\nRequires-Dist: strange; sys_platform == 'x'\n"
    (build.folder / "some-1.dist-info/METADATA").write_text(f"Metadata-Version: 2.1\nName: some\nVersion: 1\n{asked}")
    given = [sys.executable, "-c", WHEEL, str(build.folder), SITE, str(ROOT / "requirements.lock")]
    bill = json.loads(subprocess.run(given, cwd=ROOT, capture_output=True, text=True, timeout=50, check=True).stdout)
    ours = [one["name"] for one in bill["metadata"]["component"]["components"]]
    assert ours == ["_internal/provesvar_gui/resources/codes/9060.json", "some-1.dist-info/METADATA"]
    names = {one["name"] for one in bill["components"]}
    assert {"Aksel icons", "httpx", "httpcore", "h11"} <= names
    assert not {"pytest", "strange"} & names


LIBRARY = "_internal/PySide6/Qt/lib/libicuuc.so.73"


def test_a_version_is_read_from_the_library_itself(build: Build) -> None:
    build.put(LIBRARY)
    assert "incomplete: ICU does not tell its version" in build.take().stderr
    (build.folder / LIBRARY).write_bytes(next(Path(SITE, "markupsafe").glob("*.so")).read_bytes() + b"icu\x0073.2\x00more")
    bill, notices = build.documents()
    icu = next(one for one in bill["components"] if one["name"] == "ICU")
    assert (icu["version"], icu["purl"]) == ("73.2", "pkg:generic/icu@73.2")
    assert "ICU 73.2" in notices


PARTS = ROOT / "packaging/sbom/parts.toml"
LICENCES = ROOT / "packaging/sbom/licences"


def test_every_part_that_is_listed_has_the_text_of_its_licence() -> None:
    used = {
        f"{name}.txt" for name in ("Apache-2.0", "MIT", "BSD-3-Clause", "LGPL-3.0-only", "GPL-3.0-only")
    }  # by expression alone
    known = tomllib.loads(PARTS.read_text(encoding="utf-8"))
    inside = [one for part in known["part"] for one in part.get("inside", [])]
    for part in (*known["part"], *known["inside_distribution"], *inside):
        assert part["copyright"], part["name"]
        if part["licence"] != "Python-2.0":  # comes with Python
            texts = part.get("texts") or [f"{part['licence']}.txt"]
            assert all((LICENCES / text).is_file() for text in texts), part["name"]
            used.update(texts)
    for crate, texts in known["crates"].items():
        assert all((LICENCES / text).is_file() for text in texts), crate
        used.update(texts)
    there = {path.relative_to(LICENCES).as_posix() for path in LICENCES.rglob("*") if path.is_file()}
    assert there == used  # nothing lies there that nobody asks for


contents = tool("frozen/contents.py")
QT = "PySide6/Qt/plugins"
KEPT = (
    "_internal/PySide6/Qt/lib/libQt6Core.so.6", "PySide6/Qt/lib/libicudata.so.73", "PySide6/Qt6Widgets.dll",
    f"{QT}/platforms/libqxcb.so", "PySide6/plugins/platforms/qwindows.dll", "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
    f"{QT}/iconengines/libqsvgicon.so",
    f"{QT}/platforminputcontexts/libibusplatforminputcontextplugin.so", f"{QT}/printsupport/libcupsprintersupport.so",
    f"{QT}/wayland-shell-integration/libxdg-shell.so", "provesvar_gui/resources/i18n/provesvar_nb.qm",
    "provesvar_gui/sandbox/data/people.json", "certifi/cacert.pem", "cryptography/hazmat/bindings/_rust.abi3.so",
)  # fmt: skip
LEFT_OUT = (
    "PySide6/Qt/lib/libQt6Qml.so.6", "libQt6OpenGL.so.6", "PySide6/Qt6Sql.dll", "PySide6/opengl32sw.dll",
    "PySide6/Qt/translations/qtbase_de.qm", "PySide6/Qt/qml/QtQuick/qmldir", f"{QT}/platforms/libqeglfs.so",
    f"{QT}/imageformats/libqtiff.so", f"{QT}/sqldrivers/libqsqlite.so", f"{QT}/xcbglintegrations/libqxcb-glx-integration.so",
    f"{QT}/tls/libqopensslbackend.so", f"{QT}/a-kind-that-a-later-qt-brings/libqnew.so", "keyring-25.7.0.dist-info/METADATA",
)  # fmt: skip


@pytest.mark.parametrize(("place", "wanted"), [*((each, True) for each in KEPT), *((each, False) for each in LEFT_OUT)])
def test_files_that_a_build_contains(place: str, wanted: bool) -> None:
    assert contents.is_wanted(place) is wanted


@pytest.mark.hazard("S18")
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the library is Linux'")
def test_the_systems_libraries_stay_the_systems_and_python_is_carried_whole() -> None:
    folder = "/usr/lib/x86_64-linux-gnu"
    assert contents.is_the_systems(f"{folder}/libssl.so.3")
    assert contents.is_the_systems(f"{folder}/libglib-2.0.so.0")
    assert contents.is_the_systems("/lib/x86_64-linux-gnu/libz.so.1")
    assert not contents.is_the_systems(f"{folder}/libpython3.13.so.1.0")
    assert not contents.is_the_systems("/usr/lib/python3.13/lib-dynload/_ssl.cpython-313-x86_64-linux-gnu.so")
    assert not contents.is_the_systems("/somewhere/env/lib/python3.13/site-packages/PySide6/Qt/lib/libicuuc.so.73")


parts = tool("smoke/parts.py")


def test_the_programs_own_late_imports_are_found() -> None:
    vault = (ROOT / "provesvar_gui/helseid/keys/vault.py").read_text(encoding="utf-8")
    assert "keyring.backends:Windows" in parts.late_imports(vault)
    late = set().union(*(parts.late_imports(path.read_text("utf-8")) for path in (ROOT / "provesvar_gui").rglob("*.py")))
    assert {"ctypes", "email.utils:parsedate_to_datetime", "keyring.backends:macOS"} <= late
