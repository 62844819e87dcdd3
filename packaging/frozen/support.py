"""PySide's own Python modules, compiled here once: they lie as text in its library, which compiles them at each start.

PySide takes them from ``shiboken6/files.dir`` where there is such a place; its variable SBK_EMBED makes one, for who works on
them. Python imports from an archive as from a folder. Archive and library belong together: both are of the PySide that is
installed here.
    support.py ARCHIVE
"""

from __future__ import annotations

import py_compile
import sys
import tempfile
import zipfile
from pathlib import Path

_PACKAGE = "shibokensupport"
_DATE = (1980, 1, 1, 0, 0, 0)  # the same bytes at any time


def sources() -> dict[str, bytes]:
    """Each module's text, by its place in the library's own archive. Raises LookupError where PySide has another way by now."""
    import PySide6.QtCore  # noqa: F401 - loads them

    loader = sys.modules[f"{_PACKAGE}.feature"].__loader__
    inside: zipfile.ZipFile | None = getattr(loader, "zfile", None)
    if inside is None:
        raise LookupError("PySide no longer keeps its modules in its library")
    return {name: inside.read(name) for name in sorted(inside.namelist()) if name.startswith(_PACKAGE) and name.endswith(".py")}


def compiled(name: str, source: bytes) -> bytes:
    """A module as Python loads it where there is no source beside it, ``name`` in its tracebacks."""
    with tempfile.TemporaryDirectory() as folder:
        text, made = Path(folder, "module.py"), Path(folder, "module.pyc")
        text.write_bytes(source)
        never_checked = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(text), str(made), dfile=name, doraise=True, invalidation_mode=never_checked)
        return made.read_bytes()


def write(archive: Path) -> None:
    """The archive; not packed, which would take longer at each start."""
    with zipfile.ZipFile(archive, "w") as written:
        for name, source in sources().items():
            written.writestr(zipfile.ZipInfo(f"{name}c", _DATE), compiled(name, source))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
