"""In CI nothing is skipped for want of a tool: the plugin of ``tests/run.sh`` at work on files of its own."""

from __future__ import annotations

import re
from pathlib import Path

from tests.skips import OF_A_SYSTEM, OF_THE_SHARED_DATA, OF_THE_USER, is_meant

ROOT = Path(__file__).parents[3]


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
