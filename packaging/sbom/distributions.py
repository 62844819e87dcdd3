"""What Python distributions say of themselves: version, licence with its text, what is compiled into them (PEP 639, PEP 770)."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.sbom.model import Component, IncompleteError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import Distribution, PackageMetadata

LICENCES = Path(__file__).with_name("licences")
_BY_CLASSIFIER = {"MIT License": "MIT", "BSD License": "BSD-3-Clause"}
_LGPL = ("LGPL-3.0-only", "GPL-3.0-only")  # the one refers to the other
_CHOSEN = (
    ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", "LGPL-3.0-only"),  # Qt for Python is used under the LGPL
    ("GPLv2-or-later with a special exception", "GPL-2.0-or-later WITH Bootloader-exception"),  # PyInstaller's own words
)
_PREFERRED = ("Apache-2.0", "MIT")
_LONGEST = 80  # characters; some tell the whole text
_LICENCE_FILE = re.compile(r"(?i)^(?:licen[cs]e|copying|notice)[^/]*$")


def canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def text_of(licence: str) -> list[tuple[str, str]]:
    """Our copies of the texts that an expression asks for; of alternatives one. Raises IncompleteError."""
    names: list[str] = []
    for needed in licence.replace("(", "").replace(")", "").split(" AND "):
        offered = needed.split(" OR ")
        chosen = next((one for one in _PREFERRED if one in offered), offered[0])
        names += _LGPL if chosen == "LGPL-3.0-only" else chosen.split(" WITH ")
    return read([f"{name}.txt" for name in names])


def read(places: Iterable[str]) -> list[tuple[str, str]]:
    """Texts by their places in ``licences``. Raises IncompleteError."""
    missing = [place for place in places if not (LICENCES / place).is_file()]
    if missing:
        raise IncompleteError(f"no text of the licence {', '.join(missing)}")
    return [(place.removesuffix(".txt"), (LICENCES / place).read_text(encoding="utf-8")) for place in places]


@cache
def known() -> dict[str, Any]:
    """``parts.toml``: what no distribution tells."""
    return tomllib.loads(Path(__file__).with_name("parts.toml").read_text(encoding="utf-8"))


def component(distribution: Distribution) -> Component:
    """One distribution. Raises IncompleteError where its licence is not told."""
    told, name = distribution.metadata, canonical(distribution.metadata["Name"])
    licence = _first(told, "License-Expression") or _first(told, "License")
    licence = next((ours for theirs, ours in _CHOSEN if licence.startswith(theirs)), licence)
    if not licence or len(licence) > _LONGEST:
        classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
        licence = " AND ".join(sorted(_BY_CLASSIFIER[one] for one in classifiers if one in _BY_CLASSIFIER))
    texts, inside = [], []
    for file in distribution.files or []:
        if ".dist-info" not in file.parts[0]:
            continue
        if _LICENCE_FILE.match(file.name):
            texts.append((file.name, Path(str(file.locate())).read_text(encoding="utf-8")))
        elif len(file.parts) > 1 and file.parts[1] == "sboms" and file.suffix == ".json":
            inside += _inside(json.loads(Path(str(file.locate())).read_text(encoding="utf-8")), name)
    if not licence:
        raise IncompleteError(f"{name} does not tell its licence")
    return Component(
        name=name,
        version=distribution.version,
        purl=f"pkg:pypi/{name}@{distribution.version}",
        licence=licence,
        source=_home(told.get_all("Project-URL") or [], _first(told, "Home-page")),
        texts=sorted(texts) or text_of(licence),
        inside=inside,
        requires=required(distribution),
    )


def required(distribution: Distribution) -> list[str]:
    """Names of the distributions that it asks for, but for its extras."""
    asked = [line for line in distribution.requires or [] if "extra ==" not in line]
    return sorted({canonical(match[0]) for line in asked if (match := re.match(r"[\w.-]+", line))})


def _first(told: PackageMetadata, field: str) -> str:
    return next(iter(told.get_all(field) or []), "")


def _inside(document: dict[str, Any], host: str) -> list[Component]:
    found = []
    for part in document.get("components", []):
        if canonical(part["name"]).startswith(host):
            continue  # the distribution's own parts, or itself
        told = [one.get("expression") or one.get("license", {}).get("id", "") for one in part.get("licenses", [])]
        licence = " AND ".join(told) or {"openssl": "Apache-2.0"}.get(part["name"], "")
        if not licence:
            raise IncompleteError(f"{part['name']} in {host} has no licence")
        version, purl, own = part.get("version", ""), part.get("purl", ""), known()["crates"].get(part["name"])
        texts = read(own) if own and purl.startswith("pkg:cargo/") else text_of(licence)
        found.append(Component(name=part["name"], version=version, purl=purl, licence=licence, texts=texts))
    return found


def _home(urls: list[str], home_page: str) -> str:
    by_label = {label.strip().lower(): url.strip() for label, _, url in (line.partition(",") for line in urls)}
    return next(
        (by_label[label] for label in ("source", "source code", "repository", "homepage", "github") if label in by_label),
        home_page,
    )
