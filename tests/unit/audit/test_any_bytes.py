"""Whatever lies where the journal, its seal or the vault's part is: always a verdict, never an exception.

The lines bent at random are ``tests/hostile/targets.py``'s.
"""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.check import Problem, own_journal
from provesvar_gui.audit.line import keys_of
from provesvar_gui.cli import journal as journal_command
from provesvar_gui.options import Options
from provesvar_gui.wiring.journal_place import JournalPlace
from tests.hostile.journal_rows import COUNT, whole
from tests.unit.audit.kit import HPR, KEY, PATIENT, MemoryAnchor, Place, entry, filled
from tests.unit.settings.kit import make_places

FOREIGN = b'{"mac":"\\ud800"}\n'  # the escape, in ASCII: json.loads makes a lone surrogate of it
KEYS = keys_of(KEY)
texts = st.text(st.sampled_from(["\ud800", "\0", "a", "é", "\n", "{", '"']), max_size=40)
values: st.SearchStrategy[object] = (
    st.sampled_from([None, True, -1, 10**9, 10**4000, float("nan"), float("inf"), "\ud800", "f" * 64, [], {}]) | texts
)


def read(root: Path, anchor: MemoryAnchor) -> set[int]:
    """The numbers of the lines that are shown, by all that reads the journal."""
    place = JournalPlace(make_places(root), None)
    own = own_journal(place.folder, place.seal_file, KEYS, HPR, patient=PATIENT, anchor=anchor)
    assert own.report is not None
    assert journal_command.check(place) in (0, journal_command.NOT_WHOLE)
    for form in ("json", "csv"):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        assert journal_command.export(place, Options(export_format=form), out=out) in (0, journal_command.NOT_FOUND)
    return {line.number for line in own.lines}


def judge(files: bytes, seal: bytes, anchor: str | None) -> None:
    """Everything that reads the journal, then everything that writes it, then the first once more."""
    with tempfile.TemporaryDirectory() as folder:
        root, memory = Path(folder), MemoryAnchor()
        places, memory.text = make_places(root), anchor
        for path, data in (
            (places.journal / "journal-0000000001.jsonl", files),
            (places.journal_seal, seal),
            (places.journal_key, KEY),
        ):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        read(root, memory)
        place = JournalPlace(places, None)
        journal = place.journal(12)
        written = {journal.append(entry(number), PATIENT).number for number in (50, 51)}
        assert written <= read(root, memory)


@settings(max_examples=40)
@given(st.binary(max_size=300), st.binary(max_size=200), texts)
@example(FOREIGN, b"", "")
@example(FOREIGN.rstrip(), b"{}", "{}")
@example(b"[" * 20_000 + b"\n", b"[" * 20_000, "[" * 20_000)
@example(b'{"mac":' + b"[" * 900 + b"]" * 900 + b"}\n", b"", "")
@example(b'{"n":' + b"9" * 5000 + b"}\n", b"", "")
@example(b'{"key":"x","mac":"' + b"0" * 64 + b'","n":9999999998}\n', b"", "")
def test_any_bytes(data: bytes, seal: bytes, anchor: str) -> None:
    lines, kept, vault = whole()
    judge(b"".join(lines) + data, kept.encode(), vault)
    judge(data, seal, anchor)


@settings(max_examples=40)
@given(st.sampled_from(["v", "count", "head", "unwritten", "mac"]), values, st.booleans())
@example("count", 10**12, True)
def test_any_value_in_the_seal(name: str, value: object, ours: bool) -> None:
    lines, kept, vault = whole()
    body = {**json.loads(kept), name: value}
    if ours and name != "mac":
        if name == "v" and type(value) is int and value > 1:
            return  # a later version's: told, and left as it is
        body.pop("mac")
        body["mac"] = KEYS.seal_mac(json.dumps(body, sort_keys=True, separators=(",", ":")).encode())
    judge(b"".join(lines), json.dumps(body).encode(), vault)
    judge(b"".join(lines), kept.encode(), json.dumps(body))


@pytest.mark.hazard("S109")
def test_a_foreign_line_neither_stops_the_journal_nor_hides_what_follows(tmp_path: Path) -> None:
    place = filled(tmp_path, COUNT)
    (path,) = place.files()
    path.write_bytes(path.read_bytes() + FOREIGN)
    place.open().append(entry(9), PATIENT)
    assert place.problems() == [(Problem.ADDED, COUNT, COUNT)]
    path.write_bytes(path.read_bytes().replace(FOREIGN, b""))
    report = Place(tmp_path, anchor=place.anchor).check()
    assert (report.whole, report.last) == (True, COUNT + 1)  # the look-up made meanwhile is there
