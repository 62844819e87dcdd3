"""The workflows that build a release: pinned, without a key; their commands for Linux run here or by ``tests/run.sh builds``."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import urllib.error
from pathlib import Path
from typing import Any

import pytest

from packaging.vulnerabilities import PYTHON_LOCKS, Verdict, judge_npm, judge_python, locked, status
from tests.unit.repository.tools import ROOT

WORKFLOWS = {path.stem: path.read_text("utf-8") for path in sorted((ROOT / ".github/workflows").glob("*.yml"))}


def blocks(text: str) -> list[str]:
    found = re.findall(r"^( +)run: \|\n((?:\1 +.*\n)+)", text, re.MULTILINE)
    return [re.sub(rf"^{indent}  ", "", block, flags=re.MULTILINE) for indent, block in found]


@pytest.mark.parametrize("name", sorted(WORKFLOWS))
def test_actions_are_pinned_and_neither_key_nor_value_is_in_a_command(name: str) -> None:
    text = WORKFLOWS[name]
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", text)
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
    assert "packaging/vulnerabilities.py" in (ROOT / ".ci/run").read_text("utf-8")


def test_what_comes_before_the_checkout_runs_here(tmp_path: Path) -> None:
    (block,) = blocks(WORKFLOWS["linux"])
    only_simulated = 'apt-get() { [ "$1" = update ] || command apt-get --simulate "$@"; }'
    env = {**os.environ, "HOME": str(tmp_path), "GITHUB_WORKSPACE": "/somewhere"}
    subprocess.run(["bash", "-ec", f"{only_simulated}\n{block}"], env=env, check=True)
    assert "directory = /somewhere" in (tmp_path / ".gitconfig").read_text("utf-8")


def test_what_is_installed_is_attested_with_a_bill_of_its_own() -> None:
    assert sorted(re.findall(r"subject-path: (\S+)\n +sbom-path: (\S+)", WORKFLOWS["linux"] + WORKFLOWS["windows"])) == [
        ("dist/*.deb", "dist/provesvar/sbom.cdx.json"),
        ("dist/*.whl", "dist/wheel.cdx.json"),
        ("dist/provesvar-*.msi", "dist/provesvar/sbom.cdx.json"),
    ]


PACKAGES = [("anyio", "4.16.0"), ("httpx", "0.28.1")]
NONE: dict[str, Any] = {"info": {}, "vulnerabilities": []}
ONE: dict[str, Any] = {"vulnerabilities": [{"id": "PYSEC-2026-1", "fixed_in": ["0.28.2"], "withdrawn": None}]}
WITHDRAWN: dict[str, Any] = {"vulnerabilities": [{"id": "PYSEC-2026-1", "fixed_in": [], "withdrawn": "2026-11-01T00:00:00Z"}]}


REPORT: dict[str, Any] = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 90}}}
KOA = {"vulnerabilities": {"koa": {"severity": "high", "range": "<3.0.1"}}}


def python(second: object) -> Verdict:
    """Of two packages, of the first of which nothing is known. ``second``: what the index answers about the other."""

    def fetch(path: str) -> bytes:
        answer = {"anyio/4.16.0/json": NONE, "httpx/0.28.1/json": second}[path]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    return judge_python(PACKAGES, fetch)


def test_every_lock_file_is_read() -> None:
    for name in PYTHON_LOCKS:
        lock = (ROOT / name).read_text("utf-8")
        pinned = [line for line in lock.splitlines() if line and line[0] not in " #"]
        assert len(locked(lock)) == len(pinned) > 5, name
    assert locked("cffi==2.1.1 ; python_version != '3'\n    # via x==1\n") == [("cffi", "2.1.1")]


@pytest.mark.parametrize(
    ("verdict", "code", "line"),
    [
        (python(NONE), 0, "Python: 2 packages, no known vulnerability"),
        (python(WITHDRAWN), 0, "Python: 2 packages, no known vulnerability"),
        (python(ONE), 1, "Python: VULNERABLE: httpx 0.28.1: PYSEC-2026-1, fixed in ['0.28.2']"),
        (python(urllib.error.URLError("no route")), 0, "could not be asked (<urlopen error no route>)"),
        (python(http.client.IncompleteRead(b"")), 0, "NOT CHECKED"),
        (python(b"<html>"), 0, "NOT CHECKED: the advisory database could not be asked (its answer cannot be read)"),
        (python({"vulnerabilities": [1]}), 0, "its answer cannot be read"),
        (python([]), 0, "its answer cannot be read"),
        (judge_npm(json.dumps(REPORT)), 0, "npm: 90 packages, no known vulnerability"),
        (judge_npm(json.dumps(REPORT | KOA)), 1, "npm: VULNERABLE: koa: high, <3.0.1"),
        (judge_npm('{"message": "405 No"}'), 0, "npm: NOT CHECKED: the advisory database could not be asked (405 No)"),
        (judge_npm(""), 0, "npm: NOT CHECKED: the advisory database could not be asked (npm gave no answer"),
        (judge_npm(json.dumps(REPORT | {"metadata": {}})), 0, "npm: NOT CHECKED"),
    ],
)
def test_what_the_indexes_say(verdict: Verdict, code: int, line: str) -> None:
    assert status([verdict]) == code
    (said,) = verdict.lines()
    assert line in said
    assert ("no known vulnerability" in said) == ("no known vulnerability" in line)
