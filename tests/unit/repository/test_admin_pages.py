"""The administrators' pages: as the program has it, an example that is accepted, and which go along with the program."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from packaging import settings_page
from packaging.admx import XMLNS, files
from packaging.policy_template import ROOT
from provesvar_gui.settings import settings as declared
from provesvar_gui.settings.files import read_file
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.settings import SETTINGS, builtin
from provesvar_gui.wiring.maintenance import _REDIRECT_URIS
from tests.unit.repository.tools import tool
from tests.unit.settings.kit import make_places, policy

ADMIN = ROOT / "packaging" / "admin"
PAGES_OF_PORTS = ("admin/machines.md", "compliance/production.md")


def test_the_page_of_settings_is_the_programs() -> None:
    assert settings_page.PAGE.read_text("utf-8") == settings_page.page(), "python -m packaging.settings_page"


def test_every_host_that_is_asked_stands_on_the_page_of_the_network() -> None:
    text = (ADMIN / "network.md").read_text("utf-8")
    for address in [*declared.AUTHORITY.values(), *declared.PPS.values(), *declared.SELF_SERVICE.values(), declared.KODEVERK]:
        host = address.split("/")[2]
        assert f"`{host}`" in text, host


def test_the_pages_recommend_the_ports_that_the_program_registers() -> None:
    ports = [str(urlsplit(uri).port) for uri in _REDIRECT_URIS]
    assert max(map(int, ports)) < 32768
    readme = (ROOT / "README.md").read_text("utf-8")
    for page in (readme.replace(" and ", ", "), *((ROOT / "packaging" / name).read_text("utf-8") for name in PAGES_OF_PORTS)):
        assert ", ".join(ports[1:]) in page
    assert [uri for uri in _REDIRECT_URIS if f'"{uri}"' not in readme] == []


def test_the_example_of_the_downtime_card_is_accepted(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", (ADMIN / "downtime-card.md").read_text("utf-8"), re.DOTALL)
    assert set(tomllib.loads(example)["contact"]) == {"privacy", "support", "laboratories"}
    places = make_places(tmp_path)
    policy(places, example)
    assert [each.name for each in load_settings(places).contact.laboratories] == ["Medisinsk biokjemi", "Mikrobiologi"]


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


# -- the template for Group Policy: its form by Microsoft's schema (PolicyDefinitions 1.0); every reference leads somewhere


FILES = {place: ElementTree.fromstring(text) for place, text in files().items()}
ADMX = FILES["Provesvar.admx"]
LANGUAGES = [place for place in FILES if place.endswith(".adml")]
NUMBER, NAME, VERSION, REFERENCE = r"\d+", r"\w+", r"\d{1,4}\.\d{1,5}", r"\$\(string\.\w+\)"
FIELD, REVISION = {"id": NAME, "valueName": NAME, "required": "true"}, {"revision": VERSION, "schemaVersion": r"1\.0"}
BOUNDS = {"minValue?": NUMBER, "maxValue?": NUMBER, "value?": NUMBER}
PRESENTED = {"presentation?": r"\$\(presentation\.\w+\)", "key": r"Software\\Policies\\Provesvar\\\w+", "class": "Machine"}
ONE = {"policyNamespaces": "target", "value": "string", "enabledValue": "decimal", "disabledValue": "decimal"}
MANY = {"policies": "policy", "categories": "category", "definitions": "definition", "stringTable": "string"}
MANY |= {"presentationTable": "presentation"}
#: Element -> its children in their order (as a pattern), and its attributes with the pattern of each; ``?``: may be missing.
FORM: dict[str, tuple[str, dict[str, str]]] = {
    "policyDefinitions": ("policyNamespaces resources supportedOn categories policies ", REVISION),
    "target": ("", {"prefix": NAME, "namespace": r"[\w.]+"}),
    "resources": ("(stringTable presentationTable )?", {"minRequiredRevision?": VERSION}),
    "supportedOn": ("(definitions )?", {"ref?": NAME}),
    **dict.fromkeys(("category", "definition"), ("(parentCategory )?", {"name": NAME, "displayName": REFERENCE})),
    **{each: (f"{within} ", {}) for each, within in ONE.items()} | {each: (f"({within} )+", {}) for each, within in MANY.items()},
    "enum": ("(item )+", FIELD),
    "item": ("value ", {"displayName": REFERENCE}),
    "parentCategory": ("", {"ref": NAME}),
    "policy": (
        "parentCategory supportedOn (enabledValue disabledValue |elements )",
        {"name": NAME, "displayName": REFERENCE, "explainText": REFERENCE, "valueName?": NAME, **PRESENTED},
    ),
    "elements": ("(decimal |text |enum |multiText )", {}),
    "decimal": ("", {**{f"{name}?": value for name, value in FIELD.items()}, **BOUNDS}),
    **dict.fromkeys(("text", "multiText"), ("", {**FIELD, "maxLength": NUMBER})),
    "policyDefinitionResources": ("displayName description resources ", REVISION),
    **dict.fromkeys(("displayName", "description", "label", "defaultValue"), ("", {})),
    "string": ("", {"id?": NAME}),
    "presentation": ("(decimalTextBox |textBox |dropdownList |multiTextBox )", {"id": NAME}),
    "decimalTextBox": ("", {"refId": NAME, "defaultValue": NUMBER}),
    "dropdownList": ("", {"refId": NAME, "noSort": "true", "defaultItem": NUMBER}),
    **dict.fromkeys(("textBox", "multiTextBox"), ("(label (defaultValue )?)?", {"refId": NAME})),
}


def tag(element: ElementTree.Element) -> str:
    name = element.tag.removeprefix(f"{{{XMLNS}}}")
    assert name != element.tag, "of Microsoft's namespace"
    return name


@pytest.mark.parametrize("place", FILES)
def test_every_element_has_the_children_and_attributes_of_the_schema(place: str) -> None:
    for element in FILES[place].iter():
        children, attributes = FORM[tag(element)]
        assert re.fullmatch(children, "".join(f"{tag(child)} " for child in element)), tag(element)
        patterns = {name.rstrip("?"): pattern for name, pattern in attributes.items()}
        assert {name for name in attributes if not name.endswith("?")} <= set(element.attrib) <= set(patterns), element.attrib
        for name, value in element.attrib.items():
            assert re.fullmatch(patterns[name], value), (tag(element), name, value)


def test_every_setting_is_one_policy_of_the_machine_with_a_number_in_its_range() -> None:
    policies = {str(each.get("name")): each for each in ADMX.iter(f"{{{XMLNS}}}policy")}
    assert list(policies) == [name.replace(".", "_") for name in SETTINGS]
    (idle,) = policies["lock_idle_seconds"].iter(f"{{{XMLNS}}}decimal")
    assert (idle.get("minValue"), idle.get("maxValue"), idle.get("valueName")) == ("60", "600", "idle_seconds")
    assert [each.text for each in policies["lock_proof"].iter(f"{{{XMLNS}}}string")] == ["helseid", "system", "pin"]


@pytest.mark.parametrize("place", LANGUAGES)
def test_every_reference_leads_somewhere_in_each_language_and_nothing_is_left_over(place: str) -> None:
    named = [value for element in ADMX.iter() for value in element.attrib.values()]
    for kind in ("string", "presentation"):
        there = [str(each.get("id")) for each in FILES[place].iter(f"{{{XMLNS}}}{kind}")]
        meant = [found[1] for value in named if (found := re.fullmatch(rf"\$\({kind}\.(\w+)\)", value))]
        assert len(there) == len(set(there))
        assert set(there) == set(meant)
    fields = {each.get("id") for each in ADMX.iter() if "id" in each.attrib}
    assert {each.get("refId") for each in FILES[place].iter() if "refId" in each.attrib} == fields


def test_the_bokmaal_is_the_windows() -> None:
    english, norwegian = (
        {each.get("id"): str(each.text) for each in FILES[place].iter(f"{{{XMLNS}}}string")} for place in sorted(LANGUAGES)
    )
    assert [name for name in SETTINGS if english[name.replace(".", "_")] == norwegian[name.replace(".", "_")]] == []
    assert "\nWithout quotation marks.\n" in english["network_proxy_help"]
    assert "\nÉn på hver linje, uten anførselstegn og klammer.\n" in norwegian["helseid_scopes_help"]
    assert "In production only the policy may say it: it decides who" in english["lock_proof_help"]
    assert "I produksjon kan bare policyen si det: den avgjør hvem" in norwegian["lock_proof_help"]
