"""What Windows shows of the two programs (Details, Task Manager): PyInstaller's version file, from the program's own version.

    python -m packaging.windows.version_info OUT.txt

Without a version of its own a file counts as older than every file that has one.
"""

from __future__ import annotations

import sys
from pathlib import Path

from packaging.windows.msi_source import DESCRIPTION, MANUFACTURER, NAME, own_version, product_version

_TEMPLATE = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('041404B0', [
{strings}
    ])]),
    VarFileInfo([VarStruct('Translation', [0x0414, 1200])]),
  ],
)
"""


def version_info(version: str) -> str:
    """The file. Raises SourceError for a version that Windows could not compare."""
    version = product_version(version)
    four = (*(int(part) for part in version.split(".")), 0)
    given = {
        "CompanyName": MANUFACTURER, "FileDescription": NAME, "FileVersion": version, "InternalName": "provesvar-gui",
        "ProductName": NAME, "ProductVersion": version, "Comments": DESCRIPTION,
    }  # fmt: skip
    strings = "\n".join(f"      StringStruct({name!r}, {value!r})," for name, value in given.items())
    return _TEMPLATE.format(four=four, strings=strings)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(version_info(own_version()), encoding="utf-8")
