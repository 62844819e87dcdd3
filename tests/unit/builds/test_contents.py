"""What goes into the frozen folder, and what stays out."""

from __future__ import annotations

import sys

import pytest

from tests.unit.repository.tools import ROOT, tool

contents = tool("frozen/contents.py")

KEPT = (
    "_internal/PySide6/Qt/lib/libQt6Core.so.6",
    "libQt6Core.so.6",
    "PySide6/Qt/lib/libQt6WaylandClient.so.6",
    "PySide6/Qt/lib/libicudata.so.73",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6\\plugins\\styles\\qmodernwindowsstyle.dll",
    "PySide6/Qt6Widgets.dll",
    "PySide6/Qt/plugins/imageformats/libqsvg.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    "PySide6/Qt/plugins/platformthemes/libqxdgdesktopportal.so",
    "provesvar_gui/resources/i18n/provesvar_nb.qm",
    "provesvar_gui/sandbox/data/people.json",
    "provesvar_gui/sandbox/templates/login.html",
    "certifi/cacert.pem",
    "base_library.zip",
    "cryptography/hazmat/bindings/_rust.abi3.so",
    "PySide6/QtWidgets.abi3.so",
)
LEFT_OUT = (
    "PySide6/Qt/lib/libQt6Qml.so.6",
    "PySide6/Qt/lib/libQt6QuickControls2Basic.so.6",
    "libQt6OpenGL.so.6",
    "PySide6/Qt6Sql.dll",
    "PySide6/opengl32sw.dll",
    "PySide6/Qt/lib/libQt6Test.so.6",
    "PySide6/Qt/lib/libQt6Designer.so.6",
    "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/translations/qtbase_de.qm",
    "PySide6/Qt/qml/QtQuick/qmldir",
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platforms/libqvnc.so",
    "PySide6/Qt/plugins/platforms/libqlinuxfb.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/plugins/imageformats/qpdf.dll",
    "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
    "PySide6/Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
    "PySide6/Qt/plugins/tls/libqopensslbackend.so",
    "PySide6/Qt/plugins/a-kind-that-a-later-qt-brings/libqnew.so",
    "keyring-25.7.0.dist-info/METADATA",
)


@pytest.mark.parametrize("place", KEPT)
def test_kept(place: str) -> None:
    assert contents.is_wanted(place)


@pytest.mark.parametrize("place", LEFT_OUT)
def test_left_out(place: str) -> None:
    assert not contents.is_wanted(place)


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


def test_every_module_and_every_resource_goes_in() -> None:
    modules = contents.own_modules(ROOT)
    assert {
        "provesvar_gui",
        "provesvar_gui.sandbox.server",
        "provesvar_gui.helseid.keys.vault",
        "provesvar_gui.ui.main_window",
    } <= set(modules)
    assert modules == sorted(set(modules))
    files = dict(contents.own_files(ROOT))
    inside = {folder.removesuffix("/.") for folder in files.values()}
    assert {"provesvar_gui/resources/codes", "provesvar_gui/resources/i18n"} <= inside
    assert {"provesvar_gui/sandbox/data", "provesvar_gui/sandbox/templates"} <= inside
    assert not [file for file in files if file.endswith((".ts", ".pyc"))]


def test_nothing_of_ours_is_excluded() -> None:
    used = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for name in contents.NEVER_IMPORTED:
        top = name.partition(".")[0]
        assert name != "provesvar_gui"
        assert f"\n{top}==" not in used or "." in name or top == "pycparser"  # cffi's, for compiling
