"""The template for Group Policy: its form by Microsoft's schema (PolicyDefinitions 1.0); every reference leads somewhere.

The schema itself is not ours to lay here; ``packaging.admx FOLDER SCHEMA`` judges by it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from packaging.admx import XMLNS, files
from provesvar_gui.settings.settings import SETTINGS

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
