r"""The administrative template for Group Policy: ``Provesvar.admx``, and its texts in bokmål and English (``.adml``).

``python -m packaging.admx FOLDER`` writes them; with a second folder, which has Microsoft's ``PolicyDefinitionFiles.xsd`` and the
two that it includes, they are judged by them (``xmllint`` of Debian's libxml2-utils). Every setting is one policy of the machine;
its value lies in the key ``HKLM\Software\Policies\Provesvar\SECTION`` under the setting's own name. Names, rules, built-in values
and meanings are those of the declarations in ``settings/settings.py``; the bokmål is the window's (``resources/i18n``).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.policy_template import ROOT, toml
from provesvar_gui import __version__
from provesvar_gui.settings.rules import RegistryType
from provesvar_gui.settings.settings import SECTIONS, SETTINGS, builtin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from provesvar_gui.settings.settings import Setting

XMLNS = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
KEY = r"Software\Policies\Provesvar"
REVISION = ".".join(__version__.split(".")[:2])
LONGEST, MOST = "1000", "1000000"  # characters of a text, as rules.text has it; of a list
#: What the template itself says, by language; that of the settings is in the catalogue of translations.
WORDS = {
    "en-US": {
        "supported": "Prøvesvar {version} or newer, Windows 10 or newer", "file": "In a file: [{section}] {key}.",
        "kind": "Registry: {kind}.", "allowed": "Allowed: {allowed}", "built": "Built in: {built}",
        "prod": "In production only the policy may say it: {why}.",
        RegistryType.TEXT: "Without quotation marks.",
        RegistryType.LINES: "One on each line, without quotation marks and brackets.",
        RegistryType.TABLES: "As behind the = in a file; over several lines, if need be.",
    },
    "nb-NO": {
        "supported": "Prøvesvar {version} eller nyere, Windows 10 eller nyere", "file": "I en fil: [{section}] {key}.",
        "kind": "Register: {kind}.", "allowed": "Tillatt: {allowed}", "built": "Innebygd: {built}",
        "prod": "I produksjon kan bare policyen si det: {why}.",
        RegistryType.TEXT: "Uten anførselstegn.",
        RegistryType.LINES: "Én på hver linje, uten anførselstegn og klammer.",
        RegistryType.TABLES: "Som bak = i en fil; over flere linjer om nødvendig.",
    },
}  # fmt: skip
_LINK = re.compile(r"\[([^\]]+)\]\([\w-]+\.md\)")


def node(tag: str, *children: ElementTree.Element, text: str = "", **attributes: str) -> ElementTree.Element:
    """An element with these attributes, and a text or children."""
    made = ElementTree.Element(tag, attributes)
    made.text = text or None
    made.extend(children)
    return made


def translations() -> dict[str, str]:
    """English -> bokmål, of the settings."""
    root = ElementTree.parse(ROOT / "resources" / "i18n" / "provesvar_nb.ts").getroot()  # noqa: S314 - our own file
    found = [context for context in root.iter("context") if context.findtext("name") == "Settings"]
    return {each.findtext("source", ""): each.findtext("translation", "") for one in found for each in one.iter("message")}


def element(name: str, declared: Setting) -> ElementTree.Element | None:
    """What is typed or chosen; None for yes or no, which is the policy's being enabled or disabled."""
    rule, place = declared.rule, name.replace(".", "_")
    given = {"id": place, "valueName": name.partition(".")[2], "required": "true"}
    if rule.kind is RegistryType.FLAG:
        return None
    if rule.kind is RegistryType.NUMBER:
        return node("decimal", **given, minValue=str(min(rule.of)), maxValue=str(max(rule.of)))
    if rule.kind is not RegistryType.TEXT:
        return node("multiText", **given, maxLength=MOST)
    if not rule.of:
        return node("text", **given, maxLength=LONGEST)
    items = (
        node("item", node("value", node("string", text=str(one))), displayName=f"$(string.{place}_{number})")
        for number, one in enumerate(rule.of)
    )
    return node("enum", *items, **given)


def policy(name: str, declared: Setting) -> ElementTree.Element:
    """One setting."""
    section, key = name.split(".")
    place, chosen = name.replace(".", "_"), element(name, declared)
    head = [node("parentCategory", ref=f"section_{section}"), node("supportedOn", ref="supported")]
    given = {"key": rf"{KEY}\{section}"}
    if chosen is None:
        head += [node(f"{state}Value", node("decimal", value=value)) for state, value in (("enabled", "1"), ("disabled", "0"))]
        given["valueName"] = key
    else:
        head.append(node("elements", chosen))
        given["presentation"] = f"$(presentation.{place})"
    texts = {"displayName": f"$(string.{place})", "explainText": f"$(string.{place}_help)"}
    return node("policy", *head, **{"name": place, "class": "Machine", **texts, **given})


def admx() -> ElementTree.Element:
    """The template."""
    category = "$(string.provesvar)"
    parent = node("parentCategory", ref="provesvar")
    return node(
        "policyDefinitions",
        node("policyNamespaces", node("target", prefix="provesvar", namespace="Provesvar.Policies")),
        node("resources", minRequiredRevision=REVISION),
        node("supportedOn", node("definitions", node("definition", name="supported", displayName="$(string.supported)"))),
        node(
            "categories",
            node("category", name="provesvar", displayName=category),
            *(node("category", parent, name=f"section_{each}", displayName=f"$(string.section_{each})") for each in SECTIONS),
        ),
        node("policies", *(policy(name, declared) for name, declared in SETTINGS.items())),
        xmlns=XMLNS, revision=REVISION, schemaVersion="1.0",
    )  # fmt: skip


def presentation(name: str, declared: Setting, label: str, built: object) -> ElementTree.Element | None:
    """How the editor shows what is typed or chosen, beginning with the built-in value."""
    chosen, rule = element(name, declared), declared.rule
    if chosen is None:
        return None
    place = name.replace(".", "_")
    if chosen.tag == "decimal":
        shown = node("decimalTextBox", text=label, refId=place, defaultValue=str(built))
    elif chosen.tag == "enum":
        shown = node("dropdownList", text=label, refId=place, noSort="true", defaultItem=str(rule.of.index(str(built))))
    elif chosen.tag == "text":
        default = [node("defaultValue", text=str(built))] if built else []
        shown = node("textBox", node("label", text=label), *default, refId=place)
    else:
        shown = node("multiTextBox", text=label, refId=place)
    return node("presentation", shown, id=place)


def adml(language: str) -> ElementTree.Element:
    """The texts in one language. Administrators' notes are English in both, as their pages are."""
    words, into = WORDS[language], translations() if language == "nb-NO" else {}
    texts = {"provesvar": "Prøvesvar", "supported": words["supported"].format(version=REVISION)}
    texts |= {f"section_{section}": section for section in SECTIONS}
    shown, values = [], {**builtin("prod", 2), "profile.name": "test"}
    for name, declared in SETTINGS.items():
        place, help_text, built = name.replace(".", "_"), declared.help, values[name]
        help_text = into.get(help_text, help_text)
        texts |= {
            place: help_text.rstrip("."),
            f"{place}_help": "\n".join(explained(name, declared, help_text, built, words, into)),
        }
        if declared.rule.kind is RegistryType.TEXT:
            texts |= {f"{place}_{number}": str(one) for number, one in enumerate(declared.rule.of)}
        shown.append(presentation(name, declared, help_text.rstrip("."), built))
    return node(
        "policyDefinitionResources",
        node("displayName", text="Prøvesvar"),
        node("description", text="Prøvesvar"),
        node(
            "resources",
            node("stringTable", *(node("string", text=text, id=place) for place, text in texts.items())),
            node("presentationTable", *(each for each in shown if each is not None)),
        ),
        xmlns=XMLNS, revision=REVISION, schemaVersion="1.0",
    )  # fmt: skip


def explained(
    name: str, declared: Setting, help_text: str, built: object, words: Mapping[str, str], into: Mapping[str, str]
) -> list[str]:
    """The page of one policy, line by line."""
    section, key = name.split(".")
    said = [help_text, *filter(None, [_LINK.sub(r"\1", declared.note)]), ""]
    said += [words["allowed"].format(allowed=declared.rule.allowed)]
    said += [words["built"].format(built=toml(built) if built not in ("", (), None) else declared.empty or "–")]
    said += [words[declared.rule.kind]] if declared.rule.kind in words and not declared.rule.of else []
    if declared.policy is not None:
        said.append(words["prod"].format(why=into.get(declared.policy.value, declared.policy.value)))
    return [*said, words["file"].format(section=section, key=key), words["kind"].format(kind=declared.rule.kind)]


def files() -> dict[str, str]:
    """Place in the folder PolicyDefinitions -> text."""
    made = {"Provesvar.admx": admx()} | {f"{language}/Provesvar.adml": adml(language) for language in WORDS}
    for root in made.values():
        ElementTree.indent(root)
    declaration = '<?xml version="1.0" encoding="utf-8"?>\n'
    return {place: f"{declaration}{ElementTree.tostring(root, encoding='unicode')}\n" for place, root in made.items()}


def judge(folder: Path, schema: Path) -> int:
    r"""By the schema. Its patterns say ``\$``, which xmllint does not take, for a dollar: it is written ``[$]`` for that."""
    with tempfile.TemporaryDirectory() as scratch:
        for each in schema.glob("*.xsd"):
            Path(scratch, each.name).write_text(each.read_text("utf-8-sig").replace(r"\$", "[$]"), "utf-8")
        command = [
            "xmllint",
            "--noout",
            "--schema",
            f"{scratch}/PolicyDefinitionFiles.xsd",
            *(str(folder / each) for each in files()),
        ]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - our own words


def main(folder: str, schema: str = "") -> int:
    """Write them, and have them judged."""
    for place, text in files().items():
        path = Path(folder, place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\r\n")
    return judge(Path(folder), Path(schema)) if schema else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
