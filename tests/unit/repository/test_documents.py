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


@pytest.mark.parametrize("kind", ["debian", "frozen"])
def test_the_script_runs_where_it_is_laid_without_the_program(kind: str, tmp_path: Path) -> None:
    documents.main([kind, str(tmp_path)])
    command = [sys.executable, "-I", "-S", str(tmp_path / "admin/roll_out.py"), "--help"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
