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

from packaging.windows import smoke_client
from provesvar_gui.helseid.keys.client_file import load_private_key, read_client_file
from provesvar_gui.settings.files import read_file
from tests.unit.windows.kit import PROGRAM, ROOT, TREE, WIX, components, lay, run, text_of

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
    (rights,) = re.findall(r'<PermissionEx Sddl="([^"]*)"', text_of(lay(tmp_path / "payload")))
    owner, rules = rights.split("D:")
    assert owner == "O:BAG:BA"
    assert rules.startswith("PAI(")  # nothing is inherited from ProgramData
    given_to = dict(re.findall(r"\(A;OICI;(\w+);;;(\w+)\)", rules))
    assert given_to == {"FA": "BA", "0x1200a9": "BU"}  # 0x1200a9: read and execute
    assert rules.count("(") == 3


# -- scripts that no machine here can run: they agree with each other and the installer, and the files they name exist


HERE = ROOT / "packaging/windows"
LAY, TEST = HERE / "policy/Install-ProvesvarPolicy.ps1", HERE / "policy/Test-ProvesvarPolicy.ps1"
WORKFLOWS = ROOT / ".github/workflows"


def policy_in(script: Path) -> str:
    (found,) = re.findall(r"\$policy = @'\n(.*?)\n'@\n", script.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def test_both_scripts_hold_one_policy_which_the_program_accepts(tmp_path: Path) -> None:
    assert policy_in(LAY) == policy_in(TEST)
    (tmp_path / "policy.toml").write_text(policy_in(LAY), encoding="utf-8")
    read = read_file(tmp_path / "policy.toml")
    assert read is not None
    assert read.unknown == ()
    assert read.values["profile.name"] == "test"  # who forgets to change it looks up nobody


@pytest.mark.hazard("S84")
def test_the_script_gives_the_rights_that_the_installer_gives(tmp_path: Path) -> None:
    (in_script,) = re.findall(r'SetSecurityDescriptorSddlForm\("([^"]*)"\)', LAY.read_text(encoding="utf-8"))
    assert re.findall(r'Sddl="([^"]*)"', text_of(lay(tmp_path / "payload"))) == [in_script.replace("${flags}", ";OICI;")]


def test_scripts_are_ascii_but_for_comments() -> None:
    """Windows PowerShell 5.1 reads a file without a byte order mark in the machine's code page."""
    for script in HERE.rglob("*.ps1"):
        for line in script.read_text(encoding="utf-8").splitlines():
            assert line.isascii() or line.lstrip().startswith("#"), f"{script.name}: {line}"


def test_every_file_and_module_that_is_named_is_there() -> None:
    for script in (*HERE.rglob("*.ps1"), HERE / "rehearse.sh", *WORKFLOWS.glob("*.yml"), HERE / "README.md"):
        text = script.read_text(encoding="utf-8").replace("\\", "/")
        for path in re.findall(r"(?<![\w/])packaging/[\w./-]+\w", text):
            assert (ROOT / path).exists(), f"{script.name}: {path}"
        for module in re.findall(r"-m\W+(packaging[\w.]+)", text):
            place = ROOT / module.replace(".", "/")
            assert place.with_suffix(".py").is_file() or (place / "__main__.py").is_file(), f"{script.name}: {module}"
    for name in ("requirements.lock", "provesvar_gui/__init__.py", "resources/icons/provesvar.ico"):
        assert (ROOT / name).is_file()


def test_its_synthetic_client_is_one_that_the_program_takes_in(tmp_path: Path) -> None:
    smoke_client.main(tmp_path)
    client = read_client_file(tmp_path / "client.json")
    load_private_key(client.private_jwk)
    read = read_file(tmp_path / "settings.toml")
    assert read is not None
    assert read.unknown == ()
    assert (read.values["helseid.key"], read.values["helseid.client_id"]) == ("vault", client.client_id)
