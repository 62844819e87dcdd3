"""Writes the source of the Windows installer from a frozen folder: one WiX 3 file that both WiX 3.14 and wixl compile.

    python -m packaging.windows.msi_source FROZEN_FOLDER OUT.wxs [--version 1.2.3] [--icon FILE.ico]

No custom action, no service, no window of its own: everything is a table that Windows Installer itself carries out. Whatever
identifies a thing is derived, never drawn: a component's id from its path, the product's from the version, the package's from all
that is in it. The same folder gives the same text, and a file that comes or goes changes no other component.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
import uuid
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent.parent

#: Never change these three: by them Windows knows an installed program again.
UPGRADE_CODE = "{7B0E4A52-6C1D-5F0B-9D2E-3C6A51B7E8F4}"
NAMESPACE = uuid.UUID("5d1f6a0e-0b7e-4c53-8a44-9f0f3f6f2b61")
FOLDER = "Provesvar"  # in Program Files and in ProgramData; the policy's place, see platform/places.py

NAME = "Prøvesvar"
MANUFACTURER = "Prøvesvar"
DESCRIPTION = "Laboratorie- og radiologisvar fra Pasientens prøvesvar"
PROGRAM = "Provesvar.exe"  # windowed; provesvar-gui.exe beside it is the same for a console
LANGUAGE = "1044"  # Norwegian bokmål
CODEPAGE = "1252"

#: Administrators and the system write, everybody reads; nothing is inherited from ProgramData, where everybody may create files.
POLICY_ACCESS = "O:BAG:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"

_KEY = rf"Software\{FOLDER}\Installer"  # of HKLM: what a later version finds
_KEPT = "Folder"
_WIX = "http://schemas.microsoft.com/wix/2006/wi"
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_LARGEST = (255, 255, 65535)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE)
_NEVER = frozenset({"policy.toml", "settings.toml", "machine-key.json"})  # a machine's or a user's own
_LONGEST = 200  # characters below the program's folder: Windows' 260 less "C:\\Program Files\\Provesvar\\" and some room


class SourceError(Exception):
    """This folder cannot be made into an installer; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file. ``path``: below the program's folder, with ``/``."""

    path: str
    source: Path

    @property
    def key(self) -> str:
        """What its ids come from: Windows does not tell case apart."""
        return self.path.lower()


def guid(kind: str, name: str) -> str:
    """The id of a thing, the same at every build."""
    return f"{{{str(uuid.uuid5(NAMESPACE, f'{kind}/{name}')).upper()}}}"


def identifier(letter: str, name: str) -> str:
    """A row's key in the tables: a letter and 32 hexadecimal digits."""
    return f"{letter}{uuid.uuid5(NAMESPACE, name).hex}"


def product_version(text: str) -> str:
    """Three numbers, as Windows Installer compares them. Raises SourceError: a pre-release has no place in that order."""
    match = _VERSION.fullmatch(text)
    if match is None or any(int(part) > most for part, most in zip(match.groups(), _LARGEST, strict=True)):
        raise SourceError(f"version {text!r}: three numbers are needed, at most 255.255.65535")
    return text


def own_version() -> str:
    """As the program says itself; read, not imported."""
    text = (ROOT / "provesvar_gui" / "__init__.py").read_text(encoding="utf-8")
    match = re.search(r'^__version__ = "([^"]+)"', text, re.MULTILINE)
    if match is None:
        raise SourceError("provesvar_gui/__init__.py names no version")
    return match[1]


def harvest(folder: Path) -> tuple[Packed, ...]:
    """Every file of the folder, by path. Raises SourceError for what Windows cannot have, and for what must not be shipped."""
    found: dict[str, Packed] = {}
    for place, folders, names in os.walk(folder):
        for name in folders:
            if (Path(place) / name).is_symlink():
                raise SourceError(f"{name}: a link to a folder")
        for name in names:
            source = Path(place) / name
            one = Packed(path=source.relative_to(folder).as_posix(), source=source)
            _judge(one)
            if one.key in found:
                raise SourceError(f"{one.path}: differs from {found[one.key].path} in case only")
            found[one.key] = one
    if PROGRAM.lower() not in found:
        raise SourceError(f"there is no {PROGRAM} in {folder.name}")
    return tuple(found[key] for key in sorted(found))


def _judge(one: Packed) -> None:
    parts = PurePosixPath(one.path).parts
    if any(_FORBIDDEN.search(part) for part in parts):
        raise SourceError(f"{one.path}: not a name for Windows")
    if not one.path.isascii():
        raise SourceError(f"{one.path}: not ASCII, so not safe in every code page")
    if len(one.path) > _LONGEST:
        raise SourceError(f"{one.path}: longer than {_LONGEST} characters")
    if parts[-1].lower() in _NEVER:
        raise SourceError(f"{one.path}: belongs to one machine or user, never in an installer")


def content_hash(files: tuple[Packed, ...], icon: Path) -> str:
    """Of names and bytes, wherever they lie."""
    whole = hashlib.sha256(icon.read_bytes())
    for one in files:
        whole.update(f"{one.path}\0{hashlib.sha256(one.source.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def source(folder: Path, *, version: str, icon: Path, for_wixl: bool = False) -> str:
    """The whole text. ``for_wixl``: without the one element that wixl does not know. Raises SourceError, OSError."""
    version = product_version(version)
    files = harvest(folder)
    wix = ET.Element("Wix", xmlns=_WIX)
    product = ET.SubElement(
        wix, "Product", Id=guid("product", version), Name=NAME, Version=version, Manufacturer=MANUFACTURER,
        UpgradeCode=UPGRADE_CODE, Language=LANGUAGE, Codepage=CODEPAGE,
    )  # fmt: skip
    package = ET.SubElement(
        product, "Package", Id="", InstallerVersion="500", Compressed="yes", InstallScope="perMachine",
        Languages=LANGUAGE, SummaryCodepage=CODEPAGE, Description=f"{NAME} {version}", Manufacturer=MANUFACTURER,
        Comments=DESCRIPTION, Keywords="Installer",
    )  # fmt: skip
    ET.SubElement(product, "Media", Id="1", Cabinet="provesvar.cab", EmbedCab="yes")
    _conditions(product)
    _upgrade(product, version)
    _properties(product)
    _folders(product, files)
    _features(product, files)
    package.set("Id", guid("package", f"{content_hash(files, icon)}/{ET.tostring(wix, encoding='unicode')}"))
    for one in files:
        found = wix.find(f".//File[@Id='{identifier('f', one.key)}']")
        if found is not None:
            found.set("Source", str(one.source))
    for shown in wix.iter("Icon"):
        shown.set("SourceFile", str(icon))
    if for_wixl:
        for folder_made in wix.iter("CreateFolder"):
            folder_made.clear()
    ET.indent(wix, "  ")
    text = ET.tostring(wix, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _conditions(product: ET.Element) -> None:
    # VersionNT is 603 for 8.1, Server 2012 R2 and all that came later; this value is there since Windows 10 (Wine: 6 before).
    major = ET.SubElement(product, "Property", Id="WINDOWSMAJOR")
    ET.SubElement(
        major, "RegistrySearch", Id="WindowsMajor", Root="HKLM", Key=r"SOFTWARE\Microsoft\Windows NT\CurrentVersion",
        Name="CurrentMajorVersionNumber", Type="raw", Win64="yes",
    )  # fmt: skip
    old = ET.SubElement(product, "Condition", Message=f"{NAME} krever 64-bits Windows 10 eller nyere.")
    old.text = 'Installed OR (VersionNT64 AND WINDOWSMAJOR AND WINDOWSMAJOR <> "#6")'
    newer = ET.SubElement(
        product,
        "Condition",
        Message=f"En nyere versjon av {NAME} er installert. For å gå tilbake med vilje: ALLOWDOWNGRADE=1. "
        "Innstillinger, nøkler og journal blir liggende.",
    )
    newer.text = 'Installed OR NOT NEWERFOUND OR ALLOWDOWNGRADE = "1"'


def _upgrade(product: ET.Element, version: str) -> None:
    """Every other version is replaced, a newer one only where the condition above let it: an old one must not come by accident.

    The old one goes first, and comes back where the new one fails. ``amus``: every file is laid anew, since a library may have a
    lower number in a newer version of the program, and would be missing after its removal.
    """
    upgrade = ET.SubElement(product, "Upgrade", Id=UPGRADE_CODE)
    ET.SubElement(
        upgrade, "UpgradeVersion", Minimum="0.0.0", IncludeMinimum="yes", Maximum=version, IncludeMaximum="yes",
        MigrateFeatures="yes", Property="OLDERFOUND",
    )  # fmt: skip
    ET.SubElement(
        upgrade, "UpgradeVersion", Minimum=version, IncludeMinimum="no", MigrateFeatures="yes", Property="NEWERFOUND"
    )  # fmt: skip
    sequence = ET.SubElement(product, "InstallExecuteSequence")
    ET.SubElement(sequence, "RemoveExistingProducts", After="InstallInitialize")
    ET.SubElement(product, "Property", Id="REINSTALLMODE", Value="amus")


def _properties(product: ET.Element) -> None:
    for name in ("ALLOWDOWNGRADE", "DESKTOPSHORTCUT"):
        ET.SubElement(product, "Property", Id=name, Secure="yes")
    # Where the version that is replaced lies. A property of its own, so that what is said at the command line still wins.
    kept = ET.SubElement(product, "Property", Id="KEPTFOLDER")
    ET.SubElement(
        kept, "RegistrySearch", Id="KeptFolder", Root="HKLM", Key=_KEY, Name=_KEPT, Type="raw", Win64="yes"
    )  # fmt: skip
    ET.SubElement(product, "Icon", Id="Provesvar.ico")
    for name, value in (("ARPPRODUCTICON", "Provesvar.ico"), ("ARPNOMODIFY", "1"), ("ARPCOMMENTS", DESCRIPTION)):
        ET.SubElement(product, "Property", Id=name, Value=value)


def _folders(product: ET.Element, files: tuple[Packed, ...]) -> None:
    target = ET.SubElement(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    above = ET.SubElement(target, "Directory", Id="ProgramFiles64Folder")
    kept = ET.SubElement(above, "Directory", Id="KEPTFOLDER", Name=FOLDER)
    places = {"": ET.SubElement(kept, "Directory", Id="INSTALLFOLDER")}
    for one in files:
        parent = PurePosixPath(one.path).parent
        place = _folder(places, parent)
        component = ET.SubElement(
            place, "Component", Id=identifier("c", one.key), Guid=guid("component", one.key), Win64="yes"
        )  # fmt: skip
        ET.SubElement(component, "File", Id=identifier("f", one.key), Name=PurePosixPath(one.path).name, KeyPath="yes")
    menu = _shortcut(target, "ProgramMenuFolder", "StartMenu")
    ET.SubElement(menu, "RegistryValue", Root="HKLM", Key=_KEY, Name=_KEPT, Type="string", Value="[INSTALLFOLDER]")
    _shortcut(target, "DesktopFolder", "Desktop")
    data = ET.SubElement(target, "Directory", Id="CommonAppDataFolder")
    policy = ET.SubElement(data, "Directory", Id="PolicyFolder", Name=FOLDER)
    component = ET.SubElement(policy, "Component", Id="PolicyFolderAccess", Guid=guid("component", "policy"), Win64="yes")
    create = ET.SubElement(component, "CreateFolder")
    ET.SubElement(create, "PermissionEx", Sddl=POLICY_ACCESS)


def _folder(places: dict[str, ET.Element], path: PurePosixPath) -> ET.Element:
    key = "" if path == PurePosixPath() else path.as_posix().lower()
    if key not in places:
        places[key] = ET.SubElement(_folder(places, path.parent), "Directory", Id=identifier("d", key), Name=path.name)
    return places[key]


def _shortcut(target: ET.Element, place: str, name: str) -> ET.Element:
    """Not advertised: Windows would examine the whole installation at each start. Kept by a key of the machine."""
    folder = ET.SubElement(target, "Directory", Id=place)
    component = ET.SubElement(
        folder, "Component", Id=f"{name}Component", Guid=guid("component", f"shortcut/{name}"), Win64="yes"
    )  # fmt: skip
    ET.SubElement(
        component, "Shortcut", Id=f"{name}Shortcut", Name=NAME, Description=DESCRIPTION, Target=f"[INSTALLFOLDER]{PROGRAM}",
        WorkingDirectory="INSTALLFOLDER", Icon="Provesvar.ico", IconIndex="0",
    )  # fmt: skip
    ET.SubElement(
        component, "RegistryValue", Root="HKLM", Key=_KEY, Name=name, Type="integer", Value="1", KeyPath="yes"
    )  # fmt: skip
    return component


def _features(product: ET.Element, files: tuple[Packed, ...]) -> None:
    """Two: the program, and within it the desktop's shortcut, whose absence a later version takes over (MigrateFeatures).

    Within: no shortcut without the program. Level 2, not 0: a feature of level 0 is not even known when it is left out, and
    the later version would take it for one that is new.
    """
    program = ET.SubElement(product, "Feature", Id="Program", Title=NAME, Level="1", Absent="disallow")
    for name in (*(identifier("c", one.key) for one in files), "StartMenuComponent", "PolicyFolderAccess"):
        ET.SubElement(program, "ComponentRef", Id=name)
    desktop = ET.SubElement(program, "Feature", Id="DesktopShortcut", Title="Snarvei på skrivebordet", Level="1")
    off = ET.SubElement(desktop, "Condition", Level="2")
    off.text = 'DESKTOPSHORTCUT = "0"'
    ET.SubElement(desktop, "ComponentRef", Id="DesktopComponent")


def main(arguments: list[str] | None = None) -> int:
    """Write the file; 1 and a sentence where that cannot be done."""
    parser = argparse.ArgumentParser(description="Write the WiX source of the Windows installer from a frozen folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--version", default=None, help="three numbers; the program's own where it is left out")
    parser.add_argument("--icon", type=Path, default=ROOT / "resources" / "icons" / "provesvar.ico")
    parser.add_argument("--for-wixl", action="store_true", help="for a rehearsal: without the policy folder's access rights")
    given = parser.parse_args(arguments)
    try:
        text = source(
            given.folder.resolve(), version=given.version or own_version(), icon=given.icon.resolve(), for_wixl=given.for_wixl
        )
    except (SourceError, OSError) as error:
        sys.stderr.write(f"no installer: {error}\n")
        return 1
    given.out.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
