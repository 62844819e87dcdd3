"""Ten thousand observations as bytes: parse and map as the results client does, and ``json.loads`` of the same bytes.

Says one line of JSON: processor seconds of each round of both, and how many observations came out.
"""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from provesvar_gui import pacing
from provesvar_gui.domain.access import AccessBasis
from provesvar_gui.domain.identifiers import PatientId
from provesvar_gui.domain.lookup import Lookup
from provesvar_gui.domain.results import Coverage, Finding, LookupResult
from provesvar_gui.pps.config import OUTCOMES
from provesvar_gui.pps.json_reader import BundleReader
from provesvar_gui.pps.parse.bundle import Mapper
from tests.benchmarks import canned

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
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
        reader = BundleReader()
        for _ in reader.steps(body, "application/fhir+json"):
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


pacing.begin()
ours, plain, observations = [], [], 0
for _ in range(ROUNDS):
    began = time.process_time()
    load_all()
    between = time.process_time()
    result = map_all()
    ours.append(time.process_time() - between)
    plain.append(between - began)
    observations = sum(count(report.findings) for report in result.reports)
    del result
sys.stdout.write(json.dumps({"ours": ours, "plain": plain, "observations": observations}) + "\n")
