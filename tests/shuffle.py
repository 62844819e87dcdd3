"""A pytest plugin (``-p tests.shuffle``): the tests in any order. Its seed is printed; ``SHUFFLE=seed`` for the same again."""

from __future__ import annotations

import os
import random
import secrets

import pytest

_SEED = int(os.environ.get("SHUFFLE") or secrets.randbelow(100_000))


def pytest_report_header() -> str:
    return f"shuffled: SHUFFLE={_SEED}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files and tests alike: whole tests, wherever they come from."""
    random.Random(_SEED).shuffle(items)
