"""Ten thousand observations as bytes: parse and map as the results client does, and ``json.loads`` of the same bytes.

Says one line of JSON: processor seconds of each round, and how many observations came out. ``plain`` is ``json.loads`` as any
script has it, ``ours`` work without pauses.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import TYPE_CHECKING

from provesvar_gui.patient.access import AccessBasis, Lookup
from provesvar_gui.patient.numbers import PatientId
from provesvar_gui.platform import gc_tuning
from provesvar_gui.pps.config import OUTCOMES
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import BundleReader
from provesvar_gui.results.model import Coverage, Finding, LookupResult
from tests.benchmarks import canned

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from typing import TypeVar

    T = TypeVar("T")

ROUNDS = 5
LOOKUP = Lookup(number=1, patient=PatientId(canned.NUMBERS["marathon"]), basis=AccessBasis.AKUTT, role_code="LE")
pages = canned.pages("marathon")


def straight(steps: Generator[None, None, T]) -> T:
    """To the end without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: T = end.value
            return value


def map_all() -> LookupResult:
    """As ``pps.client`` does it, a partial result after every page included."""
    mapper = Mapper(LOOKUP, OUTCOMES)
    for number, body in enumerate(pages):
        reader = BundleReader(mapper.prepare)
        for _ in reader.steps(body):
            pass
        straight(mapper.add_page(reader.head, reader.entries, first=number == 0))
        mapper.partial(Coverage())
    straight(mapper.regrow())
    return straight(mapper.finish(Coverage(complete=True), ()))


def load_all() -> None:
    """The least anybody must do."""
    for body in pages:
        json.loads(body)


def count(findings: Iterable[Finding]) -> int:
    """Observations in trees."""
    return sum(1 + count(finding.members) for finding in findings)


def used(work: Callable[[], object]) -> float:
    """Processor seconds."""
    began = time.process_time()
    work()
    return time.process_time() - began


gc.collect()
gc.freeze()  # what the sandbox holds is nobody's business here
found: dict[str, list[float]] = {"ours": [], "plain": []}
observations = count(finding for report in map_all().reports for finding in report.findings)
for _ in range(ROUNDS):
    found["plain"].append(used(load_all))
    gc_tuning.for_window()
    found["ours"].append(used(map_all))
    gc.enable()
sys.stdout.write(json.dumps({**found, "observations": observations}) + "\n")
