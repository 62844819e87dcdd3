"""Synthetic answers of PPS, page by page, as bytes: what the sandbox would send, put together beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from provesvar_gui.sandbox.records import dumps, reports_of

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = {"emergency": "13896900263", "marathon": "12854910009"}  # synthetic: month + 80
PAGE_SIZE = 50
_BASE = "http://localhost/v2"
_DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)

Entry = tuple[str, bytes]  # address, JSON


@cache
def _reports(patient: str) -> tuple[tuple[Entry, tuple[Entry, ...]], ...]:
    """Each report of a patient and what belongs to it."""
    return tuple(
        (_entry(stored.report, "match"), tuple(_entry(resource, "include") for resource in stored.related))
        for stored in reports_of(NUMBERS[patient], _DAY)
    )


def _entry(resource: dict[str, Any], mode: str) -> Entry:
    address = f"{resource['resourceType']}/{resource['id']}"
    return address, dumps({"fullUrl": f"{_BASE}/{address}", "resource": resource, "search": {"mode": mode}}).encode()


def page(patient: str, skip: int, count: int) -> bytes:
    """One searchset Bundle: the reports, then what belongs to them, each once."""
    reports = _reports(patient)
    chosen = reports[skip : skip + count]
    entries = dict([report for report, _ in chosen])
    for _, related in chosen:
        entries.update(related)
    return _bundle(len(reports), entries.values())


def pages(patient: str) -> list[bytes]:
    """All pages of the service's own size."""
    return [page(patient, skip, PAGE_SIZE) for skip in range(0, len(_reports(patient)), PAGE_SIZE)]


def observations(patient: str) -> int:
    """How many observations a patient has."""
    return sum(address.startswith("Observation/") for _, related in _reports(patient) for address, _ in related)


def _bundle(total: int, entries: Iterable[bytes]) -> bytes:
    head = f'{{"resourceType":"Bundle","type":"searchset","total":{total},"entry":['.encode()
    return head + b",".join(entries) + b"]}"
