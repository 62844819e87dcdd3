"""An upgrade: what every release has kept, this version reads, and goes on with."""

from __future__ import annotations

import asyncio
import datetime
from pathlib import Path

import pytest

from provesvar_gui.audit.check import check_journal
from provesvar_gui.audit.files import read_journal
from provesvar_gui.helseid.keys.key_ring import VaultPlace, parse_ring
from provesvar_gui.kodeverk.code_list import read_copy
from provesvar_gui.settings.files import update_file
from provesvar_gui.settings.policy import load_settings
from provesvar_gui.settings.remembered_roles import RoleFile
from provesvar_gui.wiring.journal_place import JournalPlace
from tests.formats.kept import CLIENTS, HPR, PATIENT, RELEASES, ViewState, copy_of, entries


@pytest.fixture(params=RELEASES)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> ViewState:
    return copy_of(str(request.param), tmp_path)


def roles(kept: ViewState) -> RoleFile:
    return RoleFile(kept.places.roles_file, kept.places.roles_key_file, lambda count: b"x" * count)


def test_there_is_something_to_read() -> None:
    assert "1.0" in RELEASES


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
    assert roles(kept).remember("1234567", "SP")
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
