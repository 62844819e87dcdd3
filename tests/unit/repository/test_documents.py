"""The pages that go with the program: into the Debian package, the frozen folder and the Windows installer."""

from __future__ import annotations

import os
import re
from pathlib import PureWindowsPath

import pytest

from tests.unit.repository.tools import ROOT, tool

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


def test_a_place_is_a_link_on_windows_too() -> None:
    inside = PureWindowsPath("C:\\checkout\\packaging")
    assert documents.place_of(inside / "admin" / "machines.md", inside) == "admin/machines.md"


def test_each_build_lays_them_beside_the_program_before_it_is_packed() -> None:
    for build, steps in (
        ("frozen/build.sh", ("ours policy_template >dist/provesvar/policy-example.toml", "ours documents frozen", "ours sbom")),
        ("windows/build.ps1", ('"packaging.documents", "frozen", "dist\\provesvar\\documents"', "packaging.windows.msi_source")),
        ("debian/build.sh", ("/{documents,policy-example.toml}", 'packaging.documents debian "$documents"', "dpkg-deb --root")),
    ):
        text = (ROOT / "packaging" / build).read_text("utf-8")
        places = [text.index(step) for step in steps]
        assert places == sorted(places), build
