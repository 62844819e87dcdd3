from __future__ import annotations

import base64
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from provesvar_gui.cli import journal as journal_command
from provesvar_gui.errors import AppError, ErrorCode
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.options import Options
from provesvar_gui.platform.places import Places, account_name
from provesvar_gui.settings.policy import fixed_settings
from provesvar_gui.wiring.audit import JournalPlace, opener, place_of, read_own
from tests.kit.errors import app_error
from tests.unit.audit.kit import HPR, PATIENT, entry, reference
from tests.unit.self_check.kit import DictStore


@pytest.fixture
def store() -> DictStore:
    return DictStore()


@pytest.fixture
def vault(store: DictStore) -> KeyVault:
    return KeyVault("provesvar", open_store=lambda: store, user="journal")


def ones(count: int) -> bytes:
    return b"\1" * count


def kept(place: JournalPlace, count: int) -> JournalPlace:
    journal = place.journal(12)
    for number in range(count):
        journal.append(entry(number), PATIENT)
    return place


def test_the_key_and_the_second_seal_rest_in_the_vault(places: Places, vault: KeyVault, store: DictStore) -> None:
    place = kept(JournalPlace(places, vault), 2)
    assert {user for _, user in store.entries} == {"journal"}
    assert any("journal-key" in service for service, _ in store.entries)
    assert any('"count": 2' in secret for secret in store.entries.values())
    assert not places.journal_key.exists()
    files = b"".join(path.read_bytes() for path in places.data.parent.rglob("*") if path.is_file())
    (key,) = [secret for secret in store.entries.values() if len(secret) == 44]
    assert key.encode() not in files
    assert base64.b64decode(key) not in files
    assert journal_command.check(place) == 0


@pytest.mark.hazard("S112")
def test_a_broken_key_is_told_and_never_replaced(places: Places) -> None:
    kept(JournalPlace(places, None), 1)
    places.journal_key.write_bytes(b"short")
    with app_error(ErrorCode.JOURNAL_UNAVAILABLE):
        JournalPlace(places, None).journal(12)
    assert places.journal_key.read_bytes() == b"short"


def test_a_vault_that_locks_meanwhile_does_not_stop_the_journal_and_brings_no_new_key(
    places: Places, vault: KeyVault, store: DictStore
) -> None:
    place = JournalPlace(places, vault)
    journal = place.journal(12)
    journal.append(entry(0))
    store.error = OSError("locked")
    journal.append(entry(1))
    before = dict(store.entries)
    with pytest.raises(AppError):
        JournalPlace(places, vault).journal(12)
    assert store.entries == before
    store.error = None
    assert journal_command.check(place) == 0
    journal.append(entry(2))
    assert any('"count": 3' in secret for secret in store.entries.values())


def test_the_settings_decide(places: Places, vault: KeyVault) -> None:
    assert opener(fixed_settings({"journal.enabled": False}), places, vault) is None
    make = opener(fixed_settings({"journal.key": "file"}), places, vault)
    assert make is not None
    make(False).append(entry(0))
    assert places.journal_key.exists()


def test_a_key_that_is_gone_from_the_vault_is_found_and_the_journal_goes_on(
    places: Places, vault: KeyVault, store: DictStore, capsys: pytest.CaptureFixture[str]
) -> None:
    place = kept(JournalPlace(places, vault, ones), 3)
    running = place.journal(12)
    (place_of_key,) = [where for where, text in store.entries.items() if text == base64.b64encode(ones(32)).decode()]
    del store.entries[place_of_key]
    with pytest.raises(AppError):
        journal_command.check(place)  # nobody can tell now
    with pytest.raises(AppError):
        read_own(place, HPR)
    running.append(entry(3), PATIENT)  # who runs has the key in memory
    next_start = JournalPlace(places, vault, lambda count: b"\2" * count)
    next_start.journal(12).append(entry(4), PATIENT)
    assert journal_command.check(next_start) == journal_command.NOT_WHOLE
    out = capsys.readouterr().out
    assert all(each in out for each in ("another key", "the seal was missing"))
    own = read_own(next_start, HPR)
    assert [line.entry.correlation_ids[0] for line in own.lines] == [reference(4)]
    assert own.report is not None
    assert not own.report.whole


# -- a folder for all accounts, where profiles do not last ---------------------------------------------------------------------


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "journals"
    folder.mkdir()
    folder.chmod(0o1733)
    return folder


@pytest.mark.hazard("S120")
@pytest.mark.parametrize("key", ["vault", "file"])
def test_a_journal_goes_from_the_profile_into_the_policys_folder_whole_and_closed(
    places: Places, vault: KeyVault, shared: Path, key: str
) -> None:
    said = {"journal.key": key}
    kept(place_of(fixed_settings(said), places, vault), 2)
    there = place_of(fixed_settings(said | {"journal.folder": str(shared)}), places, vault)
    assert journal_command.check(there) == 0  # which takes nothing from under a program that is still open
    kept(JournalPlace(places, vault if key == "vault" else None), 1)
    there.journal(12).append(entry(4), PATIENT)
    assert journal_command.check(there) == 0
    assert len(only_file(there).read_bytes().splitlines()) == 4
    own = shared / account_name()
    assert (own.stat().st_mode & 0o777, there.folder.parent, own.parent) == (0o700, own, shared)
    assert (own / "journal.key").exists() is (key == "file")
    assert not [path for path in (*places.data.rglob("*"), *places.state.rglob("*")) if path.is_file() and path.name != "lock"]


@pytest.mark.hazard("S120")
@pytest.mark.skipif(os.name == "nt", reason="owners are POSIX")
def test_a_folder_that_is_anothers_or_is_not_there_is_refused_and_an_open_one_is_closed(
    places: Places, shared: Path, tmp_path: Path
) -> None:
    own = shared / account_name()
    own.mkdir(mode=0o755)
    kept(JournalPlace(places, None, shared=shared), 1)
    assert own.stat().st_mode & 0o777 == 0o700
    if os.geteuid() == 0:  # who may give it to another
        os.chown(own, 65534, -1)
        with pytest.raises(OSError, match="account"):
            JournalPlace(places, None, shared=shared).journal(12)
    elsewhere = own.rename(tmp_path / "elsewhere")
    own.symlink_to(elsewhere)
    for place in (JournalPlace(places, None, shared=shared), JournalPlace(places, None, shared=tmp_path / "not mounted")):
        with pytest.raises(OSError, match=r"account|not mounted"):
            place.journal(12)
        with app_error(ErrorCode.JOURNAL_UNAVAILABLE):
            place.readable()
    assert not (tmp_path / "not mounted").exists()


@pytest.mark.hazard("S120")
def test_what_only_the_vaults_key_reads_stays_in_the_profile(places: Places, vault: KeyVault, shared: Path) -> None:
    former = kept(place_of(fixed_settings({}), places, vault), 2)
    said = {"journal.key": "file", "journal.folder": str(shared)}
    kept(place_of(fixed_settings(said), places, vault), 1)
    assert [journal_command.check(each) for each in (former, place_of(fixed_settings(said), places, vault))] == [0, 0]


@pytest.mark.hazard("S120")
def test_a_folder_for_all_that_goes_away_meanwhile_is_not_made_anew(places: Places, shared: Path, tmp_path: Path) -> None:
    place = JournalPlace(places, None, shared=shared)
    journal = place.journal(12)
    journal.append(entry(0))
    away = shared.rename(tmp_path / "away")
    with pytest.raises(FileNotFoundError):
        journal.append(entry(1))
    assert not shared.exists()
    away.rename(shared)
    journal.append(entry(1))
    assert journal_command.check(place) == 0


@pytest.fixture
def place(places: Places) -> JournalPlace:
    return kept(JournalPlace(places, None, ones), 3)


def only_file(place: JournalPlace) -> Path:
    (path,) = place.folder.glob("*.jsonl")
    return path


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda lines: [lines[0], lines[1].replace(b"AKUTT", b"UNNTAK"), lines[2]], "line 2: CHANGED"),
        (lambda lines: [lines[0], lines[2]], "line 2: REMOVED"),
        (lambda lines: lines[:1], "lines 2 to 3: CUT OFF"),
        (lambda lines: [*lines[::-1]], "MOVED"),
        (lambda lines: [lines[0], b"hello\n", *lines[1:]], "after line 1: something was ADDED"),
    ],
)
def test_the_check_names_each_damage(
    place: JournalPlace, capsys: pytest.CaptureFixture[str], damage: Callable[[list[bytes]], list[bytes]], words: str
) -> None:
    path = only_file(place)
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    assert journal_command.check(place) == journal_command.NOT_WHOLE
    out = capsys.readouterr().out
    assert "NOT WHOLE" in out
    assert words in out


def test_whatever_ends_the_reading_the_person_is_told(place: JournalPlace) -> None:
    def pause() -> None:
        raise ValueError(PATIENT)

    only_file(place).write_bytes(b"hello\n" * 64)  # enough for a pause
    with app_error(ErrorCode.JOURNAL_UNAVAILABLE):
        read_own(place, HPR, pause)


@pytest.mark.hazard("S112")
def test_a_journal_whose_key_is_gone_is_not_called_whole(place: JournalPlace, places: Places) -> None:
    places.journal_key.unlink()
    with app_error(ErrorCode.JOURNAL_UNAVAILABLE):
        journal_command.check(place)
    with app_error(ErrorCode.JOURNAL_UNAVAILABLE):
        journal_command.export(place, Options())
