"""A downgrade by one version: what a later one has added is read over, or told in clear words; none of it is lost."""

from __future__ import annotations

import asyncio
import base64
import datetime
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from provesvar_gui.audit.check import Problem, check_journal, own_journal
from provesvar_gui.audit.files import read_journal
from provesvar_gui.audit.line import EntryKind
from provesvar_gui.cli import journal as journal_command
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.key_ring import VaultPlace, parse_ring, usable
from provesvar_gui.kodeverk.code_list import read_copy
from provesvar_gui.settings.files import update_file
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.remembered_roles import RoleFile
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


def roles(kept: ViewState) -> RoleFile:
    return RoleFile(kept.places.roles_file, kept.places.roles_key_file, lambda count: b"x" * count)


def test_settings_and_policy(kept: ViewState) -> None:
    settings = load_settings(kept.places)
    assert settings.helseid.client_id == CLIENTS[0]
    assert len(settings.helseid.redirect_uris) == 2
    assert [entry.orgnr for entry in settings.helseid.organisations] == ["994945688"]
    assert (settings.privacy.clipboard_seconds, settings.privacy.wipe_seconds, settings.ui.language) == (40, 45, "nn")
    assert (settings.lock.idle_seconds, settings.locked("lock.idle_seconds")) == (90, True)
    assert [entry.analyte for entry in settings.acute.local_codes] == ["potassium"]
    assert [contact.name for contact in settings.contact.laboratories] == ["Lab"]
    assert settings.unknown_keys == ()
    update_file(kept.places.settings_file, {"ui.language": "en"})
    assert load_settings(kept.places).privacy.clipboard_seconds == 40


def test_roles_and_code_list(kept: ViewState) -> None:
    assert roles(kept).code_of(HPR) == "LE"
    roles(kept).remember("1234567", "SP")
    assert roles(kept).code_of(HPR) == "LE"
    copy = read_copy(kept.places.cache)
    assert copy is not None
    assert (len(copy.roles), copy.dated) == (36, "2026-11-25")


def test_the_clients_keys(kept: ViewState) -> None:
    for client_id, count in zip(CLIENTS, (1, 3), strict=True):
        place = VaultPlace(kept.keys, client_id)
        ring = asyncio.run(place.load())
        assert (ring.client_id, len(ring.every)) == (client_id, count)
        assert all(stored.key().thumbprint for stored in ring.every)
        assert ring.current.expires == datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC)
        asyncio.run(place.store(ring))
        assert asyncio.run(place.load()) == ring
    assert parse_ring(kept.machine_key.read_text("utf-8")).current.key().thumbprint


def test_the_journal(kept: ViewState) -> None:
    place = JournalPlace(kept.places, kept.journal)
    keys = place.readable()
    assert keys is not None
    report = check_journal(place.folder, place.seal_file, keys, place.anchor)
    assert (report.whole, report.lines, report.findings) == (True, 4, ())
    lines = list(read_journal(place.folder, keys))
    assert [line.entry for line in lines] == [place.journal(12).with_digest(entry, PATIENT) for entry in entries()]
    place.journal(months=12).append(entries()[0], PATIENT)
    report = check_journal(place.folder, place.seal_file, keys, place.anchor)
    assert (report.whole, report.lines, report.findings) == (True, 5, ())
