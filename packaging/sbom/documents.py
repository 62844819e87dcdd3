"""The two documents: a bill of materials for machines (CycloneDX 1.6), the notices for people."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from packaging.sbom.model import Component, Inventory

_NAMESPACE = uuid.UUID("6c7a3a0e-5d5c-5b2c-9f0e-0d3f6b2f4a11")  # of this program's bills; any would do
_HEAD = """Third-party notices of Prøvesvar {version}

Prøvesvar is made with the work of others, which is listed here with its licences.

Qt and Qt for Python are used under the GNU Lesser General Public License, version 3. They are libraries of their own in the
folder {qt} beside the program and are loaded from there when it starts: you may replace
them by versions that you have built or changed, as long as they keep the same interfaces. Nothing in the program checks or
hinders that. Their sources are at the addresses below, in the version that is named. Symbols that only a linker reads were
taken out of some libraries; else they are as their makers ship them, but for what is named as a change.

"""


def bill(inventory: Inventory, folder: Path, version: str, moment: int) -> str:
    """CycloneDX 1.6, as JSON. ``moment``: seconds since 1970. The same folder gives the same document."""
    parts = [_component(one, folder) for one in inventory.components]
    parts += [
        {
            "type": "library",
            "bom-ref": f"system:{name}",
            "name": name,
            "scope": "required",
            "properties": [{"name": "provesvar:supplied-by", "value": "operating system"}],
        }
        for name in inventory.system
    ]
    known = {one.purl.partition("@")[0]: one.purl for one in inventory.components}
    dependencies = [
        {
            "ref": one.purl,
            "dependsOn": sorted(known[f"pkg:pypi/{name}"] for name in one.requires if f"pkg:pypi/{name}" in known),
        }
        for one in inventory.components
    ]
    root = f"pkg:generic/provesvar@{version}"
    dependencies.append(
        {
            "ref": root,
            "dependsOn": sorted([one.purl for one in inventory.components] + [f"system:{name}" for name in inventory.system]),
        }
    )
    when = datetime.datetime.fromtimestamp(moment, datetime.UTC).isoformat().replace("+00:00", "Z")
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": when,
            "lifecycles": [{"phase": "build"}],
            "tools": {"components": [{"type": "application", "name": "packaging.sbom", "version": version}]},
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "provesvar-gui",
                "version": version,
                "purl": root,
                "components": [_file(place, folder) for place in inventory.own],
            },
        },
        "components": parts,
        "dependencies": sorted(dependencies, key=lambda one: str(one["ref"])),
    }
    document["serialNumber"] = f"urn:uuid:{uuid.uuid5(_NAMESPACE, json.dumps(document, sort_keys=True))}"
    return json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def _component(one: Component, folder: Path, host: str = "") -> dict[str, Any]:
    ref = f"{host}#{one.name}@{one.version}" if host else one.purl
    said: dict[str, Any] = {"type": "library", "bom-ref": ref, "name": one.name, "licenses": [{"expression": one.licence}]}
    if one.version:
        said["version"] = one.version
    if one.purl:
        said["purl"] = one.purl
    if one.copyright:
        said["copyright"] = one.copyright
    if one.source:
        said["externalReferences"] = [{"type": "vcs" if "git" in one.source else "website", "url": one.source}]
    if one.change:
        said["pedigree"] = {"notes": one.change}
    inside = [_component(part, folder, ref) for part in one.inside] + [_file(place, folder) for place in one.files]
    if inside:
        said["components"] = inside
    if one.unverified:
        said["properties"] = [{"name": "provesvar:version-unverified", "value": one.unverified}]
    if one.modules:
        said["properties"] = [{"name": "provesvar:modules-in-archive", "value": str(len(one.modules))}]
    return said


def _file(place: str, folder: Path) -> dict[str, Any]:
    digest = hashlib.sha256((folder / place).read_bytes()).hexdigest()
    return {"type": "file", "bom-ref": f"file:{place}", "name": place, "hashes": [{"alg": "SHA-256", "content": digest}]}


def notices(inventory: Inventory, version: str, qt: str) -> str:
    """The text. A licence that several share word by word stands once. ``qt``: where Qt's libraries are."""
    said = [_HEAD.format(version=version, qt=qt), "Contents\n\n"]
    said += [f"  {_title(one)}: {one.licence}\n" for one in inventory.components]
    first: dict[str, str] = {}
    for one in inventory.components:
        said.append(f"\n\n{'=' * 100}\n{_title(one)}\n{'=' * 100}\n\nLicence: {one.licence}\n")
        said += [f"{label}: {value}\n" for label, value in (("Source", one.source), ("Changed", one.change)) if value]
        if one.copyright:
            said.append(f"{one.copyright}\n")
        for title, text in one.texts:
            said.append(_text(title, text, _title(one), first))
        for part in one.inside:
            said.append(f"\n--- In it: {_title(part)}. Licence: {part.licence}\n")
            if part.copyright:
                said.append(f"    {part.copyright}\n")
            if part.unverified:
                said.append(f"    Its version here is not verified; it is {part.unverified}.\n")
            said += [_text(title, text, f"{_title(part)} in {_title(one)}", first) for title, text in part.texts]
    return "".join(said)


def _title(one: Component) -> str:
    return f"{one.name} {one.version}".strip()


def _text(title: str, text: str, where: str, first: dict[str, str]) -> str:
    key = " ".join(text.split())
    if key in first:
        return f"\n[{title}: the same words as those of {first[key]}]\n"
    first[key] = where
    return f"\n[{title}]\n\n{text.strip()}\n"
