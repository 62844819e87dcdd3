"""The administrators' page of settings: every one, what may stand there, its built-in value, who decides it in prod and why.

``python -m packaging.settings_page`` writes ``packaging/admin/settings.md`` from the declarations in ``settings/settings.py``; a
test says when it has to be done again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.policy_template import ROOT, toml
from provesvar_gui.settings.settings import SECTIONS, SETTINGS, builtin

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = ROOT / "packaging" / "admin" / "settings.md"
_LONG = 60  # characters of a value that stands in a table
HEAD = """\
# Every setting

Three layers: the built-in value, the user's own file (`settings.toml` in the folder
that `provesvar-gui --self-check` names; or `--config FILE`), and the policy of the machine, which wins and is shown as locked:

| system | policy |
|---|---|
| Linux | `/etc/xdg/provesvar/policy.toml` |
| Windows | `%ProgramData%\\Provesvar\\policy.toml`, and over it the registry: [Group Policy](group-policy.md) |
| macOS | `/Library/Application Support/Provesvar/policy.toml` |

Writable by administrators alone, readable by all; TOML in UTF-8. What a line may hold is checked: the window and the self-check
name file, line and what may stand there, and until it is right nobody is asked anything. Names that this version does not know
are told and have no effect, so a policy for a newer version does no harm. A file to begin with, all of it commented out:
`examples/policy.toml` of the Debian package, `policy-example.toml` beside the program for Windows.

*Policy* in the last column: in the profile `prod` a user's own file cannot say it, with the reason; such a file is refused. Under
`test` a user's file cannot name the production hosts, however they are spelled; where a policy names one, it counts as `prod`
for this. A policy that may not be read, or is a link to
nothing, counts as one that cannot be used, not as none.

A change counts from the next start of the program (with `ui.tray`, `Ctrl+Shift+Q` ends it), or from the next try after one that
failed on the set-up, but for the language. After it, as an ordinary user, `provesvar-gui --self-check`; in the window
`Ctrl+,`."""


def page() -> str:
    """All of it."""
    return "\n".join([HEAD, *(line for section in SECTIONS for line in _section(section))]) + "\n"


def _section(section: str) -> Iterator[str]:
    yield from ("", f"## [{section}]", "", "| setting | means | allowed | built in | in prod |", "|---|---|---|---|---|")
    prod, test = builtin("prod", 2), builtin("test", 2)
    for name, declared in SETTINGS.items():
        table, key = name.split(".")
        if table != section:
            continue
        built = _code(prod[name]) or declared.empty or "–"
        if name == "profile.name":
            built = _code(test[name])
        elif prod[name] != test[name]:
            built += f"; test: {_code(test[name])}"
        meaning = _cell(f"{declared.help} {declared.note}".rstrip())
        who = f"policy: {declared.policy.value}" if declared.policy is not None else ""
        yield f"| `{key}` | {meaning} | `{_cell(_short(declared.rule.allowed))}` | {built} | {who} |"


def _code(value: object) -> str:
    return "" if value in ("", (), None) else f"`{_cell(_short(toml(value)))}`"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()} …"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
