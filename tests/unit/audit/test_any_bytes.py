"""Whatever lies where the journal, its seal or the vault's part is: always a verdict, never an exception."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from provesvar_gui.audit.check import Problem, own_journal
from provesvar_gui.audit.files import expired
from provesvar_gui.audit.line import keys_of
from provesvar_gui.audit.seal import Seal, read_seal, seal_text
from provesvar_gui.cli import journal as journal_command
from provesvar_gui.wiring.journal_place import JournalPlace
from tests.hostile.journal_rows import COUNT, whole
from tests.unit.audit.kit import HPR, KEY, NOON, PATIENT, Place, entry, filled
from tests.unit.settings.kit import make_places

FOREIGN = b'{"mac":"\\ud800"}\n'  # the escape, in ASCII: json.loads makes a lone surrogate of it
KEYS = keys_of(KEY)
FIELDS = ("v", "n", "prev", "key", "time", "kind", "hpr_number", "patient", "basis", "role", "outcome", "error", "findings",
          "seconds", "reports", "complete", "reason", "opening", "correlation_ids", "count", "mac", "other")  # fmt: skip

on_a_disk = settings(max_examples=40)
odd_text = st.text(st.sampled_from(["\ud800", "\udfff", "\0", "a", "0", "é", "\n", "-", ":", "Z"]), max_size=70)
times = st.sampled_from(
    ["0001-01-01T00:00:00+10:00", "9999-12-31T23:59:59.999-10:00", "2026-11-25T12:00:00", "2026-11-25T12:00:00.000Z"]
)
leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([10**9, 10**12, 10**4000, 1e308, float("nan"), float("inf")])
    | st.floats()
    | odd_text
    | times
    | st.sampled_from(["0" * 64, "f" * 64, "F" * 64, "é" * 64, "look-up", "restarted", "retention", "lost"])
)
values: st.SearchStrategy[Any] = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(odd_text, inner, max_size=3), max_leaves=6
)


def canonical(document: dict[str, Any]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def signed(document: dict[str, Any]) -> bytes:
    """A line with the MAC that belongs to what it says, as only the key's holder could write it."""
    body = {name: value for name, value in document.items() if name != "mac"}
    return canonical({**body, "mac": KEYS.line_mac(canonical(body))}) + b"\n"


def judge(root: Path, files: bytes, seal: bytes | str | None, anchor: str | None) -> None:
    """Everything that reads the journal, then everything that writes it, then the first once more."""
    places = make_places(root)
    places.journal.mkdir(parents=True)
    places.journal_seal.parent.mkdir(parents=True, exist_ok=True)
    (places.journal / "journal-0000000001.jsonl").write_bytes(files)
    if seal is not None:
        places.journal_seal.write_bytes(seal if isinstance(seal, bytes) else seal.encode("utf-8", "surrogatepass"))
    places.journal_key.write_bytes(KEY)
    read(places.journal, places.journal_seal, JournalPlace(places, None), anchor)
    place = Place(root)
    assert place.anchor is not None
    place.anchor.text = anchor
    expired([places.journal / "journal-0000000001.jsonl"] * 2, KEYS, NOON)
    journal = writer(places.journal, places.journal_seal, place)
    written = {journal.append(entry(number), PATIENT).number for number in (50, 51)}
    assert written <= read(places.journal, places.journal_seal, JournalPlace(places, None), place.anchor.text)


def writer(folder: Path, seal: Path, place: Place) -> Any:
    from provesvar_gui.audit.writer import Journal

    return Journal(folder, seal, KEYS, anchor=place.anchor)


def read(folder: Path, seal: Path, place: JournalPlace, anchor: str | None) -> set[int]:
    """The numbers of the lines that are shown."""
    memory = Place(folder).anchor
    assert memory is not None
    memory.text = anchor
    own = own_journal(folder, seal, KEYS, HPR, patient=PATIENT, anchor=memory)
    assert own.report is not None
    assert own.report.whole in (True, False)
    assert journal_command.check(place) in (0, journal_command.NOT_WHOLE)
    for table in (False, True):
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        assert journal_command.export(place, table=table, out=out) in (0, journal_command.NOT_FOUND)
    return {line.number for line in own.lines}


@pytest.fixture(autouse=True)
def _quiet(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    yield
    assert "Traceback" not in capsys.readouterr().err


@on_a_disk
@given(st.binary(max_size=300), st.booleans(), st.booleans())
@example(FOREIGN, True, True)
@example(FOREIGN.rstrip(), True, False)
@example(b"[" * 20_000 + b"\n", True, False)
@example(b'{"mac":' + b"[" * 900 + b"]" * 900 + b"}\n", True, False)
@example(b'{"n":' + b"9" * 5000 + b"}\n", True, False)
@example(b'{"key":"x","mac":"' + b"0" * 64 + b'","n":9999999998}\n', False, False)
def test_any_bytes_in_a_file(data: bytes, after: bool, sealed: bool) -> None:
    lines, seal, anchor = whole()
    with tempfile.TemporaryDirectory() as root:
        judge(Path(root), (b"".join(lines) if after else b"") + data, seal if sealed else None, anchor if sealed else None)


@on_a_disk
@given(st.sampled_from(FIELDS), values, st.booleans())
@example("mac", "\ud800", False)
@example("time", "0001-01-01T00:00:00+10:00", True)
@example("n", 10**9, True)
@example("count", 10**4000, True)
@example("seconds", float("nan"), True)
@example("findings", ["\ud800"], True)
def test_any_value_in_any_field(name: str, value: Any, ours: bool) -> None:
    lines, seal, anchor = whole()
    first, *rest = lines
    document = {**json.loads(rest[-1]), name: value}
    changed = signed(document) if ours and name != "mac" else canonical(document) + b"\n"
    with tempfile.TemporaryDirectory() as root:
        judge(Path(root), b"".join([first, *rest[:-1], changed]), seal, anchor)


@on_a_disk
@given(st.sampled_from(["v", "count", "head", "unwritten", "mac"]), values, st.booleans(), st.booleans())
@example("mac", "\ud800", False, True)
@example("count", 10**12, True, True)
@example("count", float("inf"), True, False)
def test_any_value_in_the_seal(name: str, value: Any, ours: bool, in_vault: bool) -> None:
    lines, seal, anchor = whole()
    body = {**json.loads(seal), name: value}
    if ours and name != "mac":
        body.pop("mac")
        if name == "v" and type(value) is int and value > 1:
            return  # a later version's: told, and left as it is
        body["mac"] = KEYS.seal_mac(canonical(body))
    text = json.dumps(body)
    with tempfile.TemporaryDirectory() as root:
        judge(Path(root), b"".join(lines), seal if in_vault else text, text if in_vault else anchor)


@on_a_disk
@given(st.binary(max_size=200), odd_text)
def test_any_bytes_for_the_seal(seal: bytes, anchor: str) -> None:
    with tempfile.TemporaryDirectory() as root:
        judge(Path(root), b"".join(whole()[0]), seal, anchor)


def test_a_foreign_line_neither_stops_the_journal_nor_hides_what_follows(tmp_path: Path) -> None:
    place = filled(tmp_path, COUNT)
    (path,) = place.files()
    path.write_bytes(path.read_bytes() + FOREIGN)
    place.open().append(entry(9), PATIENT)
    assert place.problems() == [(Problem.ADDED, COUNT, COUNT)]
    path.write_bytes(path.read_bytes().replace(FOREIGN, b""))
    report = place.check()
    assert (report.whole, report.last) == (True, COUNT + 1)  # the look-up made meanwhile is there


def test_a_seal_is_read_as_it_was_written() -> None:
    seal = Seal(count=7, head="a" * 64)
    assert read_seal(KEYS, seal_text(KEYS, seal)) == seal
