"""The coded reasons: as many as there are number keys for them, in every language, with codes that the journal keeps."""

from __future__ import annotations

import pytest

from provesvar_gui.records.journal.entry import _CODE
from provesvar_gui.ui.i18n import LANGUAGES
from provesvar_gui.ui.opening.texts import read_reasons


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_at_most_each_with_a_code_and_words(language: str) -> None:
    reasons = read_reasons(language)
    assert 4 <= len(reasons) <= 6
    assert len({each.code for each in reasons}) == len(reasons)
    assert all(_CODE.fullmatch(each.code) for each in reasons)
    assert all(each.words.strip() for each in reasons)


def test_each_language_has_words_of_its_own() -> None:
    assert len({each.words for language in LANGUAGES for each in read_reasons(language)}) == len(LANGUAGES) * len(
        read_reasons("nb")
    )
