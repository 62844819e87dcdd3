"""How long the steps of look-ups took on this machine, counted by the month: for whoever asks whether the program is fast here.

Nothing about anybody can be in it: the file holds the names of our own steps, months, and whole numbers in classes of fixed
bounds. No number, name, organisation, role, basis, outcome, day or time of day. It cannot grow: thirteen months are kept.
"""

from __future__ import annotations

import csv
import io
import json
import stat
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from provesvar_gui.domain import histogram
from provesvar_gui.domain.steps import Run, Step
from provesvar_gui.system.file_lock import FileLock
from provesvar_gui.system.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from provesvar_gui.domain.histogram import Counts

FORMAT: Final = 1
MONTHS: Final = 13
WHOLE: Final = "whole"  # a run from its begin to its end
_LIMIT: Final = 64 * 1024  # bytes; ours is below 20 000
NAMES: Final = (*(step.value for step in Step), WHOLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCounts:
    """``months``: ``2026-11`` -> name of a step -> counts in the classes of ``histogram.BOUNDS``."""

    months: Mapping[str, Mapping[str, Counts]] = field(default_factory=lambda: MappingProxyType({}))

    def total(self, month: str | None = None) -> Mapping[str, Counts]:
        """Of one month, or of all together; every step is there."""
        chosen = self.months.values() if month is None else [self.months.get(month, {})]
        result = dict.fromkeys(NAMES, histogram.NOTHING)
        for steps in chosen:
            for name, counts in steps.items():
                result[name] = histogram.added(result[name], counts)
        return result

    def with_run(self, run: Run, on: date) -> StepCounts:
        """And this run, whose day is forgotten; the oldest month goes where there are too many."""
        month = f"{on.year:04d}-{on.month:02d}"
        steps = dict(self.months.get(month, {}))
        for name, seconds in (*((step.value, took) for step, took in run.seconds.items()), (WHOLE, run.whole)):
            steps[name] = histogram.added(steps.get(name, histogram.NOTHING), histogram.of([seconds]))
        months = {**self.months, month: steps}
        return StepCounts(months={name: months[name] for name in sorted(months)[-MONTHS:]})


class NewerFormatError(Exception):
    """The file is a newer program's: it is left alone."""


class BrokenError(Exception):
    """The file is none of ours, or not whole."""


class CountsFile:
    """The file at ``path``, shared by every program of this user. Blocks: for a daemon thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> StepCounts:
        """What was counted; nothing where there is no file. Raises OSError, BrokenError, NewerFormatError."""
        try:
            if not stat.S_ISREG(self._path.stat().st_mode):  # a pipe keeps whoever opens it waiting
                raise BrokenError
            with self._path.open("rb") as file:
                return parsed(file.read(_LIMIT + 1))
        except FileNotFoundError:
            return StepCounts()

    def add(self, run: Run, on: date) -> bool:
        """Count one run. False where that cannot be done, or another program does it just now: it is only a count."""
        lock = FileLock(self._path.with_suffix(".lock"))
        try:
            if not lock.take():
                return False
            try:
                write_private(self._path, written(self._so_far().with_run(run, on)))
            finally:
                lock.give_back()
        except (OSError, NewerFormatError):
            return False
        return True

    def _so_far(self) -> StepCounts:
        """A broken file is begun anew; one that only cannot be read now is kept, with all that is in it."""
        try:
            return self.read()
        except BrokenError:
            return StepCounts()

    def reset(self) -> bool:
        """Forget all of it; whether it is gone."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return False
        return True


def parsed(data: bytes) -> StepCounts:
    """A file's content; what is not ours in it is passed over. Raises BrokenError, NewerFormatError."""
    try:
        document: Any = json.loads(data) if len(data) <= _LIMIT else None
    except (ValueError, RecursionError):
        raise BrokenError from None
    if not isinstance(document, dict):
        raise BrokenError
    version = document.get("format")
    if type(version) is int and version > FORMAT:
        raise NewerFormatError
    months = document.get("months")
    if version != FORMAT or document.get("bounds") != list(histogram.BOUNDS) or not isinstance(months, dict):
        raise BrokenError
    found: dict[str, dict[str, Counts]] = {}
    for month, steps in months.items():
        if _is_month(month) and isinstance(steps, dict):
            read = {name: histogram.acceptable(steps.get(name)) for name in NAMES}
            found[month] = {name: counts for name, counts in read.items() if counts is not None}
    return StepCounts(months={name: found[name] for name in sorted(found)[-MONTHS:]})


def written(counts: StepCounts) -> bytes:
    """As the file has it, and the export as JSON."""
    document = {
        "format": FORMAT,
        "bounds": list(histogram.BOUNDS),
        "months": {month: {name: list(each) for name, each in steps.items()} for month, steps in counts.months.items()},
    }
    return json.dumps(document, indent=1).encode() + b"\n"


def table(counts: StepCounts) -> str:
    """For a Norwegian spreadsheet, as the journal's: semicolons, a byte order mark, decimal commas. Seconds are upper bounds."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(
        ("month", "step", "count", "p50_seconds", "p95_seconds", *(f"up_to_{_cell(b)}" for b in histogram.BOUNDS), "more")
    )
    for month, steps in counts.months.items():
        for name in NAMES:
            each = steps.get(name)
            if each is not None:
                shares = (histogram.quantile(each, share) for share in (0.5, 0.95))
                rows.writerow((month, name, sum(each), *(map(_cell, shares)), *each))
    return "\ufeff" + out.getvalue()


def _cell(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds == float("inf"):
        return f"> {histogram.BOUNDS[-1]:g}"
    return f"{seconds:g}".replace(".", ",")


def _is_month(text: object) -> bool:
    if not isinstance(text, str) or len(text) != len("2026-11"):
        return False
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return True
