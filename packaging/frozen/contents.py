"""What goes into the frozen folder, and what of Qt and of the system stays out. Read by ``provesvar.spec`` and by the tests.

Two rules. What the program cannot reach is left out: Qt's Qml, Quick, Sql, Test and their like, plugins for screens and pictures
that it never meets, Qt's own translations (ours cover Qt's strings). And on Linux a library that the system's package manager
maintains is not carried along: glib, X11, OpenSSL and the like get their security updates from the distribution; a package names
them as what it depends on.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Python modules that some library imports in a branch that is never taken here.
NEVER_IMPORTED = (
    "PIL", "IPython", "_pytest", "bz2", "colorama", "curses", "distutils", "doctest", "ensurepip", "idlelib", "lib2to3",
    "lzma", "numpy", "pdb", "pip", "pkg_resources", "pycparser", "pydoc", "pytest", "readline", "rich", "setuptools",
    "sqlite3", "test", "tkinter", "trio", "turtle", "unittest", "wheel", "xmlrpc",
    *(f"PySide6.{name}" for name in ("QtOpenGL", "QtOpenGLWidgets", "QtQml", "QtQuick", "QtSql", "QtTest", "QtUiTools", "QtXml")),
    *(f"uvicorn.protocols.{name}" for name in ("http.httptools_impl", "websockets.websockets_impl", "websockets.wsproto_impl")),
    "uvicorn.protocols.websockets.websockets_sansio_impl", "uvicorn.supervisors.watchfilesreload",
)  # fmt: skip

# Qt's plugins that are kept, by folder. The rest stays out, also what a later Qt brings.
QT_PLUGINS = {
    "platforms": ("xcb", "wayland", "offscreen", "windows", "cocoa"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("xdgdesktopportal", "gtk3"),
    "printsupport": ("cupsprintersupport",),
    "imageformats": ("svg", "ico"),  # PNG is built in
    "iconengines": ("svgicon",),
    "styles": ("modernwindowsstyle", "macstyle"),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-graphics-integration-client": (),  # no OpenGL is drawn: widgets go through shared memory
    "xcbglintegrations": (),  # as above
}

_PLUGIN = re.compile(r"(?:^|/)PySide6/(?:Qt/)?plugins/(?P<folder>[^/]+)/(?:lib)?(?:q(?!t-))?(?P<name>[^/]+?)\.(?:so|dll|dylib)$")
_QT_LEFT_OUT = re.compile(
    r"(?:^|/)PySide6/(?:Qt/)?(?:translations|qml|metatypes|modules|libexec|resources)/"
    r"|(?:^|/)(?:lib)?Qt6(?:Qml\w*|Quick\w*|Labs\w*|OpenGL\w*|Sql|Test|Designer\w*|UiTools|Pdf\w*|VirtualKeyboard\w*|Xml"
    r"|Egl\w*|EglFs\w*|WaylandCompositor|WaylandEglClientHwIntegration|WlShellIntegration|ShaderTools|Concurrent|Help)\b"
    r"|(?:^|/)opengl32sw\.dll$"
)
_METADATA = re.compile(r"(?:^|/)[^/]+\.(?:dist|egg)-info/")
_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")
_PYTHON_ITSELF = re.compile(r"^libpython3|/lib-dynload/|/python3[^/]*/")


SUPPORT = "shiboken6/files.dir"  # see support.py


def is_wanted(destination: str) -> bool:
    """Whether a file belongs into the folder, by its place in it (with either kind of slash)."""
    place = destination.replace("\\", "/")
    plugin = _PLUGIN.search(place)
    if plugin:
        return plugin["name"] in QT_PLUGINS.get(plugin["folder"], ())
    return not (_QT_LEFT_OUT.search(place) or _METADATA.search(place))


def is_the_systems(source: str) -> bool:
    """Whether a library comes from the system's own folders: it stays there. Python itself is carried along, whole."""
    if not sys.platform.startswith("linux") or not source.startswith(_SYSTEM_FOLDERS):
        return False
    return not (_PYTHON_ITSELF.search(source) or _PYTHON_ITSELF.search(PurePosixPath(source).name))


def own_modules(root: Path) -> list[str]:
    """Every module of the program: what is imported late or by its name is among them."""
    names = set()
    for path in (root / "provesvar_gui").rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        names.add(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return sorted(names)


def own_files(root: Path) -> list[tuple[str, str]]:
    """Resources, the sandbox's pages and people: (file, folder inside the build)."""
    found = []
    for place, inside in (
        (root / "resources", "provesvar_gui/resources"),
        (root / "provesvar_gui/sandbox/templates", "provesvar_gui/sandbox/templates"),
        (root / "provesvar_gui/sandbox/data", "provesvar_gui/sandbox/data"),
    ):
        found += [(str(path), f"{inside}/{path.parent.relative_to(place).as_posix()}") for path in _files(place)]
    return sorted(found)


def support(work: Path) -> Path:
    """PySide's own modules, compiled (``support.py``), as a file in ``work``. Made in a process of its own: it loads Qt."""
    made = work / "files.dir"
    subprocess.run([sys.executable, str(Path(__file__).with_name("support.py")), str(made)], check=True)  # noqa: S603 - our own
    return made


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and path.suffix not in {".pyc", ".ts"})
