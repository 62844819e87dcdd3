"""Keeps everything that the program keeps, once, as this version does: ``python -m tests.formats.make 1.1``, with each release.

What comes out is committed and never made anew, so it refuses a folder that is there. All of it is synthetic: the people are, and
the keys are made here and registered nowhere. Files that are not text in the program are made of letters, or lie in base64.
"""

from __future__ import annotations

import asyncio
import base64
import datetime
import json
import sys
import tempfile
from pathlib import Path

from joserfc.jwk import ECKey

from provesvar_gui.helseid import jose
from provesvar_gui.helseid.keys.key_ring import KeyRing, StoredKey, ring_text
from provesvar_gui.kodeverk.code_list import StoredCopy, load_bundled, write_copy
from provesvar_gui.settings.files import update_file
from provesvar_gui.settings.remembered_roles import RoleFile
from provesvar_gui.wiring.journal_place import JournalPlace
from tests.formats.kept import CLIENTS, HPR, LETTERS, PATIENT, SECRETS_FILE, ViewState, entries, places_in

ROOT = Path(__file__).parent


def settings(kept: ViewState) -> None:
    """A user's file as the program writes it, and a policy as people do."""
    changes: dict[str, object] = {
        "profile.name": "test",
        "helseid.client_id": CLIENTS[0],
        "helseid.key": "vault",
        "helseid.redirect_uris": ["http://localhost:51771/callback", "http://localhost:51772/callback"],
        "helseid.organisations": [{"orgnr": "994945688", "name": "Legekontoret"}],
        "privacy.clipboard_seconds": 40,
        "privacy.wipe_seconds": 45,
        "ui.language": "nn",
    }
    update_file(kept.places.settings_file, changes)
    assert kept.places.policy is not None
    kept.places.policy.parent.mkdir(parents=True, exist_ok=True)
    kept.places.policy.write_text(
        "# The clinic's policy\n"
        "[lock]\nidle_seconds = 90\n\n"
        '[contact]\nlaboratories = [{ name = "Lab", phone = "22 22 22 22", hours = "8-16" }]\n\n'
        '[pps]\noutcomes = { General = { screen = "restricted", openable = true } }\n\n'
        '[[acute.local_codes]]\nlaboratory = "99900001"\ncode = "S-KALIUM"\nunit = "mmol/L"\nanalyte = "potassium"\n',
        encoding="utf-8",
    )


def small_files(kept: ViewState) -> None:
    """Roles and code list."""
    places = kept.places
    roles = RoleFile(places.roles_file, places.roles_key_file, lambda count: LETTERS[:count])
    roles.remember(HPR, "LE")
    list_url = "https://kote.example/9060"
    write_copy(
        places.cache,
        StoredCopy(roles=load_bundled().roles, dated="2026-11-25", checked_at=1.5, url=list_url),
    )


def keys(kept: ViewState) -> None:
    """Two clients' rings, and the machine's."""
    small = ECKey.generate_key("P-256").as_dict(private=True)
    large = jose.new_rsa_jwk("1")
    ends = datetime.datetime(2027, 6, 1, 12, tzinfo=datetime.UTC)
    rings = (
        KeyRing(current=StoredKey(private_jwk=json.dumps(small), expires=ends), client_id=CLIENTS[0], origin="thumb"),
        KeyRing(
            current=StoredKey(private_jwk=json.dumps(large), expires=ends),
            pending=StoredKey(private_jwk=json.dumps(ECKey.generate_key("P-256").as_dict(private=True))),
            previous=(StoredKey(private_jwk=json.dumps(small)),),
            client_id=CLIENTS[1],
        ),
    )
    for client_id, ring in zip(CLIENTS, rings, strict=True):
        asyncio.run(kept.keys.store(client_id, ring_text(ring)))
    kept.machine_key.write_text(ring_text(rings[0]), encoding="utf-8")


def journal(kept: ViewState) -> None:
    """Some lines of every kind that a day brings, under a key in the vault."""
    writer = JournalPlace(kept.places, kept.journal, lambda count: LETTERS[:count]).journal(months=12)
    for entry in entries():
        writer.append(entry, PATIENT)


def make(target: Path) -> None:
    """All of it in ``target``, which must not be there."""
    with tempfile.TemporaryDirectory() as folder:
        kept = ViewState(Path(folder))
        for each in (settings, small_files, keys, journal):
            each(kept)
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file() and path.suffix not in (".lock", ".sealed") and path.name != "lock":
                copy = target / path.relative_to(folder)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_text(path.read_text("utf-8"), encoding="utf-8", newline="\n")
        sealed = {path.name: base64.b64encode(path.read_bytes()).decode() for path in places_in(Path(folder)).keys.iterdir()}
        secrets = {"secrets": [[*name, secret] for name, secret in sorted(kept.store.secrets.items())], "files": sealed}
        (target / SECRETS_FILE).write_text(json.dumps(secrets, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    wanted = ROOT / sys.argv[1]
    if wanted.exists():
        sys.exit(f"{sys.argv[1]} has been kept already, and stays as it is")
    make(wanted)
