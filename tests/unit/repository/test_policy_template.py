"""The template of the policy: every setting, and what stands there is what the program would take, and already has."""

from __future__ import annotations

import re
from pathlib import Path

from provesvar_gui.settings.files import line_of, read_file
from provesvar_gui.settings.settings import SETTINGS, builtin
from tests.unit.repository.tools import tool

made = tool("policy_template.py")


def template() -> str:
    return str(made.template())


def uncommented(text: str) -> str:
    """As an administrator does it: the # in front of a setting, which has no space behind it."""
    return re.sub(r"^#(?=\w)", "", text, flags=re.MULTILINE)


def test_it_decides_nothing_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(template(), "utf-8")
    read = read_file(file)
    assert read is not None
    assert (read.values, read.unknown) == ({}, ())


def test_every_setting_stands_there_with_its_built_in_value(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(uncommented(template()), "utf-8")
    read = read_file(file)
    assert read is not None
    assert read.unknown == ()
    assert list(read.values) == list(SETTINGS)
    assert read.values == builtin("prod", 2)


def test_a_line_that_is_taken_in_is_found_again_by_its_number() -> None:
    text = uncommented(template())
    assert len({line_of(name, text) for name in SETTINGS}) == len(SETTINGS)


def test_the_pages_it_names_go_along() -> None:
    named = set(re.findall(r"[\w./-]+\.md", template()))
    assert named
    assert named <= set(tool("documents.py").pages("debian"))
