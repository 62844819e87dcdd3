"""Scripts that no machine here can run: they agree with each other and the installer, and the files they name exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from packaging.windows import smoke_client
from provesvar_gui.helseid.keys.client_file import load_private_key, read_client_file
from provesvar_gui.settings.files import read_file
from tests.unit.windows.kit import ROOT, lay, text_of

HERE = ROOT / "packaging/windows"
LAY, TEST = HERE / "policy/Install-ProvesvarPolicy.ps1", HERE / "policy/Test-ProvesvarPolicy.ps1"
WORKFLOWS = ROOT / ".github/workflows"


def policy_in(script: Path) -> str:
    found = re.search(r"\$policy = @'\n(.*?)\n'@\n", script.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_both_scripts_hold_one_policy_which_the_program_accepts(tmp_path: Path) -> None:
    assert policy_in(LAY) == policy_in(TEST)
    (tmp_path / "policy.toml").write_text(policy_in(LAY), encoding="utf-8")
    read = read_file(tmp_path / "policy.toml")
    assert read is not None
    assert read.unknown == ()
    assert read.values["profile.name"] == "test"  # who forgets to change it looks up nobody


@pytest.mark.hazard("S84")
def test_the_script_gives_the_rights_that_the_installer_gives(tmp_path: Path) -> None:
    rights = re.search(r'Sddl="([^"]*)"', text_of(lay(tmp_path / "payload")))
    assert rights is not None
    in_script = re.search(r'SetSecurityDescriptorSddlForm\("([^"]*)"\)', LAY.read_text(encoding="utf-8"))
    assert in_script is not None
    assert in_script[1].replace("${flags}", ";OICI;") == rights[1]


def test_scripts_are_ascii_but_for_comments() -> None:
    """Windows PowerShell 5.1 reads a file without a byte order mark in the machine's code page."""
    for script in HERE.rglob("*.ps1"):
        for line in script.read_text(encoding="utf-8").splitlines():
            assert line.isascii() or line.lstrip().startswith("#"), f"{script.name}: {line}"


def test_a_policy_with_other_letters_is_refused_however_it_was_saved_and_can_be_written_without() -> None:
    """An edited copy in UTF-8 without a mark is read in the code page: other letters, but never none beyond ASCII."""
    for script in (LAY, TEST):
        text = script.read_text(encoding="utf-8")
        refusal = re.search(r"if \(\$policy -cmatch '(.*?)'\)", text)
        assert refusal is not None
        assert refusal.start() < min(text.index(deed) for deed in ("New-Item", "Test-Path") if deed in text)
        for written in ('name = "Legevakten Ås"', 'hours = "8–15"'):
            for read in (written, written.encode().decode("cp1252")):
                assert re.search(refusal[1], read)
        assert not re.search(refusal[1], policy_in(script))
        assert "\\u00C5" in text
    assert tomllib.loads('name = "Legevakten \\u00C5s"') == {"name": "Legevakten Ås"}
    assert "`\\u00C5`" in (HERE / "README.md").read_text(encoding="utf-8")


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
