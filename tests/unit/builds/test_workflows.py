"""The workflows that build a release: pinned, without a key; their commands for Linux run here or by ``tests/run.sh builds``."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.unit.repository.tools import ROOT

WORKFLOWS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / ".github/workflows").glob("*.yml"))}
USES = re.compile(r"uses: (\S+)@(\S+)(.*)")


def blocks(text: str) -> list[str]:
    """The scripts of several lines."""
    found = re.findall(r"^( +)run: \|\n((?:\1 +.*\n)+)", text, re.MULTILINE)
    return [re.sub(rf"^{indent}  ", "", block, flags=re.MULTILINE) for indent, block in found]


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_actions_are_pinned_and_neither_key_nor_value_is_in_a_command(name: str) -> None:
    text = WORKFLOWS[name]
    used = USES.findall(text)
    assert len(used) >= 4
    for action, commit, comment in used:
        assert re.fullmatch(r"(?:actions|azure)/[\w-]+", action)
        assert re.fullmatch(r"[0-9a-f]{40}", commit), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    commands = [*blocks(text), *re.findall(r"run: (?!\|)(.*)", text)]
    assert len(commands) >= 4
    assert not any("${{" in command for command in commands)  # values come through the environment, never spliced into a script
    assert "secrets." not in text
    assert not re.search(r"\bpfx\b", text, re.IGNORECASE)


def test_the_commands_of_the_linux_workflow_are_those_that_the_builds_run() -> None:
    (taken,) = re.findall(r"< <\((sed .*linux\.yml)\)", (ROOT / "tests/run.sh").read_text("utf-8"))
    commands = subprocess.run(["bash", "-c", taken], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    written = re.findall(r"^ +- run: (.*)$|^ +run: (?!\|)(.*)$", WORKFLOWS["linux"], re.MULTILINE)
    assert commands == [alone for alone, _ in written]  # no line with a name, which the builds would leave out
    for script in ("wheel/build.sh", "frozen/build.sh", "debian/build.sh", "vulnerabilities.py", "install-debian.sh"):
        assert any(f"/{script}" in command for command in commands), script


def test_what_is_installed_is_attested_with_a_bill_of_its_own() -> None:
    bills = re.findall(r"subject-path: (\S+)\n +sbom-path: (\S+)", WORKFLOWS["linux"] + WORKFLOWS["windows"])
    assert sorted(bills) == [
        ("dist/*.deb", "dist/provesvar/sbom.cdx.json"),
        ("dist/*.whl", "dist/wheel.cdx.json"),
        ("dist/provesvar-*.msi", "dist/provesvar/sbom.cdx.json"),
    ]


def test_what_comes_before_the_checkout_runs(tmp_path: Path) -> None:
    """With an apt-get that only notes what it is asked for."""
    (block,) = blocks(WORKFLOWS["linux"])
    stand_in = tmp_path / "apt-get"
    stand_in.write_text('#!/bin/sh\necho "$*" >>"$HOME/asked"\n')
    stand_in.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "GITHUB_WORKSPACE": "/checked/out"}
    subprocess.run(["bash", "-eo", "pipefail", "-c", block], env=environment, check=True)
    assert [line.split()[0] for line in (tmp_path / "asked").read_text().splitlines()] == ["update", "install"]
    assert "directory = /checked/out" in (tmp_path / ".gitconfig").read_text()
