"""The errors of the program, as a test expects them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from provesvar_gui.errors import AppError, ErrorCode


class Killed(BaseException):
    """Stands for a kill: nothing runs after it."""


@contextmanager
def app_error(code: ErrorCode) -> Iterator[pytest.ExceptionInfo[AppError]]:
    with pytest.raises(AppError) as caught:
        yield caught
    assert caught.value.code is code, caught.value
