"""Translations: collect the English source strings, compile the catalogues, check that they are complete.

Run with ``update`` after strings have changed (then translate what is unfinished in the .ts files), ``compile`` after
translating, ``check`` in CI.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "i18n"
OWN = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}
_SENTENCE = re.compile(r"[A-Z{].* \S|Usable")
_PLACE = re.compile(r"[a-z]+#[a-z]+")  # of the guide
#: What lupdate takes for words to translators: any ``#:`` before a text, however far above it stands.
_FOR_TRANSLATORS = re.compile(r"^ *<extracomment>.*?</extracomment>\n", re.MULTILINE | re.DOTALL)
_HIDDEN = re.compile(r"""\bf["'].*\{[^}]*\b(?:translate|tr)\([^}]*\}""")


def tool(name: str) -> str:
    """The path of a PySide6 tool in the environment that runs this script."""
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def sources() -> list[str]:
    """The modules that hold screen text."""
    files = [*sorted((ROOT / "provesvar_gui" / "ui").rglob("*.py")), ROOT / "provesvar_gui" / "app.py"]
    return [str(path.relative_to(ROOT)) for path in files if path.exists()]


#: Tables of texts, with the context of their translation: what is assigned in a module, and in these of its classes.
TABLES = (
    ("self_check/findings.py", "SelfCheck", ("Grade", "Item")),
    ("ui/messages.py", "Messages", ("Service",)),
    ("ui/form/basis_picker.py", "AccessBasis", ()),
    ("ui/form/patient_field.py", "NumberText", ()),
    ("ui/admin/import_text.py", "ClientImport", ()),
)


def other_texts() -> list[tuple[str, str]]:
    """Context and text of what is shown and lupdate does not find: of the settings, and of tables of texts."""
    found: list[tuple[str, ast.expr]] = []
    for node in ast.walk(_tree("settings/settings.py")):
        if isinstance(node, ast.Call):
            found += [("Settings", each.value) for each in node.keywords if each.arg == "help"]
        elif isinstance(node, ast.ClassDef) and node.name == "PolicyReason":
            found += [("Settings", each.value) for each in node.body if isinstance(each, ast.Assign)]
    for name in ("checks", "network_checks"):  # whatever is a sentence there, but for docstrings
        tree = _tree(f"self_check/{name}.py")
        described = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found += [("SelfCheck", each) for each in texts if id(each) not in described and _SENTENCE.match(str(each.value))]
    tables: list[tuple[str, ast.stmt]] = []
    for module, context, classes in TABLES:
        for node in _tree(module).body:
            tables += [
                (context, each) for each in (node.body if isinstance(node, ast.ClassDef) and node.name in classes else [node])
            ]
    tables += [("SelfCheck", node) for node in _tree("settings/files.py").body if "'REASONS'" in ast.dump(node)[:60]]
    for context, table in tables:
        if isinstance(table, ast.Assign | ast.AnnAssign) and table.value is not None:
            found += [(context, text) for text in _values(table.value)]
    said = [(context, each.value) for context, each in found if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return [(context, text) for context, text in said if text.strip() not in ("", context) and not _PLACE.fullmatch(text)]


def _tree(module: str) -> ast.Module:
    return ast.parse((ROOT / "provesvar_gui" / module).read_text("utf-8"))


def _values(node: ast.expr) -> list[ast.expr]:
    """What stands in a table, without its keys."""
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _values(value)]
    if isinstance(node, ast.Tuple):
        return [text for value in node.elts for text in _values(value)]
    return [node]


def run(*command: str) -> None:
    """Run a tool quietly; its output comes only with its failure."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own tools
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def update(folder: Path = CATALOGUES) -> None:
    """Bring the catalogues in line with the source strings; translations stay."""
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "other_texts.py"  # as lupdate finds them
        lines = (f"QT_TRANSLATE_NOOP('{context}', {json.dumps(text, ensure_ascii=False)})" for context, text in other_texts())
        texts.write_text("\n".join(lines), "utf-8")
        for language, locale in OWN.items():
            catalogue = folder / f"provesvar_{language}.ts"
            options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", locale]
            options += ["-pluralonly"] if language == "en" else []  # all else is English already
            run(tool("lupdate"), *options, *sources(), str(texts), "-ts", str(catalogue))
            catalogue.write_text(_FOR_TRANSLATORS.sub("", catalogue.read_text("utf-8")), "utf-8")


def compile_all(folder: Path = CATALOGUES) -> None:
    """Turn every .ts into the .qm that the program loads."""
    for catalogue in sorted(folder.glob("*.ts")):
        run(tool("lrelease"), "-silent", str(catalogue), "-qm", str(catalogue.with_suffix(".qm")))


def unfinished(catalogue: Path) -> list[str]:
    """Source strings without a finished translation."""
    root = ElementTree.parse(catalogue).getroot()  # noqa: S314 - our own file
    found = []
    for message in root.iter("message"):
        translation = message.find("translation")
        texts = [] if translation is None else [form.text for form in translation.iter("numerusform")] or [translation.text]
        if translation is None or translation.get("type") == "unfinished" or not texts or not all(texts):
            found.append(message.findtext("source", ""))
    return found


def check() -> list[str]:
    """What is out of date or untranslated."""
    catalogues = sorted(CATALOGUES.glob("*.ts"))
    problems = [f"{each.name}: not translated: {source!r}" for each in catalogues for source in unfinished(each)]
    for module in sources():
        hidden = _HIDDEN.findall((ROOT / module).read_text("utf-8"))
        problems += [f"{module}: lupdate does not find words within an f-string: {each}" for each in hidden]
    with tempfile.TemporaryDirectory() as scratch:
        for catalogue in catalogues:
            (Path(scratch) / catalogue.name).write_bytes(catalogue.read_bytes())
        update(Path(scratch))
        compile_all(Path(scratch))
        for catalogue in catalogues:
            if (Path(scratch) / catalogue.name).read_bytes() != catalogue.read_bytes():
                problems.append(f"{catalogue.name}: source strings have changed; run packaging/i18n.py update")
            compiled = catalogue.with_suffix(".qm")
            if not compiled.exists() or (Path(scratch) / compiled.name).read_bytes() != compiled.read_bytes():
                problems.append(f"{compiled.name}: not compiled from its catalogue; run packaging/i18n.py compile")
    return problems


if __name__ == "__main__":
    action = sys.argv[1] if len(sys.argv) > 1 else "check"
    if action == "update":
        update()
    elif action == "compile":
        compile_all()
    else:
        found = check()
        sys.stdout.write("".join(f"{problem}\n" for problem in found) or "translations: in order\n")
        sys.exit(bool(found))
