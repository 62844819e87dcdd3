"""The list of checks is true to the code, and every kind of row has a check of its own that it needs.

Of the checks themselves a quarter is switched off in each run, another one each day: its number stands in the names of the tests,
and ``PROVESVAR_MUTATIONS=N`` (0 to 3) tries that one again.
"""

from __future__ import annotations

import datetime
import os

import pytest

from tests.hostile.mutations import MUTATIONS, SHARES, Mutation, left, source_of, works
from tests.hostile.test_hostile import EVERY

SHARE = int(os.environ.get("PROVESVAR_MUTATIONS") or datetime.datetime.now(datetime.UTC).toordinal()) % SHARES


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: f"{mutation.module}: {mutation.old.strip()}")
def test_the_check_is_there_once_and_its_rows_exist(mutation: Mutation) -> None:
    assert source_of(mutation).read_text("utf-8").count(mutation.old) == 1
    assert set(mutation.rows) <= {row.name for row in EVERY}


def test_a_row_passes_where_nothing_is_switched_off() -> None:
    assert works()


@pytest.mark.parametrize(
    "number", range(SHARE, len(MUTATIONS), SHARES), ids=lambda number: f"PROVESVAR_MUTATIONS={SHARE}:{number}"
)
def test_a_check_that_is_switched_off_is_missed(number: int) -> None:
    survived = left(number)
    assert not survived, f"without {MUTATIONS[number].old.strip()!r} in {MUTATIONS[number].module} these still pass:\n{survived}"
