"""The texts of the sandbox patients' results in each view are those of the files in this folder.

A change of wording is meant or it is a fault. Where it is meant: ``python -m tests.golden.update``, and read the difference.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import Final

import pytest
from PySide6.QtWidgets import QApplication

from provesvar_gui.ui import i18n
from tests.golden.stage import texts

FOLDER: Final = Path(__file__).parent
_MOST: Final = 200  # lines of a difference


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_views_say_what_they_said(language: str, qapp: QApplication) -> None:
    kept = {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / language).glob("*.txt")}
    now = dict(texts(language))
    difference: list[str] = []
    for name in sorted(kept.keys() | now.keys()):
        before, after = kept.get(name, "").splitlines(), now.get(name, "").splitlines()
        difference += unified_diff(before, after, f"{language}/{name}.txt", "as it is now", n=1, lineterm="")
    if difference:
        more = [f"... and {len(difference) - _MOST} lines more"] if len(difference) > _MOST else []
        pytest.fail("\n".join((*difference[:_MOST], *more)), pytrace=False)
