"""A downgrade by one version: what a later one has added is read over, or told in clear words; none of it is lost."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.audit.check import Problem, check_journal, own_journal
from provesvar_gui.audit.line import EntryKind
from provesvar_gui.cli import journal as journal_command
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import VaultPlace, parse_ring, usable
from provesvar_gui.kodeverk.code_list import read_copy
from provesvar_gui.settings.files import update_file
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.wiring.journal_place import JournalPlace
from tests.formats.kept import CLIENTS, HPR, LETTERS, PATIENT, RELEASES, ViewState, copy_of, entries
from tests.kit.errors import app_error


@pytest.fixture
def kept(tmp_path: Path) -> ViewState:
    """The newest release's, on which the tests put what comes after it."""
    return copy_of(RELEASES[-1], tmp_path)


def later(path: Path, **more: object) -> bytes:
    """Write into a JSON file what a later version might."""
    document = {**json.loads(path.read_text("utf-8")), **more}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path.read_bytes()


# -- settings


def test_settings_that_are_not_known_stand_in_nobodys_way_and_stay(kept: ViewState) -> None:
    places = kept.places
    assert places.policy is not None
    places.settings_file.write_text(
        places.settings_file.read_text("utf-8") + '\n[ui.colours]\nhigh = "red"\n\n[later]\nlist = [1, { deep = true }]\n',
        "utf-8",
    )
    places.policy.write_text(places.policy.read_text("utf-8") + "\n[tomorrow]\nstrict = true\n", "utf-8")
    settings = load_settings(places)
    assert settings.privacy.clipboard_seconds == 40
    assert settings.unknown_keys == ("ui.colours", "later", "tomorrow")
    update_file(places.settings_file, {"ui.language": "en"})
    text = places.settings_file.read_text("utf-8")
    assert 'colours = { high = "red" }' in text
    assert "list = [1, { deep = true }]" in text
    assert load_settings(places).ui.language == "en"


def test_what_a_later_version_has_put_at_the_top_stays_too(kept: ViewState) -> None:
    file = kept.places.settings_file
    before = file.read_text("utf-8")
    later = "schema = 2\nsince = 2027-01-31\nkey = 0xff\nlist = [1.5, -2, true]\nnames = {}\n"
    tables = '\n[[workplaces]]\nname = "Skadestue"\n[workplaces.door]\nnumber = 2\n[[workplaces]]\nname = "B"\n'
    tables += '[empty]\n["a b".c]\nx = 1\n'
    file.write_text(later + before + tables, "utf-8")
    raw = tomllib.loads(later + before + tables)
    assert set(load_settings(kept.places).unknown_keys) == {
        "schema", "since", "key", "list", "names", "workplaces", "empty", "a b"
    }  # fmt: skip
    update_file(file, {"ui.language": "en", "journal.months": 3})
    raw["ui"]["language"] = "en"
    raw.setdefault("journal", {})["months"] = 3
    assert tomllib.loads(file.read_text("utf-8")) == raw


def test_a_value_that_is_not_known_is_told_with_its_line(kept: ViewState) -> None:
    file = kept.places.settings_file
    file.write_text(file.read_text("utf-8").replace('language = "nn"', 'language = "se"'), "utf-8")
    with app_error(ErrorCode.SETTINGS_INVALID) as caught:
        load_settings(kept.places)
    assert caught.value.params["line"] == "17"
    assert caught.value.params["allowed"] == '"nb", "nn", "en"'


# -- small files


def test_a_code_list_of_a_later_version_is_passed_over(kept: ViewState) -> None:
    file = kept.places.cache / "9060.json"
    later(file, since="1.1")
    assert read_copy(kept.places.cache) is not None
    later(file, format=2)
    assert read_copy(kept.places.cache) is None


# -- the vault


def in_ring(kept: ViewState, change: Callable[[dict[str, Any]], None]) -> None:
    document = json.loads(asyncio.run(kept.keys.load(CLIENTS[0])) or "")
    change(document)
    asyncio.run(kept.keys.store(CLIENTS[0], json.dumps(document)))


@pytest.mark.hazard("S16")
@pytest.mark.parametrize("more", [{"version": 2}, {"next": {"jwk": "secret of tomorrow"}}])
def test_a_ring_of_a_later_version_is_told_and_not_replaced_by_a_file(kept: ViewState, more: dict[str, Any]) -> None:
    in_ring(kept, lambda ring: ring.update(more))
    before, kept.store.changes = dict(kept.store.secrets), 0
    place = VaultPlace(kept.keys, CLIENTS[0])
    for work in (place.load(), usable(place)):  # a login; the import of a configuration file
        with app_error(ErrorCode.KEY_NEWER):
            asyncio.run(work)
    assert (kept.store.secrets, kept.store.changes) == (before, 0)
    with pytest.raises(AppError) as caught:
        parse_ring('{"version": 2}', source="machine-key.json")
    assert (caught.value.code, caught.value.params["file"]) == (ErrorCode.KEY_NEWER, "machine-key.json")


def test_a_key_in_a_later_form_is_told_and_stays(kept: ViewState) -> None:
    for file in kept.places.keys.iterdir():
        file.write_bytes(b"PVK2" + file.read_bytes()[4:])
    files = {file: file.read_bytes() for file in kept.places.keys.iterdir()}
    secrets = dict(kept.store.secrets)
    place = VaultPlace(kept.keys, CLIENTS[1])
    with app_error(ErrorCode.KEY_NEWER):
        asyncio.run(usable(place))
    assert kept.store.secrets == secrets
    assert {file: file.read_bytes() for file in kept.places.keys.iterdir()} == files


# -- the journal


def canonical(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, sort_keys=True, separators=(",", ":")).encode()


def mac(purpose: str, body: bytes) -> str:
    key = hmac.digest(LETTERS, f"provesvar journal 1 {purpose}".encode(), hashlib.sha256)
    return hmac.digest(key, body, hashlib.sha256).hex()


def sealed(**body: object) -> str:
    return json.dumps({**body, "mac": mac("seal", canonical(body))})


def add_line(kept: ViewState, **says: object) -> bytes:
    """As a later version would: the line, the seal in the file, the seal in the vault."""
    (file,) = kept.places.journal.glob("*.jsonl")
    last = json.loads(file.read_bytes().splitlines()[-1])
    document = {"key": last["key"], "n": last["n"] + 1, "prev": last["mac"], "time": "2026-11-26T08:00:00.000Z", **says}
    line = canonical({**document, "mac": mac("line", canonical(document))}) + b"\n"
    with file.open("ab") as journal:
        journal.write(line)
    seal = sealed(v=1, count=document["n"], head=json.loads(line)["mac"])
    kept.places.journal_seal.write_text(seal)
    asyncio.run(kept.journal.store("journal-seal", seal))
    return line


#: What a later version may write, and what this one makes of it.
LATER_LINES = [
    ({"v": 1, "kind": "look-up", "hpr_number": HPR, "outcome": "done", "emergency": True}, EntryKind.LOOKUP),
    ({"v": 1, "kind": "shared-screen", "hpr_number": HPR, "with": "somebody"}, EntryKind.NEWER),
    ({"v": 1, "kind": "shared-screen", "hpr_number": [HPR]}, EntryKind.NEWER),
    ({"v": 2, "kind": "look-up", "hpr_number": HPR, "outcome": {"code": "done"}}, EntryKind.NEWER),
    ({"v": 2, "kind": "look-up", "hpr_number": [HPR]}, EntryKind.NEWER),
    ({"v": 2, "kind": "lost", "count": 3, "why": "disk"}, EntryKind.LOST),
]


@pytest.mark.hazard("S16")
@pytest.mark.parametrize(("says", "kind"), LATER_LINES)
def test_lines_of_a_later_version_are_whole_and_the_journal_goes_on(
    kept: ViewState, says: dict[str, Any], kind: EntryKind
) -> None:
    line = add_line(kept, **says)
    place = JournalPlace(kept.places, kept.journal)
    keys = place.readable()
    assert keys is not None
    assert place.journal(12).append(entries()[0], PATIENT).number == 6
    (file,) = kept.places.journal.glob("*.jsonl")
    assert file.read_bytes().splitlines(keepends=True)[4] == line
    own = own_journal(place.folder, place.seal_file, keys, HPR, anchor=place.anchor)
    assert own.report is not None
    assert (own.report.whole, own.report.lines, own.report.last) == (True, 6, 6)
    told = [finding.problem for finding in own.report.findings]
    assert told == {EntryKind.NEWER: [Problem.NEWER], EntryKind.LOST: [Problem.LOST], EntryKind.LOOKUP: []}[kind]
    if says.get("hpr_number") == HPR:
        assert own.lines[1].entry.kind is kind
    if kind is EntryKind.NEWER:
        assert "newer version" in journal_command.report_lines(own.report)[1]


@pytest.mark.hazard("S16")
def test_such_a_line_that_was_changed_is_found(kept: ViewState) -> None:
    line = add_line(kept, v=2, kind="look-up", hpr_number=HPR)
    (file,) = kept.places.journal.glob("*.jsonl")
    file.write_bytes(file.read_bytes().replace(line, line.replace(HPR.encode(), b"565501873")))
    place = JournalPlace(kept.places, kept.journal)
    keys = place.readable()
    assert keys is not None
    report = check_journal(place.folder, place.seal_file, keys, place.anchor)
    assert [finding.problem for finding in report.findings] == [Problem.CHANGED]


def test_it_is_exported_as_it_stands(kept: ViewState, capsys: pytest.CaptureFixture[str]) -> None:
    line = add_line(kept, v=2, kind="shared-screen", hpr_number=HPR, other="field")
    place = JournalPlace(kept.places, kept.journal)
    assert journal_command.export(place, journal_command.JournalQuery(hpr_number=HPR)) == 0
    assert capsys.readouterr().out.encode().endswith(line)
    assert journal_command.export(place, table=True) == 0
    assert '"5";"2026-11-26T08:00:00.000Z";"newer"' in capsys.readouterr().out


@pytest.mark.hazard("S16")
@pytest.mark.parametrize("where", ["file", "vault"])
def test_a_seal_of_a_later_version_is_told_and_stays(kept: ViewState, where: str) -> None:
    """The look-ups go on, the clinician is told that they are not recorded, and nothing of the journal is touched."""
    seal = sealed(v=2, tree="root of tomorrow")
    if where == "file":
        kept.places.journal_seal.write_text(seal)
    else:
        asyncio.run(kept.journal.store("journal-seal", seal))
    files = {path: path.read_bytes() for path in kept.root.rglob("*") if path.is_file() and path.name != "lock"}
    before, kept.store.changes = dict(kept.store.secrets), 0
    place = JournalPlace(kept.places, kept.journal)
    journal = place.journal(12)
    for work in (lambda: journal.append(entries()[0], PATIENT), lambda: journal_command.check(place)):
        with app_error(ErrorCode.JOURNAL_NEWER):
            work()
    assert {path: path.read_bytes() for path in kept.root.rglob("*") if path.is_file() and path.name != "lock"} == files
    assert (kept.store.secrets, kept.store.changes) == (before, 0)


def test_a_journals_key_in_a_later_form_makes_no_new_one(kept: ViewState) -> None:
    kept.store.secrets["provesvar/journal-key", "journal"] = later = "2:" + base64.b64encode(LETTERS).decode()
    kept.store.changes = 0
    with pytest.raises(AppError):
        JournalPlace(kept.places, kept.journal).journal(12)
    assert kept.store.changes == 0
    assert kept.store.secrets["provesvar/journal-key", "journal"] == later
