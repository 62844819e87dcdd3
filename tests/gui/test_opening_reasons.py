"""The coded reasons: as many as there are number keys for them, in both languages, with codes that the journal keeps."""

from __future__ import annotations

import pytest

from provesvar_gui.records.journal.entry import _CODE
from provesvar_gui.ui.opening.reasons import read


@pytest.mark.parametrize("english", [False, True])
def test_six_at_most_each_with_a_code_and_words(english: bool) -> None:
    reasons = read(english=english)
    assert 4 <= len(reasons) <= 6
    assert len({each.code for each in reasons}) == len(reasons)
    assert all(_CODE.fullmatch(each.code) for each in reasons)
    assert all(each.words.strip() for each in reasons)


def test_both_languages_have_the_same_codes() -> None:
    assert [each.code for each in read(english=True)] == [each.code for each in read(english=False)]
