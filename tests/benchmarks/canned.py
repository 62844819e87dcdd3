"""Synthetic answers of PPS, page by page, as bytes: what the sandbox would send, put together beforehand."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from provesvar_gui.sandbox.records import dumps, reports_of

NUMBERS = {"emergency": "13896900263", "marathon": "12854910009"}  # synthetic: month + 80
PAGE_SIZE = 50
_BASE = "http://localhost/v2"

#: What a user would have instead: it fetches the same answer, reads it, lays its results out, and says how long that took.
PLAIN_PAGE = """<!DOCTYPE html><meta charset="utf-8"><title>Results</title>
<style>td { border: 1px solid #ccc; padding: 4px }</style>
<script>
const flag = result => result.interpretation?.[0]?.coding?.[0]?.display ?? "";
const row = result => [
  result.code.text ?? result.code.coding[0].display,
  (result.valueQuantity?.comparator ?? "") + (result.valueQuantity?.value ?? result.valueCodeableConcept?.text ?? ""),
  result.valueQuantity?.unit ?? "", result.referenceRange?.[0]?.text ?? "", flag(result)];
async function results() {
  document.body.replaceChildren();
  const answer = await fetch("/v2/DiagnosticReport/_search", {method: "POST", body: "_count=50&_skip=0"});
  const bundle = await answer.json();
  const table = document.createElement("table");
  for (const {resource} of bundle.entry)
    if (resource.resourceType === "Observation") {
      const line = table.insertRow();
      for (const text of row(resource)) line.insertCell().textContent = text;
    }
  document.body.append(table);
  document.body.offsetHeight;
  await new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const took = performance.timeOrigin + performance.now() - Number(answer.headers.get("X-Sent-At"));
  return [took / 1000, table.rows.length];
}
</script><body></body>"""
#: The same, with as much as the program's first frame shows.
OVERVIEW_PAGE = Path(__file__).with_name("overview.html").read_text("utf-8")


@cache
def _reports(patient: str) -> tuple[tuple[tuple[str, bytes], ...], ...]:
    """Each report of a patient with what belongs to it, the report first: address and JSON of each entry."""

    def entry(resource: dict[str, object], mode: str) -> tuple[str, bytes]:
        address = f"{resource['resourceType']}/{resource['id']}"
        return address, dumps({"fullUrl": f"{_BASE}/{address}", "resource": resource, "search": {"mode": mode}}).encode()

    return tuple(
        (entry(stored.report, "match"), *(entry(resource, "include") for resource in stored.related))
        for stored in reports_of(NUMBERS[patient], datetime(2026, 11, 25, 12, tzinfo=UTC))
    )


def page(patient: str, skip: int, count: int) -> bytes:
    """One searchset Bundle: the reports, then what belongs to them, each once."""
    reports = _reports(patient)
    chosen = reports[skip : skip + count]
    entries = dict([report for report, *_ in chosen] + [one for _, *related in chosen for one in related])
    head = f'{{"resourceType":"Bundle","type":"searchset","total":{len(reports)},"entry":['.encode()
    return head + b",".join(entries.values()) + b"]}"


def pages(patient: str) -> list[bytes]:
    return [page(patient, skip, PAGE_SIZE) for skip in range(0, len(_reports(patient)), PAGE_SIZE)]
