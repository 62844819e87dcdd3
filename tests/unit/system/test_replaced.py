"""Whether the program's files were replaced while it runs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from provesvar_gui.system import replaced

if TYPE_CHECKING:
    from pathlib import Path


def test_another_file_of_the_name(tmp_path: Path) -> None:
    program, newer = tmp_path / "program", tmp_path / "program.new"
    program.write_text("one")
    was_replaced = replaced.watch(program)
    assert not was_replaced()
    newer.write_text("two")
    os.utime(newer, ns=(program.stat().st_mtime_ns, program.stat().st_mtime_ns))
    newer.replace(program)
    assert was_replaced()


def test_a_program_that_was_removed(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("one")
    was_replaced = replaced.watch(program)
    program.unlink()
    assert was_replaced()


def test_nobody_can_tell(tmp_path: Path) -> None:
    was_replaced = replaced.watch(tmp_path / "nothing")
    assert not was_replaced()
    (tmp_path / "nothing").write_text("")
    assert not was_replaced()


def test_the_file_of_this_program() -> None:
    assert replaced.program_file().is_file()
    assert not replaced.watch(replaced.program_file())()
