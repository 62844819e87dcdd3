"""The installer as wixl compiles it, read table by table: what Windows Installer would carry out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.unit.windows.kit import TREE, compiled, lay, needs_wixl, table, text_of

pytestmark = needs_wixl


@pytest.fixture(scope="module")
def msi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("msi")
    return compiled(text_of(lay(folder / "payload"), "--version", "1.2.3", "--for-wixl"), folder / "out.msi")


def test_it_is_for_the_machine_in_norwegian_and_shows_itself_among_the_programs(msi: Path) -> None:
    properties = {row["Property"]: row["Value"] for row in table(msi, "Property")}
    assert properties["ALLUSERS"] == "1"
    assert properties["ProductLanguage"] == "1044"
    assert (properties["ProductName"], properties["Manufacturer"]) == ("Prøvesvar", "Prøvesvar")
    assert (properties["ProductVersion"], properties["UpgradeCode"]) == ("1.2.3", "{7B0E4A52-6C1D-5F0B-9D2E-3C6A51B7E8F4}")
    assert properties["ARPPRODUCTICON"] == table(msi, "Icon")[0]["Name"] == "Provesvar.ico"
    told = subprocess.run(["msiinfo", "suminfo", str(msi)], capture_output=True, text=True, check=True).stdout
    assert "Template: x64;" in told
    assert "Source: 2 " in told  # compressed, long names; elevation is asked for


def test_every_file_has_a_component_of_its_own_and_comes_out_as_it_went_in(msi: Path, tmp_path: Path) -> None:
    files, parts = table(msi, "File"), {row["Component"]: row for row in table(msi, "Component")}
    assert len(files) == len(TREE)
    assert all(parts[row["Component_"]]["KeyPath"] == row["File"] for row in files)
    assert all(int(row["Attributes"]) & 0x100 for row in parts.values())  # 64 bits
    assert len({row["ComponentId"] for row in parts.values()}) == len(parts) == len(TREE) + 3
    subprocess.run(["msiextract", "-C", str(tmp_path), str(msi)], check=True, capture_output=True)
    out = {path.relative_to(tmp_path / "Provesvar").as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert set(out) == set(TREE)
    assert all(path.read_text(encoding="utf-8") == f"{name}\n" * 40 for name, path in out.items())


def test_folders_and_shortcuts_of_the_installer(msi: Path) -> None:
    places = {row["Directory"]: (row["Directory_Parent"], row["DefaultDir"]) for row in table(msi, "Directory")}
    assert places["KEPTFOLDER"] == ("ProgramFiles64Folder", "Provesvar")
    assert places["INSTALLFOLDER"] == ("KEPTFOLDER", ".")  # the same, where neither is said
    assert places["PolicyFolder"] == ("CommonAppDataFolder", "Provesvar")  # %ProgramData%\Provesvar, as platform/places.py has it
    assert table(msi, "CreateFolder") == [{"Directory_": "PolicyFolder", "Component_": "PolicyFolderAccess"}]
    shortcuts = {row["Directory_"]: row for row in table(msi, "Shortcut")}
    assert set(shortcuts) == {"ProgramMenuFolder", "DesktopFolder"}
    assert {(row["Name"], row["Target"], row["WkDir"]) for row in shortcuts.values()} == {
        ("Prøvesvar", "[INSTALLFOLDER]Provesvar.exe", "INSTALLFOLDER")
    }
    assert {row["Key"] for row in table(msi, "Registry")} == {r"Software\Provesvar\Installer"}
    assert {row["Root"] for row in table(msi, "Registry")} == {"2"}  # the machine's


def test_a_later_version_finds_the_folder_and_the_command_line_has_the_last_word(msi: Path) -> None:
    search = {"Signature_": "KeptFolder", "Root": "2", "Key": r"Software\Provesvar\Installer", "Name": "Folder", "Type": "18"}
    assert search in table(msi, "RegLocator")  # 18: the value as it is, of the 64-bit registry
    found = {row["Signature_"]: row["Property"] for row in table(msi, "AppSearch")}
    assert found == {"KeptFolder": "KEPTFOLDER", "WindowsMajor": "WINDOWSMAJOR"}  # not INSTALLFOLDER: it would win
    written = [row for row in table(msi, "Registry") if row["Name"] == "Folder"]
    assert [(row["Root"], row["Key"], row["Value"]) for row in written] == [(search["Root"], search["Key"], "[INSTALLFOLDER]")]
    order = {row["Action"]: int(row["Sequence"]) for row in table(msi, "InstallExecuteSequence")}
    assert order["AppSearch"] < order["CostFinalize"] < order["RemoveExistingProducts"]


def test_the_desktops_shortcut_can_be_left_out_and_the_program_cannot(msi: Path) -> None:
    features = {row["Feature"]: row for row in table(msi, "Feature")}
    assert int(features["Program"]["Attributes"]) & 16  # may not be absent
    assert features["DesktopShortcut"]["Feature_Parent"] == "Program"  # never a shortcut to nothing
    # Above the level that is installed; a feature of level 0 would be unknown, not left out, to the version that comes after.
    assert table(msi, "Condition") == [{"Feature_": "DesktopShortcut", "Level": "2", "Condition": 'DESKTOPSHORTCUT = "0"'}]
    belongs = {row["Component_"]: row["Feature_"] for row in table(msi, "FeatureComponents")}
    assert [part for part, feature in belongs.items() if feature == "DesktopShortcut"] == ["DesktopComponent"]
    assert set(belongs) == {row["Component"] for row in table(msi, "Component")}


def test_every_other_version_is_replaced_and_a_newer_one_only_when_that_is_said(msi: Path) -> None:
    rows = {row["ActionProperty"]: row for row in table(msi, "Upgrade")}
    older, newer = rows["OLDERFOUND"], rows["NEWERFOUND"]
    assert (older["VersionMin"], older["VersionMax"]) == ("0.0.0", "1.2.3")
    assert int(older["Attributes"]) == 0x1 | 0x100 | 0x200  # features as they were; both ends belong to it
    assert (newer["VersionMin"], newer["VersionMax"], newer["Attributes"]) == ("1.2.3", "", "1")  # not the version itself
    conditions = [row["Condition"] for row in table(msi, "LaunchCondition")]
    assert 'Installed OR NOT NEWERFOUND OR ALLOWDOWNGRADE = "1"' in conditions
    order = {row["Action"]: int(row["Sequence"]) for row in table(msi, "InstallExecuteSequence")}
    assert order["FindRelatedProducts"] < order["LaunchConditions"] < order["MigrateFeatureStates"]
    assert (
        order["InstallInitialize"] < order["RemoveExistingProducts"] < order["InstallFiles"]
    )  # comes back where the new one fails
    assert {"Property": "REINSTALLMODE", "Value": "amus"} in table(msi, "Property")


def test_windows_10_is_known_by_what_no_older_one_has(msi: Path) -> None:
    """VersionNT is 603 for 8.1, Server 2012 R2 and all that came later."""
    (major,) = (row for row in table(msi, "RegLocator") if row["Signature_"] == "WindowsMajor")
    key = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
    assert (major["Root"], major["Key"], major["Name"], major["Type"]) == ("2", key, "CurrentMajorVersionNumber", "18")
    conditions = [row["Condition"] for row in table(msi, "LaunchCondition")]
    assert 'Installed OR (VersionNT64 AND WINDOWSMAJOR AND WINDOWSMAJOR <> "#6")' in conditions
    order = {row["Action"]: int(row["Sequence"]) for row in table(msi, "InstallExecuteSequence")}
    assert order["AppSearch"] < order["LaunchConditions"]
