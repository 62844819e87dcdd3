"""The administrators' pages: as the program has it, an example that is accepted, and which go along with the program."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from packaging import settings_page
from packaging.policy_template import ROOT
from provesvar_gui.settings import settings as declared
from provesvar_gui.settings.files import read_file
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.settings import SETTINGS, builtin
from tests.unit.repository.tools import tool
from tests.unit.settings.kit import make_places, policy

ADMIN = ROOT / "packaging" / "admin"


def test_the_page_of_settings_is_the_programs() -> None:
    assert settings_page.PAGE.read_text("utf-8") == settings_page.page(), "python -m packaging.settings_page"


def test_every_host_that_is_asked_stands_on_the_page_of_the_network() -> None:
    text = (ADMIN / "network.md").read_text("utf-8")
    addresses = [*declared.AUTHORITY.values(), *declared.PPS.values(), *declared.SELF_SERVICE.values(), declared.KODEVERK]
    for address in addresses:
        host = address.split("/")[2]
        assert f"`{host}`" in text, host


def test_the_example_of_the_downtime_card_is_accepted(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (ADMIN / "downtime-card.md").read_text("utf-8"), re.DOTALL)
    assert set(tomllib.loads(example)["contact"]) == {"privacy", "support", "laboratories"}
    places = make_places(tmp_path)
    policy(places, example)
    said = load_settings(places).contact
    assert [each.name for each in said.laboratories] == ["Medisinsk biokjemi", "Mikrobiologi"]


def test_every_setting_is_read_outside_of_their_own_package() -> None:
    """By the name of its field: one that nothing reads would be shown, kept and told, and do nothing."""
    sources = (path.read_bytes() for path in (ROOT / "provesvar_gui").rglob("*.py") if path.parent.name != "settings")
    nodes = (node for source in sources for node in ast.walk(ast.parse(source)))
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert [name for name in SETTINGS if name.split(".")[1] not in read] == []


def test_every_setting_that_a_page_names_is_one() -> None:
    sections = {name.split(".")[0] for name in declared.SETTINGS}
    for page in ADMIN.glob("*.md"):
        for name in re.findall(r"`(\w+\.\w+)(?: = [^`]*)?`", page.read_text("utf-8")):
            if name.split(".")[0] in sections:
                assert name in declared.SETTINGS, (page.name, name)


made, documents = tool("policy_template.py"), tool("documents.py")


def template() -> str:
    return str(made.template())


def test_every_setting_stands_there_with_its_built_in_value_and_decides_nothing_as_it_is(tmp_path: Path) -> None:
    uncommented = re.sub(r"^#(?=\w)", "", template(), flags=re.MULTILINE)  # where no space stands behind the #
    for written, values in ((template(), {}), (uncommented, builtin("prod", 2))):
        (tmp_path / "policy.toml").write_text(written, "utf-8")
        read = read_file(tmp_path / "policy.toml")
        assert read is not None
        assert read.unknown == ()
        assert list(read.values.items()) == list(values.items())


def test_the_pages_it_names_go_along() -> None:
    named = set(re.findall(r"[\w./-]+\.md", template()))
    assert named
    assert named <= set(documents.pages("debian"))


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
