"""PySide's own modules, compiled for the frozen build."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.unit.repository.tools import ROOT


def made(archive: Path) -> Path:
    """In a process of its own: it loads Qt."""
    subprocess.run([sys.executable, str(ROOT / "packaging/frozen/support.py"), str(archive)], check=True, timeout=60)
    return archive


def test_the_same_bytes_each_time(tmp_path: Path) -> None:
    assert made(tmp_path / "one").read_bytes() == made(tmp_path / "two").read_bytes()


def test_pyside_takes_its_modules_from_there(tmp_path: Path) -> None:
    """As in the frozen folder: the archive lies beside the library."""
    found = importlib.util.find_spec("shiboken6")
    assert found is not None
    assert found.origin is not None
    package = tmp_path / "shiboken6"
    package.mkdir()
    for path in Path(found.origin).parent.glob("*.*"):
        (package / path.name).symlink_to(path)
    (package / "__init__.py").unlink()
    shutil.copy(found.origin, package)  # PySide looks where this one really lies
    archive = made(package / "files.dir")
    with zipfile.ZipFile(archive) as inside:
        assert {info.compress_type for info in inside.infolist()} == {zipfile.ZIP_STORED}
    program = f"""
import sys, PySide6.QtCore
assert sys.modules["shibokensupport.signature.parser"].__file__.startswith({str(archive)!r})
try:
    PySide6.QtCore.QObject(1, 2, 3)
except TypeError as error:
    print(error)
"""
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    assert "QObject" in run.stdout  # what explains a call that cannot be is among them
