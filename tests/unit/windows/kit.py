"""The installer's source, made as its command makes it, and read as XML; what wixl compiled, read as msiinfo prints it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
PROGRAM = "Provesvar.exe"
#: As a frozen folder looks, in small.
TREE = (
    PROGRAM,
    "provesvar-gui.exe",
    "policy-example.toml",
    "_internal/python313.dll",
    "_internal/base_library.zip",
    "_internal/PySide6/Qt6Core.dll",
    "_internal/PySide6/plugins/platforms/qwindows.dll",
    "_internal/PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "_internal/provesvar_gui/resources/i18n/provesvar_nb.qm",
    "_internal/provesvar_gui/resources/icons/provesvar.ico",
    "_internal/cryptography/hazmat/bindings/_rust.pyd",
)
needs_wixl = pytest.mark.skipif(
    not all(map(shutil.which, ("wixl", "msiinfo", "msiextract"))), reason="wixl and msitools are not here (debian-test.txt)"
)


def lay(folder: Path, paths: tuple[str, ...] = TREE) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(f"{path}\n" * 40, encoding="utf-8")
    return folder


def run(folder: Path, out: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "packaging.windows.msi_source", str(folder), str(out), *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def text_of(folder: Path, *more: str) -> str:
    out = folder.with_name(f"{folder.name}.wxs")
    done = run(folder, out, *more)
    assert done.returncode == 0, done.stderr
    return out.read_text(encoding="utf-8")


def components(text: str) -> dict[str, tuple[str | None, str | None]]:
    """Of each file, by its path below the program's folder: the ids of its component and of itself."""
    tree = ET.fromstring(text)
    found: dict[str, tuple[str | None, str | None]] = {}

    def walk(place: ET.Element, above: str) -> None:
        for component in place.findall(f"{WIX}Component"):
            for file in component.findall(f"{WIX}File"):
                found[f"{above}{file.get('Name')}"] = (component.get("Guid"), file.get("Id"))
        for inner in place.findall(f"{WIX}Directory"):
            walk(inner, f"{above}{inner.get('Name')}/")

    program = tree.find(f".//{WIX}Directory[@Id='INSTALLFOLDER']")
    assert program is not None
    walk(program, "")
    return found


def compiled(text: str, out: Path) -> Path:
    source = out.with_suffix(".wxs")
    source.write_text(text, encoding="utf-8")
    done = subprocess.run(["wixl", "-a", "x64", "-o", str(out), str(source)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


def table(msi: Path, name: str) -> list[dict[str, str]]:
    """The rows of one table; none where there is no such table."""
    command = ["msiinfo", "export", str(msi), name]
    printed = subprocess.run(
        command, cwd=msi.parent, capture_output=True, check=False
    ).stdout  # it lays an icon's bytes beside it
    lines = printed.decode("utf-8").replace("\r\n", "\n").split("\n")
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"), strict=True)) for line in lines[3:] if line]
