"""In CI nothing is skipped for want of a tool: the plugin of ``tests/run.sh`` at work on files of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.skips import OF_A_SYSTEM, OF_THE_SHARED_DATA, OF_THE_USER, is_meant

ROOT = Path(__file__).parents[3]
FILE = """
import pytest

def test_passes(): pass

@pytest.mark.skipif(True, reason={reason!r})
def test_by_a_mark(): pass

def test_by_a_call(): pytest.skip({reason!r})

@pytest.mark.xfail(reason="known", strict=True)
def test_known(): assert False
"""
WHOLE = "import pytest\npytest.importorskip('no_such_module_at_all')\n"


def outcome(folder: Path, text: str, ci: str) -> tuple[int, str]:
    """The exit code and what was said, of one file with that text."""
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_some.py").write_text(text)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.skips",
        "-p",
        "no:cacheprovider",
        "-c",
        str(folder / "pytest.ini"),
    ]
    environment = {name: value for name, value in os.environ.items() if name != "CI"} | ({"CI": ci} if ci else {})
    done = subprocess.run(
        [*command, str(folder)], cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=50
    )
    return done.returncode, done.stdout


def test_a_missing_tool_is_a_failure(tmp_path: Path) -> None:
    code, said = outcome(tmp_path, FILE.format(reason="this machine lacks chromium"), "true")
    assert code == 1
    assert "1 failed, 1 passed, 1 xfailed, 1 error" in said  # a mark counts as a failure of the setup
    assert "this machine lacks chromium" in said


def test_a_whole_file_that_is_skipped_is_a_failure(tmp_path: Path) -> None:
    code, said = outcome(tmp_path, WHOLE, "true")
    assert code == pytest.ExitCode.INTERRUPTED
    assert "no_such_module_at_all" in said


def test_what_is_meant_stays_skipped(tmp_path: Path) -> None:
    assert outcome(tmp_path, FILE.format(reason="root writes everywhere"), "true")[0] == 0


@pytest.mark.parametrize("text", [FILE.format(reason="this machine lacks chromium"), WHOLE])
def test_nothing_changes_elsewhere(tmp_path: Path, text: str) -> None:
    assert outcome(tmp_path, text, "")[0] in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


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
