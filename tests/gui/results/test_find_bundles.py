"""Forty-eight answers of real laboratory systems: every result is found by all that was sent of it.

What is looked for is read from the raw JSON, by code that knows nothing of the program's own parsing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from provesvar_gui.results import placed, search
from provesvar_gui.results.search import ResultQuery
from provesvar_gui.ui.results.find.bar import is_marked, is_report_marked
from tests.gui.results.test_bundles import BUNDLES, Raw, read, run, said_by, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from provesvar_gui.results.search import SearchIndex, SearchMatches


def codes(concept: Raw) -> list[str]:
    return [each["code"] for each in concept.get("coding", []) if each.get("code")]


def told(raw: Raw, by_reference: dict[str, Raw]) -> Iterator[str]:
    """Everything by which one result has to be found."""
    for key in ("code", "valueCodeableConcept", "method"):
        yield from said_by(raw.get(key, {}))
        yield from codes(raw.get(key, {}))
    for category in raw.get("category", []):
        yield from said_by(category)
    for each in raw.get("interpretation", []):
        yield from said_by(each)
    for each in raw.get("note", []):
        yield each["text"]
    for each in raw.get("referenceRange", []):
        yield each.get("text", "")
    if "valueString" in raw:
        yield raw["valueString"]
    if "valueQuantity" in raw:
        value = raw["valueQuantity"]
        yield value["value"].replace(".", ",")
        yield f"{value.get('comparator', '')}{value['value']} {value.get('unit', '')}"
    for each in raw.get("performer", []):
        role = by_reference.get(each["reference"], {})
        yield role.get("organization", {}).get("display", "")
        yield role.get("practitioner", {}).get("display", "")


def ask(index: SearchIndex, typed: str) -> SearchMatches:
    shown: SearchMatches = run(search.match(index, ResultQuery(words=search.query_words(typed))))
    return shown


@pytest.mark.skipif(not BUNDLES, reason="../shared/data/fhir is not there")
@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_result_is_found_by_all_that_was_sent_of_it(path: Path) -> None:
    result, raw = read(path)
    by_reference = {f"{r['resourceType']}/{r['id']}": r for r in (entry["resource"] for entry in raw["entry"])}
    everything = tuple(placed.everything(result))
    index: SearchIndex = run(search.build(result, everything, marked=is_marked, report_marked=is_report_marked))
    looked_for = 0
    for each in everything:
        sent = by_reference[f"Observation/{each.observation.id}"]
        texts = list(told(sent, by_reference))
        report = each.report
        assert report is not None
        performers = by_reference[f"DiagnosticReport/{report.id}"].get("performer", [])
        texts += [by_reference.get(who["reference"], {}).get("organization", {}).get("display", "") for who in performers]
        for text in filter(None, texts):
            looked_for += 1
            shown = ask(index, " ".join(words(text)))
            assert shown.holds(report, each.observation), f"{sent['id']} is not found by {text!r}"
            assert shown.shows(report)
    assert looked_for >= 3 * len(everything)
