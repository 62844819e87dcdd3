"""The administrators' page of settings: every one, what may stand there, its built-in value, who decides it in prod and why.

``python -m packaging.settings_page`` writes ``packaging/admin/settings.md``; a test says when it has to be done again. Names,
rules and values are the program's own; what each means, and its default in words where there is no value, is written on the page
and kept. A setting that is new there waits for its meaning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.policy_template import PAGE, meanings, toml
from provesvar_gui.records.defaults import RULES, WHY_POLICY_ONLY, Why, builtin

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHY = {
    Why.WHERE: "decides where requests go",
    Why.LOGIN: "protects login and key",
    Why.OPENING: "decides how restricted results are opened",
    Why.SEEN: "decides who else sees the screen",
    Why.SHOWN: "decides what is shown as what",
    Why.RECORDED: "decides what is recorded",
}
_LONG = 60  # characters of a value that stands in a table
HEAD = """\
# Every setting

Three layers: the built-in value, the user's own file (`settings.toml` in the folder
that `provesvar-gui --self-check` names; or `--config FILE`), and the policy of the machine, which wins and is shown as locked:

| system | policy |
|---|---|
| Linux | `/etc/xdg/provesvar/policy.toml` |
| Windows | `%ProgramData%\\Provesvar\\policy.toml` |
| macOS | `/Library/Application Support/Provesvar/policy.toml` |

Writable by administrators alone, readable by all; TOML in UTF-8. What a line may hold is checked: the window and the self-check
name file, line and what may stand there, and until it is right nobody is asked anything. Names that this version does not know
are told and have no effect, so a policy for a newer version does no harm. A file to begin with, all of it commented out:
`examples/policy.toml` of the Debian package, `policy-example.toml` beside the program for Windows.

*Policy* in the last column: in the profile `prod` a user's own file cannot say it, with the reason; such a file is refused. Under
`test` a user's file cannot name the production hosts, however they are spelled. A policy that may not be read, or is a link to
nothing, counts as one that cannot be used, not as none.

After a change nothing has to be restarted but for the language and the log level: the next start reads the files, and so does the
next try after one that failed on the set-up. Then, as an ordinary user, `provesvar-gui --self-check`; in the window `Ctrl+,`."""


def page() -> str:
    """All of it."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    said = meanings(PAGE.read_text("utf-8"))
    prod, test = builtin("prod", 2), builtin("test", 2)
    section = ""
    for name, rule in RULES.items():
        table, key = name.split(".")
        if table != section:
            section = table
            yield from ("", f"## [{table}]", "", "| setting | means | allowed | built in | in prod |", "|---|---|---|---|---|")
        meaning, value = said.get(name, ("", ""))
        built = f"{_code(prod[name])}" if prod[name] not in ("", (), None) else value or "–"
        if name == "profile.name":
            built = _code(test[name])
        elif prod[name] != test[name]:
            built += f"; test: {_code(test[name])}" if test[name] not in ("", (), None) else "; test: –"
        who = f"policy: {_WHY[WHY_POLICY_ONLY[name]]}" if name in WHY_POLICY_ONLY else ""
        yield f"| `{key}` | {_cell(meaning)} | `{_cell(_short(rule.allowed))}` | {built} | {who} |"


def _code(value: object) -> str:
    return f"`{_cell(_short(toml(value)))}`"


def _short(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG].rstrip()} …"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
