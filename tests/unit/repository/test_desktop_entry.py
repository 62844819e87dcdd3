"""What a Linux desktop is told of the program: nothing of a patient can come in by it, and it is as the program has it."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from provesvar_gui.options import parse
from tests.unit.repository.tools import ROOT

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
    found = re.search(rf'^{name} = "([^"]+)"', APP, re.MULTILINE)
    assert found is not None
    return found[1]


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


def test_a_desktop_finds_the_entry_of_a_window() -> None:
    for path in ENTRIES:
        assert f'"{entry(path.name)["Desktop Entry"]["StartupWMClass"]}"' in APP


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
