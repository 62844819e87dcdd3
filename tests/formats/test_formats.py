"""What each version has kept is read by this one, and this one writes its own as it was frozen (``tests/formats/write.py``)."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from provesvar_gui import __version__
from provesvar_gui.audit.check import Problem, check_journal
from provesvar_gui.audit.files import read_journal
from provesvar_gui.helseid.keys.key_ring import parse_ring, ring_text
from provesvar_gui.platform.places import Places
from provesvar_gui.settings.files import read_file
from provesvar_gui.wiring.user_files import RoleFile
from tests.formats.write import CLIENT, ENTRIES, FORMATS, RING, ROLES, SETTINGS, Vault, fixed, places, write
from tests.kit.loop import run
from tests.unit.audit.kit import PATIENT, entry

VERSIONS = [path for path in sorted(FORMATS.iterdir()) if path.is_dir() and path.name[0].isdigit()]
SECRET = b"0123456789abcdef0123456789abcdef"


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(request.param, tmp_path / "kept"))


def files_in(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_this_version_writes_what_was_frozen_byte_by_byte(tmp_path: Path) -> None:
    write(tmp_path)
    frozen, written = files_in(FORMATS / __version__), files_in(tmp_path)
    assert written.keys() == frozen.keys() - {"state/window"}  # which Qt writes
    (sealed,) = (name for name in written if name.endswith(".sealed"))
    for content in (written.pop(sealed), frozen[sealed]):  # of which a number is drawn for each writing
        head, nonce, rest = content[:5], content[5:17], content[17:]
        assert head == b"PVK1\n"
        known = f"PVK1\nprovesvar\0private-jwk\0{CLIENT}".encode()
        assert AESGCM(SECRET).decrypt(nonce, rest, known).decode() == ring_text(RING)
    assert written == {name: frozen[name] for name in written}


def test_every_place_of_a_users_files_has_an_example() -> None:
    root = FORMATS / __version__
    named = [name for name, value in vars(Places).items() if isinstance(value, property)]
    assert {name for name in named if not getattr(places(root), name).exists()} == {
        "journal_key",  # the 32 bytes that are in the vault otherwise
        "key_lock",  # lives as long as its program
        "logs",  # text, read by nobody but people
    }


def test_settings_and_policy_of_each_version(kept: Path) -> None:
    user, policy = read_file(kept / "config/settings.toml"), read_file(kept / "policy.toml")
    assert user is not None
    assert policy is not None
    assert set(user.values) == set(SETTINGS)
    assert user.raw["ui"] == {"text_size": 150, "tray": False}
    assert (user.unknown, policy.unknown) == ((), ())  # a name that is gone would count for nothing, and say so to everybody
    assert len(policy.values) >= 45


def test_keys_of_each_version(kept: Path) -> None:
    place = Vault().read(kept).client(kept)
    assert run(place.load()) == parse_ring((kept / "machine-key.json").read_text("utf-8")) == RING
    assert all(stored.key().thumbprint for stored in RING.keys)
    run(place.store(RING))  # and is written over
    assert run(place.load()) == RING


def test_roles_of_each_version(kept: Path) -> None:
    here = places(kept)
    roles = RoleFile(here.roles_file, here.roles_key_file, fixed)
    assert {who: roles.code_of(who) for who in ROLES} == ROLES


def test_the_journal_of_each_version_is_whole_and_goes_on(kept: Path) -> None:
    place = Vault().read(kept).journal(kept)
    keys = place.keys()
    assert keys is not None
    lines = list(read_journal(place.folder, keys))
    assert [line.entry.kind for line in lines] == [each.kind for each in ENTRIES]
    digest = keys.patient_digest(PATIENT)
    assert [line.entry for line in lines] == [replace(each, patient=digest) for each in ENTRIES]
    assert place.journal(12).append(entry(6), PATIENT).number == len(ENTRIES) + 1
    report = check_journal(place.folder, place.seal_file, keys, place.anchor)
    assert (report.whole, report.lines) == (True, len(ENTRIES) + 1)
    assert [finding.problem for finding in report.findings] == [Problem.LOST]
    assert json.loads(place.seal_file.read_text())["count"] == len(ENTRIES) + 1
