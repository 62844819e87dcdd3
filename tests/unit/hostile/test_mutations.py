"""The list of checks is true to the code, and every kind of row has a check of its own that it needs."""

from __future__ import annotations

import pytest

from tests.unit.hostile.mutations import MUTATIONS, Mutation, source_of
from tests.unit.hostile.test_hostile import ROWS


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.module}: {mutation.old.strip()}")
def test_the_check_is_there_once_and_its_rows_exist(mutation: Mutation) -> None:
    assert source_of(mutation).read_text("utf-8").count(mutation.old) == 1
    assert set(mutation.rows) <= {row.name for row in ROWS}
