"""An older version with data of a later one: skipped or reported, never lost."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.audit.check import Problem, own_journal
from provesvar_gui.audit.files import EntryKind, JournalKeys, canonical
from provesvar_gui.errors import ErrorCode
from provesvar_gui.helseid.keys.key_ring import VaultPlace, usable
from provesvar_gui.helseid.keys.vault import KeyVault
from tests.kit.errors import app_error
from tests.kit.loop import run
from tests.unit.audit.kit import HPR, KEY, PATIENT, Place, entry, filled
from tests.unit.self_check.kit import JWK, DictStore

KEYS = JournalKeys(KEY)


@dataclass
class Later:
    """A journal of three lines, and what a later version wrote behind them."""

    root: Path
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.place = filled(self.root, 3)

    def line(self, **says: object) -> bytes:
        last = json.loads(self.place.lines()[-1])
        document = {"key": KEYS.name, "n": 4, "prev": last["mac"], "time": "2026-11-26T08:00:00.000Z", **says}
        document["mac"] = KEYS.mac("line", canonical(document))
        line = canonical(document) + b"\n"
        self.place.put([*self.place.lines(), line])
        self.seal(v=1, count=4, head=document["mac"])
        return line

    def seal(self, *, where: str = "both", **body: object) -> None:
        text = json.dumps({**body, "mac": KEYS.mac("seal", canonical(body))})
        assert self.place.anchor is not None
        if where != "vault":
            self.place.seal.write_text(text)
        if where != "file":
            self.place.anchor.text = text


#: What a later version may write, and what this one makes of it.
LATER_LINES = [
    ({"v": 1, "kind": "look-up", "hpr_number": HPR, "outcome": "done", "emergency": True}, EntryKind.LOOKUP),
    ({"v": 1, "kind": "shared-screen", "hpr_number": HPR, "with": "somebody"}, EntryKind.NEWER),
    ({"v": 2, "kind": "look-up", "hpr_number": [HPR], "outcome": {"code": "done"}}, EntryKind.NEWER),
    ({"v": 2, "kind": "lost", "count": 3, "why": "disk"}, EntryKind.LOST),
]


@pytest.mark.hazard("S16")
@pytest.mark.parametrize(("says", "kind"), LATER_LINES)
def test_lines_of_a_later_version_are_whole_and_the_journal_goes_on(
    tmp_path: Path, says: dict[str, Any], kind: EntryKind
) -> None:
    later = Later(tmp_path)
    place, line = later.place, later.line(**says)
    assert place.open().append(entry(4), PATIENT).number == 5
    assert place.lines()[3] == line
    own = own_journal(place.folder, place.seal, KEYS, HPR, anchor=place.anchor)
    assert own.report is not None
    assert (own.report.whole, own.report.lines, own.report.last) == (True, 5, 5)
    told = [finding.problem for finding in own.report.findings]
    assert told == {EntryKind.NEWER: [Problem.NEWER], EntryKind.LOST: [Problem.LOST], EntryKind.LOOKUP: []}[kind]
    if says.get("hpr_number") == HPR:
        assert own.lines[1].entry.kind is kind
    place.put([*place.lines()[:3], line.replace(b"2026-11-26", b"2026-11-27"), *place.lines()[4:]])
    assert (Problem.CHANGED, 4, 4) in place.problems()


@pytest.mark.hazard("S16")
@pytest.mark.parametrize("where", ["file", "vault"])
def test_a_seal_of_a_later_version_is_told_and_stays(tmp_path: Path, where: str) -> None:
    """The look-ups go on, the clinician is told that they are not recorded, and nothing of the journal is touched."""
    later = Later(tmp_path)
    place = later.place
    later.seal(where=where, v=2, tree="root of tomorrow")
    assert place.anchor is not None
    before = (place.lines(), place.seal.read_text(), place.anchor.text)
    journal = place.open()
    for work in (lambda: journal.append(entry(4), PATIENT), place.check):
        with app_error(ErrorCode.JOURNAL_NEWER):
            work()
    assert (place.lines(), place.seal.read_text(), place.anchor.text) == before


@pytest.mark.hazard("S16")
@pytest.mark.parametrize("more", [{"version": 2}, {"version": 1, "next": {"jwk": "secret of tomorrow"}}])
def test_a_ring_of_a_later_version_is_told_and_not_replaced_by_a_file(more: dict[str, Any]) -> None:
    store = DictStore()
    vault = KeyVault("test", open_store=lambda: store)
    run(vault.store("client", json.dumps({"current": {"jwk": JWK}, **more})))
    before = dict(store.entries)
    place = VaultPlace(vault, "client")
    for work in (place.load(), usable(place)):  # a login; the import of a configuration file
        with app_error(ErrorCode.KEY_NEWER):
            run(work)
    assert store.entries == before
