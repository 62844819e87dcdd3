"""Known vulnerabilities of what the lock files name: found, none, not asked, an answer that cannot be read."""

from __future__ import annotations

import http.client
import json
import urllib.error
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from packaging.vulnerabilities import PYTHON_LOCKS, ROOT, judge_python, locked, status

PACKAGES = [("anyio", "4.16.0"), ("httpx", "0.28.1")]
NONE: dict[str, Any] = {"info": {}, "vulnerabilities": []}
ONE: dict[str, Any] = {"vulnerabilities": [{"id": "PYSEC-2026-1", "fixed_in": ["0.28.2"], "withdrawn": None}]}
WITHDRAWN: dict[str, Any] = {"vulnerabilities": [{"id": "PYSEC-2026-1", "fixed_in": [], "withdrawn": "2026-11-01T00:00:00Z"}]}


def index(answers: Mapping[str, object]) -> Callable[[str], bytes]:
    """An index that knows these paths and no other."""

    def fetch(path: str) -> bytes:
        answer = answers[path]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    return fetch


def test_every_lock_file_is_read() -> None:
    for name in PYTHON_LOCKS:
        lock = (ROOT / name).read_text("utf-8")
        pinned = [line for line in lock.splitlines() if line and line[0] not in " #"]
        assert len(locked(lock)) == len(pinned) > 5, name
    assert locked("cffi==2.1.1 ; python_version != '3'\n    # via x==1\n") == [("cffi", "2.1.1")]


@pytest.mark.parametrize(
    ("second", "code", "line"),
    [
        (NONE, 0, "Python: 2 packages, no known vulnerability"),
        (WITHDRAWN, 0, "Python: 2 packages, no known vulnerability"),
        (ONE, 1, "Python: VULNERABLE: httpx 0.28.1: PYSEC-2026-1, fixed in ['0.28.2']"),
        (urllib.error.URLError("no route"), 0, "could not be asked (<urlopen error no route>)"),
        (http.client.IncompleteRead(b""), 0, "NOT CHECKED"),
        (b"<html>", 0, "NOT CHECKED: the advisory database could not be asked (its answer cannot be read)"),
        ({"vulnerabilities": [1]}, 0, "its answer cannot be read"),
        ([], 0, "its answer cannot be read"),
    ],
)
def test_what_the_python_index_says(second: object, code: int, line: str) -> None:
    verdict = judge_python(PACKAGES, index({"anyio/4.16.0/json": NONE, "httpx/0.28.1/json": second}))
    assert status([verdict]) == code
    (said,) = verdict.lines()
    assert line in said
    assert ("no known vulnerability" in said) == (second in (NONE, WITHDRAWN))
