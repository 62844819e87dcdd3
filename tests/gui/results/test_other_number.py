"""Results on another kind of number, or an invalid one, have one name on every screen, and consistent counts.

It is set apart. What is withheld, since it may be about another person, is called nothing like it (invariant 4).
"""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Final

import pytest

from provesvar_gui.results.model import Coverage
from provesvar_gui.ui.results.common import outcome_text
from tests.gui.results import made
from tests.gui.results.sandbox_patients import digested
from tests.gui.results.test_flowsheet import potassium

UI: Final = Path(__file__).parents[3] / "provesvar_gui" / "ui"
I18N: Final = Path(__file__).parents[3] / "resources" / "i18n"
TRANSLATES: Final = {"translate", "tr", "QT_TRANSLATE_NOOP"}


@pytest.mark.parametrize("apart", [False, True])
def test_without_another_number_none_is_named(apart: bool) -> None:
    other = (made.report("9", potassium("5.5", 3)),) if apart else ()
    result = made.result(made.report("1", potassium("4.0", 1)), other_identifier=other, coverage=Coverage(complete=True))
    summary = digested(result).summary
    assert summary is not None
    assert (summary.apart, summary.apart_results) == (len(other), len(other))
    assert ("another kind of number" in outcome_text.coverage(result, summary, partial=False)) is apart


def said_anywhere() -> set[str]:
    """Every text that is translated."""
    said = set()
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if called in TRANSLATES:
                    said |= {each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)}
    return said


def test_what_is_set_apart_and_what_is_withheld_cannot_be_taken_for_each_other() -> None:
    """Who reads that something is withheld must not take the button of what is set apart for the way to it."""
    said = said_anywhere()
    assert {each for each in said if "another number" in each.casefold()} == {"Another number was scanned"}
    withheld = {each for each in said if "withheld:" in each}
    assert len(withheld) == 3
    # A number that cannot be one, by a slip or by what was masked, is set apart too, and that one may be somebody else's.
    kinds = {each for each in said if re.search(r"kinds? of number", each)}
    assert len(kinds) > 10
    assert all("another kind of number or an invalid one" in each for each in kinds), kinds
    assert all("withheld: may be about another person" in each for each in withheld)
    assert not [each for each in withheld if "kind" in each]
    for language, apart, forms in (
        ("nb", "annen type nummer eller et ugyldig", ("annet nummer", "andre nummer")),
        ("nn", "annan type nummer eller eit ugyldig", ("anna nummer", "andre nummer")),
    ):
        for source, translated in catalogue(language):
            assert ("type nummer" in translated) <= (apart in translated), translated
            assert ("another kind of number" in source) <= (apart in translated), translated
            assert ("may be about another person" in source) <= (("kan gjelde e" in translated) and "type" not in translated)
            assert source == "Another number was scanned" or not any(each in translated for each in forms), translated


def catalogue(language: str) -> list[tuple[str, str]]:
    """Every text of the program, and each form of its translation."""
    root = ElementTree.parse(I18N / f"provesvar_{language}.ts").getroot()
    found = []
    for message in root.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
        found += [(message.findtext("source", ""), form) for form in forms]
    return found
