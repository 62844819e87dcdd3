"""The contents of the frozen folder, and the modules that it must be able to import."""

from __future__ import annotations

import sys

import pytest

from tests.unit.repository.tools import ROOT, tool

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


parts = tool("smoke/parts.py")


def test_the_programs_own_late_imports_are_found() -> None:
    vault = (ROOT / "provesvar_gui/helseid/keys/vault.py").read_text(encoding="utf-8")
    assert "keyring.backends:Windows" in parts.late_imports(vault)
    late = set().union(*(parts.late_imports(path.read_text("utf-8")) for path in (ROOT / "provesvar_gui").rglob("*.py")))
    assert "jeepney" in late
    assert len(late) > 50
