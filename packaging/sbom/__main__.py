"""Writes the bill of materials of what was built; ends with 1 where anything in it is not accounted for.

python -m packaging.sbom dist/provesvar       into the frozen folder, with the notices
python -m packaging.sbom dist/*.whl           dist/wheel.cdx.json: its files, and the libraries that it asks for

In the environment that freezes the program (build/frozen/env).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from packaging.sbom.documents import bill, notices
from packaging.sbom.inventory import OUR_DOCUMENTS, read_contents, take, take_wheel
from packaging.sbom.model import IncompleteError

ROOT = Path(__file__).resolve().parents[2]
LOCKS = (ROOT / "requirements.lock", ROOT / "packaging/frozen/requirements.lock")
SITE = Path(sysconfig.get_path("purelib"))
MOMENT = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))


def of_folder(folder: Path, version: str) -> str:
    """Both documents of a frozen folder. Raises IncompleteError."""
    inventory = take(folder, read_contents(ROOT / "build/frozen/contents.json"), SITE, LOCKS)
    qt = "_internal/PySide6" if sys.platform == "win32" else "_internal/PySide6/Qt/lib"
    texts = (bill(inventory, folder, version, MOMENT), notices(inventory, version, qt))
    for name, text in zip(OUR_DOCUMENTS, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    inside = sum(len(one.inside) for one in inventory.components)
    return f"{len(inventory.components)} components, {inside} more inside them, {len(inventory.system)} libraries of the system"


def of_wheel(wheel: Path, version: str) -> str:
    """The bill of a wheel. Raises IncompleteError."""
    with tempfile.TemporaryDirectory() as unpacked:
        shutil.unpack_archive(wheel, unpacked, "zip")
        inventory = take_wheel(Path(unpacked), SITE, LOCKS)
        text = bill(inventory, Path(unpacked), version, MOMENT)
    wheel.with_name("wheel.cdx.json").write_text(text, encoding="utf-8", newline="\n")
    return f"{len(inventory.own)} files of ours, {len(inventory.components)} components in it or asked for"


def main(built: Path) -> int:
    """0 where it is written."""
    found = re.search(r'^__version__ = "([^"]+)"', (ROOT / "provesvar_gui/__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    try:
        said = (of_wheel if built.suffix == ".whl" else of_folder)(built, found[1] if found else "")
    except IncompleteError as error:
        sys.stderr.write(f"{built}: {error}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0


sys.exit(main(Path(sys.argv[1])))
