"""What a failure is put down to once the program's files are others than those it was started from."""

from __future__ import annotations

import queue

import pytest

from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.net.runtime import Failed, Outcome, Runtime


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ImportError(), ErrorCode.PROGRAM_REPLACED),
        (AppError(ErrorCode.VAULT_UNAVAILABLE, "vault: load: error"), ErrorCode.PROGRAM_REPLACED),
        (ExceptionGroup("", [AppError(ErrorCode.VAULT_ABSENT)]), ErrorCode.PROGRAM_REPLACED),
        (AppError(ErrorCode.NO_NETWORK), ErrorCode.NO_NETWORK),
        (AppError(ErrorCode.TOKEN_INVALID), ErrorCode.TOKEN_INVALID),
    ],
)
def test_a_failure_after_an_upgrade_is_told_as_that_where_it_may_come_of_it(error: Exception, code: ErrorCode) -> None:
    async def load_late() -> None:
        raise error

    made = Runtime(replaced=lambda: True)
    made.start()
    outcomes: queue.Queue[Outcome[None]] = queue.Queue()
    try:
        made.submit(load_late, outcomes.put)
        outcome = outcomes.get(timeout=10)
    finally:
        made.close(2.0)
    assert isinstance(outcome, Failed)
    assert outcome.error.code is code
