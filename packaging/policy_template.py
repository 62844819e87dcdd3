"""The template of a machine's policy: every setting, what it means, what may stand there, its built-in value; all commented out.

``python -m packaging.policy_template`` prints it; the packages bring it along as an example, never as a policy in force. Names,
rules, values and meanings are those of the declarations in ``settings/settings.py``.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from provesvar_gui.settings.files import toml_text
from provesvar_gui.settings.settings import SETTINGS, builtin

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 110
_LINK = re.compile(r"\[[^\]]+\]\(([\w-]+\.md)\)")

HEAD = """\
Policy of Prøvesvar, for all users of this machine. It wins over every user's own settings, and what it says is shown
as locked.

This is an example and does nothing. To decide something, copy it to the place of the policy, writable by administrators
alone and readable by all, and take the # away in front of a line. What stays commented out is left to the user, or has
the built-in value that stands there (of the profile prod; that of test where it differs is named).

Place: /etc/xdg/provesvar/policy.toml (Linux), %ProgramData%\\Provesvar\\policy.toml (Windows, where what the registry says
wins: admin/group-policy.md).
Pages that are named lie in /usr/share/doc/provesvar-gui (Debian), in the folder documents of the program (Windows).

prod: in the profile prod a user's own file cannot say this; only the policy or the built-in value counts.
A line that cannot be used is told in the window with its number and the allowed values; the program asks nobody
anything until then. Afterwards, as an ordinary user: provesvar-gui --self-check"""


def toml(value: object) -> str:
    """A built-in value as TOML writes it."""
    if value is None:
        return '""'  # nobody
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        value = {code: rule._asdict() for code, rule in value}
    return toml_text(value)


def lines() -> Iterator[str]:
    """The template, line by line."""
    for paragraph in HEAD.split("\n"):
        yield f"# {paragraph}".rstrip()
    prod, test = builtin("prod", 2), builtin("test", 2)
    section = ""
    for name, declared in SETTINGS.items():
        table, key = name.split(".")
        if table != section:
            section = table
            yield from ("", f"[{table}]")
        yield ""
        only = "prod. " if declared.policy is not None else ""
        yield from _comment(_LINK.sub(r"admin/\1", f"{declared.help} {declared.note}"))
        yield from _comment(f"{only}Allowed: {declared.rule.allowed}")
        if declared.empty and prod[name] in ("", ()):
            yield from _comment(f"Left out: {declared.empty}")
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
