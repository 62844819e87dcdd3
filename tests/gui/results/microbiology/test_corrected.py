"""A corrected organism in the lists of the pane: what it was, what it became, and what stays in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from provesvar_gui.results.digest import Digest, digest
from provesvar_gui.results.model import Finding, Identifier, Party, Report
from provesvar_gui.ui.results.common import culture_text
from provesvar_gui.ui.results.microbiology import export
from tests.gui.results import made, shown
from tests.gui.results.made import run
from tests.gui.results.microbiology.kit import MBIO, STYLE, graded

AT = made.moment("2024-08-14T08:00:00+02:00")


def drug(name: str, letter: str) -> Finding:
    return made.finding(name, graded(letter), effective=AT)


def culture(*grown: tuple[str, str], status: str = "final") -> Finding:
    found = (
        made.finding(
            f"Funn {place}",
            made.concept(name),
            *((drug("Meropenem", letter),) if letter != "-" else ()),
            effective=AT,
            status=status,
        )
        for place, (name, letter) in enumerate(grown, 1)
    )
    return made.finding("Dyrkning", None, *found, effective=AT)


def version(hour: int, *findings: Finding, **more: Any) -> Report:
    fields: dict[str, Any] = {
        "issued": made.moment(f"2024-08-15T{hour:02}:00:00+02:00"),
        "performers": (Party(organisation="Fjord"),),
        "identifiers": (Identifier(system="ServReportId", value="M-1"),),
        "code": MBIO,
        "effective": AT,
    } | more
    return made.report(f"M-1-{hour}", *findings, **fields)


def of(*reports: Report) -> Digest:
    made_digest: Digest = run(digest(made.result(*reports), complete=True))
    return made_digest


def test_a_corrected_organism_says_what_it_was_and_became() -> None:
    old = version(9, culture(("Escherichia coli", "R")))
    new = version(10, culture(("Klebsiella pneumoniae", "S"), status="amended"), status="amended")
    both = of(old, new)
    (sample,), (older,) = both.cultures.own, both.cultures.older
    assert [said for said, *_ in culture_text.answers(sample, STYLE)] == ["Klebsiella pneumoniae (was Escherichia coli)"]
    assert [said for said, *_ in culture_text.answers(older, STYLE)] == ["Escherichia coli (replaced: Klebsiella pneumoniae)"]
    assert "was Escherichia coli" in culture_text.heading(sample, sample.isolates[0])
    assert "replaced: Klebsiella pneumoniae" in culture_text.heading(older, older.isolates[0])
    assert "replaced: Klebsiella pneumoniae" in export.copied(older, STYLE, both.versions, None)


def test_what_is_partly_in_a_newer_version_is_marked() -> None:
    old = version(9, culture(("Escherichia coli", "R"), ("Staphylococcus aureus", "S")))
    new = version(10, culture(("Klebsiella pneumoniae", "S"), status="amended"), status="amended")
    sample = next(each for each in of(old, new).cultures.own if each.report is old)
    assert [said for said, *_ in culture_text.answers(sample, STYLE)] == [
        "Escherichia coli (replaced: Klebsiella pneumoniae)",
        "Staphylococcus aureus",
    ]
    assert "Parts are in a newer version" in shown.plain(" ".join(map(str, culture_text.marks(sample))))


def test_a_cancelled_version_of_the_same_second_is_told_of_the_sample() -> None:
    old = version(9, culture(("Escherichia coli", "R")))
    gone = replace(version(9, status="cancelled"), id="gone")
    found = of(old, gone)
    sample = next(each for each in found.cultures.own if each.report is old)
    said = "Another version is cancelled; which is newer is not known"
    assert said in shown.plain(" ".join(map(str, culture_text.marks(sample))))
    (isolate,) = sample.isolates
    answer = culture_text.susceptible(isolate.results[0], isolate, STYLE, spelt=False, noted=False)
    assert answer.shown.endswith("!")
    assert said in answer.spoken
    assert f"! {said}" in [shown.plain(each) for each in culture_text.heading(sample, isolate)]  # above the column
    copied = shown.plain(export.copied(sample, STYLE, found.versions, None))
    assert f"● Final · ! {said}" in next(line for line in copied.splitlines() if "Escherichia coli" in line)
    assert said in next(line for line in copied.splitlines() if "Meropenem" in line)


def test_an_older_conclusion_without_results_is_marked_as_cancelled_since_then() -> None:
    found = of(version(9, conclusion="Vekst av MRSA."), version(10, status="entered-in-error")).cultures
    (sample,), (older,) = found.own, found.older
    assert str(culture_text.status(sample)).startswith("✕")
    assert (culture_text.status(older).glyph, culture_text.status(older).words) == ("✕", "Cancelled")
