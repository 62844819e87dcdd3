"""Writes both documents into a frozen folder; ends with 1 where anything in it is not accounted for.

python -m packaging.sbom dist/provesvar       in the environment that froze it (build/frozen/env)
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
from pathlib import Path

from packaging.sbom.documents import bill, notices
from packaging.sbom.inventory import OUR_DOCUMENTS, read_contents, take
from packaging.sbom.model import IncompleteError

ROOT = Path(__file__).resolve().parents[2]


def main(folder: Path) -> int:
    """0 where both are written."""
    locks = (ROOT / "requirements.lock", ROOT / "packaging/frozen/requirements.lock")
    contents = read_contents(ROOT / "build/frozen/contents.json")
    found = re.search(r'^__version__ = "([^"]+)"', (ROOT / "provesvar_gui/__init__.py").read_text(encoding="utf-8"), re.MULTILINE)
    version = found[1] if found else ""
    try:
        inventory = take(folder, contents, Path(sysconfig.get_path("purelib")), locks)
    except IncompleteError as error:
        sys.stderr.write(f"{folder}: {error}\n")
        return 1
    qt = "_internal/PySide6" if sys.platform == "win32" else "_internal/PySide6/Qt/lib"
    texts = (bill(inventory, folder, version, int(os.environ.get("SOURCE_DATE_EPOCH", "0"))), notices(inventory, version, qt))
    for name, text in zip(OUR_DOCUMENTS, texts, strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    inside = sum(len(one.inside) for one in inventory.components)
    sys.stdout.write(
        f"{len(inventory.components)} components, {inside} more inside them, {len(inventory.system)} libraries of the system\n"
    )
    return 0


sys.exit(main(Path(sys.argv[1])))
