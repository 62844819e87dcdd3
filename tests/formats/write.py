"""Everything that the program keeps on a disk or in a vault, written from fixed inputs.

``python -m tests.formats.write`` writes the examples of this version into ``tests/formats/VERSION``. Until a version is
handed out that may be done whenever a form changes; after that its examples stay as they are, and the next version adds its own.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key
from joserfc.jwk import ECKey

from packaging.policy_template import template
from provesvar_gui import __version__
from provesvar_gui.audit.line import EntryKind
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey, VaultPlace, ring_text
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, Places
from provesvar_gui.settings.files import update_file
from provesvar_gui.wiring.audit import JournalPlace
from provesvar_gui.wiring.user_files import RoleFile
from tests.kit.loop import run
from tests.unit.audit.kit import HPR, PATIENT, entry
from tests.unit.self_check.kit import DictStore

FORMATS = Path(__file__).parent
CLIENT = "1f2e3d4c-0000-4000-8000-0123456789ab"
#: One of each kind of value, and what has to be written by its number.
SETTINGS = {
    "profile.name": "test",
    "helseid.client_id": CLIENT,
    "helseid.redirect_uris": ["http://localhost:11731/callback", "http://localhost:16273/callback"],
    "helseid.organisations": [{"orgnr": "994945688", "name": 'Legevakten "Ås" \\'}],
    "pps.outcomes": {"General": {"screen": "restricted", "openable": True}, "Ny kode": {"screen": "unknown", "openable": False}},
    "journal.key": "vault",
    "ui.text_size": 150,
    "ui.tray": False,
}
ROLES = {HPR: "LE", f"machine {HPR}": "994945688"}
ENTRIES = (
    entry(1),
    replace(
        entry(2), kind=EntryKind.OPENING_START, basis="FORHOYET_AKUTT", reason="consent", opening=entry(9).correlation_ids[0]
    ),
    replace(entry(3), kind=EntryKind.OPENING_STOP, outcome="time", opening=entry(9).correlation_ids[0], offset=-61),
    replace(entry(4), outcome="failed", error="no-network", findings=("General",), seconds=None, reports=None, complete=None),
    replace(entry(5), kind=EntryKind.LOST, count=2),
)


def synthetic_key(number: int) -> str:
    """A key that anybody can make again: nobody's."""
    return json.dumps(ECKey.import_key(derive_private_key(2**200 + number, SECP256R1())).as_dict(private=True), sort_keys=True)


RING = KeyRing(
    keys=(
        StoredKey(private_jwk=synthetic_key(1), expires=datetime(2027, 11, 25, 12, 0, tzinfo=UTC)),
        StoredKey(private_jwk=synthetic_key(2)),
    ),
    client_id=CLIENT,
    origin="of-the-imported-key",
)


def fixed(count: int) -> bytes:
    return b"0123456789abcdef"[:count] * (count // 16)


def places(root: Path) -> Places:
    return Places(config=root / "config", data=root / "data", state=root / "state", policy=root / "policy.toml")


class Vault(DictStore):
    def read(self, root: Path) -> Vault:
        for service, user, secret in json.loads((root / "vault.json").read_text("utf-8")):
            self.entries[service, user] = secret
        return self

    def client(self, root: Path) -> VaultPlace:
        return VaultPlace(KeyVault(NAME, open_store=lambda: self, folder=places(root).keys), CLIENT)

    def journal(self, root: Path) -> JournalPlace:
        return JournalPlace(places(root), KeyVault(NAME, open_store=lambda: self, user="journal"), fixed)


def write(root: Path) -> None:
    """Into an empty folder: what lies below a user's folders, ``vault.json``, and a machine's key."""
    here, vault = places(root), Vault()
    update_file(here.settings_file, SETTINGS)
    roles = RoleFile(here.roles_file, here.roles_key_file, fixed)
    for who, code in ROLES.items():
        roles.remember(who, code)
    vault.entries[f"{NAME}/{CLIENT}", "private-jwk"] = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="  # base64 of 32 bytes
    run(vault.client(root).store(RING))
    journal = vault.journal(root).journal(12)
    for each in ENTRIES:
        journal.append(each, PATIENT)
    (here.journal / "lock").unlink()  # lives as long as its program
    (root / "machine-key.json").write_text(ring_text(RING), "utf-8")
    entries = [(*names, secret) for names, secret in sorted(vault.entries.items())]
    (root / "vault.json").write_text(json.dumps(entries, indent=1) + "\n", "utf-8")
    policy = re.findall(r"^(?:\[.*|#\w.*)", template(), re.MULTILINE)  # the administrator's, who takes the # away
    (root / "policy.toml").write_text("".join(f"{line.removeprefix('#')}\n" for line in policy), "utf-8")


if __name__ == "__main__":
    folder = FORMATS / __version__
    window = folder / "state/window"  # Qt's own form: tests/gui/test_window_size.py says how it is made
    kept = window.read_bytes() if window.exists() else b""
    shutil.rmtree(folder, ignore_errors=True)
    write(folder)
    window.write_bytes(kept)
