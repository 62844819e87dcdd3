"""The wheel installs the whole program, and in CI nothing is skipped for want of a tool."""

from __future__ import annotations

import ast
import configparser
import datetime
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

import pytest

from provesvar_gui.cli import client, journal
from provesvar_gui.command_line import command, parse
from tests.skips import OF_A_SYSTEM, OF_THE_SHARED_DATA, OF_THE_USER, is_meant
from tests.unit.repository.tools import ROOT, tool

BROUGHT_BY: Final = {"shiboken6": {"pyside6-essentials"}, "secretstorage": {"keyring"}, "win32ctypes": {"keyring"}}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The first names of everything that the program imports anywhere, but Python's own and ours."""
    names: set[str] = set()
    for path in (ROOT / "provesvar_gui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
    return names - set(sys.stdlib_module_names) - {"provesvar_gui"}


def test_everything_that_is_imported_is_a_dependency_and_none_is_an_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in project["dependencies"]}
    by_name = packages_distributions()
    used = {name: {plain(each) for each in by_name[name]} for name in imported() & set(by_name)}  # Qt is not everywhere
    assert {"starlette", "uvicorn", "jinja2", "httpx", "jeepney"} <= set(used)
    assert not {name for name, found in used.items() if not (found | BROUGHT_BY.get(name, set())) & named}
    assert set(project["optional-dependencies"]) == {"dev"}


def test_shared_data_may_be_absent_but_not_half_there() -> None:
    reasons = (*OF_THE_SHARED_DATA, "got empty parameter set for (path)")
    assert all(is_meant(reason, shared=False) and not is_meant(reason, shared=True) for reason in reasons)


def test_every_reason_on_the_list_is_one_of_a_test() -> None:
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py") if path.name != "skips.py")
    sources = re.sub(r'f"\{FOLDER.name\} is', '"fhir is', sources)
    assert [each for each in (*OF_THE_USER, *OF_A_SYSTEM, *OF_THE_SHARED_DATA) if f'"{each}"' not in sources] == []


def test_the_tests_are_run_with_it() -> None:
    runs = [line for line in (ROOT / "tests" / "run.sh").read_text().splitlines() if "-m pytest" in line]
    assert len(runs) >= 6
    assert all("-p tests.skips" in line for line in runs)
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text()


FOLDER = ROOT / "packaging/linux/desktop"
ENTRIES = sorted(FOLDER.glob("*.desktop"))
METAINFO = FOLDER / "no.provesvar.Provesvar.metainfo.xml"
APP = (ROOT / "provesvar_gui/app.py").read_text("utf-8")  # read, not imported: it needs Qt


def entry(name: str) -> configparser.RawConfigParser:
    read = configparser.RawConfigParser(interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]  # as configparser's manual has it: letter case counts
    read.read(FOLDER / name, "utf-8")
    return read


def constant(name: str) -> str:
    (found,) = re.findall(rf'^{name} = "([^"]+)"', APP, re.MULTILINE)
    return str(found)


def test_there_is_one_for_the_program_and_one_for_practice() -> None:
    assert {path.stem for path in ENTRIES} == {constant("APPLICATION_ID"), constant("PRACTICE_ID")}


@pytest.mark.hazard("S15")
@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
def test_every_start_is_one_the_program_knows_and_takes_nothing_from_outside(path: Path) -> None:
    read = entry(path.name)
    for section in read.sections():
        command, *arguments = shlex.split(read[section]["Exec"])
        assert command == "provesvar-gui"
        assert "%" not in read[section]["Exec"]  # no file, no address: nothing that could hold a number
        assert not parse(arguments).headless
        assert "MimeType" not in read[section]


def test_the_real_one_starts_the_real_program_and_the_other_one_the_sandbox() -> None:
    real, practice = (entry(f"{constant(name)}.desktop") for name in ("APPLICATION_ID", "PRACTICE_ID"))
    assert real["Desktop Entry"]["Exec"] == "provesvar-gui"
    assert [real[f"Desktop Action {name}"]["Exec"] for name in real["Desktop Entry"]["Actions"].strip(";").split(";")] == [
        "provesvar-gui --sandbox"
    ]
    assert practice["Desktop Entry"]["Exec"] == "provesvar-gui --sandbox"
    assert practice["Desktop Entry"]["NoDisplay"] == "true"
    assert real["Desktop Entry"]["Icon"] != practice["Desktop Entry"]["Icon"]


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not here")
def test_the_entries_are_valid() -> None:
    said = subprocess.run(["desktop-file-validate", *map(str, ENTRIES)], capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstream is not here")
def test_the_description_is_valid() -> None:
    # The program has no page of its own on the net.
    command = ["appstreamcli", "validate", "--no-net", "--override", "url-homepage-missing=info", str(METAINFO)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout


PAGE = str(tool("man_page.py").page(datetime.date(2026, 11, 25)))
SPOKEN = PAGE.replace(r"\-", "-").replace(r"\&", "")


def test_every_option_has_an_entry_with_its_own_words() -> None:
    parser, _ = command()
    shown = [action for action in parser._actions if action.help != "==SUPPRESS=="]
    assert len(shown) > 15
    for action in shown:
        heading = ", ".join(f"\\fB{name}\\fR" for name in action.option_strings)
        entry = SPOKEN.split(f".TP\n{heading}", 1)[1].split("\n.", 1)[0]
        assert str(action.help)[1:] in entry
        assert action.nargs == 0 or str(action.metavar or (action.choices and "|".join(action.choices))) in entry


def test_it_names_no_option_that_is_not_there() -> None:
    parser, _ = command()
    known = {name for action in parser._actions if action.help != "==SUPPRESS==" for name in action.option_strings}
    assert set(re.findall(r"(?<!\w)--[a-z][a-z-]+", SPOKEN)) <= known


def test_it_has_every_exit_status() -> None:
    section = PAGE.split(".SH EXIT STATUS", 1)[1].split(".SH ", 1)[0]
    named = set(map(int, re.findall(r"^\.TP\n\.B (\d+)$", section, re.MULTILINE)))
    used = {0, 1, 2, 128 + signal.SIGPIPE}  # as a shell tells of it
    for module in (client, journal):
        used |= {value for name, value in vars(module).items() if name.isupper() and name[0] != "_" and isinstance(value, int)}
    assert {3, 4, 5, 6, 141} <= used
    assert named == used


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not here")
def test_a_man_reader_finds_no_fault() -> None:
    said = subprocess.run(["mandoc", "-Tlint", "-Wwarning"], input=PAGE, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout) == (0, "")


@pytest.mark.hazard("S15")
def test_nothing_of_it_runs_as_root() -> None:
    folder = ROOT / "packaging/debian"
    scripts = {"preinst", "postinst", "prerm", "postrm", "config", "triggers", "provesvar-gui.service"}
    assert not scripts & {path.name for path in folder.rglob("*")}
    assert not re.search(r"DEBIAN/(?!control|md5sums)\w", (folder / "build.sh").read_text("utf-8").replace("DEBIAN/*", ""))
    assert not any(word in (folder / "build.sh").read_text("utf-8") for word in ("/etc/", "systemd", "init.d", "04755", "setcap"))
