"""The pages that go with the program: README, SECURITY, and every page under ``packaging/``, the administrators' among them.

``python -m packaging.documents KIND FOLDER`` writes them there; ``KIND``: ``debian``, for the package, or ``frozen``, for the
folder ``documents`` of a frozen program and of the Windows installer. There the folders of the pages lie beside the README: links
are re-aimed; what leads to a file of the checkout that is no page stays as words; what leads to nothing is an error.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parents[1]
TOP = ("README.md", "SECURITY.md")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)#:\s]+)((?:#[^)]*)?)\)")

#: What the README says first where the program is there already.
INSTALLED = {
    "debian": """
*The program is installed on this machine: it starts by its icon, or with `provesvar-gui`, on synthetic people with
`provesvar-gui --sandbox`; `man provesvar-gui` has every option, [examples/policy.toml](examples/policy.toml) every setting of a
policy. What this page and the others say of a checkout is for who builds it.*
""",
    "frozen": """
*The program lies in the folder above this one: it starts by its icon, or with `provesvar-gui`, on synthetic people with
`provesvar-gui --sandbox`; `provesvar-gui --help` has every option, [policy-example.toml](../policy-example.toml) every setting of
a policy. For administrators: [admin](admin/README.md). What this page and the others say of a checkout is for who builds it.*
""",
}


def place_of(path: PurePath, inside: PurePath) -> str:
    """As links say it, on Windows too."""
    return path.relative_to(inside).as_posix()


def pages(kind: str) -> dict[str, str]:
    """Place -> text. Raises LookupError for a link that leads to nothing."""
    inside = ROOT / "packaging"
    sources = {name: ROOT / name for name in TOP} | {place_of(path, inside): path for path in sorted(inside.glob("*/*.md"))}
    places = {source.resolve(): place for place, source in sources.items()}
    places |= {source.parent: f"{source.parent.name}/" for source in sources.values() if source.parent != ROOT}

    def text(place: str, source: Path) -> str:
        def aim(link: re.Match[str]) -> str:
            aimed = (source.parent / link[2]).resolve()
            target, words = places.get(aimed), link[1].removeprefix("packaging/")
            if not aimed.exists():
                raise LookupError(f"{source.relative_to(ROOT)}: {link[2]} is not there")
            if target is None:
                return words
            return f"[{words}]({'../' * place.count('/')}{target}{link[3]})"

        return _LINK.sub(aim, source.read_text("utf-8"))

    written = {place: text(place, source) for place, source in sources.items()}
    title, _, rest = written["README.md"].partition("\n")
    return written | {"README.md": f"{title}\n{INSTALLED[kind]}{rest}"}


def main(arguments: list[str]) -> int:
    """Write them."""
    kind, folder = arguments
    for place, text in pages(kind).items():
        path = Path(folder, place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
