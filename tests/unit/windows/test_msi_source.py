"""The source of the Windows installer: what identifies things stays from build to build; what must not be in it is refused."""

from __future__ import annotations

import re
import shutil
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.windows.kit import PROGRAM, TREE, WIX, components, lay, run, text_of

PARTS = st.text("abcde01_-", min_size=1, max_size=6)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: f"{'/'.join(parts)}.dll")


def test_what_windows_knows_an_installed_program_by_never_changes(tmp_path: Path) -> None:
    text = text_of(lay(tmp_path / "payload"), "--version", "1.2.3")
    product = ET.fromstring(text).find(f"{WIX}Product")
    assert product is not None
    assert product.get("UpgradeCode") == "{7B0E4A52-6C1D-5F0B-9D2E-3C6A51B7E8F4}"
    assert product.get("Id") == "{428A1EBB-A3B8-5060-8994-C08A1CCBF4A7}"  # of version 1.2.3
    assert components(text)[PROGRAM] == ("{89C048ED-6545-5A6D-8CBD-919DD94B698B}", "f79c9af6357ab5a23aae8558182a2c063")
    assert "{ECB8F14E-5ED8-5721-8C9C-D921EB9D1866}" in text  # the start menu's shortcut


@settings(max_examples=12)
@given(st.lists(PATHS, min_size=1, max_size=12), PATHS)
def test_a_file_that_comes_or_goes_changes_its_own_component_alone(paths: list[str], new: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = lay(Path(place, "payload"), (PROGRAM, *paths))
        before = components(text_of(folder))
        after = components(text_of(lay(folder, (new,))))
    assert set(after) == {PROGRAM, *paths, new}
    assert {path: after[path] for path in before} == before
    assert len({guid for guid, _ in after.values()}) == len({key for _, key in after.values()}) == len(after)


@pytest.mark.parametrize(
    "path",
    ["policy.toml", "_internal/settings.toml", "machine-key.json", "a/aux.txt", "LPT1", "ends.", "søk.dll", "a" * 201,
     "_internal/PYTHON313.DLL"],
)  # fmt: skip
def test_what_does_not_belong_into_an_installer_is_refused(tmp_path: Path, path: str) -> None:
    done = run(lay(tmp_path / "payload", (*TREE, path)), tmp_path / "out.wxs")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("no installer: ")
    assert not (tmp_path / "out.wxs").exists()


def test_a_link_to_a_folder_and_a_folder_without_the_program_are_refused(tmp_path: Path) -> None:
    folder = lay(tmp_path / "payload")
    (folder / "elsewhere").symlink_to(tmp_path)
    assert "link" in run(folder, tmp_path / "out.wxs").stderr
    shutil.rmtree(folder)
    lay(folder, TREE[1:])
    assert PROGRAM in run(folder, tmp_path / "out.wxs").stderr


def test_the_rehearsal_leaves_out_the_access_rights_and_nothing_else(tmp_path: Path) -> None:
    folder = lay(tmp_path / "payload")
    full, rehearsal = text_of(folder), text_of(folder, "--for-wixl")
    without = re.sub(r"<CreateFolder>\s*<PermissionEx [^>]*/>\s*</CreateFolder>", "<CreateFolder />", full)
    assert full != without == rehearsal


@pytest.mark.hazard("S84")
def test_the_policys_folder_is_written_by_administrators_alone(tmp_path: Path) -> None:
    rights = re.search(r'<PermissionEx Sddl="([^"]*)"', text_of(lay(tmp_path / "payload")))
    assert rights is not None
    owner, rules = rights[1].split("D:")
    assert owner == "O:BAG:BA"
    assert rules.startswith("PAI(")  # nothing is inherited from ProgramData
    given_to = dict(re.findall(r"\(A;OICI;(\w+);;;(\w+)\)", rules))
    assert given_to == {"FA": "BA", "0x1200a9": "BU"}  # 0x1200a9: read and execute
    assert rules.count("(") == 3
