"""What a folder is made of, and what can be wrong with saying so."""

from __future__ import annotations

from dataclasses import dataclass, field


class IncompleteError(Exception):
    """Something is shipped that nothing accounts for, or a licence without its text."""


@dataclass(slots=True, kw_only=True)
class Component:
    """One piece of others' work. ``texts``: (title, licence text). ``inside``: what is compiled into it."""

    name: str
    version: str
    purl: str
    licence: str  # an SPDX expression
    copyright: str = ""
    source: str = ""
    change: str = ""  # what we changed
    unverified: str = ""  # a version that is only supposed
    texts: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    inside: list[Component] = field(default_factory=list)
    requires: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """``own``: our files. ``system``: libraries that the operating system supplies."""

    own: list[str]
    components: list[Component]
    system: list[str]
