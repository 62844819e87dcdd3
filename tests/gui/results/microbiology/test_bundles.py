"""Microbiology of forty-eight answers of real laboratory systems: every observation is told of its sample, element by element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from provesvar_gui.results.digest import digest
from provesvar_gui.ui.results.common.lines import Style
from provesvar_gui.ui.results.microbiology import sample_text
from tests.gui.results.test_bundles import BUNDLES, flat, in_order, read, run, said_by, words

if TYPE_CHECKING:
    from pathlib import Path


Raw = dict[str, Any]
STATUSES = {
    "registered": "○", "preliminary": "◐", "final": "●", "amended": "△", "corrected": "△", "appended": "+", "cancelled": "✕",
    "unknown": "?",
}  # fmt: skip


def is_microbiology(report: Raw) -> bool:
    concepts = (report["code"], *report.get("category", []))
    return any(each.get("code") == "MBIO" for concept in concepts for each in concept.get("coding", []))


def elements(raw: Raw) -> list[str]:
    """What of an observation must stand together."""
    expected = said_by(raw["code"])
    for each in raw.get("interpretation", []):
        expected += said_by(each)
    value = raw.get("valueCodeableConcept", {})
    headings = {each.get("display") for each in value.get("coding", []) if "8243" in each.get("system", "")}
    expected += [text for text in said_by(value) if text not in headings]
    expected += [each["code"] for each in value.get("coding", []) if "8271" in each.get("system", "") and len(each["code"]) == 1]
    if "valueQuantity" in raw:
        quantity = raw["valueQuantity"]
        expected += [quantity.get("comparator", ""), quantity.get("value", "").replace(".", ","), quantity.get("unit", "")]
    return [flat(" ".join(words(text))) for text in expected if text]


def holds(place: str, raw: Raw) -> bool:
    return all(each in place for each in elements(raw)) and STATUSES[raw["status"]] in place


@pytest.mark.parametrize("path", BUNDLES, ids=lambda path: path.stem)
def test_every_observation_of_a_microbiology_report_is_told(path: Path, qapp: object) -> None:
    result, raw = read(path)
    by_reference = {f"{r['resourceType']}/{r['id']}": r for r in (entry["resource"] for entry in raw["entry"])}
    expected = [
        observation
        for report in by_reference.values()
        if report["resourceType"] == "DiagnosticReport" and is_microbiology(report)
        for observation in in_order(report, by_reference)
    ]
    style, found = Style(language="nb"), run(digest(result, complete=True))
    every = (*found.cultures.own, *found.cultures.older, *found.cultures.apart)
    told = (line for each in every for line in sample_text.sample(each, style, found.versions))
    places = [flat("\t".join(line.cells) or line.shown) for line in told]
    whole = "\n".join(places)
    for observation in expected:
        matching = [place for place in places if holds(place, observation)]
        if not matching:  # a long answer has a line of its own below its name
            answer = observation.get("valueCodeableConcept", {}).get("text", "")
            assert len(answer) > 60 or "\n" in answer, observation["id"]
            assert flat(" ".join(words(answer))) in flat(whole)
            bare = {key: value for key, value in observation.items() if key != "valueCodeableConcept"}
            matching = [place for place in places if holds(place, bare)]
            assert matching, observation["id"]
        places.remove(min(matching, key=len))  # each has a place of its own
        for note in observation.get("note", []):
            assert flat(" ".join(words(note["text"]))) in flat(whole), observation["id"]
    assert bool(expected) == bool(every)
