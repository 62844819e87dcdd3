"""Asks the package indexes whether what the lock files name has a known vulnerability.

A known one fails. An index that cannot be asked, or does not answer as expected, is told and fails nothing: then nothing is
known. Which indexes: pip's and npm's own settings say it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parent.parent
PYTHON_LOCKS = ("requirements.lock", "tests/requirements.lock", "packaging/frozen/requirements.lock")
NPM_FOLDER = "tests/interop"
_LOCKED = re.compile(r"(?m)^([a-z0-9][a-z0-9._-]*)==([^\s;]+)")
_INDEX = re.compile(r"--index-url <url>.*?\(default\s+(\S+?)\)", re.DOTALL)
_SECONDS = 15.0  # for one answer


@dataclass(kw_only=True)
class Verdict:
    """``found``: a line for each known vulnerability. ``unasked``: why not everything was asked; "" where it was."""

    what: str
    asked: int = 0
    found: list[str] = field(default_factory=list)
    unasked: str = ""

    def lines(self) -> list[str]:
        """For the log of CI."""
        said = [f"{self.what}: VULNERABLE: {line}" for line in self.found]
        if self.unasked:
            said.append(f"{self.what}: NOT CHECKED: the advisory database could not be asked ({self.unasked})")
        elif not self.found:
            said.append(f"{self.what}: {self.asked} packages, no known vulnerability")
        return said


def locked(lock: str) -> list[tuple[str, str]]:
    """Name and version of each package that a lock file of pip's names."""
    return _LOCKED.findall(lock)


def judge_python(packages: Iterable[tuple[str, str]], fetch: Callable[[str], bytes]) -> Verdict:
    """``fetch``: what the index says at ``name/version/json``; raises OSError. The first failure is the last question."""
    verdict = Verdict(what="Python")
    for name, version in packages:
        try:
            known = json.loads(fetch(f"{name}/{version}/json"))["vulnerabilities"]
            open_ones = [one for one in known if not one.get("withdrawn")]
            lines = [f"{name} {version}: {one['id']}, fixed in {one.get('fixed_in') or 'no version'}" for one in open_ones]
        except (OSError, HTTPException) as error:
            verdict.unasked = str(error) or type(error).__name__
            break
        except (ValueError, KeyError, TypeError, AttributeError):
            verdict.unasked = "its answer cannot be read"
            break
        verdict.found += lines
        verdict.asked += 1
    return verdict


def judge_npm(answer: str) -> Verdict:
    """``answer``: what ``npm audit --json`` printed; "" where there is no npm."""
    verdict = Verdict(what="npm")
    try:
        said: Any = json.loads(answer)
        counted, known = said["metadata"]["dependencies"]["total"], said["vulnerabilities"]
        verdict.found = [f"{name}: {one['severity']}, {one['range']}" for name, one in known.items()]
        verdict.asked = int(counted)
    except (ValueError, KeyError, TypeError, AttributeError):
        message = re.search(r'"message": "([^"]*)"', answer)
        verdict.unasked = message[1] if message else "npm gave no answer that can be read"
    return verdict


def status(verdicts: Iterable[Verdict]) -> int:
    """1 where a vulnerability is known."""
    return int(any(verdict.found for verdict in verdicts))


@cache
def _json_base() -> str:
    """The index's JSON API stands beside the simple one that pip uses. Raises OSError."""
    command = [sys.executable, "-m", "pip", "install", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "999"}).stdout  # noqa: S603 - our own Python
    index = _INDEX.search(said)
    if index is None:
        raise OSError("pip does not say which index it uses")
    return f"{index[1].rstrip('/').removesuffix('/simple')}/pypi"


def _ask_index(path: str) -> bytes:
    with urllib.request.urlopen(f"{_json_base()}/{path}", timeout=_SECONDS) as answer:  # noqa: S310 - pip's own index
        return bytes(answer.read())


def _npm_audit() -> str:
    command = ["npm", "audit", "--package-lock-only", "--json", "--fetch-retries=0", f"--fetch-timeout={_SECONDS * 1000:.0f}"]
    try:
        done = subprocess.run(command, cwd=ROOT / NPM_FOLDER, capture_output=True, text=True, check=False, timeout=4 * _SECONDS)  # noqa: S603 - npm from PATH
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def main() -> int:
    """For CI."""
    packages = sorted({each for lock in PYTHON_LOCKS for each in locked((ROOT / lock).read_text("utf-8"))})
    verdicts = [judge_python(packages, _ask_index), judge_npm(_npm_audit())]
    for verdict in verdicts:
        sys.stdout.write("".join(f"{line}\n" for line in verdict.lines()))
    return status(verdicts)


if __name__ == "__main__":
    sys.exit(main())
