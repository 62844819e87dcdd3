"""Everything that one installation keeps, in one folder: the files by their places, the vault as a table."""

from __future__ import annotations

import base64
import json
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from provesvar_gui.audit.line import EntryKind, JournalEntry
from provesvar_gui.helseid.keys.vault import KeyVault
from provesvar_gui.platform.places import NAME, Places

ROOT = Path(__file__).parent
RELEASES = tuple(sorted(path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0].isdigit()))
SECRETS_FILE = "vault.json"
CLIENTS = ("1f2e3d4c-0000-4000-8000-0123456789ab", "1f2e3d4c-0000-4000-8000-0123456789ac")
HPR, PATIENT = "565501872", "13896900263"  # both synthetic
LETTERS = b"of the formats' tests, no secret"  # a key of 32 bytes
DAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
_OPENING = "6f9619ff-8b86-4d11-b42d-00c04fc90001"


@dataclass
class Table:
    """A vault that is a table. ``changes``: how often something was written or taken away."""

    secrets: dict[tuple[str, str], str] = field(default_factory=dict)
    changes: int = 0

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.secrets.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.changes += 1
        self.secrets[service, username] = password

    def delete_password(self, service: str, username: str, /) -> None:
        self.changes += 1
        del self.secrets[service, username]


def places_in(root: Path) -> Places:
    return Places(
        config=root / "config",
        data=root / "data",
        state=root / "state",
        cache=root / "cache",
        policy=root / "machine" / "policy.toml",
    )


@dataclass
class ViewState:
    """``root``: of all its files."""

    root: Path
    store: Table = field(default_factory=Table)

    @property
    def places(self) -> Places:
        return places_in(self.root)

    @property
    def machine_key(self) -> Path:
        return self.root / "machine" / "machine-key.json"

    @property
    def keys(self) -> KeyVault:
        return KeyVault(NAME, open_store=lambda: self.store, folder=self.places.keys)

    @property
    def journal(self) -> KeyVault:
        return KeyVault(NAME, user="journal", open_store=lambda: self.store)


def copy_of(release: str, root: Path) -> ViewState:
    """What a release has kept, in a folder that a test may change."""
    shutil.copytree(ROOT / release, root, dirs_exist_ok=True)
    secrets = json.loads((root / SECRETS_FILE).read_text("utf-8"))
    (root / SECRETS_FILE).unlink()
    kept = ViewState(root, Table({(service, user): secret for service, user, secret in secrets["secrets"]}))
    kept.places.keys.mkdir(parents=True, exist_ok=True)
    for name, content in secrets["files"].items():
        (kept.places.keys / name).write_bytes(base64.b64decode(content))
    return kept


def entries() -> list[JournalEntry]:
    """What the journal of every release has."""

    def at(minutes: int, kind: EntryKind, outcome: str = "") -> JournalEntry:
        number = f"6f9619ff-8b86-4d11-b42d-00c04fc9{minutes:04d}"
        return JournalEntry(
            time=DAY + timedelta(minutes=minutes),
            kind=kind,
            hpr_number=HPR,
            basis="AKUTT" if kind is EntryKind.LOOKUP else "FORHOYET_AKUTT",
            role="LE",
            outcome=outcome,
            findings=("restricted",) if kind is EntryKind.LOOKUP else (),
            seconds=1.25,
            reports=minutes,
            complete=True,
            reason="" if kind is EntryKind.LOOKUP else "unconscious",
            opening="" if kind is EntryKind.LOOKUP else _OPENING,
            correlation_ids=(number,),
        )

    return [
        at(1, EntryKind.LOOKUP, "done"),
        at(2, EntryKind.OPENING_START),
        at(3, EntryKind.OPENING_STOP, "countdown"),
        at(4, EntryKind.LOOKUP, "done"),
    ]
