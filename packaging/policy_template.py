"""The template of a machine's policy: every setting, what it means, what may stand there, its built-in value; all commented out.

``python -m packaging.policy_template`` prints it; the packages bring it along as an example, never as a policy in force. Names,
rules and values are the program's own (``records/defaults.py``), the meanings those of the administrators' page of settings.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.records.defaults import POLICY_ONLY_IN_PROD, RULES, builtin
from provesvar_gui.records.rules import OutcomeRule

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 110
PAGE = ROOT / "packaging" / "admin" / "settings.md"
_LINK = re.compile(r"\[[^\]]+\]\(([\w-]+\.md)\)")

HEAD = """\
Policy of Prøvesvar, for all users of this machine. It wins over every user's own settings, and what it says is shown
as locked.

This is an example and does nothing. To decide something, copy it to the place of the policy, writable by administrators
alone and readable by all, and take the # away in front of a line. What stays commented out is left to the user, or has
the built-in value that stands there (of the profile prod; that of test where it differs is named).

Place: /etc/xdg/provesvar/policy.toml (Linux), %ProgramData%\\Provesvar\\policy.toml (Windows).
Pages that are named lie in /usr/share/doc/provesvar-gui (Debian), in the folder documents of the program (Windows).

prod: in the profile prod a user's own file cannot say this; only the policy or the built-in value counts.
A line that cannot be used is told in the window with its number and the allowed values; the program asks nobody
anything until then. Afterwards, as an ordinary user: provesvar-gui --self-check"""


def meanings(page: str) -> dict[str, tuple[str, str]]:
    """What the page of settings says of each: its meaning, and its built-in value in words, "" where a value stands there."""
    found: dict[str, tuple[str, str]] = {}
    table = ""
    for line in page.splitlines():
        if heading := re.fullmatch(r"## \[(\w+)\]", line):
            table = heading[1]
        elif row := re.fullmatch(r"\| `(\w+)` \| (.*?) ?\| (`.*`) \| (.*) \| .*\|", line):
            built_in = row[4].partition("; test:")[0]
            found[f"{table}.{row[1]}"] = row[2].replace("\\|", "|"), "" if built_in == "–" or "`" in built_in else built_in
    return found


def toml(value: object) -> str:
    """A built-in value as TOML writes it."""
    match value:
        case None:
            return '""'  # nobody
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case str():
            return f'"{value}"'
        case OutcomeRule():
            return f'{{ screen = "{value.screen}", openable = {toml(value.openable)} }}'
        case tuple() if value and all(isinstance(one, tuple) for one in value):
            return "{ " + ", ".join(f"{code} = {toml(rule)}" for code, rule in value) + " }"
        case tuple():
            return "[" + ", ".join(map(toml, value)) + "]"
        case _:
            raise TypeError(type(value).__name__)


def lines() -> Iterator[str]:
    """The template, line by line."""
    for paragraph in HEAD.split("\n"):
        yield f"# {paragraph}".rstrip()
    said = meanings(PAGE.read_text("utf-8"))
    prod, test = builtin("prod", 2), builtin("test", 2)
    section = ""
    for name, rule in RULES.items():
        table, key = name.split(".")
        if table != section:
            section = table
            yield from ("", f"[{table}]")
        yield ""
        meaning, value = said.get(name, ("", ""))
        if not meaning:
            raise LookupError(f"{name} has no meaning in {PAGE.name}")
        only = "prod. " if name in POLICY_ONLY_IN_PROD else ""
        yield from _comment(_LINK.sub(r"admin/\1", meaning))
        yield from _comment(f"{only}Allowed: {rule.allowed}")
        if value and prod[name] in ("", (), None):
            yield from _comment(f"Left out: {value}")
        if name == "profile.name":
            yield f"# Built in: {toml(test[name])}"
        elif prod[name] != test[name]:
            yield f"# Built in for test: {toml(test[name])}"
        yield f"#{key} = {toml(prod[name])}"


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in textwrap.wrap(text, WIDTH, break_on_hyphens=False))


def template() -> str:
    """All of it."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream, at the command line
    sys.stdout.write(template())
