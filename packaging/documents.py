"""What goes with the program: README, SECURITY, pages and scripts for administrators, templates for Group Policy (``admx.py``).

Pages are all below ``packaging/``, scripts those that they name.

``python -m packaging.documents KIND FOLDER`` writes them there; ``KIND``: ``debian``, for the package, or ``frozen``, for the
folder ``documents`` of a frozen program and of the Windows installer. There the folders of the pages lie beside the README: links
are re-aimed; what leads to a file of the checkout that is no page stays as words, a picture is left out; what leads to nothing is
an error. Where a page names one of these files by its path in the checkout, its path on that machine stands instead.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath

from packaging import admx

ROOT = Path(__file__).resolve().parents[1]
TOP = ("README.md", "SECURITY.md")
#: For administrators, who run them without the program; by their place.
SCRIPTS = {
    "admin/handover_client.py": "packaging/admin/handover_client.py",
    "admin/roll_out.py": "packaging/admin/roll_out.py",
    "windows/policy/Install-ProvesvarPolicy.ps1": "packaging/windows/policy/Install-ProvesvarPolicy.ps1",
    "windows/policy/Test-ProvesvarPolicy.ps1": "packaging/windows/policy/Test-ProvesvarPolicy.ps1",
}
#: Where they lie: a frozen program's, below its folder.
LIE_IN = {"debian": "/usr/share/doc/provesvar-gui/", "frozen": "documents/"}
_OURS = re.compile(r"(?<![\w./])packaging/([\w./-]*[\w/])")
_LINK = re.compile(r"!?\[([^\]]*)\]\(([^)#:\s]+)((?:#[^)]*)?)\)")

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
a policy. For administrators: [admin](admin/README.md); paths that begin with `documents/` are below that folder. What this
page and the others say of a checkout is for who builds it.*
""",
}


def place_of(path: PurePath, inside: PurePath) -> str:
    """As links say it, on Windows too."""
    return path.relative_to(inside).as_posix()


def pages(kind: str) -> dict[str, str]:
    """Place -> text, of scripts too. Raises LookupError for a link that leads to nothing."""
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
                return "" if link[0].startswith("!") else words
            return f"[{words}]({'../' * place.count('/')}{target}{link[3]})"

        return _LINK.sub(aim, source.read_text("utf-8"))

    written = {place: text(place, source) for place, source in sources.items()}
    written |= {place: (ROOT / source).read_text("utf-8") for place, source in SCRIPTS.items()}
    written |= {f"windows/PolicyDefinitions/{place}": text for place, text in admx.files().items()}
    folders = {f"{parent.as_posix()}/" for place in written for parent in PurePath(place).parents}

    def path(named: re.Match[str]) -> str:
        return LIE_IN[kind] + named[1] if named[1] in written or named[1] in folders else named[0]

    written = {place: _OURS.sub(path, said) for place, said in written.items()}
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
