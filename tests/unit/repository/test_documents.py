"""The pages that go with the program: into the Debian package, the frozen folder and the Windows installer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.repository.tools import tool

documents = tool("documents.py")


@pytest.mark.parametrize(("kind", "example"), [("debian", "examples/policy.toml"), ("frozen", "../policy-example.toml")])
def test_every_link_in_the_pages_leads_to_a_page_that_goes_along(kind: str, example: str) -> None:
    pages: dict[str, str] = documents.pages(kind)
    assert {"README.md", "SECURITY.md", "admin/README.md", "admin/machines.md", "compliance/hazard-log.md"} <= set(pages)
    folders, links = {os.path.dirname(place) for place in pages}, 0
    for place, text in pages.items():
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
            aimed = os.path.normpath(os.path.join(os.path.dirname(place), target))
            assert aimed in {*pages, *folders, example}, f"{place}: {target}"
            links += 1
    assert links > 20
    assert example in pages["README.md"]


#: What of the pages is for who builds the program, and says so: there files of the checkout are named.
FOR_BUILDERS = {
    "README.md", "SECURITY.md", "compliance/requirements.md", "compliance/hazard-log.md", "compliance/tests.md",
    "debian/README.md: Make it",
    "debian/README.md: Prove it", "windows/README.md: Prøvesvar on Windows", "windows/README.md: Build it",
    "windows/README.md: Carried out by Wine", "windows/README.md: The program itself, under Wine",
    "admin/upgrades.md: What a release may change",
}  # fmt: skip
LIE_IN = {"debian": "/usr/share/doc/provesvar-gui/", "frozen": "documents/"}
OURS = re.compile(r"-m (?:packaging|tests)[\w.]*|(?<![\w.])(?:packaging|tests|resources|provesvar_gui)/[\w./*-]*")
SCRIPT = re.compile(r"[\w./-]*[\w-]\.(?:py|ps1|sh)\b")


def of_administrators(pages: dict[str, str]) -> list[tuple[str, str]]:
    """(where, what stands there as code), without what is for who builds."""
    found = []
    for place, text in pages.items():
        if not place.endswith(".md") or place in FOR_BUILDERS:
            continue
        for section in re.split(r"^#+ ", text, flags=re.MULTILINE)[1:]:
            where = f"{place}: {section.partition(chr(10))[0]}"
            if where not in FOR_BUILDERS:
                found += [
                    (where, code)
                    for code in re.findall(r"`([^`\n]+)`|^ {4}(.+)$", section, re.MULTILINE)
                    for code in code
                    if code
                ]
    return found


@pytest.mark.parametrize("kind", ["debian", "frozen"])
def test_what_administrators_are_told_to_run_or_to_look_at_goes_along(kind: str) -> None:
    pages: dict[str, str] = documents.pages(kind)
    names = {os.path.basename(place) for place in pages}
    scripts = 0
    for where, code in of_administrators(pages):
        assert not OURS.search(code), f"{where}: {code}"
        for script in SCRIPT.findall(code):
            assert script.removeprefix(LIE_IN[kind]) in pages or script in names - {"README.md"}, f"{where}: {code}"
            scripts += 1
        if LIE_IN[kind] in code:
            place = code.partition(LIE_IN[kind])[2].partition(" ")[0]
            assert any(each.startswith(place) for each in pages), f"{where}: {code}"
    assert scripts > 5
    assert {"admin/roll_out.py", "windows/policy/Test-ProvesvarPolicy.ps1"} <= set(pages)
    assert f"python3 {LIE_IN[kind]}admin/roll_out.py hosts.txt files/" in pages["admin/machines.md"]
    assert f"{LIE_IN[kind]}windows/policy/" in pages["windows/README.md"]


@pytest.mark.parametrize("kind", ["debian", "frozen"])
def test_the_script_runs_where_it_is_laid_without_the_program(kind: str, tmp_path: Path) -> None:
    documents.main([kind, str(tmp_path)])
    command = [sys.executable, "-I", "-S", str(tmp_path / "admin/roll_out.py"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
