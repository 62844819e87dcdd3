"""The sandbox's own patients, through the program's own parser, without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from provesvar_gui.kodeverk.code_list import bundled
from provesvar_gui.pps.fhir.bundle import Mapper
from provesvar_gui.pps.fhir.reader import loads
from provesvar_gui.results.digest import Digest, digest
from provesvar_gui.results.emergency_table import AcuteTable
from provesvar_gui.results.model import Coverage, LookupResult
from provesvar_gui.sandbox.records import NUMBERS, dumps, reports_of
from tests.gui.results import made

FETCHED = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)  # 03:30 in Norway, the night after the emergency patient's last samples


def parsed(body: bytes, count: int, digits: str) -> LookupResult:
    """An answer of so many reports about that number."""
    bundle = loads(body)
    assert isinstance(bundle, dict)
    entries = bundle.pop("entry")
    assert isinstance(entries, list)
    mapper = Mapper(made.lookup(digits=digits), {})
    made.run(mapper.add_page(bundle, list(map(mapper.prepare, entries))))
    return made.run(mapper.finish(Coverage(fetched=count, total=count, complete=True)))


def patient(number: str = NUMBERS["emergency"]) -> LookupResult:
    stored = reports_of(number, FETCHED)
    resources = {(each["resourceType"], each["id"]): each for one in stored for each in (one.report, *one.related)}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": each} for each in resources.values()]}
    return replace(parsed(dumps(bundle).encode(), len(stored), number), fetched_at=FETCHED)


def digested(result: LookupResult, *, complete: bool = True, table: AcuteTable | None = None) -> Digest:
    return made.run(digest(result, complete=complete, table=table or bundled()))
